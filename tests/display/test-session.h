/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "engine-session.h"
#include "test-tenant.h"

G_BEGIN_DECLS

/* A session that is signed in at @tenant. @calls_per_minute: the account's own limit; 0 is 200 */
EngineSession *test_session_new (TestTenant *tenant, guint calls_per_minute);

/* The same, with a folder for its previews; the session makes one of its own in it. */
EngineSession *test_session_new_with_cache (TestTenant *tenant, guint calls_per_minute, const char *cache_dir);

/* The same for a role: "consumer", "contributor" or "admin" (3.15), with calls that need not wait. @scope: (nullable):
 * that of the person herself */
EngineSession *test_session_new_with_scope (TestTenant *tenant, const char *scope);

/* A session with a token that nobody gave, and that is not refreshed, for a server at @base. */
EngineSession *test_session_new_for_base (const char *base);

/* Drops the last reference, and fails if somebody else holds one. */
void test_session_free (EngineSession *session);

/* The habits of a person who has none yet: nothing is kept of them. */
GSettings *test_session_new_settings (void);

G_END_DECLS
