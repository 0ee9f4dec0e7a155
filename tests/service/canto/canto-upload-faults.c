/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Uploads against a service, and a place for them, that do what the tenant does not. */

#include "canto-error.h"
#include "stub-service.h"
#include "upload-fixture.h"

#include "test-wait.h"

#include <string.h>

#define NAME "a \"name\".xyz"
#define META                                                                                       \
  "\"x-amz-meta-file_name\":\"${filename}\",\"x-amz-meta-tag\":\"\",\"x-amz-meta-scheme\":\"\","   \
  "\"x-amz-meta-id\":\"\",\"x-amz-meta-album_id\":\"\""
#define FORM_A                                                                                     \
  "{\"url\":\"%s\",\"key\":\"u/${filename}\",\"acl\":\"private\",\"AWSAccessKeyId\":\"k\","        \
  "\"Policy\":\"p\",\"Signature\":\"s\"," META "}"
/* In another order than it is to be sent in. */
#define FORM_B                                                                                     \
  "{" META                                                                                         \
  ",\"Policy\":\"p\",\"x-amz-algorithm\":\"AWS4-HMAC-SHA256\",\"x-amz-credential\":\"c\","         \
  "\"x-amz-date\":\"d\",\"x-amz-Signature\":\"s\",\"acl\":\"private\",\"url\":\"%s\","             \
  "\"key\":\"u/${filename}\"}"

#define DONE(time)                                                                                 \
  "{\"name\":\"a \\\"name\\\".xyz\",\"time\":\"" time "\",\"status\":\"Done\","                    \
  "\"scheme\":\"other\",\"id\":\"" time "\"}"

/* What the service does. */
typedef struct
{
  const char *form;
  const char *url; /* (nullable): NULL is the service itself */
  guint setting_status;
  guint post_status;  /* 0: it hangs up */
  const char *before; /* of the list of uploads, before the first post */
  const char *after;  /* the same, after it */
  StubService *service;
} Place;

static void
hang_up (SoupServerMessage *message)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

  g_io_stream_close (stream, NULL, NULL);
}

static void
answer (StubService *service, SoupServerMessage *message, gpointer user_data)
{
  Place *place = user_data;
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));
  g_autofree char *text = NULL;

  if (g_str_equal (path, "/api/v1/upload/setting"))
    {
      g_auto (GStrv) parts = g_strsplit (place->form, "%s", 2);
      g_autofree char *own = g_strconcat (stub_service_get_base (service), "/bucket/", NULL);

      text = g_strjoinv (place->url != NULL ? place->url : own, parts);
      stub_answer (message, place->setting_status, "application/json", text);
    }
  else if (g_str_equal (path, "/api/v1/upload/status"))
    {
      gboolean was_posted = stub_service_count (service, "POST") > 0;

      text = g_strdup_printf ("{\"results\":[%s]}", was_posted ? place->after : place->before);
      stub_answer (message, 200, "application/json", text);
    }
  else if (place->post_status == 0)
    hang_up (message);
  else
    stub_answer (message, place->post_status, "application/xml", "<Error/>");
}

/* FALSE with @error; @place->service stays. */
static gboolean
upload (Place *place, char **key, gboolean *is_unclear, GError **error)
{
  g_autoptr (Session) session = NULL;
  const CantoUploadOptions options = { .name = NAME, .album_id = "ALBUM", .tags = "x,y" };
  char *path = upload_make_file ("f", 10);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  CantoUpload *run;
  gboolean is_done;

  place->service = stub_service_new (NULL, answer, place);
  session = session_new_at (stub_service_get_base (place->service), 0);
  run = canto_upload_new (session->client, file, &options);
  is_done = upload_run (run, key, error);
  if (is_unclear != NULL)
    *is_unclear = canto_upload_get_is_unclear (run);
  test_assert_last_unref (run);
  upload_remove_file (path);

  return is_done;
}

/* Where all goes well. */
static const Place usual = {
  .form = FORM_A,
  .setting_status = 200,
  .post_status = 204,
  .before = "",
  .after = DONE ("20260101000000001"),
};

