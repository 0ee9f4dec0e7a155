/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person changes: seen at once, in the service then, and as it was if the service refuses.
 */

#include "canto-asset-change.h"
#include "canto-error.h"
#include "catalog-branch.h"
#include "edits-fixture.h"
#include "test-wait.h"

#define N_MANY 250

static void
set_up (SessionFixture *fixture, gconstpointer data)
{
  session_fixture_set_up (fixture, data);
  session_fixture_sign_in (fixture);
}

static EngineEdit *
describe (SessionFixture *fixture, GPtrArray *assets, const char *text)
{
  const CantoEdit edit = { "description", text, CANTO_EDIT_SET, FALSE, NULL };

  return engine_edits_change (engine_session_get_edits (fixture->session), assets, &edit, 1);
}

static CantoAsset *
show (SessionFixture *fixture, CantoAsset *asset)
{
  return catalog_overlay_show_asset (CATALOG_OVERLAY (engine_session_get_edits (fixture->session)),
                                     asset);
}

static void
assert_described (SessionFixture *fixture, CantoAsset *asset, const char *text)
{
  g_autoptr (CantoAsset) theirs = edits_fixture_look (fixture, asset);

  g_assert_cmpstr (canto_asset_get_description (theirs), ==, text);
}

static void
count (guint *n)
{
  ++*n;
}

/* In a list that is seen, at once; and after the service has it, what that says. */
static void
test_shown_at_once (SessionFixture *fixture, gconstpointer data)
{
  EngineEdits *edits = engine_session_get_edits (fixture->session);
  g_autoptr (CantoQuery) query = canto_query_new ();
  CatalogAssetList *list = edits_fixture_list (fixture, query);
  g_autoptr (CatalogSlot) slot = g_list_model_get_item (G_LIST_MODEL (list), 3);
  g_autoptr (GPtrArray) assets = g_ptr_array_new ();
  g_autoptr (CantoAsset) before = canto_asset_ref (catalog_slot_get_asset (slot));
  g_autoptr (EngineEdit) edit = NULL;
  guint n_saved = 0;

  g_signal_connect_swapped (edits, "saved", G_CALLBACK (count), &n_saved);
  g_ptr_array_add (assets, before);
  edit = describe (fixture, assets, "Seen at once");
  g_assert_cmpstr (canto_asset_get_description (catalog_slot_get_asset (slot)), ==, "Seen at once");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (edits)), ==, 1);

  edits_fixture_wait_idle (fixture);
  g_assert_cmpint (engine_edit_get_state (edit), ==, ENGINE_EDIT_SAVED);
  g_assert_cmpuint (n_saved, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (edits)), ==, 0);
  g_assert_cmpstr (canto_asset_get_description (catalog_slot_get_asset (slot)), ==, "Seen at once");
  /* It is the service that says so now. */
  g_assert_cmpstr (canto_asset_get_time (catalog_slot_get_asset (slot)), >,
                   canto_asset_get_time (before));
  assert_described (fixture, before, "Seen at once");
  g_clear_object (&slot);
  test_assert_last_unref (list);
}

/* A record that comes while an edit is on its way does not undo it. */
static void
test_new_page (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) assets = edits_fixture_get_assets (fixture, 1);
  G_GNUC_UNUSED g_autoptr (EngineEdit) edit = describe (fixture, assets, "Pending");
  g_autoptr (CantoQuery) query = canto_query_new ();
  CatalogAssetList *list = edits_fixture_list (fixture, query);
  g_autoptr (CatalogSlot) slot = NULL;

  for (guint i = 0; i < 20 && slot == NULL; i++)
    {
      g_autoptr (CatalogSlot) other = g_list_model_get_item (G_LIST_MODEL (list), i);

      if (g_str_equal (canto_asset_get_key (catalog_slot_get_asset (other)),
                       canto_asset_get_key (assets->pdata[0])))
        slot = g_steal_pointer (&other);
    }
  g_assert_nonnull (slot);
  g_assert_cmpstr (canto_asset_get_description (catalog_slot_get_asset (slot)), ==, "Pending");
  edits_fixture_wait_idle (fixture);
  g_assert_cmpstr (canto_asset_get_description (catalog_slot_get_asset (slot)), ==, "Pending");
  g_clear_object (&slot);
  test_assert_last_unref (list);
}

