/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-darkroom.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <math.h>

#ifdef HAVE_VIPS
#include <vips/vips.h>
#endif

/* In these sizes pictures are read and kept: tiles, and all else up to a master. */
#define PAGE_SCALE  3 /* a page is drawn as if scanned at 216 dpi */
#define SMALL_PX    512
#define LARGE_PX    2048
#define MAX_PX      8192
#define MAX_READERS 2

struct _TenantDarkroom
{
  gsize max_bytes;

  GMutex mutex; /* guards what follows */
  GCond reader_went;
  guint n_readers; /* a decoder may take some hundred megabytes */
  GQueue kept;     /* of Kept, the last used first */
  gsize n_bytes;
};

typedef struct
{
  guint64 number;
  guint box_px;
  cairo_surface_t *surface;
} Kept;

static gsize
count_bytes (cairo_surface_t *surface)
{
  return (gsize) cairo_image_surface_get_stride (surface)
         * (gsize) cairo_image_surface_get_height (surface);
}

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  cairo_surface_destroy (kept->surface);
  g_free (kept);
}

TenantDarkroom *
tenant_darkroom_new (gsize max_bytes)
{
  TenantDarkroom *darkroom = g_new0 (TenantDarkroom, 1);

  darkroom->max_bytes = max_bytes;
  g_mutex_init (&darkroom->mutex);
  g_cond_init (&darkroom->reader_went);
  g_queue_init (&darkroom->kept);

  return darkroom;
}

void
tenant_darkroom_free (TenantDarkroom *darkroom)
{
  g_queue_clear_full (&darkroom->kept, kept_free);
  g_cond_clear (&darkroom->reader_went);
  g_mutex_clear (&darkroom->mutex);
  g_free (darkroom);
}

static gboolean
is_page (const TenantAsset *asset)
{
  return asset->pages > 0;
}

void
tenant_darkroom_get_picture_size (const TenantAsset *asset, guint *width_px, guint *height_px)
{
  guint scale = is_page (asset) ? PAGE_SCALE : 1;

  *width_px = MAX (1, asset->width_px * scale);
  *height_px = MAX (1, asset->height_px * scale);
}

cairo_surface_t *
tenant_darkroom_draw_asset (TenantDarkroom *darkroom,
                            guint64 number,
                            const char *path,
                            const TenantAsset *asset,
                            const TenantView *view,
                            GError **error)
{
  gboolean is_drawing = is_page (asset) || g_str_has_prefix (asset->content_type, "image/svg");

  if (!asset->has_preview)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "%s has no picture", asset->name);
      return NULL;
    }

  return tenant_darkroom_draw (darkroom, number, path, is_drawing, view, error);
}

gsize
tenant_darkroom_get_bytes (TenantDarkroom *darkroom)
{
  gsize n_bytes;

  g_mutex_lock (&darkroom->mutex);
  n_bytes = darkroom->n_bytes;
  g_mutex_unlock (&darkroom->mutex);

  return n_bytes;
}

/* Reading */

/* Rows of @n_bands bytes a pixel, with alpha as the last of four, as cairo has them: blue first,
 * and colours that are multiplied by alpha. */
static cairo_surface_t *
make_surface (const guchar *pixels, gsize stride, int width, int height, int n_bands)
{
  cairo_surface_t *surface = cairo_image_surface_create (
      n_bands == 4 ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24, width, height);
  guchar *data = cairo_image_surface_get_data (surface);
  int data_stride = cairo_image_surface_get_stride (surface);

  if (data == NULL) /* too large for cairo */
    return surface;
  for (int y = 0; y < height; y++)
    {
      const guchar *from = pixels + (gsize) y * stride;
      guint32 *to = (guint32 *) (gpointer) (data + (gsize) y * (gsize) data_stride);

      for (int x = 0; x < width; x++, from += n_bands)
        {
          guint32 alpha = n_bands == 4 ? from[3] : 255;

          to[x] = alpha << 24 | (from[0] * alpha + 127) / 255 << 16
                  | (from[1] * alpha + 127) / 255 << 8 | (from[2] * alpha + 127) / 255;
        }
    }
  cairo_surface_mark_dirty (surface);

  return surface;
}

