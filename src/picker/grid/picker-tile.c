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
#define DIM_ALPHA    0.55f /* of dim-label */
#define SKELETON_DIP 6     /* how much lower than the line the bar is that stands for a name */

struct _PickerTile
{
  PickerCell parent_instance;

  /* Borrowed from the cell. */
  PickerThumbnail *thumbnail;

  /* Owned. */
  PangoLayout
      *words[PICKER_TILE_N_WORDS]; /* (nullable): on screen, where there is something to say */

  /* State. */
  int line_px; /* height of the name */
};

G_DEFINE_FINAL_TYPE (PickerTile, picker_tile, PICKER_TYPE_CELL)

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
  if (which == PICKER_TILE_NAME || which == PICKER_TILE_PICKED)
    pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  self->words[which] = layout;
}

/* Of what nobody sees nothing is made. */
static void
picker_tile_update_words (PickerCell *cell)
{
  PickerTile *self = PICKER_TILE (cell);
  CantoAsset *asset = picker_cell_get_asset (cell);
  g_autofree char *amount = NULL;
  g_autofree char *day = NULL;

  for (guint i = 0; i < PICKER_TILE_N_WORDS; i++)
    g_clear_object (&self->words[i]);
  if (!picker_cell_get_on_screen (cell))
    return;

  if (picker_cell_is_missing (cell))
    set_words (self, PICKER_TILE_NAME, _ ("Could not be loaded"));
  if (asset == NULL)
    return;

  amount = picker_asset_text_dup_amount (asset);
  set_words (self, PICKER_TILE_NAME, canto_asset_get_name (asset));
  set_words (self, PICKER_TILE_STATUS, picker_asset_text_get_badge (asset));
  set_words (self, PICKER_TILE_AMOUNT, amount);
  day = picker_cell_dup_picked_day (cell);
  set_words (self, PICKER_TILE_PICKED, day);
}

static gboolean
picker_tile_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  g_autofree char *picked = picker_tile_dup_picked_tooltip (PICKER_TILE (widget));
  const char *text = picked != NULL ? picked : picker_tile_get_tooltip (PICKER_TILE (widget));

  gtk_tooltip_set_text (tooltip, text);

  return text != NULL;
}

/* Layout: the picture, and below it the line of the name, and among what was picked one of the day
 */

static int
get_lines_px (PickerTile *self)
{
  return picker_cell_get_shows_picked (PICKER_CELL (self)) ? 2 * self->line_px : self->line_px;
}

/* The font of the style, not of the whole context: for that one Pango shapes a text each time. */
static int
get_line_px (PickerTile *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  g_autoptr (PangoFont) font =
      pango_context_load_font (context, pango_context_get_font_description (context));
  PangoFontMetrics *metrics = pango_font_get_metrics (font, pango_context_get_language (context));
  int line_px = MAX (LINE_PX, PANGO_PIXELS_CEIL (pango_font_metrics_get_height (metrics)));

  pango_font_metrics_unref (metrics);

  return line_px;
}

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

  self->line_px = get_line_px (self);
  gtk_widget_measure (GTK_WIDGET (self->thumbnail), orientation, -1, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;

  *minimum += SPACING_PX + get_lines_px (self);
  *natural += SPACING_PX + get_lines_px (self);
}

static void
picker_tile_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  PickerTile *self = PICKER_TILE (widget);

  gtk_widget_size_allocate (
      GTK_WIDGET (self->thumbnail),
      &(GtkAllocation){ 0, 0, width, height - SPACING_PX - get_lines_px (self) }, -1);
}

/* Where the words of a line below the picture are: the name, or the day. */
static void
get_line_place (PickerTile *self, PickerTileWords which, graphene_rect_t *place)
{
  PangoLayout *line = self->words[which];
  int from_end_px = which == PICKER_TILE_NAME ? get_lines_px (self) : self->line_px;
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  PangoRectangle words;

  pango_layout_set_width (line, width * PANGO_SCALE);
  pango_layout_get_pixel_extents (line, NULL, &words);
  graphene_rect_init (place, (float) words.x,
                      (float) (height - from_end_px + (self->line_px - words.height) / 2),
                      (float) words.width, (float) words.height);
}

/* Drawing */

static void
snapshot_skeleton (PickerTile *self, GtkSnapshot *snapshot, const GdkRGBA *color)
{
  float width = (float) gtk_widget_get_width (GTK_WIDGET (self));
  float height = (float) gtk_widget_get_height (GTK_WIDGET (self));
  graphene_rect_t bar =
      GRAPHENE_RECT_INIT (width / 6, height - (float) get_lines_px (self) + SKELETON_DIP,
                          width * 2 / 3, (float) self->line_px - 2 * SKELETON_DIP);

  picker_badge_snapshot_bar (snapshot, &bar,
                             &(GdkRGBA){ color->red, color->green, color->blue, 0.08f });
}

