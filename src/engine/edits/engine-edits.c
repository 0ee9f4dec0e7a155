/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "engine-edits-private.h"

#include "canto-error.h"
#include "catalog-array-model.h"
#include "catalog-overlay.h"

static void engine_edits_overlay_init (CatalogOverlayInterface *iface);

CATALOG_DEFINE_ARRAY_MODEL (ENGINE_EDITS, ENGINE_TYPE_EDIT, edits)

G_DEFINE_FINAL_TYPE_WITH_CODE (EngineEdits,
                               engine_edits,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, array_model_init)
                                   G_IMPLEMENT_INTERFACE (CATALOG_TYPE_OVERLAY,
                                                          engine_edits_overlay_init))

typedef enum
{
  PROP_N_ITEMS = 1,
  PROP_JOURNAL_ERROR,
  N_PROPS,
} EngineEditsProperty;

enum
{
  SIGNAL_REFUSED,
  SIGNAL_SAVED,
  SIGNAL_ALLOWED_CHANGED,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static void
engine_edits_overlay_init (CatalogOverlayInterface *iface)
{
  engine_edits_init_overlay (iface);
}

static void
tell_length (EngineEdits *self, guint position, guint n_removed, guint n_added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_ITEMS]);
}

void
engine_edits_tell_added (EngineEdits *self, guint n_added)
{
  tell_length (self, 0, 0, n_added);
}

void
engine_edits_set_journal_error (EngineEdits *self, const GError *error)
{
  /* That it was damaged stays to be known: where the old one is. */
  if ((self->journal_error == NULL && error == NULL)
      || (error == NULL
          && g_error_matches (self->journal_error, JOURNAL_ERROR, JOURNAL_ERROR_DAMAGED)))
    return;

  g_clear_error (&self->journal_error);
  self->journal_error = error != NULL ? g_error_copy (error) : NULL;
  engine_edits_tell_journal_error (self);
}

void
engine_edits_tell_journal_error (EngineEdits *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_JOURNAL_ERROR]);
}

/* Shows it, or takes it back, in lists and tree. */
static void
update_shown (EngineEdits *self, EngineEdit *edit, gboolean was_shown, gboolean is_shown)
{
  if (was_shown == is_shown)
    return;

  if (edit->assets->len > 0)
    {
      engine_edits_tell_sizes (self, edit);
      catalog_overlay_emit_changed (CATALOG_OVERLAY (self));
    }
  else
    engine_edits_show_node (self, edit, is_shown);
}

void
engine_edits_set_state (EngineEdits *self, EngineEdit *edit, EngineEditState state)
{
  gboolean was_shown = engine_edit_is_shown (edit);

  engine_edit_set_state (edit, state);
  update_shown (self, edit, was_shown, engine_edit_is_shown (edit));
}

/* The caller may have an older record than that which is shown. */
static void
bring_up_to_date (EngineEdits *self, EngineEdit *edit)
{
  for (guint i = 0; i < edit->assets->len; i++)
    {
      g_autoptr (CantoAsset) given = edit->assets->pdata[i];

      edit->assets->pdata[i] = catalog_overlay_show_asset (CATALOG_OVERLAY (self), given);
    }
}

EngineEdit *
engine_edits_take (EngineEdits *self, EngineEdit *edit)
{
  bring_up_to_date (self, edit);
  g_ptr_array_add (self->edits, g_object_ref (edit));
  engine_edits_index (self, edit);
  tell_length (self, self->edits->len - 1, 0, 1);
  update_shown (self, edit, FALSE, engine_edit_is_shown (edit));
  engine_edits_keep (self, edit);

  return edit;
}

void
engine_edits_take_part (EngineEdits *self, EngineEdit *edit, EngineEdit *part)
{
  guint position = self->edits->len;

  if (g_ptr_array_find (self->edits, edit, &position))
    position++;
  g_ptr_array_insert (self->edits, (int) position, g_object_ref (part));
  engine_edits_reindex (self);
  tell_length (self, position, 0, 1);
}

static void
remove_from_list (EngineEdits *self, EngineEdit *edit)
{
  guint position;

  if (!g_ptr_array_find (self->edits, edit, &position))
    return;

  g_ptr_array_remove_index (self->edits, position);
  tell_length (self, position, 1, 0);
}

