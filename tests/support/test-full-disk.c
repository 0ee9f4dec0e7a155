/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "test-full-disk.h"

#include <glib.h>
#include <signal.h>
#include <sys/resource.h>

#define FEW_BYTES 16

static struct rlimit limit;

void
test_full_disk_begin (void)
{
  struct rlimit few;

  /* Else the process is ended, and not told. */
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  few = limit;
  few.rlim_cur = FEW_BYTES;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &few), ==, 0);
}

void
test_full_disk_end (void)
{
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}
