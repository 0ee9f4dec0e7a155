/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The same assets as a grid, of tiles of any size, and as a list. */

#include "picker-list-header.h"
#include "picker-list-row.h"
#include "picker-list.h"
#include "picker-thumbnail.h"
#include "test-library.h"
#include "test-tiles.h"
#include "test-wait.h"
#include "test-widget.h"

#define N_ASSETS  300
#define BROKEN    2
#define LONG      3
#define LONG_NAME "a very long name that a narrow window has no room for, whatever the letters.jpg"
#define N_SPECIAL 4

/* What is said of the title that is sorted by. */
#define ASCENDING  "Sorted in ascending order"
#define DESCENDING "Sorted in descending order"

static void
add_special (TestLibrary *library)
{
  test_service_add_asset (
      library->service, "image", "a1", "harbour.jpg",
      "\"approvalStatus\": \"Approved\", \"width\": \"6000\", \"height\": \"4000\","
      " \"size\": \"8400000\", \"time\": \"20260312091801850\"",
      "");
  test_service_add_asset (library->service, "video", "v1", "boats.mp4",
                          "\"approvalStatus\": \"Pending\", \"time\": \"20260312091801850\"",
                          "\"default\": {\"Duration\": \"00:01:34\"}");
  /* Nobody listens there. */
  test_service_add_asset (library->service, "image", "b1", "broken.jpg",
                          "\"approvalStatus\": \"Approved\"",
                          "\"url\": {\"directUrlPreview\":"
                          " \"http://127.0.0.1:1/direct/image/b1/m800/800\"}");
  test_service_add_asset (library->service, "image", "l1", LONG_NAME,
                          "\"approvalStatus\": \"Approved\"", "");
}

static void
set_up (TestLibrary *library, gconstpointer data)
{
  test_library_set_up (library, data);
  add_special (library);
  for (guint i = N_SPECIAL; i < N_ASSETS; i++)
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

/* Tiles */

static void
set_size (TestLibrary *library, int size)
{
  g_settings_set_int (library->settings, "tile-size", size);
  test_widget_wait_frames (library->grid, 4);
}

static int
get_tile_width (TestLibrary *library)
{
  return gtk_widget_get_width (GTK_WIDGET (test_tiles_find (library->grid, 0)));
}

static void
test_steps (TestLibrary *library, gconstpointer data)
{
  static const int sizes[] = { 120, 160, 200, 260, 320 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      GtkWidget *thumbnail;

      set_size (library, sizes[i]);
      thumbnail = test_widget_find (test_tiles_find (library->grid, 0), PICKER_TYPE_THUMBNAIL);
      g_assert_cmpint (gtk_widget_get_height (thumbnail), ==, sizes[i] - 18);
      g_assert_cmpint (get_tile_width (library), >=, sizes[i] - 18);
      g_assert_cmpint (get_tile_width (library), <, 2 * sizes[i]);
    }

  /* No further than to the ends. */
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (library->grid), "zoom.in", NULL));
  g_assert_cmpint (g_settings_get_int (library->settings, "tile-size"), ==, 320);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (library->grid), "zoom.out", NULL));
  g_assert_cmpint (g_settings_get_int (library->settings, "tile-size"), ==, 260);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (library->grid), "zoom.reset", NULL));
  g_assert_cmpint (g_settings_get_int (library->settings, "tile-size"), ==, 160);
}

/* What was at the top of the screen is still on it. */
static void
test_keeps_place (TestLibrary *library, gconstpointer data)
{
  static const int sizes[] = { 320, 120, 200 };
  GtkWidget *view = test_widget_get_child (library->grid, "view");

  g_assert_true (gtk_widget_activate_action (view, "list.scroll-to-item", "u", N_ASSETS / 2));
  test_tiles_settle (library->grid);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      guint top = N_ASSETS;

      for (guint position = N_ASSETS; position-- > 0;)
        {
          PickerTile *tile = test_tiles_find (library->grid, position);

          if (tile != NULL && test_tiles_is_on_screen (library->grid, tile))
            top = position;
        }
      g_assert_cmpuint (top, <, N_ASSETS);
      set_size (library, sizes[i]);
      g_assert_true (test_tiles_is_on_screen (library->grid, test_tiles_find (library->grid, top)));
    }
}

