/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog-asset-list.h"
#include "picker-cell.h"

G_BEGIN_DECLS

/**
 * PickerVisible:
 *
 * Which cells of a view are on screen: a view binds many more than it shows. The cells are told, and
 * so is the list, which asks the service for what is on screen alone.
 */
#define PICKER_TYPE_VISIBLE (picker_visible_get_type ())
G_DECLARE_FINAL_TYPE (PickerVisible, picker_visible, PICKER, VISIBLE, GObject)

PickerVisible *picker_visible_new (GtkScrolledWindow *scroller, CatalogAssetList *list);

/* A cell was bound to a slot; it is about to lose it. */
void picker_visible_add (PickerVisible *self, PickerCell *cell);
void picker_visible_remove (PickerVisible *self, PickerCell *cell);

/* The bound cell of @position. (transfer none) (nullable) */
PickerCell *picker_visible_find (PickerVisible *self, guint position);
/* The bound cell inside @widget, or which it is. (transfer none) (nullable) */
PickerCell *picker_visible_find_inside (PickerVisible *self, GtkWidget *widget);
gboolean    picker_visible_is_on_screen (PickerVisible *self, PickerCell *cell);
/* The first position on screen; %GTK_INVALID_LIST_POSITION before anything was laid out. */
guint       picker_visible_get_first (PickerVisible *self);

/* Calls @function with each bound cell. */
void picker_visible_foreach (PickerVisible *self, GFunc function, gpointer user_data);

G_END_DECLS
