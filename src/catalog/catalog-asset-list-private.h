/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "canto-clock.h"
#include "catalog-asset-list.h"
#include "catalog-details-private.h"
#include "catalog-range-private.h"

G_BEGIN_DECLS

struct _CatalogAssetList
{
  GObject parent_instance;

  /* Owned. */
  CatalogSource *source;
  CatalogOverlay *overlay; /* (nullable) */
  CantoClock *clock;
  CantoQuery *query;
  GHashTable *ranges; /* index of the range → CatalogRange */
  GHashTable *asked;  /* keys of assets whose details were asked for under this query */
  CatalogDetails *details;
  GCancellable *details_cancellable; /* non-NULL while a call for details is on its way */
  GSource *details_alarm; /* non-NULL after a call for details failed, until they may be asked for again */
  GError *error;
  GPtrArray *added; /* (nullable) (element-type CantoAsset): what stands at the end, and the service does not find yet */
  GArray *hidden; /* (nullable): what is left out, by position of the service */

  /* Borrowed. */
  GHashTable *slots; /* position → CatalogSlot, while somebody holds it */

  /* State. */
  CatalogStatus status;
  guint n_items;
  guint n_real; /* with what is left out */
  gint64 found; /* what the service says there is, or CANTO_PAGE_FOUND_UNKNOWN */
  guint range_size;
  guint visible_first;
  guint n_visible;
  guint details_first; /* what was on screen when details were asked for */
  guint n_details;
  guint details_timeout_id;
  guint generation; /* how often the list was asked from the start */
  guint64 use_counter;
};

/* catalog-asset-list.c: the list that the views see */
CatalogRange *catalog_asset_list_lookup_range (CatalogAssetList *self, guint position);
void          catalog_asset_list_update_slots (CatalogAssetList *self, guint first, guint length);
/* The same in two steps: the slots are changed, and what is returned is told of it. (transfer full) both */
GPtrArray    *catalog_asset_list_change_slots (CatalogAssetList *self, guint first, guint length);
void          catalog_asset_list_tell_slots (GPtrArray *slots);
void          catalog_asset_list_improve_slots (CatalogAssetList *self);
/* @n_real: with what is left out */
void          catalog_asset_list_set_n_items (CatalogAssetList *self, guint n_real);
void          catalog_asset_list_set_found (CatalogAssetList *self, gint64 found);
void          catalog_asset_list_set_status (CatalogAssetList *self, CatalogStatus status);

/* catalog-asset-list-ranges.c: what was fetched of the list */
void catalog_asset_list_add_range (CatalogAssetList *self, guint index);
/* How much of @found, or of what nobody counted, can be had (6.13). */
gint64 catalog_asset_list_limit_found (CatalogSource *source, gint64 found);
void catalog_asset_list_update_ranges (CatalogAssetList *self);
void catalog_asset_list_source_is_back (CatalogAssetList *self);

/* catalog-asset-list-overlay.c: what was changed here */
void        catalog_asset_list_watch_overlay (CatalogAssetList *self);
void        catalog_asset_list_forget_overlay (CatalogAssetList *self);
CantoAsset *catalog_asset_list_show_asset (CatalogAssetList *self, CantoAsset *asset); /* (nullable) (transfer full) */
/* From a position of the list to that of the service, and how long a list is without what is left out. */
guint       catalog_asset_list_to_real (CatalogAssetList *self, guint position);
guint       catalog_asset_list_to_shown_length (CatalogAssetList *self, guint n_real);
/* The same with what was added, which stands after it. */
guint       catalog_asset_list_to_whole_length (CatalogAssetList *self, guint n_real);
/* What was added and stands at @position. (nullable) (transfer none) */
CantoAsset *catalog_asset_list_get_added (CatalogAssetList *self, guint position);
gboolean    catalog_asset_list_find_added (CatalogAssetList *self, const char *key, guint *position);
/* Looks what is to be left out and added; TRUE if that is not what it was: then all slots are to be updated. */
gboolean    catalog_asset_list_update_hidden (CatalogAssetList *self);
void        catalog_asset_list_forget_hidden (CatalogAssetList *self);
/* Shows what was added, and nothing else. */
void        catalog_asset_list_show_added (CatalogAssetList *self);

/* catalog-asset-list-details.c: what a list does not say of its assets */
void catalog_asset_list_schedule_details (CatalogAssetList *self);
void catalog_asset_list_cancel_details (CatalogAssetList *self);
/* Keeps the details of @asset; those that go for it may be asked for again. */
void catalog_asset_list_remember_details (CatalogAssetList *self, CantoAsset *asset);
/* What failed may be asked for again. */
void catalog_asset_list_forgive_details (CatalogAssetList *self);

G_END_DECLS
