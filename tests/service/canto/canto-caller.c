/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Trying again, and waiting (C26, 13.5). */

#include "caller-fixture.h"
#include "raw-service.h"

static void
add (const char *path, void (*test) (CallerFixture *, gconstpointer))
{
  g_test_add (path, CallerFixture, NULL, caller_fixture_set_up, test, caller_fixture_tear_down);
}

/* C26 and 13.5 */

typedef struct
{
  const char *path;
  const char *method;
  const char *call;
  Answer answers[5];
  guint n_requests;
  int code; /* of CANTO_ERROR; -1 for success */
  gint64 delays_s[4];
} Retry;

static const Retry retries[] = {
  { "/C26/seconds", "GET", "/api/v1/user", { { 429, "7" }, { 200, NULL } }, 2, -1, { 7 } },
  { "/C26/at-most-a-minute",
    "GET",
    "/api/v1/user",
    { { 429, "900" }, { 200, NULL } },
    2,
    -1,
    { 60 } },
  { "/C26/without-header",
    "GET",
    "/api/v1/user",
    { { 429, NULL }, { 429, NULL }, { 429, NULL }, { 200, NULL } },
    4,
    -1,
    { 2, 8, 30 } },
  { "/C26/four-tries",
    "GET",
    "/api/v1/user",
    { { 429, "1" }, { 429, "2" }, { 429, "3" }, { 429, "4" }, { 200, NULL } },
    4,
    CANTO_ERROR_RATE_LIMITED,
    { 1, 2, 3 } },
  { "/C26/batch", "POST", "/api/v1/batch/content", { { 429, "7" }, { 200, NULL } }, 2, -1, { 7 } },
  { "/13.5/trouble-passes",
    "GET",
    "/api/v1/user",
    { { 502, NULL }, { 503, "9" }, { 504, NULL }, { 200, NULL } },
    4,
    -1,
    { 2, 9, 30 } },
  { "/13.5/trouble-stays",
    "GET",
    "/api/v1/user",
    { { 503, NULL }, { 503, NULL }, { 503, NULL }, { 503, NULL }, { 200, NULL } },
    4,
    CANTO_ERROR_SERVICE,
    { 2, 8, 30 } },
  { "/13.5/500-once", "GET", "/api/v1/user", { { 500, NULL }, { 200, NULL } }, 2, -1, { 2 } },
  { "/13.5/500-twice",
    "GET",
    "/api/v1/user",
    { { 500, NULL }, { 500, NULL }, { 200, NULL } },
    2,
    CANTO_ERROR_SERVICE,
    { 2 } },
  { "/13.5/batch-again",
    "POST",
    "/api/v1/batch/content",
    { { 503, NULL }, { 200, NULL } },
    2,
    -1,
    { 2 } },
  { "/13.5/batch-500",
    "POST",
    "/api/v1/batch/content",
    { { 500, NULL }, { 200, NULL } },
    1,
    CANTO_ERROR_SERVICE,
    { 0 } },
  { "/13.5/no-other-post",
    "POST",
    "/api/v1/keyword",
    { { 503, NULL }, { 200, NULL } },
    1,
    CANTO_ERROR_SERVICE,
    { 0 } },
  { "/13.5/no-other-post-429",
    "POST",
    "/api/v1/keyword",
    { { 429, "1" }, { 200, NULL } },
    1,
    CANTO_ERROR_RATE_LIMITED,
    { 0 } },
  { "/14/not-allowed",
    "GET",
    "/api/v1/user",
    { { 403, NULL }, { 200, NULL } },
    1,
    CANTO_ERROR_NOT_ALLOWED,
    { 0 } },
  { "/14/bad-request",
    "GET",
    "/api/v1/user",
    { { 400, NULL }, { 200, NULL } },
    1,
    CANTO_ERROR_BAD_REQUEST,
    { 0 } },
};