static void
test_in_order (SessionFixture *fixture, gconstpointer data)
{
  EngineEdits *edits = engine_session_get_edits (fixture->session);
  g_autoptr (GPtrArray) assets = edits_fixture_get_assets (fixture, 1);
  g_autoptr (EngineEdit) first = describe (fixture, assets, "one");
  g_autoptr (CantoAsset) shown = show (fixture, assets->pdata[0]);
  g_autoptr (GPtrArray) again = g_ptr_array_new ();
  g_autoptr (EngineEdit) second = NULL;
  g_autoptr (EngineEdit) third = NULL;
  g_autoptr (EngineEdit) name = NULL;
  g_autoptr (CantoAsset) theirs = NULL;

  g_ptr_array_add (again, shown);
  second = describe (fixture, again, "two");
  name = engine_edits_rename (edits, shown, "new name.jpg");
  third = describe (fixture, again, "three");
  edits_fixture_wait_idle (fixture);
  g_assert_cmpint (engine_edit_get_state (first), ==, ENGINE_EDIT_SAVED);
  g_assert_cmpint (engine_edit_get_state (third), ==, ENGINE_EDIT_SAVED);
  theirs = edits_fixture_look (fixture, assets->pdata[0]);
  g_assert_cmpstr (canto_asset_get_description (theirs), ==, "three");
  g_assert_cmpstr (canto_asset_get_name (theirs), ==, "new name.jpg");
}

/* All of them were as they were before. */
static void
assert_undone (SessionFixture *fixture, GPtrArray *assets)
{
  for (guint i = 0; i < assets->len; i += 40)
    assert_described (fixture, assets->pdata[i], canto_asset_get_description (assets->pdata[i]));
}

/* 13.7: in hundreds, the last one not full, to read, to write and to read again; and back. */
static void
test_many (SessionFixture *fixture, gconstpointer data)
{
  EngineEdits *edits = engine_session_get_edits (fixture->session);
  g_autoptr (GPtrArray) assets = edits_fixture_get_assets (fixture, N_MANY);
  guint64 n_before = session_fixture_get_n_counted (fixture);
  g_autoptr (EngineEdit) edit = NULL;

  g_assert_cmpuint (assets->len, ==, N_MANY);
  edit = describe (fixture, assets, "many");
  edits_fixture_wait_idle (fixture);
  g_assert_cmpint (engine_edit_get_state (edit), ==, ENGINE_EDIT_SAVED);
  g_assert_cmpuint (session_fixture_get_n_counted (fixture) - n_before, ==, 9);
  for (guint i = 0; i < assets->len; i += 40)
    assert_described (fixture, assets->pdata[i], "many");
  assert_described (fixture, assets->pdata[N_MANY - 1], "many");

  engine_edits_undo (edits, edit);
  edits_fixture_wait_idle (fixture);
  assert_undone (fixture, assets);
}

/* A word of the vocabulary (4.22): there once, and a second time refused; then assets may have it.
 */
static void
test_keyword (SessionFixture *fixture, gconstpointer data)
{
  EngineEdits *edits = engine_session_get_edits (fixture->session);
  g_autoptr (GPtrArray) assets = edits_fixture_get_assets (fixture, 1);
  g_autoptr (EngineEdit) edit = engine_edits_create_keyword (edits, "Regatta", "Boats in a row");
  g_autoptr (EngineEdit) again = NULL;
  g_autoptr (EngineEdit) word = NULL;
  g_autoptr (CantoAsset) theirs = NULL;

  edits_fixture_wait_state (edit, ENGINE_EDIT_SAVED);
  again = engine_edits_create_keyword (edits, "Regatta", "Once more");
  edits_fixture_wait_state (again, ENGINE_EDIT_REFUSED);
  g_assert_true (
      g_error_matches (engine_edit_get_error (again), CANTO_ERROR, CANTO_ERROR_NOT_AVAILABLE));
  engine_edits_discard (edits, again);

  word = engine_edits_put_word (edits, assets, CANTO_WORD_KEYWORD, "Regatta", TRUE);
  edits_fixture_wait_idle (fixture);
  g_assert_cmpint (engine_edit_get_state (word), ==, ENGINE_EDIT_SAVED);
  theirs = edits_fixture_look (fixture, assets->pdata[0]);
  g_assert_true (canto_asset_has_word (theirs, CANTO_WORD_KEYWORD, "Regatta"));
}

