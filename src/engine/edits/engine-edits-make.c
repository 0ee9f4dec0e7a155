/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person can do. */

#include "engine-edits-private.h"

#include "canto-asset-change.h"

#include <string.h>

#define NEW_ID_PREFIX "new-" /* 1.8: none of the service looks so */

gboolean
engine_edits_is_new_id (const char *id)
{
  return id != NULL && g_str_has_prefix (id, NEW_ID_PREFIX);
}

static EngineEdit *
new_of_assets (EngineEditKind kind, GPtrArray *assets)
{
  EngineEdit *edit = engine_edit_new (kind);

  engine_edit_add_assets (edit, assets);

  return edit;
}

static EngineEdit *
new_of_asset (EngineEditKind kind, CantoAsset *asset, const char *text)
{
  EngineEdit *edit = engine_edit_new (kind);

  g_ptr_array_add (edit->assets, canto_asset_ref (asset));
  edit->text = g_strdup (text);

  return edit;
}

EngineEdit *
engine_edits_change (EngineEdits *self, GPtrArray *assets, const CantoEdit *edits, guint n_edits)
{
  EngineEdit *edit;

  g_return_val_if_fail (ENGINE_IS_EDITS (self), NULL);
  g_return_val_if_fail (assets != NULL && assets->len > 0 && n_edits > 0, NULL);

  edit = new_of_assets (ENGINE_EDIT_METADATA, assets);
  engine_edit_add_changes (edit, edits, n_edits);

  return engine_edits_take (self, edit);
}

EngineEdit *
engine_edits_put_word (EngineEdits *self,
                       GPtrArray *assets,
                       CantoWordKind kind,
                       const char *word,
                       gboolean is_there)
{
  EngineEdit *edit;

  g_return_val_if_fail (ENGINE_IS_EDITS (self), NULL);
  g_return_val_if_fail (assets != NULL && assets->len > 0, NULL);
  g_return_val_if_fail (word != NULL && *word != '\0', NULL);

  edit = new_of_assets (kind == CANTO_WORD_TAG ? ENGINE_EDIT_TAG : ENGINE_EDIT_KEYWORD, assets);
  edit->text = g_strdup (word);
  edit->is_there = is_there;

  return engine_edits_take (self, edit);
}

EngineEdit *
engine_edits_rename (EngineEdits *self, CantoAsset *asset, const char *name)
{
  g_return_val_if_fail (ENGINE_IS_EDITS (self), NULL);
  g_return_val_if_fail (asset != NULL && name != NULL && *name != '\0', NULL);

  return engine_edits_take (self, new_of_asset (ENGINE_EDIT_RENAME, asset, name));
}

EngineEdit *
engine_edits_comment (EngineEdits *self,
                      CantoAsset *asset,
                      const char *version_id,
                      const char *comment)
{
  EngineEdit *edit;

  g_return_val_if_fail (ENGINE_IS_EDITS (self), NULL);
  g_return_val_if_fail (asset != NULL && version_id != NULL && comment != NULL, NULL);

  edit = new_of_asset (ENGINE_EDIT_COMMENT, asset, comment);
  edit->version_id = g_strdup (version_id);
  edit->old_comment = g_strdup (engine_edit_find_comment (edit, asset));

  return engine_edits_take (self, edit);
}

EngineEdit *
engine_edits_assign (EngineEdits *self, CantoNode *album, GPtrArray *assets, gboolean is_in)
{
  EngineEdit *edit;

  g_return_val_if_fail (ENGINE_IS_EDITS (self), NULL);
  g_return_val_if_fail (album != NULL && assets != NULL && assets->len > 0, NULL);

  edit = new_of_assets (is_in ? ENGINE_EDIT_ASSIGN : ENGINE_EDIT_UNASSIGN, assets);
  engine_edit_set_node (edit, album);

  return engine_edits_take (self, edit);
}

EngineEdit *
engine_edits_delete_assets (EngineEdits *self, GPtrArray *assets)
{
  g_return_val_if_fail (ENGINE_IS_EDITS (self), NULL);
  g_return_val_if_fail (assets != NULL && assets->len > 0, NULL);

  return engine_edits_take (self, new_of_assets (ENGINE_EDIT_DELETE_ASSETS, assets));
}

EngineEdit *
engine_edits_create_node (EngineEdits *self,
                          CantoScheme scheme,
                          CantoNode *parent,
                          const char *name,
                          const char *description)
{
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *id = g_strconcat (NEW_ID_PREFIX, uuid, NULL);
  EngineEdit *edit;

  g_return_val_if_fail (ENGINE_IS_EDITS (self), NULL);
  g_return_val_if_fail (canto_scheme_is_container (scheme), NULL);
  g_return_val_if_fail (name != NULL && *name != '\0', NULL);

  edit = engine_edit_new (scheme == CANTO_SCHEME_FOLDER ? ENGINE_EDIT_CREATE_FOLDER
                                                        : ENGINE_EDIT_CREATE_ALBUM);
  edit->text = g_strdup (name);
  edit->description = g_strdup (description);
  edit->parent_id = parent != NULL ? g_strdup (canto_node_get_id (parent)) : NULL;
  edit->node =
      canto_node_new (scheme, id, name, parent != NULL ? canto_node_get_id_path (parent) : NULL,
                      parent != NULL ? canto_node_get_name_path (parent) : NULL);

  return engine_edits_take (self, edit);
}

EngineEdit *
engine_edits_delete_node (EngineEdits *self, CantoNode *node, const char *parent_id)
{
  EngineEdit *edit;

  g_return_val_if_fail (ENGINE_IS_EDITS (self), NULL);
  g_return_val_if_fail (node != NULL, NULL);

  edit = engine_edit_new (ENGINE_EDIT_DELETE_NODE);
  edit->parent_id = g_strdup (parent_id);
  engine_edit_set_node (edit, node);

  return engine_edits_take (self, edit);
}

EngineEdit *
engine_edits_rename_node (EngineEdits *self, CantoNode *node, const char *name)
{
  EngineEdit *edit;

  g_return_val_if_fail (ENGINE_IS_EDITS (self), NULL);
  g_return_val_if_fail (node != NULL && name != NULL && *name != '\0', NULL);

  edit = engine_edit_new (ENGINE_EDIT_RENAME_NODE);
  edit->text = g_strdup (name);
  engine_edit_set_node (edit, node);

  return engine_edits_take (self, edit);
}

EngineEdit *
engine_edits_create_keyword (EngineEdits *self, const char *name, const char *description)
{
  EngineEdit *edit;

  g_return_val_if_fail (ENGINE_IS_EDITS (self), NULL);
  g_return_val_if_fail (name != NULL && *name != '\0' && description != NULL, NULL);

  edit = engine_edit_new (ENGINE_EDIT_CREATE_KEYWORD);
  edit->text = g_strdup (name);
  edit->description = g_strdup (description);

  return engine_edits_take (self, edit);
}
