/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-list-row.h"

#include "picker-badge.h"

#include <glib/gi18n.h>

#define PICTURE_PX   40
#define SIDE_PX      6 /* style.css: what is beside words in the header, too */
#define SKELETON_DIP 5 /* how much lower than the line the bar is that stands for a name */

struct _PickerListRow
{
  PickerCell parent_instance;

  /* Owned. */
  GTimeZone *zone;                           /* of the account */
  PangoLayout *words[PICKER_LIST_N_COLUMNS]; /* (nullable) */

  /* State. */
  GtkRequisition letter;
  PickerListPlace places[PICKER_LIST_N_COLUMNS];
};

G_DEFINE_FINAL_TYPE (PickerListRow, picker_list_row, PICKER_TYPE_CELL)

/* Words */

/* Figures below each other are as wide as each other. */
static void
use_table_figures (PangoLayout *layout)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
}

static void
set_words (PickerListRow *self, PickerListColumn column, const char *text)
{
  PangoLayout *layout;

  if (text == NULL || *text == '\0')
    return;

  layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_ellipsize (layout, column == PICKER_LIST_COLUMN_NAME ? PANGO_ELLIPSIZE_MIDDLE
                                                                        : PANGO_ELLIPSIZE_END);
  if (picker_list_column_is_number (column))
    use_table_figures (layout);
  self->words[column] = layout;
}

/* Of what nobody sees nothing is made. */
static void
picker_list_row_update_words (PickerCell *cell)
{
  PickerListRow *self = PICKER_LIST_ROW (cell);
  CantoAsset *asset = picker_cell_get_asset (cell);
  gboolean shows_picked = picker_cell_get_shows_picked (cell);

  for (guint i = 0; i < PICKER_LIST_N_COLUMNS; i++)
    g_clear_object (&self->words[i]);
  if (!picker_cell_get_on_screen (cell))
    return;

  if (picker_cell_is_missing (cell))
    set_words (self, PICKER_LIST_COLUMN_NAME,
               _ ("Could not be loaded: press Enter or double-click to try again"));
  if (asset == NULL)
    return;

  for (guint i = 0; i < PICKER_LIST_N_COLUMNS; i++)
    {
      g_autofree char *text = NULL;

      if (self->places[i].width_px == 0)
        continue;
      if (shows_picked && i == PICKER_LIST_COLUMN_DATE)
        text = picker_cell_dup_picked_day (cell);
      else if (shows_picked && i == PICKER_LIST_COLUMN_DIMENSIONS)
        text = picker_cell_dup_picked_form (cell);
      else
        text = picker_list_column_dup_text (i, asset, self->zone);
      set_words (self, i, text);
    }
}

static gboolean
picker_list_row_query_tooltip (GtkWidget *widget,
                               int x,
                               int y,
                               gboolean keyboard,
                               GtkTooltip *tooltip)
{
  PickerListRow *self = PICKER_LIST_ROW (widget);
  /* Of a row that has the focus it is the name that matters. */
  const char *text =
      picker_list_row_get_tooltip (self, keyboard ? self->places[PICKER_LIST_COLUMN_NAME].x_px : x);

  gtk_tooltip_set_text (tooltip, text);

  return text != NULL;
}

/* Layout */

static void
picker_list_row_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  PickerListRow *self = PICKER_LIST_ROW (widget);

  gtk_widget_measure (GTK_WIDGET (picker_cell_get_thumbnail (PICKER_CELL (self))), orientation, -1,
                      minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;

  picker_list_column_measure (widget, &self->letter);
  *minimum = MAX (*minimum, self->letter.height);
  *natural = MAX (*natural, self->letter.height);
}

/* Where there is room for the words of a column. */
static PickerListPlace
get_words_room (PickerListRow *self, PickerListColumn column)
{
  PickerListPlace room = self->places[column];
  int picture_px = column == PICKER_LIST_COLUMN_NAME ? PICTURE_PX + SIDE_PX : 0;

  room.x_px += SIDE_PX;
  if (gtk_widget_get_direction (GTK_WIDGET (self)) != GTK_TEXT_DIR_RTL)
    room.x_px += picture_px;
  room.width_px = MAX (room.width_px - picture_px - 2 * SIDE_PX, 0);

  return room;
}

static void
picker_list_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  PickerListRow *self = PICKER_LIST_ROW (widget);
  GtkAllocation picture = { SIDE_PX, (height - PICTURE_PX) / 2, PICTURE_PX, PICTURE_PX };

  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    picture.x = width - SIDE_PX - PICTURE_PX;
  gtk_widget_size_allocate (GTK_WIDGET (picker_cell_get_thumbnail (PICKER_CELL (self))), &picture,
                            -1);
  if (picker_cell_get_shows_picked (PICKER_CELL (self)))
    picker_list_column_lay_out_picks (widget, width, self->letter.width, self->places);
  else
    picker_list_column_lay_out (widget, width, self->letter.width, self->places);
  picker_list_row_update_words (PICKER_CELL (self));
}

/* Drawing */

