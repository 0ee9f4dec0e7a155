/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "engine-loaded-source.h"

#include "engine-words.h"

#define RANGE_SIZE 1000

struct _EngineLoadedSource
{
  GObject parent_instance;

  /* Owned. */
  CatalogSource *service;
  GPtrArray *assets; /* (element-type CantoAsset) */
  GHashTable *keys;  /* set of their keys, which are theirs */
};

static void engine_loaded_source_iface_init (CatalogSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (EngineLoadedSource,
                               engine_loaded_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CATALOG_TYPE_SOURCE,
                                                      engine_loaded_source_iface_init))

static guint
get_range_size (CatalogSource *source)
{
  return RANGE_SIZE;
}

static CatalogOverlay *
get_overlay (CatalogSource *source)
{
  return catalog_source_get_overlay (ENGINE_LOADED_SOURCE (source)->service);
}

/* Finding */

static void
append_all (GString *text, const char *const *items)
{
  for (guint i = 0; items[i] != NULL; i++)
    g_string_append_printf (text, "\n%s", items[i]);
}

static gboolean
matches (CantoAsset *asset, const char *const *words)
{
  const char *description = canto_asset_get_description (asset);
  g_autoptr (GString) text = NULL;
  g_autofree char *folded = NULL;

  if (words[0] == NULL)
    return TRUE;

  text = g_string_new (canto_asset_get_name (asset));
  append_all (text, canto_asset_get_tags (asset));
  append_all (text, canto_asset_get_keywords (asset));
  if (description != NULL)
    g_string_append_printf (text, "\n%s", description);
  folded = engine_words_fold (text->str);

  return engine_words_match (folded, words);
}

/* The data of a task. */
typedef struct
{
  GPtrArray *assets; /* (element-type CantoAsset) */
  char **words;
  guint start;
  guint length;
} Search;

static void
search_free (Search *search)
{
  g_ptr_array_unref (search->assets);
  g_strfreev (search->words);
  g_free (search);
}

/* On a worker. */
static void
search_assets (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Search *search = task_data;
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);
  guint n_found = 0;

  for (guint i = 0; i < search->assets->len; i++)
    {
      if (!matches (search->assets->pdata[i], (const char *const *) search->words))
        continue;
      if (n_found >= search->start && found->len < search->length)
        g_ptr_array_add (found, canto_asset_ref (search->assets->pdata[i]));
      n_found++;
    }
  g_task_return_pointer (task, canto_page_new (search->start, n_found, found),
                         (GDestroyNotify) canto_page_unref);
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
  EngineLoadedSource *self = ENGINE_LOADED_SOURCE (source);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Search *search = g_new0 (Search, 1);

  search->assets = g_ptr_array_copy (self->assets, (GCopyFunc) (GCallback) canto_asset_ref, NULL);
  g_ptr_array_set_free_func (search->assets, (GDestroyNotify) canto_asset_unref);
  search->words = engine_words_split (canto_query_get_keyword (query));
  search->start = start;
  search->length = length;
  g_task_set_source_tag (task, load_range_async);
  g_task_set_task_data (task, search, (GDestroyNotify) search_free);
  g_task_run_in_thread (task, search_assets);
}

/* What else is asked is asked of the service, which answers with why it does not. */

static void
load_details_async (CatalogSource *source,
                    GPtrArray *assets,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, user_data);

  g_task_set_source_tag (task, load_details_async);
  catalog_source_ask_for_details (ENGINE_LOADED_SOURCE (source)->service, assets,
                                  g_steal_pointer (&task));
}

static void
engine_loaded_source_iface_init (CatalogSourceInterface *iface)
{
  iface->get_range_size = get_range_size;
  iface->get_overlay = get_overlay;
  iface->load_range_async = load_range_async;
  iface->load_details_async = load_details_async;
}

static void
engine_loaded_source_finalize (GObject *object)
{
  EngineLoadedSource *self = ENGINE_LOADED_SOURCE (object);

  g_clear_object (&self->service);
  g_hash_table_unref (self->keys);
  g_ptr_array_unref (self->assets);

  G_OBJECT_CLASS (engine_loaded_source_parent_class)->finalize (object);
}

static void
engine_loaded_source_class_init (EngineLoadedSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = engine_loaded_source_finalize;
}

static void
engine_loaded_source_init (EngineLoadedSource *self)
{
  self->assets = g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);
  self->keys = g_hash_table_new (g_str_hash, g_str_equal);
}

EngineLoadedSource *
engine_loaded_source_new (CatalogSource *service)
{
  EngineLoadedSource *self;

  g_return_val_if_fail (CATALOG_IS_SOURCE (service), NULL);

  self = g_object_new (ENGINE_TYPE_LOADED_SOURCE, NULL);
  self->service = g_object_ref (service);

  return self;
}

void
engine_loaded_source_add (EngineLoadedSource *self, GPtrArray *assets)
{
  g_return_if_fail (ENGINE_IS_LOADED_SOURCE (self));
  g_return_if_fail (assets != NULL);

  for (guint i = 0; i < assets->len && self->assets->len < ENGINE_MAX_LOADED; i++)
    {
      const char *key = canto_asset_get_key (assets->pdata[i]);

      if (g_hash_table_contains (self->keys, key))
        continue;
      g_hash_table_add (self->keys, (gpointer) key);
      g_ptr_array_add (self->assets, canto_asset_ref (assets->pdata[i]));
    }
}
