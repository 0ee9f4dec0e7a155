/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "delivery-concerns.h"

#include "canto-account.h"
#include "delivery-asset-private.h"
#include "delivery-link.h"

G_DEFINE_QUARK (DeliveryError, delivery_error)

/* The literal that stands in place of a link (11.3). */
#define UNPUBLISHED_MARKER "Rendition-is-not-published-to-MDC"

static const char *
get_field (CantoAsset *asset, const char *name)
{
  const char *const *values = canto_asset_get_field_values (asset, name);

  return values != NULL ? values[0] : NULL;
}

const char *
delivery_asset_get_link_text (CantoAsset *asset, gboolean original)
{
  return get_field (asset, original ? "MDC Asset URL" : "MDC Image URL");
}

static DeliveryConcerns
get_publication_concern (CantoAsset *asset, DeliveryRecipe *recipe)
{
  gboolean wants_original = canto_asset_get_scheme (asset) != CANTO_SCHEME_IMAGE
                            || delivery_recipe_get_is_original (recipe);
  const char *text = delivery_asset_get_link_text (asset, wants_original);

  return g_strcmp0 (text, UNPUBLISHED_MARKER) == 0 ? DELIVERY_CONCERN_NOT_PUBLISHED
                                                   : DELIVERY_CONCERN_NONE;
}

/* What was asked for under the name of a crop is not to be something else. What there is does not
 * depend on the master. */
static DeliveryConcerns
get_crop_concern (CantoAsset *asset, DeliveryRecipe *recipe)
{
  g_autoptr (DeliveryLink) link = NULL;

  if (!delivery_recipe_get_crops (recipe))
    return DELIVERY_CONCERN_NONE;

  link = delivery_link_new (asset, recipe, CANTO_ACCOUNT_DEFAULT_MASTER_PX, NULL);

  return link != NULL && delivery_link_get_lost_crop (link) ? DELIVERY_CONCERN_NOT_CROPPED
                                                            : DELIVERY_CONCERN_NONE;
}

DeliveryConcerns
delivery_get_concerns (CantoAsset *asset, DeliveryRecipe *recipe)
{
  DeliveryConcerns concerns = DELIVERY_CONCERN_NONE;

  g_return_val_if_fail (asset != NULL, DELIVERY_CONCERN_NONE);
  g_return_val_if_fail (recipe != NULL, DELIVERY_CONCERN_NONE);

  switch (canto_asset_get_approval (asset))
    {
    case CANTO_APPROVAL_APPROVED:
      break;
    case CANTO_APPROVAL_PENDING:
      concerns |= DELIVERY_CONCERN_PENDING;
      break;
    case CANTO_APPROVAL_RESTRICTED:
      concerns |= DELIVERY_CONCERN_RESTRICTED;
      break;
    case CANTO_APPROVAL_EXPIRED:
      concerns |= DELIVERY_CONCERN_EXPIRED;
      break;
    case CANTO_APPROVAL_UNKNOWN:
    case CANTO_APPROVAL_OTHER:
    default:
      concerns |= DELIVERY_CONCERN_STATUS_UNKNOWN;
      break;
    }

  if (canto_asset_get_is_complete (asset))
    concerns |= get_publication_concern (asset, recipe) | get_crop_concern (asset, recipe);

  return concerns;
}
