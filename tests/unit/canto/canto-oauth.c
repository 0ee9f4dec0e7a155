/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-error.h"
#include "canto-oauth-private.h"

#include <string.h>

#define NOW 1000000

static CantoToken *
read_reply (guint status, const char *body, GError **error)
{
  CantoHttpReply reply = { .status = status };
  CantoToken *token;

  reply.body = g_bytes_new (body, strlen (body));
  token = canto_oauth_read_token (&reply, NOW, error);
  g_bytes_unref (reply.body);

  return token;
}

static void
test_spellings (void)
{
  static const struct
  {
    const char *body;
    const char *refresh;
    gint64 life_s;
  } replies[] = {
    { "{\"accessToken\":\"a1\",\"expiresIn\":\"2592000\",\"tokenType\":\"bearer\","
      "\"refreshToken\":\"r1\"}",
      "r1", 2592000 },
    { "{\"access_token\":\"a1\",\"expires_in\":\"2592000\",\"token_type\":\"bearer\","
      "\"refresh_token\":null}",
      NULL, 2592000 },
    { "{\"access_token\":\"a1\",\"expires_in\":60,\"refresh_token\":\"r1\"}", "r1", 60 },
    { "{\"accessToken\":\"a1\",\"expiresIn\":60.0,\"tokenType\":\"BEARER\"}", NULL, 60 },
    { "{\"accessToken\":\"a1\",\"refreshToken\":\"\"}", NULL, 3600 },
    { "{\"accessToken\":\"a1\",\"expiresIn\":null}", NULL, 3600 },
    { "{\"accessToken\":\"a1\",\"expiresIn\":\"soon\"}", NULL, 3600 },
    { "{\"accessToken\":\"a1\",\"expiresIn\":-5}", NULL, 3600 },
    { "{\"accessToken\":\"a1\",\"expiresIn\":{\"s\":1}}", NULL, 3600 },
    { "{\"accessToken\":\"a1\",\"expiresIn\":\"99999999999999999999\"}", NULL, 3600 },
    { "{\"accessToken\":\"a1\",\"expiresIn\":\"9999999999999\"}", NULL, G_MAXINT32 },
    { "{\"access_token\":\"a1\",\"expiresIn\":\"7\",\"refreshToken\":[],\"extra\":{\"x\":[1]}}",
      NULL, 7 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (replies); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CantoToken) token = read_reply (200, replies[i].body, &error);
      CantoSecret *refresh;

      g_test_message ("%s", replies[i].body);
      g_assert_no_error (error);
      g_assert_cmpstr (canto_secret_peek (canto_token_get_access (token)), ==, "a1");
      refresh = canto_token_get_refresh (token);
      g_assert_cmpstr (refresh != NULL ? canto_secret_peek (refresh) : NULL, ==,
                       replies[i].refresh);
      g_assert_cmpint (canto_token_get_expires_at_unix_s (token), ==, NOW + replies[i].life_s);
    }
}

static void
test_no_token (void)
{
  static const struct
  {
    guint status;
    const char *body;
    CantoError code;
  } replies[] = {
    { 200, "", CANTO_ERROR_BAD_REPLY },
    { 200, "<!DOCTYPE html><title>Sign in</title>", CANTO_ERROR_BAD_REPLY },
    { 200, "[]", CANTO_ERROR_BAD_REPLY },
    { 200, "{}", CANTO_ERROR_BAD_REPLY },
    { 200, "{\"accessToken\":\"\"}", CANTO_ERROR_BAD_REPLY },
    { 200, "{\"accessToken\":null,\"refreshToken\":\"r\"}", CANTO_ERROR_BAD_REPLY },
    { 200, "{\"accessToken\":\"a1\"", CANTO_ERROR_BAD_REPLY },
    { 302, "", CANTO_ERROR_BAD_REPLY },
    { 400, "{\"error\":\"invalid_grant\"}", CANTO_ERROR_DENIED },
    { 400, "{\"error\":\"invalid_client\"}", CANTO_ERROR_WRONG_KEY },
    { 401, "{\"error\":\"invalid_client\"}", CANTO_ERROR_WRONG_KEY },
    { 401, "<html>no</html>", CANTO_ERROR_WRONG_KEY },
    { 403, "{\"error\":\"unauthorized_client\"}", CANTO_ERROR_WRONG_KEY },
    { 404, "plain text", CANTO_ERROR_DENIED },
    { 429, "{}", CANTO_ERROR_RATE_LIMITED },
    { 500, "{}", CANTO_ERROR_SERVICE },
    { 503, "", CANTO_ERROR_SERVICE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (replies); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CantoToken) token = read_reply (replies[i].status, replies[i].body, &error);

      g_test_message ("%u %s", replies[i].status, replies[i].body);
      g_assert_error (error, CANTO_ERROR, (int) replies[i].code);
      g_assert_null (token);
    }
}

