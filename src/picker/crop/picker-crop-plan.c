/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-crop-plan.h"

#include <glib/gi18n.h>
#include <string.h>

/* What pages of the web show of a link that is passed on, more or less everywhere. */
#define DEFAULT_WIDTH_PX  1200
#define DEFAULT_HEIGHT_PX 630

/* By PickerCropShape. */
static const struct
{
  const char *title;
  guint width;
  guint height;
} shapes[PICKER_CROP_N_SHAPES] = {
  /* Translators: a crop of any shape */
  { N_ ("Free"), 0, 0 },
  { "1:1", 1, 1 },
  { "4:3", 4, 3 },
  { "16:9", 16, 9 },
  { "9:16", 9, 16 },
  /* Translators: a crop that has exactly so many pixels */
  { N_ ("Exact Pixels"), 0, 0 },
};

const char *
picker_crop_shape_get_title (PickerCropShape shape)
{
  g_return_val_if_fail (shape < PICKER_CROP_N_SHAPES, NULL);

  return _ (shapes[shape].title);
}

static gboolean
is_of_shape (const DeliveryCut *cut, guint width, guint height)
{
  return cut->kind == DELIVERY_CUT_SHAPE
         && (guint64) cut->shape_width * height == (guint64) cut->shape_height * width;
}

/* One that is not offered by its name is that of a number of pixels. */
static void
take_other_shape (PickerCropPlan *self, guint box_px)
{
  guint longest = MAX (self->part.shape_width, self->part.shape_height);

  if (box_px == 0)
    box_px = DEFAULT_WIDTH_PX;
  self->shape = PICKER_CROP_EXACT;
  self->exact_width_px = MAX (1, (box_px * self->part.shape_width + longest / 2) / longest);
  self->exact_height_px = MAX (1, (box_px * self->part.shape_height + longest / 2) / longest);
}

/* A size of the same shape is one of exact pixels. */
static void
init_shape (PickerCropPlan *self, guint width_px, guint height_px)
{
  if (height_px > 0 && width_px != height_px
      && (self->part.kind == DELIVERY_CUT_PART || is_of_shape (&self->part, width_px, height_px)))
    {
      self->shape = PICKER_CROP_EXACT;
      self->exact_width_px = width_px;
      self->exact_height_px = height_px;
      return;
    }

  for (guint i = PICKER_CROP_1_1; i < PICKER_CROP_EXACT; i++)
    {
      if (is_of_shape (&self->part, shapes[i].width, shapes[i].height))
        self->shape = (PickerCropShape) i;
    }
  if (self->part.kind == DELIVERY_CUT_SHAPE && self->shape == PICKER_CROP_FREE)
    take_other_shape (self, MAX (width_px, height_px));
}

void
picker_crop_plan_init (PickerCropPlan *self, DeliveryRecipe *recipe)
{
  const DeliveryCut cut = delivery_recipe_get_cut (recipe);
  guint width_px = delivery_recipe_get_width_px (recipe);
  guint height_px = delivery_recipe_get_height_px (recipe);

  memset (self, 0, sizeof *self);
  self->exact_width_px = DEFAULT_WIDTH_PX;
  self->exact_height_px = DEFAULT_HEIGHT_PX;
  if (delivery_recipe_get_is_original (recipe))
    return;

  self->format = delivery_recipe_get_format (recipe) < DELIVERY_N_OFFERED_FORMATS
                     ? delivery_recipe_get_format (recipe)
                     : DELIVERY_FORMAT_JPG;
  self->box_px = MIN (MAX (width_px, height_px), PICKER_CROP_MAX_PX);
  if (cut.kind == DELIVERY_CUT_NAMED)
    picker_crop_plan_set_template (self, cut.name);
  else
    self->part = cut;
  init_shape (self, MIN (width_px, PICKER_CROP_MAX_PX), MIN (height_px, PICKER_CROP_MAX_PX));
}

void
picker_crop_plan_clear (PickerCropPlan *self)
{
  g_clear_pointer (&self->template_name, g_free);
}

void
picker_crop_plan_set_template (PickerCropPlan *self, const char *name)
{
  char *copy = g_strdup (name);

  g_free (self->template_name);
  self->template_name = copy;
}

gboolean
picker_crop_plan_get_shape (const PickerCropPlan *self, guint *width, guint *height)
{
  gboolean is_exact = self->shape == PICKER_CROP_EXACT;

  *width = is_exact ? self->exact_width_px : shapes[self->shape].width;
  *height = is_exact ? self->exact_height_px : shapes[self->shape].height;

  return *width > 0;
}

DeliveryRecipe *
picker_crop_plan_make_recipe (const PickerCropPlan *self)
{
  DeliveryCut named = { DELIVERY_CUT_NAMED, .name = self->template_name };

  if (self->template_name != NULL)
    return delivery_recipe_new (&named, self->box_px, self->box_px, self->format);
  if (self->shape == PICKER_CROP_EXACT)
    return delivery_recipe_new (&self->part, self->exact_width_px, self->exact_height_px,
                                self->format);

  return delivery_recipe_new (&self->part, self->box_px, self->box_px, self->format);
}

/* A part that was chosen in a picture of another shape does not become another one before somebody
 * touches it. */
void
picker_crop_plan_make_frame (const PickerCropPlan *self,
                             guint picture_width_px,
                             guint picture_height_px,
                             DeliveryCropFrame *frame)
{
  delivery_crop_frame_init (frame, picture_width_px, picture_height_px);
  delivery_crop_frame_set_cut (frame, &self->part);
  picker_crop_plan_get_shape (self, &frame->shape_width, &frame->shape_height);
}
