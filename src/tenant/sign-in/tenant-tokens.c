/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-tokens.h"

#include "tenant-keys.h"

typedef struct
{
  TenantIdentity identity;
  guint n_calls;
} Access;

struct _TenantTokens
{
  GHashTable *codes;   /* code → TenantGrant */
  GHashTable *access;  /* token → Access */
  GHashTable *refresh; /* token → TenantIdentity */
  guint calls_a_token;
};

void
tenant_grant_free (TenantGrant *grant)
{
  g_free (grant->redirect_uri);
  g_free (grant->challenge);
  g_free (grant);
}

TenantTokens *
tenant_tokens_new (guint calls_a_token)
{
  TenantTokens *tokens = g_new0 (TenantTokens, 1);

  tokens->codes =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) tenant_grant_free);
  tokens->access = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  tokens->refresh = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  tokens->calls_a_token = calls_a_token;

  return tokens;
}

void
tenant_tokens_free (TenantTokens *tokens)
{
  g_hash_table_unref (tokens->codes);
  g_hash_table_unref (tokens->access);
  g_hash_table_unref (tokens->refresh);
  g_free (tokens);
}

char *
tenant_tokens_add_code (TenantTokens *tokens, TenantGrant *grant)
{
  char *code = tenant_keys_new_token ();

  g_hash_table_insert (tokens->codes, g_strdup (code), grant);

  return code;
}

TenantGrant *
tenant_tokens_take_code (TenantTokens *tokens, const char *code, gint64 now_us)
{
  g_autofree char *key = NULL;
  TenantGrant *grant = NULL;

  if (!g_hash_table_steal_extended (tokens->codes, code, (gpointer *) &key, (gpointer *) &grant))
    return NULL;
  if (grant->expires_at_us < now_us)
    g_clear_pointer (&grant, tenant_grant_free);

  return grant;
}

char *
tenant_tokens_add_access (TenantTokens *tokens, const TenantIdentity *identity)
{
  char *token = tenant_keys_new_token ();
  Access *access = g_new0 (Access, 1);

  access->identity = *identity;
  g_hash_table_insert (tokens->access, g_strdup (token), access);

  return token;
}

gboolean
tenant_tokens_use_access (TenantTokens *tokens, const char *token, TenantIdentity *identity)
{
  Access *access = g_hash_table_lookup (tokens->access, token);

  if (access == NULL)
    return FALSE;
  if (tokens->calls_a_token > 0 && access->n_calls++ >= tokens->calls_a_token)
    {
      g_hash_table_remove (tokens->access, token);
      return FALSE;
    }
  *identity = access->identity;

  return TRUE;
}

char *
tenant_tokens_add_refresh (TenantTokens *tokens, const TenantIdentity *identity)
{
  char *token = tenant_keys_new_token ();

  g_hash_table_insert (tokens->refresh, g_strdup (token), g_memdup2 (identity, sizeof *identity));

  return token;
}

gboolean
tenant_tokens_find_refresh (TenantTokens *tokens, const char *token, TenantIdentity *identity)
{
  const TenantIdentity *found = g_hash_table_lookup (tokens->refresh, token);

  if (found == NULL)
    return FALSE;
  *identity = *found;

  return TRUE;
}

void
tenant_tokens_remove_refresh (TenantTokens *tokens, const char *token)
{
  g_hash_table_remove (tokens->refresh, token);
}
