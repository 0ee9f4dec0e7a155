/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is changed survives the program, whenever that ends, and the network: nothing is lost,
 * nothing is done twice. */

#include "canto-asset-change.h"
#include "canto-error.h"
#include "edits-fixture.h"
#include "journal-fixture.h"
#include "journal-error.h"
#include "test-full-disk.h"
#include "test-wait.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

typedef JournalFixture Fixture;

static void
set_up (Fixture *fixture, gconstpointer scenario)
{
  journal_fixture_set_up (fixture, scenario, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  journal_fixture_tear_down (fixture);
}

static void
end_session (Fixture *fixture)
{
  journal_fixture_end (fixture);
}

static EngineEdits *
begin_session (Fixture *fixture)
{
  journal_fixture_begin (fixture, NULL);

  return engine_session_get_edits (fixture->session);
}

static gboolean
has_edit (gpointer edits)
{
  return g_list_model_get_n_items (edits) > 0;
}

static gboolean
has_none (gpointer edits)
{
  return g_list_model_get_n_items (edits) == 0 && engine_edits_is_settled (edits);
}

static void
sign_in_here (Fixture *fixture)
{
  journal_fixture_sign_in (fixture->session, test_tenant_get (fixture->base.tenant, "app_secret"),
                           test_tenant_get (fixture->base.tenant, "user"), NULL);
}

static EngineEdit *
describe (EngineEdits *edits, CantoAsset *asset, const char *text)
{
  return edits_fixture_describe (edits, asset, text);
}

static void
assert_described (Fixture *fixture, CantoAsset *asset, const char *text)
{
  g_autoptr (CantoAsset) theirs = edits_fixture_look (&fixture->base, asset);

  g_assert_cmpstr (canto_asset_get_description (theirs), ==, text);
}

/* Nobody is signed in: what is changed waits on the disk, over the end of the program, as it is. */
static void
test_restart (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) assets = edits_fixture_get_assets (&fixture->base, 3);
  EngineEdits *edits = begin_session (fixture);
  g_autoptr (EngineEdit) first = describe (edits, assets->pdata[0], "one");
  G_GNUC_UNUSED g_autoptr (EngineEdit) second = describe (edits, assets->pdata[0], "two");
  g_autoptr (EngineEdit) folder =
      engine_edits_create_node (edits, CANTO_SCHEME_FOLDER, NULL, "After a restart", NULL);
  g_autoptr (EngineEdit) album = engine_edits_create_node (
      edits, CANTO_SCHEME_ALBUM, engine_edit_get_node (folder), "Inner", NULL);
  g_autoptr (EngineEdit) assign = NULL;
  g_autoptr (EngineEdit) withdrawn = NULL;
  g_autoptr (EngineEdit) restored = NULL;
  g_autoptr (CantoAsset) shown = NULL;
  g_autoptr (CantoNode) outer = NULL;
  g_autoptr (CantoNode) inner = NULL;
  g_autoptr (CantoAsset) theirs = NULL;
  guint n_found;

  assign = engine_edits_assign (edits, engine_edit_get_node (album), assets, TRUE);
  withdrawn = describe (edits, assets->pdata[2], "withdrawn");
  g_assert_cmpint (engine_edit_get_state (first), ==, ENGINE_EDIT_SAVING);
  engine_edits_undo (edits, withdrawn);
  edits_fixture_wait_state (assign, ENGINE_EDIT_WAITING);
  g_assert_cmpint (engine_edit_get_state (first), ==, ENGINE_EDIT_WAITING);
  g_assert_true (engine_edit_get_is_kept (first));
  end_session (fixture);

  edits = begin_session (fixture);
  test_wait_until (has_edit, edits, "what was kept");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (edits)), ==, 5);
  restored = g_list_model_get_item (G_LIST_MODEL (edits), 4);
  g_assert_cmpint (engine_edit_get_kind (restored), ==, ENGINE_EDIT_ASSIGN);
  g_assert_cmpuint (engine_edit_get_assets (restored)->len, ==, 3);
  shown = catalog_overlay_show_asset (CATALOG_OVERLAY (edits), assets->pdata[0]);
  g_assert_cmpstr (canto_asset_get_description (shown), ==, "two");
  sign_in_here (fixture);
  test_wait_until (has_none, edits, "the end of all edits");

  assert_described (fixture, assets->pdata[0], "two");
  outer = edits_fixture_find_child (&fixture->base, NULL, "After a restart", &n_found);
  g_assert_cmpuint (n_found, ==, 1);
  inner = edits_fixture_find_child (&fixture->base, canto_node_get_id (outer), "Inner", &n_found);
  g_assert_cmpuint (n_found, ==, 1);
  theirs = edits_fixture_look (&fixture->base, assets->pdata[2]);
  g_assert_true (canto_asset_is_in_album (theirs, canto_node_get_id (inner)));
  g_assert_cmpstr (canto_asset_get_description (theirs), !=, "withdrawn");
  end_session (fixture);

  /* Nothing of it is left. */
  edits = begin_session (fixture);
  sign_in_here (fixture);
  g_clear_object (&restored);
  restored = describe (edits, theirs, "three");
  edits_fixture_wait_state (restored, ENGINE_EDIT_SAVED);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (edits)), ==, 0);
}

