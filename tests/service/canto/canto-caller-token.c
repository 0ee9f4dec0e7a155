/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The token: refreshed when it is refused or about to end, once for all who wait (C9, 3.18). */

#include "caller-fixture.h"
#include "raw-service.h"

/* C9 */

static void
test_ten_refusals (CallerFixture *fixture, gconstpointer data)
{
  GAsyncResult *results[10] = { NULL };
  g_autoptr (CantoToken) stored = NULL;

  caller_fixture_set_good (fixture, "t1");
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    caller_fixture_begin (fixture, NULL, &results[i]);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    caller_fixture_end_well (fixture, &results[i]);
  g_assert_cmpuint (stub_service_count (fixture->service, TOKEN_POSTS), ==, 1);
  g_assert_cmpuint (caller_fixture_count_calls (fixture), ==, 20);
  g_assert_cmpuint (fixture->n_signed_out, ==, 0);

  /* 3.18: the old refresh token stays, for no other came; and it is kept. */
  caller_fixture_assert_token (canto_caller_get_token (fixture->caller), "t1", "r0");
  stored = caller_fixture_load_stored (fixture);
  caller_fixture_assert_token (stored, "t1", "r0");
}

static void
test_rotating_refresh (CallerFixture *fixture, gconstpointer data)
{
  g_autoptr (CantoToken) stored = NULL;

  caller_fixture_set_good (fixture, "t1");
  fixture->new_refresh = "r1";
  caller_fixture_get (fixture, 0, 0);
  caller_fixture_assert_token (canto_caller_get_token (fixture->caller), "t1", "r1");
  stored = caller_fixture_load_stored (fixture);
  caller_fixture_assert_token (stored, "t1", "r1");
}

static void
test_one_repeat (CallerFixture *fixture, gconstpointer data)
{
  caller_fixture_set_good (fixture, "never");
  caller_fixture_get (fixture, CANTO_ERROR, CANTO_ERROR_SIGNED_OUT);
  g_assert_cmpuint (caller_fixture_count_calls (fixture), ==, 2);
  g_assert_cmpuint (stub_service_count (fixture->service, TOKEN_POSTS), ==, 1);
  g_assert_cmpuint (fixture->n_signed_out, ==, 1);
  g_assert_null (canto_caller_get_token (fixture->caller));
}

/* A call that was on its way while another one renewed the token. */
static void
test_late_refusal (CallerFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) late = NULL;

  fixture->keeps_calls = TRUE;
  caller_fixture_begin (fixture, NULL, &late);
  test_wait_until (caller_fixture_has_kept, fixture, "the call");
  fixture->keeps_calls = FALSE;
  caller_fixture_set_good (fixture, "t1");
  caller_fixture_get (fixture, 0, 0);

  caller_fixture_answer_kept (fixture);
  caller_fixture_end_well (fixture, &late);
  g_assert_cmpuint (stub_service_count (fixture->service, TOKEN_POSTS), ==, 1);
}

/* Refused with an old token, and then with the one that came meanwhile: that is its first refusal.
 */
static void
test_late_refusal_twice (CallerFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) late = NULL;

  fixture->keeps_calls = TRUE;
  caller_fixture_begin (fixture, NULL, &late);
  test_wait_until (caller_fixture_has_kept, fixture, "the call");
  fixture->keeps_calls = FALSE;
  caller_fixture_set_good (fixture, "t1");
  caller_fixture_get (fixture, 0, 0);

  caller_fixture_set_good (fixture, "t2");
  caller_fixture_answer_kept (fixture);
  caller_fixture_end_well (fixture, &late);
  g_assert_cmpuint (stub_service_count (fixture->service, TOKEN_POSTS), ==, 2);
  g_assert_cmpuint (fixture->n_signed_out, ==, 0);
}

/* The token ends while the call is tried for the last time. */
static void
test_refused_at_last_try (CallerFixture *fixture, gconstpointer data)
{
  static const Answer answers[] = { { 503, "0" }, { 503, "0" }, { 503, "0" }, { 401, NULL } };

  fixture->answers = answers;
  fixture->n_answers = G_N_ELEMENTS (answers);
  fixture->good_after = "t1";
  caller_fixture_get (fixture, 0, 0);
  g_assert_cmpuint (fixture->n_signed_out, ==, 0);
  caller_fixture_assert_token (canto_caller_get_token (fixture->caller), "t1", "r0");
}

