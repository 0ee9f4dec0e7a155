/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A page of 1,000 assets, from JSON to records: what the main thread does of it, what a worker
 * does, and what json-glib alone takes to parse it. */

#include "canto-parse.h"

#include "bench-report.h"
#include "bench-session.h"
#include "test-http.h"
#include "test-wait.h"

#include <json-glib/json-glib.h>

#define N_ROUNDS 40

/* The page as it comes. */
static GBytes *
fetch_page (CantoClient *client)
{
  g_autofree char *uri =
      g_strconcat (canto_account_get_api_base (canto_client_get_account (client)),
                   "/api/v1/search?limit=1000", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *bytes;

  canto_client_fetch_async (client, uri, CANTO_FETCH_SIGNED, 64 * 1024 * 1024,
                            CANTO_PRIORITY_INTERACTIVE, NULL, test_keep_result, &result);
  bytes = canto_client_fetch_finish (client, test_wait_result (&result), NULL, &error);
  g_assert_no_error (error);

  return bytes;
}

static double
parse_bare (GBytes *bytes)
{
  double begin_ms = bench_get_thread_ms ();
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  g_assert_true (json_parser_load_from_data (parser, data, (gssize) length, NULL));

  return bench_get_thread_ms () - begin_ms;
}

static double
parse_records (GBytes *bytes)
{
  double begin_ms = bench_get_thread_ms ();
  g_autoptr (CantoPage) page = canto_parse_page (bytes, 0, NULL);

  g_assert_cmpuint (canto_page_get_n_assets (page), ==, 1000);

  return bench_get_thread_ms () - begin_ms;
}

/* What this thread does from the question until it has the records, and lets them go. */
static double
list_page (CantoClient *client)
{
  g_autoptr (CantoQuery) query = canto_query_new ();
  g_autoptr (GAsyncResult) result = NULL;
  double begin_ms = bench_get_thread_ms ();
  CantoPage *page;

  canto_client_list_async (client, query, 0, 1000, CANTO_PRIORITY_INTERACTIVE, NULL,
                           test_keep_result, &result);
  page = canto_client_list_finish (client, test_wait_result (&result), NULL);
  g_assert_cmpuint (canto_page_get_n_assets (page), ==, 1000);

  begin_ms = bench_get_thread_ms () - begin_ms;
  canto_page_unref (page);

  return begin_ms;
}

int
main (int argc, char *argv[])
{
  TestTenant *tenant = bench_session_start_tenant (0);
  EngineSession *session = bench_session_new (tenant, NULL);
  CantoClient *client = engine_session_get_client (session);
  g_autoptr (GBytes) bytes = fetch_page (client);
  g_autoptr (GArray) main_ms = bench_samples_new ();
  g_autoptr (GArray) own_ms = bench_samples_new ();
  g_autoptr (GArray) bare_ms = bench_samples_new ();

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      bench_samples_add (own_ms, parse_records (bytes));
      bench_samples_add (bare_ms, parse_bare (bytes));
      bench_samples_add (main_ms, list_page (client));
    }
  bench_report ("page-main", bench_samples_get (main_ms, 50), BENCH_NO_PEER, "ms", "own<=1");
  bench_report ("page", bench_samples_get (own_ms, 50), bench_samples_get (bare_ms, 50), "ms",
                NULL);
  g_object_unref (session);
  g_free (test_tenant_stop (tenant));

  return 0;
}
