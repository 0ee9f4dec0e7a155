/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "canto-json.h"

G_BEGIN_DECLS

/* JSON from the service: what canto-json.h has, and what is of its answers alone. */

/* The list of a reply: absent and null are an empty one (C11), and @array is NULL; anything else that is no
 * list is BAD_REPLY, for an empty list would be a lie (14.7). */
gboolean canto_json_get_list (JsonObject *object, const char *name, JsonArray **array, GError **error);

/* The text of a value: a string, or a number as text; NULL for anything else. */
char  *canto_json_node_dup_text (JsonNode *node);
char **canto_json_node_dup_texts (JsonNode *node); /* of an array or of one value; never NULL */

G_END_DECLS