static StubRequest *
get_post (StubService *service)
{
  for (guint i = 0; i < stub_service_get_n_requests (service); i++)
    {
      StubRequest *request = stub_service_get_request (service, i);

      if (g_str_has_prefix (request->line, "POST"))
        return request;
    }
  g_assert_not_reached ();
}

/* 12.2, 12.3: by their given names, in their order, the file last. */
static void
test_form (gconstpointer data)
{
  Place place = usual;
  gboolean is_b = g_str_equal (data, FORM_B);
  static const char *const a[] = { "key\"\r\n\r\nu/${filename}\r\n", "acl\"\r\n\r\nprivate\r\n",
                                   "AWSAccessKeyId\"\r\n\r\nk\r\n",  "Signature\"\r\n\r\ns\r\n",
                                   "Policy\"\r\n\r\np\r\n",          NULL };
  static const char *const b[] = { "key\"\r\n\r\nu/${filename}\r\n",
                                   "acl\"\r\n\r\nprivate\r\n",
                                   "x-amz-algorithm\"\r\n\r\nAWS4-HMAC-SHA256\r\n",
                                   "x-amz-credential\"\r\n\r\nc\r\n",
                                   "x-amz-date\"\r\n\r\nd\r\n",
                                   "x-amz-Signature\"\r\n\r\ns\r\n",
                                   "Policy\"\r\n\r\np\r\n",
                                   NULL };
  static const char *const meta[] = { "x-amz-meta-file_name\"\r\n\r\n" NAME "\r\n",
                                      "x-amz-meta-tag\"\r\n\r\nx,y\r\n",
                                      "x-amz-meta-scheme\"\r\n\r\n\r\n",
                                      "x-amz-meta-id\"\r\n\r\n\r\n",
                                      "x-amz-meta-album_id\"\r\n\r\nALBUM\r\n",
                                      "file\"; filename=\"a %22name%22.xyz\"\r\n",
                                      NULL };
  const char *const *groups[] = { is_b ? b : a, meta };
  g_autofree char *key = NULL;
  g_autoptr (GError) error = NULL;
  StubRequest *post;
  const char *at;

  place.form = data;
  g_assert_true (upload (&place, &key, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (key, ==, "other/20260101000000001");
  post = get_post (place.service);
  g_assert_cmpstr (post->line, ==, "POST /bucket/");
  g_assert_null (post->authorization);
  at = post->body;
  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      for (const char *const *field = groups[i]; *field != NULL; field++)
        {
          const char *begin = "\r\nContent-Disposition: form-data; name=\"";

          at = strstr (at, begin);
          g_assert_nonnull (at);
          at += strlen (begin);
          g_assert_true (g_str_has_prefix (at, *field));
        }
    }
  g_assert_null (strstr (at, "form-data"));
  stub_service_free (place.service);
}

/* 12.6: one new setting, and no more. */
static void
test_refused (void)
{
  Place place = usual;
  g_autoptr (GError) error = NULL;

  place.post_status = 403;
  g_assert_false (upload (&place, NULL, NULL, &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_SERVICE);
  g_assert_cmpuint (stub_service_count (place.service, "POST"), ==, 2);
  g_assert_cmpuint (stub_service_count (place.service, "GET /api/v1/upload/setting"), ==, 2);
  stub_service_free (place.service);
}

static void
test_sent_once (void)
{
  static const guint statuses[] = { 400, 409, 429, 500, 502, 503, 504 };

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      Place place = usual;
      g_autoptr (GError) error = NULL;

      place.post_status = statuses[i];
      g_assert_false (upload (&place, NULL, NULL, &error));
      g_assert_nonnull (error);
      g_assert_cmpuint (stub_service_count (place.service, "POST"), ==, 1);
      stub_service_free (place.service);
    }
}

/* It may be there or not: an item of before is no sign. */
static void
test_lost (void)
{
  Place place = usual;
  g_autoptr (GError) error = NULL;
  gboolean is_unclear = FALSE;

  place.post_status = 0;
  place.before = DONE ("20260101000000001");
  g_assert_false (upload (&place, NULL, &is_unclear, &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_OFFLINE);
  g_assert_true (is_unclear);
  g_assert_cmpuint (stub_service_count (place.service, "POST"), ==, 1);
  stub_service_free (place.service);
}

/* The bytes have all been sent, and what comes back tells nothing: it may be there. */
static void
test_answer_strange (void)
{
  Place place = usual;
  g_autofree char *key = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_unclear = FALSE;

  place.post_status = 307;
  place.after = "";
  g_assert_false (upload (&place, NULL, &is_unclear, &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY);
  g_assert_true (is_unclear);
  g_assert_cmpuint (stub_service_count (place.service, "POST"), ==, 1);
  stub_service_free (place.service);
  g_clear_error (&error);

  place.after = usual.after;
  g_assert_true (upload (&place, &key, &is_unclear, &error));
  g_assert_no_error (error);
  g_assert_false (is_unclear);
  g_assert_cmpstr (key, ==, "other/20260101000000001");
  g_assert_cmpuint (stub_service_count (place.service, "POST"), ==, 1);
  stub_service_free (place.service);
}

/* Only the answer was lost. */
static void
test_answer_lost (void)
{
  Place place = usual;
  g_autofree char *key = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_unclear = TRUE;

  place.post_status = 0;
  place.before = DONE ("20260101000000001");
  place.after = DONE ("20260101000000001") "," DONE ("20260101000000002");
  g_assert_true (upload (&place, &key, &is_unclear, &error));
  g_assert_no_error (error);
  g_assert_false (is_unclear);
  g_assert_cmpstr (key, ==, "other/20260101000000002");
  g_assert_cmpuint (stub_service_count (place.service, "POST"), ==, 1);
  stub_service_free (place.service);
}

/* 14.3 */
static void
test_not_allowed (void)
{
  Place place = usual;
  g_autoptr (GError) error = NULL;

  place.setting_status = 403;
  g_assert_false (upload (&place, NULL, NULL, &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_NOT_ALLOWED);
  g_assert_cmpuint (stub_service_count (place.service, "POST"), ==, 0);
  stub_service_free (place.service);
}

/* 12.7 */
static void
test_elsewhere (void)
{
  static const char *const urls[] = {
    "https://evil.example/",
    "https://amazonaws.com.evil.example/",
    "https://evilamazonaws.com/",
    "http://acme.s3.amazonaws.com/",
    "https://a@b.s3.amazonaws.com",
    "file:///etc/passwd",
    "nonsense",
    "",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      Place place = usual;
      g_autoptr (GError) error = NULL;

      place.url = urls[i];
      g_assert_false (upload (&place, NULL, NULL, &error));
      g_assert_error (error, CANTO_ERROR, CANTO_ERROR_INSECURE);
      stub_service_free (place.service);
    }
}

static void
test_bad_setting (void)
{
  static const char *const settings[] = { "", "[]", "{}", "{\"url\":\"%s\"}", "<html>" };

  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      Place place = usual;
      g_autoptr (GError) error = NULL;

      place.form = settings[i];
      g_assert_false (upload (&place, NULL, NULL, &error));
      g_assert_error (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY);
      g_assert_cmpuint (stub_service_count (place.service, "POST"), ==, 0);
      stub_service_free (place.service);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/canto/uploads/C24/form-a", FORM_A, test_form);
  g_test_add_data_func ("/canto/uploads/C24/form-b", FORM_B, test_form);
  g_test_add_func ("/canto/uploads/C25/refused", test_refused);
  g_test_add_func ("/canto/uploads/C25/sent-once", test_sent_once);
  g_test_add_func ("/canto/uploads/C25/lost", test_lost);
  g_test_add_func ("/canto/uploads/C25/answer-lost", test_answer_lost);
  g_test_add_func ("/canto/uploads/C25/answer-strange", test_answer_strange);
  g_test_add_func ("/canto/uploads/not-allowed", test_not_allowed);
  g_test_add_func ("/canto/uploads/elsewhere", test_elsewhere);
  g_test_add_func ("/canto/uploads/bad-setting", test_bad_setting);

  return g_test_run ();
}
