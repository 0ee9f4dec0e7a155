/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "canto-account.h"
#include "canto-secret.h"
#include "canto-token.h"

G_BEGIN_DECLS

/**
 * CantoSignIn:
 *
 * One attempt to sign in. canto_sign_in_run_async() listens on the account's redirect address (3.25),
 * emits #CantoSignIn::open-uri once with the address that the system browser is to show (3.7), waits
 * for the browser to come back with the right `state` (3.8), and exchanges the code (3.11).
 *
 * It can be run again after a failure. Cancelling closes the port. Errors: %CANTO_ERROR_PORT_TAKEN,
 * %CANTO_ERROR_DENIED, %CANTO_ERROR_TIMED_OUT, %CANTO_ERROR_WRONG_KEY, %CANTO_ERROR_OFFLINE,
 * %CANTO_ERROR_SERVICE, %CANTO_ERROR_BAD_REPLY, %CANTO_ERROR_INSECURE, %G_IO_ERROR_CANCELLED.
 */
#define CANTO_TYPE_SIGN_IN (canto_sign_in_get_type ())
G_DECLARE_FINAL_TYPE (CantoSignIn, canto_sign_in, CANTO, SIGN_IN, GObject)

CantoSignIn *canto_sign_in_new (CantoAccount *account, CantoSecret *app_secret);

/* Seconds that the person has; 600 unless set. */
void canto_sign_in_set_timeout_s (CantoSignIn *self, guint timeout_s);

/* The texts of the small page that the browser ends on; plain text, escaped here. */
void canto_sign_in_set_page_texts (CantoSignIn *self,
                                   const char *done_title,
                                   const char *done_text,
                                   const char *failed_title,
                                   const char *failed_text);

void        canto_sign_in_run_async (CantoSignIn *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
CantoToken *canto_sign_in_run_finish (CantoSignIn *self, GAsyncResult *result, GError **error);

/* Client credentials (3.14): no browser, no person; for the demo tenant and for servers. */
void        canto_sign_in_run_credentials_async (CantoSignIn *self,
                                                 const char *user_id,
                                                 GCancellable *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer user_data);
CantoToken *canto_sign_in_run_credentials_finish (CantoSignIn *self,
                                                  GAsyncResult *result,
                                                  GError **error);

G_END_DECLS
