/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "engine-edits.h"

G_BEGIN_DECLS

/**
 * PickerEditStatus:
 *
 * A line that says how far what was changed of some assets is: being saved, waiting, saved, or that the person has
 * to say something, with a button to do so. It hides itself when there is nothing to say.
 */
#define PICKER_TYPE_EDIT_STATUS (picker_edit_status_get_type ())
G_DECLARE_FINAL_TYPE (PickerEditStatus, picker_edit_status, PICKER, EDIT_STATUS, GtkWidget)

GtkWidget *picker_edit_status_new (EngineEdits *edits);

/* @assets: (nullable) (element-type CantoAsset) */
void        picker_edit_status_set_assets (PickerEditStatus *self, GPtrArray *assets);
const char *picker_edit_status_get_text (PickerEditStatus *self); /* empty if there is none */

G_END_DECLS
