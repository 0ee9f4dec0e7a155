/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-error.h"
#include "media-cache.h"
#include "media-previews.h"
#include "test-full-disk.h"
#include "test-wait.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <stdlib.h>
#include <string.h>

#define N_RUNNING    8
#define TOKEN        "a-token"
#define NAME_ON_DISK "k#240"

typedef struct
{
  SoupServer *server;
  char *base;
  GBytes *picture;
  GPtrArray *hits;   /* paths, in the order of their arrival */
  GPtrArray *tokens; /* what came as Authorization with each; NULL for nothing */
  GHashTable *held;  /* path → SoupServerMessage */
  CantoClient *client;
  MediaPreviews *previews;
  char *folder;
} Fixture;

/* The server: the first part of the path says what it does. */

static void
answer_picture (Fixture *fixture, SoupServerMessage *message)
{
  gsize length;
  const char *data = g_bytes_get_data (fixture->picture, &length);

  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "image/jpeg", SOUP_MEMORY_COPY, data, length);
}

static void
answer (SoupServer *server,
        SoupServerMessage *message,
        const char *path,
        GHashTable *query,
        gpointer user_data)
{
  Fixture *fixture = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  g_ptr_array_add (fixture->hits, g_strdup (path));
  g_ptr_array_add (fixture->tokens,
                   g_strdup (soup_message_headers_get_one (headers, "Authorization")));
  if (g_str_has_prefix (path, "/missing"))
    soup_server_message_set_status (message, 404, NULL);
  else if (g_str_has_prefix (path, "/noise"))
    {
      soup_server_message_set_status (message, 200, NULL);
      soup_server_message_set_response (message, "image/jpeg", SOUP_MEMORY_STATIC, "<html>", 6);
    }
  else if (g_str_has_prefix (path, "/busy/"))
    soup_server_message_set_status (message, (guint) atoi (path + strlen ("/busy/")), NULL);
  else if (g_str_has_prefix (path, "/empty"))
    soup_server_message_set_status (message, 200, NULL);
  else
    answer_picture (fixture, message);

  if (g_str_has_prefix (path, "/held"))
    {
      soup_server_message_pause (message);
      g_hash_table_replace (fixture->held, g_strdup (path), g_object_ref (message));
    }
}

static void
release (Fixture *fixture, const char *path)
{
  SoupServerMessage *message = g_hash_table_lookup (fixture->held, path);

  g_assert_nonnull (message);
  soup_server_message_unpause (message);
  g_hash_table_remove (fixture->held, path);
}

static GBytes *
make_picture (void)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 320, 200);
  char *data;
  gsize length;

  gdk_pixbuf_fill (pixbuf, 0x336699ff);
  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &data, &length, "jpeg", NULL, NULL));

  return g_bytes_new_take (data, length);
}

static CantoClient *
make_client (Fixture *fixture)
{
  g_autoptr (CantoTokenStore) store = canto_token_store_new_in_memory ();
  g_autoptr (CantoSecret) access = canto_secret_new (TOKEN);
  g_autoptr (CantoToken) token =
      canto_token_new (access, NULL, g_get_real_time () / G_USEC_PER_SEC + 3600);
  g_autoptr (CantoAccount) account = NULL;
  g_autoptr (GError) error = NULL;
  CantoAccountOptions options = { .loopback_base = fixture->base, .app_id = "app" };
  CantoClient *client;

  account = canto_account_new (&options, &error);
  g_assert_no_error (error);
  client = canto_client_new (account, store);
  canto_client_set_token (client, token, NULL);

  return client;
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

  fixture->picture = make_picture ();
  fixture->hits = g_ptr_array_new_with_free_func (g_free);
  fixture->tokens = g_ptr_array_new_with_free_func (g_free);
  fixture->held = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  fixture->folder = g_dir_make_tmp ("descant-previews-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->client = make_client (fixture);
  fixture->previews = media_previews_new (fixture->client, fixture->folder, 1000000);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  test_assert_last_unref (fixture->previews);
  dir = g_dir_open (fixture->folder, 0, NULL);
  test_assert_last_unref (fixture->client);
  soup_server_disconnect (fixture->server);
  g_object_unref (fixture->server);
  g_hash_table_unref (fixture->held);
  g_ptr_array_unref (fixture->hits);
  g_ptr_array_unref (fixture->tokens);
  g_bytes_unref (fixture->picture);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->base);
}

