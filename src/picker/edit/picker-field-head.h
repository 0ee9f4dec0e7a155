/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PickerFieldHead:
 *
 * The title of a field, and beside it what must be known of its value.
 *
 * Signals: "clear": all of the assets are to have none.
 */
#define PICKER_TYPE_FIELD_HEAD (picker_field_head_get_type ())
G_DECLARE_FINAL_TYPE (PickerFieldHead, picker_field_head, PICKER, FIELD_HEAD, GtkBox)

GtkWidget *picker_field_head_new (const char *title);
/* Says that several assets have different values. */
void       picker_field_head_set_is_mixed (PickerFieldHead *self, gboolean is_mixed);
/* Whether that can be answered by a button that empties the field of all. */
void       picker_field_head_set_can_clear (PickerFieldHead *self, gboolean can_clear);
/* @problem: (nullable): why what is typed does not count */
void       picker_field_head_set_problem (PickerFieldHead *self, const char *problem);
/* Tells who cannot see it that the title is that of @control. */
void       picker_field_head_label (PickerFieldHead *self, GtkWidget *control);

G_END_DECLS
