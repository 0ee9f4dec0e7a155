/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "engine-file-places.h"

#include "media-document.h"

#define MAX_PLAY_BYTES (512 * 1024 * 1024)

gsize
engine_file_places_get_max_bytes (EngineFileUse use)
{
  return use == ENGINE_FILE_PAGES ? MEDIA_DOCUMENT_MAX_BYTES : MAX_PLAY_BYTES;
}

static gboolean
is_pdf (CantoAsset *asset)
{
  const char *type = canto_asset_get_content_type (asset);
  g_autofree char *name = g_ascii_strdown (canto_asset_get_name (asset), -1);

  return type != NULL ? g_ascii_strcasecmp (type, "application/pdf") == 0
                      : g_str_has_suffix (name, ".pdf");
}

static gboolean
is_usable (CantoAsset *asset, EngineFileUse use)
{
  CantoScheme scheme = canto_asset_get_scheme (asset);

  switch (use)
    {
    case ENGINE_FILE_PLAY:
      return scheme == CANTO_SCHEME_VIDEO || scheme == CANTO_SCHEME_AUDIO;
    case ENGINE_FILE_PAGES:
      return media_document_is_supported () && is_pdf (asset)
             && canto_asset_get_n_pages (asset) != 1;
    default:
      return FALSE;
    }
}

static void
add_place (MediaRequest *request, CantoAsset *asset, CantoLink link, CantoFetch how)
{
  const char *uri = canto_asset_get_link (asset, link);

  if (uri != NULL)
    media_request_add_place (request, uri, how);
}

MediaRequest *
engine_file_places_new (CantoAsset *asset, EngineFileUse use)
{
  g_autoptr (MediaRequest) request = NULL;

  g_return_val_if_fail (asset != NULL, NULL);

  if (!is_usable (asset, use))
    return NULL;

  request = media_request_new (canto_asset_get_key (asset), 0);
  if (use == ENGINE_FILE_PLAY)
    add_place (request, asset, CANTO_LINK_DIRECT_PREVIEW_PLAY, CANTO_FETCH_COUNTED);
  if (canto_asset_get_size_bytes (asset) <= engine_file_places_get_max_bytes (use))
    {
      add_place (request, asset, CANTO_LINK_DOWNLOAD, CANTO_FETCH_SIGNED);
      add_place (request, asset, CANTO_LINK_DIRECT_ORIGINAL, CANTO_FETCH_COUNTED);
    }

  return media_request_get_n_places (request) > 0 ? g_steal_pointer (&request) : NULL;
}
