/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-entry.h"

#include "tenant-texts.h"

typedef struct
{
  const TenantAsset *asset;
  const TenantQuery *query;
} Search;

/* 5.12, 5.26 */
static gboolean
looks_in (const Search *search, const char *field)
{
  return search->query->search_field == NULL || g_str_equal (search->query->search_field, field);
}

static gboolean
holds (const char *text, const TenantWord *word)
{
  return text != NULL && tenant_word_matches_mixed (word, text);
}

static gboolean
any_holds (char **texts, const TenantWord *word)
{
  for (guint i = 0; texts[i] != NULL; i++)
    {
      if (holds (texts[i], word))
        return TRUE;
    }

  return FALSE;
}

static gboolean
comments_hold (const TenantAsset *asset, const TenantWord *word)
{
  for (guint i = 0; asset->comments != NULL && i < asset->comments->len; i++)
    {
      if (holds (asset->comments->pdata[i], word))
        return TRUE;
    }

  return holds (asset->comment, word);
}

static gboolean
word_matches (const TenantWord *word, const TenantFacts *facts, gpointer user_data)
{
  const Search *search = user_data;
  const TenantAsset *asset = search->asset;

  return (looks_in (search, "filename") && holds (asset->name, word))
         || (looks_in (search, "description") && holds (asset->description, word))
         || (looks_in (search, "author") && holds (asset->author, word))
         || (looks_in (search, "comment") && comments_hold (asset, word))
         || (looks_in (search, "tags") && any_holds (asset->tags, word))
         || (looks_in (search, "keywords") && any_holds (asset->keywords, word))
         || (search->query->search_field == NULL && any_holds (asset->smart_tags, word));
}

gboolean
tenant_entry_matches (const TenantEntry *entry,
                      const TenantFacts *facts,
                      const TenantQuery *query,
                      GArray *words)
{
  Search search = { &entry->asset, query };

  return tenant_texts_match_terms (&query->tags, query->tags_literal,
                                   (const char *const *) entry->asset.tags)
         && tenant_texts_match_terms (&query->keywords, FALSE,
                                      (const char *const *) entry->asset.keywords)
         && tenant_texts_match_words (words, query->any_word, word_matches, facts, &search);
}
