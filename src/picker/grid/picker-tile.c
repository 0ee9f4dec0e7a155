/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-tile.h"

#include "picker-asset-text.h"
#include "picker-thumbnail.h"

#include <glib/gi18n.h>

#define AROUND_PX 18 /* style.css: what is around the picture, on both sides */

struct _PickerTile
{
  GtkWidget parent_instance;

  /* Template children. */
  GtkOverlay *overlay;
  PickerThumbnail *thumbnail;
  GtkLabel *badge;
  GtkWidget *kind;
  GtkImage *kind_icon;
  GtkLabel *amount;
  GtkLabel *name;

  /* Owned. */
  CatalogSlot *slot;
  CantoAsset *shown; /* (nullable) */

  /* State. */
  gulong asset_handler;
  gulong failed_handler;
  gboolean is_nameless; /* and looks so */
};

static void picker_tile_cell_init (PickerCellInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PickerTile,
                               picker_tile,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (PICKER_TYPE_CELL, picker_tile_cell_init))

typedef enum
{
  PROP_SESSION = 1,
  N_PROPS,
} PickerTileProperty;

static GParamSpec *props[N_PROPS];

/* Words */

static void
update_kind (PickerTile *self)
{
  g_autofree char *amount = NULL;
  CantoScheme scheme = CANTO_SCHEME_IMAGE;

  if (self->shown != NULL)
    {
      scheme = canto_asset_get_scheme (self->shown);
      amount = picker_asset_text_dup_amount (self->shown);
    }

  /* A picture speaks for itself; that something is a film or a text must be said. */
  if (scheme != CANTO_SCHEME_IMAGE)
    gtk_image_set_from_icon_name (self->kind_icon, picker_asset_text_get_icon_name (self->shown));
  gtk_label_set_text (self->amount, amount != NULL ? amount : "");
  gtk_widget_set_visible (GTK_WIDGET (self->amount), amount != NULL);
  gtk_widget_set_visible (self->kind, scheme != CANTO_SCHEME_IMAGE);
}

/* The bar that stands for a name until it comes. */
static void
update_nameless (PickerTile *self, gboolean is_nameless)
{
  if (self->is_nameless == is_nameless)
    return;

  self->is_nameless = is_nameless;
  if (is_nameless)
    gtk_widget_add_css_class (GTK_WIDGET (self->name), "loading");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->name), "loading");
}

static void
update_words (PickerTile *self)
{
  const char *name = self->shown != NULL ? canto_asset_get_name (self->shown) : "";
  const char *badge = self->shown != NULL ? picker_asset_text_get_badge (self->shown) : NULL;
  g_autofree char *summary =
      self->shown != NULL ? picker_asset_text_dup_summary (self->shown) : NULL;

  gtk_label_set_text (self->name, name);
  update_nameless (self, self->shown == NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), *name != '\0' ? name : NULL);
  gtk_label_set_text (self->badge, badge != NULL ? badge : "");
  gtk_widget_set_visible (GTK_WIDGET (self->badge), badge != NULL);
  update_kind (self);

  /* Translators: what a screen reader says of a tile whose asset has not come yet */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  *name != '\0' ? name : _ ("Loading"), -1);
  /* Otherwise it is the tooltip, which only says the name once more. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  summary != NULL ? summary : "", -1);
}

static void
update_asset (PickerTile *self)
{
  CantoAsset *asset = self->slot != NULL ? catalog_slot_get_asset (self->slot) : NULL;

  if (self->shown != asset)
    {
      g_clear_pointer (&self->shown, canto_asset_unref);
      if (asset != NULL)
        self->shown = canto_asset_ref (asset);
    }

  update_words (self);
  picker_thumbnail_set_asset (self->thumbnail, asset);
}

/* For a slot without an asset: its page failed, or is asked for anew. */
static void
update_failed (PickerTile *self)
{
  gboolean failed;

  if (self->shown != NULL || self->slot == NULL)
    return;

  failed = catalog_slot_get_failed (self->slot);
  picker_thumbnail_set_failed (self->thumbnail, failed);
  if (!failed)
    {
      update_words (self);
      return;
    }

  gtk_label_set_text (self->name, _ ("Could not be loaded"));
  update_nameless (self, FALSE);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self),
                               _ ("Could not be loaded: press Enter or double-click to try again"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Could not be loaded"), -1);
}

/* A name that can be read whole is not said again. */
static gboolean
picker_tile_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  PickerTile *self = PICKER_TILE (widget);

  if (self->shown != NULL && !pango_layout_is_ellipsized (gtk_label_get_layout (self->name)))
    return FALSE;

  return GTK_WIDGET_CLASS (picker_tile_parent_class)
      ->query_tooltip (widget, x, y, keyboard, tooltip);
}

/* The badges stand in the corners of the picture, whatever shape it has: the status at its top,
 * what it is at its bottom. */
static gboolean
place_badge (PickerTile *self, GtkWidget *child, GdkRectangle *at)
{
  GdkRectangle picture;
  GtkRequisition size;
  int width = gtk_widget_get_width (GTK_WIDGET (self->thumbnail));

  picker_thumbnail_get_place (self->thumbnail, &picture);
  gtk_widget_get_preferred_size (child, NULL, &size);
  at->width = MIN (size.width, width);
  at->height = size.height;
  if (child == GTK_WIDGET (self->badge))
    {
      at->x = picture.x;
      at->y = picture.y;
    }
  else
    {
      at->x = picture.x + picture.width - at->width;
      at->y = picture.y + picture.height - at->height;
    }
  at->x = CLAMP (at->x, 0, width - at->width);
  at->y = MAX (at->y, 0);

  return TRUE;
}

