/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-answers-private.h"

#include "tenant-body.h"

#include <string.h>

#define MAX_NAME_BYTES 255

/* The asset of the path as @change will have it; else 404 is answered. (nullable) */
static TenantEntry *
edit_asset (TenantExchange *exchange, TenantChange *change)
{
  g_auto (TenantAsset) asset = { 0 };

  if (tenant_exchange_find_asset (exchange, exchange->path[TENANT_FIRST_PART],
                                  exchange->path[TENANT_FIRST_PART + 1], &asset))
    return tenant_change_edit (change, asset.number);
  tenant_exchange_not_found (exchange);

  return NULL;
}

static void
set_word (TenantExchange *exchange, void (*set) (TenantEntry *entry, const char *word))
{
  g_autoptr (TenantChange) change = tenant_answers_start_change (exchange);
  TenantEntry *entry = edit_asset (exchange, change);

  if (entry == NULL)
    return;

  set (entry, exchange->path[TENANT_FIRST_PART + 3]);
  tenant_answers_finish_change (exchange, g_steal_pointer (&change), "");
}

/* 4.20 */
void
tenant_put_tag (TenantExchange *exchange)
{
  set_word (exchange, tenant_entry_add_tag);
}

void
tenant_delete_tag (TenantExchange *exchange)
{
  set_word (exchange, tenant_entry_remove_tag);
}

/* 4.21 */
void
tenant_put_keyword (TenantExchange *exchange)
{
  set_word (exchange, tenant_entry_add_keyword);
}

void
tenant_delete_keyword (TenantExchange *exchange)
{
  set_word (exchange, tenant_entry_remove_keyword);
}

static gboolean
is_text (const char *text)
{
  return text != NULL && *text != '\0';
}

/* 4.22 */
void
tenant_post_keyword (TenantExchange *exchange)
{
  g_autoptr (JsonNode) body = tenant_body_read (exchange);
  const char *name = tenant_node_get_string (body, "name");
  const char *description = tenant_node_get_string (body, "description");
  g_autoptr (TenantChange) change = tenant_answers_start_change (exchange);

  if (!is_text (name) || !is_text (description))
    tenant_body_refuse (exchange, "A name and a description are wanted.");
  else if (!tenant_change_add_keyword (change, name, description))
    tenant_exchange_fail (exchange, 409, "conflict", "There is such a keyword.");
  else
    tenant_answers_finish_change (exchange, g_steal_pointer (&change), "success");
}

/* 4.23 */
void
tenant_put_name (TenantExchange *exchange)
{
  g_autoptr (JsonNode) body = tenant_body_read (exchange);
  const char *name = tenant_node_get_string (body, "name");
  g_autoptr (TenantChange) change = tenant_answers_start_change (exchange);
  TenantEntry *entry = edit_asset (exchange, change);

  if (entry == NULL)
    return;
  if (!is_text (name) || strlen (name) > MAX_NAME_BYTES)
    {
      tenant_body_refuse (exchange, "A name of at most 255 bytes is wanted.");
      return;
    }

  tenant_entry_rename (entry, name);
  tenant_answers_finish_change (exchange, g_steal_pointer (&change), "");
}

/* 4.14: what is not there needs not to be deleted, so that a repeated request is well. */
void
tenant_delete_batch (TenantExchange *exchange)
{
  g_autoptr (JsonNode) body = tenant_body_read (exchange);
  g_autoptr (GPtrArray) items = tenant_body_get_items (exchange, body);
  g_autoptr (TenantChange) change = tenant_answers_start_change (exchange);

  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      g_auto (TenantAsset) asset = { 0 };

      if (tenant_body_find_asset (exchange, items->pdata[i], &asset))
        tenant_change_delete (change, asset.number);
    }
  if (items != NULL)
    tenant_answers_finish_change (exchange, g_steal_pointer (&change), "");
}

/* 4.24 */
void
tenant_post_comment (TenantExchange *exchange)
{
  g_autoptr (JsonNode) body = tenant_body_read (exchange);
  const char *version = tenant_node_get_string (body, "versionId");
  const char *comment = tenant_node_get_string (body, "comment");
  g_autoptr (TenantChange) change = tenant_answers_start_change (exchange);
  g_auto (TenantAsset) asset = { 0 };
  guint no;

  if (tenant_node_get_string (body, "scheme") == NULL || tenant_node_get_string (body, "id") == NULL
      || version == NULL || comment == NULL)
    {
      tenant_body_refuse (exchange, "Wanted are scheme, id, versionId and comment.");
      return;
    }
  no = tenant_body_find_asset (exchange, body, &asset) ? tenant_asset_find_version (&asset, version)
                                                       : 0;
  if (no == 0)
    {
      tenant_exchange_not_found (exchange);
      return;
    }

  tenant_entry_set_comment (tenant_change_edit (change, asset.number), no, comment);
  tenant_answers_finish_change (exchange, g_steal_pointer (&change), "success");
}
