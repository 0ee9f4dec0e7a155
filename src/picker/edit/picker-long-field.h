/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "picker-typed-field.h"

G_BEGIN_DECLS

/**
 * PickerLongField:
 *
 * A #PickerField of several lines. Enter begins another one, Ctrl+Enter says that it is done.
 */
#define PICKER_TYPE_LONG_FIELD (picker_long_field_get_type ())
G_DECLARE_FINAL_TYPE (PickerLongField, picker_long_field, PICKER, LONG_FIELD, PickerTypedField)

GtkWidget *picker_long_field_new (const char *title);

G_END_DECLS
