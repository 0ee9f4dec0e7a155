/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-query.h"

#include "tenant-stems.h"

#include <string.h>

/* What one word of the keyword finds, worked out once: a million assets share few texts. */
typedef struct
{
  gboolean excludes;
  gboolean *in_stems;  /* by index of stem */
  guint64 in_keywords; /* 1 << keyword */
  char *pattern;       /* for the texts that are not shared */
} Word;

struct _TenantMatcher
{
  TenantLibrary *library; /* borrowed, as the query */
  const TenantQuery *query;
  GArray *words; /* of Word */
  guint motifs;  /* 1 << motif, of those that may have the tags, which go with the motif */
  gboolean needs_texts;
};

static gboolean
is_boundary (const char *text, const char *position)
{
  return position == text || strchr (" ,;&_-/.()\"“’", position[-1]) != NULL;
}

/* Whether @pattern finds a word of @text, both in lower case: a word that begins with it; with "*"
 * before it, one that holds it (5.24). */
static gboolean
text_has_word (const char *text, const char *pattern)
{
  gboolean anywhere = *pattern == '*';
  g_autofree char *word = g_strdup (pattern + anywhere);
  gsize length = strlen (word);

  if (length > 0 && word[length - 1] == '*')
    word[length - 1] = '\0';

  for (const char *found = strstr (text, word); found != NULL; found = strstr (found + 1, word))
    {
      if (anywhere || is_boundary (text, found))
        return TRUE;
      if (*found == '\0')
        break;
    }

  return FALSE;
}

static void
clear_word (gpointer data)
{
  Word *word = data;

  g_free (word->in_stems);
  g_free (word->pattern);
}

static void
append_word (TenantMatcher *matcher, const char *text)
{
  GArray *stems = tenant_library_get_stems (matcher->library);
  Word word = { .excludes = *text == '-' };

  word.pattern = g_strdup (text + word.excludes);
  word.in_stems = g_new0 (gboolean, stems->len);
  for (guint i = 0; i < stems->len; i++)
    word.in_stems[i] =
        text_has_word (g_array_index (stems, TenantStem, i).search_text, word.pattern);
  for (guint i = 1; i < 8; i++)
    {
      g_autofree char *lower = g_utf8_strdown (tenant_library_get_keyword (i), -1);

      if (text_has_word (lower, word.pattern))
        word.in_keywords |= G_GUINT64_CONSTANT (1) << i;
    }
  g_array_append_val (matcher->words, word);
}

static gboolean list_has (char *const *list, const char *term, gboolean literal);

/* Most assets need not be made in full to know that they have not the tag. */
static guint
find_motifs (const TenantQuery *query)
{
  guint motifs = 0;

  for (guint motif = 0; motif < TENANT_N_MOTIFS; motif++)
    {
      char *const *words = (char *const *) tenant_stems_get_tags ((TenantMotif) motif);
      gboolean may_have = query->tags.any->len == 0;

      for (guint i = 0; i < query->tags.any->len && !may_have; i++)
        may_have = list_has (words, query->tags.any->pdata[i], FALSE)
                   || g_ascii_strcasecmp (query->tags.any->pdata[i], "Untagged") == 0;
      for (guint i = 0; i < query->tags.all->len; i++)
        may_have = may_have && list_has (words, query->tags.all->pdata[i], FALSE);
      if (may_have)
        motifs |= 1u << motif;
    }

  return motifs;
}

TenantMatcher *
tenant_matcher_new (TenantLibrary *library, const TenantQuery *query)
{
  TenantMatcher *matcher = g_new0 (TenantMatcher, 1);

  matcher->library = library;
  matcher->query = query;
  matcher->words = g_array_new (FALSE, FALSE, sizeof (Word));
  g_array_set_clear_func (matcher->words, clear_word);
  matcher->needs_texts =
      query->exact != NULL || (query->search_field != NULL && query->words->len > 0)
      || query->tags.all->len > 0 || query->tags.any->len > 0 || query->keywords.all->len > 0
      || query->keywords.any->len > 0 || query->field_filters->len > 0;
  for (guint i = 0; i < query->words->len; i++)
    append_word (matcher, query->words->pdata[i]);
  matcher->motifs = find_motifs (query);

  return matcher;
}

void
tenant_matcher_free (TenantMatcher *matcher)
{
  g_array_unref (matcher->words);
  g_free (matcher);
}

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
  if (query->in_container && (facts->albums & query->albums) == 0)
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

