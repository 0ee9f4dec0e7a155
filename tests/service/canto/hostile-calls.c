/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hostile-calls-private.h"

#include "canto-containers.h"
#include "canto-edit.h"
#include "canto-links.h"
#include "canto-lists.h"

#include <string.h>

/* Lists */

static void
list (START, CantoQuery *query)
{
  canto_client_list_async (world->client, query, 0, 100, PRIORITY, NULL, callback, user_data);
  canto_query_unref (query);
}

static void
start_search (START)
{
  list (world, callback, user_data, canto_query_ref (world->query));
}

static void
start_album (START)
{
  list (world, callback, user_data,
        canto_query_with_container (canto_query_new (), CANTO_SCHEME_ALBUM, "VDGAJ"));
}

static void
start_folder (START)
{
  list (world, callback, user_data,
        canto_query_with_container (canto_query_new (), CANTO_SCHEME_FOLDER, "G4ZDM"));
}

static gboolean
end_list (END)
{
  CantoPage *got = canto_client_list_finish (world->client, result, error);

  if (got != NULL)
    canto_page_unref (got);

  return got != NULL;
}

static void
start_walk (START)
{
  world->walk = canto_walk_new (world->client, world->query, PRIORITY);
  canto_walk_next_async (world->walk, NULL, callback, user_data);
}

static gboolean
end_walk (END)
{
  GPtrArray *got = canto_walk_next_finish (world->walk, result, error);

  if (got != NULL)
    g_ptr_array_unref (got);

  return got != NULL;
}

/* Other reads */

static void
start_asset (START)
{
  canto_client_get_asset_async (world->client, CANTO_SCHEME_IMAGE, "asset0", PRIORITY, NULL,
                                callback, user_data);
}

static gboolean
end_asset (END)
{
  CantoAsset *got = canto_client_get_asset_finish (world->client, result, error);

  if (got != NULL)
    canto_asset_unref (got);

  return got != NULL;
}

static void
start_assets (START)
{
  canto_client_get_assets_async (world->client, world->assets, PRIORITY, NULL, callback, user_data);
}

static gboolean
end_assets (END)
{
  GPtrArray *got = canto_client_get_assets_finish (world->client, result, error);

  if (got != NULL)
    g_ptr_array_unref (got);

  return got != NULL;
}

static void
start_tree (START)
{
  canto_client_get_tree_async (world->client, NULL, PRIORITY, NULL, callback, user_data);
}

static void
start_branch (START)
{
  canto_client_get_tree_async (world->client, "G4ZDM", PRIORITY, NULL, callback, user_data);
}

static gboolean
end_tree (END)
{
  GPtrArray *got = canto_client_get_tree_finish (world->client, result, error);

  if (got != NULL)
    g_ptr_array_unref (got);

  return got != NULL;
}

static void
start_whole_tree (START)
{
  canto_client_get_whole_tree_async (world->client, NULL, PRIORITY, NULL, callback, user_data);
}

static gboolean
end_whole_tree (END)
{
  GPtrArray *got = canto_client_get_whole_tree_finish (world->client, result, error);

  if (got != NULL)
    g_ptr_array_unref (got);

  return got != NULL;
}

static void
start_node (START)
{
  canto_client_get_node_async (world->client, CANTO_SCHEME_ALBUM, "VDGAJ", PRIORITY, NULL, callback,
                               user_data);
}

static gboolean
end_node (END)
{
  CantoNode *got = canto_client_get_node_finish (world->client, result, error);

  if (got != NULL)
    canto_node_unref (got);

  return got != NULL;
}

static void
start_fields (START)
{
  canto_client_get_fields_async (world->client, PRIORITY, NULL, callback, user_data);
}

static gboolean
end_fields (END)
{
  GPtrArray *got = canto_client_get_fields_finish (world->client, result, error);

  if (got != NULL)
    g_ptr_array_unref (got);

  return got != NULL;
}

static void
start_user (START)
{
  canto_client_get_user_async (world->client, PRIORITY, NULL, callback, user_data);
}

static gboolean
end_user (END)
{
  CantoUser *got = canto_client_get_user_finish (world->client, result, error);

  if (got != NULL)
    canto_user_unref (got);

  return got != NULL;
}

/* Writes */

