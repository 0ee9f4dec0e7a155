/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who may call what, and how often. */

#include "tenant-fixture.h"

#include <string.h>

static void
assert_html (TestReply *reply)
{
  g_autofree char *text = test_reply_dup_text (reply);

  g_assert_cmpuint (reply->status, ==, 404);
  g_assert_cmpstr (reply->content_type, ==, "text/html");
  g_assert_nonnull (strstr (text, "<html"));
}

static void
test_token (TenantFixture *fixture, gconstpointer data)
{
  g_autofree char *lower = g_strconcat ("bearer ", fixture->token, NULL);
  g_autofree char *upper = g_strconcat ("BEARER ", fixture->token, NULL);
  g_autofree char *uri = g_strconcat (fixture->base, "/api/v1/user", NULL);
  g_autofree char *with_parameter =
      g_strconcat ("/api/v1/user?access_token=", fixture->token, NULL);
  g_autofree char *with_other = g_strconcat ("/api/v1/user?Authorization=", fixture->token, NULL);
  g_autoptr (TestReply) none = tenant_fixture_get (fixture, "/api/v1/user", NULL);
  g_autoptr (TestReply) wrong = tenant_fixture_get (fixture, "/api/v1/user", "0123456789");
  g_autoptr (TestReply) good = tenant_fixture_get (fixture, "/api/v1/user", fixture->token);
  g_autoptr (TestReply) in_lower = test_http_get_with (uri, NULL, "Authorization", lower);
  g_autoptr (TestReply) in_upper = test_http_get_with (uri, NULL, "Authorization", upper);
  g_autoptr (TestReply) parameter = tenant_fixture_get (fixture, with_parameter, NULL);
  g_autoptr (TestReply) other = tenant_fixture_get (fixture, with_other, NULL);
  g_autoptr (JsonNode) error = tenant_fixture_read_json (wrong);

  assert_html (none);
  g_assert_cmpuint (wrong->status, ==, 401);
  g_assert_true (tenant_json_is_string (json_node_get_object (error), "error"));
  g_assert_cmpuint (good->status, ==, 200);
  g_assert_cmpuint (in_lower->status, ==, 200);
  g_assert_cmpuint (in_upper->status, ==, 200);
  g_assert_cmpuint (parameter->status, ==, 200);
  assert_html (other); /* 3.31: only when switched on */
}

static void
test_user (TenantFixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "userId",           "email",    "name",
                                       "firstName",        "lastName", "accountName",
                                       "lastAccessVersion" };
  g_autoptr (JsonNode) node = tenant_fixture_get_json (fixture, "/user");
  JsonObject *user = json_node_get_object (node);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpstr (tenant_json_get_string (user, names[i]), !=, "");
  g_assert_cmpstr (tenant_json_get_string (user, "email"), ==,
                   test_tenant_get (fixture->tenant, "user"));
  g_assert_true (tenant_json_list_has (user, "permissions", "download"));
}

static void
test_fields (TenantFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) node = tenant_fixture_get_json (fixture, "/custom/field");
  JsonArray *fields = json_node_get_array (node);
  gboolean has_article_number = FALSE;
  gboolean has_rights = FALSE;

  for (guint i = 0; i < json_array_get_length (fields); i++)
    {
      JsonObject *field = json_array_get_object_element (fields, i);
      const char *name = tenant_json_get_string (field, "name");

      g_assert_true (g_str_has_prefix (tenant_json_get_string (field, "id"), "meta_"));
      has_article_number = has_article_number || g_str_equal (name, "Article number");
      has_rights = has_rights
                   || (g_str_equal (name, "Usage rights")
                       && tenant_json_list_has (field, "values", "Editorial only"));
    }
  g_assert_true (has_article_number);
  g_assert_true (has_rights);
}

/* Searches as a consumer, and finds only what is approved. */
static void
check_consumer_list (TenantFixture *fixture, const char *path, const char *token)
{
  g_autoptr (TestReply) reply = tenant_fixture_get (fixture, path, token);
  g_autoptr (JsonNode) page = tenant_fixture_read_json (reply);
  JsonArray *results = tenant_page_get_results (page);

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_nonnull (results);
  g_assert_cmpint (tenant_page_get_found (page), ==, json_array_get_length (results));
  for (guint i = 0; i < json_array_get_length (results); i++)
    g_assert_cmpstr (tenant_json_get_string (tenant_page_get_asset (page, i), "approvalStatus"), ==,
                     "Approved");
}

