/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "engine-presets.h"

#include "catalog-array-model.h"
#include "engine-presets-file-private.h"

#include <glib/gi18n-lib.h>

struct _EnginePresets
{
  GObject parent_instance;

  /* Owned. */
  char *path;           /* (nullable) */
  EnginePolicy *policy; /* (nullable) */
  GPtrArray *items;     /* (element-type EnginePreset): first those that are laid down */
  GError *read_error;   /* (nullable) */
  GError *save_error;   /* (nullable) */

  /* State. */
  guint n_locked;
  gboolean is_loaded;
  gboolean is_closed; /* her file cannot be read, and is not to be overwritten */
  gboolean is_saving;
  gboolean is_changed; /* since it was written last */
};

CATALOG_DEFINE_ARRAY_MODEL (ENGINE_PRESETS, ENGINE_TYPE_PRESET, items)

G_DEFINE_FINAL_TYPE_WITH_CODE (EnginePresets,
                               engine_presets,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, array_model_init))

typedef enum
{
  PROP_CAN_EDIT = 1,
  PROP_ERROR,
  PROP_IS_SAVING,
  N_PROPS,
} EnginePresetsProperty;

static GParamSpec *props[N_PROPS];

static void
add_items (GPtrArray *items, GPtrArray *presets, gboolean is_locked)
{
  for (guint i = 0; i < presets->len; i++)
    g_ptr_array_add (items, engine_preset_new (presets->pdata[i], is_locked));
}

/* (transfer full) (element-type DeliveryPreset): from @first on */
static GPtrArray *
list_presets (EnginePresets *self, guint first)
{
  GPtrArray *presets = delivery_presets_new ();

  for (guint i = first; i < self->items->len; i++)
    g_ptr_array_add (presets,
                     delivery_preset_ref (engine_preset_get_preset (self->items->pdata[i])));

  return presets;
}

/* Loading */

static void
take_read (EnginePresets *self, EnginePresetsRead *read)
{
  guint n_before = self->items->len;
  gboolean allows_own = engine_presets_get_allows_own (self);

  g_ptr_array_set_size (self->items, 0);
  if (read->locked != NULL)
    add_items (self->items, read->locked, TRUE);
  self->n_locked = self->items->len;
  if (allows_own && read->own != NULL)
    add_items (self->items, read->own, FALSE);
  else if (self->n_locked == 0)
    {
      g_autoptr (GPtrArray) defaults = delivery_presets_new_defaults ();

      add_items (self->items, defaults, FALSE);
    }
  self->is_loaded = TRUE;
  self->is_closed = read->is_closed;
  g_clear_error (&self->read_error);
  self->read_error = g_steal_pointer (&read->error);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, self->items->len);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CAN_EDIT]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ERROR]);
}

static void
was_read (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  EnginePresets *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (EnginePresetsRead) read = engine_presets_read_finish (result, &error);

  if (read == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  take_read (self, read);
  g_task_return_boolean (task, TRUE);
}

static void
read_files (GTask *task)
{
  EnginePresets *self = g_task_get_source_object (task);

  engine_presets_read_async (self->path,
                             self->policy != NULL ? engine_policy_get_folders (self->policy) : NULL,
                             g_task_get_cancellable (task), was_read, g_object_ref (task));
}

/* What is wrong with the policy is said where the accounts are. */
static void
policy_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);

  engine_policy_load_finish (ENGINE_POLICY (object), result, NULL);
  if (!g_task_return_error_if_cancelled (task))
    read_files (task);
}

void
engine_presets_load_async (EnginePresets *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ENGINE_IS_PRESETS (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, engine_presets_load_async);
  /* What is here is newer than the file. */
  if (self->path == NULL || self->is_changed)
    g_task_return_boolean (task, TRUE);
  else if (self->policy != NULL)
    engine_policy_load_async (self->policy, cancellable, policy_loaded, g_steal_pointer (&task));
  else
    read_files (task);
}

gboolean
engine_presets_load_finish (EnginePresets *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Saving */

static void write_own (EnginePresets *self);

static void
set_saving (EnginePresets *self, gboolean is_saving)
{
  if (self->is_saving == is_saving)
    return;

  self->is_saving = is_saving;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IS_SAVING]);
}

static void
was_written (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (EnginePresets) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!engine_presets_write_finish (result, &error))
    {
      self->is_changed = TRUE;
      g_clear_error (&self->save_error);
      self->save_error = g_steal_pointer (&error);
      g_prefix_error (&self->save_error,
                      _ ("Your presets could not be saved, and hold until you quit. "));
      set_saving (self, FALSE);
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ERROR]);
      return;
    }

  if (self->is_changed)
    {
      write_own (self);
      return;
    }
  set_saving (self, FALSE);
  if (self->save_error != NULL)
    {
      g_clear_error (&self->save_error);
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ERROR]);
    }
}

