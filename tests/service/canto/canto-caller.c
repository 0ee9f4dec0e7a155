/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-caller.h"
#include "canto-error.h"

#include "fake-clock.h"
#include "raw-service.h"
#include "stub-service.h"
#include "test-wait.h"

#include <string.h>

#define DAY_S       (24 * 60 * 60)
#define MAX_BYTES   (64 * 1024)
#define TOKEN_PATH  "/oauth/api/oauth2/token"
#define TOKEN_POSTS "POST " TOKEN_PATH

/* How one call is answered, when its token is good. */
typedef struct
{
  guint status;
  const char *retry_after; /* (nullable) */
} Answer;

typedef struct
{
  StubService *service;
  CantoAccount *account;
  CantoTokenStore *store;
  FakeClock *clock;
  CantoCaller *caller;

  /* What the service does. */
  char *good;             /* the access token that is good */
  const char *good_after; /* (nullable): the one that is good when the answers have ended */
  const Answer *answers;
  gsize n_answers;
  guint n_refreshed;
  guint refresh_status;
  const char *new_refresh; /* (nullable): a refresh token in the answer */
  gboolean keeps_tokens;   /* answers none of the token requests */
  gboolean keeps_calls;
  const char *away; /* (nullable): sends good calls there */
  GPtrArray *kept;  /* (element-type SoupServerMessage) */

  /* What the caller told. */
  guint n_signed_out;
  guint n_held;
} Fixture;

static void
answer_token (Fixture *fixture, SoupServerMessage *message)
{
  g_autofree char *more = fixture->new_refresh != NULL
                              ? g_strdup_printf (",\"refreshToken\":\"%s\"", fixture->new_refresh)
                              : g_strdup ("");
  g_autofree char *body = NULL;

  if (fixture->refresh_status != 200)
    {
      stub_answer (message, fixture->refresh_status, "application/json",
                   "{\"error\":\"invalid_grant\"}");
      return;
    }

  fixture->n_refreshed++;
  body = g_strdup_printf ("{\"accessToken\":\"t%u\",\"expiresIn\":\"2592000\"%s}",
                          fixture->n_refreshed, more);
  stub_answer (message, 200, "application/json", body);
}

static void
answer_call (Fixture *fixture, SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *value = soup_message_headers_get_one (headers, "Authorization");
  g_autofree char *expected = g_strconcat ("Bearer ", fixture->good, NULL);

  if (value != NULL && !g_str_equal (value, expected))
    {
      stub_answer (message, 401, "application/json", "{\"error\":\"invalid_token\"}");
      return;
    }
  if (fixture->away != NULL)
    {
      stub_answer_redirect (message, 302, fixture->away);
      return;
    }
  if (fixture->n_answers == 0)
    {
      stub_answer (message, 200, "application/json", "{}");
      return;
    }

  stub_answer (message, fixture->answers->status, "application/json", "{}");
  if (fixture->answers->retry_after != NULL)
    stub_answer_header (message, "Retry-After", fixture->answers->retry_after);
  fixture->answers++;
  if (--fixture->n_answers == 0 && fixture->good_after != NULL)
    {
      g_free (fixture->good);
      fixture->good = g_strdup (fixture->good_after);
    }
}

static void
answer (StubService *service, SoupServerMessage *message, gpointer user_data)
{
  Fixture *fixture = user_data;
  gboolean is_token =
      g_str_equal (g_uri_get_path (soup_server_message_get_uri (message)), TOKEN_PATH);

  if (is_token ? fixture->keeps_tokens : fixture->keeps_calls)
    {
      soup_server_message_pause (message);
      g_ptr_array_add (fixture->kept, g_object_ref (message));
    }
  else if (is_token)
    answer_token (fixture, message);
  else
    answer_call (fixture, message);
}

/* Answers what was kept, in its order, as it would be answered now. */
static void
answer_kept (Fixture *fixture)
{
  g_autoptr (GPtrArray) kept = g_steal_pointer (&fixture->kept);

  fixture->keeps_tokens = FALSE;
  fixture->keeps_calls = FALSE;
  fixture->kept = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < kept->len; i++)
    {
      answer (fixture->service, g_ptr_array_index (kept, i), fixture);
      soup_server_message_unpause (g_ptr_array_index (kept, i));
    }
}

static gboolean
has_kept (gpointer user_data)
{
  return ((Fixture *) user_data)->kept->len > 0;
}

