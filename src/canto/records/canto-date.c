/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-date.h"

#include <string.h>

/* Reads @n digits; -1 if one of them is none. */
static int
read_digits (const char *text, int n)
{
  int value = 0;

  for (int i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return -1;
      value = value * 10 + (text[i] - '0');
    }

  return value;
}

static GDateTime *
make_date (GTimeZone *zone, const int *parts, double milliseconds)
{
  for (int i = 0; i < 6; i++)
    {
      if (parts[i] < 0)
        return NULL;
    }

  return g_date_time_new (zone, parts[0], parts[1], parts[2], parts[3], parts[4],
                          parts[5] + milliseconds / 1000);
}

GDateTime *
canto_date_parse (const char *text, GTimeZone *zone)
{
  g_return_val_if_fail (zone != NULL, NULL);

  if (text == NULL)
    return NULL;

  if (strlen (text) == 17 && strspn (text, "0123456789") == 17)
    {
      const int parts[] = { read_digits (text, 4),      read_digits (text + 4, 2),
                            read_digits (text + 6, 2),  read_digits (text + 8, 2),
                            read_digits (text + 10, 2), read_digits (text + 12, 2) };

      return make_date (zone, parts, read_digits (text + 14, 3));
    }

  if (strlen (text) == 19 && (text[4] == '-' || text[4] == ':') && text[7] == text[4]
      && text[10] == ' ' && text[13] == ':' && text[16] == ':')
    {
      const int parts[] = { read_digits (text, 4),      read_digits (text + 5, 2),
                            read_digits (text + 8, 2),  read_digits (text + 11, 2),
                            read_digits (text + 14, 2), read_digits (text + 17, 2) };

      return make_date (zone, parts, 0);
    }

  return NULL;
}
