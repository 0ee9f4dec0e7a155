/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "test-http.h"

#include <string.h>

void
test_reply_free (TestReply *reply)
{
  g_free (reply->content_type);
  g_free (reply->location);
  g_bytes_unref (reply->body);
  soup_message_headers_unref (reply->headers);
  g_free (reply);
}

char *
test_reply_dup_text (TestReply *reply)
{
  gsize length;
  const char *data = g_bytes_get_data (reply->body, &length);

  return g_strndup (data, length);
}

static TestReply *
send_message (SoupMessage *message, const char *token)
{
  g_autoptr (SoupSession) session = soup_session_new_with_options ("timeout", 60, NULL);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  TestReply *reply = g_new0 (TestReply, 1);
  g_autoptr (GError) error = NULL;

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (token != NULL)
    {
      g_autofree char *value = g_strconcat ("Bearer ", token, NULL);

      soup_message_headers_replace (headers, "Authorization", value);
    }

  reply->body = soup_session_send_and_read (session, message, NULL, &error);
  g_assert_no_error (error);
  reply->status = soup_message_get_status (message);
  reply->headers = soup_message_headers_ref (soup_message_get_response_headers (message));
  reply->content_type = g_strdup (soup_message_headers_get_content_type (reply->headers, NULL));
  reply->location = g_strdup (soup_message_headers_get_one (reply->headers, "Location"));
  soup_session_abort (session);

  return reply;
}

TestReply *
test_http_send (const char *method,
                const char *uri,
                const char *token,
                const char *content_type,
                const char *body)
{
  g_autoptr (SoupMessage) message = soup_message_new (method, uri);

  g_assert_nonnull (message);
  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, content_type, bytes);
    }

  return send_message (message, token);
}

TestReply *
test_http_get (const char *uri, const char *token)
{
  return test_http_send ("GET", uri, token, NULL, NULL);
}

TestReply *
test_http_get_with (const char *uri, const char *token, const char *name, const char *value)
{
  g_autoptr (SoupMessage) message = soup_message_new ("GET", uri);

  g_assert_nonnull (message);
  soup_message_headers_replace (soup_message_get_request_headers (message), name, value);

  return send_message (message, token);
}
