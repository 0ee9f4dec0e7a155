/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is changed here, in lists and trees that keep what the source says. */

#include "canto-error.h"
#include "catalog-branch.h"
#include "fake-overlay.h"
#include "list-fixture.h"
#include "test-wait.h"

/* The overlay lies on the source before the list is there. */
typedef struct
{
  ListFixture base;
  FakeOverlay *overlay;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  list_fixture_set_up (&fixture->base, data);
  fixture->overlay = fake_overlay_new ();
  fake_source_set_overlay (fixture->base.source, CATALOG_OVERLAY (fixture->overlay));
  list_fixture_remake (&fixture->base);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  list_fixture_tear_down (&fixture->base, data);
  test_assert_last_unref (fixture->overlay);
}

static void
hide (Fixture *fixture, const char *name, gboolean is_hidden)
{
  g_autoptr (CantoAsset) asset = fake_asset_new (name, "20260101000000000", FALSE);

  fake_overlay_hide (fixture->overlay, canto_asset_get_key (asset), is_hidden);
}

static guint
get_length (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->base.list));
}

/* The list closes up, and only its tail is told to be gone. */
static void
test_hidden (Fixture *fixture, gconstpointer data)
{
  ListFixture *base = &fixture->base;
  CatalogSlot *slot;

  list_fixture_fill (base, 25);
  slot = list_fixture_hold (base, 3);
  hide (fixture, "a3", TRUE);
  list_fixture_check_changes (base, "24-1+0");
  g_assert_cmpstr (canto_asset_get_name (catalog_slot_get_asset (slot)), ==, "a4");
  g_assert_cmpuint (catalog_asset_list_get_n_found (base->list), ==, 24);
  hide (fixture, "a0", TRUE);
  list_fixture_check_changes (base, "23-1+0");
  g_assert_cmpstr (canto_asset_get_name (catalog_slot_get_asset (slot)), ==, "a5");
  g_assert_cmpstr (list_fixture_get_name (base, 0), ==, "a1");
  g_assert_cmpstr (list_fixture_get_name (base, 7), ==, "a9");
  g_assert_cmpstr (list_fixture_get_name (base, 8), ==, "");

  hide (fixture, "a3", FALSE);
  hide (fixture, "a0", FALSE);
  list_fixture_check_changes (base, "23-0+1 24-0+1");
  g_assert_cmpstr (canto_asset_get_name (catalog_slot_get_asset (slot)), ==, "a3");
}

/* What is on screen lies further down in the source; and a page that comes has what is hidden in
 * it. */
static void
test_hidden_in_page (Fixture *fixture, gconstpointer data)
{
  ListFixture *base = &fixture->base;

  list_fixture_fill (base, 25);
  hide (fixture, "a2", TRUE);
  hide (fixture, "b11", TRUE);
  g_assert_cmpuint (get_length (fixture), ==, 24);
  catalog_asset_list_set_visible (base->list, 9, 1);
  list_fixture_check_asked (base, "10+10");
  fake_source_give_page (base->source, 0, "b", 10, 25);
  g_assert_cmpuint (get_length (fixture), ==, 23);
  g_assert_cmpstr (list_fixture_get_name (base, 9), ==, "b10");
  g_assert_cmpstr (list_fixture_get_name (base, 10), ==, "b12");
}

/* Slots keep what the source says below what they show. */
static void
test_shown (Fixture *fixture, gconstpointer data)
{
  ListFixture *base = &fixture->base;
  CatalogSlot *slot;
  g_autoptr (CantoAsset) before = NULL;

  list_fixture_fill (base, 25);
  slot = list_fixture_hold (base, 1);
  before = canto_asset_ref (catalog_slot_get_asset (slot));
  fake_overlay_describe (fixture->overlay, "changed");
  g_assert_cmpstr (canto_asset_get_description (catalog_slot_get_asset (slot)), ==, "changed");
  fake_overlay_describe (fixture->overlay, NULL);
  g_assert_true (catalog_slot_get_asset (slot) == before);
}

/* What the service says by now stands in the range, too: not only where it is on screen. */
static void
test_learned (Fixture *fixture, gconstpointer data)
{
  ListFixture *base = &fixture->base;
  g_autoptr (GPtrArray) learned =
      g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);
  CatalogSlot *slot;

  list_fixture_fill (base, 25);
  g_ptr_array_add (learned, fake_asset_new ("a4", "20270101000000000", TRUE));
  catalog_overlay_emit_learned (CATALOG_OVERLAY (fixture->overlay), learned);
  slot = list_fixture_hold (base, 4);
  g_assert_true (catalog_slot_get_asset (slot) == learned->pdata[0]);
}

