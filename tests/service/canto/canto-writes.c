/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the client changes, as it is seen afterwards. */

#include "canto-containers.h"
#include "canto-edit.h"
#include "canto-error.h"
#include "canto-parse.h"
#include "session.h"
#include "stub-service.h"
#include "test-wait.h"

#include <string.h>

#define LATEST_VERSION "bGF0ZXN0X3ZlcnNpb25fdGFn" /* 1.10 */
#define N_MANY         250
/* All that an address or a JSON text could trip over. */
#define ODD "Résumé/<b> &%?#\"\\ 船"

static void
set_up (Session **session, gconstpointer data)
{
  *session = session_new ("--scenario=normal", NULL);
}

static void
tear_down (Session **session, gconstpointer data)
{
  session_free (*session);
}

static GPtrArray *
list (Session *session, guint n_assets)
{
  g_autoptr (CantoQuery) query = canto_query_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoPage) page = session_list (session, query, 0, n_assets, &error);
  GPtrArray *assets = g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);

  g_assert_no_error (error);
  for (guint i = 0; i < n_assets; i++)
    g_ptr_array_add (assets, canto_asset_ref (canto_page_get_asset (page, i)));

  return assets;
}

static CantoAsset *
look (Session *session, CantoAsset *asset)
{
  g_autoptr (GError) error = NULL;
  CantoAsset *seen = session_get_asset (session, canto_asset_get_scheme (asset),
                                        canto_asset_get_id (asset), &error);

  g_assert_no_error (error);

  return seen;
}

static gboolean
edit (Session *session,
      GPtrArray *assets,
      const CantoEdit *edits,
      guint n_edits,
      guint *n_done,
      GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  canto_client_edit_async (session->client, assets, edits, n_edits, CANTO_PRIORITY_INTERACTIVE,
                           NULL, test_keep_result, &result);

  return canto_client_edit_finish (session->client, test_wait_result (&result), n_done, error);
}

