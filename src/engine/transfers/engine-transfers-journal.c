/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The uploads on the disk. */

#include "engine-transfers-private.h"

/* What a call goes on with: without a reference of the list, whose end does not wait for it. */
typedef struct
{
  GWeakRef transfers;
  EngineTransfer *transfer;
} Keeping;

static Keeping *
keeping_new (EngineTransfers *self, EngineTransfer *transfer)
{
  Keeping *keeping = g_new0 (Keeping, 1);

  g_weak_ref_init (&keeping->transfers, self);
  keeping->transfer = g_object_ref (transfer);

  return keeping;
}

static void
keeping_free (Keeping *keeping)
{
  g_weak_ref_clear (&keeping->transfers);
  g_object_unref (keeping->transfer);
  g_free (keeping);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Keeping, keeping_free)

/* Adding: what the file is like, then all of it. */

/* @error: (nullable): of the journal */
static void
give_up_keeping (EngineTransfers *self, EngineTransfer *transfer, const GError *error)
{
  transfer->is_being_kept = FALSE;
  transfer->is_given_up = TRUE;
  engine_transfer_set_keep_error (transfer, error);
  engine_transfers_go_on (self);
}

static gboolean
is_over (EngineTransfer *transfer)
{
  return transfer->state == ENGINE_TRANSFER_DONE || transfer->state == ENGINE_TRANSFER_CANCELLED;
}

static void
transfer_added (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Keeping) keeping = user_data;
  g_autoptr (EngineTransfers) self = g_weak_ref_get (&keeping->transfers);
  EngineTransfer *transfer = keeping->transfer;
  g_autoptr (GError) error = NULL;
  gint64 id = journal_store_add_finish ((JournalStore *) object, result, &error);

  /* After the end of the session it is the next one's. */
  if (self == NULL || self->journal == NULL)
    {
      transfer->entry_id = id;
      transfer->is_being_kept = FALSE;
      return;
    }
  if (id == 0)
    {
      give_up_keeping (self, transfer, error);
      engine_journal_tell_written (self->journal, error);
      return;
    }
  transfer->is_being_kept = FALSE;
  transfer->entry_id = id;
  if (transfer->state == ENGINE_TRANSFER_SAVING)
    engine_transfer_set_state (transfer, ENGINE_TRANSFER_QUEUED);
  else if (is_over (transfer))
    engine_transfers_forget (self, transfer);
  else
    engine_transfers_keep_change (self, transfer, NULL, NULL);
  engine_journal_tell_written (self->journal, NULL);
  engine_transfers_go_on (self);
}

static void
file_looked_at (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Keeping) keeping = user_data;
  g_autoptr (EngineTransfers) self = g_weak_ref_get (&keeping->transfers);
  EngineTransfer *transfer = keeping->transfer;
  g_autoptr (JournalEntry) entry = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_there = engine_transfer_look_finish (transfer, result, NULL, &error);

  if (self == NULL || self->journal == NULL || is_over (transfer))
    {
      transfer->is_being_kept = FALSE;
      return;
    }
  /* Why it cannot be read whoever sends it finds out. */
  if (!is_there)
    {
      give_up_keeping (self, transfer, NULL);
      return;
    }
  g_free (transfer->user_id);
  transfer->user_id = g_strdup (engine_journal_get_user_id (self->journal));
  entry = engine_transfer_to_entry (transfer);
  journal_store_add_async (engine_journal_get_store (self->journal), entry, transfer_added,
                           g_steal_pointer (&keeping));
}

static void
add_to_journal (EngineTransfers *self, EngineTransfer *transfer)
{
  transfer->is_being_kept = TRUE;
  transfer->is_given_up = FALSE;
  engine_transfer_set_keep_error (transfer, NULL);
  engine_transfer_look_async (transfer, NULL, file_looked_at, keeping_new (self, transfer));
}

