/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-container-change-private.h"

#include "tenant-writer.h"

#include <string.h>

void
tenant_container_change_free (TenantContainerChange *change)
{
  g_free (change->name);
  g_free (change->description);
  g_free (change);
}

static const TenantContainer *
find (TenantOverlay *overlay, const char *id)
{
  return tenant_tree_find (tenant_library_get_tree (TENANT_LIBRARY (overlay)), id);
}

/* Whether it is not of the library below. */
static gboolean
is_added (TenantOverlay *overlay, const TenantContainer *container)
{
  return container->index >= tenant_tree_get_n_containers (tenant_library_get_tree (overlay->base));
}

/* Those of the state: "added" with all that one is, or what has become of one of the library below
 */

typedef struct
{
  const char *name;
  const char *description; /* (nullable) */
  const char *parent;      /* (nullable): an id */
  gboolean is_album;
  guint owner;
  gint64 created_ms;
  gint64 time_ms;
} Row;

static GBytes *
write_added (TenantOverlay *overlay, const Row *row)
{
  TenantWriter *writer = tenant_writer_new (FALSE);

  tenant_writer_open (writer, NULL, '{');
  tenant_writer_boolean (writer, "added", TRUE);
  tenant_writer_boolean (writer, "album", row->is_album);
  tenant_writer_string (writer, "parent", row->parent);
  tenant_writer_string (writer, "name", row->name);
  tenant_writer_string (writer, "description", row->description);
  tenant_writer_string (writer, "owner",
                        tenant_library_get_user (TENANT_LIBRARY (overlay), row->owner)->mail);
  tenant_writer_integer (writer, "created", row->created_ms);
  tenant_writer_integer (writer, "time", row->time_ms);
  tenant_writer_close (writer, '}');

  return tenant_writer_end (writer);
}

/* @name: (nullable): NULL if it was removed */
static GBytes *
write_changed (const char *name, gint64 time_ms)
{
  TenantWriter *writer = tenant_writer_new (FALSE);

  tenant_writer_open (writer, NULL, '{');
  tenant_writer_boolean (writer, "removed", name == NULL);
  tenant_writer_string (writer, "name", name);
  tenant_writer_integer (writer, "time", time_ms);
  tenant_writer_close (writer, '}');

  return tenant_writer_end (writer);
}

static const char *
get_id (TenantOverlay *overlay, int index)
{
  TenantTree *tree = tenant_library_get_tree (TENANT_LIBRARY (overlay));

  return index >= 0 ? tenant_tree_get_container (tree, (guint) index)->id : NULL;
}

static gboolean
put (TenantOverlay *overlay, const char *id, gint64 place, GBytes *body, GError **error)
{
  gboolean done = tenant_state_put (overlay->state, "container", id, place, body, error);

  g_clear_pointer (&body, g_bytes_unref);

  return done;
}

static gboolean
save_added (const TenantContainerChange *change, TenantOverlay *overlay, GError **error)
{
  Row row = {
    .name = change->name,
    .description = change->description,
    .parent = get_id (overlay, change->parent),
    .is_album = change->is_album,
    .owner = change->owner,
    .created_ms = change->time_ms,
    .time_ms = change->time_ms,
  };

  return put (overlay, change->id, change->time_ms, write_added (overlay, &row), error);
}

/* One that was added keeps its place, before all that is below it. */
static gboolean
save_renamed (const TenantContainerChange *change,
              const TenantContainer *container,
              TenantOverlay *overlay,
              GError **error)
{
  Row row = {
    .name = change->name,
    .description = container->description,
    .parent = get_id (overlay, container->parent),
    .is_album = container->is_album,
    .owner = container->owner,
    .created_ms = container->created_ms,
    .time_ms = change->time_ms,
  };

  if (is_added (overlay, container))
    return put (overlay, change->id, row.created_ms, write_added (overlay, &row), error);

  return put (overlay, change->id, change->time_ms, write_changed (change->name, change->time_ms),
              error);
}

