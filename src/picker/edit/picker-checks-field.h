/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "picker-field.h"

G_BEGIN_DECLS

/**
 * PickerChecksField:
 *
 * A #PickerField of any of several values: each is given or taken away alone. What some of the assets have is
 * neither on nor off.
 */
#define PICKER_TYPE_CHECKS_FIELD (picker_checks_field_get_type ())
G_DECLARE_FINAL_TYPE (PickerChecksField, picker_checks_field, PICKER, CHECKS_FIELD, GtkBox)

GtkWidget *picker_checks_field_new (const char *title, const char *const *values);

G_END_DECLS
