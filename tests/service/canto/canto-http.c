/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-error.h"
#include "canto-http.h"

#include "raw-service.h"
#include "stub-service.h"
#include "test-tenant.h"
#include "test-wait.h"

#include <string.h>

#define TOKEN     "5b1f0c6e9d2a47388c41e7f2a90b3d64"
#define MAX_BYTES (100 * 1024)

#define SHORT_ANSWER "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"
#define N_CANCELS    100
#define N_AT_ONCE    4

/* Two places of the loopback: the account's own, and any other. */
typedef struct
{
  StubService *own;
  StubService *other;
  CantoHttp *http;
  SoupServerMessage *kept; /* (nullable): a request that is not answered */
  const char *wanted;      /* (nullable): where "/to" sends on to */
} Fixture;

static void
answer_hops (SoupServerMessage *message, const char *path)
{
  guint64 left = g_ascii_strtoull (path + strlen ("/hops/"), NULL, 10);
  g_autofree char *next = g_strdup_printf ("/hops/%" G_GUINT64_FORMAT, left - 1);

  if (left == 0)
    stub_answer (message, 200, "text/plain", "arrived");
  else
    stub_answer_redirect (message, 302, next);
}

static void
answer (StubService *service, SoupServerMessage *message, gpointer user_data)
{
  Fixture *fixture = user_data;
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));

  if (g_str_equal (path, "/to"))
    stub_answer_redirect (message, 302, fixture->wanted);
  else if (g_str_has_prefix (path, "/status/"))
    stub_answer_redirect (message, (guint) g_ascii_strtoull (path + 8, NULL, 10), "/hops/0");
  else if (g_str_has_prefix (path, "/hops/"))
    answer_hops (message, path);
  else if (g_str_equal (path, "/loop"))
    stub_answer_redirect (message, 307, "/loop");
  else if (g_str_equal (path, "/nowhere"))
    soup_server_message_set_status (message, 302, NULL);
  else if (g_str_equal (path, "/html"))
    stub_answer (message, 200, "Text/HTML; charset=utf-8", "<p>hello");
  else if (g_str_equal (path, "/keep"))
    {
      soup_server_message_pause (message);
      g_set_object (&fixture->kept, message);
    }
  else if (g_str_has_prefix (path, "/bytes/"))
    {
      g_autofree char *body = g_strnfill (g_ascii_strtoull (path + 7, NULL, 10), 'x');

      stub_answer (message, 200, "application/octet-stream", body);
    }
}

static CantoHttp *
make_http (const char *base)
{
  const CantoAccountOptions options = { .address = "acme.canto.com",
                                        .loopback_base = base,
                                        .app_id = "app" };
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoAccount) account = canto_account_new (&options, &error);

  g_assert_no_error (error);

  return canto_http_new (account);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->own = stub_service_new (NULL, answer, fixture);
  fixture->other = stub_service_new (NULL, answer, fixture);
  fixture->http = make_http (stub_service_get_base (fixture->own));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_assert_last_unref (fixture->http);
  test_wait_threads_end ("canto-http");
  g_clear_object (&fixture->kept);
  stub_service_free (fixture->own);
  stub_service_free (fixture->other);
}

static CantoHttpReply *
send_uri (CantoHttp *http,
          const char *uri,
          GCancellable *cancellable,
          gboolean *was_lost,
          GError **error)
{
  CantoHttpRequest *request = canto_http_request_new ("GET", uri, MAX_BYTES);
  g_autoptr (GAsyncResult) result = NULL;

  request->token = canto_secret_new (TOKEN);
  canto_http_send_async (http, request, cancellable, test_keep_result, &result);
  *was_lost = canto_http_result_was_lost (test_wait_result (&result));

  return canto_http_send_finish (http, result, error);
}

static CantoHttpReply *
fetch_uri (CantoHttp *http, const char *uri, GCancellable *cancellable, GError **error)
{
  gboolean was_lost;

  return send_uri (http, uri, cancellable, &was_lost, error);
}

