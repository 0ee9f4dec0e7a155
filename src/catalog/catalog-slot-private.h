/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog-slot.h"

G_BEGIN_DECLS

/* The new slot enters itself in @registry, position → slot, and leaves it when it is finalised. */
CatalogSlot *catalog_slot_new (guint position, GHashTable *registry);
/* @base: (nullable): what the service says; @asset: (nullable): that as it is to be shown */
void         catalog_slot_set_asset (CatalogSlot *self, CantoAsset *base, CantoAsset *asset);
CantoAsset  *catalog_slot_get_base (CatalogSlot *self); /* (nullable) */
void         catalog_slot_set_failed (CatalogSlot *self, gboolean failed);

G_END_DECLS
