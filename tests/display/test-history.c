/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The place of what was picked, and what can be done there. */

#include "delivery-size.h"
#include "picker-filter-bar.h"
#include "picker-list-row.h"
#include "picker-picked.h"
#include "picker-recheck-row.h"
#include "picker-recheck-window.h"
#include "picker-sidebar.h"
#include "picker-tile.h"
#include "test-desk.h"
#include "test-tiles.h"
#include "test-wait.h"
#include "test-widget.h"

#include <glib/gstdio.h>
#include <string.h>

#define RECENT 1 /* among the places of the sidebar */

static EngineHistory *
get_history (TestDesk *desk)
{
  return engine_session_get_history (desk->library.session);
}

static guint
count_picks (TestDesk *desk)
{
  return g_list_model_get_n_items (G_LIST_MODEL (get_history (desk)));
}

static void
choose_place (TestDesk *desk, guint position)
{
  GtkWidget *sidebar = test_widget_find (desk->library.library, PICKER_TYPE_SIDEBAR);
  GtkListView *view = test_widget_get_child (sidebar, "view");

  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (gtk_list_view_get_model (view)),
                                     position);
}

typedef struct
{
  TestDesk *desk;
  guint n;
} Count;

static gboolean
has_picks (gpointer user_data)
{
  Count *count = user_data;

  return count_picks (count->desk) == count->n;
}

static void
wait_picks (TestDesk *desk, guint n)
{
  Count count = { desk, n };

  test_wait_until (has_picks, &count, "the history to have as many picks");
}

static gboolean
has_html (gpointer clipboard)
{
  return gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard), "text/html");
}

/* Copies what stands at @position, and waits until it is on the clipboard. */
static void
copy (TestDesk *desk, guint position)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (desk->library.library));

  gdk_clipboard_set_text (clipboard, "what was there before");
  test_library_select (&desk->library, position);
  gtk_widget_activate_action (GTK_WIDGET (desk->library.grid), "link.copy", NULL);
  test_wait_until (has_html, clipboard, "the link on the clipboard");
}

/* Positions of assets that can be copied without a question. */
static guint
find_free (TestDesk *desk, guint after)
{
  g_autoptr (DeliveryRecipe) recipe =
      delivery_size_make_recipe (DELIVERY_SIZE_1200, DELIVERY_FORMAT_JPG);

  for (guint i = after; i < TEST_DESK_ASSETS; i++)
    {
      g_autoptr (CantoAsset) asset = test_desk_dup_asset (desk, i);
      g_autoptr (GPtrArray) assets = g_ptr_array_new ();
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GPtrArray) details = NULL;
      CantoClient *client = engine_session_get_client (desk->library.session);

      if (canto_asset_get_scheme (asset) != CANTO_SCHEME_IMAGE)
        continue;
      g_ptr_array_add (assets, asset);
      canto_client_get_assets_async (client, assets, CANTO_PRIORITY_DETAILS, NULL, test_keep_result,
                                     &result);
      details = canto_client_get_assets_finish (client, test_wait_result (&result), NULL);
      if (delivery_get_concerns (details->pdata[0], recipe) == DELIVERY_CONCERN_NONE)
        return i;
    }
  g_error ("The library has no such asset.");
}

/* Copies two, the second last: where they stand is in @positions. */
static void
copy_two (TestDesk *desk, guint *positions)
{
  positions[0] = find_free (desk, 0);
  positions[1] = find_free (desk, positions[0] + 1);
  for (guint i = 0; i < 2; i++)
    {
      copy (desk, positions[i]);
      wait_picks (desk, i + 1);
    }
}

static void
assert_shown (TestDesk *desk, guint position, CantoAsset *expected)
{
  g_autoptr (CantoAsset) asset = test_desk_dup_asset (desk, position);

  g_assert_cmpstr (canto_asset_get_key (asset), ==, canto_asset_get_key (expected));
}

static gboolean
is_visible (gpointer widget)
{
  return gtk_widget_get_mapped (widget);
}

static GtkWidget *
find_button (gpointer root, const char *label)
{
  g_autoptr (GPtrArray) buttons = test_widget_find_all (root, GTK_TYPE_BUTTON);

  for (guint i = 0; i < buttons->len; i++)
    {
      if (g_strcmp0 (gtk_button_get_label (buttons->pdata[i]), label) == 0)
        return buttons->pdata[i];
    }

  return NULL;
}

