/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every call against every fault: what a person is told, how often the service is asked, that no
 * token goes astray, and that nothing is left of it. */

#include "canto-error.h"
#include "canto-reach-private.h"

#include "failing-resolver.h"
#include "hostile-faults.h"
#include "test-tenant.h"
#include "test-wait.h"

#include <libsoup/soup.h>
#include <string.h>

/* What a call may hold beyond what there was before it: JSON is read up to 64 MiB (14.11). */
#define MAX_READ_BYTES  (150 * 1024 * 1024)
#define MAX_OTHER_BYTES (40 * 1024 * 1024)

#define MAX_WINDOW_MS 5000

/* What the address sanitizer keeps is none of ours. */
#ifdef __SANITIZE_ADDRESS__
#define IS_MEMORY_MEASURED FALSE
#else
#define IS_MEMORY_MEASURED TRUE
#endif

static TestFaultServer *server;
static TestFaultServer *elsewhere;

static char *
make_base (const HostileFault *fault)
{
  if (fault->place == HOSTILE_PLACE_REFUSED)
    return g_strdup_printf ("http://127.0.0.1:%u", test_find_free_port ());
  if (fault->place == HOSTILE_PLACE_UNNAMED)
    return g_strdup ("acme.canto.com");

  return g_strdup (test_fault_server_get_base (server));
}

static char *
make_retry_after (const HostileFault *fault)
{
  g_autoptr (GDateTime) now = NULL;
  g_autoptr (GDateTime) then = NULL;

  if (g_strcmp0 (fault->retry_after, "date") != 0)
    return g_strdup (fault->retry_after);

  now = g_date_time_new_now_utc ();
  then = g_date_time_add_seconds (now, 20);

  return soup_date_time_to_string (then, SOUP_DATE_HTTP);
}

static void
arm_servers (const HostileFault *fault, const HostileCall *call)
{
  g_autoptr (GBytes) body = NULL;
  g_autofree char *retry_after = make_retry_after (fault);
  gboolean is_away = g_strcmp0 (fault->location, "elsewhere") == 0;
  g_autofree char *away = g_strconcat (test_fault_server_get_base (elsewhere), "/there", NULL);

  /* A new one: a thread of the old one may be about to read a request that was given up. */
  g_clear_pointer (&server, test_fault_server_free);
  server = hostile_server_new (NULL);
  body = hostile_fault_make_body (fault, call, test_fault_server_get_base (server));
  test_fault_server_set (server, fault->fault, hostile_call_get_path (call),
                         hostile_call_get_type (call), body);
  test_fault_server_set_status (server, fault->status, retry_after);
  test_fault_server_set_location (server, is_away ? away : fault->location);
  test_fault_server_set_refused (server, call->kind == HOSTILE_REFRESH ? HOSTILE_ACCESS : NULL);
  test_fault_server_set (elsewhere, TEST_FAULT_BODY, "/", hostile_call_get_type (call), body);
}

/* C4, C8: the token to the account's own server alone, and the rest nowhere but in bodies. */
static void
check_secrets (const HostileCall *call, const GError *error)
{
  static const char *const secrets[] = {
    HOSTILE_SECRET, HOSTILE_REFRESH_TOKEN, HOSTILE_ACCESS, "acc3ss-5ecret-1", "c0de-5ecret-18aa",
  };

  g_assert_false (test_fault_server_was_told (elsewhere, "Authorization"));
  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++)
    {
      g_assert_false (test_fault_server_was_told (elsewhere, secrets[i]));
      g_assert_true (error == NULL || strstr (error->message, secrets[i]) == NULL);
    }
  g_assert_false (test_fault_server_was_told (server, HOSTILE_SECRET));
  /* 3.19: there alone it is in the address. */
  if (call->kind != HOSTILE_LOOKUP)
    g_assert_false (test_fault_server_was_told (server, HOSTILE_REFRESH_TOKEN));
}

