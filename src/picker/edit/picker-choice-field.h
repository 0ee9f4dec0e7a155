/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "picker-field.h"

G_BEGIN_DECLS

/**
 * PickerChoiceField:
 *
 * A #PickerField of one value out of several, or none.
 */
#define PICKER_TYPE_CHOICE_FIELD (picker_choice_field_get_type ())
G_DECLARE_FINAL_TYPE (PickerChoiceField, picker_choice_field, PICKER, CHOICE_FIELD, GtkBox)

GtkWidget *picker_choice_field_new (const char *title, const char *const *values);

G_END_DECLS
