/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-query.h"

#include "tenant-stems.h"

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
  gboolean excludes;
  gboolean is_whole; /* a text has to be the pattern, not only hold it */
  gboolean anywhere;
  char *pattern;
  guint8 *stems; /* by index of stem */
  TagTest tags;
  guint keywords; /* 1 << keyword, as the next two */
  guint authors;
  guint formats; /* by the extension of the name */
} Word;

struct _TenantMatcher
{
  TenantLibrary *library; /* borrowed, as the query */
  const TenantQuery *query;
  GArray *words;    /* of Word */
  GArray *all_tags; /* of TagTest */
  GArray *any_tags;
  guint keywords; /* 1 << keyword, of those that query->keywords lets through; 0 is none */
};

/* A text and a pattern; both are in lower case, or are made so. */
typedef gboolean (*TextTest) (const char *text, gconstpointer data);

static gboolean
is_boundary (const char *text, const char *position)
{
  gunichar before;

  if (position == text)
    return TRUE;
  before = g_utf8_get_char (g_utf8_prev_char (position));

  return !g_unichar_isalnum (before) && !g_unichar_ismark (before);
}

/* 5.14, or 5.24: a word that begins with the pattern; with "*" before it, one that holds it. */
static gboolean
text_matches (const char *text, gconstpointer data)
{
  const Word *word = data;

  if (word->is_whole)
    return g_str_equal (text, word->pattern);

  for (const char *found = strstr (text, word->pattern); found != NULL;
       found = strstr (found + 1, word->pattern))
    {
      if (word->anywhere || is_boundary (text, found))
        return TRUE;
      if (*found == '\0')
        break;
    }

  return FALSE;
}

static gboolean
mixed_text_matches (const char *text, gconstpointer data)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);

  return text_matches (lower, data);
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
  guint n_tags = tenant_library_choose_n_tags (facts->hash);

  return n_tags >= test->least[facts->motif] || (test->untagged && n_tags == 0);
}

/* Words */

static void
clear_word (gpointer data)
{
  Word *word = data;

  g_free (word->stems);
  g_free (word->pattern);
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
      && mixed_text_matches (stem->description, word))
    return STEM_FOUND;
  if (!looks_in (query, "filename"))
    return STEM_NOT;
  if (word->is_whole)
    return g_str_has_prefix (word->pattern, stem->fold) ? STEM_SPELL : STEM_NOT;
  if (text_matches (stem->fold, word))
    return STEM_FOUND;

  /* The number of the asset, or that and what stands around it. */
  return strpbrk (word->pattern, "0123456789.") != NULL ? STEM_SPELL : STEM_NOT;
}

static void
find_in_rest (const TenantQuery *query, Word *word)
{
  gboolean everywhere = query->search_field == NULL;

  for (guint i = 1; i < TENANT_N_KEYWORDS && looks_in (query, "keywords"); i++)
    word->keywords |= (guint) mixed_text_matches (tenant_library_get_keyword (i), word) << i;
  for (guint i = 0; i < TENANT_N_AUTHORS && looks_in (query, "author"); i++)
    word->authors |= (guint) mixed_text_matches (tenant_library_get_author (i), word) << i;
  for (guint i = 0; i < TENANT_N_FORMATS && looks_in (query, "filename") && !word->is_whole; i++)
    word->formats |= (guint) text_matches (tenant_format_to_suffix ((TenantFormat) i), word) << i;
  if (looks_in (query, "tags"))
    find_in_tags (&word->tags, everywhere, mixed_text_matches, word);
}

static void
append_word (TenantMatcher *matcher, const char *text, gboolean is_whole)
{
  GArray *stems = tenant_library_get_stems (matcher->library);
  Word word = { .is_whole = is_whole };
  gsize length;

  word.excludes = !is_whole && *text == '-';
  text += word.excludes;
  word.anywhere = !is_whole && *text == '*';
  text += word.anywhere;
  length = strlen (text);
  if (!is_whole && length > 0 && text[length - 1] == '*')
    length--;
  word.pattern = g_strndup (text, length);

  memset (word.tags.least, NEVER, sizeof word.tags.least);
  word.stems = g_new (guint8, stems->len);
  for (guint i = 0; i < stems->len; i++)
    word.stems[i] = find_in_stem (matcher->query, &word, &g_array_index (stems, TenantStem, i));
  find_in_rest (matcher->query, &word);
  g_array_append_val (matcher->words, word);
}

static gboolean
name_matches (TenantMatcher *matcher, const Word *word, const TenantFacts *facts)
{
  GArray *stems = tenant_library_get_stems (matcher->library);
  char name[MAX_NAME_BYTES];

  g_snprintf (name, sizeof name, "%s%0*" G_GUINT64_FORMAT ".%s",
              g_array_index (stems, TenantStem, facts->stem).fold,
              (int) tenant_library_get_n_digits (matcher->library), facts->number,
              tenant_format_to_suffix (facts->format));

  return text_matches (name, word);
}

static gboolean
word_matches (TenantMatcher *matcher, const Word *word, const TenantFacts *facts)
{
  return word->stems[facts->stem] == STEM_FOUND || (word->keywords & (1u << facts->keyword)) != 0
         || (word->authors & (1u << tenant_library_choose_author (facts->hash))) != 0
         || (word->formats & (1u << facts->format)) != 0 || tags_match (&word->tags, facts)
         || (word->stems[facts->stem] == STEM_SPELL && name_matches (matcher, word, facts));
}

