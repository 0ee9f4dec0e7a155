/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "canto-asset.h"
#include "delivery-concerns.h"

G_BEGIN_DECLS

/* What is said of assets, in the person's language. */

const char *picker_asset_text_get_icon_name (CantoAsset *asset);

/* "Expired", "Pending"…; NULL for an approved one, which needs no word. */
const char *picker_asset_text_get_badge (CantoAsset *asset);

/* "Approved" or the badge. */
const char *picker_asset_text_get_status (CantoAsset *asset);

/* "Image", "Video"…; the service's own word for one that we do not know. */
const char *picker_asset_text_get_scheme (CantoAsset *asset);

/* "6000 × 4000", in any direction of writing. (transfer full) */
char *picker_asset_text_dup_pixels (guint width_px, guint height_px);

/* "6000 × 4000", "8.4 MB"; NULL where the service told none. (transfer full) (nullable) */
char *picker_asset_text_dup_dimensions (CantoAsset *asset);
char *picker_asset_text_dup_size (CantoAsset *asset);

/* How long: "1:34" of a film or a sound, whatever way the service words it. (transfer full) (nullable) */
char *picker_asset_text_dup_duration (CantoAsset *asset);

/* How much: the duration, or "12 pages". (transfer full) (nullable) */
char *picker_asset_text_dup_amount (CantoAsset *asset);

/* The day of the last change, in @zone, as the details have it. (transfer full) (nullable) */
char *picker_asset_text_dup_day (CantoAsset *asset, GTimeZone *zone);

/* "JPEG · 6000 × 4000 · 8.4 MB · Approved" (transfer full) */
char *picker_asset_text_dup_summary (CantoAsset *asset);

/* "Approved · 6000 × 4000 · 8.4 MB · JPG…": the same, what matters most first. (transfer full) */
char *picker_asset_text_dup_facts (CantoAsset *asset);

/* Why @concerns matter, a sentence each. (transfer full) */
char *picker_asset_text_dup_concerns (DeliveryConcerns concerns);

G_END_DECLS
