/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-container-change-private.h"

#include "tenant-writer.h"

#include <string.h>

struct _TenantChange
{
  TenantOverlay *overlay; /* borrowed */
  guint user;
  gint64 now_ms;
  guint64 next_number;
  GPtrArray *entries;    /* (element-type TenantEntry): as they will be */
  GPtrArray *containers; /* (element-type TenantContainerChange) */
  GHashTable *keywords;  /* name → description */
  GHashTable *shares;    /* token → JsonNode */
  GHashTable *notes;     /* id → JsonNode, of uploads */
};

static void
free_entry (gpointer entry)
{
  if (entry != NULL)
    tenant_entry_free (entry);
}

static void
free_node (gpointer node)
{
  json_node_unref (node);
}

TenantChange *
tenant_change_new (TenantOverlay *overlay, guint user, gint64 now_ms)
{
  TenantChange *change = g_new0 (TenantChange, 1);

  change->overlay = overlay;
  change->user = user;
  change->now_ms = now_ms;
  change->next_number = overlay->next_number;
  change->entries = g_ptr_array_new_with_free_func (free_entry);
  change->containers =
      g_ptr_array_new_with_free_func ((GDestroyNotify) tenant_container_change_free);
  change->keywords = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  change->shares = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_node);
  change->notes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_node);

  return change;
}

void
tenant_change_free (TenantChange *change)
{
  g_ptr_array_unref (change->entries);
  g_ptr_array_unref (change->containers);
  g_hash_table_unref (change->keywords);
  g_hash_table_unref (change->shares);
  g_hash_table_unref (change->notes);
  g_free (change);
}

TenantEntry *
tenant_change_edit (TenantChange *change, guint64 number)
{
  TenantEntry *known = tenant_overlay_get_entry (change->overlay, number);
  TenantEntry *entry;

  for (guint i = 0; i < change->entries->len; i++)
    {
      entry = change->entries->pdata[i];
      if (entry->asset.number == number)
        return entry;
    }

  if (known != NULL)
    entry = tenant_entry_copy (known);
  else
    {
      TenantAsset asset;

      tenant_library_get_asset (change->overlay->base, number, &asset);
      entry = tenant_entry_new (&asset);
    }
  g_ptr_array_add (change->entries, entry);

  return entry;
}

/* 1.7. (transfer full) */
static char *
choose_id (TenantOverlay *overlay)
{
  char *id = g_strnfill (26, '0');
  guint64 number;

  do
    {
      /* The first digit as with ids of 128 bits. */
      for (guint i = 0; i < 26; i++)
        id[i] = "0123456789abcdefghijklmnopqrstuv"[g_random_int_range (0, i == 0 ? 16 : 32)];
    }
  while (g_hash_table_contains (overlay->added, id)
         || tenant_library_find (overlay->base, TENANT_SCHEME_IMAGE, id, &number));

  return id;
}

TenantEntry *
tenant_change_add_asset (TenantChange *change, TenantUpload *upload)
{
  g_autofree char *id = choose_id (change->overlay);
  TenantEntry *entry;

  upload->uploaded_ms = change->now_ms;
  upload->uploader = change->user;
  entry = tenant_entry_new_added (change->next_number++, id, change->user, upload);
  g_ptr_array_add (change->entries, entry);

  return entry;
}

gboolean
tenant_change_add_version (TenantChange *change, guint64 number, TenantUpload *upload)
{
  TenantEntry *entry = tenant_change_edit (change, number);

  if (entry->asset.scheme != upload->scheme)
    return FALSE;

  upload->uploaded_ms = change->now_ms;
  upload->uploader = change->user;
  tenant_entry_add_version (entry, upload);

  return TRUE;
}

void
tenant_change_delete (TenantChange *change, guint64 number)
{
  TenantEntry *entry = tenant_change_edit (change, number);

  entry->is_deleted = TRUE;
  entry->is_touched = TRUE;
}

gboolean
tenant_change_add_keyword (TenantChange *change, const char *name, const char *description)
{
  return !g_hash_table_contains (change->overlay->keywords, name)
         && g_hash_table_insert (change->keywords, g_strdup (name), g_strdup (description));
}

void
tenant_change_add_share (TenantChange *change, const char *token, JsonNode *share)
{
  g_hash_table_insert (change->shares, g_strdup (token), share);
}

void
tenant_change_set_note (TenantChange *change, const char *id, JsonNode *note)
{
  g_hash_table_insert (change->notes, g_strdup (id), note);
}

/* Containers */

static TenantContainerChange *
append_container (TenantChange *change, TenantContainerAction action, const char *id)
{
  TenantContainerChange *container = g_new0 (TenantContainerChange, 1);

  container->action = action;
  if (id != NULL)
    g_strlcpy (container->id, id, sizeof container->id);
  g_ptr_array_add (change->containers, container);

  return container;
}

static const char *
get_container_id (TenantChange *change, guint index)
{
  TenantTree *tree = tenant_library_get_tree (TENANT_LIBRARY (change->overlay));

  return tenant_tree_get_container (tree, index)->id;
}

const char *
tenant_change_add_container (TenantChange *change,
                             int parent,
                             gboolean is_album,
                             const char *name,
                             const char *description)
{
  TenantContainerChange *container = append_container (change, TENANT_CONTAINER_ADD, NULL);

  tenant_tree_choose_id (tenant_library_get_tree (TENANT_LIBRARY (change->overlay)),
                         ((guint64) g_random_int () << 32) | g_random_int (), container->id);
  container->parent = parent;
  container->is_album = is_album;
  container->name = g_strdup (name);
  container->description = g_strdup (description);
  container->owner = change->user;

  return container->id;
}