static void
test_refresh_denied (CallerFixture *fixture, gconstpointer data)
{
  GAsyncResult *results[5] = { NULL };

  caller_fixture_set_good (fixture, "t1");
  fixture->refresh_status = 400;
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    caller_fixture_begin (fixture, NULL, &results[i]);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    caller_fixture_end (fixture, &results[i], CANTO_ERROR, CANTO_ERROR_SIGNED_OUT);
  g_assert_cmpuint (fixture->n_signed_out, ==, 1);
  g_assert_null (canto_caller_get_token (fixture->caller));
  g_assert_cmpuint (stub_service_count (fixture->service, TOKEN_POSTS), ==, 1);
}

/* The OAuth host is in trouble: that is no reason to sign in again. */
static void
test_refresh_in_trouble (CallerFixture *fixture, gconstpointer data)
{
  caller_fixture_set_good (fixture, "t1");
  fixture->refresh_status = 503;
  caller_fixture_get (fixture, CANTO_ERROR, CANTO_ERROR_SERVICE);
  g_assert_cmpuint (fixture->n_signed_out, ==, 0);
  caller_fixture_assert_token (canto_caller_get_token (fixture->caller), "t0", "r0");

  fixture->refresh_status = 200;
  caller_fixture_get (fixture, 0, 0);
  caller_fixture_assert_token (canto_caller_get_token (fixture->caller), "t1", "r0");
}

static void
test_nothing_to_refresh_with (CallerFixture *fixture, gconstpointer data)
{
  caller_fixture_set_token (fixture, "t0", NULL, 30 * DAY_S);
  caller_fixture_set_good (fixture, "t1");
  caller_fixture_get (fixture, CANTO_ERROR, CANTO_ERROR_SIGNED_OUT);
  g_assert_cmpuint (stub_service_count (fixture->service, TOKEN_POSTS), ==, 0);
  g_assert_cmpuint (caller_fixture_count_calls (fixture), ==, 1);
  g_assert_cmpuint (fixture->n_signed_out, ==, 1);
}

static gboolean
has_new_token (gpointer user_data)
{
  CantoToken *token = canto_caller_get_token (((CallerFixture *) user_data)->caller);

  return g_str_equal (canto_secret_peek (canto_token_get_access (token)), "t1");
}

static void
test_refresh_ahead (CallerFixture *fixture, gconstpointer data)
{
  GAsyncResult *results[3] = { NULL };

  caller_fixture_set_token (fixture, "t0", "r0", DAY_S - 60);
  fixture->keeps_tokens = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    caller_fixture_begin (fixture, NULL, &results[i]);
  /* Nobody waits for the new token while the old one works. */
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    caller_fixture_end_well (fixture, &results[i]);
  test_wait_until (caller_fixture_has_kept, fixture, "the refresh");
  caller_fixture_answer_kept (fixture);
  test_wait_until (has_new_token, fixture, "the new token");
  g_assert_cmpuint (stub_service_count (fixture->service, TOKEN_POSTS), ==, 1);

  caller_fixture_set_good (fixture, "t1");
  caller_fixture_get (fixture, 0, 0);
  g_assert_cmpuint (stub_service_count (fixture->service, TOKEN_POSTS), ==, 1);
}

/* A refresh under way holds the caller. */
static gboolean
has_no_refresh (gpointer user_data)
{
  return G_OBJECT (((CallerFixture *) user_data)->caller)->ref_count == 1;
}

/* Nobody was refused anything: the old token is good until the service says otherwise. */
static void
test_refresh_ahead_denied (CallerFixture *fixture, gconstpointer data)
{
  caller_fixture_set_token (fixture, "t0", "r0", DAY_S - 60);
  fixture->refresh_status = 400;
  fixture->keeps_tokens = TRUE;
  caller_fixture_get (fixture, 0, 0);
  test_wait_until (caller_fixture_has_kept, fixture, "the refresh");
  fixture->keeps_tokens = FALSE;
  caller_fixture_answer_kept (fixture);
  test_wait_until (has_no_refresh, fixture, "the end of the refresh");
  g_assert_cmpuint (fixture->n_signed_out, ==, 0);
  caller_fixture_get (fixture, 0, 0);
  g_assert_cmpuint (stub_service_count (fixture->service, TOKEN_POSTS), ==, 1);

  caller_fixture_set_good (fixture, "t1");
  caller_fixture_get (fixture, CANTO_ERROR, CANTO_ERROR_SIGNED_OUT);
  g_assert_cmpuint (fixture->n_signed_out, ==, 1);
}

