/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "tenant-asset.h"

G_BEGIN_DECLS

/**
 * tenant_original_make:
 *
 * The original: a real file of asset->content_type, of exactly asset->size_bytes: what is missing is
 * filled up in a way that its format allows. It may take a second: for workers. The same bytes each time.
 */
GBytes *tenant_original_make (const TenantAsset *asset, GError **error);

/* What an original needs at most before it is filled up; its size_bytes are at or above it. No drawing. */
guint64 tenant_original_get_least_size (TenantFormat format,
                                        guint width_px,
                                        guint height_px,
                                        guint duration_ms,
                                        guint pages);

G_END_DECLS
