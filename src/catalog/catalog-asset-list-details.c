/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog-asset-list-private.h"

#include "canto-source.h"

#define DETAILS_PER_CALL 100 /* canto-api.md 4.13 */
#define DETAILS_DELAY_MS 250 /* what only flies by is not asked for */
#define RETRY_AFTER_US   (30 * G_USEC_PER_SEC)

typedef struct
{
  GWeakRef list;
  GCancellable *cancellable;
} DetailsCall;

static void
details_call_free (DetailsCall *call)
{
  g_weak_ref_clear (&call->list);
  g_object_unref (call->cancellable);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DetailsCall, details_call_free)

/* What is on screen, has come in a list, and was not asked for. */
static GPtrArray *
collect_incomplete (CatalogAssetList *self)
{
  g_autoptr (GPtrArray) assets =
      g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);
  guint end = MIN (self->visible_first + self->n_visible, self->n_items);

  for (guint i = self->visible_first; i < end && assets->len < DETAILS_PER_CALL; i++)
    {
      guint position = catalog_asset_list_to_real (self, i);
      CatalogRange *range = catalog_asset_list_lookup_range (self, position);
      CantoAsset *asset = catalog_asset_list_get_added (self, i);

      if (asset == NULL && range != NULL)
        asset = catalog_range_get (range, position);
      if (asset == NULL || g_hash_table_contains (self->asked, canto_asset_get_key (asset)))
        continue;
      if (!canto_asset_get_is_complete (catalog_details_improve (self->details, asset)))
        g_ptr_array_add (assets, canto_asset_ref (asset));
    }

  return g_steal_pointer (&assets);
}

void
catalog_asset_list_remember_details (CatalogAssetList *self, CantoAsset *asset)
{
  g_autoptr (CantoAsset) forgotten = catalog_details_add (self->details, asset);

  if (forgotten != NULL)
    g_hash_table_remove (self->asked, canto_asset_get_key (forgotten));
}

void
catalog_asset_list_forgive_details (CatalogAssetList *self)
{
  if (self->details_alarm == NULL)
    return;

  canto_source_clear (&self->details_alarm);
  g_hash_table_remove_all (self->asked);
}

static gboolean
retry_due (gpointer user_data)
{
  CatalogAssetList *self = user_data;

  catalog_asset_list_forgive_details (self);
  catalog_asset_list_schedule_details (self);

  return G_SOURCE_REMOVE;
}

/* No harm done: who needs the details of one asset asks for it alone, and hears the error. So what
 * stays on screen is asked for again, but not at once: the service may be in trouble. */
static void
details_failed (CatalogAssetList *self, const GError *error)
{
  g_debug ("No details: %s", error->message);
  if (self->details_alarm == NULL)
    self->details_alarm = canto_clock_add_alarm (self->clock, RETRY_AFTER_US, retry_due, self);
  catalog_asset_list_schedule_details (self);
}

static void
details_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  CatalogSource *source = CATALOG_SOURCE (object);
  g_autoptr (DetailsCall) call = user_data;
  g_autoptr (CatalogAssetList) self = g_weak_ref_get (&call->list);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) assets = catalog_source_load_details_finish (source, result, &error);

  if (self == NULL || g_cancellable_is_cancelled (call->cancellable))
    return;

  g_clear_object (&self->details_cancellable);
  if (assets == NULL)
    {
      details_failed (self, error);
      return;
    }

  for (guint i = 0; i < assets->len; i++)
    {
      if (g_ptr_array_index (assets, i) != NULL)
        catalog_asset_list_remember_details (self, g_ptr_array_index (assets, i));
    }
  catalog_asset_list_improve_slots (self);
  catalog_asset_list_schedule_details (self);
}

static gboolean
ask_for_details (gpointer user_data)
{
  CatalogAssetList *self = user_data;
  g_autoptr (GPtrArray) assets = NULL;
  DetailsCall *call;

  self->details_timeout_id = 0;
  if (self->details_cancellable != NULL)
    return G_SOURCE_REMOVE;

  assets = collect_incomplete (self);
  if (assets->len == 0)
    return G_SOURCE_REMOVE;

  for (guint i = 0; i < assets->len; i++)
    g_hash_table_add (self->asked, g_strdup (canto_asset_get_key (g_ptr_array_index (assets, i))));

  self->details_cancellable = g_cancellable_new ();
  self->details_first = self->visible_first;
  self->n_details = self->n_visible;
  call = g_new0 (DetailsCall, 1);
  g_weak_ref_init (&call->list, self);
  call->cancellable = g_object_ref (self->details_cancellable);
  catalog_source_load_details_async (self->source, assets, self->details_cancellable,
                                     details_loaded, call);

  return G_SOURCE_REMOVE;
}

void
catalog_asset_list_schedule_details (CatalogAssetList *self)
{
  g_clear_handle_id (&self->details_timeout_id, g_source_remove);
  if (self->n_visible > 0)
    self->details_timeout_id = g_timeout_add (DETAILS_DELAY_MS, ask_for_details, self);
}

void
catalog_asset_list_cancel_details (CatalogAssetList *self)
{
  if (self->details_cancellable == NULL)
    return;

  g_cancellable_cancel (self->details_cancellable);
  g_clear_object (&self->details_cancellable);
  /* They were not answered, so they may be asked for again. */
  g_hash_table_remove_all (self->asked);
}
