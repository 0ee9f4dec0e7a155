/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is not sent when she signs out, when the account goes, when the disk is full: it is not
 * lost, or she is told. */

#include "engine-unsent.h"

#include "edits-fixture.h"
#include "engine-folder-private.h"
#include "fake-clock.h"
#include "journal-store.h"
#include "test-folder.h"
#include "test-full-disk.h"
#include "test-wait.h"
#include "upload-fixture.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>
#include <utime.h>

#define AS_PASTER "--as-paster"
#define HUGE      (256 * 1024 * 1024)
#define ADA       "ada@example.com"
#define BOB       "bob@example.com"

typedef struct
{
  SessionFixture base;
  char *folder;
  char *own_folder; /* of the account, in it */
  FakeClock *clock; /* nobody waits for what is asked again later */
  GPtrArray *paths;
} Fixture;

static EngineTransfers *
get_transfers (Fixture *self)
{
  return engine_session_get_transfers (self->base.session);
}

static EngineEdits *
get_edits (Fixture *self)
{
  return engine_session_get_edits (self->base.session);
}

static gboolean
is_read (gpointer session)
{
  return engine_edits_is_restored (engine_session_get_edits (session));
}

/* With what an earlier one has left for @user_id, (nullable). Nobody is signed in. */
static void
begin_session (Fixture *self, const char *user_id)
{
  if (self->base.session != NULL)
    test_assert_last_unref (self->base.session);
  self->base.session = g_object_new (ENGINE_TYPE_SESSION, "account", self->base.account, "store",
                                     self->base.store, "clock", self->clock, NULL);
  engine_session_set_user_id (self->base.session, user_id);
  engine_session_keep_edits (self->base.session, self->folder);
  test_wait_until (is_read, self->base.session, "the journal");
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  session_fixture_set_up (&self->base, NULL);
  self->folder = g_dir_make_tmp ("descant-unsent-XXXXXX", &error);
  g_assert_no_error (error);
  self->own_folder =
      g_build_filename (self->folder, canto_account_get_id (self->base.account), NULL);
  self->clock = fake_clock_new ();
  fake_clock_set_runs (self->clock, TRUE);
  self->paths = g_ptr_array_new_with_free_func ((GDestroyNotify) upload_remove_file);
  begin_session (self, NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  session_fixture_tear_down (&self->base, NULL);
  test_assert_last_unref (self->clock);
  g_ptr_array_unref (self->paths);
  test_folder_remove (self->folder);
  g_free (self->folder);
  g_free (self->own_folder);
}

/* @path: (transfer full) */
static EngineTransfer *
add_path (Fixture *self, char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_ptr_array_add (self->paths, path);

  return engine_transfers_add (get_transfers (self), file, NULL, NULL);
}

/* Nobody need be signed in for that. */
static EngineEdit *
make_folder (Fixture *self, const char *name)
{
  return engine_edits_create_node (get_edits (self), CANTO_SCHEME_FOLDER, NULL, name, NULL);
}

static gboolean
is_waiting (gpointer transfer)
{
  return engine_transfer_get_state (transfer) == ENGINE_TRANSFER_QUEUED;
}

static gboolean
is_done (gpointer transfer)
{
  return engine_transfer_get_state (transfer) == ENGINE_TRANSFER_DONE;
}

static gboolean
is_cancelled (gpointer transfer)
{
  return engine_transfer_get_state (transfer) == ENGINE_TRANSFER_CANCELLED;
}

static gboolean
is_moving (gpointer transfer)
{
  return engine_transfer_get_n_bytes (transfer) > 0;
}

static guint
count_assets (Fixture *self, const char *name)
{
  g_autoptr (CantoPage) page =
      session_fixture_list (&self->base, canto_query_with_keyword (canto_query_new (), name), 100);
  guint n = 0;

  for (guint i = 0; i < canto_page_get_n_assets (page); i++)
    n += g_str_equal (canto_asset_get_name (canto_page_get_asset (page, i)), name);

  return n;
}

static void
sign_out (Fixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  engine_session_sign_out_async (self->base.session, NULL, test_keep_result, &result);
  g_assert_true (
      engine_session_sign_out_finish (self->base.session, test_wait_result (&result), &error));
  g_assert_no_error (error);
}

/* In the middle of an upload: it goes on after the next sign-in, in the same session or the next.
 * One that had not begun, too. */
static void
test_sign_out (Fixture *self, gconstpointer is_restarted)
{
  g_autoptr (EngineTransfer) transfer = NULL;
  EngineUnsent unsent;

  session_fixture_sign_in_as (&self->base, "admin");
  transfer = g_object_ref (add_path (self, upload_make_sparse_file ("half.xyz", HUGE)));
  test_wait_until (is_moving, transfer, "the first bytes");
  sign_out (self);
  test_wait_until (is_waiting, transfer, "that it stops");
  unsent = engine_unsent_count (self->base.session);
  g_assert_cmpuint (unsent.n_uploads, ==, 1);
  g_assert_cmpuint (unsent.n_unkept, ==, 0);

  if (is_restarted != NULL)
    {
      g_clear_object (&transfer);
      begin_session (self, NULL);
      transfer = g_list_model_get_item (G_LIST_MODEL (get_transfers (self)), 0);
      g_assert_nonnull (transfer);
    }
  session_fixture_sign_in_as (&self->base, "admin");
  test_wait_until (is_done, transfer, "the end of the upload");
  g_assert_cmpuint (count_assets (self, "half.xyz"), ==, 1);
}

/* What is on its way when the person cancels it is cancelled, whoever signs out then. */
static void
test_cancelled_before (Fixture *self, gconstpointer data)
{
  EngineTransfer *transfer;

  session_fixture_sign_in_as (&self->base, "admin");
  transfer = add_path (self, upload_make_sparse_file ("unwanted.xyz", HUGE));
  test_wait_until (is_moving, transfer, "the first bytes");
  engine_transfers_cancel (get_transfers (self), transfer);
  sign_out (self);
  test_wait_until (is_cancelled, transfer, "that it is cancelled");
  begin_session (self, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (get_transfers (self))), ==, 0);
}

