/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "delivery-link.h"
#include "delivery-recipe.h"

G_BEGIN_DECLS

/* What is said of crops. */

/* Why the delivery network makes no crop of @asset; NULL if it does, as far as is known of it. */
const char *picker_crop_text_get_obstacle (CantoAsset *asset);

/* "1200 × 675 JPEG, 184 kB": what is really there. (transfer full) */
char *picker_crop_text_dup_facts (DeliveryLink *link, guint width_px, guint height_px, gsize n_bytes);

/* "3000 × 1687 of 6000 × 4000": what is left of a picture. (transfer full) */
char *picker_crop_text_dup_part (const DeliveryCrop *crop, guint picture_width_px, guint picture_height_px);

/**
 * picker_crop_text_dup_several:
 * @assets: (element-type CantoAsset): all that the crop is for, with their details as far as they could be had
 * @shape: (nullable): that the person wants: width and height
 * @master_px: longest side of the masters of the account (11.9)
 *
 * For how many the recipe holds, and of how many something else comes; a line each.
 *
 * Returns: (transfer full)
 */
char *picker_crop_text_dup_several (GPtrArray *assets,
                                    DeliveryRecipe *recipe,
                                    const guint *shape,
                                    guint master_px);

G_END_DECLS
