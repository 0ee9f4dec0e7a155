/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "engine-preview-places.h"

#include "delivery-link.h"

#define LIST_MAX_PX 480 /* a tile on a screen of twice the density */

static const guint service_sizes_px[] = { 240, 400, 800 }; /* canto-api.md 10.3 */

static guint
choose_service_px (guint wanted_px)
{
  for (gsize i = 0; i < G_N_ELEMENTS (service_sizes_px); i++)
    {
      if (service_sizes_px[i] >= wanted_px)
        return service_sizes_px[i];
    }

  return service_sizes_px[G_N_ELEMENTS (service_sizes_px) - 1];
}

static void
add_list_places (MediaRequest *request, CantoAsset *asset, guint size_px)
{
  const char *small = canto_asset_get_link (asset, CANTO_LINK_PREVIEW_URI_240);
  const char *large = canto_asset_get_link (asset, CANTO_LINK_PREVIEW_URI_320);

  if (small != NULL && (size_px <= 240 || large == NULL))
    media_request_add_place (request, small, CANTO_FETCH_FREE);
  else if (large != NULL)
    media_request_add_place (request, large, CANTO_FETCH_FREE);
}

static void
add_delivery_place (MediaRequest *request, CantoAsset *asset, guint size_px)
{
  g_autofree char *uri = delivery_link_dup_preview_uri (asset, size_px);

  if (uri != NULL)
    media_request_add_place (request, uri, CANTO_FETCH_FREE);
}

static void
add_direct_place (MediaRequest *request, CantoAsset *asset, guint size_px)
{
  g_autofree char *uri = delivery_link_dup_direct_preview_uri (asset, size_px);

  if (uri != NULL)
    media_request_add_place (request, uri, CANTO_FETCH_COUNTED);
}

static void
add_service_place (MediaRequest *request, CantoAsset *asset, guint size_px)
{
  const char *link = canto_asset_get_link (asset, CANTO_LINK_PREVIEW);
  g_autofree char *uri = NULL;

  if (link == NULL)
    return;

  uri = g_strdup_printf ("%s/%u", link, choose_service_px (size_px));
  media_request_add_place (request, uri, CANTO_FETCH_SIGNED);
}

MediaRequest *
engine_preview_places_new (CantoAsset *asset, guint size_px)
{
  g_autofree char *key = NULL;
  g_autoptr (MediaRequest) request = NULL;
  const char *time = canto_asset_get_time (asset);

  g_return_val_if_fail (asset != NULL, NULL);

  /* A new version or a new crop of it changes the time, and so the name of its picture. */
  key = g_strdup_printf ("%s@%s", canto_asset_get_key (asset), time != NULL ? time : "");
  request = media_request_new (key, size_px);
  /* What a list gives costs nothing, but is small: for a large picture it is better than none. */
  if (size_px <= LIST_MAX_PX)
    add_list_places (request, asset, size_px);
  add_delivery_place (request, asset, size_px);
  add_direct_place (request, asset, size_px);
  add_service_place (request, asset, size_px);
  if (size_px > LIST_MAX_PX)
    add_list_places (request, asset, size_px);

  return media_request_get_n_places (request) > 0 ? g_steal_pointer (&request) : NULL;
}

MediaRequest *
engine_preview_places_new_for_version (CantoAsset *asset, CantoVersion *version, guint size_px)
{
  const char *time = canto_version_get_time (version);
  g_autofree char *key = NULL;
  MediaRequest *request;

  g_return_val_if_fail (asset != NULL && version != NULL, NULL);

  if (canto_version_get_preview_uri (version) == NULL)
    return NULL;

  /* What is current has the same id always (1.10), whatever bytes it is. */
  key = g_strdup_printf ("%s#%s@%s", canto_asset_get_key (asset), canto_version_get_id (version),
                         time != NULL ? time : "");
  request = media_request_new (key, size_px);
  media_request_add_place (request, canto_version_get_preview_uri (version), CANTO_FETCH_SIGNED);

  return request;
}