/* What was added below it is found without its parent when it is read, and left out. */
static gboolean
save_removed (const TenantContainerChange *change,
              const TenantContainer *container,
              TenantOverlay *overlay,
              GError **error)
{
  GBytes *body = is_added (overlay, container) ? NULL : write_changed (NULL, change->time_ms);

  return put (overlay, change->id, change->time_ms, body, error);
}

gboolean
tenant_container_change_save (const TenantContainerChange *change,
                              TenantOverlay *overlay,
                              GError **error)
{
  const TenantContainer *container = find (overlay, change->id);

  if (change->action == TENANT_CONTAINER_ADD)
    return save_added (change, overlay, error);
  if (change->action == TENANT_CONTAINER_RENAME)
    return save_renamed (change, container, overlay, error);

  return save_removed (change, container, overlay, error);
}

void
tenant_container_change_apply (const TenantContainerChange *change, TenantOverlay *overlay)
{
  TenantTree *tree = tenant_overlay_edit_tree (overlay);
  const TenantContainer *container = tenant_tree_find (tree, change->id);

  if (change->action == TENANT_CONTAINER_ADD)
    {
      guint index = tenant_tree_insert (tree, change->parent, change->is_album, change->id,
                                        change->name, change->owner, change->time_ms);

      tenant_tree_describe (tree, index, change->description);
    }
  else if (container != NULL && change->action == TENANT_CONTAINER_RENAME)
    tenant_tree_rename (tree, container->index, change->name, change->time_ms);
  else if (container != NULL)
    tenant_tree_remove (tree, container->index);
  overlay->last_ms = MAX (overlay->last_ms, change->time_ms);
}

/* Reading */

static gboolean
read_added (const char *id, JsonNode *body, TenantOverlay *overlay)
{
  TenantTree *tree = tenant_overlay_edit_tree (overlay);
  const char *parent_id = tenant_node_get_string (body, "parent");
  const TenantContainer *parent = parent_id != NULL ? tenant_tree_find (tree, parent_id) : NULL;
  gint64 time_ms = tenant_node_get_integer (body, "time");
  TenantContainerChange change = {
    .action = TENANT_CONTAINER_ADD,
    .parent = parent != NULL ? (int) parent->index : TENANT_NO_CONTAINER,
    .is_album = tenant_node_get_boolean (body, "album"),
    .name = (char *) tenant_node_get_string (body, "name"),
    .description = (char *) tenant_node_get_string (body, "description"),
    .owner =
        tenant_library_find_user (TENANT_LIBRARY (overlay), tenant_node_get_string (body, "owner")),
    .time_ms = tenant_node_get_integer (body, "created"),
  };

  if (change.name == NULL)
    return FALSE;
  /* Its parent was removed; or a person's own folder has one of this id by now. */
  if ((parent_id != NULL && (parent == NULL || parent->is_album))
      || tenant_tree_find (tree, id) != NULL)
    return TRUE;

  g_strlcpy (change.id, id, sizeof change.id);
  tenant_container_change_apply (&change, overlay);
  if (time_ms != change.time_ms)
    {
      change.action = TENANT_CONTAINER_RENAME;
      change.time_ms = time_ms;
      tenant_container_change_apply (&change, overlay);
    }

  return TRUE;
}

gboolean
tenant_container_change_read (const char *key, JsonNode *body, gpointer user_data)
{
  TenantOverlay *overlay = user_data;
  gboolean is_removed = tenant_node_get_boolean (body, "removed");
  TenantContainerChange change = {
    .action = is_removed ? TENANT_CONTAINER_REMOVE : TENANT_CONTAINER_RENAME,
    .name = (char *) tenant_node_get_string (body, "name"),
    .time_ms = tenant_node_get_integer (body, "time"),
  };

  if (!tenant_tree_is_id (key))
    return FALSE;
  if (tenant_node_get_boolean (body, "added"))
    return read_added (key, body, overlay);
  if (!is_removed && change.name == NULL)
    return FALSE;

  g_strlcpy (change.id, key, sizeof change.id);
  tenant_container_change_apply (&change, overlay);

  return TRUE;
}
