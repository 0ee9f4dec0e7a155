/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The forms for programs and tables. */

#include "delivery-form-private.h"

#include "delivery-escape-private.h"

/* @value: (nullable): left out if there is none */
static void
append_member (GString *json, const char *name, const char *value)
{
  g_autofree char *escaped = NULL;

  if (value == NULL || *value == '\0')
    return;

  escaped = delivery_escape_json (value);
  g_string_append_printf (json, "%s\"%s\": %s", json->str[json->len - 1] == '{' ? "" : ", ", name,
                          escaped);
}

static void
append_number (GString *json, const char *name, guint value)
{
  if (value > 0)
    g_string_append_printf (json, ", \"%s\": %u", name, value);
}

void
delivery_form_append_json (GString *text, DeliveryLink *link, const DeliveryFormOptions *options)
{
  CantoAsset *asset = delivery_link_get_asset (link);
  g_autofree char *alt = delivery_link_dup_alt (link, options);
  g_autofree char *credit = delivery_link_dup_credit (link, options);
  g_autoptr (GString) json = g_string_new ("{");

  append_member (json, "url", delivery_link_get_uri (link));
  append_member (json, "id", canto_asset_get_id (asset));
  append_member (json, "scheme", canto_scheme_to_word (canto_asset_get_scheme (asset)));
  append_member (json, "name", delivery_link_get_title (link));
  append_member (json, "alt", alt);
  append_number (json, "width", delivery_link_get_width_px (link));
  append_number (json, "height", delivery_link_get_height_px (link));
  append_member (json, "format", delivery_link_get_format_name (link));
  append_member (json, "credit", credit);
  g_string_append_printf (text, "%s}", json->str);
}

static void
append_cell (GString *row, const char *value)
{
  g_autofree char *cell = delivery_escape_csv (value);

  g_string_append_printf (row, ",%s", cell);
}

static void
append_count (GString *row, guint count)
{
  if (count > 0)
    g_string_append_printf (row, ",%u", count);
  else
    g_string_append_c (row, ',');
}

void
delivery_form_append_csv (GString *text, DeliveryLink *link, const DeliveryFormOptions *options)
{
  g_autofree char *uri = delivery_escape_csv (delivery_link_get_uri (link));
  g_autofree char *alt = delivery_link_dup_alt (link, options);
  g_autofree char *credit = delivery_link_dup_credit (link, options);

  g_string_append (text, uri);
  append_cell (text, delivery_link_get_title (link));
  append_cell (text, alt);
  append_count (text, delivery_link_get_width_px (link));
  append_count (text, delivery_link_get_height_px (link));
  append_cell (text, delivery_link_get_format_name (link));
  append_cell (text, credit);
}
