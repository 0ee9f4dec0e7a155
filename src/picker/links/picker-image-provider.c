/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-image-provider.h"

#include "canto-error.h"
#include "media-decoder.h"
#include "picker-texture.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_BYTES (64 * 1024 * 1024) /* of a file that is held in memory */
#define WHOLE_PX  16384              /* as it is: larger than what is decoded at all */

/* Reading */

typedef struct
{
  char *path;
  GBytes *bytes;         /* (nullable): when they are here */
  MediaPicture *picture; /* (nullable): likewise */
} LoadSteps;

static void
load_steps_free (LoadSteps *steps)
{
  g_free (steps->path);
  g_clear_pointer (&steps->bytes, g_bytes_unref);
  g_clear_pointer (&steps->picture, media_picture_unref);
  g_free (steps);
}

static GBytes *
read_file (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                                  G_FILE_QUERY_INFO_NONE, cancellable, error);

  if (info == NULL)
    return NULL;
  if (g_file_info_get_size (info) > MAX_BYTES)
    {
      g_set_error_literal (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY,
                           _ ("The picture is too large to be copied: choose a smaller size."));
      return NULL;
    }

  return g_file_load_bytes (file, cancellable, NULL, error);
}

static void
load_on_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  LoadSteps *steps = task_data;
  g_autoptr (GError) error = NULL;

  steps->bytes = read_file (steps->path, cancellable, &error);
  if (steps->bytes != NULL)
    steps->picture = media_decoder_decode (steps->bytes, WHOLE_PX, &error);
  if (steps->picture != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
picker_image_provider_load_async (const char *path,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  LoadSteps *steps;

  g_return_if_fail (path != NULL);

  steps = g_new0 (LoadSteps, 1);
  steps->path = g_strdup (path);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, picker_image_provider_load_async);
  g_task_set_task_data (task, steps, (GDestroyNotify) load_steps_free);
  g_task_run_in_thread (task, load_on_worker);
}

/* What may be given as it is: programs know these two everywhere. (nullable) */
static const char *
recognize (GBytes *bytes)
{
  gsize n_bytes;
  const char *data = g_bytes_get_data (bytes, &n_bytes);

  if (n_bytes >= 3 && memcmp (data, "\xff\xd8\xff", 3) == 0)
    return "image/jpeg";
  if (n_bytes >= 4 && memcmp (data, "\x89PNG", 4) == 0)
    return "image/png";

  return NULL;
}

GdkContentProvider *
picker_image_provider_load_finish (GAsyncResult *result, GError **error)
{
  LoadSteps *steps;
  g_autoptr (GdkTexture) texture = NULL;
  const char *mime_type;
  GdkContentProvider *providers[2];
  guint n = 0;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  steps = g_task_get_task_data (G_TASK (result));
  texture = picker_texture_new (steps->picture);
  mime_type = recognize (steps->bytes);
  if (mime_type != NULL)
    providers[n++] = gdk_content_provider_new_for_bytes (mime_type, steps->bytes);
  providers[n++] = gdk_content_provider_new_typed (GDK_TYPE_TEXTURE, texture);

  return gdk_content_provider_new_union (providers, n);
}

/* Writing */

static void
bytes_written (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  g_autoptr (GError) error = NULL;

  if (gdk_content_provider_write_mime_type_finish (GDK_CONTENT_PROVIDER (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
texture_written (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  g_autoptr (GError) error = NULL;

  if (gdk_content_serialize_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
picker_image_provider_write_async (GdkContentProvider *provider,
                                   const char *mime_type,
                                   GOutputStream *stream,
                                   int io_priority,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GdkContentFormats) formats = NULL;
  g_autoptr (GTask) task = NULL;
  g_auto (GValue) value = G_VALUE_INIT;
  GError *error = NULL;

  g_return_if_fail (GDK_IS_CONTENT_PROVIDER (provider));

  formats = gdk_content_provider_ref_formats (provider);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, picker_image_provider_write_async);
  if (gdk_content_formats_contain_mime_type (formats, mime_type))
    {
      gdk_content_provider_write_mime_type_async (provider, mime_type, stream, io_priority,
                                                  cancellable, bytes_written,
                                                  g_steal_pointer (&task));
      return;
    }

  g_value_init (&value, GDK_TYPE_TEXTURE);
  if (gdk_content_provider_get_value (provider, &value, &error))
    gdk_content_serialize_async (stream, mime_type, &value, io_priority, cancellable,
                                 texture_written, g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

gboolean
picker_image_provider_write_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
