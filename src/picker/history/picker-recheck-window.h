/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "engine-session.h"

G_BEGIN_DECLS

/**
 * PickerRecheckWindow:
 *
 * Looks what has become of all links that were taken, shows it as it comes, the worst first, and saves it as a file.
 * Closing it stops the looking.
 *
 * Signals: "chosen" (#EnginePick): the person wants to see the asset of one of them.
 */
#define PICKER_TYPE_RECHECK_WINDOW (picker_recheck_window_get_type ())
G_DECLARE_FINAL_TYPE (PickerRecheckWindow, picker_recheck_window, PICKER, RECHECK_WINDOW, AdwWindow)

/* Begins at once. @parent: (nullable) */
GtkWidget *picker_recheck_window_new (GtkWindow *parent, EngineSession *session);

/* Writes the report there; on a worker. */
void picker_recheck_window_save (PickerRecheckWindow *self, GFile *file);

G_END_DECLS
