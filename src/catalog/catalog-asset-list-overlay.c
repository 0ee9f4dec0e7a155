/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was changed here, in what the service says: assets are shown as they are going to be, and
 * those that are going to be gone are left out. The ranges know nothing of that: they have what the
 * service says, by the positions that it has there. */

#include "catalog-asset-list-private.h"

/* An asset that is left out. */
typedef struct
{
  guint position; /* of the service */
  char *key;
} HiddenAsset;

static void
clear_hidden (gpointer data)
{
  g_free (((HiddenAsset *) data)->key);
}

static GArray *
new_hidden (void)
{
  GArray *hidden = g_array_new (FALSE, FALSE, sizeof (HiddenAsset));

  g_array_set_clear_func (hidden, clear_hidden);

  return hidden;
}

CantoAsset *
catalog_asset_list_show_asset (CatalogAssetList *self, CantoAsset *asset)
{
  if (asset == NULL || self->overlay == NULL)
    return asset != NULL ? canto_asset_ref (asset) : NULL;

  return catalog_overlay_show_asset (self->overlay, asset);
}

guint
catalog_asset_list_to_real (CatalogAssetList *self, guint position)
{
  guint real = position;

  for (guint i = 0; self->hidden != NULL && i < self->hidden->len; i++)
    {
      if (g_array_index (self->hidden, HiddenAsset, i).position > real)
        break;
      real++;
    }

  return real;
}

guint
catalog_asset_list_to_shown_length (CatalogAssetList *self, guint n_real)
{
  guint n_hidden = 0;

  for (guint i = 0; self->hidden != NULL && i < self->hidden->len; i++)
    n_hidden += g_array_index (self->hidden, HiddenAsset, i).position < n_real;

  return n_real - n_hidden;
}

guint
catalog_asset_list_to_whole_length (CatalogAssetList *self, guint n_real)
{
  return catalog_asset_list_to_shown_length (self, n_real)
         + (self->added != NULL ? self->added->len : 0);
}

CantoAsset *
catalog_asset_list_get_added (CatalogAssetList *self, guint position)
{
  guint first = catalog_asset_list_to_shown_length (self, self->n_real);

  return self->added != NULL && position >= first && position - first < self->added->len
             ? self->added->pdata[position - first]
             : NULL;
}

gboolean
catalog_asset_list_find_added (CatalogAssetList *self, const char *key, guint *position)
{
  for (guint i = 0; self->added != NULL && i < self->added->len; i++)
    {
      if (!g_str_equal (canto_asset_get_key (self->added->pdata[i]), key))
        continue;
      *position = catalog_asset_list_to_shown_length (self, self->n_real) + i;
      return TRUE;
    }

  return FALSE;
}

/* What stands in the list by now is added no more. (transfer full) (nullable) */
static GPtrArray *
find_added (CatalogAssetList *self)
{
  g_autoptr (GPtrArray) added = catalog_overlay_find_added (self->overlay, self->query);
  GHashTableIter iter;
  gpointer value;

  for (guint i = added != NULL ? added->len : 0; i-- > 0;)
    {
      const char *key = canto_asset_get_key (added->pdata[i]);
      guint position;
      gboolean is_there = FALSE;

      g_hash_table_iter_init (&iter, self->ranges);
      while (!is_there && g_hash_table_iter_next (&iter, NULL, &value))
        is_there = catalog_range_find (value, key, &position);
      if (is_there)
        g_ptr_array_remove_index (added, i);
    }

  return added != NULL && added->len > 0 ? g_steal_pointer (&added) : NULL;
}

static gboolean
has_same_added (GPtrArray *a, GPtrArray *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      if (!g_str_equal (canto_asset_get_key (a->pdata[i]), canto_asset_get_key (b->pdata[i])))
        return FALSE;
    }

  return TRUE;
}

void
catalog_asset_list_forget_hidden (CatalogAssetList *self)
{
  g_clear_pointer (&self->added, g_ptr_array_unref);
  g_clear_pointer (&self->hidden, g_array_unref);
}

static int
compare_positions (gconstpointer a, gconstpointer b)
{
  guint one = ((const HiddenAsset *) a)->position;
  guint other = ((const HiddenAsset *) b)->position;

  return (one > other) - (one < other);
}

static void
add_hidden (CatalogAssetList *self, GArray *hidden, guint position, const char *key)
{
  HiddenAsset asset = { position, NULL };

  if (!catalog_overlay_hides (self->overlay, self->query, key))
    return;

  asset.key = g_strdup (key);
  g_array_append_val (hidden, asset);
}