static gboolean
words_match (TenantMatcher *matcher, const TenantFacts *facts)
{
  gboolean has_any = FALSE;
  gboolean wants_any = FALSE;

  for (guint i = 0; i < matcher->words->len; i++)
    {
      const Word *word = &g_array_index (matcher->words, Word, i);
      gboolean matches = word_matches (matcher, word, facts);

      if (word->excludes ? matches : !matches && !matcher->query->any_word)
        return FALSE;
      wants_any = wants_any || !word->excludes;
      has_any = has_any || (matches && !word->excludes);
    }

  return has_any || !wants_any || !matcher->query->any_word;
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
tag_lists_match (TenantMatcher *matcher, const TenantFacts *facts)
{
  gboolean has_any = matcher->any_tags->len == 0;

  for (guint i = 0; i < matcher->all_tags->len; i++)
    {
      if (!tags_match (&g_array_index (matcher->all_tags, TagTest, i), facts))
        return FALSE;
    }
  for (guint i = 0; i < matcher->any_tags->len && !has_any; i++)
    has_any = tags_match (&g_array_index (matcher->any_tags, TagTest, i), facts);

  return has_any;
}

/* An asset has one keyword or, with the index 0, none. */
static gboolean
keyword_passes (const TenantTerms *terms, guint keyword)
{
  const char *text = tenant_library_get_keyword (keyword);
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

TenantMatcher *
tenant_matcher_new (TenantLibrary *library, const TenantQuery *query)
{
  TenantMatcher *matcher = g_new0 (TenantMatcher, 1);

  matcher->library = library;
  matcher->query = query;
  matcher->words = g_array_new (FALSE, FALSE, sizeof (Word));
  g_array_set_clear_func (matcher->words, clear_word);
  if (query->exact != NULL)
    append_word (matcher, query->exact, TRUE);
  for (guint i = 0; i < query->words->len; i++)
    append_word (matcher, query->words->pdata[i], FALSE);
  matcher->all_tags = make_tag_tests (query->tags.all, query->tags_literal);
  matcher->any_tags = make_tag_tests (query->tags.any, query->tags_literal);
  for (guint i = 0; i < TENANT_N_KEYWORDS; i++)
    matcher->keywords |= (guint) keyword_passes (&query->keywords, i) << i;

  return matcher;
}

void
tenant_matcher_free (TenantMatcher *matcher)
{
  g_array_unref (matcher->words);
  g_array_unref (matcher->all_tags);
  g_array_unref (matcher->any_tags);
  g_free (matcher);
}

/* What is no text */

static gboolean
in_range (const TenantRange *range, gint64 value)
{
  return !range->is_set || (value >= range->low && value <= range->high);
}

static guint
get_orientation (const TenantFacts *facts)
{
  return facts->width_px > facts->height_px   ? TENANT_ORIENTATION_LANDSCAPE
         : facts->width_px < facts->height_px ? TENANT_ORIENTATION_PORTRAIT
                                              : TENANT_ORIENTATION_SQUARE;
}

static gboolean
has_bit (guint bits, guint bit)
{
  return bits == 0 || (bits & (1u << bit)) != 0;
}

static gboolean
facts_match (const TenantQuery *query, const TenantFacts *facts)
{
  guint dpi = facts->scheme == TENANT_SCHEME_IMAGE ? ((facts->hash >> 8) % 2 ? 300 : 72) : 0;
  gint64 uploaded_ms =
      facts->modified_ms - G_GINT64_CONSTANT (60000) * (gint64) (facts->hash % 100000);

  if (query->role == TENANT_ROLE_CONSUMER && facts->approval != TENANT_APPROVAL_APPROVED)
    return FALSE;
  if (query->container != NULL
      && !tenant_container_holds (query->container, facts->albums, facts->filed))
    return FALSE;
  if (query->orientations != 0
      && (facts->width_px == 0 || !has_bit (query->orientations, get_orientation (facts))))
    return FALSE;

  return has_bit (query->schemes, facts->scheme) && has_bit (query->approvals, facts->approval)
         && has_bit (query->owners, facts->owner) && has_bit (query->storage, facts->frozen)
         && in_range (&query->size_bytes, (gint64) facts->size_bytes)
         && in_range (&query->dimension_px, MAX (facts->width_px, facts->height_px))
         && in_range (&query->dpi, dpi) && in_range (&query->duration_s, facts->duration_ms / 1000)
         && in_range (&query->pages, facts->pages) && in_range (&query->uploaded_ms, uploaded_ms)
         && in_range (&query->modified_ms, facts->modified_ms);
}

/* 5.15 */
static gboolean
fields_match (TenantMatcher *matcher, const TenantFacts *facts)
{
  GArray *filters = matcher->query->field_filters;
  const TenantAsset asset = {
    .hash = facts->hash,
    .motif = facts->motif,
    .stem = facts->stem,
    .approval = facts->approval,
  };

  for (guint i = 0; i < filters->len; i++)
    {
      const TenantFieldFilter *filter = &g_array_index (filters, TenantFieldFilter, i);
      g_auto (GStrv) values =
          tenant_library_dup_field_values (matcher->library, &asset, filter->field);

      if (filter->value == NULL
              ? values != NULL
              : values == NULL || !g_strv_contains ((const char *const *) values, filter->value))
        return FALSE;
    }

  return TRUE;
}

gboolean
tenant_matcher_matches (TenantMatcher *matcher, const TenantFacts *facts)
{
  return facts_match (matcher->query, facts) && (matcher->keywords & (1u << facts->keyword)) != 0
         && tag_lists_match (matcher, facts) && words_match (matcher, facts)
         && fields_match (matcher, facts);
}
