/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "engine-preview-places.h"

#include "delivery-link.h"

#include <string.h>

/* canto-api.md 10.11 and 10.3. */
static const guint direct_sizes[] = { 100, 240, 320, 500, 640, 800, 2000 };
static const guint service_sizes[] = { 240, 400, 800 };

static guint
choose_size (const guint *sizes, gsize n_sizes, guint wanted)
{
  for (gsize i = 0; i < n_sizes; i++)
    {
      if (sizes[i] >= wanted)
        return sizes[i];
    }

  return sizes[n_sizes - 1];
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
  const char *link = canto_asset_get_link (asset, CANTO_LINK_DIRECT_PREVIEW);
  const char *slash = link != NULL ? strrchr (link, '/') : NULL;
  g_autofree char *uri = NULL;

  if (slash == NULL)
    return;

  /* Only the last part is the size (10.11, C20). */
  uri = g_strdup_printf ("%.*s/%u", (int) (slash - link), link,
                         choose_size (direct_sizes, G_N_ELEMENTS (direct_sizes), size_px));
  media_request_add_place (request, uri, CANTO_FETCH_COUNTED);
}

static void
add_service_place (MediaRequest *request, CantoAsset *asset, guint size_px)
{
  const char *link = canto_asset_get_link (asset, CANTO_LINK_PREVIEW);
  g_autofree char *uri = NULL;

  if (link == NULL)
    return;

  uri = g_strdup_printf ("%s/%u", link,
                         choose_size (service_sizes, G_N_ELEMENTS (service_sizes), size_px));
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
  add_list_places (request, asset, size_px);
  add_delivery_place (request, asset, size_px);
  add_direct_place (request, asset, size_px);
  add_service_place (request, asset, size_px);

  return media_request_get_n_places (request) > 0 ? g_steal_pointer (&request) : NULL;
}
