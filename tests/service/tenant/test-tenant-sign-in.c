/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Section 3, as a browser and a program see it. */

#include "tenant-fixture.h"

#include <string.h>

#define STATE "s1-_~%20%26"
/* RFC 7636, appendix B. */
#define VERIFIER  "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
#define CHALLENGE "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"

static char *
make_family_uri (TenantFixture *fixture,
                 const char *endpoint,
                 const char *redirect_uri,
                 const char *more)
{
  g_autofree char *redirect = g_uri_escape_string (redirect_uri, NULL, FALSE);

  return g_strdup_printf ("%s/oauth/api/oauth2/%s?response_type=code&app_id=%s"
                          "&redirect_uri=%s&state=%s%s",
                          fixture->base, endpoint, test_tenant_get (fixture->tenant, "app_id"),
                          redirect, STATE, more);
}

static char *
make_authorize_uri (TenantFixture *fixture, const char *redirect_uri, const char *more)
{
  return make_family_uri (fixture, "authorize", redirect_uri, more);
}

static char *
find_ticket (TestReply *reply)
{
  g_autofree char *page = test_reply_dup_text (reply);
  g_autoptr (GRegex) regex = g_regex_new ("name=\"ticket\" value=\"([^\"]+)\"", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  return g_regex_match (regex, page, 0, &match) ? g_match_info_fetch (match, 1) : NULL;
}

static TestReply *
post (const char *uri, const char *form)
{
  return test_http_send ("POST", uri, NULL, SOUP_FORM_MIME_TYPE_URLENCODED, form);
}

/* Both pages, as a person fills them in. @decision: "allow" or "deny" */
static TestReply *
sign_in (TenantFixture *fixture, const char *uri, const char *decision)
{
  g_autofree char *login =
      g_strdup_printf ("step=login&user=%s&password=%s", test_tenant_get (fixture->tenant, "user"),
                       test_tenant_get (fixture->tenant, "password"));
  g_autoptr (TestReply) consent = post (uri, login);
  g_autofree char *ticket = find_ticket (consent);
  g_autofree char *form = NULL;

  g_assert_cmpuint (consent->status, ==, 200);
  g_assert_cmpstr (consent->content_type, ==, "text/html");
  g_assert_nonnull (ticket);
  form = g_strdup_printf ("step=consent&ticket=%s&decision=%s", ticket, decision);

  return post (uri, form);
}

static GHashTable *
read_callback (TenantFixture *fixture, TestReply *reply)
{
  const char *redirect_uri = test_tenant_get (fixture->tenant, "redirect_uri");

  g_assert_cmpuint (reply->status, ==, 302);
  g_assert_true (g_str_has_prefix (reply->location, redirect_uri));
  g_assert_cmpint (reply->location[strlen (redirect_uri)], ==, '?');

  return soup_form_decode (reply->location + strlen (redirect_uri) + 1);
}

static char *
get_family_code (TenantFixture *fixture, const char *endpoint, const char *more)
{
  g_autofree char *uri =
      make_family_uri (fixture, endpoint, test_tenant_get (fixture->tenant, "redirect_uri"), more);
  g_autoptr (TestReply) reply = sign_in (fixture, uri, "allow");
  g_autoptr (GHashTable) callback = read_callback (fixture, reply);

  return g_strdup (g_hash_table_lookup (callback, "code"));
}

static char *
get_code (TenantFixture *fixture, const char *more)
{
  return get_family_code (fixture, "authorize", more);
}

static TestReply *
exchange (TenantFixture *fixture, const char *endpoint, const char *code, const char *more)
{
  g_autofree char *form = g_strdup_printf ("@&grant_type=authorization_code&code=%s%s", code, more);

  return tenant_fixture_post_form (fixture->tenant, endpoint, form);
}

static void
assert_oauth_error (TestReply *reply, guint status, const char *word)
{
  g_autoptr (JsonNode) node = tenant_fixture_read_json (reply);

  g_assert_cmpuint (reply->status, ==, status);
  g_assert_cmpstr (tenant_json_get_string (json_node_get_object (node), "error"), ==, word);
  g_assert_true (tenant_json_is_string (json_node_get_object (node), "error_description"));
}

static void
assert_token (TestReply *reply, const char *const names[4], gboolean has_refresh)
{
  g_autoptr (JsonNode) node = tenant_fixture_read_json (reply);
  JsonObject *object = json_node_get_object (node);
  const char *access = tenant_json_get_string (object, names[0]);

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpuint (json_object_get_size (object), ==, 4);
  g_assert_cmpuint (strlen (access), ==, 32);
  g_assert_cmpuint (strspn (access, "0123456789abcdef"), ==, 32);
  g_assert_cmpstr (tenant_json_get_string (object, names[1]), ==, "2592000");
  g_assert_cmpint (g_ascii_strcasecmp (tenant_json_get_string (object, names[2]), "bearer"), ==, 0);
  g_assert_true (json_object_has_member (object, names[3]));
  g_assert_true (has_refresh ? tenant_json_is_string (object, names[3])
                             : json_object_get_null_member (object, names[3]));
}

static const char *const plain[] = { "accessToken", "expiresIn", "tokenType", "refreshToken" };
static const char *const compatible[] = { "access_token", "expires_in", "token_type",
                                          "refresh_token" };

static void
test_spellings (TenantFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *endpoint;
    const char *const *names;
  } families[] = { { "token", plain }, { "compatible/token", compatible } };

  for (gsize i = 0; i < G_N_ELEMENTS (families); i++)
    {
      const char *endpoint = families[i].endpoint;
      g_autofree char *code = get_code (fixture, "");
      g_autoptr (TestReply) by_code = exchange (fixture, endpoint, code, "");
      g_autoptr (TestReply) by_credentials = tenant_fixture_post_form (
          fixture->tenant, endpoint, "@&grant_type=client_credentials&scope=admin");

      assert_token (by_code, families[i].names, TRUE);
      assert_token (by_credentials, families[i].names, FALSE);
      g_assert_cmpstr (soup_message_headers_get_one (by_code->headers, "Cache-Control"), ==,
                       "no-store");
    }
}

