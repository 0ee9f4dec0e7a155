/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Presets on the disk: all of it on workers. */

#include "descant-config.h"

#include "engine-presets-file-private.h"

#include "delivery-concerns.h"
#include "engine-folder-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

void
engine_presets_read_free (EnginePresetsRead *read)
{
  g_clear_pointer (&read->locked, g_ptr_array_unref);
  g_clear_pointer (&read->own, g_ptr_array_unref);
  g_clear_error (&read->error);
  g_free (read);
}

/* Reading */

/* No more of it than a list may have, whatever it is. (transfer full) (nullable) */
static GPtrArray *
read_list (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr (GByteArray) contents = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize n_read = 0;

  if (stream == NULL)
    return NULL;

  contents = g_byte_array_sized_new (DELIVERY_PRESETS_MAX_BYTES + 1);
  g_byte_array_set_size (contents, DELIVERY_PRESETS_MAX_BYTES + 1);
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream), contents->data, contents->len, &n_read,
                                cancellable, error))
    return NULL;
  bytes = g_bytes_new (contents->data, n_read);

  return delivery_presets_parse (bytes, error);
}

static gboolean
is_missing (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY);
}

/* The first file counts, as that of the policy. */
static void
read_locked (const char *const *folders, EnginePresetsRead *read, GCancellable *cancellable)
{
  for (guint i = 0; folders != NULL && folders[i] != NULL && read->locked == NULL; i++)
    {
      g_autofree char *path = g_build_filename (folders[i], "descant", "presets.json", NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      GError *error = NULL;

      read->locked = read_list (file, cancellable, &error);
      if (read->locked != NULL)
        return;
      if (is_missing (error))
        {
          g_error_free (error);
          continue;
        }
      /* Translators: the path of a file */
      g_prefix_error (&error, _ ("The presets of your administrator could not be read. %s: "),
                      path);
      g_clear_error (&read->error);
      read->error = error;
      return;
    }
}

/* A file that is no list stays for whoever can make something of it. */
static void
put_aside (const char *path, EnginePresetsRead *read, const GError *reason)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%d-%H%M%S-%f");
  g_autofree char *aside = g_strdup_printf ("%s.damaged-%s", path, stamp);

  if (g_rename (path, aside) == 0)
    {
      read->error = g_error_new (DELIVERY_ERROR, DELIVERY_ERROR_BAD_PRESETS,
                                 /* Translators: the path of a file, and what is wrong with it */
                                 _ ("Your presets could not be read, and begin anew. The file is "
                                    "kept as %s. %s"),
                                 aside, reason->message);
      return;
    }

  read->is_closed = TRUE;
  read->error = g_error_copy (reason);
  g_prefix_error (&read->error, "%s: ", path);
}

static void
read_own (const char *path, EnginePresetsRead *read, GCancellable *cancellable)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  read->own = read_list (file, cancellable, &error);
  if (read->own != NULL || is_missing (error))
    return;

  if (error->domain == DELIVERY_ERROR)
    {
      put_aside (path, read, error);
      return;
    }
  read->is_closed = TRUE;
  read->error = g_steal_pointer (&error);
  /* Translators: the path of a file */
  g_prefix_error (&read->error, _ ("Your presets could not be read. %s: "), path);
}

typedef struct
{
  char *path;
  char **folders;   /* (nullable) */
  GBytes *contents; /* (nullable): of what is written */
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_free (work->path);
  g_strfreev (work->folders);
  g_clear_pointer (&work->contents, g_bytes_unref);
  g_free (work);
}

static void
read_on_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Work *work = task_data;
  EnginePresetsRead *read = g_new0 (EnginePresetsRead, 1);

  read_own (work->path, read, cancellable);
  /* Her own file is what she may lose something with. */
  if (read->error == NULL)
    read_locked ((const char *const *) work->folders, read, cancellable);
  else
    {
      g_autoptr (EnginePresetsRead) laid_down = g_new0 (EnginePresetsRead, 1);

      read_locked ((const char *const *) work->folders, laid_down, cancellable);
      read->locked = g_steal_pointer (&laid_down->locked);
    }
  g_task_return_pointer (task, read, (GDestroyNotify) engine_presets_read_free);
}

void
engine_presets_read_async (const char *path,
                           const char *const *folders,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Work *work = g_new0 (Work, 1);

  work->path = g_strdup (path);
  work->folders = g_strdupv ((char **) folders);
  g_task_set_source_tag (task, engine_presets_read_async);
  g_task_set_task_data (task, work, work_free);
  g_task_run_in_thread (task, read_on_worker);
}

EnginePresetsRead *
engine_presets_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
read_file_on_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *presets = read_list (G_FILE (task_data), cancellable, &error);

  if (presets != NULL)
    g_task_return_pointer (task, presets, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
engine_presets_read_file_async (GFile *file,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, engine_presets_read_file_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (task, read_file_on_worker);
}

GPtrArray *
engine_presets_read_file_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Writing */

/* GIO would put what fits on a full disk in the place of a good file. */
static void
write_on_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Work *work = task_data;
  gsize length;
  const char *contents = g_bytes_get_data (work->contents, &length);
  GError *error = NULL;

  if (engine_folder_make_parent (work->path, &error)
      && g_file_set_contents_full (work->path, contents, (gssize) length,
                                   G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  g_task_return_error (task, error);
}

void
engine_presets_write_async (const char *path,
                            GBytes *contents,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Work *work = g_new0 (Work, 1);

  work->path = g_strdup (path);
  work->contents = g_bytes_ref (contents);
  g_task_set_source_tag (task, engine_presets_write_async);
  g_task_set_task_data (task, work, work_free);
  g_task_run_in_thread (task, write_on_worker);
}

gboolean
engine_presets_write_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
