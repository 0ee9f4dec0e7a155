/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What all calls have in common that change something. */

#include "descant-config.h"

#include "canto-write-private.h"

#include "canto-error.h"

#include <glib/gi18n-lib.h>

#define MAX_BATCH       100         /* 4.13, 13.7 */
#define MAX_REPLY_BYTES (64 * 1024) /* 14.11: a text */

void
canto_write_add_contents (JsonBuilder *builder,
                          GPtrArray *assets,
                          guint first,
                          guint end,
                          gboolean with_names)
{
  json_builder_begin_array (builder);
  for (guint i = first; i < end; i++)
    {
      CantoAsset *asset = assets->pdata[i];

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "id");
      json_builder_add_string_value (builder, canto_asset_get_id (asset));
      json_builder_set_member_name (builder, "scheme");
      json_builder_add_string_value (builder, canto_asset_get_scheme_word (asset));
      if (with_names)
        {
          json_builder_set_member_name (builder, "displayName");
          json_builder_add_string_value (builder, canto_asset_get_name (asset));
        }
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

char *
canto_write_take_json (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}

/* One call */

static void
written (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoHttpReply) reply =
      canto_caller_call_finish (CANTO_CALLER (object), result, &error);

  if (reply == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  /* C16: a page of the web app is no success. */
  else if (g_strcmp0 (reply->content_type, "text/html") == 0)
    g_task_return_new_error (task, CANTO_ERROR, CANTO_ERROR_BAD_REPLY,
                             _ ("The service answered with a web page."));
  else
    g_task_return_boolean (task, TRUE);
}

void
canto_write_once (CantoClient *self,
                  const char *method,
                  const char *path,
                  char *json,
                  CantoPriority priority,
                  GTask *task)
{
  g_autofree char *uri =
      g_strconcat (canto_account_get_api_base (canto_client_get_account (self)), path, NULL);
  CantoCall *call = canto_call_new (method, uri, MAX_REPLY_BYTES, priority);

  call->json = json;
  canto_caller_call_async (canto_client_get_caller (self), call, g_task_get_cancellable (task),
                           written, task);
}

gboolean
canto_write_finish (CantoClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Many */

/* The data of the outer task. */
typedef struct
{
  const char *method;
  const char *path;
  GPtrArray *assets;
  CantoWriteBody add_body;
  gpointer user_data;
  GDestroyNotify destroy;
  CantoPriority priority;
  guint n_sent;
  guint n_done;
} Batches;

static void
batches_free (gpointer data)
{
  Batches *batches = data;

  g_ptr_array_unref (batches->assets);
  if (batches->destroy != NULL)
    batches->destroy (batches->user_data);
  g_free (batches);
}

static void send_next (GTask *task);

static void
batch_written (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  Batches *batches = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!canto_write_finish (CANTO_CLIENT (object), result, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  batches->n_done = batches->n_sent;
  send_next (task);
}

static void
send_next (GTask *task)
{
  CantoClient *self = g_task_get_source_object (task);
  Batches *batches = g_task_get_task_data (task);
  guint first = batches->n_sent;
  g_autoptr (JsonBuilder) builder = NULL;

  if (first >= batches->assets->len)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  batches->n_sent = MIN (first + MAX_BATCH, batches->assets->len);
  builder = json_builder_new ();
  batches->add_body (builder, batches->assets, first, batches->n_sent, batches->user_data);
  canto_write_once (self, batches->method, batches->path, canto_write_take_json (builder),
                    batches->priority,
                    canto_client_new_task (self, g_task_get_cancellable (task), batch_written,
                                           g_object_ref (task), send_next));
}

void
canto_write_in_batches (CantoClient *self,
                        const char *method,
                        const char *path,
                        GPtrArray *assets,
                        CantoWriteBody add_body,
                        gpointer user_data,
                        GDestroyNotify destroy,
                        CantoPriority priority,
                        GTask *task)
{
  g_autoptr (GTask) owned = task;
  Batches *batches = g_new0 (Batches, 1);

  batches->method = method;
  batches->path = path;
  batches->assets = g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);
  for (guint i = 0; i < assets->len; i++)
    g_ptr_array_add (batches->assets, canto_asset_ref (assets->pdata[i]));
  batches->add_body = add_body;
  batches->user_data = user_data;
  batches->destroy = destroy;
  batches->priority = priority;
  g_task_set_task_data (owned, batches, batches_free);
  send_next (owned);
}

gboolean
canto_write_finish_batches (CantoClient *self, GAsyncResult *result, guint *n_done, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (n_done != NULL)
    *n_done = ((Batches *) g_task_get_task_data (G_TASK (result)))->n_done;

  return g_task_propagate_boolean (G_TASK (result), error);
}