static void
test_no_refresh_without_need (CallerFixture *fixture, gconstpointer data)
{
  caller_fixture_set_token (fixture, "t0", "r0", DAY_S + 600);
  caller_fixture_get (fixture, 0, 0);
  caller_fixture_get (fixture, 0, 0);
  g_assert_cmpuint (stub_service_count (fixture->service, TOKEN_POSTS), ==, 0);
}

static void
test_signed_out_during_refresh (CallerFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;

  caller_fixture_set_good (fixture, "t1");
  fixture->keeps_tokens = TRUE;
  caller_fixture_begin (fixture, NULL, &result);
  test_wait_until (caller_fixture_has_kept, fixture, "the refresh");
  canto_caller_set_token (fixture->caller, NULL, NULL);
  caller_fixture_answer_kept (fixture);
  caller_fixture_end (fixture, &result, CANTO_ERROR, CANTO_ERROR_SIGNED_OUT);
  g_assert_null (canto_caller_get_token (fixture->caller));
  g_assert_cmpuint (fixture->n_signed_out, ==, 0);
}

/* Another person's token is not overwritten by what was on its way for the first. */
static void
test_signed_in_during_refresh (CallerFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;

  caller_fixture_set_good (fixture, "t1");
  fixture->keeps_tokens = TRUE;
  caller_fixture_begin (fixture, NULL, &result);
  test_wait_until (caller_fixture_has_kept, fixture, "the refresh");
  caller_fixture_set_token (fixture, "other", "other-refresh", 30 * DAY_S);
  caller_fixture_set_good (fixture, "other");
  caller_fixture_answer_kept (fixture);
  caller_fixture_end_well (fixture, &result);
  caller_fixture_assert_token (canto_caller_get_token (fixture->caller), "other", "other-refresh");
}

static void
test_cancel_during_refresh (CallerFixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) cancelled = NULL;
  g_autoptr (GAsyncResult) other = NULL;

  caller_fixture_set_good (fixture, "t1");
  fixture->keeps_tokens = TRUE;
  caller_fixture_begin (fixture, cancellable, &cancelled);
  test_wait_until (caller_fixture_has_kept, fixture, "the refresh");
  caller_fixture_begin (fixture, NULL, &other);
  g_cancellable_cancel (cancellable);
  /* The refresh is still not answered. */
  caller_fixture_end (fixture, &cancelled, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  caller_fixture_answer_kept (fixture);
  caller_fixture_end_well (fixture, &other);
}

/* A person who signs in again: what waits for her goes on */

static gboolean
is_signed_out (gpointer fixture)
{
  return ((CallerFixture *) fixture)->n_signed_out > 0;
}

static void
begin_calls (CallerFixture *fixture, GAsyncResult **results, guint n)
{
  for (guint i = 0; i < n; i++)
    caller_fixture_begin (fixture, NULL, &results[i]);
}

/* As far as the main loop gets by itself. */
static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_waits_for_sign_in (CallerFixture *fixture, gconstpointer data)
{
  GAsyncResult *results[10] = { NULL };
  g_autoptr (GAsyncResult) later = NULL;

  canto_caller_set_waits_for_sign_in (fixture->caller, TRUE);
  caller_fixture_set_good (fixture, "t9");
  fixture->refresh_status = 400;
  begin_calls (fixture, results, G_N_ELEMENTS (results));
  test_wait_until (is_signed_out, fixture, "the refused refresh");
  caller_fixture_begin (fixture, NULL, &later);
  settle ();
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    g_assert_null (results[i]);
  g_assert_null (later);

  caller_fixture_set_token (fixture, "t9", "r9", G_MAXINT32);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    caller_fixture_end_well (fixture, &results[i]);
  caller_fixture_end_well (fixture, &later);
  g_assert_cmpuint (fixture->n_signed_out, ==, 1);
  g_assert_cmpuint (stub_service_count (fixture->service, TOKEN_POSTS), ==, 1);
}

