/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Albums as a list (4.3) and collections (4.12), at the tenant. */

#include "canto-lists.h"

#include "canto-containers.h"
#include "canto-error.h"
#include "session.h"
#include "stub-service.h"
#include "test-wait.h"

#include <string.h>

static GPtrArray *
list_albums (Session *session, guint start, guint limit, guint *n_received, gint64 *found)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *albums;

  canto_client_list_albums_async (session->client, start, limit, CANTO_PRIORITY_INTERACTIVE, NULL,
                                  test_keep_result, &result);
  albums = canto_client_list_albums_finish (session->client, test_wait_result (&result), n_received,
                                            found, &error);
  g_assert_no_error (error);

  return albums;
}

/* All of them, each once, and with what a list of albums shows. */
static GHashTable *
walk (Session *session, guint limit, gint64 *found)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  guint start = 0;
  guint n_received;

  do
    {
      g_autoptr (GPtrArray) albums = list_albums (session, start, limit, &n_received, found);

      g_assert_cmpuint (albums->len, ==, n_received);
      for (guint i = 0; i < albums->len; i++)
        {
          CantoNode *album = albums->pdata[i];

          g_assert_cmpint (canto_node_get_scheme (album), ==, CANTO_SCHEME_ALBUM);
          g_assert_true (
              g_str_has_suffix (canto_node_get_id_path (album), canto_node_get_id (album)));
          g_assert_nonnull (canto_node_get_name_path (album));
          g_assert_true (g_hash_table_insert (names, g_strdup (canto_node_get_id (album)),
                                              g_strdup (canto_node_get_name (album))));
        }
      start += n_received;
    }
  while (n_received > 0);

  return names;
}

static void
test_albums (void)
{
  g_autoptr (Session) session = session_new ("--scenario=normal", "--albums=60");
  gint64 found = 0;
  gint64 found_again = 0;
  g_autoptr (GHashTable) all = walk (session, 1000, &found);
  g_autoptr (GHashTable) small = walk (session, 7, &found_again);

  g_assert_cmpuint (g_hash_table_size (all), >=, 60);
  g_assert_cmpint (g_hash_table_size (all), ==, found);
  g_assert_cmpuint (g_hash_table_size (small), ==, g_hash_table_size (all));
  g_assert_cmpint (found_again, ==, found);
}

/* One that is made is there afterwards. */
static void
test_new_album (void)
{
  g_autoptr (Session) session = session_new ("--scenario=normal", NULL);
  gint64 found;
  g_autoptr (GHashTable) before = walk (session, 1000, &found);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoNode) album = NULL;
  g_autoptr (GHashTable) after = NULL;

  canto_client_create_node_async (session->client, CANTO_SCHEME_ALBUM, NULL, "Brand new & 100 %",
                                  NULL, CANTO_PRIORITY_INTERACTIVE, NULL, test_keep_result,
                                  &result);
  album = canto_client_create_node_finish (session->client, test_wait_result (&result), &error);
  g_assert_no_error (error);
  g_assert_false (g_hash_table_contains (before, canto_node_get_id (album)));
  after = walk (session, 1000, &found);
  g_assert_cmpstr (g_hash_table_lookup (after, canto_node_get_id (album)), ==, "Brand new & 100 %");
}

static void
test_no_albums (void)
{
  g_autoptr (Session) session = session_new ("--scenario=results-null", NULL);
  guint n_received = 1;
  gint64 found = 0;
  g_autoptr (GPtrArray) albums = list_albums (session, 100000, 10, &n_received, &found);

  g_assert_cmpuint (albums->len, ==, 0);
  g_assert_cmpuint (n_received, ==, 0);
  g_assert_cmpint (found, >, 0);
}

static void
answer_mixed (StubService *service, SoupServerMessage *message, gpointer body)
{
  stub_answer (message, 200, "application/json", body);
}

/* What is no album, or none that can be addressed, is left out, and the next page begins behind it.
 */
static void
test_mixed_albums (void)
{
  g_autoptr (StubService) service = stub_service_new (
      NULL, answer_mixed,
      (gpointer) "{\"results\":[{\"id\":\"A1\",\"scheme\":\"album\",\"size\":\"12\"},null,7,"
                 "{\"id\":\"F1\",\"scheme\":\"folder\"},{\"scheme\":\"album\"},"
                 "{\"id\":\"i1\",\"scheme\":\"image\"}]}");
  g_autoptr (Session) session = session_new_at (stub_service_get_base (service), 0);
  guint n_received = 0;
  gint64 found = 0;
  g_autoptr (GPtrArray) albums = list_albums (session, 0, 10, &n_received, &found);

  g_assert_cmpuint (albums->len, ==, 1);
  g_assert_cmpuint (canto_node_get_size (albums->pdata[0]), ==, 12);
  g_assert_cmpuint (n_received, ==, 6);
  g_assert_cmpint (found, ==, CANTO_PAGE_FOUND_UNKNOWN);
}

static CantoPage *
get_collection (Session *session,
                const char *id,
                CantoSort sort,
                gboolean is_descending,
                GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  canto_client_get_collection_async (session->client, id, sort, is_descending,
                                     CANTO_PRIORITY_INTERACTIVE, NULL, test_keep_result, &result);

  return canto_client_get_collection_finish (session->client, test_wait_result (&result), error);
}

static void
test_collection (void)
{
  g_autoptr (Session) session = session_new ("--scenario=normal", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoPage) page = get_collection (session, "MYC01", CANTO_SORT_NAME, FALSE, &error);
  g_autoptr (CantoPage) reversed = NULL;
  guint n_assets;

  g_assert_no_error (error);
  n_assets = canto_page_get_n_assets (page);
  g_assert_cmpuint (n_assets, >, 1);
  g_assert_cmpint (canto_page_get_found (page), >=, n_assets);
  for (guint i = 1; i < n_assets; i++)
    {
      g_autofree char *one =
          g_utf8_casefold (canto_asset_get_name (canto_page_get_asset (page, i - 1)), -1);
      g_autofree char *next =
          g_utf8_casefold (canto_asset_get_name (canto_page_get_asset (page, i)), -1);

      g_assert_cmpint (g_utf8_collate (one, next), <=, 0);
    }

  reversed = get_collection (session, "MYC01", CANTO_SORT_NAME, TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (canto_asset_get_id (canto_page_get_asset (reversed, 0)), !=,
                   canto_asset_get_id (canto_page_get_asset (page, 0)));

  /* What is not there, and what is somebody else's. */
  g_assert_null (get_collection (session, "a/b?c", CANTO_SORT_TIME, TRUE, &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (get_collection (session, "MYC99", CANTO_SORT_TIME, TRUE, &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_NOT_FOUND);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/4.3/albums", test_albums);
  g_test_add_func ("/4.3/new-album", test_new_album);
  g_test_add_func ("/4.3/no-albums", test_no_albums);
  g_test_add_func ("/4.3/mixed", test_mixed_albums);
  g_test_add_func ("/4.12/collection", test_collection);

  return g_test_run ();
}