/* The selected one can be seen before and after. */
static void
test_keeps_selected (TestLibrary *library, gconstpointer data)
{
  static const int sizes[] = { 320, 120, 260, 160 };
  GtkWidget *view = test_widget_get_child (library->grid, "view");
  guint selected = N_ASSETS / 2;

  g_assert_true (gtk_widget_activate_action (view, "list.scroll-to-item", "u", selected));
  test_tiles_settle (library->grid);
  test_library_select (library, selected);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      set_size (library, sizes[i]);
      g_assert_nonnull (picker_grid_get_selected_tile (library->grid));
    }
}

typedef struct
{
  TestLibrary *library;
  guint n_asked;
} AskedWait;

static gboolean
has_asked (gpointer user_data)
{
  AskedWait *wait = user_data;

  return test_service_count (wait->library->service, "/broken") == wait->n_asked;
}

static gboolean
has_failed_tile (gpointer user_data)
{
  TestLibrary *library = user_data;
  PickerTile *tile = test_tiles_find (library->grid, 0);

  return tile != NULL && g_str_equal (test_tiles_get_page (tile), "failed");
}

/* Keys ask again for what failed: for all that is on screen, or for one by its menu. */
static void
test_retry (void)
{
  TestLibrary fixture = { NULL };
  AskedWait wait = { &fixture, 1 };
  g_autofree char *url = NULL;

  test_library_set_up (&fixture, NULL);
  url = g_strdup_printf ("\"url\": {\"preview\": \"%s/broken\"}",
                         test_service_get_base (fixture.service));
  test_service_add_asset (fixture.service, "image", "b1", "broken.jpg", url, url);
  test_service_refuse (fixture.service, "/broken", 404, "");
  test_library_show (&fixture);
  test_library_wait_items (&fixture, 1);
  test_wait_until (has_failed_tile, &fixture, "the failure");
  test_wait_until (has_asked, &wait, "the picture");

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture.grid), "pictures.retry", NULL));
  wait.n_asked++;
  test_wait_until (has_asked, &wait, "the picture once more");
  test_wait_until (has_failed_tile, &fixture, "the failure");

  test_library_select (&fixture, 0);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture.grid), "menu.popup", NULL));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture.grid), "picture.retry", NULL));
  wait.n_asked++;
  test_wait_until (has_asked, &wait, "the picture once more");
  gtk_popover_popdown (test_widget_get_child (fixture.grid, "context_menu"));
  test_library_tear_down (&fixture, NULL);
}

/* Two of the usual size beside each other in the narrowest window. */
static void
test_narrow (TestLibrary *library, gconstpointer data)
{
  GtkWidget *grid = GTK_WIDGET (library->grid);
  graphene_rect_t first, second;

  gtk_window_set_default_size (GTK_WINDOW (library->window), 360, 600);
  test_widget_wait_frames (library->grid, 4);
  g_assert_cmpint (gtk_widget_get_width (grid), <=, 360);
  g_assert_true (
      gtk_widget_compute_bounds (GTK_WIDGET (test_tiles_find (library->grid, 0)), grid, &first));
  g_assert_true (
      gtk_widget_compute_bounds (GTK_WIDGET (test_tiles_find (library->grid, 1)), grid, &second));
  g_assert_cmpfloat (first.origin.y, ==, second.origin.y);
  g_assert_cmpfloat (second.origin.x + second.size.width, <=, gtk_widget_get_width (grid));
}

