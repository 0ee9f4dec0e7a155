/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What has become of links that were taken: the service is asked after it has changed. */

#include "canto-error.h"
#include "engine-recheck.h"
#include "history-fixture.h"
#include "test-wait.h"

#include <string.h>

typedef HistoryFixture Fixture;

static EngineRecheck *
run (Fixture *fixture, GListModel *picks, GCancellable *cancellable, GError **error)
{
  EngineRecheck *recheck = engine_recheck_new (fixture->session.session, picks);
  g_autoptr (GAsyncResult) result = NULL;

  engine_recheck_run_async (recheck, cancellable, test_keep_result, &result);
  engine_recheck_run_finish (recheck, test_wait_result (&result), error);

  return recheck;
}

static EngineRecheck *
run_all (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  EngineRecheck *recheck = run (fixture, G_LIST_MODEL (fixture->history), NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (engine_recheck_get_n_done (recheck), ==, engine_recheck_get_n_picks (recheck));

  return recheck;
}

/* What was found of the link to @asset. (transfer none) */
static EngineRecheckItem *
find_item (EngineRecheck *recheck, CantoAsset *asset)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (recheck)); i++)
    {
      g_autoptr (EngineRecheckItem) item = g_list_model_get_item (G_LIST_MODEL (recheck), i);

      if (g_str_equal (engine_pick_get_key (engine_recheck_item_get_pick (item)),
                       canto_asset_get_key (asset)))
        return item; /* the list holds it */
    }
  g_error ("Nothing was found of it.");
}

static EngineOutcome
find_outcome (EngineRecheck *recheck, CantoAsset *asset)
{
  return engine_recheck_item_get_outcome (find_item (recheck, asset));
}

/* Links that are on the delivery network. (transfer full) */
static GPtrArray *
take_published (Fixture *fixture, guint n_wanted)
{
  g_autoptr (GPtrArray) images = history_fixture_get_images (fixture, CANTO_APPROVAL_APPROVED, 60);
  GPtrArray *taken = g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);

  for (guint i = 0; i < images->len && taken->len < n_wanted; i++)
    {
      g_autoptr (DeliveryLink) link =
          history_fixture_make_link (fixture, images->pdata[i], DELIVERY_SIZE_400);

      if (!delivery_link_get_is_direct (link))
        g_ptr_array_add (taken, canto_asset_ref (images->pdata[i]));
    }
  g_assert_cmpuint (taken->len, ==, n_wanted);
  history_fixture_take (fixture, taken, DELIVERY_SIZE_400);

  return taken;
}

/* The pick of @asset with another address. (transfer full) */
static EnginePick *
forge (Fixture *fixture, CantoAsset *asset, const char *address)
{
  g_autoptr (DeliveryLink) link = history_fixture_make_link (fixture, asset, DELIVERY_SIZE_400);
  g_autoptr (EnginePick) pick =
      engine_pick_new_for_link (link, DELIVERY_FORM_URL, JOURNAL_PICK_COPY, 1000);
  JournalPick *record = journal_pick_copy (engine_pick_get_record (pick));

  g_free (record->address);
  record->address = g_strdup (address);

  return engine_pick_new (record, CANTO_ACCOUNT_DEFAULT_MASTER_PX);
}

static EngineOutcome
check_one (Fixture *fixture, EnginePick *pick, char **new_address)
{
  g_autoptr (GListStore) picks = g_list_store_new (ENGINE_TYPE_PICK);
  g_autoptr (EngineRecheck) recheck = NULL;
  g_autoptr (EngineRecheckItem) item = NULL;
  g_autoptr (GError) error = NULL;

  g_list_store_append (picks, pick);
  recheck = run (fixture, G_LIST_MODEL (picks), NULL, &error);
  g_assert_no_error (error);
  item = g_list_model_get_item (G_LIST_MODEL (recheck), 0);
  if (new_address != NULL)
    *new_address = g_strdup (engine_recheck_item_get_new_address (item));

  return engine_recheck_item_get_outcome (item);
}