/* A running clock makes each wait as long as its alarm; the limiter's are a hair longer. */
static void
test_retry (CallerFixture *fixture, gconstpointer data)
{
  const Retry *retry = data;
  guint n_waits = retry->n_requests - 1;
  /* A 429 holds back the other calls, also when this one has had all of its tries. */
  guint n_holds = retry->code == CANTO_ERROR_RATE_LIMITED ? 1 : 0;

  fixture->answers = retry->answers;
  fixture->n_answers = G_N_ELEMENTS (retry->answers);
  caller_fixture_call (fixture, retry->method, retry->call, retry->code == -1 ? 0 : CANTO_ERROR,
                       retry->code);
  g_assert_cmpuint (caller_fixture_count_calls (fixture), ==, retry->n_requests);
  g_assert_cmpuint (fake_clock_get_n_alarms (fixture->clock), ==, n_waits + n_holds);
  for (guint i = 0; i < n_waits; i++)
    {
      gint64 delay_us = fake_clock_get_delay_us (fixture->clock, i);

      g_assert_cmpint (delay_us, >=, retry->delays_s[i] * G_USEC_PER_SEC);
      if (retry->answers[i].retry_after != NULL)
        g_assert_cmpint (delay_us, <=, retry->delays_s[i] * G_USEC_PER_SEC + 1000);
      else
        g_assert_cmpint (delay_us, <=, retry->delays_s[i] * G_USEC_PER_SEC * 5 / 4 + 1000);
    }
}

static void
test_date (CallerFixture *fixture, gconstpointer data)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = g_date_time_add_seconds (now, 50);
  g_autofree char *date = soup_date_time_to_string (then, SOUP_DATE_HTTP);
  const Answer answers[] = { { 429, date }, { 200, NULL } };

  fixture->answers = answers;
  fixture->n_answers = G_N_ELEMENTS (answers);
  caller_fixture_get (fixture, 0, 0);
  g_assert_cmpuint (fake_clock_get_n_alarms (fixture->clock), ==, 1);
  g_assert_cmpint (fake_clock_get_delay_us (fixture->clock, 0), >, 8 * G_USEC_PER_SEC);
  g_assert_cmpint (fake_clock_get_delay_us (fixture->clock, 0), <=, 50 * G_USEC_PER_SEC + 1000);
}

static gboolean
is_held (gpointer user_data)
{
  return ((CallerFixture *) user_data)->n_held > 0;
}

static gboolean
has_alarm (gpointer user_data)
{
  return fake_clock_get_n_alarms (((CallerFixture *) user_data)->clock) > 0;
}

static void
test_all_wait (CallerFixture *fixture, gconstpointer data)
{
  static const Answer answers[] = { { 429, "7" }, { 200, NULL }, { 200, NULL }, { 200, NULL } };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GAsyncResult) third = NULL;
  gint64 now_us = canto_clock_get_now_us (CANTO_CLOCK (fixture->clock));

  fake_clock_set_runs (fixture->clock, FALSE);
  fixture->answers = answers;
  fixture->n_answers = G_N_ELEMENTS (answers);
  caller_fixture_begin (fixture, NULL, &first);
  test_wait_until (is_held, fixture, "the 429");
  g_assert_cmpint (canto_caller_get_wait_until_us (fixture->caller), ==,
                   now_us + 7 * G_USEC_PER_SEC);

  /* Who comes now waits too; and who is cancelled does not. */
  caller_fixture_begin (fixture, NULL, &second);
  caller_fixture_begin (fixture, cancellable, &third);
  g_cancellable_cancel (cancellable);
  caller_fixture_end (fixture, &third, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (first);
  g_assert_null (second);
  g_assert_cmpuint (caller_fixture_count_calls (fixture), ==, 1);

  fake_clock_advance (fixture->clock, 8 * G_USEC_PER_SEC);
  caller_fixture_end_well (fixture, &first);
  caller_fixture_end_well (fixture, &second);
  g_assert_cmpuint (caller_fixture_count_calls (fixture), ==, 3);
  g_assert_cmpuint (canto_caller_get_n_counted_calls (fixture->caller), ==, 3);
  g_assert_cmpint (canto_caller_get_wait_until_us (fixture->caller), ==, 0);
}

