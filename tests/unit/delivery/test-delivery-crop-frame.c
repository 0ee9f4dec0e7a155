/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A frame over a picture: one step at a time, and thousands of them by chance. */

#include "delivery-crop-frame.h"

#include "canto-account.h"

#include <math.h>

#define N_ROUNDS 4000
#define N_DRAGS  12

static DeliveryCropFrame
make_frame (guint picture_width_px, guint picture_height_px)
{
  DeliveryCropFrame frame;

  delivery_crop_frame_init (&frame, picture_width_px, picture_height_px);

  return frame;
}

static void
set_crop (DeliveryCropFrame *frame, guint left, guint top, guint width, guint height)
{
  frame->crop = (DeliveryCrop){ width, height, left, top };
}

#define assert_crop(frame, left, top, width, height)                                               \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_assert_cmpuint ((frame)->crop.left_px, ==, left);                                            \
    g_assert_cmpuint ((frame)->crop.top_px, ==, top);                                              \
    g_assert_cmpuint ((frame)->crop.width_px, ==, width);                                          \
    g_assert_cmpuint ((frame)->crop.height_px, ==, height);                                        \
  }                                                                                                \
  G_STMT_END

/* Moving */

static void
test_move (void)
{
  DeliveryCropFrame frame = make_frame (1000, 800);

  set_crop (&frame, 100, 100, 400, 300);
  delivery_crop_frame_drag (&frame, DELIVERY_CROP_INSIDE, 50, -30);
  assert_crop (&frame, 150, 70, 400, 300);
  delivery_crop_frame_drag (&frame, DELIVERY_CROP_INSIDE, -2000, 2000);
  assert_crop (&frame, 0, 500, 400, 300);
  delivery_crop_frame_drag (&frame, DELIVERY_CROP_INSIDE, G_MAXINT, G_MININT);
  assert_crop (&frame, 600, 0, 400, 300);
}

/* Any shape */

static void
test_free (void)
{
  DeliveryCropFrame frame = make_frame (1000, 800);

  g_assert_true (delivery_crop_frame_is_whole (&frame));
  delivery_crop_frame_drag (&frame, DELIVERY_CROP_RIGHT, -200, 77);
  assert_crop (&frame, 0, 0, 800, 800);
  g_assert_false (delivery_crop_frame_is_whole (&frame));
  delivery_crop_frame_drag (&frame, DELIVERY_CROP_LEFT | DELIVERY_CROP_TOP, 300, 100);
  assert_crop (&frame, 300, 100, 500, 700);
  /* Not turned over, and no smaller than it can be held. */
  delivery_crop_frame_drag (&frame, DELIVERY_CROP_LEFT | DELIVERY_CROP_BOTTOM, 5000, -5000);
  assert_crop (&frame, 784, 100, 16, 16);
  delivery_crop_frame_drag (&frame, DELIVERY_CROP_RIGHT | DELIVERY_CROP_BOTTOM, 5000, 5000);
  assert_crop (&frame, 784, 100, 216, 700);
}

static void
test_tiny_picture (void)
{
  DeliveryCropFrame frame = make_frame (1, 3);

  delivery_crop_frame_drag (&frame, DELIVERY_CROP_RIGHT | DELIVERY_CROP_BOTTOM, -9, -9);
  assert_crop (&frame, 0, 0, 1, 1);
  delivery_crop_frame_set_shape (&frame, 16, 9);
  delivery_crop_frame_drag (&frame, DELIVERY_CROP_LEFT | DELIVERY_CROP_TOP, 9, 9);
  assert_crop (&frame, 0, 0, 1, 1);
}

/* A shape */

/* The corner across stays, and both sides follow the pointer where it is further out. */
static void
test_corner_of_shape (void)
{
  DeliveryCropFrame frame = make_frame (1000, 800);

  set_crop (&frame, 100, 100, 160, 90);
  delivery_crop_frame_set_shape (&frame, 16, 9);
  assert_crop (&frame, 100, 100, 160, 90);
  delivery_crop_frame_drag (&frame, DELIVERY_CROP_RIGHT | DELIVERY_CROP_BOTTOM, 160, 0);
  assert_crop (&frame, 100, 100, 320, 180);
  delivery_crop_frame_drag (&frame, DELIVERY_CROP_RIGHT | DELIVERY_CROP_TOP, 0, -90);
  assert_crop (&frame, 100, 10, 480, 270);
  /* The upper edge of the picture ends it. */
  delivery_crop_frame_drag (&frame, DELIVERY_CROP_RIGHT | DELIVERY_CROP_TOP, 900, -900);
  assert_crop (&frame, 100, 0, 498, 280);
}

