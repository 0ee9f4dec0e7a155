/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "engine-history-source.h"

#include "canto-asset-change.h"
#include "canto-error.h"
#include "engine-words.h"

#include <glib/gi18n-lib.h>

#define RANGE_SIZE 100 /* canto-api.md 4.13: what one call brings */

struct _EngineHistorySource
{
  GObject parent_instance;

  /* Owned. */
  EngineHistory *history;
  CantoClient *client;
  CatalogSource *service;
  CantoQuery *query; /* (nullable): that was asked last */
  GPtrArray *found;  /* (nullable) (element-type EnginePick): what it finds; NULL: not looked for */
  GHashTable *gone;  /* keys of assets that the service did not have */

  /* State. */
  gboolean is_partial; /* something was shown without the service */
};

static void engine_history_source_iface_init (CatalogSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (EngineHistorySource,
                               engine_history_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CATALOG_TYPE_SOURCE,
                                                      engine_history_source_iface_init))

static guint
get_range_size (CatalogSource *source)
{
  return RANGE_SIZE;
}

static CatalogOverlay *
get_overlay (CatalogSource *source)
{
  return catalog_source_get_overlay (ENGINE_HISTORY_SOURCE (source)->service);
}

/* Finding */

static GPtrArray *
find (EngineHistorySource *self, CantoQuery *query)
{
  g_auto (GStrv) words = engine_words_split (canto_query_get_keyword (query));
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_picks = g_list_model_get_n_items (G_LIST_MODEL (self->history));

  for (guint i = 0; i < n_picks; i++)
    {
      g_autoptr (EnginePick) pick = g_list_model_get_item (G_LIST_MODEL (self->history), i);

      if (engine_pick_matches (pick, (const char *const *) words)
          && g_hash_table_add (keys, (gpointer) engine_pick_get_key (pick)))
        g_ptr_array_add (found, g_steal_pointer (&pick));
    }

  return found;
}

/* From the start on it is looked for anew; the rest is of what was found then. */
static void
update_found (EngineHistorySource *self, CantoQuery *query, guint start)
{
  if (start > 0 && self->found != NULL && canto_query_equal (self->query, query))
    return;

  g_clear_pointer (&self->query, canto_query_unref);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  self->query = canto_query_ref (query);
  self->found = find (self, query);
}

/* The data of a task. */
typedef struct
{
  guint start;
  guint n_found;
  GPtrArray *assets; /* (element-type CantoAsset): as the history knows them */
} RangeSteps;

static void
range_steps_free (RangeSteps *steps)
{
  g_ptr_array_unref (steps->assets);
  g_free (steps);
}

static CantoAsset *
make_gone (EngineHistorySource *self, CantoAsset *asset)
{
  g_hash_table_add (self->gone, g_strdup (canto_asset_get_key (asset)));

  /* Translators: what stands in the place of the status of an asset that was used once, on a tile
   */
  return canto_asset_with_status (asset, _ ("No longer there"));
}

static void
return_page (GTask *task, GPtrArray *assets)
{
  RangeSteps *steps = g_task_get_task_data (task);

  g_task_return_pointer (task, canto_page_new (steps->start, steps->n_found, assets),
                         (GDestroyNotify) canto_page_unref);
}

static void
assets_got (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  EngineHistorySource *self = g_task_get_source_object (task);
  RangeSteps *steps = g_task_get_task_data (task);
  g_autoptr (GPtrArray) shown = g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) assets =
      canto_client_get_assets_finish (CANTO_CLIENT (object), result, &error);

  if (assets == NULL && !g_error_matches (error, CANTO_ERROR, CANTO_ERROR_OFFLINE))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (assets == NULL)
    {
      self->is_partial = TRUE;
      return_page (task, steps->assets);
      return;
    }

  for (guint i = 0; i < steps->assets->len; i++)
    {
      CantoAsset *asset = assets->pdata[i];

      if (asset != NULL)
        g_hash_table_remove (self->gone, canto_asset_get_key (asset));
      g_ptr_array_add (shown, asset != NULL ? canto_asset_ref (asset)
                                            : make_gone (self, steps->assets->pdata[i]));
    }
  return_page (task, shown);
}

/* The history has not been read from the disk yet: the list asks anew when it has. */
static void
history_ready (EngineHistorySource *self)
{
  if (engine_history_get_is_ready (self->history))
    catalog_source_emit_changed (CATALOG_SOURCE (self));
}