static void
start_delete_assets (START)
{
  canto_client_delete_assets_async (world->client, world->assets, PRIORITY, NULL, callback,
                                    user_data);
}

static gboolean
end_delete_assets (END)
{
  return canto_client_delete_assets_finish (world->client, result, NULL, error);
}

static void
start_edit (START)
{
  const CantoEdit edit = { "description", "Sea", CANTO_EDIT_SET, FALSE };

  canto_client_edit_async (world->client, world->assets, &edit, 1, PRIORITY, NULL, callback,
                           user_data);
}

static gboolean
end_edit (END)
{
  return canto_client_edit_finish (world->client, result, NULL, error);
}

static void
start_assign (START)
{
  canto_client_assign_async (world->client, world->nodes->pdata[0], world->assets, TRUE, PRIORITY,
                             NULL, callback, user_data);
}

static void
start_take_out (START)
{
  canto_client_assign_async (world->client, world->nodes->pdata[0], world->assets, FALSE, PRIORITY,
                             NULL, callback, user_data);
}

static gboolean
end_assign (END)
{
  return canto_client_assign_finish (world->client, result, NULL, error);
}

static void
start_delete_nodes (START)
{
  canto_client_delete_nodes_async (world->client, world->nodes, PRIORITY, NULL, callback,
                                   user_data);
}

static gboolean
end_delete_nodes (END)
{
  char **got = canto_client_delete_nodes_finish (world->client, result, error);

  if (got != NULL)
    g_strfreev (got);

  return got != NULL;
}

static void
start_create_folder (START)
{
  canto_client_create_node_async (world->client, CANTO_SCHEME_FOLDER, "G4ZDM", "New", NULL,
                                  PRIORITY, NULL, callback, user_data);
}

static void
start_create_album (START)
{
  canto_client_create_node_async (world->client, CANTO_SCHEME_ALBUM, NULL, "New", "Its text",
                                  PRIORITY, NULL, callback, user_data);
}

static gboolean
end_create (END)
{
  CantoNode *got = canto_client_create_node_finish (world->client, result, error);

  if (got != NULL)
    canto_node_unref (got);

  return got != NULL;
}

static void
start_put_tag (START)
{
  canto_client_put_word_async (world->client, world->assets->pdata[0], CANTO_WORD_TAG, "Sea", TRUE,
                               PRIORITY, NULL, callback, user_data);
}

static void
start_take_tag (START)
{
  canto_client_put_word_async (world->client, world->assets->pdata[0], CANTO_WORD_TAG, "Sea", FALSE,
                               PRIORITY, NULL, callback, user_data);
}

static void
start_put_keyword (START)
{
  canto_client_put_word_async (world->client, world->assets->pdata[0], CANTO_WORD_KEYWORD, "Sea",
                               TRUE, PRIORITY, NULL, callback, user_data);
}

static void
start_take_keyword (START)
{
  canto_client_put_word_async (world->client, world->assets->pdata[0], CANTO_WORD_KEYWORD, "Sea",
                               FALSE, PRIORITY, NULL, callback, user_data);
}

static gboolean
end_put_word (END)
{
  return canto_client_put_word_finish (world->client, result, error);
}

static void
start_create_keyword (START)
{
  canto_client_create_keyword_async (world->client, "Sea", "All of it", PRIORITY, NULL, callback,
                                     user_data);
}

static gboolean
end_create_keyword (END)
{
  return canto_client_create_keyword_finish (world->client, result, error);
}

static void
start_rename (START)
{
  canto_client_rename_async (world->client, world->assets->pdata[0], "b.jpg", PRIORITY, NULL,
                             callback, user_data);
}

static gboolean
end_rename (END)
{
  return canto_client_rename_finish (world->client, result, error);
}

static void
start_rename_node (START)
{
  canto_client_rename_node_async (world->client, world->nodes->pdata[1], "Journeys", PRIORITY, NULL,
                                  callback, user_data);
}

static gboolean
end_rename_node (END)
{
  return canto_client_rename_node_finish (world->client, result, error);
}

static void
start_comment (START)
{
  canto_client_comment_async (world->client, world->assets->pdata[0], "v1", "Better", PRIORITY,
                              NULL, callback, user_data);
}

static gboolean
end_comment (END)
{
  return canto_client_comment_finish (world->client, result, error);
}

