/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files of presets, which may come from anybody: what is read is written so that it is read the
 * same. */

#include "fuzz.h"

#include "delivery-concerns.h"
#include "delivery-presets.h"

#include <string.h>

static void
check_preset (DeliveryPreset *preset)
{
  const char *name = delivery_preset_get_name (preset);

  g_assert_true (name != NULL && *name != '\0' && strchr (name, '\n') == NULL);
  g_assert_true (g_utf8_validate (name, -1, NULL));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GBytes) written = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) presets = delivery_presets_parse (bytes, &error);
  g_autoptr (GPtrArray) again = NULL;

  if (presets == NULL)
    {
      g_assert_true (g_error_matches (error, DELIVERY_ERROR, DELIVERY_ERROR_BAD_PRESETS));
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }

  written = delivery_presets_write (presets);
  again = delivery_presets_parse (written, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->len, ==, presets->len);
  for (guint i = 0; i < presets->len; i++)
    {
      check_preset (presets->pdata[i]);
      g_assert_true (delivery_preset_equal (presets->pdata[i], again->pdata[i]));
    }

  return 0;
}
