/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "delivery-crop-frame.h"

#include <math.h>
#include <string.h>

void
delivery_crop_frame_init (DeliveryCropFrame *self, guint picture_width_px, guint picture_height_px)
{
  g_return_if_fail (picture_width_px > 0 && picture_height_px > 0);

  memset (self, 0, sizeof *self);
  self->picture_width_px = picture_width_px;
  self->picture_height_px = picture_height_px;
  self->crop.width_px = picture_width_px;
  self->crop.height_px = picture_height_px;
}

static gboolean
is_same_crop (const DeliveryCrop *crop, const DeliveryCrop *other)
{
  return crop->width_px == other->width_px && crop->height_px == other->height_px
         && crop->left_px == other->left_px && crop->top_px == other->top_px;
}

gboolean
delivery_crop_frame_equal (const DeliveryCropFrame *self, const DeliveryCropFrame *other)
{
  return self->picture_width_px == other->picture_width_px
         && self->picture_height_px == other->picture_height_px
         && self->shape_width == other->shape_width && self->shape_height == other->shape_height
         && is_same_crop (&self->crop, &other->crop);
}

gboolean
delivery_crop_frame_is_whole (const DeliveryCropFrame *self)
{
  return self->crop.width_px == self->picture_width_px
         && self->crop.height_px == self->picture_height_px;
}

/* Sizes of the shape */

static gboolean
has_shape (const DeliveryCropFrame *self)
{
  return self->shape_width > 0 && self->shape_height > 0;
}

/* Width through height. */
static double
get_ratio (const DeliveryCropFrame *self)
{
  return (double) self->shape_width / self->shape_height;
}

static guint
get_min_px (const DeliveryCropFrame *self)
{
  return MIN (DELIVERY_CROP_MIN_PX, MIN (self->picture_width_px, self->picture_height_px));
}

/* The size of the shape next to @width, neither larger than @max_width and @max_height allow nor
 * too small to be held. Whole pixels are counted along the longer side, where one is a smaller
 * part. */
static void
fit_shape (const DeliveryCropFrame *self,
           double width,
           double max_width,
           double max_height,
           DeliveryCrop *crop)
{
  double ratio = get_ratio (self);
  double largest = MIN (max_width, max_height * ratio);
  double smallest = MIN (largest, get_min_px (self) * MAX (1, ratio));

  width = CLAMP (width, smallest, largest);
  if (ratio >= 1)
    {
      crop->width_px = (guint) CLAMP (floor (width + 0.5), 1, max_width);
      crop->height_px = (guint) CLAMP (floor (crop->width_px / ratio + 0.5), 1, max_height);
    }
  else
    {
      crop->height_px = (guint) CLAMP (floor (width / ratio + 0.5), 1, max_height);
      crop->width_px = (guint) CLAMP (floor (crop->height_px * ratio + 0.5), 1, max_width);
    }
}

/* @middle: of a side of @size_px; returns where it begins, inside of @picture_px */
static guint
place_around (double middle, guint size_px, guint picture_px)
{
  return (guint) CLAMP (floor (middle - size_px / 2.0 + 0.5), 0, (double) picture_px - size_px);
}

/* As a DELIVERY_CUT_SHAPE is, so that both name the same part. */
void
delivery_crop_frame_maximize (DeliveryCropFrame *self)
{
  const DeliveryCut cut = { DELIVERY_CUT_SHAPE, .shape_width = self->shape_width,
                            .shape_height = self->shape_height };

  if (has_shape (self))
    delivery_cut_measure (&cut, self->picture_width_px, self->picture_height_px, &self->crop);
  else
    self->crop = (DeliveryCrop){ self->picture_width_px, self->picture_height_px, 0, 0 };
}

gboolean
delivery_crop_frame_is_largest (const DeliveryCropFrame *self)
{
  DeliveryCropFrame largest = *self;

  delivery_crop_frame_maximize (&largest);

  return is_same_crop (&self->crop, &largest.crop);
}

void
delivery_crop_frame_set_shape (DeliveryCropFrame *self, guint shape_width, guint shape_height)
{
  gboolean was_largest = delivery_crop_frame_is_largest (self);
  double middle_x = self->crop.left_px + self->crop.width_px / 2.0;
  double middle_y = self->crop.top_px + self->crop.height_px / 2.0;
  double area = (double) self->crop.width_px * self->crop.height_px;

  self->shape_width = shape_width;
  self->shape_height = shape_height;
  if (!has_shape (self))
    return;
  if (was_largest)
    {
      delivery_crop_frame_maximize (self);
      return;
    }

  fit_shape (self, sqrt (area * get_ratio (self)), self->picture_width_px, self->picture_height_px,
             &self->crop);
  self->crop.left_px = place_around (middle_x, self->crop.width_px, self->picture_width_px);
  self->crop.top_px = place_around (middle_y, self->crop.height_px, self->picture_height_px);
}

