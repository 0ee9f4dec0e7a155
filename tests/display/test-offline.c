/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The network goes away and comes back, as the library shows it: nobody has to press anything. */

#include "picker-banner.h"
#include "picker-grid.h"
#include "picker-library.h"
#include "test-session.h"
#include "test-wait.h"
#include "test-widget.h"

#include <string.h>

#define N_ASSETS 4000

typedef struct
{
  TestTenant *tenant;
  EngineSession *session;
  GtkWidget *library;
  PickerGrid *grid;
  CatalogAssetList *list;
  GtkWidget *window;
} Fixture;

static gboolean
is_full (gpointer user_data)
{
  Fixture *fixture = user_data;

  return catalog_asset_list_get_status (fixture->list) == CATALOG_STATUS_READY
         && g_list_model_get_n_items (G_LIST_MODEL (fixture->list)) == N_ASSETS;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *assets = g_strdup_printf ("--assets=%d", N_ASSETS);
  g_autoptr (GSettings) settings = test_session_new_settings ();

  fixture->tenant = test_tenant_start (assets, "--calls-per-minute=6000", NULL);
  fixture->session = test_session_new (fixture->tenant, 6000);
  fixture->library = picker_library_new (fixture->session, settings, FALSE);
  fixture->grid = test_widget_find (fixture->library, PICKER_TYPE_GRID);
  fixture->list = picker_grid_get_list (fixture->grid);
  fixture->window = test_widget_show (fixture->library, 1000, 700);
  test_wait_until (is_full, fixture, "the list");
  test_widget_wait_frames (fixture->window, 3);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_widget_close (fixture->window);
  test_session_free (fixture->session);
  g_free (test_tenant_stop (fixture->tenant));
}

static const char *
get_banner (Fixture *fixture)
{
  return picker_banner_get_text (test_widget_get_child (fixture->library, "banner"));
}

static gboolean
says_offline (gpointer user_data)
{
  const char *text = get_banner (user_data);

  return text != NULL && strstr (text, "cannot be reached") != NULL;
}

static gboolean
says_nothing (gpointer user_data)
{
  return get_banner (user_data) == NULL;
}

static gboolean
shows_error (gpointer user_data)
{
  Fixture *fixture = user_data;

  return g_str_equal (test_widget_get_page (test_widget_get_child (fixture->library, "stack")),
                      "state")
         && catalog_asset_list_get_status (fixture->list) == CATALOG_STATUS_FAILED;
}

static gboolean
shows_assets (gpointer user_data)
{
  Fixture *fixture = user_data;

  return g_str_equal (test_widget_get_page (test_widget_get_child (fixture->library, "stack")),
                      "grid")
         && catalog_asset_list_get_status (fixture->list) == CATALOG_STATUS_READY;
}

static gboolean
has_asset (gpointer slot)
{
  return catalog_slot_get_asset (slot) != NULL;
}

static gboolean
has_failed (gpointer slot)
{
  return catalog_slot_get_failed (slot);
}

/* What is on screen stays; what is asked for meanwhile comes when it can. */
static void
test_while_scrolling (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CatalogSlot) slot = NULL;

  test_tenant_toggle_network (fixture->tenant);
  gtk_widget_activate_action (test_widget_get_child (fixture->grid, "view"), "list.scroll-to-item",
                              "u", 3000);
  slot = g_list_model_get_item (G_LIST_MODEL (fixture->list), 3000);
  test_wait_until (says_offline, fixture, "the banner");
  g_assert_true (shows_assets (fixture));
  test_wait_until (has_failed, slot, "the page to fail");

  test_tenant_toggle_network (fixture->tenant);
  test_wait_until (says_nothing, fixture, "the banner to go");
  test_wait_until (has_asset, slot, "the asset that was asked for");
}

static gboolean
says_loaded (gpointer user_data)
{
  const char *text = get_banner (user_data);

  return text != NULL && strstr (text, "Only what is loaded here is searched") != NULL
         && shows_assets (user_data);
}

static gboolean
has_found_nothing (gpointer user_data)
{
  Fixture *fixture = user_data;

  return g_str_equal (test_widget_get_page (test_widget_get_child (fixture->library, "stack")),
                      "state")
         && catalog_asset_list_get_status (fixture->list) == CATALOG_STATUS_READY;
}

static void
search (Fixture *fixture, const char *text)
{
  gtk_editable_set_text (test_widget_get_child (fixture->library, "search_entry"), text);
}

/* What is loaded is searched, and it is said that this is not all. */
static void
test_while_searching (Fixture *fixture, gconstpointer data)
{
  guint n_loaded;

  test_tenant_toggle_network (fixture->tenant);
  search (fixture, "boats");
  test_wait_until (says_loaded, fixture, "what is loaded of it");
  n_loaded = g_list_model_get_n_items (G_LIST_MODEL (fixture->list));
  g_assert_cmpuint (n_loaded, >, 0);
  for (guint i = 0; i < n_loaded; i++)
    {
      g_autoptr (CatalogSlot) slot = g_list_model_get_item (G_LIST_MODEL (fixture->list), i);

      g_assert_true (has_asset (slot));
    }

  search (fixture, "no such thing");
  test_wait_until (has_found_nothing, fixture, "that nothing is found");
  search (fixture, "");
  test_wait_until (says_loaded, fixture, "all that is loaded");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), >, n_loaded);
  search (fixture, "boats");

  test_tenant_toggle_network (fixture->tenant);
  test_wait_until (says_nothing, fixture, "the banner to go");
  test_wait_until (shows_assets, fixture, "what was searched for");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), >, n_loaded);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), <, N_ASSETS);
}

/* What was never asked of the place cannot be searched. */
static void
test_other_order (Fixture *fixture, gconstpointer data)
{
  test_tenant_toggle_network (fixture->tenant);
  gtk_widget_activate_action (fixture->library, "sort.reverse", NULL);
  test_wait_until (shows_error, fixture, "the page that says so");

  test_tenant_toggle_network (fixture->tenant);
  test_wait_until (shows_assets, fixture, "the other end of the list");
  g_assert_null (get_banner (fixture));
}

#define ADD(path, function)                                                                        \
  g_test_add ("/offline/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  test_widget_init (&argc, &argv);

  ADD ("while-scrolling", test_while_scrolling);
  ADD ("while-searching", test_while_searching);
  ADD ("other-order", test_other_order);

  return g_test_run ();
}
