/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "media-cache.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <utime.h>

struct _MediaCache
{
  char *folder;

  GMutex mutex; /* guards what follows */
  guint64 max_bytes;
  gboolean is_measured;
  guint64 n_bytes;
};

/* One file, when it is decided which ones go. */
typedef struct
{
  char *path;
  guint64 n_bytes;
  gint64 used_at_s;
} CacheFile;

MediaCache *
media_cache_new (const char *folder, guint64 max_bytes)
{
  MediaCache *self = g_atomic_rc_box_new0 (MediaCache);

  self->folder = g_strdup (folder);
  self->max_bytes = max_bytes;
  g_mutex_init (&self->mutex);

  return self;
}

MediaCache *
media_cache_ref (MediaCache *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
cache_clear (gpointer data)
{
  MediaCache *self = data;

  g_mutex_clear (&self->mutex);
  g_free (self->folder);
}

void
media_cache_unref (MediaCache *self)
{
  g_atomic_rc_box_release_full (self, cache_clear);
}

static char *
make_path (MediaCache *self, const char *name)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, name, -1);

  return g_build_filename (self->folder, hash, NULL);
}

GBytes *
media_cache_read (MediaCache *self, const char *name)
{
  g_autofree char *path = make_path (self, name);
  char *contents;
  gsize length;

  if (!g_file_get_contents (path, &contents, &length, NULL))
    return NULL;

  g_utime (path, NULL);

  return g_bytes_new_take (contents, length);
}

static void
file_clear (gpointer data)
{
  g_free (((CacheFile *) data)->path);
}

static int
compare_by_use (gconstpointer a, gconstpointer b)
{
  const CacheFile *left = a;
  const CacheFile *right = b;

  return left->used_at_s < right->used_at_s ? -1 : left->used_at_s > right->used_at_s;
}

static GArray *
list_files (MediaCache *self)
{
  GArray *files = g_array_new (FALSE, FALSE, sizeof (CacheFile));
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  g_array_set_clear_func (files, file_clear);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      CacheFile file = { g_build_filename (self->folder, name, NULL), 0, 0 };
      GStatBuf status;

      if (g_stat (file.path, &status) != 0)
        {
          g_free (file.path);
          continue;
        }
      file.n_bytes = (guint64) status.st_size;
      file.used_at_s = status.st_mtime;
      g_array_append_val (files, file);
    }

  return files;
}

/* Counts all files, and drops the oldest until a tenth of the room is free, if there is too much.
 */
static void
measure_and_prune (MediaCache *self)
{
  g_autoptr (GArray) files = list_files (self);

  self->n_bytes = 0;
  for (guint i = 0; i < files->len; i++)
    self->n_bytes += g_array_index (files, CacheFile, i).n_bytes;
  self->is_measured = TRUE;
  if (self->n_bytes <= self->max_bytes)
    return;

  g_array_sort (files, compare_by_use);
  for (guint i = 0; i < files->len && self->n_bytes > self->max_bytes / 10 * 9; i++)
    {
      const CacheFile *file = &g_array_index (files, CacheFile, i);

      if (g_unlink (file->path) == 0)
        self->n_bytes -= file->n_bytes;
    }
}

gboolean
media_cache_write (MediaCache *self, const char *name, GBytes *bytes, GError **error)
{
  g_autofree char *path = make_path (self, name);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autoptr (GMutexLocker) locker = NULL;

  g_mkdir_with_parents (self->folder, 0700);
  /* Through a temporary file, but without waiting for the disk: it is only a cache. */
  if (!g_file_set_contents_full (path, data, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                 error))
    return FALSE;

  locker = g_mutex_locker_new (&self->mutex);
  self->n_bytes += length;
  if (!self->is_measured || self->n_bytes > self->max_bytes)
    measure_and_prune (self);

  return TRUE;
}

void
media_cache_drop (MediaCache *self, const char *name)
{
  g_autofree char *path = make_path (self, name);

  g_unlink (path);
}

guint64
media_cache_measure (MediaCache *self)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);

  measure_and_prune (self);

  return self->n_bytes;
}

void
media_cache_set_max_bytes (MediaCache *self, guint64 max_bytes)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);

  self->max_bytes = max_bytes;
  measure_and_prune (self);
}

void
media_cache_clear (MediaCache *self)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);
  g_autoptr (GArray) files = list_files (self);

  for (guint i = 0; i < files->len; i++)
    g_unlink (g_array_index (files, CacheFile, i).path);
  measure_and_prune (self);
}
