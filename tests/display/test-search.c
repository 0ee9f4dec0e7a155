/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-error.h"
#include "picker-place-count.h"
#include "picker-sidebar.h"
#include "test-library.h"
#include "test-wait.h"
#include "test-widget.h"

#include <adwaita.h>
#include <string.h>

static void
add_assets (TestLibrary *library)
{
  test_service_add_asset (library->service, "image", "i1", "pier.jpg", "", "");
  test_service_add_asset (library->service, "image", "i2", "pier and sea.jpg", "", "");
  test_service_add_asset (library->service, "image", "i3", "forest.jpg", "", "");
}

/* The library with all of its three assets. */
static void
show_all (TestLibrary *library)
{
  add_assets (library);
  test_library_show (library);
  test_library_wait_items (library, 3);
  test_library_wait_page (library, "grid");
}

static GtkEditable *
get_entry (TestLibrary *library)
{
  return GTK_EDITABLE (test_library_get_child (library, "search_entry"));
}

/* Letter by letter. */
static void
type (TestLibrary *library, const char *text)
{
  for (const char *c = text; *c != '\0'; c++)
    {
      int position = -1;

      gtk_editable_insert_text (get_entry (library), c, 1, &position);
    }
}

/* What the page offers to do. */
static void
click (TestLibrary *library)
{
  GtkWidget *button = test_library_get_state_child (library, "button");

  g_assert_true (gtk_widget_get_mapped (button));
  g_signal_emit_by_name (button, "clicked");
}

static void
test_debounced (TestLibrary *library, gconstpointer data)
{
  show_all (library);
  type (library, "forest");
  test_library_wait_items (library, 1);
  g_assert_cmpuint (test_service_count (library->service, "keyword="), ==, 1);
  g_assert_cmpuint (test_service_count (library->service, "keyword=forest&"), ==, 1);
  g_assert_cmpuint (test_service_count (library->service, "/search"), ==, 2);
}

static gboolean
has_held (gpointer service)
{
  return test_service_count_held (service) > 0;
}

static void
test_stale_answer (TestLibrary *library, gconstpointer data)
{
  g_autoptr (CatalogSlot) slot = NULL;

  show_all (library);
  test_service_hold (library->service, "keyword=pier&");
  type (library, "pier");
  test_wait_until (has_held, library->service, "the first question");
  type (library, " and");
  test_library_wait_items (library, 1);

  /* The first answer comes last, and is for nobody. */
  test_service_release (library->service);
  test_widget_wait_frames (library->window, 5);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (library->list)), ==, 1);
  slot = g_list_model_get_item (G_LIST_MODEL (library->list), 0);
  g_assert_cmpstr (canto_asset_get_name (catalog_slot_get_asset (slot)), ==, "pier and sea.jpg");
}

/* What was found before stays until the answer comes. */
static void
test_keeps_until_answer (TestLibrary *library, gconstpointer data)
{
  show_all (library);
  test_service_hold (library->service, "keyword=");
  type (library, "forest");
  test_wait_until (has_held, library->service, "the question");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (library->list)), ==, 3);
  g_assert_cmpstr (test_library_get_page (library->library), ==, "grid");
  g_assert_true (gtk_spinner_get_spinning (test_library_get_child (library, "spinner")));
  test_service_release (library->service);
  test_library_wait_items (library, 1);
  g_assert_false (gtk_spinner_get_spinning (test_library_get_child (library, "spinner")));
}

static void
test_white_space (TestLibrary *library, gconstpointer data)
{
  show_all (library);
  type (library, "  ");
  type (library, "forest ");
  test_library_wait_items (library, 1);
  g_assert_cmpuint (test_service_count (library->service, "keyword=forest&"), ==, 1);
}

static void
test_clears_selection (TestLibrary *library, gconstpointer data)
{
  GtkRevealer *bar;

  show_all (library);
  bar = test_widget_get_child (test_library_get_child (library, "selection_bar"), "revealer");
  test_library_select (library, 0);
  g_assert_true (gtk_revealer_get_reveal_child (bar));
  type (library, "pier");
  test_library_wait_items (library, 2);
  g_assert_null (picker_grid_get_selected_asset (library->grid));
  g_assert_false (gtk_revealer_get_reveal_child (bar));
}