/* The texts of an asset that its stem does not have: number, keyword, author. */
static gboolean
word_matches (TenantMatcher *matcher, const Word *word, const TenantFacts *facts)
{
  char number[24];
  const char *author = tenant_library_get_author (facts->hash);
  g_autofree char *lower = NULL;

  if (word->in_stems[facts->stem]
      || (word->in_keywords & (G_GUINT64_CONSTANT (1) << facts->keyword)) != 0)
    return TRUE;

  if (g_ascii_isdigit (*word->pattern))
    {
      g_snprintf (number, sizeof number, "%0*" G_GUINT64_FORMAT,
                  (int) tenant_library_get_n_digits (matcher->library), facts->number);
      return g_str_has_prefix (number, word->pattern);
    }
  lower = g_utf8_strdown (author, -1);

  return text_has_word (lower, word->pattern);
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

static gboolean
list_has (char *const *list, const char *term, gboolean literal)
{
  for (; *list != NULL; list++)
    {
      g_autofree char *left = NULL;
      g_autofree char *right = NULL;

      if (literal ? g_str_equal (*list, term)
                  : g_utf8_collate (left = g_utf8_casefold (*list, -1),
                                    right = g_utf8_casefold (term, -1))
                        == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
terms_match (const TenantTerms *terms, char *const *list, gboolean literal)
{
  gboolean has_any = terms->any->len == 0;

  for (guint i = 0; i < terms->all->len; i++)
    {
      if (!list_has (list, terms->all->pdata[i], literal))
        return FALSE;
    }
  for (guint i = 0; i < terms->any->len && !has_any; i++)
    has_any = list_has (list, terms->any->pdata[i], literal);

  return has_any;
}

/* The fields that 5.12 names, or all of them (5.26). (transfer full) */
static char **
list_texts (const TenantQuery *query, const TenantAsset *asset)
{
  const char *field = query->search_field;
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  const struct
  {
    const char *name;
    const char *text;
  } single[] = {
    { "filename", asset->name },
    { "description", asset->description },
    { "comment", asset->comment },
    { "author", asset->author },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (single); i++)
    {
      if (single[i].text != NULL && (field == NULL || g_str_equal (field, single[i].name)))
        g_ptr_array_add (all, (gpointer) single[i].text);
    }
  for (guint i = 0; asset->tags[i] != NULL && (field == NULL || g_str_equal (field, "tags")); i++)
    g_ptr_array_add (all, asset->tags[i]);
  for (guint i = 0;
       asset->keywords[i] != NULL && (field == NULL || g_str_equal (field, "keywords")); i++)
    g_ptr_array_add (all, asset->keywords[i]);

  for (guint i = 0; i < all->len; i++)
    {
      g_autofree char *lower = g_utf8_strdown (all->pdata[i], -1);

      g_strv_builder_add (texts, lower);
    }

  return g_strv_builder_end (texts);
}

static gboolean
field_words_match (TenantMatcher *matcher, char **texts)
{
  g_autofree char *joined = g_strjoinv (" ", texts);

  for (guint i = 0; i < matcher->words->len; i++)
    {
      const Word *word = &g_array_index (matcher->words, Word, i);

      if (text_has_word (joined, word->pattern) == word->excludes)
        return FALSE;
    }

  return TRUE;
}

static gboolean
fields_match (TenantMatcher *matcher, const TenantAsset *asset)
{
  GArray *filters = matcher->query->field_filters;

  for (guint i = 0; i < filters->len; i++)
    {
      const TenantFieldFilter *filter = &g_array_index (filters, TenantFieldFilter, i);
      g_auto (GStrv) values =
          tenant_library_dup_field_values (matcher->library, asset, filter->field);

      if (filter->value == NULL ? values != NULL
                                : values == NULL || !list_has (values, filter->value, TRUE))
        return FALSE;
    }

  return TRUE;
}

static gboolean
texts_match (TenantMatcher *matcher, const TenantFacts *facts)
{
  const TenantQuery *query = matcher->query;
  g_auto (TenantAsset) asset = { 0 };
  g_auto (GStrv) texts = NULL;

  tenant_library_get_asset (matcher->library, facts->number, &asset);
  texts = list_texts (query, &asset);
  if (query->exact != NULL && !g_strv_contains ((const char *const *) texts, query->exact))
    return FALSE;
  if (query->search_field != NULL && !field_words_match (matcher, texts))
    return FALSE;

  return terms_match (&query->tags, asset.tags, query->tags_literal)
         && terms_match (&query->keywords, asset.keywords, FALSE) && fields_match (matcher, &asset);
}

gboolean
tenant_matcher_matches (TenantMatcher *matcher, const TenantFacts *facts)
{
  if (!facts_match (matcher->query, facts) || (matcher->motifs & (1u << facts->motif)) == 0)
    return FALSE;
  if (matcher->query->search_field == NULL && !words_match (matcher, facts))
    return FALSE;

  return !matcher->needs_texts || texts_match (matcher, facts);
}
