/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tenant-exchange.h"

G_BEGIN_DECLS

/**
 * TenantSignIn:
 *
 * The OAuth host (section 3): pages for the browser, tokens for programs. Main thread only.
 */
typedef struct _TenantSignIn TenantSignIn;

/* @tokens is borrowed. */
TenantSignIn *tenant_sign_in_new (TenantTokens *tokens);
void          tenant_sign_in_free (TenantSignIn *sign_in);

/* Answers what is below /oauth/api/oauth2. @form: (nullable): of a POST */
void tenant_sign_in_answer (TenantSignIn *sign_in, TenantExchange *exchange, GHashTable *form);

G_END_DECLS
