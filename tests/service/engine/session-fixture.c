/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "session-fixture.h"

#include "canto-sign-in.h"
#include "test-wait.h"

static void
count_signed_out (SessionFixture *fixture)
{
  fixture->n_signed_out++;
}

static void
start (SessionFixture *fixture)
{
  g_autofree char *scenario_argument =
      g_strconcat ("--scenario=", fixture->scenario != NULL ? fixture->scenario : "normal", NULL);
  g_autofree char *limit_argument =
      g_strdup_printf ("--calls-per-minute=%d", SESSION_CALLS_PER_MINUTE);
  const char *given[] = { fixture->latency_argument, fixture->state_argument,
                          fixture->port_argument };
  const char *more[G_N_ELEMENTS (given)] = { NULL };
  guint n_more = 0;
  g_autoptr (GError) error = NULL;
  CantoAccountOptions options = { .calls_per_minute = SESSION_CALLS_PER_MINUTE };

  for (gsize i = 0; i < G_N_ELEMENTS (given); i++)
    {
      if (given[i] != NULL)
        more[n_more++] = given[i];
    }
  /* The first that is NULL ends the list. */
  fixture->tenant = test_tenant_start ("--assets=2000", scenario_argument, limit_argument, more[0],
                                       more[1], more[2], NULL);
  options.loopback_base = test_tenant_get (fixture->tenant, "base");
  options.app_id = test_tenant_get (fixture->tenant, "app_id");
  options.redirect_uri = test_tenant_get (fixture->tenant, "redirect_uri");
  fixture->account = canto_account_new (&options, &error);
  g_assert_no_error (error);
  fixture->app_secret = canto_secret_new (test_tenant_get (fixture->tenant, "app_secret"));
  fixture->store = canto_token_store_new_in_memory ();
  fixture->session = engine_session_new (fixture->account, fixture->store, NULL);
  g_signal_connect_swapped (fixture->session, "signed-out", G_CALLBACK (count_signed_out), fixture);
}

static void
end_session (SessionFixture *fixture)
{
  test_assert_last_unref (fixture->session);
  test_assert_last_unref (fixture->store);
  test_assert_last_unref (fixture->account);
  canto_secret_unref (fixture->app_secret);
}

void
session_fixture_set_up (SessionFixture *fixture, gconstpointer scenario)
{
  fixture->scenario = scenario;
  start (fixture);
}

void
session_fixture_tear_down (SessionFixture *fixture, gconstpointer data)
{
  end_session (fixture);
  g_free (test_tenant_stop (fixture->tenant));
}

void
session_fixture_kill_tenant (SessionFixture *fixture)
{
  end_session (fixture);
  test_tenant_kill (fixture->tenant);
}

void
session_fixture_start_again (SessionFixture *fixture)
{
  start (fixture);
  session_fixture_sign_in (fixture);
}

static CantoToken *
get_token (SessionFixture *fixture, const char *scope)
{
  g_autoptr (CantoSignIn) sign_in = canto_sign_in_new (fixture->account, fixture->app_secret);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CantoToken *token;

  canto_sign_in_run_credentials_async (
      sign_in, scope == NULL ? test_tenant_get (fixture->tenant, "user") : NULL, scope, NULL,
      test_keep_result, &result);
  token = canto_sign_in_run_credentials_finish (sign_in, test_wait_result (&result), &error);
  g_assert_no_error (error);

  return token;
}

void
session_fixture_sign_in (SessionFixture *fixture)
{
  session_fixture_sign_in_as (fixture, NULL);
}

void
session_fixture_sign_in_as (SessionFixture *fixture, const char *scope)
{
  g_autoptr (CantoToken) token = get_token (fixture, scope);
  g_autoptr (GAsyncResult) saved = NULL;
  g_autoptr (GAsyncResult) restored = NULL;
  g_autoptr (GError) error = NULL;

  canto_token_store_save_async (fixture->store, fixture->account, token, NULL, test_keep_result,
                                &saved);
  g_assert_true (canto_token_store_save_finish (fixture->store, test_wait_result (&saved), &error));
  engine_session_restore_async (fixture->session, NULL, test_keep_result, &restored);
  g_assert_true (
      engine_session_restore_finish (fixture->session, test_wait_result (&restored), &error));
  g_assert_no_error (error);
}

CantoQuery *
session_fixture_new_images (CantoApproval approval)
{
  return canto_query_with_approvals (
      canto_query_with_schemes (canto_query_new (), 1u << CANTO_SCHEME_IMAGE), 1u << approval);
}

CantoPage *
session_fixture_list (SessionFixture *fixture, CantoQuery *query, guint n_assets)
{
  CatalogSource *source = engine_session_get_source (fixture->session);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CantoPage *page;

  catalog_source_load_range_async (source, query, 0, n_assets, NULL, test_keep_result, &result);
  canto_query_unref (query);
  page = catalog_source_load_range_finish (source, test_wait_result (&result), &error);
  g_assert_no_error (error);

  return page;
}

GPtrArray *
session_fixture_get_details (SessionFixture *fixture, CantoQuery *query, guint n_assets)
{
  CantoClient *client = engine_session_get_client (fixture->session);
  g_autoptr (CantoPage) page = session_fixture_list (fixture, query, n_assets);
  g_autoptr (GPtrArray) listed = g_ptr_array_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *details;

  for (guint i = 0; i < canto_page_get_n_assets (page); i++)
    g_ptr_array_add (listed, canto_page_get_asset (page, i));
  canto_client_get_assets_async (client, listed, CANTO_PRIORITY_DETAILS, NULL, test_keep_result,
                                 &result);
  details = canto_client_get_assets_finish (client, test_wait_result (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (details->len, ==, listed->len);

  return details;
}

CantoAsset *
session_fixture_find_asset (GPtrArray *assets, DeliveryRecipe *recipe, DeliveryConcerns concerns)
{
  for (guint i = 0; i < assets->len; i++)
    {
      if (delivery_get_concerns (assets->pdata[i], recipe) == concerns)
        return assets->pdata[i];
    }
  g_error ("The library has no such asset.");
}

guint64
session_fixture_get_n_counted (SessionFixture *fixture)
{
  return canto_client_get_n_counted_calls (engine_session_get_client (fixture->session));
}
