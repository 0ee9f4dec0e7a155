/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The keyboard alone, from the search to the copied link; keys come from outside, by xdotool. */

#include "picker-details-panel.h"
#include "picker-filter-bar.h"
#include "picker-filter-chip.h"
#include "picker-sidebar.h"
#include "picker-filter-chip.h"
#include "picker-viewer.h"
#include "test-hand.h"
#include "test-library.h"
#include "test-tiles.h"
#include "test-wait.h"
#include "test-widget.h"

#define N_ASSETS 120

static void
set_up (TestLibrary *library, gconstpointer data)
{
  test_library_set_up (library, data);
  for (guint i = 0; i < N_ASSETS; i++)
    {
      g_autofree char *id = g_strdup_printf ("i%03u", i);
      g_autofree char *name = g_strdup_printf ("asset %03u.jpg", i);
      g_autofree char *details =
          g_strdup_printf ("\"additional\": {\"MDC Image URL\":"
                           " \"http://127.0.0.1:1/image/123456789012/image_%s/-FJPG/a.jpg\"}",
                           id);

      test_service_add_asset (library->service, "image", id, name,
                              "\"approvalStatus\": \"Approved\"", details);
    }
  test_library_show (library);
  test_library_wait_page (library, "grid");
}

typedef struct
{
  TestLibrary *library;
  const char *name;
} NameWait;

static gboolean
is_selected (gpointer user_data)
{
  NameWait *wait = user_data;
  CantoAsset *asset = picker_grid_get_selected_asset (wait->library->grid);

  return asset != NULL && g_str_equal (canto_asset_get_name (asset), wait->name);
}

static void
wait_selected (TestLibrary *library, const char *name)
{
  NameWait wait = { library, name };

  test_wait_until (is_selected, &wait, name);
}

static gboolean
has_html (gpointer clipboard)
{
  return gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard), "text/html");
}

static gboolean
has_typed (gpointer library)
{
  return g_str_equal (gtk_editable_get_text (test_library_get_child (library, "search_entry")),
                      "1");
}

static void
test_copy (TestLibrary *library, gconstpointer data)
{
  gtk_widget_grab_focus (test_library_get_child (library, "search_entry"));
  test_hand_press (library->window, "1");
  test_wait_until (has_typed, library, "what was typed");
  test_library_wait_items (library, 39);
  test_hand_press (library->window, "Down");
  wait_selected (library, "asset 001.jpg");
  test_hand_press (library->window, "Right");
  wait_selected (library, "asset 010.jpg");
  test_hand_press (library->window, "ctrl+c");
  test_wait_until (has_html, gtk_widget_get_clipboard (GTK_WIDGET (library->library)), "the link");
}

static gboolean
shows (TestLibrary *library, guint position)
{
  PickerTile *tile = test_tiles_find (library->grid, position);

  return tile != NULL && test_tiles_is_on_screen (library->grid, tile);
}

static gboolean
shows_start (gpointer library)
{
  return shows (library, 0);
}

static gboolean
shows_end (gpointer library)
{
  return shows (library, N_ASSETS - 1);
}

static void
test_ends (TestLibrary *library, gconstpointer data)
{
  /* GTK 4.8 does not scroll what has not been laid out. */
  test_wait_until (shows_start, library, "the start");
  picker_grid_enter (library->grid);
  wait_selected (library, "asset 000.jpg");
  test_hand_press (library->window, "End");
  wait_selected (library, "asset 119.jpg");
  test_wait_until (shows_end, library, "the end");
  test_hand_press (library->window, "Home");
  wait_selected (library, "asset 000.jpg");
}

static gboolean
has_no_text (gpointer entry)
{
  return *gtk_editable_get_text (entry) == '\0';
}

static gboolean
has_typed_words (gpointer library)
{
  return g_str_equal (gtk_editable_get_text (test_library_get_child (library, "search_entry")),
                      "asset 1");
}

/* Typing that has begun in the grid goes on in the search: a space is one more letter. */
static void
test_search_words (TestLibrary *library, gconstpointer data)
{
  static const char *const keys[] = { "a", "s", "s", "e", "t", "space", "1" };

  picker_grid_enter (library->grid);
  wait_selected (library, "asset 000.jpg");
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    test_hand_press (library->window, keys[i]);
  test_wait_until (has_typed_words, library, "the words");
}

