/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "session.h"

#include "browser.h"
#include "test-wait.h"

static void
client_signed_out (Session *session)
{
  session->n_signed_out++;
}

/* The rest, once there is an account. */
static void
make_client (Session *session)
{
  session->store = canto_token_store_new_in_memory ();
  session->clock = fake_clock_new ();
  fake_clock_set_runs (session->clock, TRUE);
  session->client = g_object_new (CANTO_TYPE_CLIENT, "account", session->account, "store",
                                  session->store, "clock", session->clock, NULL);
  g_signal_connect_swapped (session->client, "signed-out", G_CALLBACK (client_signed_out), session);
}

static void
make_account (Session *session, const CantoAccountOptions *options)
{
  g_autoptr (GError) error = NULL;

  session->account = canto_account_new (options, &error);
  g_assert_no_error (error);
}

static CantoToken *
run_credentials (Session *session)
{
  CantoSignIn *sign_in = canto_sign_in_new (session->account, session->app_secret);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CantoToken *token;

  canto_sign_in_run_credentials_async (sign_in, NULL, NULL, NULL, test_keep_result, &result);
  token = canto_sign_in_run_credentials_finish (sign_in, test_wait_result (&result), &error);
  g_assert_no_error (error);
  g_clear_object (&result);
  test_assert_last_unref (sign_in);

  return token;
}

static void
open_uri (char **opened, const char *uri)
{
  *opened = g_strdup (uri);
}

static CantoToken *
run_browser (Session *session)
{
  CantoSignIn *sign_in = canto_sign_in_new (session->account, session->app_secret);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *opened = NULL;
  g_autofree char *back = NULL;
  g_autoptr (TestReply) page = NULL;
  CantoToken *token;

  g_signal_connect_swapped (sign_in, "open-uri", G_CALLBACK (open_uri), &opened);
  canto_sign_in_run_async (sign_in, NULL, test_keep_result, &result);
  g_assert_nonnull (opened);
  back = browser_decide (session->tenant, opened, "allow");
  page = browser_visit ("GET", back, NULL, NULL);
  g_assert_cmpuint (page->status, ==, 200);
  token = canto_sign_in_run_finish (sign_in, test_wait_result (&result), &error);
  g_assert_no_error (error);
  g_clear_object (&result);
  test_assert_last_unref (sign_in);

  return token;
}

Session *
session_new (const char *scenario, const char *more)
{
  Session *session = g_new0 (Session, 1);
  CantoAccountOptions options = { .page_size = 0 };
  g_autoptr (CantoToken) token = NULL;

  session->tenant = test_tenant_start ("--assets=300", scenario, more, NULL);
  session->app_secret = canto_secret_new (test_tenant_get (session->tenant, "app_secret"));
  options.loopback_base = test_tenant_get (session->tenant, "base");
  options.app_id = test_tenant_get (session->tenant, "app_id");
  make_account (session, &options);
  make_client (session);
  token = run_credentials (session);
  g_assert_null (canto_token_get_refresh (token));
  canto_client_set_token (session->client, token, session->app_secret);

  return session;
}

Session *
session_new_by_browser (const char *scenario, CantoOAuthFamily family, CantoPkce pkce)
{
  Session *session = g_new0 (Session, 1);
  g_autofree char *redirect =
      g_strdup_printf ("http://localhost:%u/callback", test_find_free_port ());
  g_autofree char *registered = g_strconcat ("--redirect-uri=", redirect, NULL);
  CantoAccountOptions options = { .redirect_uri = redirect, .oauth_family = family, .pkce = pkce };
  g_autoptr (CantoToken) token = NULL;

  session->tenant = test_tenant_start ("--assets=300", scenario, registered, NULL);
  session->app_secret = canto_secret_new (test_tenant_get (session->tenant, "app_secret"));
  options.loopback_base = test_tenant_get (session->tenant, "base");
  options.app_id = test_tenant_get (session->tenant, "app_id");
  make_account (session, &options);
  make_client (session);
  token = run_browser (session);
  g_assert_nonnull (canto_token_get_refresh (token));
  session->first_refresh = g_strdup (canto_secret_peek (canto_token_get_refresh (token)));
  canto_client_set_token (session->client, token, session->app_secret);

  return session;
}

