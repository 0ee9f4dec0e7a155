/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "canto-account.h"
#include "delivery-link.h"

G_BEGIN_DECLS

/**
 * EngineLinkResult:
 * @asset: with its details, if they could be had
 * @link: (nullable)
 * @error: (nullable): why there is no link: %CANTO_ERROR_NOT_FOUND or a #DeliveryError
 *
 * What became of one asset of those that links were asked for.
 */
typedef struct
{
  CantoAsset *asset;
  DeliveryLink *link;
  GError *error;
} EngineLinkResult;

/* The link of @asset, which has its details, as @account has it: see engine_link_result_new(). (transfer full)
 * (nullable): NULL with #DeliveryError */
DeliveryLink *engine_link_result_make_link (CantoAccount *account,
                                            CantoAsset *asset,
                                            DeliveryRecipe *recipe,
                                            GError **error);

/* Makes the link of @asset by @recipe, which has its details. One of another place of the
 * delivery network than @account has is %DELIVERY_ERROR_BAD_LINK. (transfer full) */
EngineLinkResult *engine_link_result_new (CantoAccount *account,
                                          CantoAsset *asset,
                                          DeliveryRecipe *recipe);
/* For one that the service does not have any more. (transfer full) */
EngineLinkResult *engine_link_result_new_gone (CantoAsset *asset);
void              engine_link_result_free (EngineLinkResult *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EngineLinkResult, engine_link_result_free)

G_END_DECLS