static void
caller_signed_out (Fixture *fixture)
{
  fixture->n_signed_out++;
}

static void
caller_held (Fixture *fixture)
{
  fixture->n_held++;
}

static void
set_token (Fixture *fixture, const char *access, const char *refresh, gint64 life_s)
{
  g_autoptr (CantoSecret) access_secret = canto_secret_new (access);
  g_autoptr (CantoSecret) refresh_secret = refresh != NULL ? canto_secret_new (refresh) : NULL;
  g_autoptr (CantoSecret) app_secret = canto_secret_new ("the app secret");
  g_autoptr (CantoToken) token =
      canto_token_new (access_secret, refresh_secret, g_get_real_time () / G_USEC_PER_SEC + life_s);

  canto_caller_set_token (fixture->caller, token, app_secret);
}

static void
make_caller (Fixture *fixture, const char *base)
{
  const CantoAccountOptions options = { .loopback_base = base, .app_id = "app" };

  fixture->account = canto_account_new (&options, NULL);
  g_assert_nonnull (fixture->account);
  fixture->caller =
      canto_caller_new (fixture->account, fixture->store, CANTO_CLOCK (fixture->clock));
  g_signal_connect_swapped (fixture->caller, "signed-out", G_CALLBACK (caller_signed_out), fixture);
  g_signal_connect_swapped (fixture->caller, "held", G_CALLBACK (caller_held), fixture);
  set_token (fixture, "t0", "r0", 30 * DAY_S);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->service = stub_service_new (NULL, answer, fixture);
  fixture->store = canto_token_store_new_in_memory ();
  fixture->clock = fake_clock_new ();
  fake_clock_set_runs (fixture->clock, TRUE);
  fixture->good = g_strdup ("t0");
  fixture->refresh_status = 200;
  fixture->kept = g_ptr_array_new_with_free_func (g_object_unref);
  make_caller (fixture, stub_service_get_base (fixture->service));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_assert_last_unref (fixture->caller);
  test_assert_last_unref (fixture->store);
  test_assert_last_unref (fixture->clock);
  test_wait_threads_end ("canto-http");
  test_assert_last_unref (fixture->account);
  g_ptr_array_unref (fixture->kept);
  stub_service_free (fixture->service);
  g_free (fixture->good);
}

static void
set_good (Fixture *fixture, const char *good)
{
  g_free (fixture->good);
  fixture->good = g_strdup (good);
}

static CantoCall *
make_call (Fixture *fixture, const char *method, const char *path)
{
  g_autofree char *uri = g_strconcat (canto_account_get_api_base (fixture->account), path, NULL);

  return canto_call_new (method, uri, MAX_BYTES, CANTO_PRIORITY_INTERACTIVE);
}

static void
begin (Fixture *fixture, GCancellable *cancellable, GAsyncResult **result)
{
  canto_caller_call_async (fixture->caller, make_call (fixture, "GET", "/api/v1/user"), cancellable,
                           test_keep_result, result);
}

static void
end (Fixture *fixture, GAsyncResult **result, GQuark domain, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoHttpReply) reply =
      canto_caller_call_finish (fixture->caller, test_wait_result (result), &error);

  if (domain == 0)
    {
      g_assert_no_error (error);
      g_assert_cmpuint (reply->status, ==, 200);
    }
  else
    {
      g_assert_error (error, domain, code);
      g_assert_null (reply);
    }
  g_clear_object (result);
}

static void
end_well (Fixture *fixture, GAsyncResult **result)
{
  end (fixture, result, 0, 0);
}

static void
call (Fixture *fixture, const char *method, const char *path, GQuark domain, int code)
{
  g_autoptr (GAsyncResult) result = NULL;

  canto_caller_call_async (fixture->caller, make_call (fixture, method, path), NULL,
                           test_keep_result, &result);
  end (fixture, &result, domain, code);
}

static void
get (Fixture *fixture, GQuark domain, int code)
{
  call (fixture, "GET", "/api/v1/user", domain, code);
}

static guint
count_calls (Fixture *fixture)
{
  return stub_service_count (fixture->service, "GET /api")
         + stub_service_count (fixture->service, "POST /api");
}

static CantoToken *
load_stored (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  CantoToken *token;

  canto_token_store_load_async (fixture->store, fixture->account, NULL, test_keep_result, &result);
  token = canto_token_store_load_finish (fixture->store, test_wait_result (&result), NULL);
  g_assert_nonnull (token);

  return token;
}

