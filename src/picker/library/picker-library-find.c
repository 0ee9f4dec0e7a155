/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An asset that somebody else has found is shown among the others. */

#include "descant-config.h"

#include "picker-library-private.h"

CatalogAssetList *
picker_library_get_list (PickerLibrary *self)
{
  g_return_val_if_fail (PICKER_IS_LIBRARY (self), NULL);

  return picker_grid_get_list (self->grid);
}

/* The list has answered; if the asset is not in what it has brought, nothing is selected. */
static void
list_answered (PickerLibrary *self)
{
  CatalogAssetList *list = picker_grid_get_list (self->grid);
  guint position;

  if (self->wanted_key == NULL || catalog_asset_list_get_status (list) == CATALOG_STATUS_LOADING)
    return;

  if (catalog_asset_list_find (list, self->wanted_key, &position))
    picker_grid_select_only (self->grid, position);
  g_clear_pointer (&self->wanted_key, g_free);
}

void
picker_library_find_asset (PickerLibrary *self, CantoAsset *asset)
{
  CatalogAssetList *list;

  g_return_if_fail (PICKER_IS_LIBRARY (self));
  g_return_if_fail (asset != NULL);

  list = picker_grid_get_list (self->grid);
  g_free (self->wanted_key);
  self->wanted_key = g_strdup (canto_asset_get_key (asset));
  g_signal_handlers_disconnect_by_func (list, list_answered, self);
  g_signal_connect_object (list, "notify::status", G_CALLBACK (list_answered), self,
                           G_CONNECT_SWAPPED);
  picker_library_search_everywhere (self, canto_asset_get_name (asset));
  list_answered (self);
}
