/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "tenant-asset.h"

G_BEGIN_DECLS

/* A slow pan over the picture of @asset, of its size and duration: VP8 in WebM, filled up to
 * asset->size_bytes with a Void element. For workers. */
GBytes *tenant_film_make (const TenantAsset *asset, GError **error);

G_END_DECLS
