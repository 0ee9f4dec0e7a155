/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What benchmarks share: samples, clocks, and the line that says what came out. */

#define BENCH_NO_PEER (-1.0)

/* Samples are a GArray of double. */
GArray *bench_samples_new (void);
void bench_samples_add (GArray *samples, double value);
/* The value that @percent of the samples do not exceed; 50 is the median, 100 the largest. */
double bench_samples_get (GArray *samples, double percent);

/* Time that the calling thread has spent on a processor: other programs do not count, nor does
 * waiting. */
double bench_get_thread_ms (void);
double bench_get_wall_ms (void); /* CLOCK_MONOTONIC */

/* Anonymous memory of process @pid in MB of 1,000,000 bytes; 0 is this process. */
double bench_get_anonymous_mb (int pid);

/**
 * bench_report:
 * @peer: or %BENCH_NO_PEER
 * @goal: (nullable): what must be true, as "own<=8", "own-peer<=300", "ratio>=0.95", where the
 * ratio is
 *   @own to @peer; %NULL for what is only reported
 *
 * Prints `BENCH name own=… peer=… unit=… ratio=… goal=… met|short`, and `-` as the last word
 * without a goal.
 */
void bench_report (const char *name, double own, double peer, const char *unit, const char *goal);

G_END_DECLS
