/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "canto-asset.h"
#include "media-request.h"

G_BEGIN_DECLS

/**
 * engine_preview_places_new:
 *
 * Where a picture of @asset can be had: the signed addresses of the list (canto-api.md 7.26) and the
 * delivery network (11.15) first, which do not count against the limit (13.6); then the direct link
 * (10.8) and the service itself (10.3), which do. Those of the list are small: for a large picture
 * they come last.
 *
 * Returns: (transfer full) (nullable): %NULL if there is no such place (10.14)
 */
MediaRequest *engine_preview_places_new (CantoAsset *asset, guint size_px);

/* Where the picture of one version can be had: at the service alone, in one size (10.6). (transfer full)
 * (nullable) */
MediaRequest *engine_preview_places_new_for_version (CantoAsset *asset, CantoVersion *version, guint size_px);

G_END_DECLS