/* An undo after a restart puts back what was there before, not what was never there. */
static void
test_undo_restored (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) assets = edits_fixture_get_assets (&fixture->base, 1);
  g_autofree char *before = g_strdup (canto_asset_get_description (assets->pdata[0]));
  EngineEdits *edits = begin_session (fixture);
  g_autoptr (EngineEdit) edit = describe (edits, assets->pdata[0], "for a moment");
  g_autoptr (EngineEdit) restored = NULL;

  edits_fixture_wait_state (edit, ENGINE_EDIT_WAITING);
  end_session (fixture);
  edits = begin_session (fixture);
  test_wait_until (has_edit, edits, "what was kept");
  restored = g_list_model_get_item (G_LIST_MODEL (edits), 0);
  sign_in_here (fixture);
  edits_fixture_wait_state (restored, ENGINE_EDIT_SAVED);
  engine_edits_undo (edits, restored);
  test_wait_until (has_none, edits, "the end of the undo");
  assert_described (fixture, assets->pdata[0], before);
}

/* Another name of a folder waits on the disk, too. */
static void
test_restart_name (Fixture *fixture, gconstpointer data)
{
  EngineEdits *edits = engine_session_get_edits (fixture->base.session);
  g_autoptr (EngineEdit) folder =
      engine_edits_create_node (edits, CANTO_SCHEME_FOLDER, NULL, "Old name", NULL);
  g_autoptr (EngineEdit) edit = NULL;
  g_autoptr (EngineEdit) restored = NULL;
  g_autoptr (CantoNode) shown = NULL;
  g_autoptr (CantoNode) theirs = NULL;
  guint n_found;

  edits_fixture_wait_state (folder, ENGINE_EDIT_SAVED);
  edits = begin_session (fixture);
  edit = engine_edits_rename_node (edits, engine_edit_get_node (folder), "New name");
  g_assert_cmpint (engine_edit_get_state (edit), ==, ENGINE_EDIT_SAVING);
  edits_fixture_wait_state (edit, ENGINE_EDIT_WAITING);
  g_assert_true (engine_edit_get_is_kept (edit));
  end_session (fixture);

  edits = begin_session (fixture);
  test_wait_until (has_edit, edits, "what was kept");
  restored = g_list_model_get_item (G_LIST_MODEL (edits), 0);
  g_assert_cmpint (engine_edit_get_kind (restored), ==, ENGINE_EDIT_RENAME_NODE);
  shown = catalog_overlay_show_node (CATALOG_OVERLAY (edits), engine_edit_get_node (restored));
  g_assert_cmpstr (canto_node_get_name (shown), ==, "New name");
  sign_in_here (fixture);
  edits_fixture_wait_state (restored, ENGINE_EDIT_SAVED);
  theirs = edits_fixture_find_child (&fixture->base, NULL, "New name", &n_found);
  g_assert_cmpuint (n_found, ==, 1);

  engine_edits_undo (edits, restored);
  test_wait_until (has_none, edits, "the end of the undo");
  g_clear_pointer (&theirs, canto_node_unref);
  theirs = edits_fixture_find_child (&fixture->base, NULL, "Old name", &n_found);
  g_assert_cmpuint (n_found, ==, 1);
}

/* Undone while it was on its way, when the program ended: what was wanted in the end is what
 * counts. */
