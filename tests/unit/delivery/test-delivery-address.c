/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "delivery-address.h"
#include "delivery-concerns.h"
#include "sample-asset.h"

static void
check_round_trip (const char *uri)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DeliveryAddress) address = delivery_address_parse (uri, &error);
  g_autofree char *written = NULL;

  g_assert_no_error (error);
  written = delivery_address_to_uri (address, NULL);
  g_assert_cmpstr (written, ==, uri);
}

static void
test_links_of_section_7 (void)
{
  check_round_trip (SAMPLE_DELIVERY "/-FJPG");
  check_round_trip (SAMPLE_DELIVERY "/-Tlandscape-FJPG");
  check_round_trip (SAMPLE_DELIVERY "/-Tportrait-FJPG");
  check_round_trip (SAMPLE_DELIVERY "/-Tsquare-FJPG");
  check_round_trip (SAMPLE_ORIGINAL);
}

static void
test_links_of_section_11 (void)
{
  check_round_trip (SAMPLE_DELIVERY "/-C1024x512,512,341-S800x400-FJPG");
  check_round_trip (SAMPLE_DELIVERY "/-C1024x512%2C512%2C341-FJPG/caf%C3%A9%20au%20lait.jpg");
  check_round_trip (SAMPLE_DELIVERY "/-Ro%3A5%2Cw%3A200%2Ch%3A200-FJPG");
  check_round_trip (SAMPLE_DELIVERY "/-FJPG-FWEBP-B800");
  check_round_trip (SAMPLE_ORIGINAL "/price-list.pdf?content-disposition=attachment");
  check_round_trip ("https://media.acme.example:8443/rendition/112233445566/image_k9p3/-S400-FJPG");
  check_round_trip ("http://127.0.0.1:4711/image/112233445566/image_k9p3/-S400-FJPG");
}

static void
test_parts (void)
{
  g_autoptr (DeliveryAddress) image =
      delivery_address_parse (SAMPLE_DELIVERY "/-B800-FPNG/dawn.png?x=1", NULL);
  g_autoptr (DeliveryAddress) original = delivery_address_parse (SAMPLE_ORIGINAL "/a.tif", NULL);
  g_autoptr (DeliveryRendition) other = delivery_rendition_new_box (240, DELIVERY_FORMAT_JPG);
  g_autofree char *uri = delivery_address_to_uri (image, other);

  g_assert_cmpstr (image->base, ==, SAMPLE_DELIVERY);
  g_assert_cmpint (delivery_rendition_get_format (image->rendition), ==, DELIVERY_FORMAT_PNG);
  g_assert_cmpstr (image->file_name, ==, "dawn.png");
  g_assert_cmpstr (image->query, ==, "x=1");
  g_assert_cmpstr (uri, ==, SAMPLE_DELIVERY "/-B240-FJPG/dawn.png?x=1");

  g_assert_null (original->rendition);
  g_assert_cmpstr (original->file_name, ==, "a.tif");
}

static void
test_refuses (const char *const *links)
{
  for (; *links != NULL; links++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DeliveryAddress) address = delivery_address_parse (*links, &error);

      g_test_message ("%s", *links);
      g_assert_null (address);
      g_assert_error (error, DELIVERY_ERROR, DELIVERY_ERROR_BAD_LINK);
    }
}

static void
test_marker_is_no_link (void)
{
  static const char *const links[] = {
    SAMPLE_UNPUBLISHED,
    "https://d111111abcdef8.cloudfront.net/" SAMPLE_UNPUBLISHED,
    SAMPLE_DELIVERY "/" SAMPLE_UNPUBLISHED,
    NULL,
  };

  test_refuses (links);
}

static void
test_other_texts_are_no_links (void)
{
  static const char *const links[] = {
    "",
    "https://",
    "https:",
    "https://d111111abcdef8.cloudfront.net",
    "https://d111111abcdef8.cloudfront.net/",
    SAMPLE_DELIVERY,
    SAMPLE_DELIVERY "/",
    SAMPLE_DELIVERY "/dawn.jpg",
    SAMPLE_DELIVERY "/-FJPG/dawn.jpg/more",
    SAMPLE_DELIVERY "/-FJPG#part",
    SAMPLE_ORIGINAL "/a.tif/more",
    "https://d111111abcdef8.cloudfront.net/image//image_k9p3/-FJPG",
    "https://d111111abcdef8.cloudfront.net/image/112233445566/k9p3/-FJPG",
    "https://d111111abcdef8.cloudfront.net/picture/112233445566/image_k9p3/-FJPG",
    /* 11.3, 2.11: plain http for this machine alone. */
    "http://d111111abcdef8.cloudfront.net/image/112233445566/image_k9p3/-FJPG",
    "http://127.0.0.1.evil.example/image/112233445566/image_k9p3/-FJPG",
    "https://user@d111111abcdef8.cloudfront.net/image/112233445566/image_k9p3/-FJPG",
    "https:///image/112233445566/image_k9p3/-FJPG",
    "file:///image/112233445566/image_k9p3/-FJPG",
    "javascript://host/image/112233445566/image_k9p3/-FJPG",
    "//host/image/112233445566/image_k9p3/-FJPG",
    "/image/112233445566/image_k9p3/-FJPG",
    /* Would be two lines in a list of addresses. */
    SAMPLE_DELIVERY "/-FJPG/a.jpg\r\nhttps://evil.example/",
    SAMPLE_DELIVERY "/-FJPG/a b.jpg",
    SAMPLE_DELIVERY "/-S800\n-FJPG",
    NULL,
  };

  test_refuses (links);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/C22/links-of-section-7", test_links_of_section_7);
  g_test_add_func ("/C22/links-of-section-11", test_links_of_section_11);
  g_test_add_func ("/C23/marker-is-no-link", test_marker_is_no_link);
  g_test_add_func ("/delivery/address/parts", test_parts);
  g_test_add_func ("/delivery/address/other-texts-are-no-links", test_other_texts_are_no_links);

  return g_test_run ();
}
