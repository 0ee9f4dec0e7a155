/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "tenant-node.h"

G_BEGIN_DECLS

/**
 * TenantState:
 *
 * A file that keeps what was changed: things of some kinds, each with a key and a body of JSON. What was
 * committed is on the disk. One thread at a time. Errors are of G_IO_ERROR.
 */
typedef struct _TenantState TenantState;

/* @library: what the things are changes of: a file of another library is refused, as is one that is broken,
 * in use, or no such file at all. One that is not there is made. */
TenantState *tenant_state_open (const char *path, const char *library, GError **error);
void         tenant_state_close (TenantState *state);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TenantState, tenant_state_close)

/* FALSE if the body cannot be one. */
typedef gboolean (*TenantStateFunc) (const char *key, JsonNode *body, gpointer user_data);

/* All things of a kind, in the order of @place, then of their keys. */
gboolean tenant_state_read (TenantState *state, const char *kind, TenantStateFunc func, gpointer user_data, GError **error);

/* What is put between these two is kept altogether or not at all. Whatever fails takes it all back. */
gboolean tenant_state_begin (TenantState *state, GError **error);
/* @body: (nullable): NULL takes the thing away */
gboolean tenant_state_put (TenantState *state, const char *kind, const char *key, gint64 place, GBytes *body, GError **error);
gboolean tenant_state_commit (TenantState *state, GError **error);

G_END_DECLS
