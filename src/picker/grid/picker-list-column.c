/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-list-column.h"

#include "picker-asset-text.h"

#include <glib/gi18n.h>

#define NAME_LETTERS 27 /* the name, with its picture, has at least that before others get room */
#define STATUS_SHARE 3  /* the status is never wider than this part of the row */

typedef struct
{
  const char *title;
  const char *sort; /* (nullable) */
  int n_letters;    /* that it has room for; of the name: what the others leave */
  gboolean is_number;
} Column;

static const Column columns[PICKER_LIST_N_COLUMNS] = {
  [PICKER_LIST_COLUMN_NAME] = { N_ ("Name"), "name", 0, FALSE },
  [PICKER_LIST_COLUMN_KIND] = { N_ ("Kind"), NULL, 15, FALSE },
  [PICKER_LIST_COLUMN_SIZE] = { N_ ("Size"), "size", 12, TRUE },
  [PICKER_LIST_COLUMN_DIMENSIONS] = { N_ ("Dimensions"), NULL, 16, TRUE },
  [PICKER_LIST_COLUMN_STATUS] = { N_ ("Status"), NULL, 16, FALSE },
  [PICKER_LIST_COLUMN_DATE] = { N_ ("Changed"), "time", 14, TRUE },
};

/* What gets room after name and status: what is looked for most comes first. */
static const PickerListColumn by_rank[] = {
  PICKER_LIST_COLUMN_SIZE,
  PICKER_LIST_COLUMN_KIND,
  PICKER_LIST_COLUMN_DIMENSIONS,
  PICKER_LIST_COLUMN_DATE,
};
static const PickerListColumn by_rank_of_picks[] = {
  PICKER_LIST_COLUMN_DATE,
  PICKER_LIST_COLUMN_DIMENSIONS,
  PICKER_LIST_COLUMN_SIZE,
};

const char *
picker_list_column_get_title (PickerListColumn column)
{
  g_return_val_if_fail (column < PICKER_LIST_N_COLUMNS, NULL);

  return _ (columns[column].title);
}

const char *
picker_list_column_get_sort (PickerListColumn column)
{
  g_return_val_if_fail (column < PICKER_LIST_N_COLUMNS, NULL);

  return columns[column].sort;
}

gboolean
picker_list_column_is_number (PickerListColumn column)
{
  g_return_val_if_fail (column < PICKER_LIST_N_COLUMNS, FALSE);

  return columns[column].is_number;
}

/* What a film or a text has instead is how long it is. */
static char *
dup_dimensions (CantoAsset *asset)
{
  char *dimensions = picker_asset_text_dup_dimensions (asset);

  return dimensions != NULL ? dimensions : picker_asset_text_dup_amount (asset);
}

char *
picker_list_column_dup_text (PickerListColumn column, CantoAsset *asset, GTimeZone *zone)
{
  g_return_val_if_fail (asset != NULL, NULL);

  switch (column)
    {
    case PICKER_LIST_COLUMN_NAME:
      return g_strdup (canto_asset_get_name (asset));
    case PICKER_LIST_COLUMN_KIND:
      return g_strdup (picker_asset_text_get_scheme (asset));
    case PICKER_LIST_COLUMN_SIZE:
      return picker_asset_text_dup_size (asset);
    case PICKER_LIST_COLUMN_DIMENSIONS:
      return dup_dimensions (asset);
    case PICKER_LIST_COLUMN_STATUS:
      return g_strdup (picker_asset_text_get_status (asset));
    case PICKER_LIST_COLUMN_DATE:
      return picker_asset_text_dup_day (asset, zone);
    case PICKER_LIST_N_COLUMNS:
    default:
      g_return_val_if_reached (NULL);
    }
}

void
picker_list_column_measure (GtkWidget *widget, GtkRequisition *letter)
{
  PangoFontMetrics *metrics =
      pango_context_get_metrics (gtk_widget_get_pango_context (widget), NULL, NULL);

  letter->width = PANGO_PIXELS_CEIL (pango_font_metrics_get_approximate_char_width (metrics));
  letter->height = PANGO_PIXELS_CEIL (pango_font_metrics_get_height (metrics));
  pango_font_metrics_unref (metrics);
}

/* Beside each other, from where one begins to read. */
static void
place (PickerListPlace *places, int width_px, gboolean from_right)
{
  int x = 0;

  for (guint i = 0; i < PICKER_LIST_N_COLUMNS; i++)
    {
      places[i].x_px = from_right ? width_px - x - places[i].width_px : x;
      x += places[i].width_px;
    }
}

static void
lay_out (GtkWidget *widget,
         int width_px,
         int letter_px,
         const PickerListColumn *ranks,
         guint n_ranks,
         int dimensions_letters,
         PickerListPlace places[PICKER_LIST_N_COLUMNS])
{
  int status_px =
      MIN (columns[PICKER_LIST_COLUMN_STATUS].n_letters * letter_px, width_px / STATUS_SHARE);
  int name_px = width_px - status_px;

  for (guint i = 0; i < PICKER_LIST_N_COLUMNS; i++)
    places[i].width_px = 0;
  for (guint i = 0; i < n_ranks; i++)
    {
      int n_letters = ranks[i] == PICKER_LIST_COLUMN_DIMENSIONS ? dimensions_letters
                                                                : columns[ranks[i]].n_letters;
      int column_px = n_letters * letter_px;

      if (name_px - column_px < NAME_LETTERS * letter_px)
        break;
      places[ranks[i]].width_px = column_px;
      name_px -= column_px;
    }
  places[PICKER_LIST_COLUMN_NAME].width_px = name_px;
  places[PICKER_LIST_COLUMN_STATUS].width_px = status_px;
  place (places, width_px, gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL);
}

void
picker_list_column_lay_out (GtkWidget *widget,
                            int width_px,
                            int letter_px,
                            PickerListPlace places[PICKER_LIST_N_COLUMNS])
{
  lay_out (widget, width_px, letter_px, by_rank, G_N_ELEMENTS (by_rank),
           columns[PICKER_LIST_COLUMN_DIMENSIONS].n_letters, places);
}

void
picker_list_column_lay_out_picks (GtkWidget *widget,
                                  int width_px,
                                  int letter_px,
                                  PickerListPlace places[PICKER_LIST_N_COLUMNS])
{
  lay_out (widget, width_px, letter_px, by_rank_of_picks, G_N_ELEMENTS (by_rank_of_picks),
           columns[PICKER_LIST_COLUMN_DIMENSIONS].n_letters
               + columns[PICKER_LIST_COLUMN_KIND].n_letters,
           places);
}
