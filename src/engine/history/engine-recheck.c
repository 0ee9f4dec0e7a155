/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "engine-recheck.h"

#include "catalog-array-model.h"

#define ASSETS_PER_CALL 100 /* canto-api.md 4.13 */

struct _EngineRecheck
{
  GObject parent_instance;

  /* Owned. */
  EngineSession *session;
  GPtrArray *picks; /* (element-type EnginePick) */
  GPtrArray *items; /* (element-type EngineRecheckItem) */
};

typedef enum
{
  PROP_N_DONE = 1,
  PROP_N_PICKS,
  N_PROPS,
} EngineRecheckProperty;

static GParamSpec *props[N_PROPS];

CATALOG_DEFINE_ARRAY_MODEL (ENGINE_RECHECK, ENGINE_TYPE_RECHECK_ITEM, items)

G_DEFINE_FINAL_TYPE_WITH_CODE (EngineRecheck,
                               engine_recheck,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, array_model_init))

/*
 * A hundred assets → their details → the addresses that are to be looked at → the next hundred
 */

/* The data of the task. */
typedef struct
{
  GPtrArray *assets; /* (element-type CantoAsset): to ask for, each once */
  GPtrArray *batch;  /* (nullable) (element-type CantoAsset): that is asked for */
  guint next;        /* index in assets */
  guint n_pending;   /* addresses of the batch */
} RunSteps;

static void
run_steps_free (RunSteps *steps)
{
  g_ptr_array_unref (steps->assets);
  g_clear_pointer (&steps->batch, g_ptr_array_unref);
  g_free (steps);
}

/* One address. */
typedef struct
{
  GTask *task;
  EnginePick *pick;
  EngineOutcome judged;
} Look;

static void
look_free (Look *look)
{
  g_object_unref (look->task);
  g_object_unref (look->pick);
  g_free (look);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Look, look_free)

static void ask_for_batch (GTask *task);

static void
add_item (EngineRecheck *self, EnginePick *pick, EngineOutcome outcome, const char *new_address)
{
  g_ptr_array_add (self->items, engine_recheck_item_new (pick, outcome, new_address));
  g_list_model_items_changed (G_LIST_MODEL (self), self->items->len - 1, 0, 1);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_DONE]);
}

static void
address_looked_at (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Look) look = user_data;
  EngineRecheck *self = g_task_get_source_object (look->task);
  RunSteps *steps = g_task_get_task_data (look->task);
  g_autoptr (EngineLinkCheck) check =
      engine_link_checker_check_finish (ENGINE_LINK_CHECKER (object), result, NULL);

  steps->n_pending--;
  /* NULL: it was cancelled. */
  if (check != NULL)
    add_item (self, look->pick, engine_recheck_conclude (look->judged, check), NULL);
  if (steps->n_pending == 0)
    ask_for_batch (look->task);
}

static void
look_at (GTask *task, EnginePick *pick, EngineOutcome judged, const char *uri)
{
  EngineRecheck *self = g_task_get_source_object (task);
  RunSteps *steps = g_task_get_task_data (task);
  const JournalPick *record = engine_pick_get_record (pick);
  gboolean is_picture = g_str_equal (record->scheme, "image");
  Look *look = g_new0 (Look, 1);

  look->task = g_object_ref (task);
  look->pick = g_object_ref (pick);
  look->judged = judged;
  steps->n_pending++;
  engine_link_checker_check_uri_async (engine_session_get_link_checker (self->session), uri,
                                       is_picture ? ENGINE_LINK_TO_PICTURE : ENGINE_LINK_TO_FILE,
                                       engine_pick_get_is_direct (pick), ENGINE_CHECK_MANY,
                                       g_task_get_cancellable (task), address_looked_at, look);
}

static void
judge (GTask *task, EnginePick *pick, CantoAsset *asset)
{
  EngineRecheck *self = g_task_get_source_object (task);
  g_autofree char *uri = NULL;
  g_autofree char *new_address = NULL;
  EngineOutcome outcome = engine_recheck_judge (pick, asset, &uri, &new_address);

  if (uri != NULL)
    look_at (task, pick, outcome, uri);
  else
    add_item (self, pick, outcome, new_address);
}

