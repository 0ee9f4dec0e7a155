/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "picker-filters.h"

G_BEGIN_DECLS

/**
 * PickerPeriodPopover:
 *
 * When an asset was last changed: one of a few periods, or between two days from a calendar.
 */
#define PICKER_TYPE_PERIOD_POPOVER (picker_period_popover_get_type ())
G_DECLARE_FINAL_TYPE (PickerPeriodPopover, picker_period_popover, PICKER, PERIOD_POPOVER, GtkPopover)

GtkWidget *picker_period_popover_new (PickerFilters *filters);

G_END_DECLS
