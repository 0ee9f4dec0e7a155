/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "test-service.h"

#include <string.h>

typedef struct
{
  char *scheme;
  char *id;
  char *name;
  char *list;
  char *details;
} Asset;

typedef struct
{
  char *needle;
  guint status;
  char *body;
} Refusal;

typedef struct
{
  char *type;
  GBytes *bytes;
} File;

struct _TestService
{
  SoupServer *server;
  char *base;
  GPtrArray *assets;
  GHashTable *answers; /* path → JSON */
  GHashTable *files;   /* path → File */
  GPtrArray *refusals; /* of Refusal */
  GPtrArray *requests; /* of char *: path and query, decoded */
  GPtrArray *held;     /* of SoupServerMessage */
  char *held_needle;   /* (nullable) */
};

static void
asset_free (gpointer data)
{
  Asset *asset = data;

  g_free (asset->scheme);
  g_free (asset->id);
  g_free (asset->name);
  g_free (asset->list);
  g_free (asset->details);
  g_free (asset);
}

static void
refusal_free (gpointer data)
{
  Refusal *refusal = data;

  g_free (refusal->needle);
  g_free (refusal->body);
  g_free (refusal);
}

static void
file_free (gpointer data)
{
  File *file = data;

  g_free (file->type);
  g_bytes_unref (file->bytes);
  g_free (file);
}

/* Answers */

static void
append_asset (GString *json, const Asset *asset, gboolean with_details)
{
  g_string_append_printf (json, "{\"scheme\": \"%s\", \"id\": \"%s\", \"name\": \"%s\", ",
                          asset->scheme, asset->id, asset->name);
  g_string_append_printf (json, "\"time\": \"20260101120000000\"%s%s",
                          *asset->list != '\0' ? ", " : "", asset->list);
  if (with_details)
    g_string_append_printf (json, ", \"metadata\": {\"Made by\": \"a test\"}%s%s",
                            *asset->details != '\0' ? ", " : "", asset->details);
  g_string_append_c (json, '}');
}

static guint
get_number (GHashTable *query, const char *name, guint otherwise)
{
  const char *text = query != NULL ? g_hash_table_lookup (query, name) : NULL;

  return text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : otherwise;
}

static char *
make_list (TestService *self, GHashTable *query)
{
  const char *keyword = query != NULL ? g_hash_table_lookup (query, "keyword") : NULL;
  guint start = get_number (query, "start", 0);
  guint limit = get_number (query, "limit", G_MAXUINT);
  GString *json = g_string_new (NULL);
  guint n_found = 0;
  guint n_given = 0;

  /* A test of a page far down says itself how long the list is. */
  if (start >= self->assets->len)
    start = 0;

  for (guint i = 0; i < self->assets->len; i++)
    {
      const Asset *asset = self->assets->pdata[i];

      if (keyword != NULL && strstr (asset->name, keyword) == NULL)
        continue;
      if (n_found++ < start || n_given == limit)
        continue;
      g_string_append (json, n_given++ > 0 ? ", " : "");
      append_asset (json, asset, FALSE);
    }
  g_string_prepend (json, "\"results\": [");
  g_string_append (json, "]}");
  {
    g_autofree char *found = g_strdup_printf ("{\"found\": %u, ", n_found);

    g_string_prepend (json, found);
  }

  return g_string_free (json, FALSE);
}

static char *
make_batch (TestService *self, SoupServerMessage *message)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  GString *json = g_string_new ("{\"docResult\": [");
  guint n_found = 0;

  for (guint i = 0; i < self->assets->len; i++)
    {
      const Asset *asset = self->assets->pdata[i];

      if (g_strstr_len (data, (gssize) length, asset->id) == NULL)
        continue;
      g_string_append (json, n_found++ > 0 ? ", " : "");
      append_asset (json, asset, TRUE);
    }
  g_string_append (json, "]}");

  return g_string_free (json, FALSE);
}

static char *
make_details (TestService *self, const char *path)
{
  for (guint i = 0; i < self->assets->len; i++)
    {
      const Asset *asset = self->assets->pdata[i];
      g_autofree char *own = g_strdup_printf ("/api/v1/%s/%s", asset->scheme, asset->id);

      if (g_str_equal (path, own))
        {
          GString *json = g_string_new (NULL);

          append_asset (json, asset, TRUE);
          return g_string_free (json, FALSE);
        }
    }

  return NULL;
}

static char *
make_answer (TestService *self, SoupServerMessage *message, const char *path, GHashTable *query)
{
  const char *json = g_hash_table_lookup (self->answers, path);

  if (json != NULL)
    return g_strdup (json);
  if (g_str_equal (path, "/api/v1/search") || g_str_has_prefix (path, "/api/v1/album/")
      || g_str_has_prefix (path, "/api/v1/folder/"))
    return make_list (self, query);
  if (g_str_has_prefix (path, "/api/v1/tree"))
    return g_strdup ("{\"results\": []}");
  if (g_str_has_suffix (path, "/batch/content"))
    return make_batch (self, message);

  return make_details (self, path);
}

/* FALSE if it is none. */
static gboolean
answer_file (TestService *self, SoupServerMessage *message, const char *path)
{
  const File *file = g_hash_table_lookup (self->files, path);
  gsize length;
  const char *data = file != NULL ? g_bytes_get_data (file->bytes, &length) : NULL;

  if (file == NULL)
    return FALSE;

  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, file->type, SOUP_MEMORY_COPY, data, length);

  return TRUE;
}