void
engine_transfers_keep (EngineTransfers *self, EngineTransfer *transfer)
{
  transfer->is_given_up = FALSE;
  engine_transfer_set_keep_error (transfer, NULL);
  if (self->journal == NULL || transfer->entry_id != 0)
    {
      engine_transfer_set_state (transfer, ENGINE_TRANSFER_QUEUED);
      engine_transfers_keep_change (self, transfer, NULL, NULL);
      return;
    }
  engine_transfer_set_state (transfer, ENGINE_TRANSFER_SAVING);
  if (transfer->is_being_kept)
    return;
  if (engine_journal_get_is_open (self->journal))
    add_to_journal (self, transfer);
  else
    engine_journal_open (self->journal);
}

/* Changing and removing */

gboolean
engine_transfers_keep_change (EngineTransfers *self,
                              EngineTransfer *transfer,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (JournalEntry) entry = NULL;

  if (self->journal == NULL || transfer->entry_id == 0)
    return FALSE;
  entry = engine_transfer_to_entry (transfer);
  journal_store_change_async (engine_journal_get_store (self->journal), entry, callback, user_data);

  return TRUE;
}

void
engine_transfers_forget (EngineTransfers *self, EngineTransfer *transfer)
{
  if (self->journal != NULL && transfer->entry_id != 0)
    {
      journal_store_remove_async (engine_journal_get_store (self->journal), transfer->entry_id,
                                  NULL, NULL);
      transfer->entry_id = 0;
    }
  if (transfer->state == ENGINE_TRANSFER_DONE)
    engine_transfer_remove_file (transfer);
}

/* Opening */

/* What could not be kept before: perhaps it can be now. */
static void
keep_left_out (EngineTransfers *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      EngineTransfer *transfer = self->items->pdata[i];

      if (transfer->keep_error != NULL && !transfer->is_being_kept && transfer->entry_id == 0
          && !is_over (transfer) && !engine_transfer_is_under_way (transfer))
        add_to_journal (self, transfer);
    }
}

void
engine_transfers_keep_again (EngineTransfers *self)
{
  if (self->journal != NULL && engine_journal_get_is_open (self->journal))
    keep_left_out (self);
}

static void
journal_written (EngineTransfers *self, const GError *error)
{
  if (error == NULL)
    engine_transfers_keep_again (self);
}

/* Before all that were asked for since. */
static void
take_restored (EngineTransfers *self, GPtrArray *entries)
{
  guint n_restored = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      EngineTransfer *transfer = engine_transfer_from_entry (entries->pdata[i]);

      if (transfer != NULL && !engine_journal_is_for (self->journal, transfer->user_id))
        g_object_unref (transfer);
      else if (transfer != NULL)
        g_ptr_array_insert (self->items, (int) n_restored++, transfer);
    }
  if (n_restored > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, n_restored);
}

static void
journal_opened (EngineJournal *journal,
                GPtrArray *entries,
                const GError *damage,
                const GError *error,
                EngineTransfers *self)
{
  if (self->journal == NULL)
    return;
  if (entries != NULL)
    take_restored (self, entries);
  for (guint i = 0; i < self->items->len; i++)
    {
      EngineTransfer *transfer = self->items->pdata[i];

      if (transfer->state != ENGINE_TRANSFER_SAVING || transfer->is_being_kept
          || engine_transfer_is_under_way (transfer))
        continue;
      transfer->is_given_up = entries == NULL;
      engine_transfer_set_keep_error (transfer, error);
      if (entries != NULL)
        add_to_journal (self, transfer);
    }
  engine_transfers_keep_again (self);
  engine_transfers_go_on (self);
}

void
engine_transfers_set_journal (EngineTransfers *self, EngineJournal *journal)
{
  g_set_object (&self->journal, journal);
  g_signal_connect_object (journal, "opened", G_CALLBACK (journal_opened), self, 0);
  g_signal_connect_object (journal, "written", G_CALLBACK (journal_written), self,
                           G_CONNECT_SWAPPED);
}

void
engine_transfers_drop_journal (EngineTransfers *self)
{
  engine_transfers_cancel_all (self);
  engine_transfers_stop (self);
}