static void
load_range_async (CatalogSource *source,
                  CantoQuery *query,
                  guint start,
                  guint length,
                  GCancellable *cancellable,
                  GAsyncReadyCallback callback,
                  gpointer user_data)
{
  EngineHistorySource *self = ENGINE_HISTORY_SOURCE (source);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  RangeSteps *steps = g_new0 (RangeSteps, 1);

  g_task_set_source_tag (task, load_range_async);
  g_task_set_task_data (task, steps, (GDestroyNotify) range_steps_free);
  update_found (self, query, start);
  steps->start = start;
  steps->n_found = self->found->len;
  steps->assets = g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);
  for (guint i = start; i < self->found->len && i - start < length; i++)
    g_ptr_array_add (steps->assets, engine_pick_make_asset (self->found->pdata[i]));

  if (steps->assets->len > 0)
    canto_client_get_assets_async (self->client, steps->assets, CANTO_PRIORITY_INTERACTIVE,
                                   cancellable, assets_got, g_steal_pointer (&task));
  else
    return_page (task, steps->assets);
}

/* What else is asked is asked of the service */

static void
unref_asset (gpointer asset)
{
  g_clear_pointer ((CantoAsset **) &asset, canto_asset_unref);
}

static gboolean
are_all_gone (EngineHistorySource *self, GPtrArray *assets)
{
  for (guint i = 0; i < assets->len; i++)
    {
      if (!g_hash_table_contains (self->gone, canto_asset_get_key (assets->pdata[i])))
        return FALSE;
    }

  return TRUE;
}

static void
load_details_async (CatalogSource *source,
                    GPtrArray *assets,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  EngineHistorySource *self = ENGINE_HISTORY_SOURCE (source);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, load_details_async);
  if (are_all_gone (self, assets))
    {
      GPtrArray *none = g_ptr_array_new_with_free_func (unref_asset);

      g_ptr_array_set_size (none, (int) assets->len);
      g_task_return_pointer (task, none, (GDestroyNotify) g_ptr_array_unref);
      return;
    }

  catalog_source_ask_for_details (self->service, assets, g_steal_pointer (&task));
}

static void
engine_history_source_iface_init (CatalogSourceInterface *iface)
{
  iface->get_range_size = get_range_size;
  iface->get_overlay = get_overlay;
  iface->load_range_async = load_range_async;
  iface->load_details_async = load_details_async;
}

static void
service_is_back (EngineHistorySource *self)
{
  catalog_source_emit_back (CATALOG_SOURCE (self));
  if (!self->is_partial)
    return;

  self->is_partial = FALSE;
  catalog_source_emit_changed (CATALOG_SOURCE (self));
}

/* Only when it is emptied: see the head. */
static void
history_changed (EngineHistorySource *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->history)) == 0)
    catalog_source_emit_changed (CATALOG_SOURCE (self));
}

static void
engine_history_source_dispose (GObject *object)
{
  EngineHistorySource *self = ENGINE_HISTORY_SOURCE (object);

  g_clear_object (&self->history);
  g_clear_object (&self->client);
  g_clear_object (&self->service);
  g_clear_pointer (&self->query, canto_query_unref);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_pointer (&self->gone, g_hash_table_unref);

  G_OBJECT_CLASS (engine_history_source_parent_class)->dispose (object);
}

static void
engine_history_source_class_init (EngineHistorySourceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = engine_history_source_dispose;
}

static void
engine_history_source_init (EngineHistorySource *self)
{
  self->gone = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

EngineHistorySource *
engine_history_source_new (EngineHistory *history, CantoClient *client, CatalogSource *service)
{
  EngineHistorySource *self;

  g_return_val_if_fail (ENGINE_IS_HISTORY (history), NULL);
  g_return_val_if_fail (CANTO_IS_CLIENT (client), NULL);
  g_return_val_if_fail (CATALOG_IS_SOURCE (service), NULL);

  self = g_object_new (ENGINE_TYPE_HISTORY_SOURCE, NULL);
  self->history = g_object_ref (history);
  self->client = g_object_ref (client);
  self->service = g_object_ref (service);
  g_signal_connect_object (history, "notify::is-ready", G_CALLBACK (history_ready), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (history, "items-changed", G_CALLBACK (history_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (service, "back", G_CALLBACK (service_is_back), self, G_CONNECT_SWAPPED);

  return self;
}
