/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-vocabulary.h"

#include <string.h>

#define MAX_WORDS  5000  /* of each kind: then no more are taken up */
#define MAX_ASSETS 20000 /* that are told apart: then they count anew */
#define N_AT_ONCE  100   /* assets: some tenths of a millisecond */

struct _PickerVocabulary
{
  GObject parent_instance;

  /* Owned. */
  GHashTable *counts[PICKER_N_FILTERS]; /* word → how often; NULL but for tag and keyword */
  GHashTable *keys;                     /* of the assets that were counted */
  GPtrArray *waiting; /* (nullable) (element-type GPtrArray): of assets, not yet all counted */

  /* State. */
  guint n_done;  /* arrays of those that wait */
  guint next;    /* in the array after them */
  guint idle_id; /* non-0 while there are some left */
};

G_DEFINE_FINAL_TYPE (PickerVocabulary, picker_vocabulary, G_TYPE_OBJECT)

enum
{
  SIGNAL_LEARNED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
picker_vocabulary_finalize (GObject *object)
{
  PickerVocabulary *self = PICKER_VOCABULARY (object);

  g_clear_handle_id (&self->idle_id, g_source_remove);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_hash_table_unref (self->counts[PICKER_FILTER_TAG]);
  g_hash_table_unref (self->counts[PICKER_FILTER_KEYWORD]);
  g_hash_table_unref (self->keys);

  G_OBJECT_CLASS (picker_vocabulary_parent_class)->finalize (object);
}

static void
picker_vocabulary_class_init (PickerVocabularyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = picker_vocabulary_finalize;

  /**
   * PickerVocabulary::learned:
   *
   * All that picker_vocabulary_learn() was given is known.
   */
  signals[SIGNAL_LEARNED] = g_signal_new ("learned", PICKER_TYPE_VOCABULARY, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
picker_vocabulary_init (PickerVocabulary *self)
{
  self->counts[PICKER_FILTER_TAG] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->counts[PICKER_FILTER_KEYWORD] =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

PickerVocabulary *
picker_vocabulary_new (void)
{
  return g_object_new (PICKER_TYPE_VOCABULARY, NULL);
}

static void
count_words (GHashTable *counts, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    {
      guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, words[i]));

      if (!canto_query_is_item (words[i])
          || (count == 0 && g_hash_table_size (counts) >= MAX_WORDS))
        continue;
      g_hash_table_replace (counts, g_strdup (words[i]), GUINT_TO_POINTER (count + 1));
    }
}

static void
learn_asset (PickerVocabulary *self, CantoAsset *asset)
{
  if (g_hash_table_size (self->keys) >= MAX_ASSETS)
    g_hash_table_remove_all (self->keys);
  if (!g_hash_table_add (self->keys, g_strdup (canto_asset_get_key (asset))))
    return;

  count_words (self->counts[PICKER_FILTER_TAG], canto_asset_get_tags (asset));
  count_words (self->counts[PICKER_FILTER_KEYWORD], canto_asset_get_keywords (asset));
}

/* The next of those that wait; NULL after the last of an array, and where none stands. */
static CantoAsset *
take_next (PickerVocabulary *self)
{
  GPtrArray *array = self->waiting->pdata[self->n_done];

  if (self->next < array->len)
    return array->pdata[self->next++];

  self->n_done++;
  self->next = 0;

  return NULL;
}

/* FALSE when none is left. */
static gboolean
learn_some (PickerVocabulary *self)
{
  for (guint i = 0; i < N_AT_ONCE && self->n_done < self->waiting->len; i++)
    {
      CantoAsset *asset = take_next (self);

      if (asset != NULL)
        learn_asset (self, asset);
    }

  return self->n_done < self->waiting->len;
}

static gboolean
learn_in_idle (gpointer user_data)
{
  PickerVocabulary *self = user_data;

  if (learn_some (self))
    return G_SOURCE_CONTINUE;

  self->idle_id = 0;
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_signal_emit (self, signals[SIGNAL_LEARNED], 0);

  return G_SOURCE_REMOVE;
}

void
picker_vocabulary_learn (PickerVocabulary *self, GPtrArray *arrays)
{
  g_return_if_fail (PICKER_IS_VOCABULARY (self));
  g_return_if_fail (arrays != NULL);

  g_clear_handle_id (&self->idle_id, g_source_remove);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  self->waiting = g_ptr_array_ref (arrays);
  self->n_done = 0;
  self->next = 0;
  learn_some (self);
  self->idle_id = g_idle_add (learn_in_idle, self);
}

typedef struct
{
  const char *word;
  guint count;
  gboolean is_start;
} Match;

static gint
compare (gconstpointer a, gconstpointer b)
{
  const Match *one = a;
  const Match *other = b;

  if (one->is_start != other->is_start)
    return one->is_start ? -1 : 1;
  if (one->count != other->count)
    return one->count > other->count ? -1 : 1;

  return strcmp (one->word, other->word);
}

char **
picker_vocabulary_dup_words (PickerVocabulary *self,
                             PickerFilter filter,
                             const char *part,
                             guint n_words)
{
  g_autoptr (GArray) matches = g_array_new (FALSE, FALSE, sizeof (Match));
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *folded_part = g_utf8_casefold (part, -1);
  GHashTableIter iter;
  gpointer word, count;

  g_return_val_if_fail (PICKER_IS_VOCABULARY (self), NULL);
  g_return_val_if_fail (filter == PICKER_FILTER_TAG || filter == PICKER_FILTER_KEYWORD, NULL);

  g_hash_table_iter_init (&iter, self->counts[filter]);
  while (g_hash_table_iter_next (&iter, &word, &count))
    {
      g_autofree char *folded = g_utf8_casefold (word, -1);
      const char *place = strstr (folded, folded_part);
      Match match = { word, GPOINTER_TO_UINT (count), place == folded };

      if (place != NULL)
        g_array_append_val (matches, match);
    }
  g_array_sort (matches, compare);
  for (guint i = 0; i < MIN (matches->len, n_words); i++)
    g_strv_builder_add (builder, g_array_index (matches, Match, i).word);

  return g_strv_builder_end (builder);
}
