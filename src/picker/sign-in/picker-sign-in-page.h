/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "canto-token-store.h"
#include "engine-account-file.h"
#include "engine-session.h"

G_BEGIN_DECLS

/**
 * PickerSignInPage:
 *
 * The form of an account, and the wait for the browser. #PickerSignInPage::signed-in gives the session.
 */
#define PICKER_TYPE_SIGN_IN_PAGE (picker_sign_in_page_get_type ())
G_DECLARE_FINAL_TYPE (PickerSignInPage, picker_sign_in_page, PICKER, SIGN_IN_PAGE, GtkWidget)

/* @cache_dir: (nullable): for the session, see engine_session_new() */
GtkWidget *picker_sign_in_page_new (EngineAccountFile *file,
                                    CantoTokenStore *store,
                                    const char *cache_dir);

/* Fills the form with the account that @file has by now. */
void picker_sign_in_page_take_account (PickerSignInPage *self);
/* Shows @error above the form. @error: (nullable): NULL hides the one that was shown */
void picker_sign_in_page_show_error (PickerSignInPage *self, const GError *error);

G_END_DECLS
