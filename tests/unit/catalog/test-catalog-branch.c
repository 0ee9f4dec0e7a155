/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog-branch.h"
#include "fake-source.h"
#include "test-wait.h"

#define TOP                                                                                        \
  "{\"results\":[{\"id\":\"F1\",\"scheme\":\"folder\",\"name\":\"Travel\",\"size\":\"2\"},"        \
  "{\"id\":\"A1\",\"scheme\":\"album\",\"name\":\"A / B\",\"size\":\"7\"}]}"

typedef struct
{
  FakeSource *source;
  CatalogBranch *root;
  guint n_told; /* children, by what items-changed said */
  guint n_changes;
  gboolean is_wrong;
} Fixture;

static void
items_changed (GListModel *model, guint position, guint removed, guint added, Fixture *fixture)
{
  fixture->n_changes++;
  fixture->n_told = fixture->n_told - removed + added;
  fixture->is_wrong |= fixture->n_told != g_list_model_get_n_items (model);
}

/* A view that opens rows here reads the length: it must have been told of it. */
static void
status_changed (CatalogBranch *branch, GParamSpec *pspec, Fixture *fixture)
{
  fixture->is_wrong |= fixture->n_told != g_list_model_get_n_items (G_LIST_MODEL (branch));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->source = fake_source_new (10);
  fixture->root = catalog_branch_new_root (CATALOG_SOURCE (fixture->source), NULL);
  g_signal_connect (fixture->root, "items-changed", G_CALLBACK (items_changed), fixture);
  g_signal_connect (fixture->root, "notify::status", G_CALLBACK (status_changed), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->root != NULL)
    test_assert_last_unref (fixture->root);
  fake_source_close (fixture->source);
  test_assert_last_unref (fixture->source);
  g_assert_false (fixture->is_wrong);
}

static void
check_asked (Fixture *fixture, const char *expected)
{
  g_autofree char *asked = fake_source_describe (fixture->source);

  g_assert_cmpstr (asked, ==, expected);
}

static CatalogBranch *
get_child (CatalogBranch *branch, guint position)
{
  CatalogBranch *child = g_list_model_get_item (G_LIST_MODEL (branch), position);

  g_assert_nonnull (child);

  return child;
}

static guint
get_n_children (CatalogBranch *branch)
{
  return g_list_model_get_n_items (G_LIST_MODEL (branch));
}

/* 8.5: each answer is right by itself, and together they would never end. */
static void
test_long_cycle (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CatalogBranch) first = NULL;
  g_autoptr (CatalogBranch) second = NULL;

  catalog_branch_load (fixture->root);
  fake_source_give_children (fixture->source, 0, TOP);
  first = get_child (fixture->root, 0);
  catalog_branch_load (first);
  fake_source_give_children (fixture->source, 1,
                             "{\"results\":[{\"id\":\"F11\",\"scheme\":\"folder\"}]}");
  second = get_child (first, 0);
  catalog_branch_load (second);
  fake_source_give_children (
      fixture->source, 2,
      "{\"results\":[{\"id\":\"F1\",\"scheme\":\"folder\"},{\"id\":\"A2\",\"scheme\":\"album\"},"
      "{\"id\":\"F11\",\"scheme\":\"folder\"},{\"id\":\"F111\",\"scheme\":\"folder\"}]}");
  g_assert_cmpint (catalog_branch_get_status (second), ==, CATALOG_BRANCH_READY);
  g_assert_cmpuint (get_n_children (second), ==, 2);
}

/* The root is a folder, too. */
static void
test_cycle_of_root (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CatalogBranch) root = catalog_branch_new_root (CATALOG_SOURCE (fixture->source), "F9");
  g_autoptr (CatalogBranch) first = NULL;

  catalog_branch_load (root);
  fake_source_give_children (fixture->source, 0, TOP);
  first = get_child (root, 0);
  catalog_branch_load (first);
  fake_source_give_children (fixture->source, 1,
                             "{\"results\":[{\"id\":\"F9\",\"scheme\":\"folder\"}]}");
  g_assert_cmpint (catalog_branch_get_status (first), ==, CATALOG_BRANCH_READY);
  g_assert_cmpuint (get_n_children (first), ==, 0);
}