/* A side alone: the other two move as much. */
static void
test_side_of_shape (void)
{
  DeliveryCropFrame frame = make_frame (1000, 800);

  set_crop (&frame, 300, 300, 200, 200);
  delivery_crop_frame_set_shape (&frame, 1, 1);
  delivery_crop_frame_drag (&frame, DELIVERY_CROP_RIGHT, 100, 0);
  assert_crop (&frame, 300, 250, 300, 300);
  delivery_crop_frame_drag (&frame, DELIVERY_CROP_TOP, 0, 100);
  assert_crop (&frame, 350, 350, 200, 200);
  /* Where there is no room on one side of the middle, the other gives way. */
  set_crop (&frame, 300, 0, 200, 200);
  delivery_crop_frame_drag (&frame, DELIVERY_CROP_LEFT, -100, 0);
  assert_crop (&frame, 200, 0, 300, 300);
}

static void
test_largest (void)
{
  DeliveryCropFrame frame = make_frame (1200, 800);

  delivery_crop_frame_set_shape (&frame, 1, 1);
  assert_crop (&frame, 200, 0, 800, 800);
  g_assert_true (delivery_crop_frame_is_largest (&frame));
  delivery_crop_frame_set_shape (&frame, 9, 16);
  assert_crop (&frame, 375, 0, 450, 800);
  delivery_crop_frame_set_shape (&frame, 16, 9);
  assert_crop (&frame, 0, 62, 1200, 675);
  delivery_crop_frame_drag (&frame, DELIVERY_CROP_INSIDE, 0, 1);
  g_assert_false (delivery_crop_frame_is_largest (&frame));
  delivery_crop_frame_maximize (&frame);
  g_assert_true (delivery_crop_frame_is_largest (&frame));
}

/* To one shape and back gives the same frame, where there is room. */
static void
test_change_of_shape (void)
{
  DeliveryCropFrame frame = make_frame (2000, 2000);

  set_crop (&frame, 800, 900, 320, 180);
  delivery_crop_frame_set_shape (&frame, 16, 9);
  delivery_crop_frame_set_shape (&frame, 9, 16);
  assert_crop (&frame, 870, 830, 180, 320);
  delivery_crop_frame_set_shape (&frame, 16, 9);
  assert_crop (&frame, 800, 900, 320, 180);
  delivery_crop_frame_set_shape (&frame, 0, 0);
  assert_crop (&frame, 800, 900, 320, 180);
}

/* Keys */

static void
test_grow (void)
{
  DeliveryCropFrame frame = make_frame (1000, 800);

  set_crop (&frame, 900, 700, 50, 50);
  delivery_crop_frame_grow (&frame, 30, 0);
  assert_crop (&frame, 900, 700, 80, 50);
  delivery_crop_frame_grow (&frame, 100, 100);
  assert_crop (&frame, 820, 650, 180, 150);
  delivery_crop_frame_grow (&frame, -5000, 5000);
  assert_crop (&frame, 820, 0, 16, 800);

  set_crop (&frame, 100, 100, 160, 90);
  delivery_crop_frame_set_shape (&frame, 16, 9);
  delivery_crop_frame_grow (&frame, 16, 0);
  assert_crop (&frame, 100, 100, 176, 99);
  delivery_crop_frame_grow (&frame, 0, -9);
  assert_crop (&frame, 100, 100, 160, 90);
  delivery_crop_frame_grow (&frame, 9999, 0);
  assert_crop (&frame, 0, 100, 1000, 563);
}

/* Cuts */

static void
assert_cut (const DeliveryCropFrame *frame, const char *text)
{
  DeliveryCut cut;
  g_autoptr (DeliveryRecipe) recipe = NULL;
  g_autofree char *written = NULL;

  delivery_crop_frame_get_cut (frame, CANTO_ACCOUNT_DEFAULT_MASTER_PX, &cut);
  recipe = delivery_recipe_new (&cut, 0, 0, DELIVERY_FORMAT_JPG);
  written = delivery_recipe_to_text (recipe);
  g_assert_cmpstr (written, ==, text);
}

