/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "engine-history.h"

#include "canto-account.h"
#include "catalog-array-model.h"
#include "journal-picks.h"

struct _EngineHistory
{
  GObject parent_instance;

  /* Owned. */
  GPtrArray *picks;    /* (element-type EnginePick): the last first */
  JournalPicks *store; /* (nullable): nothing is kept */

  /* State. */
  guint master_px;
  gboolean is_ready;
  gboolean is_on;
  guint n_clears;   /* how often it was cleared: what is read of before is forgotten, too */
  guint told_codes; /* 1 << JournalError, of what was told */
};

typedef enum
{
  PROP_IS_READY = 1,
  PROP_IS_ON,
  N_PROPS,
} EngineHistoryProperty;

enum
{
  SIGNAL_NOT_KEPT,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

CATALOG_DEFINE_ARRAY_MODEL (ENGINE_HISTORY, ENGINE_TYPE_PICK, picks)

G_DEFINE_FINAL_TYPE_WITH_CODE (EngineHistory,
                               engine_history,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, array_model_init))

/* What is in it */

/* @picks: (transfer full): what it is from now on */
static void
replace (EngineHistory *self, GPtrArray *picks)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->picks);
  guint n_same = 0;

  self->picks = picks;
  while (n_same < MIN (old->len, picks->len)
         && old->pdata[old->len - 1 - n_same] == picks->pdata[picks->len - 1 - n_same])
    n_same++;
  if (old->len > n_same || picks->len > n_same)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, old->len - n_same, picks->len - n_same);
}

static GPtrArray *
new_picks (void)
{
  return g_ptr_array_new_with_free_func (g_object_unref);
}

static EnginePick *
count_up (EnginePick *pick, EnginePick *before)
{
  JournalPick *record = journal_pick_copy (engine_pick_get_record (pick));

  record->n_times += engine_pick_get_record (before)->n_times;

  return engine_pick_new (record, engine_pick_get_master_px (pick));
}

/* @newer before @older, each once. */
static GPtrArray *
join (GPtrArray *newer, GPtrArray *older)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *joined = new_picks ();

  for (guint i = 0; i < newer->len; i++)
    {
      const char *identity = engine_pick_get_identity (newer->pdata[i]);

      if (g_hash_table_contains (places, identity))
        continue;
      g_hash_table_insert (places, (gpointer) identity, GUINT_TO_POINTER (joined->len));
      g_ptr_array_add (joined, g_object_ref (newer->pdata[i]));
    }
  for (guint i = 0; i < older->len; i++)
    {
      gpointer place;

      if (!g_hash_table_lookup_extended (places, engine_pick_get_identity (older->pdata[i]), NULL,
                                         &place))
        {
          if (joined->len < ENGINE_MAX_PICKS)
            g_ptr_array_add (joined, g_object_ref (older->pdata[i]));
        }
      else
        {
          EnginePick *pick = joined->pdata[GPOINTER_TO_UINT (place)];

          /* The key of the table lies in the pick that goes: it is not looked up again. */
          g_hash_table_remove (places, engine_pick_get_identity (pick));
          joined->pdata[GPOINTER_TO_UINT (place)] = count_up (pick, older->pdata[i]);
          g_object_unref (pick);
        }
    }

  return joined;
}

/* The disk */

static void
tell_not_kept (EngineHistory *self, const GError *error)
{
  guint bit = 1u << error->code;

  g_message ("Picks are not kept: %s", error->message);
  if ((self->told_codes & bit) != 0)
    return;

  self->told_codes |= bit;
  g_signal_emit (self, signals[SIGNAL_NOT_KEPT], 0, error);
}

typedef struct
{
  EngineHistory *history;
  GPtrArray *records; /* (nullable) (element-type JournalPick): once they are read */
  guint n_clears;
  guint master_px;
} Reading;

static void
set_ready (EngineHistory *self, gboolean is_ready)
{
  if (self->is_ready == is_ready)
    return;

  self->is_ready = is_ready;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IS_READY]);
}

static void
reading_free (Reading *reading)
{
  g_clear_pointer (&reading->records, g_ptr_array_unref);
  g_object_unref (reading->history);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

/* Ten thousand of them take longer than a frame. */
static void
make_picks (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Reading *reading = task_data;
  GPtrArray *picks = new_picks ();

  for (guint i = 0; i < reading->records->len; i++)
    {
      EnginePick *pick =
          engine_pick_new (journal_pick_copy (reading->records->pdata[i]), reading->master_px);

      engine_pick_prepare (pick);
      g_ptr_array_add (picks, pick);
    }
  g_task_return_pointer (task, picks, (GDestroyNotify) g_ptr_array_unref);
}

static void
picks_made (GObject *object, GAsyncResult *result, gpointer user_data)
{
  EngineHistory *self = ENGINE_HISTORY (object);
  Reading *reading = g_task_get_task_data (G_TASK (result));
  g_autoptr (GPtrArray) read = g_task_propagate_pointer (G_TASK (result), NULL);

  if (reading->n_clears == self->n_clears)
    replace (self, join (self->picks, read));
  set_ready (self, TRUE);
}

/* @owned: (transfer full) */
static void
make_picks_async (EngineHistory *self, Reading *owned)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, picks_made, NULL);

  g_task_set_source_tag (task, make_picks_async);
  g_task_set_task_data (task, owned, (GDestroyNotify) reading_free);
  g_task_run_in_thread (task, make_picks);
}

