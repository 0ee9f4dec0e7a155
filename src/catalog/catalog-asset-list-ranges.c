/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog-asset-list-private.h"

#include "canto-error.h"

#define MAX_RANGES 48

/* The closure of a call for a range: the list may be gone, and the range forgotten, when it
 * answers. */
typedef struct
{
  GWeakRef list;
  GCancellable *cancellable;
  guint index;
} RangeCall;

static void
range_call_free (RangeCall *call)
{
  g_weak_ref_clear (&call->list);
  g_object_unref (call->cancellable);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RangeCall, range_call_free)

static void range_loaded (GObject *object, GAsyncResult *result, gpointer user_data);

static void
ask_for_range (CatalogAssetList *self, guint index, CatalogRange *range)
{
  RangeCall *call = g_new0 (RangeCall, 1);

  g_weak_ref_init (&call->list, self);
  call->cancellable = g_object_ref (range->cancellable);
  call->index = index;
  range->state = CATALOG_RANGE_LOADING;
  catalog_source_load_range_async (self->source, self->query, range->start + range->n_received,
                                   range->length - range->n_received, range->cancellable,
                                   range_loaded, call);
}

void
catalog_asset_list_add_range (CatalogAssetList *self, guint index)
{
  CatalogRange *range = catalog_range_new (index * self->range_size, self->range_size);

  range->last_used = ++self->use_counter;
  g_hash_table_insert (self->ranges, GUINT_TO_POINTER (index), range);
  ask_for_range (self, index, range);
}

gint64
catalog_asset_list_limit_found (CatalogSource *source, gint64 found)
{
  gint64 depth = catalog_source_get_depth (source);

  return found != CANTO_PAGE_FOUND_UNKNOWN ? MIN (found, depth) : depth;
}

/* How long the list is, by what the newest page says. */
static guint
get_length_after (CatalogAssetList *self, CatalogRange *range, gint64 found, gboolean has_more)
{
  guint end = range->start + range->n_received;

  if (found >= 0)
    return (guint) MIN (found, (gint64) G_MAXINT);

  /* Nobody told: there is at least one more as long as pages come full. */
  if (!has_more && range->n_received < range->length)
    return end;

  return MAX (end + 1, self->status == CATALOG_STATUS_READY ? self->n_real : 0);
}

/* Shows an answer for @n_positions from @first on, that makes the list @length long, as far as it
 * can be had (6.13). Whoever hears of it may scroll, which takes ranges away, or ask for something
 * else: then the rest is not true any more.
 */
static void
show_answer (CatalogAssetList *self, guint first, guint n_positions, guint length)
{
  guint generation = self->generation;
  GPtrArray *slots;
  gboolean is_moved;

  length = MIN (length, catalog_source_get_depth (self->source));
  is_moved = catalog_asset_list_update_hidden (self);
  /* What was added stands after all that the service finds. */
  is_moved = is_moved || (self->added != NULL && self->n_real != length);
  self->n_real = length;
  /* The first answer to a query speaks of all positions, later ones of their own. */
  is_moved = is_moved || self->status != CATALOG_STATUS_READY;
  slots = catalog_asset_list_change_slots (self, is_moved ? 0 : first,
                                           is_moved ? G_MAXUINT : n_positions);
  if (catalog_asset_list_to_whole_length (self, length) < self->n_items)
    catalog_asset_list_set_n_items (self, length);
  catalog_asset_list_tell_slots (slots);
  if (self->generation == generation)
    catalog_asset_list_set_n_items (self, length);
  if (self->generation == generation)
    catalog_asset_list_set_status (self, CATALOG_STATUS_READY);
}