/* The new token is refused as well: once more she is asked, and once more it goes on. */
static void
test_waits_twice (CallerFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;

  canto_caller_set_waits_for_sign_in (fixture->caller, TRUE);
  caller_fixture_set_good (fixture, "t9");
  fixture->refresh_status = 400;
  for (guint i = 0; i < 3; i++)
    {
      if (i == 0)
        caller_fixture_begin (fixture, NULL, &result);
      else
        caller_fixture_set_token (fixture, "t5", "r5", G_MAXINT32);
      test_wait_until (is_signed_out, fixture, "the refused refresh");
      settle ();
      g_assert_null (result);
      g_assert_cmpuint (fixture->n_signed_out, ==, 1);
      fixture->n_signed_out = 0;
    }
  caller_fixture_set_token (fixture, "t9", NULL, G_MAXINT32);
  caller_fixture_end_well (fixture, &result);
}

static void
test_wait_ends (CallerFixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) cancelled = NULL;
  g_autoptr (GAsyncResult) waiting = NULL;

  canto_caller_set_waits_for_sign_in (fixture->caller, TRUE);
  for (guint i = 0; i < 2; i++)
    {
      caller_fixture_set_token (fixture, "t0", NULL, G_MAXINT32);
      caller_fixture_set_good (fixture, "t9");
      fixture->n_signed_out = 0;
      g_cancellable_reset (cancellable);
      caller_fixture_begin (fixture, cancellable, &cancelled);
      caller_fixture_begin (fixture, NULL, &waiting);
      test_wait_until (is_signed_out, fixture, "the refusal");
      g_cancellable_cancel (cancellable);
      caller_fixture_end (fixture, &cancelled, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      settle ();
      g_assert_null (waiting);

      /* She signs out, or nobody will sign in here any more. */
      if (i == 0)
        canto_caller_set_token (fixture->caller, NULL, NULL);
      else
        canto_caller_set_waits_for_sign_in (fixture->caller, FALSE);
      caller_fixture_end (fixture, &waiting, CANTO_ERROR, CANTO_ERROR_SIGNED_OUT);
    }

  /* Who has signed out herself is not waited for. */
  canto_caller_set_waits_for_sign_in (fixture->caller, TRUE);
  canto_caller_set_token (fixture->caller, NULL, NULL);
  caller_fixture_get (fixture, CANTO_ERROR, CANTO_ERROR_SIGNED_OUT);
}

/* Sleep and clocks (3.18): the end of a token is by the wall clock, which may be wrong */

/* It ended while the machine slept, or the clock has been set forward: the call and the refresh
 * ahead share one refresh. */
static void
test_ended_asleep (CallerFixture *fixture, gconstpointer data)
{
  caller_fixture_set_token (fixture, "t0", "r0", -40 * 24 * 60 * 60);
  caller_fixture_set_good (fixture, "t1");
  caller_fixture_get (fixture, 0, 0);
  caller_fixture_get (fixture, 0, 0);
  g_assert_cmpuint (stub_service_count (fixture->service, TOKEN_POSTS), ==, 1);
  g_assert_cmpuint (fixture->n_signed_out, ==, 0);
}

/* The clock was set back: it looks good for years, and is not. */
static void
test_clock_set_back (CallerFixture *fixture, gconstpointer data)
{
  caller_fixture_set_token (fixture, "t0", "r0", 10LL * 365 * 24 * 60 * 60);
  caller_fixture_set_good (fixture, "t1");
  caller_fixture_get (fixture, 0, 0);
  g_assert_cmpuint (stub_service_count (fixture->service, TOKEN_POSTS), ==, 1);
}

/* Only the clock thinks that it is over: then it is not thrown away. */
static void
test_clock_set_forward (CallerFixture *fixture, gconstpointer data)
{
  caller_fixture_set_token (fixture, "t0", "r0", -1);
  caller_fixture_set_good (fixture, "t0");
  fixture->refresh_status = 400;
  caller_fixture_get (fixture, 0, 0);
  caller_fixture_get (fixture, 0, 0);
  g_assert_cmpuint (fixture->n_signed_out, ==, 0);
  g_assert_cmpuint (stub_service_count (fixture->service, TOKEN_POSTS), ==, 1);
}

/* Somebody sets the clock on the wall while the token is in use: how long it lasts is not changed
 * by that. */
