/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "caller-fixture.h"

#include <string.h>

static void
answer_token (CallerFixture *fixture, SoupServerMessage *message)
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
answer_call (CallerFixture *fixture, SoupServerMessage *message)
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
  CallerFixture *fixture = user_data;
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
void
caller_fixture_answer_kept (CallerFixture *fixture)
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

gboolean
caller_fixture_has_kept (gpointer user_data)
{
  return ((CallerFixture *) user_data)->kept->len > 0;
}

static void
caller_signed_out (CallerFixture *fixture)
{
  fixture->n_signed_out++;
}

static void
caller_held (CallerFixture *fixture)
{
  fixture->n_held++;
}

void
caller_fixture_set_token (CallerFixture *fixture,
                          const char *access,
                          const char *refresh,
                          gint64 life_s)
{
  g_autoptr (CantoSecret) access_secret = canto_secret_new (access);
  g_autoptr (CantoSecret) refresh_secret = refresh != NULL ? canto_secret_new (refresh) : NULL;
  g_autoptr (CantoSecret) app_secret = canto_secret_new ("the app secret");
  g_autoptr (CantoToken) token = canto_token_new (
      access_secret, refresh_secret,
      canto_clock_get_real_us (CANTO_CLOCK (fixture->clock)) / G_USEC_PER_SEC + life_s);

  canto_caller_set_token (fixture->caller, token, app_secret);
}

void
caller_fixture_make_caller (CallerFixture *fixture, const char *base)
{
  const CantoAccountOptions options = { .loopback_base = base, .app_id = "app" };

  fixture->account = canto_account_new (&options, NULL);
  g_assert_nonnull (fixture->account);
  fixture->caller =
      canto_caller_new (fixture->account, fixture->store, CANTO_CLOCK (fixture->clock), NULL);
  g_signal_connect_swapped (fixture->caller, "signed-out", G_CALLBACK (caller_signed_out), fixture);
  g_signal_connect_swapped (fixture->caller, "held", G_CALLBACK (caller_held), fixture);
  caller_fixture_set_token (fixture, "t0", "r0", 30 * DAY_S);
}

void
caller_fixture_set_up (CallerFixture *fixture, gconstpointer data)
{
  fixture->service = stub_service_new (NULL, answer, fixture);
  fixture->store = canto_token_store_new_in_memory ();
  fixture->clock = fake_clock_new ();
  fake_clock_set_runs (fixture->clock, TRUE);
  fixture->good = g_strdup ("t0");
  fixture->refresh_status = 200;
  fixture->kept = g_ptr_array_new_with_free_func (g_object_unref);
  caller_fixture_make_caller (fixture, stub_service_get_base (fixture->service));
}

void
caller_fixture_tear_down (CallerFixture *fixture, gconstpointer data)
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

void
caller_fixture_set_good (CallerFixture *fixture, const char *good)
{
  g_free (fixture->good);
  fixture->good = g_strdup (good);
}

CantoCall *
caller_fixture_make_call (CallerFixture *fixture, const char *method, const char *path)
{
  g_autofree char *uri = g_strconcat (canto_account_get_api_base (fixture->account), path, NULL);

  return canto_call_new (method, uri, MAX_BYTES, CANTO_PRIORITY_INTERACTIVE);
}

void
caller_fixture_begin (CallerFixture *fixture, GCancellable *cancellable, GAsyncResult **result)
{
  canto_caller_call_async (fixture->caller,
                           caller_fixture_make_call (fixture, "GET", "/api/v1/user"), cancellable,
                           test_keep_result, result);
}

void
caller_fixture_end (CallerFixture *fixture, GAsyncResult **result, GQuark domain, int code)
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

void
caller_fixture_end_well (CallerFixture *fixture, GAsyncResult **result)
{
  caller_fixture_end (fixture, result, 0, 0);
}

void
caller_fixture_call (CallerFixture *fixture,
                     const char *method,
                     const char *path,
                     GQuark domain,
                     int code)
{
  g_autoptr (GAsyncResult) result = NULL;

  canto_caller_call_async (fixture->caller, caller_fixture_make_call (fixture, method, path), NULL,
                           test_keep_result, &result);
  caller_fixture_end (fixture, &result, domain, code);
}

void
caller_fixture_get (CallerFixture *fixture, GQuark domain, int code)
{
  caller_fixture_call (fixture, "GET", "/api/v1/user", domain, code);
}

guint
caller_fixture_count_calls (CallerFixture *fixture)
{
  return stub_service_count (fixture->service, "GET /api")
         + stub_service_count (fixture->service, "POST /api");
}

CantoToken *
caller_fixture_load_stored (CallerFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  CantoToken *token;

  canto_token_store_load_async (fixture->store, fixture->account, NULL, test_keep_result, &result);
  token = canto_token_store_load_finish (fixture->store, test_wait_result (&result), NULL);
  g_assert_nonnull (token);

  return token;
}

void
caller_fixture_assert_token (CantoToken *token, const char *access, const char *refresh)
{
  g_assert_nonnull (token);
  g_assert_cmpstr (canto_secret_peek (canto_token_get_access (token)), ==, access);
  g_assert_cmpstr (canto_secret_peek (canto_token_get_refresh (token)), ==, refresh);
}
