/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "delivery-link.h"
#include "sample-asset.h"

#define ORIGINAL_DIRECT                                                                            \
  "https://acme.canto.com/direct/image/k9p346n3d25rq4f5r37e3p3e28/NWoZK3kTsExUV00Ywo1G5jlUKKs/"    \
  "original?content-type=image%2Fjpeg&name=harbour-dawn.jpg"

/* The full image asset of section 7. */
static const Sample full = {
  .status = "Approved",
  .description = "Harbour at dawn",
  .width = "6000",
  .height = "4000",
  .mdc_image = SAMPLE_DELIVERY "/-FJPG",
  .mdc_asset = SAMPLE_ORIGINAL,
  .direct_preview = SAMPLE_DIRECT "/800",
  .direct_original = ORIGINAL_DIRECT,
};

static DeliveryLink *
make_link (const Sample *sample, const char *ops)
{
  g_autoptr (CantoAsset) asset = sample_asset_new (sample);
  g_autoptr (DeliveryRendition) rendition =
      ops != NULL ? delivery_rendition_parse (ops, NULL) : NULL;
  g_autoptr (GError) error = NULL;
  DeliveryLink *link =
      delivery_link_new_for_rendition (asset, rendition, CANTO_ACCOUNT_DEFAULT_MASTER_PX, &error);

  g_assert_no_error (error);

  return link;
}

static void
test_fails (const Sample *sample, const char *ops, DeliveryError code)
{
  g_autoptr (CantoAsset) asset = sample_asset_new (sample);
  g_autoptr (DeliveryRendition) rendition =
      ops != NULL ? delivery_rendition_parse (ops, NULL) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (DeliveryLink) link =
      delivery_link_new_for_rendition (asset, rendition, CANTO_ACCOUNT_DEFAULT_MASTER_PX, &error);

  g_assert_null (link);
  g_assert_error (error, DELIVERY_ERROR, (int) code);
}

static void
test_delivery_first (void)
{
  g_autoptr (DeliveryLink) link = make_link (&full, "-B1200-FJPG");

  g_assert_cmpstr (delivery_link_get_uri (link), ==, SAMPLE_DELIVERY "/-B1200-FJPG");
  g_assert_cmpuint (delivery_link_get_width_px (link), ==, 1200);
  g_assert_cmpuint (delivery_link_get_height_px (link), ==, 800);
  g_assert_true (delivery_link_get_is_picture (link));
  g_assert_false (delivery_link_get_is_direct (link));
  g_assert_false (delivery_link_get_upscaled (link));
  g_assert_cmpstr (delivery_link_get_title (link), ==, "harbour-dawn.jpg");
  g_assert_cmpstr (delivery_link_get_alt (link), ==, "Harbour at dawn");
  g_assert_cmpstr (delivery_link_get_format_name (link), ==, "JPEG");
}

static void
test_worked_example (void)
{
  g_autoptr (DeliveryLink) link = make_link (&full, "-C1024x512,512,341-S800x400-FJPG");

  g_assert_cmpstr (delivery_link_get_uri (link), ==,
                   "https://d111111abcdef8.cloudfront.net/image/112233445566/"
                   "image_k9p346n3d25rq4f5r37e3p3e28/-C1024x512,512,341-S800x400-FJPG");
  g_assert_cmpuint (delivery_link_get_width_px (link), ==, 800);
  g_assert_cmpuint (delivery_link_get_height_px (link), ==, 400);
}