static void
test_clock_set_meanwhile (CallerFixture *fixture, gconstpointer data)
{
  static const gint64 steps_s[] = { 3600, -3600, 400 * DAY_S, -400 * DAY_S };

  for (guint i = 0; i < G_N_ELEMENTS (steps_s); i++)
    {
      guint n_before = stub_service_count (fixture->service, TOKEN_POSTS);
      g_autofree char *good = g_strdup_printf ("t%u", i + 1);

      /* Half an hour before the day in which it is refreshed ahead. */
      caller_fixture_set_token (fixture, "t0", "r0", DAY_S + 1800);
      caller_fixture_set_good (fixture, "t0");
      fake_clock_set_wall (fixture->clock, steps_s[i] * G_USEC_PER_SEC);
      caller_fixture_get (fixture, 0, 0);
      settle ();
      g_assert_cmpuint (stub_service_count (fixture->service, TOKEN_POSTS), ==, n_before);

      fake_clock_advance (fixture->clock, (gint64) 3600 * G_USEC_PER_SEC);
      caller_fixture_get (fixture, 0, 0);
      test_wait_until (has_no_refresh, fixture, "the refresh");
      g_assert_cmpuint (stub_service_count (fixture->service, TOKEN_POSTS), ==, n_before + 1);
      caller_fixture_assert_token (canto_caller_get_token (fixture->caller), good, "r0");
      fake_clock_set_wall (fixture->clock, -steps_s[i] * G_USEC_PER_SEC);
    }
}

/* Two days after its end the machine wakes: all calls wait for one refresh, and none is refused. */
static void
test_two_days_asleep (CallerFixture *fixture, gconstpointer data)
{
  GAsyncResult *results[10] = { NULL };

  caller_fixture_set_token (fixture, "t0", "r0", 30 * DAY_S);
  caller_fixture_get (fixture, 0, 0);
  caller_fixture_set_good (fixture, "t1");
  fake_clock_advance (fixture->clock, (gint64) 32 * DAY_S * G_USEC_PER_SEC);
  begin_calls (fixture, results, G_N_ELEMENTS (results));
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    caller_fixture_end_well (fixture, &results[i]);
  g_assert_cmpuint (stub_service_count (fixture->service, TOKEN_POSTS), ==, 1);
  g_assert_cmpuint (caller_fixture_count_calls (fixture), ==, 1 + G_N_ELEMENTS (results));
  g_assert_cmpuint (fixture->n_signed_out, ==, 0);

  /* The new one has its own 30 days. */
  caller_fixture_get (fixture, 0, 0);
  g_assert_cmpuint (stub_service_count (fixture->service, TOKEN_POSTS), ==, 1);
}

/* It wakes, and the sign-in is not there yet: the old token is tried, and the refusal asks again.
 */
static void
test_wakes_in_trouble (CallerFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;

  fake_clock_advance (fixture->clock, (gint64) 32 * DAY_S * G_USEC_PER_SEC);
  caller_fixture_set_good (fixture, "t1");
  fixture->keeps_tokens = TRUE;
  caller_fixture_begin (fixture, NULL, &result);
  test_wait_until (caller_fixture_has_kept, fixture, "the refresh");
  g_assert_cmpuint (caller_fixture_count_calls (fixture), ==, 0);
  fixture->refresh_status = 503;
  caller_fixture_answer_kept (fixture);
  fixture->refresh_status = 200;
  caller_fixture_end (fixture, &result, 0, 0);
  g_assert_cmpuint (fixture->n_signed_out, ==, 0);
}

/* Who waits for the refresh can give up. */
static void
test_cancel_ahead (CallerFixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;

  fake_clock_advance (fixture->clock, (gint64) 32 * DAY_S * G_USEC_PER_SEC);
  fixture->keeps_tokens = TRUE;
  caller_fixture_begin (fixture, cancellable, &result);
  test_wait_until (caller_fixture_has_kept, fixture, "the refresh");
  g_cancellable_cancel (cancellable);
  caller_fixture_end (fixture, &result, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  caller_fixture_answer_kept (fixture);
}

/* It ends while a call is on its way, and another call has it refreshed: the first is made again
 * with the new one. */
static void
test_ended_in_flight (CallerFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) early = NULL;

  fixture->keeps_calls = TRUE;
  caller_fixture_begin (fixture, NULL, &early);
  test_wait_until (caller_fixture_has_kept, fixture, "the call");
  fixture->keeps_calls = FALSE;
  caller_fixture_set_good (fixture, "t1");
  fake_clock_advance (fixture->clock, (gint64) 32 * DAY_S * G_USEC_PER_SEC);
  caller_fixture_get (fixture, 0, 0);
  caller_fixture_answer_kept (fixture);
  caller_fixture_end_well (fixture, &early);
  g_assert_cmpuint (stub_service_count (fixture->service, TOKEN_POSTS), ==, 1);
  g_assert_cmpuint (caller_fixture_count_calls (fixture), ==, 3);
}

