/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is shown of the edits, in what the service says. */

#include "engine-edits-private.h"

#include "catalog-overlay.h"

/* Assets */

static gboolean
leaves_out (EngineEdit *edit)
{
  return edit->kind == ENGINE_EDIT_DELETE_ASSETS || edit->kind == ENGINE_EDIT_UNASSIGN;
}

static void
add_to_index (EngineEdits *self, const char *key, EngineEdit *edit)
{
  GPtrArray *edits = g_hash_table_lookup (self->by_key, key);

  if (edits == NULL)
    {
      edits = g_ptr_array_new_with_free_func (g_object_unref);
      g_hash_table_insert (self->by_key, g_strdup (key), edits);
    }
  g_ptr_array_add (edits, g_object_ref (edit));
}

static void
remove_from_index (EngineEdits *self, const char *key, EngineEdit *edit)
{
  GPtrArray *edits = g_hash_table_lookup (self->by_key, key);

  if (edits == NULL)
    return;

  g_ptr_array_remove (edits, edit);
  if (edits->len == 0)
    g_hash_table_remove (self->by_key, key);
}

/* Of a folder or an album itself. */
static gboolean
is_of_node (EngineEdit *edit)
{
  return engine_edit_makes_node (edit) || edit->kind == ENGINE_EDIT_RENAME_NODE
         || edit->kind == ENGINE_EDIT_DELETE_NODE;
}

void
engine_edits_index (EngineEdits *self, EngineEdit *edit)
{
  self->n_hiding += leaves_out (edit);
  engine_edits_index_moves (self, edit, 1);
  for (guint i = 0; i < edit->assets->len; i++)
    add_to_index (self, canto_asset_get_key (edit->assets->pdata[i]), edit);
  /* Keys of assets have a slash (1.6), ids have none. */
  if (is_of_node (edit))
    add_to_index (self, canto_node_get_id (edit->node), edit);
}

void
engine_edits_reindex (EngineEdits *self)
{
  g_hash_table_remove_all (self->by_key);
  self->n_hiding = 0;
  self->n_moving = 0;
  for (guint i = 0; i < self->settling->len; i++)
    engine_edits_index (self, self->settling->pdata[i]);
  for (guint i = 0; i < self->edits->len; i++)
    engine_edits_index (self, self->edits->pdata[i]);
}

void
engine_edits_unindex (EngineEdits *self, EngineEdit *edit)
{
  self->n_hiding -= leaves_out (edit);
  engine_edits_index_moves (self, edit, -1);
  for (guint i = 0; i < edit->assets->len; i++)
    remove_from_index (self, canto_asset_get_key (edit->assets->pdata[i]), edit);
  if (is_of_node (edit))
    remove_from_index (self, canto_node_get_id (edit->node), edit);
}

