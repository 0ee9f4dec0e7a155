/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "canto-account.h"
#include "canto-http.h"
#include "canto-secret.h"

G_BEGIN_DECLS

/**
 * canto_lookup_tenant_async:
 * @account: whose OAuth host is asked; its own tenant does not matter
 * @refresh: the refresh token of a sign-in there
 *
 * Which tenant a sign-in is of (3.19): for a sign-in where nobody has typed the address. The protocol puts the refresh
 * token into the path; there is no other call that has a secret in its address, it is made once, and follows no
 * redirect. Without a refresh token the address must be typed.
 *
 * Finish gives the host, which has passed 2.9. It gets no token by itself: make an account of it, and ask the person
 * if it is not what she expects (2.10). %CANTO_ERROR_BAD_REPLY: it is no address of a Canto account, so the sign-in ends
 * (C7). %CANTO_ERROR_NOT_FOUND: the token is not known.
 */
void  canto_lookup_tenant_async (CantoAccount *account,
                                 CantoHttp *http,
                                 CantoSecret *refresh,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
char *canto_lookup_tenant_finish (CantoAccount *account, GAsyncResult *result, GError **error);

G_END_DECLS
