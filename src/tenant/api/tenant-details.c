/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-answers-private.h"

#include "tenant-body.h"
#include "tenant-records.h"

static void
write_detail (TenantExchange *exchange, const TenantAsset *asset)
{
  TenantWriter *writer = tenant_exchange_new_writer (exchange);

  tenant_records_write_asset (writer, exchange->world, asset, TENANT_RECORD_DETAIL);
  tenant_exchange_answer_json (exchange, writer);
}

/* 4.5. Its md5 may take a second, during which others may write: it is worked out before. */
void
tenant_get_asset (TenantExchange *exchange)
{
  TenantLock *lock = &exchange->world->lock;
  const char *scheme = exchange->path[TENANT_FIRST_PART];
  const char *id = exchange->path[TENANT_FIRST_PART + 1];
  g_auto (TenantAsset) before = { 0 };
  g_auto (TenantAsset) asset = { 0 };

  if (tenant_exchange_read_asset (exchange, scheme, id, &before))
    tenant_records_sum (exchange->world, &before);

  tenant_lock_start_reading (lock);
  if (tenant_exchange_find_asset (exchange, scheme, id, &asset))
    write_detail (exchange, &asset);
  else
    tenant_exchange_not_found (exchange);
  tenant_lock_stop_reading (lock);
}

static void
write_failed (TenantWriter *writer, GPtrArray *failed)
{
  tenant_writer_open (writer, "failed", '[');
  for (guint i = 0; i < failed->len; i++)
    {
      tenant_writer_open (writer, NULL, '{');
      tenant_writer_string (writer, "id", tenant_node_get_string (failed->pdata[i], "id"));
      tenant_writer_string (writer, "scheme", tenant_node_get_string (failed->pdata[i], "scheme"));
      tenant_writer_close (writer, '}');
    }
  tenant_writer_close (writer, ']');
}

/* 4.34 */
void
tenant_post_batch (TenantExchange *exchange)
{
  g_autoptr (JsonNode) root = tenant_body_read (exchange);
  gboolean is_array = root != NULL && JSON_NODE_HOLDS_ARRAY (root);
  g_autoptr (GPtrArray) items = tenant_body_get_items (exchange, is_array ? root : NULL);
  g_autoptr (GPtrArray) failed = g_ptr_array_new ();
  TenantWriter *writer;

  if (items == NULL)
    return;

  writer = tenant_exchange_new_writer (exchange);
  tenant_writer_open (writer, NULL, '{');
  tenant_writer_open (writer, "docResult", '[');
  for (guint i = 0; i < items->len; i++)
    {
      g_auto (TenantAsset) asset = { 0 };

      if (tenant_body_find_asset (exchange, items->pdata[i], &asset))
        tenant_records_write_asset (writer, exchange->world, &asset, TENANT_RECORD_BATCH);
      else
        g_ptr_array_add (failed, items->pdata[i]);
    }
  tenant_writer_close (writer, ']');
  write_failed (writer, failed);
  tenant_writer_close (writer, '}');
  tenant_exchange_answer_json (exchange, writer);
}
