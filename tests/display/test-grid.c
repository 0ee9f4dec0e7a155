/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "picker-grid.h"

#include "test-session.h"
#include "test-tiles.h"
#include "test-wait.h"
#include "test-widget.h"

#include <malloc.h>
#include <unistd.h>

#define N_ASSETS    1000000
#define MAX_COLUMNS 12
/* What GtkGridView of GTK 4.8 keeps bound for each column, and a screen more. */
#define MAX_TILES (MAX_COLUMNS * 40)

typedef struct
{
  TestTenant *tenant;
  EngineSession *session;
  PickerGrid *grid;
  GtkWidget *window;
  CatalogAssetList *list;
  GtkSelectionModel *selection;
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
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSettings) settings = test_session_new_settings ();
  GtkWidget *grid;

  fixture->tenant = test_tenant_start ("--assets=1000000", "--calls-per-minute=6000", NULL);
  fixture->session = test_session_new (fixture->tenant, 6000);
  grid = picker_grid_new (fixture->session, settings);
  fixture->grid = PICKER_GRID (grid);
  fixture->list = picker_grid_get_list (fixture->grid);
  fixture->window = test_widget_show (grid, 1000, 700);
  fixture->selection = picker_grid_get_selection (fixture->grid);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_ref (fixture->list);
  test_widget_close (fixture->window);
  test_assert_last_unref (fixture->list);
  test_session_free (fixture->session);
  g_free (test_tenant_stop (fixture->tenant));
}

static gboolean
shows_end (gpointer user_data)
{
  Fixture *fixture = user_data;
  PickerTile *tile = test_tiles_find (fixture->grid, N_ASSETS - 1);

  return tile != NULL && test_tiles_is_on_screen (fixture->grid, tile);
}

static void
jump (Fixture *fixture, guint position)
{
  g_assert_true (gtk_widget_activate_action (test_widget_get_child (fixture->grid, "view"),
                                             "list.scroll-to-item", "u", position));
}

static guint64
get_n_calls (Fixture *fixture)
{
  return canto_client_get_n_counted_calls (engine_session_get_client (fixture->session));
}

static void
test_million (Fixture *fixture, gconstpointer data)
{
  guint64 n_calls = get_n_calls (fixture);

  ask (fixture, "");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, N_ASSETS);
  test_tiles_settle (fixture->grid);

  /* One range and its details: previews of a list do not count. */
  g_assert_cmpuint (get_n_calls (fixture) - n_calls, ==, 2);
  g_assert_cmpuint (test_tiles_count (fixture->grid), <=, MAX_TILES);
}

static void
test_jump (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CatalogSlot) last = NULL;
  guint64 n_calls;

  ask (fixture, "");
  test_tiles_settle (fixture->grid);
  n_calls = get_n_calls (fixture);

  jump (fixture, N_ASSETS - 1);
  test_wait_until (shows_end, fixture, "the end");
  test_tiles_settle (fixture->grid);
  last = g_list_model_get_item (G_LIST_MODEL (fixture->list), N_ASSETS - 1);
  g_assert_nonnull (catalog_slot_get_asset (last));
  g_assert_cmpstr (
      picker_tile_get_words (test_tiles_find (fixture->grid, N_ASSETS - 1), PICKER_TILE_NAME), ==,
      canto_asset_get_name (catalog_slot_get_asset (last)));
  /* The last range, perhaps the one before it, and details; nothing of what lies between. */
  g_assert_cmpuint (get_n_calls (fixture) - n_calls, <=, 4);
  g_assert_cmpuint (test_tiles_count (fixture->grid), <=, MAX_TILES);
}

static void
test_selection_cleared (Fixture *fixture, gconstpointer data)
{
  GtkScrolledWindow *scroller = test_widget_get_child (fixture->grid, "scroller");

  ask (fixture, "");
  test_tiles_settle (fixture->grid);
  jump (fixture, N_ASSETS - 1);
  test_wait_until (shows_end, fixture, "the end");
  picker_grid_select_only (fixture->grid, N_ASSETS - 1);
  g_assert_cmpuint (picker_grid_get_n_selected (fixture->grid), ==, 1);

  picker_grid_reset (fixture->grid);
  g_assert_cmpuint (picker_grid_get_n_selected (fixture->grid), ==, 0);
  g_assert_null (picker_grid_get_selected_asset (fixture->grid));
  ask (fixture, "harbour");
  test_tiles_settle (fixture->grid);
  g_assert_cmpuint (picker_grid_get_n_selected (fixture->grid), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), <, N_ASSETS);
  g_assert_cmpfloat (gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (scroller)), <=,
                     0);
  g_assert_nonnull (test_tiles_find (fixture->grid, 0));
}

