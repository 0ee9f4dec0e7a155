/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "canto-reply-private.h"

#include "canto-error.h"
#include "canto-json-private.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

#define MAX_MESSAGE_CHARS 200
#define MAX_ERROR_BYTES   (64 * 1024)
#define MAX_WAIT_S        60

char *
canto_reply_clean_text (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  for (char *c = valid; *c != '\0'; c++)
    {
      if (g_ascii_iscntrl (*c))
        *c = ' ';
    }

  return g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), MAX_MESSAGE_CHARS));
}

char *
canto_reply_dup_message (CantoHttpReply *reply)
{
  static const char *const keys[] = { "message", "error_description", "error", "help" };
  g_autoptr (JsonNode) root = NULL;

  if (g_bytes_get_size (reply->body) > MAX_ERROR_BYTES)
    return NULL;
  root = canto_json_parse (reply->body, NULL);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *text = canto_json_dup_string (json_node_get_object (root), keys[i]);

      if (text != NULL && *text != '\0')
        return canto_reply_clean_text (text);
    }

  return NULL;
}

static CantoError
code_from_status (guint status)
{
  switch (status)
    {
    case 400:
    case 422:
      return CANTO_ERROR_BAD_REQUEST;
    case 401:
      return CANTO_ERROR_SIGNED_OUT;
    case 403:
      return CANTO_ERROR_NOT_ALLOWED;
    case 404:
    case 410:
      return CANTO_ERROR_NOT_FOUND;
    case 408:
      return CANTO_ERROR_SERVICE;
    case 409:
      return CANTO_ERROR_NOT_AVAILABLE;
    case 429:
      return CANTO_ERROR_RATE_LIMITED;
    default:
      return status >= 500 ? CANTO_ERROR_SERVICE : CANTO_ERROR_BAD_REPLY;
    }
}

GError *
canto_reply_to_error (CantoHttpReply *reply)
{
  g_autofree char *message = NULL;

  if (reply->status >= 200 && reply->status < 300)
    return NULL;

  message = canto_reply_dup_message (reply);
  if (message != NULL)
    return g_error_new (CANTO_ERROR, (int) code_from_status (reply->status),
                        _ ("The service says: %s (%u)"), message, reply->status);

  return g_error_new (CANTO_ERROR, (int) code_from_status (reply->status),
                      _ ("The service answered %u %s."), reply->status,
                      soup_status_get_phrase (reply->status));
}

gint64
canto_reply_get_retry_delay_us (const char *retry_after,
                                guint attempt,
                                gint64 now_unix_us,
                                gint64 date_unix_s)
{
  static const guint delays_s[] = { 2, 8, 30, 60 };
  guint64 seconds;
  g_autoptr (GDateTime) date = NULL;
  double jitter = 1 + g_random_double () / 4;

  if (retry_after != NULL
      && g_ascii_string_to_unsigned (retry_after, 10, 0, G_MAXUINT, &seconds, NULL))
    return (gint64) MIN (seconds, MAX_WAIT_S) * G_USEC_PER_SEC;

  if (retry_after != NULL)
    date = soup_date_time_new_from_http_string (retry_after);
  if (date != NULL)
    {
      gint64 from_us = date_unix_s != 0 ? date_unix_s * G_USEC_PER_SEC : now_unix_us;
      gint64 left_us = g_date_time_to_unix (date) * G_USEC_PER_SEC - from_us;

      if (left_us >= 0 || date_unix_s != 0)
        return CLAMP (left_us, 0, (gint64) MAX_WAIT_S * G_USEC_PER_SEC);
    }

  return (gint64) (delays_s[MIN (attempt, G_N_ELEMENTS (delays_s) - 1)] * jitter * G_USEC_PER_SEC);
}