/* What may stand in for a link that does not work. */
static void
test_stand_ins (void)
{
  Sample sample = full;
  g_autoptr (DeliveryLink) link = NULL;
  g_autoptr (DeliveryLink) direct = NULL;
  g_autoptr (DeliveryLink) original = NULL;

  sample.mdc_asset = SAMPLE_ORIGINAL;
  link = make_link (&sample, "-B400-FWEBP");
  direct = delivery_link_make_direct (link);
  original = delivery_link_make_original (link);
  g_assert_cmpstr (delivery_link_get_uri (direct), ==, SAMPLE_DIRECT "/500");
  g_assert_true (delivery_link_get_is_direct (direct));
  g_assert_true (delivery_link_get_lost_format (direct));
  g_assert_null (delivery_link_make_direct (direct));
  g_assert_null (delivery_link_dup_uri_of_width (direct, 240, DELIVERY_FORMAT_JPG));
  g_assert_cmpstr (delivery_link_get_uri (original), ==, SAMPLE_ORIGINAL);
  g_assert_true (delivery_link_get_is_original (original));
  g_assert_false (delivery_link_get_is_original (link));
  g_assert_cmpuint (delivery_link_get_width_px (original), ==, 6000);
  g_assert_null (delivery_link_make_original (original));

  sample.mdc_asset = SAMPLE_UNPUBLISHED;
  sample.direct_preview = NULL;
  g_clear_pointer (&link, delivery_link_unref);
  link = make_link (&sample, "-B400-FWEBP");
  g_assert_null (delivery_link_make_direct (link));
  g_assert_null (delivery_link_make_original (link));
}

static void
test_too_large_is_reported (void)
{
  Sample small = full;
  g_autoptr (DeliveryLink) of_master = make_link (&full, "-B4000-FJPG");
  g_autoptr (DeliveryLink) of_crop = make_link (&full, "-C1024x512,512,341-S1200x600-FJPG");
  g_autoptr (DeliveryLink) of_small = NULL;
  g_autoptr (DeliveryLink) of_direct = NULL;

  small.width = "640";
  small.height = "480";
  of_small = make_link (&small, "-B1200-FJPG");
  small.mdc_image = NULL;
  of_direct = make_link (&small, "-B1200-FJPG");

  g_assert_true (delivery_link_get_upscaled (of_master));
  g_assert_true (delivery_link_get_upscaled (of_crop));
  g_assert_true (delivery_link_get_upscaled (of_small));
  g_assert_cmpuint (delivery_link_get_width_px (of_small), ==, 640);
  g_assert_true (delivery_link_get_upscaled (of_direct));
  g_assert_cmpuint (delivery_link_get_width_px (of_direct), ==, 640);
  g_assert_cmpuint (delivery_link_get_height_px (of_direct), ==, 480);
}

static void
test_marker_never_becomes_a_link (void)
{
  Sample unpublished = full;
  g_autoptr (DeliveryLink) link = NULL;
  g_autoptr (CantoAsset) asset = NULL;

  unpublished.mdc_image = SAMPLE_UNPUBLISHED;
  link = make_link (&unpublished, "-B1200-FJPG");
  g_assert_cmpstr (delivery_link_get_uri (link), ==, SAMPLE_DIRECT "/2000");
  g_assert_true (delivery_link_get_is_direct (link));

  asset = sample_asset_new (&unpublished);
  g_assert_null (delivery_link_dup_preview_uri (asset, 240));

  unpublished.direct_preview = NULL;
  test_fails (&unpublished, "-B1200-FJPG", DELIVERY_ERROR_NO_LINK);
}

/* 10.11: the nearest size of the list that is not smaller. */
static void
test_direct_sizes (void)
{
  static const struct
  {
    const char *ops;
    guint direct_px;
  } cases[] = {
    { "-B1-FJPG", 100 },       { "-B100-FJPG", 100 },        { "-B101-FJPG", 240 },
    { "-B240-FJPG", 240 },     { "-B241-FJPG", 320 },        { "-B320-FJPG", 320 },
    { "-B321-FJPG", 500 },     { "-B500-FJPG", 500 },        { "-B501-FJPG", 640 },
    { "-B640-FJPG", 640 },     { "-B641-FJPG", 800 },        { "-B800-FJPG", 800 },
    { "-B801-FJPG", 2000 },    { "-B2000-FJPG", 2000 },      { "-B4000-FJPG", 2000 },
    { "-S800x400-FJPG", 640 }, { "-S800x800-FJPG", 800 },    { "-S240-FJPG", 240 },
    { "-Tsquare-S240", 240 },  { "-Tlandscape-FJPG", 2000 },
  };
  Sample old_tenant = full;

  old_tenant.mdc_image = NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DeliveryLink) link = make_link (&old_tenant, cases[i].ops);
      g_autofree char *uri = g_strdup_printf (SAMPLE_DIRECT "/%u", cases[i].direct_px);

      g_test_message ("%s", cases[i].ops);
      g_assert_cmpstr (delivery_link_get_uri (link), ==, uri);
      g_assert_true (delivery_link_get_is_direct (link));
      g_assert_cmpuint (delivery_link_get_width_px (link), ==, cases[i].direct_px);
    }
}

