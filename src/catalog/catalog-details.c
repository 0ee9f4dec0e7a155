/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog-details-private.h"

struct _CatalogDetails
{
  GHashTable *assets; /* key of the asset itself → CantoAsset */
  GQueue order;       /* (element-type CantoAsset): oldest first; borrowed from the table */
  guint max_assets;
};

CatalogDetails *
catalog_details_new (guint max_assets)
{
  CatalogDetails *self = g_new0 (CatalogDetails, 1);

  self->assets =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) canto_asset_unref);
  g_queue_init (&self->order);
  self->max_assets = max_assets;

  return self;
}

void
catalog_details_free (CatalogDetails *self)
{
  g_queue_clear (&self->order);
  g_hash_table_unref (self->assets);
  g_free (self);
}

CantoAsset *
catalog_details_add (CatalogDetails *self, CantoAsset *asset)
{
  CantoAsset *known = g_hash_table_lookup (self->assets, canto_asset_get_key (asset));
  CantoAsset *oldest;

  if (known == asset)
    return NULL;
  if (known != NULL)
    g_queue_remove (&self->order, known);

  /* The key lies inside the asset, so the old one must not stay. */
  g_hash_table_replace (self->assets, (gpointer) canto_asset_get_key (asset),
                        canto_asset_ref (asset));
  g_queue_push_tail (&self->order, asset);

  if (g_queue_get_length (&self->order) <= self->max_assets)
    return NULL;

  oldest = canto_asset_ref (g_queue_pop_head (&self->order));
  g_hash_table_remove (self->assets, canto_asset_get_key (oldest));

  return oldest;
}

CantoAsset *
catalog_details_improve (CatalogDetails *self, CantoAsset *asset)
{
  CantoAsset *known = g_hash_table_lookup (self->assets, canto_asset_get_key (asset));
  int order;

  if (known == NULL)
    return asset;

  /* Somebody may have changed it since: the strings are compared as canto-api.md 1.12 says. */
  order = g_strcmp0 (canto_asset_get_time (known), canto_asset_get_time (asset));
  if (order < 0 || (order == 0 && canto_asset_get_is_complete (asset)))
    return asset;

  return known;
}
