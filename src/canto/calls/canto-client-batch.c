/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The details of many assets (4.13). */

#include "canto-client-private.h"

#include "canto-json-private.h"
#include "canto-parse.h"
#include "canto-records-private.h"

#define MAX_BATCH 100 /* 4.13 */

static gpointer
read_batch (const CantoReadSteps *steps, GError **error)
{
  GPtrArray *assets = canto_parse_batch (steps->body, error);

  for (guint i = 0; assets != NULL && i < assets->len; i++)
    ((CantoAsset *) assets->pdata[i])->read_at_us = steps->asked_at_us;

  return assets;
}

/* Batches of a hundred, one after the other; the data of the outer task. */
typedef struct
{
  GPtrArray *asked;
  GHashTable *by_key; /* key of an asset → CantoAsset */
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

static void
unref_asset (gpointer asset)
{
  g_clear_pointer ((CantoAsset **) &asset, canto_asset_unref);
}

/* In the order asked, with NULL for what did not come. */
static GPtrArray *
batch_collect (BatchSteps *steps)
{
  GPtrArray *assets = g_ptr_array_new_full (steps->asked->len, unref_asset);

  for (guint i = 0; i < steps->asked->len; i++)
    {
      const char *key = canto_asset_get_key (g_ptr_array_index (steps->asked, i));
      CantoAsset *asset = g_hash_table_lookup (steps->by_key, key);

      g_ptr_array_add (assets, asset != NULL ? canto_asset_ref (asset) : NULL);
    }

  return assets;
}

static void batch_send_next (GTask *task);

static void
batch_read (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  BatchSteps *steps = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) assets = canto_client_finish (CANTO_CLIENT (object), result, &error);

  if (assets == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  for (guint i = 0; i < assets->len; i++)
    {
      CantoAsset *asset = canto_asset_ref (g_ptr_array_index (assets, i));

      g_hash_table_replace (steps->by_key, (gpointer) canto_asset_get_key (asset), asset);
    }
  batch_send_next (task);
}

static char *
batch_to_json (BatchSteps *steps, guint first, guint end)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_array (builder);
  for (guint i = first; i < end; i++)
    {
      CantoAsset *asset = g_ptr_array_index (steps->asked, i);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "id");
      json_builder_add_string_value (builder, canto_asset_get_id (asset));
      json_builder_set_member_name (builder, "scheme");
      json_builder_add_string_value (builder, canto_asset_get_scheme_word (asset));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}

static void
batch_send_next (GTask *task)
{
  CantoClient *self = g_task_get_source_object (task);
  BatchSteps *steps = g_task_get_task_data (task);
  guint first = steps->n_sent;
  g_autofree char *uri = NULL;
  CantoCall *call;

  if (first >= steps->asked->len)
    {
      g_task_return_pointer (task, batch_collect (steps), (GDestroyNotify) g_ptr_array_unref);
      return;
    }

  steps->n_sent = MIN (first + MAX_BATCH, steps->asked->len);
  uri = g_strconcat (canto_account_get_api_base (canto_client_get_account (self)),
                     "/api/v1/batch/content", NULL);
  call = canto_call_new ("POST", uri, CANTO_MAX_JSON_BYTES, steps->priority);
  call->json = batch_to_json (steps, first, steps->n_sent);
  canto_client_call_and_read (
      self, call, canto_read_steps_new (read_batch, (GDestroyNotify) g_ptr_array_unref),
      canto_client_new_task (self, g_task_get_cancellable (task), batch_read, g_object_ref (task),
                             batch_send_next));
}

void
canto_client_get_assets_async (CantoClient *self,
                               GPtrArray *assets,
                               CantoPriority priority,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  BatchSteps *steps;

  g_return_if_fail (CANTO_IS_CLIENT (self));
  g_return_if_fail (assets != NULL);

  steps = g_new0 (BatchSteps, 1);
  steps->asked = g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);
  steps->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, unref_asset);
  steps->priority = priority;
  for (guint i = 0; i < assets->len; i++)
    g_ptr_array_add (steps->asked, canto_asset_ref (g_ptr_array_index (assets, i)));

  task =
      canto_client_new_task (self, cancellable, callback, user_data, canto_client_get_assets_async);
  g_task_set_task_data (task, steps, (GDestroyNotify) batch_steps_free);
  batch_send_next (task);
}

GPtrArray *
canto_client_get_assets_finish (CantoClient *self, GAsyncResult *result, GError **error)
{
  return canto_client_finish (self, result, error);
}
