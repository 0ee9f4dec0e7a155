/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "media-picture.h"

struct _MediaPicture
{
  GBytes *pixels;
  gsize stride_bytes;
  int width_px;
  int height_px;
  gboolean has_alpha;
};

G_DEFINE_BOXED_TYPE (MediaPicture, media_picture, media_picture_ref, media_picture_unref)

MediaPicture *
media_picture_new (GBytes *pixels,
                   int width_px,
                   int height_px,
                   gsize stride_bytes,
                   gboolean has_alpha)
{
  MediaPicture *self;

  g_return_val_if_fail (pixels != NULL, NULL);
  g_return_val_if_fail (width_px > 0 && height_px > 0, NULL);

  self = g_atomic_rc_box_new0 (MediaPicture);
  self->pixels = g_bytes_ref (pixels);
  self->width_px = width_px;
  self->height_px = height_px;
  self->stride_bytes = stride_bytes;
  self->has_alpha = has_alpha;

  return self;
}

MediaPicture *
media_picture_ref (MediaPicture *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
picture_clear (gpointer data)
{
  g_bytes_unref (((MediaPicture *) data)->pixels);
}

void
media_picture_unref (MediaPicture *self)
{
  g_atomic_rc_box_release_full (self, picture_clear);
}

GBytes *
media_picture_get_pixels (MediaPicture *self)
{
  return self->pixels;
}

int
media_picture_get_width_px (MediaPicture *self)
{
  return self->width_px;
}

int
media_picture_get_height_px (MediaPicture *self)
{
  return self->height_px;
}

gsize
media_picture_get_stride_bytes (MediaPicture *self)
{
  return self->stride_bytes;
}

gboolean
media_picture_get_has_alpha (MediaPicture *self)
{
  return self->has_alpha;
}
