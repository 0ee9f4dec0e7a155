/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "canto-account.h"
#include "canto-clock.h"
#include "canto-http.h"
#include "canto-secret.h"
#include "canto-token.h"

G_BEGIN_DECLS

/**
 * CantoSignIn:
 *
 * One attempt to sign in, in one of the ways of 3.26 to 3.29. canto_sign_in_run_async() listens on the account's redirect address (3.25),
 * emits #CantoSignIn::open-uri once with the address that the system browser is to show (3.7), waits
 * for the browser to come back with the right `state` (3.8), and exchanges the code (3.11).
 *
 * It can be run again after a failure. Cancelling closes the port. Errors: %CANTO_ERROR_PORT_TAKEN,
 * %CANTO_ERROR_DENIED, %CANTO_ERROR_TIMED_OUT, %CANTO_ERROR_WRONG_KEY, %CANTO_ERROR_OFFLINE,
 * %CANTO_ERROR_SERVICE, %CANTO_ERROR_BAD_REPLY, %CANTO_ERROR_INSECURE, %G_IO_ERROR_CANCELLED.
 */
#define CANTO_TYPE_SIGN_IN (canto_sign_in_get_type ())
G_DECLARE_FINAL_TYPE (CantoSignIn, canto_sign_in, CANTO, SIGN_IN, GObject)

/* @app_secret: (nullable): %NULL for a public app, which has none */
CantoSignIn *canto_sign_in_new (CantoAccount *account, CantoSecret *app_secret);

/* Seconds that the person has; 600 unless set. */
void canto_sign_in_set_timeout_s (CantoSignIn *self, guint timeout_s);

/* What a sign-in without a redirect takes its time from; the real one unless set. */
void canto_sign_in_set_clock (CantoSignIn *self, CantoClock *clock);

/* The network thread, where a test has one of its own; for one that runs not yet. */
void canto_sign_in_set_http (CantoSignIn *self, CantoHttp *http);

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

/* Without a redirect (3.20, 3.27): emits #CantoSignIn::open-uri, and asks for the code each five seconds,
 * for five minutes. Errors as above; %CANTO_ERROR_DENIED also where Canto does not offer it. */
void        canto_sign_in_run_handshake_async (CantoSignIn *self,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data);
CantoToken *canto_sign_in_run_handshake_finish (CantoSignIn *self,
                                                GAsyncResult *result,
                                                GError **error);

/* The person says that she is done in the browser: asks for the code at once. Nothing if none is waited
 * for. */
void canto_sign_in_go_on (CantoSignIn *self);

/* Client credentials (3.14, 3.29): no browser, no person; for the demo tenant and for servers.
 * %CANTO_ERROR_WRONG_KEY also if the key has no client credentials mode (3.15).
 * @user_id: (nullable): the e-mail of the person to act as
 * @scope: (nullable): `admin`, `contributor` or `consumer` */
void        canto_sign_in_run_credentials_async (CantoSignIn *self,
                                                 const char *user_id,
                                                 const char *scope,
                                                 GCancellable *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer user_data);
CantoToken *canto_sign_in_run_credentials_finish (CantoSignIn *self,
                                                  GAsyncResult *result,
                                                  GError **error);

G_END_DECLS
