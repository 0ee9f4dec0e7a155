/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "catalog-asset-list.h"
#include "engine-session.h"

G_BEGIN_DECLS

/**
 * PickerGrid:
 *
 * The assets of a list as a grid of recycled tiles:
 *
 *   GtkGridView
 *     GtkSingleSelection      "selected-asset"
 *       CatalogAssetList      told what is on screen
 *
 * Ctrl+C, Enter and the context menu activate the action link.copy of whoever holds the grid.
 */
#define PICKER_TYPE_GRID (picker_grid_get_type ())
G_DECLARE_FINAL_TYPE (PickerGrid, picker_grid, PICKER, GRID, GtkWidget)

GtkWidget        *picker_grid_new (EngineSession *session, GSettings *settings);
CatalogAssetList *picker_grid_get_list (PickerGrid *self);
CantoAsset       *picker_grid_get_selected_asset (PickerGrid *self); /* (transfer none) (nullable) */
/* Back to the top with nothing selected, as a new query wants it. */
void              picker_grid_reset (PickerGrid *self);
/* Puts the keyboard focus on the first tile and selects it, unless there is a selection. */
void              picker_grid_enter (PickerGrid *self);

/* (nullable): NULL if nothing is selected, or if it is not on screen */
GtkWidget        *picker_grid_get_selected_tile (PickerGrid *self);

G_END_DECLS