/* C10 */

static void
test_not_found (CallerFixture *fixture, gconstpointer data)
{
  static const Answer answers[] = { { 404, NULL } };

  fixture->answers = answers;
  fixture->n_answers = 1;
  caller_fixture_get (fixture, CANTO_ERROR, CANTO_ERROR_NOT_FOUND);
  g_assert_nonnull (canto_caller_get_token (fixture->caller));
  g_assert_cmpuint (fixture->n_signed_out, ==, 0);

  canto_caller_set_token (fixture->caller, NULL, NULL);
  caller_fixture_get (fixture, CANTO_ERROR, CANTO_ERROR_SIGNED_OUT);
  g_assert_cmpuint (caller_fixture_count_calls (fixture), ==, 1);
}

/* What the last place of a redirect says is not about our token, and not about our limit. */
static void
answer_elsewhere (StubService *service, SoupServerMessage *message, gpointer user_data)
{
  guint *n_refusals = user_data;

  if (*n_refusals == 0)
    stub_answer (message, 401, "application/xml", "<Error/>");
  else
    {
      stub_answer (message, 429, NULL, NULL);
      stub_answer_header (message, "Retry-After", "5");
      (*n_refusals)--;
    }
}

static void
test_refused_elsewhere (CallerFixture *fixture, gconstpointer data)
{
  guint n_refusals = 1;
  g_autoptr (StubService) elsewhere = stub_service_new (NULL, answer_elsewhere, &n_refusals);

  fixture->away = stub_service_get_base (elsewhere);
  caller_fixture_call (fixture, "GET", "/api/away", CANTO_ERROR, CANTO_ERROR_NOT_ALLOWED);
  g_assert_cmpuint (stub_service_get_n_requests (elsewhere), ==, 2);
  g_assert_null (stub_service_get_request (elsewhere, 0)->authorization);
  g_assert_cmpuint (stub_service_count (fixture->service, TOKEN_POSTS), ==, 0);
  g_assert_cmpuint (fixture->n_signed_out, ==, 0);
  g_assert_cmpuint (fixture->n_held, ==, 0);
  g_assert_nonnull (canto_caller_get_token (fixture->caller));
}

static void
add (const char *path, void (*test) (CallerFixture *, gconstpointer))
{
  g_test_add (path, CallerFixture, NULL, caller_fixture_set_up, test, caller_fixture_tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("/C9/ten-401s-one-refresh", test_ten_refusals);
  add ("/C9/rotating-refresh", test_rotating_refresh);
  add ("/C9/one-repeat", test_one_repeat);
  add ("/C9/late-refusal", test_late_refusal);
  add ("/C9/late-refusal-twice", test_late_refusal_twice);
  add ("/C9/refused-at-last-try", test_refused_at_last_try);
  add ("/C9/refresh-denied", test_refresh_denied);
  add ("/C9/refresh-in-trouble", test_refresh_in_trouble);
  add ("/C9/nothing-to-refresh-with", test_nothing_to_refresh_with);
  add ("/3.18/refresh-ahead", test_refresh_ahead);
  add ("/3.18/refresh-ahead-denied", test_refresh_ahead_denied);
  add ("/3.18/no-refresh-without-need", test_no_refresh_without_need);
  add ("/C9/signed-out-during-refresh", test_signed_out_during_refresh);
  add ("/C9/signed-in-during-refresh", test_signed_in_during_refresh);
  add ("/C9/waits-for-sign-in", test_waits_for_sign_in);
  add ("/C9/waits-twice", test_waits_twice);
  add ("/C9/wait-ends", test_wait_ends);
  add ("/3.18/ended-asleep", test_ended_asleep);
  add ("/3.18/clock-set-back", test_clock_set_back);
  add ("/3.18/clock-set-forward", test_clock_set_forward);
  add ("/3.18/clock-set-meanwhile", test_clock_set_meanwhile);
  add ("/3.18/two-days-asleep", test_two_days_asleep);
  add ("/3.18/wakes-in-trouble", test_wakes_in_trouble);
  add ("/3.18/cancel-ahead", test_cancel_ahead);
  add ("/3.18/ended-in-flight", test_ended_in_flight);
  add ("/C9/cancel-during-refresh", test_cancel_during_refresh);
  add ("/C9/refused-elsewhere", test_refused_elsewhere);
  add ("/C10/not-found", test_not_found);

  return g_test_run ();
}
