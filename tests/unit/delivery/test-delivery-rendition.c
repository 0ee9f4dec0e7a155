/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-account.h"
#include "delivery-concerns.h"
#include "delivery-rendition.h"

#include <string.h>

#define N_GENERATED 20000

static char *
write_again (const char *ops)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DeliveryRendition) rendition = delivery_rendition_parse (ops, &error);

  g_assert_no_error (error);

  return delivery_rendition_to_ops (rendition);
}

/* Generated op lists */

static void
append_name (GString *ops)
{
  static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
  int length = g_test_rand_int_range (1, 20);

  for (int i = 0; i < length; i++)
    g_string_append_c (ops, letters[g_test_rand_int_range (0, (int) strlen (letters))]);
}

/* One op of the grammar of 11.4, of 11.12, or of nobody's. */
static void
append_generated_op (GString *ops)
{
  static const char *const formats[] = { "JPG", "PNG", "WEBP", "TIF", "GIF", "JP2", "AVIF", "jpg" };
  static const char *const odd[] = {
    "-Ro%3A5%2Cw%3A200%2Ch%3A200", "-C10x10%2C1%2c2", "-S", "-B12x", "-S0.5", "-é", "-%zz",
    "-S99999999999999999999",      "-x=1&y"
  };
  int a = g_test_rand_int_range (0, G_MAXINT);
  int b = g_test_rand_int_range (0, 5000);

  switch (g_test_rand_int_range (0, 7))
    {
    case 0:
      g_string_append_printf (ops, "-S%d", a);
      break;

    case 1:
      g_string_append_printf (ops, "-S%dx%d", b, a);
      break;

    case 2:
      g_string_append_printf (ops, "-B%d", b);
      break;

    case 3:
      g_string_append_printf (ops, "-C%dx%d,%d,%d", b, b / 2, a, b);
      break;

    case 4:
      g_string_append (ops, "-T");
      append_name (ops);
      break;

    case 5:
      g_string_append_printf (ops, "-F%s",
                              formats[g_test_rand_int_range (0, G_N_ELEMENTS (formats))]);
      break;

    default:
      g_string_append (ops, odd[g_test_rand_int_range (0, G_N_ELEMENTS (odd))]);
    }
}

static void
test_parse_and_write_are_inverse (void)
{
  for (guint i = 0; i < N_GENERATED; i++)
    {
      g_autoptr (GString) ops = g_string_new (NULL);
      g_autofree char *once = NULL;
      g_autofree char *twice = NULL;
      int n_ops = g_test_rand_int_range (1, 8);

      for (int j = 0; j < n_ops; j++)
        append_generated_op (ops);
      once = write_again (ops->str);
      twice = write_again (once);
      g_assert_cmpstr (once, ==, ops->str);
      g_assert_cmpstr (twice, ==, ops->str);
    }
}

static void
test_unknown_ops_survive (void)
{
  g_autofree char *ops = write_again ("-Ro%3A5%2Cw%3A200%2Ch%3A200-S800-FJPG");

  g_assert_cmpstr (ops, ==, "-Ro%3A5%2Cw%3A200%2Ch%3A200-S800-FJPG");
}

static void
test_bad_lists_are_refused (void)
{
  static const char *const lists[] = {
    "",     "-",           "--",          "-S800-",
    "S800", "-S800--FJPG", "harbour.jpg", "Rendition-is-not-published-to-MDC",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DeliveryRendition) rendition = delivery_rendition_parse (lists[i], &error);

      g_assert_null (rendition);
      g_assert_error (error, DELIVERY_ERROR, DELIVERY_ERROR_BAD_LINK);
    }
}

static void
test_builders (void)
{
  g_autoptr (DeliveryRendition) box = delivery_rendition_new_box (1200, DELIVERY_FORMAT_JPG);
  g_autoptr (DeliveryRendition) scale =
      delivery_rendition_new_crop (0, 0, 0, 0, 800, 400, DELIVERY_FORMAT_WEBP);
  g_autofree char *box_ops = delivery_rendition_to_ops (box);
  g_autofree char *scale_ops = delivery_rendition_to_ops (scale);

  g_assert_cmpstr (box_ops, ==, "-B1200-FJPG");
  g_assert_cmpstr (scale_ops, ==, "-S800x400-FWEBP");
}

