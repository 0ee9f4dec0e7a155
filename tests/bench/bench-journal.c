/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * 10,000 edits that an earlier run has left in the journal, from the sign-in until the service has
 * them and says so, against the same 10,000 calls of the bare client, one after the other as here,
 * without a journal and without looking at what is overwritten. In turns of 2,000; the disk is that
 * of the temporary folder.
 */

#include "bench-report.h"
#include "bench-session.h"
#include "test-wait.h"

#include <glib/gstdio.h>

#define N_TURNS  5
#define N_ASSETS 500
#define N_EDITS  2000 /* a turn */

static gboolean
is_kept (gpointer edits)
{
  guint n_edits = g_list_model_get_n_items (edits);
  g_autoptr (EngineEdit) last = g_list_model_get_item (edits, n_edits - 1);

  return engine_edit_get_state (last) == ENGINE_EDIT_WAITING;
}

static gboolean
is_restored (gpointer edits)
{
  return engine_edits_is_restored (edits);
}

static gboolean
is_drained (gpointer edits)
{
  return g_list_model_get_n_items (edits) == 0 && engine_edits_is_settled (edits);
}

static void
wait_long (TestCondition condition, gpointer edits)
{
  while (!condition (edits))
    g_main_context_iteration (NULL, TRUE);
}

static CantoEdit
make_edit (char *text, gsize size, guint turn, guint index)
{
  g_snprintf (text, size, "turn %u, number %u", turn, index);

  return (CantoEdit){ "description", text, CANTO_EDIT_SET, FALSE, NULL };
}

/* As a run without a sign-in leaves them. */
static void
fill_journal (CantoAccount *account,
              CantoTokenStore *store,
              const char *folder,
              GPtrArray *assets,
              guint turn)
{
  EngineSession *session = engine_session_new (account, store, NULL);
  EngineEdits *edits = engine_session_get_edits (session);

  engine_session_keep_edits (session, folder);
  for (guint i = 0; i < N_EDITS; i++)
    {
      char text[64];
      const CantoEdit edit = make_edit (text, sizeof text, turn, i);
      g_autoptr (GPtrArray) one = g_ptr_array_new ();

      g_ptr_array_add (one, assets->pdata[i % assets->len]);
      g_object_unref (engine_edits_change (edits, one, &edit, 1));
    }
  wait_long (is_kept, edits);
  test_assert_last_unref (session);
}

/* Edits a second. */
static double
drain (CantoAccount *account, CantoTokenStore *store, const char *folder)
{
  EngineSession *session = engine_session_new (account, store, NULL);
  EngineEdits *edits = engine_session_get_edits (session);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  double start_ms;
  double took_ms;

  engine_session_keep_edits (session, folder);
  wait_long (is_restored, edits);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (edits)), ==, N_EDITS);
  start_ms = bench_get_wall_ms ();
  engine_session_restore_async (session, NULL, test_keep_result, &result);
  engine_session_restore_finish (session, test_wait_result (&result), &error);
  g_assert_no_error (error);
  wait_long (is_drained, edits);
  took_ms = bench_get_wall_ms () - start_ms;
  g_clear_object (&result);
  test_assert_last_unref (session);

  return N_EDITS * 1000.0 / took_ms;
}

static double
call_bare (EngineSession *session, GPtrArray *assets, guint turn)
{
  CantoClient *client = engine_session_get_client (session);
  double start_ms = bench_get_wall_ms ();

  for (guint i = 0; i < N_EDITS; i++)
    {
      char text[64];
      const CantoEdit edit = make_edit (text, sizeof text, turn, i);
      g_autoptr (GPtrArray) one = g_ptr_array_new ();
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      g_ptr_array_add (one, assets->pdata[i % assets->len]);
      canto_client_edit_async (client, one, &edit, 1, CANTO_PRIORITY_BACKGROUND, NULL,
                               test_keep_result, &result);
      canto_client_edit_finish (client, test_wait_result (&result), NULL, &error);
      g_assert_no_error (error);
    }

  return N_EDITS * 1000.0 / (bench_get_wall_ms () - start_ms);
}

static GPtrArray *
get_details (EngineSession *session, GPtrArray *listed)
{
  CantoClient *client = engine_session_get_client (session);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *assets;

  canto_client_get_assets_async (client, listed, CANTO_PRIORITY_DETAILS, NULL, test_keep_result,
                                 &result);
  assets = canto_client_get_assets_finish (client, test_wait_result (&result), &error);
  g_assert_no_error (error);

  return assets;
}

static CantoTokenStore *
make_store (TestTenant *tenant, CantoAccount *account)
{
  CantoTokenStore *store = canto_token_store_new_in_memory ();
  g_autoptr (CantoToken) token = bench_session_make_token (tenant, account);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  canto_token_store_save_async (store, account, token, NULL, test_keep_result, &result);
  canto_token_store_save_finish (store, test_wait_result (&result), &error);
  g_assert_no_error (error);

  return store;
}

static void
remove_folder (const char *folder, CantoAccount *account)
{
  static const char *const names[] = { "edits.journal", "edits.journal-wal", NULL };
  g_autofree char *below = g_build_filename (folder, canto_account_get_id (account), NULL);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (below, names[i], NULL);

      g_unlink (path);
    }
  g_rmdir (below);
  g_rmdir (folder);
}

int
main (void)
{
  TestTenant *tenant = bench_session_start_tenant (0);
  g_autoptr (CantoAccount) account = bench_session_make_account (tenant);
  g_autoptr (CantoTokenStore) store = make_store (tenant, account);
  EngineSession *session = bench_session_new (tenant, NULL);
  g_autoptr (GPtrArray) listed = bench_session_list_images (session, N_ASSETS);
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("descant-bench-XXXXXX", &error);
  g_autoptr (GArray) own = bench_samples_new ();
  g_autoptr (GArray) peer = bench_samples_new ();

  g_assert_no_error (error);
  for (guint turn = 0; turn < N_TURNS; turn++)
    {
      g_autoptr (GPtrArray) assets = get_details (session, listed);

      fill_journal (account, store, folder, assets, 2 * turn);
      bench_samples_add (own, drain (account, store, folder));
      bench_samples_add (peer, call_bare (session, assets, 2 * turn + 1));
    }
  bench_report ("journal", bench_samples_get (own, 50), bench_samples_get (peer, 50), "1/s", NULL);

  test_assert_last_unref (session);
  remove_folder (folder, account);
  g_free (test_tenant_stop (tenant));

  return 0;
}
