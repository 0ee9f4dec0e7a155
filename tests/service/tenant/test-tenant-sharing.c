/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Links that are shared, collections, and the list of what there is. */

#include "tenant-fixture.h"

#include <string.h>

static char *
make_share (TenantFixture *fixture, const char *detail, guint n, const char **first_name)
{
  g_autoptr (JsonNode) page = tenant_fixture_get_json (fixture, "/search?scheme=image");
  GString *body = g_string_new ("{\"shareDetail\":");

  g_string_append_printf (body, "{%s},\"contents\":[", detail);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (body, "%s{\"scheme\":\"image\",\"id\":\"%s\"}", i > 0 ? "," : "",
                            tenant_json_get_string (tenant_page_get_asset (page, i), "id"));
  g_string_append (body, "]}");
  if (first_name != NULL)
    *first_name =
        g_intern_string (tenant_json_get_string (tenant_page_get_asset (page, 0), "name"));

  return g_string_free (body, FALSE);
}

/* The link. (transfer full) */
static char *
share (TenantFixture *fixture, const char *detail, const char **first_name)
{
  g_autofree char *body = make_share (fixture, detail, 3, first_name);
  g_autoptr (TestReply) reply =
      tenant_fixture_send (fixture, "PUT", "/share/batch", fixture->token, body);

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpstr (reply->content_type, ==, "text/plain");

  return test_reply_dup_text (reply);
}

static char *
open_link (const char *link, guint status)
{
  g_autoptr (TestReply) page = test_http_get (link, NULL);

  g_assert_cmpuint (page->status, ==, status);
  g_assert_cmpstr (page->content_type, ==, "text/html");

  return test_reply_dup_text (page);
}

/* 4.25: another link each time, which works without a token and shows what it was told to. */
static void
test_share (TenantFixture *fixture, gconstpointer data)
{
  const char *name;
  g_autofree char *link = share (fixture, "\"expires\":null", &name);
  g_autofree char *other = share (fixture, "\"expires\":null,\"hideShareBy\":true", NULL);
  g_autofree char *open = share (fixture, "\"allowDownloadOriginal\":true", NULL);
  g_autofree char *wrong = g_strconcat (link, "0", NULL);
  g_autofree char *escaped = g_markup_escape_text (name, -1);
  g_autofree char *page = open_link (link, 200);
  g_autofree char *hidden = open_link (other, 200);
  g_autofree char *with_originals = open_link (open, 200);
  g_autofree char *none = open_link (wrong, 404);

  g_assert_true (g_str_has_prefix (link, fixture->base));
  g_assert_cmpstr (link, !=, other);
  g_assert_nonnull (strstr (page, escaped));
  g_assert_nonnull (strstr (page, "Ada Reed"));
  g_assert_null (strstr (page, "/original"));
  g_assert_null (strstr (hidden, "Ada Reed"));
  g_assert_nonnull (strstr (with_originals, "/original"));
  g_assert_null (strstr (none, escaped));
}

static void
test_expiry (TenantFixture *fixture, gconstpointer data)
{
  static const char *const bad[] = { "\"expires\":\"soon\"", "\"expires\":true",
                                     "\"expires\":\"20261332000000000\"", "\"expires\":-1" };
  g_autofree char *past = share (fixture, "\"expires\":\"20200101000000000\"", NULL);
  g_autofree char *future = share (fixture, "\"expires\":\"29991231235959999\"", NULL);
  g_autofree char *past_s = share (fixture, "\"expires\":1577836800", NULL);

  g_free (open_link (past, 410));
  g_free (open_link (future, 200));
  g_free (open_link (past_s, 410));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *body = make_share (fixture, bad[i], 1, NULL);
      g_autoptr (TestReply) reply =
          tenant_fixture_send (fixture, "PUT", "/share/batch", fixture->token, body);

      g_assert_cmpuint (reply->status, ==, 400);
    }
}