static void
check_counts (const HostileFault *fault,
              const HostileCall *call,
              const HostileOutcome *outcome,
              guint n_requests)
{
  guint n_many = call->is_many ? HOSTILE_MANY : 1;
  guint n_elsewhere = test_fault_server_count (elsewhere, "");

  /* Where time is short a busy machine may not even let a request through; and of several the rest
   * is given up when one has failed. */
  g_assert_cmpuint (n_requests, <=, outcome->n_requests * n_many);
  g_assert_cmpuint (n_elsewhere, <=, outcome->n_elsewhere * n_many);
  if (fault->window_ms == 0)
    {
      g_assert_cmpuint (n_requests, >=,
                        call->is_many ? MIN (outcome->n_requests, 1) : outcome->n_requests);
      g_assert_cmpuint (n_elsewhere, >=, outcome->n_elsewhere);
    }
}

static void
check_outcome (const HostileFault *fault, const HostileCall *call, const GError *error)
{
  HostileOutcome outcome = hostile_fault_get_outcome (fault, call);
  guint n_requests = test_fault_server_count (server, call->line);

  /* Where time is short the questions after the post may get no answer, either. */
  if (fault->window_ms > 0 && call->kind == HOSTILE_POST && error != NULL)
    g_assert_error (error, CANTO_ERROR, CANTO_ERROR_OFFLINE);
  else if (outcome.domain == 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, outcome.domain, outcome.code);
  /* One more may be of libsoup, when a connection ends that it had kept: it asks again what is no
   * write (RFC 9110, 9.2.2). */
  if (call->kind == HOSTILE_CODE && fault->fault == TEST_FAULT_RESET_SILENT)
    n_requests = MIN (n_requests, outcome.n_requests);
  check_counts (fault, call, &outcome, n_requests);
}

/* 13.4: the wait is that which the service asks for. */
static void
check_wait (HostileWorld *world, const HostileFault *fault, const HostileCall *call)
{
  gint64 longest_us = 0;

  if (fault->status != 429 || fault->retry_after == NULL || !call->is_repeatable)
    return;

  for (guint i = 0; i < fake_clock_get_n_alarms (world->clock); i++)
    longest_us = MAX (longest_us, fake_clock_get_delay_us (world->clock, i));
  if (g_str_equal (fault->retry_after, "date"))
    g_assert_cmpint (longest_us, >, 8 * G_USEC_PER_SEC); /* more than a wait of ours at first */
  g_assert_cmpint (longest_us, <=, 75 * G_USEC_PER_SEC);
}

static void
check_memory (gsize before, const HostileCall *call)
{
  gsize peak = hostile_memory_get_peak ();
  gsize most = (call->kind == HOSTILE_READ ? (gsize) MAX_READ_BYTES : (gsize) MAX_OTHER_BYTES)
               * (call->is_many ? HOSTILE_MANY : 1);

  if (IS_MEMORY_MEASURED)
    g_assert_cmpuint (peak, <, before + most);
}

/* FALSE if time was so short that it was over before the fault. @window_ms: 0 or how short */
static gboolean
run_cell (const HostileFault *fault, const HostileCall *call, guint window_ms)
{
  g_autofree char *base = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  HostileWorld *world;
  gboolean is_met;
  gsize before;

  arm_servers (fault, call);
  base = make_base (fault);
  hostile_memory_reset ();
  before = hostile_memory_get ();
  world = hostile_world_new (server, elsewhere, base, NULL, window_ms);
  call->start (world, test_keep_result, &result);
  g_assert_cmpint (call->finish (world, test_wait_result (&result), &error), ==, error == NULL);

  check_memory (before, call);
  check_secrets (call, error);
  is_met = fault->window_ms == 0 || test_fault_server_count (server, call->line) > 0;
  if (is_met)
    {
      check_outcome (fault, call, error);
      check_wait (world, fault, call);
    }
  g_clear_object (&result);
  hostile_world_free (world);

  return is_met;
}

static void
test_call (gconstpointer data)
{
  const HostileCall *call = data;
  guint n_faults;
  const HostileFault *faults = hostile_faults_get (&n_faults);

  for (guint i = 0; i < n_faults; i++)
    {
      g_test_message ("%s: %s", call->name, faults[i].name);
      /* As short as it may be where a request comes through. */
      for (guint window_ms = faults[i].window_ms; !run_cell (&faults[i], call, window_ms);
           window_ms *= 2)
        g_assert_cmpuint (window_ms, <, MAX_WINDOW_MS);
    }
}

/* A connection that is kept may end when the next request is on its way: libsoup makes that request
 * again, which must not happen to one that may not be made twice. */