/* Nothing of an account that is removed is sent by whoever comes next; before, it is counted, with
 * a session and without. */
static void
test_forget (Fixture *self, gconstpointer is_signed_out)
{
  g_autoptr (EngineEdit) edit = make_folder (self, "Lost");
  EngineTransfer *transfer = add_path (self, upload_make_file ("lost.xyz", 1000));
  g_autoptr (GAsyncResult) read = NULL;
  g_autoptr (GAsyncResult) left = NULL;
  g_autoptr (GError) error = NULL;
  EngineUnsent unsent = { 0 };

  test_wait_until (is_waiting, transfer, "that it is kept");
  edits_fixture_wait_state (edit, ENGINE_EDIT_WAITING);
  unsent = engine_unsent_count (self->base.session);
  g_assert_cmpuint (unsent.n_edits, ==, 1);
  g_assert_cmpuint (unsent.n_uploads, ==, 1);

  if (is_signed_out != NULL)
    {
      test_assert_last_unref (self->base.session);
      self->base.session = engine_session_new (self->base.account, self->base.store, NULL);
      engine_unsent_read_async (self->folder, self->base.account, NULL, test_keep_result, &read);
      g_assert_true (engine_unsent_read_finish (test_wait_result (&read), &unsent, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (unsent.n_edits, ==, 1);
      g_assert_cmpuint (unsent.n_uploads, ==, 1);
    }
  engine_session_forget_async (self->base.session, self->folder, NULL, test_keep_result, &left);
  g_assert_true (
      engine_session_sign_out_finish (self->base.session, test_wait_result (&left), &error));
  g_assert_false (g_file_test (self->own_folder, G_FILE_TEST_EXISTS));
  g_clear_object (&left);

  begin_session (self, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (get_edits (self))), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (get_transfers (self))), ==, 0);
}

