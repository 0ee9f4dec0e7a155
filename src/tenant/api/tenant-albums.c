/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-answers-private.h"

#include "tenant-body.h"

#include <libsoup/soup.h>
#include <string.h>

#define MAX_NAME_BYTES 255

static TenantTree *
get_tree (TenantExchange *exchange)
{
  return tenant_library_get_tree (exchange->world->library);
}

static gboolean
is_name (const char *name)
{
  return name != NULL && *name != '\0' && strlen (name) <= MAX_NAME_BYTES;
}

/* FALSE, and 409, if there is another of this name: nobody could tell them apart by name. */
static gboolean
check_name (TenantExchange *exchange, int parent, gboolean is_album, const char *name)
{
  if (!is_name (name))
    tenant_body_refuse (exchange, "A name of at most 255 bytes is wanted.");
  else if (tenant_tree_find_child (get_tree (exchange), parent, is_album, name) != NULL)
    tenant_exchange_fail (exchange, 409, "conflict", "There is one of this name.");
  else
    return TRUE;

  return FALSE;
}

static void
answer_container (TenantExchange *exchange, const TenantContainer *container)
{
  TenantWriter *writer = tenant_exchange_new_writer (exchange);

  tenant_records_write_container (writer, exchange->world, container, NULL, FALSE);
  tenant_exchange_answer_json (exchange, writer);
}

/* 4.19: in the query or in a form. (nullable) (transfer full) */
static char *
dup_description (TenantExchange *exchange)
{
  const char *in_query = tenant_exchange_get_parameter (exchange, "description");
  gsize length = 0;
  const char *data =
      exchange->request_body != NULL ? g_bytes_get_data (exchange->request_body, &length) : NULL;
  g_autofree char *text = data != NULL ? g_strndup (data, length) : NULL;
  g_autoptr (GHashTable) form = text != NULL ? soup_form_decode (text) : NULL;
  const char *in_form = form != NULL ? g_hash_table_lookup (form, "Description") : NULL;

  if (in_query == NULL && in_form != NULL && g_utf8_validate (in_form, -1, NULL))
    return g_strdup (in_form);

  return g_strdup (in_query);
}

/* (folder | album) / [ parent / ] name (4.19); a part that is empty came as "%". */
void
tenant_post_container (TenantExchange *exchange)
{
  gboolean is_album = tenant_exchange_part_is (exchange, TENANT_FIRST_PART, "album");
  guint last = tenant_exchange_get_depth (exchange) - 1;
  const char *name = exchange->path[last];
  const char *parent_id =
      last > TENANT_FIRST_PART + 1 && !tenant_exchange_part_is (exchange, last - 1, "%")
          ? exchange->path[last - 1]
          : NULL;
  const TenantContainer *parent =
      parent_id != NULL ? tenant_answers_find_container (exchange, parent_id, FALSE) : NULL;
  int index = parent != NULL ? (int) parent->index : TENANT_NO_CONTAINER;
  g_autofree char *description = dup_description (exchange);
  TenantChange *change;
  const char *new_id;
  char id[6];

  if (parent_id != NULL && parent == NULL)
    {
      tenant_exchange_not_found (exchange);
      return;
    }
  if (!check_name (exchange, index, is_album, name))
    return;

  change = tenant_answers_start_change (exchange);
  new_id = tenant_change_add_container (change, index, is_album, name, description);
  g_strlcpy (id, new_id, sizeof id);
  if (tenant_answers_commit (exchange, change))
    answer_container (exchange, tenant_tree_find (get_tree (exchange), id));
}

/* Known by name only (4.33) [G]: we do as with assets (4.23). */
void
tenant_put_container_name (TenantExchange *exchange)
{
  gboolean is_album = tenant_exchange_part_is (exchange, TENANT_FIRST_PART, "album");
  const TenantContainer *container =
      tenant_answers_find_container (exchange, exchange->path[TENANT_FIRST_PART + 1], is_album);
  g_autoptr (JsonNode) body = tenant_body_read (exchange);
  const char *name = tenant_node_get_string (body, "name");
  g_autoptr (TenantChange) change = tenant_answers_start_change (exchange);

  if (container == NULL)
    {
      tenant_exchange_not_found (exchange);
      return;
    }
  if (g_strcmp0 (name, container->name) != 0)
    {
      if (!check_name (exchange, container->parent, is_album, name))
        return;
      tenant_change_rename_container (change, container->index, name);
    }
  tenant_answers_finish_change (exchange, g_steal_pointer (&change), "");
}

