/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-tile.h"

#include "picker-asset-text.h"
#include "picker-badge.h"
#include "picker-thumbnail.h"

#include <glib/gi18n.h>

#define AROUND_PX    18 /* style.css: what is around the picture, on both sides */
#define SPACING_PX   6  /* between picture and name */
#define LINE_PX      20 /* of the name, at least: scripts have lines of different heights */
#define DEFAULT_PX   142
#define SKELETON_DIP 6 /* how much lower than the line the bar is that stands for a name */

struct _PickerTile
{
  GtkWidget parent_instance;

  /* Borrowed: child made in code. */
  PickerThumbnail *thumbnail;

  /* Owned. */
  CatalogSlot *slot;
  CantoAsset *shown; /* (nullable) */
  PangoLayout
      *words[PICKER_TILE_N_WORDS]; /* (nullable): on screen, where there is something to say */

  /* State. */
  gulong asset_handler;
  gulong failed_handler;
  int line_px; /* height of the name */
  gboolean failed;
  gboolean on_screen;
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
set_words (PickerTile *self, PickerTileWords which, const char *text)
{
  PangoLayout *layout;

  g_clear_object (&self->words[which]);
  if (text == NULL || *text == '\0')
    return;

  layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_ellipsize (layout, which == PICKER_TILE_NAME ? PANGO_ELLIPSIZE_MIDDLE
                                                                : PANGO_ELLIPSIZE_END);
  if (which == PICKER_TILE_NAME)
    pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  self->words[which] = layout;
}

/* Of what nobody sees nothing is made. */
static void
update_words (PickerTile *self)
{
  g_autofree char *amount = NULL;

  for (guint i = 0; i < PICKER_TILE_N_WORDS; i++)
    g_clear_object (&self->words[i]);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (!self->on_screen)
    return;

  if (self->failed)
    set_words (self, PICKER_TILE_NAME, _ ("Could not be loaded"));
  if (self->shown == NULL)
    return;

  amount = picker_asset_text_dup_amount (self->shown);
  set_words (self, PICKER_TILE_NAME, canto_asset_get_name (self->shown));
  set_words (self, PICKER_TILE_STATUS, picker_asset_text_get_badge (self->shown));
  set_words (self, PICKER_TILE_AMOUNT, amount);
}

/* What is said of it to those who do not see it. */
static void
update_accessible (PickerTile *self)
{
  g_autofree char *summary =
      self->shown != NULL ? picker_asset_text_dup_summary (self->shown) : NULL;
  /* Translators: what a screen reader says of a tile whose asset has not come yet */
  const char *name = _ ("Loading");

  if (self->shown != NULL)
    name = canto_asset_get_name (self->shown);
  else if (self->failed)
    name = _ ("Could not be loaded");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  summary != NULL ? summary : "", -1);
}

static void
update (PickerTile *self)
{
  CantoAsset *asset = self->slot != NULL ? catalog_slot_get_asset (self->slot) : NULL;
  gboolean failed = asset == NULL && self->slot != NULL && catalog_slot_get_failed (self->slot);

  if (self->shown == asset && self->failed == failed && asset != NULL)
    return;

  g_clear_pointer (&self->shown, canto_asset_unref);
  if (asset != NULL)
    self->shown = canto_asset_ref (asset);
  self->failed = failed;
  update_words (self);
  update_accessible (self);
  picker_thumbnail_set_asset (self->thumbnail, asset);
  if (asset == NULL)
    picker_thumbnail_set_failed (self->thumbnail, failed);
}

static gboolean
picker_tile_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  const char *text = picker_tile_get_tooltip (PICKER_TILE (widget));

  gtk_tooltip_set_text (tooltip, text);

  return text != NULL;
}

/* Layout: the picture, and the line of the name below it */

