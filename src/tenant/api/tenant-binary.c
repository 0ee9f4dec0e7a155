/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-binary.h"

#include "tenant-body.h"
#include "tenant-bomb.h"
#include "tenant-conversion.h"
#include "tenant-links.h"
#include "tenant-picture.h"
#include "tenant-writer.h"

#include <stdlib.h>
#include <string.h>

#define DEFAULT_PREVIEW_PX 800
#define MAX_PREVIEW_PX     2000
#define LOW_JPG_PX         1024
#define MAX_JPG_PX         8192
#define MAX_PNG_PX         2048
#define PREVIEW_QUALITY    86
#define CONVERSION_QUALITY 90

static const guint direct_sizes_px[] = { 100, 240, 320, 500, 640, 800, 2000 }; /* 10.11 */

static void
not_found (TenantExchange *exchange)
{
  tenant_exchange_fail (exchange, 404, "not_found", "There is nothing here.");
}

static void
redirect_to_cdn (TenantExchange *exchange, const TenantAsset *asset, const char *what)
{
  g_autofree char *uri = tenant_links_make_cdn (exchange->world, asset, what);

  tenant_exchange_redirect (exchange, uri);
}

/* 10.2, 10.4: the same address as text. */
static void
answer_uri (TenantExchange *exchange, const TenantAsset *asset, const char *what)
{
  g_autofree char *uri = tenant_links_make_cdn (exchange->world, asset, what);

  tenant_exchange_answer_text (exchange, 200, "text/plain", uri);
}

/* 10.15 */
static gboolean
refuse_frozen (TenantExchange *exchange, const TenantAsset *asset)
{
  if (!asset->frozen)
    return FALSE;
  tenant_exchange_fail (exchange, 409, "frozen", "The file lies in cold storage.");

  return TRUE;
}

static void
answer_original (TenantExchange *exchange, const TenantAsset *asset, gboolean as_uri)
{
  if (refuse_frozen (exchange, asset))
    return;
  if (as_uri)
    answer_uri (exchange, asset, "original");
  else
    redirect_to_cdn (exchange, asset, "original");
}

/* @size: (nullable): in pixels, as text */
static void
answer_preview (TenantExchange *exchange,
                const TenantAsset *asset,
                const char *size,
                gboolean as_uri)
{
  guint64 px = DEFAULT_PREVIEW_PX;
  g_autofree char *what = NULL;

  if (!asset->has_preview)
    {
      not_found (exchange);
      return;
    }
  if (size != NULL && !g_ascii_string_to_unsigned (size, 10, 1, MAX_PREVIEW_PX, &px, NULL))
    {
      tenant_exchange_fail (exchange, 400, "invalid_request", "There is no preview of this size.");
      return;
    }

  what = g_strdup_printf ("preview-%u", (guint) px);
  if (as_uri)
    answer_uri (exchange, asset, what);
  else
    redirect_to_cdn (exchange, asset, what);
}

/* 10.6. @what: (nullable): "preview", or the original */
static void
answer_version (TenantExchange *exchange,
                const TenantAsset *asset,
                const char *version_id,
                const char *what)
{
  g_auto (TenantAsset) version = { 0 };
  g_autofree char *path =
      g_strconcat (version_id, what != NULL ? "/preview-800" : "/original", NULL);

  if ((what != NULL && !g_str_equal (what, "preview"))
      || !tenant_exchange_read_version (exchange, tenant_scheme_to_word (asset->scheme), asset->id,
                                        version_id, &version)
      || (what != NULL && !version.has_preview))
    not_found (exchange);
  else if (what != NULL || !refuse_frozen (exchange, &version))
    redirect_to_cdn (exchange, asset, path);
}

/* What stands behind the id in 10.1 to 10.6. */
static void
answer_part (TenantExchange *exchange, const TenantAsset *asset, const char *part, const char *size)
{
  gboolean is_image = asset->scheme == TENANT_SCHEME_IMAGE;

  if (g_str_equal (part, "directuri"))
    answer_original (exchange, asset, TRUE);
  else if (g_str_equal (part, "download"))
    answer_original (exchange, asset, FALSE);
  else if (g_str_equal (part, "preview"))
    answer_preview (exchange, asset, size, FALSE);
  else if (g_str_equal (part, "previewURI"))
    answer_preview (exchange, asset, size, TRUE);
  else if (is_image
           && (g_str_equal (part, "HighJPG") || g_str_equal (part, "LowJPG")
               || g_str_equal (part, "PNG") || g_str_equal (part, "metadata")))
    redirect_to_cdn (exchange, asset, part);
  else
    answer_version (exchange, asset, part, size);
}

/* 10.7: what stands behind the id is "download", or that and "directuri". */
static void
answer_advance (TenantExchange *exchange, const TenantAsset *asset, guint place)
{
  gboolean as_uri = tenant_exchange_part_is (exchange, place + 1, "directuri");
  TenantConversion conversion;
  g_autofree char *what = NULL;

  if (!tenant_exchange_part_is (exchange, place, "download")
      || tenant_exchange_get_depth (exchange) != place + (as_uri ? 2 : 1))
    not_found (exchange);
  else if (!asset->has_conversions || !tenant_conversion_read (&conversion, exchange->parameters))
    tenant_exchange_fail (exchange, 400, "invalid_request", "It cannot be converted to this.");
  else if (!refuse_frozen (exchange, asset))
    {
      what = tenant_conversion_to_word (&conversion);
      if (as_uri)
        answer_uri (exchange, asset, what);
      else
        redirect_to_cdn (exchange, asset, what);
    }
}

