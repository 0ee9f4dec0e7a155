/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "canto-clock.h"
#include "catalog-source.h"

G_BEGIN_DECLS

/**
 * CatalogFolderIndex:
 *
 * The names of all folders and albums, to look through by what a person types. The tree is asked for
 * as a whole (8.2) when it is first wanted, and again when it has grown old. It is read, and looked
 * through, on workers: the main thread gets the few best and nothing else.
 *
 * What was made, renamed and deleted here is in it at once. Signals: "changed".
 *
 * Main thread only.
 */
#define CATALOG_TYPE_FOLDER_INDEX (catalog_folder_index_get_type ())
G_DECLARE_FINAL_TYPE (CatalogFolderIndex, catalog_folder_index, CATALOG, FOLDER_INDEX, GObject)

/* @folder_id: (nullable): knows what is below this folder alone */
CatalogFolderIndex *catalog_folder_index_new (CatalogSource *source, const char *folder_id);

/* In place of the real one, for how old the tree is. */
void catalog_folder_index_set_clock (CatalogFolderIndex *self, CantoClock *clock);

/* Finds folders alone, or albums alone; then the empty text finds all of them. %CANTO_SCHEME_UNKNOWN: both */
void catalog_folder_index_set_scheme (CatalogFolderIndex *self, CantoScheme scheme);

/* Gives the tree up that is on its way, and all that wait for it: for the owner's end. */
void catalog_folder_index_stop (CatalogFolderIndex *self);

/**
 * catalog_folder_index_find_async:
 * @text: words: all must be in the path, the last of them in the name itself; the case is ignored
 * @max_found: how many to give
 *
 * Names that begin with @text come first, the rest in the order of the tree. @n_found of finish is
 * (out): how many there are in all.
 *
 * Returns of finish: (transfer container) (element-type CatalogBranch)
 */
void       catalog_folder_index_find_async (CatalogFolderIndex *self,
                                            const char *text,
                                            guint max_found,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
GPtrArray *catalog_folder_index_find_finish (CatalogFolderIndex *self,
                                             GAsyncResult *result,
                                             guint *n_found,
                                             GError **error);

G_END_DECLS
