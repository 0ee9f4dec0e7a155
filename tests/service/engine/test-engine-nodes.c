/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Folders and albums that get other names: shown at once, undone, in conflict, refused. */

#include "canto-containers.h"
#include "canto-error.h"
#include "catalog-branch.h"
#include "edits-fixture.h"
#include "test-wait.h"

typedef struct
{
  SessionFixture base;
  EngineEdits *edits; /* borrowed */
  CatalogBranch *root;
} Fixture;

static gboolean
is_ready (gpointer branch)
{
  return catalog_branch_get_status (branch) == CATALOG_BRANCH_READY;
}

static void
load_root (Fixture *fixture)
{
  fixture->root = catalog_branch_new_root (engine_session_get_source (fixture->base.session), NULL);
  catalog_branch_load (fixture->root);
  test_wait_until (is_ready, fixture->root, "the tree");
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  session_fixture_set_up (&fixture->base, data);
  session_fixture_sign_in (&fixture->base);
  fixture->edits = engine_session_get_edits (fixture->base.session);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_assert_last_unref (fixture->root);
  session_fixture_tear_down (&fixture->base, data);
}

/* The branch of that name at the top. (nullable) (transfer full) */
static CatalogBranch *
find (Fixture *fixture, const char *name)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fixture->root)); i++)
    {
      g_autoptr (CatalogBranch) child = g_list_model_get_item (G_LIST_MODEL (fixture->root), i);

      if (g_str_equal (canto_node_get_name (catalog_branch_get_node (child)), name))
        return g_steal_pointer (&child);
    }

  return NULL;
}

static gboolean
shows (Fixture *fixture, const char *name)
{
  g_autoptr (CatalogBranch) branch = find (fixture, name);

  return branch != NULL;
}

static void
assert_there (Fixture *fixture, const char *name, guint n_expected)
{
  G_GNUC_UNUSED g_autoptr (CantoNode) node = NULL;
  guint n_found;

  node = edits_fixture_find_child (&fixture->base, NULL, name, &n_found);
  g_assert_cmpuint (n_found, ==, n_expected);
}

/* As it is shown. (transfer full) */
static EngineEdit *
rename_to (Fixture *fixture, const char *old_name, const char *name)
{
  g_autoptr (CatalogBranch) branch = find (fixture, old_name);

  g_assert_nonnull (branch);

  return engine_edits_rename_node (fixture->edits, catalog_branch_get_node (branch), name);
}

/* An album that the service has. */
static void
make (Fixture *fixture, const char *name)
{
  g_autoptr (EngineEdit) edit =
      engine_edits_create_node (fixture->edits, CANTO_SCHEME_ALBUM, NULL, name, NULL);

  load_root (fixture);
  edits_fixture_wait_state (edit, ENGINE_EDIT_SAVED);
  edits_fixture_wait_idle (&fixture->base);
}

static void
rename_as_other (Fixture *fixture, const char *old_name, const char *name)
{
  CantoClient *client = engine_session_get_client (fixture->base.session);
  g_autoptr (CatalogBranch) branch = find (fixture, old_name);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  canto_client_rename_node_async (client, catalog_branch_get_node (branch), name,
                                  CANTO_PRIORITY_INTERACTIVE, NULL, test_keep_result, &result);
  canto_client_rename_node_finish (client, test_wait_result (&result), &error);
  g_assert_no_error (error);
}

/* At once, and the branch is the same: it stays open and chosen. */
static void
test_rename (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CatalogBranch) branch = NULL;
  g_autoptr (EngineEdit) edit = NULL;

  make (fixture, "Before");
  branch = find (fixture, "Before");
  edit = rename_to (fixture, "Before", "After/ 100 %");
  g_assert_cmpstr (canto_node_get_name (catalog_branch_get_node (branch)), ==, "After/ 100 %");
  assert_there (fixture, "Before", 1);
  edits_fixture_wait_state (edit, ENGINE_EDIT_SAVED);
  g_assert_cmpstr (canto_node_get_name (catalog_branch_get_node (branch)), ==, "After/ 100 %");
  assert_there (fixture, "After/ 100 %", 1);
  assert_there (fixture, "Before", 0);

  engine_edits_undo (fixture->edits, edit);
  g_assert_cmpstr (canto_node_get_name (catalog_branch_get_node (branch)), ==, "Before");
  edits_fixture_wait_idle (&fixture->base);
  assert_there (fixture, "Before", 1);
  g_assert_true (shows (fixture, "Before"));
  g_clear_object (&branch);
}

