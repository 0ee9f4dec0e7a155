/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "engine-link-result.h"

#include "canto-error.h"

#include <glib/gi18n-lib.h>

EngineLinkResult *
engine_link_result_new (CantoAsset *asset, DeliveryRendition *rendition)
{
  EngineLinkResult *self = g_new0 (EngineLinkResult, 1);

  self->asset = canto_asset_ref (asset);
  self->link = delivery_link_new (asset, rendition, &self->error);

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
