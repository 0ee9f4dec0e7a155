/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Uploads survive the program, whenever that ends: none is lost, none is there twice. */

#include "canto-error.h"
#include "fake-clock.h"
#include "journal-fixture.h"
#include "journal-store.h"
#include "test-wait.h"
#include "upload-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define AS_UPLOADER "--as-uploader"
#define HUGE        (256 * 1024 * 1024)

typedef struct
{
  JournalFixture journal;
  FakeClock *clock;
  EngineTransfers *transfers; /* (nullable): borrowed */
  GPtrArray *paths;
} Fixture;

static void
set_up (Fixture *self, gconstpointer scenario)
{
  journal_fixture_set_up (&self->journal, scenario, "admin");
  self->clock = fake_clock_new ();
  fake_clock_set_runs (self->clock, TRUE);
  self->paths = g_ptr_array_new_with_free_func ((GDestroyNotify) upload_remove_file);
}

static void
end_session (Fixture *self)
{
  self->transfers = NULL;
  journal_fixture_end (&self->journal);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  if (self->journal.session != NULL)
    end_session (self);
  test_assert_last_unref (self->clock);
  journal_fixture_tear_down (&self->journal);
  g_ptr_array_unref (self->paths);
}

/* With what an earlier one has left. */
static void
begin_session (Fixture *self)
{
  journal_fixture_begin (&self->journal, CANTO_CLOCK (self->clock));
  self->transfers = engine_session_get_transfers (self->journal.session);
}

static void
sign_in (EngineSession *session, const char *app_secret)
{
  journal_fixture_sign_in (session, app_secret, NULL, "admin");
}

static void
begin_signed_in (Fixture *self)
{
  begin_session (self);
  sign_in (self->journal.session, test_tenant_get (self->journal.base.tenant, "app_secret"));
}

static gboolean
is_read (gpointer session)
{
  return engine_edits_is_restored (engine_session_get_edits (session));
}

/* Of which there is one. (transfer none) */
static EngineTransfer *
wait_restored (Fixture *self)
{
  g_autoptr (EngineTransfer) transfer = NULL;

  test_wait_until (is_read, self->journal.session, "the journal");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->transfers)), ==, 1);
  transfer = g_list_model_get_item (G_LIST_MODEL (self->transfers), 0);

  return transfer;
}

/* What is over is not there after one more restart. */
static void
check_forgotten (Fixture *self)
{
  if (self->journal.session != NULL)
    end_session (self);
  begin_session (self);
  test_wait_until (is_read, self->journal.session, "the journal");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->transfers)), ==, 0);
}

static gboolean
are_all_ended (gpointer transfers)
{
  return engine_transfers_get_n_active (transfers) == 0;
}

static void
wait_all (Fixture *self)
{
  test_wait_until (are_all_ended, self->transfers, "the end of all uploads");
}

static guint
count_assets (Fixture *self, const char *name)
{
  g_autoptr (CantoPage) page = session_fixture_list (
      &self->journal.base, canto_query_with_keyword (canto_query_new (), name), 100);
  guint n = 0;

  for (guint i = 0; i < canto_page_get_n_assets (page); i++)
    n += g_str_equal (canto_asset_get_name (canto_page_get_asset (page, i)), name);

  return n;
}

/* @path: (transfer full) */
static EngineTransfer *
add_path (Fixture *self, char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_ptr_array_add (self->paths, path);

  return engine_transfers_add (self->transfers, file, NULL, NULL);
}

/* The network is gone while it is to be sent, and so is the program then. */
static void
leave_waiting (Fixture *self, const char *name)
{
  EngineTransfer *transfer;

  begin_signed_in (self);
  gate_shut (self->journal.gate);
  transfer = add_path (self, upload_make_file (name, 1000));
  g_assert_cmpuint (engine_transfer_get_state (transfer), ==, ENGINE_TRANSFER_SAVING);
  wait_all (self);
  g_assert_true (
      g_error_matches (engine_transfer_get_error (transfer), CANTO_ERROR, CANTO_ERROR_OFFLINE));
  end_session (self);
  gate_open (self->journal.gate);
}

static void
test_waiting (Fixture *self, gconstpointer data)
{
  EngineTransfer *transfer;

  leave_waiting (self, "waiting.xyz");
  begin_session (self);
  transfer = wait_restored (self);
  g_assert_cmpuint (engine_transfer_get_state (transfer), ==, ENGINE_TRANSFER_QUEUED);
  g_assert_cmpstr (engine_transfer_get_name (transfer), ==, "waiting.xyz");
  sign_in (self->journal.session, test_tenant_get (self->journal.base.tenant, "app_secret"));
  wait_all (self);
  g_assert_cmpuint (engine_transfer_get_state (transfer), ==, ENGINE_TRANSFER_DONE);
  g_assert_cmpuint (count_assets (self, "waiting.xyz"), ==, 1);
  check_forgotten (self);
}

