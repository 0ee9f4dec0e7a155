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

/* A file that is no longer in a person's folder has no changes; they stay, in case it comes back.
 */
static gboolean
read_asset (const char *key, JsonNode *body, gpointer user_data)
{
  TenantOverlay *self = user_data;
  g_autoptr (TenantEntry) entry = NULL;
  TenantAsset asset;
  guint64 number;

  if (!find_by_key (self, key, &number))
    return TRUE;
  tenant_library_get_asset (self->base, number, &asset);
  entry = tenant_entry_new (&asset);
  if (!tenant_entry_read_json (entry, TENANT_LIBRARY (self), body))
    return FALSE;
  tenant_overlay_install (self, g_steal_pointer (&entry));

  return TRUE;
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

gboolean
tenant_overlay_open_state (TenantOverlay *self,
                           const char *path,
                           const char *library,
                           GError **error)
{
  g_return_val_if_fail (self->state == NULL, FALSE);

  self->state = tenant_state_open (path, library, error);

  return self->state != NULL
         && tenant_state_read (self->state, "container", tenant_container_change_read, self, error)
         && tenant_state_read (self->state, "asset", read_asset, self, error)
         && tenant_state_read (self->state, "keyword", read_keyword, self, error)
         && tenant_state_read (self->state, "share", read_share, self, error);
}
