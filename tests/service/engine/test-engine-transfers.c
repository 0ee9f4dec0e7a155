/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The uploads of a session: one after the other, cancelled, tried again, refused. */

#include "canto-error.h"
#include "fake-clock.h"
#include "session-fixture.h"
#include "upload-fixture.h"

#include "test-wait.h"

#include <glib/gstdio.h>
#include <unistd.h>

#define HUGE (512 * 1024 * 1024)

typedef struct
{
  SessionFixture session;
  FakeClock *clock;
  EngineTransfers *transfers; /* borrowed */
  GPtrArray *paths;
  guint n_uploaded;
  guint n_changed;
  guint max_at_once;
} Fixture;

static void
count_uploaded (Fixture *self)
{
  self->n_uploaded++;
}

static void
count_changed (Fixture *self)
{
  self->n_changed++;
}

static void
sign_in (Fixture *self, const char *scope)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  engine_session_sign_in_as_async (self->session.session, self->session.app_secret, NULL, scope,
                                   NULL, test_keep_result, &result);
  engine_session_sign_in_finish (self->session.session, test_wait_result (&result), &error);
  g_assert_no_error (error);
}

/* @scenario: (nullable). A clock that makes each wait immediate takes the place of the real one. */
static void
set_up (Fixture *self, gconstpointer scenario)
{
  session_fixture_set_up (&self->session, scenario);
  test_assert_last_unref (self->session.session);
  self->clock = fake_clock_new ();
  fake_clock_set_runs (self->clock, TRUE);
  self->session.session = g_object_new (ENGINE_TYPE_SESSION, "account", self->session.account,
                                        "store", self->session.store, "clock", self->clock, NULL);
  self->transfers = engine_session_get_transfers (self->session.session);
  self->paths = g_ptr_array_new_with_free_func ((GDestroyNotify) upload_remove_file);
  g_signal_connect_swapped (self->transfers, "uploaded", G_CALLBACK (count_uploaded), self);
  g_signal_connect_swapped (engine_session_get_source (self->session.session), "changed",
                            G_CALLBACK (count_changed), self);
  sign_in (self, "admin");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  session_fixture_tear_down (&self->session, NULL);
  test_assert_last_unref (self->clock);
  g_ptr_array_unref (self->paths);
}

/* @path: (transfer full) */
static EngineTransfer *
add_path (Fixture *self, char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_ptr_array_add (self->paths, path);

  return engine_transfers_add (self->transfers, file, NULL, NULL);
}

static EngineTransfer *
add (Fixture *self, const char *name)
{
  return add_path (self, upload_make_file (name, 1000));
}

static gboolean
are_all_ended (gpointer transfers)
{
  return engine_transfers_get_n_active (transfers) == 0;
}

static void
wait_all (Fixture *self)
{
  test_wait_until (are_all_ended, self->transfers, "the end of all transfers");
}

static gboolean
is_moving (gpointer transfer)
{
  return engine_transfer_get_n_bytes (transfer) > 0;
}

/* At once, of each name only one */

static void
check_at_once (Fixture *self)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->transfers)); i++)
    {
      g_autoptr (EngineTransfer) transfer =
          g_list_model_get_item (G_LIST_MODEL (self->transfers), i);
      EngineTransferState state = engine_transfer_get_state (transfer);

      if (state != ENGINE_TRANSFER_SENDING && state != ENGINE_TRANSFER_PROCESSING)
        continue;
      g_assert_true (g_hash_table_add (names, (gpointer) engine_transfer_get_name (transfer)));
      n++;
    }
  self->max_at_once = MAX (self->max_at_once, n);
  g_assert_cmpuint (n, <=, 2);
}