/* Asking */

static MediaRequest *
make_request (Fixture *fixture, const char *key, const char *first_path, ...)
{
  MediaRequest *request = media_request_new (key, 240);
  va_list paths;

  va_start (paths, first_path);
  for (const char *path = first_path; path != NULL; path = va_arg (paths, const char *))
    {
      g_autofree char *uri = g_strconcat (fixture->base, path, NULL);

      media_request_add_place (request, uri, CANTO_FETCH_FREE);
    }
  va_end (paths);

  return request;
}

static void
start (Fixture *fixture,
       const char *key,
       const char *path,
       GCancellable *cancellable,
       GAsyncResult **result)
{
  g_autoptr (MediaRequest) request = make_request (fixture, key, path, NULL);

  media_previews_load_async (fixture->previews, request, cancellable, test_keep_result, result);
}

static void
check_picture (Fixture *fixture, GAsyncResult **result)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaPicture) picture =
      media_previews_load_finish (fixture->previews, test_wait_result (result), &error);

  g_assert_no_error (error);
  g_assert_cmpint (media_picture_get_width_px (picture), ==, 240);
  g_assert_cmpint (media_picture_get_height_px (picture), ==, 150);
  g_clear_object (result);
}

static void
check_error (Fixture *fixture, GAsyncResult **result, GQuark domain, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaPicture) picture =
      media_previews_load_finish (fixture->previews, test_wait_result (result), &error);

  g_assert_error (error, domain, code);
  g_assert_null (picture);
  g_clear_object (result);
}

static void
check_hits (Fixture *fixture, const char *paths)
{
  g_autofree char *hits = NULL;

  g_ptr_array_add (fixture->hits, NULL);
  hits = g_strjoinv (" ", (char **) fixture->hits->pdata);
  g_ptr_array_set_size (fixture->hits, (int) fixture->hits->len - 1);
  g_assert_cmpstr (hits, ==, paths);
}

static gboolean
holds_all (gpointer user_data)
{
  return g_hash_table_size (((Fixture *) user_data)->held) == N_RUNNING;
}

/* Takes all places where a fetch could run. */
static void
hold_all (Fixture *fixture, GAsyncResult *results[N_RUNNING])
{
  for (int i = 0; i < N_RUNNING; i++)
    {
      g_autofree char *path = g_strdup_printf ("/held/%d", i);

      start (fixture, path, path, NULL, &results[i]);
    }
  test_wait_until (holds_all, fixture, "the fetches that are held");
  g_ptr_array_set_size (fixture->hits, 0);
}

static void
release_from (Fixture *fixture, GAsyncResult *results[N_RUNNING], int first)
{
  for (int i = first; i < N_RUNNING; i++)
    {
      g_autofree char *path = g_strdup_printf ("/held/%d", i);

      release (fixture, path);
      check_picture (fixture, &results[i]);
    }
}

/* Places */

static void
test_places_in_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MediaRequest) request =
      make_request (fixture, "k", "/missing", "/noise", "/empty", "/good", "/never", NULL);
  g_autoptr (GAsyncResult) result = NULL;

  media_previews_load_async (fixture->previews, request, NULL, test_keep_result, &result);
  check_picture (fixture, &result);
  check_hits (fixture, "/missing /noise /empty /good");
  g_assert_cmpuint (media_previews_get_n_pending (fixture->previews), ==, 0);
}

static void
test_error_is_of_the_last_place (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MediaRequest) missing = make_request (fixture, "a", "/noise", "/missing", NULL);
  g_autoptr (MediaRequest) noise = make_request (fixture, "b", "/missing", "/noise", NULL);
  g_autoptr (GAsyncResult) result = NULL;

  media_previews_load_async (fixture->previews, missing, NULL, test_keep_result, &result);
  check_error (fixture, &result, CANTO_ERROR, CANTO_ERROR_NOT_FOUND);
  media_previews_load_async (fixture->previews, noise, NULL, test_keep_result, &result);
  check_error (fixture, &result, CANTO_ERROR, CANTO_ERROR_BAD_REPLY);

  /* What failed is not kept: it is tried again. */
  g_ptr_array_set_size (fixture->hits, 0);
  media_previews_load_async (fixture->previews, noise, NULL, test_keep_result, &result);
  check_error (fixture, &result, CANTO_ERROR, CANTO_ERROR_BAD_REPLY);
  check_hits (fixture, "/missing /noise");
}

