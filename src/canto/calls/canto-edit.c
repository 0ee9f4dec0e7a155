/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-edit.h"

#include "canto-write-private.h"

/* Metadata */

/* [G] 4.15 */
static const char *const action_words[] = {
  [CANTO_EDIT_SET] = "set",
  [CANTO_EDIT_ADD] = "add",
  [CANTO_EDIT_REMOVE] = "remove",
};

static void
edit_clear (gpointer data)
{
  CantoEdit *edit = data;

  g_free ((char *) edit->property_id);
  g_free ((char *) edit->value);
  g_free ((char *) edit->field_name);
}

static GArray *
copy_edits (const CantoEdit *edits, guint n_edits)
{
  GArray *copies = g_array_sized_new (FALSE, FALSE, sizeof (CantoEdit), n_edits);

  g_array_set_clear_func (copies, edit_clear);
  for (guint i = 0; i < n_edits; i++)
    {
      CantoEdit copy = edits[i];

      copy.property_id = g_strdup (copy.property_id);
      copy.value = g_strdup (copy.value);
      copy.field_name = g_strdup (copy.field_name);
      g_array_append_val (copies, copy);
    }

  return copies;
}

static void
add_edit (JsonBuilder *builder, const CantoEdit *edit)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "propertyId");
  json_builder_add_string_value (builder, edit->property_id);
  json_builder_set_member_name (builder, "propertyValue");
  json_builder_add_string_value (builder, edit->value);
  json_builder_set_member_name (builder, "action");
  json_builder_add_string_value (builder, action_words[edit->action]);
  json_builder_set_member_name (builder, "customField");
  json_builder_add_boolean_value (builder, edit->is_custom_field);
  json_builder_end_object (builder);
}

static void
add_edit_body (JsonBuilder *builder,
               GPtrArray *assets,
               guint first,
               guint end,
               gconstpointer user_data)
{
  const GArray *edits = user_data;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "contents");
  canto_write_add_contents (builder, assets, first, end, FALSE);
  json_builder_set_member_name (builder, "properties");
  json_builder_begin_array (builder);
  for (guint i = 0; i < edits->len; i++)
    add_edit (builder, &g_array_index (edits, CantoEdit, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

void
canto_client_edit_async (CantoClient *self,
                         GPtrArray *assets,
                         const CantoEdit *edits,
                         guint n_edits,
                         CantoPriority priority,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (CANTO_IS_CLIENT (self));
  g_return_if_fail (assets != NULL && n_edits > 0);

  canto_write_in_batches (
      self, "PUT", "/api/v1/batch/edit", assets, add_edit_body, copy_edits (edits, n_edits),
      (GDestroyNotify) g_array_unref, priority,
      canto_client_new_task (self, cancellable, callback, user_data, canto_client_edit_async));
}

gboolean
canto_client_edit_finish (CantoClient *self, GAsyncResult *result, guint *n_done, GError **error)
{
  return canto_write_finish_batches (self, result, n_done, error);
}

/* Tags and keywords */

/* (transfer full): "/api/v1/{scheme}/{id}/{last}" */
static char *
make_asset_path (CantoAsset *asset, const char *last)
{
  g_autofree char *id = g_uri_escape_string (canto_asset_get_id (asset), NULL, FALSE);

  return g_strconcat ("/api/v1/", canto_asset_get_scheme_word (asset), "/", id, "/", last, NULL);
}

void
canto_client_put_word_async (CantoClient *self,
                             CantoAsset *asset,
                             CantoWordKind kind,
                             const char *word,
                             gboolean is_there,
                             CantoPriority priority,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autofree char *escaped = NULL;
  g_autofree char *last = NULL;
  g_autofree char *path = NULL;

  g_return_if_fail (CANTO_IS_CLIENT (self));
  g_return_if_fail (asset != NULL && word != NULL && *word != '\0');

  escaped = g_uri_escape_string (word, NULL, FALSE);
  last = g_strconcat (kind == CANTO_WORD_TAG ? "tag/" : "keyword/", escaped, NULL);
  path = make_asset_path (asset, last);
  canto_write_once (
      self, is_there ? "PUT" : "DELETE", path, NULL, priority,
      canto_client_new_task (self, cancellable, callback, user_data, canto_client_put_word_async));
}

gboolean
canto_client_put_word_finish (CantoClient *self, GAsyncResult *result, GError **error)
{
  return canto_write_finish (self, result, error);
}

/* {first: value, second: value}, @second: (nullable) */
static char *
make_object (const char *first,
             const char *first_value,
             const char *second,
             const char *second_value)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, first);
  json_builder_add_string_value (builder, first_value);
  if (second != NULL)
    {
      json_builder_set_member_name (builder, second);
      json_builder_add_string_value (builder, second_value);
    }
  json_builder_end_object (builder);

  return canto_write_take_json (builder);
}

