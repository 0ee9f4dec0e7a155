/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "picker-cell.h"

G_DEFINE_INTERFACE (PickerCell, picker_cell, GTK_TYPE_WIDGET)

static void
picker_cell_default_init (PickerCellInterface *iface)
{
}

CatalogSlot *
picker_cell_get_slot (PickerCell *self)
{
  g_return_val_if_fail (PICKER_IS_CELL (self), NULL);

  return PICKER_CELL_GET_IFACE (self)->get_slot (self);
}

void
picker_cell_set_on_screen (PickerCell *self, gboolean on_screen)
{
  g_return_if_fail (PICKER_IS_CELL (self));

  PICKER_CELL_GET_IFACE (self)->set_on_screen (self, on_screen);
}

GdkPaintable *
picker_cell_get_paintable (PickerCell *self)
{
  g_return_val_if_fail (PICKER_IS_CELL (self), NULL);

  return PICKER_CELL_GET_IFACE (self)->get_paintable (self);
}

gboolean
picker_cell_contains (PickerCell *self, double x, double y)
{
  g_return_val_if_fail (PICKER_IS_CELL (self), FALSE);

  return PICKER_CELL_GET_IFACE (self)->contains (self, x, y);
}

gboolean
picker_cell_has_failed (PickerCell *self)
{
  g_return_val_if_fail (PICKER_IS_CELL (self), FALSE);

  return PICKER_CELL_GET_IFACE (self)->has_failed (self);
}

void
picker_cell_retry (PickerCell *self)
{
  g_return_if_fail (PICKER_IS_CELL (self));

  PICKER_CELL_GET_IFACE (self)->retry (self);
}