static void
count_notify (gpointer counter)
{
  (*(guint *) counter)++;
}

/* The selected asset is told again when its details come. */
static void
test_selected_asset (Fixture *fixture, gconstpointer data)
{
  guint n_notified = 0;

  g_signal_connect_swapped (fixture->grid, "notify::selected-asset", G_CALLBACK (count_notify),
                            &n_notified);
  ask (fixture, "");
  picker_grid_select_only (fixture->grid, 0);
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_false (canto_asset_get_is_complete (picker_grid_get_selected_asset (fixture->grid)));
  test_tiles_settle (fixture->grid);
  g_assert_cmpuint (n_notified, ==, 2);
  g_assert_true (canto_asset_get_is_complete (picker_grid_get_selected_asset (fixture->grid)));
}

static void
assert_selected_alone (Fixture *fixture, guint position)
{
  g_autoptr (GtkBitset) selected = picker_grid_dup_selected (fixture->grid);

  g_assert_cmpuint (gtk_bitset_get_size (selected), ==, 1);
  g_assert_cmpuint (gtk_bitset_get_minimum (selected), ==, position);
}

static void
assert_focus (Fixture *fixture, guint position)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  g_assert_true (gtk_widget_get_first_child (focus)
                 == GTK_WIDGET (test_tiles_find (fixture->grid, position)));
}

static void
test_enter (Fixture *fixture, gconstpointer data)
{
  picker_grid_enter (fixture->grid);
  g_assert_cmpuint (picker_grid_get_n_selected (fixture->grid), ==, 0);

  ask (fixture, "");
  test_tiles_settle (fixture->grid);
  picker_grid_enter (fixture->grid);
  assert_selected_alone (fixture, 0);
  assert_focus (fixture, 0);

  /* What is selected already stays. */
  picker_grid_select_only (fixture->grid, 2);
  picker_grid_enter (fixture->grid);
  assert_selected_alone (fixture, 2);
  assert_focus (fixture, 2);
}

static gsize
get_resident_bytes (void)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) parts = NULL;

  /* What the decoders have freed is not in use. */
  malloc_trim (0);
  g_file_get_contents ("/proc/self/statm", &text, NULL, &error);
  g_assert_no_error (error);
  parts = g_strsplit (text, " ", -1);

  return (gsize) g_ascii_strtoull (parts[1], NULL, 10) * (gsize) sysconf (_SC_PAGESIZE);
}

/* A list of a million takes no more than a short one: less than the size of a pointer an asset, and
 * what the pictures of twenty screens need, which is 30 to 45 MB. An object an asset would be 50 MB
 * more. */
static void
test_memory (Fixture *fixture, gconstpointer data)
{
  gsize before;
  gsize after;

#ifdef __SANITIZE_ADDRESS__
  g_test_skip ("The sanitizer keeps what is freed.");
  return;
#endif

  ask (fixture, "00012");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), <, 1000);
  test_tiles_settle (fixture->grid);
  before = get_resident_bytes ();
  picker_grid_reset (fixture->grid);
  ask (fixture, "");
  test_tiles_settle (fixture->grid);
  for (guint i = 1; i <= 20; i++)
    {
      jump (fixture, i * (N_ASSETS / 20) - 1);
      test_widget_wait_frames (fixture->grid, 2);
    }
  test_tiles_settle (fixture->grid);
  after = get_resident_bytes ();
  g_test_message ("%" G_GSIZE_FORMAT " bytes, then %" G_GSIZE_FORMAT, before, after);
  g_assert_cmpuint (after, <, before + 8 * N_ASSETS + 64 * 1024 * 1024);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  test_widget_init (&argc, &argv);

  ADD ("/grid/million-asks-for-what-is-on-screen", test_million);
  ADD ("/grid/jump-to-the-end", test_jump);
  ADD ("/grid/new-query-clears-selection", test_selection_cleared);
  ADD ("/grid/selected-asset-learns-its-details", test_selected_asset);
  ADD ("/grid/enter", test_enter);
  ADD ("/grid/memory", test_memory);

  return g_test_run ();
}