void
tenant_change_rename_container (TenantChange *change, guint index, const char *name)
{
  TenantContainerChange *container =
      append_container (change, TENANT_CONTAINER_RENAME, get_container_id (change, index));

  container->name = g_strdup (name);
}

void
tenant_change_remove_container (TenantChange *change, guint index)
{
  append_container (change, TENANT_CONTAINER_REMOVE, get_container_id (change, index));
}

/* Commit */

/* Each at a time of its own, later than all before: what was changed in one millisecond, or while
 * the clock was put back, is still in order. */
static void
stamp (TenantChange *change)
{
  gint64 last_ms = change->overlay->last_ms;

  for (guint i = 0; i < change->entries->len; i++)
    {
      TenantEntry *entry = change->entries->pdata[i];

      if (!entry->is_touched)
        continue;
      last_ms = MAX (last_ms + 1, change->now_ms);
      entry->asset.modified_ms = last_ms;
      entry->asset.editor = change->user;
    }
  for (guint i = 0; i < change->containers->len; i++)
    {
      last_ms = MAX (last_ms + 1, change->now_ms);
      ((TenantContainerChange *) change->containers->pdata[i])->time_ms = last_ms;
    }
}

static gboolean
save_asset (TenantChange *change, const TenantEntry *entry, GError **error)
{
  g_autofree char *key = tenant_overlay_make_key (&entry->asset);
  gboolean is_nothing = entry->is_added && entry->is_deleted;
  g_autoptr (GBytes) body =
      is_nothing ? NULL : tenant_entry_to_json (entry, TENANT_LIBRARY (change->overlay));

  return tenant_state_put (change->overlay->state, "asset", key, entry->asset.modified_ms, body,
                           error);
}

static gboolean
save_keyword (TenantChange *change, const char *name, const char *description, GError **error)
{
  TenantWriter *writer = tenant_writer_new (FALSE);
  g_autoptr (GBytes) body = NULL;

  tenant_writer_open (writer, NULL, '{');
  tenant_writer_string (writer, "description", description);
  tenant_writer_close (writer, '}');
  body = tenant_writer_end (writer);

  return tenant_state_put (change->overlay->state, "keyword", name, change->now_ms, body, error);
}

/* Those of one kind, by their keys. */
static gboolean
save_nodes (TenantChange *change, const char *kind, GHashTable *nodes, GError **error)
{
  GHashTableIter iter;
  gpointer key;
  gpointer node;

  g_hash_table_iter_init (&iter, nodes);
  while (g_hash_table_iter_next (&iter, &key, &node))
    {
      g_autofree char *text = json_to_string (node, FALSE);
      g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

      if (!tenant_state_put (change->overlay->state, kind, key, change->now_ms, body, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_nothing (TenantChange *change)
{
  for (guint i = 0; i < change->entries->len; i++)
    {
      if (((TenantEntry *) change->entries->pdata[i])->is_touched)
        return FALSE;
    }

  return change->containers->len == 0 && g_hash_table_size (change->keywords) == 0
         && g_hash_table_size (change->shares) == 0 && g_hash_table_size (change->notes) == 0;
}

static gboolean
save (TenantChange *change, GError **error)
{
  GHashTableIter iter;
  gpointer name;
  gpointer description;

  if (!tenant_state_begin (change->overlay->state, error))
    return FALSE;
  for (guint i = 0; i < change->containers->len; i++)
    {
      if (!tenant_container_change_save (change->containers->pdata[i], change->overlay, error))
        return FALSE;
    }
  for (guint i = 0; i < change->entries->len; i++)
    {
      TenantEntry *entry = change->entries->pdata[i];

      if (entry->is_touched && !save_asset (change, entry, error))
        return FALSE;
    }
  g_hash_table_iter_init (&iter, change->keywords);
  while (g_hash_table_iter_next (&iter, &name, &description))
    {
      if (!save_keyword (change, name, description, error))
        return FALSE;
    }
  if (!save_nodes (change, "share", change->shares, error)
      || !save_nodes (change, "upload", change->notes, error))
    return FALSE;

  return tenant_state_commit (change->overlay->state, error);
}

/* If there is a state its files are to be there after this program. */
static void
keep_uploads (TenantChange *change, TenantEntry *entry)
{
  GPtrArray *uploads = entry->asset.uploads;

  for (guint i = 0; change->overlay->state != NULL && uploads != NULL && i < uploads->len; i++)
    g_atomic_int_set (&((TenantUpload *) uploads->pdata[i])->is_kept, 1);
}

static void
move_all (GHashTable *from, GHashTable *to)
{
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  g_hash_table_iter_init (&iter, from);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      g_hash_table_iter_steal (&iter);
      g_hash_table_insert (to, key, value);
    }
}

gboolean
tenant_change_commit (TenantChange *change, GError **error)
{
  TenantOverlay *overlay = change->overlay;

  stamp (change);
  if (overlay->state != NULL && !is_nothing (change) && !save (change, error))
    return FALSE;
  for (guint i = 0; i < change->containers->len; i++)
    tenant_container_change_apply (change->containers->pdata[i], overlay);
  if (change->containers->len > 0)
    tenant_library_emit_changed (TENANT_LIBRARY (overlay), NULL, NULL);
  for (guint i = 0; i < change->entries->len; i++)
    {
      TenantEntry *entry = change->entries->pdata[i];

      if (!entry->is_touched)
        continue;
      keep_uploads (change, entry);
      tenant_overlay_install (overlay, g_steal_pointer (&change->entries->pdata[i]));
    }
  move_all (change->keywords, overlay->keywords);
  move_all (change->shares, overlay->shares);
  move_all (change->notes, overlay->notes);

  return TRUE;
}