static void
write_direct_uris (TenantExchange *exchange, TenantWriter *writer, const TenantAsset *asset)
{
  TenantWorld *world = exchange->world;
  g_autofree char *original = tenant_links_make_cdn (world, asset, "original");
  g_autofree char *preview = tenant_links_make_cdn (world, asset, "preview-800");
  g_autofree char *binary = tenant_links_make_binary (world, asset);
  g_autofree char *preview_link = g_strconcat (binary, "/preview", NULL);

  tenant_writer_open (writer, NULL, '{');
  tenant_writer_string (writer, "id", asset->id);
  tenant_writer_string (writer, "scheme", tenant_scheme_to_word (asset->scheme));
  tenant_writer_string (writer, "displayName", asset->name);
  tenant_writer_string (writer, "directUri", asset->frozen ? NULL : original);
  tenant_writer_string (writer, "previewUri", asset->has_preview ? preview : NULL);
  tenant_writer_string (writer, "preview", asset->has_preview ? preview_link : NULL);
  tenant_writer_number (writer, "size", (gint64) asset->size_bytes);
  tenant_writer_close (writer, '}');
}

/* 4.30: what is not there is left out. */
static void
post_direct_uris (TenantExchange *exchange)
{
  g_autoptr (JsonNode) body = tenant_body_read (exchange);
  g_autoptr (GPtrArray) items = tenant_body_get_items (exchange, body);
  TenantWriter *writer;

  if (items == NULL)
    return;
  writer = tenant_exchange_new_writer (exchange);
  tenant_writer_open (writer, NULL, '[');
  for (guint i = 0; i < items->len; i++)
    {
      g_auto (TenantAsset) asset = { 0 };

      if (tenant_exchange_read_asset (exchange, tenant_node_get_string (items->pdata[i], "scheme"),
                                      tenant_node_get_string (items->pdata[i], "id"), &asset))
        write_direct_uris (exchange, writer, &asset);
    }
  tenant_writer_close (writer, ']');
  tenant_exchange_answer_json (exchange, writer);
}

/* api_binary / v1 / scheme / id [ / part [ / size ]], or 10.7 with "advance" before the scheme. */
void
tenant_binary_answer (TenantExchange *exchange)
{
  gboolean is_advance = tenant_exchange_part_is (exchange, 2, "advance");
  guint first = is_advance ? 3 : 2;
  guint depth = tenant_exchange_get_depth (exchange);
  g_auto (TenantAsset) asset = { 0 };

  if (g_str_equal (exchange->method, "POST") && depth == 4
      && tenant_exchange_part_is (exchange, 2, "batch")
      && tenant_exchange_part_is (exchange, 3, "directuri"))
    {
      post_direct_uris (exchange);
      return;
    }
  if (depth < first + 2 || depth > first + 4
      || !tenant_exchange_read_asset (exchange, exchange->path[first], exchange->path[first + 1],
                                      &asset))
    {
      not_found (exchange);
      return;
    }

  if (is_advance)
    answer_advance (exchange, &asset, first + 2);
  else if (depth == first + 2)
    answer_original (exchange, &asset, FALSE);
  else
    answer_part (exchange, &asset, exchange->path[first + 2],
                 depth > first + 3 ? exchange->path[first + 3] : NULL);
}

static gboolean
is_direct_size (const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (direct_sizes_px); i++)
    {
      g_autofree char *size = g_strdup_printf ("%u", direct_sizes_px[i]);

      if (g_str_equal (size, text))
        return TRUE;
    }

  return FALSE;
}

static void
answer_direct_preview (TenantExchange *exchange, const TenantAsset *asset)
{
  g_autofree char *what = NULL;

  if (!is_direct_size (exchange->path[5]))
    {
      tenant_exchange_fail (exchange, 400, "invalid_request", "There is no preview of this size.");
      return;
    }
  what = g_strconcat ("preview-", exchange->path[5], NULL);
  redirect_to_cdn (exchange, asset, what);
}

/* direct / scheme / id / token / (m800 / px | original | play) */
void
tenant_binary_answer_direct (TenantExchange *exchange)
{
  guint depth = tenant_exchange_get_depth (exchange);
  gboolean is_original = tenant_exchange_part_is (exchange, 4, "original");
  g_auto (TenantAsset) asset = { 0 };

  /* No token, no role: a link without sign-in works for everybody (1.2). */
  exchange->identity.role = TENANT_ROLE_ADMIN;
  if (depth < 5
      || !tenant_exchange_read_asset (exchange, exchange->path[1], exchange->path[2], &asset)
      || !tenant_links_check_direct (exchange->world, &asset, is_original ? "original" : "preview",
                                     exchange->path[3]))
    not_found (exchange);
  else if (is_original && depth == 5)
    answer_original (exchange, &asset, FALSE);
  else if (!asset.has_preview)
    not_found (exchange);
  else if (depth == 6 && g_str_equal (exchange->path[4], "m800"))
    answer_direct_preview (exchange, &asset);
  else if (depth == 5 && g_str_equal (exchange->path[4], "play")
           && asset.scheme == TENANT_SCHEME_VIDEO)
    tenant_exchange_answer_original (exchange, &asset);
  else
    not_found (exchange);
}

