/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tenant-asset.h"
#include "tenant-tree.h"

G_BEGIN_DECLS

#define TENANT_MAX_DRAWN_ALBUMS 64

/**
 * tenant_containers_new:
 * @n_albums: at least so many albums: beyond the first few, in a wide, a deep and an even part
 * @first_ms, @span_ms: when the first was made, and until when at most the last was
 *
 * The made-up tree. Its first albums, at most TENANT_MAX_DRAWN_ALBUMS, draw what goes with their names;
 * into the others assets are filed without a plan.
 */
TenantTree *tenant_containers_new (guint64 seed, guint n_albums, gint64 first_ms, gint64 span_ms);

/* The bits 1 << number of the albums that draw an asset: what goes with its motif and scheme. */
guint64 tenant_containers_choose_albums (TenantScheme scheme, TenantMotif motif, guint64 hash);
/* The number of the album that an asset is filed in, or TENANT_NO_ALBUM. */
guint   tenant_containers_choose_filed (TenantTree *tree, guint64 hash);

G_END_DECLS
