/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* JSON from outside, read so that nothing in it can hurt (canto-api.md 1.13, 8.5, 14.8). */

/* The document, an object or an array; BAD_REPLY for what is no such JSON, no UTF-8, nested more than 1,000
 * deep, or of so many values that it would fill the memory. */
JsonNode *canto_json_parse (GBytes *bytes, GError **error);

/* All are for a member that may be absent, null or of another type; strings are (transfer full). */
char       *canto_json_dup_string (JsonObject *object, const char *name); /* NULL if none */
guint64     canto_json_get_number (JsonObject *object, const char *name, guint64 fallback);
char      **canto_json_dup_strings (JsonObject *object, const char *name); /* never NULL */
JsonObject *canto_json_get_object (JsonObject *object, const char *name);  /* (nullable) */
JsonArray  *canto_json_get_array (JsonObject *object, const char *name);   /* (nullable) */

G_END_DECLS
