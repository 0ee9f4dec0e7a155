/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "canto-query.h"

G_BEGIN_DECLS

/**
 * PickerSortButton:
 *
 * A menu of what the assets are sorted by, and which way round. The choice is remembered in the
 * settings "sort" and "sort-descending"; #PickerSortButton::changed tells that it is another one.
 */
#define PICKER_TYPE_SORT_BUTTON (picker_sort_button_get_type ())
G_DECLARE_FINAL_TYPE (PickerSortButton, picker_sort_button, PICKER, SORT_BUTTON, GtkWidget)

GtkWidget *picker_sort_button_new (GSettings *settings);

/* As if it was chosen in the menu. @sort: a value of the setting "sort" */
void picker_sort_button_choose (PickerSortButton *self, const char *sort, gboolean descending);

/* The same order, from the other end. */
void picker_sort_button_reverse (PickerSortButton *self);

/* @query: (transfer full). Returns: (transfer full): @query in the order that was chosen */
CantoQuery *picker_sort_button_apply (PickerSortButton *self, CantoQuery *query);

G_END_DECLS
