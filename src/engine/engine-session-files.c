/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whole files, for what is played and for what has pages. */

#include "descant-config.h"

#include "engine-session-private.h"

#include "canto-error.h"

#include <glib/gi18n-lib.h>

gboolean
engine_session_has_file (EngineSession *self, CantoAsset *asset, EngineFileUse use)
{
  g_autoptr (MediaRequest) request = NULL;

  g_return_val_if_fail (ENGINE_IS_SESSION (self), FALSE);

  request = engine_file_places_new (asset, use);

  return request != NULL;
}

static void
file_fetched (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  g_autoptr (GError) error = NULL;
  MediaFile *file = media_file_fetch_finish (CANTO_CLIENT (object), result, &error);

  if (file != NULL)
    g_task_return_pointer (task, file, (GDestroyNotify) media_file_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
engine_session_fetch_file_async (EngineSession *self,
                                 CantoAsset *asset,
                                 EngineFileUse use,
                                 CantoProgress *progress,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (MediaRequest) request = NULL;
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ENGINE_IS_SESSION (self));

  request = engine_file_places_new (asset, use);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, engine_session_fetch_file_async);
  if (request == NULL)
    g_task_return_new_error (task, CANTO_ERROR, CANTO_ERROR_NOT_FOUND,
                             _ ("Canto gave no link to the file."));
  else
    media_file_fetch_async (engine_session_get_client (self), request,
                            engine_session_get_cache_dir (self),
                            engine_file_places_get_max_bytes (use), progress, cancellable,
                            file_fetched, g_steal_pointer (&task));
}

MediaFile *
engine_session_fetch_file_finish (EngineSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