static CantoAccount *
make_account (CantoOAuthFamily family)
{
  const CantoAccountOptions options = { .address = "acme.canto.de",
                                        .app_id = "app&id",
                                        .oauth_family = family };
  g_autoptr (GError) error = NULL;
  CantoAccount *account = canto_account_new (&options, &error);

  g_assert_no_error (error);

  return account;
}

static void
test_request (void)
{
  static const struct
  {
    CantoOAuthFamily family;
    const char *uri;
  } families[] = {
    { CANTO_OAUTH_FAMILY_PLAIN, "https://oauth.canto.de/oauth/api/oauth2/token" },
    { CANTO_OAUTH_FAMILY_COMPATIBLE, "https://oauth.canto.de/oauth/api/oauth2/compatible/token" },
  };
  static const char *const pairs[] = { "code",  "c+/=", "user_id",      NULL,
                                       "scope", "",     "redirect_uri", "http://localhost:1/x",
                                       NULL };
  g_autoptr (CantoSecret) app_secret = canto_secret_new ("s3 cret&");

  for (gsize i = 0; i < G_N_ELEMENTS (families); i++)
    {
      g_autoptr (CantoAccount) account = make_account (families[i].family);
      g_autoptr (CantoHttpRequest) request =
          canto_oauth_new_request (account, "authorization_code", app_secret, pairs);
      gsize length;
      const char *data = g_bytes_get_data (request->body, &length);
      g_autofree char *body = g_strndup (data, length);

      /* C4: nothing of it in the address, and no redirect takes it elsewhere. */
      g_assert_cmpstr (request->uri, ==, families[i].uri);
      g_assert_false (request->follows);
      g_assert_cmpstr (request->method, ==, "POST");
      g_assert_cmpstr (request->body_type, ==, "application/x-www-form-urlencoded");
      g_assert_cmpstr (body, ==,
                       "grant_type=authorization_code&app_id=app%26id&app_secret=s3%20cret%26"
                       "&code=c%2B%2F%3D&redirect_uri=http%3A%2F%2Flocalhost%3A1%2Fx");
    }
}

/* 3.4, 3.12, 3.22: public, so there is a challenge and no secret. */
static void
test_universal (void)
{
  g_autoptr (CantoAccount) account = make_account (CANTO_OAUTH_FAMILY_UNIVERSAL);
  g_autoptr (CantoAccount) plain = make_account (CANTO_OAUTH_FAMILY_PLAIN);
  g_autoptr (CantoSecret) app_secret = canto_secret_new ("s3cret");
  static const char *const pairs[] = { "code", "c", NULL };
  g_autoptr (CantoHttpRequest) request =
      canto_oauth_new_request (account, "authorization_code", app_secret, pairs);
  gsize length;
  const char *data = g_bytes_get_data (request->body, &length);
  g_autofree char *body = g_strndup (data, length);

  g_assert_false (canto_account_has_app_secret (account));
  g_assert_true (canto_account_has_app_secret (plain));
  g_assert_cmpint (canto_account_get_pkce (account), ==, CANTO_PKCE_PLAIN);
  g_assert_cmpint (canto_account_get_pkce (plain), ==, CANTO_PKCE_NONE);
  g_assert_cmpstr (canto_oauth_get_authorize_path (account), ==, "universal2/authorize");
  g_assert_cmpstr (request->uri, ==, "https://oauth.canto.de/oauth/api/oauth2/universal2/token");
  g_assert_cmpstr (body, ==, "grant_type=authorization_code&app_id=app%26id&code=c");
}

static void
test_loading_uri (void)
{
  g_autoptr (CantoAccount) account = make_account (CANTO_OAUTH_FAMILY_PLAIN);
  g_autofree char *uri = canto_oauth_dup_loading_uri (account);

  g_assert_cmpstr (uri, ==, "https://oauth.canto.de/oauth/loading.html");
}

/* A token has one place that is wiped with it, and the answer that it came in is none. */
static void
test_wiped (void)
{
  static char buffer[] = "{\"accessToken\":\"acc3ss-5ecret\"}";
  gsize length = strlen (buffer);
  g_autoptr (CantoHttpReply) reply = g_new0 (CantoHttpReply, 1);
  g_autoptr (CantoToken) token = NULL;

  reply->status = 200;
  reply->body = g_bytes_new_static (buffer, length);
  token = canto_oauth_read_token (reply, 0, NULL);
  g_assert_cmpstr (canto_secret_peek (canto_token_get_access (token)), ==, "acc3ss-5ecret");
  for (gsize i = 0; i < length; i++)
    g_assert_cmpint (buffer[i], ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/C1/spellings", test_spellings);
  g_test_add_func ("/C1/no-token", test_no_token);
  g_test_add_func ("/C4/secrets-are-in-the-body", test_request);

  g_test_add_func ("/3.4/universal", test_universal);
  g_test_add_func ("/3.20/loading-uri", test_loading_uri);
  g_test_add_func ("/oauth/wiped", test_wiped);

  return g_test_run ();
}
