/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Jumps to random places of a million assets, 40 ms away: when the tiles there are whole, and what
 * becomes of what was on its way to the place before. */

#include "bench-library.h"
#include "bench-report.h"
#include "bench-session.h"
#include "picker-thumbnail.h"
#include "test-session.h"
#include "test-tiles.h"
#include "test-widget.h"

#define LATENCY_MS 40
#define N_JUMPS    30
#define TILE_PX    240 /* what a tile of the size of a first start asks for */
#define GIVE_UP_MS 5000
#define LIMIT_MS   400
#define N_AT_ONCE  8 /* previews on their way, when the next jump is made */

typedef struct
{
  EngineSession *session;
  BenchLibrary parts;
  GRand *random;
} Bench;

static void
jump (Bench *self)
{
  double upper = gtk_adjustment_get_upper (self->parts.adjustment);

  gtk_adjustment_set_value (self->parts.adjustment, g_rand_double_range (self->random, 0, upper));
}

/* A picture, or the icon of what has none. */
static gboolean
is_whole (PickerTile *tile)
{
  CantoAsset *asset = catalog_slot_get_asset (picker_cell_get_slot (PICKER_CELL (tile)));
  const char *page = test_tiles_get_page (tile);

  return asset != NULL
         && (g_str_equal (page, "picture")
             || (g_str_equal (page, "icon")
                 && canto_asset_get_link (asset, CANTO_LINK_PREVIEW) == NULL));
}

/* Adds when each tile became whole that was not. @known: positions. Returns how many are not yet.
 */
static guint
look (Bench *self, GHashTable *known, GArray *times_ms, double now_ms)
{
  g_autoptr (GPtrArray) tiles = test_widget_find_all (self->parts.grid, PICKER_TYPE_TILE);
  guint n_left = 0;

  for (guint i = 0; i < tiles->len; i++)
    {
      PickerTile *tile = tiles->pdata[i];
      guint position;

      if (!test_tiles_is_on_screen (self->parts.grid, tile))
        continue;
      position = catalog_slot_get_position (picker_cell_get_slot (PICKER_CELL (tile)));
      if (!is_whole (tile))
        n_left++;
      else if (g_hash_table_add (known, GUINT_TO_POINTER (position)))
        bench_samples_add (times_ms, now_ms);
    }

  return n_left;
}

/* Frame by frame: what is not painted is not there. */
static void
time_jump (Bench *self, GArray *times_ms)
{
  g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);
  double start_ms = bench_get_wall_ms ();
  double now_ms = 0;
  guint n_left;

  jump (self);
  do
    {
      test_widget_wait_frames (self->parts.window, 1);
      now_ms = bench_get_wall_ms () - start_ms;
      n_left = look (self, known, times_ms, now_ms);
    }
  while ((n_left > 0 || now_ms < LATENCY_MS) && now_ms < GIVE_UP_MS);
  for (; n_left > 0; n_left--)
    bench_samples_add (times_ms, GIVE_UP_MS);
}

static double
get_share_within (GArray *times_ms, double limit_ms)
{
  guint n_within = 0;

  for (guint i = 0; i < times_ms->len; i++)
    n_within += g_array_index (times_ms, double, i) <= limit_ms ? 1 : 0;

  return 100.0 * n_within / times_ms->len;
}

static void
measure_tiles (Bench *self)
{
  g_autoptr (GArray) times_ms = bench_samples_new ();

  for (guint i = 0; i < N_JUMPS; i++)
    time_jump (self, times_ms);
  bench_report ("jump-tiles-within-400-ms", get_share_within (times_ms, LIMIT_MS), BENCH_NO_PEER,
                "%", "own>=90");
  bench_report ("jump-tile-median", bench_samples_get (times_ms, 50), BENCH_NO_PEER, "ms", NULL);
  bench_report ("jump-tile-p90", bench_samples_get (times_ms, 90), BENCH_NO_PEER, "ms", NULL);
}

/* What is on its way to tiles on screen. (element-type MediaRequest) (transfer full) */
static GPtrArray *
list_on_their_way (Bench *self)
{
  g_autoptr (GPtrArray) tiles = test_widget_find_all (self->parts.grid, PICKER_TYPE_TILE);
  GPtrArray *requests = g_ptr_array_new_with_free_func ((GDestroyNotify) media_request_unref);

  for (guint i = 0; i < tiles->len; i++)
    {
      PickerTile *tile = tiles->pdata[i];
      MediaRequest *request;

      if (!test_tiles_is_on_screen (self->parts.grid, tile) || is_whole (tile)
          || catalog_slot_get_asset (picker_cell_get_slot (PICKER_CELL (tile))) == NULL)
        continue;
      request = engine_session_make_preview_request (
          self->session, catalog_slot_get_asset (picker_cell_get_slot (PICKER_CELL (tile))),
          TILE_PX);
      if (request != NULL)
        g_ptr_array_add (requests, request);
    }

  return requests;
}

static guint
get_n_pending (Bench *self)
{
  return media_previews_get_n_pending (engine_session_get_previews (self->session));
}

/* Those whose picture is there all the same. */
static guint
count_come (Bench *self, GPtrArray *requests)
{
  guint n_come = 0;

  for (guint i = 0; i < requests->len; i++)
    {
      g_autoptr (MediaPicture) picture =
          media_previews_lookup (engine_session_get_previews (self->session), requests->pdata[i]);

      n_come += picture != NULL ? 1 : 0;
    }

  return n_come;
}

/* Jumps, and jumps on when pictures are on their way there. Of the next place nothing can be known
 * before the latency is over, so what is still on its way two frames later is what should not be.
 */
static void
overtake (Bench *self, guint *n_overtaken, guint *n_cancelled)
{
  g_autoptr (GPtrArray) requests = NULL;
  double start_ms = bench_get_wall_ms ();
  guint n_kept;

  jump (self);
  while (get_n_pending (self) < N_AT_ONCE && bench_get_wall_ms () - start_ms < GIVE_UP_MS)
    test_widget_wait_frames (self->parts.window, 1);
  requests = list_on_their_way (self);
  jump (self);
  test_widget_wait_frames (self->parts.window, 2);
  n_kept = MIN (get_n_pending (self) + count_come (self, requests), requests->len);
  *n_overtaken += requests->len;
  *n_cancelled += requests->len - n_kept;
}

static void
measure_overtaken (Bench *self)
{
  guint n_overtaken = 0;
  guint n_cancelled = 0;

  for (guint i = 0; i < N_JUMPS; i++)
    overtake (self, &n_overtaken, &n_cancelled);
  g_assert_cmpuint (n_overtaken, >, N_JUMPS);
  bench_report ("jump-overtaken-cancelled", 100.0 * n_cancelled / n_overtaken, BENCH_NO_PEER, "%",
                "own>=95");
}

int
main (int argc, char **argv)
{
  TestTenant *tenant = bench_session_start_tenant (LATENCY_MS);
  g_autoptr (GSettings) settings = test_session_new_settings ();
  Bench bench;

  test_widget_init_toolkit ();
  bench.session = bench_session_new (tenant, NULL);
  bench_library_open (&bench.parts, bench.session, settings);
  bench_library_settle (&bench.parts);
  bench.random = g_rand_new_with_seed (1);

  measure_tiles (&bench);
  measure_overtaken (&bench);

  g_rand_free (bench.random);
  bench_library_close (&bench.parts);
  test_session_free (bench.session);
  g_free (test_tenant_stop (tenant));

  return 0;
}
