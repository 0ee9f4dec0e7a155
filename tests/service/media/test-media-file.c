/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whole files: from the first place that has them, and nameless. */

#include "canto-error.h"
#include "media-file.h"
#include "test-wait.h"

#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <string.h>
#include <unistd.h>

#define MAX_BYTES 1000

typedef struct
{
  SoupServer *server;
  char *base;
  GPtrArray *hits; /* paths, in the order of their arrival */
  CantoClient *client;
  char *folder;
} Fixture;

static void
answer (SoupServer *server,
        SoupServerMessage *message,
        const char *path,
        GHashTable *query,
        gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autofree char *huge = g_strnfill (MAX_BYTES + 1, 'x');

  g_ptr_array_add (fixture->hits, g_strdup (path));
  soup_server_message_set_status (message, g_str_equal (path, "/missing") ? 404 : 200, NULL);
  if (g_str_equal (path, "/huge"))
    soup_server_message_set_response (message, "video/webm", SOUP_MEMORY_COPY, huge, MAX_BYTES + 1);
  else
    soup_server_message_set_response (message, "video/webm", SOUP_MEMORY_STATIC, "film", 4);
}

static CantoClient *
make_client (const char *base)
{
  g_autoptr (CantoTokenStore) store = canto_token_store_new_in_memory ();
  const CantoAccountOptions options = { .loopback_base = base, .app_id = "app" };
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoAccount) account = canto_account_new (&options, &error);

  g_assert_no_error (error);

  return canto_client_new (account, store);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  GSList *uris;

  fixture->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (fixture->server, NULL, answer, fixture, NULL);
  soup_server_listen_local (fixture->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (fixture->server);
  fixture->base = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  fixture->hits = g_ptr_array_new_with_free_func (g_free);
  fixture->folder = g_dir_make_tmp ("descant-file-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->client = make_client (fixture->base);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_assert_last_unref (fixture->client);
  soup_server_disconnect (fixture->server);
  g_object_unref (fixture->server);
  g_ptr_array_unref (fixture->hits);
  /* It is empty: nothing has a name. */
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->base);
}

/* @places: paths, up to NULL */
static MediaFile *
fetch (Fixture *fixture, const char *folder, const char *const *places, GError **error)
{
  g_autoptr (MediaRequest) request = media_request_new ("video/k9", 0);
  g_autoptr (GAsyncResult) result = NULL;

  for (guint i = 0; places[i] != NULL; i++)
    {
      g_autofree char *uri = g_strconcat (fixture->base, places[i], NULL);

      media_request_add_place (request, uri, CANTO_FETCH_FREE);
    }
  media_file_fetch_async (fixture->client, request, folder, MAX_BYTES, NULL, NULL, test_keep_result,
                          &result);

  return media_file_fetch_finish (fixture->client, test_wait_result (&result), error);
}

static void
test_fetch (Fixture *fixture, gconstpointer data)
{
  static const char *const places[] = { "/missing", "/film", "/never", NULL };
  g_autoptr (GError) error = NULL;
  MediaFile *file = fetch (fixture, fixture->folder, places, &error);
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autofree char *target = NULL;
  GStatBuf facts;
  gsize length;

  g_assert_no_error (error);
  g_assert_cmpuint (fixture->hits->len, ==, 2);
  path = media_file_dup_path (file);
  g_assert_true (g_file_get_contents (path, &text, &length, &error));
  g_assert_no_error (error);
  g_assert_cmpmem (text, length, "film", 4);
  g_assert_cmpint (g_stat (path, &facts), ==, 0);
  g_assert_cmpuint (facts.st_nlink, ==, 0);
  g_assert_cmpuint (facts.st_mode & 0777, ==, 0600);
  target = g_file_read_link (path, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (target, fixture->folder));
  media_file_unref (file);
}

static void
test_last_error (Fixture *fixture, gconstpointer data)
{
  static const char *const places[] = { "/missing", "/missing", NULL };
  g_autoptr (GError) error = NULL;

  g_assert_null (fetch (fixture, fixture->folder, places, &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_NOT_FOUND);
}

static void
test_too_large (Fixture *fixture, gconstpointer data)
{
  static const char *const places[] = { "/huge", "/film", NULL };
  g_autoptr (GError) error = NULL;

  g_assert_null (fetch (fixture, fixture->folder, places, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE);
  g_assert_cmpuint (fixture->hits->len, ==, 1);
}

static void
test_folders (Fixture *fixture, gconstpointer data)
{
  static const char *const places[] = { "/film", NULL };
  g_autofree char *made = g_build_filename (fixture->folder, "a", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaFile) anywhere = fetch (fixture, NULL, places, &error);
  g_autoptr (MediaFile) there = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (anywhere);
  there = fetch (fixture, made, places, &error);
  g_assert_no_error (error);
  g_assert_nonnull (there);
  g_assert_cmpint (g_rmdir (made), ==, 0);
  g_assert_null (fetch (fixture, "/proc/nowhere", places, &error));
  g_assert_nonnull (error);
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("/media/file/fetch", test_fetch);
  add ("/media/file/last-error", test_last_error);
  add ("/media/file/too-large", test_too_large);
  add ("/media/file/folders", test_folders);

  return g_test_run ();
}