void
canto_client_create_keyword_async (CantoClient *self,
                                   const char *name,
                                   const char *description,
                                   CantoPriority priority,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (CANTO_IS_CLIENT (self));
  g_return_if_fail (name != NULL && description != NULL);

  canto_write_once (self, "POST", "/api/v1/keyword",
                    make_object ("name", name, "description", description), priority,
                    canto_client_new_task (self, cancellable, callback, user_data,
                                           canto_client_create_keyword_async));
}

gboolean
canto_client_create_keyword_finish (CantoClient *self, GAsyncResult *result, GError **error)
{
  return canto_write_finish (self, result, error);
}

/* Name, versions, and the end */

void
canto_client_rename_async (CantoClient *self,
                           CantoAsset *asset,
                           const char *name,
                           CantoPriority priority,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autofree char *path = NULL;

  g_return_if_fail (CANTO_IS_CLIENT (self));
  g_return_if_fail (asset != NULL && name != NULL);

  path = make_asset_path (asset, "rename");
  canto_write_once (
      self, "PUT", path, make_object ("name", name, NULL, NULL), priority,
      canto_client_new_task (self, cancellable, callback, user_data, canto_client_rename_async));
}

gboolean
canto_client_rename_finish (CantoClient *self, GAsyncResult *result, GError **error)
{
  return canto_write_finish (self, result, error);
}

static void
add_delete_body (JsonBuilder *builder,
                 GPtrArray *assets,
                 guint first,
                 guint end,
                 gconstpointer user_data)
{
  canto_write_add_contents (builder, assets, first, end, FALSE);
}

void
canto_client_delete_assets_async (CantoClient *self,
                                  GPtrArray *assets,
                                  CantoPriority priority,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (CANTO_IS_CLIENT (self));
  g_return_if_fail (assets != NULL);

  canto_write_in_batches (self, "DELETE", "/api/v1/batch/content", assets, add_delete_body, NULL,
                          NULL, priority,
                          canto_client_new_task (self, cancellable, callback, user_data,
                                                 canto_client_delete_assets_async));
}

gboolean
canto_client_delete_assets_finish (CantoClient *self,
                                   GAsyncResult *result,
                                   guint *n_done,
                                   GError **error)
{
  return canto_write_finish_batches (self, result, n_done, error);
}

void
canto_client_comment_async (CantoClient *self,
                            CantoAsset *asset,
                            const char *version_id,
                            const char *comment,
                            CantoPriority priority,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (JsonBuilder) builder = NULL;

  g_return_if_fail (CANTO_IS_CLIENT (self));
  g_return_if_fail (asset != NULL && version_id != NULL && comment != NULL);

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "scheme");
  json_builder_add_string_value (builder, canto_asset_get_scheme_word (asset));
  json_builder_set_member_name (builder, "id");
  json_builder_add_string_value (builder, canto_asset_get_id (asset));
  json_builder_set_member_name (builder, "versionId");
  json_builder_add_string_value (builder, version_id);
  json_builder_set_member_name (builder, "comment");
  json_builder_add_string_value (builder, comment);
  json_builder_end_object (builder);
  canto_write_once (
      self, "POST", "/api/v1/version/comment", canto_write_take_json (builder), priority,
      canto_client_new_task (self, cancellable, callback, user_data, canto_client_comment_async));
}

gboolean
canto_client_comment_finish (CantoClient *self, GAsyncResult *result, GError **error)
{
  return canto_write_finish (self, result, error);
}