static void
test_undone_on_its_way (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) assets = edits_fixture_get_assets (&fixture->base, 1);
  g_autofree char *before = g_strdup (canto_asset_get_description (assets->pdata[0]));
  EngineEdits *edits = begin_session (fixture);
  g_autoptr (EngineEdit) edit = NULL;
  g_autoptr (CantoAsset) shown = NULL;

  sign_in_here (fixture);
  edit = describe (edits, assets->pdata[0], "never mind");
  edits_fixture_wait_state (edit, ENGINE_EDIT_SENDING);
  engine_edits_undo (edits, edit);
  g_clear_object (&edit);
  end_session (fixture);

  edits = begin_session (fixture);
  test_wait_until (has_edit, edits, "what was kept");
  shown = catalog_overlay_show_asset (CATALOG_OVERLAY (edits), assets->pdata[0]);
  g_assert_cmpstr (canto_asset_get_description (shown), ==, before);
  sign_in_here (fixture);
  test_wait_until (has_none, edits, "the end of all edits");
  assert_described (fixture, assets->pdata[0], before);
}

static gboolean
has_one_left (gpointer edits)
{
  return g_list_model_get_n_items (edits) == 1 && engine_edits_is_settled (edits)
         && engine_edits_get_n_unsent (edits) == 0;
}

static gboolean
is_gone (gpointer weak)
{
  return *(gpointer *) weak == NULL;
}

/* One of two is in conflict: over a restart that one alone is left, and is asked about again. */
static void
test_restart_conflict (Fixture *fixture, gconstpointer data)
{
  const CantoEdit change = { "description", "ours", CANTO_EDIT_SET, FALSE, NULL };
  g_autoptr (GPtrArray) assets = edits_fixture_get_assets (&fixture->base, 2);
  EngineEdits *edits = begin_session (fixture);
  EngineEdits *old;
  g_autoptr (EngineEdit) edit = NULL;
  g_autoptr (EngineEdit) restored = NULL;

  edits_fixture_describe_as_other (&fixture->base, assets->pdata[0], "theirs");
  sign_in_here (fixture);
  edit = engine_edits_change (edits, assets, &change, 1);
  edits_fixture_wait_state (edit, ENGINE_EDIT_SAVED);
  test_wait_until (has_one_left, edits, "the end of the other");
  /* The file is another's as long as an answer of the disk is on its way. */
  old = edits;
  g_object_add_weak_pointer (G_OBJECT (old), (gpointer *) &old);
  end_session (fixture);
  test_wait_until (is_gone, &old, "the end of the session");

  edits = begin_session (fixture);
  test_wait_until (has_edit, edits, "what was kept");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (edits)), ==, 1);
  restored = g_list_model_get_item (G_LIST_MODEL (edits), 0);
  g_assert_cmpuint (engine_edit_get_assets (restored)->len, ==, 1);
  sign_in_here (fixture);
  edits_fixture_wait_state (restored, ENGINE_EDIT_CONFLICT);
  assert_described (fixture, assets->pdata[0], "theirs");
  assert_described (fixture, assets->pdata[1], "ours");
  engine_edits_discard (edits, restored);
}

static gboolean
has_refusal (gpointer path)
{
  g_autofree char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) && strchr (text, '0') != NULL;
}

static gboolean
may_not_describe (gpointer edits)
{
  return !engine_edits_may (edits, ENGINE_EDIT_METADATA);
}

/* What was refused to her role is not offered by the next run either, until she signs in anew. */
static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) assets = edits_fixture_get_assets (&fixture->base, 1);
  EngineEdits *edits;
  g_autoptr (EngineEdit) edit = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  edits = begin_session (fixture);
  journal_fixture_sign_in (fixture->session, test_tenant_get (fixture->base.tenant, "app_secret"),
                           test_tenant_get (fixture->base.tenant, "user"), "consumer");
  edit = describe (edits, assets->pdata[0], "not for you");
  edits_fixture_wait_state (edit, ENGINE_EDIT_REFUSED);
  engine_edits_discard (edits, edit);
  g_assert_false (engine_edits_may (edits, ENGINE_EDIT_METADATA));
  path =
      g_build_filename (fixture->folder, canto_account_get_id (fixture->account), "refused", NULL);
  test_wait_until (has_refusal, path, "what was refused on the disk");
  end_session (fixture);

  edits = begin_session (fixture);
  test_wait_until (may_not_describe, edits, "what was refused");
  engine_session_restore_async (fixture->session, NULL, test_keep_result, &result);
  g_assert_true (
      engine_session_restore_finish (fixture->session, test_wait_result (&result), &error));
  g_assert_false (engine_edits_may (edits, ENGINE_EDIT_METADATA));
  g_assert_true (engine_edits_may (edits, ENGINE_EDIT_TAG));
  sign_in_here (fixture);
  g_assert_true (engine_edits_may (edits, ENGINE_EDIT_METADATA));
}

