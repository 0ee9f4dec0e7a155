/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "delivery-link.h"
#include "delivery-concerns.h"
#include "delivery-size.h"
#include "sample-asset.h"

#include <string.h>

#define ORIGINAL_DIRECT                                                                            \
  "https://acme.canto.com/direct/image/k9p346n3d25rq4f5r37e3p3e28/NWoZK3kTsExUV00Ywo1G5jlUKKs/"    \
  "original"

/* What each size makes of a source, in any format. */
typedef struct
{
  const char *size;
  const char *ops;           /* without the format */
  guint width_px, height_px; /* 0: the tenant's templates say */
  gboolean upscaled;
} Case;

static const Case large_cases[] = {
  { "2000", "-B2000", 2000, 1333, FALSE },     { "1200", "-B1200", 1200, 800, FALSE },
  { "400", "-B400", 400, 267, FALSE },         { "square/800", "-Tsquare-B800", 800, 800, FALSE },
  { "landscape", "-Tlandscape", 0, 0, FALSE }, { "portrait", "-Tportrait", 0, 0, FALSE },
};

/* 640 × 480: there is no more (C23). */
static const Case small_cases[] = {
  { "2000", "-B2000", 640, 480, TRUE },        { "1200", "-B1200", 640, 480, TRUE },
  { "400", "-B400", 400, 300, FALSE },         { "square/800", "-Tsquare-B800", 480, 480, TRUE },
  { "landscape", "-Tlandscape", 0, 0, FALSE }, { "portrait", "-Tportrait", 0, 0, FALSE },
};

/* Nobody said how large it is. */
static const Case unknown_cases[] = {
  { "2000", "-B2000", 0, 0, FALSE },
  { "1200", "-B1200", 0, 0, FALSE },
  { "400", "-B400", 0, 0, FALSE },
  { "square/800", "-Tsquare-B800", 0, 0, FALSE },
  { "landscape", "-Tlandscape", 0, 0, FALSE },
  { "portrait", "-Tportrait", 0, 0, FALSE },
};

/* Direct: the size of 10.11 that is not smaller, and never more than there is. */
static const Case large_direct_cases[] = {
  { "2000", "/2000", 2000, 1333, FALSE },      { "1200", "/2000", 2000, 1333, FALSE },
  { "400", "/500", 500, 333, FALSE },          { "square/800", "/800", 800, 533, FALSE },
  { "landscape", "/2000", 2000, 1333, FALSE }, { "portrait", "/2000", 2000, 1333, FALSE },
};

static const Case small_direct_cases[] = {
  { "2000", "/640", 640, 480, TRUE },       { "1200", "/640", 640, 480, TRUE },
  { "400", "/500", 500, 375, FALSE },       { "square/800", "/640", 640, 480, TRUE },
  { "landscape", "/640", 640, 480, FALSE }, { "portrait", "/640", 640, 480, FALSE },
};

static const struct
{
  const char *word;
  const char *op;
  const char *title;
} formats[] = { { "jpg", "-FJPG", "JPEG" },
                { "png", "-FPNG", "PNG" },
                { "webp", "-FWEBP", "WebP" } };

static DeliveryRecipe *
read_recipe (const char *size, const char *format)
{
  g_autofree char *text =
      format != NULL ? g_strdup_printf ("%s/%s", size, format) : g_strdup (size);
  g_autoptr (GError) error = NULL;
  DeliveryRecipe *recipe = delivery_recipe_parse (text, &error);

  g_assert_no_error (error);

  return recipe;
}

static DeliveryLink *
make_link (CantoAsset *asset, DeliveryRecipe *recipe)
{
  g_autoptr (GError) error = NULL;
  DeliveryLink *link = delivery_link_new (asset, recipe, CANTO_ACCOUNT_DEFAULT_MASTER_PX, &error);

  g_assert_no_error (error);

  return link;
}

