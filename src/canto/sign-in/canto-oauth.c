/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "canto-oauth-private.h"

#include "canto-error.h"
#include "canto-json-private.h"
#include "canto-reply-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_REPLY_BYTES   (64 * 1024)
#define DEFAULT_EXPIRES_S 3600 /* 3.17 */

static void
append_pair (GString *body, const char *name, const char *value)
{
  if (value == NULL || *value == '\0')
    return;

  if (body->len > 0)
    g_string_append_c (body, '&');
  g_string_append (body, name);
  g_string_append_c (body, '=');
  g_string_append_uri_escaped (body, value, NULL, FALSE);
}

/* With the last reference, whoever has it: libsoup keeps one while it sends. */
static void
wipe_body (gpointer data)
{
  GString *body = data;

  explicit_bzero (body->str, body->len);
  g_string_free (body, TRUE);
}

/* 3.2 to 3.4, by CantoOAuthFamily */
static const struct
{
  const char *authorize;
  const char *token;
} paths[] = {
  { "authorize", "token" },
  { "compatible/authorize", "compatible/token" },
  { "universal2/authorize", "universal2/token" },
};

const char *
canto_oauth_get_authorize_path (CantoAccount *account)
{
  return paths[canto_account_get_oauth_family (account)].authorize;
}

char *
canto_oauth_dup_loading_uri (CantoAccount *account)
{
  const char *base = canto_account_get_oauth_base (account);
  gsize length = strlen (base) - strlen ("api/oauth2/");

  return g_strdup_printf ("%.*sloading.html", (int) length, base);
}

CantoHttpRequest *
canto_oauth_new_request (CantoAccount *account,
                         const char *grant_type,
                         CantoSecret *app_secret,
                         const char *const *names_and_values)
{
  g_autofree char *uri = g_strconcat (canto_account_get_oauth_base (account),
                                      paths[canto_account_get_oauth_family (account)].token, NULL);
  CantoHttpRequest *request = canto_http_request_new ("POST", uri, MAX_REPLY_BYTES);
  /* Large enough that it is never moved: a moved one would leave a copy behind. */
  GString *body = g_string_sized_new (16 * 1024);

  append_pair (body, "grant_type", grant_type);
  append_pair (body, "app_id", canto_account_get_app_id (account));
  if (app_secret != NULL && canto_account_has_app_secret (account))
    append_pair (body, "app_secret", canto_secret_peek (app_secret));
  for (gsize i = 0; names_and_values[i] != NULL; i += 2)
    append_pair (body, names_and_values[i], names_and_values[i + 1]);

  request->body = g_bytes_new_with_free_func (body->str, body->len, wipe_body, body);
  request->body_type = "application/x-www-form-urlencoded";

  return request;
}

/* Both spellings, whatever the family (3.5). */
static char *
dup_either (JsonObject *object, const char *plain, const char *compatible)
{
  char *text = canto_json_dup_string (object, plain);

  return text != NULL ? text : canto_json_dup_string (object, compatible);
}

static CantoSecret *
take_secret (char *text)
{
  CantoSecret *secret;

  if (text == NULL)
    return NULL;

  secret = *text != '\0' ? canto_secret_new (text) : NULL;
  explicit_bzero (text, strlen (text));
  g_free (text);

  return secret;
}

static CantoToken *
read_object (JsonObject *object, gint64 now_unix_s, GError **error)
{
  g_autoptr (CantoSecret) access = take_secret (dup_either (object, "accessToken", "access_token"));
  g_autoptr (CantoSecret) refresh =
      take_secret (dup_either (object, "refreshToken", "refresh_token"));
  guint64 expires_s = canto_json_get_number (
      object, "expiresIn", canto_json_get_number (object, "expires_in", DEFAULT_EXPIRES_S));

  if (access == NULL)
    {
      g_set_error_literal (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY,
                           _ ("The sign-in answered without a token."));
      return NULL;
    }

  return canto_token_new (access, refresh,
                          now_unix_s + (gint64) MIN (expires_s, (guint64) G_MAXINT32));
}

static GError *
make_error (CantoHttpReply *reply)
{
  g_autoptr (JsonNode) root = canto_json_parse (reply->body, NULL);
  g_autofree char *word = NULL;
  GError *error;

  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    word = canto_json_dup_string (json_node_get_object (root), "error");

  error = canto_reply_to_error (reply);
  if (error == NULL)
    return g_error_new_literal (CANTO_ERROR, CANTO_ERROR_BAD_REPLY,
                                _ ("The sign-in answered something that is no token."));
  if (reply->status == 401 || g_strcmp0 (word, "invalid_client") == 0
      || g_strcmp0 (word, "unauthorized_client") == 0)
    error->code = CANTO_ERROR_WRONG_KEY;
  else if (reply->status >= 400 && reply->status < 500 && reply->status != 408
           && reply->status != 429)
    error->code = CANTO_ERROR_DENIED;

  return error;
}

static CantoToken *
read_reply (CantoHttpReply *reply, gint64 now_unix_s, GError **error)
{
  g_autoptr (JsonNode) root = NULL;

  if (reply->status == 200)
    root = canto_json_parse (reply->body, NULL);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_propagate_error (error, make_error (reply));
      return NULL;
    }

  return read_object (json_node_get_object (root), now_unix_s, error);
}

CantoToken *
canto_oauth_read_token (CantoHttpReply *reply, gint64 now_unix_s, GError **error)
{
  CantoToken *token = read_reply (reply, now_unix_s, error);

  canto_http_reply_wipe (reply);

  return token;
}
