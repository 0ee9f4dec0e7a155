/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-node.h"

#define MAX_LEVELS 100

/* json-glib reads what is nested by calling itself. */
static gboolean
is_too_deep (const char *text, gsize length)
{
  gboolean in_string = FALSE;
  guint level = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (in_string && text[i] == '\\')
        i++;
      else if (text[i] == '"')
        in_string = !in_string;
      else if (!in_string && (text[i] == '[' || text[i] == '{') && ++level > MAX_LEVELS)
        return TRUE;
      else if (!in_string && (text[i] == ']' || text[i] == '}') && level > 0)
        level--;
    }

  return FALSE;
}

JsonNode *
tenant_node_parse (const char *text, gsize length)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();

  if (text == NULL || length > G_MAXSSIZE || !g_utf8_validate (text, (gssize) length, NULL)
      || is_too_deep (text, length)
      || !json_parser_load_from_data (parser, text, (gssize) length, NULL))
    return NULL;

  return json_parser_steal_root (parser);
}

JsonNode *
tenant_node_get_member (JsonNode *node, const char *name)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node)
             ? json_object_get_member (json_node_get_object (node), name)
             : NULL;
}

static gboolean
holds (JsonNode *node, GType type)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

const char *
tenant_node_get_text (JsonNode *node)
{
  return holds (node, G_TYPE_STRING) ? json_node_get_string (node) : NULL;
}

const char *
tenant_node_get_string (JsonNode *node, const char *name)
{
  return tenant_node_get_text (tenant_node_get_member (node, name));
}

gboolean
tenant_node_get_boolean (JsonNode *node, const char *name)
{
  JsonNode *member = tenant_node_get_member (node, name);

  return holds (member, G_TYPE_BOOLEAN) && json_node_get_boolean (member);
}

gint64
tenant_node_get_integer (JsonNode *node, const char *name)
{
  JsonNode *member = tenant_node_get_member (node, name);

  return holds (member, G_TYPE_INT64) ? json_node_get_int (member) : 0;
}

JsonArray *
tenant_node_get_array (JsonNode *node, const char *name)
{
  JsonNode *member = tenant_node_get_member (node, name);

  return member != NULL && JSON_NODE_HOLDS_ARRAY (member) ? json_node_get_array (member) : NULL;
}

char **
tenant_node_dup_strings (JsonNode *node, const char *name)
{
  JsonArray *array = tenant_node_get_array (node, name);
  g_autoptr (GStrvBuilder) strings = g_strv_builder_new ();

  if (array == NULL)
    return NULL;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      const char *text = tenant_node_get_text (json_array_get_element (array, i));

      if (text != NULL)
        g_strv_builder_add (strings, text);
    }

  return g_strv_builder_end (strings);
}