static void
write_own (EnginePresets *self)
{
  g_autoptr (GPtrArray) own = list_presets (self, self->n_locked);
  g_autoptr (GBytes) contents = delivery_presets_write (own);

  self->is_changed = FALSE;
  set_saving (self, TRUE);
  engine_presets_write_async (self->path, contents, was_written, g_object_ref (self));
}

/* One after the other, each with what there is by then. */
static void
changed (EnginePresets *self)
{
  if (self->path == NULL)
    return;

  self->is_changed = TRUE;
  if (!self->is_saving)
    write_own (self);
}

void
engine_presets_save (EnginePresets *self)
{
  g_return_if_fail (ENGINE_IS_PRESETS (self));

  if (self->is_changed && !self->is_saving)
    write_own (self);
}

/* Changes */

static gboolean
is_own (EnginePresets *self, guint position)
{
  return engine_presets_get_can_edit (self) && position >= self->n_locked
         && position < self->items->len;
}

/* With a name of its own. (transfer full) */
static EnginePreset *
make_item (EnginePresets *self, DeliveryPreset *preset, DeliveryPreset *except)
{
  g_autoptr (GPtrArray) presets = list_presets (self, 0);
  g_autofree char *name =
      delivery_presets_dup_name (presets, preset, delivery_preset_get_name (preset), except);
  g_autoptr (DeliveryPreset) named = delivery_preset_with_name (preset, name);

  return engine_preset_new (named, FALSE);
}

gboolean
engine_presets_insert (EnginePresets *self, guint position, DeliveryPreset *preset)
{
  g_return_val_if_fail (ENGINE_IS_PRESETS (self), FALSE);
  g_return_val_if_fail (preset != NULL, FALSE);

  if (!engine_presets_get_can_edit (self) || position < self->n_locked
      || position > self->items->len || self->items->len - self->n_locked >= DELIVERY_MAX_PRESETS)
    return FALSE;

  g_ptr_array_insert (self->items, (int) position, make_item (self, preset, NULL));
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
  changed (self);

  return TRUE;
}

gboolean
engine_presets_append (EnginePresets *self, DeliveryPreset *preset)
{
  g_return_val_if_fail (ENGINE_IS_PRESETS (self), FALSE);

  return engine_presets_insert (self, self->items->len, preset);
}

gboolean
engine_presets_replace (EnginePresets *self, guint position, DeliveryPreset *preset)
{
  EnginePreset *item;

  g_return_val_if_fail (ENGINE_IS_PRESETS (self), FALSE);
  g_return_val_if_fail (preset != NULL, FALSE);

  if (!is_own (self, position))
    return FALSE;

  item = make_item (self, preset, engine_preset_get_preset (self->items->pdata[position]));
  g_object_unref (self->items->pdata[position]);
  self->items->pdata[position] = item;
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 1);
  changed (self);

  return TRUE;
}

