/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "engine-session.h"
#include "picker-field-names.h"

G_BEGIN_DECLS

/**
 * PickerPresetDialog:
 *
 * Where a person writes a preset: its name, what is made of a picture, the form of its link, and what becomes of a
 * picture that serves as an example. What is wrong is said where it is wrong.
 */
#define PICKER_TYPE_PRESET_DIALOG (picker_preset_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PickerPresetDialog, picker_preset_dialog, PICKER, PRESET_DIALOG, AdwWindow)

/* @settings: which keep the preset that was used last: if it is this one, it is used as it is changed
 * @preset: (nullable): that of the session which is to be changed; NULL makes a new one
 * @fields: (nullable): of the account, which a template can name */
GtkWidget *picker_preset_dialog_new (GtkWindow *parent,
                                     EngineSession *session,
                                     GSettings *settings,
                                     DeliveryPreset *preset,
                                     PickerFieldNames *fields);

G_END_DECLS