static char *
find_album (TenantFixture *fixture, const char *name)
{
  g_autoptr (JsonNode) page = tenant_fixture_get_json (fixture, "/search?scheme=album");
  JsonArray *albums = tenant_page_get_results (page);

  for (guint i = 0; i < json_array_get_length (albums); i++)
    {
      JsonObject *album = json_array_get_object_element (albums, i);

      if (g_str_equal (tenant_json_get_string (album, "name"), name))
        return g_strdup (tenant_json_get_string (album, "id"));
    }
  g_error ("There is no album “%s”", name);
}

static void
test_consumer_lists (TenantFixture *fixture, gconstpointer data)
{
  g_autofree char *consumer = tenant_fixture_ask_token (fixture->tenant, "consumer");
  g_autofree char *album = find_album (fixture, "Harbours");
  g_autofree char *in_album = g_strdup_printf ("/api/v1/album/%s?limit=1000", album);
  g_autoptr (JsonNode) everything = tenant_fixture_get_json (fixture, "/search?limit=1");
  g_autoptr (TestReply) pending =
      tenant_fixture_get (fixture, "/api/v1/search?approval=pending", consumer);
  g_autoptr (JsonNode) none = tenant_fixture_read_json (pending);

  g_assert_cmpint (tenant_page_get_found (everything), ==, TENANT_FIXTURE_ASSETS);
  check_consumer_list (fixture, "/api/v1/search?limit=1000", consumer);
  check_consumer_list (fixture, "/api/v1/image?limit=1000", consumer);
  check_consumer_list (fixture, "/api/v1/search?keyword=harbour&limit=1000", consumer);
  check_consumer_list (fixture, in_album, consumer);
  g_assert_cmpint (tenant_page_get_found (none), ==, 0);
}

static void
check_consumer_asset (TenantFixture *fixture, JsonObject *asset, const char *consumer)
{
  const char *scheme = tenant_json_get_string (asset, "scheme");
  const char *id = tenant_json_get_string (asset, "id");
  g_autofree char *path = g_strdup_printf ("/api/v1/%s/%s", scheme, id);
  g_autofree char *bytes = g_strdup_printf ("/api_binary/v1/%s/%s", scheme, id);
  g_autofree char *batch = g_strdup_printf ("[{\"id\":\"%s\",\"scheme\":\"%s\"}]", id, scheme);
  g_autofree char *batch_uri = g_strconcat (fixture->base, "/api/v1/batch/content", NULL);
  g_autoptr (TestReply) detail = tenant_fixture_get (fixture, path, consumer);
  g_autoptr (TestReply) download = tenant_fixture_get (fixture, bytes, consumer);
  g_autoptr (TestReply) reply =
      test_http_send ("POST", batch_uri, consumer, "application/json", batch);
  g_autoptr (JsonNode) node = tenant_fixture_read_json (reply);
  JsonObject *content = json_node_get_object (node);

  g_assert_cmpuint (detail->status, ==, 404);
  g_assert_cmpuint (download->status, ==, 404);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (content, "docResult")), ==,
                    0);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (content, "failed")), ==,
                    1);
}

static void
test_consumer_assets (TenantFixture *fixture, gconstpointer data)
{
  static const char *const hidden[] = { "pending", "restricted", "expired", "In%20review" };
  g_autofree char *consumer = tenant_fixture_ask_token (fixture->tenant, "consumer");
  g_autofree char *contributor = tenant_fixture_ask_token (fixture->tenant, "contributor");

  for (gsize i = 0; i < G_N_ELEMENTS (hidden); i++)
    {
      g_autofree char *path = g_strconcat ("/search?limit=1&approval=", hidden[i], NULL);
      g_autofree char *full = g_strconcat ("/api/v1", path, NULL);
      g_autoptr (JsonNode) page = tenant_fixture_get_json (fixture, path);
      g_autoptr (TestReply) seen = tenant_fixture_get (fixture, full, contributor);
      g_autoptr (JsonNode) seen_page = tenant_fixture_read_json (seen);

      g_assert_cmpint (tenant_page_get_found (page), >, 0);
      g_assert_cmpint (tenant_page_get_found (seen_page), ==, tenant_page_get_found (page));
      check_consumer_asset (fixture, tenant_page_get_asset (page, 0), consumer);
    }
}