static GArray *
find_hidden (CatalogAssetList *self)
{
  GArray *hidden = new_hidden ();
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->ranges);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      CatalogRange *range = value;

      for (guint i = 0; i < range->length; i++)
        {
          CantoAsset *asset = range->assets->pdata[i];

          if (asset != NULL)
            add_hidden (self, hidden, range->start + i, canto_asset_get_key (asset));
        }
    }
  /* Those of ranges that were forgotten stay left out, so that nothing moves when they are. */
  for (guint i = 0; self->hidden != NULL && i < self->hidden->len; i++)
    {
      HiddenAsset *old = &g_array_index (self->hidden, HiddenAsset, i);
      CatalogRange *range = catalog_asset_list_lookup_range (self, old->position);

      if (range == NULL || catalog_range_get (range, old->position) == NULL)
        add_hidden (self, hidden, old->position, old->key);
    }
  g_array_sort (hidden, compare_positions);

  return hidden;
}

static gboolean
is_same (GArray *a, GArray *b)
{
  if (a == NULL || b == NULL)
    return (a == NULL || a->len == 0) && (b == NULL || b->len == 0);
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      if (g_array_index (a, HiddenAsset, i).position != g_array_index (b, HiddenAsset, i).position)
        return FALSE;
    }

  return TRUE;
}

gboolean
catalog_asset_list_update_hidden (CatalogAssetList *self)
{
  GArray *hidden = NULL;
  GPtrArray *added = NULL;
  gboolean was_same;

  if (self->overlay != NULL && self->query != NULL)
    added = find_added (self);
  if (self->overlay != NULL && self->query != NULL && catalog_overlay_hides_any (self->overlay))
    hidden = find_hidden (self);
  was_same = is_same (hidden, self->hidden) && has_same_added (added, self->added);
  catalog_asset_list_forget_hidden (self);
  self->hidden = hidden;
  self->added = added;

  return !was_same;
}

void
catalog_asset_list_show_added (CatalogAssetList *self)
{
  guint generation = self->generation;
  GPtrArray *slots;

  catalog_asset_list_update_hidden (self);
  self->n_real = 0;
  slots = catalog_asset_list_change_slots (self, 0, G_MAXUINT);
  if (catalog_asset_list_to_whole_length (self, 0) < self->n_items)
    catalog_asset_list_set_n_items (self, 0);
  catalog_asset_list_tell_slots (slots);
  if (self->generation == generation)
    catalog_asset_list_set_n_items (self, 0);
}

/* Assets look different, or are gone, or are back. */
static void
overlay_changed (CatalogAssetList *self)
{
  guint generation = self->generation;
  guint n_real = self->n_real;
  GPtrArray *slots;

  if (self->status == CATALOG_STATUS_LOADING || !catalog_asset_list_update_hidden (self))
    {
      catalog_asset_list_improve_slots (self);
      return;
    }

  slots = catalog_asset_list_change_slots (self, 0, G_MAXUINT);
  if (catalog_asset_list_to_whole_length (self, n_real) < self->n_items)
    catalog_asset_list_set_n_items (self, n_real);
  catalog_asset_list_tell_slots (slots);
  if (self->generation == generation)
    catalog_asset_list_set_n_items (self, n_real);
  if (self->generation == generation)
    catalog_asset_list_update_ranges (self);
}

static void
replace_in_ranges (CatalogAssetList *self, GHashTable *learned)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->ranges);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      GPtrArray *assets = ((CatalogRange *) value)->assets;

      for (guint i = 0; i < assets->len; i++)
        {
          CantoAsset *old = assets->pdata[i];
          CantoAsset *asset =
              old != NULL ? g_hash_table_lookup (learned, canto_asset_get_key (old)) : NULL;

          if (asset == NULL)
            continue;
          assets->pdata[i] = canto_asset_ref (asset);
          canto_asset_unref (old);
        }
    }
}

static void
overlay_learned (CatalogAssetList *self, GPtrArray *assets)
{
  g_autoptr (GHashTable) learned = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < assets->len; i++)
    {
      g_hash_table_replace (learned, (gpointer) canto_asset_get_key (assets->pdata[i]),
                            assets->pdata[i]);
      catalog_asset_list_remember_details (self, assets->pdata[i]);
    }
  replace_in_ranges (self, learned);
  catalog_asset_list_improve_slots (self);
}

void
catalog_asset_list_watch_overlay (CatalogAssetList *self)
{
  CatalogOverlay *overlay = catalog_source_get_overlay (self->source);

  if (overlay == NULL)
    return;

  self->overlay = g_object_ref (overlay);
  g_signal_connect_object (overlay, "changed", G_CALLBACK (overlay_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (overlay, "learned", G_CALLBACK (overlay_learned), self,
                           G_CONNECT_SWAPPED);
}

void
catalog_asset_list_forget_overlay (CatalogAssetList *self)
{
  if (self->overlay == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->overlay, self);
  g_clear_object (&self->overlay);
  catalog_asset_list_forget_hidden (self);
}
