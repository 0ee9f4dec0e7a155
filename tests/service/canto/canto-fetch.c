/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Bytes into a file: all of them or an error, and the token where it belongs. */

#include "canto-error.h"

#include "raw-service.h"
#include "session.h"
#include "stub-service.h"
#include "test-wait.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define MAX_BYTES (300 * 1024)

typedef struct
{
  StubService *own;
  StubService *other;
  Session *session;
  CantoProgress *progress;
  SoupServerMessage *kept; /* (nullable): of which a part was answered */
  int fd;
} Fixture;

static char *
make_body (gsize length)
{
  char *body = g_strnfill (length, 'x');

  for (gsize i = 0; i < length; i++)
    body[i] = (char) ('a' + (i * 7 + i / 65536) % 26);

  return body;
}

/* The first part of an answer, whose rest never comes. */
static void
answer_part (Fixture *fixture, SoupServerMessage *message)
{
  soup_message_headers_set_encoding (soup_server_message_get_response_headers (message),
                                     SOUP_ENCODING_CHUNKED);
  soup_server_message_set_status (message, 200, NULL);
  soup_message_body_append (soup_server_message_get_response_body (message), SOUP_MEMORY_STATIC,
                            "a part", 6);
  g_set_object (&fixture->kept, message);
}

static void
answer (StubService *service, SoupServerMessage *message, gpointer user_data)
{
  Fixture *fixture = user_data;
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));

  if (g_str_has_prefix (path, "/bytes/") || g_str_has_prefix (path, "/chunked/"))
    {
      g_autofree char *body = make_body (g_ascii_strtoull (strrchr (path, '/') + 1, NULL, 10));

      stub_answer (message, 200, "Video/WebM; codecs=vp8", body);
      if (g_str_has_prefix (path, "/chunked/"))
        {
          soup_message_headers_set_encoding (soup_server_message_get_response_headers (message),
                                             SOUP_ENCODING_CHUNKED);
          soup_message_body_complete (soup_server_message_get_response_body (message));
        }
    }
  else if (g_str_equal (path, "/elsewhere"))
    {
      g_autofree char *to =
          g_strconcat (stub_service_get_base (fixture->other), "/bytes/100", NULL);

      stub_answer_redirect (message, 302, to);
    }
  else if (g_str_equal (path, "/part"))
    answer_part (fixture, message);
  else
    stub_answer (message, 404, "application/json", "{\"message\": \"no such file\"}");
}

static int
open_unlinked (void)
{
  g_autofree char *path = NULL;
  int fd = g_file_open_tmp ("descant-XXXXXX", &path, NULL);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (unlink (path), ==, 0);

  return fd;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->own = stub_service_new (NULL, answer, fixture);
  fixture->other = stub_service_new (NULL, answer, fixture);
  fixture->session = session_new_at (stub_service_get_base (fixture->own), 100);
  fixture->progress = canto_progress_new ();
  fixture->fd = open_unlinked ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  close (fixture->fd);
  g_clear_object (&fixture->kept);
  session_free (fixture->session);
  canto_progress_unref (fixture->progress);
  stub_service_free (fixture->own);
  stub_service_free (fixture->other);
}

static gboolean
fetch_uri (Fixture *fixture, const char *uri, int fd, char **type, guint64 *n_bytes, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  canto_client_fetch_to_fd_async (fixture->session->client, uri, CANTO_FETCH_SIGNED, fd, MAX_BYTES,
                                  fixture->progress, CANTO_PRIORITY_INTERACTIVE, NULL,
                                  test_keep_result, &result);

  return canto_client_fetch_to_fd_finish (fixture->session->client, test_wait_result (&result),
                                          type, n_bytes, error);
}

static gboolean
fetch (Fixture *fixture, const char *path, GError **error)
{
  g_autofree char *uri = g_strconcat (stub_service_get_base (fixture->own), path, NULL);

  return fetch_uri (fixture, uri, fixture->fd, NULL, NULL, error);
}

static void
assert_file (Fixture *fixture, gsize length)
{
  g_autofree char *expected = make_body (length);
  g_autofree char *found = g_malloc (length + 1);

  g_assert_cmpint (pread (fixture->fd, found, length + 1, 0), ==, (gssize) length);
  g_assert_cmpmem (found, length, expected, length);
}

static void
test_whole (Fixture *fixture, gconstpointer data)
{
  static const gsize lengths[] = { MAX_BYTES, 0, 1, 65536, 65537 };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autofree char *uri = g_strdup_printf ("%s/%s/%zu", stub_service_get_base (fixture->own),
                                              (const char *) data, lengths[i]);
      g_autofree char *type = NULL;
      g_autoptr (GError) error = NULL;
      guint64 n_bytes = 1;

      /* What was in the file before is gone. */
      fetch_uri (fixture, uri, fixture->fd, &type, &n_bytes, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (n_bytes, ==, lengths[i]);
      g_assert_cmpstr (type, ==, "video/webm");
      assert_file (fixture, lengths[i]);
    }
}

