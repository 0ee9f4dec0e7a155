/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "delivery-recipe.h"

G_BEGIN_DECLS

/* No side of a frame is made shorter than that by hand, unless the picture is. */
#define DELIVERY_CROP_MIN_PX 16

/**
 * DeliveryCropHandle:
 * @DELIVERY_CROP_INSIDE: all of the frame is moved
 *
 * What of a frame is held: sides, two of them a corner.
 */
typedef enum
{
  DELIVERY_CROP_INSIDE = 0,
  DELIVERY_CROP_LEFT = 1 << 0,
  DELIVERY_CROP_RIGHT = 1 << 1,
  DELIVERY_CROP_TOP = 1 << 2,
  DELIVERY_CROP_BOTTOM = 1 << 3,
} DeliveryCropHandle;

/**
 * DeliveryCropFrame:
 * @picture_width_px: of the original, like all that follows
 * @shape_width: of the shape that it keeps: 16 of 16:9; 0 is any shape
 * @crop: where it stands
 *
 * A frame over a picture, that is moved and made larger and smaller. It never leaves the picture and is never empty; a
 * shape is kept as well as whole pixels can. A plain value, to be copied.
 */
typedef struct
{
  guint picture_width_px;
  guint picture_height_px;
  guint shape_width;
  guint shape_height;
  DeliveryCrop crop;
} DeliveryCropFrame;

/* Around all of a picture, of any shape. Both sides: at least one */
void delivery_crop_frame_init (DeliveryCropFrame *self, guint picture_width_px, guint picture_height_px);

gboolean delivery_crop_frame_equal (const DeliveryCropFrame *self, const DeliveryCropFrame *other);
/* Whether it leaves nothing out. */
gboolean delivery_crop_frame_is_whole (const DeliveryCropFrame *self);

/* Around the largest part of its shape, in the middle of the picture. */
void delivery_crop_frame_maximize (DeliveryCropFrame *self);
/* Whether it is where delivery_crop_frame_maximize() would set it. */
gboolean delivery_crop_frame_is_largest (const DeliveryCropFrame *self);

/* Keeps another shape from now on: the frame stays where it is and about as large; one around as much as there can be
 * stays so. Both 0: any shape, and nothing moves. */
void delivery_crop_frame_set_shape (DeliveryCropFrame *self, guint shape_width, guint shape_height);

/**
 * delivery_crop_frame_drag:
 * @handle: what is held
 * @dx_px, @dy_px: how far it was moved since it was taken
 *
 * @self is as it was then, so that nothing adds up. What is not held stays: of a shape, the other end, and for a
 * side alone the middle between the other two.
 */
void delivery_crop_frame_drag (DeliveryCropFrame *self, DeliveryCropHandle handle, int dx_px, int dy_px);

/* Wider and higher, or less, by so much: for keys. The left upper corner stays where there is room; of a shape, what is
 * 0 follows from the other. */
void delivery_crop_frame_grow (DeliveryCropFrame *self, int dx_px, int dy_px);

/**
 * delivery_crop_frame_get_cut:
 * @master_px: longest side of the master (11.9)
 *
 * What it cuts, for pictures of any size: nothing; the largest part of a shape; or a part, whose pixels in the master are
 * of the shape as well as can be.
 */
void delivery_crop_frame_get_cut (const DeliveryCropFrame *self, guint master_px, DeliveryCut *cut);

/* Around what @cut leaves; what it keeps is its shape if it is one, and any otherwise. %FALSE, and as
 * delivery_crop_frame_init(): nobody knows what a smart crop leaves. */
gboolean delivery_crop_frame_set_cut (DeliveryCropFrame *self, const DeliveryCut *cut);

G_END_DECLS