static void
check_delivered (const Sample *sample, const Case *cases, gsize n_cases)
{
  g_autoptr (CantoAsset) asset = sample_asset_new (sample);

  for (gsize i = 0; i < n_cases * G_N_ELEMENTS (formats); i++)
    {
      const Case *c = &cases[i % n_cases];
      const char *op = formats[i / n_cases].op;
      g_autoptr (DeliveryRecipe) recipe = read_recipe (c->size, formats[i / n_cases].word);
      g_autoptr (DeliveryLink) link = make_link (asset, recipe);
      g_autofree char *uri = g_strconcat (SAMPLE_DELIVERY "/", c->ops, op, NULL);

      g_assert_cmpstr (delivery_link_get_uri (link), ==, uri);
      g_assert_cmpuint (delivery_link_get_width_px (link), ==, c->width_px);
      g_assert_cmpuint (delivery_link_get_height_px (link), ==, c->height_px);
      g_assert_cmpint (delivery_link_get_upscaled (link), ==, c->upscaled);
      g_assert_cmpstr (delivery_link_get_format_name (link), ==, formats[i / n_cases].title);
      g_assert_false (delivery_link_get_lost_crop (link));
      g_assert_false (delivery_link_get_lost_format (link));
    }
}

static void
check_direct (const Sample *sample, const Case *cases, gsize n_cases)
{
  g_autoptr (CantoAsset) asset = sample_asset_new (sample);

  for (gsize i = 0; i < n_cases * G_N_ELEMENTS (formats); i++)
    {
      const Case *c = &cases[i % n_cases];
      g_autoptr (DeliveryRecipe) recipe = read_recipe (c->size, formats[i / n_cases].word);
      g_autoptr (DeliveryLink) link = make_link (asset, recipe);
      g_autofree char *uri = g_strconcat (SAMPLE_DIRECT, c->ops, NULL);

      g_assert_cmpstr (delivery_link_get_uri (link), ==, uri);
      g_assert_true (delivery_link_get_is_direct (link));
      g_assert_cmpuint (delivery_link_get_width_px (link), ==, c->width_px);
      g_assert_cmpuint (delivery_link_get_height_px (link), ==, c->height_px);
      g_assert_cmpint (delivery_link_get_upscaled (link), ==, c->upscaled);
      /* What is not to be had is said. */
      g_assert_cmpstr (delivery_link_get_format_name (link), ==, "JPEG");
      g_assert_cmpint (delivery_link_get_lost_crop (link), ==, delivery_recipe_get_crops (recipe));
      g_assert_cmpint (delivery_link_get_lost_format (link), ==,
                       delivery_recipe_get_format (recipe) != DELIVERY_FORMAT_JPG);
    }
}

static const Sample full = {
  .status = "Approved",
  .width = "6000",
  .height = "4000",
  .mdc_image = SAMPLE_DELIVERY "/-FJPG",
  .mdc_asset = SAMPLE_ORIGINAL,
  .direct_preview = SAMPLE_DIRECT "/800",
  .direct_original = ORIGINAL_DIRECT,
};

static void
test_delivered (void)
{
  Sample sample = full;

  check_delivered (&sample, large_cases, G_N_ELEMENTS (large_cases));
  sample.width = "640";
  sample.height = "480";
  check_delivered (&sample, small_cases, G_N_ELEMENTS (small_cases));
  sample.width = sample.height = NULL;
  check_delivered (&sample, unknown_cases, G_N_ELEMENTS (unknown_cases));
}

static void
test_direct (void)
{
  Sample sample = full;

  sample.mdc_image = SAMPLE_UNPUBLISHED;
  check_direct (&sample, large_direct_cases, G_N_ELEMENTS (large_direct_cases));
  sample.mdc_image = NULL;
  check_direct (&sample, large_direct_cases, G_N_ELEMENTS (large_direct_cases));
  sample.width = "640";
  sample.height = "480";
  check_direct (&sample, small_direct_cases, G_N_ELEMENTS (small_direct_cases));
}