static void
test_progress (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (fetch (fixture, "/bytes/200000", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (canto_progress_get_n_bytes (fixture->progress), ==, 200000);
  g_assert_cmpuint (canto_progress_get_total_bytes (fixture->progress), ==, 200000);
  g_assert_true (fetch (fixture, "/chunked/100", &error));
  g_assert_cmpuint (canto_progress_get_n_bytes (fixture->progress), ==, 100);
  g_assert_cmpuint (canto_progress_get_total_bytes (fixture->progress), ==, 0);
}

/* Each try is cut short; none of them is taken for all of it. */
static void
test_truncated (Fixture *fixture, gconstpointer answer_text)
{
  g_autoptr (RawService) raw = raw_service_new (answer_text);
  g_autoptr (GError) error = NULL;

  g_assert_false (fetch_uri (fixture, raw_service_get_base (raw), fixture->fd, NULL, NULL, &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_OFFLINE);
  g_assert_cmpuint (raw_service_get_n_requests (raw), ==, 4);
}

static void
test_too_large (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_strdup_printf ("/%s/%d", (const char *) data, MAX_BYTES + 1);
  g_autoptr (GError) error = NULL;

  g_assert_false (fetch (fixture, path, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE);
  g_assert_cmpint (lseek (fixture->fd, 0, SEEK_END), <=, MAX_BYTES);
  /* Told beforehand: nothing is taken. */
  if (g_str_equal (data, "bytes"))
    g_assert_cmpint (lseek (fixture->fd, 0, SEEK_END), ==, 0);
  g_assert_cmpuint (stub_service_get_n_requests (fixture->own), ==, 1);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (fetch (fixture, "/absent", &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "no such file"));
  g_assert_cmpint (lseek (fixture->fd, 0, SEEK_END), ==, 0);
}

static void
test_other_host (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (fetch (fixture, "/elsewhere", &error));
  g_assert_no_error (error);
  assert_file (fixture, 100);
  g_assert_cmpstr (stub_service_get_request (fixture->own, 0)->authorization, ==, "Bearer t0");
  g_assert_null (stub_service_get_request (fixture->other, 0)->authorization);
}

static gboolean
has_begun (gpointer progress)
{
  return canto_progress_get_n_bytes (progress) > 0;
}

/* Progress is looked at, and wakes nobody. */
static gboolean
look_again (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autofree char *uri = g_strconcat (stub_service_get_base (fixture->own), "/part", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint ticks;

  canto_client_fetch_to_fd_async (fixture->session->client, uri, CANTO_FETCH_SIGNED, fixture->fd,
                                  MAX_BYTES, fixture->progress, CANTO_PRIORITY_INTERACTIVE,
                                  cancellable, test_keep_result, &result);
  ticks = g_timeout_add (5, look_again, NULL);
  test_wait_until (has_begun, fixture->progress, "a part of the file");
  g_source_remove (ticks);
  g_cancellable_cancel (cancellable);
  g_assert_false (canto_client_fetch_to_fd_finish (fixture->session->client,
                                                   test_wait_result (&result), NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* The caller may close its own while bytes are still on their way. */
static void
test_closed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *uri = g_strconcat (stub_service_get_base (fixture->own), "/bytes/200000", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  int fd = dup (fixture->fd);

  canto_client_fetch_to_fd_async (fixture->session->client, uri, CANTO_FETCH_SIGNED, fd, MAX_BYTES,
                                  NULL, CANTO_PRIORITY_INTERACTIVE, NULL, test_keep_result,
                                  &result);
  close (fd);
  canto_client_fetch_to_fd_finish (fixture->session->client, test_wait_result (&result), NULL, NULL,
                                   &error);
  g_assert_no_error (error);
  assert_file (fixture, 200000);
}

static void
test_full_disk (Fixture *fixture, gconstpointer data)
{
  g_autofree char *uri = g_strconcat (stub_service_get_base (fixture->own), "/bytes/200000", NULL);
  g_autoptr (GError) error = NULL;
  int fd = open ("/dev/full", O_RDWR | O_CLOEXEC);

  g_assert_cmpint (fd, >=, 0);
  g_assert_false (fetch_uri (fixture, uri, fd, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  close (fd);
  /* Trying again would not help. */
  g_assert_cmpuint (stub_service_get_n_requests (fixture->own), ==, 1);
}

static void
test_bad_fd (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (fetch_uri (fixture, "http://127.0.0.1:1/", 9999, NULL, NULL, &error));
  g_assert_nonnull (error);
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer), gconstpointer data)
{
  g_test_add (path, Fixture, data, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("/fetch/whole", test_whole, "bytes");
  add ("/fetch/whole-in-chunks", test_whole, "chunked");
  add ("/fetch/progress", test_progress, NULL);
  add ("/fetch/truncated", test_truncated,
       "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\ntoo little");
  add ("/fetch/truncated-chunk", test_truncated,
       "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\ntoo little");
  add ("/fetch/too-large", test_too_large, "bytes");
  add ("/fetch/too-large-in-chunks", test_too_large, "chunked");
  add ("/fetch/refused", test_refused, NULL);
  add ("/C8/fetch-from-other-host", test_other_host, NULL);
  add ("/fetch/cancelled", test_cancelled, NULL);
  add ("/fetch/closed", test_closed, NULL);
  add ("/fetch/full-disk", test_full_disk, NULL);
  add ("/fetch/bad-descriptor", test_bad_fd, NULL);

  return g_test_run ();
}
