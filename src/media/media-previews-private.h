/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "media-cache.h"
#include "media-previews.h"

G_BEGIN_DECLS

MediaCache *media_previews_get_cache (MediaPreviews *self); /* (transfer none) (nullable) */

G_END_DECLS