void
engine_edits_end (EngineEdits *self, EngineEdit *edit, EngineEditState state)
{
  G_GNUC_UNUSED g_autoptr (EngineEdit) held = g_object_ref (edit);
  gboolean was_shown = engine_edit_is_shown (edit);

  engine_edits_forget (self, edit);
  engine_edit_set_error (edit, NULL);
  engine_edit_set_state (edit, state);
  if (state == ENGINE_EDIT_SAVED && edit->assets->len > 0)
    g_ptr_array_add (self->settling, g_object_ref (edit));
  else
    engine_edits_unindex (self, edit);
  remove_from_list (self, edit);
  if (state == ENGINE_EDIT_WITHDRAWN)
    engine_edits_forget_name (self, edit);
  if (state != ENGINE_EDIT_SAVED)
    update_shown (self, edit, was_shown, FALSE);
  else
    g_signal_emit (self, signals[SIGNAL_SAVED], 0, edit);
}

/* The call that renames folders and albums may not be there at all (4.33). */
static gboolean
is_never_allowed (EngineEdit *edit, const GError *error)
{
  return g_error_matches (error, CANTO_ERROR, CANTO_ERROR_NOT_ALLOWED)
         || (edit->kind == ENGINE_EDIT_RENAME_NODE
             && g_error_matches (error, CANTO_ERROR, CANTO_ERROR_NOT_AVAILABLE));
}

void
engine_edits_refuse (EngineEdits *self, EngineEdit *edit, const GError *error)
{
  G_GNUC_UNUSED g_autoptr (EngineEdit) held = g_object_ref (edit);

  engine_edit_set_error (edit, error);
  engine_edits_forget_name (self, edit);
  engine_edits_set_state (self, edit, ENGINE_EDIT_REFUSED);
  engine_edits_keep_change (self, edit, NULL);
  if (is_never_allowed (edit, error))
    engine_refusals_add (self->refusals, edit->kind);
  g_signal_emit (self, signals[SIGNAL_REFUSED], 0, edit, error);
}

/* What the person says of an edit */

gboolean
engine_edits_can_undo (EngineEdits *self, EngineEdit *edit)
{
  g_return_val_if_fail (ENGINE_IS_EDITS (self), FALSE);
  g_return_val_if_fail (ENGINE_IS_EDIT (edit), FALSE);

  if (edit->state == ENGINE_EDIT_SAVING || edit->state == ENGINE_EDIT_WAITING)
    return !edit->is_asked_first;
  if (edit->state != ENGINE_EDIT_SENDING && edit->state != ENGINE_EDIT_SAVED)
    return FALSE;

  return edit->kind != ENGINE_EDIT_COMMENT && edit->kind != ENGINE_EDIT_DELETE_ASSETS
         && edit->kind != ENGINE_EDIT_DELETE_NODE && edit->kind != ENGINE_EDIT_CREATE_KEYWORD;
}

static void
take_back (EngineEdits *self, EngineEdit *edit)
{
  g_autoptr (GPtrArray) inverses = engine_edit_invert (edit);

  for (guint i = 0; i < inverses->len; i++)
    g_object_unref (engine_edits_take (self, g_object_ref (inverses->pdata[i])));
}

/* It goes on its way, and is undone when it has arrived; but that is seen at once, and known after
 * a crash. */
static void
undo_later (EngineEdits *self, EngineEdit *edit)
{
  gboolean was_shown = engine_edit_is_shown (edit);

  edit->is_undone = TRUE;
  update_shown (self, edit, was_shown, engine_edit_is_shown (edit));
  engine_edits_keep_change (self, edit, NULL);
}

/* What the person has done at once she takes back at once. */
static void
undo_parts (EngineEdits *self, EngineEdit *edit)
{
  for (guint i = 0; edit->parts != NULL && i < edit->parts->len; i++)
    {
      EngineEdit *part = edit->parts->pdata[i];

      if (part->state == ENGINE_EDIT_CONFLICT)
        engine_edits_discard (self, part);
      else
        engine_edits_undo (self, part);
    }
}

void
engine_edits_undo (EngineEdits *self, EngineEdit *edit)
{
  g_return_if_fail (ENGINE_IS_EDITS (self));
  g_return_if_fail (ENGINE_IS_EDIT (edit));

  if (!engine_edits_can_undo (self, edit) || edit->is_undone)
    return;

  if (edit->state == ENGINE_EDIT_SAVED)
    {
      edit->is_undone = TRUE;
      take_back (self, edit);
      undo_parts (self, edit);
    }
  else if (edit->state == ENGINE_EDIT_SENDING)
    undo_later (self, edit);
  else
    {
      engine_edits_discard (self, edit);
      undo_parts (self, edit);
    }
}