static gboolean
is_offline (gpointer edits)
{
  g_autoptr (EngineEdit) edit = g_list_model_get_item (edits, 0);

  return g_error_matches (engine_edit_get_error (edit), CANTO_ERROR, CANTO_ERROR_OFFLINE);
}

/* The network is gone, and comes back: by itself all is sent. A folder that was not sent yet is no
 * riddle. */
static void
test_offline (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) assets = edits_fixture_get_assets (&fixture->base, 2);
  EngineEdits *edits = begin_session (fixture);
  g_autoptr (EngineEdit) folder = NULL;
  g_autoptr (EngineEdit) edit = NULL;
  g_autoptr (CantoNode) node = NULL;
  guint n_found;

  sign_in_here (fixture);
  gate_shut (fixture->gate);
  folder = engine_edits_create_node (edits, CANTO_SCHEME_FOLDER, NULL, "Offline", NULL);
  edit = describe (edits, assets->pdata[1], "made offline");
  test_wait_until (is_offline, edits, "that it is offline");
  edits_fixture_wait_state (folder, ENGINE_EDIT_WAITING);
  edits_fixture_wait_state (edit, ENGINE_EDIT_WAITING);
  g_assert_true (engine_edit_get_is_kept (edit));

  gate_open (fixture->gate);
  test_wait_until (has_none, edits, "the end of all edits");
  g_assert_cmpint (engine_edit_get_state (folder), ==, ENGINE_EDIT_SAVED);
  assert_described (fixture, assets->pdata[1], "made offline");
  node = edits_fixture_find_child (&fixture->base, NULL, "Offline", &n_found);
  g_assert_cmpuint (n_found, ==, 1);
}

/* A journal that cannot be had: the person is told, and what she does goes to the service all the
 * same. */
static void
test_without_journal (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) assets = edits_fixture_get_assets (&fixture->base, 1);
  g_autofree char *in_the_way =
      g_build_filename (fixture->folder, canto_account_get_id (fixture->account), NULL);
  EngineEdits *edits;
  g_autoptr (EngineEdit) edit = NULL;

  g_assert_true (g_file_set_contents (in_the_way, "no folder", -1, NULL));
  edits = begin_session (fixture);
  edit = describe (edits, assets->pdata[0], "not kept");
  sign_in_here (fixture);
  edits_fixture_wait_state (edit, ENGINE_EDIT_SAVED);
  g_assert_false (engine_edit_get_is_kept (edit));
  g_assert_true (g_error_matches (engine_edits_get_journal_error (edits), JOURNAL_ERROR,
                                  JOURNAL_ERROR_FAILED));
  assert_described (fixture, assets->pdata[0], "not kept");
}

/* Two programs with one account: the second does not send what the first keeps, and says so. */
static void
test_two_sessions (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) assets = edits_fixture_get_assets (&fixture->base, 2);
  EngineEdits *edits = begin_session (fixture);
  g_autoptr (EngineEdit) first = describe (edits, assets->pdata[0], "of the first");
  EngineSession *other = engine_session_new (fixture->account, fixture->base.store, NULL);
  EngineEdits *others = engine_session_get_edits (other);
  g_autoptr (EngineEdit) second = NULL;

  edits_fixture_wait_state (first, ENGINE_EDIT_WAITING);
  engine_session_keep_edits (other, fixture->folder);
  second = describe (others, assets->pdata[1], "of the second");
  journal_fixture_sign_in (other, test_tenant_get (fixture->base.tenant, "app_secret"),
                           test_tenant_get (fixture->base.tenant, "user"), NULL);
  edits_fixture_wait_state (second, ENGINE_EDIT_SAVED);
  g_assert_true (g_error_matches (engine_edits_get_journal_error (others), JOURNAL_ERROR,
                                  JOURNAL_ERROR_LOCKED));
  g_assert_cmpint (engine_edit_get_state (first), ==, ENGINE_EDIT_WAITING);
  test_assert_last_unref (other);
}

static void
add (const char *path, void (*function) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, function, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/engine/journal/restart", test_restart);
  add ("/engine/journal/undo-restored", test_undo_restored);
  add ("/engine/journal/undone-on-its-way", test_undone_on_its_way);
  add ("/engine/journal/restart-name", test_restart_name);
  add ("/engine/journal/restart-conflict", test_restart_conflict);
  add ("/engine/journal/refusals", test_refusals);
  add ("/engine/journal/offline", test_offline);
  add ("/engine/journal/without-journal", test_without_journal);
  add ("/engine/journal/two-sessions", test_two_sessions);

  return g_test_run ();
}