/* PickerCell */

static CatalogSlot *
picker_tile_cell_get_slot (PickerCell *cell)
{
  return PICKER_TILE (cell)->slot;
}

static void
picker_tile_cell_set_on_screen (PickerCell *cell, gboolean on_screen)
{
  picker_tile_set_on_screen (PICKER_TILE (cell), on_screen);
}

static GdkPaintable *
picker_tile_cell_get_paintable (PickerCell *cell)
{
  return picker_thumbnail_get_paintable (PICKER_TILE (cell)->thumbnail);
}

/* Beside the picture and the words of the name the tile is empty: a rubber band can begin there. */
static gboolean
picker_tile_cell_contains (PickerCell *cell, double x, double y)
{
  PickerTile *self = PICKER_TILE (cell);
  PangoRectangle words;
  int words_x, words_y;
  double inner_x, inner_y;

  gtk_widget_translate_coordinates (GTK_WIDGET (self), GTK_WIDGET (self->thumbnail), x, y, &inner_x,
                                    &inner_y);
  if (picker_thumbnail_contains (self->thumbnail, inner_x, inner_y))
    return TRUE;

  gtk_widget_translate_coordinates (GTK_WIDGET (self), GTK_WIDGET (self->name), x, y, &inner_x,
                                    &inner_y);
  gtk_label_get_layout_offsets (self->name, &words_x, &words_y);
  pango_layout_get_pixel_extents (gtk_label_get_layout (self->name), NULL, &words);

  return inner_x >= words_x + words.x && inner_x < words_x + words.x + words.width
         && inner_y >= words_y + words.y && inner_y < words_y + words.y + words.height;
}

static void
picker_tile_cell_init (PickerCellInterface *iface)
{
  iface->get_slot = picker_tile_cell_get_slot;
  iface->set_on_screen = picker_tile_cell_set_on_screen;
  iface->get_paintable = picker_tile_cell_get_paintable;
  iface->contains = picker_tile_cell_contains;
}

/* GObject */

static void
picker_tile_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  PickerTile *self = PICKER_TILE (object);

  switch ((PickerTileProperty) prop_id)
    {
    case PROP_SESSION:
      picker_thumbnail_set_session (self->thumbnail, g_value_get_object (value));
      break;

    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
picker_tile_dispose (GObject *object)
{
  PickerTile *self = PICKER_TILE (object);
  GtkWidget *child;

  if (self->slot != NULL)
    picker_tile_set_slot (self, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (picker_tile_parent_class)->dispose (object);
}

static void
picker_tile_class_init (PickerTileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = picker_tile_set_property;
  object_class->dispose = picker_tile_dispose;
  widget_class->query_tooltip = picker_tile_query_tooltip;

  props[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL, ENGINE_TYPE_SESSION,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (PICKER_TYPE_THUMBNAIL);
  gtk_widget_class_set_css_name (widget_class, "tile");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/descant/Descant/ui/picker-tile.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerTile, overlay);
  gtk_widget_class_bind_template_child (widget_class, PickerTile, thumbnail);
  gtk_widget_class_bind_template_child (widget_class, PickerTile, badge);
  gtk_widget_class_bind_template_child (widget_class, PickerTile, kind);
  gtk_widget_class_bind_template_child (widget_class, PickerTile, kind_icon);
  gtk_widget_class_bind_template_child (widget_class, PickerTile, amount);
  gtk_widget_class_bind_template_child (widget_class, PickerTile, name);
}

static void
picker_tile_init (PickerTile *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->overlay, "get-child-position", G_CALLBACK (place_badge), self);
  g_signal_connect_swapped (self->thumbnail, "place-changed",
                            G_CALLBACK (gtk_widget_queue_allocate), self->overlay);
}

PickerTile *
picker_tile_new (EngineSession *session)
{
  g_return_val_if_fail (ENGINE_IS_SESSION (session), NULL);

  return g_object_new (PICKER_TYPE_TILE, "session", session, NULL);
}

CatalogSlot *
picker_tile_get_slot (PickerTile *self)
{
  g_return_val_if_fail (PICKER_IS_TILE (self), NULL);

  return self->slot;
}

void
picker_tile_set_slot (PickerTile *self, CatalogSlot *slot)
{
  g_return_if_fail (PICKER_IS_TILE (self));

  if (self->slot == slot)
    return;

  if (self->slot != NULL)
    {
      g_clear_signal_handler (&self->asset_handler, self->slot);
      g_clear_signal_handler (&self->failed_handler, self->slot);
    }
  g_set_object (&self->slot, slot);
  picker_tile_set_on_screen (self, FALSE);
  if (slot != NULL)
    {
      self->asset_handler =
          g_signal_connect_swapped (slot, "notify::asset", G_CALLBACK (update_asset), self);
      self->failed_handler =
          g_signal_connect_swapped (slot, "notify::failed", G_CALLBACK (update_failed), self);
    }
  update_asset (self);
  update_failed (self);
}

void
picker_tile_set_on_screen (PickerTile *self, gboolean on_screen)
{
  g_return_if_fail (PICKER_IS_TILE (self));

  picker_thumbnail_set_on_screen (self->thumbnail, on_screen);
}

void
picker_tile_set_size_px (PickerTile *self, guint size_px)
{
  g_return_if_fail (PICKER_IS_TILE (self));

  gtk_widget_set_size_request (GTK_WIDGET (self->thumbnail), (int) (size_px - AROUND_PX),
                               (int) (size_px - AROUND_PX));
  /* The width of a column is up to half as much again. */
  picker_thumbnail_set_size_px (self->thumbnail, size_px * 3 / 2);
}