Session *
session_new_at (const char *base, guint page_size)
{
  Session *session = g_new0 (Session, 1);
  const CantoAccountOptions options = { .loopback_base = base,
                                        .app_id = "app",
                                        .page_size = page_size };

  session->app_secret = canto_secret_new ("secret");
  make_account (session, &options);
  make_client (session);
  session_set_token (session, "t0", NULL);

  return session;
}

void
session_free (Session *session)
{
  test_assert_last_unref (session->client);
  test_assert_last_unref (session->store);
  test_assert_last_unref (session->clock);
  test_wait_threads_end ("canto-http");
  test_assert_last_unref (session->account);
  canto_secret_unref (session->app_secret);
  g_free (session->first_refresh);
  if (session->tenant != NULL)
    g_free (test_tenant_stop (session->tenant));
  g_free (session);
}

void
session_set_token (Session *session, const char *access, const char *refresh)
{
  g_autoptr (CantoSecret) access_secret = canto_secret_new (access);
  g_autoptr (CantoSecret) refresh_secret = refresh != NULL ? canto_secret_new (refresh) : NULL;
  g_autoptr (CantoToken) token = canto_token_new (access_secret, refresh_secret,
                                                  g_get_real_time () / G_USEC_PER_SEC + 2592000);

  canto_client_set_token (session->client, token, session->app_secret);
}

CantoPage *
session_list (Session *session, CantoQuery *query, guint start, guint limit, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  canto_client_list_async (session->client, query, start, limit, CANTO_PRIORITY_INTERACTIVE, NULL,
                           test_keep_result, &result);

  return canto_client_list_finish (session->client, test_wait_result (&result), error);
}

GPtrArray *
session_get_tree (Session *session, const char *folder_id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  canto_client_get_tree_async (session->client, folder_id, CANTO_PRIORITY_INTERACTIVE, NULL,
                               test_keep_result, &result);

  return canto_client_get_tree_finish (session->client, test_wait_result (&result), error);
}

CantoNode *
session_get_node (Session *session, CantoScheme scheme, const char *id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  canto_client_get_node_async (session->client, scheme, id, CANTO_PRIORITY_INTERACTIVE, NULL,
                               test_keep_result, &result);

  return canto_client_get_node_finish (session->client, test_wait_result (&result), error);
}

CantoAsset *
session_get_asset (Session *session, CantoScheme scheme, const char *id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  canto_client_get_asset_async (session->client, scheme, id, CANTO_PRIORITY_DETAILS, NULL,
                                test_keep_result, &result);

  return canto_client_get_asset_finish (session->client, test_wait_result (&result), error);
}

GPtrArray *
session_get_assets (Session *session, GPtrArray *assets, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  canto_client_get_assets_async (session->client, assets, CANTO_PRIORITY_DETAILS, NULL,
                                 test_keep_result, &result);

  return canto_client_get_assets_finish (session->client, test_wait_result (&result), error);
}

GPtrArray *
session_get_fields (Session *session, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  canto_client_get_fields_async (session->client, CANTO_PRIORITY_INTERACTIVE, NULL,
                                 test_keep_result, &result);

  return canto_client_get_fields_finish (session->client, test_wait_result (&result), error);
}

CantoUser *
session_get_user (Session *session, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  canto_client_get_user_async (session->client, CANTO_PRIORITY_INTERACTIVE, NULL, test_keep_result,
                               &result);

  return canto_client_get_user_finish (session->client, test_wait_result (&result), error);
}

GBytes *
session_fetch (Session *session,
               const char *uri,
               CantoFetch how,
               gsize max_bytes,
               char **type,
               GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  canto_client_fetch_async (session->client, uri, how, max_bytes, CANTO_PRIORITY_PREVIEW, NULL,
                            test_keep_result, &result);

  return canto_client_fetch_finish (session->client, test_wait_result (&result), type, error);
}
