/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "delivery-address.h"
#include "delivery-concerns.h"
#include "sample-asset.h"

#include <string.h>

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

/* A link as the grammar of 11.4 makes them, by chance. */

static guint
pick (guint n)
{
  return (guint) g_test_rand_int_range (0, (gint32) n);
}

static void
append_number (GString *link, const char *before)
{
  g_string_append_printf (link, "%s%u", before, 1 + pick (pick (2) ? 9000 : 900000000));
}

static void
append_op (GString *link)
{
  static const char *const formats[] = { "JPG", "PNG", "WEBP", "TIF", "GIF", "JP2" };
  static const char *const names[] = { "landscape", "portrait", "square", "hero_16_9", "X" };

  switch (pick (6))
    {
    case 0:
      append_number (link, "-S");
      break;
    case 1:
      append_number (link, "-S");
      append_number (link, "x");
      break;
    case 2:
      append_number (link, "-B");
      break;
    case 3:
      append_number (link, "-C");
      append_number (link, "x");
      append_number (link, pick (4) == 0 ? "%2C" : ",");
      append_number (link, ",");
      break;
    case 4:
      g_string_append_printf (link, "-T%s", names[pick (G_N_ELEMENTS (names))]);
      break;
    default:
      g_string_append_printf (link, "-F%s", formats[pick (G_N_ELEMENTS (formats))]);
    }
}

static char *
make_link (void)
{
  static const char *const hosts[] = { "d111111abcdef8.cloudfront.net", "media.acme.example:8443" };
  static const char *const schemes[] = { "image", "video", "document", "other" };
  static const char *const names[] = { "", "/a.jpg", "/caf%C3%A9%20au%20lait.jpg", "/no-suffix" };
  gboolean is_original = pick (4) == 0;
  GString *link = g_string_new ("https://");

  g_string_append_printf (link, "%s/%s/%012u/%s_k9p346n3d25rq4f5r37e3p3e28", hosts[pick (2)],
                          is_original     ? "asset"
                          : pick (8) == 0 ? "rendition"
                                          : "image",
                          pick (G_MAXINT32), schemes[pick (G_N_ELEMENTS (schemes))]);
  if (!is_original)
    {
      g_string_append_c (link, '/');
      for (guint n_ops = 1 + pick (5); n_ops > 0; n_ops--)
        append_op (link);
    }
  g_string_append (link, names[pick (G_N_ELEMENTS (names))]);
  if (is_original && pick (2) == 0)
    g_string_append (link, "?content-disposition=inline");

  return g_string_free (link, FALSE);
}

/* Each valid link is read, and written as it was. */
static void
test_any_valid_link (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *link = make_link ();

      check_round_trip (link);
    }
}

/* And so is all else that is taken for one. */
static void
test_any_broken_link (void)
{
  static const char strange[] = "-/,%?#:@ xSBCTF0\x7f";
  guint n_refused = 0;

  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *link = make_link ();
      g_autoptr (DeliveryAddress) address = NULL;
      g_autofree char *written = NULL;

      link[8 + pick ((guint) strlen (link) - 8)] = strange[pick (sizeof strange - 1)];
      address = delivery_address_parse (link, NULL);
      if (address != NULL)
        written = delivery_address_to_uri (address, NULL);
      else
        n_refused++;
      g_assert_cmpstr (written, ==, address != NULL ? link : NULL);
    }
  g_assert_cmpuint (n_refused, >, 1000);
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
  g_test_add_func ("/C22/any-valid-link", test_any_valid_link);
  g_test_add_func ("/C22/any-broken-link", test_any_broken_link);
  g_test_add_func ("/C23/marker-is-no-link", test_marker_is_no_link);
  g_test_add_func ("/delivery/address/parts", test_parts);
  g_test_add_func ("/delivery/address/other-texts-are-no-links", test_other_texts_are_no_links);

  return g_test_run ();
}
