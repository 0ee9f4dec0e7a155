/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "delivery-link.h"
#include "delivery-preset.h"

G_BEGIN_DECLS

/* What the menu of renditions says above its choices. */

/* Of one asset, whose details are known: why not all can be had; NULL if it can. @link: (nullable) */
const char *picker_rendition_text_get_note (CantoAsset *asset,
                                            DeliveryLink *link,
                                            const DeliveryPreset *preset);

/* Of several: for how many the choice holds, and how many of them get something else. @assets:
 * (element-type CantoAsset): those of the @n_selected that are known. (transfer full) */
char *picker_rendition_text_dup_several (GPtrArray *assets,
                                         guint n_selected,
                                         const DeliveryPreset *preset);

G_END_DECLS
