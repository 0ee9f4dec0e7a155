/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-tokens.h"

static const TenantIdentity cleo = { 2, TENANT_ROLE_CONSUMER };

static char *
add_code (TenantTokens *tokens, gint64 expires_at_us)
{
  TenantGrant *grant = g_new0 (TenantGrant, 1);

  grant->identity = cleo;
  grant->redirect_uri = g_strdup ("http://localhost:1/");
  grant->challenge = g_strdup ("challenge");
  grant->expires_at_us = expires_at_us;

  return tenant_tokens_add_code (tokens, grant);
}

static void
test_codes (void)
{
  TenantTokens *tokens = tenant_tokens_new (0);
  g_autofree char *code = add_code (tokens, 100);
  g_autofree char *late = add_code (tokens, 100);
  g_autofree char *unused = add_code (tokens, 100);
  TenantGrant *grant = tenant_tokens_take_code (tokens, code, 100);

  g_assert_cmpstr (code, !=, late);
  g_assert_nonnull (grant);
  g_assert_cmpuint (grant->identity.user, ==, 2);
  g_assert_cmpstr (grant->redirect_uri, ==, "http://localhost:1/");
  tenant_grant_free (grant);
  g_assert_null (tenant_tokens_take_code (tokens, code, 100));

  g_assert_null (tenant_tokens_take_code (tokens, late, 101));
  g_assert_null (tenant_tokens_take_code (tokens, late, 100)); /* used up */
  g_assert_null (tenant_tokens_take_code (tokens, "guess", 0));
  g_assert_nonnull (unused);
  tenant_tokens_free (tokens);
}

static void
test_access (void)
{
  TenantTokens *tokens = tenant_tokens_new (0);
  g_autofree char *token = tenant_tokens_add_access (tokens, &cleo);
  g_autofree char *refresh = tenant_tokens_add_refresh (tokens, &cleo);
  TenantIdentity identity = { 0 };

  for (guint i = 0; i < 100; i++)
    g_assert_true (tenant_tokens_use_access (tokens, token, &identity));
  g_assert_cmpuint (identity.user, ==, 2);
  g_assert_cmpint (identity.role, ==, TENANT_ROLE_CONSUMER);
  /* Neither is good for the other. */
  g_assert_false (tenant_tokens_use_access (tokens, refresh, &identity));
  g_assert_false (tenant_tokens_find_refresh (tokens, token, &identity));
  g_assert_false (tenant_tokens_use_access (tokens, "", &identity));
  tenant_tokens_free (tokens);
}

static void
test_calls_a_token (void)
{
  TenantTokens *tokens = tenant_tokens_new (3);
  g_autofree char *first = tenant_tokens_add_access (tokens, &cleo);
  g_autofree char *second = tenant_tokens_add_access (tokens, &cleo);
  TenantIdentity identity;

  for (guint i = 0; i < 3; i++)
    g_assert_true (tenant_tokens_use_access (tokens, first, &identity));
  g_assert_false (tenant_tokens_use_access (tokens, first, &identity));
  g_assert_false (tenant_tokens_use_access (tokens, first, &identity));
  g_assert_true (tenant_tokens_use_access (tokens, second, &identity));
  tenant_tokens_free (tokens);
}

static void
test_refresh (void)
{
  TenantTokens *tokens = tenant_tokens_new (0);
  g_autofree char *token = tenant_tokens_add_refresh (tokens, &cleo);
  TenantIdentity identity = { 0 };

  g_assert_true (tenant_tokens_find_refresh (tokens, token, &identity));
  g_assert_true (tenant_tokens_find_refresh (tokens, token, &identity));
  g_assert_cmpuint (identity.user, ==, 2);
  tenant_tokens_remove_refresh (tokens, token);
  g_assert_false (tenant_tokens_find_refresh (tokens, token, &identity));
  tenant_tokens_free (tokens);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tokens/3.33/codes", test_codes);
  g_test_add_func ("/tokens/access", test_access);
  g_test_add_func ("/tokens/14.2/calls-a-token", test_calls_a_token);
  g_test_add_func ("/tokens/3.18/refresh", test_refresh);

  return g_test_run ();
}