static void
search (TestDesk *desk, const char *text)
{
  gtk_editable_set_text (test_library_get_child (&desk->library, "search_entry"), text);
}

/* The last first, each with its details, and nothing to filter by. */
static void
test_place (TestDesk *desk, gconstpointer data)
{
  GtkWidget *bar = test_widget_find (desk->library.library, PICKER_TYPE_FILTER_BAR);
  g_autoptr (CantoAsset) first = NULL;
  g_autoptr (CantoAsset) second = NULL;
  guint positions[2];

  copy_two (desk, positions);
  first = test_desk_dup_asset (desk, positions[0]);
  second = test_desk_dup_asset (desk, positions[1]);
  g_assert_false (gtk_widget_get_mapped (find_button (bar, "Check _Links…")));

  choose_place (desk, RECENT);
  test_library_wait_items (&desk->library, 2);
  test_library_wait_page (&desk->library, "grid");
  assert_shown (desk, 0, second);
  assert_shown (desk, 1, first);
  test_wait_until (is_visible, find_button (bar, "Check _Links…"), "the button for checking");
  g_assert_false (gtk_widget_get_mapped (test_widget_get_child (bar, "approved_button")));
  g_assert_cmpstr (gtk_label_get_text (test_library_get_child (&desk->library, "place_title")), ==,
                   "Recent Picks");

  /* What is copied here moves nothing below the hand; it comes first when one comes back. */
  copy (desk, 1);
  assert_shown (desk, 1, first);
  choose_place (desk, 0);
  test_library_wait_items (&desk->library, TEST_DESK_ASSETS);
  g_assert_true (gtk_widget_get_visible (test_widget_get_child (bar, "approved_button")));
  choose_place (desk, RECENT);
  test_library_wait_items (&desk->library, 2);
  assert_shown (desk, 0, first);
}

static gboolean
says_today (gpointer grid)
{
  PickerTile *tile = test_tiles_find (grid, 0);
  const char *day = tile != NULL ? picker_tile_get_words (tile, PICKER_TILE_PICKED) : NULL;

  return day != NULL && g_str_has_prefix (day, "Today, ");
}

static gboolean
row_says_today (gpointer grid)
{
  PickerListRow *row = test_widget_find (grid, PICKER_TYPE_LIST_ROW);
  const char *day = row != NULL ? picker_list_row_get_words (row, PICKER_LIST_COLUMN_DATE) : NULL;

  return day != NULL && g_str_has_prefix (day, "Today, ");
}

static gboolean
row_says_as_what (gpointer grid)
{
  PickerListRow *row = test_widget_find (grid, PICKER_TYPE_LIST_ROW);
  const char *words =
      row != NULL ? picker_list_row_get_words (row, PICKER_LIST_COLUMN_DIMENSIONS) : NULL;

  /* In place of what the asset is. */
  return words != NULL && strstr (words, " JPEG") != NULL
         && picker_list_row_get_words (row, PICKER_LIST_COLUMN_KIND) == NULL;
}

static gboolean
has_label (gpointer grid, const char *text)
{
  g_autoptr (GPtrArray) labels = test_widget_find_all (grid, GTK_TYPE_LABEL);

  for (guint i = 0; i < labels->len; i++)
    {
      if (g_str_equal (gtk_label_get_text (labels->pdata[i]), text))
        return TRUE;
    }

  return FALSE;
}

/* Each says when it was picked, below its name and in the list; elsewhere nothing does, and no tile
 * is higher. */
