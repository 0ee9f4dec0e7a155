/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "engine-session.h"
#include "picker-cell.h"

G_BEGIN_DECLS

/* The words that a #PickerTile shows. */
typedef enum
{
  PICKER_TILE_NAME,   /* below the picture */
  PICKER_TILE_STATUS, /* in its first corner: what is to be known before use */
  PICKER_TILE_AMOUNT, /* in its last corner, beside an icon of the scheme: how long it is, how many
                         pages */
  PICKER_TILE_PICKED, /* below the name: when it was picked, among what was */
  PICKER_TILE_N_WORDS,
} PickerTileWords;

/**
 * PickerTile:
 *
 * The cell of the grid: the picture, the name and what must be known before use.
 */
#define PICKER_TYPE_TILE (picker_tile_get_type ())
G_DECLARE_FINAL_TYPE (PickerTile, picker_tile, PICKER, TILE, PickerCell)

PickerTile *picker_tile_new (EngineSession *session);
/* How wide it is, and its picture high, before scaling. */
void picker_tile_set_size_px (PickerTile *self, guint size_px);

/* What it shows. (nullable): NULL where there is nothing to say, and off screen */
const char *picker_tile_get_words (PickerTile *self, PickerTileWords which);
/* The icon that says what it is; a picture speaks for itself. (nullable) */
const char *picker_tile_get_icon_name (PickerTile *self);
/* What is said where the pointer rests: the name if it cannot be read whole, what to do about a
 * failure. (nullable) */
const char *picker_tile_get_tooltip (PickerTile *self);
/* Among what was picked, instead of that: what it is called, and when and as what it was picked. (transfer full)
 * (nullable) */
char       *picker_tile_dup_picked_tooltip (PickerTile *self);

G_END_DECLS