/* Fingers that come apart, and back together. */
static void
test_pinch (TestLibrary *library, gconstpointer data)
{
  g_autoptr (GListModel) controllers =
      gtk_widget_observe_controllers (test_widget_get_child (library->grid, "scroller"));
  g_autoptr (GtkEventController) pinch = NULL;

  for (guint i = 0; pinch == NULL; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      g_assert_nonnull (controller);
      if (GTK_IS_GESTURE_ZOOM (controller))
        pinch = g_steal_pointer (&controller);
    }
  g_signal_emit_by_name (pinch, "begin", NULL);
  g_signal_emit_by_name (pinch, "scale-changed", 1.1);
  g_assert_cmpint (g_settings_get_int (library->settings, "tile-size"), ==, 160);
  g_signal_emit_by_name (pinch, "scale-changed", 1.6);
  g_assert_cmpint (g_settings_get_int (library->settings, "tile-size"), ==, 260);
  g_signal_emit_by_name (pinch, "scale-changed", 0.7);
  g_assert_cmpint (g_settings_get_int (library->settings, "tile-size"), ==, 120);
}

static gboolean
is_failed (gpointer tile)
{
  return g_str_equal (test_tiles_get_page (tile), "failed");
}

/* A picture that could not be had says so, and can be tried again. */
static void
test_failed_picture (TestLibrary *library, gconstpointer data)
{
  PickerTile *tile = test_tiles_find (library->grid, BROKEN);
  GtkWidget *button;

  test_wait_until (is_failed, tile, "the picture to fail");
  button = test_widget_find (test_widget_find (tile, PICKER_TYPE_THUMBNAIL), GTK_TYPE_BUTTON);
  g_assert_true (gtk_widget_get_mapped (button));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, "Could not be loaded: try again");
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpstr (test_tiles_get_page (tile), ==, "blank");
  g_assert_false (gtk_widget_get_mapped (button));
  test_wait_until (is_failed, tile, "it to fail once more");
}

static void
test_amount (TestLibrary *library, gconstpointer data)
{
  PickerTile *film = test_tiles_find (library->grid, 1);

  g_assert_cmpstr (picker_tile_get_words (film, PICKER_TILE_AMOUNT), ==, "1:34");
  g_assert_cmpstr (picker_tile_get_words (film, PICKER_TILE_STATUS), ==, "Pending");
  g_assert_cmpstr (picker_tile_get_icon_name (film), ==, "video-x-generic-symbolic");
  g_assert_null (picker_tile_get_icon_name (test_tiles_find (library->grid, 0)));
}

/* The list */

static void
show_list (TestLibrary *library)
{
  g_settings_set_string (library->settings, "view", "list");
  test_widget_wait_frames (library->grid, 4);
}

static PickerListRow *
find_row (TestLibrary *library, guint position)
{
  g_autoptr (GPtrArray) rows = test_widget_find_all (library->grid, PICKER_TYPE_LIST_ROW);

  for (guint i = 0; i < rows->len; i++)
    {
      CatalogSlot *slot = picker_cell_get_slot (rows->pdata[i]);

      if (slot != NULL && catalog_slot_get_position (slot) == position)
        return rows->pdata[i];
    }

  return NULL;
}

static gboolean
is_row_on_screen (TestLibrary *library, guint position)
{
  PickerList *list = test_widget_find (library->grid, PICKER_TYPE_LIST);
  PickerListRow *row = find_row (library, position);

  return row != NULL
         && picker_visible_is_on_screen (picker_list_get_visible (list), PICKER_CELL (row));
}

/* The row as a person reads it: "harbour.jpg|Image|…", of what is shown. */
static char *
dup_row (TestLibrary *library, guint position)
{
  PickerListRow *row = find_row (library, position);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < PICKER_LIST_N_COLUMNS; i++)
    {
      const char *words = picker_list_row_get_words (row, i);

      if (words != NULL)
        g_string_append_printf (text, text->len > 0 ? "|%s" : "%s", words);
    }

  return g_string_free (text, FALSE);
}

static void
assert_row (TestLibrary *library, guint position, const char *expected)
{
  g_autofree char *row = dup_row (library, position);

  g_assert_cmpstr (row, ==, expected);
}

