/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "engine-session.h"

G_BEGIN_DECLS

/**
 * PickerFieldNames:
 *
 * What the custom fields of an account are called (canto-api.md 9.4): asked for once, when it is made.
 * PickerFieldNames::changed tells that they are here, or that they cannot be had.
 */
#define PICKER_TYPE_FIELD_NAMES (picker_field_names_get_type ())
G_DECLARE_FINAL_TYPE (PickerFieldNames, picker_field_names, PICKER, FIELD_NAMES, GObject)

PickerFieldNames  *picker_field_names_new (EngineSession *session);
/* Sorted, up to %NULL; empty until they are here. (transfer none) */
const char *const *picker_field_names_get (PickerFieldNames *self);
/* Why they cannot be had. (nullable) */
const GError      *picker_field_names_get_error (PickerFieldNames *self);

G_END_DECLS
