/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * BenchWindow:
 *
 * A window that takes the time of the main thread, frame by frame, on that thread's own clock. What
 * the renderer needs to draw is kept apart: here it is the software renderer, a person has another
 * one. All else from the end of one frame to the end of the next is work: events, replies, layout,
 * style, and the snapshot that the renderer then draws.
 */
#define BENCH_TYPE_WINDOW (bench_window_get_type ())
G_DECLARE_FINAL_TYPE (BenchWindow, bench_window, BENCH, WINDOW, GtkWindow)

/* Shows @child, and waits for the first frame, which is recorded. */
BenchWindow *bench_window_new (GtkWidget *child, int width_px, int height_px);

/* Forgets what was recorded, and records what happens in @n_frames frames from now on. */
void bench_window_clear (BenchWindow *self);
void bench_window_record (BenchWindow *self, guint n_frames);

/* Samples (bench-report.h), one a frame. (transfer none) */
GArray *bench_window_get_work_ms (BenchWindow *self);
GArray *bench_window_get_draw_ms (BenchWindow *self);

G_END_DECLS