/* A write that must not be sent twice is refused: it ends, and the others wait as long as the
 * service says. @after: of the answer; the delay is in seconds */
static void
check_hold_by_write (CallerFixture *fixture, const char *after, gint64 min_s, gint64 max_s)
{
  const Answer answers[] = { { 429, after }, { 200, NULL }, { 200, NULL } };
  g_autoptr (GAsyncResult) other = NULL;
  gint64 now_us = canto_clock_get_now_us (CANTO_CLOCK (fixture->clock));
  gint64 wait_us;

  fake_clock_set_runs (fixture->clock, FALSE);
  fixture->answers = answers;
  fixture->n_answers = G_N_ELEMENTS (answers);
  caller_fixture_call (fixture, "POST", "/api/v1/keyword", CANTO_ERROR, CANTO_ERROR_RATE_LIMITED);
  g_assert_cmpuint (fixture->n_held, ==, 1);
  wait_us = canto_caller_get_wait_until_us (fixture->caller) - now_us;
  g_assert_cmpint (wait_us, >=, min_s * G_USEC_PER_SEC);
  g_assert_cmpint (wait_us, <=, max_s * G_USEC_PER_SEC);

  caller_fixture_begin (fixture, NULL, &other);
  fake_clock_advance (fixture->clock, wait_us - 1000);
  g_assert_null (other);
  g_assert_cmpuint (canto_caller_get_n_counted_calls (fixture->caller), ==, 1);
  fake_clock_advance (fixture->clock, 2000);
  caller_fixture_end_well (fixture, &other);
  g_assert_cmpuint (caller_fixture_count_calls (fixture), ==, 2);
}

static void
test_write_seconds (CallerFixture *fixture, gconstpointer data)
{
  check_hold_by_write (fixture, "7", 7, 7);
}

static void
test_write_date (CallerFixture *fixture, gconstpointer data)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = g_date_time_add_seconds (now, 50);
  g_autofree char *date = soup_date_time_to_string (then, SOUP_DATE_HTTP);

  check_hold_by_write (fixture, date, 8, 50);
}

static void
test_write_without_header (CallerFixture *fixture, gconstpointer data)
{
  check_hold_by_write (fixture, NULL, 2, 3);
}

