/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-core-dumps.h"

#include <sys/resource.h>

/* Of the process, as the limit is. */
static GMutex lock;
static gboolean is_forbidden;
static rlim_t allowed_bytes;
static guint n_starts;

/* The soft limit alone: what is started may have it back. */
static void
set_limit (rlim_t bytes)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_CORE, &limit) != 0)
    return;

  limit.rlim_cur = MIN (bytes, limit.rlim_max);
  if (setrlimit (RLIMIT_CORE, &limit) != 0)
    g_warning ("The limit of core files stays as it was.");
}

void
canto_core_dumps_forbid (void)
{
  struct rlimit limit;

  g_mutex_lock (&lock);
  if (!is_forbidden && getrlimit (RLIMIT_CORE, &limit) == 0)
    {
      is_forbidden = TRUE;
      allowed_bytes = limit.rlim_cur;
      set_limit (0);
    }
  g_mutex_unlock (&lock);
}

void
canto_core_dumps_begin_start (void)
{
  g_mutex_lock (&lock);
  if (n_starts++ == 0 && is_forbidden)
    set_limit (allowed_bytes);
  g_mutex_unlock (&lock);
}

void
canto_core_dumps_end_start (void)
{
  g_mutex_lock (&lock);
  if (--n_starts == 0 && is_forbidden)
    set_limit (0);
  g_mutex_unlock (&lock);
}
