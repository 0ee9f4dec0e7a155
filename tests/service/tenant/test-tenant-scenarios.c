/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Each scenario is what its name says, and no more than that. */

#include "tenant-fixture.h"

#include <string.h>

static void
test_old_tenant (TenantFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) page = tenant_fixture_get_json (fixture, "/search?scheme=image&limit=30");
  g_autoptr (GPtrArray) details =
      tenant_fixture_get_details (fixture, "/search?scheme=image&limit=30");
  g_autofree char *uri =
      g_strdup_printf ("%s/image/112233445566/image_%s/-S100", fixture->delivery,
                       tenant_json_get_string (tenant_page_get_asset (page, 0), "id"));
  g_autoptr (TestReply) rendition = test_http_get (uri, NULL);

  for (guint i = 0; i < 30; i++)
    {
      JsonObject *url = json_object_get_object_member (tenant_page_get_asset (page, i), "url");
      JsonObject *additional =
          json_object_get_object_member (json_node_get_object (details->pdata[i]), "additional");
      g_autoptr (GList) names = json_object_get_members (additional);

      g_assert_false (json_object_has_member (url, "previewURI240"));
      g_assert_false (json_object_has_member (url, "previewURI320"));
      g_assert_true (json_object_has_member (url, "directUrlOriginal"));
      for (GList *l = names; l != NULL; l = l->next)
        g_assert_false (g_str_has_prefix (l->data, "MDC"));
    }
  g_assert_cmpuint (rendition->status, ==, 404);
}

static void
test_empty (TenantFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) page = tenant_fixture_get_json (fixture, "/search");
  g_autoptr (JsonNode) tree = tenant_fixture_get_json (fixture, "/tree");

  g_assert_null (tenant_page_get_results (page));
  g_assert_cmpint (tenant_page_get_found (page), ==, 0);
  g_assert_nonnull (tenant_page_get_results (tree));
}

/* 6.1: how nothing is written. */
static void
test_no_results (TenantFixture *fixture, gconstpointer data)
{
  static const char *const paths[] = { "/search?keyword=no-such-thing", "/search?start=100000" };
  g_autoptr (JsonNode) some = tenant_fixture_get_json (fixture, "/search?limit=3");

  g_assert_cmpuint (json_array_get_length (tenant_page_get_results (some)), ==, 3);
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (JsonNode) page = tenant_fixture_get_json (fixture, paths[i]);
      JsonNode *results = json_object_get_member (json_node_get_object (page), "results");

      g_assert_nonnull (results);
      if (g_str_equal (data, "results-null"))
        g_assert_true (JSON_NODE_HOLDS_NULL (results));
      else
        g_assert_cmpuint (json_array_get_length (json_node_get_array (results)), ==, 0);
    }
}

/* 1.13 */
static void
test_numbers (TenantFixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "width", "height", "dpi", "size" };
  g_autoptr (JsonNode) page = tenant_fixture_get_json (fixture, "/search?limit=20");

  for (guint i = 0; i < 20; i++)
    {
      for (gsize j = 0; j < G_N_ELEMENTS (names); j++)
        g_assert_true (tenant_json_is_integer (tenant_page_get_asset (page, i), names[j]));
      g_assert_true (tenant_json_is_string (tenant_page_get_asset (page, i), "time"));
    }
}

static void
test_wrong_types (TenantFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) page = tenant_fixture_get_json (fixture, "/search?limit=20");
  guint n_wrong = 0;

  g_assert_cmpuint (json_array_get_length (tenant_page_get_results (page)), ==, 20);
  for (guint i = 0; i < 20; i++)
    {
      JsonObject *asset = tenant_page_get_asset (page, i);

      g_assert_true (tenant_json_is_string (asset, "id"));
      n_wrong += !tenant_json_is_string (asset, "name");
    }
  g_assert_cmpuint (n_wrong, ==, 1);
}

/* 14.2: ten calls, then 401 for good; a new token works. */
static void
test_expired_token (TenantFixture *fixture, gconstpointer data)
{
  g_autofree char *second = tenant_fixture_ask_token (fixture->tenant, "admin");

  for (guint i = 0; i < 10; i++)
    g_assert_cmpuint (tenant_fixture_get_status (fixture, "/user"), ==, 200);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (tenant_fixture_get_status (fixture, "/user"), ==, 401);
  {
    g_autoptr (TestReply) reply = tenant_fixture_get (fixture, "/api/v1/user", second);

    g_assert_cmpuint (reply->status, ==, 200);
  }
}

/* 14.7 */
static void
test_html (TenantFixture *fixture, gconstpointer data)
{
  g_autoptr (TestReply) reply = tenant_fixture_get (fixture, "/api/v1/search", fixture->token);
  g_autoptr (TestReply) missing = tenant_fixture_get (fixture, "/api/v1/x", fixture->token);

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpstr (reply->content_type, ==, "text/html");
  g_assert_cmpuint (missing->status, ==, 404);
}

