/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What became of an edit that may not be made twice, and was on its way when the connection or the
 * program broke: the service is asked, and where that does not tell, the person is. */

#include "engine-edits-private.h"

/* The data of a call. */
typedef struct
{
  EngineEdits *edits;
  EngineEdit *edit;
  EngineEditsThen then; /* (nullable) */
} AskSteps;

static void
ask_steps_free (AskSteps *steps)
{
  g_object_unref (steps->edits);
  g_object_unref (steps->edit);
  g_free (steps);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskSteps, ask_steps_free)

static AskSteps *
ask_steps_new (EngineEdits *self, EngineEdit *edit, EngineEditsThen then)
{
  AskSteps *steps = g_new0 (AskSteps, 1);

  steps->edits = g_object_ref (self);
  steps->edit = g_object_ref (edit);
  steps->then = then;

  return steps;
}

static void
ask_person (EngineEdits *self, EngineEdit *edit)
{
  g_clear_object (&self->current);
  engine_edits_set_state (self, edit, ENGINE_EDIT_UNKNOWN);
  engine_edits_keep_change (self, edit, NULL);
  engine_edits_go_on (self);
}

/* Folders and albums, by their names (4.10) */

static gboolean
is_namesake (EngineEdit *edit, CantoNode *node)
{
  return canto_node_get_scheme (node) == canto_node_get_scheme (edit->node)
         && g_str_equal (canto_node_get_name (node), edit->text);
}

static void
look_through (AskSteps *steps, GPtrArray *nodes)
{
  EngineEdit *edit = steps->edit;
  CantoNode *found = NULL;

  for (guint i = 0; i < nodes->len; i++)
    {
      CantoNode *node = nodes->pdata[i];

      if (is_namesake (edit, node)
          && (edit->had == NULL
              || !g_strv_contains ((const char *const *) edit->had, canto_node_get_id (node))))
        found = node;
    }
  if (found != NULL)
    engine_edits_arrived (steps->edits, edit, found);
  else
    ask_person (steps->edits, edit);
}

static void
remember_namesakes (EngineEdit *edit, GPtrArray *nodes)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; i < nodes->len; i++)
    {
      if (is_namesake (edit, nodes->pdata[i]))
        g_strv_builder_add (ids, canto_node_get_id (nodes->pdata[i]));
    }
  g_strfreev (edit->had);
  edit->had = g_strv_builder_end (ids);
}

static void
children_got (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AskSteps) steps = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) nodes =
      canto_client_get_tree_finish (CANTO_CLIENT (object), result, &error);

  if (nodes == NULL)
    engine_edits_failed (steps->edits, steps->edit, error);
  else if (steps->then == NULL)
    look_through (steps, nodes);
  else
    {
      remember_namesakes (steps->edit, nodes);
      steps->then (steps->edits, steps->edit);
    }
}

static void
get_children (EngineEdits *self, EngineEdit *edit, EngineEditsThen then)
{
  canto_client_get_tree_async (self->client, edit->parent_id, CANTO_PRIORITY_INTERACTIVE,
                               self->cancellable, children_got, ask_steps_new (self, edit, then));
}

void
engine_edits_look_before (EngineEdits *self, EngineEdit *edit, EngineEditsThen then)
{
  get_children (self, edit, then);
}

/* Comments, by what the versions have (7.25) */

static void
asset_got (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AskSteps) steps = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) assets =
      canto_client_get_assets_finish (CANTO_CLIENT (object), result, &error);

  if (assets == NULL)
    engine_edits_failed (steps->edits, steps->edit, error);
  else if (assets->pdata[0] != NULL && engine_edit_is_done_in (steps->edit, assets->pdata[0]))
    engine_edits_arrived (steps->edits, steps->edit, NULL);
  else
    ask_person (steps->edits, steps->edit);
}

void
engine_edits_ask (EngineEdits *self, EngineEdit *edit)
{
  if (engine_edit_makes_node (edit))
    get_children (self, edit, NULL);
  else if (edit->kind == ENGINE_EDIT_COMMENT)
    canto_client_get_assets_async (self->client, edit->assets, CANTO_PRIORITY_INTERACTIVE,
                                   self->cancellable, asset_got, ask_steps_new (self, edit, NULL));
  else
    /* The service has no list of its keywords. */
    ask_person (self, edit);
}
