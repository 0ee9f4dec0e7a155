/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "canto-asset.h"

G_BEGIN_DECLS

/*
 * The details of assets that were on screen lately, by canto_asset_get_key(): the oldest go first.
 */
typedef struct _CatalogDetails CatalogDetails;

CatalogDetails *catalog_details_new (guint max_assets);
void            catalog_details_free (CatalogDetails *self);
/* Returns what it forgets for that. (transfer full) (nullable) */
CantoAsset     *catalog_details_add (CatalogDetails *self, CantoAsset *asset) G_GNUC_WARN_UNUSED_RESULT;

/* What is known best of @asset: its details if they are here and not older, else itself. */
CantoAsset *catalog_details_improve (CatalogDetails *self, CantoAsset *asset); /* (transfer none) */

G_END_DECLS
