/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-folder.h"

#include "tenant-query.h"
#include "tenant-word.h"

typedef struct
{
  TenantTexts parent;
  TenantFolder *folder; /* borrowed, as the query */
  const TenantQuery *query;
  GArray *words; /* of TenantWord */
} Texts;

/* 5.12, 5.26 */
static gboolean
looks_in (Texts *texts, const char *field)
{
  return texts->query->search_field == NULL || g_str_equal (texts->query->search_field, field);
}

static gboolean
holds (const char *text, const TenantWord *word)
{
  return text != NULL && tenant_word_matches_mixed (word, text);
}

static gboolean
word_matches (Texts *texts, const TenantWord *word, guint64 number)
{
  const TenantFile *file = tenant_folder_get_file (texts->folder, number);
  const TenantEmbedded *embedded;

  /* The name first: it needs no look into the file. */
  if (looks_in (texts, "filename") && tenant_word_matches (word, file->fold))
    return TRUE;

  embedded = tenant_folder_get_embedded (texts->folder, number);
  if ((looks_in (texts, "description") && holds (embedded->description, word))
      || (looks_in (texts, "author") && holds (embedded->author, word)))
    return TRUE;
  if (!looks_in (texts, "tags") && !looks_in (texts, "keywords"))
    return FALSE;
  for (guint i = 0; embedded->keywords[i] != NULL; i++)
    {
      if (holds (embedded->keywords[i], word))
        return TRUE;
    }

  return FALSE;
}

static gboolean
words_match (Texts *texts, guint64 number)
{
  gboolean has_any = FALSE;
  gboolean wants_any = FALSE;

  for (guint i = 0; i < texts->words->len; i++)
    {
      const TenantWord *word = &g_array_index (texts->words, TenantWord, i);
      gboolean matches = word_matches (texts, word, number);

      if (word->excludes ? matches : !matches && !texts->query->any_word)
        return FALSE;
      wants_any = wants_any || !word->excludes;
      has_any = has_any || (matches && !word->excludes);
    }

  return has_any || !wants_any || !texts->query->any_word;
}

static gboolean
has_term (const TenantEmbedded *embedded, const char *term, gboolean is_tag, gboolean literal)
{
  g_autofree char *folded = g_utf8_casefold (term, -1);
  g_autofree char *untagged = g_utf8_casefold (TENANT_UNTAGGED, -1);

  if (is_tag && embedded->keywords[0] == NULL)
    return literal ? g_str_equal (term, TENANT_UNTAGGED) : g_str_equal (folded, untagged);
  for (guint i = 0; embedded->keywords[i] != NULL; i++)
    {
      g_autofree char *keyword = g_utf8_casefold (embedded->keywords[i], -1);

      if (literal ? g_str_equal (term, embedded->keywords[i]) : g_str_equal (folded, keyword))
        return TRUE;
    }

  return FALSE;
}

/* 5.20 */
static gboolean
terms_match (Texts *texts, const TenantTerms *terms, gboolean is_tag, guint64 number)
{
  gboolean literal = is_tag && texts->query->tags_literal;
  gboolean has_any = terms->any->len == 0;
  const TenantEmbedded *embedded;

  if (terms->all->len == 0 && terms->any->len == 0)
    return TRUE;

  embedded = tenant_folder_get_embedded (texts->folder, number);
  for (guint i = 0; i < terms->all->len; i++)
    {
      if (!has_term (embedded, terms->all->pdata[i], is_tag, literal))
        return FALSE;
    }
  for (guint i = 0; i < terms->any->len && !has_any; i++)
    has_any = has_term (embedded, terms->any->pdata[i], is_tag, literal);

  return has_any;
}

static gboolean
match_texts (TenantTexts *parent, const TenantFacts *facts)
{
  Texts *texts = (Texts *) parent;

  return words_match (texts, facts->number)
         && terms_match (texts, &texts->query->tags, TRUE, facts->number)
         && terms_match (texts, &texts->query->keywords, FALSE, facts->number);
}

static void
free_texts (TenantTexts *parent)
{
  Texts *texts = (Texts *) parent;

  g_array_unref (texts->words);
  g_free (texts);
}

static void
clear_word (gpointer word)
{
  tenant_word_clear (word);
}

static void
append_word (Texts *texts, const char *text, gboolean is_whole)
{
  TenantWord word = { 0 };

  tenant_word_init (&word, text, is_whole);
  g_array_append_val (texts->words, word);
}

TenantTexts *
tenant_folder_texts_new (TenantFolder *folder, const TenantQuery *query)
{
  Texts *texts = g_new0 (Texts, 1);

  texts->parent.match = match_texts;
  texts->parent.free = free_texts;
  texts->folder = folder;
  texts->query = query;
  texts->words = g_array_new (FALSE, FALSE, sizeof (TenantWord));
  g_array_set_clear_func (texts->words, clear_word);
  if (query->exact != NULL)
    append_word (texts, query->exact, TRUE);
  for (guint i = 0; i < query->words->len; i++)
    append_word (texts, query->words->pdata[i], FALSE);

  return &texts->parent;
}