static void
test_undo (SessionFixture *fixture, gconstpointer data)
{
  EngineEdits *edits = engine_session_get_edits (fixture->session);
  g_autoptr (GPtrArray) assets = edits_fixture_get_assets (fixture, 3);
  g_autofree char *before = g_strdup (canto_asset_get_description (assets->pdata[0]));
  g_autofree char *before_2 = g_strdup (canto_asset_get_description (assets->pdata[2]));
  g_autoptr (EngineEdit) edit = describe (fixture, assets, "undo me");
  g_autoptr (EngineEdit) tag =
      engine_edits_put_word (edits, assets, CANTO_WORD_TAG, "For a moment", TRUE);
  g_autoptr (CantoAsset) theirs = NULL;

  edits_fixture_wait_idle (fixture);
  assert_described (fixture, assets->pdata[2], "undo me");
  g_assert_true (engine_edits_can_undo (edits, edit));
  engine_edits_undo (edits, edit);
  engine_edits_undo (edits, tag);
  edits_fixture_wait_idle (fixture);
  assert_described (fixture, assets->pdata[0], before);
  theirs = edits_fixture_look (fixture, assets->pdata[2]);
  g_assert_cmpstr (canto_asset_get_description (theirs), ==, before_2);
  g_assert_false (canto_asset_has_word (theirs, CANTO_WORD_TAG, "For a moment"));
}

/* On its way: undone when it has arrived. */
static void
test_undo_while_sending (SessionFixture *fixture, gconstpointer data)
{
  EngineEdits *edits = engine_session_get_edits (fixture->session);
  g_autoptr (GPtrArray) assets = edits_fixture_get_assets (fixture, 1);
  g_autofree char *before = g_strdup (canto_asset_get_description (assets->pdata[0]));
  g_autoptr (EngineEdit) edit = describe (fixture, assets, "never mind");

  g_autoptr (CantoAsset) shown = NULL;

  edits_fixture_wait_state (edit, ENGINE_EDIT_SENDING);
  engine_edits_undo (edits, edit);
  shown = catalog_overlay_show_asset (CATALOG_OVERLAY (edits), assets->pdata[0]);
  g_assert_cmpstr (canto_asset_get_description (shown), ==, before);
  edits_fixture_wait_state (edit, ENGINE_EDIT_SAVED);
  edits_fixture_wait_idle (fixture);
  assert_described (fixture, assets->pdata[0], before);
}

/* Undone on its way to somebody else's change: that stays, and she is asked nothing. */
static void
test_undo_meets_conflict (SessionFixture *fixture, gconstpointer data)
{
  EngineEdits *edits = engine_session_get_edits (fixture->session);
  g_autoptr (GPtrArray) assets = edits_fixture_get_assets (fixture, 1);
  g_autoptr (EngineEdit) edit = NULL;

  edits_fixture_describe_as_other (fixture, assets->pdata[0], "theirs");
  edit = describe (fixture, assets, "never mind");
  edits_fixture_wait_state (edit, ENGINE_EDIT_SENDING);
  engine_edits_undo (edits, edit);
  edits_fixture_wait_idle (fixture);
  g_assert_cmpint (engine_edit_get_state (edit), ==, ENGINE_EDIT_WITHDRAWN);
  assert_described (fixture, assets->pdata[0], "theirs");
}

static gboolean
has_conflict (gpointer edits)
{
  g_autoptr (EngineEdit) edit = g_list_model_get_item (edits, 0);

  return g_list_model_get_n_items (edits) == 1
         && engine_edit_get_state (edit) == ENGINE_EDIT_CONFLICT;
}

/* The one that is in conflict. (transfer full) */
static EngineEdit *
wait_conflict (SessionFixture *fixture)
{
  GListModel *edits = G_LIST_MODEL (engine_session_get_edits (fixture->session));
  g_autoptr (EngineEdit) part = NULL;

  test_wait_until (has_conflict, edits, "the conflict");
  part = g_list_model_get_item (edits, 0);
  g_assert_cmpint (engine_edit_get_state (part), ==, ENGINE_EDIT_CONFLICT);

  return g_steal_pointer (&part);
}

/* Somebody else has changed the same of one of three: that is shown, and not overwritten unless the
 * person says so. The others do not wait for her. */