static void
test_unknown_paths (TenantFixture *fixture, gconstpointer data)
{
  static const char *const paths[] = {
    "/tree%3Flayer=-1",
    "/nothing",
    "/search/more",
    "/image/0/0",
    "/batch/content",
    "/info/album/AAAAA",
    "/folder/AAAAA",
    "/album/AAAAA",
    "/tree/AAAAA",
    "/image%2F0",
    "/video/k9p346n3d25rq4f5r37e3p3e28",
    "/rest/search",
    "/folder//AAA",
    "/%FF",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *full = g_strconcat ("/api/v1", paths[i], NULL);
      g_autoptr (TestReply) without = tenant_fixture_get (fixture, full, NULL);

      g_test_message ("%s", paths[i]);
      g_assert_cmpuint (tenant_fixture_get_status (fixture, paths[i]), ==, 404);
      assert_html (without);
    }
}

static void
test_wrong_methods (TenantFixture *fixture, gconstpointer data)
{
  static const char *const calls[][2] = {
    { "POST", "/api/v1/search" },
    { "DELETE", "/api/v1/custom/field" },
    { "PUT", "/api/v1/user" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autofree char *uri = g_strconcat (fixture->base, calls[i][1], NULL);
      g_autoptr (TestReply) reply = test_http_send (calls[i][0], uri, fixture->token, NULL, NULL);

      g_assert_cmpuint (reply->status, ==, 404);
      json_node_unref (tenant_fixture_read_json (reply));
    }
}

/* Everything that carries a secret once, with all that a log may say switched on. */
static void
test_logs (void)
{
  TestTenant *tenant;
  g_autofree char *token = NULL;
  g_autofree char *secret = NULL;
  g_autofree char *printed = NULL;
  g_autofree char *query = NULL;
  g_autofree char *with_query = NULL;
  g_autofree char *with_parameter = NULL;

  g_setenv ("G_MESSAGES_DEBUG", "all", TRUE);
  tenant = test_tenant_start ("--assets=10", NULL);
  g_unsetenv ("G_MESSAGES_DEBUG");
  secret = g_strdup (test_tenant_get (tenant, "app_secret"));
  token = tenant_fixture_ask_token (tenant, "admin");
  query = g_strconcat ("token?app_secret=", secret, "&refresh_token=r3fr35h", NULL);
  with_query = g_strconcat (test_tenant_get (tenant, "base"), "/api/v1/user", NULL);
  with_parameter = g_strconcat (with_query, "?access_token=", token, NULL);
  {
    g_autoptr (TestReply) in_query = tenant_fixture_post_form (tenant, query, "@");
    g_autoptr (TestReply) lookup = tenant_fixture_post_form (tenant, "tenant/r3fr35h", "@");
    g_autoptr (TestReply) good = test_http_get (with_query, token);
    g_autoptr (TestReply) parameter = test_http_get (with_parameter, NULL);
    g_autoptr (TestReply) wrong = test_http_get (with_query, "wr0ng70k3n");

    g_assert_cmpuint (in_query->status, ==, 400);
    g_assert_cmpuint (lookup->status, ==, 404);
    g_assert_cmpuint (good->status, ==, 200);
    g_assert_cmpuint (parameter->status, ==, 200);
    g_assert_cmpuint (wrong->status, ==, 401);
  }

  printed = test_tenant_stop (tenant);
  g_assert_nonnull (strstr (printed, "GET /api/v1/user 200"));
  g_assert_null (strstr (printed, token));
  g_assert_null (strstr (printed, secret));
  g_assert_null (strstr (printed, "r3fr35h"));
  g_assert_null (strstr (printed, "wr0ng70k3n"));
}

#define N_CALLS 5

/* N calls pass, call N + 1 does not; what 13.6 does not count still works. */
static void
check_limit (TestTenant *tenant, const char *token, TestReply **refused)
{
  const char *base = test_tenant_get (tenant, "base");
  g_autofree char *uri = g_strconcat (base, "/api/v1/user", NULL);
  g_autofree char *delivery = g_strconcat (test_tenant_get (tenant, "delivery"), "/x", NULL);
  g_autofree char *more = NULL;

  for (guint i = 0; i < N_CALLS; i++)
    {
      g_autoptr (TestReply) reply = test_http_get (uri, token);
      g_autoptr (TestReply) uncounted = test_http_get (delivery, NULL);

      g_assert_cmpuint (reply->status, ==, 200);
      g_assert_cmpuint (uncounted->status, ==, 404);
    }
  *refused = test_http_get (uri, token);
  g_assert_cmpuint ((*refused)->status, ==, 429);

  more = tenant_fixture_ask_token (tenant, "admin");
  g_assert_cmpstr (more, !=, token);
}

static void
test_rate (gconstpointer data)
{
  const char *form = data;
  g_autofree char *scenario = g_strconcat ("--scenario=rate-", form, NULL);
  TestTenant *tenant =
      test_tenant_start ("--calls-per-minute=" G_STRINGIFY (N_CALLS), scenario, NULL);
  g_autofree char *token = tenant_fixture_ask_token (tenant, "admin");
  g_autofree char *printed = NULL;
  g_autoptr (TestReply) refused = NULL;
  g_autoptr (GDateTime) before = g_date_time_new_now_utc ();
  const char *header;

  check_limit (tenant, token, &refused);
  header = soup_message_headers_get_one (refused->headers, "Retry-After");
  if (g_str_equal (form, "seconds"))
    {
      guint64 seconds = 0;

      g_assert_true (g_ascii_string_to_unsigned (header, 10, 1, 60, &seconds, NULL));
    }
  else if (g_str_equal (form, "date"))
    {
      g_autoptr (GDateTime) then = soup_date_time_new_from_http_string (header);
      g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

      g_assert_nonnull (then);
      g_assert_true (g_str_has_suffix (header, "GMT"));
      g_assert_cmpint (g_date_time_difference (then, before), >, 0);
      g_assert_cmpint (g_date_time_difference (then, now), <=, 60 * G_TIME_SPAN_SECOND);
    }
  else
    g_assert_null (header);

  printed = test_tenant_stop (tenant);
}

/* 13.6: bytes and links count as well. */
static void
test_what_counts (void)
{
  static const char *const paths[] = { "/api/v1/search", "/api_binary/v1/image/0",
                                       "/direct/x/y/z" };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      TestTenant *tenant = test_tenant_start ("--calls-per-minute=1", NULL);
      g_autofree char *token = tenant_fixture_ask_token (tenant, "admin");
      g_autofree char *uri = g_strconcat (test_tenant_get (tenant, "base"), paths[i], NULL);
      g_autoptr (TestReply) first = test_http_get (uri, token);
      g_autoptr (TestReply) second = test_http_get (uri, token);

      g_assert_cmpuint (first->status, !=, 429);
      g_assert_cmpuint (second->status, ==, 429);
      g_free (test_tenant_stop (tenant));
    }
}