static gboolean
has_nothing_selected (gpointer grid)
{
  return picker_grid_get_n_selected (grid) == 0;
}

/* A letter typed in the grid goes to the search; Escape there clears it. */
static void
test_search (TestLibrary *library, gconstpointer data)
{
  picker_grid_enter (library->grid);
  test_hand_press (library->window, "1");
  test_wait_until (has_typed, library, "what was typed");
  test_library_wait_items (library, 39);
  test_hand_press (library->window, "ctrl+f");
  test_hand_press (library->window, "Escape");
  test_wait_until (has_no_text, test_library_get_child (library, "search_entry"),
                   "the search to be cleared");
  test_library_wait_items (library, N_ASSETS);
}

/* In the grid Escape lets go of the selection first, then of the search. */
static void
test_escape (TestLibrary *library, gconstpointer data)
{
  picker_grid_enter (library->grid);
  test_hand_press (library->window, "1");
  test_wait_until (has_typed, library, "what was typed");
  test_library_wait_items (library, 39);
  picker_grid_enter (library->grid);
  wait_selected (library, "asset 001.jpg");
  test_hand_press (library->window, "Escape");
  test_wait_until (has_nothing_selected, library->grid, "nothing to be selected");
  g_assert_true (has_typed (library));
  test_hand_press (library->window, "Escape");
  test_wait_until (has_no_text, test_library_get_child (library, "search_entry"),
                   "the search to be cleared");
  test_library_wait_items (library, N_ASSETS);
}

/* A letter that is typed in the sidebar goes there, too. */
static void
test_search_from_sidebar (TestLibrary *library, gconstpointer data)
{
  gtk_widget_grab_focus (test_widget_find (library->library, PICKER_TYPE_SIDEBAR));
  test_hand_press (library->window, "1");
  test_wait_until (has_typed, library, "what was typed");
  test_library_wait_items (library, 39);
}

static GtkWidget *
get_chip_button (TestLibrary *library, PickerFilter filter)
{
  g_autoptr (GPtrArray) chips = test_widget_find_all (
      test_widget_find (library->library, PICKER_TYPE_FILTER_BAR), PICKER_TYPE_FILTER_CHIP);

  return test_widget_get_child (chips->pdata[filter], "button");
}

static gboolean
is_shown (gpointer popover)
{
  return gtk_widget_get_mapped (popover);
}

static gboolean
is_hidden (gpointer popover)
{
  return !gtk_widget_get_mapped (popover);
}

static gboolean
asks_for_images (gpointer service)
{
  return test_service_count (service, "?scheme=image&") == 1;
}

static gboolean
is_open (gpointer button)
{
  GtkPopover *popover = gtk_menu_button_get_popover (button);

  return popover != NULL && is_shown (popover);
}

static GtkPopover *
open_chip (TestLibrary *library, PickerFilter filter)
{
  GtkWidget *button = get_chip_button (library, filter);

  gtk_widget_grab_focus (button);
  test_hand_press (library->window, "space");
  test_wait_until (is_open, button, "the popover");

  return gtk_menu_button_get_popover (GTK_MENU_BUTTON (button));
}

static void
test_chip (TestLibrary *library, gconstpointer data)
{
  GtkPopover *popover = open_chip (library, PICKER_FILTER_SCHEME);

  test_hand_press (library->window, "space");
  test_wait_until (asks_for_images, library->service, "images to be asked for");
  test_hand_press (library->window, "Escape");
  test_wait_until (is_hidden, popover, "the popover to be gone");
}

static gboolean
has_typed_there (gpointer entry)
{
  return g_str_equal (gtk_editable_get_text (entry), "1");
}

/* What is typed in an entry stays there. */
static void
test_other_entry (TestLibrary *library, gconstpointer data)
{
  gpointer entry = test_widget_get_child (open_chip (library, PICKER_FILTER_TAG), "entry");

  test_hand_press (library->window, "1");
  test_wait_until (has_typed_there, entry, "what was typed");
  g_assert_cmpstr (gtk_editable_get_text (test_library_get_child (library, "search_entry")), ==,
                   "");
}