/* All that it is about is the same after a restart, and one that is cancelled then is forgotten. */
static void
test_what (Fixture *self, gconstpointer data)
{
  char *path = upload_make_file ("what é.xyz", 10);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (CantoPage) page = session_fixture_list (&self->journal.base, canto_query_new (), 1);
  CantoAsset *asset = canto_page_get_asset (page, 0);
  EngineTransfer *transfer;

  g_ptr_array_add (self->paths, path);
  begin_signed_in (self);
  gate_shut (self->journal.gate);
  engine_transfers_add (self->transfers, file, "AL1", asset);
  wait_all (self);
  end_session (self);
  gate_open (self->journal.gate);

  begin_session (self);
  transfer = wait_restored (self);
  g_assert_cmpstr (engine_transfer_get_name (transfer), ==, "what é.xyz");
  g_assert_true (g_file_equal (engine_transfer_get_file (transfer), file));
  g_assert_cmpstr (engine_transfer_get_album_id (transfer), ==, "AL1");
  g_assert_cmpstr (canto_asset_get_key (engine_transfer_get_version_of (transfer)), ==,
                   canto_asset_get_key (asset));
  engine_transfers_cancel (self->transfers, transfer);
  check_forgotten (self);
}

/* A journal that cannot be had: it is uploaded all the same. */
static void
test_without_journal (Fixture *self, gconstpointer data)
{
  g_autofree char *in_the_way =
      g_build_filename (self->journal.folder, canto_account_get_id (self->journal.account), NULL);
  EngineTransfer *transfer;

  g_assert_true (g_file_set_contents (in_the_way, "no folder", -1, NULL));
  begin_signed_in (self);
  transfer = add_path (self, upload_make_file ("not-kept.xyz", 1000));
  wait_all (self);
  g_assert_cmpuint (engine_transfer_get_state (transfer), ==, ENGINE_TRANSFER_DONE);
  g_assert_cmpuint (count_assets (self, "not-kept.xyz"), ==, 1);
}

static void
test_file_gone (Fixture *self, gconstpointer data)
{
  EngineTransfer *transfer;

  leave_waiting (self, "gone.xyz");
  g_unlink (self->paths->pdata[0]);
  begin_signed_in (self);
  transfer = wait_restored (self);
  wait_all (self);
  g_assert_cmpuint (engine_transfer_get_state (transfer), ==, ENGINE_TRANSFER_FAILED);
  g_assert_true (
      g_error_matches (engine_transfer_get_error (transfer), G_IO_ERROR, G_IO_ERROR_NOT_FOUND));

  /* It stays until the person has seen it. */
  end_session (self);
  begin_session (self);
  transfer = wait_restored (self);
  g_assert_true (
      g_error_matches (engine_transfer_get_error (transfer), G_IO_ERROR, G_IO_ERROR_NOT_FOUND));
  engine_transfers_remove (self->transfers, transfer);
  g_assert_cmpuint (count_assets (self, "gone.xyz"), ==, 0);
  check_forgotten (self);
}

static void
test_file_changed (Fixture *self, gconstpointer data)
{
  EngineTransfer *transfer;

  leave_waiting (self, "changed.xyz");
  g_assert_true (g_file_set_contents (self->paths->pdata[0], "something else", -1, NULL));
  begin_signed_in (self);
  transfer = wait_restored (self);
  wait_all (self);
  g_assert_true (
      g_error_matches (engine_transfer_get_error (transfer), G_IO_ERROR, G_IO_ERROR_WRONG_ETAG));
  g_assert_cmpuint (count_assets (self, "changed.xyz"), ==, 0);
  engine_transfers_retry (self->transfers, transfer);
  wait_all (self);
  g_assert_cmpuint (engine_transfer_get_state (transfer), ==, ENGINE_TRANSFER_DONE);
  g_assert_cmpuint (count_assets (self, "changed.xyz"), ==, 1);
  check_forgotten (self);
}

static gboolean
is_moving (gpointer transfer)
{
  return engine_transfer_get_n_bytes (transfer) > 0;
}

static gboolean
has_arrived (gpointer transfer)
{
  return engine_transfer_get_state (transfer) == ENGINE_TRANSFER_PROCESSING;
}

