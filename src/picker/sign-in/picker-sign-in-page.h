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
 * The way in: the welcome, the form of an account, the wait for the browser, and what went wrong.
 * #PickerSignInPage::signed-in gives the session. It activates win.try-demo, and win.back where there
 * is something to go back to.
 */
#define PICKER_TYPE_SIGN_IN_PAGE (picker_sign_in_page_get_type ())
G_DECLARE_FINAL_TYPE (PickerSignInPage, picker_sign_in_page, PICKER, SIGN_IN_PAGE, GtkWidget)

/* @cache_dir: (nullable): for the session, see engine_session_new()
 * @timeout_s: how long the browser may take; 0 is CantoSignIn's own */
GtkWidget *picker_sign_in_page_new (EngineAccountFile *file,
                                    CantoTokenStore *store,
                                    const char *cache_dir,
                                    guint timeout_s);

/* Fills the form with the account that @file has by now. */
void picker_sign_in_page_take_account (PickerSignInPage *self);
/* Begins with the welcome, or with the form where she has been welcomed. A sign-in that is under way
 * goes on.
 * @error: (nullable): what brought her here
 * @can_go_back: whether there is a library to go back to */
void picker_sign_in_page_begin (PickerSignInPage *self, const GError *error, gboolean can_go_back);

/* Shows @button in the header bar: which other accounts there are. */
void picker_sign_in_page_set_account_button (PickerSignInPage *self, GtkWidget *button);

G_END_DECLS
