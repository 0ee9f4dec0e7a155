/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Albums, folders and the tree: 4.3 to 4.11 and section 8. */

#include "tenant-fixture.h"

#include <string.h>

typedef void (*NodeFunc) (TenantFixture *fixture, JsonObject *node, gpointer user_data);

/* Calls @func for each node of a tree, parents first. */
static void
walk_tree (TenantFixture *fixture, JsonArray *nodes, NodeFunc func, gpointer user_data)
{
  for (guint i = 0; i < json_array_get_length (nodes); i++)
    {
      JsonObject *node = json_array_get_object_element (nodes, i);

      func (fixture, node, user_data);
      if (json_object_has_member (node, "children"))
        walk_tree (fixture, json_object_get_array_member (node, "children"), func, user_data);
    }
}

static JsonArray *
get_results (JsonNode *page)
{
  JsonArray *results = tenant_page_get_results (page);

  g_assert_nonnull (results);

  return results;
}

static gboolean
is_folder (JsonObject *node)
{
  return g_str_equal (tenant_json_get_string (node, "scheme"), "folder");
}

static void
check_album_page (TenantFixture *fixture, JsonObject *album)
{
  const char *id = tenant_json_get_string (album, "id");
  g_autofree char *path = g_strdup_printf ("/album/%s?limit=1", id);
  g_autofree char *ending = g_strconcat ("/", id, NULL);
  g_autoptr (JsonNode) page = tenant_fixture_get_json (fixture, path);
  const char *id_path = tenant_json_get_string (album, "idPath");

  g_assert_cmpuint (strlen (id), ==, 5);
  g_assert_cmpuint (strspn (id, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"), ==, 5);
  g_assert_cmpstr (tenant_json_get_string (album, "scheme"), ==, "album");
  g_assert_true (g_str_equal (id_path, id) || g_str_has_suffix (id_path, ending));
  g_assert_true (g_str_has_suffix (tenant_json_get_string (album, "namePath"),
                                   tenant_json_get_string (album, "name")));
  g_assert_cmpuint (strlen (tenant_json_get_string (album, "time")), ==, 17);
  /* A string here, as for assets (4.3). */
  g_assert_cmpint (g_ascii_strtoll (tenant_json_get_string (album, "size"), NULL, 10), ==,
                   tenant_page_get_found (page));
}

static void
test_albums (TenantFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) page = tenant_fixture_get_json (fixture, "/search?scheme=album&limit=1000");
  g_autoptr (JsonNode) second =
      tenant_fixture_get_json (fixture, "/search?scheme=album&limit=1&start=1");
  g_autoptr (TestReply) bare = tenant_fixture_get (fixture, "/api/v1/album", fixture->token);
  JsonArray *albums = get_results (page);

  g_assert_cmpuint (bare->status, ==, 200);
  g_assert_cmpstr (bare->content_type, ==, "text/html");

  g_assert_cmpuint (json_array_get_length (albums), >, 20);
  g_assert_cmpint (tenant_page_get_found (page), ==, json_array_get_length (albums));
  for (guint i = 0; i < json_array_get_length (albums); i++)
    check_album_page (fixture, json_array_get_object_element (albums, i));
  g_assert_cmpstr (tenant_json_get_string (tenant_page_get_asset (second, 0), "id"), ==,
                   tenant_json_get_string (tenant_page_get_asset (page, 1), "id"));
  g_assert_cmpint (tenant_page_get_found (second), ==, tenant_page_get_found (page));
}

static void
add_album_assets (TenantFixture *fixture, JsonObject *node, gpointer ids)
{
  g_autofree char *path = NULL;
  g_autoptr (GHashTable) found = NULL;
  GHashTableIter iter;
  gpointer id;

  if (is_folder (node))
    return;
  path = g_strconcat ("/album/", tenant_json_get_string (node, "id"), NULL);
  found = tenant_fixture_walk (fixture, path, 100);
  g_assert_cmpuint (g_hash_table_size (found), ==, json_object_get_int_member (node, "size"));
  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_add (ids, g_strdup (id));
}

static void
check_folder (TenantFixture *fixture, JsonObject *node, gpointer user_data)
{
  g_autoptr (GHashTable) below = NULL;
  g_autoptr (GHashTable) found = NULL;
  g_autofree char *path = NULL;
  GHashTableIter iter;
  gpointer id;

  if (!is_folder (node))
    return;
  below = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  path = g_strconcat ("/folder/", tenant_json_get_string (node, "id"), NULL);
  found = tenant_fixture_walk (fixture, path, 100);
  walk_tree (fixture, json_object_get_array_member (node, "children"), add_album_assets, below);
  g_assert_cmpuint (g_hash_table_size (found), ==, g_hash_table_size (below));
  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_assert_true (g_hash_table_contains (below, id));
}

/* All that is below a folder, at any depth, and each asset once. */
static void
test_folders (TenantFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) tree = tenant_fixture_get_json (fixture, "/tree");

  walk_tree (fixture, get_results (tree), check_folder, NULL);
}

