/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-made-up.h"

#include "tenant-query.h"
#include "tenant-stems.h"
#include "tenant-word.h"

#include <string.h>

#define NEVER          255
#define MAX_NAME_BYTES 512

/* Which assets have a tag: those of a motif with so many tags or more, for they are the first few
 * of the motif's; and perhaps those that have none. */
typedef struct
{
  guint8 least[TENANT_N_MOTIFS];
  gboolean untagged;
} TagTest;

enum
{
  STEM_NOT,
  STEM_FOUND,
  STEM_SPELL, /* only the whole name can tell */
};

/* What one word of the keyword finds, or all of it (5.14), worked out once: a million assets share
 * few texts. */
typedef struct
{
  TenantWord word;
  guint8 *stems; /* by index of stem */
  TagTest tags;
  guint keywords; /* 1 << keyword, as the next two */
  guint authors;
  guint formats; /* by the extension of the name */
} Word;

typedef struct
{
  TenantTexts parent;
  TenantMadeUp *library; /* borrowed, as the query */
  const TenantQuery *query;
  GArray *words;    /* of Word */
  GArray *all_tags; /* of TagTest */
  GArray *any_tags;
  guint keywords; /* 1 << keyword, of those that query->keywords lets through; 0 is none */
} Texts;

/* A text and a pattern; both are in lower case, or are made so. */
typedef gboolean (*TextTest) (const char *text, gconstpointer data);

static gboolean
mixed_text_matches (const char *text, gconstpointer word)
{
  return tenant_word_matches_mixed (word, text);
}

static gboolean
text_is (const char *text, gconstpointer data)
{
  return g_str_equal (text, data);
}

/* @data: folded */
static gboolean
text_folds_to (const char *text, gconstpointer data)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  return g_str_equal (folded, data);
}

/* @smart: also those that the machine made, which are all of the motif's (7.11) */
static void
find_in_tags (TagTest *test, gboolean smart, TextTest matches, gconstpointer data)
{
  for (guint motif = 0; motif < TENANT_N_MOTIFS; motif++)
    {
      const char *const *tags = tenant_stems_get_tags ((TenantMotif) motif);

      for (guint i = 0; tags[i] != NULL && test->least[motif] == NEVER; i++)
        {
          if (matches (tags[i], data))
            test->least[motif] = smart ? 0 : (guint8) (i + 1);
        }
    }
  test->untagged = matches (TENANT_UNTAGGED, data);
}

static gboolean
tags_match (const TagTest *test, const TenantFacts *facts)
{
  guint n_tags = tenant_made_up_choose_n_tags (facts->hash);

  return n_tags >= test->least[facts->motif] || (test->untagged && n_tags == 0);
}

/* Words */

static void
clear_word (gpointer data)
{
  Word *word = data;

  g_free (word->stems);
  tenant_word_clear (&word->word);
}

/* 5.12, 5.26 */
static gboolean
looks_in (const TenantQuery *query, const char *field)
{
  return query->search_field == NULL || g_str_equal (query->search_field, field);
}

static guint8
find_in_stem (const TenantQuery *query, const Word *word, const TenantStem *stem)
{
  if (stem->description != NULL && looks_in (query, "description")
      && tenant_word_matches_mixed (&word->word, stem->description))
    return STEM_FOUND;
  if (!looks_in (query, "filename"))
    return STEM_NOT;
  if (word->word.is_whole)
    return g_str_has_prefix (word->word.pattern, stem->fold) ? STEM_SPELL : STEM_NOT;
  if (tenant_word_matches (&word->word, stem->fold))
    return STEM_FOUND;

  /* The number of the asset, or that and what stands around it. */
  return strpbrk (word->word.pattern, "0123456789.") != NULL ? STEM_SPELL : STEM_NOT;
}

static void
find_in_rest (const TenantQuery *query, Word *found)
{
  const TenantWord *word = &found->word;
  gboolean everywhere = query->search_field == NULL;

  for (guint i = 1; i < TENANT_N_KEYWORDS && looks_in (query, "keywords"); i++)
    found->keywords |= (guint) tenant_word_matches_mixed (word, tenant_made_up_get_keyword (i))
                       << i;
  for (guint i = 0; i < TENANT_N_AUTHORS && looks_in (query, "author"); i++)
    found->authors |= (guint) tenant_word_matches_mixed (word, tenant_made_up_get_author (i)) << i;
  for (guint i = 0; i < TENANT_N_FORMATS && looks_in (query, "filename") && !word->is_whole; i++)
    found->formats |= (guint) tenant_word_matches (word, tenant_format_to_suffix ((TenantFormat) i))
                      << i;
  if (looks_in (query, "tags"))
    find_in_tags (&found->tags, everywhere, mixed_text_matches, word);
}

static void
append_word (Texts *texts, const char *text, gboolean is_whole)
{
  GArray *stems = tenant_made_up_get_stems (texts->library);
  Word word = { 0 };

  tenant_word_init (&word.word, text, is_whole);
  memset (word.tags.least, NEVER, sizeof word.tags.least);
  word.stems = g_new (guint8, stems->len);
  for (guint i = 0; i < stems->len; i++)
    word.stems[i] = find_in_stem (texts->query, &word, &g_array_index (stems, TenantStem, i));
  find_in_rest (texts->query, &word);
  g_array_append_val (texts->words, word);
}