/* 10.12, 13.6: only the service itself gets the token, and only what is not free is counted. */
static void
test_token_and_count (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MediaRequest) request = media_request_new ("k", 240);
  g_autofree char *free_uri = g_strconcat (fixture->base, "/missing/free", NULL);
  g_autofree char *direct_uri = g_strconcat (fixture->base, "/missing/direct", NULL);
  g_autofree char *service_uri = g_strconcat (fixture->base, "/good", NULL);
  g_autoptr (GAsyncResult) result = NULL;

  media_request_add_place (request, free_uri, CANTO_FETCH_FREE);
  media_request_add_place (request, direct_uri, CANTO_FETCH_COUNTED);
  media_request_add_place (request, service_uri, CANTO_FETCH_SIGNED);
  media_previews_load_async (fixture->previews, request, NULL, test_keep_result, &result);
  check_picture (fixture, &result);

  check_hits (fixture, "/missing/free /missing/direct /good");
  g_assert_null (g_ptr_array_index (fixture->tokens, 0));
  g_assert_null (g_ptr_array_index (fixture->tokens, 1));
  g_assert_cmpstr (g_ptr_array_index (fixture->tokens, 2), ==, "Bearer " TOKEN);
  g_assert_cmpuint (canto_client_get_n_counted_calls (fixture->client), ==, 2);
}

/* Memory and disk */

static void
test_one_fetch_for_all (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MediaRequest) request = make_request (fixture, "k", "/good", NULL);
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GAsyncResult) third = NULL;
  g_autoptr (MediaPicture) picture = NULL;

  g_assert_null (media_previews_lookup (fixture->previews, request));
  start (fixture, "k", "/good", NULL, &first);
  start (fixture, "k", "/good", NULL, &second);
  g_assert_cmpuint (media_previews_get_n_pending (fixture->previews), ==, 1);
  check_picture (fixture, &first);
  check_picture (fixture, &second);

  picture = media_previews_lookup (fixture->previews, request);
  g_assert_nonnull (picture);
  start (fixture, "k", "/good", NULL, &third);
  check_picture (fixture, &third);
  check_hits (fixture, "/good");
}

static void
test_other_size_is_another_picture (Fixture *fixture, gconstpointer data)
{
  g_autofree char *uri = g_strconcat (fixture->base, "/good", NULL);
  g_autoptr (MediaRequest) large = media_request_new ("k", 320);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (MediaPicture) picture = NULL;

  start (fixture, "k", "/good", NULL, &result);
  check_picture (fixture, &result);
  media_request_add_place (large, uri, CANTO_FETCH_FREE);
  g_assert_null (media_previews_lookup (fixture->previews, large));
  media_previews_load_async (fixture->previews, large, NULL, test_keep_result, &result);
  picture = media_previews_load_finish (fixture->previews, test_wait_result (&result), NULL);
  g_assert_cmpint (media_picture_get_width_px (picture), ==, 320);
}

static void
start_again (Fixture *fixture)
{
  test_assert_last_unref (fixture->previews);
  fixture->previews = media_previews_new (fixture->client, fixture->folder, 1000000);
}

static void
test_disk_keeps (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;

  start (fixture, "k", "/good", NULL, &result);
  check_picture (fixture, &result);
  start_again (fixture);
  start (fixture, "k", "/good", NULL, &result);
  check_picture (fixture, &result);
  check_hits (fixture, "/good");
}

