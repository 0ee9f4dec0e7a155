/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "picker-grid.h"

G_BEGIN_DECLS

/**
 * PickerSelectionBar:
 *
 * What is selected in a grid, what must be known of it, and what can be done with it: copy its link
 * (link.copy), what else its menu has (that of the grid), and select nothing.
 */
#define PICKER_TYPE_SELECTION_BAR (picker_selection_bar_get_type ())
G_DECLARE_FINAL_TYPE (PickerSelectionBar, picker_selection_bar, PICKER, SELECTION_BAR, GtkWidget)

/* Once: the bar shows while something is selected there. @settings keep the preset that was used last. */
void       picker_selection_bar_set_grid (PickerSelectionBar *self,
                                          PickerGrid *grid,
                                          GSettings *settings,
                                          EngineSession *session);
/* Opens the menu of sizes and formats. */
void       picker_selection_bar_open_menu (PickerSelectionBar *self);
void       picker_selection_bar_close_menu (PickerSelectionBar *self);
GtkWidget *picker_selection_bar_get_copy_button (PickerSelectionBar *self); /* (transfer none) */

G_END_DECLS
