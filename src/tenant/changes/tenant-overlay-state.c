/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-container-change-private.h"

#include <string.h>

/* Assets: "image/ID" */

char *
tenant_overlay_make_key (const TenantAsset *asset)
{
  return g_strconcat (tenant_scheme_to_word (asset->scheme), "/", asset->id, NULL);
}

static gboolean
find_by_key (TenantOverlay *self, const char *key, guint64 *number)
{
  g_auto (GStrv) parts = g_strsplit (key, "/", 2);
  TenantScheme scheme;

  return g_strv_length (parts) == 2 && tenant_scheme_from_word (parts[0], &scheme)
         && tenant_library_find (self->base, scheme, parts[1], number);
}

/* (nullable) (transfer full): NULL if its file is gone, or this names none */
static TenantUpload *
read_upload (TenantOverlay *self, JsonNode *node)
{
  const char *file = tenant_node_get_string (node, "file");
  const char *name = tenant_node_get_string (node, "name");
  const char *type = tenant_node_get_string (node, "type");
  const char *md5 = tenant_node_get_string (node, "md5");
  g_autofree char *path = file != NULL ? tenant_overlay_make_file_path (self, file) : NULL;
  TenantUpload *upload;

  if (path == NULL || name == NULL || type == NULL || md5 == NULL)
    return NULL;
  upload = tenant_upload_open (path, name, type, md5, NULL);
  if (upload == NULL)
    return NULL;
  upload->is_kept = 1;
  upload->uploaded_ms = tenant_node_get_integer (node, "uploaded");
  upload->uploader =
      tenant_library_find_user (TENANT_LIBRARY (self), tenant_node_get_string (node, "uploader"));

  return upload;
}

/* Adds the versions from outside, of which the first makes an asset that was added; FALSE if one of
 * them is gone. @entry: (inout) (nullable) */
static gboolean
read_uploads (TenantOverlay *self, const char *id, JsonNode *body, TenantEntry **entry)
{
  JsonArray *uploads = tenant_node_get_array (body, "uploads");
  guint owner =
      tenant_library_find_user (TENANT_LIBRARY (self), tenant_node_get_string (body, "owner"));

  for (guint i = 0; uploads != NULL && i < json_array_get_length (uploads); i++)
    {
      g_autoptr (TenantUpload) upload = read_upload (self, json_array_get_element (uploads, i));

      if (upload == NULL)
        return FALSE;
      if (*entry == NULL)
        *entry = tenant_entry_new_added (self->next_number, id, owner, upload);
      else
        tenant_entry_add_version (*entry, upload);
    }

  return *entry != NULL;
}

static gboolean
is_asset_id (const char *id)
{
  return strlen (id) == 26 && strspn (id, "0123456789abcdefghijklmnopqrstuv") == 26;
}

/* A file that is no longer in a person's folder has no changes; they stay, in case it comes back.
 */
static gboolean
read_asset (const char *key, JsonNode *body, gpointer user_data)
{
  TenantOverlay *self = user_data;
  const char *id = strchr (key, '/') != NULL ? strchr (key, '/') + 1 : "";
  gboolean is_added = tenant_node_get_boolean (body, "added");
  g_autoptr (TenantEntry) entry = NULL;
  TenantAsset asset;
  guint64 number;

  if (!is_asset_id (id))
    return FALSE;
  if (!is_added && !find_by_key (self, key, &number))
    return TRUE;
  if (!is_added)
    {
      tenant_library_get_asset (self->base, number, &asset);
      entry = tenant_entry_new (&asset);
    }
  if (!read_uploads (self, id, body, &entry)
      || !tenant_entry_read_json (entry, TENANT_LIBRARY (self), body))
    return FALSE;
  tenant_overlay_install (self, g_steal_pointer (&entry));

  return TRUE;
}

static void
add_file_names (gpointer number, gpointer data, gpointer names)
{
  TenantEntry *entry = data;
  GPtrArray *uploads = entry->asset.uploads;

  for (guint i = 0; uploads != NULL && i < uploads->len; i++)
    g_hash_table_add (names, g_path_get_basename (((TenantUpload *) uploads->pdata[i])->path));
}

static void
remove_other_files (TenantOverlay *self)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_hash_table_foreach (self->entries, add_file_names, names);
  tenant_overlay_remove_files (self, names);
}

static gboolean
read_keyword (const char *key, JsonNode *body, gpointer user_data)
{
  TenantOverlay *self = user_data;
  const char *description = tenant_node_get_string (body, "description");

  if (description == NULL)
    return FALSE;
  g_hash_table_replace (self->keywords, g_strdup (key), g_strdup (description));

  return TRUE;
}

static gboolean
read_share (const char *key, JsonNode *body, gpointer user_data)
{
  TenantOverlay *self = user_data;

  g_hash_table_replace (self->shares, g_strdup (key), json_node_ref (body));

  return TRUE;
}

/* What was in work when the program ended is not any more: its bytes were not kept. */
static gboolean
read_note (const char *key, JsonNode *body, gpointer user_data)
{
  TenantOverlay *self = user_data;

  if (!JSON_NODE_HOLDS_OBJECT (body))
    return FALSE;
  if (g_strcmp0 (tenant_node_get_string (body, "status"), "Initial") == 0)
    json_object_set_string_member (json_node_get_object (body), "status", "Error");
  g_hash_table_replace (self->notes, g_strdup (key), json_node_ref (body));

  return TRUE;
}

gboolean
tenant_overlay_open_state (TenantOverlay *self,
                           const char *path,
                           const char *library,
                           GError **error)
{
  g_return_val_if_fail (self->state == NULL, FALSE);

  self->state = tenant_state_open (path, library, error);
  if (self->state == NULL)
    return FALSE;
  self->folder = g_strconcat (path, ".files", NULL);
  if (!tenant_state_read (self->state, "container", tenant_container_change_read, self, error)
      || !tenant_state_read (self->state, "asset", read_asset, self, error)
      || !tenant_state_read (self->state, "keyword", read_keyword, self, error)
      || !tenant_state_read (self->state, "share", read_share, self, error)
      || !tenant_state_read (self->state, "upload", read_note, self, error))
    return FALSE;
  remove_other_files (self);

  return TRUE;
}