static gboolean
name_matches (Texts *texts, const Word *word, const TenantFacts *facts)
{
  GArray *stems = tenant_made_up_get_stems (texts->library);
  char name[MAX_NAME_BYTES];

  g_snprintf (name, sizeof name, "%s%0*" G_GUINT64_FORMAT ".%s",
              g_array_index (stems, TenantStem, facts->stem).fold,
              (int) tenant_made_up_get_n_digits (texts->library), facts->number,
              tenant_format_to_suffix (facts->format));

  return tenant_word_matches (&word->word, name);
}

static gboolean
word_matches (Texts *texts, const Word *word, const TenantFacts *facts)
{
  return word->stems[facts->stem] == STEM_FOUND || (word->keywords & (1u << facts->keyword)) != 0
         || (word->authors & (1u << tenant_made_up_choose_author (facts->hash))) != 0
         || (word->formats & (1u << facts->format)) != 0 || tags_match (&word->tags, facts)
         || (word->stems[facts->stem] == STEM_SPELL && name_matches (texts, word, facts));
}

static gboolean
words_match (Texts *texts, const TenantFacts *facts)
{
  gboolean has_any = FALSE;
  gboolean wants_any = FALSE;

  for (guint i = 0; i < texts->words->len; i++)
    {
      const Word *word = &g_array_index (texts->words, Word, i);
      gboolean matches = word_matches (texts, word, facts);

      if (word->word.excludes ? matches : !matches && !texts->query->any_word)
        return FALSE;
      wants_any = wants_any || !word->word.excludes;
      has_any = has_any || (matches && !word->word.excludes);
    }

  return has_any || !wants_any || !texts->query->any_word;
}

/* Lists (5.20) */

static GArray *
make_tag_tests (GPtrArray *terms, gboolean literal)
{
  GArray *tests = g_array_new (FALSE, FALSE, sizeof (TagTest));

  for (guint i = 0; i < terms->len; i++)
    {
      g_autofree char *folded = g_utf8_casefold (terms->pdata[i], -1);
      TagTest test;

      memset (test.least, NEVER, sizeof test.least);
      find_in_tags (&test, FALSE, literal ? text_is : text_folds_to,
                    literal ? terms->pdata[i] : folded);
      g_array_append_val (tests, test);
    }

  return tests;
}

static gboolean
tag_lists_match (Texts *texts, const TenantFacts *facts)
{
  gboolean has_any = texts->any_tags->len == 0;

  for (guint i = 0; i < texts->all_tags->len; i++)
    {
      if (!tags_match (&g_array_index (texts->all_tags, TagTest, i), facts))
        return FALSE;
    }
  for (guint i = 0; i < texts->any_tags->len && !has_any; i++)
    has_any = tags_match (&g_array_index (texts->any_tags, TagTest, i), facts);

  return has_any;
}

/* An asset has one keyword or, with the index 0, none. */
static gboolean
keyword_passes (const TenantTerms *terms, guint keyword)
{
  const char *text = tenant_made_up_get_keyword (keyword);
  gboolean has_any = terms->any->len == 0;

  for (guint i = 0; i < terms->all->len + terms->any->len; i++)
    {
      gboolean is_all = i < terms->all->len;
      g_autofree char *folded = g_utf8_casefold (
          is_all ? terms->all->pdata[i] : terms->any->pdata[i - terms->all->len], -1);
      gboolean matches = keyword > 0 && text_folds_to (text, folded);

      if (is_all && !matches)
        return FALSE;
      has_any = has_any || matches;
    }

  return has_any;
}

static gboolean
match_texts (TenantTexts *parent, const TenantFacts *facts)
{
  Texts *texts = (Texts *) parent;

  return (texts->keywords & (1u << facts->keyword)) != 0 && tag_lists_match (texts, facts)
         && words_match (texts, facts);
}

static void
free_texts (TenantTexts *parent)
{
  Texts *texts = (Texts *) parent;

  g_array_unref (texts->words);
  g_array_unref (texts->all_tags);
  g_array_unref (texts->any_tags);
  g_free (texts);
}

TenantTexts *
tenant_made_up_texts_new (TenantMadeUp *library, const TenantQuery *query)
{
  Texts *texts = g_new0 (Texts, 1);

  texts->parent.match = match_texts;
  texts->parent.free = free_texts;
  texts->library = library;
  texts->query = query;
  texts->words = g_array_new (FALSE, FALSE, sizeof (Word));
  g_array_set_clear_func (texts->words, clear_word);
  if (query->exact != NULL)
    append_word (texts, query->exact, TRUE);
  for (guint i = 0; i < query->words->len; i++)
    append_word (texts, query->words->pdata[i], FALSE);
  texts->all_tags = make_tag_tests (query->tags.all, query->tags_literal);
  texts->any_tags = make_tag_tests (query->tags.any, query->tags_literal);
  for (guint i = 0; i < TENANT_N_KEYWORDS; i++)
    texts->keywords |= (guint) keyword_passes (&query->keywords, i) << i;

  return &texts->parent;
}
