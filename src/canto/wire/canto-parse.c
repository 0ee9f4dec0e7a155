/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "canto-parse.h"

#include "canto-error.h"
#include "canto-json-private.h"
#include "canto-records-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static JsonObject *
parse_object (GBytes *json, JsonNode **root, GError **error)
{
  *root = canto_json_parse (json, error);
  if (*root == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT (*root))
    return json_node_get_object (*root);

  g_set_error_literal (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY,
                       _ ("The answer is no JSON object."));

  return NULL;
}

static gboolean
is_id (const char *id)
{
  gsize length = id != NULL ? strlen (id) : 0;

  if (length < 1 || length > 128)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isalnum (id[i]) && strchr ("._-", id[i]) == NULL)
        return FALSE;
    }

  return TRUE;
}

/* Assets */

static CantoApproval
approval_from_word (const char *word)
{
  static const struct
  {
    const char *word;
    CantoApproval approval;
  } words[] = {
    { "approved", CANTO_APPROVAL_APPROVED },
    { "pending", CANTO_APPROVAL_PENDING },
    { "restricted", CANTO_APPROVAL_RESTRICTED },
    { "expired", CANTO_APPROVAL_EXPIRED },
  };

  if (word == NULL || *word == '\0')
    return CANTO_APPROVAL_UNKNOWN;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (g_ascii_strcasecmp (words[i].word, word) == 0)
        return words[i].approval;
    }

  return CANTO_APPROVAL_OTHER;
}

static char **
read_tags (JsonObject *object)
{
  char **tags = canto_json_dup_strings (object, "tag");
  guint n_tags = 0;

  for (guint i = 0; tags[i] != NULL; i++)
    {
      if (g_str_equal (tags[i], "Untagged")) /* 7.9 */
        g_free (tags[i]);
      else
        tags[n_tags++] = tags[i];
    }
  tags[n_tags] = NULL;

  return tags;
}

static guint
read_count (JsonObject *object, const char *name)
{
  return (guint) MIN (canto_json_get_number (object, name, 0), G_MAXINT);
}

static void
read_links (CantoAsset *asset, JsonObject *object)
{
  static const char *const names[CANTO_N_LINKS] = {
    [CANTO_LINK_PREVIEW] = "preview",
    [CANTO_LINK_DOWNLOAD] = "download",
    [CANTO_LINK_DETAIL] = "detail",
    [CANTO_LINK_DIRECT_PREVIEW] = "directUrlPreview",
    [CANTO_LINK_DIRECT_ORIGINAL] = "directUrlOriginal",
    [CANTO_LINK_DIRECT_PREVIEW_PLAY] = "directUrlPreviewPlay",
    [CANTO_LINK_PREVIEW_URI_240] = "previewURI240",
    [CANTO_LINK_PREVIEW_URI_320] = "previewURI320",
  };
  JsonObject *urls = canto_json_get_object (object, "url");

  if (urls == NULL)
    return;
  for (guint i = 0; i < CANTO_N_LINKS; i++)
    asset->links[i] = canto_json_dup_string (urls, names[i]);
}

/* What top-level keys lack is taken from the labels (7.22). */
static void
read_labels (CantoAsset *asset, JsonObject *object)
{
  JsonObject *labels = canto_json_get_object (object, "default");

  if (labels == NULL)
    return;

  asset->editor = canto_json_dup_string (labels, "Modified by");
  asset->content_type = canto_json_dup_string (labels, "Content Type");
  asset->duration = canto_json_dup_string (labels, "Duration");
  if (asset->duration == NULL)
    asset->duration = canto_json_dup_string (labels, "Time");
  asset->file_date = canto_json_dup_string (labels, "Date Created");
  asset->pages = read_count (labels, "Pages");
  if (asset->copyright == NULL)
    asset->copyright = canto_json_dup_string (labels, "Copyright");
}