static void
test_days (TestDesk *desk, gconstpointer data)
{
  PickerGrid *grid = desk->library.grid;
  g_autofree char *tooltip = NULL;
  guint positions[2];
  int height;

  copy_two (desk, positions);
  test_tiles_settle (grid);
  height = gtk_widget_get_height (GTK_WIDGET (test_tiles_find (grid, 0)));
  g_assert_null (picker_tile_get_words (test_tiles_find (grid, 0), PICKER_TILE_PICKED));

  choose_place (desk, RECENT);
  test_library_wait_items (&desk->library, 2);
  test_wait_until (says_today, grid, "the tile to say when");
  test_widget_wait_frames (grid, 4);
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (test_tiles_find (grid, 0))), >, height);
  tooltip = picker_tile_dup_picked_tooltip (test_tiles_find (grid, 0));
  g_assert_nonnull (strstr (tooltip, "\nPicked: Today, "));
  g_assert_true (g_str_has_suffix (tooltip, " JPEG"));

  g_settings_set_string (desk->library.settings, "view", "list");
  test_wait_until (row_says_today, grid, "the row to say when");
  test_wait_until (row_says_as_what, grid, "the row to say as what");
  g_assert_true (has_label (grid, "Picked"));
  g_assert_true (has_label (grid, "Picked As"));
  g_settings_set_string (desk->library.settings, "view", "grid");
  choose_place (desk, 0);
  test_library_wait_items (&desk->library, TEST_DESK_ASSETS);
  test_tiles_settle (grid);
  test_widget_wait_frames (grid, 4);
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (test_tiles_find (grid, 0))), ==, height);
  g_assert_null (picker_tile_get_words (test_tiles_find (grid, 0), PICKER_TILE_PICKED));
  g_assert_false (has_label (grid, "Picked"));
  g_assert_null (picker_tile_dup_picked_tooltip (test_tiles_find (grid, 0)));
}

/* The words for days, by the calendar and not by hours. */
static void
test_day_words (void)
{
  static const struct
  {
    const char *time;
    const char *words;
  } cases[] = {
    { "2026-03-03T23:59:00Z", "Today, 23:59" }, { "2026-03-03T00:00:00Z", "Today, 00:00" },
    { "2026-03-02T23:59:59Z", "Yesterday" },    { "2026-03-02T00:00:00Z", "Yesterday" },
    { "2026-03-01T23:59:59Z", "1 Mar" },        { "2025-12-31T12:00:00Z", "31 Dec 2025" },
    { "2026-03-04T00:00:00Z", "4 Mar" },
  };
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 3, 3, 0, 30, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (cases[i].time, NULL);
      g_autofree char *words = picker_picked_dup_day_of (time, now);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_search (TestDesk *desk, gconstpointer data)
{
  g_autoptr (CantoAsset) first = NULL;
  guint positions[2];

  copy_two (desk, positions);
  first = test_desk_dup_asset (desk, positions[0]);
  choose_place (desk, RECENT);
  test_library_wait_items (&desk->library, 2);

  search (desk, canto_asset_get_id (first));
  test_library_wait_items (&desk->library, 1);
  assert_shown (desk, 0, first);

  search (desk, "no such words");
  test_library_wait_page (&desk->library, "empty");
  test_desk_wait_text (desk->library.library, "goes by these words");

  search (desk, "");
  test_library_wait_items (&desk->library, 2);
}

static gboolean
is_status_told (gpointer grid)
{
  g_autoptr (GPtrArray) tiles = test_widget_find_all (grid, PICKER_TYPE_TILE);

  for (guint i = 0; i < tiles->len; i++)
    {
      if (g_strcmp0 (picker_tile_get_words (tiles->pdata[i], PICKER_TILE_STATUS), "No longer there")
          == 0)
        return TRUE;
    }

  return FALSE;
}

static void
delete_as_other (TestDesk *desk, CantoAsset *asset)
{
  CantoClient *client = engine_session_get_client (desk->library.session);
  g_autoptr (GPtrArray) assets = g_ptr_array_new ();
  g_autoptr (GAsyncResult) result = NULL;

  g_ptr_array_add (assets, asset);
  canto_client_delete_assets_async (client, assets, CANTO_PRIORITY_INTERACTIVE, NULL,
                                    test_keep_result, &result);
  g_assert_true (
      canto_client_delete_assets_finish (client, test_wait_result (&result), NULL, NULL));
}

static void
test_gone (TestDesk *desk, gconstpointer data)
{
  g_autoptr (CantoAsset) first = NULL;
  guint positions[2];

  copy_two (desk, positions);
  first = test_desk_dup_asset (desk, positions[0]);
  delete_as_other (desk, first);
  choose_place (desk, RECENT);
  test_library_wait_items (&desk->library, 2);
  test_wait_until (is_status_told, desk->library.grid, "the tile to say that it is gone");
}

static gboolean
has_dialog (gpointer found)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window) || PICKER_IS_RECHECK_WINDOW (window))
        {
          *(GtkWidget **) found = window;
          return gtk_widget_get_mapped (window);
        }
    }

  return FALSE;
}

