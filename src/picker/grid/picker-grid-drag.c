/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-grid-private.h"

#include "picker-asset-text.h"

static CantoAsset *
get_asset (PickerCell *cell)
{
  CatalogSlot *slot = picker_cell_get_slot (cell);

  return slot != NULL ? catalog_slot_get_asset (slot) : NULL;
}

/* One of the selected drags them all, another one goes alone. Beside the picture there is nothing
 * to drag, but to begin a rubber band. */
static GdkContentProvider *
prepare_drag (PickerCell *cell, double x, double y)
{
  PickerGrid *self = PICKER_GRID (gtk_widget_get_ancestor (GTK_WIDGET (cell), PICKER_TYPE_GRID));
  CatalogSlot *slot = picker_cell_get_slot (cell);
  g_autoptr (GtkBitset) positions = NULL;
  GdkContentProvider *provider = NULL;

  if (slot == NULL || !picker_cell_contains (cell, x, y))
    return NULL;

  positions = picker_grid_dup_selected (self);
  if (!gtk_bitset_contains (positions, catalog_slot_get_position (slot)))
    {
      gtk_bitset_remove_all (positions);
      gtk_bitset_add (positions, catalog_slot_get_position (slot));
    }
  g_signal_emit_by_name (self, "prepare-drag", positions, cell, &provider);

  return provider;
}

static guint
count_dragged (PickerCell *cell)
{
  PickerGrid *self = PICKER_GRID (gtk_widget_get_ancestor (GTK_WIDGET (cell), PICKER_TYPE_GRID));
  guint position = catalog_slot_get_position (picker_cell_get_slot (cell));

  return gtk_selection_model_is_selected (picker_grid_get_selection (self), position)
             ? picker_grid_get_n_selected (self)
             : 1;
}

static void
begin_drag (PickerCell *cell, GdkDrag *drag, GtkDragSource *source)
{
  PickerGrid *self = PICKER_GRID (gtk_widget_get_ancestor (GTK_WIDGET (cell), PICKER_TYPE_GRID));

  g_signal_emit_by_name (self, "begin-drag", drag, picker_cell_get_paintable (cell),
                         picker_asset_text_get_icon_name (get_asset (cell)), count_dragged (cell));
}

void
picker_grid_add_drag_source (PickerGrid *self, PickerCell *cell)
{
  GtkDragSource *source = gtk_drag_source_new ();

  /* Browsers take COPY, Firefox LINK. */
  gtk_drag_source_set_actions (source, GDK_ACTION_COPY | GDK_ACTION_LINK);
  g_signal_connect_swapped (source, "prepare", G_CALLBACK (prepare_drag), cell);
  g_signal_connect_swapped (source, "drag-begin", G_CALLBACK (begin_drag), cell);
  gtk_widget_add_controller (GTK_WIDGET (cell), GTK_EVENT_CONTROLLER (source));
}
