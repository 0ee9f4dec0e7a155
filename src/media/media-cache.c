/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "media-cache.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <utime.h>

struct _MediaCache
{
  char *folder;

  GMutex mutex; /* guards what follows, and is held while the disk is waited for */
  guint64 max_bytes;
  gboolean is_measured;
  guint64 n_bytes;

  GMutex names_mutex; /* guards what follows, and is never held for long */
  GHashTable *names;  /* (nullable): marks of the files there are; NULL until they were listed */
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
  g_mutex_init (&self->names_mutex);

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

  g_clear_pointer (&self->names, g_hash_table_unref);
  g_mutex_clear (&self->names_mutex);
  g_mutex_clear (&self->mutex);
  g_free (self->folder);
}

void
media_cache_unref (MediaCache *self)
{
  g_atomic_rc_box_release_full (self, cache_clear);
}

static char *
make_hash (const char *name)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, name, -1);
}

static char *
make_path (MediaCache *self, const char *hash)
{
  return g_build_filename (self->folder, hash, NULL);
}

/* The names of all files would be megabytes: their first sixteen digits are enough. */
static gpointer
make_mark (const char *hash)
{
  char digits[17] = { 0 };

  g_strlcpy (digits, hash, sizeof digits);

  return GSIZE_TO_POINTER ((gsize) g_ascii_strtoull (digits, NULL, 16));
}

static void
add_mark (MediaCache *self, const char *hash)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->names_mutex);

  if (self->names != NULL)
    g_hash_table_add (self->names, make_mark (hash));
}

/* What is written meanwhile may be missed, and is then fetched once more than needed. */
static void
list_names_once (MediaCache *self)
{
  g_autoptr (GHashTable) names = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *hash;
  gboolean is_listed;

  g_mutex_lock (&self->names_mutex);
  is_listed = self->names != NULL;
  g_mutex_unlock (&self->names_mutex);
  if (is_listed)
    return;

  names = g_hash_table_new (NULL, NULL);
  dir = g_dir_open (self->folder, 0, NULL);
  while (dir != NULL && (hash = g_dir_read_name (dir)) != NULL)
    g_hash_table_add (names, make_mark (hash));
  g_mutex_lock (&self->names_mutex);
  if (self->names == NULL)
    self->names = g_steal_pointer (&names);
  g_mutex_unlock (&self->names_mutex);
}

gboolean
media_cache_may_have (MediaCache *self, const char *name)
{
  g_autofree char *hash = make_hash (name);
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->names_mutex);

  return self->names == NULL || g_hash_table_contains (self->names, make_mark (hash));
}

GBytes *
media_cache_read (MediaCache *self, const char *name)
{
  g_autofree char *hash = make_hash (name);
  g_autofree char *path = make_path (self, hash);
  char *contents;
  gsize length;

  list_names_once (self);
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

/* Through a temporary file, but without waiting for the disk: it is only a cache. */
static gboolean
write_file (MediaCache *self, const char *path, GBytes *bytes, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autoptr (GError) local_error = NULL;

  if (g_file_set_contents_full (path, data, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                &local_error))
    return TRUE;
  if (!g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  /* The folder is made when it is first missed. */
  g_mkdir_with_parents (self->folder, 0700);

  return g_file_set_contents_full (path, data, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT,
                                   0600, error);
}

gboolean
media_cache_write (MediaCache *self, const char *name, GBytes *bytes, GError **error)
{
  g_autofree char *hash = make_hash (name);
  g_autofree char *path = make_path (self, hash);
  g_autoptr (GMutexLocker) locker = NULL;

  if (!write_file (self, path, bytes, error))
    return FALSE;

  add_mark (self, hash);
  locker = g_mutex_locker_new (&self->mutex);
  self->n_bytes += g_bytes_get_size (bytes);
  if (!self->is_measured || self->n_bytes > self->max_bytes)
    measure_and_prune (self);

  return TRUE;
}

void
media_cache_drop (MediaCache *self, const char *name)
{
  g_autofree char *hash = make_hash (name);
  g_autofree char *path = make_path (self, hash);

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