static CantoHttpReply *
fetch (Fixture *fixture, StubService *service, const char *path, GError **error)
{
  g_autofree char *uri = g_strconcat (stub_service_get_base (service), path, NULL);

  return fetch_uri (fixture->http, uri, NULL, error);
}

static void
assert_body (CantoHttpReply *reply, const char *expected)
{
  gsize length;
  const char *data = g_bytes_get_data (reply->body, &length);
  g_autofree char *text = g_strndup (data, length);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_own_origin (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoHttpReply) reply = fetch (fixture, fixture->own, "/html", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpstr (reply->content_type, ==, "text/html");
  assert_body (reply, "<p>hello");
  g_assert_cmpstr (stub_service_get_request (fixture->own, 0)->authorization, ==, "Bearer " TOKEN);
}

static void
test_other_origin (Fixture *fixture, gconstpointer data)
{
  g_autofree char *by_name = g_strdup (stub_service_get_base (fixture->own));
  g_autoptr (GString) localhost = g_string_new (by_name);
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoHttpReply) other = fetch (fixture, fixture->other, "/html", &error);
  g_autoptr (CantoHttpReply) named = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (other->status, ==, 200);
  g_assert_null (stub_service_get_request (fixture->other, 0)->authorization);

  /* The same port under another name is another host. */
  g_string_replace (localhost, "127.0.0.1", "localhost", 0);
  g_string_append (localhost, "/html");
  named = fetch_uri (fixture->http, localhost->str, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stub_service_get_n_requests (fixture->own), ==, 1);
  g_assert_null (stub_service_get_request (fixture->own, 0)->authorization);
}

static void
test_redirect_to_other_origin (Fixture *fixture, gconstpointer data)
{
  g_autofree char *there = g_strconcat (stub_service_get_base (fixture->other), "/html", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoHttpReply) reply = NULL;

  fixture->wanted = there;
  reply = fetch (fixture, fixture->own, "/to", &error);
  g_assert_no_error (error);
  assert_body (reply, "<p>hello");
  g_assert_cmpstr (stub_service_get_request (fixture->own, 0)->authorization, ==, "Bearer " TOKEN);
  g_assert_cmpuint (stub_service_get_n_requests (fixture->other), ==, 1);
  g_assert_null (stub_service_get_request (fixture->other, 0)->authorization);
}

static void
test_redirect_statuses (Fixture *fixture, gconstpointer data)
{
  static const guint statuses[] = { 301, 302, 303, 307, 308 };

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autofree char *path = g_strdup_printf ("/status/%u", statuses[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (CantoHttpReply) reply = fetch (fixture, fixture->own, path, &error);

      g_assert_no_error (error);
      assert_body (reply, "arrived");
    }
  for (guint i = 0; i < stub_service_get_n_requests (fixture->own); i++)
    g_assert_cmpstr (stub_service_get_request (fixture->own, i)->authorization, ==,
                     "Bearer " TOKEN);
}

static void
test_five_hops (Fixture *fixture, gconstpointer data)
{
  static const char *const endless[] = { "/hops/6", "/loop", "/nowhere" };
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoHttpReply) five = fetch (fixture, fixture->own, "/hops/5", &error);

  g_assert_no_error (error);
  assert_body (five, "arrived");
  for (gsize i = 0; i < G_N_ELEMENTS (endless); i++)
    {
      g_assert_null (fetch (fixture, fixture->own, endless[i], &error));
      g_assert_error (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY);
      g_clear_error (&error);
    }
  g_assert_cmpuint (stub_service_count (fixture->own, "GET /loop"), ==, 6);
  g_assert_cmpuint (stub_service_count (fixture->own, "GET /hops/0"), ==, 1);
}