/* Dragging */

/* One side of a frame of any shape. @start, @size: of the frame along it */
static void
drag_side (guint *start,
           guint *size,
           guint picture_px,
           guint min_px,
           gboolean at_start,
           gint64 delta_px)
{
  gint64 end = (gint64) *start + *size;
  gint64 min = MIN (min_px, *size);

  if (at_start)
    {
      gint64 begin = CLAMP ((gint64) *start + delta_px, 0, end - min);

      *start = (guint) begin;
      *size = (guint) (end - begin);
    }
  else
    *size = (guint) (CLAMP (end + delta_px, *start + min, (gint64) picture_px) - *start);
}

static void
drag_free (DeliveryCropFrame *self, DeliveryCropHandle handle, int dx_px, int dy_px)
{
  DeliveryCrop *crop = &self->crop;
  guint min_px = get_min_px (self);

  if (handle & (DELIVERY_CROP_LEFT | DELIVERY_CROP_RIGHT))
    drag_side (&crop->left_px, &crop->width_px, self->picture_width_px, min_px,
               (handle & DELIVERY_CROP_LEFT) != 0, dx_px);
  if (handle & (DELIVERY_CROP_TOP | DELIVERY_CROP_BOTTOM))
    drag_side (&crop->top_px, &crop->height_px, self->picture_height_px, min_px,
               (handle & DELIVERY_CROP_TOP) != 0, dy_px);
}

/* Where a side begins that ends, or is in the middle, where it did before. */
static guint
place_side (guint old_start,
            guint old_size,
            guint size,
            guint picture_px,
            gboolean start_held,
            gboolean end_held)
{
  if (start_held)
    return old_start + old_size - size;
  if (end_held)
    return old_start;

  return place_around (old_start + old_size / 2.0, size, picture_px);
}

/* How long a side may get while its other end stays. */
static double
get_room (guint start, guint size, guint picture_px, gboolean start_held, gboolean end_held)
{
  if (start_held)
    return (double) start + size;
  if (end_held)
    return (double) picture_px - start;

  return picture_px;
}

static void
drag_shape (DeliveryCropFrame *self, DeliveryCropHandle handle, int dx_px, int dy_px)
{
  const DeliveryCrop old = self->crop;
  gboolean left = (handle & DELIVERY_CROP_LEFT) != 0;
  gboolean right = (handle & DELIVERY_CROP_RIGHT) != 0;
  gboolean top = (handle & DELIVERY_CROP_TOP) != 0;
  gboolean bottom = (handle & DELIVERY_CROP_BOTTOM) != 0;
  double by_width = old.width_px + (left ? -1.0 : 1.0) * dx_px;
  double by_height = (old.height_px + (top ? -1.0 : 1.0) * dy_px) * get_ratio (self);
  /* A corner follows the pointer on the side where it is further out. */
  double width = !left && !right   ? by_height
                 : !top && !bottom ? by_width
                                   : MAX (by_width, by_height);

  fit_shape (self, width, get_room (old.left_px, old.width_px, self->picture_width_px, left, right),
             get_room (old.top_px, old.height_px, self->picture_height_px, top, bottom),
             &self->crop);
  self->crop.left_px = place_side (old.left_px, old.width_px, self->crop.width_px,
                                   self->picture_width_px, left, right);
  self->crop.top_px = place_side (old.top_px, old.height_px, self->crop.height_px,
                                  self->picture_height_px, top, bottom);
}

static guint
move_side (guint start, guint size, guint picture_px, int delta_px)
{
  return (guint) CLAMP ((gint64) start + delta_px, 0, (gint64) picture_px - size);
}

void
delivery_crop_frame_drag (DeliveryCropFrame *self, DeliveryCropHandle handle, int dx_px, int dy_px)
{
  if (handle == DELIVERY_CROP_INSIDE)
    {
      self->crop.left_px =
          move_side (self->crop.left_px, self->crop.width_px, self->picture_width_px, dx_px);
      self->crop.top_px =
          move_side (self->crop.top_px, self->crop.height_px, self->picture_height_px, dy_px);
    }
  else if (has_shape (self))
    drag_shape (self, handle, dx_px, dy_px);
  else
    drag_free (self, handle, dx_px, dy_px);
}

static guint
grow_side (guint size, guint picture_px, guint min_px, int delta_px)
{
  return (guint) CLAMP ((gint64) size + delta_px, (gint64) MIN (min_px, size), (gint64) picture_px);
}