static void
start_share (START)
{
  const CantoShare share = { .hide_sharer = TRUE };

  canto_client_share_async (world->client, world->assets, &share, PRIORITY, NULL, callback,
                            user_data);
}

static gboolean
end_share (END)
{
  char *got = canto_client_share_finish (world->client, result, error);

  if (got != NULL)
    g_free (got);

  return got != NULL;
}

/* Links */

static void
start_albums (START)
{
  canto_client_list_albums_async (world->client, 0, 100, PRIORITY, NULL, callback, user_data);
}

static gboolean
end_albums (END)
{
  GPtrArray *got = canto_client_list_albums_finish (world->client, result, NULL, NULL, error);

  if (got != NULL)
    g_ptr_array_unref (got);

  return got != NULL;
}

static void
start_collection (START)
{
  canto_client_get_collection_async (world->client, "C1", CANTO_SORT_NAME, FALSE, PRIORITY, NULL,
                                     callback, user_data);
}

static gboolean
end_collection (END)
{
  CantoPage *got = canto_client_get_collection_finish (world->client, result, error);

  if (got != NULL)
    canto_page_unref (got);

  return got != NULL;
}

static void
start_direct_links (START)
{
  canto_client_get_direct_links_async (world->client, world->assets, PRIORITY, NULL, callback,
                                       user_data);
}

static gboolean
end_direct_links (END)
{
  GPtrArray *got = canto_client_get_direct_links_finish (world->client, result, error);

  if (got != NULL)
    g_ptr_array_unref (got);

  return got != NULL;
}

static void
start_address (START)
{
  g_autofree char *uri = g_strconcat (canto_account_get_api_base (world->account),
                                      "/api_binary/v1/image/asset0/directuri", NULL);

  canto_client_get_address_async (world->client, uri, PRIORITY, NULL, callback, user_data);
}

static gboolean
end_address (END)
{
  char *got = canto_client_get_address_finish (world->client, result, error);

  g_free (got);

  return got != NULL;
}

/* The access token ends within the day, so that it is refreshed; and the service takes no old one.
 */
static void
start_refresh (START)
{
  start_user (world, callback, user_data);
}

