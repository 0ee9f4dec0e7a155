/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "canto-asset.h"
#include "delivery-recipe.h"

G_BEGIN_DECLS

/**
 * DeliveryError:
 * @DELIVERY_ERROR_INCOMPLETE: only a list said something of the asset: get its details first
 * @DELIVERY_ERROR_NO_LINK: the asset has neither a delivery link nor a direct link
 * @DELIVERY_ERROR_BAD_LINK: what the service gave is not a link of section 11
 * @DELIVERY_ERROR_BAD_TEMPLATE: what the person wrote is not a template, see delivery_template_check()
 * @DELIVERY_ERROR_BAD_RECIPE: a text is not that of a #DeliveryRecipe
 * @DELIVERY_ERROR_BAD_PRESETS: a file is not a list of presets, see delivery_presets_parse()
 */
typedef enum
{
  DELIVERY_ERROR_INCOMPLETE,
  DELIVERY_ERROR_NO_LINK,
  DELIVERY_ERROR_BAD_LINK,
  DELIVERY_ERROR_BAD_TEMPLATE,
  DELIVERY_ERROR_BAD_RECIPE,
  DELIVERY_ERROR_BAD_PRESETS,
} DeliveryError;

#define DELIVERY_ERROR (delivery_error_quark ())
GQuark delivery_error_quark (void);

/**
 * DeliveryConcerns: what a person must know before she uses a link (16.1 to 16.5, 11.3).
 * @DELIVERY_CONCERN_STATUS_UNKNOWN: the service said no status, or one that is not "approved"
 * @DELIVERY_CONCERN_NOT_PUBLISHED: kept off the delivery network (11.3): the link is a direct one,
 *   which counts against the account's limit and may stop working (10.13). Where the tenant has no
 *   delivery network at all this is nobody's decision, and no concern.
 * @DELIVERY_CONCERN_NOT_CROPPED: a part of the picture is wanted, and the link there is shows all of it (10.8), for
 *   whatever reason
 */
typedef enum
{
  DELIVERY_CONCERN_NONE = 0,
  DELIVERY_CONCERN_EXPIRED = 1 << 0,
  DELIVERY_CONCERN_RESTRICTED = 1 << 1,
  DELIVERY_CONCERN_PENDING = 1 << 2,
  DELIVERY_CONCERN_STATUS_UNKNOWN = 1 << 3,
  DELIVERY_CONCERN_NOT_PUBLISHED = 1 << 4,
  DELIVERY_CONCERN_NOT_CROPPED = 1 << 5,
} DeliveryConcerns;

/* What the status of @asset says, and whether what @recipe wants of it is published: original and
 * renditions are so apart (11.1), and be cropped. For an incomplete asset, neither is judged. */
DeliveryConcerns delivery_get_concerns (CantoAsset *asset, DeliveryRecipe *recipe);

G_END_DECLS
