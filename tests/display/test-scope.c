/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where a search looks, and the searches of before. */

#include "picker-recent-button.h"
#include "picker-scope-switch.h"
#include "picker-sidebar.h"
#include "test-library.h"
#include "test-wait.h"
#include "test-widget.h"

#define TOP                                                                                        \
  "{\"results\": [{\"scheme\": \"folder\", \"id\": \"F1\", \"name\": \"Products\", \"size\": 1},"  \
  " {\"scheme\": \"album\", \"id\": \"A1\", \"name\": \"Harbours\", \"size\": 7}]}"

/* Among the places of the sidebar. */
#define VIDEOS   3
#define PRODUCTS 9
#define HARBOURS 10

static void
set_up (TestLibrary *library, gconstpointer data)
{
  test_library_set_up (library, data);
  test_service_set_answer (library->service, "/api/v1/tree", TOP);
  test_service_add_asset (library->service, "image", "i1", "pier.jpg", "", "");
  test_service_add_asset (library->service, "image", "i2", "forest.jpg", "", "");
}

static GtkSingleSelection *
get_places (TestLibrary *library)
{
  GtkWidget *sidebar = test_widget_find (library->library, PICKER_TYPE_SIDEBAR);

  return GTK_SINGLE_SELECTION (gtk_list_view_get_model (test_widget_get_child (sidebar, "view")));
}

static gboolean
has_tree (gpointer places)
{
  return g_list_model_get_n_items (places) > HARBOURS;
}

static void
show (TestLibrary *library)
{
  test_library_show (library);
  test_library_wait_page (library, "grid");
  test_wait_until (has_tree, get_places (library), "the tree");
}

static void
choose (TestLibrary *library, guint place)
{
  gtk_single_selection_set_selected (get_places (library), place);
}

static void
search (TestLibrary *library, const char *text)
{
  gtk_editable_set_text (test_library_get_child (library, "search_entry"), text);
}

static gpointer
get_switch (TestLibrary *library)
{
  return test_widget_find (library->library, PICKER_TYPE_SCOPE_SWITCH);
}

typedef struct
{
  TestService *service;
  const char *needle;
  guint count;
} AskWait;

static gboolean
is_asked (gpointer user_data)
{
  AskWait *wait = user_data;

  return test_service_count (wait->service, wait->needle) == wait->count;
}

static void
wait_asked (TestLibrary *library, const char *needle, guint count)
{
  AskWait wait = { library->service, needle, count };

  test_wait_until (is_asked, &wait, needle);
}

static void
test_switch (TestLibrary *library, gconstpointer data)
{
  GtkWidget *scope_switch;
  GtkToggleButton *everywhere;

  show (library);
  scope_switch = get_switch (library);
  everywhere = test_widget_get_child (scope_switch, "everywhere_button");
  search (library, "pier");
  wait_asked (library, "/search?keyword=pier&", 1);
  g_assert_false (gtk_widget_get_visible (scope_switch));
  choose (library, VIDEOS);
  g_assert_false (gtk_widget_get_visible (scope_switch));

  choose (library, HARBOURS);
  wait_asked (library, "/album/A1?keyword=pier&", 1);
  g_assert_true (gtk_widget_get_visible (scope_switch));
  g_assert_cmpstr (gtk_label_get_text (test_widget_get_child (scope_switch, "place_label")), ==,
                   "In Harbours");
  test_widget_wait_frames (scope_switch, 3);
  g_assert_false (pango_layout_is_ellipsized (
      gtk_label_get_layout (test_widget_get_child (scope_switch, "place_label"))));
  gtk_toggle_button_set_active (everywhere, TRUE);
  wait_asked (library, "/search?keyword=pier&", 2);

  /* Another place is meant when it is chosen. */
  choose (library, PRODUCTS);
  wait_asked (library, "/folder/F1?keyword=pier&", 1);
  g_assert_false (gtk_toggle_button_get_active (everywhere));
}

/* Without words there is nothing to look for everywhere: the folder is shown. But words that are
 * typed over those of before are looked for where those were. */
static void
test_switch_without_search (TestLibrary *library, gconstpointer data)
{
  show (library);
  choose (library, HARBOURS);
  search (library, "pier");
  wait_asked (library, "/album/A1?keyword=pier&", 1);
  picker_scope_switch_set_everywhere (get_switch (library), TRUE);
  wait_asked (library, "/search?keyword=pier&", 1);
  search (library, "forest");
  wait_asked (library, "/search?keyword=forest&", 1);
  g_signal_emit_by_name (test_library_get_child (library, "search_entry"), "stop-search");
  wait_asked (library, "/album/A1?scheme=", 2);
  g_assert_false (gtk_widget_get_visible (get_switch (library)));
  search (library, "pier");
  wait_asked (library, "/album/A1?keyword=pier&", 2);
}

static void
test_empty_page (TestLibrary *library, gconstpointer data)
{
  GtkButton *button;

  show (library);
  test_service_refuse (library->service, "/album/A1?keyword", 200, "{\"found\": 0}");
  button = test_widget_get_child (test_library_get_child (library, "state_page"), "button");
  choose (library, HARBOURS);
  search (library, "pier");
  test_library_wait_page (library, "empty");
  g_assert_cmpstr (gtk_button_get_label (button), ==, "Search _Everywhere");
  g_signal_emit_by_name (button, "clicked");
  test_library_wait_page (library, "grid");
  test_library_wait_items (library, 1);

  /* There is no farther than everywhere. */
  search (library, "nothing");
  test_library_wait_page (library, "empty");
  g_assert_cmpstr (gtk_button_get_label (button), ==, "_Clear Search");
}