static void
test_place (TestLibrary *library, gconstpointer data)
{
  show_all (library);
  g_assert_cmpstr (gtk_label_get_text (test_library_get_child (library, "place_title")), ==,
                   "All Assets");
  g_assert_cmpstr (picker_place_count_get_text (test_library_get_child (library, "place_count")),
                   ==, "3 assets");
  type (library, "forest");
  test_library_wait_items (library, 1);
  g_assert_cmpstr (picker_place_count_get_text (test_library_get_child (library, "place_count")),
                   ==, "1 asset");
}

static void
test_scope (TestLibrary *library, gconstpointer data)
{
  PickerSidebar *sidebar;
  GtkListView *view;

  show_all (library);
  sidebar = test_widget_find (library->library, PICKER_TYPE_SIDEBAR);
  view = test_widget_get_child (sidebar, "view");
  type (library, "pier");
  test_library_wait_items (library, 2);
  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (gtk_list_view_get_model (view)), 3);
  test_library_wait_items (library, 2);
  g_assert_cmpuint (test_service_count (library->service, "keyword=pier&scheme=video&"), ==, 1);
  g_assert_cmpstr (gtk_label_get_text (test_library_get_child (library, "place_title")), ==,
                   "Videos");
}

static void
test_empty (TestLibrary *library, gconstpointer data)
{
  AdwStatusPage *page;

  show_all (library);
  type (library, "<b>&");
  test_library_wait_page (library, "empty");
  page = test_library_get_state_child (library, "page");
  g_assert_cmpstr (adw_status_page_get_description (page), ==,
                   "Nothing matches “&lt;b&gt;&amp;” in All Assets.");
  click (library);
  g_assert_cmpstr (gtk_editable_get_text (get_entry (library)), ==, "");
  test_library_wait_items (library, 3);
  test_library_wait_page (library, "grid");
}

/* But what is in one place does not stay under the name of another. */
static void
test_leaves_place (TestLibrary *library, gconstpointer data)
{
  GtkWidget *sidebar;
  GtkListView *view;

  show_all (library);
  sidebar = test_widget_find (library->library, PICKER_TYPE_SIDEBAR);
  view = test_widget_get_child (sidebar, "view");
  test_service_hold (library->service, "scheme=video&");
  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (gtk_list_view_get_model (view)), 3);
  test_library_wait_page (library, "loading");
  test_service_release (library->service);
  test_library_wait_page (library, "grid");
}

static void
test_empty_place (TestLibrary *library, gconstpointer data)
{
  test_library_show (library);
  test_library_wait_page (library, "empty");
  g_assert_cmpstr (gtk_button_get_label (test_library_get_state_child (library, "button")), ==,
                   "_Look Again");
  /* Somebody has filled it meanwhile. */
  add_assets (library);
  click (library);
  test_library_wait_page (library, "grid");
}

static void
test_loading (TestLibrary *library, gconstpointer data)
{
  add_assets (library);
  test_service_hold (library->service, "/search");
  test_library_show (library);
  test_library_wait_page (library, "loading");
  test_wait_until (has_held, library->service, "the question");
  test_service_release (library->service);
  test_library_wait_page (library, "grid");
}

/* When no answer comes, the page says so, and that one can ask again. */
static void
test_slow (TestLibrary *library, gconstpointer data)
{
  AdwStatusPage *page;

  add_assets (library);
  test_service_hold (library->service, "/search");
  test_library_show (library);
  test_library_wait_page (library, "slow");
  page = test_library_get_state_child (library, "page");
  g_assert_cmpstr (adw_status_page_get_title (page), ==, "Canto Takes Long to Answer");
  g_assert_cmpstr (gtk_button_get_label (test_library_get_state_child (library, "button")), ==,
                   "_Ask Again");
  click (library);
  test_library_wait_page (library, "loading");
  test_service_release (library->service);
  test_library_wait_page (library, "grid");
}

static void
test_error_retry (TestLibrary *library, gconstpointer data)
{
  AdwStatusPage *page;
  GtkButton *button;

  show_all (library);
  test_service_refuse (library->service, "keyword=forest", 200, "<html>");
  type (library, "forest");
  test_library_wait_page (library, "error");
  page = test_library_get_state_child (library, "page");
  button = test_library_get_state_child (library, "button");
  g_assert_cmpstr (adw_status_page_get_title (page), ==, "Canto's Answer Cannot Be Read");
  g_assert_cmpstr (gtk_button_get_label (button), ==, "Try _Again");

  test_service_refuse (library->service, "keyword=forest", 0, NULL);
  click (library);
  test_library_wait_items (library, 1);
  test_library_wait_page (library, "grid");
  g_assert_cmpuint (library->n_sign_ins, ==, 0);
}

