/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-pasted-picture.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

static char *
make_name (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  /* Translators: in the name of a file; strftime(3) */
  g_autofree char *time = g_date_time_format (now, "%Y-%m-%d %H-%M-%S");

  /* Translators: the name of a file, with a date and a time */
  return g_strdup_printf (_ ("Pasted picture %s.png"), time);
}

/* The data of a task. */
typedef struct
{
  GdkTexture *texture;
  char *data_dir; /* (nullable) */
} Picture;

static void
picture_free (Picture *picture)
{
  g_object_unref (picture->texture);
  g_free (picture->data_dir);
  g_free (picture);
}

/* (nullable): with @error */
static char *
make_folder (const char *data_dir, GError **error)
{
  g_autofree char *folder = NULL;

  if (data_dir == NULL)
    return g_dir_make_tmp ("descant-XXXXXX", error);
  folder = g_build_filename (data_dir, "pasted", "XXXXXX", NULL);
  {
    g_autofree char *parent = g_path_get_dirname (folder);

    if (g_mkdir_with_parents (parent, 0700) == 0 && g_mkdtemp (folder) != NULL)
      return g_steal_pointer (&folder);
  }
  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));

  return NULL;
}

static GFile *
save (Picture *picture, GError **error)
{
  g_autofree char *folder = make_folder (picture->data_dir, error);
  g_autofree char *name = make_name ();
  g_autofree char *path = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize length;
  const char *data;

  if (folder == NULL)
    return NULL;
  path = g_build_filename (folder, name, NULL);
  bytes = gdk_texture_save_to_png_bytes (picture->texture);
  data = g_bytes_get_data (bytes, &length);
  if (g_file_set_contents_full (path, data, (gssize) length,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                error))
    return g_file_new_for_path (path);
  g_rmdir (folder);

  return NULL;
}

static void
save_in_thread (GTask *task, gpointer source, gpointer picture, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  GFile *file = save (picture, &error);

  if (file != NULL)
    g_task_return_pointer (task, file, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
picker_pasted_picture_save_async (GdkTexture *texture,
                                  const char *data_dir,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Picture *picture;

  g_return_if_fail (GDK_IS_TEXTURE (texture));

  picture = g_new0 (Picture, 1);
  picture->texture = g_object_ref (texture);
  picture->data_dir = g_strdup (data_dir);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, picker_pasted_picture_save_async);
  g_task_set_task_data (task, picture, (GDestroyNotify) picture_free);
  g_task_run_in_thread (task, save_in_thread);
}

GFile *
picker_pasted_picture_save_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