static void
read_fields (CantoAsset *asset, JsonObject *object)
{
  JsonObject *additional = canto_json_get_object (object, "additional");
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (additional != NULL)
    {
      asset->fields =
          g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
      json_object_iter_init_ordered (&iter, additional);
      while (json_object_iter_next_ordered (&iter, &name, &node))
        {
          g_strv_builder_add (names, name);
          g_hash_table_replace (asset->fields, g_strdup (name), canto_json_node_dup_texts (node));
        }
    }
  asset->field_names = g_strv_builder_end (names);
}

static void
read_albums (CantoAsset *asset, JsonObject *object)
{
  JsonArray *albums = canto_json_get_array (object, "relatedAlbums");
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) id_paths = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();

  for (guint i = 0; albums != NULL && i < json_array_get_length (albums); i++)
    {
      JsonNode *node = json_array_get_element (albums, i);
      JsonObject *album = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      g_autofree char *id = album != NULL ? canto_json_dup_string (album, "id") : NULL;
      g_autofree char *id_path = album != NULL ? canto_json_dup_string (album, "idPath") : NULL;
      g_autofree char *path = album != NULL ? canto_json_dup_string (album, "namePath") : NULL;

      if (!is_id (id))
        continue;
      g_strv_builder_add (ids, id);
      g_strv_builder_add (id_paths, id_path != NULL ? id_path : id);
      g_strv_builder_add (paths, path != NULL ? path : id);
    }
  asset->album_ids = g_strv_builder_end (ids);
  asset->album_id_paths = g_strv_builder_end (id_paths);
  asset->album_paths = g_strv_builder_end (paths);
}

/* 7.25: what has no id cannot be asked for. (transfer full) (nullable) */
static CantoVersion *
read_version (JsonObject *object)
{
  g_autofree char *id = canto_json_dup_string (object, "versionId");
  JsonObject *uris = canto_json_get_object (object, "uri");
  JsonNode *current = json_object_get_member (object, "currentVersion");
  CantoVersion *version;

  if (!is_id (id))
    return NULL;

  version = canto_version_alloc ();
  version->number = canto_json_dup_string (object, "no");
  version->owner_name = canto_json_dup_string (object, "ownerName");
  version->time = canto_json_dup_string (object, "time");
  version->comment = canto_json_dup_string (object, "comment");
  version->preview_uri = uris != NULL ? canto_json_dup_string (uris, "preview") : NULL;
  version->download_uri = uris != NULL ? canto_json_dup_string (uris, "download") : NULL;
  /* Older tenants do not say so, but the id of the current one is always the same (1.10). */
  version->is_current = g_str_equal (id, CANTO_CURRENT_VERSION_ID)
                        || (current != NULL && JSON_NODE_HOLDS_VALUE (current)
                            && json_node_get_value_type (current) == G_TYPE_BOOLEAN
                            && json_node_get_boolean (current));
  version->id = g_steal_pointer (&id);

  return version;
}

static void
read_versions (CantoAsset *asset, JsonObject *object)
{
  JsonArray *versions = canto_json_get_array (object, "versionHistory");

  if (versions == NULL)
    return;

  asset->versions = g_ptr_array_new_with_free_func ((GDestroyNotify) canto_version_unref);
  for (guint i = 0; i < json_array_get_length (versions); i++)
    {
      JsonNode *node = json_array_get_element (versions, i);
      CantoVersion *version =
          JSON_NODE_HOLDS_OBJECT (node) ? read_version (json_node_get_object (node)) : NULL;

      if (version != NULL)
        g_ptr_array_add (asset->versions, version);
    }
}

