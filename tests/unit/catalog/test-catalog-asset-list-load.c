/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "list-fixture.h"
#include "test-wait.h"

static GAsyncResult *
load (ListFixture *fixture,
      const guint *positions,
      guint n_positions,
      GAsyncResult **result,
      GCancellable *cancellable)
{
  catalog_asset_list_load_assets_async (fixture->list, positions, n_positions, cancellable,
                                        test_keep_result, result);

  return *result;
}

/* The names that came, a blank between them, "-" for nothing there. */
static void
check_loaded (ListFixture *fixture, GAsyncResult **result, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) assets =
      catalog_asset_list_load_assets_finish (fixture->list, test_wait_result (result), &error);
  g_autoptr (GString) names = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < assets->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? " " : "",
                            assets->pdata[i] != NULL ? canto_asset_get_name (assets->pdata[i])
                                                     : "-");
  g_assert_cmpstr (names->str, ==, expected);
}

/* What is here costs nothing. */
static void
test_here (ListFixture *fixture, gconstpointer data)
{
  const guint positions[] = { 7, 0, 3 };
  g_autoptr (GAsyncResult) result = NULL;

  list_fixture_fill (fixture, 100);
  load (fixture, positions, G_N_ELEMENTS (positions), &result, NULL);
  check_loaded (fixture, &result, "a7 a0 a3");
  list_fixture_check_asked (fixture, "");
}

/* 6.13: of the last range only the first part is given. */
static void
test_depth (ListFixture *fixture, gconstpointer data)
{
  const guint position = 22;
  g_autoptr (GAsyncResult) result = NULL;

  fake_source_set_depth (fixture->source, 25);
  list_fixture_fill (fixture, 100);
  load (fixture, &position, 1, &result, NULL);
  list_fixture_check_asked (fixture, "20+10");
  fake_source_give_page (fixture->source, 0, "a", 5, 100);
  list_fixture_check_asked (fixture, "20+10");
  check_loaded (fixture, &result, "a22");
}

static void
test_none (ListFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;

  list_fixture_fill (fixture, 100);
  load (fixture, NULL, 0, &result, NULL);
  check_loaded (fixture, &result, "");
}

/* One question for each range, however many of it are wanted; the order is that of the caller. */
static void
test_elsewhere (ListFixture *fixture, gconstpointer data)
{
  const guint positions[] = { 2, 41, 48, 25, 42 };
  g_autoptr (GAsyncResult) result = NULL;

  list_fixture_fill (fixture, 100);
  g_assert_null (load (fixture, positions, G_N_ELEMENTS (positions), &result, NULL));
  list_fixture_check_asked (fixture, "40+10");
  fake_source_give_page (fixture->source, 0, "a", 10, 100);
  g_assert_null (result);
  list_fixture_check_asked (fixture, "40+10 20+10");
  fake_source_give_page (fixture->source, 1, "a", 10, 100);
  check_loaded (fixture, &result, "a2 a41 a48 a25 a42");
  /* What is shown did not change by it. */
  list_fixture_check_changes (fixture, "");
}

/* A service may give less at a time than it was asked for (17.5). */
static void
test_in_pieces (ListFixture *fixture, gconstpointer data)
{
  const guint positions[] = { 49, 41 };
  g_autoptr (GAsyncResult) result = NULL;

  list_fixture_fill (fixture, 100);
  load (fixture, positions, G_N_ELEMENTS (positions), &result, NULL);
  fake_source_give_page (fixture->source, 0, "a", 4, 100);
  list_fixture_check_asked (fixture, "40+10 44+6");
  fake_source_give_page (fixture->source, 1, "a", 6, 100);
  check_loaded (fixture, &result, "a49 a41");
}

/* The list became shorter at the service meanwhile. */
static void
test_no_longer_there (ListFixture *fixture, gconstpointer data)
{
  const guint positions[] = { 45, 41, 97 };
  g_autoptr (GAsyncResult) result = NULL;

  list_fixture_fill (fixture, 100);
  load (fixture, positions, G_N_ELEMENTS (positions), &result, NULL);
  fake_source_give_page (fixture->source, 0, "a", 3, 43);
  fake_source_give_page (fixture->source, 1, "a", 0, 43);
  check_loaded (fixture, &result, "- a41 -");
}

