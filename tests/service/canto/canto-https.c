/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A program of its own: with the TLS library loaded, gcc 12's LeakSanitizer fails to read the
 * threads' storage and ends the test, so here it does not look for leaks. */

#include "canto-error.h"
#include "canto-http.h"

#include "stub-service.h"
#include "test-wait.h"

#include <glib/gstdio.h>
#include <string.h>

const char *__asan_default_options (void);

const char *
__asan_default_options (void)
{
  return "detect_leaks=0";
}

/* Where "/to" sends on to. */
static char *wanted;

static void
answer (StubService *service, SoupServerMessage *message, gpointer user_data)
{
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));

  if (g_str_equal (path, "/to"))
    stub_answer_redirect (message, 302, wanted);
  else
    stub_answer (message, 200, "text/html", "<p>hello");
}

static CantoHttp *
make_http (StubService *own)
{
  const CantoAccountOptions options = { .loopback_base = stub_service_get_base (own),
                                        .app_id = "app" };
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoAccount) account = canto_account_new (&options, &error);

  g_assert_no_error (error);

  return canto_http_new (account);
}

static CantoHttpReply *
fetch (CantoHttp *http, StubService *service, const char *path, GError **error)
{
  g_autofree char *uri = g_strconcat (stub_service_get_base (service), path, NULL);
  CantoHttpRequest *request = canto_http_request_new ("GET", uri, 1024);
  g_autoptr (GAsyncResult) result = NULL;

  request->token = canto_secret_new ("the token");
  canto_http_send_async (http, request, NULL, test_keep_result, &result);

  return canto_http_send_finish (http, test_wait_result (&result), error);
}

/* A certificate for 127.0.0.1, made for this run; NULL if the tool for it is missing. */
static GTlsCertificate *
make_certificate (const char *folder, char **path)
{
  g_autofree char *key = g_build_filename (folder, "key.pem", NULL);
  g_autofree char *openssl = g_find_program_in_path ("openssl");
  const char *const command[] = { openssl,    "req",
                                  "-x509",    "-newkey",
                                  "rsa:2048", "-nodes",
                                  "-days",    "2",
                                  "-subj",    "/CN=127.0.0.1",
                                  "-addext",  "subjectAltName=IP:127.0.0.1",
                                  "-keyout",  key,
                                  "-out",     *path = g_build_filename (folder, "cert.pem", NULL),
                                  NULL };
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  GTlsCertificate *certificate;

  if (openssl == NULL)
    return NULL;
  process = g_subprocess_newv (command, G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
  certificate = g_tls_certificate_new_from_files (*path, key, &error);
  g_assert_no_error (error);
  g_remove (key);

  return certificate;
}

static void
test_https (void)
{
  g_autofree char *folder = g_dir_make_tmp ("descant-http-XXXXXX", NULL);
  g_autofree char *path = NULL;
  g_autoptr (GTlsCertificate) certificate = make_certificate (folder, &path);
  g_autoptr (StubService) own = stub_service_new (NULL, answer, NULL);
  g_autoptr (StubService) secure = NULL;
  g_autoptr (GTlsDatabase) trusted = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoHttpReply) reply = NULL;
  CantoHttp *strict = make_http (own);
  CantoHttp *trusting;

  if (certificate == NULL)
    {
      g_object_unref (strict);
      g_test_skip ("openssl is missing");
      return;
    }

  /* A certificate that nobody vouches for. */
  secure = stub_service_new (certificate, answer, NULL);
  g_assert_null (fetch (strict, secure, "/", &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_INSECURE);
  g_assert_cmpuint (stub_service_get_n_requests (secure), ==, 0);
  g_clear_error (&error);

  /* One that somebody does. */
  trusted = g_tls_file_database_new (path, &error);
  g_assert_no_error (error);
  g_tls_backend_set_default_database (g_tls_backend_get_default (), trusted);
  trusting = make_http (own);
  reply = fetch (trusting, secure, "/", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_false (reply->is_own);
  g_assert_null (stub_service_get_request (secure, 0)->authorization);

  /* From https to http not even to where http is allowed. */
  wanted = g_strconcat (stub_service_get_base (own), "/", NULL);
  g_assert_null (fetch (trusting, secure, "/to", &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_INSECURE);
  g_assert_cmpuint (stub_service_get_n_requests (own), ==, 0);

  g_tls_backend_set_default_database (g_tls_backend_get_default (), NULL);
  test_assert_last_unref (strict);
  test_assert_last_unref (trusting);
  g_free (wanted);
  g_remove (path);
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/C8/https", test_https);

  return g_test_run ();
}