static void
test_cancel_between_tries (CallerFixture *fixture, gconstpointer data)
{
  static const Answer answers[] = { { 503, NULL }, { 200, NULL } };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;

  fake_clock_set_runs (fixture->clock, FALSE);
  fixture->answers = answers;
  fixture->n_answers = G_N_ELEMENTS (answers);
  caller_fixture_begin (fixture, cancellable, &result);
  test_wait_until (has_alarm, fixture, "the wait");
  g_cancellable_cancel (cancellable);
  caller_fixture_end (fixture, &result, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  fake_clock_advance (fixture->clock, 100 * G_USEC_PER_SEC);
  g_assert_cmpuint (caller_fixture_count_calls (fixture), ==, 1);
}

/* A delivery host says 429: the account's own calls do not wait for it. */
static void
test_uncounted (CallerFixture *fixture, gconstpointer data)
{
  static const Answer answers[] = { { 429, "5" }, { 200, NULL } };
  CantoCall *free_call = caller_fixture_make_call (fixture, "GET", "/api/picture");
  g_autoptr (GAsyncResult) result = NULL;

  free_call->is_counted = FALSE;
  free_call->is_signed = FALSE;
  fixture->answers = answers;
  fixture->n_answers = G_N_ELEMENTS (answers);
  canto_caller_call_async (fixture->caller, free_call, NULL, test_keep_result, &result);
  caller_fixture_end_well (fixture, &result);
  g_assert_cmpuint (fixture->n_held, ==, 0);
  g_assert_cmpuint (canto_caller_get_n_counted_calls (fixture->caller), ==, 0);
  g_assert_cmpuint (fake_clock_get_n_alarms (fixture->clock), ==, 1);
  g_assert_cmpint (fake_clock_get_delay_us (fixture->clock, 0), ==, 5 * G_USEC_PER_SEC);
  for (guint i = 0; i < 2; i++)
    g_assert_null (stub_service_get_request (fixture->service, i)->authorization);
}

static void
test_lost (CallerFixture *fixture, gconstpointer data)
{
  g_autoptr (RawService) raw = raw_service_new (NULL);
  CantoCaller *caller = g_steal_pointer (&fixture->caller);
  CantoAccount *account = g_steal_pointer (&fixture->account);

  caller_fixture_make_caller (fixture, raw_service_get_base (raw));
  caller_fixture_get (fixture, CANTO_ERROR, CANTO_ERROR_OFFLINE);
  g_assert_cmpuint (raw_service_get_n_requests (raw), ==, 4);
  g_assert_false (canto_caller_get_online (fixture->caller));
  caller_fixture_call (fixture, "POST", "/api/v1/keyword", CANTO_ERROR, CANTO_ERROR_OFFLINE);
  g_assert_cmpuint (raw_service_get_n_requests (raw), ==, 5);
  g_assert_nonnull (canto_caller_get_token (fixture->caller));

  test_assert_last_unref (caller);
  test_assert_last_unref (account);
}

/* 10.12 speaks of bytes: a call that sends something is not made again elsewhere, nor as a GET. */
static void
test_posts_stay (CallerFixture *fixture, gconstpointer data)
{
  fixture->away = "/api/v1/elsewhere";
  caller_fixture_call (fixture, "POST", "/api/v1/batch/content", CANTO_ERROR,
                       CANTO_ERROR_BAD_REPLY);
  g_assert_cmpuint (stub_service_get_n_requests (fixture->service), ==, 1);
  g_assert_true (canto_caller_get_online (fixture->caller));
}

/* A connection that is kept may be reset when it is used again: then libsoup sends a PUT without
 * its body, and what became of a POST nobody knows. So what changes something has a connection of
 * its own. */
static void
test_alone (CallerFixture *fixture, gconstpointer data)
{
  static const char *const methods[] = { "PUT", "POST", "DELETE" };
  guint n_requests;

  caller_fixture_set_token (fixture, fixture->good, NULL, 30 * DAY_S);
  caller_fixture_get (fixture, 0, 0);
  caller_fixture_get (fixture, 0, 0);
  n_requests = stub_service_get_n_requests (fixture->service);
  g_assert_cmpuint (stub_service_get_request (fixture->service, n_requests - 1)->port, ==,
                    stub_service_get_request (fixture->service, n_requests - 2)->port);

  for (gsize i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      CantoCall *call = caller_fixture_make_call (fixture, methods[i], "/api/v1/batch/edit");
      g_autoptr (GAsyncResult) result = NULL;
      StubRequest *request;

      call->json = g_strdup ("{}");
      canto_caller_call_async (fixture->caller, call, NULL, test_keep_result, &result);
      caller_fixture_end_well (fixture, &result);
      request = stub_service_get_request (fixture->service, n_requests + (guint) i);
      g_assert_cmpstr (request->body, ==, "{}");
      for (guint before = 0; before < n_requests + i; before++)
        g_assert_cmpuint (request->port, !=,
                          stub_service_get_request (fixture->service, before)->port);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (retries); i++)
    g_test_add (retries[i].path, CallerFixture, &retries[i], caller_fixture_set_up, test_retry,
                caller_fixture_tear_down);
  add ("/C26/date", test_date);
  add ("/C26/all-wait", test_all_wait);
  add ("/C26/write/seconds", test_write_seconds);
  add ("/C26/write/date", test_write_date);
  add ("/C26/write/without-header", test_write_without_header);
  add ("/C26/cancel-between-tries", test_cancel_between_tries);
  add ("/C26/uncounted", test_uncounted);
  add ("/13.5/lost-connection", test_lost);
  add ("/13.5/posts-stay", test_posts_stay);
  add ("/13.5/alone", test_alone);

  return g_test_run ();
}
