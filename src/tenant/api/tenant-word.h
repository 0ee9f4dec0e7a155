/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TenantWord:
 *
 * One word of the keyword (5.24), or all of it (5.14), to be found in texts.
 */
typedef struct
{
  gboolean excludes; /* "-word" */
  gboolean is_whole; /* a text has to be the pattern, not only hold it */
  gboolean anywhere; /* "*word": not only where a word of the text begins */
  char *pattern;     /* in lower case */
} TenantWord;

/* @text: in lower case */
void tenant_word_init (TenantWord *word, const char *text, gboolean is_whole);
void tenant_word_clear (TenantWord *word);

/* Whether a text in lower case, or one in any case, holds the word; @excludes is not looked at. */
gboolean tenant_word_matches (const TenantWord *word, const char *lower);
gboolean tenant_word_matches_mixed (const TenantWord *word, const char *text);

G_END_DECLS