/* 11.10: the numbers of the source, the numbers of the master, and the ops. */
static void
test_worked_example (void)
{
  DeliveryCrop crop = { 3000, 1500, 1500, 1000 };
  g_autoptr (DeliveryRendition) rendition = NULL;
  g_autofree char *ops = NULL;

  delivery_crop_to_master (&crop, 6000, 4000, CANTO_ACCOUNT_DEFAULT_MASTER_PX);
  rendition = delivery_rendition_new_crop (crop.width_px, crop.height_px, crop.left_px, crop.top_px,
                                           800, 400, DELIVERY_FORMAT_JPG);
  ops = delivery_rendition_to_ops (rendition);
  g_assert_cmpstr (ops, ==, "-C1024x512,512,341-S800x400-FJPG");
}

/* 11.11: whatever part is asked for, the network can make it. */
static void
test_crop_stays_inside (void)
{
  for (guint i = 0; i < N_GENERATED; i++)
    {
      guint source_width_px = (guint) g_test_rand_int_range (1, 20000);
      guint source_height_px = (guint) g_test_rand_int_range (1, 20000);
      DeliveryCrop crop = { (guint) g_test_rand_int_range (0, 25000),
                            (guint) g_test_rand_int_range (0, 25000),
                            (guint) g_test_rand_int_range (0, 25000),
                            (guint) g_test_rand_int_range (0, 25000) };
      g_autoptr (DeliveryRendition) rendition = NULL;
      guint width_px = 0, height_px = 0;

      delivery_crop_to_master (&crop, source_width_px, source_height_px,
                               CANTO_ACCOUNT_DEFAULT_MASTER_PX);
      rendition = delivery_rendition_new_crop (crop.width_px, crop.height_px, crop.left_px,
                                               crop.top_px, 0, 0, DELIVERY_FORMAT_JPG);
      g_assert_true (delivery_rendition_measure (rendition, source_width_px, source_height_px,
                                                 CANTO_ACCOUNT_DEFAULT_MASTER_PX, &width_px,
                                                 &height_px, NULL));
      g_assert_cmpuint (width_px, ==, crop.width_px);
      g_assert_cmpuint (height_px, ==, crop.height_px);
    }
}

static void
test_last_format_wins (void)
{
  static const struct
  {
    const char *ops;
    DeliveryFormat format;
  } cases[] = {
    { "-S800", DELIVERY_FORMAT_JPG },
    { "-FJPG-FWEBP-B800", DELIVERY_FORMAT_WEBP },
    { "-FPNG-Tname-S1024x1024", DELIVERY_FORMAT_PNG },
    { "-FTIF", DELIVERY_FORMAT_TIF },
    { "-FGIF", DELIVERY_FORMAT_GIF },
    { "-FJP2-Fpng", DELIVERY_FORMAT_JP2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DeliveryRendition) rendition = delivery_rendition_parse (cases[i].ops, NULL);

      g_assert_cmpint (delivery_rendition_get_format (rendition), ==, cases[i].format);
    }
}

/* Sizes */

typedef struct
{
  const char *ops;
  guint source_width_px, source_height_px;
  guint width_px, height_px; /* 0: cannot be known */
  gboolean upscaled;
} Measure;