static void
test_kept_connection (gconstpointer data)
{
  const HostileCall *call = data;
  const HostileFault fault = { .name = "reset-on-reuse", .fault = TEST_FAULT_RESET_ON_REUSE };
  HostileWorld *world;

  arm_servers (&fault, call);
  world = hostile_world_new (server, elsewhere, NULL, NULL, 0);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      call->start (world, test_keep_result, &result);
      g_assert_true (call->finish (world, test_wait_result (&result), &error));
      g_assert_no_error (error);
    }
  g_assert_cmpuint (test_fault_server_count (server, call->line), ==, 2);
  hostile_world_free (world);
}

/* 4.1: any answer is one, however broken; and where there is none it is asked for again, by HEAD
 * and without a token (13.6). */

typedef struct
{
  CantoReach *reach;
  FakeClock *clock;
} Asking;

static gboolean
has_come_or_waits (gpointer data)
{
  Asking *asking = data;

  return canto_reach_get_online (asking->reach) || fake_clock_get_n_alarms (asking->clock) > 3;
}

static gboolean
is_answer (const HostileFault *fault)
{
  static const TestFault none[] = { TEST_FAULT_RESET_SILENT, TEST_FAULT_RESET_IN_HEAD,
                                    TEST_FAULT_SLOW_HEAD, TEST_FAULT_ENDLESS_HEAD,
                                    TEST_FAULT_ENDLESS_INTERIM };

  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    {
      if (fault->fault == none[i])
        return FALSE;
    }

  return fault->place == HOSTILE_PLACE_THERE;
}

static void
run_reach (const HostileFault *fault)
{
  static const HostileCall head = { .name = "reach", .line = "HEAD /", .good = "{}" };
  g_autofree char *base = NULL;
  HostileWorld *world;
  Asking asking;
  gboolean is_online;

  arm_servers (fault, &head);
  test_fault_server_set_minds_heads (server);
  base = make_base (fault);
  world = hostile_world_new (server, elsewhere, base, NULL, fault->window_ms);
  asking.clock = world->clock;
  asking.reach = canto_reach_new (world->http, canto_account_get_api_base (world->account),
                                  CANTO_CLOCK (world->clock));
  canto_reach_take_failure (asking.reach);
  canto_reach_check (asking.reach);
  test_wait_until (has_come_or_waits, &asking, "an answer, or several questions");
  is_online = canto_reach_get_online (asking.reach);
  test_assert_last_unref (asking.reach);
  if (fault->window_ms == 0)
    g_assert_cmpint (is_online, ==, is_answer (fault));
  check_secrets (&head, NULL);
  g_assert_false (test_fault_server_was_told (server, "Authorization"));
  g_assert_cmpuint (test_fault_server_count (server, "GET"), ==, 0);
  g_assert_cmpuint (test_fault_server_count (server, "HEAD"), <=, 5);
  hostile_world_free (world);
}

static void
test_reach (void)
{
  guint n_faults;
  const HostileFault *faults = hostile_faults_get (&n_faults);

  for (guint i = 0; i < n_faults; i++)
    {
      g_test_message ("reach: %s", faults[i].name);
      run_reach (&faults[i]);
    }
}

int
main (int argc, char *argv[])
{
  guint n_calls;
  const HostileCall *calls = hostile_calls_get (&n_calls);
  g_autoptr (GResolver) resolver = NULL;
  int status;

  g_setenv ("GIO_USE_PROXY_RESOLVER", "dummy", TRUE);
  g_test_init (&argc, &argv, NULL);

  resolver = failing_resolver_new ();
  g_resolver_set_default (resolver);
  elsewhere = hostile_server_new (NULL);
  for (guint i = 0; i < n_calls; i++)
    {
      g_autofree char *path = g_strconcat ("/hostile/", calls[i].name, NULL);

      g_test_add_data_func (path, &calls[i], test_call);
      if (!calls[i].is_repeatable && calls[i].kind < HOSTILE_REFRESH
          && calls[i].kind != HOSTILE_LOOKUP)
        {
          g_autofree char *kept = g_strconcat ("/hostile/kept-connection/", calls[i].name, NULL);

          g_test_add_data_func (kept, &calls[i], test_kept_connection);
        }
    }
  g_test_add_func ("/hostile/reach", test_reach);
  status = g_test_run ();
  g_clear_pointer (&server, test_fault_server_free);
  test_fault_server_free (elsewhere);

  return status;
}