/* All of the picture, so that it fits in @box_px; never enlarged. */
static GBytes *
make_picture (TenantExchange *exchange,
              const TenantAsset *asset,
              guint box_px,
              TenantPictureFormat format,
              int quality)
{
  TenantConversion conversion = {
    .format = format,
    .max_width_px = box_px,
    .max_height_px = box_px,
    .quality = quality,
  };

  return tenant_conversion_make (&conversion, exchange->world->library, asset);
}

static GBytes *
make_conversion (TenantExchange *exchange,
                 const TenantAsset *asset,
                 const char *what,
                 const char **content_type)
{
  gboolean is_png = g_str_equal (what, "PNG");
  guint box_px = is_png ? MAX_PNG_PX : g_str_equal (what, "LowJPG") ? LOW_JPG_PX : MAX_JPG_PX;
  TenantPictureFormat format = is_png ? TENANT_PICTURE_PNG : TENANT_PICTURE_JPEG;
  TenantConversion advanced;

  if (tenant_conversion_from_word (&advanced, what))
    {
      *content_type = tenant_picture_get_content_type (advanced.format);
      return tenant_conversion_make (&advanced, exchange->world->library, asset);
    }
  *content_type = tenant_picture_get_content_type (format);

  return make_picture (exchange, asset, box_px, format, CONVERSION_QUALITY);
}

static GBytes *
make_metadata (const TenantAsset *asset)
{
  TenantWriter *writer = tenant_writer_new (FALSE);

  tenant_writer_open (writer, NULL, '{');
  tenant_writer_string (writer, "MIME Type", asset->content_type);
  tenant_writer_number (writer, "Image Width", asset->width_px);
  tenant_writer_number (writer, "Image Height", asset->height_px);
  tenant_writer_close (writer, '}');

  return tenant_writer_end (writer);
}

static void
answer_file (TenantExchange *exchange, const TenantAsset *asset, const char *what)
{
  const char *content_type = "image/jpeg";
  GBytes *bytes;

  if (g_str_equal (what, "original"))
    {
      tenant_exchange_answer_original (exchange, asset);
      return;
    }
  if (g_str_has_prefix (what, "preview-")
      && exchange->world->options.scenario == TENANT_SCENARIO_PICTURE_BOMB)
    bytes = tenant_bomb_make (asset->number, &content_type);
  else if (g_str_has_prefix (what, "preview-"))
    bytes = make_picture (exchange, asset, (guint) atoi (what + strlen ("preview-")),
                          TENANT_PICTURE_JPEG, PREVIEW_QUALITY);
  else if (g_str_equal (what, "metadata"))
    {
      content_type = "application/json";
      bytes = make_metadata (asset);
    }
  else
    bytes = make_conversion (exchange, asset, what, &content_type);

  /* No picture could be made: its file is gone, or broken behind its head. */
  if (bytes == NULL)
    tenant_exchange_fail (exchange, 404, "not_found", "There is no picture.");
  else
    tenant_exchange_answer (exchange, 200, content_type, bytes);
}

/* The asset of the path, or its version if that names one. */
static gboolean
read_file (TenantExchange *exchange, TenantAsset *asset)
{
  guint depth = tenant_exchange_get_depth (exchange);

  if (depth == 4)
    return tenant_exchange_read_asset (exchange, exchange->path[1], exchange->path[2], asset);

  return depth == 5
         && tenant_exchange_read_version (exchange, exchange->path[1], exchange->path[2],
                                          exchange->path[3], asset);
}

/* file / scheme / id / [ version / ] what ? Expires & Signature. Like S3, it has no idea who may
 * see an asset. */
void
tenant_binary_answer_cdn (TenantExchange *exchange)
{
  g_autofree char *joined = g_strjoinv ("/", exchange->path);
  g_autofree char *path = g_strconcat ("/", joined, NULL);
  g_auto (TenantAsset) asset = { 0 };

  exchange->identity.role = TENANT_ROLE_ADMIN;
  if (!tenant_links_check_cdn (exchange->world, path,
                               tenant_exchange_get_parameter (exchange, "Expires"),
                               tenant_exchange_get_parameter (exchange, "Signature")))
    tenant_exchange_answer_text (exchange, 403, "application/xml",
                                 "<Error><Code>AccessDenied</Code></Error>");
  else if (!read_file (exchange, &asset))
    tenant_exchange_answer_text (exchange, 404, "application/xml",
                                 "<Error><Code>NoSuchKey</Code></Error>");
  else
    answer_file (exchange, &asset, exchange->path[tenant_exchange_get_depth (exchange) - 1]);
}