static GtkWidget *
find_title (TestLibrary *library, PickerListColumn column)
{
  GtkWidget *title =
      gtk_widget_get_first_child (test_widget_find (library->grid, PICKER_TYPE_LIST_HEADER));

  for (guint i = 0; i < column; i++)
    title = gtk_widget_get_next_sibling (title);

  return title;
}

/* A title stands over its column, and only where there is one. */
static void
assert_titles (TestLibrary *library)
{
  GtkWidget *row = GTK_WIDGET (find_row (library, 0));
  PickerListPlace places[PICKER_LIST_N_COLUMNS];
  GtkRequisition letter;

  picker_list_column_measure (row, &letter);
  picker_list_column_lay_out (row, gtk_widget_get_width (row), letter.width, places);
  for (guint i = 0; i < PICKER_LIST_N_COLUMNS; i++)
    {
      GtkWidget *title = find_title (library, i);
      graphene_rect_t bounds;

      g_assert_true (gtk_widget_get_mapped (title) == (places[i].width_px > 0));
      g_assert_true (gtk_widget_compute_bounds (title, row, &bounds));
      if (places[i].width_px > 0)
        {
          g_assert_cmpfloat (bounds.origin.x, ==, places[i].x_px);
          g_assert_cmpfloat (bounds.size.width, ==, places[i].width_px);
        }
    }
}

static void
test_list (TestLibrary *library, gconstpointer data)
{
  gtk_window_set_default_size (GTK_WINDOW (library->window), 1400, 700);
  show_list (library);
  assert_row (library, 0, "harbour.jpg|Image|8.4\302\240MB|6000 × 4000|Approved|12 Mar 2026");
  assert_row (library, 1, "boats.mp4|Video|1:34|Pending|12 Mar 2026");
  assert_titles (library);
}

/* Makes the window so wide that a row has room for as many letters. The sidebar may take a part of
 * what is added. */
static void
set_row_letters (TestLibrary *library, int n_letters)
{
  GtkRequisition letter;

  picker_list_column_measure (GTK_WIDGET (find_row (library, 0)), &letter);
  for (guint i = 0; i < 8; i++)
    {
      int more_px =
          n_letters * letter.width - gtk_widget_get_width (GTK_WIDGET (find_row (library, 0)));

      if (more_px == 0)
        break;
      gtk_window_set_default_size (GTK_WINDOW (library->window),
                                   gtk_widget_get_width (library->window) + more_px, 700);
      test_widget_wait_frames (library->grid, 6);
    }
}

/* What there is no room for goes; the rest is not cut off. */
static void
test_narrow_list (TestLibrary *library, gconstpointer data)
{
  show_list (library);
  set_row_letters (library, 99);
  assert_row (library, 0, "harbour.jpg|Image|8.4\302\240MB|6000 × 4000|Approved");
  assert_titles (library);
  gtk_window_set_default_size (GTK_WINDOW (library->window), 360, 600);
  test_widget_wait_frames (library->grid, 6);
  assert_row (library, 0, "harbour.jpg|Approved");
  assert_titles (library);
  gtk_window_set_default_size (GTK_WINDOW (library->window), 1000, 700);
  test_widget_wait_frames (library->grid, 6);
  set_row_letters (library, 99);
  assert_row (library, 0, "harbour.jpg|Image|8.4\302\240MB|6000 × 4000|Approved");
}