/* One that was never there has nothing, and is not made by who asks. */
static void
test_nothing (Fixture *self, gconstpointer data)
{
  g_autofree char *elsewhere = g_build_filename (self->folder, "elsewhere", NULL);
  g_autoptr (GAsyncResult) read = NULL;
  EngineUnsent unsent = { 1, 1, 1 };

  engine_unsent_read_async (elsewhere, self->base.account, NULL, test_keep_result, &read);
  g_assert_true (engine_unsent_read_finish (test_wait_result (&read), &unsent, NULL));
  g_assert_false (engine_unsent_is_any (&unsent));
  g_assert_false (g_file_test (elsewhere, G_FILE_TEST_EXISTS));
}

/* Nothing is sent in somebody else's name: it waits for whom it is of. */
static void
test_other_user (Fixture *self, gconstpointer data)
{
  g_autoptr (EngineEdit) edit = NULL;
  EngineTransfer *transfer;

  begin_session (self, ADA);
  edit = make_folder (self, "Of Ada");
  transfer = add_path (self, upload_make_file ("ada.xyz", 1000));
  test_wait_until (is_waiting, transfer, "that it is kept");
  edits_fixture_wait_state (edit, ENGINE_EDIT_WAITING);

  begin_session (self, BOB);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (get_edits (self))), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (get_transfers (self))), ==, 0);

  begin_session (self, ADA);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (get_edits (self))), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (get_transfers (self))), ==, 1);
}

/* A full disk */

static gboolean
edit_has_error (gpointer edit)
{
  return g_error_matches (engine_edit_get_keep_error (edit), JOURNAL_ERROR, JOURNAL_ERROR_FULL);
}

static gboolean
transfer_has_error (gpointer transfer)
{
  return g_error_matches (engine_transfer_get_keep_error (transfer), JOURNAL_ERROR,
                          JOURNAL_ERROR_FULL);
}

/* It is said of each that it is on no disk; when there is room again all are, in their order. */
static void
test_full_disk (Fixture *self, gconstpointer data)
{
  g_autoptr (EngineEdit) first = NULL;
  g_autoptr (EngineEdit) second = NULL;
  g_autoptr (EngineEdit) restored = NULL;
  EngineTransfer *transfer;
  char *path = upload_make_file ("full.xyz", 1000);
  EngineUnsent unsent;

  test_full_disk_begin ();
  first = make_folder (self, "First");
  transfer = add_path (self, path);
  test_wait_until (edit_has_error, first, "that an edit is not kept");
  test_wait_until (transfer_has_error, transfer, "that an upload is not kept");
  unsent = engine_unsent_count (self->base.session);
  g_assert_cmpuint (unsent.n_unkept, ==, 2);
  g_assert_cmpint (engine_edit_get_state (first), ==, ENGINE_EDIT_SAVING);
  g_assert_true (g_error_matches (engine_edits_get_journal_error (get_edits (self)), JOURNAL_ERROR,
                                  JOURNAL_ERROR_FULL));
  /* Trying again while it is full changes nothing. */
  engine_edits_keep_again (get_edits (self));
  test_wait_until (edit_has_error, first, "that it is still not kept");
  test_full_disk_end ();

  if (data == NULL)
    engine_edits_keep_again (get_edits (self));
  second = make_folder (self, "Second");
  edits_fixture_wait_state (first, ENGINE_EDIT_WAITING);
  edits_fixture_wait_state (second, ENGINE_EDIT_WAITING);
  test_wait_until (is_waiting, transfer, "that the upload is kept");
  g_assert_no_error (engine_edits_get_journal_error (get_edits (self)));
  g_assert_no_error (engine_edit_get_keep_error (first));
  g_assert_no_error (engine_transfer_get_keep_error (transfer));
  unsent = engine_unsent_count (self->base.session);
  g_assert_cmpuint (unsent.n_unkept, ==, 0);

  begin_session (self, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (get_edits (self))), ==, 2);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (get_transfers (self))), ==, 1);
  restored = g_list_model_get_item (G_LIST_MODEL (get_edits (self)), 0);
  g_assert_cmpstr (engine_edit_get_text (restored), ==, "First");
}

