/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The edits on the disk. */

#include "engine-edits-private.h"

#include "catalog-overlay.h"

/* What a call of the journal goes on with. */
typedef struct
{
  EngineEdits *edits;
  EngineEdit *edit;
  EngineEditsThen then; /* (nullable) */
} KeepSteps;

static KeepSteps *
keep_steps_new (EngineEdits *self, EngineEdit *edit, EngineEditsThen then)
{
  KeepSteps *steps = g_new0 (KeepSteps, 1);

  steps->edits = g_object_ref (self);
  steps->edit = edit != NULL ? g_object_ref (edit) : NULL;
  steps->then = then;

  return steps;
}

static void
keep_steps_free (KeepSteps *steps)
{
  g_object_unref (steps->edits);
  g_clear_object (&steps->edit);
  g_free (steps);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KeepSteps, keep_steps_free)

/* It is sent all the same, and the person knows that a crash would lose it. */
static void
give_up_keeping (EngineEdits *self, EngineEdit *edit, const GError *error)
{
  edit->is_given_up = TRUE;
  engine_edits_go_on (self);
  engine_edit_set_keep_error (edit, error);
}

/* The uploads want to know, too. */
static void
tell_written (EngineEdits *self, const GError *error)
{
  engine_edits_set_journal_error (self, error);
  if (self->journal != NULL)
    engine_journal_tell_written (self->journal, error);
}

/* Adding */

static gboolean
is_over (EngineEdit *edit)
{
  return edit->state == ENGINE_EDIT_SAVED || edit->state == ENGINE_EDIT_WITHDRAWN;
}

static void
edit_added (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KeepSteps) steps = user_data;
  EngineEdits *self = steps->edits;
  EngineEdit *edit = steps->edit;
  g_autoptr (GError) error = NULL;
  gint64 id = journal_store_add_finish (JOURNAL_STORE (object), result, &error);

  edit->is_being_kept = FALSE;
  if (self->journal == NULL)
    return;
  tell_written (self, error);
  if (id == 0)
    {
      give_up_keeping (self, edit, error);
      return;
    }
  if (is_over (edit))
    {
      journal_store_remove_async (JOURNAL_STORE (object), id, NULL, NULL);
      return;
    }

  edit->id = id;
  engine_edit_set_is_kept (edit, TRUE);
  if (edit->state == ENGINE_EDIT_SAVING)
    engine_edits_set_state (self, edit, ENGINE_EDIT_WAITING);
  engine_edits_go_on (self);
}

static void
add_to_journal (EngineEdits *self, EngineEdit *edit)
{
  g_autoptr (JournalEntry) entry = NULL;

  g_free (edit->user_id);
  edit->user_id = g_strdup (engine_journal_get_user_id (self->journal));
  entry = engine_edit_to_entry (edit);
  edit->is_being_kept = TRUE;
  edit->is_given_up = FALSE;
  engine_edit_set_keep_error (edit, NULL);
  journal_store_add_async (engine_journal_get_store (self->journal), entry, edit_added,
                           keep_steps_new (self, edit, NULL));
}

/* What could not be kept before: perhaps it can be now. */
static void
keep_left_out (EngineEdits *self)
{
  for (guint i = 0; i < self->edits->len; i++)
    {
      EngineEdit *edit = self->edits->pdata[i];

      if (edit->state == ENGINE_EDIT_SAVING && edit->is_given_up && !edit->is_being_kept)
        add_to_journal (self, edit);
    }
}

void
engine_edits_keep_again (EngineEdits *self)
{
  g_return_if_fail (ENGINE_IS_EDITS (self));

  if (self->journal == NULL || self->is_stopped)
    return;

  g_clear_error (&self->journal_error);
  engine_edits_tell_journal_error (self);
  if (engine_journal_get_is_open (self->journal))
    {
      keep_left_out (self);
      engine_journal_tell_written (self->journal, NULL);
    }
  else
    engine_journal_open (self->journal);
}

/* An upload could be written again, or could not. */
void
engine_edits_journal_written (EngineEdits *self, const GError *error)
{
  engine_edits_set_journal_error (self, error);
  if (error == NULL)
    keep_left_out (self);
}

/* Opening */

static gboolean
is_edit (const JournalEntry *entry)
{
  return g_strcmp0 (entry->kind, ENGINE_EDIT_ENTRY) == 0;
}

