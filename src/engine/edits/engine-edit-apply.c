/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What an edit does to a record, and what would undo that. */

#include "engine-edit-private.h"

#include "canto-asset-change.h"

static const CantoEdit *
get_change (EngineEdit *self, guint index)
{
  return &g_array_index (self->changes, CantoEdit, index);
}

CantoAsset *
engine_edit_apply (EngineEdit *self, CantoAsset *asset)
{
  switch (self->kind)
    {
    case ENGINE_EDIT_METADATA:
      return canto_asset_with_edits (asset, get_change (self, 0), self->changes->len);

    case ENGINE_EDIT_TAG:
    case ENGINE_EDIT_KEYWORD:
      return canto_asset_with_word (asset, engine_edit_get_word_kind (self), self->text,
                                    self->is_there);

    case ENGINE_EDIT_RENAME:
      return canto_asset_with_name (asset, self->text);

    case ENGINE_EDIT_ASSIGN:
    case ENGINE_EDIT_UNASSIGN:
      return canto_asset_with_album (asset, self->node, self->kind == ENGINE_EDIT_ASSIGN);

    case ENGINE_EDIT_COMMENT:
    case ENGINE_EDIT_DELETE_ASSETS:
    case ENGINE_EDIT_CREATE_FOLDER:
    case ENGINE_EDIT_CREATE_ALBUM:
    case ENGINE_EDIT_DELETE_NODE:
    case ENGINE_EDIT_CREATE_KEYWORD:
    case ENGINE_EDIT_RENAME_NODE:
    case ENGINE_N_EDIT_KINDS:
    default:
      return canto_asset_ref (asset);
    }
}

/* Looking at what the service has */

static gboolean
is_same_value (CantoAsset *a, CantoAsset *b, const CantoEdit *change)
{
  g_auto (GStrv) one = canto_asset_dup_values (a, change);
  g_auto (GStrv) other = canto_asset_dup_values (b, change);

  return g_strv_equal ((const char *const *) one, (const char *const *) other);
}

static gboolean
can_be_seen (const CantoEdit *change)
{
  return !change->is_custom_field || change->field_name != NULL;
}

static gboolean
has_changes (EngineEdit *self, CantoAsset *theirs)
{
  g_autoptr (CantoAsset) ours = engine_edit_apply (self, theirs);

  for (guint i = 0; i < self->changes->len; i++)
    {
      if (!can_be_seen (get_change (self, i))
          || !is_same_value (ours, theirs, get_change (self, i)))
        return FALSE;
    }

  return TRUE;
}

const char *
engine_edit_find_comment (EngineEdit *self, CantoAsset *asset)
{
  GPtrArray *versions = canto_asset_get_versions (asset);

  for (guint i = 0; versions != NULL && i < versions->len; i++)
    {
      const char *comment = canto_version_get_comment (versions->pdata[i]);

      if (g_str_equal (canto_version_get_id (versions->pdata[i]), self->version_id))
        return comment != NULL ? comment : "";
    }

  return NULL;
}

gboolean
engine_edit_is_done_in (EngineEdit *self, CantoAsset *theirs)
{
  switch (self->kind)
    {
    case ENGINE_EDIT_METADATA:
      return has_changes (self, theirs);

    case ENGINE_EDIT_TAG:
    case ENGINE_EDIT_KEYWORD:
      return canto_asset_has_word (theirs, engine_edit_get_word_kind (self), self->text)
             == self->is_there;

    case ENGINE_EDIT_RENAME:
      return g_str_equal (canto_asset_get_name (theirs), self->text);

    case ENGINE_EDIT_ASSIGN:
    case ENGINE_EDIT_UNASSIGN:
      return canto_asset_is_in_album (theirs, canto_node_get_id (self->node))
             == (self->kind == ENGINE_EDIT_ASSIGN);

    case ENGINE_EDIT_COMMENT:
      return g_strcmp0 (engine_edit_find_comment (self, theirs), self->text) == 0;

    case ENGINE_EDIT_DELETE_ASSETS:
    case ENGINE_EDIT_CREATE_FOLDER:
    case ENGINE_EDIT_CREATE_ALBUM:
    case ENGINE_EDIT_DELETE_NODE:
    case ENGINE_EDIT_CREATE_KEYWORD:
    case ENGINE_EDIT_RENAME_NODE:
    case ENGINE_N_EDIT_KINDS:
    default:
      return FALSE;
    }
}

static gboolean
overwrites_value (EngineEdit *self, CantoAsset *before, CantoAsset *theirs)
{
  for (guint i = 0; i < self->changes->len; i++)
    {
      const CantoEdit *change = get_change (self, i);

      /* What is added or taken away overwrites nothing. */
      if (change->action == CANTO_EDIT_SET
          && (!can_be_seen (change) || !is_same_value (before, theirs, change)))
        return TRUE;
    }

  return FALSE;
}

gboolean
engine_edit_overwrites_news (EngineEdit *self, CantoAsset *before, CantoAsset *theirs)
{
  if (self->overwrites
      || g_strcmp0 (canto_asset_get_time (before), canto_asset_get_time (theirs)) == 0)
    return FALSE;

  if (self->kind == ENGINE_EDIT_DELETE_ASSETS)
    return TRUE;
  if (engine_edit_is_done_in (self, theirs))
    return FALSE;
  if (self->kind == ENGINE_EDIT_METADATA)
    return overwrites_value (self, before, theirs);
  if (self->kind == ENGINE_EDIT_RENAME)
    return !g_str_equal (canto_asset_get_name (before), canto_asset_get_name (theirs));
  if (self->kind == ENGINE_EDIT_COMMENT)
    return self->old_comment != NULL
           && g_strcmp0 (self->old_comment, engine_edit_find_comment (self, theirs)) != 0;

  return FALSE;
}