static void
assert_token (CantoToken *token, const char *access, const char *refresh)
{
  g_assert_nonnull (token);
  g_assert_cmpstr (canto_secret_peek (canto_token_get_access (token)), ==, access);
  g_assert_cmpstr (canto_secret_peek (canto_token_get_refresh (token)), ==, refresh);
}

/* C9 */

static void
test_ten_refusals (Fixture *fixture, gconstpointer data)
{
  GAsyncResult *results[10] = { NULL };
  g_autoptr (CantoToken) stored = NULL;

  set_good (fixture, "t1");
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    begin (fixture, NULL, &results[i]);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    end_well (fixture, &results[i]);
  g_assert_cmpuint (stub_service_count (fixture->service, TOKEN_POSTS), ==, 1);
  g_assert_cmpuint (count_calls (fixture), ==, 20);
  g_assert_cmpuint (fixture->n_signed_out, ==, 0);

  /* 3.18: the old refresh token stays, for no other came; and it is kept. */
  assert_token (canto_caller_get_token (fixture->caller), "t1", "r0");
  stored = load_stored (fixture);
  assert_token (stored, "t1", "r0");
}

static void
test_rotating_refresh (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CantoToken) stored = NULL;

  set_good (fixture, "t1");
  fixture->new_refresh = "r1";
  get (fixture, 0, 0);
  assert_token (canto_caller_get_token (fixture->caller), "t1", "r1");
  stored = load_stored (fixture);
  assert_token (stored, "t1", "r1");
}

static void
test_one_repeat (Fixture *fixture, gconstpointer data)
{
  set_good (fixture, "never");
  get (fixture, CANTO_ERROR, CANTO_ERROR_SIGNED_OUT);
  g_assert_cmpuint (count_calls (fixture), ==, 2);
  g_assert_cmpuint (stub_service_count (fixture->service, TOKEN_POSTS), ==, 1);
  g_assert_cmpuint (fixture->n_signed_out, ==, 1);
  g_assert_null (canto_caller_get_token (fixture->caller));
}

/* A call that was on its way while another one renewed the token. */
static void
test_late_refusal (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) late = NULL;

  fixture->keeps_calls = TRUE;
  begin (fixture, NULL, &late);
  test_wait_until (has_kept, fixture, "the call");
  fixture->keeps_calls = FALSE;
  set_good (fixture, "t1");
  get (fixture, 0, 0);

  answer_kept (fixture);
  end_well (fixture, &late);
  g_assert_cmpuint (stub_service_count (fixture->service, TOKEN_POSTS), ==, 1);
}

/* Refused with an old token, and then with the one that came meanwhile: that is its first refusal.
 */
static void
test_late_refusal_twice (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) late = NULL;

  fixture->keeps_calls = TRUE;
  begin (fixture, NULL, &late);
  test_wait_until (has_kept, fixture, "the call");
  fixture->keeps_calls = FALSE;
  set_good (fixture, "t1");
  get (fixture, 0, 0);

  set_good (fixture, "t2");
  answer_kept (fixture);
  end_well (fixture, &late);
  g_assert_cmpuint (stub_service_count (fixture->service, TOKEN_POSTS), ==, 2);
  g_assert_cmpuint (fixture->n_signed_out, ==, 0);
}

/* The token ends while the call is tried for the last time. */
static void
test_refused_at_last_try (Fixture *fixture, gconstpointer data)
{
  static const Answer answers[] = { { 503, "0" }, { 503, "0" }, { 503, "0" }, { 401, NULL } };

  fixture->answers = answers;
  fixture->n_answers = G_N_ELEMENTS (answers);
  fixture->good_after = "t1";
  get (fixture, 0, 0);
  g_assert_cmpuint (fixture->n_signed_out, ==, 0);
  assert_token (canto_caller_get_token (fixture->caller), "t1", "r0");
}

static void
test_refresh_denied (Fixture *fixture, gconstpointer data)
{
  GAsyncResult *results[5] = { NULL };

  set_good (fixture, "t1");
  fixture->refresh_status = 400;
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    begin (fixture, NULL, &results[i]);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    end (fixture, &results[i], CANTO_ERROR, CANTO_ERROR_SIGNED_OUT);
  g_assert_cmpuint (fixture->n_signed_out, ==, 1);
  g_assert_null (canto_caller_get_token (fixture->caller));
  g_assert_cmpuint (stub_service_count (fixture->service, TOKEN_POSTS), ==, 1);
}

