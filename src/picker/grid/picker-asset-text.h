/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "canto-asset.h"
#include "delivery-concerns.h"
#include "delivery-link.h"

G_BEGIN_DECLS

/* What is said of assets, in the person's language. */

const char *picker_asset_text_get_icon_name (CantoAsset *asset);

/* "Expired", "Pending"…; NULL for an approved one, which needs no word. */
const char *picker_asset_text_get_badge (CantoAsset *asset);

/* "JPEG · 6000 × 4000 · 8.4 MB · Approved" (transfer full) */
char *picker_asset_text_dup_summary (CantoAsset *asset);

/* Why @concerns matter, a sentence each. (transfer full) */
char *picker_asset_text_dup_concerns (DeliveryConcerns concerns);

/* "Link copied: 1200 × 800 JPEG" (transfer full) */
char *picker_asset_text_dup_copied (DeliveryLink *link);

G_END_DECLS
