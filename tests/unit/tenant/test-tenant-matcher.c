/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the tables of the matcher find, against the texts of the assets themselves. */

#include "tenant-query.h"

#include "tenant-made-up.h"

#include <libsoup/soup.h>
#include <string.h>

#define N_ASSETS 1500

static TenantQuery *
parse (TenantLibrary *library, const char *query)
{
  g_autoptr (GHashTable) parameters = soup_form_decode (query);
  g_autoptr (GError) error = NULL;
  TenantQuery *parsed = tenant_query_parse (library, parameters, TENANT_ROLE_ADMIN, &error);

  g_assert_no_error (error);

  return parsed;
}

/* Every text of an asset that a field of 5.12 means, in lower case; @field NULL is all of 5.26. */
static GPtrArray *
list_texts (const TenantAsset *asset, const char *field)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

#define IS(name) (field == NULL || g_str_equal (field, name))
  if (IS ("filename"))
    g_ptr_array_add (texts, g_utf8_strdown (asset->name, -1));
  if (IS ("description") && asset->description != NULL)
    g_ptr_array_add (texts, g_utf8_strdown (asset->description, -1));
  if (IS ("author"))
    g_ptr_array_add (texts, g_utf8_strdown (asset->author, -1));
  for (guint i = 0; IS ("tags") && asset->tags[i] != NULL; i++)
    g_ptr_array_add (texts, g_utf8_strdown (asset->tags[i], -1));
  for (guint i = 0; IS ("keywords") && asset->keywords[i] != NULL; i++)
    g_ptr_array_add (texts, g_utf8_strdown (asset->keywords[i], -1));
  for (guint i = 0; field == NULL && asset->smart_tags[i] != NULL; i++)
    g_ptr_array_add (texts, g_utf8_strdown (asset->smart_tags[i], -1));
#undef IS

  return texts;
}

/* Whether a word of a text begins with @word: by walking over it letter by letter. */
static gboolean
begins_word (const char *text, const char *word)
{
  gboolean in_word = FALSE;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (!in_word && g_str_has_prefix (text, word))
        return TRUE;
      in_word = g_unichar_isalnum (c) || g_unichar_ismark (c);
    }

  return FALSE;
}

typedef gboolean (*TextTest) (const char *text, const char *word);

static gboolean
holds (const char *text, const char *word)
{
  return strstr (text, word) != NULL;
}

static gboolean
is_whole (const char *text, const char *word)
{
  return g_str_equal (text, word);
}

static gboolean
any_text (GPtrArray *texts, TextTest test, const char *word)
{
  for (guint i = 0; i < texts->len; i++)
    {
      if (test (texts->pdata[i], word))
        return TRUE;
    }

  return FALSE;
}

/* The matcher of @query takes just those assets in whose texts @test finds @word. Returns how many.
 */
static guint
check (TenantLibrary *library,
       const char *query,
       const char *field,
       TextTest test,
       const char *word)
{
  g_autoptr (TenantQuery) parsed = parse (library, query);
  g_autoptr (TenantMatcher) matcher = tenant_matcher_new (library, parsed);
  guint n_found = 0;

  for (guint64 number = 0; number < N_ASSETS; number++)
    {
      g_auto (TenantAsset) asset = { 0 };
      g_autoptr (GPtrArray) texts = NULL;
      TenantFacts facts;
      gboolean found;

      tenant_library_get_facts (library, number, &facts);
      tenant_library_get_asset (library, number, &asset);
      texts = list_texts (&asset, field);
      found = tenant_matcher_matches (matcher, &facts);
      if (found != any_text (texts, test, word))
        g_error ("%s: %s is %sfound", query, asset.name, found ? "" : "not ");
      n_found += found;
    }

  return n_found;
}

static const char *const fields[] = {
  NULL, "filename", "description", "author", "tags", "keywords"
};

static void
test_words (void)
{
  static const char *const words[] = {
    "harbour", "ha",   "boat", "sea",   "untagged", "web",   "2026",     "reed", "j",  "jpg",
    "0",       "0012", "img",  "e0",    "горы",     "ы",     "港",       "朝",   "中", "wiese",
    "studio",  "pdf",  "12",   "hügel", "ügel",     "largo", "0012.jpg", "jp",   ".",  "social",
  };
  g_autoptr (TenantLibrary) library = tenant_made_up_new (N_ASSETS, 1, 0);
  guint n_empty = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      for (gsize j = 0; j < G_N_ELEMENTS (fields); j++)
        {
          const char *field = fields[j];
          g_autofree char *query =
              g_strdup_printf ("keyword=%s%s%s", words[i], field != NULL ? "&searchInField=" : "",
                               field != NULL ? field : "");
          g_autofree char *anywhere =
              g_strdup_printf ("keyword=*%s*%s%s", words[i], field != NULL ? "&searchInField=" : "",
                               field != NULL ? field : "");

          n_empty += check (library, query, field, begins_word, words[i]) == 0 && field == NULL;
          check (library, anywhere, field, holds, words[i]);
        }
    }
  /* Most of these words are somewhere, or this tests nothing. */
  g_assert_cmpuint (n_empty, <, G_N_ELEMENTS (words) / 3);
}

