/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Folders of the program's own: those that are to be there, and those that are to go. */

#include "engine-folder-private.h"

#include <errno.h>
#include <glib/gstdio.h>

gboolean
engine_folder_make_parent (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int saved_errno;

  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;

  saved_errno = errno;
  g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (saved_errno), "%s: %s", folder,
               g_strerror (saved_errno));

  return FALSE;
}

/* Removing */

static void
take_errno (GError **error, const char *path)
{
  int saved_errno = errno;

  if (saved_errno != ENOENT && error != NULL && *error == NULL)
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno), "%s: %s", path,
                 g_strerror (saved_errno));
}

static gboolean
is_folder (const char *path)
{
  GStatBuf info;

  return g_lstat (path, &info) == 0 && S_ISDIR (info.st_mode);
}

static void
remove_below (const char *path, GError **error)
{
  g_autoptr (GDir) dir = is_folder (path) ? g_dir_open (path, 0, NULL) : NULL;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *below = g_build_filename (path, name, NULL);

      remove_below (below, error);
    }
  if (g_remove (path) != 0)
    take_errno (error, path);
}

static void
remove_in_thread (GTask *task, gpointer source, gpointer path, GCancellable *cancellable)
{
  GError *error = NULL;

  remove_below (path, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

void
engine_folder_remove_async (const char *path, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, engine_folder_remove_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, remove_in_thread);
}

gboolean
engine_folder_remove_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Sweeping */

typedef struct
{
  char *path;
  GHashTable *kept; /* folders */
  char *unless;
  gint64 before_unix_s;
} Sweep;

static void
sweep_free (gpointer data)
{
  Sweep *sweep = data;

  g_hash_table_unref (sweep->kept);
  g_free (sweep->path);
  g_free (sweep->unless);
  g_free (sweep);
}

static gboolean
is_left (Sweep *sweep, const char *path)
{
  GStatBuf info;

  return !g_hash_table_contains (sweep->kept, path) && g_lstat (path, &info) == 0
         && S_ISDIR (info.st_mode) && info.st_mtime < sweep->before_unix_s;
}

static gboolean
is_forbidden (Sweep *sweep)
{
  g_autofree char *parent = g_path_get_dirname (sweep->path);
  g_autoptr (GDir) dir = g_dir_open (parent, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      if (g_str_has_prefix (name, sweep->unless))
        return TRUE;
    }

  return FALSE;
}

static void
sweep_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Sweep *sweep = data;
  g_autoptr (GDir) dir = is_forbidden (sweep) ? NULL : g_dir_open (sweep->path, 0, NULL);
  const char *name;
  gssize n_swept = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *below = g_build_filename (sweep->path, name, NULL);
      g_autoptr (GError) error = NULL;

      if (!is_left (sweep, below))
        continue;
      remove_below (below, &error);
      if (error != NULL)
        g_debug ("What was left could not be removed: %s", error->message);
      n_swept += error == NULL;
    }
  g_task_return_int (task, n_swept);
}

void
engine_folder_sweep_async (const char *path,
                           GHashTable *kept,
                           const char *unless,
                           guint age_s,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Sweep *sweep = g_new0 (Sweep, 1);
  GHashTableIter iter;
  gpointer file;

  sweep->path = g_strdup (path);
  sweep->unless = g_strdup (unless);
  sweep->kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  sweep->before_unix_s = g_get_real_time () / G_USEC_PER_SEC - age_s;
  g_hash_table_iter_init (&iter, kept);
  while (g_hash_table_iter_next (&iter, &file, NULL))
    g_hash_table_add (sweep->kept, g_path_get_dirname (file));
  g_task_set_source_tag (task, engine_folder_sweep_async);
  g_task_set_task_data (task, sweep, sweep_free);
  g_task_run_in_thread (task, sweep_in_thread);
}

guint
engine_folder_sweep_finish (GAsyncResult *result)
{
  gssize n_swept;

  g_return_val_if_fail (g_task_is_valid (result, NULL), 0);

  n_swept = g_task_propagate_int (G_TASK (result), NULL);

  return n_swept > 0 ? (guint) n_swept : 0;
}
