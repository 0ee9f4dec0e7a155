/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "canto-token-store.h"
#include "catalog-asset-list.h"
#include "engine-accounts.h"
#include "engine-presets.h"
#include "engine-session.h"
#include "picker-global-shortcut.h"

G_BEGIN_DECLS

/**
 * PickerWindow:
 *
 * The window: it starts an account or the demo, and shows the sign-in page or the library. It appears
 * by itself when a start has led to one of them, or takes long. Where there are several accounts, each keeps what
 * was on screen of it while another is shown.
 */
#define PICKER_TYPE_WINDOW (picker_window_get_type ())
G_DECLARE_FINAL_TYPE (PickerWindow, picker_window, PICKER, WINDOW, AdwApplicationWindow)

/* @cache_dir: (nullable): keeps no previews on disk if NULL */
GtkWidget *picker_window_new (GtkApplication *application,
                              GSettings *settings,
                              EngineAccounts *accounts,
                              CantoTokenStore *store,
                              const char *cache_dir);

/* Goes to the library of the account that was shown last if the keyring has a token, else to the sign-in page. */
void picker_window_start_account (PickerWindow *self);
/* Goes to the demo library; or to one that is made of a folder of the person's own. */
void picker_window_start_demo (PickerWindow *self);
void picker_window_start_pictures (PickerWindow *self, GFile *folder);

/* Asks whether the account of @file is to be used, and begins to sign in to it. */
void picker_window_open_account (PickerWindow *self, GFile *file);

/* What is changed in the library is kept below @data_dir until the service has it. */
void picker_window_keep_edits (PickerWindow *self, const char *data_dir);

/* The session of the library on screen, and what it shows: (transfer none) (nullable) both. PickerWindow::session-changed
 * is emitted when it is another one. */
EngineSession    *picker_window_get_session (PickerWindow *self);
CatalogAssetList *picker_window_get_list (PickerWindow *self);
/* What a person calls the account of that session: "Demo", the user, or the address. (transfer full) (nullable) */
char             *picker_window_dup_account_name (PickerWindow *self);
/* Whether there is no session because an account is still on its way. */
gboolean          picker_window_get_is_starting (PickerWindow *self);

/* A session that somebody else has signed in: a start of its account goes on with it, and that of another ends it.
 * @session: (nullable) */
void picker_window_set_ready_session (PickerWindow *self, EngineSession *session);

/* The key that opens the quick picker, for the preferences. */
void picker_window_set_shortcut (PickerWindow *self, PickerGlobalShortcut *shortcut);

/* Searches for @asset and selects it, now or when there is a library. */
void picker_window_show_asset (PickerWindow *self, CantoAsset *asset);

/* What she hands over, for all accounts. */
void picker_window_set_presets (PickerWindow *self, EnginePresets *presets);

G_END_DECLS
