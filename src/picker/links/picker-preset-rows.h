/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "engine-session.h"

G_BEGIN_DECLS

/**
 * PickerPresetRows:
 *
 * The presets of the person, one a row, with what each makes of the selected asset and its key. What cannot be had is
 * insensitive and says why. #PickerPresetRows::chosen tells which one she takes.
 */
#define PICKER_TYPE_PRESET_ROWS (picker_preset_rows_get_type ())
G_DECLARE_FINAL_TYPE (PickerPresetRows, picker_preset_rows, PICKER, PRESET_ROWS, GtkWidget)

GtkWidget *picker_preset_rows_new (EngineSession *session);

/* The row of what is used is marked; none is if it is no preset.
 * @asset: (nullable): the only one that is selected, if its details are known */
void picker_preset_rows_show (PickerPresetRows *self, DeliveryPreset *used, CantoAsset *asset);

/* The row of what is used. (transfer none) (nullable): it is none of them, or cannot be had */
GtkWidget *picker_preset_rows_get_used_row (PickerPresetRows *self);

G_END_DECLS
