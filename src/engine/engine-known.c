/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "engine-known.h"

#include "engine-words.h"

#include <string.h>

/* What is searched of a description: a few sentences. */
#define MAX_DESCRIPTION_BYTES 400

/* One asset and what is searched of it. */
typedef struct
{
  CantoAsset *asset;
  char *words;
} Entry;

struct _EngineKnown
{
  GObject parent_instance;

  /* Owned. */
  EngineHistory *history;
  GPtrArray *entries; /* (element-type Entry): those that were learned first are first */
  GHashTable *places; /* keys, of the assets → Entry */
  GHashTable *gone;   /* set of keys */

  /* State. */
  guint n_learning;
};

G_DEFINE_FINAL_TYPE (EngineKnown, engine_known, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

void
engine_known_hit_free (EngineKnownHit *self)
{
  canto_asset_unref (self->asset);
  g_clear_object (&self->pick);
  g_free (self);
}

static void
entry_free (Entry *entry)
{
  canto_asset_unref (entry->asset);
  g_free (entry->words);
  g_free (entry);
}

static void
emit_changed (EngineKnown *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Learning */

/* One a line, so that no word is found across two of them. */
static void
append_all (GString *text, const char *const *items)
{
  for (guint i = 0; items[i] != NULL; i++)
    g_string_append_printf (text, "\n%s", items[i]);
}

static char *
make_words (CantoAsset *asset)
{
  g_autoptr (GString) text = g_string_new (canto_asset_get_name (asset));
  const char *description = canto_asset_get_description (asset);

  append_all (text, canto_asset_get_tags (asset));
  append_all (text, canto_asset_get_keywords (asset));
  if (description != NULL)
    {
      g_autofree char *start = g_utf8_make_valid (
          description, (gssize) MIN (strlen (description), MAX_DESCRIPTION_BYTES));

      g_string_append_printf (text, "\n%s", start);
    }

  return engine_words_fold (text->str);
}

/* On a worker. */
static void
make_entries (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GPtrArray *assets = task_data;
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);

  for (guint i = 0; i < assets->len; i++)
    {
      Entry *entry = g_new0 (Entry, 1);

      entry->asset = canto_asset_ref (assets->pdata[i]);
      entry->words = make_words (entry->asset);
      g_ptr_array_add (entries, entry);
    }
  g_task_return_pointer (task, entries, (GDestroyNotify) g_ptr_array_unref);
}

/* @entry: (transfer full) */
static void
take_entry (EngineKnown *self, Entry *entry)
{
  const char *key = canto_asset_get_key (entry->asset);
  Entry *before = g_hash_table_lookup (self->places, key);

  g_hash_table_remove (self->gone, key);
  if (before == NULL)
    {
      g_ptr_array_add (self->entries, entry);
      g_hash_table_insert (self->places, (gpointer) key, entry);
      return;
    }

  /* The key of the table lies in the asset that goes. */
  g_hash_table_remove (self->places, key);
  canto_asset_unref (before->asset);
  g_free (before->words);
  before->asset = entry->asset;
  before->words = entry->words;
  g_hash_table_insert (self->places, (gpointer) canto_asset_get_key (before->asset), before);
  g_free (entry);
}

static void
drop_first (EngineKnown *self, guint n_entries)
{
  for (guint i = 0; i < n_entries; i++)
    g_hash_table_remove (self->places,
                         canto_asset_get_key (((Entry *) self->entries->pdata[i])->asset));
  g_ptr_array_remove_range (self->entries, 0, n_entries);
}

static void
entries_made (GObject *object, GAsyncResult *result, gpointer user_data)
{
  EngineKnown *self = ENGINE_KNOWN (object);
  g_autoptr (GPtrArray) entries = g_task_propagate_pointer (G_TASK (result), NULL);

  self->n_learning--;
  g_ptr_array_set_free_func (entries, NULL);
  for (guint i = 0; i < entries->len; i++)
    take_entry (self, entries->pdata[i]);
  if (self->entries->len > ENGINE_MAX_KNOWN)
    drop_first (self, self->entries->len - ENGINE_MAX_KNOWN);
  emit_changed (self);
}

/* Only what the details of say more than those that are known is worth the work. */
static gboolean
is_news (EngineKnown *self, CantoAsset *asset)
{
  CantoAsset *known;

  if (asset == NULL)
    return FALSE;

  known = engine_known_lookup (self, canto_asset_get_key (asset));

  return known != asset
         && (known == NULL || !canto_asset_is_same_version (known, asset)
             || canto_asset_get_read_at_us (asset) > canto_asset_get_read_at_us (known));
}

void
engine_known_learn (EngineKnown *self, GPtrArray *assets)
{
  g_autoptr (GPtrArray) news = NULL;
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ENGINE_IS_KNOWN (self));
  g_return_if_fail (assets != NULL);

  news = g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);
  for (guint i = 0; i < assets->len; i++)
    {
      if (is_news (self, assets->pdata[i]))
        g_ptr_array_add (news, canto_asset_ref (assets->pdata[i]));
    }
  if (news->len == 0)
    return;

  self->n_learning++;
  task = g_task_new (self, NULL, entries_made, NULL);
  g_task_set_source_tag (task, engine_known_learn);
  g_task_set_task_data (task, g_steal_pointer (&news), (GDestroyNotify) g_ptr_array_unref);
  g_task_run_in_thread (task, make_entries);
}

