/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "picker-picked.h"

G_BEGIN_DECLS

/**
 * PickerListHeader:
 *
 * The titles above the list, each over its column as long as it is as wide as a row. Those that the
 * service can sort by are buttons. Rows are not compared here, the service sorts them: a click is told
 * by #PickerListHeader::asked, and the arrow follows the settings "sort" and "sort-descending", whoever
 * changes them.
 */
#define PICKER_TYPE_LIST_HEADER (picker_list_header_get_type ())
G_DECLARE_FINAL_TYPE (PickerListHeader, picker_list_header, PICKER, LIST_HEADER, GtkWidget)

GtkWidget *picker_list_header_new (GSettings *settings);
/* While what was picked is shown, the dates are those of the picks, and nothing is sorted. */
void       picker_list_header_follow_picked (PickerListHeader *self, PickerPicked *picked);

G_END_DECLS
