/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sample-asset.h"

#include "canto-parse.h"

static void
append_text (GString *json, const char *name, const char *text)
{
  if (text != NULL)
    g_string_append_printf (json, "\"%s\":\"%s\",", name, text);
}

CantoAsset *
sample_asset_new (const Sample *sample)
{
  GString *json = g_string_new ("{\"results\":[{\"id\":\"k9p346n3d25rq4f5r37e3p3e28\",");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoPage) page = NULL;

  append_text (json, "scheme", sample->scheme != NULL ? sample->scheme : "image");
  append_text (json, "name", sample->name != NULL ? sample->name : "harbour-dawn.jpg");
  append_text (json, "description", sample->description);
  append_text (json, "approvalStatus", sample->status);
  append_text (json, "copyright", sample->copyright);
  append_text (json, "width", sample->width);
  append_text (json, "height", sample->height);
  if (!sample->is_list_item)
    g_string_append (json, "\"metadata\":{\"MIME Type\":\"image/jpeg\"},");

  g_string_append (json, "\"additional\":{");
  append_text (json, "MDC Image URL", sample->mdc_image);
  append_text (json, "MDC Asset URL", sample->mdc_asset);
  append_text (json, "Photo: Credit", sample->credit);
  append_text (json, "Alt text", sample->alt);
  append_text (json, "Credit", sample->plain_credit);
  g_string_append (json, "\"Photographer\":null},\"url\":{");
  append_text (json, "directUrlPreview", sample->direct_preview);
  append_text (json, "directUrlOriginal", sample->direct_original);
  g_string_append (json, "\"directUrlPreviewPlay\":null}}]}");

  bytes = g_string_free_to_bytes (json);
  page = canto_parse_page (bytes, 0, &error);
  g_assert_no_error (error);

  return canto_asset_ref (canto_page_get_asset (page, 0));
}
