/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "canto-asset.h"
#include "canto-node.h"
#include "canto-page.h"
#include "canto-query.h"
#include "catalog-overlay.h"

G_BEGIN_DECLS

/**
 * CatalogSource:
 *
 * Where the lists get their assets from: the service now, an index on disk later. Called and answered
 * on the main thread; errors are #CantoError or %G_IO_ERROR_CANCELLED.
 */
#define CATALOG_TYPE_SOURCE (catalog_source_get_type ())
G_DECLARE_INTERFACE (CatalogSource, catalog_source, CATALOG, SOURCE, GObject)

/* What it is asked for, it answers with a #GTask of its own, whose value is what the finish function below
 * returns. */
struct _CatalogSourceInterface
{
  GTypeInterface parent_iface;

  guint (*get_range_size) (CatalogSource *self);
  guint (*get_depth) (CatalogSource *self); /* (nullable): no end is known */
  CatalogOverlay *(*get_overlay) (CatalogSource *self); /* (nullable): nothing is changed */

  void (*load_range_async) (CatalogSource *self,
                            CantoQuery *query,
                            guint start,
                            guint length,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
  void (*load_details_async) (CatalogSource *self,
                              GPtrArray *assets,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);

  /* Both (nullable): it has no folders */
  void (*load_children_async) (CatalogSource *self,
                               const char *folder_id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
  void (*load_tree_async) (CatalogSource *self,
                           const char *folder_id,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
};

/* How many assets one range should have: lists ask for multiples of it, from a multiple of it. */
guint catalog_source_get_range_size (CatalogSource *self);

/* How much of a list can be had, however long it is (canto-api.md 6.13); %G_MAXUINT: no end is known. It
 * may be found out by a range that is refused with %CANTO_ERROR_TOO_DEEP. */
guint catalog_source_get_depth (CatalogSource *self);

/* What was changed here, to be shown in what comes from the source. The children of a folder have it already.
 * (transfer none) (nullable) */
CatalogOverlay *catalog_source_get_overlay (CatalogSource *self);

/* A range of what @query finds; the first one also tells how many there are in all. */
void       catalog_source_load_range_async (CatalogSource *self,
                                            CantoQuery *query,
                                            guint start,
                                            guint length,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
CantoPage *catalog_source_load_range_finish (CatalogSource *self,
                                             GAsyncResult *result,
                                             GError **error);

/* The details of @assets, at most 100, in the same order; %NULL for one that is gone.
 * @assets: (element-type CantoAsset)
 * Returns: (transfer container) (element-type CantoAsset) */
void       catalog_source_load_details_async (CatalogSource *self,
                                              GPtrArray *assets,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data);
GPtrArray *catalog_source_load_details_finish (CatalogSource *self,
                                               GAsyncResult *result,
                                               GError **error);

/* Folders and albums directly below @folder_id, or at the top for %NULL.
 * Returns: (transfer container) (element-type CantoNode) */
void       catalog_source_load_children_async (CatalogSource *self,
                                               const char *folder_id,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data);
GPtrArray *catalog_source_load_children_finish (CatalogSource *self,
                                                GAsyncResult *result,
                                                GError **error);

/* Everything below a folder, or the whole tree for %NULL: each node has its children.
 * Returns: (transfer container) (element-type CantoNode) */
void       catalog_source_load_tree_async (CatalogSource *self,
                                           const char *folder_id,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
GPtrArray *catalog_source_load_tree_finish (CatalogSource *self,
                                            GAsyncResult *result,
                                            GError **error);

/* For implementations that know of no details: @other answers @task. @task: (transfer full) */
void catalog_source_ask_for_details (CatalogSource *other, GPtrArray *assets, GTask *task);

/* For implementations: what was listed may have changed; lists ask again. */
void catalog_source_emit_changed (CatalogSource *self);

/* For implementations: the source can be reached again; what failed with %CANTO_ERROR_OFFLINE asks again. */
void catalog_source_emit_back (CatalogSource *self);

G_END_DECLS