static void
test_many (Fixture *self, gconstpointer data)
{
  static const char *const names[] = { "a.xyz", "a.xyz", "b.xyz", "c.xyz", "a.xyz" };
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);
  EngineTransfer *transfers[G_N_ELEMENTS (names)];

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      transfers[i] = add (self, names[i]);
      g_signal_connect_swapped (transfers[i], "notify::state", G_CALLBACK (check_at_once), self);
    }
  g_assert_cmpuint (engine_transfers_get_n_active (self->transfers), ==, G_N_ELEMENTS (names));
  g_assert_cmpuint (engine_transfer_get_state (transfers[1]), ==, ENGINE_TRANSFER_QUEUED);
  g_assert_cmpuint (engine_transfer_get_state (transfers[2]), ==, ENGINE_TRANSFER_SENDING);
  wait_all (self);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_assert_cmpuint (engine_transfer_get_state (transfers[i]), ==, ENGINE_TRANSFER_DONE);
      g_assert_cmpfloat (engine_transfer_get_fraction (transfers[i]), ==, 1);
      g_assert_cmpuint (engine_transfer_get_n_bytes (transfers[i]), ==, 1000);
      /* Each is an asset of its own. */
      g_assert_true (
          g_hash_table_add (keys, (gpointer) engine_transfer_get_asset_key (transfers[i])));
    }
  g_assert_cmpuint (self->n_uploaded, ==, G_N_ELEMENTS (names));
  g_assert_cmpuint (self->n_changed, ==, G_N_ELEMENTS (names));
  g_assert_cmpuint (self->max_at_once, ==, 2);
  g_assert_cmpfloat (engine_transfers_get_fraction (self->transfers), ==, 1);

  engine_transfers_clear (self->transfers);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->transfers)), ==, 0);
}

/* Cancelled, and tried again */

static void
test_cancel (Fixture *self, gconstpointer data)
{
  char *path = upload_make_sparse_file ("a.xyz", HUGE);
  EngineTransfer *transfer = add_path (self, path);
  EngineTransfer *queued = add (self, "a.xyz");
  EngineTransfer *other = add (self, "b.xyz");

  test_wait_until (is_moving, transfer, "the first bytes");
  engine_transfers_cancel (self->transfers, queued);
  g_assert_cmpuint (engine_transfer_get_state (queued), ==, ENGINE_TRANSFER_CANCELLED);
  engine_transfers_cancel (self->transfers, transfer);
  wait_all (self);
  g_assert_cmpuint (engine_transfer_get_state (transfer), ==, ENGINE_TRANSFER_CANCELLED);
  g_assert_cmpuint (engine_transfer_get_state (other), ==, ENGINE_TRANSFER_DONE);
  g_assert_cmpuint (self->n_uploaded, ==, 1);

  g_assert_cmpint (truncate (path, 10), ==, 0);
  engine_transfers_retry (self->transfers, transfer);
  wait_all (self);
  g_assert_cmpuint (engine_transfer_get_state (transfer), ==, ENGINE_TRANSFER_DONE);
  g_assert_cmpuint (engine_transfer_get_n_bytes (transfer), ==, 10);
}

static void
test_no_file (Fixture *self, gconstpointer data)
{
  EngineTransfer *transfer = add (self, "a.xyz");
  EngineTransfer *other = add (self, "b.xyz");

  g_unlink (self->paths->pdata[0]);
  wait_all (self);
  g_assert_cmpuint (engine_transfer_get_state (transfer), ==, ENGINE_TRANSFER_FAILED);
  g_assert_true (
      g_error_matches (engine_transfer_get_error (transfer), G_IO_ERROR, G_IO_ERROR_NOT_FOUND));
  g_assert_cmpuint (engine_transfer_get_state (other), ==, ENGINE_TRANSFER_DONE);
  g_assert_cmpuint (engine_transfers_get_n_failed (self->transfers), ==, 1);
}

/* 16.3: it is not asked again for each. */
static void
test_refused (Fixture *self, gconstpointer data)
{
  EngineTransfer *last = NULL;

  sign_in (self, "consumer");
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.xyz", i);

      last = add (self, name);
    }
  wait_all (self);
  g_assert_true (engine_transfers_get_is_refused (self->transfers));
  g_assert_cmpuint (engine_transfers_get_n_failed (self->transfers), ==, 5);
  g_assert_true (
      g_error_matches (engine_transfer_get_error (last), CANTO_ERROR, CANTO_ERROR_NOT_ALLOWED));
  g_assert_null (engine_transfer_get_mark (last));

  /* Somebody who may. */
  sign_in (self, "contributor");
  g_assert_false (engine_transfers_get_is_refused (self->transfers));
  engine_transfers_retry (self->transfers, last);
  wait_all (self);
  g_assert_cmpuint (engine_transfer_get_state (last), ==, ENGINE_TRANSFER_DONE);
}

