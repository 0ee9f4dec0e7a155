/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "catalog-asset-list.h"
#include "engine-session.h"

G_BEGIN_DECLS

/**
 * PickerGrid:
 *
 * The assets of a list as a grid of recycled tiles, or as rows, as GSettings view says:
 *
 *   GtkGridView, or PickerList
 *     PickerSelection         "selected-asset", "n-selected"
 *       CatalogAssetList      told what is on screen
 *
 * Several may be selected; "selected-asset" is the only one then, or the one that was clicked or walked
 * to last. It is notified when another one is, and when something is learned about it.
 *
 * Enter and the context menu activate the action link.copy of whoever holds the grid.
 */
#define PICKER_TYPE_GRID (picker_grid_get_type ())
G_DECLARE_FINAL_TYPE (PickerGrid, picker_grid, PICKER, GRID, GtkWidget)

GtkWidget        *picker_grid_new (EngineSession *session, GSettings *settings);
CatalogAssetList *picker_grid_get_list (PickerGrid *self);
CantoAsset       *picker_grid_get_selected_asset (PickerGrid *self); /* (transfer none) (nullable) */
guint              picker_grid_get_n_selected (PickerGrid *self);
/* (transfer full): the positions of what is selected; with Ctrl+A there may be a million. */
GtkBitset         *picker_grid_dup_selected (PickerGrid *self);
void               picker_grid_select_only (PickerGrid *self, guint position);
/* (transfer none): its items are those of the list. */
GtkSelectionModel *picker_grid_get_selection (PickerGrid *self);
/* What is done with the assets themselves: share, edit… (transfer none) */
GMenuModel        *picker_grid_get_asset_menu (PickerGrid *self);

/* Whether it shows what was picked: then each says when. */
void              picker_grid_set_shows_picks (PickerGrid *self, gboolean shows_picks);

/* Back to the top with nothing selected, as a new query wants it. */
void              picker_grid_reset (PickerGrid *self);
/* Puts the keyboard focus on the first tile and selects it; unless there is a selection, which is scrolled
 * to then. */
void              picker_grid_enter (PickerGrid *self);
/* Gives the keyboard focus back to what is selected, if it is on screen, or to where it was. */
void              picker_grid_focus (PickerGrid *self);

/* The tile, or cell of a row, of "selected-asset". (nullable): NULL if nothing is selected, or if it is not on screen */
GtkWidget        *picker_grid_get_selected_tile (PickerGrid *self);

G_END_DECLS
