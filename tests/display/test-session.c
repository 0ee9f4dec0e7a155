/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "test-session.h"

#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>

#include "canto-sign-in.h"
#include "test-wait.h"

static CantoAccount *
make_account (const char *base, const char *app_id, guint calls_per_minute)
{
  CantoAccountOptions options = {
    .loopback_base = base,
    .app_id = app_id,
    .calls_per_minute = calls_per_minute,
  };
  g_autoptr (GError) error = NULL;
  CantoAccount *account = canto_account_new (&options, &error);

  g_assert_no_error (error);

  return account;
}

static EngineSession *
make_session (CantoAccount *account,
              CantoToken *token,
              CantoSecret *app_secret,
              const char *cache_dir)
{
  g_autoptr (CantoTokenStore) store = canto_token_store_new_in_memory ();
  EngineSession *session = engine_session_new (account, store, cache_dir);

  canto_client_set_token (engine_session_get_client (session), token, app_secret);

  return session;
}

EngineSession *
test_session_new (TestTenant *tenant, guint calls_per_minute)
{
  return test_session_new_with_cache (tenant, calls_per_minute, NULL);
}

static EngineSession *
sign_in (TestTenant *tenant, guint calls_per_minute, const char *scope, const char *cache_dir)
{
  g_autoptr (CantoAccount) account = make_account (
      test_tenant_get (tenant, "base"), test_tenant_get (tenant, "app_id"), calls_per_minute);
  g_autoptr (CantoSecret) app_secret = canto_secret_new (test_tenant_get (tenant, "app_secret"));
  g_autoptr (CantoSignIn) sign_in = canto_sign_in_new (account, app_secret);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (CantoToken) token = NULL;
  g_autoptr (GError) error = NULL;

  canto_sign_in_run_credentials_async (sign_in, test_tenant_get (tenant, "user"), scope, NULL,
                                       (GAsyncReadyCallback) test_keep_result, &result);
  token = canto_sign_in_run_credentials_finish (sign_in, test_wait_result (&result), &error);
  g_assert_no_error (error);

  return make_session (account, token, app_secret, cache_dir);
}

EngineSession *
test_session_new_with_cache (TestTenant *tenant, guint calls_per_minute, const char *cache_dir)
{
  return sign_in (tenant, calls_per_minute, NULL, cache_dir);
}

EngineSession *
test_session_new_with_scope (TestTenant *tenant, const char *scope)
{
  return sign_in (tenant, 6000, scope, NULL);
}

EngineSession *
test_session_new_for_base (const char *base)
{
  g_autoptr (CantoAccount) account = make_account (base, "app", 6000);
  g_autoptr (CantoSecret) access = canto_secret_new ("token");
  g_autoptr (CantoToken) token =
      canto_token_new (access, NULL, g_get_real_time () / G_USEC_PER_SEC + 3600);

  return make_session (account, token, NULL, NULL);
}

void
test_session_free (EngineSession *session)
{
  test_assert_last_unref (session);
}

GSettings *
test_session_new_settings (void)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();

  return g_settings_new_with_backend ("io.github.descant.Descant", backend);
}
