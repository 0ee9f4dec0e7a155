/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "picker-global-shortcut.h"

G_BEGIN_DECLS

/**
 * PickerQuickGroup:
 *
 * What the preferences say of the quick picker: which key opens it, if the desktop gives one, and how to bind one by
 * hand if it does not.
 */
#define PICKER_TYPE_QUICK_GROUP (picker_quick_group_get_type ())
G_DECLARE_FINAL_TYPE (PickerQuickGroup, picker_quick_group, PICKER, QUICK_GROUP, AdwPreferencesGroup)

GtkWidget *picker_quick_group_new (GSettings *settings, PickerGlobalShortcut *shortcut);

G_END_DECLS
