/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-texts.h"

static void
clear_word (gpointer word)
{
  tenant_word_clear (word);
}

static void
append_word (GArray *words, const char *text, gboolean is_whole)
{
  TenantWord word = { 0 };

  tenant_word_init (&word, text, is_whole);
  g_array_append_val (words, word);
}

GArray *
tenant_texts_make_words (const TenantQuery *query)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (TenantWord));

  g_array_set_clear_func (words, clear_word);
  if (query->exact != NULL)
    append_word (words, query->exact, TRUE);
  for (guint i = 0; i < query->words->len; i++)
    append_word (words, query->words->pdata[i], FALSE);

  return words;
}

gboolean
tenant_texts_match_words (GArray *words,
                          gboolean any_word,
                          TenantWordFunc matches,
                          const TenantFacts *facts,
                          gpointer user_data)
{
  gboolean has_any = FALSE;
  gboolean wants_any = FALSE;

  for (guint i = 0; i < words->len; i++)
    {
      const TenantWord *word = &g_array_index (words, TenantWord, i);
      gboolean is_found = matches (word, facts, user_data);

      if (word->excludes ? is_found : !is_found && !any_word)
        return FALSE;
      wants_any = wants_any || !word->excludes;
      has_any = has_any || (is_found && !word->excludes);
    }

  return has_any || !wants_any || !any_word;
}

static gboolean
has_term (const char *const *values, const char *term, gboolean literal)
{
  g_autofree char *folded = g_utf8_casefold (term, -1);

  if (literal)
    return g_strv_contains (values, term);
  for (guint i = 0; values[i] != NULL; i++)
    {
      g_autofree char *value = g_utf8_casefold (values[i], -1);

      if (g_str_equal (folded, value))
        return TRUE;
    }

  return FALSE;
}

gboolean
tenant_texts_match_terms (const TenantTerms *terms, gboolean literal, const char *const *values)
{
  gboolean has_any = terms->any->len == 0;

  for (guint i = 0; i < terms->all->len; i++)
    {
      if (!has_term (values, terms->all->pdata[i], literal))
        return FALSE;
    }
  for (guint i = 0; i < terms->any->len && !has_any; i++)
    has_any = has_term (values, terms->any->pdata[i], literal);

  return has_any;
}
