/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is asked of many assets, and their details (4.13). */

#include "canto-client-private.h"

#include "canto-parse.h"
#include "canto-records-private.h"
#include "canto-write-private.h"

#define MAX_BATCH 100 /* 4.13, 13.7 */

/* Batches of a hundred, one after the other; the data of the outer task. */
typedef struct
{
  const CantoBatchKind *kind;
  GPtrArray *asked;
  GHashTable *by_key; /* key of an asset → record */
  CantoPriority priority;
  guint n_sent;
} BatchSteps;

static void
batch_steps_free (BatchSteps *steps)
{
  g_ptr_array_unref (steps->asked);
  g_hash_table_unref (steps->by_key);
  g_free (steps);
}

/* In the order asked, with NULL for what did not come. */
static GPtrArray *
batch_collect (BatchSteps *steps)
{
  GPtrArray *records = g_ptr_array_new_full (steps->asked->len, steps->kind->unref_record);

  for (guint i = 0; i < steps->asked->len; i++)
    {
      gpointer record =
          g_hash_table_lookup (steps->by_key, canto_asset_get_key (steps->asked->pdata[i]));

      g_ptr_array_add (records, record != NULL ? steps->kind->ref_record (record) : NULL);
    }

  return records;
}

static void batch_send_next (GTask *task);

static void
batch_read (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  BatchSteps *steps = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = canto_client_finish (CANTO_CLIENT (object), result, &error);

  if (records == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  for (guint i = 0; i < records->len; i++)
    {
      gpointer record = steps->kind->ref_record (records->pdata[i]);

      g_hash_table_replace (steps->by_key, (gpointer) steps->kind->get_key (record), record);
    }
  batch_send_next (task);
}

static void
batch_send_next (GTask *task)
{
  CantoClient *self = g_task_get_source_object (task);
  BatchSteps *steps = g_task_get_task_data (task);
  guint first = steps->n_sent;
  g_autoptr (JsonBuilder) builder = NULL;
  CantoReadSteps *read;
  CantoCall *call;

  if (first >= steps->asked->len)
    {
      g_task_return_pointer (task, batch_collect (steps), (GDestroyNotify) g_ptr_array_unref);
      return;
    }

  steps->n_sent = MIN (first + MAX_BATCH, steps->asked->len);
  builder = json_builder_new ();
  canto_write_add_contents (builder, steps->asked, first, steps->n_sent, FALSE);
  call = canto_client_new_get (self, steps->kind->path, steps->priority);
  call->method = "POST";
  call->json = canto_write_take_json (builder);
  read = canto_read_steps_new (steps->kind->read, (GDestroyNotify) g_ptr_array_unref);
  read->user_data = canto_client_get_account (self);
  canto_client_call_and_read (self, call, read,
                              canto_client_new_task (self, g_task_get_cancellable (task),
                                                     batch_read, g_object_ref (task),
                                                     batch_send_next));
}

void
canto_client_read_in_batches (CantoClient *self,
                              const CantoBatchKind *kind,
                              GPtrArray *assets,
                              CantoPriority priority,
                              GTask *task)
{
  g_autoptr (GTask) owned = task;
  BatchSteps *steps = g_new0 (BatchSteps, 1);

  steps->kind = kind;
  steps->asked = g_ptr_array_copy (assets, (GCopyFunc) (GCallback) canto_asset_ref, NULL);
  g_ptr_array_set_free_func (steps->asked, (GDestroyNotify) canto_asset_unref);
  steps->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, kind->unref_record);
  steps->priority = priority;
  g_task_set_task_data (owned, steps, (GDestroyNotify) batch_steps_free);
  batch_send_next (owned);
}

/* Details */

static gpointer
read_assets (const CantoReadSteps *steps, GError **error)
{
  GPtrArray *assets = canto_parse_batch (steps->body, error);

  for (guint i = 0; assets != NULL && i < assets->len; i++)
    ((CantoAsset *) assets->pdata[i])->read_at_us = steps->asked_at_us;

  return assets;
}

static const char *
get_asset_key (gconstpointer asset)
{
  return canto_asset_get_key ((CantoAsset *) asset);
}

static gpointer
ref_asset (gpointer asset)
{
  return canto_asset_ref (asset);
}

static void
unref_asset (gpointer asset)
{
  g_clear_pointer ((CantoAsset **) &asset, canto_asset_unref);
}

static const CantoBatchKind details_kind = {
  .path = "/api/v1/batch/content",
  .read = read_assets,
  .get_key = get_asset_key,
  .ref_record = ref_asset,
  .unref_record = unref_asset,
};

void
canto_client_get_assets_async (CantoClient *self,
                               GPtrArray *assets,
                               CantoPriority priority,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (CANTO_IS_CLIENT (self));
  g_return_if_fail (assets != NULL);

  canto_client_read_in_batches (self, &details_kind, assets, priority,
                                canto_client_new_task (self, cancellable, callback, user_data,
                                                       canto_client_get_assets_async));
}

GPtrArray *
canto_client_get_assets_finish (CantoClient *self, GAsyncResult *result, GError **error)
{
  return canto_client_finish (self, result, error);
}