/* @data: NULL if it ends in the middle of the file, else when all of it is there. */
static void
test_sent (Fixture *self, gconstpointer data)
{
  EngineTransfer *transfer;

  begin_signed_in (self);
  if (data == NULL)
    test_wait_until (is_moving, add_path (self, upload_make_sparse_file ("sent.xyz", HUGE)),
                     "the first bytes");
  else
    test_wait_until (has_arrived, add_path (self, upload_make_file ("sent.xyz", 1000)),
                     "that it has arrived");
  end_session (self);

  begin_signed_in (self);
  transfer = wait_restored (self);
  wait_all (self);
  g_assert_no_error (engine_transfer_get_error (transfer));
  g_assert_cmpuint (engine_transfer_get_state (transfer), ==, ENGINE_TRANSFER_DONE);
  g_assert_cmpuint (count_assets (self, "sent.xyz"), ==, 1);
  /* It was sent again, or it was found: then nothing was read. */
  g_assert_cmpuint (engine_transfer_get_n_bytes (transfer), ==, data == NULL ? HUGE : 0);
  check_forgotten (self);
}

static gboolean
is_found (gpointer transfer)
{
  return engine_transfer_get_state (transfer) == ENGINE_TRANSFER_DONE;
}

/* Offline it is not known what became of it; it is asked when the service is back. */
static void
test_sent_offline (Fixture *self, gconstpointer data)
{
  EngineTransfer *transfer;

  begin_signed_in (self);
  test_wait_until (has_arrived, add_path (self, upload_make_file ("off.xyz", 1000)),
                   "that it has arrived");
  end_session (self);

  begin_signed_in (self);
  gate_shut (self->journal.gate);
  transfer = wait_restored (self);
  wait_all (self);
  g_assert_cmpuint (engine_transfer_get_state (transfer), ==, ENGINE_TRANSFER_FAILED);
  g_assert_true (engine_transfer_get_is_unclear (transfer));
  gate_open (self->journal.gate);
  test_wait_until (is_found, transfer, "that it is found");
  g_assert_cmpuint (count_assets (self, "off.xyz"), ==, 1);
}

/* An entry as an earlier run may have left it. */
static void
write_entry (Fixture *self, const char *body)
{
  g_autofree char *path = g_build_filename (
      self->journal.folder, canto_account_get_id (self->journal.account), "edits.journal", NULL);
  JournalStore *store = journal_store_new (path);
  JournalEntry *entry = journal_entry_new ("upload", body);
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) added = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  entry->state = JOURNAL_SENT;
  journal_store_open_async (store, NULL, test_keep_result, &opened);
  entries = journal_store_open_finish (store, test_wait_result (&opened), NULL, NULL);
  g_assert_nonnull (entries);
  journal_store_add_async (store, entry, test_keep_result, &added);
  g_assert_cmpint (journal_store_add_finish (store, test_wait_result (&added), NULL), >, 0);
  journal_entry_free (entry);
  g_clear_object (&opened);
  g_clear_object (&added);
  test_assert_last_unref (store);
}

/* Something of the name has come since, and nobody knows whether it is this: the person says. */
static void
test_unclear (Fixture *self, gconstpointer is_there)
{
  EngineTransfer *transfer;
  char *path = upload_make_file ("unclear.xyz", 1000);
  g_autofree char *body = g_strdup_printf ("{'uri': <'file://%s'>, 'name': <'unclear.xyz'>, "
                                           "'mark': <''>, 'started': <int64 %" G_GINT64_FORMAT ">}",
                                           path, g_get_real_time () / G_USEC_PER_SEC);

  begin_signed_in (self);
  add_path (self, path);
  wait_all (self);
  end_session (self);
  g_unlink (path);
  write_entry (self, body);

  begin_signed_in (self);
  transfer = wait_restored (self);
  wait_all (self);
  g_assert_cmpuint (engine_transfer_get_state (transfer), ==, ENGINE_TRANSFER_FAILED);
  g_assert_true (engine_transfer_get_is_doubtful (transfer));
  if (is_there == NULL)
    {
      g_assert_true (g_file_set_contents (path, "another", -1, NULL));
      engine_transfers_retry (self->transfers, transfer);
      wait_all (self);
    }
  else
    engine_transfers_settle (self->transfers, transfer);
  g_assert_cmpuint (engine_transfer_get_state (transfer), ==, ENGINE_TRANSFER_DONE);
  g_assert_cmpuint (count_assets (self, "unclear.xyz"), ==, is_there == NULL ? 2 : 1);
  check_forgotten (self);
}

static gboolean
is_gone (gpointer path)
{
  return !g_file_test (path, G_FILE_TEST_EXISTS);
}