static void
test_client_id (TenantFixture *fixture, gconstpointer data)
{
  g_autofree char *form = g_strdup_printf (
      "grant_type=client_credentials&client_id=%s&client_secret=%s",
      test_tenant_get (fixture->tenant, "app_id"), test_tenant_get (fixture->tenant, "app_secret"));
  g_autoptr (TestReply) good = tenant_fixture_post_form (fixture->tenant, "compatible/token", form);
  g_autoptr (TestReply) bad = tenant_fixture_post_form (fixture->tenant, "token", form);

  assert_token (good, compatible, FALSE);
  assert_oauth_error (bad, 400, "invalid_request");
}

static void
test_query_and_form (TenantFixture *fixture, gconstpointer data)
{
  g_autofree char *app =
      g_strdup_printf ("app_id=%s&app_secret=%s", test_tenant_get (fixture->tenant, "app_id"),
                       test_tenant_get (fixture->tenant, "app_secret"));
  const struct
  {
    const char *query;
    const char *form; /* (nullable): no body at all */
  } ways[] = {
    { "grant_type=client_credentials&#", NULL },
    { "", "grant_type=client_credentials&#" },
    { "grant_type=client_credentials", "#" },
    { "user_id=&code=&redirect_uri=&#", "scope=&refresh_token=&grant_type=client_credentials" },
    { "grant_type=client_credentials", "#&grant_type=" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_auto (GStrv) query_parts = g_strsplit (ways[i].query, "#", -1);
      g_auto (GStrv) form_parts = g_strsplit (ways[i].form != NULL ? ways[i].form : "", "#", -1);
      g_autofree char *query = g_strjoinv (app, query_parts);
      g_autofree char *form = g_strjoinv (app, form_parts);
      g_autofree char *uri = g_strconcat (fixture->base, "/oauth/api/oauth2/token?", query, NULL);
      g_autoptr (TestReply) reply = test_http_send (
          "POST", uri, NULL, SOUP_FORM_MIME_TYPE_URLENCODED, ways[i].form != NULL ? form : NULL);

      assert_token (reply, plain, FALSE);
    }
}

static void
test_allow_and_deny (TenantFixture *fixture, gconstpointer data)
{
  g_autofree char *uri =
      make_authorize_uri (fixture, test_tenant_get (fixture->tenant, "redirect_uri"), "");
  g_autoptr (TestReply) first = test_http_get (uri, NULL);
  g_autofree char *page = test_reply_dup_text (first);
  g_autoptr (TestReply) allowed = sign_in (fixture, uri, "allow");
  g_autoptr (TestReply) denied = sign_in (fixture, uri, "deny");
  g_autoptr (GHashTable) yes = read_callback (fixture, allowed);
  g_autoptr (GHashTable) no = read_callback (fixture, denied);

  g_assert_cmpuint (first->status, ==, 200);
  g_assert_cmpstr (first->content_type, ==, "text/html");
  g_assert_nonnull (strstr (page, "name=\"password\""));

  g_assert_cmpstr (g_hash_table_lookup (yes, "state"), ==, "s1-_~ &");
  g_assert_nonnull (g_hash_table_lookup (yes, "code"));
  g_assert_null (g_hash_table_lookup (yes, "error"));

  g_assert_cmpstr (g_hash_table_lookup (no, "state"), ==, "s1-_~ &");
  g_assert_null (g_hash_table_lookup (no, "code"));
  g_assert_cmpstr (g_hash_table_lookup (no, "error"), ==, "access_denied");
  g_assert_nonnull (g_hash_table_lookup (no, "error_description"));
}

/* Exact bytes: another port, another path, another spelling of the same host are others. */
static void
test_unregistered_redirect (TenantFixture *fixture, gconstpointer data)
{
  static const char *const others[] = {
    "https://evil.example/callback",    "http://localhost:28418/callback",
    "http://localhost:28417/callback/", "http://localhost:28417/callback?x=1",
    "http://127.0.0.1:28417/callback",  "",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *uri = make_authorize_uri (fixture, others[i], "");
      g_autoptr (TestReply) asked = test_http_get (uri, NULL);
      g_autoptr (TestReply) consented = post (uri, "step=consent&ticket=x&decision=allow");

      g_assert_cmpuint (asked->status, ==, 400);
      g_assert_cmpstr (asked->content_type, ==, "text/html");
      g_assert_null (asked->location);
      g_assert_cmpuint (consented->status, ==, 400);
      g_assert_null (consented->location);
    }
}

static void
test_wrong_password (TenantFixture *fixture, gconstpointer data)
{
  g_autofree char *uri =
      make_authorize_uri (fixture, test_tenant_get (fixture->tenant, "redirect_uri"), "");
  g_autofree char *login = g_strdup_printf ("step=login&user=%s&password=guess",
                                            test_tenant_get (fixture->tenant, "user"));
  g_autoptr (TestReply) reply = post (uri, login);
  g_autoptr (TestReply) guess = post (uri, "step=consent&ticket=guess&decision=allow");
  g_autofree char *ticket = find_ticket (reply);

  g_assert_cmpuint (reply->status, ==, 403);
  g_assert_null (ticket);
  g_assert_cmpuint (guess->status, ==, 400);
  g_assert_null (guess->location);
}

static void
test_code_once (TenantFixture *fixture, gconstpointer data)
{
  g_autofree char *code = get_code (fixture, "");
  g_autoptr (TestReply) first = exchange (fixture, "token", code, "");
  g_autoptr (TestReply) second = exchange (fixture, "token", code, "");

  assert_token (first, plain, TRUE);
  assert_oauth_error (second, 400, "invalid_grant");
}

/* 3.33: a failed check uses the code up. */
static void
test_code_used_up (TenantFixture *fixture, gconstpointer data)
{
  g_autofree char *for_redirect = get_code (fixture, "");
  g_autofree char *for_app = get_code (fixture, "");
  g_autofree char *wrong_app = g_strdup_printf (
      "grant_type=authorization_code&app_id=other&app_secret=other&code=%s", for_app);
  g_autoptr (TestReply) wrong_redirect =
      exchange (fixture, "token", for_redirect, "&redirect_uri=http%3A%2F%2Flocalhost%2F");
  g_autoptr (TestReply) after_redirect = exchange (fixture, "token", for_redirect, "");
  g_autoptr (TestReply) other_app = tenant_fixture_post_form (fixture->tenant, "token", wrong_app);
  g_autoptr (TestReply) after_app = exchange (fixture, "token", for_app, "");

  assert_oauth_error (wrong_redirect, 400, "invalid_grant");
  assert_oauth_error (after_redirect, 400, "invalid_grant");
  assert_oauth_error (other_app, 401, "invalid_client");
  assert_oauth_error (after_app, 400, "invalid_grant");
}

/* 3.11, 3.33: the redirect may be left out or be the same; codes cross families. */
static void
test_code_variants (TenantFixture *fixture, gconstpointer data)
{
  g_autofree char *code = get_code (fixture, "");
  g_autofree char *redirect =
      g_uri_escape_string (test_tenant_get (fixture->tenant, "redirect_uri"), NULL, FALSE);
  g_autofree char *more = g_strconcat ("&redirect_uri=", redirect, NULL);
  g_autoptr (TestReply) reply = exchange (fixture, "compatible/token", code, more);

  assert_token (reply, compatible, TRUE);
}

static void
test_verifier (TenantFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *challenge;
    const char *verifier;
    gboolean works;
  } cases[] = {
    { "&code_challenge_method=S256&code_challenge=" CHALLENGE, "&code_verifier=" VERIFIER, TRUE },
    { "&code_challenge_method=S256&code_challenge=" CHALLENGE, "&code_verifier=" CHALLENGE, FALSE },
    { "&code_challenge_method=S256&code_challenge=" CHALLENGE, "", FALSE },
    { "&code_challenge_method=plain&code_challenge=" VERIFIER, "&code_verifier=" VERIFIER, TRUE },
    { "&code_challenge_method=plain&code_challenge=" VERIFIER, "&code_verifier=x", FALSE },
    { "&code_challenge_method=plain&code_challenge=" VERIFIER, "", FALSE },
    { "&code_challenge=" VERIFIER, "&code_verifier=" VERIFIER, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *code = get_code (fixture, cases[i].challenge);
      g_autoptr (TestReply) reply = exchange (fixture, "token", code, cases[i].verifier);

      if (cases[i].works)
        assert_token (reply, plain, TRUE);
      else
        assert_oauth_error (reply, 400, "invalid_grant");
    }
}

/* 3.4, 3.12, 3.23: a public app has no secret, so nothing but the verifier proves who it is. */
static void
test_universal (TenantFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *endpoint;
    const char *challenge;
    const char *verifier;
    gboolean works;
  } cases[] = {
    { "universal2/authorize", "&code_challenge_method=plain&code_challenge=" VERIFIER,
      "&code_verifier=" VERIFIER, TRUE },
    { "universal2/authorize", "&code_challenge_method=S256&code_challenge=" CHALLENGE,
      "&code_verifier=" VERIFIER, TRUE },
    { "universal/authorize", "&code_challenge=" VERIFIER, "&code_verifier=" VERIFIER, TRUE },
    { "universal2/authorize", "&code_challenge=" VERIFIER, "&code_verifier=x", FALSE },
    { "universal2/authorize", "&code_challenge=" VERIFIER, "", FALSE },
    { "universal/authorize", "", "", FALSE },
    { "authorize", "", "", FALSE },
  };
  const char *redirect_uri = test_tenant_get (fixture->tenant, "redirect_uri");
  const char *app_id = test_tenant_get (fixture->tenant, "app_id");
  g_autofree char *bare = make_family_uri (fixture, "universal2/authorize", redirect_uri, "");
  g_autoptr (TestReply) refused = test_http_get (bare, NULL);

  g_assert_cmpuint (refused->status, ==, 400);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *code = get_family_code (fixture, cases[i].endpoint, cases[i].challenge);
      g_autofree char *form = g_strdup_printf ("grant_type=authorization_code&app_id=%s&code=%s%s",
                                               app_id, code, cases[i].verifier);
      g_autoptr (TestReply) reply =
          tenant_fixture_post_form (fixture->tenant, "universal2/token", form);

      if (cases[i].works)
        assert_token (reply, plain, TRUE);
      else
        assert_oauth_error (reply, 400, "invalid_grant");
    }
}