/* What was put there stands at the end, until the source has it. */
static void
test_added (Fixture *fixture, gconstpointer data)
{
  ListFixture *base = &fixture->base;
  g_autoptr (CantoAsset) new_one = fake_asset_new ("new", "20260101000000000", TRUE);
  g_autoptr (CantoAsset) old_one = fake_asset_new ("a1", "20260101000000000", TRUE);
  const guint wanted[] = { 3, 0 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) loaded = NULL;
  g_autoptr (GError) error = NULL;
  guint position;

  list_fixture_fill (base, 3);
  fake_overlay_add (fixture->overlay, new_one);
  list_fixture_check_changes (base, "3-0+1");
  g_assert_cmpstr (list_fixture_get_name (base, 3), ==, "new");
  g_assert_cmpuint (catalog_asset_list_get_n_found (base->list), ==, 4);
  g_assert_true (catalog_asset_list_find (base->list, canto_asset_get_key (new_one), &position));
  g_assert_cmpuint (position, ==, 3);
  /* One that the source has is there once. */
  fake_overlay_add (fixture->overlay, old_one);
  g_assert_cmpuint (get_length (fixture), ==, 4);
  hide (fixture, "a0", TRUE);
  g_assert_cmpstr (list_fixture_get_name (base, 2), ==, "new");
  hide (fixture, "a0", FALSE);

  catalog_asset_list_load_assets_async (base->list, wanted, 2, NULL, test_keep_result, &result);
  loaded = catalog_asset_list_load_assets_finish (base->list, test_wait_result (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (canto_asset_get_name (loaded->pdata[0]), ==, "new");
  g_assert_cmpstr (canto_asset_get_name (loaded->pdata[1]), ==, "a0");
  /* Nobody asks the source for what stands after its end. */
  catalog_asset_list_set_visible (base->list, 0, 4);
  list_fixture_check_asked (base, "");

  fake_overlay_forget_added (fixture->overlay);
  g_assert_cmpuint (get_length (fixture), ==, 3);
}

/* Where the source cannot be asked, or does not answer, it is all that there is. */
static void
test_added_alone (Fixture *fixture, gconstpointer data)
{
  ListFixture *base = &fixture->base;
  g_autoptr (CantoAsset) asset = fake_asset_new ("new", "20260101000000000", TRUE);

  list_fixture_query (base, "offline");
  fake_overlay_add (fixture->overlay, asset);
  fake_source_fail (base->source, 0, CANTO_ERROR_OFFLINE);
  g_assert_cmpint (catalog_asset_list_get_status (base->list), ==, CATALOG_STATUS_FAILED);
  g_assert_cmpuint (get_length (fixture), ==, 1);
  g_assert_cmpstr (list_fixture_get_name (base, 0), ==, "new");

  fake_overlay_set_is_unknown (fixture->overlay, TRUE);
  list_fixture_query (base, "unknown");
  g_assert_cmpint (catalog_asset_list_get_status (base->list), ==, CATALOG_STATUS_READY);
  g_assert_cmpuint (get_length (fixture), ==, 1);
}

static void
test_branch (Fixture *fixture, gconstpointer data)
{
  CatalogOverlay *overlay = CATALOG_OVERLAY (fixture->overlay);
  CatalogBranch *root = catalog_branch_new_root (CATALOG_SOURCE (fixture->base.source), NULL);
  g_autoptr (CantoNode) node = canto_node_new (CANTO_SCHEME_FOLDER, "new-1", "Mine", NULL, NULL);
  g_autoptr (CantoNode) real = canto_node_new (CANTO_SCHEME_FOLDER, "FMINE", "Mine", NULL, NULL);
  g_autoptr (CatalogBranch) child = NULL;

  catalog_branch_load (root);
  fake_source_give_children (fixture->base.source, 0,
                             "{\"results\":[{\"id\":\"F1\",\"scheme\":\"folder\",\"name\":\"Art\"},"
                             "{\"id\":\"F2\",\"scheme\":\"folder\",\"name\":\"Zoo\"}]}");
  catalog_overlay_emit_node_added (overlay, "F1", node);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (root)), ==, 2);
  catalog_overlay_emit_node_added (overlay, NULL, node);
  catalog_overlay_emit_node_added (overlay, NULL, node);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (root)), ==, 3);
  child = g_list_model_get_item (G_LIST_MODEL (root), 1);
  g_assert_true (catalog_branch_get_node (child) == node);
  catalog_overlay_emit_node_replaced (overlay, "new-1", real);
  g_assert_true (catalog_branch_get_node (child) == real);
  catalog_overlay_emit_node_removed (overlay, "FMINE");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (root)), ==, 2);
  g_clear_object (&child);
  test_assert_last_unref (root);
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, GUINT_TO_POINTER (LIST_FIXTURE_RANGE), set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/catalog/overlay/hidden", test_hidden);
  add ("/catalog/overlay/hidden-in-page", test_hidden_in_page);
  add ("/catalog/overlay/shown", test_shown);
  add ("/catalog/overlay/learned", test_learned);
  add ("/catalog/overlay/added", test_added);
  add ("/catalog/overlay/added-alone", test_added_alone);
  add ("/catalog/overlay/branch", test_branch);

  return g_test_run ();
}
