/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Dates of assets (1.11), and Retry-After in both forms (13.4). */

#include "fuzz.h"

#include "canto-date.h"
#include "canto-reply-private.h"

#define LONGEST_US (75 * G_USEC_PER_SEC) /* a minute, and what is put on it by chance */

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GDateTime) date = canto_date_parse (text, zone);
  gint64 delay_us;

  if (date != NULL)
    {
      g_autofree char *shown = g_date_time_format (date, "%x %X");

      g_assert_nonnull (shown);
    }
  for (guint attempt = 0; attempt < 5; attempt++)
    {
      delay_us = canto_reply_get_retry_delay_us (
          text, attempt, G_GINT64_CONSTANT (1700000000) * G_USEC_PER_SEC, 0);
      g_assert_cmpint (delay_us, >=, 0);
      g_assert_cmpint (delay_us, <=, LONGEST_US);
      delay_us = canto_reply_get_retry_delay_us (text, attempt, G_MAXINT64 / 2, (gint64) size);
      g_assert_cmpint (delay_us, >=, 0);
      g_assert_cmpint (delay_us, <=, LONGEST_US);
    }

  return 0;
}