static void
test_universal_credentials (TenantFixture *fixture, gconstpointer data)
{
  g_autofree char *form = g_strconcat (
      "grant_type=client_credentials&app_id=", test_tenant_get (fixture->tenant, "app_id"), NULL);
  g_autoptr (TestReply) token =
      tenant_fixture_post_form (fixture->tenant, "universal2/token", form);
  g_autoptr (TestReply) other = tenant_fixture_post_form (fixture->tenant, "universal/token", "@");

  assert_oauth_error (token, 403, "unauthorized_client");
  g_assert_cmpuint (other->status, ==, 404);
}

/* Sign-in without a redirect (3.20) */

#define OAUTH "/oauth/api/oauth2/"

static char *
get_worker_id (TenantFixture *fixture)
{
  g_autoptr (TestReply) reply = tenant_fixture_get (fixture, OAUTH "ssowid", NULL);

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpstr (reply->content_type, ==, "text/plain");

  return test_reply_dup_text (reply);
}

static TestReply *
ask_code (TenantFixture *fixture, const char *worker_id)
{
  g_autofree char *path = g_strconcat (OAUTH "ssocode?worker_id=", worker_id, NULL);

  return tenant_fixture_get (fixture, path, NULL);
}

/* The browser ends on a page of the service, and is sent nowhere. */
static void
sign_in_for (TenantFixture *fixture, const char *worker_id, const char *decision)
{
  g_autofree char *more = g_strconcat ("&worker_id=", worker_id, NULL);
  g_autofree char *uri =
      make_family_uri (fixture, "compatible/authorize", "https://nowhere.example/callback", more);
  g_autoptr (TestReply) reply = sign_in (fixture, uri, decision);

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpstr (reply->content_type, ==, "text/html");
  g_assert_null (reply->location);
}