static void
test_fine_and_gone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) images = take_published (fixture, 5);
  g_autoptr (EngineRecheck) before = run_all (fixture);
  g_autoptr (EngineRecheck) after = NULL;

  g_assert_cmpuint (engine_recheck_count (before, ENGINE_OUTCOME_FINE), ==, 5);

  history_fixture_delete_as_other (fixture, images->pdata[1]);
  history_fixture_delete_as_other (fixture, images->pdata[3]);
  after = run_all (fixture);
  g_assert_cmpuint (engine_recheck_count (after, ENGINE_OUTCOME_FINE), ==, 3);
  g_assert_cmpuint (engine_recheck_count (after, ENGINE_OUTCOME_GONE), ==, 2);
  g_assert_cmpint (find_outcome (after, images->pdata[3]), ==, ENGINE_OUTCOME_GONE);
}

static gboolean
is_idle (gpointer transfers)
{
  return engine_transfers_get_n_active (transfers) == 0;
}

/* A picture as a file of this computer. (transfer full) */
static GFile *
save_picture (Fixture *fixture, CantoAsset *asset)
{
  CantoClient *client = engine_session_get_client (fixture->session.session);
  g_autoptr (DeliveryLink) link = history_fixture_make_link (fixture, asset, DELIVERY_SIZE_400);
  g_autofree char *path = g_build_filename (fixture->folder, "new.jpg", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  canto_client_fetch_async (client, delivery_link_get_uri (link), CANTO_FETCH_FREE, 1 << 20,
                            CANTO_PRIORITY_INTERACTIVE, NULL, test_keep_result, &result);
  bytes = canto_client_fetch_finish (client, test_wait_result (&result), NULL, &error);
  g_assert_no_error (error);
  g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                       &error);
  g_assert_no_error (error);

  return g_file_new_for_path (path);
}

/* Another file under the same address: the link works, but not as it did. */
static void
test_new_version (Fixture *fixture, gconstpointer data)
{
  EngineTransfers *transfers = engine_session_get_transfers (fixture->session.session);
  g_autoptr (GPtrArray) images = take_published (fixture, 2);
  g_autoptr (GFile) file = save_picture (fixture, images->pdata[1]);
  g_autoptr (EngineRecheck) recheck = NULL;

  engine_transfers_add (transfers, file, NULL, images->pdata[0]);
  test_wait_until (is_idle, transfers, "the new version to be uploaded");
  g_assert_cmpuint (engine_transfers_get_n_failed (transfers), ==, 0);
  recheck = run_all (fixture);
  g_assert_cmpint (find_outcome (recheck, images->pdata[0]), ==, ENGINE_OUTCOME_NEW_VERSION);
  g_assert_cmpint (find_outcome (recheck, images->pdata[1]), ==, ENGINE_OUTCOME_FINE);
}

/* What may not be used any more says so, however well its link works. */
static void
test_status (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    CantoApproval approval;
    EngineOutcome outcome;
  } cases[] = {
    { CANTO_APPROVAL_EXPIRED, ENGINE_OUTCOME_EXPIRED },
    { CANTO_APPROVAL_RESTRICTED, ENGINE_OUTCOME_WITHDRAWN },
    { CANTO_APPROVAL_PENDING, ENGINE_OUTCOME_WITHDRAWN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) images = history_fixture_get_images (fixture, cases[i].approval, 1);
      g_autoptr (EngineRecheck) recheck = NULL;

      history_fixture_take (fixture, images, DELIVERY_SIZE_400);
      recheck = run_all (fixture);
      g_assert_cmpint (find_outcome (recheck, images->pdata[0]), ==, cases[i].outcome);
    }
}

/* Its old address is another one than that of today, but for the file name at its end. */
static void
test_moved (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) images = take_published (fixture, 1);
  CantoAsset *asset = images->pdata[0];
  g_autoptr (DeliveryLink) link = history_fixture_make_link (fixture, asset, DELIVERY_SIZE_400);
  g_autofree char *address = engine_pick_dup_address_of (link);
  g_autofree char *named = g_strconcat (address, "/an-old-name.jpg", NULL);
  g_autofree char *elsewhere = g_strdup_printf (
      "https://d111111abcdef8.cloudfront.net/image/112233445566/image_%s/-B400-FJPG",
      canto_asset_get_id (asset));
  g_autoptr (EnginePick) moved = forge (fixture, asset, elsewhere);
  g_autoptr (EnginePick) renamed = forge (fixture, asset, named);
  g_autofree char *new_address = NULL;

  g_assert_cmpint (check_one (fixture, moved, &new_address), ==, ENGINE_OUTCOME_MOVED);
  g_assert_cmpstr (new_address, ==, address);
  g_assert_cmpint (check_one (fixture, renamed, NULL), ==, ENGINE_OUTCOME_FINE);
}

