/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "delivery-link.h"
#include "delivery-preset.h"
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
  { "400", "-B400", 400, 267, FALSE },         { "square-800", "-Tsquare-B800", 800, 800, FALSE },
  { "landscape", "-Tlandscape", 0, 0, FALSE }, { "portrait", "-Tportrait", 0, 0, FALSE },
};

/* 640 × 480: there is no more (C23). */
static const Case small_cases[] = {
  { "2000", "-B2000", 640, 480, TRUE },        { "1200", "-B1200", 640, 480, TRUE },
  { "400", "-B400", 400, 300, FALSE },         { "square-800", "-Tsquare-B800", 480, 480, TRUE },
  { "landscape", "-Tlandscape", 0, 0, FALSE }, { "portrait", "-Tportrait", 0, 0, FALSE },
};

/* Nobody said how large it is. */
static const Case unknown_cases[] = {
  { "2000", "-B2000", 0, 0, FALSE },
  { "1200", "-B1200", 0, 0, FALSE },
  { "400", "-B400", 0, 0, FALSE },
  { "square-800", "-Tsquare-B800", 0, 0, FALSE },
  { "landscape", "-Tlandscape", 0, 0, FALSE },
  { "portrait", "-Tportrait", 0, 0, FALSE },
};

/* Direct: the size of 10.11 that is not smaller, and never more than there is. */
static const Case large_direct_cases[] = {
  { "2000", "/2000", 2000, 1333, FALSE },      { "1200", "/2000", 2000, 1333, FALSE },
  { "400", "/500", 500, 333, FALSE },          { "square-800", "/800", 800, 533, FALSE },
  { "landscape", "/2000", 2000, 1333, FALSE }, { "portrait", "/2000", 2000, 1333, FALSE },
};

static const Case small_direct_cases[] = {
  { "2000", "/640", 640, 480, TRUE },       { "1200", "/640", 640, 480, TRUE },
  { "400", "/500", 500, 375, FALSE },       { "square-800", "/640", 640, 480, TRUE },
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

static DeliveryPreset
read_preset (const char *size, const char *format)
{
  g_autofree char *text = g_strdup_printf ("%s/%s", size, format);
  DeliveryPreset preset;

  g_assert_true (delivery_preset_from_text (text, &preset));

  return preset;
}

static DeliveryLink *
make_link (CantoAsset *asset, const DeliveryPreset *preset)
{
  g_autoptr (DeliveryRendition) rendition = delivery_preset_make_rendition (preset);
  g_autoptr (GError) error = NULL;
  DeliveryLink *link = delivery_link_new (asset, rendition, &error);

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
      const DeliveryPreset preset = read_preset (c->size, formats[i / n_cases].word);
      g_autoptr (DeliveryLink) link = make_link (asset, &preset);
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
      const DeliveryPreset preset = read_preset (c->size, formats[i / n_cases].word);
      g_autoptr (DeliveryLink) link = make_link (asset, &preset);
      g_autofree char *uri = g_strconcat (SAMPLE_DIRECT, c->ops, NULL);

      g_assert_cmpstr (delivery_link_get_uri (link), ==, uri);
      g_assert_true (delivery_link_get_is_direct (link));
      g_assert_cmpuint (delivery_link_get_width_px (link), ==, c->width_px);
      g_assert_cmpuint (delivery_link_get_height_px (link), ==, c->height_px);
      g_assert_cmpint (delivery_link_get_upscaled (link), ==, c->upscaled);
      /* What is not to be had is said. */
      g_assert_cmpstr (delivery_link_get_format_name (link), ==, "JPEG");
      g_assert_cmpint (delivery_link_get_lost_crop (link), ==,
                       delivery_size_get_crops (preset.size));
      g_assert_cmpint (delivery_link_get_lost_format (link), ==,
                       preset.format != DELIVERY_FORMAT_JPG);
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

/* The file itself, whatever the format is that waits for the next size. */
static void
test_original (void)
{
  Sample undelivered = full;
  g_autoptr (CantoAsset) asset = sample_asset_new (&full);
  g_autoptr (CantoAsset) other = NULL;

  undelivered.mdc_asset = SAMPLE_UNPUBLISHED;
  other = sample_asset_new (&undelivered);
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      const DeliveryPreset preset = read_preset ("original", formats[i].word);
      g_autoptr (DeliveryLink) link = make_link (asset, &preset);
      g_autoptr (DeliveryLink) direct = make_link (other, &preset);

      g_assert_cmpstr (delivery_link_get_uri (link), ==, SAMPLE_ORIGINAL);
      g_assert_cmpuint (delivery_link_get_width_px (link), ==, 6000);
      g_assert_cmpuint (delivery_link_get_height_px (link), ==, 4000);
      g_assert_cmpstr (delivery_link_get_format_name (link), ==, "JPEG");
      g_assert_false (delivery_link_get_upscaled (link));
      g_assert_cmpstr (delivery_link_get_uri (direct), ==, ORIGINAL_DIRECT);
      g_assert_false (delivery_link_get_lost_format (direct));
    }
}

static void
test_text (void)
{
  for (guint size = 0; size < DELIVERY_N_SIZES; size++)
    {
      for (guint format = 0; format < DELIVERY_N_PRESET_FORMATS; format++)
        {
          const DeliveryPreset preset = { (DeliverySize) size, (DeliveryFormat) format };
          g_autofree char *text = delivery_preset_to_text (&preset);
          DeliveryPreset read = { DELIVERY_SIZE_400, DELIVERY_FORMAT_JP2 };

          g_assert_true (delivery_preset_from_text (text, &read));
          g_assert_cmpint (read.size, ==, preset.size);
          g_assert_cmpint (read.format, ==, preset.format);
        }
    }
}

/* Settings can be edited by hand. */
static void
test_bad_text (void)
{
  static const char *const texts[] = { "",         "/",         "1200",    "1200/", "1200/JPG",
                                       "1200/tif", "1200/jpg/", "120/jpg", "/jpg",  "12000/jpg" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      DeliveryPreset preset = { DELIVERY_SIZE_400, DELIVERY_FORMAT_PNG };

      g_test_message ("%s", texts[i]);
      g_assert_false (delivery_preset_from_text (texts[i], &preset));
      g_assert_cmpint (preset.size, ==, DELIVERY_SIZE_400);
      g_assert_cmpint (preset.format, ==, DELIVERY_FORMAT_PNG);
    }
}

static void
assert_title (const char *size, const char *format, const char *expected)
{
  const DeliveryPreset preset = read_preset (size, format);
  g_autofree char *title = delivery_preset_dup_title (&preset);

  g_assert_cmpstr (title, ==, expected);
}

static void
test_title (void)
{
  assert_title ("1200", "jpg", "1200 px JPEG");
  assert_title ("square-800", "webp", "Square 800 px WebP");
  assert_title ("landscape", "png", "Landscape PNG");
  assert_title ("original", "png", "Original");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/C21/presets-delivered", test_delivered);
  g_test_add_func ("/C20/presets-direct", test_direct);
  g_test_add_func ("/C21/preset-original", test_original);
  g_test_add_func ("/delivery/preset/text", test_text);
  g_test_add_func ("/delivery/preset/bad-text", test_bad_text);
  g_test_add_func ("/delivery/preset/title", test_title);

  return g_test_run ();
}