static void
test_load (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CatalogBranch) folder = NULL;
  g_autoptr (CatalogBranch) album = NULL;

  g_assert_cmpint (catalog_branch_get_status (fixture->root), ==, CATALOG_BRANCH_CLOSED);
  g_assert_null (catalog_branch_get_node (fixture->root));
  check_asked (fixture, "");

  catalog_branch_load (fixture->root);
  catalog_branch_load (fixture->root);
  g_assert_cmpint (catalog_branch_get_status (fixture->root), ==, CATALOG_BRANCH_LOADING);
  check_asked (fixture, "children top");

  fake_source_give_children (fixture->source, 0, TOP);
  g_assert_cmpint (catalog_branch_get_status (fixture->root), ==, CATALOG_BRANCH_READY);
  g_assert_cmpuint (fixture->n_told, ==, 2);
  folder = get_child (fixture->root, 0);
  album = get_child (fixture->root, 1);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (fixture->root), 2));
  g_assert_cmpstr (canto_node_get_name (catalog_branch_get_node (folder)), ==, "Travel");
  g_assert_true (catalog_branch_get_is_folder (folder));
  g_assert_cmpstr (canto_node_get_name (catalog_branch_get_node (album)), ==, "A / B");
  g_assert_false (catalog_branch_get_is_folder (album));

  /* What is here is not asked for again, and an album has nothing below. */
  catalog_branch_load (fixture->root);
  catalog_branch_load (album);
  check_asked (fixture, "children top");
  catalog_branch_load (folder);
  check_asked (fixture, "children top children F1");
}

static void
test_fail_and_retry (Fixture *fixture, gconstpointer data)
{
  catalog_branch_load (fixture->root);
  fake_source_fail (fixture->source, 0, CANTO_ERROR_OFFLINE);
  g_assert_cmpint (catalog_branch_get_status (fixture->root), ==, CATALOG_BRANCH_FAILED);
  g_assert_error (catalog_branch_get_error (fixture->root), CANTO_ERROR, CANTO_ERROR_OFFLINE);
  g_assert_cmpuint (fixture->n_told, ==, 0);

  catalog_branch_load (fixture->root);
  g_assert_cmpint (catalog_branch_get_status (fixture->root), ==, CATALOG_BRANCH_LOADING);
  fake_source_give_children (fixture->source, 1, TOP);
  g_assert_cmpint (catalog_branch_get_status (fixture->root), ==, CATALOG_BRANCH_READY);
  g_assert_null (catalog_branch_get_error (fixture->root));
  g_assert_cmpuint (fixture->n_told, ==, 2);
}

static void
test_source_is_back (Fixture *fixture, gconstpointer data)
{
  catalog_branch_load (fixture->root);
  fake_source_fail (fixture->source, 0, CANTO_ERROR_SERVICE);
  catalog_source_emit_back (CATALOG_SOURCE (fixture->source));
  g_assert_cmpint (catalog_branch_get_status (fixture->root), ==, CATALOG_BRANCH_FAILED);

  catalog_branch_load (fixture->root);
  fake_source_fail (fixture->source, 1, CANTO_ERROR_OFFLINE);
  catalog_source_emit_back (CATALOG_SOURCE (fixture->source));
  g_assert_cmpint (catalog_branch_get_status (fixture->root), ==, CATALOG_BRANCH_LOADING);
  fake_source_give_children (fixture->source, 2, TOP);
  g_assert_cmpint (catalog_branch_get_status (fixture->root), ==, CATALOG_BRANCH_READY);

  catalog_source_emit_back (CATALOG_SOURCE (fixture->source));
  check_asked (fixture, "children top children top children top");
}

