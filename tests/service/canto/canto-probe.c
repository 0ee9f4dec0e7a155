/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a link leads to, as its head tells it. */

#include "canto-probe.h"

#include "canto-error.h"
#include "session.h"
#include "stub-service.h"
#include "test-fault-server.h"
#include "test-http.h"
#include "test-wait.h"

#include <string.h>

#define PICTURE "0123456789"

typedef struct
{
  StubService *own;
  StubService *other;
  Session *session;
} Fixture;

static const char *
get_header (SoupServerMessage *message, const char *name)
{
  return soup_message_headers_get_one (soup_server_message_get_request_headers (message), name);
}

/* libsoup cuts the range, and leaves the body of a HEAD out. */
static void
answer (StubService *service, SoupServerMessage *message, gpointer user_data)
{
  Fixture *fixture = user_data;
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));
  gboolean is_head = g_str_equal (soup_server_message_get_method (message), "HEAD");

  if (g_str_equal (path, "/picture"))
    stub_answer (message, 200, "Image/JPEG; q=1", PICTURE);
  else if (g_str_has_prefix (path, "/no-head/"))
    stub_answer (message, is_head ? (guint) atoi (path + 9) : 200, "image/png", PICTURE);
  else if (g_str_equal (path, "/no-range"))
    {
      g_autofree char *large = g_strnfill (1024 * 1024, 'x');

      soup_message_headers_remove (soup_server_message_get_request_headers (message), "Range");
      stub_answer (message, is_head ? 405 : 200, "image/png", large);
    }
  else if (g_str_equal (path, "/chunked"))
    {
      stub_answer (message, 200, "image/png", PICTURE);
      soup_message_headers_set_encoding (soup_server_message_get_response_headers (message),
                                         SOUP_ENCODING_CHUNKED);
      soup_message_headers_remove (soup_server_message_get_request_headers (message), "Range");
      soup_message_body_complete (soup_server_message_get_response_body (message));
    }
  else if (g_str_equal (path, "/packed"))
    stub_answer (message, 200, "text/csv",
                 get_header (message, "Accept-Encoding") != NULL ? "p" : PICTURE);
  else if (g_str_equal (path, "/elsewhere"))
    {
      g_autofree char *to = g_strconcat (stub_service_get_base (fixture->other), "/picture", NULL);

      stub_answer_redirect (message, 302, to);
    }
  else if (g_str_equal (path, "/round"))
    stub_answer_redirect (message, 302, "/round");
  else if (g_str_equal (path, "/empty"))
    stub_answer (message, is_head ? 200 : 416, "image/png", NULL);
  else if (g_str_has_prefix (path, "/status/"))
    stub_answer (message, (guint) atoi (path + 8), "application/json", "{\"message\":\"No\"}");
  else
    stub_answer (message, 404, "text/plain", "no such file");
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->own = stub_service_new (NULL, answer, fixture);
  fixture->other = stub_service_new (NULL, answer, fixture);
  fixture->session = session_new_at (stub_service_get_base (fixture->own), 100);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  session_free (fixture->session);
  stub_service_free (fixture->own);
  stub_service_free (fixture->other);
}

static CantoProbe *
probe_uri (Session *session, const char *uri, CantoFetch how, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  canto_client_probe_async (session->client, uri, how, CANTO_PRIORITY_INTERACTIVE, NULL,
                            test_keep_result, &result);

  return canto_client_probe_finish (session->client, test_wait_result (&result), error);
}

/* At the other service, as at the delivery network. */
static CantoProbe *
probe (Fixture *fixture, const char *path)
{
  g_autofree char *uri = g_strconcat (stub_service_get_base (fixture->other), path, NULL);
  g_autoptr (GError) error = NULL;
  CantoProbe *found = probe_uri (fixture->session, uri, CANTO_FETCH_FREE, &error);

  g_assert_no_error (error);

  return found;
}

static void
assert_probe (const CantoProbe *found, guint status, const char *type, guint64 n_bytes)
{
  g_assert_cmpuint (found->status, ==, status);
  g_assert_cmpstr (found->content_type, ==, type);
  g_assert_cmpuint (found->n_bytes, ==, n_bytes);
}

static void
test_head (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CantoProbe) found = probe (fixture, "/picture");
  guint64 n_counted = canto_client_get_n_counted_calls (fixture->session->client);

  assert_probe (found, 200, "image/jpeg", strlen (PICTURE));
  g_assert_false (found->is_own);
  g_assert_cmpuint (stub_service_get_n_requests (fixture->other), ==, 1);
  g_assert_cmpuint (stub_service_count (fixture->other, "HEAD /picture"), ==, 1);
  g_assert_cmpuint (n_counted, ==, 0);
}

/* 403 is what something says that was signed for GET alone. */
static void
test_no_head (Fixture *fixture, gconstpointer data)
{
  static const char *const paths[] = { "/no-head/403", "/no-head/405", "/no-head/501" };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (CantoProbe) found = probe (fixture, paths[i]);

      assert_probe (found, 200, "image/png", strlen (PICTURE));
      g_assert_cmpuint (stub_service_get_n_requests (fixture->other), ==, 2 * (i + 1));
    }
}

/* A whole body in the place of its first byte is not read. */
static void
test_no_range (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CantoProbe) found = probe (fixture, "/no-range");

  assert_probe (found, 200, "image/png", 1024 * 1024);
}

static void
test_no_length (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CantoProbe) chunked = probe (fixture, "/chunked");
  g_autoptr (CantoProbe) empty = probe (fixture, "/empty");

  assert_probe (chunked, 200, "image/png", strlen (PICTURE));
  g_assert_cmpuint (empty->status, ==, 200);
  g_assert_cmpuint (empty->n_bytes, ==, 0);
}

