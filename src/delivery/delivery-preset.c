/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "delivery-preset.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* By DeliverySize. */
static const struct
{
  const char *word;
  const char *title;
  const char *template; /* (nullable): of the tenant's smart crops (11.4) */
  guint box_px;         /* 0: as large as there is */
} sizes[DELIVERY_N_SIZES] = {
  /* Translators: the file itself, as it was uploaded */
  { "original", N_ ("Original"), NULL, 0 },
  { "2000", N_ ("2000 px"), NULL, 2000 },
  { "1200", N_ ("1200 px"), NULL, 1200 },
  { "400", N_ ("400 px"), NULL, 400 },
  { "square-800", N_ ("Square 800 px"), "square", 800 },
  { "landscape", N_ ("Landscape"), "landscape", 0 },
  { "portrait", N_ ("Portrait"), "portrait", 0 },
};

/* By DeliveryFormat. */
static const struct
{
  const char *word;
  const char *title;
} formats[] = {
  { "jpg", "JPEG" }, { "png", "PNG" }, { "webp", "WebP" },
  { "tif", "TIFF" }, { "gif", "GIF" }, { "jp2", "JPEG 2000" },
};

static gboolean
find_size (const char *word, gsize length, DeliverySize *size)
{
  for (guint i = 0; i < DELIVERY_N_SIZES; i++)
    {
      if (strlen (sizes[i].word) == length && strncmp (sizes[i].word, word, length) == 0)
        {
          *size = (DeliverySize) i;
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
find_format (const char *word, DeliveryFormat *format)
{
  for (guint i = 0; i < DELIVERY_N_PRESET_FORMATS; i++)
    {
      if (g_str_equal (formats[i].word, word))
        {
          *format = (DeliveryFormat) i;
          return TRUE;
        }
    }

  return FALSE;
}

gboolean
delivery_preset_from_text (const char *text, DeliveryPreset *preset)
{
  const char *slash;
  DeliveryPreset read;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (preset != NULL, FALSE);

  slash = strchr (text, '/');
  if (slash == NULL || !find_size (text, slash - text, &read.size)
      || !find_format (slash + 1, &read.format))
    return FALSE;

  *preset = read;

  return TRUE;
}

char *
delivery_preset_to_text (const DeliveryPreset *preset)
{
  return g_strdup_printf ("%s/%s", sizes[preset->size].word, formats[preset->format].word);
}

char *
delivery_preset_dup_title (const DeliveryPreset *preset)
{
  if (preset->size == DELIVERY_SIZE_ORIGINAL)
    return g_strdup (delivery_size_get_title (preset->size));

  /* Translators: size and format of a picture, as "1200 px JPEG" */
  return g_strdup_printf (C_ ("rendition", "%s %s"), delivery_size_get_title (preset->size),
                          delivery_format_get_title (preset->format));
}

DeliveryRendition *
delivery_preset_make_rendition (const DeliveryPreset *preset)
{
  if (preset->size == DELIVERY_SIZE_ORIGINAL)
    return NULL;

  return delivery_rendition_new_template (sizes[preset->size].template, sizes[preset->size].box_px,
                                          preset->format);
}

const char *
delivery_size_get_title (DeliverySize size)
{
  g_return_val_if_fail (size < DELIVERY_N_SIZES, NULL);

  return _ (sizes[size].title);
}

gboolean
delivery_size_get_crops (DeliverySize size)
{
  g_return_val_if_fail (size < DELIVERY_N_SIZES, FALSE);

  return sizes[size].template != NULL;
}

guint
delivery_size_get_longest_px (DeliverySize size)
{
  g_return_val_if_fail (size < DELIVERY_N_SIZES, 0);

  return sizes[size].box_px;
}

const char *
delivery_format_get_title (DeliveryFormat format)
{
  g_return_val_if_fail (format < G_N_ELEMENTS (formats), NULL);

  return formats[format].title;
}
