/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-tree-path.h"

/* One way down. */
typedef struct
{
  GtkTreeListModel *tree;
  char **ids;
  guint n_done;          /* of the ids */
  GtkTreeListRow *row;   /* (nullable): that was opened last; NULL at the top */
  CatalogBranch *branch; /* whose children are looked through */
  gulong status_id;      /* non-0 while they are on their way */
} Walk;

static void look (GTask *task);

static void
stop_waiting (Walk *walk)
{
  if (walk->status_id != 0)
    g_signal_handler_disconnect (walk->branch, walk->status_id);
  walk->status_id = 0;
}

static void
walk_free (gpointer data)
{
  Walk *walk = data;

  g_clear_object (&walk->branch);
  g_clear_object (&walk->row);
  g_strfreev (walk->ids);
  g_object_unref (walk->tree);
  g_free (walk);
}

static const char *
get_id (gpointer item)
{
  CantoNode *node = CATALOG_IS_BRANCH (item) ? catalog_branch_get_node (item) : NULL;

  return node != NULL ? canto_node_get_id (node) : NULL;
}

/* What is above the root has no row: there the first id that is known counts. */
static gboolean
is_next (Walk *walk, const char *id, guint *n_done)
{
  for (guint i = walk->n_done; id != NULL && walk->ids[i] != NULL; i++)
    {
      *n_done = i + 1;
      if (g_str_equal (walk->ids[i], id))
        return TRUE;
      if (walk->row != NULL)
        return FALSE;
    }

  return FALSE;
}

/* (nullable) (transfer full) */
static GtkTreeListRow *
find_next_row (Walk *walk, guint *n_done)
{
  GListModel *level = walk->row != NULL ? gtk_tree_list_row_get_children (walk->row)
                                        : gtk_tree_list_model_get_model (walk->tree);

  for (guint i = 0; level != NULL && i < g_list_model_get_n_items (level); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (level, i);

      if (is_next (walk, get_id (item), n_done))
        return walk->row != NULL ? gtk_tree_list_row_get_child_row (walk->row, i)
                                 : gtk_tree_list_model_get_child_row (walk->tree, i);
    }

  return NULL;
}

static void
go_down (GTask *task, GtkTreeListRow *row, guint n_done)
{
  Walk *walk = g_task_get_task_data (task);

  g_clear_object (&walk->branch);
  g_set_object (&walk->row, row);
  walk->branch = CATALOG_BRANCH (gtk_tree_list_row_get_item (row));
  walk->n_done = n_done;
  gtk_tree_list_row_set_expanded (row, TRUE);
  catalog_branch_load (walk->branch);
  look (task);
}

static void
status_changed (GTask *task)
{
  g_autoptr (GTask) held = g_object_ref (task);
  Walk *walk = g_task_get_task_data (held);

  if (catalog_branch_get_status (walk->branch) == CATALOG_BRANCH_LOADING)
    return;

  stop_waiting (walk);
  look (held);
}

static gboolean
is_on_its_way (CatalogBranch *branch)
{
  CatalogBranchStatus status = catalog_branch_get_status (branch);

  return status == CATALOG_BRANCH_CLOSED || status == CATALOG_BRANCH_LOADING;
}

/* Takes the reference to @task where it ends. */
static void
look (GTask *task)
{
  Walk *walk = g_task_get_task_data (task);
  g_autoptr (GtkTreeListRow) next = NULL;
  guint n_done = 0;

  if (g_task_return_error_if_cancelled (task))
    {
      g_object_unref (task);
      return;
    }

  next = find_next_row (walk, &n_done);
  if (next == NULL && is_on_its_way (walk->branch))
    {
      walk->status_id = g_signal_connect_swapped (walk->branch, "notify::status",
                                                  G_CALLBACK (status_changed), task);
      return;
    }
  if (next != NULL && walk->ids[n_done] != NULL)
    {
      go_down (task, next, n_done);
      return;
    }

  if (next == NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "No %s in the tree",
                             walk->ids[walk->n_done]);
  else
    g_task_return_pointer (task, g_object_ref (next), g_object_unref);
  g_object_unref (task);
}

void
picker_tree_path_open_async (GtkTreeListModel *tree,
                             CatalogBranch *root,
                             const char *id_path,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task;
  Walk *walk;

  g_return_if_fail (GTK_IS_TREE_LIST_MODEL (tree));
  g_return_if_fail (CATALOG_IS_BRANCH (root));
  g_return_if_fail (id_path != NULL);

  task = g_task_new (tree, cancellable, callback, user_data);
  g_task_set_source_tag (task, picker_tree_path_open_async);
  walk = g_new0 (Walk, 1);
  walk->tree = g_object_ref (tree);
  walk->branch = g_object_ref (root);
  walk->ids = g_strsplit (id_path, "/", -1);
  g_task_set_task_data (task, walk, walk_free);
  if (walk->ids[0] == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "Its path is empty");
      g_object_unref (task);
      return;
    }
  look (task);
}

GtkTreeListRow *
picker_tree_path_open_finish (GtkTreeListModel *tree, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, tree), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
