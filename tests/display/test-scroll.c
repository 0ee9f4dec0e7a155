/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "picker-grid.h"

#include "test-session.h"
#include "test-tiles.h"
#include "test-wait.h"
#include "test-widget.h"

/* Of the tenant and of the account: what a minute bears, made large enough for a test. */
#define CALLS_PER_MINUTE 2400
#define N_ASSETS         20000

typedef struct
{
  TestTenant *tenant;
  EngineSession *session;
  PickerGrid *grid;
  GtkWidget *window;
  GtkAdjustment *adjustment;
  gint64 started_at_us;
} Fixture;

static gboolean
is_ready (gpointer list)
{
  return catalog_asset_list_get_status (list) == CATALOG_STATUS_READY;
}

static void
set_up (Fixture *fixture, gconstpointer scenario)
{
  g_autofree char *argument = g_strdup_printf ("--scenario=%s", (const char *) scenario);
  g_autofree char *limit = g_strdup_printf ("--calls-per-minute=%d", CALLS_PER_MINUTE);
  g_autofree char *assets = g_strdup_printf ("--assets=%d", N_ASSETS);
  g_autoptr (CantoQuery) query = canto_query_new ();
  g_autoptr (GSettings) settings = test_session_new_settings ();
  GtkWidget *grid;

  fixture->tenant = test_tenant_start (argument, limit, assets, "--latency-ms=20", NULL);
  fixture->session = test_session_new (fixture->tenant, CALLS_PER_MINUTE);
  fixture->started_at_us = g_get_monotonic_time ();
  grid = picker_grid_new (fixture->session, settings);
  fixture->grid = PICKER_GRID (grid);
  fixture->adjustment =
      gtk_scrolled_window_get_vadjustment (test_widget_get_child (grid, "scroller"));
  fixture->window = test_widget_show (grid, 1000, 700);
  catalog_asset_list_set_query (picker_grid_get_list (fixture->grid), query);
  test_wait_until (is_ready, picker_grid_get_list (fixture->grid), "the list");
}

static void
tear_down (Fixture *fixture, gconstpointer scenario)
{
  test_widget_close (fixture->window);
  test_session_free (fixture->session);
  g_free (test_tenant_stop (fixture->tenant));
}

static guint64
get_n_calls (Fixture *fixture)
{
  return canto_client_get_n_counted_calls (engine_session_get_client (fixture->session));
}

static guint
get_n_fetches (Fixture *fixture)
{
  return media_previews_get_n_pending (engine_session_get_previews (fixture->session));
}

static gboolean
has_fetches_of_screen_only (gpointer user_data)
{
  Fixture *fixture = user_data;

  return get_n_fetches (fixture) <= test_tiles_count_on_screen (fixture->grid);
}

static gboolean
has_no_fetches (gpointer fixture)
{
  return get_n_fetches (fixture) == 0;
}

static void
scroll_by (Fixture *fixture, double screens)
{
  double page = gtk_adjustment_get_page_size (fixture->adjustment);

  gtk_adjustment_set_value (fixture->adjustment,
                            gtk_adjustment_get_value (fixture->adjustment) + screens * page);
}

/* As a hand does on a touch pad: a part of a screen each frame. */
static void
fling (Fixture *fixture, guint n_frames)
{
  for (guint i = 0; i < n_frames; i++)
    {
      scroll_by (fixture, 0.4);
      test_widget_wait_frames (fixture->grid, 1);
    }
}

static void
test_fling (Fixture *fixture, gconstpointer scenario)
{
  for (guint i = 0; i < 4; i++)
    {
      fling (fixture, 40);
      /* What flew by is given up, so what is seen is not behind it in a queue. */
      test_widget_wait_frames (fixture->grid, 3);
      test_wait_until (has_fetches_of_screen_only, fixture, "fetches of the screen alone");
      test_tiles_settle (fixture->grid);
      test_wait_until (has_no_fetches, fixture, "nothing to be left over");
    }
}

/* One step less than a tile: nothing is bound, and still a row comes up. */
static void
test_small_steps (Fixture *fixture, gconstpointer scenario)
{
  test_tiles_settle (fixture->grid);
  for (guint i = 0; i < 12; i++)
    {
      scroll_by (fixture, 0.11);
      test_tiles_settle (fixture->grid);
    }
}

static void
test_there_and_back (Fixture *fixture, gconstpointer scenario)
{
  double end = gtk_adjustment_get_upper (fixture->adjustment);

  test_tiles_settle (fixture->grid);
  for (guint i = 0; i < 10; i++)
    {
      gtk_adjustment_set_value (fixture->adjustment, end);
      test_widget_wait_frames (fixture->grid, 3);
      gtk_adjustment_set_value (fixture->adjustment, 0);
      test_widget_wait_frames (fixture->grid, 3);
    }
  test_tiles_settle (fixture->grid);
  g_assert_nonnull (test_tiles_find (fixture->grid, 0));
}

/* Screen after screen with all its pictures. Returns how many there were. */
static guint
look_at_screens (Fixture *fixture, guint n_screens)
{
  guint n_seen = 0;

  for (guint i = 0; i < n_screens; i++)
    {
      test_tiles_settle (fixture->grid);
      n_seen += test_tiles_count_on_screen (fixture->grid);
      scroll_by (fixture, 1.5);
    }

  return n_seen;
}

/* The pictures of a tenant of today cost nothing (canto-api.md 13.6). */
static void
test_free (Fixture *fixture, gconstpointer scenario)
{
  guint64 n_calls = get_n_calls (fixture);
  guint n_seen = look_at_screens (fixture, 8);

  g_assert_cmpuint (n_seen, >=, 8 * 12);
  /* A page each 200, and details for each screen. */
  g_assert_cmpuint (get_n_calls (fixture) - n_calls, <=, 2 * 8 + n_seen * 2 / 200 + 1);
}

/* Where they cost, they never take more than half: 15 at once, and the rest of half a minute's
 * calls in a minute. */
static void
test_half_of_the_limit (Fixture *fixture, gconstpointer scenario)
{
  const double burst = 15;
  guint64 n_calls = get_n_calls (fixture);
  guint n_seen = look_at_screens (fixture, 8);
  guint64 n_taken = get_n_calls (fixture) - n_calls;
  double seconds = (double) (g_get_monotonic_time () - fixture->started_at_us) / G_USEC_PER_SEC;
  double allowed = burst + (CALLS_PER_MINUTE / 2.0 - burst) / 60 * seconds;
  double others = 2 * 8 + n_seen * 2 / 200 + 1;

  g_test_message ("%u tiles in %.1f s took %" G_GUINT64_FORMAT " calls; previews may take %.0f",
                  n_seen, seconds, n_taken, allowed);
  g_assert_cmpuint (n_taken, >, n_seen / 2);
  g_assert_cmpfloat ((double) n_taken, <=, allowed + others);
}

#define ADD(path, scenario, test) g_test_add (path, Fixture, scenario, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  test_widget_init (&argc, &argv);

  ADD ("/scroll/normal/fling", "normal", test_fling);
  ADD ("/scroll/normal/small-steps", "normal", test_small_steps);
  ADD ("/scroll/normal/there-and-back", "normal", test_there_and_back);
  ADD ("/scroll/normal/pictures-are-free", "normal", test_free);
  ADD ("/scroll/old-tenant/fling", "old-tenant", test_fling);
  ADD ("/scroll/old-tenant/there-and-back", "old-tenant", test_there_and_back);
  ADD ("/scroll/old-tenant/half-of-the-limit", "old-tenant", test_half_of_the_limit);

  return g_test_run ();
}
