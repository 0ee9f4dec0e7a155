/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What stands at given positions, wherever they are: they need not be on screen. */

#include "catalog-asset-list-private.h"

/* The data of the task. The query is that of the call: the positions are of what it found. */
typedef struct
{
  CatalogSource *source;
  CatalogOverlay *overlay; /* (nullable) */
  CantoQuery *query;
  GArray *positions; /* of guint */
  GPtrArray *assets; /* (element-type CantoAsset): by index in positions; NULL: not there */
  guint next;        /* all positions before it are done */
  guint range_size;
  CatalogRange *range; /* (nullable): on its way */
} LoadSteps;

static void
load_steps_free (LoadSteps *steps)
{
  g_object_unref (steps->source);
  g_clear_object (&steps->overlay);
  canto_query_unref (steps->query);
  g_array_unref (steps->positions);
  g_clear_pointer (&steps->assets, g_ptr_array_unref);
  g_clear_pointer (&steps->range, catalog_range_free);
  g_free (steps);
}

static void
unref_asset (gpointer asset)
{
  g_clear_pointer ((CantoAsset **) &asset, canto_asset_unref);
}

static LoadSteps *
load_steps_new (CatalogAssetList *self, const guint *positions, guint n_positions)
{
  LoadSteps *steps = g_new0 (LoadSteps, 1);

  steps->source = g_object_ref (self->source);
  steps->overlay = self->overlay != NULL ? g_object_ref (self->overlay) : NULL;
  steps->query = canto_query_ref (self->query);
  steps->range_size = self->range_size;
  steps->assets = g_ptr_array_new_full (n_positions, unref_asset);
  steps->positions = g_array_sized_new (FALSE, FALSE, sizeof (guint), n_positions);
  for (guint i = 0; i < n_positions; i++)
    {
      guint position = catalog_asset_list_to_real (self, positions[i]);
      CantoAsset *added = catalog_asset_list_get_added (self, positions[i]);

      g_array_append_val (steps->positions, position);
      g_ptr_array_add (steps->assets, added != NULL ? canto_asset_ref (added) : NULL);
    }

  return steps;
}

static guint
get_position (LoadSteps *steps, guint index)
{
  return g_array_index (steps->positions, guint, index);
}

/* From the ranges, not from the slots: those may still show what the last query found. */
static void
take_what_is_here (CatalogAssetList *self, LoadSteps *steps)
{
  for (guint i = 0; i < steps->positions->len; i++)
    {
      guint position = get_position (steps, i);
      CatalogRange *range = catalog_asset_list_lookup_range (self, position);
      CantoAsset *asset = range != NULL ? catalog_range_get (range, position) : NULL;

      if (asset != NULL && steps->assets->pdata[i] == NULL)
        steps->assets->pdata[i] = canto_asset_ref (catalog_details_improve (self->details, asset));
    }
}

static void
take_from_range (LoadSteps *steps)
{
  CatalogRange *range = steps->range;

  for (guint i = steps->next; i < steps->positions->len; i++)
    {
      guint position = get_position (steps, i);
      CantoAsset *asset;

      if (steps->assets->pdata[i] != NULL || position - range->start >= range->length)
        continue;
      asset = catalog_range_get (range, position);
      if (asset != NULL)
        steps->assets->pdata[i] = canto_asset_ref (asset);
    }
}

static void load_next (GTask *task);
static void ask_for_rest (GTask *task);

static void
range_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  LoadSteps *steps = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoPage) page =
      catalog_source_load_range_finish (CATALOG_SOURCE (object), result, &error);
  gint64 found;

  if (page == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  found = catalog_asset_list_limit_found (steps->source, canto_page_get_found (page));
  if (catalog_range_add_page (steps->range, page, found))
    {
      ask_for_rest (task);
      return;
    }

  take_from_range (steps);
  /* What it did not have at this position it does not have. */
  steps->next++;
  g_clear_pointer (&steps->range, catalog_range_free);
  load_next (task);
}

static void
ask_for_rest (GTask *task)
{
  LoadSteps *steps = g_task_get_task_data (task);
  CatalogRange *range = steps->range;

  catalog_source_load_range_async (steps->source, steps->query, range->start + range->n_received,
                                   range->length - range->n_received, g_task_get_cancellable (task),
                                   range_loaded, g_object_ref (task));
}

/* What came is what the service says: it is handed out as it is shown. */
static void
return_assets (GTask *task)
{
  LoadSteps *steps = g_task_get_task_data (task);

  for (guint i = 0; steps->overlay != NULL && i < steps->assets->len; i++)
    {
      g_autoptr (CantoAsset) asset = steps->assets->pdata[i];

      if (asset != NULL)
        steps->assets->pdata[i] = catalog_overlay_show_asset (steps->overlay, asset);
    }
  g_task_return_pointer (task, g_steal_pointer (&steps->assets),
                         (GDestroyNotify) g_ptr_array_unref);
}

static void
load_next (GTask *task)
{
  LoadSteps *steps = g_task_get_task_data (task);

  while (steps->next < steps->positions->len && steps->assets->pdata[steps->next] != NULL)
    steps->next++;
  if (steps->next == steps->positions->len)
    {
      return_assets (task);
      return;
    }

  steps->range = catalog_range_new (
      get_position (steps, steps->next) / steps->range_size * steps->range_size, steps->range_size);
  ask_for_rest (task);
}

void
catalog_asset_list_load_assets_async (CatalogAssetList *self,
                                      const guint *positions,
                                      guint n_positions,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  LoadSteps *steps;

  g_return_if_fail (CATALOG_IS_ASSET_LIST (self));
  g_return_if_fail (self->query != NULL);
  g_return_if_fail (n_positions <= CATALOG_MAX_LOADED);

  steps = load_steps_new (self, positions, n_positions);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, catalog_asset_list_load_assets_async);
  g_task_set_task_data (task, steps, (GDestroyNotify) load_steps_free);
  take_what_is_here (self, steps);
  load_next (task);
}

GPtrArray *
catalog_asset_list_load_assets_finish (CatalogAssetList *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

guint
catalog_asset_list_drop_gone (GPtrArray *loaded)
{
  guint n_gone = 0;

  while (g_ptr_array_remove (loaded, NULL))
    n_gone++;

  return n_gone;
}