static gboolean
is_queued (gpointer transfer)
{
  return engine_transfer_get_state (transfer) == ENGINE_TRANSFER_QUEUED;
}

/* Nothing goes on in the name of who has signed out: it waits. */
static void
test_sign_out (Fixture *self, gconstpointer data)
{
  EngineTransfer *transfer = add_path (self, upload_make_sparse_file ("a.xyz", HUGE));
  EngineTransfer *queued = add (self, "a.xyz");
  g_autoptr (GAsyncResult) result = NULL;

  test_wait_until (is_moving, transfer, "the first bytes");
  engine_session_sign_out_async (self->session.session, NULL, test_keep_result, &result);
  engine_session_sign_out_finish (self->session.session, test_wait_result (&result), NULL);
  test_wait_until (is_queued, transfer, "that it stops");
  g_assert_cmpuint (engine_transfer_get_state (queued), ==, ENGINE_TRANSFER_QUEUED);
  g_assert_cmpuint (self->n_uploaded, ==, 0);
}

/* It has arrived, but nothing comes of it: however often it is tried again it is not sent again. */
static void
test_stuck (Fixture *self, gconstpointer data)
{
  EngineTransfer *transfer = add (self, "a.xyz");
  CantoClient *client = engine_session_get_client (self->session.session);

  for (guint i = 0; i < 3; i++)
    {
      wait_all (self);
      g_assert_cmpuint (engine_transfer_get_state (transfer), ==, ENGINE_TRANSFER_FAILED);
      g_assert_true (g_error_matches (engine_transfer_get_error (transfer), CANTO_ERROR,
                                      CANTO_ERROR_TIMED_OUT));
      g_assert_true (engine_transfer_get_is_unclear (transfer));
      engine_transfers_retry (self->transfers, transfer);
    }
  wait_all (self);
  {
    g_autoptr (GAsyncResult) result = NULL;
    g_autoptr (GPtrArray) items = NULL;

    canto_client_list_uploads_async (client, 1, CANTO_PRIORITY_INTERACTIVE, NULL, test_keep_result,
                                     &result);
    items = canto_client_list_uploads_finish (client, test_wait_result (&result), NULL);
    g_assert_cmpuint (items->len, ==, 1);
  }
}

static void
test_error (Fixture *self, gconstpointer data)
{
  EngineTransfer *transfer = add (self, "a.xyz");

  wait_all (self);
  g_assert_cmpuint (engine_transfer_get_state (transfer), ==, ENGINE_TRANSFER_FAILED);
  g_assert_true (
      g_error_matches (engine_transfer_get_error (transfer), CANTO_ERROR, CANTO_ERROR_SERVICE));
  g_assert_false (engine_transfer_get_is_unclear (transfer));
}

/* The session ends while some are under way. */
static void
test_end (Fixture *self, gconstpointer data)
{
  EngineTransfer *transfer = add_path (self, upload_make_sparse_file ("a.xyz", HUGE));

  add (self, "b.xyz");
  add (self, "c.xyz");
  test_wait_until (is_moving, transfer, "the first bytes");
}

#define ADD(path, scenario, test)                                                                  \
  g_test_add ("/engine/transfers/" path, Fixture, scenario, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("many", NULL, test_many);
  ADD ("cancel", NULL, test_cancel);
  ADD ("no-file", NULL, test_no_file);
  ADD ("refused", NULL, test_refused);
  ADD ("sign-out", NULL, test_sign_out);
  ADD ("stuck", "upload-stuck", test_stuck);
  ADD ("error", "upload-error", test_error);
  ADD ("end", NULL, test_end);

  return g_test_run ();
}