static void
test_conflict (SessionFixture *fixture, gconstpointer data)
{
  EngineEdits *edits = engine_session_get_edits (fixture->session);
  g_autoptr (GPtrArray) assets = edits_fixture_get_assets (fixture, 3);
  g_autofree char *before = g_strdup (canto_asset_get_description (assets->pdata[0]));
  g_autoptr (EngineEdit) edit = NULL;
  g_autoptr (EngineEdit) part = NULL;
  g_autoptr (CantoAsset) shown = NULL;
  CantoAsset *theirs;

  edits_fixture_describe_as_other (fixture, assets->pdata[1], "theirs");
  edit = describe (fixture, assets, "ours");
  part = wait_conflict (fixture);
  edits_fixture_wait_idle (fixture);
  g_assert_true (part != edit);
  g_assert_cmpint (engine_edit_get_state (edit), ==, ENGINE_EDIT_SAVED);
  g_assert_cmpuint (engine_edit_get_assets (edit)->len, ==, 2);
  g_assert_cmpuint (engine_edit_get_assets (part)->len, ==, 1);
  theirs = engine_edit_get_theirs (part)->pdata[0];
  g_assert_cmpstr (canto_asset_get_description (theirs), ==, "theirs");
  g_assert_nonnull (canto_asset_get_editor (theirs));
  shown = show (fixture, theirs);
  g_assert_cmpstr (canto_asset_get_description (shown), ==, "theirs");
  assert_described (fixture, assets->pdata[0], "ours");
  assert_described (fixture, assets->pdata[1], "theirs");
  assert_described (fixture, assets->pdata[2], "ours");

  engine_edits_retry (edits, part);
  edits_fixture_wait_idle (fixture);
  g_assert_cmpint (engine_edit_get_state (part), ==, ENGINE_EDIT_SAVED);
  assert_described (fixture, assets->pdata[1], "ours");

  /* All at once, as it was done. What was theirs is so again. */
  engine_edits_undo (edits, edit);
  edits_fixture_wait_idle (fixture);
  assert_described (fixture, assets->pdata[0], before);
  assert_described (fixture, assets->pdata[1], "theirs");
}

/* Undone before the person has said anything of it. */
static void
test_conflict_undone (SessionFixture *fixture, gconstpointer data)
{
  EngineEdits *edits = engine_session_get_edits (fixture->session);
  g_autoptr (GPtrArray) assets = edits_fixture_get_assets (fixture, 2);
  g_autofree char *before = g_strdup (canto_asset_get_description (assets->pdata[0]));
  g_autoptr (EngineEdit) edit = NULL;
  g_autoptr (EngineEdit) part = NULL;

  edits_fixture_describe_as_other (fixture, assets->pdata[1], "theirs");
  edit = describe (fixture, assets, "ours");
  part = wait_conflict (fixture);
  edits_fixture_wait_idle (fixture);
  engine_edits_undo (edits, edit);
  edits_fixture_wait_idle (fixture);
  g_assert_cmpint (engine_edit_get_state (part), ==, ENGINE_EDIT_WITHDRAWN);
  assert_described (fixture, assets->pdata[0], before);
  assert_described (fixture, assets->pdata[1], "theirs");
}

/* What somebody else has worked on is not deleted unasked; the rest is. */
static void
test_conflict_delete (SessionFixture *fixture, gconstpointer data)
{
  EngineEdits *edits = engine_session_get_edits (fixture->session);
  g_autoptr (GPtrArray) assets = edits_fixture_get_assets (fixture, 2);
  g_autoptr (EngineEdit) edit = NULL;
  g_autoptr (EngineEdit) part = NULL;

  edits_fixture_describe_as_other (fixture, assets->pdata[0], "theirs");
  edit = engine_edits_delete_assets (edits, assets);
  part = wait_conflict (fixture);
  edits_fixture_wait_idle (fixture);
  g_assert_null (edits_fixture_look (fixture, assets->pdata[1]));
  assert_described (fixture, assets->pdata[0], "theirs");
  engine_edits_discard (edits, part);
  assert_described (fixture, assets->pdata[0], "theirs");
}

static void
test_conflict_kept (SessionFixture *fixture, gconstpointer data)
{
  EngineEdits *edits = engine_session_get_edits (fixture->session);
  g_autoptr (GPtrArray) assets = edits_fixture_get_assets (fixture, 1);
  g_autoptr (EngineEdit) edit = NULL;

  edits_fixture_describe_as_other (fixture, assets->pdata[0], "theirs");
  edit = describe (fixture, assets, "ours");
  edits_fixture_wait_state (edit, ENGINE_EDIT_CONFLICT);
  engine_edits_discard (edits, edit);
  g_assert_cmpint (engine_edit_get_state (edit), ==, ENGINE_EDIT_WITHDRAWN);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (edits)), ==, 0);
  assert_described (fixture, assets->pdata[0], "theirs");
}