static const Measure measures[] = {
  /* 11.9: the master is cut, not rounded. */
  { "-FJPG", 6000, 4000, 2048, 1365, FALSE },
  { "-FJPG", 4000, 6000, 1365, 2048, FALSE },
  { "-FJPG", 2215, 2215, 2048, 2048, FALSE },
  { "-FJPG", 1000, 600, 1000, 600, FALSE },
  { "-FJPG", 100000, 10, 2048, 1, FALSE },
  /* 11.8: fit inside, keep the ratio, never enlarge. */
  { "-B1200-FJPG", 6000, 4000, 1200, 800, FALSE },
  { "-B1200-FJPG", 4000, 6000, 800, 1200, FALSE },
  { "-B2048", 6000, 4000, 2048, 1365, FALSE },
  { "-B1200-FJPG", 900, 600, 900, 600, TRUE },
  { "-B4000", 6000, 4000, 2048, 1365, TRUE },
  { "-S400", 6000, 4000, 400, 267, FALSE },
  { "-S4000", 6000, 4000, 2048, 1365, TRUE },
  { "-S800x100", 6000, 4000, 150, 100, FALSE },
  { "-S800x800", 6000, 4000, 800, 533, FALSE },
  /* 11.10: what is asked for more than the crop has. */
  { "-C1024x512,512,341-S800x400-FJPG", 6000, 4000, 800, 400, FALSE },
  { "-C1024x512,512,341-S1024x512-FJPG", 6000, 4000, 1024, 512, FALSE },
  { "-C1024x512,512,341-S1200x600-FJPG", 6000, 4000, 1024, 512, TRUE },
  { "-C2048x1365,0,0", 6000, 4000, 2048, 1365, FALSE },
  /* 11.6: from left to right, so the crop is of what was scaled. */
  { "-S1000-C1000x100,0,500", 6000, 4000, 1000, 100, FALSE },
  { "-S1000-C1024x512,0,0", 6000, 4000, 0, 0, FALSE },
  /* 11.11: outside of the picture, or nothing. */
  { "-C2048x1365,1,0", 6000, 4000, 0, 0, FALSE },
  { "-C2048x1365,0,1", 6000, 4000, 0, 0, FALSE },
  { "-C0x10,0,0", 6000, 4000, 0, 0, FALSE },
  { "-C999999999x1,999999999,0", 6000, 4000, 0, 0, FALSE },
  /* What we do not know. */
  { "-Tlandscape-S800", 6000, 4000, 0, 0, FALSE },
  /* That a square is one is in its name. */
  { "-Tsquare-B800", 6000, 4000, 800, 800, FALSE },
  { "-Tsquare", 6000, 4000, 1365, 1365, FALSE },
  { "-Ro%3A5-S800", 6000, 4000, 0, 0, FALSE },
  { "-S800", 0, 4000, 0, 0, FALSE },
  { "-S800", 6000, 0, 0, 0, FALSE },
};

static void
test_measure (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (measures); i++)
    {
      const Measure *m = &measures[i];
      g_autoptr (DeliveryRendition) rendition = delivery_rendition_parse (m->ops, NULL);
      guint width_px = 0, height_px = 0;
      gboolean upscaled = FALSE;

      g_test_message ("%s of %u × %u", m->ops, m->source_width_px, m->source_height_px);
      g_assert_cmpint (delivery_rendition_measure (
                           rendition, m->source_width_px, m->source_height_px,
                           CANTO_ACCOUNT_DEFAULT_MASTER_PX, &width_px, &height_px, &upscaled),
                       ==, m->width_px > 0);
      g_assert_cmpuint (width_px, ==, m->width_px);
      g_assert_cmpuint (height_px, ==, m->height_px);
      g_assert_cmpint (upscaled, ==, m->upscaled);
    }
}

static void
test_measure_stays_inside (void)
{
  for (guint i = 0; i < N_GENERATED; i++)
    {
      g_autoptr (GString) ops = g_string_new (NULL);
      g_autoptr (DeliveryRendition) rendition = NULL;
      int n_ops = g_test_rand_int_range (1, 5);
      guint width_px = 0, height_px = 0;

      for (int j = 0; j < n_ops; j++)
        append_generated_op (ops);
      rendition = delivery_rendition_parse (ops->str, NULL);
      if (!delivery_rendition_measure (rendition, (guint) g_test_rand_int_range (1, 20000),
                                       (guint) g_test_rand_int_range (1, 20000),
                                       CANTO_ACCOUNT_DEFAULT_MASTER_PX, &width_px, &height_px,
                                       NULL))
        continue;
      g_assert_cmpuint (width_px, >=, 1);
      g_assert_cmpuint (height_px, >=, 1);
      g_assert_cmpuint (MAX (width_px, height_px), <=, CANTO_ACCOUNT_DEFAULT_MASTER_PX);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/C21/empty-op-list-is-refused", test_bad_lists_are_refused);
  g_test_add_func ("/C21/builders", test_builders);
  g_test_add_func ("/C21/worked-example", test_worked_example);
  g_test_add_func ("/C21/crop-stays-inside-the-master", test_crop_stays_inside);
  g_test_add_func ("/C22/parse-and-write-are-inverse", test_parse_and_write_are_inverse);
  g_test_add_func ("/C22/unknown-ops-survive", test_unknown_ops_survive);
  g_test_add_func ("/C23/measure", test_measure);
  g_test_add_func ("/C23/measure-stays-inside-the-master", test_measure_stays_inside);
  g_test_add_func ("/delivery/rendition/last-format-wins", test_last_format_wins);

  return g_test_run ();
}