static void
test_broken_is_fetched_anew (Fixture *fixture, gconstpointer data)
{
  static const char *const broken[] = { "", "no picture at all" };

  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (MediaCache) cache = media_cache_new (fixture->folder, 1000000);
      g_autoptr (GBytes) bytes = g_bytes_new_static (broken[i], strlen (broken[i]));
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GBytes) kept = NULL;
      g_autoptr (GError) error = NULL;

      start (fixture, "k", "/good", NULL, &result);
      check_picture (fixture, &result);
      g_assert_cmpuint (media_cache_measure (cache), ==, g_bytes_get_size (fixture->picture));
      g_assert_true (media_cache_write (cache, NAME_ON_DISK, bytes, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (media_cache_measure (cache), ==, strlen (broken[i]));

      start_again (fixture);
      g_ptr_array_set_size (fixture->hits, 0);
      start (fixture, "k", "/good", NULL, &result);
      check_picture (fixture, &result);
      check_hits (fixture, "/good");
      kept = media_cache_read (cache, NAME_ON_DISK);
      g_assert_true (g_bytes_equal (kept, fixture->picture));
    }
}

static void
test_no_picture_is_not_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MediaCache) cache = media_cache_new (fixture->folder, 1000000);
  g_autoptr (GAsyncResult) result = NULL;

  start (fixture, "k", "/noise", NULL, &result);
  check_error (fixture, &result, CANTO_ERROR, CANTO_ERROR_BAD_REPLY);
  g_assert_cmpuint (media_cache_measure (cache), ==, 0);
}

/* Order and cancelling */

static void
test_newest_first (Fixture *fixture, gconstpointer data)
{
  GAsyncResult *held[N_RUNNING] = { NULL };
  g_autoptr (GAsyncResult) a = NULL;
  g_autoptr (GAsyncResult) b = NULL;
  g_autoptr (GAsyncResult) c = NULL;
  g_autoptr (GAsyncResult) a_again = NULL;

  hold_all (fixture, held);
  start (fixture, "a", "/a", NULL, &a);
  start (fixture, "b", "/b", NULL, &b);
  start (fixture, "c", "/c", NULL, &c);
  start (fixture, "a", "/a", NULL, &a_again); /* wanted anew: now it is the newest */
  g_assert_cmpuint (media_previews_get_n_pending (fixture->previews), ==, N_RUNNING + 3);

  /* One place is free, so they go one by one. */
  release (fixture, "/held/0");
  check_picture (fixture, &held[0]);
  check_picture (fixture, &a);
  check_picture (fixture, &a_again);
  check_picture (fixture, &b);
  check_picture (fixture, &c);
  check_hits (fixture, "/a /c /b");
  release_from (fixture, held, 1);
  g_assert_cmpuint (media_previews_get_n_pending (fixture->previews), ==, 0);
}

static void
test_cancelled_leaves_the_queue (Fixture *fixture, gconstpointer data)
{
  GAsyncResult *held[N_RUNNING] = { NULL };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) gone = NULL;
  g_autoptr (GAsyncResult) kept = NULL;

  hold_all (fixture, held);
  start (fixture, "kept", "/kept", NULL, &kept);
  start (fixture, "gone", "/gone", cancellable, &gone);
  g_cancellable_cancel (cancellable);
  check_error (fixture, &gone, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (media_previews_get_n_pending (fixture->previews), ==, N_RUNNING + 1);

  release_from (fixture, held, 0);
  check_picture (fixture, &kept);
  check_hits (fixture, "/kept");
}

static void
test_cancelled_makes_room (Fixture *fixture, gconstpointer data)
{
  GAsyncResult *held[N_RUNNING] = { NULL };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) waiting = NULL;
  g_autoptr (GAsyncResult) again = NULL;

  for (int i = 0; i < N_RUNNING; i++)
    {
      g_autofree char *path = g_strdup_printf ("/held/%d", i);

      start (fixture, path, path, cancellable, &held[i]);
    }
  test_wait_until (holds_all, fixture, "the fetches that are held");
  start (fixture, "w", "/waiting", NULL, &waiting);

  g_cancellable_cancel (cancellable);
  for (int i = 0; i < N_RUNNING; i++)
    check_error (fixture, &held[i], G_IO_ERROR, G_IO_ERROR_CANCELLED);
  check_picture (fixture, &waiting);

  /* Whoever wants it now does not join what was given up. */
  start (fixture, "/held/0", "/good", NULL, &again);
  check_picture (fixture, &again);
}

