/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-error.h"
#include "canto-sign-in.h"

#include "browser.h"
#include "stub-service.h"
#include "test-wait.h"

#include <string.h>

#define TOKEN_REPLY "{\"accessToken\":\"a1\",\"expiresIn\":\"2592000\",\"refreshToken\":\"r1\"}"

/* Sign-in against a service that only exchanges codes: the test is the browser. */
typedef struct
{
  StubService *service;
  CantoAccount *account;
  CantoSignIn *sign_in;
  GCancellable *cancellable;
  GAsyncResult *result;
  char *opened; /* (nullable): the address for the browser */
  guint n_opened;
  char *redirect_uri;
  guint port;

  /* What the token endpoint answers. */
  guint status;
  const char *type;
  const char *body;
  const char *location; /* (nullable) */
} Fixture;

static void
answer (StubService *service, SoupServerMessage *message, gpointer user_data)
{
  Fixture *fixture = user_data;

  stub_answer (message, fixture->status, fixture->type, fixture->body);
  if (fixture->location != NULL)
    stub_answer_header (message, "Location", fixture->location);
}

static void
open_uri (Fixture *fixture, const char *uri)
{
  g_free (fixture->opened);
  fixture->opened = g_strdup (uri);
  fixture->n_opened++;
}

static void
make_sign_in (Fixture *fixture, const char *redirect_format)
{
  CantoAccountOptions options = { .app_id = "the app", .loopback_base = NULL };
  g_autoptr (CantoSecret) app_secret = canto_secret_new ("the-app-secret");
  g_autoptr (GError) error = NULL;
  g_autofree char *port = NULL;
  g_autoptr (GString) redirect = g_string_new (redirect_format);

  g_clear_object (&fixture->sign_in);
  g_clear_object (&fixture->account);
  g_free (fixture->redirect_uri);
  fixture->port = test_find_free_port ();
  port = g_strdup_printf ("%u", fixture->port);
  g_string_replace (redirect, "PORT", port, 1);
  fixture->redirect_uri = g_strdup (redirect->str);
  options.loopback_base = stub_service_get_base (fixture->service);
  options.redirect_uri = fixture->redirect_uri;
  fixture->account = canto_account_new (&options, &error);
  g_assert_no_error (error);
  fixture->sign_in = canto_sign_in_new (fixture->account, app_secret);
  g_signal_connect_swapped (fixture->sign_in, "open-uri", G_CALLBACK (open_uri), fixture);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->service = stub_service_new (NULL, answer, fixture);
  fixture->cancellable = g_cancellable_new ();
  fixture->status = 200;
  fixture->type = "application/json";
  fixture->body = TOKEN_REPLY;
  make_sign_in (fixture, "http://localhost:PORT/call/back");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->result);
  test_assert_last_unref (fixture->sign_in);
  test_wait_threads_end ("canto-http");
  test_assert_last_unref (fixture->account);
  g_object_unref (fixture->cancellable);
  stub_service_free (fixture->service);
  g_free (fixture->opened);
  g_free (fixture->redirect_uri);
}

static void
begin (Fixture *fixture)
{
  g_clear_object (&fixture->result);
  canto_sign_in_run_async (fixture->sign_in, fixture->cancellable, test_keep_result,
                           &fixture->result);
}

static void
assert_waiting (Fixture *fixture)
{
  g_assert_null (fixture->result);
  g_assert_cmpuint (stub_service_get_n_requests (fixture->service), ==, 0);
}

static gboolean
can_connect (const char *host, guint port)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string (host, port);
  g_autoptr (GSocketConnection) connection =
      g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address), NULL, NULL);

  return connection != NULL;
}

static void
assert_closed (Fixture *fixture)
{
  g_assert_false (can_connect ("127.0.0.1", fixture->port));
  g_assert_false (can_connect ("::1", fixture->port));
}

static void
end_well (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoToken) token =
      canto_sign_in_run_finish (fixture->sign_in, test_wait_result (&fixture->result), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (canto_secret_peek (canto_token_get_access (token)), ==, "a1");
  g_assert_cmpstr (canto_secret_peek (canto_token_get_refresh (token)), ==, "r1");
  assert_closed (fixture);
}

static char *
end_badly (Fixture *fixture, GQuark domain, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (
      canto_sign_in_run_finish (fixture->sign_in, test_wait_result (&fixture->result), &error));
  g_assert_error (error, domain, code);
  assert_closed (fixture);

  return g_strdup (error->message);
}

static void
fail (Fixture *fixture, GQuark domain, int code)
{
  g_autofree char *message = end_badly (fixture, domain, code);

  g_assert_cmpstr (message, !=, "");
}

