/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TestTenant:
 *
 * A stand-in tenant as a child process on a free port, from `$DESCANT_TENANT`. What it prints is kept.
 */
typedef struct _TestTenant TestTenant;

/* Starts `descant-tenant --port=0` with the arguments given, up to NULL, and waits for "ready". */
TestTenant *test_tenant_start (const char *first_argument, ...) G_GNUC_NULL_TERMINATED;

/* One of its first lines: "base", "delivery", "app_id", "app_secret", "redirect_uri", "user",
 * "password". */
const char *test_tenant_get (TestTenant *self, const char *key);

GPid test_tenant_get_pid (TestTenant *self);

/* Takes it off the network, or brings it back, and waits until that is so. */
void test_tenant_toggle_network (TestTenant *self);

/* Ends it by SIGTERM and waits: it must exit with 0. Returns all that it printed on both outputs
 * besides its first lines. (transfer full) */
char *test_tenant_stop (TestTenant *self);

/* Ends it at once, as a crash would. */
void test_tenant_kill (TestTenant *self);

/* A port of the loopback that nobody listens on now. */
guint test_find_free_port (void);

G_END_DECLS
