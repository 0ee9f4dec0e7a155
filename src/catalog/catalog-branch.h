/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "canto-node.h"
#include "catalog-source.h"

G_BEGIN_DECLS

/**
 * CatalogBranchStatus:
 * @CATALOG_BRANCH_CLOSED: nobody has asked for its children
 */
typedef enum
{
  CATALOG_BRANCH_CLOSED,
  CATALOG_BRANCH_LOADING,
  CATALOG_BRANCH_READY,
  CATALOG_BRANCH_FAILED,
} CatalogBranchStatus;

#define CATALOG_TYPE_BRANCH_STATUS (catalog_branch_status_get_type ())
GType catalog_branch_status_get_type (void) G_GNUC_CONST;

/**
 * CatalogBranch:
 *
 * A folder or an album in the tree, and the #GListModel of the branches right below it, which are
 * fetched when they are first wanted:
 *
 *   GtkTreeListModel
 *     CatalogBranch              the root: no node of its own
 *       CatalogBranch            a folder
 *         CatalogBranch          an album: never has children
 *
 * Many children come a few at a time, so that no frame is late: it is loading until all are there.
 * Main thread only.
 */
#define CATALOG_TYPE_BRANCH (catalog_branch_get_type ())
G_DECLARE_FINAL_TYPE (CatalogBranch, catalog_branch, CATALOG, BRANCH, GObject)

/* @folder_id: (nullable): the top of the tree is what is in this folder; NULL is the whole library */
CatalogBranch      *catalog_branch_new_root (CatalogSource *source, const char *folder_id);
/* One that was found elsewhere. @path: of what it is in, for people */
CatalogBranch      *catalog_branch_new_found (CatalogSource *source, CantoNode *node, const char *path);
/* (nullable): NULL for the root; notified ("node"): one that was made here gets its id from the service later */
CantoNode          *catalog_branch_get_node (CatalogBranch *self);
const char         *catalog_branch_get_path (CatalogBranch *self); /* (nullable): if it was found */
gboolean            catalog_branch_get_is_folder (CatalogBranch *self);
CatalogBranchStatus catalog_branch_get_status (CatalogBranch *self);
const GError       *catalog_branch_get_error (CatalogBranch *self); /* (nullable) */

/* Asks for the children, unless they are here or on their way. After a failure it asks again; after one
 * for being offline it does so by itself when the source is back. */
void catalog_branch_load (CatalogBranch *self);

G_END_DECLS