/* T28, C17 */
static void
test_edit (Session **fixture, gconstpointer data)
{
  Session *session = *fixture;
  const CantoEdit edits[] = {
    { "description", ODD, CANTO_EDIT_SET, FALSE },
    { "copyright", "© Acme", CANTO_EDIT_SET, FALSE },
  };
  g_autoptr (GPtrArray) assets = list (session, N_MANY);
  guint64 n_before = canto_client_get_n_counted_calls (session->client);
  g_autoptr (GPtrArray) seen = NULL;
  g_autoptr (GError) error = NULL;
  guint n_done = 0;

  g_assert_true (edit (session, assets, edits, G_N_ELEMENTS (edits), &n_done, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_done, ==, N_MANY);
  g_assert_cmpuint (canto_client_get_n_counted_calls (session->client) - n_before, ==, 3);

  seen = session_get_assets (session, assets, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < N_MANY; i++)
    {
      CantoAsset *asset = seen->pdata[i];

      g_assert_cmpstr (canto_asset_get_description (asset), ==, ODD);
      g_assert_cmpstr (canto_asset_get_copyright (asset), ==, "© Acme");
      g_assert_cmpstr (canto_asset_get_time (asset), >, canto_asset_get_time (assets->pdata[i]));
    }
}

/* One that is not there spoils its hundred, and the first ones are told as done. */
static void
test_edit_fails_half_way (Session **fixture, gconstpointer data)
{
  Session *session = *fixture;
  const CantoEdit edits[] = { { "description", "half", CANTO_EDIT_SET, FALSE } };
  g_autoptr (GPtrArray) assets = list (session, N_MANY);
  g_autoptr (GPtrArray) gone = g_ptr_array_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (CantoAsset) first = NULL;
  g_autoptr (CantoAsset) last = NULL;
  g_autoptr (GError) error = NULL;
  guint n_done = 0;

  g_ptr_array_add (gone, assets->pdata[120]);
  canto_client_delete_assets_async (session->client, gone, CANTO_PRIORITY_INTERACTIVE, NULL,
                                    test_keep_result, &result);
  g_assert_true (canto_client_delete_assets_finish (session->client, test_wait_result (&result),
                                                    &n_done, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_done, ==, 1);

  g_assert_false (edit (session, assets, edits, 1, &n_done, &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_NOT_FOUND);
  g_assert_cmpuint (n_done, ==, 100);
  first = look (session, assets->pdata[0]);
  g_assert_cmpstr (canto_asset_get_description (first), ==, "half");
  last = look (session, assets->pdata[N_MANY - 1]);
  g_assert_cmpstr (canto_asset_get_description (last), !=, "half");
}

static void
put_word (Session *session, CantoAsset *asset, CantoWordKind kind, gboolean is_there)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  canto_client_put_word_async (session->client, asset, kind, ODD, is_there,
                               CANTO_PRIORITY_INTERACTIVE, NULL, test_keep_result, &result);
  g_assert_true (
      canto_client_put_word_finish (session->client, test_wait_result (&result), &error));
  g_assert_no_error (error);
}

static gboolean
has_word (Session *session, CantoAsset *asset, CantoWordKind kind)
{
  g_autoptr (CantoAsset) seen = look (session, asset);

  return g_strv_contains (
      kind == CANTO_WORD_TAG ? canto_asset_get_tags (seen) : canto_asset_get_keywords (seen), ODD);
}

/* T28: twice is as good as once. */
static void
test_words (Session **fixture, gconstpointer data)
{
  Session *session = *fixture;
  g_autoptr (GPtrArray) assets = list (session, 1);
  static const CantoWordKind kinds[] = { CANTO_WORD_TAG, CANTO_WORD_KEYWORD };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      put_word (session, assets->pdata[0], kinds[i], TRUE);
      put_word (session, assets->pdata[0], kinds[i], TRUE);
      g_assert_true (has_word (session, assets->pdata[0], kinds[i]));
      put_word (session, assets->pdata[0], kinds[i], FALSE);
      g_assert_false (has_word (session, assets->pdata[0], kinds[i]));
    }
}

/* T28, C16: what answers `success`, and what answers nothing. */
static void
test_one (Session **fixture, gconstpointer data)
{
  Session *session = *fixture;
  g_autoptr (GPtrArray) assets = list (session, 1);
  g_autoptr (GAsyncResult) keyword = NULL;
  g_autoptr (GAsyncResult) rename = NULL;
  g_autoptr (GAsyncResult) comment = NULL;
  g_autoptr (CantoAsset) seen = NULL;
  g_autoptr (GError) error = NULL;

  canto_client_create_keyword_async (session->client, ODD, "a description",
                                     CANTO_PRIORITY_INTERACTIVE, NULL, test_keep_result, &keyword);
  canto_client_create_keyword_finish (session->client, test_wait_result (&keyword), &error);
  g_assert_no_error (error);
  canto_client_rename_async (session->client, assets->pdata[0], "船 & more.jpg",
                             CANTO_PRIORITY_INTERACTIVE, NULL, test_keep_result, &rename);
  canto_client_rename_finish (session->client, test_wait_result (&rename), &error);
  g_assert_no_error (error);
  canto_client_comment_async (session->client, assets->pdata[0], LATEST_VERSION, ODD,
                              CANTO_PRIORITY_INTERACTIVE, NULL, test_keep_result, &comment);
  canto_client_comment_finish (session->client, test_wait_result (&comment), &error);
  g_assert_no_error (error);

  seen = look (session, assets->pdata[0]);
  g_assert_cmpstr (canto_asset_get_name (seen), ==, "船 & more.jpg");
}

static void
test_delete (Session **fixture, gconstpointer data)
{
  Session *session = *fixture;
  g_autoptr (GPtrArray) assets = list (session, 2);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (CantoAsset) seen = NULL;
  g_autoptr (GError) error = NULL;

  canto_client_delete_assets_async (session->client, assets, CANTO_PRIORITY_INTERACTIVE, NULL,
                                    test_keep_result, &result);
  canto_client_delete_assets_finish (session->client, test_wait_result (&result), NULL, &error);
  g_assert_no_error (error);
  seen = session_get_asset (session, canto_asset_get_scheme (assets->pdata[1]),
                            canto_asset_get_id (assets->pdata[1]), &error);
  g_assert_null (seen);
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_NOT_FOUND);
}

/* Containers */

