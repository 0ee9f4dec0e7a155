/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "engine-edit-private.h"

G_DEFINE_ENUM_TYPE (EngineEditState,
                    engine_edit_state,
                    G_DEFINE_ENUM_VALUE (ENGINE_EDIT_SAVING, "saving"),
                    G_DEFINE_ENUM_VALUE (ENGINE_EDIT_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (ENGINE_EDIT_SENDING, "sending"),
                    G_DEFINE_ENUM_VALUE (ENGINE_EDIT_SAVED, "saved"),
                    G_DEFINE_ENUM_VALUE (ENGINE_EDIT_REFUSED, "refused"),
                    G_DEFINE_ENUM_VALUE (ENGINE_EDIT_CONFLICT, "conflict"),
                    G_DEFINE_ENUM_VALUE (ENGINE_EDIT_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (ENGINE_EDIT_WITHDRAWN, "withdrawn"))

G_DEFINE_FINAL_TYPE (EngineEdit, engine_edit, G_TYPE_OBJECT)

typedef enum
{
  PROP_STATE = 1,
  PROP_ERROR,
  PROP_IS_KEPT,
  PROP_KEEP_ERROR,
  N_PROPS,
} EngineEditProperty;

static GParamSpec *props[N_PROPS];

static void
engine_edit_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  EngineEdit *self = ENGINE_EDIT (object);

  switch ((EngineEditProperty) prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;

    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;

    case PROP_IS_KEPT:
      g_value_set_boolean (value, self->is_kept);
      break;

    case PROP_KEEP_ERROR:
      g_value_set_boxed (value, self->keep_error);
      break;

    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
engine_edit_finalize (GObject *object)
{
  EngineEdit *self = ENGINE_EDIT (object);

  g_ptr_array_unref (self->assets);
  g_clear_pointer (&self->node, canto_node_unref);
  g_clear_pointer (&self->changes, g_array_unref);
  g_clear_pointer (&self->theirs, g_ptr_array_unref);
  g_clear_pointer (&self->their_node, canto_node_unref);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_clear_error (&self->error);
  g_clear_error (&self->keep_error);
  g_free (self->user_id);
  g_strfreev (self->had);
  g_free (self->parent_id);
  g_free (self->text);
  g_free (self->description);
  g_free (self->version_id);
  g_free (self->old_comment);

  G_OBJECT_CLASS (engine_edit_parent_class)->finalize (object);
}

static void
engine_edit_class_init (EngineEditClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = engine_edit_get_property;
  object_class->finalize = engine_edit_finalize;

  props[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, ENGINE_TYPE_EDIT_STATE, ENGINE_EDIT_SAVING, flags);
  props[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  props[PROP_IS_KEPT] = g_param_spec_boolean ("is-kept", NULL, NULL, FALSE, flags);
  props[PROP_KEEP_ERROR] = g_param_spec_boxed ("keep-error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
engine_edit_init (EngineEdit *self)
{
  self->assets = g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);
}

EngineEdit *
engine_edit_new (EngineEditKind kind)
{
  EngineEdit *self = g_object_new (ENGINE_TYPE_EDIT, NULL);

  self->kind = kind;
  self->made_at_unix_s = g_get_real_time () / G_USEC_PER_SEC;

  return self;
}

void
engine_edit_add_assets (EngineEdit *self, GPtrArray *assets)
{
  for (guint i = 0; i < assets->len; i++)
    g_ptr_array_add (self->assets, canto_asset_ref (assets->pdata[i]));
}

static void
clear_change (gpointer data)
{
  CantoEdit *change = data;

  g_free ((char *) change->property_id);
  g_free ((char *) change->value);
  g_free ((char *) change->field_name);
}

void
engine_edit_add_changes (EngineEdit *self, const CantoEdit *changes, guint n_changes)
{
  if (self->changes == NULL)
    {
      self->changes = g_array_new (FALSE, FALSE, sizeof (CantoEdit));
      g_array_set_clear_func (self->changes, clear_change);
    }
  for (guint i = 0; i < n_changes; i++)
    {
      CantoEdit change = changes[i];

      change.property_id = g_strdup (change.property_id);
      change.value = g_strdup (change.value);
      change.field_name = g_strdup (change.field_name);
      g_array_append_val (self->changes, change);
    }
}

void
engine_edit_set_state (EngineEdit *self, EngineEditState state)
{
  if (self->state == state)
    return;

  self->state = state;
  if (state != ENGINE_EDIT_CONFLICT)
    {
      g_clear_pointer (&self->theirs, g_ptr_array_unref);
      g_clear_pointer (&self->their_node, canto_node_unref);
    }
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

void
engine_edit_set_error (EngineEdit *self, const GError *error)
{
  if (self->error == NULL && error == NULL)
    return;

  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ERROR]);
}

void
engine_edit_set_is_kept (EngineEdit *self, gboolean is_kept)
{
  if (self->is_kept == is_kept)
    return;

  self->is_kept = is_kept;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IS_KEPT]);
}

void
engine_edit_set_keep_error (EngineEdit *self, const GError *error)
{
  if (self->keep_error == NULL && error == NULL)
    return;

  g_clear_error (&self->keep_error);
  self->keep_error = error != NULL ? g_error_copy (error) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_KEEP_ERROR]);
}