static void
test_only_the_last_part_is_replaced (void)
{
  Sample old_tenant = full;
  g_autoptr (DeliveryLink) numbers = NULL;
  g_autoptr (DeliveryLink) query = NULL;

  old_tenant.mdc_image = NULL;
  old_tenant.direct_preview = "https://acme.canto.com/direct/image/800/800/m800/800";
  numbers = make_link (&old_tenant, "-B240-FJPG");
  g_assert_cmpstr (delivery_link_get_uri (numbers), ==,
                   "https://acme.canto.com/direct/image/800/800/m800/240");

  old_tenant.direct_preview = SAMPLE_DIRECT "/800?name=a/b";
  query = make_link (&old_tenant, "-B240-FJPG");
  g_assert_cmpstr (delivery_link_get_uri (query), ==, SAMPLE_DIRECT "/240?name=a/b");
}

static void
test_original (void)
{
  Sample original = full;
  g_autoptr (DeliveryLink) delivered = NULL;
  g_autoptr (DeliveryLink) direct = NULL;

  original.name = "harbour-dawn.tif";
  delivered = make_link (&original, NULL);
  g_assert_cmpstr (delivery_link_get_uri (delivered), ==, SAMPLE_ORIGINAL);
  g_assert_cmpstr (delivery_link_get_format_name (delivered), ==, "TIFF");
  g_assert_cmpuint (delivery_link_get_width_px (delivered), ==, 6000);

  original.mdc_asset = NULL;
  direct = make_link (&original, NULL);
  g_assert_cmpstr (delivery_link_get_uri (direct), ==, ORIGINAL_DIRECT);
  g_assert_true (delivery_link_get_is_direct (direct));
}

/* What is no picture is handed over as it is, whatever rendition is wanted. */
static void
test_document (void)
{
  Sample document = {
    .scheme = "document",
    .name = "Price list.pdf",
    .width = "612",
    .height = "792",
    .status = "Approved",
    .mdc_image = SAMPLE_DELIVERY "/-FJPG",
    .mdc_asset = SAMPLE_ORIGINAL,
    .direct_preview = SAMPLE_DIRECT "/800",
    .direct_original = ORIGINAL_DIRECT,
  };
  g_autoptr (DeliveryLink) delivered = make_link (&document, "-B1200-FJPG");
  g_autoptr (DeliveryLink) direct = NULL;

  g_assert_cmpstr (delivery_link_get_uri (delivered), ==, SAMPLE_ORIGINAL);
  g_assert_false (delivery_link_get_is_picture (delivered));
  g_assert_cmpuint (delivery_link_get_width_px (delivered), ==, 0);
  g_assert_cmpstr (delivery_link_get_format_name (delivered), ==, "PDF");
  g_assert_cmpstr (delivery_link_get_alt (delivered), ==, "Price list");

  document.mdc_asset = SAMPLE_UNPUBLISHED;
  direct = make_link (&document, "-B1200-FJPG");
  g_assert_cmpstr (delivery_link_get_uri (direct), ==, ORIGINAL_DIRECT);

  document.direct_original = NULL;
  test_fails (&document, "-B1200-FJPG", DELIVERY_ERROR_NO_LINK);
}

static void
test_list_item_is_incomplete (void)
{
  Sample listed = full;

  listed.is_list_item = TRUE;
  test_fails (&listed, "-B1200-FJPG", DELIVERY_ERROR_INCOMPLETE);
}

/* A link that the service gave but nobody should follow is as good as none. */
static void
test_bad_links_are_passed_over (void)
{
  static const char *const bad[] = {
    "http://acme.canto.com/direct/image/k9/t/m800/800",
    "https://a@acme.canto.com/direct/image/k9/t/m800/800",
    "file:///etc/m800/800",
    "javascript:alert(1)//m800/800",
    "https://acme.canto.com/x\\r\\nhttps://evil.example/800",
    "https://acme.canto.com/x y/800",
    "no link/800",
    "",
  };
  Sample sample = full;

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_test_message ("%s", bad[i]);
      sample.mdc_image = SAMPLE_ORIGINAL; /* no address of a rendition */
      sample.mdc_asset = "https://acme.canto.com/no/delivery";
      sample.direct_preview = bad[i];
      sample.direct_original = bad[i];
      test_fails (&sample, "-B1200-FJPG", DELIVERY_ERROR_NO_LINK);
      test_fails (&sample, NULL, DELIVERY_ERROR_NO_LINK);
    }
}

