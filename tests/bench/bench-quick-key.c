/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From a key to the frame that shows what is known here: the quick picker, with much to look
 * through. */

#include "bench-report.h"
#include "bench-session.h"
#include "picker-quick-window.h"
#include "test-session.h"
#include "test-wait.h"
#include "test-widget.h"

#define N_PICKS  5000
#define N_LOADED 10000
#define N_ROUNDS 5
#define PAUSE_MS 400 /* between two words: the service answers, and its rows are merged */

static gboolean
is_idle (gpointer known)
{
  return !engine_known_get_is_busy (known);
}

static void
set_text (char **text, const char *value)
{
  g_free (*text);
  *text = g_strdup (value);
}

/* As years of copying leave it. */
static void
note_picks (EngineSession *session, GPtrArray *assets)
{
  g_autoptr (GPtrArray) picks = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < N_PICKS; i++)
    {
      CantoAsset *asset = assets->pdata[i];
      JournalPick *record = journal_pick_new ();
      EnginePick *pick;

      set_text (&record->scheme, canto_asset_get_scheme_word (asset));
      set_text (&record->id, canto_asset_get_id (asset));
      set_text (&record->name, canto_asset_get_name (asset));
      set_text (&record->ops, "-B1200-FJPG");
      set_text (&record->form, "url");
      record->width_px = canto_asset_get_width_px (asset);
      record->height_px = canto_asset_get_height_px (asset);
      pick = engine_pick_new (record, CANTO_ACCOUNT_DEFAULT_MASTER_PX);
      engine_pick_prepare (pick);
      g_ptr_array_add (picks, pick);
    }
  engine_history_note (engine_session_get_history (session), picks);
}

static void
learn (EngineSession *session, GPtrArray *assets)
{
  EngineKnown *known = engine_session_get_known (session);

  engine_known_learn (known, assets);
  test_wait_until (is_idle, known, "the assets to be made ready");
}

/* The look alone, without a window. */
static void
measure_find (EngineSession *session)
{
  static const char *const words[] = { "h", "harbour", "forest morning", "no such thing" };
  EngineKnown *known = engine_session_get_known (session);
  g_autoptr (GArray) samples = bench_samples_new ();

  for (guint i = 0; i < 20 * G_N_ELEMENTS (words); i++)
    {
      double start_ms = bench_get_thread_ms ();
      G_GNUC_UNUSED g_autoptr (GPtrArray) hits =
          engine_known_find (known, words[i % G_N_ELEMENTS (words)], 30);

      bench_samples_add (samples, bench_get_thread_ms () - start_ms);
    }
  bench_report ("quick-find-median", bench_samples_get (samples, 50), BENCH_NO_PEER, "ms", NULL);
  bench_report ("quick-find-max", bench_samples_get (samples, 100), BENCH_NO_PEER, "ms", "own<=5");
}

static void
set_true (gboolean *flag)
{
  *flag = TRUE;
}

static void
wait_painted (GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  gboolean is_painted = FALSE;
  gulong id = g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (set_true), &is_painted);

  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_PAINT);
  while (!is_painted)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, id);
}

static gboolean
end_pause (gpointer flag)
{
  *(gboolean *) flag = TRUE;

  return G_SOURCE_REMOVE;
}

static void
pause_typing (void)
{
  gboolean is_over = FALSE;

  g_timeout_add (PAUSE_MS, end_pause, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}

/* Letter by letter, and then nothing at once. On the clock, and what the main thread does of it. */
static void
type (GtkWidget *window, const char *word, GArray *samples, GArray *cpu_samples)
{
  GtkEditable *entry = test_widget_get_child (window, "search_entry");

  for (const char *c = word; *c != '\0'; c++)
    {
      double start_ms = bench_get_wall_ms ();
      double start_cpu_ms = bench_get_thread_ms ();
      int position = -1;

      gtk_editable_insert_text (entry, c, 1, &position);
      wait_painted (window);
      bench_samples_add (samples, bench_get_wall_ms () - start_ms);
      bench_samples_add (cpu_samples, bench_get_thread_ms () - start_cpu_ms);
    }
  pause_typing ();
  gtk_editable_set_text (entry, "");
  wait_painted (window);
}

static void
measure_keys (GtkWidget *window)
{
  g_autoptr (GArray) samples = bench_samples_new ();
  g_autoptr (GArray) cpu_samples = bench_samples_new ();

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      type (window, "harbour", samples, cpu_samples);
      type (window, "forest", samples, cpu_samples);
      type (window, "no such thing", samples, cpu_samples);
    }
  bench_report ("quick-key-median", bench_samples_get (samples, 50), BENCH_NO_PEER, "ms",
                "own<=50");
  bench_report ("quick-key-max", bench_samples_get (samples, 100), BENCH_NO_PEER, "ms", "own<=50");
  bench_report ("quick-key-cpu-median", bench_samples_get (cpu_samples, 50), BENCH_NO_PEER, "ms",
                NULL);
  bench_report ("quick-key-cpu-max", bench_samples_get (cpu_samples, 100), BENCH_NO_PEER, "ms",
                "own<=50");
}

/* What a key of the desktop brings: the window that was there before. */
static void
measure_open (GtkWidget *window)
{
  g_autoptr (GArray) samples = bench_samples_new ();

  for (guint i = 0; i < 4 * N_ROUNDS; i++)
    {
      double start_ms;

      gtk_window_close (GTK_WINDOW (window));
      pause_typing ();
      start_ms = bench_get_wall_ms ();
      picker_quick_window_open (PICKER_QUICK_WINDOW (window), NULL);
      wait_painted (window);
      bench_samples_add (samples, bench_get_wall_ms () - start_ms);
    }
  bench_report ("quick-open-median", bench_samples_get (samples, 50), BENCH_NO_PEER, "ms", NULL);
  bench_report ("quick-open-max", bench_samples_get (samples, 100), BENCH_NO_PEER, "ms", NULL);
}

int
main (int argc, char **argv)
{
  TestTenant *tenant = bench_session_start_tenant (0);
  EngineSession *session = bench_session_new (tenant, NULL);
  g_autoptr (GSettings) settings = test_session_new_settings ();
  GPtrArray *assets = bench_session_list_images (session, N_PICKS + N_LOADED);
  GtkWidget *window;

  test_widget_init_toolkit ();
  note_picks (session, assets);
  g_ptr_array_remove_range (assets, 0, N_PICKS);
  learn (session, assets);
  measure_find (session);

  window = picker_quick_window_new (settings);
  picker_quick_window_set_session (PICKER_QUICK_WINDOW (window), session);
  picker_quick_window_open (PICKER_QUICK_WINDOW (window), NULL);
  wait_painted (window);
  pause_typing ();
  measure_keys (window);
  measure_open (window);

  gtk_window_destroy (GTK_WINDOW (window));
  g_ptr_array_unref (assets);
  test_session_free (session);
  g_free (test_tenant_stop (tenant));

  return 0;
}
