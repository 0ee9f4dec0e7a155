/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-error.h"
#include "canto-lookup.h"

#include "browser.h"
#include "session.h"
#include "stub-service.h"
#include "test-wait.h"

#include <string.h>

/* What must be nowhere but in bodies and in Authorization. */
static const char *const secrets[] = {
  "app-5ecret-7f21", "c0de-5ecret-18aa", "acc3ss-5ecret-0", "acc3ss-5ecret-1", "r3fresh-5ecret-c4",
};

/* Of addresses: who has them has the file, or the token. */
static const char *const addresses[] = {
  "d1rect-5ecret-9b",
  "prev1ew-5ecret-2d",
  "s1gned-5ecret-77",
  "r3fresh-5ecret-c4",
};

typedef struct
{
  StubService *service;
  guint n_tokens;
} Fixture;

/* All that any library of this process logs, at every level. */
static GMutex log_lock;
static GString *log_text;

static GLogWriterOutput
collect_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  g_mutex_lock (&log_lock);
  for (gsize i = 0; i < n_fields; i++)
    {
      if (fields[i].length < 0)
        g_string_append_printf (log_text, "%s=%s\n", fields[i].key, (const char *) fields[i].value);
    }
  g_mutex_unlock (&log_lock);

  return G_LOG_WRITER_HANDLED;
}

static void
answer (StubService *service, SoupServerMessage *message, gpointer user_data)
{
  Fixture *fixture = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *authorization = soup_message_headers_get_one (headers, "Authorization");
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));
  g_autofree char *body = NULL;

  if (strstr (path, "/m800/") != NULL)
    stub_answer_redirect (message, 302, "/cdn/file?Signature=s1gned-5ecret-77");
  else if (g_str_has_prefix (path, "/cdn/") || strstr (path, "/previewURI/") != NULL)
    stub_answer (message, 200, "text/plain", "https://c.example/?Signature=s1gned-5ecret-77");
  else if (strstr (path, "/tenant/") != NULL)
    stub_answer (message, 200, "text/plain", stub_service_get_base (service) + strlen ("http://"));
  else if (g_str_has_suffix (path, "/ssowid"))
    stub_answer (message, 200, "text/plain", "worker-1");
  else if (g_str_has_suffix (path, "/ssocode"))
    stub_answer (message, 200, "text/plain", "c0de-5ecret-18aa");
  else if (strstr (path, "/token") != NULL)
    {
      body = g_strdup_printf ("{\"accessToken\":\"acc3ss-5ecret-%u\",\"expiresIn\":\"2592000\","
                              "\"refreshToken\":\"r3fresh-5ecret-c4\"}",
                              fixture->n_tokens++);
      stub_answer (message, 200, "application/json", body);
    }
  else if (g_strcmp0 (authorization, "Bearer acc3ss-5ecret-1") == 0)
    stub_answer (message, 200, "application/json", "{\"name\":\"Ada\"}");
  else
    stub_answer (message, 401, "application/json", "{\"error\":\"invalid_token\"}");
}

static void
open_uri (char **opened, const char *uri)
{
  *opened = g_strdup (uri);
}

static CantoToken *
sign_in (Session *session)
{
  g_autoptr (CantoSignIn) attempt = canto_sign_in_new (session->account, session->app_secret);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *opened = NULL;
  g_autofree char *state = NULL;
  g_autofree char *back = NULL;
  g_autoptr (TestReply) page = NULL;
  CantoToken *token;

  g_signal_connect_swapped (attempt, "open-uri", G_CALLBACK (open_uri), &opened);
  canto_sign_in_run_async (attempt, NULL, test_keep_result, &result);
  state = browser_get_parameter (opened, "state");
  back = g_strdup_printf ("%s?code=c0de-5ecret-18aa&state=%s",
                          canto_account_get_redirect_uri (session->account), state);
  page = browser_visit ("GET", back, NULL, NULL);
  token = canto_sign_in_run_finish (attempt, test_wait_result (&result), &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++)
    g_assert_null (strstr (opened, secrets[i]));

  return token;
}

/* The same without a redirect. */
static void
sign_in_without_redirect (Session *session)
{
  g_autoptr (CantoSignIn) attempt = canto_sign_in_new (session->account, session->app_secret);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *opened = NULL;
  g_autoptr (CantoToken) token = NULL;

  canto_sign_in_set_clock (attempt, CANTO_CLOCK (session->clock));
  g_signal_connect_swapped (attempt, "open-uri", G_CALLBACK (open_uri), &opened);
  canto_sign_in_run_handshake_async (attempt, NULL, test_keep_result, &result);
  token = canto_sign_in_run_handshake_finish (attempt, test_wait_result (&result), &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++)
    g_assert_null (strstr (opened, secrets[i]));
}