void
engine_known_forget (EngineKnown *self, const char *key)
{
  g_return_if_fail (ENGINE_IS_KNOWN (self));
  g_return_if_fail (key != NULL);

  /* Its entry, which the table of @gone hides, goes with the oldest. */
  if (g_hash_table_add (self->gone, g_strdup (key)))
    emit_changed (self);
}

/* Finding */

CantoAsset *
engine_known_lookup (EngineKnown *self, const char *key)
{
  Entry *entry;

  g_return_val_if_fail (ENGINE_IS_KNOWN (self), NULL);
  g_return_val_if_fail (key != NULL, NULL);

  entry = g_hash_table_lookup (self->places, key);

  return entry != NULL ? entry->asset : NULL;
}

/* @asset: (transfer full) */
static void
add_hit (GPtrArray *hits, CantoAsset *asset, EnginePick *pick)
{
  EngineKnownHit *hit = g_new0 (EngineKnownHit, 1);

  hit->asset = asset;
  hit->pick = pick != NULL ? g_object_ref (pick) : NULL;
  g_ptr_array_add (hits, hit);
}

static gboolean
pick_matches (EngineKnown *self, EnginePick *pick, const char *const *words)
{
  Entry *entry;

  if (engine_pick_matches (pick, words))
    return TRUE;

  /* By what only the service has told of it. */
  entry = g_hash_table_lookup (self->places, engine_pick_get_key (pick));

  return entry != NULL && engine_words_match (entry->words, words);
}

static void
find_picks (EngineKnown *self,
            const char *const *words,
            guint max,
            GHashTable *keys,
            GPtrArray *hits)
{
  guint n_picks = g_list_model_get_n_items (G_LIST_MODEL (self->history));

  for (guint i = 0; i < n_picks && hits->len < max; i++)
    {
      g_autoptr (EnginePick) pick = g_list_model_get_item (G_LIST_MODEL (self->history), i);
      const char *key = engine_pick_get_key (pick);
      CantoAsset *known;

      if (!pick_matches (self, pick, words) || g_hash_table_contains (self->gone, key)
          || !g_hash_table_add (keys, (gpointer) key))
        continue;
      known = engine_known_lookup (self, key);
      add_hit (hits, known != NULL ? canto_asset_ref (known) : engine_pick_make_asset (pick), pick);
    }
}

static void
find_entries (EngineKnown *self,
              const char *const *words,
              guint max,
              GHashTable *keys,
              GPtrArray *hits)
{
  for (guint i = 0; i < self->entries->len && hits->len < max; i++)
    {
      Entry *entry = self->entries->pdata[i];
      const char *key = canto_asset_get_key (entry->asset);

      if (engine_words_match (entry->words, words) && !g_hash_table_contains (self->gone, key)
          && g_hash_table_add (keys, (gpointer) key))
        add_hit (hits, canto_asset_ref (entry->asset), NULL);
    }
}

GPtrArray *
engine_known_find (EngineKnown *self, const char *text, guint max)
{
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *hits = g_ptr_array_new_with_free_func ((GDestroyNotify) engine_known_hit_free);
  g_auto (GStrv) words = NULL;

  g_return_val_if_fail (ENGINE_IS_KNOWN (self), hits);
  g_return_val_if_fail (text != NULL, hits);

  words = engine_words_split (text);
  find_picks (self, (const char *const *) words, max, keys, hits);
  if (words[0] != NULL)
    find_entries (self, (const char *const *) words, max, keys, hits);

  return hits;
}

gboolean
engine_known_get_is_busy (EngineKnown *self)
{
  g_return_val_if_fail (ENGINE_IS_KNOWN (self), FALSE);

  return self->n_learning > 0;
}

/* GObject */

static void
engine_known_dispose (GObject *object)
{
  EngineKnown *self = ENGINE_KNOWN (object);

  g_clear_object (&self->history);
  g_clear_pointer (&self->places, g_hash_table_unref);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->gone, g_hash_table_unref);

  G_OBJECT_CLASS (engine_known_parent_class)->dispose (object);
}

static void
engine_known_class_init (EngineKnownClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = engine_known_dispose;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", ENGINE_TYPE_KNOWN, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
engine_known_init (EngineKnown *self)
{
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  self->places = g_hash_table_new (g_str_hash, g_str_equal);
  self->gone = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

EngineKnown *
engine_known_new (EngineHistory *history)
{
  EngineKnown *self;

  g_return_val_if_fail (ENGINE_IS_HISTORY (history), NULL);

  self = g_object_new (ENGINE_TYPE_KNOWN, NULL);
  self->history = g_object_ref (history);
  g_signal_connect_object (history, "items-changed", G_CALLBACK (emit_changed), self,
                           G_CONNECT_SWAPPED);

  return self;
}