/* A file that is there to be uploaded alone outlives the program, and not its upload. */
static void
test_own_file (Fixture *self, gconstpointer is_cancelled)
{
  g_autofree char *path = upload_make_file ("own.xyz", 1000);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  EngineTransfer *transfer;

  begin_signed_in (self);
  gate_shut (self->journal.gate);
  engine_transfers_add_own (self->transfers, file, NULL);
  wait_all (self);
  end_session (self);
  gate_open (self->journal.gate);

  begin_session (self);
  transfer = wait_restored (self);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  if (is_cancelled != NULL)
    {
      engine_transfers_cancel (self->transfers, transfer);
      g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
      engine_transfers_clear (self->transfers);
    }
  else
    {
      sign_in (self->journal.session, test_tenant_get (self->journal.base.tenant, "app_secret"));
      wait_all (self);
      g_assert_cmpuint (engine_transfer_get_state (transfer), ==, ENGINE_TRANSFER_DONE);
    }
  test_wait_until (is_gone, path, "the end of the file");
  test_wait_until (is_gone, folder, "the end of its folder");
  g_assert_cmpuint (count_assets (self, "own.xyz"), ==, is_cancelled != NULL ? 0 : 1);
  check_forgotten (self);
}

/* Killed */

/* One word a line, for whoever wants to kill us then. */
static void
say_state (EngineTransfer *transfer)
{
  static const char *const words[] = { "saving", "queued", "sending",  "processing",
                                       "done",   "failed", "cancelled" };
  g_autofree char *line = g_strconcat (words[engine_transfer_get_state (transfer)], "\n", NULL);

  if (write (STDOUT_FILENO, line, strlen (line)) < 0)
    _exit (1);
}

/* The program that is killed: AS_UPLOADER BASE APP_ID REDIRECT SECRET FOLDER [PATH] */
static int
run_uploader (char **arguments)
{
  g_autoptr (CantoAccount) account =
      journal_fixture_make_account (arguments[0], arguments[1], arguments[2]);
  g_autoptr (CantoTokenStore) store = canto_token_store_new_in_memory ();
  EngineSession *session = engine_session_new (account, store, NULL);
  EngineTransfers *transfers = engine_session_get_transfers (session);

  sign_in (session, arguments[3]);
  engine_session_keep_edits (session, arguments[4]);
  if (arguments[5] != NULL)
    {
      g_autoptr (GFile) file = g_file_new_for_path (arguments[5]);
      EngineTransfer *transfer = engine_transfers_add (transfers, file, NULL, NULL);

      g_signal_connect (transfer, "notify::state", G_CALLBACK (say_state), NULL);
      say_state (transfer);
    }
  test_wait_until (is_read, session, "the journal");
  test_wait_until (are_all_ended, transfers, "the end of all uploads");
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (transfers)); i++)
    {
      g_autoptr (EngineTransfer) transfer = g_list_model_get_item (G_LIST_MODEL (transfers), i);

      say_state (transfer);
      if (engine_transfer_get_state (transfer) != ENGINE_TRANSFER_DONE)
        return 1;
    }
  g_object_unref (session);

  return 0;
}

/* @path: (nullable) */
static GSubprocess *
start_uploader (Fixture *self, const char *program, const char *path)
{
  TestTenant *tenant = self->journal.base.tenant;
  g_autoptr (GError) error = NULL;
  GSubprocess *process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, AS_UPLOADER,
                        test_tenant_get (tenant, "base"), test_tenant_get (tenant, "app_id"),
                        test_tenant_get (tenant, "redirect_uri"),
                        test_tenant_get (tenant, "app_secret"), self->journal.folder, path, NULL);

  g_assert_no_error (error);

  return process;
}

/* Whether it was said to be kept before @last was. @last: (nullable): to the end */
static gboolean
read_until (GDataInputStream *lines, const char *last)
{
  gboolean is_kept = FALSE;
  gboolean is_last = FALSE;

  while (!is_last)
    {
      g_autofree char *line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);

      if (line == NULL)
        break;
      is_kept = is_kept || g_str_equal (line, "queued");
      is_last = g_strcmp0 (line, last) == 0;
    }
  g_assert_true (is_last || last == NULL);

  return is_kept;
}

