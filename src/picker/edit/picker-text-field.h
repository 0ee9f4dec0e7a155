/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "canto-field.h"
#include "picker-typed-field.h"

G_BEGIN_DECLS

/**
 * PickerTextField:
 *
 * A #PickerField of one line: a text, a number, or a day, for which there is a calendar, too. What cannot be a value
 * of its kind does not count.
 */
#define PICKER_TYPE_TEXT_FIELD (picker_text_field_get_type ())
G_DECLARE_FINAL_TYPE (PickerTextField, picker_text_field, PICKER, TEXT_FIELD, PickerTypedField)

/* @may_be_empty: whether there may be no value */
GtkWidget *picker_text_field_new (const char *title, CantoFieldKind kind, gboolean may_be_empty);

G_END_DECLS
