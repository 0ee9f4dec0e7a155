/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "canto-query.h"
#include "catalog-slot.h"
#include "catalog-source.h"

G_BEGIN_DECLS

/**
 * CatalogStatus:
 * @CATALOG_STATUS_LOADING: the first answer to the query has not come
 * @CATALOG_STATUS_READY: the list has the length that the source told
 * @CATALOG_STATUS_FAILED: the first answer was an error: see catalog_asset_list_get_error()
 */
typedef enum
{
  CATALOG_STATUS_LOADING,
  CATALOG_STATUS_READY,
  CATALOG_STATUS_FAILED,
} CatalogStatus;

#define CATALOG_TYPE_STATUS (catalog_status_get_type ())
GType catalog_status_get_type (void) G_GNUC_CONST;

/**
 * CatalogAssetList:
 *
 * What a query finds, as a #GListModel of #CatalogSlot with a fixed slot for each position:
 *
 *   GtkGridView
 *     selection model
 *       CatalogAssetList      n-items: what the source says there is, up to millions, or gives of it
 *         CatalogRange        what was fetched, the last few only
 *           CatalogSource     the service
 *
 * A page that comes, details that come and even a new query change the slots by notify; only a
 * difference in length is an items-changed, at the tail, for that is what a grid of a million tiles
 * bears. The view says with catalog_asset_list_set_visible() what is on screen: that alone is asked
 * for, and what left the screen before it came is cancelled. What failed for being offline is asked for
 * again when the source is back.
 *
 * Main thread only.
 */
#define CATALOG_TYPE_ASSET_LIST (catalog_asset_list_get_type ())
G_DECLARE_FINAL_TYPE (CatalogAssetList, catalog_asset_list, CATALOG, ASSET_LIST, GObject)

CatalogAssetList *catalog_asset_list_new (CatalogSource *source);

/* Where it gets its assets from: at first the one that it was made with. (transfer none) */
CatalogSource *catalog_asset_list_get_source (CatalogAssetList *self);
/* Asks @query of @source, and no more of the one before. */
void           catalog_asset_list_set_source (CatalogAssetList *self, CatalogSource *source, CantoQuery *query);

/* Asks @query from the start. The slots keep what they had until the answer comes. */
void          catalog_asset_list_set_query (CatalogAssetList *self, CantoQuery *query);
CantoQuery   *catalog_asset_list_get_query (CatalogAssetList *self); /* (nullable) */
CatalogStatus catalog_asset_list_get_status (CatalogAssetList *self);
const GError *catalog_asset_list_get_error (CatalogAssetList *self); /* (nullable) */

/* How many the query finds: more than the list is long where the service gives the first part alone
 * (canto-api.md 6.13). Notified ("n-found"). */
guint catalog_asset_list_get_n_found (CatalogAssetList *self);

/* Asks the query from the start once more, as for what failed. The slots keep what they had. */
void catalog_asset_list_retry (CatalogAssetList *self);

/* Positions on screen. Ranges near them are asked for, and after a moment the details of those. */
void catalog_asset_list_set_visible (CatalogAssetList *self, guint first, guint n_visible);

/* Shows what was learned about an asset elsewhere, wherever it stands. */
void catalog_asset_list_learn (CatalogAssetList *self, CantoAsset *asset);

/* What was fetched and is still held, range by range, what was looked at last first; without details that came
 * later. No asset is touched: there may be thousands. Returns: (transfer full) (element-type GPtrArray): each of
 * #CantoAsset, or %NULL where none stands; not to be changed */
GPtrArray *catalog_asset_list_dup_held (CatalogAssetList *self);

/* What is loaded of it, in its order, at most @max of it. (transfer full) (element-type CantoAsset) */
GPtrArray *catalog_asset_list_dup_loaded (CatalogAssetList *self, guint max);

/* Where the asset with @key (1.6) stands, among what was fetched. @position: (out). %FALSE if it is not among that, which
 * does not say that it is gone. */
gboolean catalog_asset_list_find (CatalogAssetList *self, const char *key, guint *position);

/* How many positions are loaded at once. */
#define CATALOG_MAX_LOADED 500

/**
 * catalog_asset_list_load_assets_async:
 * @positions: (array length=n_positions): at most %CATALOG_MAX_LOADED
 *
 * What stands at @positions, on screen or not: what is not here is asked for, a range at a time. Finish
 * has one element for each, in their order, %NULL where nothing stands any more. A new query meanwhile
 * changes nothing: the positions are of the one that was set.
 */
void       catalog_asset_list_load_assets_async (CatalogAssetList *self,
                                                 const guint *positions,
                                                 guint n_positions,
                                                 GCancellable *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer user_data);
/* Returns: (transfer container) (element-type CantoAsset) */
GPtrArray *catalog_asset_list_load_assets_finish (CatalogAssetList *self,
                                                  GAsyncResult *result,
                                                  GError **error);

/* Takes out of @loaded, what finish has returned, what stands nowhere any more: how much was that? */
guint catalog_asset_list_drop_gone (GPtrArray *loaded);

/* Ranges and details on their way; for tests. */
guint catalog_asset_list_get_n_pending (CatalogAssetList *self);

G_END_DECLS
