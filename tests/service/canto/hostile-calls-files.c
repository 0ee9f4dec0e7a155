/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The calls of files, and of signing in. */

#include "hostile-calls-private.h"

#include "canto-lookup.h"
#include "canto-upload-find.h"

#include "upload-fixture.h"

#define MAX_BYTES (64 * 1024)

/* Uploads: in what form they are sent is in canto-upload-faults.c */

static void
start_uploads (START)
{
  canto_client_list_uploads_async (world->client, 1, PRIORITY, NULL, callback, user_data);
}

static gboolean
end_uploads (END)
{
  GPtrArray *got = canto_client_list_uploads_finish (world->client, result, error);

  if (got != NULL)
    g_ptr_array_unref (got);

  return got != NULL;
}

static void
start_find_upload (START)
{
  canto_client_find_upload_async (world->client, "a.jpg", "20260407120112300",
                                  g_get_real_time () / G_USEC_PER_SEC, NULL, PRIORITY, NULL,
                                  callback, user_data);
}

static gboolean
end_find_upload (END)
{
  CantoUploadTrace trace;

  return canto_client_find_upload_finish (world->client, result, &trace, NULL, error);
}

/* Of a file that the servers know as done, once it is posted: see hostile_server_new(). */
static void
start_upload (START)
{
  const CantoUploadOptions options = { .name = "a.jpg", .mark = "" };
  g_autoptr (GFile) file = NULL;

  if (world->path == NULL)
    world->path = upload_make_file ("a.jpg", 100);
  file = g_file_new_for_path (world->path);
  g_clear_object (&world->upload);
  world->upload = canto_upload_new (world->client, file, &options);
  canto_upload_run_async (world->upload, PRIORITY, NULL, callback, user_data);
}

static gboolean
end_upload (END)
{
  return canto_upload_run_finish (world->upload, result, NULL, NULL, error);
}

/* Bytes */

/* (transfer full) */
static char *
make_uri (HostileWorld *world, const char *path)
{
  return g_strconcat (canto_account_get_api_base (world->account), path, NULL);
}

static void
fetch (START, const char *path, CantoFetch how)
{
  g_autofree char *uri = make_uri (world, path);

  canto_client_fetch_async (world->client, uri, how, MAX_BYTES, PRIORITY, NULL, callback,
                            user_data);
}

static void
start_preview (START)
{
  fetch (world, callback, user_data, "/api_binary/v1/image/asset0/preview/240", CANTO_FETCH_SIGNED);
}

static void
start_link_text (START)
{
  fetch (world, callback, user_data, "/api_binary/v1/image/asset0/directuri", CANTO_FETCH_SIGNED);
}

static void
start_direct (START)
{
  fetch (world, callback, user_data, "/direct/image/asset0/tok/m800/240", CANTO_FETCH_COUNTED);
}

static void
start_delivered (START)
{
  fetch (world, callback, user_data, "/image/1122/image_asset0/-FJPG", CANTO_FETCH_FREE);
}

static gboolean
end_fetch (END)
{
  GBytes *got = canto_client_fetch_finish (world->client, result, NULL, error);

  if (got != NULL)
    g_bytes_unref (got);

  return got != NULL;
}

/* As a decoder does it: what begins with no brace is broken. */
static gpointer
make (GBytes *bytes, gpointer user_data, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  if (length > 0 && *data == '{')
    return g_bytes_ref (bytes);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "It is broken.");

  return NULL;
}

static void
start_made (START)
{
  g_autofree char *uri = make_uri (world, "/api_binary/v1/image/asset0/preview/320");
  g_autoptr (CantoMaker) maker =
      canto_maker_new (make, (GDestroyNotify) g_bytes_unref, NULL, (GDestroyNotify) g_free);

  canto_client_fetch_and_make_async (world->client, uri, CANTO_FETCH_SIGNED, MAX_BYTES, PRIORITY,
                                     maker, NULL, NULL, callback, user_data);
}

static gboolean
end_made (END)
{
  GBytes *got = canto_client_fetch_and_make_finish (world->client, result, error);

  if (got != NULL)
    g_bytes_unref (got);

  return got != NULL;
}

static void
start_original (START)
{
  g_autofree char *uri = make_uri (world, "/api_binary/v1/image/asset0");

  canto_client_fetch_to_fd_async (world->client, uri, CANTO_FETCH_SIGNED, world->fd, MAX_BYTES,
                                  NULL, PRIORITY, NULL, callback, user_data);
}

static gboolean
end_original (END)
{
  return canto_client_fetch_to_fd_finish (world->client, result, NULL, NULL, error);
}

/* Signing in */

static void
start_lookup (START)
{
  g_autoptr (CantoSecret) refresh = canto_secret_new (HOSTILE_REFRESH_TOKEN);

  canto_lookup_tenant_async (world->account, world->http, refresh, NULL, callback, user_data);
}

