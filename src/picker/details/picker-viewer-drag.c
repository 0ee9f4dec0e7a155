/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The link is dragged out of the viewer as out of a tile. */

#include "descant-config.h"

#include "picker-viewer-private.h"

#include "picker-asset-text.h"

static GdkContentProvider *
prepare_drag (PickerViewer *self, double x, double y, GtkDragSource *source)
{
  PickerPreview *preview =
      PICKER_PREVIEW (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source)));
  CatalogSlot *slot = picker_viewer_get_slot (self);
  g_autoptr (GtkBitset) positions = gtk_bitset_new_empty ();
  GdkContentProvider *provider = NULL;

  /* What is cut is moved instead. */
  if (slot == NULL || catalog_slot_get_asset (slot) == NULL
      || picker_zoom_get_is_cut (picker_preview_get_zoom (preview)))
    return NULL;

  gtk_bitset_add (positions, catalog_slot_get_position (slot));
  g_signal_emit_by_name (self, "prepare-drag", positions, picker_viewer_get_anchor (self),
                         &provider);

  return provider;
}

static void
begin_drag (PickerViewer *self, GdkDrag *drag, GtkDragSource *source)
{
  PickerPreview *preview =
      PICKER_PREVIEW (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source)));
  CantoAsset *asset = catalog_slot_get_asset (picker_viewer_get_slot (self));

  g_signal_emit_by_name (self, "begin-drag", drag,
                         picker_zoom_get_paintable (picker_preview_get_zoom (preview)),
                         picker_asset_text_get_icon_name (asset), 1);
}

void
picker_viewer_add_drag_source (PickerViewer *self, PickerPreview *preview)
{
  GtkDragSource *source = gtk_drag_source_new ();

  /* Browsers take COPY, Firefox LINK. */
  gtk_drag_source_set_actions (source, GDK_ACTION_COPY | GDK_ACTION_LINK);
  g_signal_connect_swapped (source, "prepare", G_CALLBACK (prepare_drag), self);
  g_signal_connect_swapped (source, "drag-begin", G_CALLBACK (begin_drag), self);
  gtk_widget_add_controller (GTK_WIDGET (preview), GTK_EVENT_CONTROLLER (source));
}
