/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "tenant-asset.h"

G_BEGIN_DECLS

/*
 * The bytes of made-up assets. All of these may take long: they run on workers, are a function of the
 * asset alone, and are safe for any thread. Errors are G_IO_ERROR_NOT_SUPPORTED for what this build or
 * this asset cannot give, G_IO_ERROR_INVALID_ARGUMENT for bad ops.
 */

/* The picture (poster frame, first page, cover) as a JPEG that fits in @box_px, never enlarged. */
GBytes *tenant_artist_make_preview (const TenantAsset *asset, guint box_px, GError **error);

/* The original: a real file of asset->content_type of exactly asset->size_bytes. */
GBytes *tenant_artist_make_original (const TenantAsset *asset, GError **error);

/* The smallest size that an original of this kind can have before it is padded to its size_bytes: for
 * the library, which chooses size_bytes at or above it. Cheap: no drawing. */
guint64 tenant_artist_get_least_size (TenantFormat format, guint width_px, guint height_px, guint duration_ms, guint pages);

/* HighJPG, LowJPG, PNG of 10.5, in the original's size. */
GBytes *tenant_artist_make_conversion (const TenantAsset *asset, const char *kind, const char **content_type, GError **error);

/* A short playable film (10.10). */
GBytes *tenant_artist_make_film (const TenantAsset *asset, const char **content_type, GError **error);

/**
 * tenant_renderer_render:
 * @ops: `-C1024x512,512,341-S800x400-FJPG`: section 11.4, read from left to right (11.6)
 *
 * A rendition of the 2048 px master (11.9). INVALID_ARGUMENT is a 400 of 11.16.
 */
GBytes *tenant_renderer_render (const TenantAsset *asset, const char *ops, const char **content_type, GError **error);

G_END_DECLS