static void
test_handshake (TenantFixture *fixture, gconstpointer data)
{
  g_autofree char *loading = g_strconcat (fixture->base, "/oauth/loading.html", NULL);
  const char *const redirects[] = { NULL, loading, "https://nowhere.example/callback" };

  for (gsize i = 0; i < G_N_ELEMENTS (redirects); i++)
    {
      g_autofree char *worker_id = get_worker_id (fixture);
      g_autoptr (TestReply) before = ask_code (fixture, worker_id);
      g_autofree char *code = NULL;
      g_autofree char *redirect =
          redirects[i] != NULL ? g_uri_escape_string (redirects[i], NULL, FALSE) : g_strdup ("");
      g_autofree char *more = g_strconcat ("&redirect_uri=", redirect, NULL);

      g_assert_cmpuint (before->status, ==, 404);
      sign_in_for (fixture, worker_id, "allow");
      {
        g_autoptr (TestReply) after = ask_code (fixture, worker_id);
        g_autoptr (TestReply) token = NULL;
        g_autoptr (TestReply) again = NULL;

        g_assert_cmpuint (after->status, ==, 200);
        g_assert_cmpstr (after->content_type, ==, "text/plain");
        code = test_reply_dup_text (after);
        token = exchange (fixture, "token", code, more);
        again = exchange (fixture, "token", code, more);
        assert_token (token, plain, TRUE);
        assert_oauth_error (again, 400, "invalid_grant");
      }
    }
}

