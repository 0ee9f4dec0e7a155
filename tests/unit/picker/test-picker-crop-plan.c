/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the crop editor begins with, and what comes out of it again. */

#include "picker-crop-plan.h"

/* What is put in comes out, or what is nearest to it. */
static const struct
{
  const char *recipe;
  PickerCropShape shape;
  const char *made;
} cases[] = {
  { "original", PICKER_CROP_FREE, "jpg" },
  { "jpg", PICKER_CROP_FREE, "jpg" },
  { "1200/webp", PICKER_CROP_FREE, "1200/webp" },
  { "square/800/jpg", PICKER_CROP_FREE, "square/800/jpg" },
  { "of_the_tenant/png", PICKER_CROP_FREE, "of_the_tenant/png" },
  { "1:1/400/jpg", PICKER_CROP_1_1, "1:1/400/jpg" },
  { "16:9/jpg", PICKER_CROP_16_9, "16:9/jpg" },
  { "9:16/1600/jpg", PICKER_CROP_9_16, "9:16/1600/jpg" },
  { "32:18/800/jpg", PICKER_CROP_16_9, "32:18/800/jpg" },
  { "16:9/1600x900/jpg", PICKER_CROP_EXACT, "16:9/1600x900/jpg" },
  { "1200:630/1200x630/jpg", PICKER_CROP_EXACT, "1200:630/1200x630/jpg" },
  { "3:2/900/jpg", PICKER_CROP_EXACT, "3:2/900x600/jpg" },
  { "2:3/jpg", PICKER_CROP_EXACT, "2:3/800x1200/jpg" },
  { "0,250000,1000000,500000/1200/jpg", PICKER_CROP_FREE, "0,250000,1000000,500000/1200/jpg" },
  { "0,250000,1000000,500000/1200x630/jpg", PICKER_CROP_EXACT,
    "0,250000,1000000,500000/1200x630/jpg" },
  /* What is not offered: by its width, and formats that no page shows. */
  { "600x/png", PICKER_CROP_FREE, "600/png" },
  { "800/tif", PICKER_CROP_FREE, "800/jpg" },
};

static void
test_recipes (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DeliveryRecipe) recipe = delivery_recipe_parse (cases[i].recipe, NULL);
      g_autoptr (DeliveryRecipe) made = NULL;
      g_autofree char *text = NULL;
      PickerCropPlan plan;

      picker_crop_plan_init (&plan, recipe);
      g_assert_cmpint (plan.shape, ==, cases[i].shape);
      made = picker_crop_plan_make_recipe (&plan);
      text = delivery_recipe_to_text (made);
      g_assert_cmpstr (text, ==, cases[i].made);
      picker_crop_plan_clear (&plan);
    }
}

/* A part of one picture is the same share of the next, and its shape is kept from the first touch
 * on. */
static void
test_frames (void)
{
  g_autoptr (DeliveryRecipe) recipe =
      delivery_recipe_parse ("250000,250000,500000,500000/300x200/jpg", NULL);
  DeliveryCropFrame frame;
  PickerCropPlan plan;

  picker_crop_plan_init (&plan, recipe);
  picker_crop_plan_make_frame (&plan, 1200, 800, &frame);
  g_assert_cmpuint (frame.crop.left_px, ==, 300);
  g_assert_cmpuint (frame.crop.width_px, ==, 600);
  g_assert_cmpuint (frame.shape_width, ==, 300);
  picker_crop_plan_make_frame (&plan, 800, 1200, &frame);
  g_assert_cmpuint (frame.crop.width_px, ==, 400);
  g_assert_cmpuint (frame.crop.height_px, ==, 600);
  delivery_crop_frame_drag (&frame, DELIVERY_CROP_RIGHT, 0, 0);
  g_assert_cmpuint (frame.crop.width_px, ==, 400);
  g_assert_cmpuint (frame.crop.height_px, ==, 267);
  picker_crop_plan_clear (&plan);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/crop-plan/recipes", test_recipes);
  g_test_add_func ("/crop-plan/frames", test_frames);

  return g_test_run ();
}
