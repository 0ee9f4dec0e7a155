/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "engine-expiry.h"

#include "canto-date.h"

#include <string.h>

gboolean
engine_expiry_is_over (CantoAsset *asset, CantoAccount *account)
{
  const char *field = canto_account_get_expiry_field (account);
  const char *const *values = field != NULL ? canto_asset_get_field_values (asset, field) : NULL;
  GTimeZone *zone = canto_account_get_time_zone (account);
  g_autoptr (GDateTime) date = NULL;
  g_autoptr (GDateTime) now = NULL;
  g_autofree char *day = NULL;
  g_autofree char *today = NULL;

  if (values == NULL || values[0] == NULL)
    return FALSE;
  date = canto_date_parse (values[0], zone);
  if (date == NULL)
    return FALSE;
  now = g_date_time_new_now (zone);
  day = g_date_time_format (date, "%Y%m%d");
  today = g_date_time_format (now, "%Y%m%d");

  return strcmp (day, today) < 0;
}