void
engine_edit_set_node (EngineEdit *self, CantoNode *node)
{
  CantoNode *old = self->node;

  self->node = canto_node_ref (node);
  g_clear_pointer (&old, canto_node_unref);
}

static void
unref_asset (gpointer asset)
{
  g_clear_pointer ((CantoAsset **) &asset, canto_asset_unref);
}

static EngineEdit *
copy_without_assets (EngineEdit *self)
{
  EngineEdit *other = engine_edit_new (self->kind);

  if (self->changes != NULL)
    engine_edit_add_changes (other, (const CantoEdit *) (gconstpointer) self->changes->data,
                             self->changes->len);
  if (self->node != NULL)
    engine_edit_set_node (other, self->node);
  other->parent_id = g_strdup (self->parent_id);
  other->text = g_strdup (self->text);
  other->description = g_strdup (self->description);
  other->version_id = g_strdup (self->version_id);
  other->old_comment = g_strdup (self->old_comment);
  other->is_there = self->is_there;
  other->made_at_unix_s = self->made_at_unix_s;
  other->is_restored = self->is_restored;

  return other;
}

EngineEdit *
engine_edit_split (EngineEdit *self, GPtrArray *theirs)
{
  EngineEdit *part = copy_without_assets (self);
  g_autoptr (GPtrArray) assets = g_steal_pointer (&self->assets);

  self->assets = g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);
  part->theirs = g_ptr_array_new_with_free_func (unref_asset);
  for (guint i = 0; i < assets->len; i++)
    {
      CantoAsset *asset = canto_asset_ref (assets->pdata[i]);

      g_ptr_array_add (theirs->pdata[i] != NULL ? part->assets : self->assets, asset);
      if (theirs->pdata[i] != NULL)
        g_ptr_array_add (part->theirs, canto_asset_ref (theirs->pdata[i]));
    }
  part->state = ENGINE_EDIT_CONFLICT;
  if (self->parts == NULL)
    self->parts = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (self->parts, g_object_ref (part));

  return part;
}

void
engine_edit_begin_with_theirs (EngineEdit *self)
{
  for (guint i = 0; self->theirs != NULL && i < self->theirs->len; i++)
    {
      CantoAsset *before = self->assets->pdata[i];

      if (self->theirs->pdata[i] == NULL)
        continue;
      self->assets->pdata[i] = canto_asset_ref (self->theirs->pdata[i]);
      canto_asset_unref (before);
    }
}

CantoWordKind
engine_edit_get_word_kind (EngineEdit *self)
{
  return self->kind == ENGINE_EDIT_TAG ? CANTO_WORD_TAG : CANTO_WORD_KEYWORD;
}

gboolean
engine_edit_makes_node (EngineEdit *self)
{
  return self->kind == ENGINE_EDIT_CREATE_FOLDER || self->kind == ENGINE_EDIT_CREATE_ALBUM;
}

