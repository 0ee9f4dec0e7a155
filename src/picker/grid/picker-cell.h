/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "catalog-slot.h"

G_BEGIN_DECLS

/**
 * PickerCell:
 *
 * What shows an asset in a view, a tile of the grid or the first cell of a row: what is common to all
 * views (what is on screen, drag, menu) deals with these.
 */
#define PICKER_TYPE_CELL (picker_cell_get_type ())
G_DECLARE_INTERFACE (PickerCell, picker_cell, PICKER, CELL, GtkWidget)

struct _PickerCellInterface
{
  GTypeInterface parent_iface;

  CatalogSlot *(*get_slot) (PickerCell *self);
  void (*set_on_screen) (PickerCell *self, gboolean on_screen);
  GdkPaintable *(*get_paintable) (PickerCell *self);
  gboolean (*contains) (PickerCell *self, double x, double y);
  gboolean (*has_failed) (PickerCell *self);
  void (*retry) (PickerCell *self);
};

CatalogSlot  *picker_cell_get_slot (PickerCell *self); /* (transfer none) (nullable) */
/* Pictures are fetched for what is on screen alone. */
void          picker_cell_set_on_screen (PickerCell *self, gboolean on_screen);
/* The picture; NULL until it is here, and of what has none. (transfer none) (nullable) */
GdkPaintable *picker_cell_get_paintable (PickerCell *self);
/* Whether picture or words are there, or what is empty beside them. */
gboolean      picker_cell_contains (PickerCell *self, double x, double y);
/* Whether the picture could not be had. */
gboolean      picker_cell_has_failed (PickerCell *self);
/* Asks for it again, if so. */
void          picker_cell_retry (PickerCell *self);

G_END_DECLS