static void
test_filtered_folder (TenantFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) tree = tenant_fixture_get_json (fixture, "/tree?layer=1&sortBy=name");
  gint64 n_all = 0;
  gint64 n_approved = 0;

  for (guint i = 0; i < json_array_get_length (get_results (tree)); i++)
    {
      JsonObject *node = json_array_get_object_element (get_results (tree), i);
      const char *id = tenant_json_get_string (node, "id");
      const char *place = is_folder (node) ? "folder" : "album";
      g_autofree char *all_path = g_strdup_printf ("/%s/%s", place, id);
      g_autofree char *approved_path = g_strdup_printf ("/%s/%s?approval=approved", place, id);
      g_autoptr (JsonNode) all = tenant_fixture_get_json (fixture, all_path);
      g_autoptr (JsonNode) approved = tenant_fixture_get_json (fixture, approved_path);

      n_all += tenant_page_get_found (all);
      n_approved += tenant_page_get_found (approved);
      for (guint j = 0; tenant_page_get_results (approved) != NULL
                        && j < json_array_get_length (tenant_page_get_results (approved));
           j++)
        g_assert_cmpstr (
            tenant_json_get_string (tenant_page_get_asset (approved, j), "approvalStatus"), ==,
            "Approved");
    }
  g_assert_cmpint (n_approved, >, 0);
  g_assert_cmpint (n_approved, <, n_all);
}

/* 8.1, 8.3, 1.8: what one node has to be, and that its paths are those of its parents. */
static void
check_node (TenantFixture *fixture, JsonObject *node, gpointer user_data)
{
  GHashTable *paths = user_data;
  const char *id_path = tenant_json_get_string (node, "idPath");
  const char *slash = strrchr (id_path, '/');
  g_autofree char *above = slash != NULL ? g_strndup (id_path, slash - id_path) : NULL;
  g_autofree char *name_path = NULL;

  g_assert_cmpstr (slash != NULL ? slash + 1 : id_path, ==, tenant_json_get_string (node, "id"));
  if (above != NULL)
    {
      const char *names_above = g_hash_table_lookup (paths, above);

      g_assert_nonnull (names_above);
      name_path = g_strconcat (names_above, "/", tenant_json_get_string (node, "name"), NULL);
    }
  else
    name_path = g_strdup (tenant_json_get_string (node, "name"));
  g_assert_cmpstr (tenant_json_get_string (node, "namePath"), ==, name_path);
  g_assert_true (g_hash_table_insert (paths, g_strdup (id_path), g_strdup (name_path)));

  g_assert_true (tenant_json_is_integer (node, "size"));
  g_assert_cmpint (json_object_has_member (node, "children"), ==, is_folder (node));
  if (is_folder (node))
    g_assert_cmpint (json_object_get_int_member (node, "size"), ==,
                     json_array_get_length (json_object_get_array_member (node, "children")));
  g_assert_cmpuint (strspn (tenant_json_get_string (node, "time"), "0123456789"), ==, 17);
  g_assert_cmpuint (strspn (tenant_json_get_string (node, "created"), "0123456789"), ==, 17);
}

static void
test_tree (TenantFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) tree = tenant_fixture_get_json (fixture, "/tree");
  g_autoptr (JsonNode) same = tenant_fixture_get_json (fixture, "/tree?layer=-1");
  g_autoptr (GHashTable) paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  JsonObject *object = json_node_get_object (tree);
  GHashTableIter iter;
  gpointer path;
  gsize deepest = 0;

  g_assert_cmpstr (tenant_json_get_string (object, "sortBy"), ==, "time");
  g_assert_cmpstr (tenant_json_get_string (object, "sortDirection"), ==, "ascending");
  walk_tree (fixture, get_results (tree), check_node, paths);
  g_hash_table_iter_init (&iter, paths);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    deepest = MAX (deepest, strlen (path));
  g_assert_cmpuint (deepest, ==, 5 * 6 - 1); /* five ids and four "/" */
  g_assert_true (json_node_equal (tree, same));
}