/* Before all that were made since. */
static void
take_restored (EngineEdits *self, GPtrArray *entries)
{
  guint n_restored = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      EngineEdit *edit = engine_edit_from_entry (entries->pdata[i]);

      if (edit != NULL && !engine_journal_is_for (self->journal, edit->user_id))
        g_object_unref (edit);
      else if (edit != NULL)
        g_ptr_array_insert (self->edits, (int) n_restored++, edit);
      else if (is_edit (entries->pdata[i]))
        /* It stays in the file: whoever can read it may come. */
        g_warning ("An entry of the journal cannot be read.");
    }
  if (n_restored == 0)
    return;

  engine_edits_reindex (self);
  engine_edits_tell_added (self, n_restored);
  for (guint i = 0; i < n_restored; i++)
    {
      if (!engine_edit_is_shown (self->edits->pdata[i]))
        continue;
      engine_edits_show_node (self, self->edits->pdata[i], TRUE);
      engine_edits_tell_sizes (self, self->edits->pdata[i]);
    }
  catalog_overlay_emit_changed (CATALOG_OVERLAY (self));
}

void
engine_edits_journal_opened (EngineEdits *self,
                             GPtrArray *entries,
                             const GError *damage,
                             const GError *error)
{
  if (self->journal == NULL)
    return;
  engine_edits_set_journal_error (self, error != NULL ? error : damage);
  if (entries != NULL)
    take_restored (self, entries);
  for (guint i = 0; i < self->edits->len; i++)
    {
      EngineEdit *edit = self->edits->pdata[i];

      if (edit->state != ENGINE_EDIT_SAVING || edit->is_being_kept)
        continue;
      if (entries != NULL)
        add_to_journal (self, edit);
      else
        {
          edit->is_given_up = TRUE;
          engine_edit_set_keep_error (edit, error);
        }
    }
  engine_edits_go_on (self);
}

gboolean
engine_edits_is_restored (EngineEdits *self)
{
  g_return_val_if_fail (ENGINE_IS_EDITS (self), TRUE);

  return self->journal == NULL || !engine_journal_get_is_opening (self->journal);
}

/* Keeping */

void
engine_edits_keep (EngineEdits *self, EngineEdit *edit)
{
  if (self->journal == NULL)
    {
      engine_edits_set_state (self, edit, ENGINE_EDIT_WAITING);
      engine_edits_go_on (self);
    }
  else if (engine_journal_get_is_open (self->journal))
    {
      /* In the order in which they were made. */
      keep_left_out (self);
      if (!edit->is_being_kept)
        add_to_journal (self, edit);
    }
  else if (!self->is_stopped)
    engine_journal_open (self->journal);
}

static void
change_kept (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KeepSteps) steps = user_data;
  EngineEdits *self = steps->edits;
  g_autoptr (GError) error = NULL;

  journal_store_change_finish (JOURNAL_STORE (object), result, &error);
  tell_written (self, error);
  if (steps->then == NULL)
    return;
  if (error == NULL)
    steps->then (self, steps->edit);
  else
    {
      /* It is not sent: after a crash nobody would know that it was, and send it again. */
      steps->edit->is_asked_first = FALSE;
      engine_edits_failed (self, steps->edit, error);
    }
}

void
engine_edits_keep_change (EngineEdits *self, EngineEdit *edit, EngineEditsThen then)
{
  g_autoptr (JournalEntry) entry = NULL;

  if (edit->id == 0 || self->journal == NULL)
    {
      if (then != NULL)
        then (self, edit);
      return;
    }

  entry = engine_edit_to_entry (edit);
  journal_store_change_async (engine_journal_get_store (self->journal), entry, change_kept,
                              keep_steps_new (self, edit, then));
}

void
engine_edits_keep_part (EngineEdits *self, EngineEdit *edit, EngineEdit *part, EngineEditsThen then)
{
  if (edit->id != 0 && self->journal != NULL)
    add_to_journal (self, part);
  /* The journal does things in their order. */
  engine_edits_keep_change (self, edit, then);
}

static void
edit_forgotten (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KeepSteps) steps = user_data;
  g_autoptr (GError) error = NULL;

  journal_store_remove_finish (JOURNAL_STORE (object), result, &error);
  tell_written (steps->edits, error);
}

void
engine_edits_forget (EngineEdits *self, EngineEdit *edit)
{
  if (edit->id == 0 || self->journal == NULL)
    return;

  journal_store_remove_async (engine_journal_get_store (self->journal), edit->id, edit_forgotten,
                              keep_steps_new (self, NULL, NULL));
  edit->id = 0;
}
