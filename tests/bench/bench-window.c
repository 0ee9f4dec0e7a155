/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bench-window.h"

#include "bench-report.h"
#include "test-wait.h"
#include "test-widget.h"

struct _BenchWindow
{
  GtkWindow parent_instance;

  /* Owned. */
  GArray *work_ms;
  GArray *draw_ms;

  /* State: readings of the thread's clock. */
  gboolean records;
  double frame_ms;    /* at the end of the frame before */
  double painting_ms; /* when the frame began to be painted */
  double snapshot_ms; /* spent in snapshots since then */
};

G_DEFINE_FINAL_TYPE (BenchWindow, bench_window, GTK_TYPE_WINDOW)

/* Of the steps before it each may be missing in a frame. */
static void
step_before_paint_done (BenchWindow *self)
{
  self->painting_ms = bench_get_thread_ms ();
  self->snapshot_ms = 0;
}

static void
frame_painted (BenchWindow *self)
{
  double now_ms = bench_get_thread_ms ();
  double draw_ms = now_ms - self->painting_ms - self->snapshot_ms;

  if (self->records)
    {
      bench_samples_add (self->work_ms, now_ms - self->frame_ms - draw_ms);
      bench_samples_add (self->draw_ms, draw_ms);
    }
  self->frame_ms = bench_get_thread_ms ();
}

static void
bench_window_realize (GtkWidget *widget)
{
  static const char *const steps[] = { "before-paint", "update", "layout" };
  GdkFrameClock *clock;

  GTK_WIDGET_CLASS (bench_window_parent_class)->realize (widget);
  clock = gtk_widget_get_frame_clock (widget);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    g_signal_connect_data (clock, steps[i], G_CALLBACK (step_before_paint_done), widget, NULL,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (frame_painted), widget);
}

static void
bench_window_unrealize (GtkWidget *widget)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);

  /* The toolkit has handlers with the window as their data, too. */
  g_signal_handlers_disconnect_by_func (clock, step_before_paint_done, widget);
  g_signal_handlers_disconnect_by_func (clock, frame_painted, widget);
  GTK_WIDGET_CLASS (bench_window_parent_class)->unrealize (widget);
}

static void
bench_window_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  BenchWindow *self = BENCH_WINDOW (widget);
  double start_ms = bench_get_thread_ms ();

  GTK_WIDGET_CLASS (bench_window_parent_class)->snapshot (widget, snapshot);
  self->snapshot_ms += bench_get_thread_ms () - start_ms;
}

static void
bench_window_finalize (GObject *object)
{
  BenchWindow *self = BENCH_WINDOW (object);

  g_array_unref (self->work_ms);
  g_array_unref (self->draw_ms);

  G_OBJECT_CLASS (bench_window_parent_class)->finalize (object);
}

static void
bench_window_class_init (BenchWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = bench_window_finalize;
  widget_class->realize = bench_window_realize;
  widget_class->unrealize = bench_window_unrealize;
  widget_class->snapshot = bench_window_snapshot;
}

static void
bench_window_init (BenchWindow *self)
{
  self->work_ms = bench_samples_new ();
  self->draw_ms = bench_samples_new ();
}

static gboolean
has_frame (gpointer self)
{
  return BENCH_WINDOW (self)->work_ms->len > 0;
}

BenchWindow *
bench_window_new (GtkWidget *child, int width_px, int height_px)
{
  BenchWindow *self = g_object_new (BENCH_TYPE_WINDOW, NULL);

  gtk_window_set_default_size (GTK_WINDOW (self), width_px, height_px);
  gtk_window_set_child (GTK_WINDOW (self), child);
  self->frame_ms = bench_get_thread_ms ();
  self->records = TRUE;
  gtk_window_present (GTK_WINDOW (self));
  test_wait_until (has_frame, self, "the first frame");
  self->records = FALSE;

  return self;
}

void
bench_window_clear (BenchWindow *self)
{
  g_array_set_size (self->work_ms, 0);
  g_array_set_size (self->draw_ms, 0);
}

void
bench_window_record (BenchWindow *self, guint n_frames)
{
  if (!self->records)
    self->frame_ms = bench_get_thread_ms ();
  self->records = TRUE;
  test_widget_wait_frames (self, n_frames);
  self->records = FALSE;
}

GArray *
bench_window_get_work_ms (BenchWindow *self)
{
  return self->work_ms;
}

GArray *
bench_window_get_draw_ms (BenchWindow *self)
{
  return self->draw_ms;
}
