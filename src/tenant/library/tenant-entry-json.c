/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-entry.h"

#include "tenant-writer.h"

#include <string.h>

/* What can be changed of an asset: all else is as its library has it. */

static void
write_fields (const TenantEntry *entry, TenantLibrary *library, TenantWriter *writer)
{
  GHashTableIter iter;
  gpointer field;
  gpointer values;

  tenant_writer_open (writer, "fields", '{');
  g_hash_table_iter_init (&iter, entry->fields);
  while (g_hash_table_iter_next (&iter, &field, &values))
    {
      const char *id = tenant_library_get_field (library, GPOINTER_TO_UINT (field))->id;

      if (values != NULL)
        tenant_writer_strings (writer, id, values);
      else
        tenant_writer_string (writer, id, NULL);
    }
  tenant_writer_close (writer, '}');
}

static void
write_album (TenantWriter *writer, TenantLibrary *library, guint number)
{
  const TenantContainer *album = tenant_tree_get_album (tenant_library_get_tree (library), number);

  if (!album->is_gone)
    tenant_writer_string (writer, NULL, album->id);
}

static void
write_albums (const TenantEntry *entry, TenantLibrary *library, TenantWriter *writer)
{
  const TenantAsset *asset = &entry->asset;

  tenant_writer_open (writer, "albums", '[');
  for (guint64 albums = asset->albums; albums != 0; albums &= albums - 1)
    write_album (writer, library, (guint) g_bit_nth_lsf (albums, -1));
  if (asset->filed != TENANT_NO_ALBUM)
    write_album (writer, library, asset->filed);
  for (guint i = 0; asset->more_albums != NULL && i < asset->more_albums->len; i++)
    write_album (writer, library, g_array_index (asset->more_albums, guint, i));
  tenant_writer_close (writer, ']');
}

static void
write_uploads (const TenantEntry *entry, TenantLibrary *library, TenantWriter *writer)
{
  GPtrArray *uploads = entry->asset.uploads;

  tenant_writer_boolean (writer, "added", entry->is_added);
  tenant_writer_string (writer, "owner",
                        tenant_library_get_user (library, entry->asset.owner)->mail);
  tenant_writer_open (writer, "uploads", '[');
  for (guint i = 0; uploads != NULL && i < uploads->len; i++)
    {
      TenantUpload *upload = uploads->pdata[i];

      tenant_writer_open (writer, NULL, '{');
      tenant_writer_string (writer, "file", strrchr (upload->path, '/') + 1);
      tenant_writer_string (writer, "name", upload->name);
      tenant_writer_string (writer, "type", upload->content_type);
      tenant_writer_string (writer, "md5", upload->md5);
      tenant_writer_integer (writer, "uploaded", upload->uploaded_ms);
      tenant_writer_string (writer, "uploader",
                            tenant_library_get_user (library, upload->uploader)->mail);
      tenant_writer_close (writer, '}');
    }
  tenant_writer_close (writer, ']');
}

GBytes *
tenant_entry_to_json (const TenantEntry *entry, TenantLibrary *library)
{
  const TenantAsset *asset = &entry->asset;
  TenantWriter *writer = tenant_writer_new (FALSE);

  tenant_writer_open (writer, NULL, '{');
  tenant_writer_integer (writer, "modified", asset->modified_ms);
  tenant_writer_string (writer, "editor", tenant_library_get_user (library, asset->editor)->mail);
  tenant_writer_boolean (writer, "deleted", entry->is_deleted);
  tenant_writer_boolean (writer, "renamed", entry->is_renamed);
  tenant_writer_string (writer, "name", asset->name);
  tenant_writer_string (writer, "description", asset->description);
  tenant_writer_string (writer, "copyright", asset->copyright);
  tenant_writer_string (writer, "terms", asset->terms);
  tenant_writer_strings (writer, "tags", (const char *const *) asset->tags);
  tenant_writer_strings (writer, "keywords", (const char *const *) asset->keywords);
  tenant_writer_open (writer, "comments", '[');
  for (guint i = 0; asset->comments != NULL && i < asset->comments->len; i++)
    tenant_writer_string (writer, NULL, asset->comments->pdata[i]);
  tenant_writer_close (writer, ']');
  write_fields (entry, library, writer);
  write_albums (entry, library, writer);
  write_uploads (entry, library, writer);
  tenant_writer_close (writer, '}');

  return tenant_writer_end (writer);
}

/* A field that the library no longer has is left out. */
static void
read_fields (TenantEntry *entry, TenantLibrary *library, JsonNode *fields)
{
  for (guint i = 0; i < tenant_library_get_n_fields (library); i++)
    {
      const char *id = tenant_library_get_field (library, i)->id;

      if (tenant_node_get_member (fields, id) != NULL)
        tenant_entry_set_field (entry, i, tenant_node_dup_strings (fields, id));
    }
}

static void
read_comments (TenantEntry *entry, JsonArray *comments)
{
  for (guint i = 0; comments != NULL && i < json_array_get_length (comments); i++)
    {
      const char *comment = tenant_node_get_text (json_array_get_element (comments, i));

      if (comment != NULL)
        tenant_entry_set_comment (entry, i + 1, comment);
    }
}

/* As with fields: an album that is gone is left out. */
static void
read_albums (TenantEntry *entry, TenantLibrary *library, char **ids)
{
  TenantTree *tree = tenant_library_get_tree (library);
  TenantAsset *asset = &entry->asset;

  asset->albums = 0;
  asset->filed = TENANT_NO_ALBUM;
  g_clear_pointer (&asset->more_albums, g_array_unref);
  for (guint i = 0; ids[i] != NULL; i++)
    {
      const TenantContainer *album = tenant_tree_find (tree, ids[i]);

      if (album != NULL && album->is_album)
        tenant_entry_add_album (entry, album->album);
    }
}

gboolean
tenant_entry_read_json (TenantEntry *entry, TenantLibrary *library, JsonNode *node)
{
  TenantAsset *asset = &entry->asset;
  const char *name = tenant_node_get_string (node, "name");
  g_auto (GStrv) tags = tenant_node_dup_strings (node, "tags");
  g_auto (GStrv) keywords = tenant_node_dup_strings (node, "keywords");
  g_auto (GStrv) albums = tenant_node_dup_strings (node, "albums");

  if (name == NULL || tags == NULL || keywords == NULL || albums == NULL)
    return FALSE;

  tenant_entry_rename (entry, name);
  entry->is_renamed = tenant_node_get_boolean (node, "renamed");
  entry->is_deleted = tenant_node_get_boolean (node, "deleted");
  tenant_entry_set_text (entry, TENANT_ENTRY_DESCRIPTION,
                         tenant_node_get_string (node, "description"));
  tenant_entry_set_text (entry, TENANT_ENTRY_COPYRIGHT, tenant_node_get_string (node, "copyright"));
  tenant_entry_set_text (entry, TENANT_ENTRY_TERMS, tenant_node_get_string (node, "terms"));
  g_strfreev (asset->tags);
  asset->tags = g_steal_pointer (&tags);
  g_strfreev (asset->keywords);
  asset->keywords = g_steal_pointer (&keywords);
  read_comments (entry, tenant_node_get_array (node, "comments"));
  read_albums (entry, library, albums);
  read_fields (entry, library, tenant_node_get_member (node, "fields"));
  asset->modified_ms = tenant_node_get_integer (node, "modified");
  asset->editor = tenant_library_find_user (library, tenant_node_get_string (node, "editor"));

  return TRUE;
}