static void
range_failed (CatalogAssetList *self, CatalogRange *range, const GError *error)
{
  guint generation = self->generation;

  range->state = CATALOG_RANGE_FAILED;
  range->was_offline = g_error_matches (error, CANTO_ERROR, CANTO_ERROR_OFFLINE);

  if (self->status == CATALOG_STATUS_READY
      && g_error_matches (error, CANTO_ERROR, CANTO_ERROR_TOO_DEEP))
    {
      /* 6.13: the list is shorter than was thought. */
      show_answer (self, range->start, range->length, self->n_real);
      catalog_asset_list_update_ranges (self);
      return;
    }
  if (self->status == CATALOG_STATUS_READY)
    {
      catalog_asset_list_update_slots (self, range->start, range->length);
      return;
    }

  g_clear_error (&self->error);
  self->error = g_error_copy (error);
  catalog_asset_list_show_added (self);
  if (self->generation == generation)
    catalog_asset_list_set_status (self, CATALOG_STATUS_FAILED);
}

/* Takes an answer into its range: how long the list is now. */
static guint
take_page (CatalogAssetList *self, guint index, CatalogRange *range, CantoPage *page)
{
  gint64 found = canto_page_get_found (page);
  CatalogRange *before =
      index > 0 ? g_hash_table_lookup (self->ranges, GUINT_TO_POINTER (index - 1)) : NULL;
  gboolean has_more;
  guint length;

  range->state = CATALOG_RANGE_LOADED;
  catalog_asset_list_set_found (self, found);
  /* Where nobody tells how many there are, only this tells the end from a service that repeats
   * itself. Where somebody does, each position is what the service says stands there. */
  if (found < 0 && !catalog_range_has_news (range, before, page))
    return range->start + range->n_received;

  has_more =
      catalog_range_add_page (range, page, catalog_asset_list_limit_found (self->source, found));
  length = get_length_after (self, range, found, has_more);
  if (has_more)
    ask_for_range (self, index, range);

  return length;
}

static void
range_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  CatalogSource *source = CATALOG_SOURCE (object);
  g_autoptr (RangeCall) call = user_data;
  g_autoptr (CatalogAssetList) self = g_weak_ref_get (&call->list);
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoPage) page = catalog_source_load_range_finish (source, result, &error);
  CatalogRange *range;

  /* A range that was given up has cancelled its calls: nothing of them is shown. */
  if (self == NULL || g_cancellable_is_cancelled (call->cancellable))
    return;

  range = g_hash_table_lookup (self->ranges, GUINT_TO_POINTER (call->index));
  g_assert (range != NULL && range->cancellable == call->cancellable);

  if (page == NULL)
    {
      range_failed (self, range, error);
      return;
    }

  show_answer (self, range->start, range->length, take_page (self, call->index, range, page));

  catalog_asset_list_update_ranges (self);
  catalog_asset_list_schedule_details (self);
}

static void
forget_oldest_ranges (CatalogAssetList *self)
{
  while (g_hash_table_size (self->ranges) > MAX_RANGES)
    {
      GHashTableIter iter;
      gpointer key, value, oldest_key = NULL;
      CatalogRange *oldest = NULL;

      g_hash_table_iter_init (&iter, self->ranges);
      while (g_hash_table_iter_next (&iter, &key, &value))
        {
          CatalogRange *range = value;

          if (oldest != NULL && range->last_used >= oldest->last_used)
            continue;
          oldest = range;
          oldest_key = key;
        }
      g_hash_table_remove (self->ranges, oldest_key);
    }
}

/* Gives up what is on its way but no longer near the screen, and what failed there: it is asked for
 * anew when it comes back. */
static void
forget_distant_ranges (CatalogAssetList *self, guint first_index, guint last_index)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, self->ranges);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      CatalogRange *range = value;
      guint index = GPOINTER_TO_UINT (key);

      if (range->state != CATALOG_RANGE_LOADED && (index < first_index || index > last_index))
        g_hash_table_iter_remove (&iter);
    }
}

void
catalog_asset_list_update_ranges (CatalogAssetList *self)
{
  guint margin = self->n_visible / 2;
  guint n_shown = catalog_asset_list_to_shown_length (self, self->n_real);
  guint first_index, last_index;
  guint last;

  if (self->status != CATALOG_STATUS_READY || n_shown == 0 || self->n_visible == 0)
    return;

  last = MIN (self->visible_first + self->n_visible - 1 + margin, n_shown - 1);
  first_index =
      catalog_asset_list_to_real (self, self->visible_first - MIN (margin, self->visible_first))
      / self->range_size;
  last_index = catalog_asset_list_to_real (self, last) / self->range_size;
  forget_distant_ranges (self, first_index, last_index);

  for (guint index = first_index; index <= last_index; index++)
    {
      CatalogRange *range = g_hash_table_lookup (self->ranges, GUINT_TO_POINTER (index));

      if (range == NULL)
        catalog_asset_list_add_range (self, index);
      else
        range->last_used = ++self->use_counter;
    }
  forget_oldest_ranges (self);
}

