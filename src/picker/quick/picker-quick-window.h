/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "engine-session.h"

G_BEGIN_DECLS

/**
 * PickerQuickWindow:
 *
 * The quick picker: a small window in which one types, walks with the arrows, and copies with Enter, whereupon it
 * hides. It stays as it is for the next time: picker_quick_window_open() shows it anew.
 *
 * Signals:
 *   "copied" (DeliveryLink): a link is on the clipboard, and the window hides
 *   "open-main" (CantoAsset, nullable): the main window is wanted, and of what
 */
#define PICKER_TYPE_QUICK_WINDOW (picker_quick_window_get_type ())
G_DECLARE_FINAL_TYPE (PickerQuickWindow, picker_quick_window, PICKER, QUICK_WINDOW, AdwWindow)

GtkWidget *picker_quick_window_new (GSettings *settings);

/* What it searches, from now on. */
void picker_quick_window_set_session (PickerQuickWindow *self, EngineSession *session);
/* What a person calls its account; its address until somebody says. @name: (nullable): that of @session */
void picker_quick_window_set_account_name (PickerQuickWindow *self, const char *name);
/* It has nothing to search yet; an account is on its way. */
void picker_quick_window_set_starting (PickerQuickWindow *self);
/* Nobody is signed in. @error: (nullable): why not */
void picker_quick_window_set_signed_out (PickerQuickWindow *self, const GError *error);

/* Shows it, empty, with the keyboard in the entry.
 * @token: (nullable): of whoever was asked for it, so that the window system gives it the focus */
void picker_quick_window_open (PickerQuickWindow *self, const char *token);

G_END_DECLS
