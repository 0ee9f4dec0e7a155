/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-conversion.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define MAX_SIDE_PX 8192
#define MAX_DPI     1200
#define QUALITY     90

static const struct
{
  const char *word;
  TenantPictureFormat format;
} types[] = {
  { "jpg", TENANT_PICTURE_JPEG }, { "jpeg", TENANT_PICTURE_JPEG }, { "png", TENANT_PICTURE_PNG },
  { "tif", TENANT_PICTURE_TIFF }, { "tiff", TENANT_PICTURE_TIFF }, { "webp", TENANT_PICTURE_WEBP },
  { "gif", TENANT_PICTURE_GIF },
};

/* 1.4: an empty parameter is an absent one. */
static const char *
get (GHashTable *parameters, const char *name)
{
  const char *value = g_hash_table_lookup (parameters, name);

  return value != NULL && *value != '\0' ? value : NULL;
}

static gboolean
read_type (TenantConversion *conversion, const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      if (g_ascii_strcasecmp (types[i].word, word) != 0)
        continue;
      conversion->format = types[i].format;
      return TRUE;
    }

  return FALSE;
}

/* "800x600" */
static gboolean
read_size (TenantConversion *conversion, const char *text)
{
  g_auto (GStrv) sides = g_strsplit (text, "x", 2);
  guint64 width_px;
  guint64 height_px;

  if (g_strv_length (sides) != 2
      || !g_ascii_string_to_unsigned (sides[0], 10, 1, MAX_SIDE_PX, &width_px, NULL)
      || !g_ascii_string_to_unsigned (sides[1], 10, 1, MAX_SIDE_PX, &height_px, NULL))
    return FALSE;
  conversion->max_width_px = (guint) width_px;
  conversion->max_height_px = (guint) height_px;

  return TRUE;
}

gboolean
tenant_conversion_read (TenantConversion *conversion, GHashTable *parameters)
{
  const char *type = get (parameters, "type");
  const char *size = get (parameters, "resize");
  const char *dpi = get (parameters, "dpi");

  *conversion = (TenantConversion){
    .format = TENANT_PICTURE_JPEG,
    .stretches = g_strcmp0 (get (parameters, "proportion"), "false") == 0,
    .quality = QUALITY,
  };

  return (type == NULL || read_type (conversion, type))
         && (size == NULL || read_size (conversion, size))
         && (dpi == NULL || g_ascii_string_to_unsigned (dpi, 10, 1, MAX_DPI, NULL, NULL));
}

char *
tenant_conversion_to_word (const TenantConversion *conversion)
{
  return g_strdup_printf ("advance-%d-%u-%u-%d", (int) conversion->format, conversion->max_width_px,
                          conversion->max_height_px, conversion->stretches);
}

gboolean
tenant_conversion_from_word (TenantConversion *conversion, const char *word)
{
  guint format;
  guint stretches;

  *conversion = (TenantConversion){ .quality = QUALITY };
  if (sscanf (word, "advance-%1u-%5u-%5u-%1u", &format, &conversion->max_width_px,
              &conversion->max_height_px, &stretches)
      != 4)
    return FALSE;
  conversion->format = (TenantPictureFormat) format;
  conversion->stretches = stretches != 0;

  return TRUE;
}

static void
choose_size (const TenantConversion *conversion, guint width_px, guint height_px, TenantView *view)
{
  guint max_width_px = conversion->max_width_px > 0 ? conversion->max_width_px : MAX_SIDE_PX;
  guint max_height_px = conversion->max_height_px > 0 ? conversion->max_height_px : MAX_SIDE_PX;
  double x_factor = MIN (1, (double) max_width_px / width_px);
  double y_factor = MIN (1, (double) max_height_px / height_px);

  if (!conversion->stretches)
    x_factor = y_factor = MIN (x_factor, y_factor);
  *view = (TenantView){
    .width_px = MAX (1, (int) round (width_px * x_factor)),
    .height_px = MAX (1, (int) round (height_px * y_factor)),
  };
  view->full_width_px = view->width_px;
  view->full_height_px = view->height_px;
}

GBytes *
tenant_conversion_make (const TenantConversion *conversion,
                        TenantLibrary *library,
                        const TenantAsset *asset)
{
  TenantView view;
  guint width_px;
  guint height_px;
  cairo_surface_t *surface;
  GBytes *bytes;

  tenant_library_get_picture_size (library, asset, &width_px, &height_px);
  choose_size (conversion, width_px, height_px, &view);
  surface = tenant_library_draw (library, asset, &view, NULL);
  if (surface == NULL)
    return NULL;
  bytes = tenant_picture_encode (surface, conversion->format, conversion->quality, NULL);
  cairo_surface_destroy (surface);

  return bytes;
}
