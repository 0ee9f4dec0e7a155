/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "delivery-concerns.h"
#include "delivery-size.h"
#include "sample-asset.h"

static DeliveryConcerns
get_concerns_of (const Sample *sample, DeliverySize size)
{
  g_autoptr (DeliveryRecipe) recipe = delivery_size_make_recipe (size, DELIVERY_FORMAT_JPG);
  g_autoptr (CantoAsset) asset = sample_asset_new (sample);

  return delivery_get_concerns (asset, recipe);
}

static DeliveryConcerns
get_concerns (const Sample *sample)
{
  return get_concerns_of (sample, DELIVERY_SIZE_1200);
}

static void
test_each_status (void)
{
  static const struct
  {
    const char *status;
    DeliveryConcerns concerns;
  } cases[] = {
    { "Approved", DELIVERY_CONCERN_NONE },
    { "aPPROVED", DELIVERY_CONCERN_NONE },
    { "Pending", DELIVERY_CONCERN_PENDING },
    { "Restricted", DELIVERY_CONCERN_RESTRICTED },
    { "RESTRICTED", DELIVERY_CONCERN_RESTRICTED },
    { "Expired", DELIVERY_CONCERN_EXPIRED },
    { "Approved for print", DELIVERY_CONCERN_STATUS_UNKNOWN },
    { "Genehmigt", DELIVERY_CONCERN_STATUS_UNKNOWN },
    { "", DELIVERY_CONCERN_STATUS_UNKNOWN },
    { NULL, DELIVERY_CONCERN_STATUS_UNKNOWN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Sample detail = { .status = cases[i].status, .mdc_image = SAMPLE_DELIVERY "/-FJPG" };
      const Sample listed = { .status = cases[i].status, .is_list_item = TRUE };

      g_test_message ("%s", cases[i].status);
      g_assert_cmpint (get_concerns (&detail), ==, cases[i].concerns);
      g_assert_cmpint (get_concerns (&listed), ==, cases[i].concerns);
    }
}

static void
test_not_published (void)
{
  const Sample image = { .status = "Approved", .mdc_image = SAMPLE_UNPUBLISHED };
  const Sample video = { .scheme = "video", .status = "Approved", .mdc_asset = SAMPLE_UNPUBLISHED };
  const Sample expired = { .status = "Expired", .mdc_image = SAMPLE_UNPUBLISHED };

  g_assert_cmpint (get_concerns (&image), ==, DELIVERY_CONCERN_NOT_PUBLISHED);
  g_assert_cmpint (get_concerns (&video), ==, DELIVERY_CONCERN_NOT_PUBLISHED);
  g_assert_cmpint (get_concerns (&expired), ==,
                   DELIVERY_CONCERN_EXPIRED | DELIVERY_CONCERN_NOT_PUBLISHED);
}

static void
test_what_is_not_unpublished (void)
{
  /* No delivery network at all is nobody's decision. */
  const Sample old_tenant = { .status = "Approved" };
  /* A list may leave fields out or give old ones: it is not believed. */
  const Sample listed = { .status = "Approved",
                          .mdc_image = SAMPLE_UNPUBLISHED,
                          .is_list_item = TRUE };
  /* Only the link that would be used counts. */
  const Sample image = { .status = "Approved",
                         .mdc_image = SAMPLE_DELIVERY "/-FJPG",
                         .mdc_asset = SAMPLE_UNPUBLISHED };

  g_assert_cmpint (get_concerns (&old_tenant), ==, DELIVERY_CONCERN_NONE);
  g_assert_cmpint (get_concerns (&listed), ==, DELIVERY_CONCERN_NONE);
  g_assert_cmpint (get_concerns (&image), ==, DELIVERY_CONCERN_NONE);
}

/* An image may be published as master, as original, or as both (11.1). */
static void
test_of_what_is_wanted (void)
{
  const Sample master_only = { .status = "Approved",
                               .mdc_image = SAMPLE_DELIVERY "/-FJPG",
                               .mdc_asset = SAMPLE_UNPUBLISHED };
  const Sample original_only = { .status = "Approved",
                                 .mdc_image = SAMPLE_UNPUBLISHED,
                                 .mdc_asset = SAMPLE_ORIGINAL };

  g_assert_cmpint (get_concerns_of (&master_only, DELIVERY_SIZE_ORIGINAL), ==,
                   DELIVERY_CONCERN_NOT_PUBLISHED);
  g_assert_cmpint (get_concerns_of (&master_only, DELIVERY_SIZE_SQUARE), ==, DELIVERY_CONCERN_NONE);
  g_assert_cmpint (get_concerns_of (&original_only, DELIVERY_SIZE_ORIGINAL), ==,
                   DELIVERY_CONCERN_NONE);
  g_assert_cmpint (get_concerns_of (&original_only, DELIVERY_SIZE_400), ==,
                   DELIVERY_CONCERN_NOT_PUBLISHED);
}

static DeliveryConcerns
get_concerns_by (const Sample *sample, const char *text)
{
  g_autoptr (DeliveryRecipe) recipe = delivery_recipe_parse (text, NULL);
  g_autoptr (CantoAsset) asset = sample_asset_new (sample);

  return delivery_get_concerns (asset, recipe);
}

/* Direct links show all of a picture (10.8), and of an unknown size no part can be named. */
static void
test_not_cropped (void)
{
  const Sample published = {
    .status = "Approved", .mdc_image = SAMPLE_DELIVERY "/-FJPG", .width = "6000", .height = "4000"
  };
  const Sample sizeless = { .status = "Approved", .mdc_image = SAMPLE_DELIVERY "/-FJPG" };
  const Sample unpublished = { .status = "Approved",
                               .mdc_image = SAMPLE_UNPUBLISHED,
                               .direct_preview = SAMPLE_DIRECT "/800" };
  const Sample direct = { .status = "Approved", .direct_preview = SAMPLE_DIRECT "/800" };
  const Sample linkless = { .status = "Approved" };
  const Sample video = { .scheme = "video", .status = "Approved", .mdc_asset = SAMPLE_ORIGINAL };
  const Sample listed = { .status = "Approved", .is_list_item = TRUE };

  g_assert_cmpint (get_concerns_by (&published, "16:9/1600x900/jpg"), ==, DELIVERY_CONCERN_NONE);
  g_assert_cmpint (get_concerns_by (&sizeless, "square/800/jpg"), ==, DELIVERY_CONCERN_NONE);
  g_assert_cmpint (get_concerns_by (&sizeless, "16:9/800/jpg"), ==, DELIVERY_CONCERN_NOT_CROPPED);
  g_assert_cmpint (get_concerns_by (&unpublished, "4:5/1080x1350/jpg"), ==,
                   DELIVERY_CONCERN_NOT_PUBLISHED | DELIVERY_CONCERN_NOT_CROPPED);
  g_assert_cmpint (get_concerns_by (&direct, "square/800/jpg"), ==, DELIVERY_CONCERN_NOT_CROPPED);
  g_assert_cmpint (get_concerns_by (&direct, "800/jpg"), ==, DELIVERY_CONCERN_NONE);
  g_assert_cmpint (get_concerns_by (&linkless, "square/800/jpg"), ==, DELIVERY_CONCERN_NONE);
  g_assert_cmpint (get_concerns_by (&video, "square/800/jpg"), ==, DELIVERY_CONCERN_NONE);
  g_assert_cmpint (get_concerns_by (&listed, "square/800/jpg"), ==, DELIVERY_CONCERN_NONE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/C15/each-status", test_each_status);
  g_test_add_func ("/C23/not-published", test_not_published);
  g_test_add_func ("/C23/of-what-is-wanted", test_of_what_is_wanted);
  g_test_add_func ("/C23/not-cropped", test_not_cropped);
  g_test_add_func ("/C23/what-is-not-unpublished", test_what_is_not_unpublished);

  return g_test_run ();
}
