/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-handshake.h"

#include "tenant-keys.h"

#define WORKER_LIFE_US (600 * G_USEC_PER_SEC)

typedef struct
{
  char *code; /* (nullable) */
  gint64 expires_at_us;
} Worker;

struct _TenantHandshake
{
  GHashTable *workers; /* id → Worker */
};

static void
worker_free (gpointer data)
{
  Worker *worker = data;

  g_free (worker->code);
  g_free (worker);
}

TenantHandshake *
tenant_handshake_new (void)
{
  TenantHandshake *handshake = g_new0 (TenantHandshake, 1);

  handshake->workers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, worker_free);

  return handshake;
}

void
tenant_handshake_free (TenantHandshake *handshake)
{
  g_hash_table_unref (handshake->workers);
  g_free (handshake);
}

static gboolean
is_over (gpointer id, gpointer worker, gpointer now_us)
{
  return ((Worker *) worker)->expires_at_us < *(gint64 *) now_us;
}

char *
tenant_handshake_add_worker (TenantHandshake *handshake, gint64 now_us)
{
  char *id = tenant_keys_new_token ();
  Worker *worker = g_new0 (Worker, 1);

  g_hash_table_foreach_remove (handshake->workers, is_over, &now_us);
  worker->expires_at_us = now_us + WORKER_LIFE_US;
  g_hash_table_insert (handshake->workers, g_strdup (id), worker);

  return id;
}

static Worker *
find_worker (TenantHandshake *handshake, const char *id, gint64 now_us)
{
  Worker *worker = g_hash_table_lookup (handshake->workers, id);

  return worker != NULL && worker->expires_at_us >= now_us ? worker : NULL;
}

gboolean
tenant_handshake_has_worker (TenantHandshake *handshake, const char *id, gint64 now_us)
{
  return find_worker (handshake, id, now_us) != NULL;
}

void
tenant_handshake_hand_over (TenantHandshake *handshake, const char *id, const char *code)
{
  Worker *worker = g_hash_table_lookup (handshake->workers, id);

  g_return_if_fail (worker != NULL);

  g_free (worker->code);
  worker->code = g_strdup (code);
}

const char *
tenant_handshake_get_code (TenantHandshake *handshake, const char *id, gint64 now_us)
{
  Worker *worker = find_worker (handshake, id, now_us);

  return worker != NULL ? worker->code : NULL;
}
