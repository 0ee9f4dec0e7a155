/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PickerDetailsRow:
 *
 * A title, a text that can be selected, and a button that copies it, which shows itself under the
 * pointer and with the focus. A long text is cut until the person wants all of it.
 */
#define PICKER_TYPE_DETAILS_ROW (picker_details_row_get_type ())
G_DECLARE_FINAL_TYPE (PickerDetailsRow, picker_details_row, PICKER, DETAILS_ROW, GtkWidget)

GtkWidget  *picker_details_row_new (const char *title);
/* @value: (nullable): NULL hides the row */
void        picker_details_row_set_value (PickerDetailsRow *self, const char *value);
const char *picker_details_row_get_value (PickerDetailsRow *self); /* never NULL */
GtkWidget  *picker_details_row_get_label (PickerDetailsRow *self); /* (transfer none) */

G_END_DECLS
