/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "picker-grid.h"
#include "picker-tile.h"

G_BEGIN_DECLS

/* The tiles of a grid, as a person sees them. */

guint       test_tiles_count (PickerGrid *grid); /* bound or not */
guint       test_tiles_count_on_screen (PickerGrid *grid);
gboolean    test_tiles_is_on_screen (PickerGrid *grid, PickerTile *tile);
PickerTile *test_tiles_find (PickerGrid *grid, guint position); /* (nullable) */

/* Waits until each tile on screen has its asset with details, and its picture, or the icon of what has
 * none. */
void     test_tiles_settle (PickerGrid *grid);
gboolean test_tiles_is_settled (gpointer grid);

/* What @tile shows: "blank", "picture", "icon" or "failed". */
const char *test_tiles_get_page (PickerTile *tile);

/* What drags @cell; the test fails if there is none. (transfer none) */
GtkDragSource *test_tiles_get_drag_source (gpointer cell);

/* What a hand that starts to drag @tile by its picture would take along. (transfer full) (nullable) */
GdkContentProvider *test_tiles_drag (PickerTile *tile);

G_END_DECLS
