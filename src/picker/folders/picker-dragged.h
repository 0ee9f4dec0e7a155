/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "catalog-asset-list.h"

G_BEGIN_DECLS

/**
 * PickerDragged:
 *
 * The assets of a drag, for what is dropped on inside the program; other programs get their links. They are those that
 * the person saw when it began, whatever stands in their places when it ends.
 */
#define PICKER_TYPE_DRAGGED (picker_dragged_get_type ())
G_DECLARE_FINAL_TYPE (PickerDragged, picker_dragged, PICKER, DRAGGED, GObject)

/* @positions: (element-type guint): in @list */
PickerDragged    *picker_dragged_new (CatalogAssetList *list, GArray *positions);
CatalogAssetList *picker_dragged_get_list (PickerDragged *self);      /* (transfer none) */
/* (element-type CantoAsset) (transfer none) */
GPtrArray        *picker_dragged_get_assets (PickerDragged *self);
/* Of those that were not known yet: (element-type guint) (transfer none) */
GArray           *picker_dragged_get_positions (PickerDragged *self);

G_END_DECLS