void
delivery_crop_frame_grow (DeliveryCropFrame *self, int dx_px, int dy_px)
{
  DeliveryCrop *crop = &self->crop;
  guint min_px = get_min_px (self);

  if (has_shape (self))
    fit_shape (self,
               dx_px != 0 ? crop->width_px + (double) dx_px
                          : (crop->height_px + (double) dy_px) * get_ratio (self),
               self->picture_width_px, self->picture_height_px, crop);
  else
    {
      crop->width_px = grow_side (crop->width_px, self->picture_width_px, min_px, dx_px);
      crop->height_px = grow_side (crop->height_px, self->picture_height_px, min_px, dy_px);
    }
  crop->left_px = MIN (crop->left_px, self->picture_width_px - crop->width_px);
  crop->top_px = MIN (crop->top_px, self->picture_height_px - crop->height_px);
}

/* From and to cuts */

static guint
to_share (guint px, guint picture_px)
{
  return (guint) (((guint64) px * DELIVERY_WHOLE + picture_px / 2) / picture_px);
}

/* The master has fewer pixels, and cuts what is left of one (11.9): there the longer side of a
 * shape is what the shorter one says, so that a picture scaled to a size of this shape has all of
 * its pixels. Of each length in the master the shortest in the original is taken.
 * @longer_room_px: how long it may get where it begins
 * @source_px: the longest side of the picture, which @master_px are of the master */
static void
snap_sides (guint *longer_px,
            guint *shorter_px,
            guint longer_room_px,
            guint shorter_room_px,
            double ratio,
            guint64 source_px,
            guint64 master_px)
{
  double nearest = MAX (1, floor ((double) (*longer_px * master_px / source_px) / ratio + 0.5));

  for (double in_master = nearest; in_master >= MAX (1, nearest - 1); in_master--)
    {
      guint64 shorter = ((guint64) in_master * source_px + master_px - 1) / master_px;
      guint64 longer = (guint64) floor (in_master * ratio + 0.5);

      longer = (longer * source_px + master_px - 1) / master_px;
      if (longer <= longer_room_px && shorter <= shorter_room_px)
        {
          *longer_px = (guint) longer;
          *shorter_px = (guint) shorter;
          return;
        }
    }
}

static void
snap (const DeliveryCropFrame *self, guint master_px, DeliveryCrop *crop)
{
  guint source_px = MAX (self->picture_width_px, self->picture_height_px);
  guint width_room_px = self->picture_width_px - crop->left_px;
  guint height_room_px = self->picture_height_px - crop->top_px;
  double ratio = get_ratio (self);

  /* Never enlarged (11.9). */
  master_px = MIN (master_px, source_px);
  if (ratio >= 1)
    snap_sides (&crop->width_px, &crop->height_px, width_room_px, height_room_px, ratio, source_px,
                master_px);
  else
    snap_sides (&crop->height_px, &crop->width_px, height_room_px, width_room_px, 1 / ratio,
                source_px, master_px);
}

void
delivery_crop_frame_get_cut (const DeliveryCropFrame *self, guint master_px, DeliveryCut *cut)
{
  DeliveryCrop crop = self->crop;

  g_return_if_fail (master_px > 0);

  memset (cut, 0, sizeof *cut);
  if (has_shape (self) && delivery_crop_frame_is_largest (self))
    {
      cut->kind = DELIVERY_CUT_SHAPE;
      cut->shape_width = self->shape_width;
      cut->shape_height = self->shape_height;
      return;
    }
  if (delivery_crop_frame_is_whole (self))
    return;

  if (has_shape (self))
    snap (self, master_px, &crop);
  cut->kind = DELIVERY_CUT_PART;
  cut->left = to_share (crop.left_px, self->picture_width_px);
  cut->top = to_share (crop.top_px, self->picture_height_px);
  /* Of a picture with more pixels than there are steps, rounding may pass the end. */
  cut->width = CLAMP (to_share (crop.width_px, self->picture_width_px), 1,
                      DELIVERY_WHOLE - MIN (cut->left, DELIVERY_WHOLE - 1));
  cut->height = CLAMP (to_share (crop.height_px, self->picture_height_px), 1,
                       DELIVERY_WHOLE - MIN (cut->top, DELIVERY_WHOLE - 1));
}

gboolean
delivery_crop_frame_set_cut (DeliveryCropFrame *self, const DeliveryCut *cut)
{
  delivery_crop_frame_init (self, self->picture_width_px, self->picture_height_px);

  switch (cut->kind)
    {
    case DELIVERY_CUT_SHAPE:
      self->shape_width = cut->shape_width;
      self->shape_height = cut->shape_height;
      delivery_crop_frame_maximize (self);
      return TRUE;

    case DELIVERY_CUT_PART:
      delivery_cut_measure (cut, self->picture_width_px, self->picture_height_px, &self->crop);
      return TRUE;

    case DELIVERY_CUT_NONE:
      return TRUE;

    case DELIVERY_CUT_NAMED:
    default:
      return FALSE;
    }
}