static const Refusal *
find_refusal (TestService *self, const char *request)
{
  for (guint i = 0; i < self->refusals->len; i++)
    {
      const Refusal *refusal = self->refusals->pdata[i];

      if (strstr (request, refusal->needle) != NULL)
        return refusal;
    }

  return NULL;
}

static void
answer (SoupServer *server,
        SoupServerMessage *message,
        const char *path,
        GHashTable *query,
        gpointer user_data)
{
  TestService *self = user_data;
  const char *text = g_uri_get_query (soup_server_message_get_uri (message));
  g_autofree char *decoded = text != NULL ? g_uri_unescape_string (text, NULL) : NULL;
  char *request = g_strdup_printf ("%s?%s", path, decoded != NULL ? decoded : "");
  const Refusal *refusal = find_refusal (self, request);
  g_autofree char *json = NULL;

  g_ptr_array_add (self->requests, request);
  if (refusal != NULL)
    {
      soup_server_message_set_status (message, refusal->status, NULL);
      soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY,
                                        refusal->body, strlen (refusal->body));
      return;
    }

  if (!answer_file (self, message, path))
    {
      json = make_answer (self, message, path, query);
      soup_server_message_set_status (message, json != NULL ? 200 : 404, NULL);
    }
  if (json != NULL)
    soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, json,
                                      strlen (json));
  if (self->held_needle != NULL && strstr (request, self->held_needle) != NULL)
    {
      g_ptr_array_add (self->held, g_object_ref (message));
      soup_server_message_pause (message);
    }
}

/* The service */

TestService *
test_service_new (void)
{
  TestService *self = g_new0 (TestService, 1);
  g_autoptr (GError) error = NULL;
  GSList *uris;

  self->assets = g_ptr_array_new_with_free_func (asset_free);
  self->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, file_free);
  self->refusals = g_ptr_array_new_with_free_func (refusal_free);
  self->requests = g_ptr_array_new_with_free_func (g_free);
  self->held = g_ptr_array_new_with_free_func (g_object_unref);
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, answer, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->base = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  return self;
}

void
test_service_free (TestService *self)
{
  test_service_release (self);
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  g_ptr_array_unref (self->held);
  g_ptr_array_unref (self->requests);
  g_ptr_array_unref (self->refusals);
  g_hash_table_unref (self->files);
  g_hash_table_unref (self->answers);
  g_ptr_array_unref (self->assets);
  g_free (self->held_needle);
  g_free (self->base);
  g_free (self);
}

const char *
test_service_get_base (TestService *self)
{
  return self->base;
}

void
test_service_add_asset (TestService *self,
                        const char *scheme,
                        const char *id,
                        const char *name,
                        const char *list,
                        const char *details)
{
  Asset *asset = g_new0 (Asset, 1);

  asset->scheme = g_strdup (scheme);
  asset->id = g_strdup (id);
  asset->name = g_strdup (name);
  asset->list = g_strdup (list);
  asset->details = g_strdup (details);
  g_ptr_array_add (self->assets, asset);
}

void
test_service_remove_asset (TestService *self, const char *id)
{
  for (guint i = 0; i < self->assets->len; i++)
    {
      const Asset *asset = self->assets->pdata[i];

      if (g_str_equal (asset->id, id))
        {
          g_ptr_array_remove_index (self->assets, i);
          return;
        }
    }
  g_assert_not_reached ();
}

void
test_service_set_answer (TestService *self, const char *path, const char *json)
{
  g_hash_table_replace (self->answers, g_strdup (path), g_strdup (json));
}

void
test_service_set_bytes (TestService *self, const char *path, const char *type, GBytes *bytes)
{
  File *file = g_new0 (File, 1);

  file->type = g_strdup (type);
  file->bytes = g_bytes_ref (bytes);
  g_hash_table_replace (self->files, g_strdup (path), file);
}

void
test_service_refuse (TestService *self, const char *needle, guint status, const char *body)
{
  Refusal *refusal;

  for (guint i = self->refusals->len; i > 0; i--)
    {
      refusal = self->refusals->pdata[i - 1];
      if (g_str_equal (refusal->needle, needle))
        g_ptr_array_remove_index (self->refusals, i - 1);
    }
  if (status == 0)
    return;

  refusal = g_new0 (Refusal, 1);
  refusal->needle = g_strdup (needle);
  refusal->status = status;
  refusal->body = g_strdup (body);
  g_ptr_array_add (self->refusals, refusal);
}

void
test_service_hold (TestService *self, const char *needle)
{
  g_free (self->held_needle);
  self->held_needle = g_strdup (needle);
}

void
test_service_release (TestService *self)
{
  g_clear_pointer (&self->held_needle, g_free);
  for (guint i = 0; i < self->held->len; i++)
    soup_server_message_unpause (self->held->pdata[i]);
  g_ptr_array_set_size (self->held, 0);
}

guint
test_service_count (TestService *self, const char *needle)
{
  guint n_found = 0;

  for (guint i = 0; i < self->requests->len; i++)
    n_found += strstr (self->requests->pdata[i], needle) != NULL;

  return n_found;
}

guint
test_service_count_held (TestService *self)
{
  return self->held->len;
}