gboolean
engine_presets_remove (EnginePresets *self, guint position)
{
  g_return_val_if_fail (ENGINE_IS_PRESETS (self), FALSE);

  if (!is_own (self, position))
    return FALSE;

  g_ptr_array_remove_index (self->items, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
  changed (self);

  return TRUE;
}

gboolean
engine_presets_move (EnginePresets *self, guint from, guint to)
{
  EnginePreset *item;

  g_return_val_if_fail (ENGINE_IS_PRESETS (self), FALSE);

  if (!is_own (self, from) || !is_own (self, to))
    return FALSE;
  if (from == to)
    return TRUE;

  item = g_ptr_array_steal_index (self->items, from);
  g_ptr_array_insert (self->items, (int) to, item);
  g_list_model_items_changed (G_LIST_MODEL (self), MIN (from, to),
                              MAX (from, to) - MIN (from, to) + 1,
                              MAX (from, to) - MIN (from, to) + 1);
  changed (self);

  return TRUE;
}

gboolean
engine_presets_set_own (EnginePresets *self, GPtrArray *presets)
{
  guint n_before;

  g_return_val_if_fail (ENGINE_IS_PRESETS (self), FALSE);
  g_return_val_if_fail (presets != NULL, FALSE);

  if (!engine_presets_get_can_edit (self) || presets->len > DELIVERY_MAX_PRESETS)
    return FALSE;

  n_before = self->items->len - self->n_locked;
  g_ptr_array_set_size (self->items, (int) self->n_locked);
  for (guint i = 0; i < presets->len; i++)
    g_ptr_array_add (self->items, make_item (self, presets->pdata[i], NULL));
  g_list_model_items_changed (G_LIST_MODEL (self), self->n_locked, n_before, presets->len);
  changed (self);

  return TRUE;
}

GPtrArray *
engine_presets_dup_own (EnginePresets *self)
{
  g_return_val_if_fail (ENGINE_IS_PRESETS (self), NULL);

  return list_presets (self, self->n_locked);
}

/* What there is */

guint
engine_presets_get_n_presets (EnginePresets *self)
{
  g_return_val_if_fail (ENGINE_IS_PRESETS (self), 0);

  return self->items->len;
}

DeliveryPreset *
engine_presets_get_preset (EnginePresets *self, guint position)
{
  g_return_val_if_fail (ENGINE_IS_PRESETS (self), NULL);

  return position < self->items->len ? engine_preset_get_preset (self->items->pdata[position])
                                     : NULL;
}

guint
engine_presets_get_n_locked (EnginePresets *self)
{
  g_return_val_if_fail (ENGINE_IS_PRESETS (self), 0);

  return self->n_locked;
}

gboolean
engine_presets_get_allows_own (EnginePresets *self)
{
  g_return_val_if_fail (ENGINE_IS_PRESETS (self), TRUE);

  return self->policy == NULL || engine_policy_allows_own_presets (self->policy);
}

gboolean
engine_presets_get_can_edit (EnginePresets *self)
{
  g_return_val_if_fail (ENGINE_IS_PRESETS (self), FALSE);

  return (self->is_loaded || self->path == NULL) && !self->is_closed
         && engine_presets_get_allows_own (self);
}

const GError *
engine_presets_get_error (EnginePresets *self)
{
  g_return_val_if_fail (ENGINE_IS_PRESETS (self), NULL);

  return self->save_error != NULL ? self->save_error : self->read_error;
}

gboolean
engine_presets_get_is_saving (EnginePresets *self)
{
  g_return_val_if_fail (ENGINE_IS_PRESETS (self), FALSE);

  return self->is_saving;
}

gboolean
engine_presets_find (EnginePresets *self, DeliveryPreset *preset, guint *position)
{
  g_autoptr (GPtrArray) presets = NULL;

  g_return_val_if_fail (ENGINE_IS_PRESETS (self), FALSE);
  g_return_val_if_fail (preset != NULL, FALSE);

  presets = list_presets (self, 0);

  return delivery_presets_find (presets, preset, position);
}

/* For others */

static void
was_exported (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  GError *error = NULL;

  if (g_file_replace_contents_finish (G_FILE (object), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
engine_presets_export_async (EnginePresets *self,
                             GFile *file,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GPtrArray) presets = NULL;
  g_autoptr (GBytes) contents = NULL;

  g_return_if_fail (ENGINE_IS_PRESETS (self));
  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, engine_presets_export_async);
  presets = list_presets (self, 0);
  contents = delivery_presets_write (presets);
  g_file_replace_contents_bytes_async (file, contents, NULL, FALSE, G_FILE_CREATE_NONE, cancellable,
                                       was_exported, g_steal_pointer (&task));
}

gboolean
engine_presets_export_finish (EnginePresets *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* GObject */

static void
engine_presets_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  EnginePresets *self = ENGINE_PRESETS (object);

  switch ((EnginePresetsProperty) prop_id)
    {
    case PROP_CAN_EDIT:
      g_value_set_boolean (value, engine_presets_get_can_edit (self));
      break;

    case PROP_ERROR:
      g_value_set_boxed (value, engine_presets_get_error (self));
      break;

    case PROP_IS_SAVING:
      g_value_set_boolean (value, self->is_saving);
      break;

    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
engine_presets_finalize (GObject *object)
{
  EnginePresets *self = ENGINE_PRESETS (object);

  g_free (self->path);
  g_clear_object (&self->policy);
  g_ptr_array_unref (self->items);
  g_clear_error (&self->read_error);
  g_clear_error (&self->save_error);

  G_OBJECT_CLASS (engine_presets_parent_class)->finalize (object);
}

static void
engine_presets_class_init (EnginePresetsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = engine_presets_get_property;
  object_class->finalize = engine_presets_finalize;

  props[PROP_CAN_EDIT] = g_param_spec_boolean ("can-edit", NULL, NULL, FALSE, flags);
  props[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  props[PROP_IS_SAVING] = g_param_spec_boolean ("is-saving", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
engine_presets_init (EnginePresets *self)
{
  g_autoptr (GPtrArray) defaults = delivery_presets_new_defaults ();

  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  add_items (self->items, defaults, FALSE);
}

EnginePresets *
engine_presets_new (GFile *file, EnginePolicy *policy)
{
  EnginePresets *self;

  g_return_val_if_fail (file == NULL || g_file_peek_path (file) != NULL, NULL);
  g_return_val_if_fail (policy == NULL || ENGINE_IS_POLICY (policy), NULL);

  self = g_object_new (ENGINE_TYPE_PRESETS, NULL);
  self->path = file != NULL ? g_file_get_path (file) : NULL;
  g_set_object (&self->policy, policy);

  return self;
}
