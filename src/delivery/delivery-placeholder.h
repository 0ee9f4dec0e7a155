/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a template (see delivery_template_write()) can name: without the curly brackets. Each custom field of the
 * account comes besides, under a placeholder of its own. */

/* Those that every asset has, in the order in which a person looks for them: up to %NULL. */
const char *const *delivery_placeholder_list (void);
/* For people: "Width in pixels". (nullable): @placeholder is none of delivery_placeholder_list() */
const char        *delivery_placeholder_get_meaning (const char *placeholder);

/* The languages that a text can be made safe for, behind a bar: up to %NULL. */
const char *const *delivery_placeholder_list_languages (void);

/* "article_number" of the custom field "Article Number". (transfer full) */
char    *delivery_placeholder_dup_of_field (const char *field);
/* Whether @placeholder is that of @field. */
gboolean delivery_placeholder_is_of_field (const char *placeholder, const char *field);

/* Those in @template_text that are neither of delivery_placeholder_list() nor of one of @fields (nullable), each once:
 * they would be empty. (transfer full) */
char **delivery_placeholder_list_unknown (const char *template_text, const char *const *fields);

G_END_DECLS
