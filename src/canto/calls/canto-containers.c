/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "canto-containers.h"

#include "canto-answers-private.h"
#include "canto-error.h"
#include "canto-json-private.h"
#include "canto-parse.h"
#include "canto-write-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_LINK_BYTES (64 * 1024) /* 14.11: a text */

/* Making */

static gpointer
read_created (const CantoReadSteps *steps, GError **error)
{
  return canto_parse_node (steps->body, error);
}

/* 4.19 */
static char *
make_create_path (CantoScheme scheme,
                  const char *parent_id,
                  const char *name,
                  const char *description)
{
  GString *path = g_string_new ("/api/v1/");

  g_string_append (path, canto_scheme_to_word (scheme));
  if (parent_id != NULL)
    {
      g_string_append_c (path, '/');
      g_string_append_uri_escaped (path, parent_id, NULL, FALSE);
    }
  g_string_append_c (path, '/');
  g_string_append_uri_escaped (path, name, NULL, FALSE);
  if (description != NULL && *description != '\0')
    {
      g_string_append (path, "?description=");
      g_string_append_uri_escaped (path, description, NULL, FALSE);
    }

  return g_string_free (path, FALSE);
}

void
canto_client_create_node_async (CantoClient *self,
                                CantoScheme scheme,
                                const char *parent_id,
                                const char *name,
                                const char *description,
                                CantoPriority priority,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autofree char *path = NULL;
  CantoCall *call;

  g_return_if_fail (CANTO_IS_CLIENT (self));
  g_return_if_fail (canto_scheme_is_container (scheme) && name != NULL && *name != '\0');

  path = make_create_path (scheme, parent_id, name, description);
  call = canto_client_new_get (self, path, priority);
  call->method = "POST";
  canto_client_call_and_read (
      self, call, canto_read_steps_new (read_created, (GDestroyNotify) canto_node_unref),
      canto_client_new_task (self, cancellable, callback, user_data,
                             canto_client_create_node_async));
}

CantoNode *
canto_client_create_node_finish (CantoClient *self, GAsyncResult *result, GError **error)
{
  return canto_client_finish (self, result, error);
}

/* Another name */

void
canto_client_rename_node_async (CantoClient *self,
                                CantoNode *node,
                                const char *name,
                                CantoPriority priority,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *path = NULL;

  g_return_if_fail (CANTO_IS_CLIENT (self));
  g_return_if_fail (node != NULL && name != NULL && *name != '\0');

  /* Ids need no escapes (1.8). */
  path =
      g_strdup_printf ("/api/v1/%s/%s/rename", canto_scheme_to_word (canto_node_get_scheme (node)),
                       canto_node_get_id (node));
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "name");
  json_builder_add_string_value (builder, name);
  json_builder_end_object (builder);
  canto_write_once (self, "PUT", path, canto_write_take_json (builder), priority,
                    canto_client_new_task (self, cancellable, callback, user_data,
                                           canto_client_rename_node_async));
}

gboolean
canto_client_rename_node_finish (CantoClient *self, GAsyncResult *result, GError **error)
{
  return canto_write_finish (self, result, error);
}

/* Deleting */

/* FALSE if it is no list. */
static gboolean
add_ids (GPtrArray *ids, JsonObject *reply, const char *member)
{
  JsonNode *node = json_object_get_member (reply, member);
  JsonArray *array = canto_json_get_array (reply, member);
  guint n_ids = array != NULL ? json_array_get_length (array) : 0;

  if (array == NULL && node != NULL && !JSON_NODE_HOLDS_NULL (node))
    return FALSE;

  for (guint i = 0; i < n_ids; i++)
    {
      char *id = canto_json_node_dup_text (json_array_get_element (array, i));

      if (id != NULL)
        g_ptr_array_add (ids, id);
    }

  return TRUE;
}

/* The ids of what is still there; FALSE if that cannot be told. */
static gboolean
read_left (JsonObject *reply, GPtrArray *ids)
{
  g_autofree char *status = canto_json_dup_string (reply, "status");

  if (!add_ids (ids, reply, "permissionFail") || !add_ids (ids, reply, "deleteFail"))
    return FALSE;

  return ids->len > 0 || status == NULL || g_ascii_strcasecmp (status, "success") == 0;
}

char **
canto_answer_read_left (GBytes *json, GError **error)
{
  g_autoptr (JsonNode) root = canto_json_parse (json, error);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  if (root == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (root) || !read_left (json_node_get_object (root), ids))
    {
      g_set_error_literal (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY,
                           _ ("The answer is not what was asked for."));
      return NULL;
    }

  g_ptr_array_add (ids, NULL);

  return (char **) g_ptr_array_steal (ids, NULL);
}

static gpointer
read_deleted (const CantoReadSteps *steps, GError **error)
{
  return canto_answer_read_left (steps->body, error);
}

