/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is remembered of a drag, from the grid to something that takes text, with the pointer from
 * outside. */

#include "engine-pick.h"
#include "picker-preset.h"
#include "test-hand.h"
#include "test-library.h"
#include "test-tiles.h"
#include "test-wait.h"
#include "test-widget.h"

#include <string.h>

#define N_ASSETS 3
#define PICTURE(id)                                                                                \
  "\"additional\": {\"MDC Image URL\":"                                                            \
  " \"http://127.0.0.1:1/image/123456789012/image_" id "/-FJPG/" id ".jpg\"}"
#define STATUS "\"approvalStatus\": \"Approved\", \"width\": \"3000\", \"height\": \"2000\""

static char *dropped_text; /* by the target, since the test began */

static gboolean
text_dropped (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  g_free (dropped_text);
  dropped_text = g_value_dup_string (value);

  return TRUE;
}

/* Something that takes text, in the window that is dragged from. */
static GtkWidget *
get_target (TestLibrary *library)
{
  return test_library_get_child (library, "selection_bar");
}

static void
set_up (TestLibrary *library, gconstpointer data)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_STRING, GDK_ACTION_COPY | GDK_ACTION_LINK);

  g_clear_pointer (&dropped_text, g_free);
  test_library_set_up (library, data);
  test_service_add_asset (library->service, "image", "a1", "first.jpg", STATUS, PICTURE ("a1"));
  test_service_add_asset (library->service, "image", "b1", "second.jpg", STATUS, PICTURE ("b1"));
  test_service_add_asset (library->service, "image", "c1", "third.jpg", STATUS, PICTURE ("c1"));
  g_settings_set (library->settings, PICKER_PRESET_KEY, "(ssss)", "", "400/jpg", "markdown", "");
  test_library_show (library);
  test_library_wait_items (library, N_ASSETS);
  test_library_wait_page (library, "grid");
  test_tiles_settle (library->grid);
  g_signal_connect (target, "drop", G_CALLBACK (text_dropped), NULL);
  gtk_widget_add_controller (get_target (library), GTK_EVENT_CONTROLLER (target));
}

/* The hand moves a little until the target has seen what is over it. */
static gboolean
is_over (gpointer target)
{
  static guint n_moves;

  test_hand_move (target, 40 + (n_moves++ % 2) * 6, gtk_widget_get_height (target) / 2.0);

  return (gtk_widget_get_state_flags (target) & GTK_STATE_FLAG_DROP_ACTIVE) != 0;
}

static void
drag_over_target (TestLibrary *library, guint position)
{
  GtkWidget *tile = GTK_WIDGET (test_tiles_find (library->grid, position));
  double x = gtk_widget_get_width (tile) / 2.0;
  double y = gtk_widget_get_height (tile) / 3.0;

  test_widget_wait_frames (library->grid, 4);
  test_hand_move (tile, x, y);
  test_hand_button_down (library->window);
  test_hand_move (tile, x + 20, y + 10);
  test_wait_until (is_over, get_target (library), "the drag over the target");
}

static gboolean
has_no_drag (gpointer source)
{
  return gtk_drag_source_get_drag (source) == NULL;
}

/* Let go of: what was dragged from @position is no drag any more. */
static void
let_go (TestLibrary *library, guint position)
{
  PickerTile *tile = test_tiles_find (library->grid, position);

  test_hand_button_up (library->window);
  test_wait_until (has_no_drag, test_tiles_get_drag_source (tile), "the drag to be over");
}

static gboolean
has_text (gpointer user_data)
{
  return dropped_text != NULL;
}

static gboolean
is_shown (gpointer target)
{
  return gtk_widget_get_mapped (target) && gtk_widget_get_height (target) > 20;
}

/* GDK keeps the last drop, with what was dragged, until the next one (GTK 4.8): so there is one
 * more, of a text. */
static void
tear_down (TestLibrary *library, gconstpointer data)
{
  GtkWidget *target = get_target (library);
  GtkDragSource *source = gtk_drag_source_new ();
  g_autoptr (GdkContentProvider) text = gdk_content_provider_new_typed (G_TYPE_STRING, "text");

  g_clear_pointer (&dropped_text, g_free);
  gtk_drag_source_set_content (source, text);
  gtk_widget_add_controller (target, GTK_EVENT_CONTROLLER (source));
  /* What is dropped beside the tiles may select nothing, and then the bar goes. */
  test_library_select (library, 0);
  test_wait_until (is_shown, target, "the bar");
  test_widget_wait_frames (library->window, 4);
  test_hand_move (target, 100, gtk_widget_get_height (target) / 2.0);
  test_hand_button_down (library->window);
  test_hand_move (target, 130, gtk_widget_get_height (target) / 2.0);
  test_wait_until (is_over, target, "the drag of a text");
  test_hand_button_up (library->window);
  test_wait_until (has_text, NULL, "the drop of a text");

  test_library_tear_down (library, data);
  g_clear_pointer (&dropped_text, g_free);
}

