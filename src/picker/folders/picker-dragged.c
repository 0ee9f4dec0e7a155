/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-dragged.h"

struct _PickerDragged
{
  GObject parent_instance;

  /* Owned. */
  CatalogAssetList *list;
  GPtrArray *assets;
  GArray *positions;
};

G_DEFINE_FINAL_TYPE (PickerDragged, picker_dragged, G_TYPE_OBJECT)

static void
picker_dragged_finalize (GObject *object)
{
  PickerDragged *self = PICKER_DRAGGED (object);

  g_clear_object (&self->list);
  g_clear_pointer (&self->assets, g_ptr_array_unref);
  g_clear_pointer (&self->positions, g_array_unref);

  G_OBJECT_CLASS (picker_dragged_parent_class)->finalize (object);
}

static void
picker_dragged_class_init (PickerDraggedClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = picker_dragged_finalize;
}

static void
picker_dragged_init (PickerDragged *self)
{
  self->assets = g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);
  self->positions = g_array_new (FALSE, FALSE, sizeof (guint));
}

static void
add (PickerDragged *self, guint position)
{
  g_autoptr (CatalogSlot) slot = g_list_model_get_item (G_LIST_MODEL (self->list), position);
  CantoAsset *asset = slot != NULL ? catalog_slot_get_asset (slot) : NULL;

  if (asset != NULL)
    g_ptr_array_add (self->assets, canto_asset_ref (asset));
  else
    g_array_append_val (self->positions, position);
}

PickerDragged *
picker_dragged_new (CatalogAssetList *list, GArray *positions)
{
  PickerDragged *self;

  g_return_val_if_fail (CATALOG_IS_ASSET_LIST (list), NULL);
  g_return_val_if_fail (positions != NULL, NULL);

  self = g_object_new (PICKER_TYPE_DRAGGED, NULL);
  self->list = g_object_ref (list);
  for (guint i = 0; i < positions->len; i++)
    add (self, g_array_index (positions, guint, i));

  return self;
}

CatalogAssetList *
picker_dragged_get_list (PickerDragged *self)
{
  g_return_val_if_fail (PICKER_IS_DRAGGED (self), NULL);

  return self->list;
}

GPtrArray *
picker_dragged_get_assets (PickerDragged *self)
{
  g_return_val_if_fail (PICKER_IS_DRAGGED (self), NULL);

  return self->assets;
}

GArray *
picker_dragged_get_positions (PickerDragged *self)
{
  g_return_val_if_fail (PICKER_IS_DRAGGED (self), NULL);

  return self->positions;
}