static void
test_unknown_size (void)
{
  Sample sizeless = full;
  g_autoptr (DeliveryLink) delivered = NULL;
  g_autoptr (DeliveryLink) direct = NULL;

  sizeless.width = "0";
  sizeless.height = NULL;
  delivered = make_link (&sizeless, "-B1200-FJPG");
  g_assert_cmpstr (delivery_link_get_uri (delivered), ==, SAMPLE_DELIVERY "/-B1200-FJPG");
  g_assert_cmpuint (delivery_link_get_width_px (delivered), ==, 0);
  g_assert_cmpuint (delivery_link_get_height_px (delivered), ==, 0);
  g_assert_false (delivery_link_get_upscaled (delivered));

  sizeless.mdc_image = NULL;
  direct = make_link (&sizeless, "-B240-FJPG");
  g_assert_cmpstr (delivery_link_get_uri (direct), ==, SAMPLE_DIRECT "/240");
  g_assert_cmpuint (delivery_link_get_width_px (direct), ==, 0);
}

static void
test_alt_text (void)
{
  static const struct
  {
    const char *name, *description, *alt;
  } cases[] = {
    { "harbour-dawn.jpg", NULL, "harbour-dawn" },
    { "harbour-dawn.jpg", "", "harbour-dawn" },
    { "a.b.jpeg", NULL, "a.b" },
    { ".hidden", NULL, ".hidden" },
    { "Dr. No", NULL, "Dr. No" },
    { "no suffix", NULL, "no suffix" },
    { "ends with.", NULL, "ends with." },
    { "x.jpg", "A boat", "A boat" },
  };
  Sample sample = full;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DeliveryLink) link = NULL;

      sample.name = cases[i].name;
      sample.description = cases[i].description;
      link = make_link (&sample, "-B1200-FJPG");
      g_assert_cmpstr (delivery_link_get_alt (link), ==, cases[i].alt);
      g_assert_cmpstr (delivery_link_get_title (link), ==, cases[i].name);
    }
}

static void
test_preview_uri (void)
{
  Sample video = full;
  g_autoptr (CantoAsset) image = sample_asset_new (&full);
  g_autoptr (CantoAsset) other = NULL;
  g_autofree char *uri = delivery_link_dup_preview_uri (image, 240);

  g_assert_cmpstr (uri, ==, SAMPLE_DELIVERY "/-S240x240-FJPG");

  video.scheme = "video";
  other = sample_asset_new (&video);
  g_assert_null (delivery_link_dup_preview_uri (other, 240));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/delivery/link/stand-ins", test_stand_ins);
  g_test_add_func ("/C20/direct-sizes", test_direct_sizes);
  g_test_add_func ("/C20/only-the-last-part-is-replaced", test_only_the_last_part_is_replaced);
  g_test_add_func ("/C21/worked-example", test_worked_example);
  g_test_add_func ("/C23/marker-never-becomes-a-link", test_marker_never_becomes_a_link);
  g_test_add_func ("/C23/too-large-is-reported", test_too_large_is_reported);
  g_test_add_func ("/delivery/link/delivery-first", test_delivery_first);
  g_test_add_func ("/delivery/link/original", test_original);
  g_test_add_func ("/delivery/link/document", test_document);
  g_test_add_func ("/delivery/link/list-item-is-incomplete", test_list_item_is_incomplete);
  g_test_add_func ("/delivery/link/bad-links-are-passed-over", test_bad_links_are_passed_over);
  g_test_add_func ("/delivery/link/unknown-size", test_unknown_size);
  g_test_add_func ("/delivery/link/alt-text", test_alt_text);
  g_test_add_func ("/delivery/link/preview-uri", test_preview_uri);

  return g_test_run ();
}
