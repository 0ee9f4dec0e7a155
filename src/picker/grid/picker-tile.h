/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "engine-session.h"
#include "picker-cell.h"

G_BEGIN_DECLS

/**
 * PickerTile:
 *
 * The cell of the grid: the picture, the name and what must be known before use. It is recycled: a
 * slot comes and goes, and its asset changes under it.
 */
#define PICKER_TYPE_TILE (picker_tile_get_type ())
G_DECLARE_FINAL_TYPE (PickerTile, picker_tile, PICKER, TILE, GtkWidget)

PickerTile  *picker_tile_new (EngineSession *session);
void         picker_tile_set_slot (PickerTile *self, CatalogSlot *slot); /* @slot is nullable */
CatalogSlot *picker_tile_get_slot (PickerTile *self);
void         picker_tile_set_on_screen (PickerTile *self, gboolean on_screen);
/* How wide it is, and its picture high, before scaling. */
void         picker_tile_set_size_px (PickerTile *self, guint size_px);

G_END_DECLS
