/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The host of a tenant as a person may write it (canto-api.md 2.9), or NULL with INVALID_ACCOUNT.
 * @region: (nullable): the domain for a bare name. (transfer full) */
char *canto_address_to_host (const char *address, const char *region, GError **error);

/* Whether only a region makes a host of it: `acme`, `https://acme/x`. */
gboolean canto_address_is_bare_name (const char *address);

/* `oauth.` and everything after the first label (2.7). (transfer full) */
char *canto_address_get_oauth_host (const char *tenant_host);

/* `http://127.0.0.1:PORT` or the like, without a path: the only bases that may be plain (2.11). */
gboolean canto_address_is_loopback_base (const char *base);

G_END_DECLS