/* NULL for what cannot be addressed: no scheme or no id (1.6). */
static CantoAsset *
read_asset (JsonObject *object)
{
  g_autofree char *id = canto_json_dup_string (object, "id");
  g_autofree char *scheme = canto_json_dup_string (object, "scheme");
  JsonObject *metadata = canto_json_get_object (object, "metadata");
  CantoAsset *asset;

  if (!is_id (id) || !is_id (scheme))
    return NULL;

  asset = canto_asset_alloc ();
  asset->scheme = canto_scheme_from_word (scheme);
  asset->key = g_strconcat (scheme, "/", id, NULL);
  asset->id = g_steal_pointer (&id);
  asset->scheme_word = g_steal_pointer (&scheme);
  asset->name = canto_json_dup_string (object, "name");
  if (asset->name == NULL || *asset->name == '\0')
    {
      g_free (asset->name);
      asset->name = g_strdup (asset->id);
    }
  asset->description = canto_json_dup_string (object, "description");
  asset->width_px = read_count (object, "width");
  asset->height_px = read_count (object, "height");
  asset->dpi = read_count (object, "dpi");
  asset->size_bytes = canto_json_get_number (object, "size", 0);
  asset->owner_name = canto_json_dup_string (object, "ownerName");
  asset->time = canto_json_dup_string (object, "time");
  asset->created = canto_json_dup_string (object, "created");
  asset->last_uploaded = canto_json_dup_string (object, "lastUploaded");
  asset->approval_word = canto_json_dup_string (object, "approvalStatus");
  asset->approval = approval_from_word (asset->approval_word);
  asset->tags = read_tags (object);
  asset->keywords = canto_json_dup_strings (object, "keyword");
  asset->smart_tags = canto_json_dup_strings (object, "smartTags");
  asset->md5 = canto_json_dup_string (object, "md5");
  asset->copyright = canto_json_dup_string (object, "copyright");
  asset->terms = canto_json_dup_string (object, "termsAndConditions");
  read_links (asset, object);
  read_labels (asset, object);
  read_fields (asset, object);
  read_albums (asset, object);
  read_versions (asset, object);
  asset->is_complete = metadata != NULL && json_object_get_size (metadata) > 0; /* 6.10 */

  return asset;
}

CantoAsset *
canto_parse_asset (GBytes *json, GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object = parse_object (json, &root, error);
  CantoAsset *asset = object != NULL ? read_asset (object) : NULL;

  if (object != NULL && asset == NULL)
    g_set_error_literal (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY, _ ("The answer is no asset."));
  if (asset != NULL)
    asset->is_complete = TRUE;

  return asset;
}

CantoPage *
canto_parse_page (GBytes *json, guint start, GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object = parse_object (json, &root, error);
  JsonArray *results;
  CantoPage *page;
  guint64 found;

  if (object == NULL || !canto_json_get_list (object, "results", &results, error))
    return NULL;

  found = canto_json_get_number (object, "found", G_MAXUINT64);
  page = canto_page_alloc ();
  page->start = start;
  page->n_received = results != NULL ? json_array_get_length (results) : 0;
  page->found = found <= G_MAXINT64 ? (gint64) found : CANTO_PAGE_FOUND_UNKNOWN;
  page->assets = g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);
  page->positions = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < page->n_received; i++)
    {
      JsonNode *node = json_array_get_element (results, i);
      CantoAsset *asset =
          JSON_NODE_HOLDS_OBJECT (node) ? read_asset (json_node_get_object (node)) : NULL;
      guint position = start + i;

      if (asset == NULL)
        continue;
      if (canto_scheme_is_container (asset->scheme))
        {
          canto_asset_unref (asset);
          continue;
        }
      g_ptr_array_add (page->assets, asset);
      g_array_append_val (page->positions, position);
    }

  return page;
}

GPtrArray *
canto_parse_batch (GBytes *json, GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object = parse_object (json, &root, error);
  JsonArray *results;
  GPtrArray *assets;

  if (object == NULL || !canto_json_get_list (object, "docResult", &results, error))
    return NULL;

  assets = g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);
  for (guint i = 0; results != NULL && i < json_array_get_length (results); i++)
    {
      JsonNode *node = json_array_get_element (results, i);
      CantoAsset *asset =
          JSON_NODE_HOLDS_OBJECT (node) ? read_asset (json_node_get_object (node)) : NULL;

      if (asset == NULL)
        continue;
      asset->is_complete = TRUE; /* 4.34 */
      g_ptr_array_add (assets, asset);
    }

  return assets;
}