void
engine_edits_retry (EngineEdits *self, EngineEdit *edit)
{
  g_return_if_fail (ENGINE_IS_EDITS (self));
  g_return_if_fail (ENGINE_IS_EDIT (edit));

  if (edit->state == ENGINE_EDIT_SAVING && edit->is_given_up && !edit->is_being_kept)
    engine_edits_keep (self, edit);
  else if (edit->state != ENGINE_EDIT_REFUSED && edit->state != ENGINE_EDIT_CONFLICT
           && edit->state != ENGINE_EDIT_WAITING)
    return;

  if (edit->state == ENGINE_EDIT_CONFLICT)
    {
      edit->overwrites = TRUE;
      engine_edit_begin_with_theirs (edit);
    }
  edit->not_before_us = 0;
  edit->n_attempts = 0;
  if (edit->state == ENGINE_EDIT_REFUSED || edit->state == ENGINE_EDIT_CONFLICT)
    {
      engine_edit_set_error (edit, NULL);
      engine_edits_set_state (self, edit, ENGINE_EDIT_WAITING);
      engine_edits_keep_change (self, edit, NULL);
    }
  if (!canto_client_get_online (self->client))
    canto_client_check_online (self->client);
  engine_edits_go_on (self);
}

void
engine_edits_discard (EngineEdits *self, EngineEdit *edit)
{
  g_return_if_fail (ENGINE_IS_EDITS (self));
  g_return_if_fail (ENGINE_IS_EDIT (edit));

  if (edit->state == ENGINE_EDIT_SENDING || edit->state == ENGINE_EDIT_SAVED
      || edit->state == ENGINE_EDIT_WITHDRAWN)
    return;

  engine_edits_end (self, edit, ENGINE_EDIT_WITHDRAWN);
  engine_edits_go_on (self);
}

void
engine_edits_answer (EngineEdits *self, EngineEdit *edit, gboolean is_done)
{
  g_return_if_fail (ENGINE_IS_EDITS (self));
  g_return_if_fail (ENGINE_IS_EDIT (edit));

  if (edit->state != ENGINE_EDIT_UNKNOWN)
    return;

  if (is_done)
    {
      /* Where it is the service does not tell, so it is not shown as something of ours any more. */
      self->is_stale = TRUE;
      if (engine_edit_makes_node (edit))
        engine_edits_show_node (self, edit, FALSE);
      engine_edits_end (self, edit, ENGINE_EDIT_SAVED);
    }
  else
    {
      edit->is_asked_first = FALSE;
      edit->overwrites = TRUE;
      engine_edits_set_state (self, edit, ENGINE_EDIT_WAITING);
      engine_edits_keep_change (self, edit, NULL);
    }
  engine_edits_go_on (self);
}

gboolean
engine_edits_may (EngineEdits *self, EngineEditKind kind)
{
  g_return_val_if_fail (ENGINE_IS_EDITS (self), FALSE);
  g_return_val_if_fail (kind < ENGINE_N_EDIT_KINDS, FALSE);

  return !engine_refusals_has (self->refusals, kind);
}

const GError *
engine_edits_get_journal_error (EngineEdits *self)
{
  g_return_val_if_fail (ENGINE_IS_EDITS (self), NULL);

  return self->journal_error;
}

guint
engine_edits_get_n_unsent (EngineEdits *self)
{
  guint n_unsent = 0;

  g_return_val_if_fail (ENGINE_IS_EDITS (self), 0);

  for (guint i = 0; i < self->edits->len; i++)
    {
      EngineEditState state = ((EngineEdit *) self->edits->pdata[i])->state;

      n_unsent += state == ENGINE_EDIT_SAVING || state == ENGINE_EDIT_WAITING
                  || state == ENGINE_EDIT_SENDING;
    }

  return n_unsent;
}

static void
tell_allowed (EngineEdits *self)
{
  g_signal_emit (self, signals[SIGNAL_ALLOWED_CHANGED], 0);
}

void
engine_edits_signed_in (EngineEdits *self, gboolean is_new)
{
  if (is_new)
    engine_refusals_forget (self->refusals);
  engine_edits_go_on (self);
}

void
engine_edits_keep_refusals (EngineEdits *self, const char *path)
{
  engine_refusals_keep (self->refusals, path);
}

