/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "picker-filters.h"

G_BEGIN_DECLS

/**
 * PickerChecksPopover:
 *
 * Several choices of one filter that is a mask: types, statuses, orientations.
 */
#define PICKER_TYPE_CHECKS_POPOVER (picker_checks_popover_get_type ())
G_DECLARE_FINAL_TYPE (PickerChecksPopover, picker_checks_popover, PICKER, CHECKS_POPOVER, GtkPopover)

GtkWidget *picker_checks_popover_new (PickerFilters *filters, PickerFilter filter);

G_END_DECLS