/* The issue's number: on by default, 200 a minute. */
static void
test_default_limit (void)
{
  TestTenant *tenant = test_tenant_start ("--assets=1", NULL);
  g_autofree char *uri = g_strconcat (test_tenant_get (tenant, "base"), "/api/v1/user", NULL);
  g_autofree char *printed = NULL;

  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (TestReply) reply = test_http_get (uri, NULL);

      g_assert_cmpuint (reply->status, ==, 404);
    }
  {
    g_autoptr (TestReply) reply = test_http_get (uri, NULL);

    g_assert_cmpuint (reply->status, ==, 429);
  }

  printed = test_tenant_stop (tenant);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  /* What this process logs while the tenant's is switched on is no TAP. */
  g_log_writer_default_set_use_stderr (TRUE);

#define ADD(path, test)                                                                            \
  g_test_add (path, TenantFixture, NULL, tenant_fixture_set_up, test, tenant_fixture_tear_down)
  ADD ("/T8/no-token-404-wrong-token-401", test_token);
  ADD ("/9.1/user", test_user);
  ADD ("/9.4/custom-fields", test_fields);
  ADD ("/T30/consumer-lists-only-approved", test_consumer_lists);
  ADD ("/T30/consumer-has-no-other-asset", test_consumer_assets);
  ADD ("/T32/unknown-paths-are-404", test_unknown_paths);
  ADD ("/T32/unknown-methods-are-404", test_wrong_methods);
#undef ADD
  g_test_add_func ("/T32/logs-hold-no-secret", test_logs);
  g_test_add_data_func ("/T29/retry-after-seconds", "seconds", test_rate);
  g_test_add_data_func ("/T29/retry-after-date", "date", test_rate);
  g_test_add_data_func ("/T29/no-retry-after", "none", test_rate);
  g_test_add_func ("/T29/bytes-and-links-count", test_what_counts);
  g_test_add_func ("/T29/two-hundred-by-default", test_default_limit);

  return g_test_run ();
}
