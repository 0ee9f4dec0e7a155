/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Previews decoded per second of one processor, against libjpeg-turbo alone and gdk-pixbuf. */

#include "bench-jpeg.h"
#include "bench-report.h"
#include "bench-session.h"
#include "media-decoder.h"
#include "test-wait.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

#define TILE_PX    240
#define N_PICTURES 24
#define N_ROUNDS   15
#define ROUND_MS   60

static void
decode_own (GBytes *bytes)
{
  MediaPicture *picture = media_decoder_decode (bytes, TILE_PX, NULL);

  g_assert_nonnull (picture);
  media_picture_unref (picture);
}

static void
decode_bare (GBytes *bytes)
{
  g_assert_cmpuint (bench_jpeg_decode_bare (bytes, TILE_PX), >, 0);
}

static void
decode_pixbuf (GBytes *bytes)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GdkPixbuf) pixbuf =
      gdk_pixbuf_new_from_stream_at_scale (stream, TILE_PX, TILE_PX, TRUE, NULL, NULL);

  g_assert_nonnull (pixbuf);
}

/* Pictures a second of this thread's own time. */
static double
measure (void (*decode) (GBytes *bytes), GPtrArray *pictures)
{
  double start_ms = bench_get_thread_ms ();
  double spent_ms;
  guint n_decoded = 0;

  do
    {
      decode (pictures->pdata[n_decoded++ % pictures->len]);
      spent_ms = bench_get_thread_ms () - start_ms;
    }
  while (spent_ms < ROUND_MS);

  return n_decoded / spent_ms * 1000;
}

/* The three take turns, so that a disturbance hits all; the medians are compared. */
static void
compare_at (guint size_px, GPtrArray *pictures, const char *pixbuf_goal)
{
  g_autoptr (GArray) own = bench_samples_new ();
  g_autoptr (GArray) bare = bench_samples_new ();
  g_autoptr (GArray) pixbuf = bench_samples_new ();
  g_autofree char *bare_name = g_strdup_printf ("decode-%u-libjpeg", size_px);
  g_autofree char *pixbuf_name = g_strdup_printf ("decode-%u-pixbuf", size_px);

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      bench_samples_add (own, measure (decode_own, pictures));
      bench_samples_add (bare, measure (decode_bare, pictures));
      bench_samples_add (pixbuf, measure (decode_pixbuf, pictures));
    }
  bench_report (bare_name, bench_samples_get (own, 50), bench_samples_get (bare, 50), "pictures/s",
                "ratio>=0.95");
  bench_report (pixbuf_name, bench_samples_get (own, 50), bench_samples_get (pixbuf, 50),
                "pictures/s", pixbuf_goal);
}

static void
measure_at (EngineSession *session, GPtrArray *assets, guint size_px, const char *pixbuf_goal)
{
  g_autoptr (GPtrArray) pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint i = 0; i < assets->len; i++)
    {
      GBytes *bytes = bench_session_fetch_preview (session, assets->pdata[i], size_px);

      if (bytes != NULL)
        g_ptr_array_add (pictures, bytes);
    }
  compare_at (size_px, pictures, pixbuf_goal);
}

int
main (void)
{
  TestTenant *tenant = bench_session_start_tenant (0);
  EngineSession *session = bench_session_new (tenant, NULL);
  g_autoptr (GPtrArray) assets = bench_session_list_images (session, N_PICTURES);

  measure_at (session, assets, 240, "ratio>=1.7");
  measure_at (session, assets, 320, "ratio>=1");
  measure_at (session, assets, 640, "ratio>=1");
  measure_at (session, assets, 800, "ratio>=1");

  test_assert_last_unref (session);
  g_free (test_tenant_stop (tenant));

  return 0;
}