static void
test_original (void)
{
  Sample undelivered = full;
  g_autoptr (CantoAsset) asset = sample_asset_new (&full);
  g_autoptr (CantoAsset) other = NULL;
  g_autoptr (DeliveryRecipe) recipe = NULL;
  g_autoptr (DeliveryLink) link = NULL;
  g_autoptr (DeliveryLink) direct = NULL;

  undelivered.mdc_asset = SAMPLE_UNPUBLISHED;
  other = sample_asset_new (&undelivered);
  recipe = read_recipe ("original", NULL);
  link = make_link (asset, recipe);
  direct = make_link (other, recipe);

  g_assert_cmpstr (delivery_link_get_uri (link), ==, SAMPLE_ORIGINAL);
  g_assert_cmpuint (delivery_link_get_width_px (link), ==, 6000);
  g_assert_cmpuint (delivery_link_get_height_px (link), ==, 4000);
  g_assert_cmpstr (delivery_link_get_format_name (link), ==, "JPEG");
  g_assert_false (delivery_link_get_upscaled (link));
  g_assert_cmpstr (delivery_link_get_uri (direct), ==, ORIGINAL_DIRECT);
  g_assert_false (delivery_link_get_lost_format (direct));
}

/* A shape and a part, in pixels of the master. */
static void
test_crops (void)
{
  static const struct
  {
    const char *text;
    const char *width, *height;
    const char *ops;
    guint width_px, height_px;
    gboolean upscaled;
  } cases[] = {
    /* The example of 11.10: 3000 × 1500 at (1500, 1000). */
    { "250000,250000,500000,375000/800x400/jpg", "6000", "4000", "-C1024x512,512,341-S800x400-FJPG",
      800, 400, FALSE },
    { "250000,250000,500000,375000/1200x600/jpg", "6000", "4000",
      "-C1024x512,512,341-S1200x600-FJPG", 1024, 512, TRUE },
    { "16:9/1600x900/webp", "6000", "4000", "-C2048x1152,0,106-S1600x900-FWEBP", 1600, 900, FALSE },
    { "1:1/jpg", "640", "480", "-C480x480,80,0-FJPG", 480, 480, FALSE },
    { "9:16/1080x1920/jpg", "640", "480", "-C270x480,185,0-S1080x1920-FJPG", 270, 480, TRUE },
    { "0,0,1000000,1000000/png", "3", "5", "-C3x5,0,0-FPNG", 3, 5, FALSE },
    { "999999,999999,1,1/png", "3", "5", "-C1x1,2,4-FPNG", 1, 1, FALSE },
    { "600x/jpg", "6000", "4000", "-S600-FJPG", 600, 400, FALSE },
    { "800x800/jpg", "6000", "4000", "-B800-FJPG", 800, 533, FALSE },
    { "jpg", "6000", "4000", "-FJPG", 2048, 1365, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Sample sample = full;
      g_autoptr (CantoAsset) asset = NULL;
      g_autoptr (DeliveryRecipe) recipe = read_recipe (cases[i].text, NULL);
      g_autoptr (DeliveryLink) link = NULL;
      g_autofree char *uri = g_strconcat (SAMPLE_DELIVERY "/", cases[i].ops, NULL);

      sample.width = cases[i].width;
      sample.height = cases[i].height;
      asset = sample_asset_new (&sample);
      link = make_link (asset, recipe);
      g_assert_cmpstr (delivery_link_get_uri (link), ==, uri);
      g_assert_cmpuint (delivery_link_get_width_px (link), ==, cases[i].width_px);
      g_assert_cmpuint (delivery_link_get_height_px (link), ==, cases[i].height_px);
      g_assert_cmpint (delivery_link_get_upscaled (link), ==, cases[i].upscaled);
      g_assert_false (delivery_link_get_lost_crop (link));
    }
}

/* 11.9, 17.9: the example of 11.10 on tenants whose masters are larger and smaller: the numbers of
 * the crop are in pixels of the master, and more than that has is not promised. */
static void
test_other_master (void)
{
  static const struct
  {
    guint master_px;
    const char *text;
    const char *ops;
    guint width_px, height_px;
    gboolean upscaled;
  } cases[] = {
    { 2048, "250000,250000,500000,375000/800x400/jpg", "-C1024x512,512,341-S800x400-FJPG", 800, 400,
      FALSE },
    { 4096, "250000,250000,500000,375000/800x400/jpg", "-C2048x1024,1024,682-S800x400-FJPG", 800,
      400, FALSE },
    { 4096, "250000,250000,500000,375000/2400x1200/jpg", "-C2048x1024,1024,682-S2400x1200-FJPG",
      2048, 1024, TRUE },
    { 1000, "250000,250000,500000,375000/800x400/jpg", "-C500x250,250,166-S800x400-FJPG", 500, 250,
      TRUE },
    { 4096, "16:9/1600x900/webp", "-C4096x2304,0,212-S1600x900-FWEBP", 1600, 900, FALSE },
    { 4096, "4000/jpg", "-B4000-FJPG", 4000, 2666, FALSE },
    { 1000, "1200/jpg", "-B1200-FJPG", 1000, 666, TRUE },
    { 8000, "jpg", "-FJPG", 6000, 4000, FALSE },
  };
  g_autoptr (CantoAsset) asset = sample_asset_new (&full);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DeliveryRecipe) recipe = read_recipe (cases[i].text, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (DeliveryLink) link = delivery_link_new (asset, recipe, cases[i].master_px, &error);
      g_autofree char *uri = g_strconcat (SAMPLE_DELIVERY "/", cases[i].ops, NULL);

      g_assert_no_error (error);
      g_assert_cmpuint (delivery_link_get_master_px (link), ==, cases[i].master_px);
      g_assert_cmpstr (delivery_link_get_uri (link), ==, uri);
      g_assert_cmpuint (delivery_link_get_width_px (link), ==, cases[i].width_px);
      g_assert_cmpuint (delivery_link_get_height_px (link), ==, cases[i].height_px);
      g_assert_cmpint (delivery_link_get_upscaled (link), ==, cases[i].upscaled);
    }
}