static gboolean
end_lookup (END)
{
  char *got = canto_lookup_tenant_finish (world->account, result, error);

  g_free (got);

  return got != NULL;
}

static void
start_credentials (START)
{
  canto_sign_in_run_credentials_async (world->sign_in, NULL, NULL, NULL, callback, user_data);
}

static void
start_handshake (START)
{
  canto_sign_in_run_handshake_async (world->sign_in, NULL, callback, user_data);
}

static gboolean
end_sign_in (END)
{
  CantoToken *token = g_task_propagate_pointer (G_TASK (result), error);

  if (token != NULL)
    canto_token_unref (token);

  return token != NULL;
}

static const HostileCall calls[] = {
  { "uploads", "4.29", "canto_client_list_uploads_async", "GET /api/v1/upload/status", HOSTILE_READ,
    TRUE, FALSE,
    "{\"results\":[{\"name\":\"a.jpg\",\"time\":\"20260407120112300\",\"status\":\"Done\",\"more\":"
    "%s}]}",
    start_uploads, end_uploads },
  { "find-upload", "4.29", "canto_client_find_upload_async", "GET /api/v1/upload/status",
    HOSTILE_READ, TRUE, FALSE, "{\"results\":[],\"more\":%s}", start_find_upload, end_find_upload },
  { "upload-setting", "4.28", "canto_upload_run_async", "GET /api/v1/upload/setting", HOSTILE_READ,
    TRUE, FALSE,
    "{\"url\":\"@base@/bucket/\",\"key\":\"u/${filename}\",\"acl\":\"private\","
    "\"AWSAccessKeyId\":\"k\",\"Policy\":\"p\",\"Signature\":\"s\","
    "\"x-amz-meta-file_name\":\"\",\"x-amz-meta-tag\":\"\",\"x-amz-meta-scheme\":\"\","
    "\"x-amz-meta-id\":\"\",\"x-amz-meta-album_id\":\"\",\"more\":%s}",
    start_upload, end_upload },
  { "post", "4.28 section 12", "canto_upload_run_async", "POST /bucket/", HOSTILE_POST, FALSE, TRUE,
    "", start_upload, end_upload },
  { "preview", "10", "canto_client_fetch_async", "GET /api_binary/v1/image/asset0/preview/240",
    HOSTILE_BYTES, TRUE, FALSE, "{}", start_preview, end_fetch },
  { "link-text", "10", "canto_client_fetch_async", "GET /api_binary/v1/image/asset0/directuri",
    HOSTILE_BYTES, TRUE, FALSE, "{}", start_link_text, end_fetch },
  { "direct", "10", "canto_client_fetch_async", "GET /direct/", HOSTILE_BYTES, TRUE, TRUE, "{}",
    start_direct, end_fetch },
  { "delivered", "10", "canto_client_fetch_async", "GET /image/", HOSTILE_BYTES, TRUE, TRUE, "{}",
    start_delivered, end_fetch },
  { "made", "10", "canto_client_fetch_and_make_async",
    "GET /api_binary/v1/image/asset0/preview/320", HOSTILE_MADE, TRUE, FALSE, "{}", start_made,
    end_made },
  { "original", "10", "canto_client_fetch_to_fd_async", "GET /api_binary/v1/image/asset0",
    HOSTILE_BYTES, TRUE, FALSE, "{}", start_original, end_original },
  { "lookup", "3.19", "canto_lookup_tenant_async", "GET /oauth/api/oauth2/tenant/", HOSTILE_LOOKUP,
    FALSE, TRUE, "@host@", start_lookup, end_lookup },
  { "exchange", "3.11", "canto_sign_in_run_handshake_async", "POST /oauth/api/oauth2/token",
    HOSTILE_TOKEN, FALSE, TRUE,
    "{\"accessToken\":\"t1\",\"refreshToken\":\"r1\",\"expiresIn\":\"2592000\",\"more\":%s}",
    start_handshake, end_sign_in },
  { "token", "3.10", "canto_sign_in_run_credentials_async", "POST /oauth/api/oauth2/token",
    HOSTILE_TOKEN, FALSE, TRUE,
    "{\"accessToken\":\"t1\",\"refreshToken\":\"r1\",\"expiresIn\":\"2592000\",\"more\":%s}",
    start_credentials, end_sign_in },
  { "worker-id", "3.20", "canto_sign_in_run_handshake_async", "GET /oauth/api/oauth2/ssowid",
    HOSTILE_WORKER, FALSE, TRUE, "worker-1", start_handshake, end_sign_in },
  { "code", "3.20", "canto_sign_in_run_handshake_async", "GET /oauth/api/oauth2/ssocode",
    HOSTILE_CODE, FALSE, TRUE, "c0de-5ecret-18aa", start_handshake, end_sign_in },
};

const HostileCall *
hostile_calls_get_of_files (guint *n_calls)
{
  *n_calls = G_N_ELEMENTS (calls);

  return calls;
}
