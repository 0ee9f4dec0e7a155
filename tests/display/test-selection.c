/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is selected, without a hand: clicks and keys are in test-pointer.c and test-keys.c. */

#include "picker-grid.h"

#include "test-session.h"
#include "test-tiles.h"
#include "test-wait.h"
#include "test-widget.h"

#define N_ASSETS 1000000

typedef struct
{
  TestTenant *tenant;
  EngineSession *session;
  PickerGrid *grid;
  GtkWidget *window;
  GSettings *settings;
  CatalogAssetList *list;
  guint n_notified; /* "n-selected" */
  guint n_asset;    /* "selected-asset" */
} Fixture;

static gboolean
is_ready (gpointer list)
{
  return catalog_asset_list_get_status (list) == CATALOG_STATUS_READY;
}

static void
ask (Fixture *fixture, const char *keyword)
{
  g_autoptr (CantoQuery) query = canto_query_with_keyword (canto_query_new (), keyword);

  catalog_asset_list_set_query (fixture->list, query);
  test_wait_until (is_ready, fixture->list, "the list");
}

static void
count_notify (gpointer counter)
{
  (*(guint *) counter)++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *grid;

  fixture->tenant = test_tenant_start ("--assets=1000000", "--calls-per-minute=6000", NULL);
  fixture->session = test_session_new (fixture->tenant, 6000);
  fixture->settings = test_session_new_settings ();
  grid = picker_grid_new (fixture->session, fixture->settings);
  fixture->grid = PICKER_GRID (grid);
  fixture->list = picker_grid_get_list (fixture->grid);
  fixture->window = test_widget_show (grid, 1000, 700);
  ask (fixture, "");
  test_tiles_settle (fixture->grid);
  g_signal_connect_swapped (grid, "notify::n-selected", G_CALLBACK (count_notify),
                            &fixture->n_notified);
  g_signal_connect_swapped (grid, "notify::selected-asset", G_CALLBACK (count_notify),
                            &fixture->n_asset);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_ref (fixture->list);
  test_widget_close (fixture->window);
  g_object_unref (fixture->settings);
  test_assert_last_unref (fixture->list);
  test_session_free (fixture->session);
  g_free (test_tenant_stop (fixture->tenant));
}

/* As the view does it for clicks: with Ctrl, with Shift. */
static void
click (Fixture *fixture, guint position, gboolean modify, gboolean extend)
{
  g_assert_true (gtk_widget_activate_action (test_widget_get_child (fixture->grid, "view"),
                                             "list.select-item", "(ubb)", position, modify,
                                             extend));
}

static const char *
get_name (Fixture *fixture, guint position)
{
  g_autoptr (CatalogSlot) slot = g_list_model_get_item (G_LIST_MODEL (fixture->list), position);

  return canto_asset_get_name (catalog_slot_get_asset (slot));
}

static void
assert_current (Fixture *fixture, guint position)
{
  g_assert_cmpstr (canto_asset_get_name (picker_grid_get_selected_asset (fixture->grid)), ==,
                   get_name (fixture, position));
}

static void
assert_selected (Fixture *fixture, guint first, guint last)
{
  g_autoptr (GtkBitset) selected = picker_grid_dup_selected (fixture->grid);
  guint n_selected;

  g_object_get (fixture->grid, "n-selected", &n_selected, NULL);
  g_assert_cmpuint (n_selected, ==, last - first + 1);
  g_assert_cmpuint (gtk_bitset_get_size (selected), ==, n_selected);
  g_assert_cmpuint (gtk_bitset_get_minimum (selected), ==, first);
  g_assert_cmpuint (gtk_bitset_get_maximum (selected), ==, last);
}

static void
test_one (Fixture *fixture, gconstpointer data)
{
  picker_grid_select_only (fixture->grid, 3);
  assert_selected (fixture, 3, 3);
  assert_current (fixture, 3);
  g_assert_cmpuint (fixture->n_notified, ==, 1);
  g_assert_cmpuint (fixture->n_asset, ==, 1);
  click (fixture, 3, FALSE, FALSE);
  g_assert_cmpuint (fixture->n_notified, ==, 1);
  g_assert_cmpuint (fixture->n_asset, ==, 1);
}

/* Among several the one that was clicked last; without it, the first of those that are left. */
static void
test_current (Fixture *fixture, gconstpointer data)
{
  picker_grid_select_only (fixture->grid, 3);
  click (fixture, 1, TRUE, FALSE);
  assert_current (fixture, 1);
  click (fixture, 5, TRUE, FALSE);
  assert_current (fixture, 5);
  g_assert_cmpuint (picker_grid_get_n_selected (fixture->grid), ==, 3);
  click (fixture, 5, TRUE, FALSE);
  assert_current (fixture, 1);
  g_assert_cmpuint (picker_grid_get_n_selected (fixture->grid), ==, 2);
}

/* The one that was clicked last, on whichever side of where the range began. */
static void
test_range (Fixture *fixture, gconstpointer data)
{
  picker_grid_select_only (fixture->grid, 4);
  click (fixture, 7, FALSE, TRUE);
  assert_selected (fixture, 4, 7);
  assert_current (fixture, 7);
  click (fixture, 2, FALSE, TRUE);
  assert_selected (fixture, 2, 4);
  assert_current (fixture, 2);
}