void
engine_edits_set_journal (EngineEdits *self, EngineJournal *journal)
{
  g_set_object (&self->journal, journal);
  g_signal_connect_object (journal, "opened", G_CALLBACK (engine_edits_journal_opened), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (journal, "written", G_CALLBACK (engine_edits_journal_written), self,
                           G_CONNECT_SWAPPED);
}

/* GObject */

static void
engine_edits_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  EngineEdits *self = ENGINE_EDITS (object);

  switch ((EngineEditsProperty) prop_id)
    {
    case PROP_N_ITEMS:
      g_value_set_uint (value, self->edits->len);
      break;

    case PROP_JOURNAL_ERROR:
      g_value_set_boxed (value, self->journal_error);
      break;

    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
engine_edits_finalize (GObject *object)
{
  EngineEdits *self = ENGINE_EDITS (object);

  g_clear_handle_id (&self->retry_id, g_source_remove);
  g_clear_object (&self->current);
  g_clear_object (&self->client);
  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->edits);
  g_ptr_array_unref (self->settling);
  g_ptr_array_unref (self->made);
  g_hash_table_unref (self->by_key);
  g_hash_table_unref (self->fresh);
  g_hash_table_unref (self->own_times);
  g_hash_table_unref (self->gone);
  g_hash_table_unref (self->gone_nodes);
  g_hash_table_unref (self->names);
  g_clear_pointer (&self->coming, g_hash_table_unref);
  g_hash_table_unref (self->came);
  g_hash_table_unref (self->learning);
  g_ptr_array_unref (self->arrived);
  g_clear_error (&self->journal_error);
  g_clear_object (&self->journal);
  g_object_unref (self->refusals);

  G_OBJECT_CLASS (engine_edits_parent_class)->finalize (object);
}

static void
engine_edits_class_init (EngineEditsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = engine_edits_get_property;
  object_class->finalize = engine_edits_finalize;

  props[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_JOURNAL_ERROR] = g_param_spec_boxed ("journal-error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /* See the type's comment. */
  signals[SIGNAL_REFUSED] =
      g_signal_new ("refused", ENGINE_TYPE_EDITS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, ENGINE_TYPE_EDIT, G_TYPE_ERROR);
  signals[SIGNAL_SAVED] = g_signal_new ("saved", ENGINE_TYPE_EDITS, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 1, ENGINE_TYPE_EDIT);
  signals[SIGNAL_ALLOWED_CHANGED] = g_signal_new (
      "allowed-changed", ENGINE_TYPE_EDITS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
free_made (gpointer data)
{
  EngineMadeNode *made = data;

  g_free (made->parent_id);
  canto_node_unref (made->node);
  g_free (made);
}

static void
engine_edits_init (EngineEdits *self)
{
  self->cancellable = g_cancellable_new ();
  self->edits = g_ptr_array_new_with_free_func (g_object_unref);
  self->settling = g_ptr_array_new_with_free_func (g_object_unref);
  self->made = g_ptr_array_new_with_free_func (free_made);
  self->by_key =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->fresh =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) canto_asset_unref);
  self->own_times = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->gone = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->came = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->learning = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->arrived = g_ptr_array_new_with_free_func (g_object_unref);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->gone_nodes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->refusals = engine_refusals_new ();
  g_signal_connect_object (self->refusals, "changed", G_CALLBACK (tell_allowed), self,
                           G_CONNECT_SWAPPED);
}

EngineEdits *
engine_edits_new (CantoClient *client)
{
  EngineEdits *self = g_object_new (ENGINE_TYPE_EDITS, NULL);

  self->client = g_object_ref (client);
  g_signal_connect_object (client, "notify::online", G_CALLBACK (engine_edits_go_on), self,
                           G_CONNECT_SWAPPED);

  return self;
}

void
engine_edits_stop (EngineEdits *self)
{
  self->is_stopped = TRUE;
  g_clear_handle_id (&self->retry_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  /* Not when the last call has ended: the next session of the account wants to open it. */
  if (self->journal != NULL)
    g_signal_handlers_disconnect_by_data (self->journal, self);
  g_clear_object (&self->journal);
}

void
engine_edits_drop_journal (EngineEdits *self)
{
  engine_edits_stop (self);
  for (guint i = 0; i < self->edits->len; i++)
    ((EngineEdit *) self->edits->pdata[i])->id = 0;
}
