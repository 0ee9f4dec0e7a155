/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "delivery-sample.h"

#include "canto-parse.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

/* Those of the examples of section 11. */
#define HOST   "d111111abcdef8.cloudfront.net"
#define NUMBER "112233445566"
#define ID     "k9p346n3d25rq4f5r37e3p3e28"

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static void
add_links (JsonBuilder *builder, const char *host, const char *number)
{
  g_autofree char *image =
      g_strdup_printf ("https://%s/image/%s/image_" ID "/-FJPG/harbour.jpg", host, number);
  g_autofree char *original =
      g_strdup_printf ("https://%s/asset/%s/image_" ID "/harbour.jpg", host, number);

  add_text (builder, "MDC Image URL", image);
  add_text (builder, "MDC Asset URL", original);
}

static void
add_fields (JsonBuilder *builder, const char *const *fields)
{
  for (; fields != NULL && *fields != NULL; fields++)
    {
      g_autofree char *value = g_strdup_printf ("‹%s›", *fields);

      if (!g_str_has_prefix (*fields, "MDC "))
        add_text (builder, *fields, value);
    }
}

static GBytes *
write_asset (const char *host, const char *number, const char *const *fields)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;
  gsize length;
  char *text;

  json_builder_begin_object (builder);
  add_text (builder, "scheme", "image");
  add_text (builder, "id", ID);
  add_text (builder, "name", "harbour.jpg");
  /* Translators: what a picture that serves as an example shows, and whose it is */
  add_text (builder, "description", _ ("The harbour at dawn"));
  add_text (builder, "copyright", _ ("© Example Ltd"));
  add_text (builder, "approvalStatus", "Approved");
  add_text (builder, "width", G_STRINGIFY (DELIVERY_SAMPLE_WIDTH_PX));
  add_text (builder, "height", G_STRINGIFY (DELIVERY_SAMPLE_HEIGHT_PX));
  json_builder_set_member_name (builder, "additional");
  json_builder_begin_object (builder);
  add_links (builder, host, number);
  add_fields (builder, fields);
  json_builder_end_object (builder);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  text = json_generator_to_data (generator, &length);

  return g_bytes_new_take (text, length);
}

static DeliveryLink *
make_link (DeliveryRecipe *recipe,
           const char *host,
           const char *number,
           guint master_px,
           const char *const *fields)
{
  g_autoptr (GBytes) json = write_asset (host, number, fields);
  g_autoptr (CantoAsset) asset = canto_parse_asset (json, NULL);

  return asset != NULL ? delivery_link_new (asset, recipe, master_px, NULL) : NULL;
}

DeliveryLink *
delivery_sample_make_link (DeliveryRecipe *recipe,
                           const char *host,
                           const char *number,
                           guint master_px,
                           const char *const *fields)
{
  DeliveryLink *link;

  g_return_val_if_fail (recipe != NULL, NULL);

  link = make_link (recipe, host != NULL ? host : HOST, number != NULL ? number : NUMBER, master_px,
                    fields);

  /* Not each host that may be set makes an address. */
  return link != NULL ? link : make_link (recipe, HOST, NUMBER, master_px, NULL);
}
