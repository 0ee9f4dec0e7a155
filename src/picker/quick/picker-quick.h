/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "picker-global-shortcut.h"
#include "picker-quick-account.h"

G_BEGIN_DECLS

/**
 * PickerQuick:
 *
 * The quick picker of the program: its window, which account it searches, and the key that opens it. It keeps the
 * program alive while that key is bound; while what it or a closed main window has copied is on the clipboard; and some
 * minutes after it was closed, so that it is there at once when it is wanted again. picker_quick_end() ends all of that.
 *
 * #PickerQuick::open-main (CantoAsset, nullable): the main window is wanted, and of what. Main thread only.
 */
#define PICKER_TYPE_QUICK (picker_quick_get_type ())
G_DECLARE_FINAL_TYPE (PickerQuick, picker_quick, PICKER, QUICK, GObject)

PickerQuick *picker_quick_new (GtkApplication *application,
                               GSettings *settings,
                               PickerQuickAccount *account,
                               PickerGlobalShortcut *shortcut);

PickerGlobalShortcut *picker_quick_get_shortcut (PickerQuick *self); /* (transfer none) */

/* Shows the window. @token: (nullable): see picker_quick_window_open() */
void picker_quick_open (PickerQuick *self, const char *token);
/* The program is to end: nothing holds it any more. */
void picker_quick_end (PickerQuick *self);

/* A main window is about to start: both have one session from now on. It is let go of when it is closed. */
void picker_quick_share (PickerQuick *self, PickerWindow *window);

/* Seconds after which a closed window is not kept ready any more; for tests. */
void picker_quick_set_linger_s (PickerQuick *self, guint linger_s);

/* The window, if there is one: for tests. (transfer none) (nullable) */
GtkWidget *picker_quick_get_window (PickerQuick *self);

G_END_DECLS