static void
snapshot_skeleton (PickerListRow *self, GtkSnapshot *snapshot, const GdkRGBA *color)
{
  PickerListPlace room = get_words_room (self, PICKER_LIST_COLUMN_NAME);
  float width = (float) room.width_px / 2;
  float height = (float) (self->letter.height - 2 * SKELETON_DIP);
  float x = (float) room.x_px;

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    x += width;
  picker_badge_snapshot_bar (
      snapshot,
      &GRAPHENE_RECT_INIT (x, ((float) gtk_widget_get_height (GTK_WIDGET (self)) - height) / 2,
                           width, height),
      &(GdkRGBA){ color->red, color->green, color->blue, 0.08f });
}

/* Numbers stand at the end of their column, all else where one begins to read. */
static void
snapshot_words (PickerListRow *self,
                GtkSnapshot *snapshot,
                PickerListColumn column,
                const GdkRGBA *color)
{
  PangoLayout *layout = self->words[column];
  PickerListPlace room = get_words_room (self, column);
  gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  PangoRectangle words;
  int x = room.x_px;
  int y;

  pango_layout_set_width (layout, room.width_px * PANGO_SCALE);
  pango_layout_get_pixel_extents (layout, NULL, &words);
  if (picker_list_column_is_number (column) != is_rtl)
    x += room.width_px - words.width;
  y = (gtk_widget_get_height (GTK_WIDGET (self)) - words.height) / 2;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((float) (x - words.x), (float) (y - words.y)));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static void
picker_list_row_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  PickerListRow *self = PICKER_LIST_ROW (widget);
  GdkRGBA color;

  /* What comes on screen is drawn before anybody sees it: see PickerVisible. */
  if (!picker_cell_get_on_screen (PICKER_CELL (self)))
    return;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  gtk_widget_snapshot_child (widget, GTK_WIDGET (picker_cell_get_thumbnail (PICKER_CELL (self))),
                             snapshot);
  if (self->words[PICKER_LIST_COLUMN_NAME] == NULL)
    snapshot_skeleton (self, snapshot, &color);
  for (guint i = 0; i < PICKER_LIST_N_COLUMNS; i++)
    {
      if (self->words[i] != NULL)
        snapshot_words (self, snapshot, i, &color);
    }
}

static gboolean
is_in (const PickerListPlace *place, double x)
{
  return x >= place->x_px && x < place->x_px + place->width_px;
}

/* A rubber band can begin beside the column of the name. */
static gboolean
picker_list_row_contains (PickerCell *cell, double x, double y)
{
  return is_in (&PICKER_LIST_ROW (cell)->places[PICKER_LIST_COLUMN_NAME], x);
}

/* GObject */

static void
picker_list_row_finalize (GObject *object)
{
  g_clear_pointer (&PICKER_LIST_ROW (object)->zone, g_time_zone_unref);

  G_OBJECT_CLASS (picker_list_row_parent_class)->finalize (object);
}

static void
picker_list_row_class_init (PickerListRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  PickerCellClass *cell_class = PICKER_CELL_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = picker_list_row_finalize;
  widget_class->query_tooltip = picker_list_row_query_tooltip;
  widget_class->measure = picker_list_row_measure;
  widget_class->size_allocate = picker_list_row_size_allocate;
  widget_class->snapshot = picker_list_row_snapshot;
  cell_class->update_words = picker_list_row_update_words;
  cell_class->contains = picker_list_row_contains;
}

static void
picker_list_row_init (PickerListRow *self)
{
  PickerThumbnail *thumbnail = picker_cell_get_thumbnail (PICKER_CELL (self));

  picker_thumbnail_set_size_px (thumbnail, PICTURE_PX);
  gtk_widget_set_size_request (GTK_WIDGET (thumbnail), PICTURE_PX, PICTURE_PX);
}

GtkWidget *
picker_list_row_new (EngineSession *session)
{
  PickerListRow *self;

  g_return_val_if_fail (ENGINE_IS_SESSION (session), NULL);

  self = g_object_new (PICKER_TYPE_LIST_ROW, "session", session, NULL);
  self->zone = g_time_zone_ref (canto_account_get_time_zone (engine_session_get_account (session)));

  return GTK_WIDGET (self);
}

const char *
picker_list_row_get_words (PickerListRow *self, PickerListColumn column)
{
  g_return_val_if_fail (PICKER_IS_LIST_ROW (self), NULL);
  g_return_val_if_fail (column < PICKER_LIST_N_COLUMNS, NULL);

  return self->words[column] != NULL ? pango_layout_get_text (self->words[column]) : NULL;
}

const char *
picker_list_row_get_tooltip (PickerListRow *self, int x)
{
  g_return_val_if_fail (PICKER_IS_LIST_ROW (self), NULL);

  for (guint i = 0; i < PICKER_LIST_N_COLUMNS; i++)
    {
      if (self->words[i] != NULL && is_in (&self->places[i], x)
          && pango_layout_is_ellipsized (self->words[i]))
        return pango_layout_get_text (self->words[i]);
    }

  return NULL;
}
