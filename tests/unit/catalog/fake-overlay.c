/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fake-overlay.h"

#include "canto-asset-change.h"

struct _FakeOverlay
{
  GObject parent_instance;

  GHashTable *hidden;
  GPtrArray *added;
  GPtrArray *changes; /* (element-type CatalogNodeChange) */
  gboolean is_unknown;
  char *description;
};

static void fake_overlay_iface_init (CatalogOverlayInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeOverlay,
                               fake_overlay,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CATALOG_TYPE_OVERLAY,
                                                      fake_overlay_iface_init))

static CantoAsset *
show_asset (CatalogOverlay *overlay, CantoAsset *asset)
{
  FakeOverlay *self = FAKE_OVERLAY (overlay);
  const CantoEdit edit = { "description", self->description, CANTO_EDIT_SET, FALSE, NULL };

  return self->description != NULL ? canto_asset_with_edits (asset, &edit, 1)
                                   : canto_asset_ref (asset);
}

static gboolean
hides_any (CatalogOverlay *overlay)
{
  return g_hash_table_size (FAKE_OVERLAY (overlay)->hidden) > 0;
}

static gboolean
hides (CatalogOverlay *overlay, CantoQuery *query, const char *key)
{
  return g_hash_table_contains (FAKE_OVERLAY (overlay)->hidden, key);
}

static void
show_children (CatalogOverlay *overlay, const char *folder_id, GPtrArray *nodes)
{
}

static CantoNode *
show_node (CatalogOverlay *overlay, CantoNode *node)
{
  return canto_node_ref (node);
}

static gpointer
ref_asset (gconstpointer asset, gpointer data)
{
  return canto_asset_ref ((CantoAsset *) asset);
}

static GPtrArray *
find_added (CatalogOverlay *overlay, CantoQuery *query)
{
  FakeOverlay *self = FAKE_OVERLAY (overlay);

  return self->added->len > 0 ? g_ptr_array_copy (self->added, ref_asset, NULL) : NULL;
}

static gboolean
is_unknown (CatalogOverlay *overlay, CantoQuery *query)
{
  return FAKE_OVERLAY (overlay)->is_unknown;
}

static GPtrArray *
list_node_changes (CatalogOverlay *overlay)
{
  FakeOverlay *self = FAKE_OVERLAY (overlay);
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify) catalog_node_change_free);

  for (guint i = 0; i < self->changes->len; i++)
    {
      const CatalogNodeChange *change = self->changes->pdata[i];
      CatalogNodeChange *other = g_new0 (CatalogNodeChange, 1);

      other->id = g_strdup (change->id);
      other->parent_id = g_strdup (change->parent_id);
      other->node = change->node != NULL ? canto_node_ref (change->node) : NULL;
      other->name = g_strdup (change->name);
      other->is_gone = change->is_gone;
      g_ptr_array_add (changes, other);
    }

  return changes;
}

static void
fake_overlay_iface_init (CatalogOverlayInterface *iface)
{
  iface->show_asset = show_asset;
  iface->hides_any = hides_any;
  iface->hides = hides;
  iface->show_children = show_children;
  iface->show_node = show_node;
  iface->list_node_changes = list_node_changes;
  iface->find_added = find_added;
  iface->is_unknown = is_unknown;
}

static void
fake_overlay_finalize (GObject *object)
{
  FakeOverlay *self = FAKE_OVERLAY (object);

  g_hash_table_unref (self->hidden);
  g_ptr_array_unref (self->added);
  g_ptr_array_unref (self->changes);
  g_free (self->description);

  G_OBJECT_CLASS (fake_overlay_parent_class)->finalize (object);
}

static void
fake_overlay_class_init (FakeOverlayClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fake_overlay_finalize;
}

static void
fake_overlay_init (FakeOverlay *self)
{
  self->added = g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);
  self->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) catalog_node_change_free);
  self->hidden = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

FakeOverlay *
fake_overlay_new (void)
{
  return g_object_new (FAKE_TYPE_OVERLAY, NULL);
}

void
fake_overlay_hide (FakeOverlay *self, const char *key, gboolean is_hidden)
{
  if (is_hidden)
    g_hash_table_add (self->hidden, g_strdup (key));
  else
    g_hash_table_remove (self->hidden, key);
  catalog_overlay_emit_changed (CATALOG_OVERLAY (self));
}

void
fake_overlay_describe (FakeOverlay *self, const char *description)
{
  g_free (self->description);
  self->description = g_strdup (description);
  catalog_overlay_emit_changed (CATALOG_OVERLAY (self));
}

void
fake_overlay_add (FakeOverlay *self, CantoAsset *asset)
{
  g_ptr_array_add (self->added, canto_asset_ref (asset));
  catalog_overlay_emit_changed (CATALOG_OVERLAY (self));
}

void
fake_overlay_forget_added (FakeOverlay *self)
{
  g_ptr_array_set_size (self->added, 0);
  catalog_overlay_emit_changed (CATALOG_OVERLAY (self));
}

void
fake_overlay_set_is_unknown (FakeOverlay *self, gboolean is_unknown)
{
  self->is_unknown = is_unknown;
}

void
fake_overlay_make_node (FakeOverlay *self, const char *parent_id, CantoNode *node)
{
  CatalogNodeChange *change = g_new0 (CatalogNodeChange, 1);

  change->id = g_strdup (canto_node_get_id (node));
  change->parent_id = g_strdup (parent_id);
  change->node = canto_node_ref (node);
  g_ptr_array_add (self->changes, change);
  catalog_overlay_emit_node_added (CATALOG_OVERLAY (self), parent_id, node);
}

void
fake_overlay_rename_node (FakeOverlay *self, const char *id, const char *name)
{
  CatalogNodeChange *change = g_new0 (CatalogNodeChange, 1);

  change->id = g_strdup (id);
  change->name = g_strdup (name);
  g_ptr_array_add (self->changes, change);
  catalog_overlay_emit_node_changed (CATALOG_OVERLAY (self), id);
}

void
fake_overlay_delete_node (FakeOverlay *self, const char *id)
{
  CatalogNodeChange *change = g_new0 (CatalogNodeChange, 1);

  change->id = g_strdup (id);
  change->is_gone = TRUE;
  g_ptr_array_add (self->changes, change);
  catalog_overlay_emit_node_removed (CATALOG_OVERLAY (self), id);
}
