/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether the service can be reached: what tells it, and how it comes back. */

#include "canto-reach-private.h"

#include "fake-clock.h"
#include "raw-service.h"
#include "stub-service.h"
#include "test-wait.h"

typedef struct
{
  StubService *service; /* answers each request with 404 */
  RawService *silent;   /* hangs up */
  FakeClock *clock;
  CantoHttp *http;
  CantoReach *reach;
  guint n_changes;
} Fixture;

static void
answer (StubService *service, SoupServerMessage *message, gpointer user_data)
{
}

static void
online_changed (Fixture *fixture)
{
  fixture->n_changes++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const char *base;
  CantoAccountOptions options = { .app_id = "app" };
  g_autoptr (CantoAccount) account = NULL;

  fixture->service = stub_service_new (NULL, answer, NULL);
  fixture->silent = raw_service_new (NULL);
  base = data != NULL ? raw_service_get_base (fixture->silent)
                      : stub_service_get_base (fixture->service);
  options.loopback_base = base;
  account = canto_account_new (&options, NULL);
  g_assert_nonnull (account);
  fixture->clock = fake_clock_new ();
  fixture->http = canto_http_new (account);
  fixture->reach = canto_reach_new (fixture->http, base, CANTO_CLOCK (fixture->clock));
  g_signal_connect_swapped (fixture->reach, "notify::online", G_CALLBACK (online_changed), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->reach != NULL)
    test_assert_last_unref (fixture->reach);
  test_assert_last_unref (fixture->http);
  test_wait_threads_end ("canto-http");
  test_assert_last_unref (fixture->clock);
  raw_service_free (fixture->silent);
  stub_service_free (fixture->service);
}

static gboolean
is_online (gpointer user_data)
{
  return canto_reach_get_online (((Fixture *) user_data)->reach);
}

static gboolean
has_asked_often (gpointer user_data)
{
  return fake_clock_get_n_alarms (((Fixture *) user_data)->clock) >= 7;
}

static void
test_any_answer (Fixture *fixture, gconstpointer data)
{
  g_assert_true (is_online (fixture));
  canto_reach_check (fixture->reach);
  canto_reach_take_answer (fixture->reach);
  g_assert_cmpuint (fixture->n_changes, ==, 0);

  canto_reach_take_failure (fixture->reach);
  canto_reach_take_failure (fixture->reach);
  g_assert_false (is_online (fixture));
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  g_assert_cmpuint (fake_clock_get_n_alarms (fixture->clock), ==, 1);

  fake_clock_advance (fixture->clock, fake_clock_get_delay_us (fixture->clock, 0));
  test_wait_until (is_online, fixture, "an answer");
  g_assert_cmpuint (fixture->n_changes, ==, 2);
  g_assert_cmpuint (stub_service_get_n_requests (fixture->service), ==, 1);
  g_assert_cmpstr (stub_service_get_request (fixture->service, 0)->line, ==, "HEAD /");
  g_assert_null (stub_service_get_request (fixture->service, 0)->authorization);
}

static void
test_check_at_once (Fixture *fixture, gconstpointer data)
{
  canto_reach_take_failure (fixture->reach);
  canto_reach_check (fixture->reach);
  canto_reach_check (fixture->reach);
  test_wait_until (is_online, fixture, "an answer");
  g_assert_cmpuint (stub_service_get_n_requests (fixture->service), ==, 1);
}

/* A call was answered while the question is on its way: it is given up. */
static void
test_call_answered (Fixture *fixture, gconstpointer data)
{
  canto_reach_take_failure (fixture->reach);
  canto_reach_check (fixture->reach);
  canto_reach_take_answer (fixture->reach);
  g_assert_true (is_online (fixture));

  canto_reach_take_failure (fixture->reach);
  g_assert_false (is_online (fixture));
  g_assert_cmpuint (fixture->n_changes, ==, 3);
  g_assert_cmpint (fake_clock_get_delay_us (fixture->clock, 1), ==, 2 * G_USEC_PER_SEC);
}

static void
test_ever_more_seldom (Fixture *fixture, gconstpointer data)
{
  static const gint64 delays_s[] = { 2, 4, 8, 16, 30, 30 };

  fake_clock_set_runs (fixture->clock, TRUE);
  canto_reach_take_failure (fixture->reach);
  test_wait_until (has_asked_often, fixture, "several questions");
  g_assert_false (is_online (fixture));
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (delays_s); i++)
    g_assert_cmpint (fake_clock_get_delay_us (fixture->clock, i), ==, delays_s[i] * G_USEC_PER_SEC);
}

static void
test_gone_while_asking (Fixture *fixture, gconstpointer data)
{
  canto_reach_take_failure (fixture->reach);
  canto_reach_check (fixture->reach);
  test_assert_last_unref (fixture->reach);
  fixture->reach = NULL;
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/reach/any-answer", Fixture, NULL, set_up, test_any_answer, tear_down);
  g_test_add ("/reach/check-at-once", Fixture, NULL, set_up, test_check_at_once, tear_down);
  g_test_add ("/reach/call-answered", Fixture, NULL, set_up, test_call_answered, tear_down);
  g_test_add ("/reach/ever-more-seldom", Fixture, "silent", set_up, test_ever_more_seldom,
              tear_down);
  g_test_add ("/reach/gone-while-asking", Fixture, "silent", set_up, test_gone_while_asking,
              tear_down);

  return g_test_run ();
}
