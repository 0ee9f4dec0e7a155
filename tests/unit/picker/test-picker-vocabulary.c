/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "picker-vocabulary.h"

#include "canto-parse.h"
#include "test-wait.h"

#include <string.h>

static CantoPage *
make_page (const char *json)
{
  g_autofree char *text = g_strdup_printf ("{\"results\":[%s]}", json);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  CantoPage *page = canto_parse_page (bytes, 0, &error);

  g_assert_no_error (error);

  return page;
}

static void
count_up (guint *n_times)
{
  (*n_times)++;
}

static gboolean
has_counted (gpointer n_times)
{
  return *(guint *) n_times > 0;
}

static void
unref_asset (gpointer asset)
{
  g_clear_pointer ((CantoAsset **) &asset, canto_asset_unref);
}

/* One array of the assets of @page, and a place where none stands. */
static GPtrArray *
take_assets (CantoPage *page)
{
  GPtrArray *arrays = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  GPtrArray *assets = g_ptr_array_new_with_free_func (unref_asset);

  for (guint i = 0; i < canto_page_get_n_assets (page); i++)
    g_ptr_array_add (assets, canto_asset_ref (canto_page_get_asset (page, i)));
  g_ptr_array_set_size (assets, (int) assets->len + 1);
  g_ptr_array_add (arrays, assets);

  return arrays;
}

/* @json: a list of records */
static void
learn (PickerVocabulary *vocabulary, const char *json)
{
  g_autoptr (CantoPage) page = make_page (json);
  g_autoptr (GPtrArray) arrays = take_assets (page);
  guint n_learned = 0;
  gulong handler =
      g_signal_connect_swapped (vocabulary, "learned", G_CALLBACK (count_up), &n_learned);

  picker_vocabulary_learn (vocabulary, arrays);
  g_assert_cmpuint (n_learned, ==, 0);
  test_wait_until (has_counted, &n_learned, "all to be learned");
  g_assert_cmpuint (n_learned, ==, 1);
  g_signal_handler_disconnect (vocabulary, handler);
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

#define N_MANY 450

/* However far down they stand; of the first the words are there at once. */
static void
test_many (void)
{
  g_autoptr (PickerVocabulary) vocabulary = picker_vocabulary_new ();
  g_autoptr (GString) json = g_string_new (NULL);
  g_autoptr (CantoPage) page = NULL;
  g_autoptr (GPtrArray) arrays = NULL;
  guint n_learned = 0;

  for (guint i = 0; i < N_MANY; i++)
    g_string_append_printf (json, "%s{\"id\":\"m%u\",\"scheme\":\"image\",\"tag\":[\"w%u\"]}",
                            i > 0 ? "," : "", i, i);
  page = make_page (json->str);
  arrays = take_assets (page);
  g_signal_connect_swapped (vocabulary, "learned", G_CALLBACK (count_up), &n_learned);
  picker_vocabulary_learn (vocabulary, arrays);
  assert_words (vocabulary, PICKER_FILTER_TAG, "w0", 9, "w0");
  assert_words (vocabulary, PICKER_FILTER_TAG, "w449", 9, "");
  test_wait_until (has_counted, &n_learned, "all to be learned");
  assert_words (vocabulary, PICKER_FILTER_TAG, "w449", 9, "w449");

  /* What is given anew takes the place of what still waits. */
  picker_vocabulary_learn (vocabulary, arrays);
  learn (vocabulary, ASSETS);
  assert_words (vocabulary, PICKER_FILTER_TAG, "sea", 9, "Sea,Overseas");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/vocabulary/order", test_order);
  g_test_add_func ("/vocabulary/remembers", test_remembers);
  g_test_add_func ("/vocabulary/many", test_many);

  return g_test_run ();
}
