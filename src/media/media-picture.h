/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define MEDIA_TYPE_PICTURE (media_picture_get_type ())

/**
 * MediaPicture:
 *
 * Decoded pixels: 8 bits a channel, RGBA not premultiplied or RGB, in rows of stride bytes. Immutable,
 * atomically counted.
 */
typedef struct _MediaPicture MediaPicture;

GType         media_picture_get_type (void) G_GNUC_CONST;
MediaPicture *media_picture_new (GBytes *pixels, int width_px, int height_px, gsize stride_bytes, gboolean has_alpha);
MediaPicture *media_picture_ref (MediaPicture *self);
void          media_picture_unref (MediaPicture *self);
GBytes       *media_picture_get_pixels (MediaPicture *self);
int           media_picture_get_width_px (MediaPicture *self);
int           media_picture_get_height_px (MediaPicture *self);
gsize         media_picture_get_stride_bytes (MediaPicture *self);
gboolean      media_picture_get_has_alpha (MediaPicture *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MediaPicture, media_picture_unref)

G_END_DECLS
