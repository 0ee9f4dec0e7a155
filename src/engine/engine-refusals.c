/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "engine-refusals-private.h"

#include <string.h>

struct _EngineRefusals
{
  GObject parent_instance;

  /* Owned. */
  GFile *file; /* (nullable): where they are kept */

  /* State. */
  gboolean refused[ENGINE_MAX_REFUSALS];
  gboolean is_reading;
  gboolean is_writing;
  gboolean has_new; /* since they were written */
};

G_DEFINE_FINAL_TYPE (EngineRefusals, engine_refusals, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
engine_refusals_finalize (GObject *object)
{
  g_clear_object (&ENGINE_REFUSALS (object)->file);

  G_OBJECT_CLASS (engine_refusals_parent_class)->finalize (object);
}

static void
engine_refusals_class_init (EngineRefusalsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = engine_refusals_finalize;

  /* See the type's comment. */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", ENGINE_TYPE_REFUSALS, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
engine_refusals_init (EngineRefusals *self)
{
}

EngineRefusals *
engine_refusals_new (void)
{
  return g_object_new (ENGINE_TYPE_REFUSALS, NULL);
}

static void
tell_changed (EngineRefusals *self, gboolean is_changed)
{
  if (is_changed)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Writing */

static char *
dup_text (EngineRefusals *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < ENGINE_MAX_REFUSALS; i++)
    {
      if (self->refused[i])
        g_string_append_printf (text, "%u ", i);
    }
  g_string_append_c (text, '\n');

  return g_string_free (text, FALSE);
}

static void write_file (EngineRefusals *self);

static void
written (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (EngineRefusals) self = user_data;
  g_autoptr (GError) error = NULL;

  /* Then it is offered once more, and refused once more. */
  if (!g_file_replace_contents_finish (G_FILE (object), result, NULL, &error))
    g_debug ("Refusals are not kept: %s", error->message);
  self->is_writing = FALSE;
  if (self->has_new)
    write_file (self);
}

/* One after the other: the last one counts. */
static void
write_file (EngineRefusals *self)
{
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;

  self->has_new = self->is_writing;
  if (self->file == NULL || self->is_writing)
    return;

  text = dup_text (self);
  bytes = g_bytes_new (text, strlen (text));
  self->is_writing = TRUE;
  g_file_replace_contents_bytes_async (self->file, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL,
                                       written, g_object_ref (self));
}

gboolean
engine_refusals_has (EngineRefusals *self, guint number)
{
  g_return_val_if_fail (ENGINE_IS_REFUSALS (self), FALSE);
  g_return_val_if_fail (number < ENGINE_MAX_REFUSALS, FALSE);

  return self->refused[number];
}

void
engine_refusals_add (EngineRefusals *self, guint number)
{
  g_return_if_fail (ENGINE_IS_REFUSALS (self));
  g_return_if_fail (number < ENGINE_MAX_REFUSALS);

  if (self->refused[number])
    return;

  self->refused[number] = TRUE;
  write_file (self);
  tell_changed (self, TRUE);
}

void
engine_refusals_forget (EngineRefusals *self)
{
  gboolean was_refused = FALSE;

  g_return_if_fail (ENGINE_IS_REFUSALS (self));

  self->is_reading = FALSE;
  for (guint i = 0; i < ENGINE_MAX_REFUSALS; i++)
    {
      was_refused = was_refused || self->refused[i];
      self->refused[i] = FALSE;
    }
  write_file (self);
  tell_changed (self, was_refused);
}

/* Reading */

static gboolean
take_text (EngineRefusals *self, const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \n", -1);
  gboolean is_changed = FALSE;

  for (guint i = 0; words[i] != NULL; i++)
    {
      guint64 number;

      if (!g_ascii_string_to_unsigned (words[i], 10, 0, ENGINE_MAX_REFUSALS - 1, &number, NULL))
        continue;
      is_changed = is_changed || !self->refused[number];
      self->refused[number] = TRUE;
    }

  return is_changed;
}

static void
was_read (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (EngineRefusals) self = user_data;
  g_autofree char *text = NULL;

  if (!g_file_load_contents_finish (G_FILE (object), result, &text, NULL, NULL, NULL)
      || !self->is_reading)
    return;

  self->is_reading = FALSE;
  tell_changed (self, take_text (self, text));
}

void
engine_refusals_keep (EngineRefusals *self, const char *path)
{
  g_return_if_fail (ENGINE_IS_REFUSALS (self));
  g_return_if_fail (path != NULL);

  g_clear_object (&self->file);
  self->file = g_file_new_for_path (path);
  self->is_reading = TRUE;
  g_file_load_contents_async (self->file, NULL, was_read, g_object_ref (self));
}