/* The page of the handshake is nothing for other codes, nor another page for those of the
 * handshake. */
static void
test_handshake_redirects (TenantFixture *fixture, gconstpointer data)
{
  g_autofree char *loading = g_strconcat (fixture->base, "/oauth/loading.html", NULL);
  g_autofree char *escaped = g_uri_escape_string (loading, NULL, FALSE);
  g_autofree char *more = g_strconcat ("&redirect_uri=", escaped, NULL);
  g_autofree char *usual = get_code (fixture, "");
  g_autofree char *worker_id = get_worker_id (fixture);
  g_autoptr (TestReply) wrong_page = exchange (fixture, "token", usual, more);
  g_autoptr (TestReply) reply = NULL;
  g_autoptr (TestReply) wrong_redirect = NULL;
  g_autofree char *code = NULL;

  assert_oauth_error (wrong_page, 400, "invalid_grant");
  sign_in_for (fixture, worker_id, "allow");
  reply = ask_code (fixture, worker_id);
  code = test_reply_dup_text (reply);
  wrong_redirect =
      exchange (fixture, "token", code, "&redirect_uri=https%3A%2F%2Fother.example%2F");
  assert_oauth_error (wrong_redirect, 400, "invalid_grant");
}

static void
test_handshake_refusals (TenantFixture *fixture, gconstpointer data)
{
  const char *redirect_uri = test_tenant_get (fixture->tenant, "redirect_uri");
  g_autofree char *worker_id = get_worker_id (fixture);
  g_autofree char *known = g_strconcat ("&worker_id=", worker_id, NULL);
  g_autofree char *unknown =
      make_family_uri (fixture, "compatible/authorize", redirect_uri, "&worker_id=guess");
  /* Only the compatible family knows of it: elsewhere the redirect counts. */
  g_autofree char *other_family =
      make_family_uri (fixture, "authorize", "https://nowhere.example/callback", known);
  g_autoptr (TestReply) unknown_page = test_http_get (unknown, NULL);
  g_autoptr (TestReply) other_page = test_http_get (other_family, NULL);
  g_autoptr (TestReply) guess = ask_code (fixture, "guess");
  g_autoptr (TestReply) none = tenant_fixture_get (fixture, OAUTH "ssocode", NULL);
  g_autoptr (TestReply) after_no = NULL;

  g_assert_cmpuint (unknown_page->status, ==, 400);
  g_assert_cmpuint (other_page->status, ==, 400);
  g_assert_cmpuint (guess->status, ==, 404);
  g_assert_cmpuint (none->status, ==, 404);
  sign_in_for (fixture, worker_id, "deny");
  after_no = ask_code (fixture, worker_id);
  g_assert_cmpuint (after_no->status, ==, 404);
}

