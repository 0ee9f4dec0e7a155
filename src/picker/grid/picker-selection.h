/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "catalog-asset-list.h"

G_BEGIN_DECLS

/**
 * PickerSelection:
 *
 * Which assets of a list are selected, as a set of positions: a million of them are selected or
 * unselected at once. (GtkMultiSelection makes an item of each.) It is the model of grid and list
 * both, so what is selected in one is so in the other.
 *
 *   GtkGridView, GtkListView
 *     PickerSelection         #GListModel of #CatalogSlot, and #GtkSelectionModel
 *       CatalogAssetList
 *
 * Among the selected one is current: the only one, or the one that was clicked or walked to last.
 * "current-asset" is notified when another one is current, and when something is learned about it.
 * Another query clears the selection. PickerSelection::current-moved tells from where to where the
 * current one has moved when the list has other assets at its positions.
 */
#define PICKER_TYPE_SELECTION (picker_selection_get_type ())
G_DECLARE_FINAL_TYPE (PickerSelection, picker_selection, PICKER, SELECTION, GObject)

PickerSelection *picker_selection_new (CatalogAssetList *list);

guint       picker_selection_get_n_selected (PickerSelection *self);
GtkBitset  *picker_selection_dup_selected (PickerSelection *self); /* (transfer full): positions */
/* %GTK_INVALID_LIST_POSITION if nothing is selected. */
guint       picker_selection_get_current (PickerSelection *self);
CantoAsset *picker_selection_get_current_asset (PickerSelection *self); /* (transfer none) (nullable) */

G_END_DECLS
