/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* JSON that may be anything: whatever is not as asked for is as if it were not there. */

/* Reads JSON, but none that is nested so deep that json-glib would run out of stack. (nullable) (transfer full) */
JsonNode   *tenant_node_parse (const char *text, gsize length);

/* @node: (nullable). A member of an object. (nullable) */
JsonNode   *tenant_node_get_member (JsonNode *node, const char *name);
const char *tenant_node_get_string (JsonNode *node, const char *name);
gboolean    tenant_node_get_boolean (JsonNode *node, const char *name);
gint64      tenant_node_get_integer (JsonNode *node, const char *name);
JsonArray  *tenant_node_get_array (JsonNode *node, const char *name);
/* The string that @node is. (nullable) */
const char *tenant_node_get_text (JsonNode *node);
/* The strings among the items of an array. (nullable) (transfer full) */
char      **tenant_node_dup_strings (JsonNode *node, const char *name);

G_END_DECLS
