/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tenant-query.h"
#include "tenant-word.h"

G_BEGIN_DECLS

/* What the texts of a query find in those of one asset, for libraries that look at each by itself. */

/* Whether an asset has @word in its texts; TenantWord.excludes is not looked at. */
typedef gboolean (*TenantWordFunc) (const TenantWord *word, const TenantFacts *facts, gpointer user_data);

/* The words of the keyword, or all of it (5.14). (element-type TenantWord) (transfer full) */
GArray  *tenant_texts_make_words (const TenantQuery *query);
gboolean tenant_texts_match_words (GArray *words, gboolean any_word, TenantWordFunc matches, const TenantFacts *facts, gpointer user_data);

/* 5.20: @literal: in just this case (5.4) */
gboolean tenant_texts_match_terms (const TenantTerms *terms, gboolean literal, const char *const *values);

G_END_DECLS