static void
details_got (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  EngineRecheck *self = g_task_get_source_object (task);
  RunSteps *steps = g_task_get_task_data (task);
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) details =
      canto_client_get_assets_finish (CANTO_CLIENT (object), result, &error);

  if (details == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  for (guint i = 0; i < steps->batch->len; i++)
    g_hash_table_insert (places, (gpointer) canto_asset_get_key (steps->batch->pdata[i]),
                         GUINT_TO_POINTER (i));
  /* So that what is answered at once does not end the batch. */
  steps->n_pending++;
  for (guint i = 0; i < self->picks->len; i++)
    {
      gpointer place;

      if (g_hash_table_lookup_extended (places, engine_pick_get_key (self->picks->pdata[i]), NULL,
                                        &place))
        judge (task, self->picks->pdata[i], details->pdata[GPOINTER_TO_UINT (place)]);
    }
  steps->n_pending--;
  if (steps->n_pending == 0)
    ask_for_batch (task);
}

static void
ask_for_batch (GTask *task)
{
  EngineRecheck *self = g_task_get_source_object (task);
  RunSteps *steps = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (steps->next == steps->assets->len)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  g_clear_pointer (&steps->batch, g_ptr_array_unref);
  steps->batch = g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);
  while (steps->batch->len < ASSETS_PER_CALL && steps->next < steps->assets->len)
    g_ptr_array_add (steps->batch, canto_asset_ref (steps->assets->pdata[steps->next++]));
  canto_client_get_assets_async (engine_session_get_client (self->session), steps->batch,
                                 CANTO_PRIORITY_BACKGROUND, g_task_get_cancellable (task),
                                 details_got, g_object_ref (task));
}

static GPtrArray *
collect_assets (EngineRecheck *self)
{
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *assets = g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);

  for (guint i = 0; i < self->picks->len; i++)
    {
      if (g_hash_table_add (keys, (gpointer) engine_pick_get_key (self->picks->pdata[i])))
        g_ptr_array_add (assets, engine_pick_make_asset (self->picks->pdata[i]));
    }

  return assets;
}

void
engine_recheck_run_async (EngineRecheck *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  RunSteps *steps;

  g_return_if_fail (ENGINE_IS_RECHECK (self));

  steps = g_new0 (RunSteps, 1);
  steps->assets = collect_assets (self);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, engine_recheck_run_async);
  g_task_set_task_data (task, steps, (GDestroyNotify) run_steps_free);
  ask_for_batch (task);
}

gboolean
engine_recheck_run_finish (EngineRecheck *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* What was found */

guint
engine_recheck_get_n_picks (EngineRecheck *self)
{
  g_return_val_if_fail (ENGINE_IS_RECHECK (self), 0);

  return self->picks->len;
}

guint
engine_recheck_get_n_done (EngineRecheck *self)
{
  g_return_val_if_fail (ENGINE_IS_RECHECK (self), 0);

  return self->items->len;
}

guint
engine_recheck_count (EngineRecheck *self, EngineOutcome outcome)
{
  guint n = 0;

  g_return_val_if_fail (ENGINE_IS_RECHECK (self), 0);

  for (guint i = 0; i < self->items->len; i++)
    n += engine_recheck_item_get_outcome (self->items->pdata[i]) == outcome;

  return n;
}

/* GObject */

static void
engine_recheck_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  EngineRecheck *self = ENGINE_RECHECK (object);

  switch ((EngineRecheckProperty) prop_id)
    {
    case PROP_N_DONE:
      g_value_set_uint (value, self->items->len);
      break;

    case PROP_N_PICKS:
      g_value_set_uint (value, self->picks->len);
      break;

    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
engine_recheck_finalize (GObject *object)
{
  EngineRecheck *self = ENGINE_RECHECK (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->picks, g_ptr_array_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);

  G_OBJECT_CLASS (engine_recheck_parent_class)->finalize (object);
}

static void
engine_recheck_class_init (EngineRecheckClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = engine_recheck_get_property;
  object_class->finalize = engine_recheck_finalize;

  props[PROP_N_DONE] = g_param_spec_uint ("n-done", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_N_PICKS] = g_param_spec_uint ("n-picks", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
engine_recheck_init (EngineRecheck *self)
{
  self->picks = g_ptr_array_new_with_free_func (g_object_unref);
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

EngineRecheck *
engine_recheck_new (EngineSession *session, GListModel *picks)
{
  EngineRecheck *self;
  guint n_picks;

  g_return_val_if_fail (ENGINE_IS_SESSION (session), NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (picks), NULL);

  self = g_object_new (ENGINE_TYPE_RECHECK, NULL);
  self->session = g_object_ref (session);
  n_picks = g_list_model_get_n_items (picks);
  for (guint i = 0; i < n_picks; i++)
    g_ptr_array_add (self->picks, g_list_model_get_item (picks, i));

  return self;
}
