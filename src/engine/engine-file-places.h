/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "canto-asset.h"
#include "media-request.h"

G_BEGIN_DECLS

/* What a file of an asset is wanted for. */
typedef enum
{
  ENGINE_FILE_PLAY,  /* video and sound */
  ENGINE_FILE_PAGES, /* of a PDF */
} EngineFileUse;

/* The most that is fetched for that. */
gsize engine_file_places_get_max_bytes (EngineFileUse use);

/**
 * engine_file_places_new:
 *
 * Where a file of @asset for @use can be had: of a video what Canto has made for playing (canto-api.md 10.10),
 * which is smaller than the original (10.1, 10.9).
 *
 * Returns: (transfer full) (nullable): %NULL if it is of another kind, too large, or can be had nowhere
 */
MediaRequest *engine_file_places_new (CantoAsset *asset, EngineFileUse use);

G_END_DECLS
