/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "canto-upload-item.h"

#include "canto-answers-private.h"
#include "canto-client-private.h"
#include "canto-error.h"
#include "canto-json-private.h"

#include <glib/gi18n-lib.h>

static void
item_free (gpointer data)
{
  CantoUploadItem *item = data;

  g_free (item->name);
  g_free (item->time);
  g_free (item->scheme);
  g_free (item->id);
  g_free (item);
}

static CantoUploadStatus
read_status (JsonObject *object)
{
  g_autofree char *word = canto_json_dup_string (object, "status");

  if (word != NULL && g_ascii_strcasecmp (word, "Done") == 0)
    return CANTO_UPLOAD_STATUS_DONE;
  if (word != NULL && g_ascii_strcasecmp (word, "Error") == 0)
    return CANTO_UPLOAD_STATUS_ERROR;

  return CANTO_UPLOAD_STATUS_IN_WORK;
}

/* What has no name or time is of no use, and left out (14.8). */
static void
add_item (GPtrArray *items, JsonObject *object)
{
  CantoUploadItem *item = g_new0 (CantoUploadItem, 1);

  item->name = canto_json_dup_string (object, "name");
  item->time = canto_json_dup_string (object, "time");
  item->scheme = canto_json_dup_string (object, "scheme");
  item->id = canto_json_dup_string (object, "id");
  item->status = read_status (object);
  if (item->name != NULL && item->time != NULL)
    g_ptr_array_add (items, item);
  else
    item_free (item);
}

GPtrArray *
canto_answer_read_uploads (GBytes *json, GError **error)
{
  g_autoptr (JsonNode) root = canto_json_parse (json, error);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (item_free);
  JsonArray *results;

  if (root == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY,
                           _ ("The answer is not what was asked for."));
      return NULL;
    }

  /* What is not there would be sent again. */
  if (!canto_json_get_list (json_node_get_object (root), "results", &results, error))
    return NULL;

  for (guint i = 0; results != NULL && i < json_array_get_length (results); i++)
    {
      JsonNode *node = json_array_get_element (results, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        add_item (items, json_node_get_object (node));
    }

  return g_steal_pointer (&items);
}

static gpointer
read_items (const CantoReadSteps *steps, GError **error)
{
  return canto_answer_read_uploads (steps->body, error);
}

void
canto_client_list_uploads_async (CantoClient *self,
                                 guint hours,
                                 CantoPriority priority,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autofree char *path = NULL;

  g_return_if_fail (CANTO_IS_CLIENT (self));
  g_return_if_fail (hours >= 1 && hours <= CANTO_UPLOAD_MAX_HOURS);

  path = g_strdup_printf ("/api/v1/upload/status?hours=%u", hours);
  canto_client_call_and_read (self, canto_client_new_get (self, path, priority),
                              canto_read_steps_new (read_items, (GDestroyNotify) g_ptr_array_unref),
                              canto_client_new_task (self, cancellable, callback, user_data,
                                                     canto_client_list_uploads_async));
}

GPtrArray *
canto_client_list_uploads_finish (CantoClient *self, GAsyncResult *result, GError **error)
{
  return canto_client_finish (self, result, error);
}

CantoUploadItem *
canto_upload_item_find_newest (GPtrArray *items, const char *name, const char *mark)
{
  CantoUploadItem *newest = NULL;

  for (guint i = 0; i < items->len; i++)
    {
      CantoUploadItem *item = items->pdata[i];

      if (g_str_equal (item->name, name) && g_strcmp0 (item->time, mark) > 0
          && (newest == NULL || g_strcmp0 (item->time, newest->time) > 0))
        newest = item;
    }

  return newest;
}
