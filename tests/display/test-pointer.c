/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a hand does to the selection, with a pointer and keys from outside. */

#include "picker-filter-bar.h"
#include "picker-list-row.h"
#include "test-hand.h"
#include "test-library.h"
#include "test-tiles.h"
#include "test-wait.h"
#include "test-widget.h"

#define N_ASSETS 60

static void
set_up (TestLibrary *library, gconstpointer data)
{
  test_library_set_up (library, data);
  for (guint i = 0; i < N_ASSETS; i++)
    {
      g_autofree char *id = g_strdup_printf ("i%03u", i);
      g_autofree char *name = g_strdup_printf ("asset %03u.jpg", i);

      test_service_add_asset (library->service, "image", id, name,
                              "\"approvalStatus\": \"Approved\"", "");
    }
  test_library_show (library);
  test_library_wait_items (library, N_ASSETS);
  test_library_wait_page (library, "grid");
  test_tiles_settle (library->grid);
}

typedef struct
{
  TestLibrary *library;
  const char *expected;
} SelectionWait;

/* As "0 2-4". */
static char *
dup_selected (TestLibrary *library)
{
  g_autoptr (GtkBitset) selected = picker_grid_dup_selected (library->grid);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < N_ASSETS; i++)
    {
      guint first = i;

      if (!gtk_bitset_contains (selected, i))
        continue;
      while (gtk_bitset_contains (selected, i + 1))
        i++;
      g_string_append_printf (text, text->len > 0 ? " %u" : "%u", first);
      if (i > first)
        g_string_append_printf (text, "-%u", i);
    }

  return g_string_free (text, FALSE);
}

static gboolean
is_selected (gpointer user_data)
{
  SelectionWait *wait = user_data;
  g_autofree char *selected = dup_selected (wait->library);

  return g_str_equal (selected, wait->expected);
}

static void
wait_selected (TestLibrary *library, const char *expected)
{
  SelectionWait wait = { library, expected };
  g_autofree char *what = g_strdup_printf ("the selection to be “%s”", expected);

  test_wait_until (is_selected, &wait, what);
}

/* Onto the picture of a tile. */
static void
point_at (TestLibrary *library, guint position)
{
  GtkWidget *tile = GTK_WIDGET (test_tiles_find (library->grid, position));

  test_hand_move (tile, gtk_widget_get_width (tile) / 2.0, gtk_widget_get_height (tile) / 3.0);
}

static void
click (TestLibrary *library, guint position, const char *modifier)
{
  point_at (library, position);
  test_hand_click (library->window, GDK_BUTTON_PRIMARY, modifier);
}

static void
test_clicks (TestLibrary *library, gconstpointer data)
{
  click (library, 1, NULL);
  wait_selected (library, "1");
  click (library, 3, "ctrl");
  wait_selected (library, "1 3");
  click (library, 1, "ctrl");
  wait_selected (library, "3");
  click (library, 5, NULL);
  wait_selected (library, "5");
  click (library, 2, "shift");
  wait_selected (library, "2-5");
  click (library, 0, NULL);
  wait_selected (library, "0");
}

static gboolean
has_menu (gpointer library)
{
  return gtk_widget_get_mapped (
      test_widget_get_child (((TestLibrary *) library)->grid, "context_menu"));
}

static gboolean
has_no_menu (gpointer library)
{
  return !has_menu (library);
}

static void
open_menu (TestLibrary *library, guint position)
{
  point_at (library, position);
  test_hand_click (library->window, GDK_BUTTON_SECONDARY, NULL);
  test_wait_until (has_menu, library, "the menu");
  gtk_popover_popdown (test_widget_get_child (library->grid, "context_menu"));
  test_wait_until (has_no_menu, library, "the menu to be gone");
}

/* The menu is for all that is selected, or for what is below the pointer. */
static void
test_menu (TestLibrary *library, gconstpointer data)
{
  click (library, 1, NULL);
  click (library, 3, "shift");
  wait_selected (library, "1-3");
  open_menu (library, 2);
  wait_selected (library, "1-3");
  open_menu (library, 4);
  wait_selected (library, "4");
}

/* From the empty place between the tiles over the first row; the pointer moves in steps, as one
 * does. */
