/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "canto-asset.h"

G_BEGIN_DECLS

/**
 * CatalogSlot:
 *
 * One position of a #CatalogAssetList and what is known to stand there. The slot of a position lives
 * as long as somebody holds it, and "asset" changes under it: %NULL until its page comes, then what
 * the list said, then the details, and another asset altogether when the query changes.
 */
#define CATALOG_TYPE_SLOT (catalog_slot_get_type ())
G_DECLARE_FINAL_TYPE (CatalogSlot, catalog_slot, CATALOG, SLOT, GObject)

guint       catalog_slot_get_position (CatalogSlot *self);
CantoAsset *catalog_slot_get_asset (CatalogSlot *self); /* (transfer none) (nullable) */
gboolean    catalog_slot_get_failed (CatalogSlot *self);  /* its page could not be had */

G_END_DECLS