#ifdef HAVE_VIPS
/* As eight bits of red, green and blue, with alpha if there was some. */
static VipsImage *
to_plain_colors (VipsImage *image)
{
  VipsImage *colors = NULL;
  VipsImage *bytes = NULL;

  if (vips_colourspace (image, &colors, VIPS_INTERPRETATION_sRGB, NULL) == 0)
    vips_cast_uchar (colors, &bytes, NULL);
  g_clear_object (&colors);
  if (bytes != NULL && bytes->Bands > 4)
    {
      VipsImage *first = NULL;

      vips_extract_band (bytes, &first, 0, "n", 4, NULL);
      g_object_unref (bytes);
      bytes = first;
    }

  return bytes;
}

/* Whether the colours are those of a profile, and no plain sRGB. What is plain is not converted:
 * that would not leave red quite red. */
static gboolean
has_profile (const char *path)
{
  VipsSource *source = vips_source_new_from_file (path);
  VipsImage *image = source != NULL ? vips_image_new_from_source (source, "", "access",
                                                                  VIPS_ACCESS_SEQUENTIAL, NULL)
                                    : NULL;
  gboolean has = image != NULL
                 && (vips_image_get_typeof (image, VIPS_META_ICC_NAME) != 0
                     || vips_image_get_interpretation (image) == VIPS_INTERPRETATION_CMYK);

  g_clear_object (&image);
  g_clear_object (&source);

  return has;
}

static cairo_surface_t *
read_picture (const char *path, gboolean is_drawing, guint box_px, GError **error)
{
  VipsSource *source = vips_source_new_from_file (path);
  const char *profile = has_profile (path) ? "srgb" : NULL;
  VipsImage *image = NULL;
  VipsImage *plain = NULL;
  cairo_surface_t *surface = NULL;
  guchar *pixels;
  gsize n_bytes;

  if (source != NULL
      && vips_thumbnail_source (source, &image, (int) box_px, "height", (int) box_px, "size",
                                is_drawing ? VIPS_SIZE_BOTH : VIPS_SIZE_DOWN, "export_profile",
                                profile, NULL)
             == 0)
    plain = to_plain_colors (image);
  pixels = plain != NULL && plain->Bands >= 3 ? vips_image_write_to_memory (plain, &n_bytes) : NULL;
  if (pixels != NULL)
    surface = make_surface (pixels, (gsize) plain->Xsize * (gsize) plain->Bands, plain->Xsize,
                            plain->Ysize, plain->Bands);
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "libvips: %s", vips_error_buffer ());
  vips_error_clear ();
  g_free (pixels);
  g_clear_object (&plain);
  g_clear_object (&image);
  g_clear_object (&source);
  vips_thread_shutdown ();

  return surface;
}

static char *
list_gaps (void)
{
  static const char *const loaders[][2] = {
    { "pdfload_source", "PDF" },   { "heifload_source", "HEIC" }, { "svgload_source", "SVG" },
    { "webpload_source", "WebP" }, { "tiffload_source", "TIFF" },
  };
  g_autoptr (GPtrArray) gaps = g_ptr_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (loaders); i++)
    {
      if (vips_type_find ("VipsOperation", loaders[i][0]) == 0)
        g_ptr_array_add (gaps, (gpointer) loaders[i][1]);
    }
  g_ptr_array_add (gaps, NULL);

  return gaps->len > 1 ? g_strjoinv (", ", (char **) gaps->pdata) : NULL;
}
#else
static cairo_surface_t *
read_picture (const char *path, gboolean is_drawing, guint box_px, GError **error)
{
  g_autoptr (GdkPixbuf) loaded = NULL;
  g_autoptr (GdkPixbuf) turned = NULL;
  int width;
  int height;

  if (gdk_pixbuf_get_file_info (path, &width, &height) == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "gdk-pixbuf cannot read it");
      return NULL;
    }
  if (!is_drawing)
    box_px = (guint) MIN ((int) box_px, MAX (width, height));
  loaded = gdk_pixbuf_new_from_file_at_scale (path, (int) box_px, (int) box_px, TRUE, error);
  if (loaded == NULL)
    return NULL;
  turned = gdk_pixbuf_apply_embedded_orientation (loaded);

  return make_surface (gdk_pixbuf_read_pixels (turned), (gsize) gdk_pixbuf_get_rowstride (turned),
                       gdk_pixbuf_get_width (turned), gdk_pixbuf_get_height (turned),
                       gdk_pixbuf_get_n_channels (turned));
}