/* @after: the line after which it is killed; @delay_us: and so much later */
static void
kill_and_restart (Fixture *self, const char *program, const char *after, guint delay_us)
{
  static guint n_rounds;
  g_autofree char *name = g_strdup_printf ("killed-%u.xyz", ++n_rounds);
  char *path = upload_make_file (name, 1000 * 1000);
  g_autoptr (GSubprocess) uploader = start_uploader (self, program, path);
  g_autoptr (GDataInputStream) lines =
      g_data_input_stream_new (g_subprocess_get_stdout_pipe (uploader));
  g_autoptr (GSubprocess) next = NULL;
  gboolean is_kept;

  g_ptr_array_add (self->paths, path);
  is_kept = read_until (lines, after);
  g_usleep (delay_us);
  g_subprocess_force_exit (uploader);
  is_kept = read_until (lines, NULL) || is_kept;
  g_subprocess_wait (uploader, NULL, NULL);
  g_test_message ("killed %u µs after “%s”", delay_us, after);

  next = start_uploader (self, program, NULL);
  g_assert_true (g_subprocess_wait_check (next, NULL, NULL));
  g_assert_cmpuint (count_assets (self, name), <=, 1);
  if (is_kept)
    g_assert_cmpuint (count_assets (self, name), ==, 1);
}

static void
test_killed (Fixture *self, gconstpointer program)
{
  static const char *const instants[] = { "saving", "queued", "sending", "processing", "done" };

  for (guint i = 0; i < G_N_ELEMENTS (instants); i++)
    kill_and_restart (self, program, instants[i], 0);
}

/* At any instant. */
static void
test_killed_at_random (Fixture *self, gconstpointer program)
{
  for (guint i = 0; i < 5; i++)
    kill_and_restart (self, program, "saving", (guint) g_test_rand_int_range (0, 1000000));
}

static void
set_up_late (Fixture *self, gconstpointer program)
{
  self->journal.base.latency_argument = "--latency-ms=60";
  set_up (self, NULL);
}

static void
set_up_normal (Fixture *self, gconstpointer data)
{
  set_up (self, NULL);
}

static gboolean
has_refusal (gpointer path)
{
  g_autofree char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) && strchr (text, '0') != NULL;
}

static gboolean
is_refused (gpointer transfers)
{
  return engine_transfers_get_is_refused (transfers);
}

/* A role that may not upload is not offered to by the next run either, until somebody signs in
 * anew. */
static void
test_refused (Fixture *self, gconstpointer data)
{
  const char *app_secret = test_tenant_get (self->journal.base.tenant, "app_secret");
  const char *user = test_tenant_get (self->journal.base.tenant, "user");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  begin_session (self);
  journal_fixture_sign_in (self->journal.session, app_secret, user, "consumer");
  add_path (self, upload_make_file ("refused.xyz", 1000));
  wait_all (self);
  g_assert_true (engine_transfers_get_is_refused (self->transfers));
  path = g_build_filename (self->journal.folder, canto_account_get_id (self->journal.account),
                           "refused-uploads", NULL);
  test_wait_until (has_refusal, path, "what was refused on the disk");
  end_session (self);

  begin_session (self);
  test_wait_until (is_refused, self->transfers, "what was refused");
  engine_session_restore_async (self->journal.session, NULL, test_keep_result, &result);
  g_assert_true (
      engine_session_restore_finish (self->journal.session, test_wait_result (&result), &error));
  g_assert_true (engine_transfers_get_is_refused (self->transfers));
  sign_in (self->journal.session, app_secret);
  g_assert_false (engine_transfers_get_is_refused (self->transfers));
}

#define ADD(path, data, test)                                                                      \
  g_test_add ("/engine/uploads-journal/" path, Fixture, data, set_up_normal, test, tear_down)

int
main (int argc, char **argv)
{
  if (argc > 2 && g_str_equal (argv[1], AS_UPLOADER))
    return run_uploader (argv + 2);

  g_test_init (&argc, &argv, NULL);
  ADD ("waiting", NULL, test_waiting);
  ADD ("what", NULL, test_what);
  ADD ("refused", NULL, test_refused);
  ADD ("without-journal", NULL, test_without_journal);
  ADD ("file-gone", NULL, test_file_gone);
  ADD ("file-changed", NULL, test_file_changed);
  ADD ("sent-and-lost", NULL, test_sent);
  ADD ("sent-and-arrived", "arrived", test_sent);
  ADD ("sent-and-offline", NULL, test_sent_offline);
  ADD ("unclear/again", NULL, test_unclear);
  ADD ("unclear/there", "there", test_unclear);
  ADD ("own-file/sent", NULL, test_own_file);
  ADD ("own-file/cancelled", "cancelled", test_own_file);
  g_test_add ("/engine/uploads-journal/killed", Fixture, argv[0], set_up_late, test_killed,
              tear_down);
  g_test_add ("/engine/uploads-journal/killed-at-random", Fixture, argv[0], set_up_late,
              test_killed_at_random, tear_down);

  return g_test_run ();
}
