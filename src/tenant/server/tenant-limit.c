/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-limit.h"

#define MINUTE_US (60 * G_USEC_PER_SEC)

/* The times of the last calls, in a ring: the slot that is next holds the oldest. */
struct _TenantLimit
{
  gint64 *times_us; /* (nullable): no limit */
  guint n_times;
  guint next;
};

TenantLimit *
tenant_limit_new (guint calls_per_minute)
{
  TenantLimit *limit = g_new0 (TenantLimit, 1);

  limit->n_times = calls_per_minute;
  if (calls_per_minute > 0)
    limit->times_us = g_new (gint64, calls_per_minute);
  for (guint i = 0; i < calls_per_minute; i++)
    limit->times_us[i] = G_MININT64 / 2;

  return limit;
}

void
tenant_limit_free (TenantLimit *limit)
{
  g_free (limit->times_us);
  g_free (limit);
}

gboolean
tenant_limit_take (TenantLimit *limit, gint64 now_us, guint *wait_s)
{
  gint64 free_at_us;

  if (limit->times_us == NULL)
    return TRUE;

  free_at_us = limit->times_us[limit->next] + MINUTE_US;
  if (free_at_us > now_us)
    {
      *wait_s = (guint) ((free_at_us - now_us + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
      return FALSE;
    }
  limit->times_us[limit->next] = now_us;
  limit->next = (limit->next + 1) % limit->n_times;

  return TRUE;
}