static void
test_cuts (void)
{
  DeliveryCropFrame frame = make_frame (6000, 4000);
  DeliveryCropFrame again = make_frame (6000, 4000);
  DeliveryCut cut;

  assert_cut (&frame, "jpg");
  set_crop (&frame, 1500, 1000, 3000, 1500);
  assert_cut (&frame, "250000,250000,500000,375000/jpg");
  delivery_crop_frame_get_cut (&frame, CANTO_ACCOUNT_DEFAULT_MASTER_PX, &cut);
  g_assert_true (delivery_crop_frame_set_cut (&again, &cut));
  g_assert_true (delivery_crop_frame_equal (&frame, &again));

  delivery_crop_frame_init (&frame, 6000, 4000);
  delivery_crop_frame_set_shape (&frame, 16, 9);
  assert_cut (&frame, "16:9/jpg");
  delivery_crop_frame_get_cut (&frame, CANTO_ACCOUNT_DEFAULT_MASTER_PX, &cut);
  g_assert_true (delivery_crop_frame_set_cut (&again, &cut));
  g_assert_true (delivery_crop_frame_equal (&frame, &again));

  cut = (DeliveryCut){ DELIVERY_CUT_NAMED, .name = "square" };
  g_assert_false (delivery_crop_frame_set_cut (&again, &cut));
  g_assert_true (delivery_crop_frame_is_whole (&again));
  cut = (DeliveryCut){ DELIVERY_CUT_NONE };
  g_assert_true (delivery_crop_frame_set_cut (&again, &cut));
  g_assert_true (delivery_crop_frame_is_whole (&again));
}

/* The worked example of 11.10. */
static void
test_worked_example (void)
{
  DeliveryCropFrame frame = make_frame (6000, 4000);
  g_autoptr (DeliveryRecipe) recipe = NULL;
  g_autoptr (DeliveryRendition) rendition = NULL;
  g_autofree char *ops = NULL;
  DeliveryCut cut;

  set_crop (&frame, 1500, 1000, 3000, 1500);
  delivery_crop_frame_get_cut (&frame, 2048, &cut);
  recipe = delivery_recipe_new (&cut, 800, 400, DELIVERY_FORMAT_JPG);
  rendition = delivery_recipe_make_rendition (recipe, 6000, 4000, 2048, NULL);
  ops = delivery_rendition_to_ops (rendition);
  g_assert_cmpstr (ops, ==, "-C1024x512,512,341-S800x400-FJPG");
}

/* By chance */

static guint
get_random (guint min, guint max)
{
  return (guint) g_test_rand_int_range ((gint32) min, (gint32) max + 1);
}

static void
assert_inside (const DeliveryCropFrame *frame)
{
  g_assert_cmpuint (frame->crop.width_px, >=, 1);
  g_assert_cmpuint (frame->crop.height_px, >=, 1);
  g_assert_cmpuint (frame->crop.left_px + frame->crop.width_px, <=, frame->picture_width_px);
  g_assert_cmpuint (frame->crop.top_px + frame->crop.height_px, <=, frame->picture_height_px);
}

/* One side is what the shape makes of the other, but for less than a pixel; of nothing, a pixel. */
static void
assert_shape (const DeliveryCropFrame *frame)
{
  double ratio = (double) frame->shape_width / frame->shape_height;
  double height_error = fabs (frame->crop.height_px - frame->crop.width_px / ratio);
  double width_error = fabs (frame->crop.width_px - frame->crop.height_px * ratio);

  g_assert_cmpfloat (MIN (height_error, width_error), <=, 1);
}

static void
set_random_shape (DeliveryCropFrame *frame)
{
  static const guint shapes[][2] = { { 0, 0 },   { 1, 1 },      { 4, 3 },       { 16, 9 },
                                     { 9, 16 },  { 1200, 630 }, { 1584, 396 },  { 100, 1 },
                                     { 1, 100 }, { 1, 10000 },  { 2000, 1999 }, { 2, 3 } };
  guint index = get_random (0, G_N_ELEMENTS (shapes) - 1);

  delivery_crop_frame_set_shape (frame, shapes[index][0], shapes[index][1]);
}

