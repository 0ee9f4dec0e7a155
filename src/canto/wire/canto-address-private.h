/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The host of a tenant as a person may write it (canto-api.md 2.9), or NULL with INVALID_ACCOUNT.
 * @region: (nullable): the domain for a bare name
 * @extra_domains: (nullable): others than those of 2.1 to 2.5 (17.8), which canto_address_is_domain() has passed.
 * (transfer full) */
char *canto_address_to_host (const char *address, const char *region, const char *const *extra_domains, GError **error);

/* Whether tenants may be below it: two labels at least, in lower case, and no address of a computer. */
gboolean canto_address_is_domain (const char *domain);

/* Whether only a region makes a host of it: `acme`, `https://acme/x`. */
gboolean canto_address_is_bare_name (const char *address);

/* `oauth.` and everything after the first label (2.7). (transfer full) */
char *canto_address_get_oauth_host (const char *tenant_host);

/* `http://127.0.0.1:PORT` or the like, without a path: the only bases that may be plain (2.11). They may be
 * https, too. */
gboolean canto_address_is_loopback_base (const char *base);

G_END_DECLS