/* The OAuth host is in trouble: that is no reason to sign in again. */
static void
test_refresh_in_trouble (Fixture *fixture, gconstpointer data)
{
  set_good (fixture, "t1");
  fixture->refresh_status = 503;
  get (fixture, CANTO_ERROR, CANTO_ERROR_SERVICE);
  g_assert_cmpuint (fixture->n_signed_out, ==, 0);
  assert_token (canto_caller_get_token (fixture->caller), "t0", "r0");

  fixture->refresh_status = 200;
  get (fixture, 0, 0);
  assert_token (canto_caller_get_token (fixture->caller), "t1", "r0");
}

static void
test_nothing_to_refresh_with (Fixture *fixture, gconstpointer data)
{
  set_token (fixture, "t0", NULL, 30 * DAY_S);
  set_good (fixture, "t1");
  get (fixture, CANTO_ERROR, CANTO_ERROR_SIGNED_OUT);
  g_assert_cmpuint (stub_service_count (fixture->service, TOKEN_POSTS), ==, 0);
  g_assert_cmpuint (count_calls (fixture), ==, 1);
  g_assert_cmpuint (fixture->n_signed_out, ==, 1);
}

static gboolean
has_new_token (gpointer user_data)
{
  CantoToken *token = canto_caller_get_token (((Fixture *) user_data)->caller);

  return g_str_equal (canto_secret_peek (canto_token_get_access (token)), "t1");
}

static void
test_refresh_ahead (Fixture *fixture, gconstpointer data)
{
  GAsyncResult *results[3] = { NULL };

  set_token (fixture, "t0", "r0", DAY_S - 60);
  fixture->keeps_tokens = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    begin (fixture, NULL, &results[i]);
  /* Nobody waits for the new token while the old one works. */
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    end_well (fixture, &results[i]);
  test_wait_until (has_kept, fixture, "the refresh");
  answer_kept (fixture);
  test_wait_until (has_new_token, fixture, "the new token");
  g_assert_cmpuint (stub_service_count (fixture->service, TOKEN_POSTS), ==, 1);

  set_good (fixture, "t1");
  get (fixture, 0, 0);
  g_assert_cmpuint (stub_service_count (fixture->service, TOKEN_POSTS), ==, 1);
}

/* A refresh under way holds the caller. */
static gboolean
has_no_refresh (gpointer user_data)
{
  return G_OBJECT (((Fixture *) user_data)->caller)->ref_count == 1;
}

/* Nobody was refused anything: the old token is good until the service says otherwise. */
static void
test_refresh_ahead_denied (Fixture *fixture, gconstpointer data)
{
  set_token (fixture, "t0", "r0", DAY_S - 60);
  fixture->refresh_status = 400;
  fixture->keeps_tokens = TRUE;
  get (fixture, 0, 0);
  test_wait_until (has_kept, fixture, "the refresh");
  fixture->keeps_tokens = FALSE;
  answer_kept (fixture);
  test_wait_until (has_no_refresh, fixture, "the end of the refresh");
  g_assert_cmpuint (fixture->n_signed_out, ==, 0);
  get (fixture, 0, 0);
  g_assert_cmpuint (stub_service_count (fixture->service, TOKEN_POSTS), ==, 1);

  set_good (fixture, "t1");
  get (fixture, CANTO_ERROR, CANTO_ERROR_SIGNED_OUT);
  g_assert_cmpuint (fixture->n_signed_out, ==, 1);
}

static void
test_no_refresh_without_need (Fixture *fixture, gconstpointer data)
{
  set_token (fixture, "t0", "r0", DAY_S + 600);
  get (fixture, 0, 0);
  get (fixture, 0, 0);
  g_assert_cmpuint (stub_service_count (fixture->service, TOKEN_POSTS), ==, 0);
}

static void
test_signed_out_during_refresh (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;

  set_good (fixture, "t1");
  fixture->keeps_tokens = TRUE;
  begin (fixture, NULL, &result);
  test_wait_until (has_kept, fixture, "the refresh");
  canto_caller_set_token (fixture->caller, NULL, NULL);
  answer_kept (fixture);
  end (fixture, &result, CANTO_ERROR, CANTO_ERROR_SIGNED_OUT);
  g_assert_null (canto_caller_get_token (fixture->caller));
  g_assert_cmpuint (fixture->n_signed_out, ==, 0);
}