static gboolean
has_keep_error (gpointer edit)
{
  return engine_edit_get_keep_error (edit) != NULL;
}

/* A journal that cannot be had at all, and then can. */
static void
test_no_journal (Fixture *self, gconstpointer data)
{
  g_autoptr (EngineEdit) edit = NULL;
  EngineTransfer *transfer;

  test_assert_last_unref (g_steal_pointer (&self->base.session));
  test_folder_remove (self->own_folder);
  g_assert_true (g_file_set_contents (self->own_folder, "no folder", -1, NULL));
  begin_session (self, NULL);
  edit = make_folder (self, "Kept late");
  transfer = add_path (self, upload_make_file ("late.xyz", 1000));
  test_wait_until (has_keep_error, edit, "that it is not kept");
  g_unlink (self->own_folder);

  engine_edits_keep_again (get_edits (self));
  edits_fixture_wait_state (edit, ENGINE_EDIT_WAITING);
  test_wait_until (is_waiting, transfer, "that the upload is kept");
  begin_session (self, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (get_edits (self))), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (get_transfers (self))), ==, 1);
}

/* Pasted pictures */

/* As the picker makes one. */
static char *
make_pasted (const char *own_folder)
{
  g_autofree char *pasted = g_build_filename (own_folder, "pasted", NULL);
  g_autofree char *folder = g_build_filename (pasted, "XXXXXX", NULL);
  char *path;

  g_assert_cmpint (g_mkdir_with_parents (pasted, 0700), ==, 0);
  g_assert_nonnull (g_mkdtemp (folder));
  path = g_build_filename (folder, "Pasted picture.xyz", NULL);
  g_assert_true (g_file_set_contents (path, "a picture", -1, NULL));

  return path;
}

/* The program that is killed: one picture that it has told of, and one that it has not. AS_PASTER
 * FOLDER BASE APP_ID REDIRECT */
static int
run_paster (char **arguments)
{
  CantoAccountOptions options = { .calls_per_minute = SESSION_CALLS_PER_MINUTE,
                                  .loopback_base = arguments[1],
                                  .app_id = arguments[2],
                                  .redirect_uri = arguments[3] };
  g_autoptr (CantoAccount) account = canto_account_new (&options, NULL);
  g_autoptr (CantoTokenStore) store = canto_token_store_new_in_memory ();
  EngineSession *session = engine_session_new (account, store, NULL);
  g_autofree char *told = NULL;
  g_autoptr (GFile) file = NULL;

  engine_session_keep_edits (session, arguments[0]);
  test_wait_until (is_read, session, "the journal");
  told = make_pasted (engine_session_get_data_dir (session));
  file = g_file_new_for_path (told);
  test_wait_until (is_waiting,
                   engine_transfers_add_own (engine_session_get_transfers (session), file, NULL),
                   "that it is kept");
  g_free (make_pasted (engine_session_get_data_dir (session)));
  kill (getpid (), SIGKILL);

  return 1;
}

static void
paste_and_be_killed (Fixture *self, const char *program)
{
  TestTenant *tenant = self->base.tenant;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;

  /* One at a time has the journal. */
  test_assert_last_unref (g_steal_pointer (&self->base.session));
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, AS_PASTER, self->folder,
                              test_tenant_get (tenant, "base"), test_tenant_get (tenant, "app_id"),
                              test_tenant_get (tenant, "redirect_uri"), NULL);
  g_assert_no_error (error);
  g_subprocess_wait (process, NULL, NULL);
  g_assert_true (g_subprocess_get_if_signaled (process));
}

static char *
get_pasted_folder (Fixture *self)
{
  return g_build_filename (self->own_folder, "pasted", NULL);
}

