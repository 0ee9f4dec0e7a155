/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "catalog-asset-list.h"

G_BEGIN_DECLS

/* What is selected beyond so many goes by its position alone: nothing is done with so many at once. */
#define PICKER_HOLD_MAX CATALOG_MAX_LOADED

/**
 * PickerHold:
 *
 * Which assets stand at the positions that are selected. A list that is asked anew may have others there, as after
 * an upload or a deletion: what is selected is the asset, not the place.
 */
typedef struct _PickerHold PickerHold;

/* @moved: called when another asset stands at one of the positions */
PickerHold *picker_hold_new (CatalogAssetList *list, void (*moved) (gpointer user_data), gpointer user_data);
void        picker_hold_free (PickerHold *self);

/* Those at @positions are held from now on; none if there are too many. */
void picker_hold_set (PickerHold *self, GtkBitset *positions);

/* Calls @moved if that is due. */
void picker_hold_check (PickerHold *self);

/* Where the asset stands now that was at @position, and that itself for one that is not held or not known.
 * %GTK_INVALID_LIST_POSITION: it is not there any more, or nobody knows where. */
guint picker_hold_find (PickerHold *self, guint position);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PickerHold, picker_hold_free)

G_END_DECLS
