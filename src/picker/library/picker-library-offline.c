/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is searched while Canto cannot be reached: what was loaded of the same place. */

#include "descant-config.h"

#include "picker-library-private.h"

static CantoQuery *
dup_without_words (CantoQuery *query)
{
  return canto_query_with_keyword (canto_query_ref (query), "");
}

/* Whether what is kept was loaded for the same place, filters and order. */
static gboolean
is_of_loaded (PickerLibrary *self, CantoQuery *query)
{
  g_autoptr (CantoQuery) wide = dup_without_words (query);

  return self->loaded_query != NULL && canto_query_equal (self->loaded_query, wide);
}

static gboolean
shows_service (PickerLibrary *self)
{
  return catalog_asset_list_get_source (picker_grid_get_list (self->grid))
         == engine_session_get_source (self->session);
}

void
picker_library_keep_loaded (PickerLibrary *self)
{
  CatalogAssetList *list = picker_grid_get_list (self->grid);
  CantoQuery *query = catalog_asset_list_get_query (list);
  g_autoptr (GPtrArray) assets = NULL;

  if (query == NULL || !shows_service (self)
      || catalog_asset_list_get_status (list) != CATALOG_STATUS_READY)
    return;

  if (!is_of_loaded (self, query))
    {
      g_clear_object (&self->loaded);
      g_clear_pointer (&self->loaded_query, canto_query_unref);
      self->loaded = engine_loaded_source_new (engine_session_get_source (self->session));
      self->loaded_query = dup_without_words (query);
    }
  assets = catalog_asset_list_dup_loaded (list, ENGINE_MAX_LOADED);
  engine_loaded_source_add (self->loaded, assets);
}

CatalogSource *
picker_library_choose_source (PickerLibrary *self, CantoQuery *query)
{
  CatalogAssetList *list = picker_grid_get_list (self->grid);
  CatalogSource *service = engine_session_get_source (self->session);
  CantoQuery *asked = catalog_asset_list_get_query (list);

  if (picker_library_is_in_history (self))
    return engine_session_get_history_source (self->session);
  if (canto_client_get_online (engine_session_get_client (self->session))
      || !is_of_loaded (self, query))
    return service;
  /* It has answered while it could. */
  if (shows_service (self) && catalog_asset_list_get_status (list) == CATALOG_STATUS_READY
      && asked != NULL && canto_query_equal (asked, query))
    return service;

  return CATALOG_SOURCE (self->loaded);
}

gboolean
picker_library_shows_loaded (PickerLibrary *self)
{
  return self->loaded != NULL
         && catalog_asset_list_get_source (picker_grid_get_list (self->grid))
                == CATALOG_SOURCE (self->loaded);
}

/* It is gone, and what was asked is not answered; or it is back. */
static void
online_changed (PickerLibrary *self)
{
  if (catalog_asset_list_get_query (picker_grid_get_list (self->grid)) != NULL)
    picker_library_ask (self);
}

void
picker_library_connect_offline (PickerLibrary *self)
{
  g_signal_connect_object (engine_session_get_client (self->session), "notify::online",
                           G_CALLBACK (online_changed), self, G_CONNECT_SWAPPED);
}
