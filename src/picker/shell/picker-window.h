/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "canto-token-store.h"
#include "engine-account-file.h"

G_BEGIN_DECLS

/**
 * PickerWindow:
 *
 * The window: it starts the account or the demo, and shows the sign-in page or the library. It appears
 * by itself when a start has led to one of them, or takes long.
 */
#define PICKER_TYPE_WINDOW (picker_window_get_type ())
G_DECLARE_FINAL_TYPE (PickerWindow, picker_window, PICKER, WINDOW, AdwApplicationWindow)

/* @cache_dir: (nullable): keeps no previews on disk if NULL */
GtkWidget *picker_window_new (GtkApplication *application,
                              GSettings *settings,
                              EngineAccountFile *file,
                              CantoTokenStore *store,
                              const char *cache_dir);

/* Goes to the library of the account if the keyring has a token, else to the sign-in page. */
void picker_window_start_account (PickerWindow *self);
/* Goes to the demo library; or to one that is made of a folder of the person's own. */
void picker_window_start_demo (PickerWindow *self);
void picker_window_start_pictures (PickerWindow *self, GFile *folder);

/* Asks whether the account of @file is to be used, and begins to sign in to it. */
void picker_window_open_account (PickerWindow *self, GFile *file);

G_END_DECLS
