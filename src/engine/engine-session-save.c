/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a link leads to as a file with a name, for programs that take files. */

#include "descant-config.h"

#include "engine-session-private.h"

#include "canto-error.h"
#include "engine-file-name.h"
#include "engine-named-files.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

/* The data of the tasks. */
typedef struct
{
  DeliveryLink *link;
  char *folder;
  MediaFile *file; /* (nullable): when it is here */
} SaveSteps;

static void
save_steps_free (SaveSteps *steps)
{
  delivery_link_unref (steps->link);
  g_free (steps->folder);
  g_clear_pointer (&steps->file, media_file_unref);
  g_free (steps);
}

/* Without a cache the files lie among the temporary ones, in folders of their own as well. */
static char *
dup_folder (EngineSession *self)
{
  if (self->cache_dir == NULL)
    return g_strdup (g_get_tmp_dir ());

  return g_build_filename (self->cache_dir, canto_account_get_id (self->account), "files", NULL);
}

static gboolean
check_kind (SaveSteps *steps, GError **error)
{
  char head[ENGINE_FILE_NAME_HEAD_BYTES];
  gssize n_read = pread (media_file_get_fd (steps->file), head, sizeof head, 0);

  if (n_read <= 0 || !delivery_link_get_is_picture (steps->link)
      || !engine_file_name_is_page (head, (gsize) n_read))
    return TRUE;

  g_set_error_literal (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY,
                       _ ("A web page came in place of the picture."));

  return FALSE;
}

static void
name_on_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  SaveSteps *steps = task_data;
  g_autoptr (GError) error = NULL;
  char *path = NULL;

  if (check_kind (steps, &error))
    path = engine_named_files_add (steps->folder, delivery_link_get_title (steps->link),
                                   steps->file, &error);
  if (path != NULL)
    g_task_return_pointer (task, path, g_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
file_fetched (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  SaveSteps *steps = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  steps->file = media_file_fetch_finish (CANTO_CLIENT (object), result, &error);
  if (steps->file == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_run_in_thread (task, name_on_worker);
}

void
engine_session_save_link_async (EngineSession *self,
                                DeliveryLink *link,
                                CantoProgress *progress,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (MediaRequest) request = NULL;
  g_autoptr (GTask) task = NULL;
  SaveSteps *steps;

  g_return_if_fail (ENGINE_IS_SESSION (self));
  g_return_if_fail (link != NULL);

  engine_session_sweep_files (self);
  steps = g_new0 (SaveSteps, 1);
  steps->link = delivery_link_ref (link);
  steps->folder = dup_folder (self);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, engine_session_save_link_async);
  g_task_set_task_data (task, steps, (GDestroyNotify) save_steps_free);

  request = media_request_new (canto_asset_get_key (delivery_link_get_asset (link)), 0);
  media_request_add_place (request, delivery_link_get_uri (link),
                           delivery_link_get_is_direct (link) ? CANTO_FETCH_COUNTED
                                                              : CANTO_FETCH_FREE);
  media_file_fetch_async (self->client, request, steps->folder, ENGINE_MAX_SAVED_BYTES, progress,
                          cancellable, file_fetched, g_steal_pointer (&task));
}

char *
engine_session_save_link_finish (EngineSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Sweeping */

static void
sweep_on_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  engine_named_files_sweep (task_data, ENGINE_NAMED_FILES_MAX_AGE_S);
  g_task_return_boolean (task, TRUE);
}

static void
clear_on_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  engine_named_files_sweep (task_data, 0);
  g_task_return_boolean (task, TRUE);
}

void
engine_session_sweep_files (EngineSession *self)
{
  g_autoptr (GTask) task = NULL;

  /* What others have among the temporary files is theirs. */
  if (self->cache_dir == NULL)
    return;

  /* It needs the folder alone, and keeps nothing else alive. */
  task = g_task_new (NULL, NULL, NULL, NULL);
  g_task_set_source_tag (task, engine_session_sweep_files);
  g_task_set_task_data (task, dup_folder (self), g_free);
  g_task_run_in_thread (task, sweep_on_worker);
}

void
engine_session_clear_files_async (EngineSession *self,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, engine_session_clear_files_async);
  if (self->cache_dir == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  g_task_set_task_data (task, dup_folder (self), g_free);
  g_task_run_in_thread (task, clear_on_worker);
}
