/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A whole library listed, at as many calls a minute as the tenant allows and the client keeps to:
 * which share of the allowed calls are made while it lasts, and whether an asset is missing. Once a
 * million assets at 6,000 calls, and once a tenant that is far away at a fifth of that, where it is
 * the waiting that counts and not the processors. */

#include "canto-walk.h"

#include "bench-report.h"
#include "test-tenant.h"
#include "test-wait.h"

#include "canto-sign-in.h"

#include <sys/resource.h>

typedef struct
{
  const char *name;
  guint n_assets;
  guint calls_per_minute;
  guint page_size;
  guint latency_ms;
  const char *goal; /* (nullable) */
} Measure;

/* In pages of 100, so that it lasts about a minute or longer: the first calls may go at once. */
static const Measure measures[] = {
  { "listing", 1000000, 6000, 100, 0, "own>=0.95" },
  { "listing-1000", 1000000, 6000, 1000, 0, NULL },
  { "listing-far", 96000, 1200, 100, 250, NULL },
};

static CantoToken *
sign_in (TestTenant *tenant, CantoAccount *account)
{
  g_autoptr (CantoSecret) secret = canto_secret_new (test_tenant_get (tenant, "app_secret"));
  g_autoptr (CantoSignIn) attempt = canto_sign_in_new (account, secret);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CantoToken *token;

  canto_sign_in_run_credentials_async (attempt, NULL, NULL, NULL, test_keep_result, &result);
  token = canto_sign_in_run_credentials_finish (attempt, test_wait_result (&result), &error);
  g_assert_no_error (error);

  return token;
}

static CantoClient *
make_client (TestTenant *tenant, const Measure *measure)
{
  const CantoAccountOptions options = { .loopback_base = test_tenant_get (tenant, "base"),
                                        .app_id = test_tenant_get (tenant, "app_id"),
                                        .page_size = measure->page_size,
                                        .calls_per_minute = measure->calls_per_minute };
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoAccount) account = canto_account_new (&options, &error);
  g_autoptr (CantoTokenStore) store = canto_token_store_new_in_memory ();
  g_autoptr (CantoToken) token = NULL;
  CantoClient *client;

  g_assert_no_error (error);
  token = sign_in (tenant, account);
  client = canto_client_new (account, store);
  canto_client_set_token (client, token, NULL);

  return client;
}

static guint
walk (CantoClient *client)
{
  g_autoptr (CantoQuery) query = canto_query_new ();
  g_autoptr (CantoWalk) walk = canto_walk_new (client, query, CANTO_PRIORITY_BACKGROUND);
  guint n_assets = 0;

  for (;;)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) assets = NULL;

      canto_walk_next_async (walk, NULL, test_keep_result, &result);
      assets = canto_walk_next_finish (walk, test_wait_result (&result), &error);
      g_assert_no_error (error);
      if (assets->len == 0)
        return n_assets;
      n_assets += assets->len;
    }
}

/* Of all processors. */
static double
get_processor_ms (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);

  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000
         + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000;
}

static TestTenant *
start_tenant (const Measure *measure)
{
  g_autofree char *assets = g_strdup_printf ("--assets=%u", measure->n_assets);
  g_autofree char *limit = g_strdup_printf ("--calls-per-minute=%u", measure->calls_per_minute);
  g_autofree char *latency = g_strdup_printf ("--latency-ms=%u", measure->latency_ms);

  return test_tenant_start (assets, limit, latency, NULL);
}

static void
run (const Measure *measure)
{
  TestTenant *tenant = start_tenant (measure);
  CantoClient *client = make_client (tenant, measure);
  g_autofree char *time_name = g_strconcat (measure->name, "-time", NULL);
  g_autofree char *cpu_name = g_strconcat (measure->name, "-cpu", NULL);
  double begin_ms = bench_get_wall_ms ();
  double begin_cpu_ms = get_processor_ms ();
  guint n_assets = walk (client);
  double cpu_ms = get_processor_ms () - begin_cpu_ms;
  double minutes = (bench_get_wall_ms () - begin_ms) / 60000;
  double n_calls = (double) canto_client_get_n_counted_calls (client);

  g_assert_cmpuint (n_assets, ==, measure->n_assets);
  bench_report (measure->name, n_calls / (measure->calls_per_minute * minutes), BENCH_NO_PEER,
                "share", measure->goal);
  bench_report (time_name, minutes * 60, BENCH_NO_PEER, "s", NULL);
  bench_report (cpu_name, cpu_ms / n_calls, BENCH_NO_PEER, "ms", NULL);
  test_assert_last_unref (client);
  g_free (test_tenant_stop (tenant));
}

int
main (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (measures); i++)
    run (&measures[i]);

  return 0;
}