/* What somebody else has changed besides is no conflict: both are there. */
static void
test_no_conflict (SessionFixture *fixture, gconstpointer data)
{
  EngineEdits *edits = engine_session_get_edits (fixture->session);
  g_autoptr (GPtrArray) assets = edits_fixture_get_assets (fixture, 1);
  g_autoptr (EngineEdit) edit = NULL;
  g_autoptr (CantoAsset) theirs = NULL;

  edits_fixture_describe_as_other (fixture, assets->pdata[0], "theirs");
  edit = engine_edits_put_word (edits, assets, CANTO_WORD_KEYWORD, "ours", TRUE);
  edits_fixture_wait_idle (fixture);
  g_assert_cmpint (engine_edit_get_state (edit), ==, ENGINE_EDIT_SAVED);
  theirs = edits_fixture_look (fixture, assets->pdata[0]);
  g_assert_cmpstr (canto_asset_get_description (theirs), ==, "theirs");
  g_assert_true (canto_asset_has_word (theirs, CANTO_WORD_KEYWORD, "ours"));
}

/* Deleted assets leave the list at once, at any place of it, and are gone from the service then. */
static void
test_delete (SessionFixture *fixture, gconstpointer data)
{
  EngineEdits *edits = engine_session_get_edits (fixture->session);
  g_autoptr (CantoQuery) query = canto_query_new ();
  CatalogAssetList *list = edits_fixture_list (fixture, query);
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (list));
  g_autoptr (CatalogSlot) third = g_list_model_get_item (G_LIST_MODEL (list), 2);
  g_autoptr (CatalogSlot) fourth = g_list_model_get_item (G_LIST_MODEL (list), 3);
  g_autoptr (CantoAsset) next = canto_asset_ref (catalog_slot_get_asset (fourth));
  g_autoptr (GPtrArray) assets =
      g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);
  g_autoptr (EngineEdit) edit = NULL;

  g_ptr_array_add (assets, canto_asset_ref (catalog_slot_get_asset (third)));
  edit = engine_edits_delete_assets (edits, assets);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, n_items - 1);
  g_assert_cmpuint (catalog_asset_list_get_n_found (list), ==, n_items - 1);
  g_assert_cmpstr (canto_asset_get_key (catalog_slot_get_asset (third)), ==,
                   canto_asset_get_key (next));

  edits_fixture_wait_idle (fixture);
  g_assert_cmpint (engine_edit_get_state (edit), ==, ENGINE_EDIT_SAVED);
  g_assert_false (engine_edits_can_undo (edits, edit));
  g_assert_null (edits_fixture_look (fixture, assets->pdata[0]));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, n_items - 1);
  g_assert_cmpstr (canto_asset_get_key (catalog_slot_get_asset (third)), ==,
                   canto_asset_get_key (next));
  g_clear_object (&third);
  g_clear_object (&fourth);
  test_assert_last_unref (list);
}

static gboolean
is_branch_ready (gpointer branch)
{
  return catalog_branch_get_status (branch) == CATALOG_BRANCH_READY;
}

static CatalogBranch *
find_branch (CatalogBranch *root, const char *name)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (root)); i++)
    {
      g_autoptr (CatalogBranch) child = g_list_model_get_item (G_LIST_MODEL (root), i);

      if (g_str_equal (canto_node_get_name (catalog_branch_get_node (child)), name))
        return g_steal_pointer (&child);
    }

  return NULL;
}