static void
snapshot_line (PickerTile *self, GtkSnapshot *snapshot, PickerTileWords which, const GdkRGBA *color)
{
  graphene_rect_t place;

  get_line_place (self, which, &place);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (0, place.origin.y));
  gtk_snapshot_append_layout (snapshot, self->words[which], color);
  gtk_snapshot_restore (snapshot);
}

static void
snapshot_name (PickerTile *self, GtkSnapshot *snapshot)
{
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &color);
  if (self->words[PICKER_TILE_NAME] == NULL)
    {
      snapshot_skeleton (self, snapshot, &color);
      return;
    }

  snapshot_line (self, snapshot, PICKER_TILE_NAME, &color);
  if (self->words[PICKER_TILE_PICKED] == NULL)
    return;

  color.alpha *= DIM_ALPHA;
  snapshot_line (self, snapshot, PICKER_TILE_PICKED, &color);
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
  if (!picker_cell_get_on_screen (PICKER_CELL (self)))
    return;

  gtk_widget_snapshot_child (widget, GTK_WIDGET (self->thumbnail), snapshot);
  snapshot_name (self, snapshot);
  snapshot_badges (self, snapshot);
}

/* Beside the picture and the words of the name the tile is empty: a rubber band can begin there. */
static gboolean
picker_tile_contains (PickerCell *cell, double x, double y)
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

  get_line_place (self, PICKER_TILE_NAME, &words);

  return graphene_rect_contains_point (&words, &GRAPHENE_POINT_INIT ((float) x, (float) y));
}

/* GObject */

static void
picker_tile_class_init (PickerTileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  PickerCellClass *cell_class = PICKER_CELL_CLASS (klass);

  widget_class->query_tooltip = picker_tile_query_tooltip;
  widget_class->measure = picker_tile_measure;
  widget_class->size_allocate = picker_tile_size_allocate;
  widget_class->snapshot = picker_tile_snapshot;
  cell_class->update_words = picker_tile_update_words;
  cell_class->contains = picker_tile_contains;

  gtk_widget_class_set_css_name (widget_class, "tile");
}

static void
picker_tile_init (PickerTile *self)
{
  self->thumbnail = picker_cell_get_thumbnail (PICKER_CELL (self));
  gtk_widget_set_size_request (GTK_WIDGET (self->thumbnail), DEFAULT_PX, DEFAULT_PX);
  gtk_widget_add_css_class (GTK_WIDGET (self), "caption");
}

PickerTile *
picker_tile_new (EngineSession *session)
{
  g_return_val_if_fail (ENGINE_IS_SESSION (session), NULL);

  return g_object_new (PICKER_TYPE_TILE, "session", session, NULL);
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
  CantoAsset *asset;

  g_return_val_if_fail (PICKER_IS_TILE (self), NULL);

  asset = picker_cell_get_asset (PICKER_CELL (self));
  if (asset == NULL || canto_asset_get_scheme (asset) == CANTO_SCHEME_IMAGE)
    return NULL;

  return picker_asset_text_get_icon_name (asset);
}

const char *
picker_tile_get_tooltip (PickerTile *self)
{
  PangoLayout *name;

  g_return_val_if_fail (PICKER_IS_TILE (self), NULL);

  name = self->words[PICKER_TILE_NAME];
  if (picker_cell_is_missing (PICKER_CELL (self)))
    return _ ("Could not be loaded: press Enter or double-click to try again");
  if (name != NULL && pango_layout_is_ellipsized (name))
    return pango_layout_get_text (name);

  return NULL;
}

char *
picker_tile_dup_picked_tooltip (PickerTile *self)
{
  PickerCell *cell = PICKER_CELL (self);
  g_autofree char *day = picker_cell_dup_picked_day (cell);
  g_autofree char *form = picker_cell_dup_picked_form (cell);

  g_return_val_if_fail (PICKER_IS_TILE (self), NULL);

  if (day == NULL || form == NULL)
    return NULL;

  /* Translators: an asset, when it was picked, and as what: "Today, 14:05", "1200 × 800 JPEG" */
  return g_strdup_printf (_ ("%s\nPicked: %s, %s"),
                          canto_asset_get_name (picker_cell_get_asset (cell)), day, form);
}
