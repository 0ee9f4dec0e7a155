/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-renderer.h"

#include "tenant-picture.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define MASTER_PX         2048
#define RENDITION_QUALITY 88

/* The picture after the ops so far: which part of the master, and how large that part is now. */
typedef struct
{
  double left; /* in master pixels, as the next three */
  double top;
  double part_width;
  double part_height;
  double width; /* of the result, in whole pixels */
  double height;
  double master_width;
  double master_height;
  TenantPictureFormat format;
} Frame;

static gboolean
fail (GError **error, const char *op)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "bad operation: %s", op);

  return FALSE;
}

static gboolean
scale (Frame *frame, double factor)
{
  if (factor <= 0)
    return FALSE;

  /* 11.8: never enlarge. */
  factor = MIN (1, factor);
  frame->width = MAX (1, round (frame->width * factor));
  frame->height = MAX (1, round (frame->height * factor));

  return TRUE;
}

static gboolean
crop (Frame *frame, double width, double height, double left, double top)
{
  double x_factor = frame->part_width / frame->width;
  double y_factor = frame->part_height / frame->height;

  if (width < 1 || height < 1 || left + width > frame->width || top + height > frame->height)
    return FALSE;

  frame->left += left * x_factor;
  frame->top += top * y_factor;
  frame->part_width = width * x_factor;
  frame->part_height = height * y_factor;
  frame->width = width;
  frame->height = height;

  return TRUE;
}

/* The three templates that every tenant has: the largest part of that shape, from the middle. */
static gboolean
apply_template (Frame *frame, const char *name)
{
  double ratio = g_str_equal (name, "landscape")  ? 16.0 / 9
                 : g_str_equal (name, "portrait") ? 3.0 / 4
                 : g_str_equal (name, "square")   ? 1
                                                  : 0;
  double width;
  double height;

  if (ratio == 0)
    return FALSE;

  width = MAX (1, floor (MIN (frame->width, frame->height * ratio)));
  height = MAX (1, floor (MIN (frame->height, frame->width / ratio)));

  return crop (frame, width, height, floor ((frame->width - width) / 2),
               floor ((frame->height - height) / 2));
}

static gboolean
set_format (Frame *frame, const char *word)
{
  static const char *const words[] = { "JPG", "PNG", "WEBP", "TIF", "GIF", "JP2" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (g_str_equal (word, words[i]))
        {
          frame->format = (TenantPictureFormat) i; /* the last one wins (11.7) */
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
apply_op (Frame *frame, const char *op)
{
  unsigned int n[4];
  int end = 0;

  if (*op == 'T')
    return apply_template (frame, op + 1);
  if (*op == 'F')
    return set_format (frame, op + 1);
  /* sscanf() would pass over spaces and signs. */
  if (*op == '\0' || op[1 + strspn (op + 1, "0123456789x,")] != '\0')
    return FALSE;

#define IS(pattern, ...)                                                                           \
  (sscanf (op, pattern "%n", __VA_ARGS__, &end) > 0 && end > 0 && op[end] == '\0')
  if (IS ("S%5ux%5u", &n[0], &n[1]))
    return scale (frame, MIN (n[0] / frame->width, n[1] / frame->height));
  end = 0;
  if (IS ("S%5u", &n[0]))
    return scale (frame, n[0] / frame->width);
  end = 0;
  if (IS ("B%5u", &n[0]))
    return scale (frame, n[0] / MAX (frame->width, frame->height));
  end = 0;
  if (IS ("C%5ux%5u,%5u,%5u", &n[0], &n[1], &n[2], &n[3]))
    return crop (frame, n[0], n[1], n[2], n[3]);
#undef IS

  return FALSE;
}

static void
start_frame (Frame *frame, TenantLibrary *library, const TenantAsset *asset)
{
  guint width_px;
  guint height_px;
  guint longest_px;

  /* 11.9, in integers: as a fraction, 2215 of 2215 pixels would become 2047. */
  tenant_library_get_picture_size (library, asset, &width_px, &height_px);
  longest_px = MAX (MASTER_PX, MAX (width_px, height_px));
  memset (frame, 0, sizeof *frame);
  frame->master_width = frame->part_width = frame->width =
      MAX (1, (guint64) width_px * MASTER_PX / longest_px);
  frame->master_height = frame->part_height = frame->height =
      MAX (1, (guint64) height_px * MASTER_PX / longest_px);
}

static gboolean
apply_ops (Frame *frame, const char *text, GError **error)
{
  g_auto (GStrv) ops = g_strsplit (text, "-", -1);

  if (ops[0] == NULL || *ops[0] != '\0' || ops[1] == NULL)
    return fail (error, text);

  for (guint i = 1; ops[i] != NULL; i++)
    {
      if (!apply_op (frame, ops[i]))
        return fail (error, ops[i]);
    }

  return TRUE;
}

gboolean
tenant_renderer_check (TenantLibrary *library,
                       const TenantAsset *asset,
                       const char *ops,
                       GError **error)
{
  Frame frame;

  start_frame (&frame, library, asset);

  return apply_ops (&frame, ops, error);
}

GBytes *
tenant_renderer_render (TenantLibrary *library,
                        const TenantAsset *asset,
                        const char *ops,
                        const char **content_type,
                        GError **error)
{
  Frame frame;
  TenantView view;
  double x_factor;
  double y_factor;
  cairo_surface_t *surface;
  GBytes *bytes;

  start_frame (&frame, library, asset);
  if (!apply_ops (&frame, ops, error))
    return NULL;

  x_factor = frame.width / frame.part_width;
  y_factor = frame.height / frame.part_height;
  view = (TenantView){
    .full_width_px = frame.master_width * x_factor,
    .full_height_px = frame.master_height * y_factor,
    .left_px = frame.left * x_factor,
    .top_px = frame.top * y_factor,
    .width_px = (int) frame.width,
    .height_px = (int) frame.height,
  };
  surface = tenant_library_draw (library, asset, &view, error);
  if (surface == NULL)
    return NULL;
  bytes = tenant_picture_encode (surface, frame.format, RENDITION_QUALITY, error);
  cairo_surface_destroy (surface);
  *content_type = tenant_picture_get_content_type (frame.format);

  return bytes;
}
