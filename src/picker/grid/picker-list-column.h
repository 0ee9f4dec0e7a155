/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "canto-asset.h"

G_BEGIN_DECLS

/**
 * PickerListColumn:
 *
 * What stands beside each other in a row of the list, and above it in the header.
 */
typedef enum
{
  PICKER_LIST_COLUMN_NAME,
  PICKER_LIST_COLUMN_KIND,
  PICKER_LIST_COLUMN_SIZE,
  PICKER_LIST_COLUMN_DIMENSIONS,
  PICKER_LIST_COLUMN_STATUS,
  PICKER_LIST_COLUMN_DATE,
  PICKER_LIST_N_COLUMNS,
} PickerListColumn;

/* Where a column is in a row or header. */
typedef struct
{
  int x_px;
  int width_px; /* 0: there is no room for it */
} PickerListPlace;

/* In the person's language. */
const char *picker_list_column_get_title (PickerListColumn column);
/* The value of the setting "sort" that it can be sorted by. (nullable) */
const char *picker_list_column_get_sort (PickerListColumn column);
/* Whether it is written to the end of its column. */
gboolean    picker_list_column_is_number (PickerListColumn column);

/* What stands there of @asset. (transfer full) (nullable) */
char *picker_list_column_dup_text (PickerListColumn column, CantoAsset *asset, GTimeZone *zone);

/* How wide a letter of @widget is on average, and how high a line: columns grow with the text. */
void picker_list_column_measure (GtkWidget *widget, GtkRequisition *letter);

/**
 * picker_list_column_lay_out:
 * @widget: row or header, which has the direction
 * @width_px: of it
 * @letter_px: average width of a letter in a row
 * @places: (out caller-allocates) (array fixed-size=6)
 *
 * Where there is no room for all, what is looked for least goes first; the name and the status stay.
 */
void picker_list_column_lay_out (GtkWidget *widget,
                                 int width_px,
                                 int letter_px,
                                 PickerListPlace places[PICKER_LIST_N_COLUMNS]);

/* The same among what was picked: when and as what, with the room of the dimensions and the kind, come first. */
void picker_list_column_lay_out_picks (GtkWidget *widget,
                                       int width_px,
                                       int letter_px,
                                       PickerListPlace places[PICKER_LIST_N_COLUMNS]);

G_END_DECLS
