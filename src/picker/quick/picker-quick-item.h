/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "engine-pick.h"

G_BEGIN_DECLS

/**
 * PickerQuickItem:
 *
 * One position of a #PickerQuickList: what stands there changes under it, and #PickerQuickItem::changed tells of it.
 */
#define PICKER_TYPE_QUICK_ITEM (picker_quick_item_get_type ())
G_DECLARE_FINAL_TYPE (PickerQuickItem, picker_quick_item, PICKER, QUICK_ITEM, GObject)

/* @pick: (nullable) */
PickerQuickItem *picker_quick_item_new (CantoAsset *asset, EnginePick *pick);
/* Another asset stands there. */
void             picker_quick_item_set (PickerQuickItem *self, CantoAsset *asset, EnginePick *pick);
/* More is known of the same asset. */
void             picker_quick_item_learn (PickerQuickItem *self, CantoAsset *asset);
/* The service does not have it any more. */
void             picker_quick_item_set_gone (PickerQuickItem *self);

CantoAsset *picker_quick_item_get_asset (PickerQuickItem *self); /* (transfer none) */
/* The last link that was taken of it. (transfer none) (nullable) */
EnginePick *picker_quick_item_get_pick (PickerQuickItem *self);
gboolean    picker_quick_item_get_is_gone (PickerQuickItem *self);

G_END_DECLS
