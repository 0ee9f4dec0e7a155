/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-error.h"
#include "canto-reply-private.h"

#include <string.h>

static GError *
to_error (guint status, const char *body)
{
  CantoHttpReply reply = { .status = status };
  GError *error;

  reply.body = g_bytes_new (body, strlen (body));
  error = canto_reply_to_error (&reply);
  g_bytes_unref (reply.body);

  return error;
}

static void
test_status (void)
{
  static const struct
  {
    guint status;
    CantoError code;
  } statuses[] = {
    { 302, CANTO_ERROR_BAD_REPLY },   { 400, CANTO_ERROR_BAD_REQUEST },
    { 401, CANTO_ERROR_SIGNED_OUT },  { 403, CANTO_ERROR_NOT_ALLOWED },
    { 404, CANTO_ERROR_NOT_FOUND },   { 409, CANTO_ERROR_NOT_AVAILABLE },
    { 410, CANTO_ERROR_NOT_FOUND },   { 418, CANTO_ERROR_BAD_REPLY },
    { 422, CANTO_ERROR_BAD_REQUEST }, { 429, CANTO_ERROR_RATE_LIMITED },
    { 500, CANTO_ERROR_SERVICE },     { 503, CANTO_ERROR_SERVICE },
    { 599, CANTO_ERROR_SERVICE },
  };

  for (guint status = 200; status < 300; status++)
    g_assert_null (to_error (status, "success"));
  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr (GError) error = to_error (statuses[i].status, "<html>");

      g_assert_error (error, CANTO_ERROR, (int) statuses[i].code);
    }
}

static void
test_message (void)
{
  static const char *const bodies[][2] = {
    { "{\"help\":\"h\",\"error\":\"e\",\"message\":\"m\"}", "m" },
    { "{\"error\":\"e\",\"error_description\":\"d\"}", "d" },
    { "{\"message\":{\"x\":1},\"error\":\"e\"}", "e" },
    { "{\"message\":\"\",\"help\":\"h\"}", "h" },
    { "{\"message\":\"two\\r\\nlines\\u001b[31m\"}", "two  lines [31m" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autofree char *expected = g_strdup_printf ("The service says: %s (403)", bodies[i][1]);
      g_autoptr (GError) error = to_error (403, bodies[i][0]);

      g_assert_cmpstr (error->message, ==, expected);
    }
}

static void
test_message_is_short (void)
{
  g_autoptr (GString) body = g_string_new ("{\"message\":\"");
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) plain = to_error (403, "<html><script>alert(1)</script>");

  for (guint i = 0; i < 1000; i++)
    g_string_append (body, "ü");
  g_string_append (body, "\"}");
  error = to_error (403, body->str);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (error->message, -1), ==,
                   200 + (glong) strlen ("The service says:  (403)"));
  g_assert_null (strstr (plain->message, "script"));
}

static void
test_retry_after (void)
{
  const gint64 now_us = 784111777 * (gint64) G_USEC_PER_SEC; /* Sun, 06 Nov 1994 08:49:37 GMT */
  static const struct
  {
    const char *header;
    gint64 delay_s;
    gint64 date_s; /* that the service says it is */
  } headers[] = {
    { "0", 0 },
    { "7", 7 },
    { "60", 60 },
    { "61", 60 },
    { "3600", 60 },
    { "Sun, 06 Nov 1994 08:49:49 GMT", 12 },
    { "Sun, 06 Nov 2094 08:49:37 GMT", 60 },
    /* Our clock is an hour behind, or an hour ahead: the service's counts. */
    { "Sun, 06 Nov 1994 09:49:49 GMT", 12, 784111777 + 3600 },
    { "Sun, 06 Nov 1994 07:49:49 GMT", 12, 784111777 - 3600 },
    { "Sun, 06 Nov 1994 08:49:00 GMT", 0, 784111777 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    g_assert_cmpint (
        canto_reply_get_retry_delay_us (headers[i].header, 0, now_us, headers[i].date_s), ==,
        headers[i].delay_s * G_USEC_PER_SEC);
}

static void
test_without_header (void)
{
  static const gint64 delays_s[] = { 2, 8, 30, 60, 60, 60 };
  /* A date that is over by our clock alone tells that the clock is wrong. */
  static const char *const headers[] = {
    NULL, "", "soon", "-3", "99999999999999999999999", "Sun, 06 Nov 1994 08:49:00 GMT",
  };
  gboolean differs = FALSE;

  for (guint attempt = 0; attempt < G_N_ELEMENTS (delays_s); attempt++)
    {
      gint64 first = canto_reply_get_retry_delay_us (NULL, attempt, 0, 0);

      for (guint i = 0; i < 100; i++)
        {
          gint64 delay = canto_reply_get_retry_delay_us (headers[i % G_N_ELEMENTS (headers)],
                                                         attempt, G_MAXINT64, 0);

          g_assert_cmpint (delay, >=, delays_s[attempt] * G_USEC_PER_SEC);
          g_assert_cmpint (delay, <=, delays_s[attempt] * G_USEC_PER_SEC * 5 / 4);
          differs = differs || delay != first;
        }
    }
  /* Clients that were refused together do not come again together. */
  g_assert_true (differs);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/C16/every-2xx-is-success", test_status);
  g_test_add_func ("/reply/message", test_message);
  g_test_add_func ("/reply/message-is-short", test_message_is_short);
  g_test_add_func ("/C26/retry-after", test_retry_after);
  g_test_add_func ("/C26/without-header", test_without_header);

  return g_test_run ();
}