static GListModel *
get_history (TestLibrary *library)
{
  return G_LIST_MODEL (engine_session_get_history (library->session));
}

static gboolean
has_picks (gpointer library)
{
  return g_list_model_get_n_items (get_history (library)) > 0;
}

static void
drop (TestLibrary *library, guint position)
{
  g_clear_pointer (&dropped_text, g_free);
  drag_over_target (library, position);
  let_go (library, position);
  test_wait_until (has_text, NULL, "the drop");
  test_wait_until (has_picks, library, "the history");
  /* What might still come has come. */
  test_widget_wait_frames (library->window, 4);
}

static void
assert_pick (TestLibrary *library, guint position, const char *key, guint n_times)
{
  g_autoptr (EnginePick) pick = g_list_model_get_item (get_history (library), position);
  const JournalPick *record = engine_pick_get_record (pick);

  g_assert_cmpstr (engine_pick_get_key (pick), ==, key);
  g_assert_cmpstr (record->ops, ==, "-B400-FJPG");
  g_assert_cmpstr (record->form, ==, "markdown");
  g_assert_cmpint (record->kind, ==, JOURNAL_PICK_DRAG);
  g_assert_cmpuint (record->n_times, ==, n_times);
}

static void
test_one (TestLibrary *library, gconstpointer data)
{
  test_library_select (library, 0);
  drop (library, 0);
  g_assert_nonnull (strstr (dropped_text, "![first](http://127.0.0.1:1/image/"));
  g_assert_cmpuint (g_list_model_get_n_items (get_history (library)), ==, 1);
  assert_pick (library, 0, "image/a1", 1);
}

/* One for each, in the order in which they stand in the grid; the same once more is the same. */
static void
test_several (TestLibrary *library, gconstpointer data)
{
  test_library_select (library, 0);
  gtk_selection_model_select_item (picker_grid_get_selection (library->grid), 2, FALSE);
  drop (library, 2);
  g_assert_cmpuint (g_list_model_get_n_items (get_history (library)), ==, 2);
  assert_pick (library, 0, "image/a1", 1);
  assert_pick (library, 1, "image/c1", 1);
}

static gboolean
is_counted (gpointer library)
{
  g_autoptr (EnginePick) pick = g_list_model_get_item (get_history (library), 0);

  return engine_pick_get_record (pick)->n_times == 2;
}

static void
test_again (TestLibrary *library, gconstpointer data)
{
  test_library_select (library, 1);
  drop (library, 1);
  assert_pick (library, 0, "image/b1", 1);
  drop (library, 1);
  test_wait_until (is_counted, library, "the second time");
  g_assert_cmpuint (g_list_model_get_n_items (get_history (library)), ==, 1);
  assert_pick (library, 0, "image/b1", 2);
}

static gboolean
is_not_over (gpointer target)
{
  return (gtk_widget_get_state_flags (target) & GTK_STATE_FLAG_DROP_ACTIVE) == 0;
}

/* What was only over something, and is dropped where nothing takes it, has been taken by nobody. */
static void
test_cancelled (TestLibrary *library, gconstpointer data)
{
  test_library_select (library, 0);
  drag_over_target (library, 0);
  test_hand_move (library->grid, 30, 30);
  test_hand_move (library->grid, 34, 34);
  test_wait_until (is_not_over, get_target (library), "the drag to be elsewhere");
  let_go (library, 0);
  test_widget_wait_frames (library->window, 4);
  g_assert_null (dropped_text);
  g_assert_cmpuint (g_list_model_get_n_items (get_history (library)), ==, 0);
}

/* Switched off, nothing is added. */
static void
test_off (TestLibrary *library, gconstpointer data)
{
  g_settings_set_boolean (library->settings, "remember-picks", FALSE);
  test_library_select (library, 0);
  drag_over_target (library, 0);
  let_go (library, 0);
  test_wait_until (has_text, NULL, "the drop");
  test_widget_wait_frames (library->window, 4);
  g_assert_cmpuint (g_list_model_get_n_items (get_history (library)), ==, 0);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/drag-history/" path, TestLibrary, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  test_widget_init (&argc, &argv);

  ADD ("one", test_one);
  ADD ("several", test_several);
  ADD ("again", test_again);
  ADD ("cancelled", test_cancelled);
  ADD ("off", test_off);

  return g_test_run ();
}
