/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "picker-vocabulary.h"

#include "canto-parse.h"
#include "catalog-slot-private.h"

#include <string.h>

/* Slots of the assets in @json, a list of records, and one whose asset has not come. */
static GListModel *
make_slots (const char *json, GHashTable *registry)
{
  g_autofree char *text = g_strdup_printf ("{\"results\":[%s]}", json);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoPage) page = canto_parse_page (bytes, 0, &error);
  GListStore *slots = g_list_store_new (CATALOG_TYPE_SLOT);

  g_assert_no_error (error);
  for (guint i = 0; i <= canto_page_get_n_assets (page); i++)
    {
      g_autoptr (CatalogSlot) slot = catalog_slot_new (i, registry);

      if (i < canto_page_get_n_assets (page))
        catalog_slot_set_asset (slot, canto_page_get_asset (page, i));
      g_list_store_append (slots, slot);
    }

  return G_LIST_MODEL (slots);
}

static void
learn (PickerVocabulary *vocabulary, const char *json)
{
  g_autoptr (GHashTable) registry = g_hash_table_new (NULL, NULL);
  g_autoptr (GListModel) slots = make_slots (json, registry);

  picker_vocabulary_learn (vocabulary, slots);
}

static void
assert_words (PickerVocabulary *vocabulary,
              PickerFilter filter,
              const char *part,
              guint n_words,
              const char *expected)
{
  g_auto (GStrv) words = picker_vocabulary_dup_words (vocabulary, filter, part, n_words);
  g_autofree char *joined = g_strjoinv (",", words);

  g_assert_cmpstr (joined, ==, expected);
}

#define ASSETS                                                                                     \
  "{\"id\":\"1\",\"scheme\":\"image\",\"tag\":[\"Sea\",\"Harbour\"],\"keyword\":[\"Travel\"]},"    \
  "{\"id\":\"2\",\"scheme\":\"image\",\"tag\":[\"Sea\",\"Öresund\"]},"                            \
  "{\"id\":\"3\",\"scheme\":\"image\",\"tag\":[\"Overseas\",\"R+D\",\"Untagged\"]}"

static void
test_order (void)
{
  g_autoptr (PickerVocabulary) vocabulary = picker_vocabulary_new ();

  assert_words (vocabulary, PICKER_FILTER_TAG, "", 9, "");
  learn (vocabulary, ASSETS);
  /* The frequent ones first, and none that cannot be asked for. */
  assert_words (vocabulary, PICKER_FILTER_TAG, "", 9, "Sea,Harbour,Overseas,Öresund");
  assert_words (vocabulary, PICKER_FILTER_TAG, "", 2, "Sea,Harbour");
  assert_words (vocabulary, PICKER_FILTER_TAG, "SEA", 9, "Sea,Overseas");
  assert_words (vocabulary, PICKER_FILTER_TAG, "öre", 9, "Öresund");
  assert_words (vocabulary, PICKER_FILTER_KEYWORD, "", 9, "Travel");
}

static void
test_remembers (void)
{
  g_autoptr (PickerVocabulary) vocabulary = picker_vocabulary_new ();

  learn (vocabulary, ASSETS);
  /* One that is seen again counts once; what is off the screen stays known. */
  learn (vocabulary, "{\"id\":\"1\",\"scheme\":\"image\",\"tag\":[\"Harbour\"]}");
  learn (vocabulary, "{\"id\":\"4\",\"scheme\":\"image\",\"tag\":[\"Overseas\"]}");
  assert_words (vocabulary, PICKER_FILTER_TAG, "", 9, "Overseas,Sea,Harbour,Öresund");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/vocabulary/order", test_order);
  g_test_add_func ("/vocabulary/remembers", test_remembers);

  return g_test_run ();
}
