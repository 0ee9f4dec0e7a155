/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Links of the delivery network (section 11): what is read is written the same (C22). And forms of
 * a person's own, which may have been pasted from anywhere. */

#include "fuzz.h"

#include "canto-parse.h"
#include "delivery-address.h"
#include "delivery-template.h"

#include <string.h>

static void
check_ops (const char *text)
{
  g_autoptr (DeliveryRendition) rendition = delivery_rendition_parse (text, NULL);
  g_autoptr (DeliveryRendition) again = NULL;
  g_autofree char *ops = NULL;
  g_autofree char *ops_again = NULL;

  if (rendition == NULL)
    return;

  ops = delivery_rendition_to_ops (rendition);
  again = delivery_rendition_parse (ops, NULL);
  g_assert_nonnull (again);
  ops_again = delivery_rendition_to_ops (again);
  g_assert_cmpstr (ops, ==, ops_again);
}

/* Never freed: one for all inputs. */
static DeliveryLink *
get_link (void)
{
  static const char json[] =
      "{\"id\":\"i1\",\"scheme\":\"image\",\"name\":\"pier "
      "<1>.jpg\",\"width\":\"3000\",\"height\":\"1500\","
      "\"default\":{\"Copyright\":\"\\u00a9 \\\\ & \\\"x\\\"\"},\"additional\":{\"Article "
      "Number\":\"7\"},"
      "\"url\":{\"directUrlPreview\":\"https://acme.canto.com/direct/i1/m800/800\"}}";
  static DeliveryLink *link;

  if (link == NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (json, strlen (json));
      g_autoptr (CantoAsset) asset = canto_parse_asset (bytes, NULL);
      g_autoptr (DeliveryRendition) rendition = delivery_rendition_parse ("-B1200-FJPG", NULL);

      link = delivery_link_new_for_rendition (asset, rendition, 2048, NULL);
      g_assert_nonnull (link);
    }

  return link;
}

static void
check_template (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) written = g_string_new (NULL);
  gboolean is_good = delivery_template_check (text, &error);

  g_assert_true (is_good == (error == NULL));
  delivery_template_write (text, written, get_link (), NULL);
  g_assert_true (g_utf8_validate (written->str, (gssize) written->len, NULL));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (DeliveryAddress) address = NULL;

  /* Both come from JSON, which is UTF-8. */
  if (!g_utf8_validate (text, -1, NULL))
    return 0;

  check_ops (text);
  check_template (text);
  address = delivery_address_parse (text, NULL);
  if (address != NULL)
    {
      g_autofree char *uri = delivery_address_to_uri (address, NULL);

      g_assert_true (delivery_address_is_web_link (text));
      g_assert_true (delivery_address_is_web_link (uri));
    }

  return 0;
}