static const HostileCall calls[] = {
  { "search", "4.2 4.4", "canto_client_list_async", "GET /api/v1/search", HOSTILE_READ, TRUE, FALSE,
    "{\"results\":[{\"id\":\"a1\",\"scheme\":\"image\",\"name\":\"a.jpg\",\"more\":%s}],\"found\":"
    "1,\"limit\":100}",
    start_search, end_list },
  { "album", "4.6", "canto_client_list_async", "GET /api/v1/album/", HOSTILE_READ, TRUE, FALSE,
    "{\"results\":[{\"id\":\"a1\",\"scheme\":\"image\",\"name\":\"a.jpg\",\"more\":%s}],\"found\":"
    "1,\"limit\":100}",
    start_album, end_list },
  { "folder", "4.8", "canto_client_list_async", "GET /api/v1/folder/", HOSTILE_READ, TRUE, FALSE,
    "{\"results\":[{\"id\":\"a1\",\"scheme\":\"image\",\"name\":\"a.jpg\",\"more\":%s}],\"found\":"
    "1,\"limit\":100}",
    start_folder, end_list },
  { "walk", "4.2", "canto_walk_next_async", "GET /api/v1/search", HOSTILE_READ, TRUE, FALSE,
    "{\"results\":[{\"id\":\"a1\",\"scheme\":\"image\",\"name\":\"a.jpg\",\"more\":%s}],\"found\":"
    "1,\"limit\":100}",
    start_walk, end_walk, TRUE },
  { "asset", "4.5", "canto_client_get_asset_async", "GET /api/v1/image/asset0", HOSTILE_READ, TRUE,
    FALSE, "{\"id\":\"asset0\",\"scheme\":\"image\",\"name\":\"a.jpg\",\"metadata\":{\"a\":%s}}",
    start_asset, end_asset },
  { "tree", "4.9", "canto_client_get_tree_async", "GET /api/v1/tree?", HOSTILE_READ, TRUE, FALSE,
    "{\"results\":[{\"id\":\"VDGAJ\",\"scheme\":\"album\",\"name\":\"H\"}],\"more\":%s}",
    start_tree, end_tree },
  { "whole-tree", "4.9", "canto_client_get_whole_tree_async", "GET /api/v1/tree?", HOSTILE_READ,
    TRUE, FALSE,
    "{\"results\":[{\"id\":\"VDGAJ\",\"scheme\":\"album\",\"name\":\"H\"}],\"more\":%s}",
    start_whole_tree, end_whole_tree },
  { "branch", "4.10", "canto_client_get_tree_async", "GET /api/v1/tree/", HOSTILE_READ, TRUE, FALSE,
    "{\"results\":[{\"id\":\"VDGAJ\",\"scheme\":\"album\",\"name\":\"H\"}],\"more\":%s}",
    start_branch, end_tree },
  { "node", "4.11", "canto_client_get_node_async", "GET /api/v1/info/", HOSTILE_READ, TRUE, FALSE,
    "{\"id\":\"VDGAJ\",\"scheme\":\"album\",\"name\":\"H\",\"more\":%s}", start_node, end_node },
  { "assets", "4.13", "canto_client_get_assets_async", "POST /api/v1/batch/content", HOSTILE_READ,
    TRUE, FALSE, "{\"docResult\":[null,{\"id\":\"asset0\",\"scheme\":\"image\"}],\"more\":%s}",
    start_assets, end_assets },
  { "delete-assets", "4.14", "canto_client_delete_assets_async", "DELETE /api/v1/batch/content",
    HOSTILE_DONE, TRUE, FALSE, "{}", start_delete_assets, end_delete_assets },
  { "edit", "4.15", "canto_client_edit_async", "PUT /api/v1/batch/edit", HOSTILE_DONE, TRUE, FALSE,
    "success", start_edit, end_edit },
  { "assign", "4.16", "canto_client_assign_async", "POST /api/v1/batch/album", HOSTILE_DONE, FALSE,
    FALSE, "", start_assign, end_assign },
  { "take-out", "4.17", "canto_client_assign_async", "DELETE /api/v1/batch/album", HOSTILE_DONE,
    TRUE, FALSE, "", start_take_out, end_assign },
  { "delete-nodes", "4.18", "canto_client_delete_nodes_async", "DELETE /api/v1/batch/folder",
    HOSTILE_READ, TRUE, FALSE, "{\"status\":\"success\",\"permissionFail\":[],\"more\":%s}",
    start_delete_nodes, end_delete_nodes },
  { "create-folder", "4.19", "canto_client_create_node_async", "POST /api/v1/folder/", HOSTILE_READ,
    FALSE, FALSE, "{\"id\":\"VDGAJ\",\"scheme\":\"album\",\"name\":\"H\",\"more\":%s}",
    start_create_folder, end_create },
  { "create-album", "4.19", "canto_client_create_node_async", "POST /api/v1/album/", HOSTILE_READ,
    FALSE, FALSE, "{\"id\":\"VDGAJ\",\"scheme\":\"album\",\"name\":\"H\",\"more\":%s}",
    start_create_album, end_create },
  { "put-tag", "4.20", "canto_client_put_word_async", "PUT /api/v1/image/asset0/tag/", HOSTILE_DONE,
    TRUE, FALSE, "", start_put_tag, end_put_word },
  { "take-tag", "4.20", "canto_client_put_word_async", "DELETE /api/v1/image/asset0/tag/",
    HOSTILE_DONE, TRUE, FALSE, "", start_take_tag, end_put_word },
  { "put-keyword", "4.21", "canto_client_put_word_async", "PUT /api/v1/image/asset0/keyword/",
    HOSTILE_DONE, TRUE, FALSE, "", start_put_keyword, end_put_word },
  { "take-keyword", "4.21", "canto_client_put_word_async", "DELETE /api/v1/image/asset0/keyword/",
    HOSTILE_DONE, TRUE, FALSE, "", start_take_keyword, end_put_word },
  { "create-keyword", "4.22", "canto_client_create_keyword_async", "POST /api/v1/keyword",
    HOSTILE_DONE, FALSE, FALSE, "success", start_create_keyword, end_create_keyword },
  { "rename", "4.23", "canto_client_rename_async", "PUT /api/v1/image/asset0/rename", HOSTILE_DONE,
    TRUE, FALSE, "", start_rename, end_rename },
  { "rename-node", "4.33", "canto_client_rename_node_async", "PUT /api/v1/folder/G4ZDM/rename",
    HOSTILE_DONE, TRUE, FALSE, "", start_rename_node, end_rename_node },
  { "comment", "4.24", "canto_client_comment_async", "POST /api/v1/version/comment", HOSTILE_DONE,
    FALSE, FALSE, "success", start_comment, end_comment },
  { "share", "4.25", "canto_client_share_async", "PUT /api/v1/share/batch", HOSTILE_LINK, FALSE,
    FALSE, "https://acme.canto.com/s/ABC", start_share, end_share },
  { "fields", "4.26", "canto_client_get_fields_async", "GET /api/v1/custom/field", HOSTILE_READ,
    TRUE, FALSE, "[{\"id\":\"f1\",\"name\":\"F\",\"more\":%s}]", start_fields, end_fields },
  { "user", "4.27", "canto_client_get_user_async", "GET /api/v1/user", HOSTILE_READ, TRUE, FALSE,
    "{\"name\":\"Ada\",\"more\":%s}", start_user, end_user },
  { "albums", "4.3", "canto_client_list_albums_async", "GET /api/v1/search?", HOSTILE_READ, TRUE,
    FALSE, "{\"results\":[{\"id\":\"VDGAJ\",\"scheme\":\"album\",\"more\":%s}],\"found\":1}",
    start_albums, end_albums },
  { "collection", "4.12", "canto_client_get_collection_async", "GET /api/v1/mycollections/",
    HOSTILE_READ, TRUE, FALSE,
    "{\"results\":[{\"id\":\"a1\",\"scheme\":\"image\",\"more\":%s}],\"found\":1}",
    start_collection, end_collection },
  { "direct-links", "4.30", "canto_client_get_direct_links_async",
    "POST /api_binary/v1/batch/directuri", HOSTILE_READ, FALSE, FALSE,
    "[{\"id\":\"asset0\",\"scheme\":\"image\",\"directUri\":\"https://c.example/a\",\"more\":%s}]",
    start_direct_links, end_direct_links },
  { "address", "10.2 10.4", "canto_client_get_address_async",
    "GET /api_binary/v1/image/asset0/directuri", HOSTILE_LINK, TRUE, FALSE, "https://c.example/a",
    start_address, end_address },
  { "refresh", "3.13", "canto_client_set_token", "POST /oauth/api/oauth2/token", HOSTILE_REFRESH,
    FALSE, TRUE,
    "{\"accessToken\":\"t1\",\"refreshToken\":\"r1\",\"expiresIn\":\"2592000\",\"more\":%s}",
    start_refresh, end_user },
};

