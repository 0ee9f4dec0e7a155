/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog-range-private.h"

static void
unref_asset (gpointer asset)
{
  g_clear_pointer ((CantoAsset **) &asset, canto_asset_unref);
}

CatalogRange *
catalog_range_new (guint start, guint length)
{
  CatalogRange *range = g_new0 (CatalogRange, 1);

  range->start = start;
  range->length = length;
  range->assets = g_ptr_array_new_with_free_func (unref_asset);
  g_ptr_array_set_size (range->assets, length);
  range->cancellable = g_cancellable_new ();

  return range;
}

void
catalog_range_free (CatalogRange *range)
{
  g_cancellable_cancel (range->cancellable);
  g_object_unref (range->cancellable);
  g_ptr_array_unref (range->assets);
  g_free (range);
}

CantoAsset *
catalog_range_get (CatalogRange *range, guint position)
{
  g_return_val_if_fail (position >= range->start && position - range->start < range->length, NULL);

  return g_ptr_array_index (range->assets, position - range->start);
}

static gboolean
has_asset (CatalogRange *range, const char *key)
{
  for (guint i = 0; i < range->length; i++)
    {
      CantoAsset *asset = g_ptr_array_index (range->assets, i);

      if (asset != NULL && g_str_equal (canto_asset_get_key (asset), key))
        return TRUE;
    }

  return FALSE;
}

gboolean
catalog_range_has_news (CatalogRange *range, CatalogRange *before, CantoPage *page)
{
  guint n_assets = canto_page_get_n_assets (page);

  for (guint i = 0; i < n_assets; i++)
    {
      const char *key = canto_asset_get_key (canto_page_get_asset (page, i));

      if (!has_asset (range, key) && (before == NULL || !has_asset (before, key)))
        return TRUE;
    }

  /* Containers are left out of the assets, so they cannot be compared. */
  return n_assets == 0 && canto_page_get_n_received (page) > 0;
}

gboolean
catalog_range_add_page (CatalogRange *range, CantoPage *page, gint64 found)
{
  guint n_received = canto_page_get_n_received (page);
  guint end;

  for (guint i = 0; i < canto_page_get_n_assets (page); i++)
    {
      guint position = canto_page_get_position (page, i);
      guint offset = position - range->start;

      if (position < range->start || offset >= range->length)
        continue;
      unref_asset (g_ptr_array_index (range->assets, offset));
      g_ptr_array_index (range->assets, offset) = canto_asset_ref (canto_page_get_asset (page, i));
    }
  range->n_received += n_received;

  /* An unknown total ends with the first page that brings nothing. */
  end = range->length;
  if (found >= 0)
    end = (guint) CLAMP (found - (gint64) range->start, 0, (gint64) range->length);

  return n_received > 0 && range->n_received < end;
}

gboolean
catalog_range_find (CatalogRange *self, const char *key, guint *position)
{
  for (guint i = 0; i < self->length; i++)
    {
      CantoAsset *asset = self->assets->pdata[i];

      if (asset == NULL || !g_str_equal (canto_asset_get_key (asset), key))
        continue;
      *position = self->start + i;
      return TRUE;
    }

  return FALSE;
}
