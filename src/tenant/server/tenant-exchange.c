/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-exchange.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

TenantExchange *
tenant_exchange_new (TenantWorld *world)
{
  TenantExchange *exchange = g_new0 (TenantExchange, 1);

  exchange->world = world;
  exchange->file = -1;

  return exchange;
}

void
tenant_exchange_free (TenantExchange *exchange)
{
  g_free (exchange->method);
  g_strfreev (exchange->path);
  g_clear_pointer (&exchange->parameters, g_hash_table_unref);
  g_clear_pointer (&exchange->request_body, g_bytes_unref);
  g_clear_pointer (&exchange->body, g_bytes_unref);
  if (exchange->file >= 0)
    close (exchange->file);
  g_free (exchange->location);
  g_free (exchange->disposition);
  g_free (exchange);
}

void
tenant_exchange_answer (TenantExchange *exchange,
                        guint status,
                        const char *content_type,
                        GBytes *body)
{
  g_clear_pointer (&exchange->body, g_bytes_unref);
  exchange->status = status;
  exchange->content_type = content_type;
  exchange->body = body;
}

void
tenant_exchange_answer_text (TenantExchange *exchange,
                             guint status,
                             const char *content_type,
                             const char *text)
{
  tenant_exchange_answer (exchange, status, content_type, g_bytes_new (text, strlen (text)));
}

void
tenant_exchange_answer_original (TenantExchange *exchange, const TenantAsset *asset)
{
  g_autofree char *path = tenant_library_dup_path (exchange->world->library, asset);
  GBytes *bytes;

  if (path != NULL)
    {
      exchange->file = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
      if (exchange->file < 0)
        tenant_exchange_fail (exchange, 404, "not_found", "The file is gone.");
      else
        tenant_exchange_answer (exchange, 200, asset->content_type, NULL);
      return;
    }
  bytes = tenant_library_make_original (exchange->world->library, asset, NULL);
  tenant_exchange_answer (exchange, bytes != NULL ? 200 : 500, asset->content_type, bytes);
}

void
tenant_exchange_redirect (TenantExchange *exchange, const char *location)
{
  tenant_exchange_answer_text (exchange, 302, "text/plain", "");
  g_free (exchange->location);
  exchange->location = g_strdup (location);
}

void
tenant_exchange_fail (TenantExchange *exchange, guint status, const char *word, const char *message)
{
  TenantWriter *writer = tenant_writer_new (FALSE);

  tenant_writer_open (writer, NULL, '{');
  tenant_writer_string (writer, "error", word);
  tenant_writer_string (writer, "message", message);
  tenant_writer_close (writer, '}');
  tenant_exchange_answer (exchange, status, "application/json", tenant_writer_end (writer));
}

void
tenant_exchange_answer_done (TenantExchange *exchange, const char *word)
{
  tenant_exchange_answer_text (exchange, 200, "text/plain", word);
}

void
tenant_exchange_not_found (TenantExchange *exchange)
{
  tenant_exchange_fail (exchange, 404, "not_found", "There is nothing here.");
}

TenantWriter *
tenant_exchange_new_writer (TenantExchange *exchange)
{
  return tenant_writer_new (exchange->world->options.scenario == TENANT_SCENARIO_NUMBERS);
}

void
tenant_exchange_answer_json (TenantExchange *exchange, TenantWriter *writer)
{
  tenant_exchange_answer (exchange, 200, "application/json", tenant_writer_end (writer));
}

guint
tenant_exchange_get_depth (TenantExchange *exchange)
{
  return g_strv_length (exchange->path);
}

gboolean
tenant_exchange_part_is (TenantExchange *exchange, guint i, const char *word)
{
  return i < tenant_exchange_get_depth (exchange) && g_str_equal (exchange->path[i], word);
}

const char *
tenant_exchange_get_parameter (TenantExchange *exchange, const char *name)
{
  const char *value =
      exchange->parameters != NULL ? g_hash_table_lookup (exchange->parameters, name) : NULL;

  return value != NULL && *value != '\0' ? value : NULL;
}

gboolean
tenant_exchange_find_asset (TenantExchange *exchange,
                            const char *scheme,
                            const char *id,
                            TenantAsset *asset)
{
  TenantLibrary *library = exchange->world->library;
  TenantScheme scheme_value;
  guint64 number;

  if (!tenant_scheme_from_word (scheme, &scheme_value)
      || !tenant_library_find (library, scheme_value, id, &number))
    return FALSE;

  tenant_library_get_asset (library, number, asset);
  if (exchange->identity.role == TENANT_ROLE_CONSUMER
      && asset->approval != TENANT_APPROVAL_APPROVED)
    {
      tenant_asset_clear (asset);
      return FALSE;
    }

  return TRUE;
}

gboolean
tenant_exchange_read_asset (TenantExchange *exchange,
                            const char *scheme,
                            const char *id,
                            TenantAsset *asset)
{
  TenantLock *lock = &exchange->world->lock;
  gboolean found;

  tenant_lock_start_reading (lock);
  found = tenant_exchange_find_asset (exchange, scheme, id, asset);
  tenant_lock_stop_reading (lock);

  return found;
}

gboolean
tenant_exchange_read_version (TenantExchange *exchange,
                              const char *scheme,
                              const char *id,
                              const char *version,
                              TenantAsset *asset)
{
  TenantLock *lock = &exchange->world->lock;
  g_auto (TenantAsset) current = { 0 };
  guint no = 0;

  tenant_lock_start_reading (lock);
  if (tenant_exchange_find_asset (exchange, scheme, id, &current))
    no = tenant_asset_find_version (&current, version);
  if (no > 0)
    tenant_library_get_version (exchange->world->library, current.number, no, asset);
  tenant_lock_stop_reading (lock);

  return no > 0;
}