static void
drag_by_chance (DeliveryCropFrame *frame)
{
  static const DeliveryCropHandle handles[] = {
    DELIVERY_CROP_INSIDE,
    DELIVERY_CROP_LEFT,
    DELIVERY_CROP_RIGHT,
    DELIVERY_CROP_TOP,
    DELIVERY_CROP_BOTTOM,
    DELIVERY_CROP_LEFT | DELIVERY_CROP_TOP,
    DELIVERY_CROP_RIGHT | DELIVERY_CROP_TOP,
    DELIVERY_CROP_LEFT | DELIVERY_CROP_BOTTOM,
    DELIVERY_CROP_RIGHT | DELIVERY_CROP_BOTTOM,
  };
  int far = (int) MAX (frame->picture_width_px, frame->picture_height_px) * 3 / 2;
  int dx = g_test_rand_int_range (-far, far + 1);
  int dy = g_test_rand_int_range (-far, far + 1);

  switch (get_random (0, 5))
    {
    case 0:
      set_random_shape (frame);
      break;

    case 1:
      delivery_crop_frame_grow (frame, dx, get_random (0, 1) == 0 ? 0 : dy);
      break;

    default:
      delivery_crop_frame_drag (frame, handles[get_random (0, G_N_ELEMENTS (handles) - 1)], dx, dy);
    }
}

/* What is held moves, what is not stays. */
static void
assert_other_end (const DeliveryCropFrame *before,
                  const DeliveryCropFrame *frame,
                  DeliveryCropHandle handle)
{
  if (handle & DELIVERY_CROP_LEFT)
    g_assert_cmpuint (frame->crop.left_px + frame->crop.width_px, ==,
                      before->crop.left_px + before->crop.width_px);
  if (handle & DELIVERY_CROP_RIGHT)
    g_assert_cmpuint (frame->crop.left_px, ==, before->crop.left_px);
  if (handle & DELIVERY_CROP_TOP)
    g_assert_cmpuint (frame->crop.top_px + frame->crop.height_px, ==,
                      before->crop.top_px + before->crop.height_px);
  if (handle & DELIVERY_CROP_BOTTOM)
    g_assert_cmpuint (frame->crop.top_px, ==, before->crop.top_px);
}

/* What it cuts is read back as what it is; but for some pixels of a shape, that the master asks
 * for. */
static void
assert_cut_holds (const DeliveryCropFrame *frame)
{
  DeliveryCropFrame again = make_frame (frame->picture_width_px, frame->picture_height_px);
  g_autoptr (DeliveryRecipe) recipe = NULL;
  g_autoptr (DeliveryRendition) rendition = NULL;
  DeliveryCut cut;
  guint longest = MAX (frame->picture_width_px, frame->picture_height_px);
  double ratio = frame->shape_width > 0 ? (double) frame->shape_width / frame->shape_height : 1;
  /* A pixel more or less of the shorter side is as many of the longer one. */
  int step_px =
      (int) ((longest / CANTO_ACCOUNT_DEFAULT_MASTER_PX + 2) * (1 + MAX (ratio, 1 / ratio)));
  guint width_px, height_px;
  gboolean upscaled;

  delivery_crop_frame_get_cut (frame, CANTO_ACCOUNT_DEFAULT_MASTER_PX, &cut);
  g_assert_true (delivery_crop_frame_set_cut (&again, &cut));
  assert_inside (&again);
  if (frame->shape_width == 0)
    step_px = 0;
  g_assert_cmpint (ABS ((int) again.crop.left_px - (int) frame->crop.left_px), <=, step_px);
  g_assert_cmpint (ABS ((int) again.crop.width_px - (int) frame->crop.width_px), <=, step_px);
  g_assert_cmpint (ABS ((int) again.crop.height_px - (int) frame->crop.height_px), <=, step_px);

  recipe = delivery_recipe_new (&cut, 0, 0, DELIVERY_FORMAT_JPG);
  rendition =
      delivery_recipe_make_rendition (recipe, frame->picture_width_px, frame->picture_height_px,
                                      CANTO_ACCOUNT_DEFAULT_MASTER_PX, NULL);
  g_assert_true (delivery_rendition_measure (
      rendition, frame->picture_width_px, frame->picture_height_px, CANTO_ACCOUNT_DEFAULT_MASTER_PX,
      &width_px, &height_px, &upscaled));
  g_assert_false (upscaled);
}

