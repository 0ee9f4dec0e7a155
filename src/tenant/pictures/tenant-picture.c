/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-picture.h"

#include "descant-config.h"

#include "tenant-motif.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <stdio.h>

#include <jpeglib.h>

#ifdef HAVE_VIPS
#include <vips/vips.h>
#endif

#define PAGE_SCALE 3 /* a page is drawn as if scanned at 216 dpi */
#define COVER_PX   1200

static const char *const content_types[] = {
  "image/jpeg", "image/png", "image/webp", "image/tiff", "image/gif", "image/jp2",
};

const char *
tenant_picture_get_content_type (TenantPictureFormat format)
{
  return content_types[format];
}

void
tenant_picture_get_size (const TenantAsset *asset, guint *width_px, guint *height_px)
{
  guint scale = asset->format == TENANT_FORMAT_PDF ? PAGE_SCALE : 1;

  *width_px = asset->width_px > 0 ? asset->width_px * scale : COVER_PX;
  *height_px = asset->height_px > 0 ? asset->height_px * scale : COVER_PX;
}

cairo_surface_t *
tenant_picture_draw (const TenantAsset *asset,
                     double full_width_px,
                     double full_height_px,
                     double left_px,
                     double top_px,
                     int width_px,
                     int height_px)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width_px, height_px);
  cairo_t *cr = cairo_create (surface);

  cairo_translate (cr, -left_px, -top_px);
  tenant_motif_draw (cr, asset->motif, asset->hash, full_width_px, full_height_px);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

static GBytes *
encode_jpeg (cairo_surface_t *surface, int quality)
{
  struct jpeg_compress_struct jpeg;
  struct jpeg_error_mgr errors;
  guchar *pixels = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  unsigned char *data = NULL;
  unsigned long length = 0;

  /* Only memory can fail here, which ends the program in GLib as well. */
  jpeg.err = jpeg_std_error (&errors);
  jpeg_create_compress (&jpeg);
  jpeg_mem_dest (&jpeg, &data, &length);
  jpeg.image_width = (JDIMENSION) cairo_image_surface_get_width (surface);
  jpeg.image_height = (JDIMENSION) cairo_image_surface_get_height (surface);
  jpeg.input_components = 4;
  jpeg.in_color_space = G_BYTE_ORDER == G_LITTLE_ENDIAN ? JCS_EXT_BGRX : JCS_EXT_XRGB;
  jpeg_set_defaults (&jpeg);
  jpeg_set_quality (&jpeg, quality, TRUE);
  jpeg_start_compress (&jpeg, TRUE);
  while (jpeg.next_scanline < jpeg.image_height)
    {
      JSAMPROW row = pixels + (gsize) stride * jpeg.next_scanline;

      jpeg_write_scanlines (&jpeg, &row, 1);
    }
  jpeg_finish_compress (&jpeg);
  jpeg_destroy_compress (&jpeg);

  return g_bytes_new_with_free_func (data, length, free, data);
}

static cairo_status_t
append_png (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

static GBytes *
encode_png (cairo_surface_t *surface)
{
  GByteArray *bytes = g_byte_array_new ();

  cairo_surface_write_to_png_stream (surface, append_png, bytes);

  return g_byte_array_free_to_bytes (bytes);
}

static gboolean
has_alpha (cairo_surface_t *surface)
{
  return cairo_image_surface_get_format (surface) == CAIRO_FORMAT_ARGB32;
}

/* Rows of red, green and blue, and alpha if there is some, without anything between them. */
static guchar *
to_rgb (cairo_surface_t *surface)
{
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  int stride = cairo_image_surface_get_stride (surface);
  gboolean is_clear = has_alpha (surface);
  const guchar *pixels = cairo_image_surface_get_data (surface);
  guchar *rgb = g_malloc ((gsize) width * height * (is_clear ? 4 : 3));
  guchar *to = rgb;

  for (int y = 0; y < height; y++)
    {
      const guint32 *from = (const guint32 *) (gconstpointer) (pixels + (gsize) y * stride);

      for (int x = 0; x < width; x++)
        {
          /* cairo's colours are multiplied by alpha. */
          guint32 alpha = is_clear ? from[x] >> 24 : 255;
          guint32 half = alpha / 2;

          for (int shift = 16; shift >= 0; shift -= 8)
            *to++ = alpha > 0 ? (guchar) (((from[x] >> shift & 255) * 255 + half) / alpha) : 0;
          if (is_clear)
            *to++ = (guchar) alpha;
        }
    }

  return rgb;
}

/* On white, for what has no alpha. (transfer full) */
static cairo_surface_t *
flatten (cairo_surface_t *surface)
{
  cairo_surface_t *flat =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, cairo_image_surface_get_width (surface),
                                  cairo_image_surface_get_height (surface));
  cairo_t *cr = cairo_create (flat);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_flush (flat);

  return flat;
}

static GBytes *
encode_tiff (cairo_surface_t *surface, GError **error)
{
  int width = cairo_image_surface_get_width (surface);
  g_autofree guchar *rgb = to_rgb (surface);
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new_from_data (
      rgb, GDK_COLORSPACE_RGB, has_alpha (surface), 8, width,
      cairo_image_surface_get_height (surface), width * (has_alpha (surface) ? 4 : 3), NULL, NULL);
  char *data;
  gsize length;

  if (!gdk_pixbuf_save_to_buffer (pixbuf, &data, &length, "tiff", error, "compression", "1", NULL))
    return NULL;

  return g_bytes_new_take (data, length);
}

#ifdef HAVE_VIPS
static GBytes *
encode_with_vips (cairo_surface_t *surface, TenantPictureFormat format, GError **error)
{
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  g_autofree guchar *rgb = to_rgb (surface);
  int n_bands = has_alpha (surface) ? 4 : 3;
  VipsImage *image = vips_image_new_from_memory (rgb, (gsize) width * height * n_bands, width,
                                                 height, n_bands, VIPS_FORMAT_UCHAR);
  const char *suffix = format == TENANT_PICTURE_WEBP  ? ".webp"
                       : format == TENANT_PICTURE_GIF ? ".gif"
                                                      : ".jp2";
  gboolean is_good;
  void *data;
  gsize length;

  is_good = image != NULL && vips_image_write_to_buffer (image, suffix, &data, &length, NULL) == 0;
  g_clear_object (&image);
  if (!is_good)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "libvips: %s",
                   vips_error_buffer ());
      vips_error_clear ();
      return NULL;
    }

  return g_bytes_new_take (data, length);
}
#else
static GBytes *
encode_with_vips (cairo_surface_t *surface, TenantPictureFormat format, GError **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "This build cannot write %s",
               content_types[format]);

  return NULL;
}
#endif

GBytes *
tenant_picture_encode (cairo_surface_t *surface,
                       TenantPictureFormat format,
                       int quality,
                       GError **error)
{
  if (format == TENANT_PICTURE_JPEG && has_alpha (surface))
    {
      cairo_surface_t *flat = flatten (surface);
      GBytes *bytes = encode_jpeg (flat, quality);

      cairo_surface_destroy (flat);
      return bytes;
    }

  switch (format)
    {
    case TENANT_PICTURE_JPEG:
      return encode_jpeg (surface, quality);
    case TENANT_PICTURE_PNG:
      return encode_png (surface);
    case TENANT_PICTURE_TIFF:
      return encode_tiff (surface, error);
    case TENANT_PICTURE_WEBP:
    case TENANT_PICTURE_GIF:
    case TENANT_PICTURE_JP2:
    default:
      return encode_with_vips (surface, format, error);
    }
}