/* Undoing */

/* The edits of one property that make it what @asset had before: its values one after the other. */
static void
add_old_values (EngineEdit *inverse, const CantoEdit *change, CantoAsset *asset)
{
  g_auto (GStrv) values = canto_asset_dup_values (asset, change);
  CantoEdit old = { change->property_id, "", CANTO_EDIT_SET, change->is_custom_field,
                    change->field_name };

  if (values[0] == NULL)
    engine_edit_add_changes (inverse, &old, 1);
  for (guint i = 0; values[i] != NULL; i++)
    {
      old.value = values[i];
      old.action = i == 0 ? CANTO_EDIT_SET : CANTO_EDIT_ADD;
      engine_edit_add_changes (inverse, &old, 1);
    }
}

static EngineEdit *
invert_metadata_of (EngineEdit *self, CantoAsset *asset)
{
  EngineEdit *inverse = engine_edit_new (ENGINE_EDIT_METADATA);

  for (guint i = 0; i < self->changes->len; i++)
    add_old_values (inverse, get_change (self, i), asset);

  return inverse;
}

static gboolean
has_same_changes (EngineEdit *a, EngineEdit *b)
{
  if (a->changes->len != b->changes->len)
    return FALSE;
  for (guint i = 0; i < a->changes->len; i++)
    {
      const CantoEdit *one = get_change (a, i);
      const CantoEdit *other = get_change (b, i);

      if (one->action != other->action || !g_str_equal (one->property_id, other->property_id)
          || !g_str_equal (one->value, other->value))
        return FALSE;
    }

  return TRUE;
}

/* Assets that had the same before are put back together. */
static void
invert_metadata (EngineEdit *self, GPtrArray *inverses)
{
  for (guint i = 0; i < self->assets->len; i++)
    {
      g_autoptr (EngineEdit) inverse = invert_metadata_of (self, self->assets->pdata[i]);
      g_autoptr (CantoAsset) after = engine_edit_apply (self, self->assets->pdata[i]);
      EngineEdit *same = inverse;
      guint place;

      for (place = 0; place < inverses->len; place++)
        {
          if (has_same_changes (inverses->pdata[place], inverse))
            break;
        }
      if (place < inverses->len)
        same = inverses->pdata[place];
      else
        g_ptr_array_add (inverses, g_object_ref (inverse));
      g_ptr_array_add (same->assets, g_steal_pointer (&after));
    }
}

/* Only those for which the edit made a difference. */
static GPtrArray *
collect_different (EngineEdit *self)
{
  GPtrArray *assets = g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);

  for (guint i = 0; i < self->assets->len; i++)
    {
      if (!engine_edit_is_done_in (self, self->assets->pdata[i]))
        g_ptr_array_add (assets, engine_edit_apply (self, self->assets->pdata[i]));
    }

  return assets;
}

static EngineEditKind
get_opposite_kind (EngineEdit *self)
{
  if (self->kind == ENGINE_EDIT_ASSIGN)
    return ENGINE_EDIT_UNASSIGN;
  if (self->kind == ENGINE_EDIT_UNASSIGN)
    return ENGINE_EDIT_ASSIGN;
  if (engine_edit_makes_node (self))
    return ENGINE_EDIT_DELETE_NODE;

  return self->kind;
}

static EngineEdit *
invert_name_of_node (EngineEdit *self)
{
  EngineEdit *inverse = engine_edit_new (ENGINE_EDIT_RENAME_NODE);

  inverse->node = canto_node_with_name (self->node, self->text);
  inverse->text = g_strdup (canto_node_get_name (self->node));

  return inverse;
}

GPtrArray *
engine_edit_invert (EngineEdit *self)
{
  GPtrArray *inverses = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) assets = collect_different (self);
  g_autoptr (EngineEdit) inverse = NULL;

  if (self->kind == ENGINE_EDIT_METADATA)
    {
      invert_metadata (self, inverses);
      return inverses;
    }
  if (self->kind == ENGINE_EDIT_RENAME_NODE)
    {
      g_ptr_array_add (inverses, invert_name_of_node (self));
      return inverses;
    }
  if ((assets->len == 0 && !engine_edit_makes_node (self)) || self->kind == ENGINE_EDIT_COMMENT
      || self->kind == ENGINE_EDIT_DELETE_ASSETS)
    return inverses;

  inverse = engine_edit_new (get_opposite_kind (self));
  engine_edit_add_assets (inverse, assets);
  inverse->is_there = !self->is_there;
  inverse->parent_id = g_strdup (self->parent_id);
  inverse->text =
      g_strdup (self->kind == ENGINE_EDIT_RENAME ? canto_asset_get_name (self->assets->pdata[0])
                                                 : self->text);
  if (self->node != NULL)
    engine_edit_set_node (inverse, self->node);
  g_ptr_array_add (inverses, g_steal_pointer (&inverse));

  return inverses;
}
