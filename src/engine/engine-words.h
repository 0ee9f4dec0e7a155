/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Searching without the service: texts are folded, so that case and the way in which a letter is encoded count for
 * nothing. For any thread. */

/* @text as it is searched. (transfer full) */
char *engine_words_fold (const char *text);

/* The words of what a person types, folded; without any, the array is empty. (transfer full) */
char **engine_words_split (const char *text);

/* Whether each of @words, which engine_words_split() made, is part of @folded; without words, anything is. */
gboolean engine_words_match (const char *folded, const char *const *words);

G_END_DECLS
