/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-vocabulary.h"

#include "catalog-slot.h"

#include <string.h>

#define MAX_SLOTS 500
#define MAX_WORDS 5000 /* of each kind: then no more are taken up */

struct _PickerVocabulary
{
  GObject parent_instance;

  /* Owned. */
  GHashTable *counts[PICKER_N_FILTERS]; /* word → how often; NULL but for tag and keyword */
  GHashTable *keys;                     /* of the assets that were counted */
};

G_DEFINE_FINAL_TYPE (PickerVocabulary, picker_vocabulary, G_TYPE_OBJECT)

static void
picker_vocabulary_finalize (GObject *object)
{
  PickerVocabulary *self = PICKER_VOCABULARY (object);

  g_hash_table_unref (self->counts[PICKER_FILTER_TAG]);
  g_hash_table_unref (self->counts[PICKER_FILTER_KEYWORD]);
  g_hash_table_unref (self->keys);

  G_OBJECT_CLASS (picker_vocabulary_parent_class)->finalize (object);
}

static void
picker_vocabulary_class_init (PickerVocabularyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = picker_vocabulary_finalize;
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

void
picker_vocabulary_learn (PickerVocabulary *self, GListModel *slots)
{
  guint n_slots;

  g_return_if_fail (PICKER_IS_VOCABULARY (self));

  n_slots = MIN (g_list_model_get_n_items (slots), MAX_SLOTS);
  for (guint i = 0; i < n_slots; i++)
    {
      g_autoptr (CatalogSlot) slot = g_list_model_get_item (slots, i);
      CantoAsset *asset = catalog_slot_get_asset (slot);

      if (asset == NULL || !g_hash_table_add (self->keys, g_strdup (canto_asset_get_key (asset))))
        continue;
      count_words (self->counts[PICKER_FILTER_TAG], canto_asset_get_tags (asset));
      count_words (self->counts[PICKER_FILTER_KEYWORD], canto_asset_get_keywords (asset));
    }
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
