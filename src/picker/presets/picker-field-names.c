/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "picker-field-names.h"

struct _PickerFieldNames
{
  GObject parent_instance;

  /* Owned. */
  char **names;
  GError *error; /* (nullable) */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (PickerFieldNames, picker_field_names, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static int
compare_names (gconstpointer one, gconstpointer other)
{
  return g_utf8_collate (*(const char *const *) one, *(const char *const *) other);
}

/* @fields: (element-type CantoField) */
static char **
list_names (GPtrArray *fields)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < fields->len; i++)
    g_ptr_array_add (names, g_strdup (canto_field_get_name (fields->pdata[i])));
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);

  return (char **) g_ptr_array_steal (names, NULL);
}

static void
got_fields (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PickerFieldNames) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) fields =
      canto_client_get_fields_finish (CANTO_CLIENT (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (fields != NULL)
    {
      g_strfreev (self->names);
      self->names = list_names (fields);
    }
  else
    self->error = g_steal_pointer (&error);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
picker_field_names_dispose (GObject *object)
{
  g_cancellable_cancel (PICKER_FIELD_NAMES (object)->cancellable);

  G_OBJECT_CLASS (picker_field_names_parent_class)->dispose (object);
}

static void
picker_field_names_finalize (GObject *object)
{
  PickerFieldNames *self = PICKER_FIELD_NAMES (object);

  g_strfreev (self->names);
  g_clear_error (&self->error);
  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (picker_field_names_parent_class)->finalize (object);
}

static void
picker_field_names_class_init (PickerFieldNamesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = picker_field_names_dispose;
  object_class->finalize = picker_field_names_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", PICKER_TYPE_FIELD_NAMES, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
picker_field_names_init (PickerFieldNames *self)
{
  self->cancellable = g_cancellable_new ();
  self->names = g_new0 (char *, 1);
}

PickerFieldNames *
picker_field_names_new (EngineSession *session)
{
  PickerFieldNames *self;

  g_return_val_if_fail (ENGINE_IS_SESSION (session), NULL);

  self = g_object_new (PICKER_TYPE_FIELD_NAMES, NULL);
  canto_client_get_fields_async (engine_session_get_client (session), CANTO_PRIORITY_INTERACTIVE,
                                 self->cancellable, got_fields, g_object_ref (self));

  return self;
}

const char *const *
picker_field_names_get (PickerFieldNames *self)
{
  g_return_val_if_fail (PICKER_IS_FIELD_NAMES (self), NULL);

  return (const char *const *) self->names;
}

const GError *
picker_field_names_get_error (PickerFieldNames *self)
{
  g_return_val_if_fail (PICKER_IS_FIELD_NAMES (self), NULL);

  return self->error;
}