static char *
make_nodes_json (GPtrArray *nodes)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < nodes->len; i++)
    {
      CantoNode *node = nodes->pdata[i];

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "id");
      json_builder_add_string_value (builder, canto_node_get_id (node));
      json_builder_set_member_name (builder, "scheme");
      json_builder_add_string_value (builder, canto_scheme_to_word (canto_node_get_scheme (node)));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);

  return canto_write_take_json (builder);
}

void
canto_client_delete_nodes_async (CantoClient *self,
                                 GPtrArray *nodes,
                                 CantoPriority priority,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  CantoCall *call;

  g_return_if_fail (CANTO_IS_CLIENT (self));
  g_return_if_fail (nodes != NULL && nodes->len > 0);

  call = canto_client_new_get (self, "/api/v1/batch/folder", priority);
  call->method = "DELETE";
  call->json = make_nodes_json (nodes);
  canto_client_call_and_read (self, call,
                              canto_read_steps_new (read_deleted, (GDestroyNotify) g_strfreev),
                              canto_client_new_task (self, cancellable, callback, user_data,
                                                     canto_client_delete_nodes_async));
}

char **
canto_client_delete_nodes_finish (CantoClient *self, GAsyncResult *result, GError **error)
{
  return canto_client_finish (self, result, error);
}

/* Assets in albums */

static void
add_assign_body (JsonBuilder *builder,
                 GPtrArray *assets,
                 guint first,
                 guint end,
                 gconstpointer user_data)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "albumPath");
  json_builder_add_string_value (builder, user_data);
  json_builder_set_member_name (builder, "contents");
  canto_write_add_contents (builder, assets, first, end, TRUE);
  json_builder_end_object (builder);
}

void
canto_client_assign_async (CantoClient *self,
                           CantoNode *album,
                           GPtrArray *assets,
                           gboolean is_in,
                           CantoPriority priority,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (CANTO_IS_CLIENT (self));
  g_return_if_fail (album != NULL && assets != NULL);

  canto_write_in_batches (
      self, is_in ? "POST" : "DELETE", "/api/v1/batch/album", assets, add_assign_body,
      g_strdup (canto_node_get_id_path (album)), g_free, priority,
      canto_client_new_task (self, cancellable, callback, user_data, canto_client_assign_async));
}

gboolean
canto_client_assign_finish (CantoClient *self, GAsyncResult *result, guint *n_done, GError **error)
{
  return canto_write_finish_batches (self, result, n_done, error);
}

/* Sharing */

static void
add_flag (JsonBuilder *builder, const char *name, gboolean value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

static char *
make_share_json (GPtrArray *assets, const CantoShare *share)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "shareDetail");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "expires");
  if (share->expires_unix_s == 0)
    json_builder_add_null_value (builder);
  else
    json_builder_add_int_value (builder, share->expires_unix_s);
  add_flag (builder, "hideShareBy", share->hide_sharer);
  add_flag (builder, "allowDownloadOriginal", share->allow_original);
  add_flag (builder, "allowCropAndResize", share->allow_crop_and_resize);
  add_flag (builder, "displayMetadata", share->show_metadata);
  add_flag (builder, "allowPresets", share->allow_presets);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "contents");
  canto_write_add_contents (builder, assets, 0, assets->len, FALSE);
  json_builder_end_object (builder);

  return canto_write_take_json (builder);
}

/* What is to be handed on as a link has to be one. */
char *
canto_answer_read_share (GBytes *answer, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (answer, &length);
  g_autofree char *text = g_strstrip (g_strndup (data != NULL ? data : "", length));
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);

  if (uri != NULL && g_uri_get_host (uri) != NULL
      && (g_str_equal (g_uri_get_scheme (uri), "https")
          || g_str_equal (g_uri_get_scheme (uri), "http")))
    return g_steal_pointer (&text);

  g_set_error_literal (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY,
                       _ ("The service made no link of it."));

  return NULL;
}

static gpointer
read_link (const CantoReadSteps *steps, GError **error)
{
  return canto_answer_read_share (steps->body, error);
}

void
canto_client_share_async (CantoClient *self,
                          GPtrArray *assets,
                          const CantoShare *share,
                          CantoPriority priority,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  CantoCall *call;

  g_return_if_fail (CANTO_IS_CLIENT (self));
  g_return_if_fail (assets != NULL && assets->len > 0 && share != NULL);

  call = canto_client_new_get (self, "/api/v1/share/batch", priority);
  call->method = "PUT";
  call->max_bytes = MAX_LINK_BYTES;
  call->json = make_share_json (assets, share);
  canto_client_call_and_read (
      self, call, canto_read_steps_new (read_link, g_free),
      canto_client_new_task (self, cancellable, callback, user_data, canto_client_share_async));
}

char *
canto_client_share_finish (CantoClient *self, GAsyncResult *result, GError **error)
{
  return canto_client_finish (self, result, error);
}