static void
test_rubber_band (TestLibrary *library, gconstpointer data)
{
  GtkWidget *view = test_widget_get_child (library->grid, "view");
  GtkWidget *third = GTK_WIDGET (test_tiles_find (library->grid, 2));

  test_hand_move (view, 2, 2);
  test_hand_button_down (library->window);
  test_hand_move (view, 40, 40);
  test_hand_move (third, 20, 60);
  test_hand_move (third, 30, 70);
  test_hand_button_up (library->window);
  wait_selected (library, "0-2");

  /* A click on nothing lets it all go. */
  test_hand_move (view, 2, 2);
  test_hand_click (library->window, GDK_BUTTON_PRIMARY, NULL);
  wait_selected (library, "");
}

/* In the list: clicks anywhere in a row are for it, on the header they are for no row, and a band
 * begins beside the names. */
static void
test_list (TestLibrary *library, gconstpointer data)
{
  GtkWidget *first;
  GtkWidget *view;
  double end;

  g_settings_set_string (library->settings, "view", "list");
  test_widget_wait_frames (library->grid, 4);
  view = test_widget_find (library->grid, GTK_TYPE_LIST_VIEW);
  first = test_widget_find (view, PICKER_TYPE_LIST_ROW);
  end = gtk_widget_get_width (first) - 20;

  test_hand_move (first, end, 10);
  test_hand_click (library->window, GDK_BUTTON_PRIMARY, NULL);
  wait_selected (library, "0");
  test_hand_move (first, 60, -20);
  test_hand_click (library->window, GDK_BUTTON_SECONDARY, NULL);
  test_hand_move (first, end, 60);
  test_hand_click (library->window, GDK_BUTTON_PRIMARY, "ctrl");
  wait_selected (library, "0-1");

  /* Not where it was clicked: that would be a double click. */
  test_hand_move (first, end - 20, 60);
  test_hand_button_down (library->window);
  test_hand_move (first, end - 30, 80);
  test_hand_move (first, end - 40, 150);
  test_hand_move (first, end - 40, 160);
  test_hand_button_up (library->window);
  wait_selected (library, "1-3");

  test_hand_click (library->window, GDK_BUTTON_SECONDARY, NULL);
  test_wait_until (has_menu, library, "the menu");
  gtk_popover_popdown (test_widget_get_child (library->grid, "context_menu"));
  test_wait_until (has_no_menu, library, "the menu to be gone");
}

static GdkContentProvider *
keep_positions (PickerGrid *grid, GtkBitset *positions, GtkWidget *cell, GtkBitset **kept)
{
  g_clear_pointer (kept, gtk_bitset_unref);
  *kept = gtk_bitset_copy (positions);

  return NULL;
}

static gboolean
is_kept (gpointer kept)
{
  return *(GtkBitset **) kept != NULL;
}

/* On a picture a drag begins, of all that is selected, and no rubber band. */
static void
test_drag (TestLibrary *library, gconstpointer data)
{
  GtkBitset *kept = NULL;
  GtkWidget *tile = GTK_WIDGET (test_tiles_find (library->grid, 1));
  double x = gtk_widget_get_width (tile) / 2.0;

  /* In place of the library, whose answer would be the only one. */
  g_signal_handlers_disconnect_matched (library->grid, G_SIGNAL_MATCH_ID | G_SIGNAL_MATCH_DATA,
                                        g_signal_lookup ("prepare-drag", PICKER_TYPE_GRID), 0, NULL,
                                        NULL, library->library);
  g_signal_connect (library->grid, "prepare-drag", G_CALLBACK (keep_positions), &kept);
  click (library, 0, NULL);
  click (library, 2, "shift");
  wait_selected (library, "0-2");
  test_hand_move (tile, x, 50);
  test_hand_button_down (library->window);
  /* As a hand does, in steps: of one alone GTK 4.18 makes no drag. */
  for (guint i = 1; i <= 10 && kept == NULL; i++)
    {
      test_hand_move (tile, x + 4 * i, 50 + 2 * i);
      test_widget_wait_frames (library->grid, 1);
    }
  test_wait_until (is_kept, &kept, "a drag");
  test_hand_button_up (library->window);
  g_assert_cmpuint (gtk_bitset_get_size (kept), ==, 3);
  gtk_bitset_unref (kept);
}