/* A folder, an album in it and assets in that, before the service has any of them. */
static void
test_containers (SessionFixture *fixture, gconstpointer data)
{
  EngineEdits *edits = engine_session_get_edits (fixture->session);
  g_autoptr (GPtrArray) assets = edits_fixture_get_assets (fixture, 3);
  CatalogBranch *root =
      catalog_branch_new_root (engine_session_get_source (fixture->session), NULL);
  g_autoptr (EngineEdit) folder = NULL;
  g_autoptr (EngineEdit) album = NULL;
  g_autoptr (EngineEdit) assign = NULL;
  g_autoptr (EngineEdit) gone = NULL;
  g_autoptr (CatalogBranch) branch = NULL;
  g_autoptr (CantoNode) theirs = NULL;
  g_autoptr (CantoNode) inner = NULL;
  g_autoptr (CantoAsset) asset = NULL;
  guint n_found;

  catalog_branch_load (root);
  test_wait_until (is_branch_ready, root, "the tree");
  folder = engine_edits_create_node (edits, CANTO_SCHEME_FOLDER, NULL, "Mine", NULL);
  album = engine_edits_create_node (edits, CANTO_SCHEME_ALBUM, engine_edit_get_node (folder),
                                    "Inner", "with a description");
  assign = engine_edits_assign (edits, engine_edit_get_node (album), assets, TRUE);
  branch = find_branch (root, "Mine");
  g_assert_nonnull (branch);
  g_assert_true (engine_edits_is_new_id (canto_node_get_id (catalog_branch_get_node (branch))));

  edits_fixture_wait_idle (fixture);
  g_assert_cmpint (engine_edit_get_state (assign), ==, ENGINE_EDIT_SAVED);
  theirs = edits_fixture_find_child (fixture, NULL, "Mine", &n_found);
  g_assert_cmpuint (n_found, ==, 1);
  g_assert_cmpstr (canto_node_get_id (catalog_branch_get_node (branch)), ==,
                   canto_node_get_id (theirs));
  inner = edits_fixture_find_child (fixture, canto_node_get_id (theirs), "Inner", &n_found);
  g_assert_cmpuint (n_found, ==, 1);
  asset = edits_fixture_look (fixture, assets->pdata[2]);
  g_assert_true (canto_asset_is_in_album (asset, canto_node_get_id (inner)));

  gone = engine_edits_delete_node (edits, theirs, NULL);
  g_assert_null (find_branch (root, "Mine"));
  edits_fixture_wait_idle (fixture);
  g_clear_pointer (&theirs, canto_node_unref);
  theirs = edits_fixture_find_child (fixture, NULL, "Mine", &n_found);
  g_assert_cmpuint (n_found, ==, 0);
  g_clear_object (&branch);
  test_assert_last_unref (root);
}

/* 14.3: as it was, a signal, and not offered again until somebody else signs in. */
static void
test_not_allowed (SessionFixture *fixture, gconstpointer data)
{
  EngineEdits *edits = engine_session_get_edits (fixture->session);
  g_autoptr (GPtrArray) assets = NULL;
  g_autoptr (EngineEdit) edit = NULL;
  g_autoptr (CantoAsset) shown = NULL;
  guint n_refused = 0, n_allowed_changed = 0;

  session_fixture_sign_in_as (fixture, "consumer");
  assets = edits_fixture_get_assets (fixture, 1);
  g_signal_connect_swapped (edits, "refused", G_CALLBACK (count), &n_refused);
  g_signal_connect_swapped (edits, "allowed-changed", G_CALLBACK (count), &n_allowed_changed);
  g_assert_true (engine_edits_may (edits, ENGINE_EDIT_METADATA));
  edit = describe (fixture, assets, "not for you");
  edits_fixture_wait_state (edit, ENGINE_EDIT_REFUSED);
  g_assert_true (
      g_error_matches (engine_edit_get_error (edit), CANTO_ERROR, CANTO_ERROR_NOT_ALLOWED));
  g_assert_cmpuint (n_refused, ==, 1);
  g_assert_cmpuint (n_allowed_changed, ==, 1);
  g_assert_false (engine_edits_may (edits, ENGINE_EDIT_METADATA));
  g_assert_true (engine_edits_may (edits, ENGINE_EDIT_TAG));
  shown = show (fixture, assets->pdata[0]);
  g_assert_true (shown == assets->pdata[0]);

  session_fixture_sign_in_as (fixture, "admin");
  g_assert_true (engine_edits_may (edits, ENGINE_EDIT_METADATA));
  engine_edits_retry (edits, edit);
  edits_fixture_wait_idle (fixture);
  assert_described (fixture, assets->pdata[0], "not for you");
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*function) (SessionFixture *fixture, gconstpointer data);
  } tests[] = {
    { "shown-at-once", test_shown_at_once },
    { "new-page", test_new_page },
    { "in-order", test_in_order },
    { "many", test_many },
    { "keyword", test_keyword },
    { "undo", test_undo },
    { "undo-while-sending", test_undo_while_sending },
    { "undo-meets-conflict", test_undo_meets_conflict },
    { "conflict", test_conflict },
    { "conflict-kept", test_conflict_kept },
    { "conflict-undone", test_conflict_undone },
    { "conflict-delete", test_conflict_delete },
    { "no-conflict", test_no_conflict },
    { "delete", test_delete },
    { "containers", test_containers },
    { "not-allowed", test_not_allowed },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/engine/edits/", tests[i].name, NULL);

      g_test_add (path, SessionFixture, NULL, set_up, tests[i].function, session_fixture_tear_down);
    }

  return g_test_run ();
}