static void
test_all (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GtkBitset) before = NULL;
  guint64 n_calls = canto_client_get_n_counted_calls (engine_session_get_client (fixture->session));

  picker_grid_select_only (fixture->grid, 4);
  g_assert_true (gtk_widget_activate_action (test_widget_get_child (fixture->grid, "view"),
                                             "list.select-all", NULL));
  assert_selected (fixture, 0, N_ASSETS - 1);
  assert_current (fixture, 4);
  before = picker_grid_dup_selected (fixture->grid);

  /* One less, and what was handed out stays as it was. */
  click (fixture, 0, TRUE, FALSE);
  assert_selected (fixture, 1, N_ASSETS - 1);
  g_assert_cmpuint (gtk_bitset_get_size (before), ==, N_ASSETS);

  test_tiles_settle (fixture->grid);
  g_assert_cmpuint (canto_client_get_n_counted_calls (engine_session_get_client (fixture->session)),
                    ==, n_calls);
  g_assert_true (gtk_widget_activate_action (test_widget_get_child (fixture->grid, "view"),
                                             "list.unselect-all", NULL));
  g_assert_cmpuint (picker_grid_get_n_selected (fixture->grid), ==, 0);
  g_assert_null (picker_grid_get_selected_asset (fixture->grid));
}

/* Whoever asks for something else, nothing of what was selected stays. */
static void
test_new_query (Fixture *fixture, gconstpointer data)
{
  gtk_selection_model_select_all (picker_grid_get_selection (fixture->grid));
  ask (fixture, "harbour");
  g_assert_cmpuint (picker_grid_get_n_selected (fixture->grid), ==, 0);
  g_assert_null (picker_grid_get_selected_asset (fixture->grid));
}

/* A range does not begin where something was clicked under the last query. */
static void
test_range_after_reset (Fixture *fixture, gconstpointer data)
{
  picker_grid_select_only (fixture->grid, 9);
  picker_grid_reset (fixture->grid);
  g_assert_cmpuint (picker_grid_get_n_selected (fixture->grid), ==, 0);
  ask (fixture, "harbour");
  click (fixture, 2, FALSE, TRUE);
  assert_selected (fixture, 0, 2);
}

static void
test_shorter (Fixture *fixture, gconstpointer data)
{
  guint n_items;

  ask (fixture, "00012");
  n_items = g_list_model_get_n_items (G_LIST_MODEL (fixture->list));
  gtk_selection_model_select_all (picker_grid_get_selection (fixture->grid));
  assert_selected (fixture, 0, n_items - 1);
  gtk_selection_model_select_range (picker_grid_get_selection (fixture->grid), n_items - 1, 100,
                                    FALSE);
  assert_selected (fixture, 0, n_items - 1);
}

static gboolean
shows_last (gpointer grid)
{
  return picker_grid_get_selected_tile (grid) != NULL;
}

/* The list is as quick at all of them, and at the last. */
static void
test_list (Fixture *fixture, gconstpointer data)
{
  gint64 started_at_us = g_get_monotonic_time ();
  GtkWidget *base;

  g_settings_set_string (fixture->settings, "view", "list");
  test_widget_wait_frames (fixture->grid, 1);
  g_test_message ("the list is there after %.1f ms",
                  (double) (g_get_monotonic_time () - started_at_us) / 1000);
  test_widget_wait_frames (fixture->grid, 4);
  base = test_widget_find (fixture->grid, GTK_TYPE_LIST_VIEW);
  g_assert_true (gtk_widget_activate_action (base, "list.select-all", NULL));
  assert_selected (fixture, 0, N_ASSETS - 1);

  picker_grid_select_only (fixture->grid, N_ASSETS - 1);
  picker_grid_enter (fixture->grid);
  test_wait_until (shows_last, fixture->grid, "the last row");
  assert_selected (fixture, N_ASSETS - 1, N_ASSETS - 1);
}

typedef struct
{
  GtkBitset *positions;
  GtkWidget *cell;
} Drag;

static GdkContentProvider *
keep_drag (PickerGrid *grid, GtkBitset *positions, GtkWidget *cell, Drag *drag)
{
  g_clear_pointer (&drag->positions, gtk_bitset_unref);
  drag->positions = gtk_bitset_copy (positions);
  drag->cell = cell;

  return gdk_content_provider_new_typed (G_TYPE_STRING, "several");
}

static void
drag (Fixture *fixture, guint position)
{
  g_autoptr (GdkContentProvider) provider =
      test_tiles_drag (test_tiles_find (fixture->grid, position));

  g_assert_nonnull (provider);
}

/* One of the selected drags them all; another one goes alone, and leaves them selected. */
static void
test_drag (Fixture *fixture, gconstpointer data)
{
  Drag dragged = { NULL, NULL };

  g_signal_connect (fixture->grid, "prepare-drag", G_CALLBACK (keep_drag), &dragged);
  picker_grid_select_only (fixture->grid, 1);
  click (fixture, 3, FALSE, TRUE);
  drag (fixture, 2);
  g_assert_cmpuint (gtk_bitset_get_size (dragged.positions), ==, 3);
  g_assert_cmpuint (gtk_bitset_get_minimum (dragged.positions), ==, 1);
  g_assert_true (dragged.cell == GTK_WIDGET (test_tiles_find (fixture->grid, 2)));

  drag (fixture, 5);
  g_assert_cmpuint (gtk_bitset_get_size (dragged.positions), ==, 1);
  g_assert_cmpuint (gtk_bitset_get_minimum (dragged.positions), ==, 5);
  assert_selected (fixture, 1, 3);
  gtk_bitset_unref (dragged.positions);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  test_widget_init (&argc, &argv);

  ADD ("/selection/one", test_one);
  ADD ("/selection/current", test_current);
  ADD ("/selection/range", test_range);
  ADD ("/selection/all-of-a-million", test_all);
  ADD ("/selection/list-of-a-million", test_list);
  ADD ("/selection/new-query-clears", test_new_query);
  ADD ("/selection/range-after-reset", test_range_after_reset);
  ADD ("/selection/never-past-the-end", test_shorter);
  ADD ("/selection/drag", test_drag);

  return g_test_run ();
}