static void
test_unsafe_redirects (Fixture *fixture, gconstpointer data)
{
  static const char *const places[] = {
    "http://192.0.2.1/",   "http://evil.example/x",       "file:///etc/passwd", "ftp://127.0.0.1/x",
    "javascript:alert(1)", "http://user@127.0.0.1:8080/", "data:text/plain,x",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", places[i]);
      fixture->wanted = places[i];
      g_assert_null (fetch (fixture, fixture->own, "/to", &error));
      g_assert_error (error, CANTO_ERROR, CANTO_ERROR_INSECURE);
    }
}

static void
test_unsafe_addresses (Fixture *fixture, gconstpointer data)
{
  CantoHttp *real = make_http (NULL);
  g_autofree char *own = g_strconcat (stub_service_get_base (fixture->own), "/html", NULL);
  const char *const addresses[] = { own,
                                    "http://acme.canto.com/api/v1/user",
                                    "file:///etc/passwd",
                                    "https://user@acme.canto.com/",
                                    "not an address",
                                    "" };

  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (fetch_uri (real, addresses[i], NULL, &error));
      g_assert_error (error, CANTO_ERROR, CANTO_ERROR_INSECURE);
    }
  /* An account of the internet does not talk to this computer. */
  g_assert_cmpuint (stub_service_get_n_requests (fixture->own), ==, 0);
  test_assert_last_unref (real);
}