static void
picker_tile_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  PickerTile *self = PICKER_TILE (widget);
  PangoContext *context = gtk_widget_get_pango_context (widget);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);

  self->line_px = MAX (LINE_PX, PANGO_PIXELS_CEIL (pango_font_metrics_get_height (metrics)));
  pango_font_metrics_unref (metrics);
  gtk_widget_measure (GTK_WIDGET (self->thumbnail), orientation, -1, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;

  *minimum += SPACING_PX + self->line_px;
  *natural += SPACING_PX + self->line_px;
}

static void
picker_tile_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  PickerTile *self = PICKER_TILE (widget);

  gtk_widget_size_allocate (GTK_WIDGET (self->thumbnail),
                            &(GtkAllocation){ 0, 0, width, height - SPACING_PX - self->line_px },
                            -1);
}

/* Where the words of the name are. */
static void
get_name_place (PickerTile *self, graphene_rect_t *place)
{
  PangoLayout *name = self->words[PICKER_TILE_NAME];
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  PangoRectangle words;

  pango_layout_set_width (name, width * PANGO_SCALE);
  pango_layout_get_pixel_extents (name, NULL, &words);
  graphene_rect_init (place, (float) words.x,
                      (float) (height - self->line_px + (self->line_px - words.height) / 2),
                      (float) words.width, (float) words.height);
}

/* Drawing */

static void
snapshot_skeleton (PickerTile *self, GtkSnapshot *snapshot, const GdkRGBA *color)
{
  float width = (float) gtk_widget_get_width (GTK_WIDGET (self));
  float height = (float) gtk_widget_get_height (GTK_WIDGET (self));
  graphene_rect_t bar =
      GRAPHENE_RECT_INIT (width / 6, height - (float) self->line_px + SKELETON_DIP, width * 2 / 3,
                          (float) self->line_px - 2 * SKELETON_DIP);

  picker_badge_snapshot_bar (snapshot, &bar,
                             &(GdkRGBA){ color->red, color->green, color->blue, 0.08f });
}

static void
snapshot_name (PickerTile *self, GtkSnapshot *snapshot)
{
  GdkRGBA color;
  graphene_rect_t place;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &color);
  if (self->words[PICKER_TILE_NAME] == NULL)
    {
      snapshot_skeleton (self, snapshot, &color);
      return;
    }

  get_name_place (self, &place);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (0, place.origin.y));
  gtk_snapshot_append_layout (snapshot, self->words[PICKER_TILE_NAME], &color);
  gtk_snapshot_restore (snapshot);
}

/* The badges stand in the corners of the picture, whatever shape it has: the status at its top,
 * what it is at its bottom. */
static void
snapshot_badges (PickerTile *self, GtkSnapshot *snapshot)
{
  const char *icon_name = picker_tile_get_icon_name (self);
  GdkRectangle picture;

  picker_thumbnail_get_place (self->thumbnail, &picture);
  if (self->words[PICKER_TILE_STATUS] != NULL)
    picker_badge_snapshot (GTK_WIDGET (self), snapshot, GTK_CORNER_TOP_LEFT, &picture, NULL,
                           self->words[PICKER_TILE_STATUS]);
  if (icon_name != NULL)
    picker_badge_snapshot (GTK_WIDGET (self), snapshot, GTK_CORNER_BOTTOM_RIGHT, &picture,
                           icon_name, self->words[PICKER_TILE_AMOUNT]);
}

static void
picker_tile_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  PickerTile *self = PICKER_TILE (widget);

  /* What comes on screen is drawn before anybody sees it: see PickerVisible. */
  if (!self->on_screen)
    return;

  gtk_widget_snapshot_child (widget, GTK_WIDGET (self->thumbnail), snapshot);
  snapshot_name (self, snapshot);
  snapshot_badges (self, snapshot);
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
  graphene_rect_t words;
  double inner_x, inner_y;

  gtk_widget_translate_coordinates (GTK_WIDGET (self), GTK_WIDGET (self->thumbnail), x, y, &inner_x,
                                    &inner_y);
  if (picker_thumbnail_contains (self->thumbnail, inner_x, inner_y))
    return TRUE;
  if (self->words[PICKER_TILE_NAME] == NULL)
    return FALSE;

  get_name_place (self, &words);

  return graphene_rect_contains_point (&words, &GRAPHENE_POINT_INIT ((float) x, (float) y));
}

