/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tenant-library.h"

G_BEGIN_DECLS

/* Who a token acts for. */
typedef struct
{
  guint user;
  TenantRole role;
} TenantIdentity;

/* What an authorization code is bound to (3.33). */
typedef struct
{
  TenantIdentity identity;
  char *redirect_uri;
  char *challenge; /* (nullable) */
  gboolean is_s256;
  gboolean is_handed; /* by ssocode, so that no redirect has carried it (3.20) */
  gint64 expires_at_us;
} TenantGrant;

void tenant_grant_free (TenantGrant *grant);

/**
 * TenantTokens:
 *
 * The codes and tokens that were given out. Main thread only.
 */
typedef struct _TenantTokens TenantTokens;

/* @calls_a_token: after so many an access token is expired; 0 is never */
TenantTokens *tenant_tokens_new (guint calls_a_token);
void          tenant_tokens_free (TenantTokens *tokens);

/* @grant: (transfer full). The code. (transfer full) */
char        *tenant_tokens_add_code (TenantTokens *tokens, TenantGrant *grant);
/* Uses the code up (3.33). (transfer full) (nullable) */
TenantGrant *tenant_tokens_take_code (TenantTokens *tokens, const char *code, gint64 now_us);

char    *tenant_tokens_add_access (TenantTokens *tokens, const TenantIdentity *identity);
gboolean tenant_tokens_use_access (TenantTokens *tokens, const char *token, TenantIdentity *identity);
char    *tenant_tokens_add_refresh (TenantTokens *tokens, const TenantIdentity *identity);
gboolean tenant_tokens_find_refresh (TenantTokens *tokens, const char *token, TenantIdentity *identity);
void     tenant_tokens_remove_refresh (TenantTokens *tokens, const char *token);

G_END_DECLS