static void
test_empty_ssocode (TenantFixture *fixture, gconstpointer data)
{
  g_autofree char *worker_id = get_worker_id (fixture);
  g_autoptr (TestReply) before = ask_code (fixture, worker_id);
  g_autoptr (TestReply) after = NULL;
  g_autofree char *code = NULL;

  g_assert_cmpuint (before->status, ==, 200);
  g_assert_cmpuint (g_bytes_get_size (before->body), ==, 0);
  sign_in_for (fixture, worker_id, "allow");
  after = ask_code (fixture, worker_id);
  code = test_reply_dup_text (after);
  g_assert_cmpuint (strlen (code), ==, 32);
}

static void
test_no_handshake (TenantFixture *fixture, gconstpointer data)
{
  g_autoptr (TestReply) worker = tenant_fixture_get (fixture, OAUTH "ssowid", NULL);
  g_autoptr (TestReply) code = ask_code (fixture, "guess");

  g_assert_cmpuint (worker->status, ==, 404);
  g_assert_cmpuint (code->status, ==, 404);
}

static void
test_no_credentials (void)
{
  TestTenant *tenant = test_tenant_start ("--assets=10", "--scenario=no-credentials", NULL);
  g_autoptr (TestReply) reply =
      tenant_fixture_post_form (tenant, "token", "@&grant_type=client_credentials");

  assert_oauth_error (reply, 403, "unauthorized_client");
  g_free (test_tenant_stop (tenant));
}

static char *
get_refresh (TenantFixture *fixture)
{
  g_autofree char *code = get_code (fixture, "");
  g_autoptr (TestReply) reply = exchange (fixture, "token", code, "");
  g_autoptr (JsonNode) node = tenant_fixture_read_json (reply);

  return g_strdup (tenant_json_get_string (json_node_get_object (node), "refreshToken"));
}

static void
test_lookup (TenantFixture *fixture, gconstpointer data)
{
  g_autofree char *refresh = get_refresh (fixture);
  g_autofree char *path = g_strconcat ("/oauth/api/oauth2/tenant/", refresh, NULL);
  g_autoptr (TestReply) known = tenant_fixture_get (fixture, path, NULL);
  g_autoptr (TestReply) unknown =
      tenant_fixture_get (fixture, "/oauth/api/oauth2/tenant/0123456789abcdef", NULL);
  g_autofree char *host = test_reply_dup_text (known);

  g_assert_cmpuint (known->status, ==, 200);
  g_assert_cmpstr (known->content_type, ==, "text/plain");
  g_assert_cmpstr (host, ==, fixture->base + strlen ("http://"));
  g_assert_cmpuint (unknown->status, ==, 404);
}

static TestReply *
refresh_with (TenantFixture *fixture, const char *refresh)
{
  g_autofree char *form = g_strconcat ("@&grant_type=refresh_token&refresh_token=", refresh, NULL);

  return tenant_fixture_post_form (fixture->tenant, "token", form);
}