/* What failed for being offline is forgotten: where it is on screen it is asked for anew.
 * Returns: (transfer full) (element-type guint): where such ranges began */
static GArray *
forget_offline_ranges (CatalogAssetList *self)
{
  GArray *starts = g_array_new (FALSE, FALSE, sizeof (guint));
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->ranges);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      CatalogRange *range = value;

      if (range->state != CATALOG_RANGE_FAILED || !range->was_offline)
        continue;
      g_array_append_val (starts, range->start);
      g_hash_table_iter_remove (&iter);
    }

  return starts;
}

void
catalog_asset_list_source_is_back (CatalogAssetList *self)
{
  guint generation = self->generation;
  g_autoptr (GArray) starts = NULL;

  if (self->status == CATALOG_STATUS_FAILED)
    {
      if (g_error_matches (self->error, CANTO_ERROR, CANTO_ERROR_OFFLINE))
        catalog_asset_list_retry (self);
      return;
    }

  starts = forget_offline_ranges (self);
  catalog_asset_list_update_ranges (self);
  for (guint i = 0; i < starts->len && self->generation == generation; i++)
    catalog_asset_list_update_slots (self, g_array_index (starts, guint, i), self->range_size);
  catalog_asset_list_forgive_details (self);
  catalog_asset_list_schedule_details (self);
}

static gint
compare_last_used (gconstpointer a, gconstpointer b)
{
  guint64 one = ((const CatalogRange *) a)->last_used;
  guint64 other = ((const CatalogRange *) b)->last_used;

  return (one < other) - (one > other);
}

GPtrArray *
catalog_asset_list_dup_held (CatalogAssetList *self)
{
  GPtrArray *held = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GList) ranges = NULL;

  g_return_val_if_fail (CATALOG_IS_ASSET_LIST (self), held);

  ranges = g_list_sort (g_hash_table_get_values (self->ranges), compare_last_used);
  for (GList *node = ranges; node != NULL; node = node->next)
    g_ptr_array_add (held, g_ptr_array_ref (((CatalogRange *) node->data)->assets));

  return held;
}

GPtrArray *
catalog_asset_list_dup_loaded (CatalogAssetList *self, guint max)
{
  GPtrArray *assets = g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);

  g_return_val_if_fail (CATALOG_IS_ASSET_LIST (self), assets);

  for (guint start = 0; start < self->n_real && assets->len < max; start += self->range_size)
    {
      CatalogRange *range = catalog_asset_list_lookup_range (self, start);

      for (guint i = 0; range != NULL && i < range->length && assets->len < max; i++)
        {
          CantoAsset *asset = catalog_range_get (range, range->start + i);

          if (asset != NULL)
            g_ptr_array_add (assets,
                             canto_asset_ref (catalog_details_improve (self->details, asset)));
        }
    }

  return assets;
}

gboolean
catalog_asset_list_find (CatalogAssetList *self, const char *key, guint *position)
{
  GHashTableIter iter;
  gpointer range;
  guint real;

  g_return_val_if_fail (CATALOG_IS_ASSET_LIST (self), FALSE);
  g_return_val_if_fail (key != NULL && position != NULL, FALSE);

  g_hash_table_iter_init (&iter, self->ranges);
  while (g_hash_table_iter_next (&iter, NULL, &range))
    {
      if (!catalog_range_find (range, key, &real))
        continue;
      *position = catalog_asset_list_to_shown_length (self, real);
      /* One that is left out stands nowhere. */
      return catalog_asset_list_to_real (self, *position) == real;
    }

  return catalog_asset_list_find_added (self, key, position);
}
