/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "canto-account.h"
#include "canto-http.h"
#include "canto-token.h"

G_BEGIN_DECLS

/* Requests to the token endpoint (canto-api.md 3.10 to 3.18): a form body, never a query (C4). */

/* What stands below the OAuth base for the account's family: "authorize", "compatible/authorize". */
const char *canto_oauth_get_authorize_path (CantoAccount *account);

/* The page that the browser ends on in a sign-in without a redirect (3.20). (transfer full) */
char *canto_oauth_dup_loading_uri (CantoAccount *account);

/* @names_and_values: pairs, ended by NULL; a NULL value leaves its pair out. (transfer full) */
CantoHttpRequest *canto_oauth_new_request (CantoAccount *account,
                                           const char *grant_type,
                                           CantoSecret *app_secret,
                                           const char *const *names_and_values);

/* The token of a reply, whose body is wiped, or an error: WRONG_KEY for a bad key, DENIED for a grant that is refused.
 * @now_unix_s: from when expiresIn counts. (transfer full) */
CantoToken *canto_oauth_read_token (CantoHttpReply *reply, gint64 now_unix_s, GError **error);

G_END_DECLS
