/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The calls that make an edit. */

#include "descant-config.h"

#include "engine-edit-private.h"

#include "canto-containers.h"
#include "canto-error.h"

#include <glib/gi18n-lib.h>

typedef gboolean (*FinishOne) (CantoClient *client, GAsyncResult *result, GError **error);
typedef gboolean (*FinishMany) (CantoClient *client,
                                GAsyncResult *result,
                                guint *n_done,
                                GError **error);

/* The data of the task. */
typedef struct
{
  CantoClient *client;
  GPtrArray *assets;
  CantoPriority priority;
  FinishOne finish_one; /* of the call that is made */
  FinishMany finish_many;
  guint n_done; /* of words, which go one by one */
  CantoNode *made;
} WriteSteps;

static void
write_steps_free (WriteSteps *steps)
{
  g_object_unref (steps->client);
  g_ptr_array_unref (steps->assets);
  g_clear_pointer (&steps->made, canto_node_unref);
  g_free (steps);
}

static void
return_written (GTask *task, gboolean is_done, GError *error)
{
  if (is_done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
one_written (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  WriteSteps *steps = g_task_get_task_data (task);
  GError *error = NULL;
  gboolean is_done = steps->finish_one (CANTO_CLIENT (object), result, &error);

  return_written (task, is_done, error);
}

static void
many_written (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  WriteSteps *steps = g_task_get_task_data (task);
  GError *error = NULL;
  gboolean is_done = steps->finish_many (CANTO_CLIENT (object), result, NULL, &error);

  return_written (task, is_done, error);
}

static void
node_name_written (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  gboolean is_done = canto_client_rename_node_finish (CANTO_CLIENT (object), result, &error);

  /* It was there a moment ago: it is the call that is not (4.33). */
  if (g_error_matches (error, CANTO_ERROR, CANTO_ERROR_NOT_FOUND))
    {
      g_error_free (error);
      error = g_error_new_literal (CANTO_ERROR, CANTO_ERROR_NOT_AVAILABLE,
                                   _ ("This Canto lets nobody rename folders and albums from "
                                      "other programs. Rename it in Canto itself."));
    }
  return_written (task, is_done, error);
}

static void
node_made (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  WriteSteps *steps = g_task_get_task_data (task);
  GError *error = NULL;

  steps->made = canto_client_create_node_finish (CANTO_CLIENT (object), result, &error);
  return_written (task, steps->made != NULL, error);
}

/* Words go asset by asset (4.20) */

static void put_next_word (GTask *task);

static void
word_put (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  WriteSteps *steps = g_task_get_task_data (task);
  GError *error = NULL;

  if (!canto_client_put_word_finish (CANTO_CLIENT (object), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  steps->n_done++;
  put_next_word (task);
}

static void
put_next_word (GTask *task)
{
  EngineEdit *self = g_task_get_source_object (task);
  WriteSteps *steps = g_task_get_task_data (task);

  if (steps->n_done == steps->assets->len)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  canto_client_put_word_async (steps->client, steps->assets->pdata[steps->n_done],
                               engine_edit_get_word_kind (self), self->text, self->is_there,
                               steps->priority, g_task_get_cancellable (task), word_put,
                               g_object_ref (task));
}

/* A folder or album that could not be deleted may be gone already: a call that is repeated meets
 * that. */

static void
remains_looked_for (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoNode) node = canto_client_get_node_finish (CANTO_CLIENT (object), result, &error);

  if (g_error_matches (error, CANTO_ERROR, CANTO_ERROR_NOT_FOUND))
    g_task_return_boolean (task, TRUE);
  else if (node != NULL)
    g_task_return_new_error (task, CANTO_ERROR, CANTO_ERROR_NOT_AVAILABLE,
                             _ ("The service did not delete it."));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
node_deleted (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  EngineEdit *self = g_task_get_source_object (task);
  WriteSteps *steps = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) left = canto_client_delete_nodes_finish (CANTO_CLIENT (object), result, &error);

  if (left == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (left[0] == NULL)
    g_task_return_boolean (task, TRUE);
  else
    canto_client_get_node_async (
        steps->client, canto_node_get_scheme (self->node), canto_node_get_id (self->node),
        steps->priority, g_task_get_cancellable (task), remains_looked_for, g_object_ref (task));
}

static void
delete_node (GTask *task)
{
  EngineEdit *self = g_task_get_source_object (task);
  WriteSteps *steps = g_task_get_task_data (task);
  g_autoptr (GPtrArray) nodes = g_ptr_array_new ();

  g_ptr_array_add (nodes, self->node);
  canto_client_delete_nodes_async (steps->client, nodes, steps->priority,
                                   g_task_get_cancellable (task), node_deleted,
                                   g_object_ref (task));
}

/* All */

static void
send_for_assets (GTask *task)
{
  EngineEdit *self = g_task_get_source_object (task);
  WriteSteps *steps = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  CantoAsset *first = steps->assets->pdata[0];
  const CantoEdit *changes;
  guint n_changes;

  switch (self->kind)
    {
    case ENGINE_EDIT_METADATA:
      changes = engine_edit_get_changes (self, &n_changes);
      steps->finish_many = canto_client_edit_finish;
      canto_client_edit_async (steps->client, steps->assets, changes, n_changes, steps->priority,
                               cancellable, many_written, g_object_ref (task));
      break;

    case ENGINE_EDIT_TAG:
    case ENGINE_EDIT_KEYWORD:
      put_next_word (task);
      break;

    case ENGINE_EDIT_RENAME:
      steps->finish_one = canto_client_rename_finish;
      canto_client_rename_async (steps->client, first, self->text, steps->priority, cancellable,
                                 one_written, g_object_ref (task));
      break;

    case ENGINE_EDIT_COMMENT:
      steps->finish_one = canto_client_comment_finish;
      canto_client_comment_async (steps->client, first, self->version_id, self->text,
                                  steps->priority, cancellable, one_written, g_object_ref (task));
      break;

    case ENGINE_EDIT_ASSIGN:
    case ENGINE_EDIT_UNASSIGN:
      steps->finish_many = canto_client_assign_finish;
      canto_client_assign_async (steps->client, self->node, steps->assets,
                                 self->kind == ENGINE_EDIT_ASSIGN, steps->priority, cancellable,
                                 many_written, g_object_ref (task));
      break;

    case ENGINE_EDIT_DELETE_ASSETS:
      steps->finish_many = canto_client_delete_assets_finish;
      canto_client_delete_assets_async (steps->client, steps->assets, steps->priority, cancellable,
                                        many_written, g_object_ref (task));
      break;

    case ENGINE_EDIT_CREATE_FOLDER:
    case ENGINE_EDIT_CREATE_ALBUM:
    case ENGINE_EDIT_DELETE_NODE:
    case ENGINE_EDIT_CREATE_KEYWORD:
    case ENGINE_EDIT_RENAME_NODE:
    case ENGINE_N_EDIT_KINDS:
    default:
      g_assert_not_reached ();
    }
}

void
engine_edit_write_async (EngineEdit *self,
                         CantoClient *client,
                         GPtrArray *assets,
                         CantoPriority priority,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  WriteSteps *steps = g_new0 (WriteSteps, 1);

  steps->client = g_object_ref (client);
  steps->assets = g_ptr_array_ref (assets);
  steps->priority = priority;
  g_task_set_source_tag (task, engine_edit_write_async);
  g_task_set_task_data (task, steps, (GDestroyNotify) write_steps_free);

  if (self->kind == ENGINE_EDIT_DELETE_NODE)
    delete_node (task);
  else if (self->kind == ENGINE_EDIT_RENAME_NODE)
    canto_client_rename_node_async (client, self->node, self->text, priority, cancellable,
                                    node_name_written, g_object_ref (task));
  else if (self->kind == ENGINE_EDIT_CREATE_KEYWORD)
    {
      steps->finish_one = canto_client_create_keyword_finish;
      canto_client_create_keyword_async (client, self->text, self->description, priority,
                                         cancellable, one_written, g_object_ref (task));
    }
  else if (engine_edit_makes_node (self))
    canto_client_create_node_async (client, canto_node_get_scheme (self->node), self->parent_id,
                                    self->text, self->description, priority, cancellable, node_made,
                                    g_object_ref (task));
  else
    send_for_assets (task);
}

gboolean
engine_edit_write_finish (EngineEdit *self, GAsyncResult *result, CantoNode **made, GError **error)
{
  WriteSteps *steps;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  steps = g_task_get_task_data (G_TASK (result));
  *made = g_steal_pointer (&steps->made);

  return g_task_propagate_boolean (G_TASK (result), error);
}
