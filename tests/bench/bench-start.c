/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * From the start of the program to the first picture of an asset on the screen, against an empty
 * window.
 *
 * As on the second day: the account stands in its file and the token in the keyring, the files of
 * both programs are in the memory of the system. But no preview is on the disk: each one is
 * fetched. The tenant draws it when it is asked for, which is part of what is measured.
 */

#include "bench-report.h"
#include "bench-screen.h"
#include "bench-session.h"
#include "test-folder.h"
#include "test-wait.h"

#include <signal.h>
#include <sys/resource.h>

#define N_ROUNDS 9

static void
write_account (TestTenant *tenant)
{
  g_autofree char *folder = g_build_filename (g_get_user_config_dir (), "descant", NULL);
  g_autofree char *path = g_build_filename (folder, "accounts.conf", NULL);
  g_autofree char *text = g_strdup_printf (
      "[Account]\nloopback-base=%s\napp-id=%s\ncalls-per-minute=%d\n",
      test_tenant_get (tenant, "base"), test_tenant_get (tenant, "app_id"), BENCH_CALLS_PER_MINUTE);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

/* Into the keyring, as a sign-in leaves it. */
static void
keep_token (TestTenant *tenant)
{
  g_autoptr (CantoAccount) account = bench_session_make_account (tenant);
  g_autoptr (CantoToken) token = bench_session_make_token (tenant, account);
  g_autoptr (CantoSecret) app_secret = canto_secret_new (test_tenant_get (tenant, "app_secret"));
  g_autoptr (CantoTokenStore) store = canto_token_store_new ();
  g_autoptr (GAsyncResult) saved = NULL;
  g_autoptr (GAsyncResult) saved_app_secret = NULL;
  g_autoptr (GError) error = NULL;

  canto_token_store_save_async (store, account, token, NULL, (GAsyncReadyCallback) test_keep_result,
                                &saved);
  canto_token_store_save_finish (store, test_wait_result (&saved), &error);
  g_assert_no_error (error);
  canto_token_store_save_app_secret_async (
      store, account, app_secret, NULL, (GAsyncReadyCallback) test_keep_result, &saved_app_secret);
  canto_token_store_save_app_secret_finish (store, test_wait_result (&saved_app_secret), &error);
  g_assert_no_error (error);
}

static void
drop_previews (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "descant", NULL);

  test_folder_remove (folder);
}

/* What one start took. */
typedef struct
{
  BenchSeen seen; /* since before the program was started */
  double cpu_ms;  /* of the program's process until it was ended: other programs do not count */
} Start;

/* Of the children that have ended. */
static double
get_children_ms (void)
{
  struct rusage usage;

  getrusage (RUSAGE_CHILDREN, &usage);

  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3
         + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3;
}

static Start
run_program (BenchScreen *screen, const char *program, gboolean wants_picture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;
  double before_ms = get_children_ms ();
  Start start = { 0 };
  double start_ms;

  g_assert_nonnull (program);
  bench_screen_wait_empty (screen);
  start_ms = bench_get_wall_ms ();
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, NULL);
  g_assert_no_error (error);
  start.seen = bench_screen_watch (screen, wants_picture);
  start.seen.window_ms -= start_ms;
  start.seen.picture_ms -= start_ms;
  g_subprocess_send_signal (process, SIGTERM);
  g_subprocess_wait (process, NULL, NULL);
  start.cpu_ms = get_children_ms () - before_ms;

  return start;
}

typedef struct
{
  GArray *window_ms;
  GArray *picture_ms; /* 0 where none was waited for */
  GArray *cpu_ms;
} Starts;

static void
starts_init (Starts *starts)
{
  starts->window_ms = bench_samples_new ();
  starts->picture_ms = bench_samples_new ();
  starts->cpu_ms = bench_samples_new ();
}

static void
starts_add (Starts *starts, const Start *start)
{
  bench_samples_add (starts->window_ms, start->seen.window_ms);
  bench_samples_add (starts->picture_ms, start->seen.picture_ms);
  bench_samples_add (starts->cpu_ms, start->cpu_ms);
}

static void
starts_clear (Starts *starts)
{
  g_array_unref (starts->window_ms);
  g_array_unref (starts->picture_ms);
  g_array_unref (starts->cpu_ms);
}

static void
report (guint latency_ms, const char *what, GArray *own, GArray *peer, const char *goal)
{
  g_autofree char *name = g_strdup_printf ("start-%u%s", latency_ms, what);

  bench_report (name, bench_samples_get (own, 50), bench_samples_get (peer, 50), "ms", goal);
}

/* The two take turns, so that a disturbance hits both; the medians are compared. */
static void
measure_at (BenchScreen *screen, guint latency_ms, const char *goal)
{
  TestTenant *tenant = bench_session_start_tenant (latency_ms);
  Starts own, peer;

  write_account (tenant);
  keep_token (tenant);
  starts_init (&own);
  starts_init (&peer);
  for (guint i = 0; i <= N_ROUNDS; i++)
    {
      Start own_start, peer_start;

      drop_previews ();
      own_start = run_program (screen, g_getenv ("DESCANT_PROGRAM"), TRUE);
      peer_start = run_program (screen, g_getenv ("BENCH_EMPTY_WINDOW"), FALSE);
      if (i == 0)
        continue; /* until their files are in memory */
      starts_add (&own, &own_start);
      starts_add (&peer, &peer_start);
    }
  report (latency_ms, "", own.picture_ms, peer.window_ms, goal);
  report (latency_ms, "-window", own.window_ms, peer.window_ms, NULL);
  report (latency_ms, "-cpu", own.cpu_ms, peer.cpu_ms, NULL);
  starts_clear (&own);
  starts_clear (&peer);
  g_free (test_tenant_stop (tenant));
}

int
main (void)
{
  g_autoptr (BenchScreen) screen = bench_screen_new ();

  measure_at (screen, 0, "own-peer<=300");
  measure_at (screen, 40, "own-peer<=500");

  return 0;
}