EngineEdit *
engine_edits_find_of_node (EngineEdits *self, const char *id)
{
  GPtrArray *edits;

  g_return_val_if_fail (ENGINE_IS_EDITS (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  edits = g_hash_table_lookup (self->by_key, id);
  for (guint i = 0; edits != NULL && i < edits->len; i++)
    {
      EngineEdit *edit = edits->pdata[i];

      if (edit->state != ENGINE_EDIT_SAVED && edit->state != ENGINE_EDIT_WITHDRAWN)
        return edit;
    }

  return NULL;
}

static CantoAsset *
show_asset (CatalogOverlay *overlay, CantoAsset *asset)
{
  EngineEdits *self = ENGINE_EDITS (overlay);
  GPtrArray *edits = g_hash_table_lookup (self->by_key, canto_asset_get_key (asset));
  CantoAsset *shown = canto_asset_ref (asset);

  for (guint i = 0; edits != NULL && i < edits->len; i++)
    {
      g_autoptr (CantoAsset) before = shown;

      shown = engine_edit_is_shown (edits->pdata[i]) ? engine_edit_apply (edits->pdata[i], before)
                                                     : canto_asset_ref (before);
    }

  return shown;
}

static gboolean
hides_any (CatalogOverlay *overlay)
{
  EngineEdits *self = ENGINE_EDITS (overlay);

  return self->n_hiding > 0 || g_hash_table_size (self->gone) > 0;
}

/* Of those that put into the album and take out of it, the last one counts. */
static gboolean
hides (CatalogOverlay *overlay, CantoQuery *query, const char *key)
{
  EngineEdits *self = ENGINE_EDITS (overlay);
  GPtrArray *edits = g_hash_table_lookup (self->by_key, key);
  const char *album_id = canto_query_get_container_id (query);
  gboolean is_hidden = g_hash_table_contains (self->gone, key);

  for (guint i = 0; edits != NULL && i < edits->len; i++)
    {
      EngineEdit *edit = edits->pdata[i];

      if (!engine_edit_is_shown (edit))
        continue;
      if (edit->kind == ENGINE_EDIT_DELETE_ASSETS)
        return TRUE;
      if ((edit->kind == ENGINE_EDIT_ASSIGN || edit->kind == ENGINE_EDIT_UNASSIGN)
          && g_strcmp0 (album_id, canto_node_get_id (edit->node)) == 0)
        is_hidden = edit->kind == ENGINE_EDIT_UNASSIGN;
    }

  return is_hidden;
}

/* Folders and albums */

static void
add_node (GPtrArray *nodes, CantoNode *node)
{
  for (guint i = 0; i < nodes->len; i++)
    {
      if (g_str_equal (canto_node_get_id (nodes->pdata[i]), canto_node_get_id (node)))
        return;
    }
  g_ptr_array_insert (nodes, (int) catalog_overlay_find_place (nodes, node), canto_node_ref (node));
}

static void
remove_node (GPtrArray *nodes, const char *id)
{
  for (guint i = nodes->len; i-- > 0;)
    {
      if (g_str_equal (canto_node_get_id (nodes->pdata[i]), id))
        g_ptr_array_remove_index (nodes, i);
    }
}

static void
show_children (CatalogOverlay *overlay, const char *folder_id, GPtrArray *nodes)
{
  EngineEdits *self = ENGINE_EDITS (overlay);

  for (guint i = 0; i < self->made->len; i++)
    {
      EngineMadeNode *made = self->made->pdata[i];

      if (g_strcmp0 (made->parent_id, folder_id) == 0)
        add_node (nodes, made->node);
    }
  /* What comes has been counted anew. */
  for (guint i = 0; i < nodes->len && g_hash_table_size (self->came) > 0; i++)
    g_hash_table_remove (self->came, canto_node_get_id (nodes->pdata[i]));
  for (guint i = nodes->len; i-- > 0;)
    {
      if (g_hash_table_contains (self->gone_nodes, canto_node_get_id (nodes->pdata[i])))
        g_ptr_array_remove_index (nodes, i);
    }
  for (guint i = 0; i < self->edits->len; i++)
    {
      EngineEdit *edit = self->edits->pdata[i];

      if (!engine_edit_is_shown (edit))
        continue;
      if (engine_edit_makes_node (edit) && g_strcmp0 (edit->parent_id, folder_id) == 0)
        add_node (nodes, edit->node);
      else if (edit->kind == ENGINE_EDIT_DELETE_NODE)
        remove_node (nodes, canto_node_get_id (edit->node));
    }
}

static CantoNode *
show_node (CatalogOverlay *overlay, CantoNode *node)
{
  EngineEdits *self = ENGINE_EDITS (overlay);
  g_autoptr (CantoNode) named = engine_edits_show_name (self, node);

  return engine_edits_show_size (self, named);
}

static CatalogNodeChange *
add_change (GPtrArray *changes, const char *id)
{
  CatalogNodeChange *change = g_new0 (CatalogNodeChange, 1);

  change->id = g_strdup (id);
  g_ptr_array_add (changes, change);

  return change;
}

static void
add_made (GPtrArray *changes, const char *parent_id, CantoNode *node)
{
  CatalogNodeChange *change = add_change (changes, canto_node_get_id (node));

  change->parent_id = g_strdup (parent_id);
  change->node = canto_node_ref (node);
}

static void
add_edit (GPtrArray *changes, EngineEdit *edit)
{
  if (!engine_edit_is_shown (edit))
    return;

  if (engine_edit_makes_node (edit))
    add_made (changes, edit->parent_id, edit->node);
  else if (edit->kind == ENGINE_EDIT_DELETE_NODE)
    add_change (changes, canto_node_get_id (edit->node))->is_gone = TRUE;
  else if (edit->kind == ENGINE_EDIT_RENAME_NODE)
    add_change (changes, canto_node_get_id (edit->node))->name = g_strdup (edit->text);
}

static GPtrArray *
list_node_changes (CatalogOverlay *overlay)
{
  EngineEdits *self = ENGINE_EDITS (overlay);
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify) catalog_node_change_free);
  GHashTableIter iter;
  gpointer id, name;

  for (guint i = 0; i < self->made->len; i++)
    {
      EngineMadeNode *made = self->made->pdata[i];

      add_made (changes, made->parent_id, made->node);
    }
  g_hash_table_iter_init (&iter, self->gone_nodes);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    add_change (changes, id)->is_gone = TRUE;
  g_hash_table_iter_init (&iter, self->names);
  while (g_hash_table_iter_next (&iter, &id, &name))
    add_change (changes, id)->name = g_strdup (name);
  for (guint i = 0; i < self->edits->len; i++)
    add_edit (changes, self->edits->pdata[i]);

  return changes;
}