static CantoNode *
create (Session *session, CantoScheme scheme, const char *parent_id, const char *name)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CantoNode *node;

  canto_client_create_node_async (session->client, scheme, parent_id, name, ODD,
                                  CANTO_PRIORITY_INTERACTIVE, NULL, test_keep_result, &result);
  node = canto_client_create_node_finish (session->client, test_wait_result (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpint (canto_node_get_scheme (node), ==, scheme);
  g_assert_cmpstr (canto_node_get_name (node), ==, name);

  return node;
}

/* 4.33, as we guess it */
static void
test_rename_node (Session **fixture, gconstpointer data)
{
  Session *session = *fixture;
  const CantoScheme schemes[] = { CANTO_SCHEME_FOLDER, CANTO_SCHEME_ALBUM };

  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      g_autoptr (CantoNode) node = create (session, schemes[i], NULL, "Before");
      g_autoptr (CantoNode) seen = NULL;
      g_autoptr (CantoNode) gone = canto_node_new (schemes[i], "ZZZZZ", "Before", NULL, NULL);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GAsyncResult) refused = NULL;
      g_autoptr (GError) error = NULL;

      canto_client_rename_node_async (session->client, node, ODD, CANTO_PRIORITY_INTERACTIVE, NULL,
                                      test_keep_result, &result);
      canto_client_rename_node_finish (session->client, test_wait_result (&result), &error);
      g_assert_no_error (error);
      seen = session_get_node (session, schemes[i], canto_node_get_id (node), &error);
      g_assert_no_error (error);
      g_assert_cmpstr (canto_node_get_name (seen), ==, ODD);

      canto_client_rename_node_async (session->client, gone, ODD, CANTO_PRIORITY_INTERACTIVE, NULL,
                                      test_keep_result, &refused);
      g_assert_false (
          canto_client_rename_node_finish (session->client, test_wait_result (&refused), &error));
      g_assert_error (error, CANTO_ERROR, CANTO_ERROR_NOT_FOUND);
    }
}

static void
assign (Session *session, CantoNode *album, GPtrArray *assets, gboolean is_in)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint n_done = 0;

  canto_client_assign_async (session->client, album, assets, is_in, CANTO_PRIORITY_INTERACTIVE,
                             NULL, test_keep_result, &result);
  canto_client_assign_finish (session->client, test_wait_result (&result), &n_done, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_done, ==, assets->len);
}

static guint
count_in_album (Session *session, CantoNode *album)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoNode) node =
      session_get_node (session, CANTO_SCHEME_ALBUM, canto_node_get_id (album), &error);

  g_assert_no_error (error);

  return canto_node_get_size (node);
}

static char **
delete_node (Session *session, CantoNode *node)
{
  g_autoptr (GPtrArray) nodes = g_ptr_array_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char **failed;

  g_ptr_array_add (nodes, node);
  canto_client_delete_nodes_async (session->client, nodes, CANTO_PRIORITY_INTERACTIVE, NULL,
                                   test_keep_result, &result);
  failed = canto_client_delete_nodes_finish (session->client, test_wait_result (&result), &error);
  g_assert_no_error (error);

  return failed;
}

/* An album in a folder, filled and emptied; C18: with a slash in its name. */
static void
test_containers (Session **fixture, gconstpointer data)
{
  Session *session = *fixture;
  g_autoptr (GPtrArray) assets = list (session, N_MANY);
  g_autoptr (CantoNode) folder = create (session, CANTO_SCHEME_FOLDER, NULL, "New folder");
  g_autoptr (CantoNode) album =
      create (session, CANTO_SCHEME_ALBUM, canto_node_get_id (folder), ODD);
  g_auto (GStrv) failed = NULL;
  g_auto (GStrv) failed_again = NULL;

  g_assert_true (
      g_str_has_prefix (canto_node_get_id_path (album), canto_node_get_id_path (folder)));
  assign (session, album, assets, TRUE);
  g_assert_cmpuint (count_in_album (session, album), ==, N_MANY);
  g_ptr_array_set_size (assets, 150);
  assign (session, album, assets, FALSE);
  g_assert_cmpuint (count_in_album (session, album), ==, N_MANY - 150);

  failed = delete_node (session, album);
  g_assert_cmpuint (g_strv_length (failed), ==, 0);
  failed_again = delete_node (session, album);
  g_assert_cmpuint (g_strv_length (failed_again), ==, 1);
  g_assert_cmpstr (failed_again[0], ==, canto_node_get_id (album));
}

