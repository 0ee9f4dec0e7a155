/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "delivery-crop-frame.h"

G_BEGIN_DECLS

/**
 * PickerCropShape:
 * @PICKER_CROP_EXACT: that of a number of pixels, which is the size as well
 *
 * What a frame keeps.
 */
typedef enum
{
  PICKER_CROP_FREE,
  PICKER_CROP_1_1,
  PICKER_CROP_4_3,
  PICKER_CROP_16_9,
  PICKER_CROP_9_16,
  PICKER_CROP_EXACT,
  PICKER_CROP_N_SHAPES,
} PickerCropShape;

#define PICKER_CROP_MAX_PX 10000

/**
 * PickerCropPlan:
 * @template_name: (nullable): a smart crop, which goes before shape and @part
 * @part: what the frame leaves: of all kinds but %DELIVERY_CUT_NAMED
 * @box_px: the longest side has at most so many; 0: as large as there is. Not of %PICKER_CROP_EXACT
 *
 * What a person has put together so far in the crop editor: it becomes a #DeliveryRecipe. A plain value that owns its
 * text.
 */
typedef struct
{
  PickerCropShape shape;
  guint exact_width_px;
  guint exact_height_px;
  char *template_name;
  DeliveryCut part;
  guint box_px;
  DeliveryFormat format;
} PickerCropPlan;

/* As @recipe has it; the original, which the network does not make, is all of the picture as JPEG. */
void picker_crop_plan_init (PickerCropPlan *self, DeliveryRecipe *recipe);
void picker_crop_plan_clear (PickerCropPlan *self);

/* (nullable): NULL is none */
void picker_crop_plan_set_template (PickerCropPlan *self, const char *name);

/* Width and height of the shape. %FALSE: any, both 0 */
gboolean picker_crop_plan_get_shape (const PickerCropPlan *self, guint *width, guint *height);

/* (transfer full) */
DeliveryRecipe *picker_crop_plan_make_recipe (const PickerCropPlan *self);

/* The frame over a picture of this size. */
void picker_crop_plan_make_frame (const PickerCropPlan *self,
                                  guint picture_width_px,
                                  guint picture_height_px,
                                  DeliveryCropFrame *frame);

/* "1:1", "Free"… */
const char *picker_crop_shape_get_title (PickerCropShape shape);

G_END_DECLS
