/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PickerListOrder:
 *
 * The headers of a column view that sort. Rows are not compared here, the service sorts them: a click
 * on a header is told by #PickerListOrder::asked, and the arrow follows the settings "sort" and
 * "sort-descending", whoever changes them.
 */
#define PICKER_TYPE_LIST_ORDER (picker_list_order_get_type ())
G_DECLARE_FINAL_TYPE (PickerListOrder, picker_list_order, PICKER, LIST_ORDER, GObject)

PickerListOrder *picker_list_order_new (GtkColumnView *view, GSettings *settings);

/* Lets the header of @column sort by @sort, a value of the setting "sort". */
void picker_list_order_add (PickerListOrder *self, GtkColumnViewColumn *column, const char *sort);

/* Shows the order of the settings; once, when all columns are there. */
void picker_list_order_show (PickerListOrder *self);

G_END_DECLS
