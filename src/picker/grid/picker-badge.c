/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-badge.h"

#define MARGIN_PX  6
#define SIDE_PX    8 /* inside, beside words */
#define ABOVE_PX   2 /* inside, above and below */
#define ICON_PX    16
#define SPACING_PX 4

/* It has to be read upon any picture, so it does not follow the theme. */
static const GdkRGBA ground = { 0, 0, 0, 0.65f };
static const GdkRGBA writing = { 1, 1, 1, 1 };

static void
snapshot_icon (GtkWidget *widget, GtkSnapshot *snapshot, const char *name)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (widget));
  g_autoptr (GtkIconPaintable) icon =
      gtk_icon_theme_lookup_icon (theme, name, NULL, ICON_PX, gtk_widget_get_scale_factor (widget),
                                  gtk_widget_get_direction (widget), 0);

  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot, ICON_PX,
                                            ICON_PX, &writing, 1);
}

/* Of the whole badge, for words as wide as they may be. */
static void
measure (const char *icon_name, PangoLayout *words, int room, int *width, int *height)
{
  int icon_width = icon_name != NULL ? ICON_PX + (words != NULL ? SPACING_PX : 0) : 0;
  int words_width = 0;
  int words_height = 0;

  if (words != NULL)
    {
      pango_layout_set_width (words, -1);
      pango_layout_get_pixel_size (words, &words_width, NULL);
      words_width = MIN (words_width, MAX (room - icon_width - 2 * SIDE_PX, 0));
      pango_layout_set_width (words, words_width * PANGO_SCALE);
      pango_layout_get_pixel_size (words, NULL, &words_height);
    }
  *width = icon_width + words_width + 2 * SIDE_PX;
  *height = MAX (icon_name != NULL ? ICON_PX : 0, words_height) + 2 * ABOVE_PX;
}

void
picker_badge_snapshot (GtkWidget *widget,
                       GtkSnapshot *snapshot,
                       GtkCornerType corner,
                       const GdkRectangle *picture,
                       const char *icon_name,
                       PangoLayout *words)
{
  int room = gtk_widget_get_width (widget) - 2 * MARGIN_PX;
  int x = picture->x + MARGIN_PX;
  int y = picture->y + MARGIN_PX;
  int width, height, words_height;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  measure (icon_name, words, room, &width, &height);
  if (corner == GTK_CORNER_BOTTOM_RIGHT)
    {
      x = picture->x + picture->width - MARGIN_PX - width;
      y = picture->y + picture->height - MARGIN_PX - height;
    }
  /* Of a narrow picture it stands out. */
  x = MAX (MIN (x, MARGIN_PX + room - width), MARGIN_PX);
  y = MAX (y, 0);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  picker_badge_snapshot_bar (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height),
                             &ground);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (SIDE_PX, 0));
  if (icon_name != NULL)
    {
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (0, ABOVE_PX));
      snapshot_icon (widget, snapshot, icon_name);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (ICON_PX + SPACING_PX, -ABOVE_PX));
    }
  if (words != NULL)
    {
      pango_layout_get_pixel_size (words, NULL, &words_height);
      gtk_snapshot_translate (snapshot,
                              &GRAPHENE_POINT_INIT (0, (float) (height - words_height) / 2));
      gtk_snapshot_append_layout (snapshot, words, &writing);
    }
  gtk_snapshot_restore (snapshot);
}

void
picker_badge_snapshot_bar (GtkSnapshot *snapshot,
                           const graphene_rect_t *place,
                           const GdkRGBA *color)
{
  GskRoundedRect bar;

  gsk_rounded_rect_init_from_rect (&bar, place, place->size.height / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &bar);
  gtk_snapshot_append_color (snapshot, color, place);
  gtk_snapshot_pop (snapshot);
}
