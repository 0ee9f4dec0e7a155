/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Names of folders and albums. */

#include "descant-config.h"

#include "engine-edits-private.h"

#include "canto-error.h"
#include "catalog-overlay.h"

#include <glib/gi18n-lib.h>

/* The data of a call. */
typedef struct
{
  EngineEdits *edits;
  EngineEdit *edit; /* (nullable): none is to be sent */
  CantoScheme scheme;
  char *id;
} NodeSteps;

static NodeSteps *
node_steps_new (EngineEdits *self, EngineEdit *edit, const char *id)
{
  NodeSteps *steps = g_new0 (NodeSteps, 1);

  steps->edits = g_object_ref (self);
  steps->edit = edit != NULL ? g_object_ref (edit) : NULL;
  steps->id = g_strdup (id);

  return steps;
}

static void
node_steps_free (NodeSteps *steps)
{
  g_object_unref (steps->edits);
  g_clear_object (&steps->edit);
  g_free (steps->id);
  g_free (steps);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NodeSteps, node_steps_free)

/* What the service says */

static void
take_node (EngineEdits *self, const char *id, CantoNode *node)
{
  g_hash_table_remove (self->names, id);
  g_hash_table_remove (self->came, id);
  for (guint i = 0; i < self->made->len; i++)
    {
      EngineMadeNode *made = self->made->pdata[i];

      if (!g_str_equal (canto_node_get_id (made->node), id))
        continue;
      canto_node_unref (made->node);
      made->node = canto_node_ref (node);
    }
  catalog_overlay_emit_node_replaced (CATALOG_OVERLAY (self), id, node);
}

/* Whether it is to be asked for once more. */
static gboolean
take_learning (EngineEdits *self, const char *id)
{
  gboolean is_again = GPOINTER_TO_INT (g_hash_table_lookup (self->learning, id));

  g_hash_table_remove (self->learning, id);

  return is_again;
}

static void
node_got (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NodeSteps) steps = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoNode) node = canto_client_get_node_finish (CANTO_CLIENT (object), result, &error);

  if (take_learning (steps->edits, steps->id))
    engine_edits_learn_node (steps->edits, steps->scheme, steps->id);
  /* Else what is known of it is shown on. */
  else if (node != NULL)
    take_node (steps->edits, steps->id, node);
}

void
engine_edits_learn_node (EngineEdits *self, CantoScheme scheme, const char *id)
{
  NodeSteps *steps;

  if (self->is_stopped || engine_edits_is_new_id (id))
    return;
  if (g_hash_table_contains (self->learning, id))
    {
      /* What is on its way may be from before. */
      g_hash_table_replace (self->learning, g_strdup (id), GINT_TO_POINTER (TRUE));
      return;
    }

  g_hash_table_insert (self->learning, g_strdup (id), GINT_TO_POINTER (FALSE));
  steps = node_steps_new (self, NULL, id);
  steps->scheme = scheme;
  canto_client_get_node_async (self->client, scheme, id, CANTO_PRIORITY_DETAILS, self->cancellable,
                               node_got, steps);
}

/* Renaming */

/* Whether somebody else has given it another name meanwhile. */
static gboolean
overwrites_name (EngineEdit *edit, CantoNode *theirs)
{
  return !edit->overwrites
         && !g_str_equal (canto_node_get_name (theirs), canto_node_get_name (edit->node));
}

static void
node_looked_at (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NodeSteps) steps = user_data;
  EngineEdits *self = steps->edits;
  EngineEdit *edit = steps->edit;
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoNode) node = canto_client_get_node_finish (CANTO_CLIENT (object), result, &error);

  if (g_error_matches (error, CANTO_ERROR, CANTO_ERROR_NOT_FOUND))
    engine_edits_fail_not_found (self, edit, _ ("The folder or album is no longer there."));
  else if (node == NULL)
    engine_edits_not_read (self, edit, error);
  else if (g_str_equal (canto_node_get_name (node), edit->text))
    engine_edits_arrived (self, edit, NULL);
  else if (overwrites_name (edit, node))
    {
      edit->their_node = canto_node_ref (node);
      take_node (self, steps->id, node);
      engine_edits_hold (self, edit);
    }
  else
    engine_edits_write_node (self, edit);
}

void
engine_edits_look_at_node (EngineEdits *self, EngineEdit *edit)
{
  const char *id = canto_node_get_id (edit->node);

  canto_client_get_node_async (self->client, canto_node_get_scheme (edit->node), id,
                               CANTO_PRIORITY_INTERACTIVE, self->cancellable, node_looked_at,
                               node_steps_new (self, edit, id));
}

void
engine_edits_keep_name (EngineEdits *self, EngineEdit *edit)
{
  const char *id = canto_node_get_id (edit->node);

  g_hash_table_replace (self->names, g_strdup (id), g_strdup (edit->text));
  engine_edits_learn_node (self, canto_node_get_scheme (edit->node), id);
}

void
engine_edits_forget_name (EngineEdits *self, EngineEdit *edit)
{
  if (edit->kind != ENGINE_EDIT_RENAME_NODE)
    return;

  for (guint i = 0; i < self->edits->len; i++)
    {
      EngineEdit *other = self->edits->pdata[i];
      g_autoptr (CantoNode) node = NULL;

      if (other == edit || other->kind != ENGINE_EDIT_RENAME_NODE
          || !g_str_equal (canto_node_get_id (other->node), canto_node_get_id (edit->node))
          || !g_str_equal (canto_node_get_name (other->node), edit->text))
        continue;
      node = canto_node_with_name (other->node, canto_node_get_name (edit->node));
      engine_edit_set_node (other, node);
      engine_edits_keep_change (self, other, NULL);
    }
}

CantoNode *
engine_edits_show_name (EngineEdits *self, CantoNode *node)
{
  const char *id = canto_node_get_id (node);
  const char *name = g_hash_table_lookup (self->names, id);
  GPtrArray *edits = g_hash_table_lookup (self->by_key, id);

  for (guint i = 0; edits != NULL && i < edits->len; i++)
    {
      EngineEdit *edit = edits->pdata[i];

      if (edit->kind == ENGINE_EDIT_RENAME_NODE && engine_edit_is_shown (edit))
        name = edit->text;
    }

  return name != NULL ? canto_node_with_name (node, name) : canto_node_ref (node);
}