static GtkWidget *
wait_dialog (void)
{
  GtkWidget *dialog = NULL;

  test_wait_until (has_dialog, &dialog, "a window");

  return dialog;
}

static void
test_clear (TestDesk *desk, gconstpointer data)
{
  guint positions[2];

  copy_two (desk, positions);
  choose_place (desk, RECENT);
  test_library_wait_items (&desk->library, 2);

  gtk_widget_activate_action (GTK_WIDGET (desk->library.library), "history.clear", NULL);
  test_desk_respond (wait_dialog (), "cancel");
  g_assert_cmpuint (count_picks (desk), ==, 2);
  gtk_widget_activate_action (GTK_WIDGET (desk->library.library), "history.clear", NULL);
  test_desk_respond (wait_dialog (), "clear");
  wait_picks (desk, 0);
  test_library_wait_page (&desk->library, "empty");
  test_desk_wait_text (desk->library.library, "Nothing Picked Yet");
  g_assert_false (test_desk_may (desk->library.library, "history.check"));
  g_assert_false (test_desk_may (desk->library.library, "history.clear"));
}

/* Switched off, nothing is remembered any more; what was stays. */
static void
test_off (TestDesk *desk, gconstpointer data)
{
  guint positions[2];

  positions[0] = find_free (desk, 0);
  g_settings_set_boolean (desk->library.settings, "remember-picks", FALSE);
  copy (desk, positions[0]);
  g_assert_cmpuint (count_picks (desk), ==, 0);
  choose_place (desk, RECENT);
  test_library_wait_page (&desk->library, "empty");
  test_desk_wait_text (desk->library.library, "Switched Off");

  g_settings_set_boolean (desk->library.settings, "remember-picks", TRUE);
  test_desk_wait_text (desk->library.library, "Nothing Picked Yet");
  choose_place (desk, 0);
  test_library_wait_items (&desk->library, TEST_DESK_ASSETS);
  copy_two (desk, positions);
  g_settings_set_boolean (desk->library.settings, "remember-picks", FALSE);
  g_assert_cmpuint (count_picks (desk), ==, 2);
}

static gboolean
is_there (gpointer path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
test_check (TestDesk *desk, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("descant-report-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "Links.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *text = NULL;
  g_autoptr (CantoAsset) first = NULL;
  GtkWidget *window;
  guint positions[2];

  copy_two (desk, positions);
  first = test_desk_dup_asset (desk, positions[0]);
  choose_place (desk, RECENT);
  test_library_wait_items (&desk->library, 2);
  gtk_widget_activate_action (GTK_WIDGET (desk->library.library), "history.check", NULL);
  window = wait_dialog ();
  g_assert_true (PICKER_IS_RECHECK_WINDOW (window));
  test_desk_wait_text (window, "All 2 links are fine");
  gtk_window_destroy (GTK_WINDOW (window));

  delete_as_other (desk, first);
  gtk_widget_activate_action (GTK_WIDGET (desk->library.library), "history.check", NULL);
  window = wait_dialog ();
  test_desk_wait_text (window, "1 of 2 links need a look");
  test_desk_wait_text (window, "Gone: 1, Fine: 1");
  g_assert_true (gtk_widget_get_sensitive (test_widget_get_child (window, "save_button")));

  picker_recheck_window_save (PICKER_RECHECK_WINDOW (window), file);
  test_wait_until (is_there, path, "the report");
  test_desk_wait_text (window, "Saved as “Links.csv”");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, canto_asset_get_id (first)));

  /* A row leads to its asset, to copy it anew. */
  g_signal_emit_by_name (test_widget_get_child (window, "view"), "activate", 1u);
  test_library_wait_items (&desk->library, 1);
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char *argv[])
{
  test_widget_init (&argc, &argv);
#define ADD(name, func)                                                                            \
  g_test_add ("/history/" name, TestDesk, NULL, test_desk_set_up, func, test_desk_tear_down)
  ADD ("place", test_place);
  ADD ("days", test_days);
  ADD ("search", test_search);
  ADD ("gone", test_gone);
  ADD ("clear", test_clear);
  ADD ("off", test_off);
  ADD ("check", test_check);
#undef ADD
  g_test_add_func ("/history/day-words", test_day_words);

  return g_test_run ();
}