static void
test_error_not_allowed (TestLibrary *library, gconstpointer data)
{
  test_service_refuse (library->service, "/search", 403, "{}");
  test_library_show (library);
  test_library_wait_page (library, "error");
  g_assert_cmpstr (adw_status_page_get_title (test_library_get_state_child (library, "page")), ==,
                   "Not Allowed");
  /* The administrator has changed that meanwhile. */
  test_service_refuse (library->service, "/search", 0, NULL);
  click (library);
  test_library_wait_page (library, "empty");
}

static void
test_error_signed_out (TestLibrary *library, gconstpointer data)
{
  GtkButton *button;

  test_service_refuse (library->service, "/search", 401, "{}");
  test_library_show (library);
  test_library_wait_page (library, "error");
  button = test_library_get_state_child (library, "button");
  g_assert_cmpstr (adw_status_page_get_title (test_library_get_state_child (library, "page")), ==,
                   "You Are Signed Out");
  g_assert_cmpstr (gtk_button_get_label (button), ==, "Sign _In");
  click (library);
  g_assert_cmpuint (library->n_sign_ins, ==, 1);
}

static gboolean
has_failed (gpointer slot)
{
  return catalog_slot_get_failed (slot);
}

static gboolean
is_asked_again (gpointer service)
{
  return test_service_count (service, "start=200") > 1;
}

/* The list stands, a part of it does not come: activating a tile of it is the way on. */
static void
test_error_of_part (TestLibrary *library, gconstpointer data)
{
  gpointer view;
  g_autoptr (CatalogSlot) slot = NULL;

  test_service_refuse (library->service, "start=0", 200, "{\"found\": 300, \"results\": []}");
  test_service_refuse (library->service, "start=200", 404, "{}");
  test_library_show (library);
  test_library_wait_items (library, 300);
  test_library_wait_page (library, "grid");
  test_widget_wait_frames (library->window, 3);
  view = test_widget_get_child (library->grid, "view");
  slot = g_list_model_get_item (G_LIST_MODEL (library->list), 299);
  g_assert_true (gtk_widget_activate_action (view, "list.scroll-to-item", "u", 299));
  test_wait_until (has_failed, slot, "the failure");
  g_assert_cmpuint (test_service_count (library->service, "start=200"), ==, 1);

  g_signal_emit_by_name (view, "activate", 299);
  test_wait_until (is_asked_again, library->service, "the next try");
}

/* What the service says is text. */
static void
test_error_text (TestLibrary *library, gconstpointer data)
{
  AdwStatusPage *page;

  test_service_refuse (library->service, "/search", 403, "{\"message\": \"<a> & b\"}");
  test_library_show (library);
  test_library_wait_page (library, "error");
  page = test_library_get_state_child (library, "page");
  g_assert_nonnull (strstr (adw_status_page_get_description (page), "&lt;a&gt; &amp; b"));
}

#define ADD(path, test)                                                                            \
  g_test_add (path, TestLibrary, NULL, test_library_set_up, test, test_library_tear_down)

int
main (int argc, char **argv)
{
  test_widget_init (&argc, &argv);

  ADD ("/search/debounced", test_debounced);
  ADD ("/search/stale-answer", test_stale_answer);
  ADD ("/search/keeps-until-answer", test_keeps_until_answer);
  ADD ("/search/white-space", test_white_space);
  ADD ("/search/clears-selection", test_clears_selection);
  ADD ("/search/place", test_place);
  ADD ("/search/scope", test_scope);
  ADD ("/search/empty", test_empty);
  ADD ("/search/leaves-place", test_leaves_place);
  ADD ("/search/empty-place", test_empty_place);
  ADD ("/search/loading", test_loading);
  ADD ("/search/slow", test_slow);
  ADD ("/search/error-retry", test_error_retry);
  ADD ("/search/error-not-allowed", test_error_not_allowed);
  ADD ("/search/error-signed-out", test_error_signed_out);
  ADD ("/search/error-of-part", test_error_of_part);
  ADD ("/search/error-text", test_error_text);

  return g_test_run ();
}