static CantoAsset *
find_unpublished (Fixture *fixture)
{
  g_autoptr (DeliveryRecipe) recipe =
      delivery_size_make_recipe (DELIVERY_SIZE_400, DELIVERY_FORMAT_JPG);
  g_autoptr (GPtrArray) images = history_fixture_get_images (fixture, CANTO_APPROVAL_APPROVED, 100);

  for (guint i = 0; i < images->len; i++)
    {
      if (delivery_get_concerns (images->pdata[i], recipe) == DELIVERY_CONCERN_NOT_PUBLISHED)
        return canto_asset_ref (images->pdata[i]);
    }
  g_error ("The library has no such asset.");
}

/* It was on the delivery network once; and one that never was has a direct link, of which only a
 * digest is known. */
static void
test_not_published (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CantoAsset) asset = find_unpublished (fixture);
  g_autoptr (EnginePick) was =
      forge (fixture, asset,
             "https://d111111abcdef8.cloudfront.net/image/112233445566/image_a/-B400-FJPG");
  g_autoptr (DeliveryLink) direct = history_fixture_make_link (fixture, asset, DELIVERY_SIZE_400);
  g_autoptr (EnginePick) is_direct =
      engine_pick_new_for_link (direct, DELIVERY_FORM_URL, JOURNAL_PICK_COPY, 1000);
  g_autofree char *digest = engine_pick_dup_digest_of ("https://t.canto.com/direct/of-another-day");
  g_autoptr (EnginePick) was_direct = forge (fixture, asset, digest);

  g_assert_cmpint (check_one (fixture, was, NULL), ==, ENGINE_OUTCOME_NOT_PUBLISHED);
  g_assert_true (engine_pick_get_is_direct (is_direct));
  g_assert_cmpint (check_one (fixture, is_direct, NULL), ==, ENGINE_OUTCOME_FINE);
  g_assert_cmpint (check_one (fixture, was_direct, NULL), ==, ENGINE_OUTCOME_MOVED);
}

/* What is remembered is the preview that was handed over, not the crop that the preset wanted. */
static void
test_direct_title (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CantoAsset) asset = find_unpublished (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (DeliveryRendition) wanted =
      delivery_rendition_parse ("-C400x600,0,0-S200x300-FPNG", &error);
  g_autoptr (DeliveryLink) link =
      delivery_link_new_for_rendition (asset, wanted, CANTO_ACCOUNT_DEFAULT_MASTER_PX, &error);
  g_autoptr (EnginePick) pick = NULL;
  g_autofree char *title = NULL;
  g_autofree char *expected = NULL;

  g_assert_no_error (error);
  pick = engine_pick_new_for_link (link, DELIVERY_FORM_URL, JOURNAL_PICK_COPY, 1000);
  title = engine_pick_dup_rendition_title (pick);
  expected = g_strdup_printf ("%u × %u JPEG, direct link", delivery_link_get_width_px (link),
                              delivery_link_get_height_px (link));
  g_assert_cmpstr (title, ==, expected);
  g_assert_cmpint (check_one (fixture, pick, NULL), ==, ENGINE_OUTCOME_FINE);
}

