/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "catalog-slot.h"
#include "engine-session.h"
#include "picker-picked.h"
#include "picker-thumbnail.h"

G_BEGIN_DECLS

/**
 * PickerCell:
 *
 * What shows an asset in a view, a tile of the grid or a row of the list: its picture, and words. What
 * is common to all views (what is on screen, drag, menu) deals with these. It is recycled: a slot
 * comes and goes, and its asset changes under it.
 *
 * A view binds some two hundred of them at each jump. So only what is on screen has words, and
 * those are drawn, not children: a cell that gets another asset is laid out no more.
 */
#define PICKER_TYPE_CELL (picker_cell_get_type ())
G_DECLARE_DERIVABLE_TYPE (PickerCell, picker_cell, PICKER, CELL, GtkWidget)

struct _PickerCellClass
{
  GtkWidgetClass parent_class;

  /* The words are to be made anew: it has another asset, or came on screen, or went. */
  void (*update_words) (PickerCell *self);
  gboolean (*contains) (PickerCell *self, double x, double y);
};

void         picker_cell_set_slot (PickerCell *self, CatalogSlot *slot); /* @slot is nullable */
CatalogSlot *picker_cell_get_slot (PickerCell *self); /* (transfer none) (nullable) */
/* What is shown of the slot. (transfer none) (nullable) */
CantoAsset  *picker_cell_get_asset (PickerCell *self);
/* Whether the asset itself could not be loaded. */
gboolean     picker_cell_is_missing (PickerCell *self);

/* Pictures are fetched for what is on screen alone. */
void     picker_cell_set_on_screen (PickerCell *self, gboolean on_screen);
gboolean picker_cell_get_on_screen (PickerCell *self);

/* Once: it tells when what is shown was picked. */
void     picker_cell_set_picked (PickerCell *self, PickerPicked *picked);
gboolean picker_cell_get_shows_picked (PickerCell *self);
/* See picker_picked_dup_day(). (transfer full) (nullable) */
char    *picker_cell_dup_picked_day (PickerCell *self);
char    *picker_cell_dup_picked_form (PickerCell *self);

PickerThumbnail *picker_cell_get_thumbnail (PickerCell *self); /* (transfer none) */
/* The picture; NULL until it is here, and of what has none. (transfer none) (nullable) */
GdkPaintable    *picker_cell_get_paintable (PickerCell *self);
/* Whether picture or words are there, or what is empty beside them. */
gboolean         picker_cell_contains (PickerCell *self, double x, double y);
/* Whether the picture could not be had. */
gboolean         picker_cell_has_failed (PickerCell *self);
/* Asks for it again, if so. */
void             picker_cell_retry (PickerCell *self);

G_END_DECLS