static void
test_one_of_two_cancels (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *held[N_RUNNING] = { NULL };
  g_autoptr (GAsyncResult) gone = NULL;

  hold_all (fixture, held);
  start (fixture, "/held/0", "/held/0", cancellable, &gone);
  g_cancellable_cancel (cancellable);
  check_error (fixture, &gone, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  release_from (fixture, held, 0);
  check_hits (fixture, "");
}

static void
test_cancelled_before (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;

  g_cancellable_cancel (cancellable);
  start (fixture, "k", "/good", cancellable, &result);
  check_error (fixture, &result, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  check_hits (fixture, "");
}

static gboolean
are_paused (gpointer user_data)
{
  return ((Fixture *) user_data)->hits->len == N_RUNNING;
}

/* 13.4, 13.5: they are tried again after seconds, and the one that can be had comes at once. */
static void
test_paused (Fixture *fixture, gconstpointer status)
{
  GCancellable *cancellables[N_RUNNING];
  GAsyncResult *results[N_RUNNING] = { NULL };
  g_autoptr (GAsyncResult) good = NULL;

  for (int i = 0; i < N_RUNNING; i++)
    {
      g_autofree char *path = g_strdup_printf ("/busy/%s/%d", (const char *) status, i);

      cancellables[i] = g_cancellable_new ();
      start (fixture, path, path, cancellables[i], &results[i]);
    }
  test_wait_until (are_paused, fixture, "the fetches that are refused");
  start (fixture, "good", "/good", NULL, &good);
  check_picture (fixture, &good);

  for (int i = 0; i < N_RUNNING; i++)
    {
      g_assert_null (results[i]);
      g_cancellable_cancel (cancellables[i]);
      check_error (fixture, &results[i], G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_object_unref (cancellables[i]);
    }
  g_assert_cmpuint (media_previews_get_n_pending (fixture->previews), ==, 0);

  /* And all places are free again. */
  start (fixture, "better", "/better", NULL, &good);
  check_picture (fixture, &good);
}

static void
count_not_kept (MediaPreviews *previews, const GError *error, guint *n_told)
{
  g_assert_nonnull (error);
  (*n_told)++;
}

/* A disk that takes nothing: shown they are all the same, and that is told once. */
static void
test_not_kept (Fixture *fixture, gconstpointer data)
{
  guint n_told = 0;

  g_signal_connect (fixture->previews, "not-kept", G_CALLBACK (count_not_kept), &n_told);
  test_full_disk_begin ();
  for (int i = 0; i < 3; i++)
    {
      g_autofree char *path = g_strdup_printf ("/good/%d", i);
      g_autoptr (GAsyncResult) result = NULL;

      start (fixture, path, path, NULL, &result);
      check_picture (fixture, &result);
    }
  test_full_disk_end ();
  g_assert_cmpuint (n_told, ==, 1);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/media/previews/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("places-in-order", test_places_in_order);
  ADD ("error-is-of-the-last-place", test_error_is_of_the_last_place);
  ADD ("token-and-count", test_token_and_count);
  ADD ("one-fetch-for-all", test_one_fetch_for_all);
  ADD ("other-size-is-another-picture", test_other_size_is_another_picture);
  ADD ("disk-keeps", test_disk_keeps);
  ADD ("broken-file-is-fetched-anew", test_broken_is_fetched_anew);
  ADD ("no-picture-is-not-kept", test_no_picture_is_not_kept);
  ADD ("newest-first", test_newest_first);
  ADD ("cancelled-leaves-the-queue", test_cancelled_leaves_the_queue);
  ADD ("cancelled-makes-room", test_cancelled_makes_room);
  ADD ("one-of-two-cancels", test_one_of_two_cancels);
  ADD ("cancelled-before", test_cancelled_before);
  ADD ("not-kept", test_not_kept);
  g_test_add ("/media/previews/paused-by-429", Fixture, "429", set_up, test_paused, tear_down);
  g_test_add ("/media/previews/paused-by-503", Fixture, "503", set_up, test_paused, tear_down);

  return g_test_run ();
}
