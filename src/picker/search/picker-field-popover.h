/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "canto-client.h"
#include "picker-filters.h"

G_BEGIN_DECLS

/**
 * PickerFieldPopover:
 *
 * One custom field of the account and its value: ticked for a field with choices, typed for any
 * other, or not set. The fields are asked for when it is first shown.
 */
#define PICKER_TYPE_FIELD_POPOVER (picker_field_popover_get_type ())
G_DECLARE_FINAL_TYPE (PickerFieldPopover, picker_field_popover, PICKER, FIELD_POPOVER, GtkPopover)

GtkWidget *picker_field_popover_new (PickerFilters *filters, CantoClient *client);

G_END_DECLS
