/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PickerFilterChip:
 *
 * A button that opens a popover to choose a filter by. The first time it emits #PickerFilterChip::opening,
 * for picker_filter_chip_set_popover(). While the filter is active it shows its value, and beside it a
 * button that drops it: then #PickerFilterChip::dropped is emitted.
 */
#define PICKER_TYPE_FILTER_CHIP (picker_filter_chip_get_type ())
G_DECLARE_FINAL_TYPE (PickerFilterChip, picker_filter_chip, PICKER, FILTER_CHIP, GtkWidget)

GtkWidget *picker_filter_chip_new (const char *title);

void picker_filter_chip_set_popover (PickerFilterChip *self, GtkWidget *popover);

/* @value: (nullable): NULL while the filter is not active */
void picker_filter_chip_set_value (PickerFilterChip *self, const char *value);

G_END_DECLS
