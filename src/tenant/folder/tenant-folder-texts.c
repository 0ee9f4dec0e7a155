/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-folder.h"

#include "tenant-query.h"
#include "tenant-texts.h"

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
word_matches (const TenantWord *word, const TenantFacts *facts, gpointer user_data)
{
  Texts *texts = user_data;
  guint64 number = facts->number;
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

/* 5.20: keywords are the tags (7.9). */
static gboolean
lists_match (Texts *texts, guint64 number)
{
  static const char *const untagged[] = { TENANT_UNTAGGED, NULL };
  const TenantQuery *query = texts->query;
  const TenantEmbedded *embedded;
  const char *const *keywords;

  if (query->tags.all->len + query->tags.any->len + query->keywords.all->len
          + query->keywords.any->len
      == 0)
    return TRUE;

  embedded = tenant_folder_get_embedded (texts->folder, number);
  keywords = (const char *const *) embedded->keywords;

  return tenant_texts_match_terms (&query->tags, query->tags_literal,
                                   keywords[0] != NULL ? keywords : untagged)
         && tenant_texts_match_terms (&query->keywords, FALSE, keywords);
}

static gboolean
match_texts (TenantTexts *parent, const TenantFacts *facts)
{
  Texts *texts = (Texts *) parent;

  return tenant_texts_match_words (texts->words, texts->query->any_word, word_matches, facts, texts)
         && lists_match (texts, facts->number);
}

static void
free_texts (TenantTexts *parent)
{
  Texts *texts = (Texts *) parent;

  g_array_unref (texts->words);
  g_free (texts);
}

TenantTexts *
tenant_folder_texts_new (TenantFolder *folder, const TenantQuery *query)
{
  Texts *texts = g_new0 (Texts, 1);

  texts->parent.match = match_texts;
  texts->parent.free = free_texts;
  texts->folder = folder;
  texts->query = query;
  texts->words = tenant_texts_make_words (query);

  return &texts->parent;
}
