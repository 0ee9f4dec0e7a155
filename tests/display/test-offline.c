/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The network goes away and comes back, as the library shows it: nobody has to press anything. */

#include "picker-banner.h"
#include "picker-grid.h"
#include "picker-library.h"
#include "test-session.h"
#include "test-wait.h"
#include "test-widget.h"

#include <signal.h>
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

static gboolean
can_connect (gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = g_socket_client_connect_to_uri (
      client, test_tenant_get (fixture->tenant, "base"), 80, NULL, NULL);

  return connection != NULL;
}

static gboolean
cannot_connect (gpointer user_data)
{
  return !can_connect (user_data);
}

/* Takes the tenant off the network, or brings it back. */
static void
toggle_network (Fixture *fixture)
{
  gboolean was_there = can_connect (fixture);

  g_assert_cmpint (kill (test_tenant_get_pid (fixture->tenant), SIGUSR1), ==, 0);
  test_wait_until (was_there ? cannot_connect : can_connect, fixture, "the network");
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

  toggle_network (fixture);
  gtk_widget_activate_action (test_widget_get_child (fixture->grid, "view"), "list.scroll-to-item",
                              "u", 3000);
  slot = g_list_model_get_item (G_LIST_MODEL (fixture->list), 3000);
  test_wait_until (says_offline, fixture, "the banner");
  g_assert_true (shows_assets (fixture));
  test_wait_until (has_failed, slot, "the page to fail");

  toggle_network (fixture);
  test_wait_until (says_nothing, fixture, "the banner to go");
  test_wait_until (has_asset, slot, "the asset that was asked for");
}

static void
test_while_searching (Fixture *fixture, gconstpointer data)
{
  toggle_network (fixture);
  gtk_editable_set_text (test_widget_get_child (fixture->library, "search_entry"), "boats");
  test_wait_until (shows_error, fixture, "the page that says so");

  toggle_network (fixture);
  test_wait_until (shows_assets, fixture, "what was searched for");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), <, N_ASSETS);
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

  return g_test_run ();
}
