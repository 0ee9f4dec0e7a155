/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-grid-private.h"

#include "picker-asset-text.h"
#include "picker-concern-popover.h"
#include "picker-link-provider.h"

#define DRAG_ICON_PX 112.0

/* What the person is asked about: the tile may show another asset when she answers. */
typedef struct
{
  EngineSession *session;
  CantoAsset *asset;
} Consent;

static void
consent_free (gpointer data, GClosure *closure)
{
  Consent *consent = data;

  g_object_unref (consent->session);
  canto_asset_unref (consent->asset);
  g_free (consent);
}

static void
concerns_accepted (PickerConcernPopover *popover, Consent *consent)
{
  engine_session_accept_concerns (consent->session, consent->asset);
}

static void
ask_before_drag (PickerGrid *self, GtkWidget *cell, CantoAsset *asset, DeliveryConcerns concerns)
{
  PickerConcernPopover *popover =
      picker_concern_popover_show (cell, canto_asset_get_name (asset), concerns);
  Consent *consent = g_new0 (Consent, 1);

  consent->session = g_object_ref (self->session);
  consent->asset = canto_asset_ref (asset);
  g_signal_connect_data (popover, "accepted", G_CALLBACK (concerns_accepted), consent, consent_free,
                         0);
}

static void
link_refused (PickerLinkProvider *provider, CantoAsset *asset, GError *error, PickerGrid *self)
{
  g_signal_emit_by_name (self, "refused", asset, error);
}

static CantoAsset *
get_asset (PickerCell *cell)
{
  CatalogSlot *slot = picker_cell_get_slot (cell);

  return slot != NULL ? catalog_slot_get_asset (slot) : NULL;
}

GdkContentProvider *
picker_grid_prepare_drag (PickerGrid *self, GtkBitset *positions, GtkWidget *cell)
{
  CantoAsset *asset = get_asset (PICKER_CELL (cell));
  DeliveryConcerns concerns;
  GdkContentProvider *provider;

  if (asset == NULL)
    return NULL;

  concerns = engine_session_get_concerns (self->session, asset);
  if (concerns != DELIVERY_CONCERN_NONE)
    {
      ask_before_drag (self, cell, asset, concerns);
      return NULL;
    }

  provider = picker_link_provider_new (self->session, asset);
  g_signal_connect_object (provider, "refused", G_CALLBACK (link_refused), self, 0);

  return provider;
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
