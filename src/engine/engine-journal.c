/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "engine-journal-private.h"

struct _EngineJournal
{
  GObject parent_instance;

  /* Owned. */
  JournalStore *store;
  char *user_id; /* (nullable) */

  /* State. */
  gboolean is_opening;
  gboolean is_open;
  gboolean has_failed; /* what was written last */
};

G_DEFINE_FINAL_TYPE (EngineJournal, engine_journal, G_TYPE_OBJECT)

enum
{
  SIGNAL_OPENED,
  SIGNAL_WRITTEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
store_opened (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (EngineJournal) self = user_data;
  g_autoptr (GError) damage = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries =
      journal_store_open_finish (JOURNAL_STORE (object), result, &damage, &error);

  self->is_opening = FALSE;
  self->is_open = entries != NULL;
  g_signal_emit (self, signals[SIGNAL_OPENED], 0, entries, damage, error);
}

void
engine_journal_open (EngineJournal *self)
{
  if (self->is_opening || self->is_open)
    return;

  self->is_opening = TRUE;
  journal_store_open_async (self->store, NULL, store_opened, g_object_ref (self));
}

gboolean
engine_journal_get_is_open (EngineJournal *self)
{
  return self->is_open;
}

gboolean
engine_journal_get_is_opening (EngineJournal *self)
{
  return self->is_opening;
}

void
engine_journal_tell_written (EngineJournal *self, const GError *error)
{
  gboolean had_failed = self->has_failed;

  self->has_failed = error != NULL;
  if (had_failed || error != NULL)
    g_signal_emit (self, signals[SIGNAL_WRITTEN], 0, error);
}

void
engine_journal_set_user_id (EngineJournal *self, const char *user_id)
{
  g_free (self->user_id);
  self->user_id = g_strdup (user_id);
}

const char *
engine_journal_get_user_id (EngineJournal *self)
{
  return self->user_id;
}

gboolean
engine_journal_is_for (EngineJournal *self, const char *user_id)
{
  return user_id == NULL || self->user_id == NULL || g_str_equal (user_id, self->user_id);
}

char *
engine_journal_dup_folder (const char *data_dir, CantoAccount *account)
{
  return g_build_filename (data_dir, canto_account_get_id (account), NULL);
}

char *
engine_journal_dup_path (const char *folder)
{
  return g_build_filename (folder, "edits.journal", NULL);
}

JournalStore *
engine_journal_get_store (EngineJournal *self)
{
  return self->store;
}

static void
engine_journal_finalize (GObject *object)
{
  EngineJournal *self = ENGINE_JOURNAL (object);

  g_clear_object (&self->store);
  g_free (self->user_id);

  G_OBJECT_CLASS (engine_journal_parent_class)->finalize (object);
}

static void
engine_journal_class_init (EngineJournalClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = engine_journal_finalize;
  signals[SIGNAL_OPENED] =
      g_signal_new ("opened", ENGINE_TYPE_JOURNAL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 3, G_TYPE_PTR_ARRAY, G_TYPE_ERROR, G_TYPE_ERROR);
  signals[SIGNAL_WRITTEN] = g_signal_new ("written", ENGINE_TYPE_JOURNAL, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
engine_journal_init (EngineJournal *self)
{
}

EngineJournal *
engine_journal_new (const char *path)
{
  EngineJournal *self = g_object_new (ENGINE_TYPE_JOURNAL, NULL);

  self->store = journal_store_new (path);

  return self;
}