/* Also those of the chips, which are made when they are first opened. */
static GPtrArray *
list_popovers (TestLibrary *library)
{
  g_autoptr (GPtrArray) chips = test_widget_find_all (library->library, PICKER_TYPE_FILTER_CHIP);

  g_assert_cmpuint (chips->len, >, 0);
  for (guint i = 0; i < chips->len; i++)
    g_signal_emit_by_name (chips->pdata[i], "opening");

  return test_widget_find_all (library->library, GTK_TYPE_POPOVER);
}

/* A window that is closed while something is open in it takes no keys with it. */
static void
test_closed_with_popover (TestLibrary *library, gconstpointer data)
{
  g_autoptr (GPtrArray) first = list_popovers (library);

  for (guint i = 0; i < first->len; i++)
    {
      g_autoptr (GPtrArray) popovers = list_popovers (library);
      GtkPopover *popover = popovers->pdata[i];

      if (!gtk_widget_get_mapped (gtk_widget_get_parent (GTK_WIDGET (popover))))
        continue;
      g_test_message ("%s in %s", G_OBJECT_TYPE_NAME (popover),
                      G_OBJECT_TYPE_NAME (gtk_widget_get_parent (GTK_WIDGET (popover))));
      gtk_popover_popup (popover);
      test_wait_until (is_shown, popover, "the popover");
      test_widget_close (library->window);

      test_library_show (library);
      test_library_wait_page (library, "grid");
      picker_grid_enter (library->grid);
      test_hand_press (library->window, "1");
      test_wait_until (has_typed, library, "what was typed");
    }
}

static PickerViewer *
get_viewer (TestLibrary *library)
{
  return test_widget_find (library->library, PICKER_TYPE_VIEWER);
}

static gboolean
viewer_is_open (gpointer library)
{
  return gtk_widget_get_visible (GTK_WIDGET (get_viewer (library)));
}

static gboolean
viewer_is_closed (gpointer library)
{
  return !viewer_is_open (library);
}

static void
assert_shown (TestLibrary *library, const char *name, const char *place)
{
  PickerViewer *viewer = get_viewer (library);

  g_assert_cmpstr (gtk_label_get_text (test_widget_get_child (viewer, "name")), ==, name);
  g_assert_cmpstr (gtk_label_get_text (test_widget_get_child (viewer, "place")), ==, place);
}

static gboolean
has_focus_at_end (gpointer user_data)
{
  TestLibrary *library = user_data;
  GtkWidget *tile = picker_grid_get_selected_tile (library->grid);
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (library->window));

  return tile != NULL && focus != NULL && gtk_widget_is_ancestor (tile, focus);
}

/* A space shows the selected one in the whole window; the selection follows, and ends at the ends.
 */
static void
test_viewer (TestLibrary *library, gconstpointer data)
{
  picker_grid_enter (library->grid);
  wait_selected (library, "asset 000.jpg");
  test_hand_press (library->window, "space");
  test_wait_until (viewer_is_open, library, "the viewer");
  assert_shown (library, "asset 000.jpg", "1 of 120");
  g_assert_false (
      gtk_widget_get_sensitive (test_widget_get_child (get_viewer (library), "previous_button")));
  test_hand_press (library->window, "Left");
  test_hand_press (library->window, "Right");
  wait_selected (library, "asset 001.jpg");
  assert_shown (library, "asset 001.jpg", "2 of 120");
  test_hand_press (library->window, "End");
  wait_selected (library, "asset 119.jpg");
  assert_shown (library, "asset 119.jpg", "120 of 120");
  g_assert_false (
      gtk_widget_get_sensitive (test_widget_get_child (get_viewer (library), "next_button")));
  test_hand_press (library->window, "ctrl+c");
  test_wait_until (has_html, gtk_widget_get_clipboard (GTK_WIDGET (library->library)), "the link");
  test_hand_press (library->window, "Escape");
  test_wait_until (viewer_is_closed, library, "the viewer to be closed");
  test_wait_until (has_focus_at_end, library, "the focus to be on what was viewed");
  test_hand_press (library->window, "Left");
  wait_selected (library, "asset 118.jpg");
  test_hand_press (library->window, "Right");
  wait_selected (library, "asset 119.jpg");
  test_hand_press (library->window, "space");
  test_wait_until (viewer_is_open, library, "the viewer");
  assert_shown (library, "asset 119.jpg", "120 of 120");
  test_hand_press (library->window, "space");
  test_wait_until (viewer_is_closed, library, "the viewer to be closed");
  test_hand_press (library->window, "Home");
  wait_selected (library, "asset 000.jpg");
}

