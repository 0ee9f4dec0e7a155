/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A thousand previews fetched, decoded and kept on the disk, against libcurl and libjpeg-turbo on
 * one thread that does the same and nothing else.
 *
 * Twice: from the stand-in tenant, which draws each picture when it is asked for and closes the
 * connection after it, which is most of the time that both take; and from a server that has them
 * ready and keeps the connections, as a real one does, where the difference shows.
 */

#include "bench-curl.h"
#include "bench-report.h"
#include "bench-session.h"
#include "bench-shelf.h"
#include "test-folder.h"
#include "test-wait.h"

#include <sys/resource.h>

#define N_PREVIEWS    1000
#define N_CONNECTIONS 8 /* as many as MediaPreviews has under way */
#define N_ROUNDS      5
#define N_ASSETS      1400 /* some of them have no preview */
#define TILE_PX       240

typedef struct
{
  GArray *rate;    /* previews a second */
  GArray *cpu_ms;  /* of all threads, a preview */
  GArray *main_ms; /* of the main thread, a preview */
} Samples;

typedef struct
{
  EngineSession *session;
  GPtrArray *requests; /* of MediaRequest */
  guint n_loaded;
} Own;

static double
get_process_ms (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);

  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3
         + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3;
}

/* @parent: (nullable) */
static char *
make_folder (const char *parent)
{
  char *folder =
      g_build_filename (parent != NULL ? parent : g_get_tmp_dir (), "descant-bench-XXXXXX", NULL);

  g_assert_nonnull (g_mkdtemp (folder));

  return folder;
}

static void
preview_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Own *own = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaPicture) picture =
      media_previews_load_finish (MEDIA_PREVIEWS (object), result, &error);

  g_assert_no_error (error);
  g_assert_nonnull (picture);
  own->n_loaded++;
}

static void
load_own (Own *own, const char *folder)
{
  CantoClient *client = engine_session_get_client (own->session);
  g_autoptr (MediaPreviews) previews = media_previews_new (client, folder, G_MAXINT64);

  own->n_loaded = 0;
  for (guint i = 0; i < own->requests->len; i++)
    media_previews_load_async (previews, own->requests->pdata[i], NULL, preview_loaded, own);
  while (own->n_loaded < own->requests->len)
    g_main_context_iteration (NULL, TRUE);
}

static void
add_samples (Samples *samples, double start_ms, double start_cpu_ms, double start_main_ms)
{
  bench_samples_add (samples->rate, N_PREVIEWS * 1000 / (bench_get_wall_ms () - start_ms));
  bench_samples_add (samples->cpu_ms, (get_process_ms () - start_cpu_ms) / N_PREVIEWS);
  bench_samples_add (samples->main_ms, (bench_get_thread_ms () - start_main_ms) / N_PREVIEWS);
}

static void
run_own (Own *own, const char *parent, Samples *samples)
{
  g_autofree char *folder = make_folder (parent);
  double start_ms = bench_get_wall_ms ();
  double start_cpu_ms = get_process_ms ();
  double start_main_ms = bench_get_thread_ms ();

  load_own (own, folder);
  add_samples (samples, start_ms, start_cpu_ms, start_main_ms);
}

static void
run_peer (GPtrArray *uris, gboolean reuses, const char *parent, Samples *samples)
{
  g_autofree char *folder = make_folder (parent);
  double start_ms = bench_get_wall_ms ();
  double start_cpu_ms = get_process_ms ();
  double start_main_ms = bench_get_thread_ms ();

  bench_curl_fetch (uris, N_CONNECTIONS, reuses, TILE_PX, folder);
  add_samples (samples, start_ms, start_cpu_ms, start_main_ms);
}

static void
samples_init (Samples *samples)
{
  samples->rate = bench_samples_new ();
  samples->cpu_ms = bench_samples_new ();
  samples->main_ms = bench_samples_new ();
}

static void
samples_clear (Samples *samples)
{
  g_array_unref (samples->rate);
  g_array_unref (samples->cpu_ms);
  g_array_unref (samples->main_ms);
}