/* Everywhere is below the folder that is shown alone, and that can be undone. */
static void
test_root (TestLibrary *library, gconstpointer data)
{
  show (library);
  engine_session_set_root_folder (library->session, "F1");
  wait_asked (library, "/folder/F1?scheme=", 1);
  search (library, "pier");
  wait_asked (library, "/folder/F1?keyword=pier&", 1);
  {
    g_autoptr (GPtrArray) buttons =
        test_widget_find_all (test_library_get_child (library, "toasts"), GTK_TYPE_BUTTON);
    GtkWidget *undo = NULL;

    for (guint i = 0; i < buttons->len; i++)
      {
        if (g_strcmp0 (gtk_button_get_label (buttons->pdata[i]), "_Undo") == 0)
          undo = buttons->pdata[i];
      }
    g_assert_nonnull (undo);
    g_signal_emit_by_name (undo, "clicked");
  }
  wait_asked (library, "/search?keyword=pier&", 1);
  g_assert_null (engine_session_get_root_folder (library->session));
}

/* Recent searches */

static gpointer
get_recent (TestLibrary *library)
{
  return test_widget_find (library->library, PICKER_TYPE_RECENT_BUTTON);
}

static void
search_for (TestLibrary *library, const char *text)
{
  search (library, text);
  g_signal_emit_by_name (test_library_get_child (library, "search_entry"), "activate");
}

static char *
dup_recent (TestLibrary *library)
{
  GtkWidget *list = test_widget_get_child (get_recent (library), "list_box");
  g_autoptr (GPtrArray) labels = test_widget_find_all (list, GTK_TYPE_LABEL);
  GString *texts = g_string_new (NULL);

  for (guint i = 0; i < labels->len; i++)
    g_string_append_printf (texts, "%s%s", i > 0 ? "," : "", gtk_label_get_text (labels->pdata[i]));

  return g_string_free (texts, FALSE);
}

static void
assert_recent (TestLibrary *library, const char *expected)
{
  g_autofree char *texts = dup_recent (library);

  g_assert_cmpstr (texts, ==, expected);
}

static void
test_recent (TestLibrary *library, gconstpointer data)
{
  GtkListBox *list;

  show (library);
  g_assert_false (gtk_widget_get_visible (get_recent (library)));
  search_for (library, "pier");
  search_for (library, " forest ");
  search_for (library, "PIER");
  search_for (library, "");
  assert_recent (library, "PIER,forest");
  g_assert_true (gtk_widget_get_visible (get_recent (library)));

  list = test_widget_get_child (get_recent (library), "list_box");
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, 1));
  wait_asked (library, "?keyword=forest&", 1);
  g_assert_cmpstr (gtk_editable_get_text (test_library_get_child (library, "search_entry")), ==,
                   "forest");
}

static void
test_recent_forgotten (TestLibrary *library, gconstpointer data)
{
  GtkWidget *list;

  show (library);
  for (guint i = 0; i < PICKER_MAX_RECENT_SEARCHES + 5; i++)
    {
      g_autofree char *text = g_strdup_printf ("word%u", i);

      search_for (library, text);
    }
  list = test_widget_get_child (get_recent (library), "list_box");
  {
    g_autoptr (GPtrArray) buttons = test_widget_find_all (list, GTK_TYPE_BUTTON);

    g_assert_cmpuint (buttons->len, ==, PICKER_MAX_RECENT_SEARCHES);
    for (guint i = buttons->len; i > 2; i--)
      g_signal_emit_by_name (buttons->pdata[i - 1], "clicked");
  }
  assert_recent (library, "word24,word23");
  g_signal_emit_by_name (test_widget_get_child (get_recent (library), "clear_button"), "clicked");
  assert_recent (library, "");
  g_assert_false (gtk_widget_get_visible (get_recent (library)));
  g_signal_emit_by_name (test_library_wait_toast_button (library, "_Undo"), "clicked");
  assert_recent (library, "word24,word23");
}

/* Each account has its own; another window of the same one finds them. */
static void
test_recent_kept (TestLibrary *library, gconstpointer data)
{
  show (library);
  search_for (library, "pier");
  test_widget_close (library->window);
  test_library_show (library);
  assert_recent (library, "pier");
}

/* The demo is nobody's account. */
static void
test_recent_of_demo (TestLibrary *library, gconstpointer data)
{
  library->is_demo = TRUE;
  show (library);
  search_for (library, "pier");
  assert_recent (library, "pier");
  test_widget_close (library->window);
  test_library_show (library);
  assert_recent (library, "");
}

#define ADD(path, test) g_test_add (path, TestLibrary, NULL, set_up, test, test_library_tear_down)

int
main (int argc, char **argv)
{
  test_widget_init (&argc, &argv);

  ADD ("/scope/switch", test_switch);
  ADD ("/scope/switch-without-search", test_switch_without_search);
  ADD ("/scope/empty-page", test_empty_page);
  ADD ("/scope/root", test_root);
  ADD ("/recent/chosen", test_recent);
  ADD ("/recent/forgotten", test_recent_forgotten);
  ADD ("/recent/kept", test_recent_kept);
  ADD ("/recent/of-demo", test_recent_of_demo);

  return g_test_run ();
}