/* Where the browser comes back to, with the right state and @more. */
static char *
make_callback (Fixture *fixture, const char *more)
{
  g_autofree char *state = browser_get_parameter (fixture->opened, "state");

  return g_strdup_printf ("%s?%s&state=%s", fixture->redirect_uri, more, state);
}

static void
come_back (Fixture *fixture, const char *more, guint status)
{
  g_autofree char *uri = make_callback (fixture, more);
  g_autoptr (TestReply) reply = browser_visit ("GET", uri, NULL, NULL);

  g_assert_cmpuint (reply->status, ==, status);
}

static void
visit (Fixture *fixture, const char *method, const char *uri, guint status)
{
  g_autoptr (TestReply) reply = browser_visit (method, uri, NULL, NULL);

  g_test_message ("%s %s", method, uri);
  g_assert_cmpuint (reply->status, ==, status);
}

static void
test_comes_back (Fixture *fixture, gconstpointer data)
{
  g_autofree char *uri = NULL;
  g_autofree char *page = NULL;
  g_autoptr (TestReply) reply = NULL;

  canto_sign_in_set_page_texts (fixture->sign_in, "Done <1>", "Go back & work", "No", "Try again");
  begin (fixture);
  uri = make_callback (fixture, "code=c0de");
  reply = browser_visit ("GET", uri, NULL, NULL);
  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpstr (reply->content_type, ==, "text/html");
  g_assert_cmpstr (soup_message_headers_get_one (reply->headers, "Cache-Control"), ==, "no-store");
  g_assert_cmpstr (soup_message_headers_get_one (reply->headers, "Referrer-Policy"), ==,
                   "no-referrer");
  page = test_reply_dup_text (reply);
  g_assert_nonnull (strstr (page, "Done &lt;1&gt;"));
  g_assert_nonnull (strstr (page, "Go back &amp; work"));
  g_assert_null (strstr (page, "c0de"));
  end_well (fixture);
  g_assert_cmpuint (fixture->n_opened, ==, 1);
}

static void
test_only_the_right_request (Fixture *fixture, gconstpointer data)
{
  g_autofree char *state = NULL;
  g_autofree char *root = NULL;
  g_autofree char *right = NULL;
  g_autofree char *with_state = NULL;

  begin (fixture);
  state = browser_get_parameter (fixture->opened, "state");
  right = make_callback (fixture, "code=c0de");
  root = g_strdup_printf ("http://localhost:%u", fixture->port);
  with_state = g_strdup_printf ("?code=c0de&state=%s", state);

  {
    const char *const wrong_paths[] = { "/favicon.ico", "/",          "/call",       "/call/back/",
                                        "/call/back2",  "/CALL/BACK", "/call/back/x" };
    const char *const wrong_queries[] = { "",
                                          "?code=c0de",
                                          "?code=c0de&state=",
                                          "?code=c0de&state=guess",
                                          "?error=access_denied",
                                          "?error=access_denied&state=guess" };
    g_autofree char *shorter = g_strndup (right, strlen (right) - 1);
    g_autofree char *longer = g_strconcat (right, "x", NULL);

    for (gsize i = 0; i < G_N_ELEMENTS (wrong_paths); i++)
      {
        g_autofree char *uri = g_strconcat (root, wrong_paths[i], with_state, NULL);

        visit (fixture, "GET", uri, 404);
      }
    for (gsize i = 0; i < G_N_ELEMENTS (wrong_queries); i++)
      {
        g_autofree char *uri = g_strconcat (fixture->redirect_uri, wrong_queries[i], NULL);

        visit (fixture, "GET", uri, 400);
      }
    visit (fixture, "GET", shorter, 400);
    visit (fixture, "GET", longer, 400);
  }
  visit (fixture, "POST", right, 404);
  visit (fixture, "HEAD", right, 404);
  assert_waiting (fixture);

  come_back (fixture, "code=c0de", 200);
  end_well (fixture);
}

/* A page of the web that has its name rebound to this computer. */
static void
test_wrong_host (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other_port = g_strdup_printf ("localhost:%u", fixture->port + 1);
  g_autofree char *with_port = g_strdup_printf ("evil.example:%u", fixture->port);
  g_autofree char *suffix = g_strdup_printf ("localhost.evil.example:%u", fixture->port);
  const char *const hosts[] = { "evil.example", with_port, "localhost", other_port, suffix };
  g_autofree char *uri = NULL;

  begin (fixture);
  uri = make_callback (fixture, "code=c0de");
  for (gsize i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      g_autoptr (TestReply) reply = browser_visit ("GET", uri, "Host", hosts[i]);

      g_test_message ("%s", hosts[i]);
      g_assert_cmpuint (reply->status, ==, 404);
    }
  assert_waiting (fixture);
  come_back (fixture, "code=c0de", 200);
  end_well (fixture);
}