static void
test_size (Fixture *fixture, gconstpointer data)
{
  g_autofree char *just = g_strdup_printf ("/bytes/%d", MAX_BYTES);
  g_autofree char *over = g_strdup_printf ("/bytes/%d", MAX_BYTES + 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoHttpReply) reply = fetch (fixture, fixture->own, just, &error);
  g_autoptr (CantoHttpReply) empty = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (reply->body), ==, MAX_BYTES);
  empty = fetch (fixture, fixture->own, "/bytes/0", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (empty->body), ==, 0);

  g_assert_null (fetch (fixture, fixture->own, over, &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY);
  g_clear_error (&error);
  g_assert_null (fetch (fixture, fixture->own, "/bytes/50000000", &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY);
}

static void
test_lost (Fixture *fixture, gconstpointer data)
{
  static const char *const answers[] = {
    NULL,
    "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\ntoo little",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\ntoo little",
    "SSH-2.0-OpenSSH_9.2\r\n\r\n",
    "HTTP/1.1 200",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (RawService) raw = raw_service_new (answers[i]);
      g_autoptr (GError) error = NULL;
      gboolean was_lost;

      g_test_message ("%s", answers[i] != NULL ? "answer" : "no answer");
      g_assert_null (send_uri (fixture->http, raw_service_get_base (raw), NULL, &was_lost, &error));
      g_assert_error (error, CANTO_ERROR, CANTO_ERROR_OFFLINE);
      g_assert_true (was_lost);
      g_assert_null (strstr (error->message, raw_service_get_base (raw)));
    }
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *uri = g_strdup_printf ("http://127.0.0.1:%u/", test_find_free_port ());
  g_autoptr (GError) error = NULL;
  gboolean was_lost;

  g_assert_null (send_uri (fixture->http, uri, NULL, &was_lost, &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_OFFLINE);
  g_assert_false (was_lost);
}

static gboolean
is_kept (gpointer user_data)
{
  return ((Fixture *) user_data)->kept != NULL;
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autofree char *uri = g_strconcat (stub_service_get_base (fixture->own), "/keep", NULL);
  CantoHttpRequest *request = canto_http_request_new ("GET", uri, MAX_BYTES);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  canto_http_send_async (fixture->http, request, cancellable, test_keep_result, &result);
  test_wait_until (is_kept, fixture, "the request");
  g_cancellable_cancel (cancellable);
  g_assert_null (canto_http_send_finish (fixture->http, test_wait_result (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  /* Cancelled before: nothing is sent. */
  g_assert_null (fetch_uri (fixture->http, uri, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (stub_service_get_n_requests (fixture->own), ==, 1);
}

/* A head may be read as soon as the request is written. Whoever cancels then, sooner or later gets
 * the answer, or the news that it is cancelled; and nothing that is freed is read (libsoup 3.6.5).
 */
static void
test_cancel_as_it_comes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RawService) raw = raw_service_new_hasty (SHORT_ANSWER);

  for (guint i = 0; i < N_CANCELS; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      GAsyncResult *results[N_AT_ONCE] = { NULL };

      for (guint j = 0; j < N_AT_ONCE; j++)
        canto_http_send_async (
            fixture->http, canto_http_request_new ("GET", raw_service_get_base (raw), MAX_BYTES),
            cancellable, test_keep_result, &results[j]);
      /* At another step each time. */
      for (guint j = 0; j < 8 * (i % 50); j++)
        g_thread_yield ();
      g_cancellable_cancel (cancellable);

      for (guint j = 0; j < N_AT_ONCE; j++)
        {
          g_autoptr (GError) error = NULL;
          CantoHttpReply *reply =
              canto_http_send_finish (fixture->http, test_wait_result (&results[j]), &error);

          if (reply == NULL)
            g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
          g_clear_pointer (&reply, canto_http_reply_free);
          g_object_unref (results[j]);
        }
    }
}

/* One of two connections that are kept is closed when it is used again: so may be the other one. */
static void
test_closed_meanwhile (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RawService) raw = raw_service_new_keeping (SHORT_ANSWER, 2);
  const char *uri = raw_service_get_base (raw);
  GAsyncResult *results[2] = { NULL };
  CantoHttpReply *reply;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    canto_http_send_async (fixture->http, canto_http_request_new ("GET", uri, MAX_BYTES), NULL,
                           test_keep_result, &results[i]);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      reply = canto_http_send_finish (fixture->http, test_wait_result (&results[i]), &error);
      g_assert_no_error (error);
      canto_http_reply_free (reply);
      g_object_unref (results[i]);
    }

  reply = fetch_uri (fixture->http, uri, NULL, &error);
  g_assert_no_error (error);
  assert_body (reply, "hello");
  canto_http_reply_free (reply);
  g_assert_cmpuint (raw_service_get_n_requests (raw), ==, 4);
}

/* The object goes while answers are on their way: their callbacks come all the same. */
static void
test_dropped_at_once (Fixture *fixture, gconstpointer data)
{
  g_autofree char *uri = g_strconcat (stub_service_get_base (fixture->own), "/html", NULL);

  for (guint i = 0; i < 20; i++)
    {
      CantoHttp *http = make_http (stub_service_get_base (fixture->own));
      g_autoptr (GAsyncResult) result = NULL;

      if (i % 2 == 0)
        canto_http_send_async (http, canto_http_request_new ("GET", uri, MAX_BYTES), NULL,
                               test_keep_result, &result);
      g_object_unref (http);
      if (i % 2 == 0)
        test_wait_result (&result);
    }
  g_assert_cmpuint (stub_service_get_n_requests (fixture->own), ==, 10);
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

  add ("/C8/own-origin", test_own_origin);
  add ("/C8/other-origin", test_other_origin);
  add ("/C8/redirect-to-other-origin", test_redirect_to_other_origin);
  add ("/C8/redirect-statuses", test_redirect_statuses);
  add ("/C8/five-hops", test_five_hops);
  add ("/C8/unsafe-redirects", test_unsafe_redirects);
  add ("/C8/unsafe-addresses", test_unsafe_addresses);
  add ("/http/size", test_size);
  add ("/http/lost", test_lost);
  add ("/http/refused", test_refused);
  add ("/http/cancel", test_cancel);
  add ("/http/cancel-as-it-comes", test_cancel_as_it_comes);
  add ("/http/closed-meanwhile", test_closed_meanwhile);
  add ("/http/dropped-at-once", test_dropped_at_once);

  return g_test_run ();
}