/* Of a picture whose size nobody said no part can be named: all of it, and that is said. */
static void
test_crop_of_unknown (void)
{
  Sample sample = full;
  g_autoptr (CantoAsset) asset = NULL;
  g_autoptr (DeliveryRecipe) recipe = read_recipe ("16:9/1600x900/jpg", NULL);
  g_autoptr (DeliveryLink) link = NULL;

  sample.width = sample.height = NULL;
  asset = sample_asset_new (&sample);
  link = make_link (asset, recipe);
  g_assert_cmpstr (delivery_link_get_uri (link), ==, SAMPLE_DELIVERY "/-S1600x900-FJPG");
  g_assert_true (delivery_link_get_lost_crop (link));
}

/* Whatever part of whatever picture: it lies inside of the master (11.11). */
static void
test_parts_stay_inside (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      guint width_px = (guint) g_test_rand_int_range (1, 20000);
      guint height_px = (guint) g_test_rand_int_range (1, 20000);
      guint left = (guint) g_test_rand_int_range (0, DELIVERY_WHOLE);
      guint top = (guint) g_test_rand_int_range (0, DELIVERY_WHOLE);
      const DeliveryCut cut = {
        .kind = DELIVERY_CUT_PART,
        .left = left,
        .top = top,
        .width = (guint) g_test_rand_int_range (1, (gint32) (DELIVERY_WHOLE - left + 1)),
        .height = (guint) g_test_rand_int_range (1, (gint32) (DELIVERY_WHOLE - top + 1)),
      };
      g_autoptr (DeliveryRecipe) recipe = delivery_recipe_new (&cut, 0, 0, DELIVERY_FORMAT_JPG);
      g_autoptr (DeliveryRendition) rendition =
          delivery_recipe_make_rendition (recipe, width_px, height_px, 2048, NULL);
      guint made_width_px;
      guint made_height_px;

      /* One that does not cannot be measured. */
      g_assert_true (delivery_rendition_measure (rendition, width_px, height_px, 2048,
                                                 &made_width_px, &made_height_px, NULL));
    }
}

