/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "test-http.h"
#include "test-tenant.h"

G_BEGIN_DECLS

/* What a person's browser does in a sign-in, over HTTP. */

/* Asks on a thread of its own, while the main context goes on: for servers of this process.
 * @name, @value: (nullable): one more header */
TestReply *browser_visit (const char *method, const char *uri, const char *name, const char *value);

/* Fills in the tenant's login form, and presses "allow" or "deny" on the page after it. Returns where
 * the tenant sends the browser then; NULL if the browser stays there. (transfer full) (nullable) */
char *browser_decide (TestTenant *tenant, const char *authorize_uri, const char *decision);

/* The value of one parameter of an address, decoded. (transfer full) (nullable) */
char *browser_get_parameter (const char *uri, const char *name);

G_END_DECLS