static void
test_fails (ListFixture *fixture, gconstpointer data)
{
  const guint positions[] = { 1, 45 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) assets = NULL;
  g_autoptr (GError) error = NULL;

  list_fixture_fill (fixture, 100);
  load (fixture, positions, G_N_ELEMENTS (positions), &result, NULL);
  fake_source_fail (fixture->source, 0, CANTO_ERROR_OFFLINE);
  assets =
      catalog_asset_list_load_assets_finish (fixture->list, test_wait_result (&result), &error);
  g_assert_null (assets);
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_OFFLINE);
}

/* The positions are of the query that was set when they were chosen. */
static void
test_new_query (ListFixture *fixture, gconstpointer data)
{
  const guint positions[] = { 1, 45, 61 };
  g_autoptr (GAsyncResult) result = NULL;

  list_fixture_fill (fixture, 100);
  load (fixture, positions, G_N_ELEMENTS (positions), &result, NULL);
  list_fixture_query (fixture, "b");
  fake_source_give_page (fixture->source, 0, "a", 10, 100);
  list_fixture_check_asked (fixture, "40+10 0+10 60+10");
  g_assert_true (canto_query_equal (fake_source_get (fixture->source, 0)->query,
                                    fake_source_get (fixture->source, 2)->query));
  fake_source_give_page (fixture->source, 2, "a", 10, 100);
  check_loaded (fixture, &result, "a1 a45 a61");
}

static void
test_cancelled (ListFixture *fixture, gconstpointer data)
{
  const guint positions[] = { 45, 61 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) assets = NULL;
  g_autoptr (GError) error = NULL;

  list_fixture_fill (fixture, 100);
  load (fixture, positions, G_N_ELEMENTS (positions), &result, cancellable);
  g_cancellable_cancel (cancellable);
  list_fixture_check_asked (fixture, "40+10!");
  fake_source_fail (fixture->source, 0, CANTO_ERROR_OFFLINE);
  assets =
      catalog_asset_list_load_assets_finish (fixture->list, test_wait_result (&result), &error);
  g_assert_null (assets);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* What was learned of one goes along. */
static void
test_details (ListFixture *fixture, gconstpointer data)
{
  const guint positions[] = { 3 };
  g_autoptr (CantoAsset) asset = fake_asset_new ("a3", "20260312091801850", TRUE);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) assets = NULL;

  list_fixture_fill (fixture, 100);
  catalog_asset_list_learn (fixture->list, asset);
  load (fixture, positions, 1, &result, NULL);
  assets = catalog_asset_list_load_assets_finish (fixture->list, test_wait_result (&result), NULL);
  g_assert_true (assets->pdata[0] == asset);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  LIST_FIXTURE_ADD ("/catalog/asset-list/load/here", test_here);
  LIST_FIXTURE_ADD ("/catalog/asset-list/load/depth", test_depth);
  LIST_FIXTURE_ADD ("/catalog/asset-list/load/none", test_none);
  LIST_FIXTURE_ADD ("/catalog/asset-list/load/elsewhere", test_elsewhere);
  LIST_FIXTURE_ADD ("/catalog/asset-list/load/in-pieces", test_in_pieces);
  LIST_FIXTURE_ADD ("/catalog/asset-list/load/no-longer-there", test_no_longer_there);
  LIST_FIXTURE_ADD ("/catalog/asset-list/load/fails", test_fails);
  LIST_FIXTURE_ADD ("/catalog/asset-list/load/new-query", test_new_query);
  LIST_FIXTURE_ADD ("/catalog/asset-list/load/cancelled", test_cancelled);
  LIST_FIXTURE_ADD ("/catalog/asset-list/load/details", test_details);

  return g_test_run ();
}