static void
test_keys (TestLibrary *library, gconstpointer data)
{
  GtkWidget *window = library->window;
  GtkWidget *focus;

  picker_grid_enter (library->grid);
  wait_selected (library, "0");
  test_hand_press (window, "shift+Right");
  wait_selected (library, "0-1");
  test_hand_press (window, "ctrl+a");
  wait_selected (library, "0-59");
  test_hand_press (window, "ctrl+shift+a");
  wait_selected (library, "");
  /* From a button beside them, too. */
  focus = gtk_window_get_focus (GTK_WINDOW (window));
  gtk_widget_grab_focus (test_library_get_child (library, "list_toggle"));
  test_hand_press (window, "ctrl+a");
  wait_selected (library, "0-59");
  gtk_selection_model_unselect_all (picker_grid_get_selection (library->grid));
  wait_selected (library, "");
  gtk_widget_grab_focus (focus);
  test_hand_press (window, "ctrl+space");
  wait_selected (library, "1");
  test_hand_press (window, "Escape");
  wait_selected (library, "");
  test_hand_press (window, "End");
  wait_selected (library, "59");
  test_hand_press (window, "shift+Home");
  wait_selected (library, "0-59");
  test_hand_press (window, "Home");
  wait_selected (library, "0");
}

/* How many rows a page has is for the window to say. */
static gboolean
is_page_down (gpointer user_data)
{
  TestLibrary *library = user_data;
  g_autoptr (GtkBitset) selected = picker_grid_dup_selected (library->grid);
  guint first = gtk_bitset_get_minimum (selected);

  return gtk_bitset_get_size (selected) == 1 && first > 0 && first < N_ASSETS - 1;
}

static void
test_pages (TestLibrary *library, gconstpointer data)
{
  picker_grid_enter (library->grid);
  wait_selected (library, "0");
  test_hand_press (library->window, "Page_Down");
  test_wait_until (is_page_down, library, "a page further");
  test_hand_press (library->window, "Page_Up");
  wait_selected (library, "0");
}

static gboolean
is_larger (gpointer user_data)
{
  TestLibrary *library = user_data;

  return g_settings_get_int (library->settings, "tile-size") > 160;
}

static gboolean
is_as_before (gpointer user_data)
{
  return !is_larger (user_data);
}

static void
test_zoom (TestLibrary *library, gconstpointer data)
{
  test_hand_press (library->window, "ctrl+plus");
  test_wait_until (is_larger, library, "larger tiles");
  test_hand_press (library->window, "ctrl+minus");
  test_wait_until (is_as_before, library, "the tiles as before");
  test_hand_press (library->window, "ctrl+equal");
  test_wait_until (is_larger, library, "larger tiles");
  test_hand_press (library->window, "ctrl+0");
  test_wait_until (is_as_before, library, "the tiles as before");

  /* The wheel; with nothing held, it scrolls. */
  point_at (library, 0);
  test_hand_click (library->window, 4, "ctrl");
  test_wait_until (is_larger, library, "larger tiles");
  test_hand_click (library->window, 5, "ctrl");
  test_wait_until (is_as_before, library, "the tiles as before");
}

static gboolean
is_scrolled_on (gpointer adjustment)
{
  return gtk_adjustment_get_value (adjustment) > 0;
}

static gboolean
is_scrolled_back (gpointer adjustment)
{
  return gtk_adjustment_get_value (adjustment) <= 0;
}

/* The filters have no room in a narrow window: a wheel that turns up and down moves them sideways.
 */
static void
test_filter_bar (TestLibrary *library, gconstpointer data)
{
  gpointer bar = test_widget_find (library->library, PICKER_TYPE_FILTER_BAR);
  GtkAdjustment *adjustment =
      gtk_scrolled_window_get_hadjustment (test_widget_get_child (bar, "scroller"));

  gtk_window_set_default_size (GTK_WINDOW (library->window), 360, 600);
  test_widget_wait_frames (library->library, 4);
  test_hand_move (bar, 100, gtk_widget_get_height (bar) / 2.0);
  test_hand_click (library->window, 5, NULL);
  test_wait_until (is_scrolled_on, adjustment, "the filters further on");
  test_hand_click (library->window, 4, NULL);
  test_wait_until (is_scrolled_back, adjustment, "the first filters");
}

#define ADD(path, test) g_test_add (path, TestLibrary, NULL, set_up, test, test_library_tear_down)

int
main (int argc, char **argv)
{
  test_widget_init (&argc, &argv);

  ADD ("/pointer/clicks", test_clicks);
  ADD ("/pointer/menu", test_menu);
  ADD ("/pointer/rubber-band", test_rubber_band);
  ADD ("/pointer/list", test_list);
  ADD ("/pointer/drag", test_drag);
  ADD ("/pointer/keys", test_keys);
  ADD ("/pointer/pages", test_pages);
  ADD ("/pointer/zoom", test_zoom);
  ADD ("/pointer/filter-bar", test_filter_bar);

  return g_test_run ();
}
