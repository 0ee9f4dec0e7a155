/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bench-report.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

GArray *
bench_samples_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (double));
}

void
bench_samples_add (GArray *samples, double value)
{
  g_array_append_val (samples, value);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double left = *(const double *) a;
  double right = *(const double *) b;

  return left < right ? -1 : left > right;
}

double
bench_samples_get (GArray *samples, double percent)
{
  guint index;

  g_assert_cmpuint (samples->len, >, 0);
  g_array_sort (samples, compare);
  index = (guint) ceil (samples->len * percent / 100);

  return g_array_index (samples, double, index > 0 ? index - 1 : 0);
}

static double
read_clock_ms (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);

  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

double
bench_get_thread_ms (void)
{
  return read_clock_ms (CLOCK_THREAD_CPUTIME_ID);
}

double
bench_get_wall_ms (void)
{
  return read_clock_ms (CLOCK_MONOTONIC);
}

double
bench_get_anonymous_mb (int pid)
{
  g_autofree char *path = pid != 0 ? g_strdup_printf ("/proc/%d/smaps_rollup", pid)
                                   : g_strdup ("/proc/self/smaps_rollup");
  g_autofree char *text = NULL;
  const char *line;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  line = strstr (text, "\nAnonymous:");
  g_assert_nonnull (line);

  return g_ascii_strtod (line + strlen ("\nAnonymous:"), NULL) * 1024 / 1e6;
}

static gboolean
is_met (const char *goal, double own, double peer)
{
  const char *bound = strpbrk (goal, "<>");
  double limit, value;

  g_assert_nonnull (bound);
  limit = g_ascii_strtod (bound + 2, NULL);
  if (g_str_has_prefix (goal, "own-peer"))
    value = own - peer;
  else if (g_str_has_prefix (goal, "ratio"))
    value = own / peer;
  else
    value = own;

  return *bound == '<' ? value <= limit : value >= limit;
}

void
bench_report (const char *name, double own, double peer, const char *unit, const char *goal)
{
  g_autofree char *peer_text = NULL;
  g_autofree char *ratio_text = NULL;
  const char *verdict = "-";

  if (peer >= 0)
    {
      peer_text = g_strdup_printf ("%.4g", peer);
      ratio_text = g_strdup_printf ("%.3f", own / peer);
    }
  if (goal != NULL)
    verdict = is_met (goal, own, peer) ? "met" : "short";

  printf ("BENCH %s own=%.4g peer=%s unit=%s ratio=%s goal=%s %s\n", name, own,
          peer_text != NULL ? peer_text : "-", unit, ratio_text != NULL ? ratio_text : "-",
          goal != NULL ? goal : "-", verdict);
  fflush (stdout);
}
