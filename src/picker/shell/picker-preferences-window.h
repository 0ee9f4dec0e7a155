/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "engine-session.h"

G_BEGIN_DECLS

/**
 * PickerPreferencesWindow:
 *
 * The person's habits, each applied at once: there is nothing to confirm.
 */
#define PICKER_TYPE_PREFERENCES_WINDOW (picker_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (
    PickerPreferencesWindow, picker_preferences_window, PICKER, PREFERENCES_WINDOW, AdwPreferencesWindow)

/* @session: (nullable): whose previews are on the disk */
GtkWidget *picker_preferences_window_new (GtkWindow *parent,
                                          GSettings *settings,
                                          EngineSession *session);

G_END_DECLS
