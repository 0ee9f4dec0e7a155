/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog-overlay.h"

G_DEFINE_INTERFACE (CatalogOverlay, catalog_overlay, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_LEARNED,
  SIGNAL_NODE_ADDED,
  SIGNAL_NODE_REMOVED,
  SIGNAL_NODE_REPLACED,
  SIGNAL_NODE_CHANGED,
  SIGNAL_STALE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static guint
new_signal (const char *name, guint n_params, GType first, GType second)
{
  return g_signal_new (name, CATALOG_TYPE_OVERLAY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, n_params, first, second);
}

static void
catalog_overlay_default_init (CatalogOverlayInterface *iface)
{
  /* See the functions that emit them. */
  signals[SIGNAL_CHANGED] = new_signal ("changed", 0, 0, 0);
  signals[SIGNAL_LEARNED] = new_signal ("learned", 1, G_TYPE_PTR_ARRAY, 0);
  signals[SIGNAL_NODE_ADDED] = new_signal ("node-added", 2, G_TYPE_STRING, CANTO_TYPE_NODE);
  signals[SIGNAL_NODE_REMOVED] = new_signal ("node-removed", 1, G_TYPE_STRING, 0);
  signals[SIGNAL_NODE_REPLACED] = new_signal ("node-replaced", 2, G_TYPE_STRING, CANTO_TYPE_NODE);
  signals[SIGNAL_NODE_CHANGED] = new_signal ("node-changed", 1, G_TYPE_STRING, 0);
  signals[SIGNAL_STALE] = new_signal ("stale", 0, 0, 0);
}

CantoAsset *
catalog_overlay_show_asset (CatalogOverlay *self, CantoAsset *asset)
{
  g_return_val_if_fail (CATALOG_IS_OVERLAY (self), NULL);
  g_return_val_if_fail (asset != NULL, NULL);

  return CATALOG_OVERLAY_GET_IFACE (self)->show_asset (self, asset);
}

gboolean
catalog_overlay_hides (CatalogOverlay *self, CantoQuery *query, const char *key)
{
  g_return_val_if_fail (CATALOG_IS_OVERLAY (self), FALSE);
  g_return_val_if_fail (query != NULL && key != NULL, FALSE);

  return CATALOG_OVERLAY_GET_IFACE (self)->hides (self, query, key);
}

gboolean
catalog_overlay_hides_any (CatalogOverlay *self)
{
  g_return_val_if_fail (CATALOG_IS_OVERLAY (self), FALSE);

  return CATALOG_OVERLAY_GET_IFACE (self)->hides_any (self);
}

GPtrArray *
catalog_overlay_find_added (CatalogOverlay *self, CantoQuery *query)
{
  g_return_val_if_fail (CATALOG_IS_OVERLAY (self), NULL);
  g_return_val_if_fail (query != NULL, NULL);

  return CATALOG_OVERLAY_GET_IFACE (self)->find_added (self, query);
}

gboolean
catalog_overlay_is_unknown (CatalogOverlay *self, CantoQuery *query)
{
  g_return_val_if_fail (CATALOG_IS_OVERLAY (self), FALSE);
  g_return_val_if_fail (query != NULL, FALSE);

  return CATALOG_OVERLAY_GET_IFACE (self)->is_unknown (self, query);
}

void
catalog_overlay_show_children (CatalogOverlay *self, const char *folder_id, GPtrArray *nodes)
{
  g_return_if_fail (CATALOG_IS_OVERLAY (self));
  g_return_if_fail (nodes != NULL);

  CATALOG_OVERLAY_GET_IFACE (self)->show_children (self, folder_id, nodes);
}

CantoNode *
catalog_overlay_show_node (CatalogOverlay *self, CantoNode *node)
{
  g_return_val_if_fail (CATALOG_IS_OVERLAY (self), NULL);
  g_return_val_if_fail (node != NULL, NULL);

  return CATALOG_OVERLAY_GET_IFACE (self)->show_node (self, node);
}

void
catalog_node_change_free (CatalogNodeChange *self)
{
  g_free (self->id);
  g_free (self->parent_id);
  g_clear_pointer (&self->node, canto_node_unref);
  g_free (self->name);
  g_free (self);
}

GPtrArray *
catalog_overlay_list_node_changes (CatalogOverlay *self)
{
  g_return_val_if_fail (CATALOG_IS_OVERLAY (self), NULL);

  return CATALOG_OVERLAY_GET_IFACE (self)->list_node_changes (self);
}

guint
catalog_overlay_find_place (GPtrArray *nodes, CantoNode *node)
{
  g_autofree char *name = g_utf8_casefold (canto_node_get_name (node), -1);
  guint place;

  for (place = 0; place < nodes->len; place++)
    {
      g_autofree char *other = g_utf8_casefold (canto_node_get_name (nodes->pdata[place]), -1);

      if (g_utf8_collate (other, name) > 0)
        break;
    }

  return place;
}

void
catalog_overlay_emit_changed (CatalogOverlay *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
catalog_overlay_emit_learned (CatalogOverlay *self, GPtrArray *assets)
{
  g_signal_emit (self, signals[SIGNAL_LEARNED], 0, assets);
}

void
catalog_overlay_emit_node_added (CatalogOverlay *self, const char *parent_id, CantoNode *node)
{
  g_signal_emit (self, signals[SIGNAL_NODE_ADDED], 0, parent_id, node);
}

void
catalog_overlay_emit_node_removed (CatalogOverlay *self, const char *id)
{
  g_signal_emit (self, signals[SIGNAL_NODE_REMOVED], 0, id);
}

void
catalog_overlay_emit_node_replaced (CatalogOverlay *self, const char *old_id, CantoNode *node)
{
  g_signal_emit (self, signals[SIGNAL_NODE_REPLACED], 0, old_id, node);
}

void
catalog_overlay_emit_node_changed (CatalogOverlay *self, const char *id)
{
  g_signal_emit (self, signals[SIGNAL_NODE_CHANGED], 0, id);
}

void
catalog_overlay_emit_stale (CatalogOverlay *self)
{
  g_signal_emit (self, signals[SIGNAL_STALE], 0);
}
