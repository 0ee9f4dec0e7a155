/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PickerWrapLayout:
 *
 * Children as words in a paragraph: each as wide as it likes, in lines as wide as there is room.
 * (GtkFlowBox of GTK 4.8 puts them into columns, and sometimes into more lines than it measured;
 * AdwWrapLayout is newer than Debian 12.)
 */
#define PICKER_TYPE_WRAP_LAYOUT (picker_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (PickerWrapLayout, picker_wrap_layout, PICKER, WRAP_LAYOUT, GtkLayoutManager)

/* @spacing_px: between children, and between lines */
GtkLayoutManager *picker_wrap_layout_new (int spacing_px);

G_END_DECLS