/* Another person's token is not overwritten by what was on its way for the first. */
static void
test_signed_in_during_refresh (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;

  set_good (fixture, "t1");
  fixture->keeps_tokens = TRUE;
  begin (fixture, NULL, &result);
  test_wait_until (has_kept, fixture, "the refresh");
  set_token (fixture, "other", "other-refresh", 30 * DAY_S);
  set_good (fixture, "other");
  answer_kept (fixture);
  end_well (fixture, &result);
  assert_token (canto_caller_get_token (fixture->caller), "other", "other-refresh");
}

static void
test_cancel_during_refresh (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) cancelled = NULL;
  g_autoptr (GAsyncResult) other = NULL;

  set_good (fixture, "t1");
  fixture->keeps_tokens = TRUE;
  begin (fixture, cancellable, &cancelled);
  test_wait_until (has_kept, fixture, "the refresh");
  begin (fixture, NULL, &other);
  g_cancellable_cancel (cancellable);
  /* The refresh is still not answered. */
  end (fixture, &cancelled, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  answer_kept (fixture);
  end_well (fixture, &other);
}

/* C10 */

static void
test_not_found (Fixture *fixture, gconstpointer data)
{
  static const Answer answers[] = { { 404, NULL } };

  fixture->answers = answers;
  fixture->n_answers = 1;
  get (fixture, CANTO_ERROR, CANTO_ERROR_NOT_FOUND);
  g_assert_nonnull (canto_caller_get_token (fixture->caller));
  g_assert_cmpuint (fixture->n_signed_out, ==, 0);

  canto_caller_set_token (fixture->caller, NULL, NULL);
  get (fixture, CANTO_ERROR, CANTO_ERROR_SIGNED_OUT);
  g_assert_cmpuint (count_calls (fixture), ==, 1);
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
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
test_retry (Fixture *fixture, gconstpointer data)
{
  const Retry *retry = data;
  guint n_waits = retry->n_requests - 1;

  fixture->answers = retry->answers;
  fixture->n_answers = G_N_ELEMENTS (retry->answers);
  call (fixture, retry->method, retry->call, retry->code == -1 ? 0 : CANTO_ERROR, retry->code);
  g_assert_cmpuint (count_calls (fixture), ==, retry->n_requests);
  g_assert_cmpuint (fake_clock_get_n_alarms (fixture->clock), ==, n_waits);
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
test_date (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = g_date_time_add_seconds (now, 50);
  g_autofree char *date = soup_date_time_to_string (then, SOUP_DATE_HTTP);
  const Answer answers[] = { { 429, date }, { 200, NULL } };

  fixture->answers = answers;
  fixture->n_answers = G_N_ELEMENTS (answers);
  get (fixture, 0, 0);
  g_assert_cmpuint (fake_clock_get_n_alarms (fixture->clock), ==, 1);
  g_assert_cmpint (fake_clock_get_delay_us (fixture->clock, 0), >, 8 * G_USEC_PER_SEC);
  g_assert_cmpint (fake_clock_get_delay_us (fixture->clock, 0), <=, 50 * G_USEC_PER_SEC + 1000);
}

static gboolean
is_held (gpointer user_data)
{
  return ((Fixture *) user_data)->n_held > 0;
}

static gboolean
has_alarm (gpointer user_data)
{
  return fake_clock_get_n_alarms (((Fixture *) user_data)->clock) > 0;
}

static void
test_all_wait (Fixture *fixture, gconstpointer data)
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
  begin (fixture, NULL, &first);
  test_wait_until (is_held, fixture, "the 429");
  g_assert_cmpint (canto_caller_get_wait_until_us (fixture->caller), ==,
                   now_us + 7 * G_USEC_PER_SEC);

  /* Who comes now waits too; and who is cancelled does not. */
  begin (fixture, NULL, &second);
  begin (fixture, cancellable, &third);
  g_cancellable_cancel (cancellable);
  end (fixture, &third, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (first);
  g_assert_null (second);
  g_assert_cmpuint (count_calls (fixture), ==, 1);

  fake_clock_advance (fixture->clock, 8 * G_USEC_PER_SEC);
  end_well (fixture, &first);
  end_well (fixture, &second);
  g_assert_cmpuint (count_calls (fixture), ==, 3);
  g_assert_cmpuint (canto_caller_get_n_counted_calls (fixture->caller), ==, 3);
  g_assert_cmpint (canto_caller_get_wait_until_us (fixture->caller), ==, 0);
}

static void
test_cancel_between_tries (Fixture *fixture, gconstpointer data)
{
  static const Answer answers[] = { { 503, NULL }, { 200, NULL } };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;

  fake_clock_set_runs (fixture->clock, FALSE);
  fixture->answers = answers;
  fixture->n_answers = G_N_ELEMENTS (answers);
  begin (fixture, cancellable, &result);
  test_wait_until (has_alarm, fixture, "the wait");
  g_cancellable_cancel (cancellable);
  end (fixture, &result, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  fake_clock_advance (fixture->clock, 100 * G_USEC_PER_SEC);
  g_assert_cmpuint (count_calls (fixture), ==, 1);
}

/* A delivery host says 429: the account's own calls do not wait for it. */
static void
test_uncounted (Fixture *fixture, gconstpointer data)
{
  static const Answer answers[] = { { 429, "5" }, { 200, NULL } };
  CantoCall *free_call = make_call (fixture, "GET", "/api/picture");
  g_autoptr (GAsyncResult) result = NULL;

  free_call->is_counted = FALSE;
  free_call->is_signed = FALSE;
  fixture->answers = answers;
  fixture->n_answers = G_N_ELEMENTS (answers);
  canto_caller_call_async (fixture->caller, free_call, NULL, test_keep_result, &result);
  end_well (fixture, &result);
  g_assert_cmpuint (fixture->n_held, ==, 0);
  g_assert_cmpuint (canto_caller_get_n_counted_calls (fixture->caller), ==, 0);
  g_assert_cmpuint (fake_clock_get_n_alarms (fixture->clock), ==, 1);
  g_assert_cmpint (fake_clock_get_delay_us (fixture->clock, 0), ==, 5 * G_USEC_PER_SEC);
  for (guint i = 0; i < 2; i++)
    g_assert_null (stub_service_get_request (fixture->service, i)->authorization);
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
test_refused_elsewhere (Fixture *fixture, gconstpointer data)
{
  guint n_refusals = 1;
  g_autoptr (StubService) elsewhere = stub_service_new (NULL, answer_elsewhere, &n_refusals);

  fixture->away = stub_service_get_base (elsewhere);
  call (fixture, "GET", "/api/away", CANTO_ERROR, CANTO_ERROR_NOT_ALLOWED);
  g_assert_cmpuint (stub_service_get_n_requests (elsewhere), ==, 2);
  g_assert_null (stub_service_get_request (elsewhere, 0)->authorization);
  g_assert_cmpuint (stub_service_count (fixture->service, TOKEN_POSTS), ==, 0);
  g_assert_cmpuint (fixture->n_signed_out, ==, 0);
  g_assert_cmpuint (fixture->n_held, ==, 0);
  g_assert_nonnull (canto_caller_get_token (fixture->caller));
}

static void
test_lost (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RawService) raw = raw_service_new (NULL);
  CantoCaller *caller = g_steal_pointer (&fixture->caller);
  CantoAccount *account = g_steal_pointer (&fixture->account);

  make_caller (fixture, raw_service_get_base (raw));
  get (fixture, CANTO_ERROR, CANTO_ERROR_OFFLINE);
  g_assert_cmpuint (raw_service_get_n_requests (raw), ==, 4);
  call (fixture, "POST", "/api/v1/keyword", CANTO_ERROR, CANTO_ERROR_OFFLINE);
  g_assert_cmpuint (raw_service_get_n_requests (raw), ==, 5);
  g_assert_nonnull (canto_caller_get_token (fixture->caller));

  test_assert_last_unref (caller);
  test_assert_last_unref (account);
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
  add ("/C9/cancel-during-refresh", test_cancel_during_refresh);
  add ("/C9/refused-elsewhere", test_refused_elsewhere);
  add ("/C10/not-found", test_not_found);
  for (gsize i = 0; i < G_N_ELEMENTS (retries); i++)
    g_test_add (retries[i].path, Fixture, &retries[i], set_up, test_retry, tear_down);
  add ("/C26/date", test_date);
  add ("/C26/all-wait", test_all_wait);
  add ("/C26/cancel-between-tries", test_cancel_between_tries);
  add ("/C26/uncounted", test_uncounted);
  add ("/13.5/lost-connection", test_lost);

  return g_test_run ();
}