static void
answer_deleted (TenantExchange *exchange, const char *const *failed)
{
  static const char *const none[] = { NULL };
  TenantWriter *writer = tenant_exchange_new_writer (exchange);

  tenant_writer_open (writer, NULL, '{');
  tenant_writer_string (writer, "status", failed[0] == NULL ? "success" : "fail");
  tenant_writer_strings (writer, "permissionFail", none);
  tenant_writer_strings (writer, "deleteFail", failed);
  tenant_writer_close (writer, '}');
  tenant_exchange_answer_json (exchange, writer);
}

/* 4.18 */
void
tenant_delete_containers (TenantExchange *exchange)
{
  g_autoptr (JsonNode) body = tenant_body_read (exchange);
  g_autoptr (GPtrArray) items = tenant_body_get_items (exchange, body);
  g_autoptr (TenantChange) change = tenant_answers_start_change (exchange);
  g_autoptr (GPtrArray) failed = g_ptr_array_new ();

  if (items == NULL)
    return;
  for (guint i = 0; i < items->len; i++)
    {
      const char *id = tenant_node_get_string (items->pdata[i], "id");
      const char *scheme = tenant_node_get_string (items->pdata[i], "scheme");
      const TenantContainer *container =
          tenant_answers_find_container (exchange, id, g_str_equal (scheme, "album"));

      if (container != NULL && (container->is_album || g_str_equal (scheme, "folder")))
        tenant_change_remove_container (change, container->index);
      else
        g_ptr_array_add (failed, (char *) id);
    }
  g_ptr_array_add (failed, NULL);
  if (tenant_answers_commit (exchange, g_steal_pointer (&change)))
    answer_deleted (exchange, (const char *const *) failed->pdata);
}

/* Assets in albums */

/* @path: ids with "/" between (7.24), or the last of them alone */
static const TenantContainer *
find_album (TenantExchange *exchange, const char *path)
{
  const char *slash = strrchr (path, '/');
  const TenantContainer *album =
      tenant_answers_find_container (exchange, slash != NULL ? slash + 1 : path, TRUE);
  g_autofree char *full =
      album != NULL ? tenant_tree_make_path (get_tree (exchange), album, FALSE) : NULL;

  return slash == NULL || g_strcmp0 (full, path) == 0 ? album : NULL;
}

/* 4.16: the album in the body or, on a vendor's page, in the path. (nullable) (transfer full) */
static char *
dup_album_path (TenantExchange *exchange, JsonNode *body)
{
  if (tenant_exchange_get_depth (exchange) > TENANT_FIRST_PART + 2)
    return g_strjoinv ("/", exchange->path + TENANT_FIRST_PART + 2);

  return g_strdup (tenant_node_get_string (body, "albumPath"));
}

/* All of it or, if one asset is not there, nothing. */
static void
change_album (TenantExchange *exchange, void (*set) (TenantEntry *entry, guint album))
{
  g_autoptr (JsonNode) body = tenant_body_read (exchange);
  JsonNode *contents = body != NULL && JSON_NODE_HOLDS_ARRAY (body)
                           ? body
                           : tenant_node_get_member (body, "contents");
  g_autoptr (GPtrArray) items = tenant_body_get_items (exchange, contents);
  g_autofree char *path = dup_album_path (exchange, body);
  const TenantContainer *album = path != NULL ? find_album (exchange, path) : NULL;
  g_autoptr (TenantChange) change = tenant_answers_start_change (exchange);

  if (items == NULL)
    return;
  if (path == NULL)
    {
      tenant_body_refuse (exchange, "An albumPath is wanted.");
      return;
    }
  if (album == NULL)
    {
      tenant_exchange_not_found (exchange);
      return;
    }
  for (guint i = 0; i < items->len; i++)
    {
      g_auto (TenantAsset) asset = { 0 };

      if (!tenant_body_find_asset (exchange, items->pdata[i], &asset))
        {
          tenant_exchange_not_found (exchange);
          return;
        }
      set (tenant_change_edit (change, asset.number), album->album);
    }
  tenant_answers_finish_change (exchange, g_steal_pointer (&change), "");
}

/* 4.16 */
void
tenant_post_album_batch (TenantExchange *exchange)
{
  change_album (exchange, tenant_entry_add_album);
}

/* 4.17 */
void
tenant_delete_album_batch (TenantExchange *exchange)
{
  change_album (exchange, tenant_entry_remove_album);
}
