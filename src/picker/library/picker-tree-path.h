/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "catalog-branch.h"

G_BEGIN_DECLS

/**
 * picker_tree_path_open_async:
 * @tree: whose top has the children of @root
 * @id_path: of a node: the ids of what it is in, and its own, with slashes between them (7.24)
 *
 * Opens what is on the way to a node, fetching what is not there yet. Where @root is a folder, the way
 * begins below it.
 */
void picker_tree_path_open_async (GtkTreeListModel *tree,
                                  CatalogBranch *root,
                                  const char *id_path,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

/* The row of the node. %G_IO_ERROR_NOT_FOUND if it is not where the path says. (transfer full) */
GtkTreeListRow *
picker_tree_path_open_finish (GtkTreeListModel *tree, GAsyncResult *result, GError **error);

G_END_DECLS
