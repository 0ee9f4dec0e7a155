/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the main thread does in each frame, while somebody scrolls, jumps and types. */

#include "bench-report.h"
#include "bench-session.h"
#include "bench-window.h"
#include "picker-grid.h"
#include "picker-library.h"
#include "test-session.h"
#include "test-tiles.h"
#include "test-widget.h"

#define WIDTH_PX      1280
#define HEIGHT_PX     800
#define FLING_FRAMES  240
#define CREEP_FRAMES  240
#define N_JUMPS       20
#define JUMP_FRAMES   12
#define LETTER_FRAMES 9 /* some 150 ms */

typedef struct
{
  GSettings *settings;
  BenchWindow *window;
  GtkWidget *library;
  PickerGrid *grid;
  GtkAdjustment *adjustment;
  GtkEditable *entry;
} Bench;

/* Work that follows what was asked of the person's hand, which is recorded, too. */
static void
scroll_to (Bench *self, double value, guint n_frames)
{
  gtk_adjustment_set_value (self->adjustment, value);
  bench_window_record (self->window, n_frames);
}

static void
scroll (Bench *self, double screens_a_frame, guint n_frames)
{
  double step = gtk_adjustment_get_page_size (self->adjustment) * screens_a_frame;

  for (guint i = 0; i < n_frames; i++)
    scroll_to (self, gtk_adjustment_get_value (self->adjustment) + step, 1);
}

static void
jump (Bench *self)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  double upper = gtk_adjustment_get_upper (self->adjustment);

  for (guint i = 0; i < N_JUMPS; i++)
    scroll_to (self, g_rand_double_range (random, 0, upper), JUMP_FRAMES);
}

/* Letter by letter, and then back. */
static void
type (Bench *self, const char *word)
{
  glong length = g_utf8_strlen (word, -1);

  for (const char *c = word; *c != '\0'; c++)
    {
      int position = -1;

      gtk_editable_insert_text (self->entry, c, 1, &position);
      bench_window_record (self->window, LETTER_FRAMES);
    }
  bench_window_record (self->window, 60);
  for (glong i = length; i > 0; i--)
    {
      gtk_editable_delete_text (self->entry, (int) i - 1, (int) i);
      bench_window_record (self->window, LETTER_FRAMES);
    }
  bench_window_record (self->window, 60);
}

static void
report (Bench *self, const char *what, const char *p99_goal, const char *max_goal)
{
  GArray *work_ms = bench_window_get_work_ms (self->window);
  GArray *draw_ms = bench_window_get_draw_ms (self->window);
  g_autofree char *median = g_strdup_printf ("frames-%s-median", what);
  g_autofree char *p99 = g_strdup_printf ("frames-%s-p99", what);
  g_autofree char *max = g_strdup_printf ("frames-%s-max", what);
  g_autofree char *draw = g_strdup_printf ("frames-%s-software-draw-p99", what);

  bench_report (median, bench_samples_get (work_ms, 50), BENCH_NO_PEER, "ms", NULL);
  bench_report (p99, bench_samples_get (work_ms, 99), BENCH_NO_PEER, "ms", p99_goal);
  bench_report (max, bench_samples_get (work_ms, 100), BENCH_NO_PEER, "ms", max_goal);
  bench_report (draw, bench_samples_get (draw_ms, 99), BENCH_NO_PEER, "ms", NULL);
}

static void
measure (Bench *self, const char *what, void (*act) (Bench *self))
{
  gtk_adjustment_set_value (self->adjustment, 0);
  test_tiles_settle (self->grid);
  bench_window_clear (self->window);
  act (self);
  report (self, what, "own<=8", "own<=16.7");
}

static void
fling (Bench *self)
{
  scroll (self, 0.4, FLING_FRAMES);
  scroll (self, -0.4, FLING_FRAMES);
}

static void
creep (Bench *self)
{
  scroll (self, 0.03, CREEP_FRAMES);
  scroll (self, -0.03, CREEP_FRAMES);
}

static void
show_as (Bench *self, const char *view, GType type)
{
  g_settings_set_string (self->settings, "view", view);
  test_widget_wait_frames (self->window, 30);
  self->adjustment = gtk_scrollable_get_vadjustment (test_widget_find (self->grid, type));
}

/* The rows of the list, which is then left again. */
static void
fling_list (Bench *self)
{
  show_as (self, "list", GTK_TYPE_COLUMN_VIEW);
  bench_window_clear (self->window);
  fling (self);
  jump (self);
  show_as (self, "grid", GTK_TYPE_GRID_VIEW);
}

static void
type_words (Bench *self)
{
  type (self, "harbour");
  type (self, "forest");
  type (self, "no such thing");
}

/* Given a name, only that part. */
/* Given a name, only that part. */

int
main (int argc, char **argv)
{
  TestTenant *tenant = bench_session_start_tenant (0);
  EngineSession *session = bench_session_new (tenant, NULL);
  g_autoptr (GSettings) settings = test_session_new_settings ();
  static const struct
  {
    const char *name;
    void (*act) (Bench *self);
  } parts[] = {
    { "creep", creep },       { "fling", fling },     { "jump", jump },
    { "typing", type_words }, { "list", fling_list },
  };
  Bench bench;

  test_widget_init_toolkit ();
  bench.settings = settings;
  bench.library = picker_library_new (session, settings, FALSE);
  bench.grid = test_widget_find (bench.library, PICKER_TYPE_GRID);
  bench.entry = test_widget_get_child (bench.library, "search_entry");
  bench.window = bench_window_new (bench.library, WIDTH_PX, HEIGHT_PX);
  bench.adjustment =
      gtk_scrolled_window_get_vadjustment (test_widget_get_child (bench.grid, "scroller"));
  bench_report ("frames-first", bench_samples_get (bench_window_get_work_ms (bench.window), 100),
                BENCH_NO_PEER, "ms", NULL);

  bench_window_clear (bench.window);
  bench_window_record (bench.window, 60);
  bench_report ("frames-first-layout",
                bench_samples_get (bench_window_get_work_ms (bench.window), 100), BENCH_NO_PEER,
                "ms", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (argc < 2 || g_str_equal (argv[1], parts[i].name))
        measure (&bench, parts[i].name, parts[i].act);
    }

  test_widget_close (GTK_WIDGET (bench.window));
  test_session_free (session);
  g_free (test_tenant_stop (tenant));

  return 0;
}