static guint
count_pasted (Fixture *self)
{
  g_autofree char *path = get_pasted_folder (self);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static void
make_old (Fixture *self)
{
  const time_t two_days_ago = time (NULL) - 2 * 24 * 60 * 60;
  const struct utimbuf times = { two_days_ago, two_days_ago };
  g_autofree char *path = get_pasted_folder (self);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *below = g_build_filename (path, name, NULL);

      g_assert_cmpint (g_utime (below, (struct utimbuf *) &times), ==, 0);
    }
}

static gboolean
has_one (gpointer self)
{
  return count_pasted (self) == 1;
}

/* What nothing knows of is not there for ever; what waits to be sent is left alone, and so is what
 * may just have been made. */
static void
test_sweep (Fixture *self, gconstpointer program)
{
  g_autoptr (EngineTransfer) transfer = NULL;

  paste_and_be_killed (self, program);
  g_assert_cmpuint (count_pasted (self), ==, 2);
  begin_session (self, NULL);
  session_fixture_sign_in_as (&self->base, "admin");
  transfer = g_list_model_get_item (G_LIST_MODEL (get_transfers (self)), 0);
  test_wait_until (is_done, transfer, "the upload of the one that was told of");
  /* Its own goes with it; the other one is new. */
  test_wait_until (has_one, self, "the end of its file");

  g_clear_object (&transfer);
  paste_and_be_killed (self, program);
  make_old (self);
  g_assert_cmpuint (count_pasted (self), ==, 3);
  begin_session (self, NULL);
  test_wait_until (has_one, self, "the end of what nothing knows of");
  transfer = g_list_model_get_item (G_LIST_MODEL (get_transfers (self)), 0);
  g_assert_true (g_file_query_exists (engine_transfer_get_file (transfer), NULL));
}

static guint
sweep (Fixture *self)
{
  g_autofree char *path = get_pasted_folder (self);
  g_autoptr (GHashTable) kept = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GAsyncResult) result = NULL;

  engine_folder_sweep_async (path, kept, "edits.journal.damaged-", 60, test_keep_result, &result);

  return engine_folder_sweep_finish (test_wait_result (&result));
}

/* Whoever can still read a journal that was put aside finds its pictures. */
static void
test_sweep_not (Fixture *self, gconstpointer data)
{
  g_autofree char *damaged = NULL;

  /* Not where the session may be about to sweep, too. */
  g_free (self->own_folder);
  self->own_folder = g_build_filename (self->folder, "of-no-session", NULL);
  damaged = g_build_filename (self->own_folder, "edits.journal.damaged-1", NULL);

  g_free (make_pasted (self->own_folder));
  g_assert_cmpuint (sweep (self), ==, 0);
  make_old (self);
  g_assert_true (g_file_set_contents (damaged, "", -1, NULL));
  g_assert_cmpuint (sweep (self), ==, 0);
  g_assert_cmpuint (count_pasted (self), ==, 1);
  g_unlink (damaged);
  g_assert_cmpuint (sweep (self), ==, 1);
  g_assert_cmpuint (count_pasted (self), ==, 0);
}

#define ADD(path, data, test)                                                                      \
  g_test_add ("/engine/unsent/" path, Fixture, data, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  if (argc > 2 && g_str_equal (argv[1], AS_PASTER))
    return run_paster (argv + 2);

  g_test_init (&argc, &argv, NULL);
  ADD ("sign-out/same-session", NULL, test_sign_out);
  ADD ("sign-out/restart", "restart", test_sign_out);
  ADD ("sign-out/cancelled-before", NULL, test_cancelled_before);
  ADD ("forget/session", NULL, test_forget);
  ADD ("forget/signed-out", "signed out", test_forget);
  ADD ("nothing", NULL, test_nothing);
  ADD ("other-user", NULL, test_other_user);
  ADD ("full-disk/again", NULL, test_full_disk);
  ADD ("full-disk/by-itself", "by itself", test_full_disk);
  ADD ("no-journal", NULL, test_no_journal);
  ADD ("sweep/left", argv[0], test_sweep);
  ADD ("sweep/damaged", NULL, test_sweep_not);

  return g_test_run ();
}