static GPtrArray *
find_added (CatalogOverlay *overlay, CantoQuery *query)
{
  return engine_edits_find_added (ENGINE_EDITS (overlay), query);
}

static gboolean
is_unknown (CatalogOverlay *overlay, CantoQuery *query)
{
  return engine_edits_is_new_id (canto_query_get_container_id (query));
}

void
engine_edits_show_node (EngineEdits *self, EngineEdit *edit, gboolean is_shown)
{
  CatalogOverlay *overlay = CATALOG_OVERLAY (self);

  if (edit->node == NULL || edit->assets->len > 0)
    return;

  if (edit->kind == ENGINE_EDIT_RENAME_NODE)
    catalog_overlay_emit_node_changed (overlay, canto_node_get_id (edit->node));
  else if (is_shown == engine_edit_makes_node (edit))
    catalog_overlay_emit_node_added (overlay, edit->parent_id, edit->node);
  else
    catalog_overlay_emit_node_removed (overlay, canto_node_get_id (edit->node));
}

/* Whether @edit is about the folder or album @id, or about something in it: then it is about @made.
 */
static gboolean
redirect (EngineEdit *edit, const char *id, CantoNode *made)
{
  gboolean is_changed = FALSE;

  if (g_strcmp0 (edit->parent_id, id) == 0)
    {
      g_free (edit->parent_id);
      edit->parent_id = g_strdup (canto_node_get_id (made));
      is_changed = TRUE;
    }
  if (edit->node != NULL && g_str_equal (canto_node_get_id (edit->node), id))
    {
      /* What it was called before this edit is not always what it was made as. */
      g_autoptr (CantoNode) node = canto_node_with_name (made, canto_node_get_name (edit->node));

      engine_edit_set_node (edit, node);
      is_changed = TRUE;
    }

  return is_changed;
}

void
engine_edits_replace_node (EngineEdits *self, EngineEdit *edit, CantoNode *made)
{
  g_autofree char *old_id = g_strdup (canto_node_get_id (edit->node));
  EngineMadeNode *record = g_new0 (EngineMadeNode, 1);

  record->parent_id = g_strdup (edit->parent_id);
  record->node = canto_node_ref (made);
  g_ptr_array_add (self->made, record);
  engine_edit_set_node (edit, made);
  for (guint i = 0; i < self->edits->len; i++)
    {
      if (self->edits->pdata[i] != edit && redirect (self->edits->pdata[i], old_id, made))
        engine_edits_keep_change (self, self->edits->pdata[i], NULL);
    }
  engine_edits_reindex (self);
  catalog_overlay_emit_node_replaced (CATALOG_OVERLAY (self), old_id, made);
}

void
engine_edits_init_overlay (gpointer iface)
{
  CatalogOverlayInterface *overlay = iface;

  overlay->show_asset = show_asset;
  overlay->hides_any = hides_any;
  overlay->hides = hides;
  overlay->show_children = show_children;
  overlay->show_node = show_node;
  overlay->list_node_changes = list_node_changes;
  overlay->find_added = find_added;
  overlay->is_unknown = is_unknown;
}