static char *
list_gaps (void)
{
  return g_strdup ("PDF, HEIC");
}
#endif

char *
tenant_darkroom_describe_gaps (void)
{
  g_autofree char *gaps = list_gaps ();

  return gaps != NULL ? g_strdup_printf ("There are no previews of these formats: %s.", gaps)
                      : NULL;
}

/* Keeping */

/* (transfer full) (nullable); under the mutex */
static cairo_surface_t *
look_up (TenantDarkroom *darkroom, guint64 number, guint box_px)
{
  for (GList *l = darkroom->kept.head; l != NULL; l = l->next)
    {
      Kept *kept = l->data;

      if (kept->number != number || kept->box_px != box_px)
        continue;
      g_queue_unlink (&darkroom->kept, l);
      g_queue_push_head_link (&darkroom->kept, l);
      return cairo_surface_reference (kept->surface);
    }

  return NULL;
}

/* Under the mutex. */
static void
keep (TenantDarkroom *darkroom, guint64 number, guint box_px, cairo_surface_t *surface)
{
  Kept *kept;

  if (count_bytes (surface) > darkroom->max_bytes)
    return;
  kept = g_new0 (Kept, 1);
  kept->number = number;
  kept->box_px = box_px;
  kept->surface = cairo_surface_reference (surface);
  g_queue_push_head (&darkroom->kept, kept);
  darkroom->n_bytes += count_bytes (surface);
  while (darkroom->n_bytes > darkroom->max_bytes)
    {
      Kept *last = g_queue_pop_tail (&darkroom->kept);

      darkroom->n_bytes -= count_bytes (last->surface);
      kept_free (last);
    }
}

/* The whole picture, at least as large as @box_px unless it is smaller itself. (transfer full) */
static cairo_surface_t *
get_picture (TenantDarkroom *darkroom,
             guint64 number,
             const char *path,
             gboolean is_drawing,
             guint box_px,
             GError **error)
{
  cairo_surface_t *surface;

  g_mutex_lock (&darkroom->mutex);
  surface = look_up (darkroom, number, box_px);
  while (surface == NULL && darkroom->n_readers >= MAX_READERS)
    {
      g_cond_wait (&darkroom->reader_went, &darkroom->mutex);
      /* Whom we waited for may have read it for us. */
      surface = look_up (darkroom, number, box_px);
    }
  if (surface == NULL)
    {
      darkroom->n_readers++;
      g_mutex_unlock (&darkroom->mutex);
      surface = read_picture (path, is_drawing, box_px, error);
      g_mutex_lock (&darkroom->mutex);
      darkroom->n_readers--;
      g_cond_broadcast (&darkroom->reader_went);
      if (surface != NULL)
        keep (darkroom, number, box_px, surface);
    }
  g_mutex_unlock (&darkroom->mutex);

  return surface;
}

static guint
choose_box (const TenantView *view)
{
  double longest_px = MAX (view->full_width_px, view->full_height_px);

  return longest_px <= SMALL_PX   ? SMALL_PX
         : longest_px <= LARGE_PX ? LARGE_PX
                                  : (guint) MIN (ceil (longest_px), MAX_PX);
}

cairo_surface_t *
tenant_darkroom_draw (TenantDarkroom *darkroom,
                      guint64 number,
                      const char *path,
                      gboolean is_drawing,
                      const TenantView *view,
                      GError **error)
{
  cairo_surface_t *picture =
      get_picture (darkroom, number, path, is_drawing, choose_box (view), error);
  cairo_surface_t *surface;
  cairo_t *cr;

  if (picture == NULL)
    return NULL;

  surface = cairo_image_surface_create (cairo_image_surface_get_format (picture), view->width_px,
                                        view->height_px);
  cr = cairo_create (surface);
  cairo_translate (cr, -view->left_px, -view->top_px);
  cairo_scale (cr, view->full_width_px / MAX (1, cairo_image_surface_get_width (picture)),
               view->full_height_px / MAX (1, cairo_image_surface_get_height (picture)));
  cairo_set_source_surface (cr, picture, 0, 0);
  /* Or its edge would be half transparent. */
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_set_operator (cr, CAIRO_OPERATOR_SOURCE);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  cairo_surface_destroy (picture);

  return surface;
}
