/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-body.h"

void
tenant_body_refuse (TenantExchange *exchange, const char *message)
{
  tenant_exchange_fail (exchange, 400, "invalid_request", message);
}

JsonNode *
tenant_body_read (TenantExchange *exchange)
{
  gsize length = 0;
  const char *text =
      exchange->request_body != NULL ? g_bytes_get_data (exchange->request_body, &length) : NULL;

  return tenant_node_parse (text, length);
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
      if (tenant_node_get_string (items->pdata[i], "id") == NULL
          || tenant_node_get_string (items->pdata[i], "scheme") == NULL)
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
  return tenant_exchange_find_asset (exchange, tenant_node_get_string (item, "scheme"),
                                     tenant_node_get_string (item, "id"), asset);
}