static void
test_one_layer (TenantFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) tree = tenant_fixture_get_json (fixture, "/tree");
  g_autoptr (JsonNode) top = tenant_fixture_get_json (fixture, "/tree?layer=1");
  JsonArray *nodes = get_results (top);

  g_assert_cmpuint (json_array_get_length (nodes), ==, json_array_get_length (get_results (tree)));
  for (guint i = 0; i < json_array_get_length (nodes); i++)
    {
      JsonObject *node = json_array_get_object_element (nodes, i);

      g_assert_false (json_object_has_member (node, "children"));
      g_assert_cmpstr (tenant_json_get_string (node, "id"), ==,
                       tenant_json_get_string (tenant_page_get_asset (tree, i), "id"));
    }
}

static void
check_branch (TenantFixture *fixture, JsonObject *node, gpointer user_data)
{
  g_autofree char *path = NULL;
  g_autoptr (JsonNode) branch = NULL;
  JsonArray *children;

  if (!is_folder (node))
    return;
  path = g_strconcat ("/tree/", tenant_json_get_string (node, "id"), NULL);
  branch = tenant_fixture_get_json (fixture, path);
  children = json_object_get_array_member (node, "children");
  g_assert_cmpuint (json_array_get_length (children), ==,
                    json_array_get_length (get_results (branch)));
  for (guint i = 0; i < json_array_get_length (children); i++)
    g_assert_true (json_node_equal (json_array_get_element (children, i),
                                    json_array_get_element (get_results (branch), i)));
}

static void
check_info (TenantFixture *fixture, JsonObject *node, gpointer user_data)
{
  const char *id = tenant_json_get_string (node, "id");
  const char *scheme = tenant_json_get_string (node, "scheme");
  g_autofree char *path = g_strdup_printf ("/info/%s/%s", scheme, id);
  g_autofree char *other =
      g_strdup_printf ("/info/%s/%s", is_folder (node) ? "album" : "folder", id);
  g_autoptr (JsonNode) info = tenant_fixture_get_json (fixture, path);
  JsonObject *object = json_node_get_object (info);

  g_assert_cmpstr (tenant_json_get_string (object, "id"), ==, id);
  g_assert_cmpstr (tenant_json_get_string (object, "idPath"), ==,
                   tenant_json_get_string (node, "idPath"));
  g_assert_cmpint (json_object_get_int_member (object, "size"), ==,
                   json_object_get_int_member (node, "size"));
  g_assert_cmpuint (tenant_fixture_get_status (fixture, other), ==, 404);
}

static void
test_branches (TenantFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) tree = tenant_fixture_get_json (fixture, "/tree");

  walk_tree (fixture, get_results (tree), check_branch, NULL);
  walk_tree (fixture, get_results (tree), check_info, NULL);
}

static void
test_tree_sort (TenantFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) up = tenant_fixture_get_json (fixture, "/tree?layer=1&sortBy=time");
  g_autoptr (JsonNode) down =
      tenant_fixture_get_json (fixture, "/tree?layer=1&sortBy=time&sortDirection=descending");
  g_autoptr (JsonNode) named = tenant_fixture_get_json (fixture, "/tree?layer=1&sortBy=name");
  guint n = json_array_get_length (get_results (up));

  for (guint i = 1; i < n; i++)
    {
      g_assert_cmpstr (tenant_json_get_string (tenant_page_get_asset (up, i - 1), "time"), <=,
                       tenant_json_get_string (tenant_page_get_asset (up, i), "time"));
      g_assert_cmpint (
          g_utf8_collate (tenant_json_get_string (tenant_page_get_asset (named, i - 1), "name"),
                          tenant_json_get_string (tenant_page_get_asset (named, i), "name")),
          <=, 0);
    }
  for (guint i = 0; i < n; i++)
    g_assert_cmpstr (tenant_json_get_string (tenant_page_get_asset (up, i), "id"), ==,
                     tenant_json_get_string (tenant_page_get_asset (down, n - 1 - i), "id"));
  g_assert_cmpstr (tenant_json_get_string (json_node_get_object (named), "sortBy"), ==, "name");
}

/* Whether a name of the tree holds @data. */
static void
look_for (TenantFixture *fixture, JsonObject *node, gpointer user_data)
{
  GHashTable *left = user_data;
  GHashTableIter iter;
  gpointer part;

  g_hash_table_iter_init (&iter, left);
  while (g_hash_table_iter_next (&iter, &part, NULL))
    {
      if (strstr (tenant_json_get_string (node, "name"), part) != NULL)
        g_hash_table_iter_remove (&iter);
    }
}

