/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "engine-accounts.h"

G_BEGIN_DECLS

/**
 * PickerAccountButton:
 *
 * The button that says whose account is shown, with the others below it. It activates win.show-account with the
 * name of one, win.add-account, win.sign-out and win.remove-account.
 */
#define PICKER_TYPE_ACCOUNT_BUTTON (picker_account_button_get_type ())
G_DECLARE_FINAL_TYPE (PickerAccountButton, picker_account_button, PICKER, ACCOUNT_BUTTON, GtkWidget)

/* @shown: (nullable): the account that is shown where the button is; NULL in the demo */
GtkWidget *picker_account_button_new (EngineAccounts *accounts, EngineAccountFile *shown);

G_END_DECLS
