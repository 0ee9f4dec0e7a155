/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog-slot.h"

G_BEGIN_DECLS

/* The new slot enters itself in @registry, position → slot, and leaves it when it is finalised. */
CatalogSlot *catalog_slot_new (guint position, GHashTable *registry);
void         catalog_slot_set_asset (CatalogSlot *self, CantoAsset *asset);
void         catalog_slot_set_failed (CatalogSlot *self, gboolean failed);

G_END_DECLS
