/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "engine-unsent.h"

#include "engine-edit-private.h"
#include "engine-journal-private.h"
#include "engine-transfer-private.h"

/* Of a session */

static void
count_edits (EngineSession *session, EngineUnsent *unsent)
{
  GListModel *edits = G_LIST_MODEL (engine_session_get_edits (session));

  unsent->n_edits = g_list_model_get_n_items (edits);
  for (guint i = 0; i < unsent->n_edits; i++)
    {
      g_autoptr (EngineEdit) edit = g_list_model_get_item (edits, i);

      /* The journal writes what it was given before the session ends. */
      unsent->n_unkept += !edit->is_kept && !edit->is_being_kept;
    }
}

static void
count_uploads (EngineSession *session, EngineUnsent *unsent)
{
  GListModel *transfers = G_LIST_MODEL (engine_session_get_transfers (session));

  for (guint i = 0; i < g_list_model_get_n_items (transfers); i++)
    {
      g_autoptr (EngineTransfer) transfer = g_list_model_get_item (transfers, i);
      EngineTransferState state = engine_transfer_get_state (transfer);

      if (state == ENGINE_TRANSFER_DONE || state == ENGINE_TRANSFER_CANCELLED)
        continue;
      unsent->n_uploads++;
      unsent->n_unkept += transfer->entry_id == 0;
    }
}

EngineUnsent
engine_unsent_count (EngineSession *session)
{
  EngineUnsent unsent = { 0 };

  g_return_val_if_fail (ENGINE_IS_SESSION (session), unsent);

  count_edits (session, &unsent);
  count_uploads (session, &unsent);

  return unsent;
}

gboolean
engine_unsent_is_any (const EngineUnsent *self)
{
  return self->n_edits > 0 || self->n_uploads > 0;
}

/* Of an earlier one */

static void
entries_read (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  GError *damage = NULL;
  GError *error = NULL;
  g_autoptr (GPtrArray) entries =
      journal_store_open_finish (JOURNAL_STORE (object), result, &damage, &error);
  EngineUnsent *unsent;

  if (entries == NULL || damage != NULL)
    {
      g_task_return_error (task, entries == NULL ? error : damage);
      return;
    }

  unsent = g_new0 (EngineUnsent, 1);
  for (guint i = 0; i < entries->len; i++)
    {
      JournalEntry *entry = entries->pdata[i];

      unsent->n_edits += g_strcmp0 (entry->kind, ENGINE_EDIT_ENTRY) == 0;
      unsent->n_uploads += g_strcmp0 (entry->kind, ENGINE_TRANSFER_ENTRY) == 0;
    }
  g_task_return_pointer (task, unsent, g_free);
}

/* To look for it would make it. */
static void
file_looked_for (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GFile *file = G_FILE (object);
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  g_autoptr (GFileInfo) info = g_file_query_info_finish (file, result, NULL);
  g_autoptr (JournalStore) store = NULL;

  if (info == NULL)
    {
      g_task_return_pointer (task, g_new0 (EngineUnsent, 1), g_free);
      return;
    }

  store = journal_store_new (g_file_peek_path (file));
  g_task_set_task_data (task, g_object_ref (store), g_object_unref);
  journal_store_open_async (store, g_task_get_cancellable (task), entries_read,
                            g_object_ref (task));
}

void
engine_unsent_read_async (const char *data_dir,
                          CantoAccount *account,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;
  GTask *task;

  g_return_if_fail (data_dir != NULL);
  g_return_if_fail (CANTO_IS_ACCOUNT (account));

  folder = engine_journal_dup_folder (data_dir, account);
  path = engine_journal_dup_path (folder);
  file = g_file_new_for_path (path);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, engine_unsent_read_async);
  g_file_query_info_async (file, G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE,
                           G_PRIORITY_DEFAULT, cancellable, file_looked_for, task);
}

gboolean
engine_unsent_read_finish (GAsyncResult *result, EngineUnsent *unsent, GError **error)
{
  g_autofree EngineUnsent *read = NULL;

  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  read = g_task_propagate_pointer (G_TASK (result), error);
  if (read == NULL)
    return FALSE;

  *unsent = *read;

  return TRUE;
}