/* Twice, of one that the service does not know yet; and what is undone meanwhile is no conflict. */
static void
test_chain (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EngineEdit) folder = NULL;
  g_autoptr (EngineEdit) first = NULL;
  g_autoptr (EngineEdit) second = NULL;
  g_autoptr (EngineEdit) third = NULL;

  load_root (fixture);
  folder = engine_edits_create_node (fixture->edits, CANTO_SCHEME_FOLDER, NULL, "One", NULL);
  first = rename_to (fixture, "One", "Two");
  second = rename_to (fixture, "Two", "Three");
  third = rename_to (fixture, "Three", "Four");
  g_assert_true (shows (fixture, "Four"));
  engine_edits_undo (fixture->edits, second);
  g_assert_true (shows (fixture, "Four"));
  edits_fixture_wait_idle (&fixture->base);
  g_assert_cmpint (engine_edit_get_state (first), ==, ENGINE_EDIT_SAVED);
  g_assert_cmpint (engine_edit_get_state (second), ==, ENGINE_EDIT_WITHDRAWN);
  g_assert_cmpint (engine_edit_get_state (third), ==, ENGINE_EDIT_SAVED);
  g_assert_true (shows (fixture, "Four"));
  assert_there (fixture, "Four", 1);
}

/* What somebody else has called it is shown, and not overwritten unasked. Assets go into it
 * meanwhile. */
static void
test_conflict (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) assets = edits_fixture_get_assets (&fixture->base, 1);
  g_autoptr (CatalogBranch) branch = NULL;
  g_autoptr (EngineEdit) edit = NULL;
  g_autoptr (EngineEdit) assign = NULL;

  make (fixture, "Ours");
  rename_as_other (fixture, "Ours", "Theirs");
  edit = rename_to (fixture, "Ours", "Mine");
  edits_fixture_wait_state (edit, ENGINE_EDIT_CONFLICT);
  g_assert_cmpstr (canto_node_get_name (engine_edit_get_their_node (edit)), ==, "Theirs");
  branch = find (fixture, "Theirs");
  g_assert_nonnull (branch);
  assign = engine_edits_assign (fixture->edits, catalog_branch_get_node (branch), assets, TRUE);
  edits_fixture_wait_state (assign, ENGINE_EDIT_SAVED);
  assert_there (fixture, "Theirs", 1);

  engine_edits_retry (fixture->edits, edit);
  edits_fixture_wait_idle (&fixture->base);
  g_assert_cmpint (engine_edit_get_state (edit), ==, ENGINE_EDIT_SAVED);
  assert_there (fixture, "Mine", 1);
  g_assert_cmpstr (canto_node_get_name (catalog_branch_get_node (branch)), ==, "Mine");
  g_clear_object (&branch);
}

static void
test_conflict_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EngineEdit) edit = NULL;

  make (fixture, "Ours");
  rename_as_other (fixture, "Ours", "Theirs");
  edit = rename_to (fixture, "Ours", "Mine");
  edits_fixture_wait_state (edit, ENGINE_EDIT_CONFLICT);
  engine_edits_discard (fixture->edits, edit);
  g_assert_true (shows (fixture, "Theirs"));
  assert_there (fixture, "Theirs", 1);
}

static void
test_gone (Fixture *fixture, gconstpointer data)
{
  CantoClient *client = engine_session_get_client (fixture->base.session);
  g_autoptr (CatalogBranch) branch = NULL;
  g_autoptr (GPtrArray) nodes = g_ptr_array_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) left = NULL;
  g_autoptr (EngineEdit) edit = NULL;

  make (fixture, "Gone");
  branch = find (fixture, "Gone");
  g_ptr_array_add (nodes, catalog_branch_get_node (branch));
  canto_client_delete_nodes_async (client, nodes, CANTO_PRIORITY_INTERACTIVE, NULL,
                                   test_keep_result, &result);
  left = canto_client_delete_nodes_finish (client, test_wait_result (&result), &error);
  g_assert_no_error (error);
  edit = rename_to (fixture, "Gone", "Back");
  edits_fixture_wait_state (edit, ENGINE_EDIT_REFUSED);
  g_assert_true (
      g_error_matches (engine_edit_get_error (edit), CANTO_ERROR, CANTO_ERROR_NOT_FOUND));
  g_assert_true (engine_edits_may (fixture->edits, ENGINE_EDIT_RENAME_NODE));
  engine_edits_discard (fixture->edits, edit);
  g_clear_object (&branch);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CatalogBranch) branch = NULL;
  g_autofree char *name = NULL;
  g_autoptr (EngineEdit) edit = NULL;

  session_fixture_sign_in_as (&fixture->base, "consumer");
  load_root (fixture);
  branch = g_list_model_get_item (G_LIST_MODEL (fixture->root), 0);
  name = g_strdup (canto_node_get_name (catalog_branch_get_node (branch)));
  edit = rename_to (fixture, name, "Not for you");
  g_assert_cmpstr (canto_node_get_name (catalog_branch_get_node (branch)), ==, "Not for you");
  edits_fixture_wait_state (edit, ENGINE_EDIT_REFUSED);
  g_assert_cmpstr (canto_node_get_name (catalog_branch_get_node (branch)), ==, name);
  g_assert_false (engine_edits_may (fixture->edits, ENGINE_EDIT_RENAME_NODE));
  engine_edits_discard (fixture->edits, edit);
  g_clear_object (&branch);
}

/* How many the album is said to have. */
static guint
get_size (Fixture *fixture, const char *name)
{
  g_autoptr (CatalogBranch) branch = find (fixture, name);

  g_assert_nonnull (branch);

  return canto_node_get_size (catalog_branch_get_node (branch));
}