static void
picks_read (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  g_autoptr (EngineHistory) self = g_object_ref (reading->history);
  g_autoptr (GError) damage = NULL;
  g_autoptr (GError) error = NULL;

  reading->records = journal_picks_open_finish (result, &damage, &error);
  if (reading->records != NULL && reading->records->len > 0)
    make_picks_async (self, g_steal_pointer (&reading));
  else
    set_ready (self, TRUE);
  if (damage != NULL || error != NULL)
    tell_not_kept (self, damage != NULL ? damage : error);
}

void
engine_history_set_master_px (EngineHistory *self, guint master_px)
{
  g_return_if_fail (ENGINE_IS_HISTORY (self));

  self->master_px = master_px;
}

void
engine_history_keep (EngineHistory *self, const char *path)
{
  Reading *reading;

  g_return_if_fail (ENGINE_IS_HISTORY (self));
  g_return_if_fail (path != NULL);
  g_return_if_fail (self->store == NULL);

  self->store = journal_picks_new (path);
  set_ready (self, FALSE);
  reading = g_new0 (Reading, 1);
  reading->history = g_object_ref (self);
  reading->n_clears = self->n_clears;
  reading->master_px = self->master_px;
  journal_picks_open_async (self->store, picks_read, reading);
}

static void
picks_noted (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (EngineHistory) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!journal_picks_note_finish (result, &error))
    tell_not_kept (self, error);
}

static void
write_picks (EngineHistory *self, GPtrArray *picks)
{
  g_autoptr (GPtrArray) records =
      g_ptr_array_new_with_free_func ((GDestroyNotify) journal_pick_free);

  for (guint i = 0; i < picks->len; i++)
    g_ptr_array_add (records, journal_pick_copy (engine_pick_get_record (picks->pdata[i])));
  journal_picks_note_async (self->store, records, ENGINE_MAX_PICKS, picks_noted,
                            g_object_ref (self));
}

void
engine_history_note (EngineHistory *self, GPtrArray *picks)
{
  g_return_if_fail (ENGINE_IS_HISTORY (self));
  g_return_if_fail (picks != NULL);

  if (!self->is_on || picks->len == 0)
    return;

  if (self->store != NULL)
    write_picks (self, picks);
  replace (self, join (picks, self->picks));
}

/* Forgetting */

static void
picks_cleared (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  GError *error = NULL;

  if (journal_picks_clear_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
forget (EngineHistory *self)
{
  self->n_clears++;
  replace (self, new_picks ());
}

void
engine_history_clear_async (EngineHistory *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ENGINE_IS_HISTORY (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, engine_history_clear_async);
  forget (self);
  if (self->store != NULL)
    journal_picks_clear_async (self->store, picks_cleared, g_steal_pointer (&task));
  else
    g_task_return_boolean (task, TRUE);
}

gboolean
engine_history_clear_finish (EngineHistory *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
picks_removed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!journal_picks_remove_finish (result, &error))
    g_message ("%s", error->message);
}

void
engine_history_remove (EngineHistory *self)
{
  g_return_if_fail (ENGINE_IS_HISTORY (self));

  engine_history_set_is_on (self, FALSE);
  forget (self);
  if (self->store != NULL)
    journal_picks_remove_async (self->store, picks_removed, NULL);
}

void
engine_history_end (EngineHistory *self)
{
  g_return_if_fail (ENGINE_IS_HISTORY (self));

  g_clear_pointer (&self->store, journal_picks_free);
}

/* GObject */

gboolean
engine_history_get_is_ready (EngineHistory *self)
{
  g_return_val_if_fail (ENGINE_IS_HISTORY (self), FALSE);

  return self->is_ready;
}

gboolean
engine_history_get_is_on (EngineHistory *self)
{
  g_return_val_if_fail (ENGINE_IS_HISTORY (self), FALSE);

  return self->is_on;
}

void
engine_history_set_is_on (EngineHistory *self, gboolean is_on)
{
  g_return_if_fail (ENGINE_IS_HISTORY (self));

  if (self->is_on == is_on)
    return;

  self->is_on = is_on;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IS_ON]);
}

static void
engine_history_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  EngineHistory *self = ENGINE_HISTORY (object);

  switch ((EngineHistoryProperty) prop_id)
    {
    case PROP_IS_READY:
      g_value_set_boolean (value, self->is_ready);
      break;

    case PROP_IS_ON:
      g_value_set_boolean (value, self->is_on);
      break;

    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
engine_history_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  EngineHistory *self = ENGINE_HISTORY (object);

  switch ((EngineHistoryProperty) prop_id)
    {
    case PROP_IS_ON:
      engine_history_set_is_on (self, g_value_get_boolean (value));
      break;

    case PROP_IS_READY:
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
engine_history_finalize (GObject *object)
{
  EngineHistory *self = ENGINE_HISTORY (object);

  engine_history_end (self);
  g_clear_pointer (&self->picks, g_ptr_array_unref);

  G_OBJECT_CLASS (engine_history_parent_class)->finalize (object);
}

static void
engine_history_class_init (EngineHistoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = engine_history_get_property;
  object_class->set_property = engine_history_set_property;
  object_class->finalize = engine_history_finalize;

  props[PROP_IS_READY] =
      g_param_spec_boolean ("is-ready", NULL, NULL, TRUE,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  props[PROP_IS_ON] =
      g_param_spec_boolean ("is-on", NULL, NULL, TRUE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[SIGNAL_NOT_KEPT] = g_signal_new ("not-kept", ENGINE_TYPE_HISTORY, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
engine_history_init (EngineHistory *self)
{
  self->picks = new_picks ();
  self->master_px = CANTO_ACCOUNT_DEFAULT_MASTER_PX;
  self->is_ready = TRUE;
  self->is_on = TRUE;
}

EngineHistory *
engine_history_new (void)
{
  return g_object_new (ENGINE_TYPE_HISTORY, NULL);
}