/* More than one call for details, and several picks of one asset. That most are gone spares the
 * tenant their pictures. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) images = take_published (fixture, 3);
  g_autoptr (GPtrArray) gone = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (EngineRecheck) recheck = NULL;

  for (guint i = 0; i < 150; i++)
    {
      JournalPick *record = journal_pick_new ();

      g_free (record->scheme);
      record->scheme = g_strdup ("image");
      g_free (record->id);
      record->id = g_strdup_printf ("nobody%03uhas0this0id00000", i);
      record->picked_at_us = 1000 - i;
      g_ptr_array_add (gone, engine_pick_new (record, CANTO_ACCOUNT_DEFAULT_MASTER_PX));
    }
  engine_history_note (fixture->history, gone);
  history_fixture_take (fixture, images, DELIVERY_SIZE_1200);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->history)), ==, 156);

  recheck = run_all (fixture);
  g_assert_cmpuint (engine_recheck_count (recheck, ENGINE_OUTCOME_GONE), ==, 150);
  g_assert_cmpuint (engine_recheck_count (recheck, ENGINE_OUTCOME_FINE), ==, 6);
}

static void
cancel_after_one (EngineRecheck *recheck, GParamSpec *pspec, GCancellable *cancellable)
{
  g_cancellable_cancel (cancellable);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) images = take_published (fixture, 8);
  EngineRecheck *recheck =
      engine_recheck_new (fixture->session.session, G_LIST_MODEL (fixture->history));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_signal_connect (recheck, "notify::n-done", G_CALLBACK (cancel_after_one), cancellable);
  engine_recheck_run_async (recheck, cancellable, test_keep_result, &result);
  g_assert_false (engine_recheck_run_finish (recheck, test_wait_result (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (engine_recheck_get_n_done (recheck), >=, 1);
  g_assert_cmpuint (engine_recheck_get_n_done (recheck), <=, images->len);
  g_clear_object (&result);
  test_assert_last_unref (recheck);
}

static void
test_offline (Fixture *fixture, gconstpointer data)
{
  G_GNUC_UNUSED g_autoptr (GPtrArray) images = take_published (fixture, 2);
  g_autoptr (EngineRecheck) recheck = NULL;
  g_autoptr (GError) error = NULL;

  g_free (test_tenant_stop (fixture->session.tenant));
  recheck = run (fixture, G_LIST_MODEL (fixture->history), NULL, &error);
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_OFFLINE);
  g_assert_cmpuint (engine_recheck_get_n_done (recheck), ==, 0);
  fixture->session.tenant = test_tenant_start ("--assets=1", NULL);
}

static void
test_report (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) images = take_published (fixture, 2);
  g_autoptr (CantoAsset) unpublished = find_unpublished (fixture);
  g_autoptr (GPtrArray) direct = g_ptr_array_new ();
  g_autoptr (EngineRecheck) recheck = NULL;
  g_autoptr (GBytes) report = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_ptr_array_add (direct, unpublished);
  history_fixture_take (fixture, direct, DELIVERY_SIZE_400);
  history_fixture_delete_as_other (fixture, images->pdata[1]);
  recheck = run_all (fixture);
  report = engine_recheck_make_report (recheck);
  text = g_strndup (g_bytes_get_data (report, NULL), g_bytes_get_size (report));
  lines = g_strsplit (text, "\r\n", -1);
  g_test_message ("%s", text);
  g_assert_cmpuint (g_strv_length (lines), ==, 5);
  g_assert_true (g_str_has_prefix (lines[0], "\xef\xbb\xbfResult,Name,Rendition,"));
  g_assert_true (g_str_has_prefix (lines[1], "Gone,"));
  g_assert_nonnull (strstr (lines[1], canto_asset_get_id (images->pdata[1])));
  g_assert_true (g_str_has_prefix (lines[2], "Fine,"));
  g_assert_nonnull (strstr (text, "/-B400-FJPG"));
  g_assert_nonnull (strstr (text, "(direct link)"));
  g_assert_null (strstr (text, "/direct/"));
  g_assert_null (strstr (text, "sha256"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add ("/engine/recheck/" name, Fixture, "normal", history_fixture_set_up, func,            \
              history_fixture_tear_down)
  ADD ("fine-and-gone", test_fine_and_gone);
  ADD ("new-version", test_new_version);
  ADD ("status", test_status);
  ADD ("moved", test_moved);
  ADD ("not-published", test_not_published);
  ADD ("direct-title", test_direct_title);
  ADD ("many", test_many);
  ADD ("cancelled", test_cancelled);
  ADD ("offline", test_offline);
  ADD ("report", test_report);
#undef ADD

  return g_test_run ();
}