static void
test_denied (Fixture *fixture, gconstpointer data)
{
  g_autofree char *message = NULL;

  begin (fixture);
  come_back (fixture, "error=access_denied&error_description=The+person+said+no.", 200);
  message = end_badly (fixture, CANTO_ERROR, CANTO_ERROR_DENIED);
  g_assert_cmpstr (message, ==, "Signing in was refused: The person said no.");
  g_assert_cmpuint (stub_service_get_n_requests (fixture->service), ==, 0);
}

/* The words of the service are shown, so they are short, plain and text (3.32). */
static void
test_hostile_description (Fixture *fixture, gconstpointer data)
{
  static const char *const descriptions[] = { "%F8", "%FF%FE%00x", "a%0D%0Ab%1B%5B31m", "%C3",
                                              "abc%F0%9F" };
  g_autofree char *long_text = g_strnfill (1000, 'x');
  g_autofree char *many = g_strconcat ("error=x&error_description=", long_text, NULL);
  g_autofree char *cut = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (descriptions); i++)
    {
      g_autofree char *more = g_strconcat ("error=x&error_description=", descriptions[i], NULL);
      g_autofree char *message = NULL;

      begin (fixture);
      come_back (fixture, more, 200);
      message = end_badly (fixture, CANTO_ERROR, CANTO_ERROR_DENIED);
      g_assert_true (g_utf8_validate (message, -1, NULL));
      for (const char *c = message; *c != '\0'; c++)
        g_assert_false (g_ascii_iscntrl (*c));
    }

  begin (fixture);
  come_back (fixture, many, 200);
  cut = end_badly (fixture, CANTO_ERROR, CANTO_ERROR_DENIED);
  g_assert_cmpuint (strlen (cut), ==, strlen ("Signing in was refused: ") + 200);
}

static void
test_neither_code_nor_error (Fixture *fixture, gconstpointer data)
{
  begin (fixture);
  come_back (fixture, "code=", 200);
  fail (fixture, CANTO_ERROR, CANTO_ERROR_DENIED);
}

static void
listen_at (GSocketListener *listener, const char *host, guint port)
{
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string (host, port);
  g_autoptr (GError) error = NULL;

  g_socket_listener_add_address (listener, address, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP,
                                 NULL, NULL, &error);
  g_assert_no_error (error);
}

/* Not every machine has IPv6. */
static gboolean
has_ipv6 (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new_from_string ("::1", 0);

  return g_socket_listener_add_address (listener, any, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP,
                                        NULL, NULL, NULL);
}

static void
test_port_taken (Fixture *fixture, gconstpointer data)
{
  static const char *const hosts[] = { "127.0.0.1", "::1" };
  g_autofree char *port = g_strdup_printf ("%u", fixture->port);

  for (gsize i = 0; i < (has_ipv6 () ? 2 : 1); i++)
    {
      g_autoptr (GSocketListener) listener = g_socket_listener_new ();
      g_autoptr (GError) error = NULL;

      listen_at (listener, hosts[i], fixture->port);
      begin (fixture);
      g_assert_null (
          canto_sign_in_run_finish (fixture->sign_in, test_wait_result (&fixture->result), &error));
      g_assert_error (error, CANTO_ERROR, CANTO_ERROR_PORT_TAKEN);
      g_assert_nonnull (strstr (error->message, port));
      g_assert_cmpuint (fixture->n_opened, ==, 0);
      g_socket_listener_close (listener);
    }

  begin (fixture);
  come_back (fixture, "code=c0de", 200);
  end_well (fixture);
}

