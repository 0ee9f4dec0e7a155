/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the API says of uploads: section 12, but for S3's part. */

#include "tenant-answers-private.h"

#include "tenant-body.h"
#include "tenant-inbox.h"
#include "tenant-policy.h"

#define MAX_HOURS     24 /* 4.29 */
#define DEFAULT_HOURS 1

/* 4.28. A consumer may not change anything (16.3). */
void
tenant_get_upload_setting (TenantExchange *exchange)
{
  gboolean is_over = tenant_inbox_is_next_setting_over (exchange->world->inbox);
  gboolean refers = g_strcmp0 (tenant_exchange_get_parameter (exchange, "refer"), "true") == 0;
  TenantWriter *writer;

  if (exchange->identity.role == TENANT_ROLE_CONSUMER)
    {
      tenant_exchange_fail (exchange, 403, "forbidden", "A consumer may upload nothing.");
      return;
    }
  writer = tenant_exchange_new_writer (exchange);
  tenant_policy_write_setting (exchange->world, writer, exchange->identity.user, is_over, refers);
  tenant_exchange_answer_json (exchange, writer);
}

static gint
compare_notes (gconstpointer a, gconstpointer b)
{
  gint64 first = tenant_node_get_integer (*(JsonNode *const *) a, "time");
  gint64 second = tenant_node_get_integer (*(JsonNode *const *) b, "time");

  return first > second ? -1 : first < second;
}

/* Those of the person since @since_ms, the last one first. (element-type JsonNode) (transfer full)
 */
static GPtrArray *
list_notes (TenantExchange *exchange, gint64 since_ms)
{
  const char *mail =
      tenant_library_get_user (exchange->world->library, exchange->identity.user)->mail;
  GPtrArray *notes = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer node;

  g_hash_table_iter_init (&iter, tenant_overlay_get_notes (exchange->world->overlay));
  while (g_hash_table_iter_next (&iter, NULL, &node))
    {
      if (tenant_node_get_integer (node, "time") >= since_ms
          && g_strcmp0 (tenant_node_get_string (node, "user"), mail) == 0)
        g_ptr_array_add (notes, node);
    }
  g_ptr_array_sort (notes, compare_notes);

  return notes;
}

/* 12.8 */
static void
write_note (TenantWriter *writer, JsonNode *note)
{
  const char *id = tenant_node_get_string (note, "id");

  tenant_writer_open (writer, NULL, '{');
  tenant_writer_string (writer, "name", tenant_node_get_string (note, "name"));
  tenant_writer_date (writer, "time", tenant_node_get_integer (note, "time"));
  tenant_writer_string (writer, "status", tenant_node_get_string (note, "status"));
  if (id != NULL)
    {
      tenant_writer_string (writer, "scheme", tenant_node_get_string (note, "scheme"));
      tenant_writer_string (writer, "id", id);
    }
  tenant_writer_close (writer, '}');
}

static void
write_status (TenantExchange *exchange, guint64 hours)
{
  TenantLock *lock = &exchange->world->lock;
  TenantWriter *writer = tenant_exchange_new_writer (exchange);
  g_autoptr (GPtrArray) notes = NULL;

  tenant_lock_start_reading (lock);
  notes = list_notes (exchange, g_get_real_time () / 1000 - (gint64) hours * 60 * 60 * 1000);
  tenant_writer_open (writer, NULL, '{');
  tenant_writer_integer (writer, "found", notes->len);
  if (notes->len > 0)
    {
      tenant_writer_open (writer, "results", '[');
      for (guint i = 0; i < notes->len; i++)
        write_note (writer, notes->pdata[i]);
      tenant_writer_close (writer, ']');
    }
  tenant_writer_close (writer, '}');
  tenant_lock_stop_reading (lock);
  tenant_exchange_answer_json (exchange, writer);
}

/* 4.29 */
void
tenant_get_upload_status (TenantExchange *exchange)
{
  const char *text = tenant_exchange_get_parameter (exchange, "hours");
  guint64 hours = DEFAULT_HOURS;

  if (text != NULL && !g_ascii_string_to_unsigned (text, 10, 1, MAX_HOURS, &hours, NULL))
    {
      tenant_body_refuse (exchange, "hours is between 1 and 24.");
      return;
    }
  tenant_inbox_ask (exchange->world->inbox);
  write_status (exchange, hours);
}