/* Tree */

static CantoNode *
read_node (JsonObject *object)
{
  g_autofree char *id = canto_json_dup_string (object, "id");
  g_autofree char *word = canto_json_dup_string (object, "scheme");
  CantoScheme scheme = canto_scheme_from_word (word);
  CantoNode *node;

  if (!is_id (id) || !canto_scheme_is_container (scheme))
    return NULL;

  node = canto_node_alloc ();
  node->scheme = scheme;
  node->name = canto_json_dup_string (object, "name");
  if (node->name == NULL || *node->name == '\0')
    {
      g_free (node->name);
      node->name = g_strdup (id);
    }
  node->id_path = canto_json_dup_string (object, "idPath");
  node->name_path = canto_json_dup_string (object, "namePath");
  node->size = read_count (object, "size");
  node->id = g_steal_pointer (&id);

  return node;
}

/* A level that is still to be read, and where its nodes go. */
typedef struct
{
  JsonArray *array;
  GPtrArray *nodes;
} TreeLevel;

/* Level by level rather than by recursion, and no node twice: a tree that bites its tail ends
 * (8.5). */
static GPtrArray *
read_tree (JsonArray *array, const char *below_id)
{
  GPtrArray *top = g_ptr_array_new_with_free_func ((GDestroyNotify) canto_node_unref);
  g_autoptr (GArray) levels = g_array_new (FALSE, FALSE, sizeof (TreeLevel));
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  TreeLevel level = { array, top };

  if (below_id != NULL)
    g_hash_table_add (seen, (gpointer) below_id);
  g_array_append_val (levels, level);
  while (levels->len > 0)
    {
      level = g_array_index (levels, TreeLevel, levels->len - 1);
      g_array_set_size (levels, levels->len - 1);

      for (guint i = 0; i < json_array_get_length (level.array); i++)
        {
          JsonNode *element = json_array_get_element (level.array, i);
          JsonObject *object =
              JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;
          JsonArray *children = object != NULL ? canto_json_get_array (object, "children") : NULL;
          CantoNode *node = object != NULL ? read_node (object) : NULL;

          if (node == NULL)
            continue;
          /* g_hash_table_add() would keep the id of the node that goes. */
          if (g_hash_table_contains (seen, node->id))
            {
              canto_node_unref (node);
              continue;
            }

          g_hash_table_add (seen, node->id);
          g_ptr_array_add (level.nodes, node);
          if (children != NULL)
            {
              TreeLevel below;

              node->children = g_ptr_array_new_with_free_func ((GDestroyNotify) canto_node_unref);
              below.array = children;
              below.nodes = node->children;
              g_array_append_val (levels, below);
            }
        }
    }

  return top;
}

GPtrArray *
canto_parse_tree (GBytes *json, const char *below_id, GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object = parse_object (json, &root, error);
  JsonArray *results;

  if (object == NULL || !canto_json_get_list (object, "results", &results, error))
    return NULL;

  if (results == NULL)
    return g_ptr_array_new_with_free_func ((GDestroyNotify) canto_node_unref);

  return read_tree (results, below_id);
}

CantoNode *
canto_parse_node (GBytes *json, GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object = parse_object (json, &root, error);
  CantoNode *node = object != NULL ? read_node (object) : NULL;

  if (object != NULL && node == NULL)
    g_set_error_literal (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY,
                         _ ("The answer is no folder and no album."));

  return node;
}