static gboolean
panel_is_shown (gpointer panel)
{
  return gtk_widget_get_mapped (panel);
}

static gboolean
panel_is_hidden (gpointer panel)
{
  return !gtk_widget_get_mapped (panel);
}

/* In a narrow window the panel is a page of its own. */
static void
test_details_escape (TestLibrary *library, gconstpointer data)
{
  gpointer panel = test_widget_find (library->library, PICKER_TYPE_DETAILS_PANEL);

  gtk_window_set_default_size (GTK_WINDOW (library->window), 360, 600);
  test_widget_wait_frames (library->library, 4);
  picker_grid_enter (library->grid);
  wait_selected (library, "asset 000.jpg");
  test_hand_press (library->window, "alt+Return");
  test_wait_until (panel_is_shown, panel, "the panel");
  test_hand_press (library->window, "Escape");
  test_wait_until (panel_is_hidden, panel, "the panel to be gone");
  test_hand_press (library->window, "Right");
  wait_selected (library, "asset 001.jpg");
}

static gboolean
has_search_below (gpointer library)
{
  GtkWidget *bin = test_library_get_child (library, "search_bin");

  return gtk_widget_get_visible (bin) && gtk_widget_get_first_child (bin) != NULL;
}

static gboolean
has_search_in_header (gpointer library)
{
  return !has_search_below (library);
}

/* In a narrow window the search stands below the header bar, and goes on with what is typed. */
static void
test_narrow_search (TestLibrary *library, gconstpointer data)
{
  GtkWidget *entry = test_library_get_child (library, "search_entry");

  gtk_widget_grab_focus (entry);
  test_hand_press (library->window, "1");
  test_wait_until (has_typed, library, "what was typed");
  test_library_wait_items (library, 39);
  gtk_window_set_default_size (GTK_WINDOW (library->window), 360, 600);
  test_wait_until (has_search_below, library, "the search below the header bar");
  g_assert_true (gtk_widget_has_focus (gtk_widget_get_first_child (entry))
                 || gtk_widget_get_focus_child (entry) != NULL);
  test_hand_press (library->window, "BackSpace");
  test_wait_until (has_no_text, entry, "nothing typed");
  /* A search that comes later lets go of what is selected. */
  test_library_wait_items (library, N_ASSETS);
  test_hand_press (library->window, "Down");
  wait_selected (library, "asset 000.jpg");
  test_hand_press (library->window, "1");
  test_wait_until (has_typed, library, "what was typed in the grid");
  gtk_window_set_default_size (GTK_WINDOW (library->window), 1000, 600);
  test_wait_until (has_search_in_header, library, "the search in the header bar");
}

#define ADD(path, test) g_test_add (path, TestLibrary, NULL, set_up, test, test_library_tear_down)

int
main (int argc, char **argv)
{
  test_widget_init (&argc, &argv);

  ADD ("/keys/type-arrows-copy", test_copy);
  ADD ("/keys/home-and-end", test_ends);
  ADD ("/keys/viewer", test_viewer);
  ADD ("/keys/search", test_search);
  ADD ("/keys/search-words", test_search_words);
  ADD ("/keys/escape", test_escape);
  ADD ("/keys/narrow-search", test_narrow_search);
  ADD ("/keys/search-from-sidebar", test_search_from_sidebar);
  ADD ("/keys/chip", test_chip);
  ADD ("/keys/details-escape", test_details_escape);
  ADD ("/keys/other-entry", test_other_entry);
  ADD ("/keys/closed-with-popover", test_closed_with_popover);

  return g_test_run ();
}
