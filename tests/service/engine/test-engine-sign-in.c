/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The ways to sign in, as a session has them. */

#include "canto-error.h"
#include "canto-sign-in.h"
#include "session-fixture.h"

#include "browser.h"
#include "test-wait.h"

#include <string.h>

#define DAY_S (24 * 60 * 60)

static void
keep_uri (EngineSession *session, const char *uri, char **opened)
{
  g_free (*opened);
  *opened = g_strdup (uri);
}

static gboolean
has_opened (gpointer opened)
{
  return *(char **) opened != NULL;
}

static void
end_well (SessionFixture *fixture, GAsyncResult **result)
{
  g_autoptr (GError) error = NULL;

  engine_session_sign_in_finish (fixture->session, test_wait_result (result), &error);
  g_assert_no_error (error);
  g_assert_true (engine_session_get_signed_in (fixture->session));
  g_assert_true (engine_session_get_is_kept (fixture->session));
  g_clear_object (result);
}

static void
end_badly (SessionFixture *fixture, GAsyncResult **result, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (
      engine_session_sign_in_finish (fixture->session, test_wait_result (result), &error));
  g_assert_error (error, CANTO_ERROR, code);
  g_assert_false (engine_session_get_signed_in (fixture->session));
  g_clear_object (result);
}

/* The next start: another session with the same store. */
static EngineSession *
restart (SessionFixture *fixture)
{
  EngineSession *next = engine_session_new (fixture->account, fixture->store, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  engine_session_restore_async (next, NULL, test_keep_result, &result);
  g_assert_true (engine_session_restore_finish (next, test_wait_result (&result), &error));
  g_assert_no_error (error);

  return next;
}

static CantoUser *
get_user (EngineSession *session, GError **error)
{
  CantoClient *client = engine_session_get_client (session);
  g_autoptr (GAsyncResult) result = NULL;

  canto_client_get_user_async (client, CANTO_PRIORITY_INTERACTIVE, NULL, test_keep_result, &result);

  return canto_client_get_user_finish (client, test_wait_result (&result), error);
}

static void
test_handshake (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *opened = NULL;
  g_autofree char *back = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (EngineSession) next = NULL;

  g_signal_connect (fixture->session, "open-uri", G_CALLBACK (keep_uri), &opened);
  engine_session_go_on (fixture->session); /* nothing to go on with */
  engine_session_sign_in_async (fixture->session, ENGINE_SIGN_IN_HANDSHAKE, fixture->app_secret,
                                NULL, test_keep_result, &result);
  test_wait_until (has_opened, &opened, "the address for the browser");
  g_assert_nonnull (strstr (opened, "&worker_id="));
  back = browser_decide (fixture->tenant, opened, "allow");
  g_assert_null (back);
  engine_session_go_on (fixture->session);
  end_well (fixture, &result);

  /* It refreshes itself, so it has no end. */
  g_assert_null (engine_session_dup_end (fixture->session));
  next = restart (fixture);
  g_assert_true (engine_session_get_signed_in (next));
}

static void
test_handshake_refused (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *opened = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  g_signal_connect (fixture->session, "open-uri", G_CALLBACK (keep_uri), &opened);
  engine_session_sign_in_async (fixture->session, ENGINE_SIGN_IN_HANDSHAKE, fixture->app_secret,
                                NULL, test_keep_result, &result);
  end_badly (fixture, &result, CANTO_ERROR_DENIED);
  g_assert_null (opened);
}

static void
test_handshake_cancelled (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *opened = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_signal_connect (fixture->session, "open-uri", G_CALLBACK (keep_uri), &opened);
  engine_session_sign_in_async (fixture->session, ENGINE_SIGN_IN_HANDSHAKE, fixture->app_secret,
                                cancellable, test_keep_result, &result);
  test_wait_until (has_opened, &opened, "the address for the browser");
  g_cancellable_cancel (cancellable);
  g_assert_false (
      engine_session_sign_in_finish (fixture->session, test_wait_result (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* 3.14: who is acted as, and how far: a consumer sees less (16.3). */
static void
test_credentials (SessionFixture *fixture, gconstpointer data)
{
  static const char *const scopes[] = { "admin", "consumer" };
  const char *mail = test_tenant_get (fixture->tenant, "user");
  guint64 found[2];

  for (gsize i = 0; i < G_N_ELEMENTS (scopes); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (CantoUser) user = NULL;
      g_autoptr (CantoPage) page = NULL;
      g_autoptr (GDateTime) until = NULL;
      g_autoptr (GError) error = NULL;

      engine_session_sign_in_as_async (fixture->session, fixture->app_secret, mail, scopes[i], NULL,
                                       test_keep_result, &result);
      end_well (fixture, &result);
      user = get_user (fixture->session, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (canto_user_get_email (user), ==, mail);
      page = session_fixture_list (fixture, canto_query_new (), 1);
      found[i] = canto_page_get_found (page);
      /* There is no refresh token (T1). */
      until = engine_session_dup_end (fixture->session);
      g_assert_nonnull (until);
    }
  g_assert_cmpuint (found[1], <, found[0]);
}

static void
test_credentials_of_nobody (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;

  engine_session_sign_in_as_async (fixture->session, fixture->app_secret, "nobody@acme.example",
                                   NULL, NULL, test_keep_result, &result);
  end_badly (fixture, &result, CANTO_ERROR_DENIED);
}

/* A pasted token */

/* What *Generate* shows (3.15): the tenant gives such a token by client credentials. */
static CantoSecret *
generate (SessionFixture *fixture)
{
  g_autoptr (CantoSignIn) sign_in = canto_sign_in_new (fixture->account, fixture->app_secret);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (CantoToken) token = NULL;
  g_autoptr (GError) error = NULL;

  canto_sign_in_run_credentials_async (sign_in, NULL, NULL, NULL, test_keep_result, &result);
  token = canto_sign_in_run_credentials_finish (sign_in, test_wait_result (&result), &error);
  g_assert_no_error (error);

  return canto_secret_ref (canto_token_get_access (token));
}

static void
paste (SessionFixture *fixture, const char *text, GAsyncResult **result)
{
  g_autoptr (CantoSecret) token = canto_secret_new (text);

  engine_session_sign_in_with_token_async (fixture->session, token, NULL, test_keep_result, result);
}

static gint64
get_left_s (EngineSession *session)
{
  g_autoptr (GDateTime) until = engine_session_dup_end (session);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  g_assert_nonnull (until);

  return g_date_time_difference (until, now) / G_USEC_PER_SEC;
}

static void
test_paste (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (CantoSecret) token = generate (fixture);
  g_autofree char *pasted = g_strconcat ("\n  ", canto_secret_peek (token), " \r\n", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (EngineSession) next = NULL;
  g_autoptr (CantoUser) user = NULL;
  g_autoptr (GError) error = NULL;

  paste (fixture, pasted, &result);
  end_well (fixture, &result);
  g_assert_cmpint (get_left_s (fixture->session), >, 30 * DAY_S - 60);
  g_assert_cmpint (get_left_s (fixture->session), <=, 30 * DAY_S);

  next = restart (fixture);
  user = get_user (next, &error);
  g_assert_no_error (error);
  g_assert_cmpint (get_left_s (next), <=, 30 * DAY_S);
}

static void
test_wrong_token (SessionFixture *fixture, gconstpointer data)
{
  static const char *const not_tokens[] = { "", "  ", "two words", "a\r\nX-Evil: 1", "tök" };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) restored = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (not_tokens); i++)
    {
      paste (fixture, not_tokens[i], &result);
      end_badly (fixture, &result, CANTO_ERROR_INVALID_ACCOUNT);
    }
  paste (fixture, "0123456789abcdef0123456789abcdef", &result);
  end_badly (fixture, &result, CANTO_ERROR_SIGNED_OUT);
  g_assert_null (engine_session_dup_end (fixture->session));

  /* Nothing of it is kept. */
  engine_session_restore_async (fixture->session, NULL, test_keep_result, &restored);
  g_assert_false (
      engine_session_restore_finish (fixture->session, test_wait_result (&restored), &error));
  g_assert_no_error (error);
}

/* When it is over she is asked again: once, however many calls are refused. */
static void
test_token_is_over (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (CantoSecret) token = generate (fixture);
  g_autoptr (GAsyncResult) result = NULL;
  CantoClient *client = engine_session_get_client (fixture->session);
  GAsyncResult *results[20] = { NULL };
  guint n_refused = 0;

  paste (fixture, canto_secret_peek (token), &result);
  end_well (fixture, &result);
  for (gsize i = 0; i < G_N_ELEMENTS (results); i++)
    canto_client_get_user_async (client, CANTO_PRIORITY_INTERACTIVE, NULL, test_keep_result,
                                 &results[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CantoUser) user =
          canto_client_get_user_finish (client, test_wait_result (&results[i]), &error);

      if (user == NULL)
        {
          g_assert_error (error, CANTO_ERROR, CANTO_ERROR_SIGNED_OUT);
          n_refused++;
        }
      g_clear_object (&results[i]);
    }
  g_assert_cmpuint (n_refused, ==, 11); /* ten calls, and one of them tried the token */
  g_assert_cmpuint (fixture->n_signed_out, ==, 1);
  g_assert_null (engine_session_dup_end (fixture->session));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, scenario, function)                                                              \
  g_test_add (path, SessionFixture, scenario, session_fixture_set_up, function,                    \
              session_fixture_tear_down)
  ADD ("/engine/3.27/handshake", NULL, test_handshake);
  ADD ("/engine/C5/handshake-refused", "no-handshake", test_handshake_refused);
  ADD ("/engine/3.27/handshake-cancelled", NULL, test_handshake_cancelled);
  ADD ("/engine/3.14/credentials", NULL, test_credentials);
  ADD ("/engine/3.14/credentials-of-nobody", NULL, test_credentials_of_nobody);
  ADD ("/engine/3.28/paste", NULL, test_paste);
  ADD ("/engine/3.28/wrong-token", NULL, test_wrong_token);
  ADD ("/engine/3.28/token-is-over", "expired-token", test_token_is_over);
#undef ADD

  return g_test_run ();
}
