/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "delivery-link.h"

G_BEGIN_DECLS

/* The picture of examples. */
#define DELIVERY_SAMPLE_WIDTH_PX  6000
#define DELIVERY_SAMPLE_HEIGHT_PX 4000

/**
 * delivery_sample_make_link:
 * @host: (nullable): of the delivery network of the account
 * @number: (nullable): of the account there
 * @fields: (nullable): custom fields: each has its own name in “‹›” as its value
 *
 * A link to a picture that nobody has, to show what @recipe and a form make.
 *
 * Returns: (transfer full)
 */
DeliveryLink *delivery_sample_make_link (DeliveryRecipe *recipe,
                                         const char *host,
                                         const char *number,
                                         guint master_px,
                                         const char *const *fields);

G_END_DECLS
