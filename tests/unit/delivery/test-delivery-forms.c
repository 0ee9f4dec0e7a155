/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "delivery-form.h"
#include "delivery-link.h"
#include "sample-asset.h"

#include <string.h>

static DeliveryLink *
make_link (const Sample *sample)
{
  g_autoptr (CantoAsset) asset = sample_asset_new (sample);
  g_autoptr (DeliveryRendition) rendition = delivery_rendition_new_box (1200, DELIVERY_FORMAT_JPG);
  g_autoptr (GError) error = NULL;
  DeliveryLink *link =
      delivery_link_new_for_rendition (asset, rendition, CANTO_ACCOUNT_DEFAULT_MASTER_PX, &error);

  g_assert_no_error (error);

  return link;
}

static GPtrArray *
make_links (const Sample *first, const Sample *second)
{
  GPtrArray *links = g_ptr_array_new_with_free_func ((GDestroyNotify) delivery_link_unref);

  g_ptr_array_add (links, make_link (first));
  if (second != NULL)
    g_ptr_array_add (links, make_link (second));

  return links;
}

static const Sample picture = {
  .description = "Harbour at dawn",
  .width = "6000",
  .height = "4000",
  .mdc_image = SAMPLE_DELIVERY "/-FJPG",
};

static const Sample document = {
  .scheme = "document",
  .name = "Price list.pdf",
  .mdc_asset = SAMPLE_ORIGINAL "?content-disposition=inline&a=b",
};

static void
check_html (const Sample *sample, const char *expected)
{
  g_autoptr (GPtrArray) links = make_links (sample, NULL);
  g_autofree char *html = delivery_form_write_html (DELIVERY_FORM_URL, links, NULL);

  g_assert_cmpstr (html, ==, expected);
}

static void
test_html (void)
{
  Sample sizeless = picture;

  check_html (&picture, "<img src=\"" SAMPLE_DELIVERY "/-B1200-FJPG\" alt=\"Harbour at dawn\""
                        " width=\"1200\" height=\"800\">");
  check_html (&document, "<a href=\"" SAMPLE_ORIGINAL
                         "?content-disposition=inline&amp;a=b\">Price list.pdf</a>");

  sizeless.width = NULL;
  check_html (&sizeless, "<img src=\"" SAMPLE_DELIVERY "/-B1200-FJPG\" alt=\"Harbour at dawn\">");
}

/* The words of an asset are anybody's: none of them may end the attribute or the tag. */
static void
test_html_escapes (void)
{
  static const struct
  {
    const char *json, *html;
  } cases[] = {
    { "say \\\"hi\\\"", "say &quot;hi&quot;" },
    { "it's", "it&#39;s" },
    { "<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;" },
    { "\\\" onerror=\\\"alert(1)", "&quot; onerror=&quot;alert(1)" },
    { "salt & pepper &amp; more", "salt &amp; pepper &amp;amp; more" },
    { "one\\ntwo\\r\\nthree\\tfour", "one two  three four" },
    { "🛶 自由 ñ", "🛶 自由 ñ" },
    { "מפרש לבן", "מפרש לבן" },
    { "\\u202Eevil", "\xe2\x80\xae"
                     "evil" },
    { "a\\u0007b", "a b" },
  };
  Sample sample = picture;
  Sample link = document;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *img =
          g_strdup_printf ("<img src=\"" SAMPLE_DELIVERY "/-B1200-FJPG\" alt=\"%s\""
                           " width=\"1200\" height=\"800\">",
                           cases[i].html);
      g_autofree char *a =
          g_strdup_printf ("<a href=\"" SAMPLE_ORIGINAL "\">%s</a>", cases[i].html);

      sample.description = cases[i].json;
      check_html (&sample, img);
      link.name = cases[i].json;
      link.mdc_asset = SAMPLE_ORIGINAL;
      check_html (&link, a);
    }
}

static void
test_several (void)
{
  g_autoptr (GPtrArray) links = make_links (&picture, &document);
  g_autofree char *text = delivery_links_to_text (links);
  g_autofree char *html = delivery_form_write_html (DELIVERY_FORM_URL, links, NULL);
  g_autofree char *list = delivery_links_to_uri_list (links);

  g_assert_cmpstr (
      text, ==, SAMPLE_DELIVERY "/-B1200-FJPG\n" SAMPLE_ORIGINAL "?content-disposition=inline&a=b");
  g_assert_cmpstr (list, ==,
                   SAMPLE_DELIVERY "/-B1200-FJPG\r\n" SAMPLE_ORIGINAL
                                   "?content-disposition=inline&a=b\r\n");
  g_assert_nonnull (strstr (html, "height=\"800\">\n<a href="));
}

static void
test_one_uri (void)
{
  g_autoptr (GPtrArray) links = make_links (&picture, NULL);
  g_autofree char *text = delivery_links_to_text (links);
  g_autofree char *list = delivery_links_to_uri_list (links);
  g_auto (GStrv) uris = g_uri_list_extract_uris (list);

  g_assert_cmpstr (text, ==, SAMPLE_DELIVERY "/-B1200-FJPG");
  g_assert_cmpstr (list, ==, SAMPLE_DELIVERY "/-B1200-FJPG\r\n");
  g_assert_cmpuint (g_strv_length (uris), ==, 1);
}

/* The bytes themselves: little end first, no mark in front, nothing behind. */
static void
test_moz_url_bytes (void)
{
  Sample short_name = picture;
  g_autoptr (GPtrArray) links = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const guint8 *data;
  gsize n_bytes;
  gsize n_uri = strlen (SAMPLE_DELIVERY "/-B1200-FJPG");

  short_name.name = "é🛶\\nx";
  links = make_links (&short_name, NULL);
  bytes = delivery_links_to_moz_url (links);
  data = g_bytes_get_data (bytes, &n_bytes);

  /* The address, a newline, é, 🛶 as two halves, a space for the newline, x. */
  g_assert_cmpuint (n_bytes, ==, 2 * (n_uri + 1 + 1 + 2 + 1 + 1));
  for (gsize i = 0; i < n_uri; i++)
    {
      g_assert_cmpuint (data[2 * i], ==, (guint8) (SAMPLE_DELIVERY "/-B1200-FJPG")[i]);
      g_assert_cmpuint (data[2 * i + 1], ==, 0);
    }
  g_assert_cmpmem (data + 2 * n_uri, n_bytes - 2 * n_uri,
                   "\x0a\x00\xe9\x00\x3d\xd8\xf6\xde\x20\x00x\x00", 12);
}

static void
test_moz_url_several (void)
{
  g_autoptr (GPtrArray) links = make_links (&picture, &document);
  g_autoptr (GBytes) bytes = delivery_links_to_moz_url (links);
  g_autofree char *text = NULL;

  text = g_convert (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), "UTF-8",
                    "UTF-16LE", NULL, NULL, NULL);
  g_assert_cmpstr (text, ==,
                   SAMPLE_DELIVERY "/-B1200-FJPG\nharbour-dawn.jpg\n" SAMPLE_ORIGINAL
                                   "?content-disposition=inline&a=b\nPrice list.pdf");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/delivery/forms/html", test_html);
  g_test_add_func ("/delivery/forms/html-escapes", test_html_escapes);
  g_test_add_func ("/delivery/forms/several", test_several);
  g_test_add_func ("/delivery/forms/one-uri", test_one_uri);
  g_test_add_func ("/delivery/forms/moz-url-bytes", test_moz_url_bytes);
  g_test_add_func ("/delivery/forms/moz-url-several", test_moz_url_several);

  return g_test_run ();
}
