/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Memory of the program after it has shown a hundred thousand assets, there and back, and after it
 * has done so again. */

#include "bench-library.h"
#include "bench-report.h"
#include "bench-session.h"
#include "media-pixels.h"
#include "test-session.h"
#include "test-tiles.h"
#include "test-widget.h"

#define N_ROWS       100000
#define STEP_SCREENS 2  /* a frame: the toolkit binds thirty rows, so that none is left out */
#define LOOK_FRAMES  40 /* after so many the person waits for the pictures */

/* Where row @position is, for the whole grid is laid out alike. */
static double
get_place (BenchLibrary *self, guint position)
{
  guint n_assets = g_list_model_get_n_items (G_LIST_MODEL (picker_grid_get_list (self->grid)));

  return gtk_adjustment_get_upper (self->adjustment) * position / n_assets;
}

static void
scroll_to (BenchLibrary *self, double end)
{
  double length = gtk_adjustment_get_page_size (self->adjustment) * STEP_SCREENS;
  double value = gtk_adjustment_get_value (self->adjustment);
  double step = end > value ? length : -length;

  for (guint i = 1; (end - value) * step > 0; i++)
    {
      value += ABS (end - value) < length ? end - value : step;
      gtk_adjustment_set_value (self->adjustment, value);
      test_widget_wait_frames (self->window, 1);
      if (i % LOOK_FRAMES == 0)
        test_tiles_settle (self->grid);
    }
  test_tiles_settle (self->grid);
}

static double
measure_pass (BenchLibrary *self)
{
  scroll_to (self, get_place (self, N_ROWS));
  scroll_to (self, 0);

  return bench_get_anonymous_mb (0);
}

int
main (int argc, char **argv)
{
  g_autofree char *cache_dir = g_build_filename (g_get_user_cache_dir (), "bench", NULL);
  g_autoptr (GSettings) settings = NULL;
  TestTenant *tenant;
  EngineSession *session;
  BenchLibrary library;
  double first_mb, second_mb;

  media_pixels_share_heaps (); /* as the program does */
  tenant = bench_session_start_tenant (0);
  settings = test_session_new_settings ();
  session = bench_session_new (tenant, cache_dir);
  test_widget_init_toolkit ();
  bench_library_open (&library, session, settings);
  bench_library_settle (&library);
  bench_report ("memory-start", bench_get_anonymous_mb (0), BENCH_NO_PEER, "MB", NULL);

  first_mb = measure_pass (&library);
  bench_report ("memory-100000-rows", first_mb, BENCH_NO_PEER, "MB", "own<=180");
  second_mb = measure_pass (&library);
  bench_report ("memory-second-pass", second_mb, first_mb, "MB", "ratio<=1.02");

  bench_library_close (&library);
  test_session_free (session);
  g_free (test_tenant_stop (tenant));

  return 0;
}
