/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "canto-secret.h"

G_BEGIN_DECLS

/**
 * PickerSignInOthers:
 *
 * The ways to sign in for whom the browser cannot come back (canto-api.md 3.27, 3.28): without a redirect,
 * and with a pasted token.
 *
 * #PickerSignInOthers::handshake: she wants the first.
 * #PickerSignInOthers::token-given: she wants the second, with what stands there.
 */
#define PICKER_TYPE_SIGN_IN_OTHERS (picker_sign_in_others_get_type ())
G_DECLARE_FINAL_TYPE (PickerSignInOthers, picker_sign_in_others, PICKER, SIGN_IN_OTHERS, GtkWidget)

GtkWidget *picker_sign_in_others_new (void);

/* What was pasted. (transfer full) */
CantoSecret *picker_sign_in_others_dup_token (PickerSignInOthers *self);
void         picker_sign_in_others_clear_token (PickerSignInOthers *self);

/* Says what is wrong with the token. */
void picker_sign_in_others_refuse_token (PickerSignInOthers *self, const char *problem);

G_END_DECLS
