/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "canto-asset.h"
#include "delivery-preset.h"

G_BEGIN_DECLS

#define DELIVERY_MASTER_PX 2048

/**
 * DeliveryError:
 * @DELIVERY_ERROR_INCOMPLETE: only a list said something of the asset: get its details first
 * @DELIVERY_ERROR_NO_LINK: the asset has neither a delivery link nor a direct link
 * @DELIVERY_ERROR_BAD_LINK: what the service gave is not a link of section 11
 */
typedef enum
{
  DELIVERY_ERROR_INCOMPLETE,
  DELIVERY_ERROR_NO_LINK,
  DELIVERY_ERROR_BAD_LINK,
} DeliveryError;

#define DELIVERY_ERROR (delivery_error_quark ())
GQuark delivery_error_quark (void);

/**
 * DeliveryConcerns: what a person must know before she uses a link (16.1 to 16.5, 11.3).
 * @DELIVERY_CONCERN_STATUS_UNKNOWN: the service said no status, or one that is not "approved"
 * @DELIVERY_CONCERN_NOT_PUBLISHED: kept off the delivery network (11.3): the link is a direct one,
 *   which counts against the account's limit and may stop working (10.13). Where the tenant has no
 *   delivery network at all this is nobody's decision, and no concern.
 */
typedef enum
{
  DELIVERY_CONCERN_NONE = 0,
  DELIVERY_CONCERN_EXPIRED = 1 << 0,
  DELIVERY_CONCERN_RESTRICTED = 1 << 1,
  DELIVERY_CONCERN_PENDING = 1 << 2,
  DELIVERY_CONCERN_STATUS_UNKNOWN = 1 << 3,
  DELIVERY_CONCERN_NOT_PUBLISHED = 1 << 4,
} DeliveryConcerns;

/* What the status of @asset says, and whether what @preset wants of it is published: original and
 * renditions are so apart (11.1). For an incomplete asset, publication is not judged. */
DeliveryConcerns delivery_get_concerns (CantoAsset *asset, const DeliveryPreset *preset);

G_END_DECLS