/* 14.8 */
static void
test_broken_json (TenantFixture *fixture, gconstpointer data)
{
  g_autoptr (TestReply) reply = tenant_fixture_get (fixture, "/api/v1/search", fixture->token);
  g_autofree char *text = test_reply_dup_text (reply);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpstr (reply->content_type, ==, "application/json");
  g_assert_cmpint (text[0], ==, '{');
  g_assert_null (json_from_string (text, &error));
  g_assert_nonnull (error);
}

/* C19: a node whose id is one that it lies below. */
static gboolean
has_cycle (JsonArray *nodes, GHashTable *above)
{
  for (guint i = 0; i < json_array_get_length (nodes); i++)
    {
      JsonObject *node = json_array_get_object_element (nodes, i);
      char *id = (char *) tenant_json_get_string (node, "id");
      gboolean found;

      if (!g_hash_table_add (above, id))
        return TRUE;
      found = json_object_has_member (node, "children")
              && has_cycle (json_object_get_array_member (node, "children"), above);
      g_hash_table_remove (above, id);
      if (found)
        return TRUE;
    }

  return FALSE;
}

static void
test_cycle_tree (TenantFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) tree = tenant_fixture_get_json (fixture, "/tree");
  g_autoptr (JsonNode) top = tenant_fixture_get_json (fixture, "/tree?layer=1");
  const char *id = tenant_json_get_string (tenant_page_get_asset (top, 0), "id");
  g_autofree char *path = g_strconcat ("/tree/", id, NULL);
  g_autoptr (JsonNode) branch = tenant_fixture_get_json (fixture, path);
  g_autoptr (GHashTable) above = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean is_below_itself = FALSE;

  g_assert_true (has_cycle (tenant_page_get_results (tree), above));
  for (guint i = 0; i < json_array_get_length (tenant_page_get_results (branch)); i++)
    is_below_itself =
        is_below_itself
        || g_str_equal (tenant_json_get_string (tenant_page_get_asset (branch, i), "id"), id);
  g_assert_true (is_below_itself);
}

/* 6.8, 6.11: albums stand among the assets and are counted, so that start + received goes on well.
 */
static void
test_containers (TenantFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) page = tenant_fixture_get_json (fixture, "/search");
  g_autoptr (JsonNode) filtered = tenant_fixture_get_json (fixture, "/search?scheme=image");
  g_autoptr (GHashTable) ids = tenant_fixture_walk (fixture, "/search", 2);
  guint n_containers = 0;

  for (guint i = 0; i < json_array_get_length (tenant_page_get_results (page)); i++)
    {
      const char *scheme = tenant_json_get_string (tenant_page_get_asset (page, i), "scheme");

      n_containers += g_str_equal (scheme, "album") || g_str_equal (scheme, "folder");
    }
  g_assert_cmpuint (n_containers, >, 0);
  g_assert_cmpuint (json_array_get_length (tenant_page_get_results (page)), ==, 100);
  g_assert_cmpint (tenant_page_get_found (page), ==, TENANT_FIXTURE_ASSETS + n_containers);
  g_assert_cmpuint (g_hash_table_size (ids), ==, TENANT_FIXTURE_ASSETS + n_containers);
  for (guint i = 0; i < 100; i++)
    g_assert_cmpstr (tenant_json_get_string (tenant_page_get_asset (filtered, i), "scheme"), ==,
                     "image");
}

/* 6.13: up to 10,000 and no further, by an error or by nothing. */
static void
test_deep_paging (TenantFixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (tenant_fixture_get_status (fixture, "/search?start=9000&limit=1000"), ==, 200);
  g_assert_cmpuint (tenant_fixture_get_status (fixture, "/search?start=9001&limit=1000"), ==,
                    g_str_equal (data, "deep-paging") ? 400 : 200);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(scenario, test)                                                                        \
  g_test_add ("/scenario/" scenario, TenantFixture, scenario, tenant_fixture_set_up, test,         \
              tenant_fixture_tear_down)
  ADD ("old-tenant", test_old_tenant);
  ADD ("empty", test_empty);
  ADD ("results-null", test_no_results);
  ADD ("results-empty", test_no_results);
  ADD ("numbers", test_numbers);
  ADD ("wrong-types", test_wrong_types);
  ADD ("expired-token", test_expired_token);
  ADD ("html", test_html);
  ADD ("broken-json", test_broken_json);
  ADD ("cycle-tree", test_cycle_tree);
  ADD ("containers-in-search", test_containers);
  ADD ("deep-paging", test_deep_paging);
  ADD ("deep-paging-empty", test_deep_paging);
#undef ADD

  return g_test_run ();
}
