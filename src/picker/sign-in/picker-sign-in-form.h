/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "engine-account-file.h"

G_BEGIN_DECLS

/**
 * PickerSignInForm:
 *
 * The values of an account, each with where it comes from, and with what is wrong with it. What was typed
 * stays until it is cleared.
 *
 * #PickerSignInForm::submitted: the person wants to sign in with what stands there.
 * #PickerSignInForm::copied: the redirect URL is on the clipboard.
 * #PickerSignInForm::others-wanted: she wants to sign in in another way.
 */
#define PICKER_TYPE_SIGN_IN_FORM (picker_sign_in_form_get_type ())
G_DECLARE_FINAL_TYPE (PickerSignInForm, picker_sign_in_form, PICKER, SIGN_IN_FORM, GtkWidget)

GtkWidget *picker_sign_in_form_new (EngineAccountFile *file);

/* Fills the form with the account that the file has by now. */
void picker_sign_in_form_take_account (PickerSignInForm *self);

/* (transfer full) (nullable): NULL if a value is wrong; the field says so then. */
CantoAccount *picker_sign_in_form_make_account (PickerSignInForm *self);
/* What was typed, or stands in the file. (transfer full) (nullable): NULL: the keyring may have it */
CantoSecret *picker_sign_in_form_dup_app_secret (PickerSignInForm *self);
void         picker_sign_in_form_clear_app_secret (PickerSignInForm *self);

/* Canto refused the key: the secret may be wrong, or the region. */
void picker_sign_in_form_refuse_key (PickerSignInForm *self);
/* Nobody has the App Secret. */
void picker_sign_in_form_miss_app_secret (PickerSignInForm *self);
/* Shows above the fields what is wrong with none of them. @error: (nullable): NULL hides it */
void picker_sign_in_form_show_error (PickerSignInForm *self, const GError *error);

G_END_DECLS