static void
test_by_chance (void)
{
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      DeliveryCropFrame frame = make_frame (get_random (1, 9000), get_random (1, 9000));

      for (guint i = 0; i < N_DRAGS; i++)
        {
          drag_by_chance (&frame);
          assert_inside (&frame);
          if (frame.shape_width > 0)
            assert_shape (&frame);
        }
      assert_cut_holds (&frame);
    }
}

static void
test_other_end_by_chance (void)
{
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      DeliveryCropFrame frame = make_frame (get_random (100, 9000), get_random (100, 9000));
      DeliveryCropFrame before;
      DeliveryCropHandle handle = 0;

      handle |= get_random (0, 1) ? DELIVERY_CROP_LEFT : DELIVERY_CROP_RIGHT;
      if (get_random (0, 1))
        handle |= get_random (0, 1) ? DELIVERY_CROP_TOP : DELIVERY_CROP_BOTTOM;
      set_random_shape (&frame);
      drag_by_chance (&frame);
      before = frame;
      delivery_crop_frame_drag (&frame, handle, g_test_rand_int_range (-4000, 4000),
                                g_test_rand_int_range (-4000, 4000));
      assert_other_end (&before, &frame, handle);
    }
}

/* Of a frame that is as large as what is asked for, the rendition has exactly these pixels. */
static void
test_exact_by_chance (void)
{
  guint n_exact = 0;

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      DeliveryCropFrame frame = make_frame (get_random (3000, 9000), get_random (3000, 9000));
      guint wanted_width = get_random (50, 600);
      guint wanted_height = get_random (50, 600);
      g_autoptr (DeliveryRecipe) recipe = NULL;
      g_autoptr (DeliveryRendition) rendition = NULL;
      DeliveryCut cut;
      guint width_px, height_px;
      gboolean upscaled;

      delivery_crop_frame_set_shape (&frame, wanted_width, wanted_height);
      delivery_crop_frame_drag (&frame, DELIVERY_CROP_RIGHT | DELIVERY_CROP_BOTTOM,
                                -(int) get_random (1, 200), -(int) get_random (1, 200));
      delivery_crop_frame_drag (&frame, DELIVERY_CROP_INSIDE, -20, -20);
      delivery_crop_frame_get_cut (&frame, CANTO_ACCOUNT_DEFAULT_MASTER_PX, &cut);
      recipe = delivery_recipe_new (&cut, wanted_width, wanted_height, DELIVERY_FORMAT_JPG);
      rendition =
          delivery_recipe_make_rendition (recipe, frame.picture_width_px, frame.picture_height_px,
                                          CANTO_ACCOUNT_DEFAULT_MASTER_PX, NULL);
      g_assert_true (delivery_rendition_measure (
          rendition, frame.picture_width_px, frame.picture_height_px,
          CANTO_ACCOUNT_DEFAULT_MASTER_PX, &width_px, &height_px, &upscaled));
      if (upscaled)
        continue;
      g_assert_cmpuint (width_px, ==, wanted_width);
      g_assert_cmpuint (height_px, ==, wanted_height);
      n_exact++;
    }
  g_assert_cmpuint (n_exact, >, N_ROUNDS / 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/crop-frame/move", test_move);
  g_test_add_func ("/crop-frame/free", test_free);
  g_test_add_func ("/crop-frame/tiny-picture", test_tiny_picture);
  g_test_add_func ("/crop-frame/corner-of-shape", test_corner_of_shape);
  g_test_add_func ("/crop-frame/side-of-shape", test_side_of_shape);
  g_test_add_func ("/crop-frame/largest", test_largest);
  g_test_add_func ("/crop-frame/change-of-shape", test_change_of_shape);
  g_test_add_func ("/crop-frame/grow", test_grow);
  g_test_add_func ("/crop-frame/cuts", test_cuts);
  g_test_add_func ("/crop-frame/worked-example", test_worked_example);
  g_test_add_func ("/crop-frame/by-chance", test_by_chance);
  g_test_add_func ("/crop-frame/other-end-by-chance", test_other_end_by_chance);
  g_test_add_func ("/crop-frame/exact-by-chance", test_exact_by_chance);

  return g_test_run ();
}