/* The weight is that of what is there, not of what it is on the way. */
static void
test_packed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CantoProbe) found = probe (fixture, "/packed");

  assert_probe (found, 200, "text/csv", strlen (PICTURE));
}

/* Every status is an answer; what may pass is asked for once more, and no oftener. */
static void
test_statuses (Fixture *fixture, gconstpointer data)
{
  static const guint statuses[] = { 400, 401, 404, 410, 418 };
  g_autoptr (CantoProbe) busy = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autofree char *path = g_strdup_printf ("/status/%u", statuses[i]);
      g_autoptr (CantoProbe) found = probe (fixture, path);

      g_assert_cmpuint (found->status, ==, statuses[i]);
    }
  g_assert_cmpuint (stub_service_get_n_requests (fixture->other), ==, G_N_ELEMENTS (statuses));

  busy = probe (fixture, "/status/503");
  g_assert_cmpuint (busy->status, ==, 503);
  g_assert_cmpuint (stub_service_count (fixture->other, "HEAD /status/503"), ==, 2);
  g_assert_cmpuint (fixture->session->n_signed_out, ==, 0);
}

/* C8: a direct link counts, is on the account's own origin, and is asked for without the token. */
static void
test_direct (Fixture *fixture, gconstpointer data)
{
  g_autofree char *uri = g_strconcat (stub_service_get_base (fixture->own), "/elsewhere", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoProbe) found = probe_uri (fixture->session, uri, CANTO_FETCH_COUNTED, &error);

  g_assert_no_error (error);
  assert_probe (found, 200, "image/jpeg", strlen (PICTURE));
  g_assert_cmpuint (canto_client_get_n_counted_calls (fixture->session->client), ==, 1);
  g_assert_null (stub_service_get_request (fixture->own, 0)->authorization);
  g_assert_null (stub_service_get_request (fixture->other, 0)->authorization);
  g_assert_cmpuint (stub_service_count (fixture->other, "HEAD /picture"), ==, 1);
}

static void
test_errors (Fixture *fixture, gconstpointer data)
{
  g_autofree char *round = g_strconcat (stub_service_get_base (fixture->other), "/round", NULL);
  g_autofree char *nobody = g_strdup_printf ("http://127.0.0.1:%u/", test_find_free_port ());
  g_autoptr (GError) error = NULL;

  g_assert_null (probe_uri (fixture->session, round, CANTO_FETCH_FREE, &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY);
  g_clear_error (&error);
  g_assert_null (probe_uri (fixture->session, nobody, CANTO_FETCH_FREE, &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_OFFLINE);
  g_clear_error (&error);
  g_assert_null (probe_uri (fixture->session, "http://example.com/a", CANTO_FETCH_FREE, &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_INSECURE);
}

/* Answers that no library writes: the server answers each HEAD with no length, so that the fault is
 * in the answer to GET. */
static void
test_hostile (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    TestFault fault;
    guint status; /* 0: an error */
    guint64 n_bytes;
  } faults[] = {
    { TEST_FAULT_NONE, 200, 10 },        { TEST_FAULT_RESET_SILENT, 0, 0 },
    { TEST_FAULT_RESET_IN_HEAD, 0, 0 },  { TEST_FAULT_ENDLESS_HEAD, 0, 0 },
    { TEST_FAULT_ENDLESS_BODY, 200, 0 }, { TEST_FAULT_LENGTH_HUGE, 200, 1 },
    { TEST_FAULT_LENGTH_ODD, 0, 0 },
  };
  g_autoptr (TestFaultServer) server = test_fault_server_new (NULL);
  g_autofree char *uri = g_strconcat (test_fault_server_get_base (server), "/p", NULL);
  g_autoptr (GBytes) body = g_bytes_new_static (PICTURE, strlen (PICTURE));

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (CantoProbe) found = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%d", faults[i].fault);
      test_fault_server_set (server, faults[i].fault, "/p", "image/png", body);
      found = probe_uri (fixture->session, uri, CANTO_FETCH_FREE, &error);
      if (faults[i].status == 0)
        {
          g_assert_null (found);
          g_assert_cmpuint (error->domain, ==, CANTO_ERROR);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpuint (found->status, ==, faults[i].status);
      if (faults[i].fault == TEST_FAULT_NONE)
        g_assert_cmpuint (found->n_bytes, ==, faults[i].n_bytes);
    }
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autofree char *uri = g_strconcat (stub_service_get_base (fixture->other), "/picture", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  canto_client_probe_async (fixture->session->client, uri, CANTO_FETCH_FREE,
                            CANTO_PRIORITY_INTERACTIVE, cancellable, test_keep_result, &result);
  g_cancellable_cancel (cancellable);
  g_assert_null (
      canto_client_probe_finish (fixture->session->client, test_wait_result (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_setenv ("GIO_USE_PROXY_RESOLVER", "dummy", TRUE);
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/canto/probe/head", test_head);
  ADD ("/canto/probe/no-head", test_no_head);
  ADD ("/canto/probe/no-range", test_no_range);
  ADD ("/canto/probe/no-length", test_no_length);
  ADD ("/canto/probe/packed", test_packed);
  ADD ("/canto/probe/statuses", test_statuses);
  ADD ("/C8/probe-of-direct-link", test_direct);
  ADD ("/canto/probe/errors", test_errors);
  ADD ("/canto/probe/hostile", test_hostile);
  ADD ("/canto/probe/cancelled", test_cancelled);
#undef ADD

  return g_test_run ();
}