static void
test_empty_folder (Fixture *fixture, gconstpointer data)
{
  catalog_branch_load (fixture->root);
  fake_source_give_children (fixture->source, 0, "{}");
  g_assert_cmpint (catalog_branch_get_status (fixture->root), ==, CATALOG_BRANCH_READY);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->root)), ==, 0);
}

/* 8.5: a folder that lies in itself is not shown there. */
static void
test_cycle (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CatalogBranch) folder = NULL;

  catalog_branch_load (fixture->root);
  fake_source_give_children (fixture->source, 0, TOP);
  folder = get_child (fixture->root, 0);
  catalog_branch_load (folder);
  fake_source_give_children (
      fixture->source, 1,
      "{\"results\":[{\"id\":\"F1\",\"scheme\":\"folder\",\"name\":\"Ouroboros\","
      "\"idPath\":\"F1/F1/F1\",\"children\":[{\"id\":\"F1\",\"scheme\":\"folder\"}]}]}");
  g_assert_cmpint (catalog_branch_get_status (folder), ==, CATALOG_BRANCH_READY);
  g_assert_cmpuint (get_n_children (folder), ==, 0);
}

/* The window is closed: nobody waits any more. */
static void
test_gone_while_loading (Fixture *fixture, gconstpointer data)
{
  catalog_branch_load (fixture->root);
  test_assert_last_unref (g_steal_pointer (&fixture->root));
  check_asked (fixture, "children top!");
  fake_source_give_children (fixture->source, 0, TOP);
}

static gboolean
is_ready (gpointer branch)
{
  return catalog_branch_get_status (branch) == CATALOG_BRANCH_READY;
}

static char *
make_many (guint n_albums)
{
  GString *json = g_string_new ("{\"results\":[");

  for (guint i = 0; i < n_albums; i++)
    g_string_append_printf (json, "%s{\"id\":\"A%u\",\"scheme\":\"album\",\"name\":\"%u\"}",
                            i > 0 ? "," : "", i, i);
  g_string_append (json, "]}");

  return g_string_free (json, FALSE);
}

/* They come a few at a time, and the branch is loading until they are all here. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  g_autofree char *json = make_many (5001);
  g_autoptr (CatalogBranch) last = NULL;

  catalog_branch_load (fixture->root);
  fake_source_give_children (fixture->source, 0, json);
  test_wait_until (is_ready, fixture->root, "all children");
  g_assert_cmpuint (fixture->n_told, ==, 5001);
  g_assert_cmpuint (fixture->n_changes, >, 5);
  last = get_child (fixture->root, 5000);
  g_assert_cmpstr (canto_node_get_name (catalog_branch_get_node (last)), ==, "5000");
}

static gboolean
has_begun (gpointer fixture)
{
  return ((Fixture *) fixture)->n_told > 0;
}

static void
test_gone_while_coming (Fixture *fixture, gconstpointer data)
{
  g_autofree char *json = make_many (50000);

  catalog_branch_load (fixture->root);
  fake_source_give_children (fixture->source, 0, json);
  test_wait_until (has_begun, fixture, "the first of them");
  test_assert_last_unref (g_steal_pointer (&fixture->root));
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/C19/cycle", test_cycle);
  ADD ("/C19/long-cycle", test_long_cycle);
  ADD ("/C19/cycle-of-root", test_cycle_of_root);
  ADD ("/catalog/branch/load", test_load);
  ADD ("/catalog/branch/fail-and-retry", test_fail_and_retry);
  ADD ("/catalog/branch/source-is-back", test_source_is_back);
  ADD ("/catalog/branch/empty-folder", test_empty_folder);
  ADD ("/catalog/branch/gone-while-loading", test_gone_while_loading);
  ADD ("/catalog/branch/many", test_many);
  ADD ("/catalog/branch/gone-while-coming", test_gone_while_coming);

  return g_test_run ();
}
