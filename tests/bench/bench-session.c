/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bench-session.h"

#include "canto-sign-in.h"
#include "delivery-link.h"
#include "test-wait.h"

#define PAGE_SIZE      100
#define MAX_FILE_BYTES (32 * 1024 * 1024)

TestTenant *
bench_session_start_tenant (guint latency_ms)
{
  g_autofree char *latency = g_strdup_printf ("--latency-ms=%u", latency_ms);

  return test_tenant_start (latency, "--assets=1000000", "--calls-per-minute=0", NULL);
}

CantoAccount *
bench_session_make_account (TestTenant *tenant)
{
  CantoAccountOptions options = {
    .loopback_base = test_tenant_get (tenant, "base"),
    .app_id = test_tenant_get (tenant, "app_id"),
    .calls_per_minute = BENCH_CALLS_PER_MINUTE,
  };
  g_autoptr (GError) error = NULL;
  CantoAccount *account = canto_account_new (&options, &error);

  g_assert_no_error (error);

  return account;
}

CantoToken *
bench_session_make_token (TestTenant *tenant, CantoAccount *account)
{
  g_autoptr (CantoSecret) app_secret = canto_secret_new (test_tenant_get (tenant, "app_secret"));
  g_autoptr (CantoSignIn) sign_in = canto_sign_in_new (account, app_secret);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CantoToken *token;

  canto_sign_in_run_credentials_async (sign_in, test_tenant_get (tenant, "user"), NULL, NULL,
                                       (GAsyncReadyCallback) test_keep_result, &result);
  token = canto_sign_in_run_credentials_finish (sign_in, test_wait_result (&result), &error);
  g_assert_no_error (error);

  return token;
}

EngineSession *
bench_session_new (TestTenant *tenant, const char *cache_dir)
{
  g_autoptr (CantoAccount) account = bench_session_make_account (tenant);
  g_autoptr (CantoToken) token = bench_session_make_token (tenant, account);
  g_autoptr (CantoTokenStore) store = canto_token_store_new_in_memory ();
  EngineSession *session = engine_session_new (account, store, cache_dir);

  canto_client_set_token (engine_session_get_client (session), token, NULL);

  return session;
}

static CantoPage *
list_page (CantoClient *client, CantoQuery *query, guint start)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CantoPage *page;

  canto_client_list_async (client, query, start, PAGE_SIZE, CANTO_PRIORITY_INTERACTIVE, NULL,
                           (GAsyncReadyCallback) test_keep_result, &result);
  page = canto_client_list_finish (client, test_wait_result (&result), &error);
  g_assert_no_error (error);

  return page;
}

GPtrArray *
bench_session_list_images (EngineSession *session, guint n_assets)
{
  GPtrArray *assets = g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);
  g_autoptr (CantoQuery) query = canto_query_new ();
  guint start = 0;

  while (assets->len < n_assets)
    {
      g_autoptr (CantoPage) page = list_page (engine_session_get_client (session), query, start);

      start += canto_page_get_n_received (page);
      for (guint i = 0; i < canto_page_get_n_assets (page) && assets->len < n_assets; i++)
        {
          CantoAsset *asset = canto_page_get_asset (page, i);

          if (canto_asset_get_scheme (asset) == CANTO_SCHEME_IMAGE)
            g_ptr_array_add (assets, canto_asset_ref (asset));
        }
    }

  return assets;
}

/* Its delivery link comes with the details. (transfer full) */
static CantoAsset *
get_details (CantoClient *client, CantoAsset *asset)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CantoAsset *details;

  canto_client_get_asset_async (client, canto_asset_get_scheme (asset), canto_asset_get_id (asset),
                                CANTO_PRIORITY_INTERACTIVE, NULL,
                                (GAsyncReadyCallback) test_keep_result, &result);
  details = canto_client_get_asset_finish (client, test_wait_result (&result), &error);
  g_assert_no_error (error);

  return details;
}

GBytes *
bench_session_fetch_preview (EngineSession *session, CantoAsset *asset, guint size_px)
{
  CantoClient *client = engine_session_get_client (session);
  g_autoptr (CantoAsset) details = get_details (client, asset);
  g_autofree char *uri = delivery_link_dup_preview_uri (details, size_px);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *bytes;

  if (uri == NULL)
    return NULL;

  canto_client_fetch_async (client, uri, CANTO_FETCH_FREE, MAX_FILE_BYTES, CANTO_PRIORITY_PREVIEW,
                            NULL, (GAsyncReadyCallback) test_keep_result, &result);
  bytes = canto_client_fetch_finish (client, test_wait_result (&result), NULL, &error);
  g_assert_no_error (error);

  return bytes;
}