const HostileCall *
hostile_calls_get (guint *n_calls)
{
  static GArray *all;

  if (all == NULL)
    {
      guint n_of_files;
      const HostileCall *of_files = hostile_calls_get_of_files (&n_of_files);

      all = g_array_new (FALSE, FALSE, sizeof (HostileCall));
      g_array_append_vals (all, calls, G_N_ELEMENTS (calls));
      g_array_append_vals (all, of_files, n_of_files);
    }
  *n_calls = all->len;

  return (const HostileCall *) (gpointer) all->data;
}

const char *
hostile_call_get_path (const HostileCall *call)
{
  return strchr (call->line, ' ') + 1;
}

const char *
hostile_call_get_type (const HostileCall *call)
{
  if (call->kind == HOSTILE_DONE || call->kind == HOSTILE_LINK || call->kind == HOSTILE_POST
      || call->kind == HOSTILE_LOOKUP || call->kind == HOSTILE_WORKER || call->kind == HOSTILE_CODE)
    return "text/plain";

  return call->kind == HOSTILE_BYTES || call->kind == HOSTILE_MADE ? "image/jpeg"
                                                                   : "application/json";
}

GBytes *
hostile_call_make_good (const HostileCall *call, const char *base, const char *more)
{
  GString *text = g_string_new (call->good);

  g_string_replace (text, "%s", more != NULL ? more : "1", 0);
  g_string_replace (text, "@base@", base, 0);
  g_string_replace (text, "@host@", strstr (base, "://") + strlen ("://"), 0);

  return g_string_free_to_bytes (text);
}
