/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "engine-link-result.h"

#include "canto-error.h"

#include <glib/gi18n-lib.h>

/* 17.9: what an administrator has set for the delivery network; direct links are the tenant's own.
 */
static gboolean
is_of_account (CantoAccount *account, DeliveryLink *link)
{
  const char *host = canto_account_get_delivery_host (account);
  const char *number = canto_account_get_delivery_account (account);
  g_autoptr (GUri) uri = NULL;
  g_auto (GStrv) parts = NULL;

  if (delivery_link_get_is_direct (link) || (host == NULL && number == NULL))
    return TRUE;

  uri = g_uri_parse (delivery_link_get_uri (link), G_URI_FLAGS_ENCODED, NULL);
  if (uri == NULL || (host != NULL && g_ascii_strcasecmp (g_uri_get_host (uri), host) != 0))
    return FALSE;

  /* 11.4: "", "image", the account */
  parts = g_strsplit (g_uri_get_path (uri), "/", 4);

  return number == NULL || (g_strv_length (parts) > 2 && g_str_equal (parts[2], number));
}

DeliveryLink *
engine_link_result_make_link (CantoAccount *account,
                              CantoAsset *asset,
                              DeliveryRecipe *recipe,
                              GError **error)
{
  g_autoptr (DeliveryLink) link =
      delivery_link_new (asset, recipe, canto_account_get_delivery_master_px (account), error);

  if (link == NULL || is_of_account (account, link))
    return g_steal_pointer (&link);

  g_set_error_literal (error, DELIVERY_ERROR, DELIVERY_ERROR_BAD_LINK,
                       _ ("It is of another delivery host or account than the one that is set."));

  return NULL;
}

EngineLinkResult *
engine_link_result_new (CantoAccount *account, CantoAsset *asset, DeliveryRecipe *recipe)
{
  EngineLinkResult *self = g_new0 (EngineLinkResult, 1);

  self->asset = canto_asset_ref (asset);
  self->link = engine_link_result_make_link (account, asset, recipe, &self->error);

  return self;
}

EngineLinkResult *
engine_link_result_new_gone (CantoAsset *asset)
{
  EngineLinkResult *self = g_new0 (EngineLinkResult, 1);

  self->asset = canto_asset_ref (asset);
  g_set_error (&self->error, CANTO_ERROR, CANTO_ERROR_NOT_FOUND, _ ("“%s” is not there any more."),
               canto_asset_get_name (asset));

  return self;
}

void
engine_link_result_free (EngineLinkResult *self)
{
  canto_asset_unref (self->asset);
  g_clear_pointer (&self->link, delivery_link_unref);
  g_clear_error (&self->error);
  g_free (self);
}