static void
test_text (void)
{
  static const char *const texts[] = {
    "original",      "jpg",
    "1200/jpg",      "1200x630/webp",
    "600x/png",      "square/800/jpg",
    "landscape/tif", "=800/1200/gif",
    "=800/jp2",      "=8x8/jpg",
    "my_own/jpg",    "16:9/1600x900/jpg",
    "3:2/jpg",       "0,250000,1000000,500000/1200/jpg",
    "0,0,1,1/jpg",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (DeliveryRecipe) recipe = read_recipe (texts[i], NULL);
      g_autofree char *text = delivery_recipe_to_text (recipe);

      g_assert_cmpstr (text, ==, texts[i]);
    }
  for (guint size = 0; size < DELIVERY_N_SIZES; size++)
    {
      for (guint format = 0; format < DELIVERY_N_OFFERED_FORMATS; format++)
        {
          g_autoptr (DeliveryRecipe) recipe =
              delivery_size_make_recipe ((DeliverySize) size, (DeliveryFormat) format);
          g_autofree char *text = delivery_recipe_to_text (recipe);
          g_autoptr (DeliveryRecipe) read = read_recipe (text, NULL);
          DeliverySize read_size;

          g_assert_true (delivery_recipe_equal (read, recipe));
          g_assert_true (delivery_size_from_recipe (read, &read_size));
          g_assert_cmpint (read_size, ==, size);
        }
    }
}

/* Settings and files can be edited by hand. */
static void
test_bad_text (void)
{
  static const char *const texts[] = {
    "",
    "/",
    "1200",
    "1200/",
    "1200/JPG",
    "1200/jpg/",
    "/jpg",
    "//jpg",
    "0/jpg",
    "8a/jpg",
    "0x5/jpg",
    "5x0/jpg",
    "5x5x5/jpg",
    "100001/jpg",
    "99999999999999999999/jpg",
    "-5/jpg",
    "original ",
    "16:0/jpg",
    "0:9/jpg",
    "16:9:1/jpg",
    "16:9/square/jpg",
    "square/square/800/jpg",
    "800/square/jpg",
    "=/jpg",
    "a-b/jpg",
    "a b/jpg",
    "0,0,0,0/jpg",
    "0,0,1000000/jpg",
    "500000,0,500001,10/jpg",
    "1000000,0,1,1/jpg",
    "0,0,4294967296,1/jpg",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DeliveryRecipe) recipe = NULL;

      g_test_message ("%s", texts[i]);
      recipe = delivery_recipe_parse (texts[i], &error);
      g_assert_null (recipe);
      g_assert_error (error, DELIVERY_ERROR, DELIVERY_ERROR_BAD_RECIPE);
    }
}

static void
test_title (void)
{
  static const char *const titles[][2] = {
    { "1200/jpg", "1200 px JPEG" },
    { "square/800/webp", "Square 800 px WebP" },
    { "landscape/png", "Landscape PNG" },
    { "my_own/600x/png", "my_own 600 px wide PNG" },
    { "16:9/1600x900/jpg", "16:9 1600 × 900 JPEG" },
    { "0,0,500000,500000/jpg", "Crop JPEG" },
    { "original", "Original" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autoptr (DeliveryRecipe) recipe = read_recipe (titles[i][0], NULL);
      g_autofree char *title = delivery_recipe_dup_title (recipe);

      g_assert_cmpstr (title, ==, titles[i][1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/C21/sizes-delivered", test_delivered);
  g_test_add_func ("/C20/sizes-direct", test_direct);
  g_test_add_func ("/C21/original", test_original);
  g_test_add_func ("/C21/crops", test_crops);
  g_test_add_func ("/11.10/other-master", test_other_master);
  g_test_add_func ("/C21/crop-of-unknown", test_crop_of_unknown);
  g_test_add_func ("/C21/parts-stay-inside", test_parts_stay_inside);
  g_test_add_func ("/delivery/recipe/text", test_text);
  g_test_add_func ("/delivery/recipe/bad-text", test_bad_text);
  g_test_add_func ("/delivery/recipe/title", test_title);

  return g_test_run ();
}