GPtrArray *
canto_parse_albums (GBytes *json, guint *n_received, gint64 *found, GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object = parse_object (json, &root, error);
  JsonArray *results;
  GPtrArray *albums;
  guint64 n_found;

  if (object == NULL || !canto_json_get_list (object, "results", &results, error))
    return NULL;

  n_found = canto_json_get_number (object, "found", G_MAXUINT64);
  *n_received = results != NULL ? json_array_get_length (results) : 0;
  *found = n_found <= G_MAXINT64 ? (gint64) n_found : CANTO_PAGE_FOUND_UNKNOWN;
  albums = g_ptr_array_new_with_free_func ((GDestroyNotify) canto_node_unref);
  for (guint i = 0; i < *n_received; i++)
    {
      JsonNode *element = json_array_get_element (results, i);
      g_autoptr (CantoNode) node =
          JSON_NODE_HOLDS_OBJECT (element) ? read_node (json_node_get_object (element)) : NULL;

      if (node != NULL && node->scheme == CANTO_SCHEME_ALBUM)
        g_ptr_array_add (albums, g_steal_pointer (&node));
    }

  return albums;
}

/* Direct links */

static char *
dup_address (JsonObject *object, const char *name)
{
  g_autofree char *text = canto_json_dup_string (object, name);

  return text != NULL && *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static CantoDirectLink *
read_direct_link (JsonObject *object)
{
  g_autofree char *id = canto_json_dup_string (object, "id");
  g_autofree char *scheme = canto_json_dup_string (object, "scheme");
  CantoDirectLink *link;

  if (!is_id (id) || !is_id (scheme))
    return NULL;

  link = canto_direct_link_alloc ();
  link->key = g_strconcat (scheme, "/", id, NULL);
  link->original_uri = dup_address (object, "directUri");
  link->preview_uri = dup_address (object, "previewUri");
  link->name = canto_json_dup_string (object, "displayName");
  link->size_bytes = canto_json_get_number (object, "size", 0);

  return link;
}

GPtrArray *
canto_parse_direct_links (GBytes *json, GError **error)
{
  g_autoptr (JsonNode) root = canto_json_parse (json, error);
  JsonArray *array;
  GPtrArray *links;

  if (root == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_ARRAY (root))
    {
      g_set_error_literal (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY,
                           _ ("The answer is no list of links."));
      return NULL;
    }

  array = json_node_get_array (root);
  links = g_ptr_array_new_with_free_func ((GDestroyNotify) canto_direct_link_unref);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      CantoDirectLink *link =
          JSON_NODE_HOLDS_OBJECT (node) ? read_direct_link (json_node_get_object (node)) : NULL;

      if (link != NULL)
        g_ptr_array_add (links, link);
    }

  return links;
}

/* Fields */

static CantoField *
read_field (JsonObject *object)
{
  g_autofree char *id = canto_json_dup_string (object, "id");
  CantoField *field;

  if (!is_id (id))
    return NULL;

  field = canto_field_alloc ();
  field->name = canto_json_dup_string (object, "name");
  if (field->name == NULL || *field->name == '\0')
    {
      g_free (field->name);
      field->name = g_strdup (id);
    }
  field->values = canto_json_dup_strings (object, "values");
  field->id = g_steal_pointer (&id);

  return field;
}

GPtrArray *
canto_parse_fields (GBytes *json, GError **error)
{
  g_autoptr (JsonNode) root = canto_json_parse (json, error);
  JsonArray *array;
  GPtrArray *fields;

  if (root == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_ARRAY (root))
    {
      g_set_error_literal (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY,
                           _ ("The answer is no list of fields."));
      return NULL;
    }

  array = json_node_get_array (root);
  fields = g_ptr_array_new_with_free_func ((GDestroyNotify) canto_field_unref);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      CantoField *field =
          JSON_NODE_HOLDS_OBJECT (node) ? read_field (json_node_get_object (node)) : NULL;

      if (field != NULL)
        g_ptr_array_add (fields, field);
    }

  return fields;
}

CantoUser *
canto_parse_user (GBytes *json, GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object = parse_object (json, &root, error);
  CantoUser *user;

  if (object == NULL)
    return NULL;

  user = canto_user_alloc ();
  user->id = canto_json_dup_string (object, "userId");
  user->email = canto_json_dup_string (object, "email");
  user->name = canto_json_dup_string (object, "name");
  user->account_name = canto_json_dup_string (object, "accountName");
  user->permissions = canto_json_dup_strings (object, "permissions");

  return user;
}