/* Names that a picker must live with: "/", emoji, markup, quotes, other scripts, very long ones. */
static void
test_odd_names (TenantFixture *fixture, gconstpointer data)
{
  static const char *const parts[] = { "/", "☀", "<", "&", "\"", "東京", "Откры", "much too long" };
  g_autoptr (JsonNode) tree = tenant_fixture_get_json (fixture, "/tree");
  g_autoptr (GHashTable) left = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    g_hash_table_add (left, (gpointer) parts[i]);
  walk_tree (fixture, get_results (tree), look_for, left);
  g_assert_cmpuint (g_hash_table_size (left), ==, 0);
}

#define MANY_ALBUMS 5000

static guint
count_albums (JsonObject *node, guint depth, guint *deepest, guint *widest)
{
  JsonArray *children;
  guint n_albums = 0;

  *deepest = MAX (*deepest, depth);
  if (!is_folder (node))
    return 1;
  children = json_object_get_array_member (node, "children");
  *widest = MAX (*widest, json_array_get_length (children));
  for (guint i = 0; i < json_array_get_length (children); i++)
    n_albums +=
        count_albums (json_array_get_object_element (children, i), depth + 1, deepest, widest);

  return n_albums;
}

/* As many as were asked for, and all rules of the small tree hold in the large one. */
static void
test_many (void)
{
  g_autofree char *albums = g_strdup_printf ("--albums=%d", MANY_ALBUMS);
  TestTenant *tenant = test_tenant_start ("--calls-per-minute=0", "--assets=10000", albums, NULL);
  TenantFixture fixture = {
    .tenant = tenant,
    .base = test_tenant_get (tenant, "base"),
    .token = tenant_fixture_ask_token (tenant, "admin"),
  };
  g_autoptr (JsonNode) tree = tenant_fixture_get_json (&fixture, "/tree");
  g_autoptr (JsonNode) page = tenant_fixture_get_json (&fixture, "/search?scheme=album&start=2500");
  g_autoptr (GHashTable) paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *printed = NULL;
  guint n_albums = 0;
  guint deepest = 0;
  guint widest = 0;

  for (guint i = 0; i < json_array_get_length (get_results (tree)); i++)
    n_albums +=
        count_albums (json_array_get_object_element (get_results (tree), i), 1, &deepest, &widest);
  g_assert_cmpuint (n_albums, ==, MANY_ALBUMS);
  g_assert_cmpint (tenant_page_get_found (page), ==, MANY_ALBUMS);
  g_assert_cmpuint (deepest, >, 30);
  g_assert_cmpuint (widest, >, MANY_ALBUMS / 4);
  walk_tree (&fixture, get_results (tree), check_node, paths);
  check_album_page (&fixture, tenant_page_get_asset (page, 0));
  /* The last of the top level: the branch is that of the whole tree. */
  check_branch (&fixture,
                json_array_get_object_element (get_results (tree),
                                               json_array_get_length (get_results (tree)) - 1),
                NULL);
  g_free (fixture.token);
  printed = test_tenant_stop (tenant);
}

static void
check_name_order (TenantFixture *fixture, JsonObject *node, gpointer user_data)
{
  JsonArray *children = is_folder (node) ? json_object_get_array_member (node, "children") : NULL;

  for (guint i = 1; children != NULL && i < json_array_get_length (children); i++)
    g_assert_cmpint (
        g_utf8_collate (
            tenant_json_get_string (json_array_get_object_element (children, i - 1), "name"),
            tenant_json_get_string (json_array_get_object_element (children, i), "name")),
        >=, 0);
}

/* All levels are in the order that was asked for. */
static void
test_deep_sort (TenantFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) tree =
      tenant_fixture_get_json (fixture, "/tree?sortBy=name&sortDirection=descending");

  walk_tree (fixture, get_results (tree), check_name_order, NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test)                                                                            \
  g_test_add (path, TenantFixture, NULL, tenant_fixture_set_up, test, tenant_fixture_tear_down)
  ADD ("/T15/albums", test_albums);
  ADD ("/T15/folder-finds-all-below-it", test_folders);
  ADD ("/T15/folder-takes-filters", test_filtered_folder);
  ADD ("/T16/whole-tree-is-nested", test_tree);
  ADD ("/T16/one-layer-has-no-children", test_one_layer);
  ADD ("/T16/branches-and-info", test_branches);
  ADD ("/8.4/sort", test_tree_sort);
  ADD ("/8.4/sort-of-all-levels", test_deep_sort);
  g_test_add_func ("/T16/thousands-of-albums", test_many);
  ADD ("/1.8/odd-names", test_odd_names);
#undef ADD

  return g_test_run ();
}