static void
test_timeout (Fixture *fixture, gconstpointer data)
{
  canto_sign_in_set_timeout_s (fixture->sign_in, 0);
  begin (fixture);
  g_assert_true (can_connect ("127.0.0.1", fixture->port));
  fail (fixture, CANTO_ERROR, CANTO_ERROR_TIMED_OUT);

  /* It can be run again. */
  canto_sign_in_set_timeout_s (fixture->sign_in, 600);
  begin (fixture);
  come_back (fixture, "code=c0de", 200);
  end_well (fixture);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  begin (fixture);
  g_assert_true (can_connect ("127.0.0.1", fixture->port));
  g_cancellable_cancel (fixture->cancellable);
  fail (fixture, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  begin (fixture);
  fail (fixture, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_twenty_requests (Fixture *fixture, gconstpointer data)
{
  begin (fixture);
  for (guint i = 0; i < 19; i++)
    visit (fixture, "GET", fixture->redirect_uri, 400);
  assert_waiting (fixture);
  visit (fixture, "GET", fixture->redirect_uri, 400);
  fail (fixture, CANTO_ERROR, CANTO_ERROR_DENIED);

  begin (fixture);
  for (guint i = 0; i < 19; i++)
    visit (fixture, "GET", fixture->redirect_uri, 400);
  come_back (fixture, "code=c0de", 200);
  end_well (fixture);
}

static void
test_forms_of_redirect (Fixture *fixture, gconstpointer data)
{
  static const char *const redirects[] = {
    "http://localhost:PORT",      "http://localhost:PORT/",      "http://127.0.0.1:PORT/x",
    "http://[::1]:PORT/callback", "http://localhost:PORT/a%20b",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (redirects); i++)
    {
      if (strstr (redirects[i], "::1") != NULL && !has_ipv6 ())
        continue;
      g_test_message ("%s", redirects[i]);
      g_clear_object (&fixture->result);
      make_sign_in (fixture, redirects[i]);
      begin (fixture);
      come_back (fixture, "code=c0de", 200);
      end_well (fixture);
    }
}

static char *
cut_pair (const char *text, const char *name)
{
  g_autofree char *key = g_strconcat (name, "=", NULL);
  const char *start = strstr (text, key);

  g_assert_nonnull (start);

  return g_strndup (start, strcspn (start, "&"));
}

static void
test_same_redirect_uri (Fixture *fixture, gconstpointer data)
{
  StubRequest *request;
  g_autofree char *at_authorize = NULL;
  g_autofree char *at_token = NULL;
  g_autofree char *decoded = NULL;

  make_sign_in (fixture, "http://localhost:PORT/a%20b/~c");
  begin (fixture);
  come_back (fixture, "code=c0de", 200);
  end_well (fixture);

  request = stub_service_get_request (fixture->service, 0);
  at_authorize = cut_pair (fixture->opened, "redirect_uri");
  at_token = cut_pair (request->body, "redirect_uri");
  decoded = browser_get_parameter (fixture->opened, "redirect_uri");
  g_assert_cmpstr (at_authorize, ==, at_token);
  g_assert_cmpstr (decoded, ==, fixture->redirect_uri);
  /* C4 */
  g_assert_cmpstr (request->line, ==, "POST /oauth/api/oauth2/token");
  g_assert_null (request->authorization);
}

static void
test_state (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GHashTable) states = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  canto_sign_in_set_timeout_s (fixture->sign_in, 0);
  for (guint i = 0; i < 20; i++)
    {
      char *state;

      begin (fixture);
      state = browser_get_parameter (fixture->opened, "state");
      g_assert_cmpuint (strlen (state), ==, 22); /* 128 bits */
      g_assert_true (g_hash_table_add (states, state));
      fail (fixture, CANTO_ERROR, CANTO_ERROR_TIMED_OUT);
    }
}

static void
test_token_refused (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint status;
    const char *body;
    int code;
  } replies[] = {
    { 400, "{\"error\":\"invalid_grant\"}", CANTO_ERROR_DENIED },
    { 401, "{\"error\":\"invalid_client\"}", CANTO_ERROR_WRONG_KEY },
    { 200, "<!DOCTYPE html>", CANTO_ERROR_BAD_REPLY },
    { 200, "{}", CANTO_ERROR_BAD_REPLY },
    { 503, "", CANTO_ERROR_SERVICE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (replies); i++)
    {
      fixture->status = replies[i].status;
      fixture->body = replies[i].body;
      begin (fixture);
      come_back (fixture, "code=c0de", 200);
      fail (fixture, CANTO_ERROR, replies[i].code);
    }
  /* A code works once (3.33): it is never sent again by itself. */
  g_assert_cmpuint (stub_service_get_n_requests (fixture->service), ==, G_N_ELEMENTS (replies));
}

/* Code and App Secret do not follow a redirect, not even on the same host (2.10). */
static void
test_token_redirect (Fixture *fixture, gconstpointer data)
{
  fixture->status = 307;
  fixture->location = "/elsewhere";
  begin (fixture);
  come_back (fixture, "code=c0de", 200);
  fail (fixture, CANTO_ERROR, CANTO_ERROR_BAD_REPLY);
  g_assert_cmpuint (stub_service_get_n_requests (fixture->service), ==, 1);
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("/C2/comes-back", test_comes_back);
  add ("/C2/only-the-right-request", test_only_the_right_request);
  add ("/C2/wrong-host", test_wrong_host);
  add ("/C2/denied", test_denied);
  add ("/C2/hostile-description", test_hostile_description);
  add ("/C2/neither-code-nor-error", test_neither_code_nor_error);
  add ("/C2/port-taken", test_port_taken);
  add ("/C2/timeout", test_timeout);
  add ("/C2/cancel", test_cancel);
  add ("/C2/twenty-requests", test_twenty_requests);
  add ("/C2/forms-of-redirect", test_forms_of_redirect);
  add ("/C2/state", test_state);
  add ("/C3/same-redirect-uri", test_same_redirect_uri);
  add ("/sign-in/token-refused", test_token_refused);
  add ("/sign-in/token-redirect", test_token_redirect);

  return g_test_run ();
}