typedef struct
{
  Fixture *fixture;
  const char *name;
  guint size;
} WantedSize;

static gboolean
has_size (gpointer user_data)
{
  WantedSize *wanted = user_data;

  return get_size (wanted->fixture, wanted->name) == wanted->size;
}

/* What assets do to the number of an album is seen at once, and is what the service says then. */
static void
test_size (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) assets = edits_fixture_get_assets (&fixture->base, 3);
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  g_autoptr (CatalogBranch) branch = NULL;
  g_autoptr (CantoNode) theirs = NULL;
  g_autoptr (EngineEdit) assign = NULL;
  g_autoptr (EngineEdit) again = NULL;
  g_autoptr (EngineEdit) unassign = NULL;
  g_autoptr (EngineEdit) gone = NULL;
  g_autoptr (CantoAsset) shown = NULL;
  WantedSize wanted = { fixture, "Sized", 1 };
  CantoNode *album;
  guint n_found;

  make (fixture, "Sized");
  branch = find (fixture, "Sized");
  album = catalog_branch_get_node (branch);
  g_ptr_array_add (one, assets->pdata[0]);
  assign = engine_edits_assign (fixture->edits, album, assets, TRUE);
  g_assert_cmpuint (get_size (fixture, "Sized"), ==, 3);
  again = engine_edits_assign (fixture->edits, album, one, TRUE);
  g_assert_cmpuint (get_size (fixture, "Sized"), ==, 3);
  unassign = engine_edits_assign (fixture->edits, album, one, FALSE);
  g_assert_cmpuint (get_size (fixture, "Sized"), ==, 2);
  edits_fixture_wait_idle (&fixture->base);
  g_assert_cmpuint (get_size (fixture, "Sized"), ==, 2);
  g_ptr_array_set_size (one, 0);
  shown = edits_fixture_look (&fixture->base, assets->pdata[1]);
  g_ptr_array_add (one, shown);
  gone = engine_edits_delete_assets (fixture->edits, one);
  g_assert_cmpuint (get_size (fixture, "Sized"), ==, 1);
  edits_fixture_wait_idle (&fixture->base);
  test_wait_until (has_size, &wanted, "the size");
  theirs = edits_fixture_find_child (&fixture->base, NULL, "Sized", &n_found);
  g_assert_cmpuint (canto_node_get_size (theirs), ==, 1);
  g_clear_object (&branch);
}

static gboolean
is_list_ready (gpointer list)
{
  return catalog_asset_list_get_status (list) == CATALOG_STATUS_READY;
}

static guint
get_n_items (CatalogAssetList *list)
{
  return g_list_model_get_n_items (G_LIST_MODEL (list));
}

/* Assets are in the album as soon as they were put there, also before the service has either. */
static void
test_added (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) assets = edits_fixture_get_assets (&fixture->base, 2);
  g_autoptr (EngineEdit) album = NULL;
  g_autoptr (EngineEdit) assign = NULL;
  g_autoptr (CantoQuery) query = NULL;
  g_autoptr (CantoQuery) real = NULL;
  CatalogAssetList *list;

  load_root (fixture);
  album = engine_edits_create_node (fixture->edits, CANTO_SCHEME_ALBUM, NULL, "Filled", NULL);
  query = canto_query_with_container (canto_query_new (), CANTO_SCHEME_ALBUM,
                                      canto_node_get_id (engine_edit_get_node (album)));
  list = edits_fixture_list (&fixture->base, query);
  g_assert_cmpuint (get_n_items (list), ==, 0);
  assign = engine_edits_assign (fixture->edits, engine_edit_get_node (album), assets, TRUE);
  g_assert_cmpuint (get_n_items (list), ==, 2);
  g_assert_cmpuint (get_size (fixture, "Filled"), ==, 2);
  edits_fixture_wait_idle (&fixture->base);
  g_assert_cmpint (engine_edit_get_state (assign), ==, ENGINE_EDIT_SAVED);

  real = canto_query_with_container (canto_query_new (), CANTO_SCHEME_ALBUM,
                                     canto_node_get_id (engine_edit_get_node (album)));
  catalog_asset_list_set_query (list, real);
  test_wait_until (is_list_ready, list, "what the service says");
  g_assert_cmpuint (get_n_items (list), ==, 2);
  engine_edits_undo (fixture->edits, assign);
  g_assert_cmpuint (get_n_items (list), ==, 0);
  edits_fixture_wait_idle (&fixture->base);
  test_wait_until (is_list_ready, list, "what the service says");
  g_assert_cmpuint (get_n_items (list), ==, 0);
  test_assert_last_unref (list);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*function) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "rename", test_rename },     { "chain", test_chain },
    { "conflict", test_conflict }, { "conflict-kept", test_conflict_kept },
    { "gone", test_gone },         { "refused", test_refused },
    { "size", test_size },         { "added", test_added },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/engine/nodes/", tests[i].name, NULL);

      g_test_add (path, Fixture, NULL, set_up, tests[i].function, tear_down);
    }

  return g_test_run ();
}