static void
report (const char *name,
        const char *what,
        GArray *own,
        GArray *peer,
        const char *unit,
        const char *goal)
{
  g_autofree char *full_name = g_strconcat (name, what, NULL);

  bench_report (full_name, bench_samples_get (own, 50),
                peer != NULL ? bench_samples_get (peer, 50) : BENCH_NO_PEER, unit, goal);
}

/* The two take turns, so that a disturbance hits both; the medians are compared. All files go in
 * the end: right after others were deleted, ext4 is slow to make new ones. */
static void
compare (const char *name, Own *own, gboolean reuses)
{
  g_autoptr (GPtrArray) uris = g_ptr_array_new ();
  g_autofree char *parent = make_folder (NULL);
  Samples own_samples, peer_samples;

  for (guint i = 0; i < own->requests->len; i++)
    g_ptr_array_add (uris, (gpointer) media_request_get_uri (own->requests->pdata[i], 0));
  samples_init (&own_samples);
  samples_init (&peer_samples);
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      run_own (own, parent, &own_samples);
      run_peer (uris, reuses, parent, &peer_samples);
    }
  report (name, "", own_samples.rate, peer_samples.rate, "previews/s", "ratio>=0.8");
  report (name, "-main", own_samples.main_ms, NULL, "ms/preview", "own<=0.05");
  report (name, "-cpu", own_samples.cpu_ms, peer_samples.cpu_ms, "ms/preview", NULL);
  samples_clear (&own_samples);
  samples_clear (&peer_samples);
  test_folder_remove (parent);
}

static void
add_from_tenant (Own *own, GPtrArray *assets)
{
  for (guint i = 0; i < assets->len && own->requests->len < N_PREVIEWS; i++)
    {
      MediaRequest *request =
          engine_session_make_preview_request (own->session, assets->pdata[i], TILE_PX);

      if (request != NULL)
        g_ptr_array_add (own->requests, request);
    }
  g_assert_cmpuint (own->requests->len, ==, N_PREVIEWS);
}

static void
fill_shelf (GPtrArray *uris, const char *folder)
{
  bench_curl_fetch (uris, N_CONNECTIONS, FALSE, TILE_PX, folder);
}

/* The same pictures, where they are ready. */
static void
add_from_shelf (GPtrArray *requests, BenchShelf *shelf)
{
  for (guint i = 0; i < N_PREVIEWS; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i);
      g_autofree char *uri = bench_shelf_dup_uri (shelf, name);
      MediaRequest *request = media_request_new (name, TILE_PX);

      media_request_add_place (request, uri, CANTO_FETCH_FREE);
      g_ptr_array_add (requests, request);
    }
}

static void
compare_ready (Own *own, const char *program)
{
  g_autofree char *folder = make_folder (NULL);
  g_autoptr (GPtrArray) uris = g_ptr_array_new ();
  Own ready = { own->session, g_ptr_array_new_with_free_func ((GDestroyNotify) media_request_unref),
                0 };
  BenchShelf *shelf;

  for (guint i = 0; i < own->requests->len; i++)
    g_ptr_array_add (uris, (gpointer) media_request_get_uri (own->requests->pdata[i], 0));
  fill_shelf (uris, folder);
  shelf = bench_shelf_start (program, folder);
  add_from_shelf (ready.requests, shelf);
  compare ("fetch-ready", &ready, TRUE);
  bench_shelf_stop (shelf);
  g_ptr_array_unref (ready.requests);
  test_folder_remove (folder);
}

int
main (int argc, char **argv)
{
  TestTenant *tenant;
  g_autoptr (GPtrArray) assets = NULL;
  Own own = { 0 };

  if (argc == 3 && g_str_equal (argv[1], "--shelf"))
    return bench_shelf_main (argv[2]);

  tenant = bench_session_start_tenant (0);
  own.session = bench_session_new (tenant, NULL);
  own.requests = g_ptr_array_new_with_free_func ((GDestroyNotify) media_request_unref);
  assets = bench_session_list_images (own.session, N_ASSETS);
  add_from_tenant (&own, assets);
  compare ("fetch", &own, FALSE);
  compare_ready (&own, argv[0]);

  g_ptr_array_unref (own.requests);
  test_assert_last_unref (own.session);
  g_free (test_tenant_stop (tenant));

  return 0;
}