/* What assigns is a POST, too, but each time it is made the service is asked what is still to be
 * assigned. */
gboolean
engine_edit_is_repeatable (EngineEdit *self)
{
  return !engine_edit_makes_node (self) && self->kind != ENGINE_EDIT_COMMENT
         && self->kind != ENGINE_EDIT_CREATE_KEYWORD;
}

gboolean
engine_edit_is_shown (EngineEdit *self)
{
  /* A folder or album has to be there until it gets its id. */
  if (self->is_undone && self->assets->len > 0)
    return FALSE;

  return self->state == ENGINE_EDIT_SAVING || self->state == ENGINE_EDIT_WAITING
         || self->state == ENGINE_EDIT_SENDING || self->state == ENGINE_EDIT_UNKNOWN
         || self->state == ENGINE_EDIT_SAVED;
}

/* What it tells */

EngineEditKind
engine_edit_get_kind (EngineEdit *self)
{
  g_return_val_if_fail (ENGINE_IS_EDIT (self), ENGINE_EDIT_METADATA);

  return self->kind;
}

EngineEditState
engine_edit_get_state (EngineEdit *self)
{
  g_return_val_if_fail (ENGINE_IS_EDIT (self), ENGINE_EDIT_SAVING);

  return self->state;
}

const GError *
engine_edit_get_error (EngineEdit *self)
{
  g_return_val_if_fail (ENGINE_IS_EDIT (self), NULL);

  return self->error;
}

const GError *
engine_edit_get_keep_error (EngineEdit *self)
{
  g_return_val_if_fail (ENGINE_IS_EDIT (self), NULL);

  return self->keep_error;
}

gboolean
engine_edit_get_is_kept (EngineEdit *self)
{
  g_return_val_if_fail (ENGINE_IS_EDIT (self), FALSE);

  return self->is_kept;
}

GPtrArray *
engine_edit_get_assets (EngineEdit *self)
{
  g_return_val_if_fail (ENGINE_IS_EDIT (self), NULL);

  return self->assets;
}

CantoNode *
engine_edit_get_node (EngineEdit *self)
{
  g_return_val_if_fail (ENGINE_IS_EDIT (self), NULL);

  return self->node;
}

const CantoEdit *
engine_edit_get_changes (EngineEdit *self, guint *n_edits)
{
  g_return_val_if_fail (ENGINE_IS_EDIT (self), NULL);
  g_return_val_if_fail (n_edits != NULL, NULL);

  *n_edits = self->changes != NULL ? self->changes->len : 0;

  return self->changes != NULL ? (const CantoEdit *) (gconstpointer) self->changes->data : NULL;
}

const char *
engine_edit_get_text (EngineEdit *self)
{
  g_return_val_if_fail (ENGINE_IS_EDIT (self), NULL);

  return self->text;
}

gboolean
engine_edit_get_is_there (EngineEdit *self)
{
  g_return_val_if_fail (ENGINE_IS_EDIT (self), FALSE);

  return self->is_there;
}

GPtrArray *
engine_edit_get_theirs (EngineEdit *self)
{
  g_return_val_if_fail (ENGINE_IS_EDIT (self), NULL);

  return self->theirs;
}

const char *
engine_edit_get_their_comment (EngineEdit *self)
{
  CantoAsset *theirs;

  g_return_val_if_fail (ENGINE_IS_EDIT (self), NULL);

  if (self->kind != ENGINE_EDIT_COMMENT || self->theirs == NULL || self->theirs->len == 0)
    return NULL;
  theirs = self->theirs->pdata[0];

  return theirs != NULL ? engine_edit_find_comment (self, theirs) : NULL;
}

CantoNode *
engine_edit_get_their_node (EngineEdit *self)
{
  g_return_val_if_fail (ENGINE_IS_EDIT (self), NULL);

  return self->their_node;
}

gint64
engine_edit_get_made_at_unix_s (EngineEdit *self)
{
  g_return_val_if_fail (ENGINE_IS_EDIT (self), 0);

  return self->made_at_unix_s;
}
