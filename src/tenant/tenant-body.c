/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-body.h"

#define MAX_LEVELS 100

void
tenant_body_refuse (TenantExchange *exchange, const char *message)
{
  tenant_exchange_fail (exchange, 400, "invalid_request", message);
}

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
tenant_body_read (TenantExchange *exchange)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  gsize length = 0;
  const char *text =
      exchange->request_body != NULL ? g_bytes_get_data (exchange->request_body, &length) : NULL;

  if (text == NULL || length > G_MAXSSIZE || !g_utf8_validate (text, (gssize) length, NULL)
      || is_too_deep (text, length)
      || !json_parser_load_from_data (parser, text, (gssize) length, NULL))
    return NULL;

  return json_parser_steal_root (parser);
}

JsonNode *
tenant_body_get_member (JsonNode *node, const char *name)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node)
             ? json_object_get_member (json_node_get_object (node), name)
             : NULL;
}

const char *
tenant_body_get_string (JsonNode *node, const char *name)
{
  JsonNode *member = tenant_body_get_member (node, name);

  return member != NULL && JSON_NODE_HOLDS_VALUE (member)
                 && json_node_get_value_type (member) == G_TYPE_STRING
             ? json_node_get_string (member)
             : NULL;
}

gboolean
tenant_body_get_boolean (JsonNode *node, const char *name)
{
  JsonNode *member = tenant_body_get_member (node, name);

  return member != NULL && JSON_NODE_HOLDS_VALUE (member)
         && json_node_get_value_type (member) == G_TYPE_BOOLEAN && json_node_get_boolean (member);
}

static void
add_item (JsonArray *array, guint index, JsonNode *item, gpointer items)
{
  g_ptr_array_add (items, item);
}

static gboolean
are_items (GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      if (tenant_body_get_string (items->pdata[i], "id") == NULL
          || tenant_body_get_string (items->pdata[i], "scheme") == NULL)
        return FALSE;
    }

  return items->len <= TENANT_MAX_BATCH;
}

GPtrArray *
tenant_body_get_items (TenantExchange *exchange, JsonNode *node)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    json_array_foreach_element (json_node_get_array (node), add_item, items);
  else if (node != NULL)
    g_ptr_array_add (items, node);
  if (node != NULL && are_items (items))
    return g_steal_pointer (&items);

  tenant_body_refuse (exchange, "An array of at most 100 {id, scheme} is wanted.");

  return NULL;
}

gboolean
tenant_body_find_asset (TenantExchange *exchange, JsonNode *item, TenantAsset *asset)
{
  return tenant_exchange_find_asset (exchange, tenant_body_get_string (item, "scheme"),
                                     tenant_body_get_string (item, "id"), asset);
}