/* Nothing to share, no detail, an asset that is not there; and a consumer shares nothing. */
static void
test_refused (TenantFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *body;
    guint status;
  } cases[] = {
    { "{\"shareDetail\":{},\"contents\":[]}", 400 },
    { "{\"contents\":[{\"scheme\":\"image\",\"id\":\"x\"}]}", 400 },
    { "{\"shareDetail\":{}}", 400 },
    { "{\"shareDetail\":{},\"contents\":[{\"scheme\":\"image\",\"id\":\"x\"}]}", 404 },
    { "{", 400 },
  };
  g_autofree char *consumer = tenant_fixture_ask_token (fixture->tenant, "consumer");
  g_autofree char *good = make_share (fixture, "\"expires\":null", 1, NULL);
  g_autoptr (TestReply) refused =
      tenant_fixture_send (fixture, "PUT", "/share/batch", consumer, good);

  g_assert_cmpuint (refused->status, ==, 403);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TestReply) reply =
          tenant_fixture_send (fixture, "PUT", "/share/batch", fixture->token, cases[i].body);

      g_assert_cmpuint (reply->status, ==, cases[i].status);
      json_node_unref (tenant_fixture_read_json (reply));
    }
}

/* T32: who reads the log gets no link that works. */
static void
test_log (void)
{
  TenantFixture fixture = { 0 };
  g_autofree char *link = NULL;
  g_autofree char *page = NULL;
  g_autofree char *printed = NULL;

  g_setenv ("G_MESSAGES_DEBUG", "all", TRUE);
  fixture.tenant = test_tenant_start ("--assets=20", NULL);
  g_unsetenv ("G_MESSAGES_DEBUG");
  fixture.base = test_tenant_get (fixture.tenant, "base");
  fixture.token = tenant_fixture_ask_token (fixture.tenant, "admin");
  link = share (&fixture, "\"expires\":null", NULL);
  page = open_link (link, 200);
  printed = test_tenant_stop (fixture.tenant);
  g_assert_nonnull (strstr (printed, "GET /share/"));
  g_assert_null (strstr (printed, strrchr (link, '/') + 1));
  g_free (fixture.token);
}

/* 4.12: a page like any other, of one's own assets alone. */
static void
test_collection (TenantFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) own = tenant_fixture_get_json (fixture, "/mycollections/MYC01?sortBy=name");
  g_autoptr (JsonNode) all = tenant_fixture_get_json (fixture, "/search?sortBy=name");
  g_autoptr (GHashTable) ids = tenant_fixture_walk (fixture, "/mycollections/MYC01", 3);

  g_assert_cmpint (tenant_page_get_found (own), >, 0);
  g_assert_cmpint (tenant_page_get_found (own), <, tenant_page_get_found (all));
  g_assert_cmpuint (g_hash_table_size (ids), ==, tenant_page_get_found (own));
  g_assert_cmpuint (tenant_fixture_get_status (fixture, "/mycollections/MYC02"), ==, 404);
  g_assert_cmpuint (tenant_fixture_get_status (fixture, "/mycollections/none"), ==, 404);
}

/* 4.1 */
static void
test_endpoints (TenantFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) bare = tenant_fixture_get_json (fixture, "");
  g_autoptr (JsonNode) list = tenant_fixture_get_json (fixture, "/");

  g_assert_true (tenant_json_list_has (json_node_get_object (bare), "endpoints", "GET /search"));
  g_assert_true (
      tenant_json_list_has (json_node_get_object (list), "endpoints", "PUT /batch/edit"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_log_writer_default_set_use_stderr (TRUE);

#define ADD(path, test)                                                                            \
  g_test_add (path, TenantFixture, NULL, tenant_fixture_set_up, test, tenant_fixture_tear_down)
  ADD ("/4.25/share", test_share);
  ADD ("/4.25/expiry", test_expiry);
  ADD ("/4.25/refused", test_refused);
  ADD ("/4.12/collection", test_collection);
  ADD ("/4.1/endpoints", test_endpoints);
#undef ADD
  g_test_add_func ("/T32/logs-hold-no-shared-link", test_log);

  return g_test_run ();
}
