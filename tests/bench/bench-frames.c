/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the main thread does in each frame, while somebody scrolls, jumps and types. */

#include "bench-library.h"
#include "bench-report.h"
#include "bench-session.h"
#include "test-session.h"
#include "test-tiles.h"
#include "test-widget.h"

#define FLING_FRAMES  240
#define CREEP_FRAMES  240
#define N_JUMPS       20
#define JUMP_FRAMES   12
#define LETTER_FRAMES 9 /* some 150 ms */

typedef struct
{
  BenchLibrary parts;
  GSettings *settings;
  GtkEditable *entry;
  GtkAdjustment *adjustment; /* of the view that is shown */
} Bench;

typedef struct
{
  const char *name;
  void (*act) (Bench *self);
} Part;

/* Work that follows what was asked of the person's hand, which is recorded, too. */
static void
scroll_to (Bench *self, double value, guint n_frames)
{
  gtk_adjustment_set_value (self->adjustment, value);
  bench_window_record (self->parts.window, n_frames);
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
      bench_window_record (self->parts.window, LETTER_FRAMES);
    }
  bench_window_record (self->parts.window, 60);
  for (glong i = length; i > 0; i--)
    {
      gtk_editable_delete_text (self->entry, (int) i - 1, (int) i);
      bench_window_record (self->parts.window, LETTER_FRAMES);
    }
  bench_window_record (self->parts.window, 60);
}

static void
report (Bench *self, const Part *part)
{
  GArray *work_ms = bench_window_get_work_ms (self->parts.window);
  GArray *draw_ms = bench_window_get_draw_ms (self->parts.window);
  g_autofree char *median = g_strdup_printf ("frames-%s-median", part->name);
  g_autofree char *p99 = g_strdup_printf ("frames-%s-p99", part->name);
  g_autofree char *max = g_strdup_printf ("frames-%s-max", part->name);
  g_autofree char *draw = g_strdup_printf ("frames-%s-software-draw-p99", part->name);

  bench_report (median, bench_samples_get (work_ms, 50), BENCH_NO_PEER, "ms", NULL);
  bench_report (p99, bench_samples_get (work_ms, 99), BENCH_NO_PEER, "ms", "own<=8");
  bench_report (max, bench_samples_get (work_ms, 100), BENCH_NO_PEER, "ms", "own<=16.7");
  bench_report (draw, bench_samples_get (draw_ms, 99), BENCH_NO_PEER, "ms", NULL);
}

static void
report_largest (Bench *self, const char *name)
{
  GArray *work_ms = bench_window_get_work_ms (self->parts.window);

  bench_report (name, bench_samples_get (work_ms, 100), BENCH_NO_PEER, "ms", NULL);
}

static void
measure (Bench *self, const Part *part)
{
  gtk_adjustment_set_value (self->adjustment, 0);
  test_tiles_settle (self->parts.grid);
  bench_window_clear (self->parts.window);
  part->act (self);
  report (self, part);
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
  test_widget_wait_frames (self->parts.window, 30);
  self->adjustment = gtk_scrollable_get_vadjustment (test_widget_find (self->parts.grid, type));
}

/* The rows of the list, which is then left again. */
static void
fling_list (Bench *self)
{
  show_as (self, "list", GTK_TYPE_LIST_VIEW);
  bench_window_clear (self->parts.window);
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

int
main (int argc, char **argv)
{
  TestTenant *tenant = bench_session_start_tenant (0);
  EngineSession *session = bench_session_new (tenant, NULL);
  g_autoptr (GSettings) settings = test_session_new_settings ();
  static const Part parts[] = {
    { "creep", creep },       { "fling", fling },     { "jump", jump },
    { "typing", type_words }, { "list", fling_list },
  };
  Bench bench;

  test_widget_init_toolkit ();
  bench.settings = settings;
  bench_library_open (&bench.parts, session, settings);
  bench.entry = test_widget_get_child (bench.parts.library, "search_entry");
  bench.adjustment = bench.parts.adjustment;
  report_largest (&bench, "frames-first");

  bench_window_clear (bench.parts.window);
  bench_library_settle (&bench.parts);
  report_largest (&bench, "frames-first-layout");

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (argc < 2 || g_str_equal (argv[1], parts[i].name))
        measure (&bench, &parts[i]);
    }

  bench_library_close (&bench.parts);
  test_session_free (session);
  g_free (test_tenant_stop (tenant));

  return 0;
}
