/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "delivery-csv.h"

#include "delivery-escape-private.h"

void
delivery_csv_append_row (GString *text, const char *const *cells)
{
  for (guint i = 0; cells[i] != NULL; i++)
    {
      g_autofree char *cell = delivery_escape_csv (cells[i]);

      if (i > 0)
        g_string_append_c (text, ',');
      g_string_append (text, cell);
    }
  g_string_append (text, "\r\n");
}
