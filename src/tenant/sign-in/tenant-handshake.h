/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TenantHandshake:
 *
 * Programs that wait for a code without a redirect (3.20): each has a worker id, and asks with it until
 * the person has signed in. Main thread only.
 */
typedef struct _TenantHandshake TenantHandshake;

TenantHandshake *tenant_handshake_new (void);
void             tenant_handshake_free (TenantHandshake *handshake);

/* A new worker id; it is good for as long as a code is. (transfer full) */
char    *tenant_handshake_add_worker (TenantHandshake *handshake, gint64 now_us);
gboolean tenant_handshake_has_worker (TenantHandshake *handshake, const char *id, gint64 now_us);
/* @id must be one that it has. */
void tenant_handshake_hand_over (TenantHandshake *handshake, const char *id, const char *code);
/* NULL before it was handed over. (nullable) */
const char *tenant_handshake_get_code (TenantHandshake *handshake, const char *id, gint64 now_us);

G_END_DECLS
