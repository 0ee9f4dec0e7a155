/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-grid-private.h"

#include "picker-asset-text.h"

#define DRAG_ICON_PX 112.0

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

/* Small: what the link is dropped on has to be seen. */
static GdkPaintable *
make_small (GdkPaintable *paintable)
{
  double width = gdk_paintable_get_intrinsic_width (paintable);
  double height = gdk_paintable_get_intrinsic_height (paintable);
  double factor = MIN (1, DRAG_ICON_PX / MAX (1, MAX (width, height)));
  const graphene_size_t size = GRAPHENE_SIZE_INIT (width * factor, height * factor);
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  gdk_paintable_snapshot (paintable, snapshot, size.width, size.height);

  return gtk_snapshot_free_to_paintable (snapshot, &size);
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

/* @icon with the number of what is dragged on it. */
static GtkWidget *
add_count (GtkWidget *icon, guint n_dragged)
{
  GtkWidget *overlay = gtk_overlay_new ();
  g_autofree char *text = g_strdup_printf ("%u", n_dragged);
  GtkWidget *count = gtk_label_new (text);

  gtk_widget_set_halign (count, GTK_ALIGN_END);
  gtk_widget_set_valign (count, GTK_ALIGN_END);
  gtk_widget_add_css_class (count, "count");
  gtk_overlay_set_child (GTK_OVERLAY (overlay), icon);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), count);

  return overlay;
}

static void
begin_drag (PickerCell *cell, GdkDrag *drag, GtkDragSource *source)
{
  GdkPaintable *paintable = picker_cell_get_paintable (cell);
  GtkWidget *icon;

  if (paintable != NULL)
    {
      g_autoptr (GdkPaintable) small = make_small (paintable);

      icon = gtk_picture_new_for_paintable (small);
    }
  else
    icon = gtk_image_new_from_icon_name (picker_asset_text_get_icon_name (get_asset (cell)));
  if (count_dragged (cell) > 1)
    icon = add_count (icon, count_dragged (cell));
  /* Opaque, or it is black where there is no compositor. */
  gtk_widget_add_css_class (icon, "drag-icon");
  gtk_drag_icon_set_child (GTK_DRAG_ICON (gtk_drag_icon_get_for_drag (drag)), icon);
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