static void
test_refresh (TenantFixture *fixture, gconstpointer data)
{
  g_autofree char *refresh = get_refresh (fixture);
  g_autoptr (TestReply) first = refresh_with (fixture, refresh);
  g_autoptr (TestReply) again = refresh_with (fixture, refresh);
  g_autoptr (TestReply) wrong = refresh_with (fixture, "0123456789abcdef");
  g_autoptr (JsonNode) node = tenant_fixture_read_json (first);
  const char *access = tenant_json_get_string (json_node_get_object (node), "accessToken");
  g_autoptr (TestReply) user = tenant_fixture_get (fixture, "/api/v1/user", access);

  assert_token (first, plain, FALSE);
  assert_token (again, plain, FALSE);
  assert_oauth_error (wrong, 400, "invalid_grant");
  g_assert_cmpuint (user->status, ==, 200);
}

static void
test_rotating_refresh (TenantFixture *fixture, gconstpointer data)
{
  g_autofree char *old = get_refresh (fixture);
  g_autoptr (TestReply) first = refresh_with (fixture, old);
  g_autoptr (JsonNode) node = tenant_fixture_read_json (first);
  const char *new = tenant_json_get_string (json_node_get_object (node), "refreshToken");
  g_autoptr (TestReply) with_old = refresh_with (fixture, old);
  g_autoptr (TestReply) with_new = refresh_with (fixture, new);

  g_assert_cmpstr (new, !=, old);
  assert_oauth_error (with_old, 400, "invalid_grant");
  assert_token (with_new, plain, TRUE);
}

static void
test_errors (TenantFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *form;
    guint status;
    const char *word;
  } cases[] = {
    { "@", 400, "invalid_request" },
    { "@&grant_type=password", 400, "unsupported_grant_type" },
    { "grant_type=client_credentials", 401, "invalid_client" },
    { "@&grant_type=client_credentials&user_id=nobody%40acme.example", 400, "invalid_request" },
    { "@&grant_type=client_credentials&scope=owner", 400, "invalid_request" },
    { "@&grant_type=authorization_code", 400, "invalid_grant" },
    { "@&grant_type=refresh_token", 400, "invalid_grant" },
  };
  g_autoptr (TestReply) got =
      tenant_fixture_get (fixture, "/oauth/api/oauth2/token?grant_type=client_credentials", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TestReply) reply =
          tenant_fixture_post_form (fixture->tenant, "token", cases[i].form);

      assert_oauth_error (reply, cases[i].status, cases[i].word);
    }
  assert_oauth_error (got, 400, "invalid_request");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, scenario, test)                                                                  \
  g_test_add (path, TenantFixture, scenario, tenant_fixture_set_up, test, tenant_fixture_tear_down)
  ADD ("/T1/one-spelling-a-family", NULL, test_spellings);
  ADD ("/T1/client-id-on-compatible-only", NULL, test_client_id);
  ADD ("/T2/query-form-and-empty-parameters", NULL, test_query_and_form);
  ADD ("/T3/allow-and-deny-echo-state", NULL, test_allow_and_deny);
  ADD ("/T3/unregistered-redirect-is-an-error-page", NULL, test_unregistered_redirect);
  ADD ("/T3/wrong-password-gives-no-ticket", NULL, test_wrong_password);
  ADD ("/T4/code-works-once", NULL, test_code_once);
  ADD ("/T4/failed-check-uses-code-up", NULL, test_code_used_up);
  ADD ("/T4/code-crosses-families", NULL, test_code_variants);
  ADD ("/T5/verifier-is-checked", NULL, test_verifier);
  ADD ("/T5/universal-is-public", NULL, test_universal);
  ADD ("/T5/universal-takes-no-credentials", NULL, test_universal_credentials);
  ADD ("/T7/code-without-redirect", NULL, test_handshake);
  ADD ("/T7/redirects-of-the-handshake", NULL, test_handshake_redirects);
  ADD ("/T7/refusals", NULL, test_handshake_refusals);
  ADD ("/T7/empty-ssocode", "empty-ssocode", test_empty_ssocode);
  ADD ("/T7/no-handshake", "no-handshake", test_no_handshake);
  g_test_add_func ("/3.15/no-credentials", test_no_credentials);
  ADD ("/T6/lookup-answers-host", NULL, test_lookup);
  ADD ("/3.13/refresh-keeps-the-old-token", NULL, test_refresh);
  ADD ("/3.18/refresh-rotates-when-told", "rotating-refresh", test_rotating_refresh);
  ADD ("/3.32/errors", NULL, test_errors);
#undef ADD

  return g_test_run ();
}