static gboolean
picker_tile_cell_has_failed (PickerCell *cell)
{
  return picker_thumbnail_get_state (PICKER_TILE (cell)->thumbnail) == PICKER_THUMBNAIL_FAILED;
}

static void
picker_tile_cell_retry (PickerCell *cell)
{
  picker_thumbnail_retry (PICKER_TILE (cell)->thumbnail);
}

static void
picker_tile_cell_init (PickerCellInterface *iface)
{
  iface->get_slot = picker_tile_cell_get_slot;
  iface->set_on_screen = picker_tile_cell_set_on_screen;
  iface->get_paintable = picker_tile_cell_get_paintable;
  iface->contains = picker_tile_cell_contains;
  iface->has_failed = picker_tile_cell_has_failed;
  iface->retry = picker_tile_cell_retry;
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

  if (self->thumbnail != NULL)
    picker_tile_set_slot (self, NULL);
  g_clear_pointer ((GtkWidget **) &self->thumbnail, gtk_widget_unparent);

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
  widget_class->measure = picker_tile_measure;
  widget_class->size_allocate = picker_tile_size_allocate;
  widget_class->snapshot = picker_tile_snapshot;

  props[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL, ENGINE_TYPE_SESSION,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_css_name (widget_class, "tile");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
picker_tile_init (PickerTile *self)
{
  GtkWidget *thumbnail = g_object_new (PICKER_TYPE_THUMBNAIL, NULL);

  self->thumbnail = PICKER_THUMBNAIL (thumbnail);
  gtk_widget_set_size_request (thumbnail, DEFAULT_PX, DEFAULT_PX);
  gtk_widget_set_parent (thumbnail, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "caption");
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect_swapped (thumbnail, "place-changed", G_CALLBACK (gtk_widget_queue_draw), self);
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
          g_signal_connect_swapped (slot, "notify::asset", G_CALLBACK (update), self);
      self->failed_handler =
          g_signal_connect_swapped (slot, "notify::failed", G_CALLBACK (update), self);
    }
  update (self);
}

void
picker_tile_set_on_screen (PickerTile *self, gboolean on_screen)
{
  g_return_if_fail (PICKER_IS_TILE (self));

  if (self->on_screen == on_screen)
    return;

  self->on_screen = on_screen;
  picker_thumbnail_set_on_screen (self->thumbnail, on_screen);
  update_words (self);
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

const char *
picker_tile_get_words (PickerTile *self, PickerTileWords which)
{
  g_return_val_if_fail (PICKER_IS_TILE (self), NULL);
  g_return_val_if_fail (which < PICKER_TILE_N_WORDS, NULL);

  return self->words[which] != NULL ? pango_layout_get_text (self->words[which]) : NULL;
}

const char *
picker_tile_get_icon_name (PickerTile *self)
{
  g_return_val_if_fail (PICKER_IS_TILE (self), NULL);

  if (self->shown == NULL || canto_asset_get_scheme (self->shown) == CANTO_SCHEME_IMAGE)
    return NULL;

  return picker_asset_text_get_icon_name (self->shown);
}

const char *
picker_tile_get_tooltip (PickerTile *self)
{
  PangoLayout *name;

  g_return_val_if_fail (PICKER_IS_TILE (self), NULL);

  name = self->words[PICKER_TILE_NAME];
  if (self->failed)
    return _ ("Could not be loaded: press Enter or double-click to try again");
  if (self->shown != NULL && name != NULL && pango_layout_is_ellipsized (name))
    return canto_asset_get_name (self->shown);

  return NULL;
}
