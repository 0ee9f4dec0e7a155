/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-embedded.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

#ifdef HAVE_VIPS
#include <vips/vips.h>
#endif

#define MAX_PIXELS (G_GUINT64_CONSTANT (300) * 1000 * 1000) /* more is a picture bomb */
#define MM_AN_INCH 25.4

#ifdef HAVE_VIPS
static const char *
name_color (VipsInterpretation interpretation)
{
  switch (interpretation)
    {
    case VIPS_INTERPRETATION_CMYK:
      return "CMYK";
    case VIPS_INTERPRETATION_B_W:
    case VIPS_INTERPRETATION_GREY16:
      return "Gray";
    case VIPS_INTERPRETATION_LAB:
    case VIPS_INTERPRETATION_LABS:
      return "Lab";
    default:
      return "RGB";
    }
}

static void
measure_picture (const char *path, gboolean is_page, gboolean turned, TenantEmbedded *embedded)
{
  VipsSource *source = vips_source_new_from_file (path);
  VipsImage *image = source != NULL ? vips_image_new_from_source (source, "", "access",
                                                                  VIPS_ACCESS_SEQUENTIAL, NULL)
                                    : NULL;
  const char *loader = NULL;

  if (image != NULL)
    {
      gboolean swaps = vips_image_get_orientation_swap (image);
      int width = vips_image_get_width (image);
      int height = vips_image_get_page_height (image);

      embedded->width_px = (guint) (swaps ? height : width);
      embedded->height_px = (guint) (swaps ? width : height);
      embedded->dpi = (guint) (vips_image_get_xres (image) * MM_AN_INCH + 0.5);
      embedded->pages = is_page ? (guint) vips_image_get_n_pages (image) : 0;
      embedded->color = is_page ? NULL : name_color (vips_image_get_interpretation (image));
      embedded->has_picture = (guint64) width * (guint64) height <= MAX_PIXELS;
      /* vips thinks of a picture that does not say as of one pixel a millimetre. */
      if (vips_image_get_typeof (image, "vips-loader") != 0
          && vips_image_get_string (image, "vips-loader", &loader) == 0
          && vips_image_get_typeof (image, "resolution-unit") == 0 && embedded->dpi == 25)
        embedded->dpi = 72;
    }
  else
    {
      g_debug ("No picture: %s", vips_error_buffer ());
      vips_error_clear ();
    }
  g_clear_object (&image);
  g_clear_object (&source);
}
#else
static void
measure_picture (const char *path, gboolean is_page, gboolean turned, TenantEmbedded *embedded)
{
  int width;
  int height;

  if (is_page || gdk_pixbuf_get_file_info (path, &width, &height) == NULL)
    return;
  embedded->width_px = (guint) (turned ? height : width);
  embedded->height_px = (guint) (turned ? width : height);
  embedded->dpi = 72;
  embedded->color = "RGB";
  embedded->has_picture = (guint64) width * (guint64) height <= MAX_PIXELS;
}
#endif

TenantEmbedded *
tenant_embedded_read (const char *path, const char *content_type, TenantScheme scheme)
{
  TenantEmbedded *embedded = g_new0 (TenantEmbedded, 1);
  gboolean is_page = g_str_equal (content_type, "application/pdf")
                     || g_str_equal (content_type, "application/illustrator");
  gboolean turned = FALSE;

  if (scheme == TENANT_SCHEME_IMAGE)
    tenant_texts_read (path, embedded, &turned);
  if (scheme == TENANT_SCHEME_IMAGE || is_page)
    measure_picture (path, is_page, turned, embedded);
  if (scheme == TENANT_SCHEME_VIDEO || scheme == TENANT_SCHEME_AUDIO)
    tenant_lengths_read (path, embedded);
  if (embedded->keywords == NULL)
    embedded->keywords = g_new0 (char *, 1);
  if (embedded->labels == NULL)
    embedded->labels = g_new0 (char *, 1);

  return embedded;
}

void
tenant_embedded_free (TenantEmbedded *embedded)
{
  g_free (embedded->description);
  g_free (embedded->author);
  g_free (embedded->copyright);
  g_free (embedded->terms);
  g_free (embedded->taken);
  g_free (embedded->tool);
  g_free (embedded->gps);
  g_free (embedded->credit);
  g_free (embedded->headline);
  g_free (embedded->camera);
  g_free (embedded->city);
  g_free (embedded->country);
  g_free (embedded->rating);
  g_strfreev (embedded->keywords);
  g_strfreev (embedded->labels);
  g_free (embedded);
}
