/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "engine-session.h"

G_BEGIN_DECLS

/* What the menu of renditions says above its choices. */

/* Of one asset, whose details are known: why not all can be had; NULL if it can. @link: (nullable). (transfer full)
 * (nullable) */
char *picker_rendition_text_dup_note (CantoAsset *asset, DeliveryLink *link, DeliveryPreset *preset);

/* "1200 × 800", or why there is none. @can_be_had: (out). (transfer full) */
char *picker_rendition_text_dup_remark (DeliveryLink *link, DeliveryRecipe *recipe, gboolean *can_be_had);

/* Of several: for how many the choice holds, and how many of them get something else. @assets:
 * (element-type CantoAsset): those of the @n_selected that are known. (transfer full) */
char *picker_rendition_text_dup_several (EngineSession *session,
                                         GPtrArray *assets,
                                         guint n_selected,
                                         DeliveryPreset *preset);

G_END_DECLS
