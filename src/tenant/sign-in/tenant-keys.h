/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* 32 random lower-case hex digits (3.17). (transfer full) */
char *tenant_keys_new_token (void);

/**
 * TenantKeys:
 *
 * What makes links unguessable: signs them with a key that lives as long as the program. Immutable.
 */
typedef struct _TenantKeys TenantKeys;

TenantKeys *tenant_keys_new (void);
void        tenant_keys_free (TenantKeys *keys);

/* 27 characters of URL-safe base64 (1.9). (transfer full) */
char    *tenant_keys_sign (TenantKeys *keys, const char *text);
gboolean tenant_keys_check (TenantKeys *keys, const char *text, const char *signature);

G_END_DECLS
