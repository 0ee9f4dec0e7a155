/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "engine-account-file.h"
#include "engine-session.h"
#include "picker-global-shortcut.h"

G_BEGIN_DECLS

/**
 * PickerPreferencesWindow:
 *
 * The person's habits, each applied at once: there is nothing to confirm.
 */
#define PICKER_TYPE_PREFERENCES_WINDOW (picker_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (
    PickerPreferencesWindow, picker_preferences_window, PICKER, PREFERENCES_WINDOW, AdwPreferencesWindow)

/* @session: (nullable): whose previews are on the disk, and whose presets and links are shown
 * @file: (nullable): of its account; the demo has none */
GtkWidget *picker_preferences_window_new (GtkWindow *parent,
                                          GSettings *settings,
                                          EngineSession *session,
                                          EngineAccountFile *file);

/* What there is to say of the quick picker, and the key that opens it. */
void picker_preferences_window_add_quick (PickerPreferencesWindow *self, PickerGlobalShortcut *shortcut);

G_END_DECLS