/* One selection, and one place in the list, whichever way it is shown. */
static void
test_same (TestLibrary *library, gconstpointer data)
{
  test_library_select (library, N_ASSETS / 2);
  gtk_widget_activate_action (test_widget_get_child (library->grid, "view"), "list.scroll-to-item",
                              "u", N_ASSETS / 2);
  test_tiles_settle (library->grid);
  show_list (library);
  g_assert_true (is_row_on_screen (library, N_ASSETS / 2));
  g_assert_cmpuint (picker_grid_get_n_selected (library->grid), ==, 1);
  g_assert_true (picker_grid_get_selected_tile (library->grid)
                 == GTK_WIDGET (find_row (library, N_ASSETS / 2)));

  /* A row is as a tile: it can be dragged and activated, and a new query is at its top. */
  g_assert_nonnull (test_tiles_get_drag_source (find_row (library, N_ASSETS / 2)));
  picker_grid_select_only (library->grid, 7);
  g_assert_cmpstr (canto_asset_get_name (picker_grid_get_selected_asset (library->grid)), ==,
                   "asset 007.jpg");
  picker_grid_reset (library->grid);
  test_widget_wait_frames (library->grid, 4);
  g_assert_true (is_row_on_screen (library, 0));
  g_assert_cmpuint (picker_grid_get_n_selected (library->grid), ==, 0);

  /* And back. */
  picker_grid_select_only (library->grid, N_ASSETS - 1);
  picker_grid_enter (library->grid);
  test_widget_wait_frames (library->grid, 4);
  g_settings_set_string (library->settings, "view", "grid");
  test_widget_wait_frames (library->grid, 4);
  test_tiles_settle (library->grid);
  g_assert_true (
      test_tiles_is_on_screen (library->grid, test_tiles_find (library->grid, N_ASSETS - 1)));
  g_assert_null (find_row (library, 0));
}

static gboolean
is_asked (gpointer user_data)
{
  TestLibrary *library = user_data;

  return test_service_count (library->service, "&sortBy=name&sortDirection=descending&") > 0;
}

static void
count_asked (gpointer counter)
{
  (*(guint *) counter)++;
}

static void
assert_sorted (TestLibrary *library, PickerListColumn column, const char *said)
{
  GtkWidget *title = find_title (library, column);
  GtkWidget *arrow = test_widget_find (title, GTK_TYPE_IMAGE);

  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (title), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       said);
  g_assert_true (gtk_widget_get_visible (arrow) == (*said != '\0'));
}

/* What a click on a title does; the arrow of another order asks for nothing. */
static void
test_headers (TestLibrary *library, gconstpointer data)
{
  guint n_asked = 0;

  show_list (library);
  g_signal_connect_swapped (library->grid, "sort-asked", G_CALLBACK (count_asked), &n_asked);
  g_settings_set_boolean (library->settings, "sort-descending", TRUE);
  g_settings_set_string (library->settings, "sort", "size");
  assert_sorted (library, PICKER_LIST_COLUMN_SIZE, DESCENDING);
  assert_sorted (library, PICKER_LIST_COLUMN_NAME, "");
  g_assert_cmpuint (n_asked, ==, 0);

  g_signal_emit_by_name (find_title (library, PICKER_LIST_COLUMN_NAME), "clicked");
  g_assert_cmpuint (n_asked, ==, 1);
  g_assert_cmpint (g_settings_get_enum (library->settings, "sort"), ==, CANTO_SORT_NAME);
  g_assert_false (g_settings_get_boolean (library->settings, "sort-descending"));
  assert_sorted (library, PICKER_LIST_COLUMN_NAME, ASCENDING);
  assert_sorted (library, PICKER_LIST_COLUMN_SIZE, "");

  g_signal_emit_by_name (find_title (library, PICKER_LIST_COLUMN_NAME), "clicked");
  g_assert_cmpuint (n_asked, ==, 2);
  g_assert_true (g_settings_get_boolean (library->settings, "sort-descending"));
  assert_sorted (library, PICKER_LIST_COLUMN_NAME, DESCENDING);
  test_wait_until (is_asked, library, "the other order");

  /* The newest come first at once. */
  g_signal_emit_by_name (find_title (library, PICKER_LIST_COLUMN_DATE), "clicked");
  g_assert_cmpint (g_settings_get_enum (library->settings, "sort"), ==, CANTO_SORT_TIME);
  g_assert_true (g_settings_get_boolean (library->settings, "sort-descending"));
}

