/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The scenarios of the tenant, as a person sees them in the library. */

#include "picker-place-count.h"
#include "test-library.h"
#include "test-session.h"
#include "test-tiles.h"
#include "test-wait.h"
#include "test-widget.h"

#include <string.h>

typedef struct
{
  TestTenant *tenant;
  TestLibrary library;
} Fixture;

/* @scenario: with "--scenario=" */
static void
start (Fixture *fixture, const char *scenario, const char *assets)
{
  fixture->tenant = test_tenant_start (scenario, assets, "--calls-per-minute=6000", NULL);
  fixture->library.session = test_session_new (fixture->tenant, 6000);
  fixture->library.settings = test_session_new_settings ();
  test_library_show (&fixture->library);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_widget_close (fixture->library.window);
  g_object_unref (fixture->library.settings);
  test_session_free (fixture->library.session);
  g_free (test_tenant_stop (fixture->tenant));
}

/* Deep paging (6.13) */

static const char *
get_count (Fixture *fixture)
{
  return picker_place_count_get_text (test_library_get_child (&fixture->library, "place_count"));
}

static gpointer
get_count_child (Fixture *fixture, const char *name)
{
  return test_widget_get_child (test_library_get_child (&fixture->library, "place_count"), name);
}

static gboolean
is_first_shown (gpointer user_data)
{
  Fixture *fixture = user_data;
  PickerTile *tile = test_tiles_find (fixture->library.grid, 9999);

  return tile != NULL && test_tiles_is_on_screen (fixture->library.grid, tile)
         && g_str_equal (test_tiles_get_page (tile), "picture");
}

static gboolean
is_sorted_ascending (gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (CatalogSlot) slot = g_list_model_get_item (G_LIST_MODEL (fixture->library.list), 0);

  return !g_settings_get_boolean (fixture->library.settings, "sort-descending")
         && catalog_asset_list_get_status (fixture->library.list) == CATALOG_STATUS_READY
         && catalog_slot_get_asset (slot) != NULL;
}

/* Whoever goes to the end of the list is told that there is more, and how to come to it. */
static void
test_deep_paging (Fixture *fixture, gconstpointer data)
{
  g_autofree char *scenario = g_strconcat ("--scenario=", data, NULL);
  GtkWidget *button;

  start (fixture, scenario, "--assets=52000");
  test_library_wait_items (&fixture->library, 52000);
  g_assert_cmpstr (get_count (fixture), ==, "52000 assets");
  button = get_count_child (fixture, "button");
  g_assert_false (gtk_widget_get_visible (button));

  test_widget_wait_frames (fixture->library.grid, 4);
  gtk_widget_activate_action (test_widget_get_child (fixture->library.grid, "view"),
                              "list.scroll-to-item", "u", 51999);
  test_library_wait_items (&fixture->library, 10000);
  g_assert_cmpstr (get_count (fixture), ==, "First 10000 of 52000");
  g_assert_true (gtk_widget_get_mapped (button));
  test_wait_until (is_first_shown, fixture, "the last that is given");
  g_assert_cmpstr (test_library_get_page (fixture->library.library), ==, "grid");

  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  g_assert_nonnull (strstr (gtk_label_get_text (get_count_child (fixture, "text")),
                            "Canto gives the first 10000 assets"));
  g_signal_emit_by_name (get_count_child (fixture, "reverse_button"), "clicked");
  test_wait_until (is_sorted_ascending, fixture, "the other end");
  g_assert_cmpstr (get_count (fixture), ==, "First 10000 of 52000");
  g_assert_false (
      gtk_widget_get_visible (GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)))));
}

int
main (int argc, char *argv[])
{
  test_widget_init (&argc, &argv);

  g_test_add ("/states/deep-paging", Fixture, "deep-paging", NULL, test_deep_paging, tear_down);
  g_test_add ("/states/deep-paging-empty", Fixture, "deep-paging-empty", NULL, test_deep_paging,
              tear_down);

  return g_test_run ();
}