static void
test_whole (void)
{
  g_autoptr (TenantLibrary) library = tenant_made_up_new (N_ASSETS, 1, 0);

  for (guint64 number = 0; number < 40; number++)
    {
      g_auto (TenantAsset) asset = { 0 };
      const char *texts[6];

      tenant_library_get_asset (library, number, &asset);
      texts[0] = asset.name;
      texts[1] = asset.description != NULL ? asset.description : "none";
      texts[2] = asset.author;
      texts[3] = asset.tags[0];
      texts[4] = asset.keywords[0] != NULL ? asset.keywords[0] : "none";
      texts[5] = asset.smart_tags[3];
      for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
        {
          g_autofree char *lower = g_utf8_strdown (texts[i], -1);
          g_autofree char *escaped = g_uri_escape_string (texts[i], NULL, FALSE);
          g_autofree char *query = g_strdup_printf ("exactMatch=true&keyword=%s", escaped);
          guint n_found = check (library, query, NULL, is_whole, lower);

          if (i == 0)
            g_assert_cmpuint (n_found, ==, 1);
          g_assert_true (n_found > 0 || g_str_equal (texts[i], "none"));
        }
    }
}

static guint
count (TenantLibrary *library, const char *query)
{
  g_autoptr (TenantQuery) parsed = parse (library, query);
  g_autoptr (TenantMatcher) matcher = tenant_matcher_new (library, parsed);
  guint n_found = 0;

  for (guint64 number = 0; number < N_ASSETS; number++)
    {
      TenantFacts facts;

      tenant_library_get_facts (library, number, &facts);
      n_found += tenant_matcher_matches (matcher, &facts);
    }

  return n_found;
}

static void
test_operators (void)
{
  g_autoptr (TenantLibrary) library = tenant_made_up_new (N_ASSETS, 1, 0);
  guint sea = count (library, "keyword=sea");
  guint dawn = count (library, "keyword=dawn");
  guint both = count (library, "keyword=sea+dawn");

  g_assert_cmpuint (both, >, 0);
  g_assert_cmpuint (both, <, MIN (sea, dawn));
  g_assert_cmpuint (count (library, "keyword=sea+dawn&operator=or"), ==, sea + dawn - both);
  g_assert_cmpuint (count (library, "keyword=sea%7Cdawn"), ==, sea + dawn - both);
  g_assert_cmpuint (count (library, "keyword=-sea"), ==, N_ASSETS - sea);
  g_assert_cmpuint (count (library, "keyword=dawn+-sea"), ==, dawn - both);
  g_assert_cmpuint (count (library, "keyword=*"), ==, N_ASSETS);
  g_assert_cmpuint (count (library, "keyword=-*"), ==, 0);
  g_assert_cmpuint (count (library, "keyword=a&searchInField=comment"), ==, 0);
}

/* Tags and keywords by list, with and without regard to case. */
static void
test_lists (void)
{
  g_autoptr (TenantLibrary) library = tenant_made_up_new (N_ASSETS, 1, 0);
  guint sea = 0;
  guint sea_and_boat = 0;
  guint web_or_print = 0;

  for (guint64 number = 0; number < N_ASSETS; number++)
    {
      g_auto (TenantAsset) asset = { 0 };
      const char *const *tags;
      gboolean has_sea;

      tenant_library_get_asset (library, number, &asset);
      tags = (const char *const *) asset.tags;
      has_sea = g_strv_contains (tags, "Sea");
      sea += has_sea;
      sea_and_boat += has_sea && g_strv_contains (tags, "Boat");
      web_or_print +=
          g_strcmp0 (asset.keywords[0], "Web") == 0 || g_strcmp0 (asset.keywords[0], "Print") == 0;
    }
  g_assert_cmpuint (sea_and_boat, >, 0);
  g_assert_cmpuint (count (library, "tags=Sea"), ==, sea);
  g_assert_cmpuint (count (library, "tags=sEA"), ==, sea);
  g_assert_cmpuint (count (library, "tagsLiteral=Sea"), ==, sea);
  g_assert_cmpuint (count (library, "tagsLiteral=sEA"), ==, 0);
  g_assert_cmpuint (count (library, "tags=Se"), ==, 0);
  g_assert_cmpuint (count (library, "tags=%2Bsea%2Bboat"), ==, sea_and_boat);
  g_assert_cmpuint (count (library, "keywords=web%7CPRINT"), ==, web_or_print);
  g_assert_cmpuint (count (library, "keywords=%2BWeb%2BPrint"), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/matcher/5.24/words", test_words);
  g_test_add_func ("/matcher/5.14/whole", test_whole);
  g_test_add_func ("/matcher/5.13/operators", test_operators);
  g_test_add_func ("/matcher/5.3/lists", test_lists);

  return g_test_run ();
}