/* From the right where one reads so, and as wide as the text is large. */
static void
test_places (TestLibrary *library, gconstpointer data)
{
  GtkWidget *row;
  PickerListPlace places[PICKER_LIST_N_COLUMNS];

  show_list (library);
  row = GTK_WIDGET (find_row (library, 0));
  gtk_widget_set_direction (row, GTK_TEXT_DIR_RTL);
  picker_list_column_lay_out (row, 1000, 8, places);
  for (guint i = 0; i + 1 < PICKER_LIST_N_COLUMNS; i++)
    g_assert_cmpint (places[i].x_px, ==, places[i + 1].x_px + places[i + 1].width_px);
  g_assert_cmpint (places[PICKER_LIST_COLUMN_DATE].x_px, ==, 0);

  picker_list_column_lay_out (row, 1000, 16, places);
  g_assert_cmpint (places[PICKER_LIST_COLUMN_DATE].width_px, ==, 0);
  g_assert_cmpint (places[PICKER_LIST_COLUMN_SIZE].width_px, ==, 12 * 16);

  picker_list_column_lay_out (row, 348, 16, places);
  g_assert_cmpint (places[PICKER_LIST_COLUMN_STATUS].width_px, ==, 116);
  g_assert_cmpint (places[PICKER_LIST_COLUMN_NAME].width_px, ==, 232);
}

/* A row says to all what a tile says. */
static void
test_says (TestLibrary *library, gconstpointer data)
{
  show_list (library);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find_row (library, 0)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "harbour.jpg");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find_row (library, 1)),
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "MP4 · 1:34 · Pending");
}

/* What cannot be read whole is said where the pointer rests. */
static void
test_tooltips (TestLibrary *library, gconstpointer data)
{
  PickerListRow *row;

  show_list (library);
  row = find_row (library, 0);
  g_assert_null (picker_list_row_get_tooltip (row, 80));
  gtk_window_set_default_size (GTK_WINDOW (library->window), 360, 600);
  test_widget_wait_frames (library->grid, 6);
  g_assert_null (picker_list_row_get_tooltip (row, 80));
  row = find_row (library, LONG);
  g_assert_cmpstr (picker_list_row_get_tooltip (row, 80), ==, LONG_NAME);
  g_assert_null (picker_list_row_get_tooltip (row, gtk_widget_get_width (GTK_WIDGET (row)) - 10));
}

/* The buttons above are the setting. */
static void
test_buttons (TestLibrary *library, gconstpointer data)
{
  GtkToggleButton *grid_toggle = test_library_get_child (library, "grid_toggle");
  GtkToggleButton *list_toggle = test_library_get_child (library, "list_toggle");

  g_assert_true (gtk_toggle_button_get_active (grid_toggle));
  g_assert_false (gtk_toggle_button_get_active (list_toggle));
  g_signal_emit_by_name (list_toggle, "clicked");
  g_assert_false (gtk_toggle_button_get_active (grid_toggle));
  g_assert_true (gtk_toggle_button_get_active (list_toggle));
  test_widget_wait_frames (library->grid, 4);
  g_assert_true (is_row_on_screen (library, 0));
}

#define ADD(path, test) g_test_add (path, TestLibrary, NULL, set_up, test, test_library_tear_down)

int
main (int argc, char **argv)
{
  /* What a screen reader would hear, without one. */
  g_setenv ("GTK_A11Y", "test", TRUE);
  test_widget_init (&argc, &argv);

  ADD ("/tiles/steps", test_steps);
  ADD ("/tiles/keep-place", test_keeps_place);
  ADD ("/tiles/keep-selected", test_keeps_selected);
  g_test_add_func ("/tiles/retryretry", test_retry);
  ADD ("/tiles/narrow", test_narrow);
  ADD ("/tiles/amount", test_amount);
  ADD ("/tiles/pinch", test_pinch);
  ADD ("/tiles/failed-picture", test_failed_picture);
  ADD ("/list/columns", test_list);
  ADD ("/list/narrow", test_narrow_list);
  ADD ("/list/same-selection-and-place", test_same);
  ADD ("/list/headers", test_headers);
  ADD ("/list/places", test_places);
  ADD ("/list/says", test_says);
  ADD ("/list/tooltips", test_tooltips);
  ADD ("/list/buttons", test_buttons);

  return g_test_run ();
}