static void
test_share (Session **fixture, gconstpointer data)
{
  Session *session = *fixture;
  const CantoShare share = { .expires_unix_s = g_get_real_time () / G_USEC_PER_SEC + 86400,
                             .allow_original = TRUE };
  g_autoptr (GPtrArray) assets = list (session, 3);
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *link = NULL;
  g_autoptr (GBytes) page = NULL;
  g_autoptr (GError) error = NULL;

  canto_client_share_async (session->client, assets, &share, CANTO_PRIORITY_INTERACTIVE, NULL,
                            test_keep_result, &result);
  link = canto_client_share_finish (session->client, test_wait_result (&result), &error);
  g_assert_no_error (error);
  page = session_fetch (session, link, CANTO_FETCH_FREE, 100000, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (page);
}

/* Trouble */

static void
answer_503_once (StubService *service, SoupServerMessage *message, gpointer user_data)
{
  if (stub_service_get_n_requests (service) == 1)
    stub_answer (message, 503, NULL, NULL);
  else
    stub_answer (message, 200, "text/plain", "success");
}

static CantoAsset *
make_asset (void)
{
  static const char json[] = "{\"id\":\"a\",\"scheme\":\"image\",\"name\":\"a.jpg\"}";
  g_autoptr (GBytes) bytes = g_bytes_new_static (json, strlen (json));

  return canto_parse_asset (bytes, NULL);
}

/* 13.5: the same once more does no harm. */
static void
test_repeated (void)
{
  g_autoptr (StubService) service = stub_service_new (NULL, answer_503_once, NULL);
  g_autoptr (Session) session = session_new_at (stub_service_get_base (service), 0);
  g_autoptr (CantoAsset) asset = make_asset ();

  put_word (session, asset, CANTO_WORD_TAG, TRUE);
  g_assert_cmpuint (stub_service_get_n_requests (service), ==, 2);
}

/* 13.5: and here it would, so it is for the caller to find out. */
static void
test_not_repeated (void)
{
  g_autoptr (StubService) service = stub_service_new (NULL, answer_503_once, NULL);
  g_autoptr (Session) session = session_new_at (stub_service_get_base (service), 0);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (CantoNode) node = NULL;
  g_autoptr (GError) error = NULL;

  canto_client_create_node_async (session->client, CANTO_SCHEME_ALBUM, NULL, "An album", NULL,
                                  CANTO_PRIORITY_INTERACTIVE, NULL, test_keep_result, &result);
  node = canto_client_create_node_finish (session->client, test_wait_result (&result), &error);
  g_assert_null (node);
  g_assert_nonnull (error);
  g_assert_cmpuint (stub_service_get_n_requests (service), ==, 1);
}

static void
answer_page (StubService *service, SoupServerMessage *message, gpointer user_data)
{
  stub_answer (message, 200, "text/html; charset=utf-8", "<html>success</html>");
}

/* C16 */
static void
test_html (void)
{
  g_autoptr (StubService) service = stub_service_new (NULL, answer_page, NULL);
  g_autoptr (Session) session = session_new_at (stub_service_get_base (service), 0);
  g_autoptr (CantoAsset) asset = make_asset ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  canto_client_rename_async (session->client, asset, "b.jpg", CANTO_PRIORITY_INTERACTIVE, NULL,
                             test_keep_result, &result);
  g_assert_false (canto_client_rename_finish (session->client, test_wait_result (&result), &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY);
}

#define ADD(path, test) g_test_add ("/canto/writes/" path, Session *, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("T28/C17/edit", test_edit);
  ADD ("edit-fails-half-way", test_edit_fails_half_way);
  ADD ("T28/words", test_words);
  ADD ("T28/C16/one", test_one);
  ADD ("delete", test_delete);
  ADD ("C18/containers", test_containers);
  ADD ("rename-node", test_rename_node);
  ADD ("share", test_share);
  g_test_add_func ("/canto/writes/repeated", test_repeated);
  g_test_add_func ("/canto/writes/not-repeated", test_not_repeated);
  g_test_add_func ("/C16/canto/writes/html", test_html);

  return g_test_run ();
}