static void
fetch (Session *session, const char *path, CantoFetch how)
{
  g_autofree char *uri = g_strconcat (canto_account_get_api_base (session->account), path, NULL);
  g_autoptr (GError) error = NULL;
  G_GNUC_UNUSED g_autoptr (GBytes) bytes = session_fetch (session, uri, how, 1024, NULL, &error);

  g_assert_no_error (error);
}

/* Addresses that are secrets: of files without a sign-in, and the one with a token in it (3.19). */
static void
ask_addresses (Session *session)
{
  g_autoptr (CantoSecret) refresh = canto_secret_new ("r3fresh-5ecret-c4");
  g_autoptr (CantoHttp) http = canto_http_new (session->account);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *host = NULL;

  fetch (session, "/direct/image/a1/d1rect-5ecret-9b/m800/240", CANTO_FETCH_COUNTED);
  fetch (session, "/api_binary/v1/image/a1/previewURI/prev1ew-5ecret-2d", CANTO_FETCH_SIGNED);
  canto_lookup_tenant_async (session->account, http, refresh, NULL, test_keep_result, &result);
  host = canto_lookup_tenant_finish (session->account, test_wait_result (&result), &error);
  g_assert_no_error (error);
}

/* Signs in, is refused, refreshes, and asks again. */
static void
do_everything (Fixture *fixture)
{
  g_autofree char *redirect = g_strdup_printf ("http://localhost:%u/back", test_find_free_port ());
  g_autoptr (Session) session = session_new_at (stub_service_get_base (fixture->service), 0);
  const CantoAccountOptions options = { .loopback_base = stub_service_get_base (fixture->service),
                                        .app_id = "app",
                                        .redirect_uri = redirect };
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoToken) token = NULL;
  g_autoptr (CantoUser) user = NULL;

  g_object_unref (session->account);
  session->account = canto_account_new (&options, &error);
  g_assert_no_error (error);
  canto_secret_unref (session->app_secret);
  session->app_secret = canto_secret_new ("app-5ecret-7f21");
  token = sign_in (session);
  canto_client_set_token (session->client, token, session->app_secret);
  user = session_get_user (session, &error);
  g_assert_no_error (error);
  ask_addresses (session);

  /* And one that fails for good. */
  session_set_token (session, "acc3ss-5ecret-0", NULL);
  g_assert_null (session_get_user (session, &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_SIGNED_OUT);
  sign_in_without_redirect (session);
  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++)
    g_assert_null (strstr (error->message, secrets[i]));
}

static void
test_nowhere (void)
{
  Fixture fixture = { NULL, 0 };
  g_autoptr (StubService) service = stub_service_new (NULL, answer, &fixture);
  g_autoptr (GString) bodies = g_string_new (NULL);

  fixture.service = service;
  do_everything (&fixture);

  g_assert_cmpuint (stub_service_count (service, "POST /oauth/api/oauth2/token"), ==, 3);
  for (guint i = 0; i < stub_service_get_n_requests (service); i++)
    {
      StubRequest *request = stub_service_get_request (service, i);

      g_string_append (bodies, request->body);
      for (gsize k = 0; k < G_N_ELEMENTS (secrets); k++)
        g_assert_true (strstr (request->line, "/tenant/") != NULL
                       || strstr (request->line, secrets[k]) == NULL);
    }
  /* They did go where they belong. */
  g_assert_nonnull (strstr (bodies->str, "app-5ecret-7f21"));
  g_assert_nonnull (strstr (bodies->str, "c0de-5ecret-18aa"));
  g_assert_nonnull (strstr (bodies->str, "r3fresh-5ecret-c4"));

  g_debug ("the log is read");
  g_mutex_lock (&log_lock);
  g_assert_nonnull (strstr (log_text->str, "the log is read"));
  for (gsize k = 0; k < G_N_ELEMENTS (secrets); k++)
    g_assert_null (strstr (log_text->str, secrets[k]));
  for (gsize k = 0; k < G_N_ELEMENTS (addresses); k++)
    g_assert_null (strstr (log_text->str, addresses[k]));
  g_mutex_unlock (&log_lock);

  g_assert_cmpuint (stub_service_count (service, "GET /direct/"), ==, 1);
  g_assert_cmpuint (stub_service_count (service, "GET /cdn/"), ==, 1);
  g_assert_cmpuint (stub_service_count (service, "GET /oauth/api/oauth2/tenant/"), ==, 1);
}

int
main (int argc, char *argv[])
{
  log_text = g_string_new (NULL);
  g_setenv ("G_MESSAGES_DEBUG", "all", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_log_set_writer_func (collect_log, NULL, NULL);

  g_test_add_func ("/C4/nowhere", test_nowhere);

  return g_test_run ();
}
