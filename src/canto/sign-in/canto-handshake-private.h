/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "canto-clock.h"
#include "canto-http.h"

G_BEGIN_DECLS

/**
 * CantoHandshake:
 *
 * Gets an authorization code without a redirect (canto-api.md 3.20, 3.21): it asks for a worker id, which
 * goes into the address for the browser, and then asks for the code again and again.
 */
#define CANTO_TYPE_HANDSHAKE (canto_handshake_get_type ())
G_DECLARE_FINAL_TYPE (CantoHandshake, canto_handshake, CANTO, HANDSHAKE, GObject)

CantoHandshake *canto_handshake_new (CantoHttp *http, CantoAccount *account, CantoClock *clock);

/* The worker id. Errors: %CANTO_ERROR_DENIED where there is no such way, and those of the network.
 * (transfer full) */
void         canto_handshake_begin_async (CantoHandshake *self,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
CantoSecret *canto_handshake_begin_finish (CantoHandshake *self, GAsyncResult *result, GError **error);

/* The code: asked for each five seconds, for five minutes. Errors: %CANTO_ERROR_TIMED_OUT,
 * %CANTO_ERROR_INSECURE, %G_IO_ERROR_CANCELLED; any other trouble may pass. (transfer full) */
void         canto_handshake_wait_async (CantoHandshake *self,
                                         CantoSecret *worker_id,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
CantoSecret *canto_handshake_wait_finish (CantoHandshake *self, GAsyncResult *result, GError **error);

/* The person says that she is done: asks at once, if it waits for the next time. */
void canto_handshake_ask_now (CantoHandshake *self);

/* The one word that @reply is, of @min_length at least, or %NULL; then @reply is wiped. (transfer full) (nullable) */
CantoSecret *canto_handshake_read_word (CantoHttpReply *reply, gsize min_length);

G_END_DECLS
