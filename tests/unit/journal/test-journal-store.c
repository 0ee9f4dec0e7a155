/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The file of what is not sent yet, also where the program or the disk gives up. */

#include "journal-fixture.h"
#include "journal-store.h"
#include "test-full-disk.h"
#include "test-wait.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define AS_WRITER "--as-writer"

typedef JournalFixture Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  journal_fixture_set_up (fixture, "edits.journal");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  journal_fixture_tear_down (fixture);
}

static GPtrArray *
open_store (JournalStore *store, GError **damage, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  journal_store_open_async (store, NULL, test_keep_result, &result);

  return journal_store_open_finish (store, test_wait_result (&result), damage, error);
}

static GPtrArray *
open_well (Fixture *fixture, JournalStore **store)
{
  g_autoptr (GError) damage = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *entries;

  *store = journal_store_new (fixture->path);
  entries = open_store (*store, &damage, &error);
  g_assert_no_error (error);
  g_assert_no_error (damage);

  return entries;
}

static gint64
add (JournalStore *store, const char *body, GError **error)
{
  g_autoptr (JournalEntry) entry = journal_entry_new ("edit", body);
  g_autoptr (GAsyncResult) result = NULL;

  entry->made_at_unix_s = 1234567890;
  journal_store_add_async (store, entry, test_keep_result, &result);

  return journal_store_add_finish (store, test_wait_result (&result), error);
}

static gint64
add_well (JournalStore *store, const char *body)
{
  g_autoptr (GError) error = NULL;
  gint64 id = add (store, body, &error);

  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);

  return id;
}

static void
change (JournalStore *store, gint64 id, JournalState state, const char *body)
{
  g_autoptr (JournalEntry) entry = journal_entry_new ("edit", body);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  entry->id = id;
  entry->state = state;
  entry->n_attempts = 7;
  journal_store_change_async (store, entry, test_keep_result, &result);
  g_assert_true (journal_store_change_finish (store, test_wait_result (&result), &error));
  g_assert_no_error (error);
}

static void
remove_entry (JournalStore *store, gint64 id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  journal_store_remove_async (store, id, test_keep_result, &result);
  g_assert_true (journal_store_remove_finish (store, test_wait_result (&result), &error));
  g_assert_no_error (error);
}

static void
test_kept (Fixture *fixture, gconstpointer data)
{
  JournalStore *store;
  G_GNUC_UNUSED g_autoptr (GPtrArray) none = open_well (fixture, &store);
  g_autoptr (GPtrArray) entries = NULL;
  gint64 ids[3];
  JournalEntry *entry;
  GStatBuf status;

  g_assert_cmpuint (none->len, ==, 0);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *body = g_strdup_printf ("number %u, “船”", i);

      ids[i] = add_well (store, body);
    }
  change (store, ids[2], JOURNAL_SENT, "another body");
  remove_entry (store, ids[1]);
  remove_entry (store, ids[1]);
  test_assert_last_unref (store);
  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);

  entries = open_well (fixture, &store);
  g_assert_cmpuint (entries->len, ==, 2);
  entry = entries->pdata[0];
  g_assert_cmpint (entry->id, ==, ids[0]);
  g_assert_cmpstr (entry->kind, ==, "edit");
  g_assert_cmpstr (entry->body, ==, "number 0, “船”");
  g_assert_cmpint (entry->state, ==, JOURNAL_WAITING);
  g_assert_cmpint (entry->made_at_unix_s, ==, 1234567890);
  entry = entries->pdata[1];
  g_assert_cmpstr (entry->body, ==, "another body");
  g_assert_cmpint (entry->state, ==, JOURNAL_SENT);
  g_assert_cmpuint (entry->n_attempts, ==, 7);
  /* No id is used twice, so that nobody takes one for another. */
  remove_entry (store, ids[2]);
  g_assert_cmpint (add_well (store, "new"), >, ids[2]);
  test_assert_last_unref (store);
}

static void
count_added (GObject *object, GAsyncResult *result, gpointer n_added)
{
  if (journal_store_add_finish (JOURNAL_STORE (object), result, NULL) > 0)
    ++*(guint *) n_added;
}

/* The last reference goes while much is still to be written. */
static void
test_dropped_at_once (Fixture *fixture, gconstpointer data)
{
  JournalStore *store;
  G_GNUC_UNUSED g_autoptr (GPtrArray) none = open_well (fixture, &store);
  g_autoptr (JournalEntry) entry = journal_entry_new ("edit", "x");
  g_autoptr (GPtrArray) entries = NULL;
  guint n_added = 0;

  for (guint i = 0; i < 1000; i++)
    journal_store_add_async (store, entry, count_added, &n_added);
  g_object_unref (store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (n_added, ==, 1000);
  entries = open_well (fixture, &store);
  g_assert_cmpuint (entries->len, ==, 1000);
  test_assert_last_unref (store);
}

/* Another process, here another store, does not send the same. */
static void
test_locked (Fixture *fixture, gconstpointer data)
{
  JournalStore *first;
  G_GNUC_UNUSED g_autoptr (GPtrArray) none = open_well (fixture, &first);
  JournalStore *second = journal_store_new (fixture->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  g_assert_null (open_store (second, NULL, &error));
  g_assert_error (error, JOURNAL_ERROR, JOURNAL_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_cmpint (add (second, "lost?", &error), ==, 0);
  g_assert_nonnull (error);
  add_well (first, "kept");
  test_assert_last_unref (first);

  entries = open_store (second, NULL, NULL);
  g_assert_cmpuint (entries->len, ==, 1);
  test_assert_last_unref (second);
}

/* Whatever is wrong with it: it is put aside, told, and there is a new one. */
static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  static const long offsets[] = { 0, 100, 4096 };

  for (guint i = 0; i < G_N_ELEMENTS (offsets); i++)
    {
      JournalStore *store;
      G_GNUC_UNUSED g_autoptr (GPtrArray) before = open_well (fixture, &store);
      g_autoptr (GPtrArray) entries = NULL;
      g_autoptr (GError) damage = NULL;
      g_autoptr (GError) error = NULL;

      add_well (store, "spoilt");
      test_assert_last_unref (store);
      journal_fixture_spoil (fixture, offsets[i]);

      store = journal_store_new (fixture->path);
      entries = open_store (store, &damage, &error);
      g_assert_no_error (error);
      g_assert_error (damage, JOURNAL_ERROR, JOURNAL_ERROR_DAMAGED);
      g_assert_cmpuint (entries->len, ==, 0);
      g_assert_cmpuint (journal_fixture_count_asides (fixture), ==, i + 1);
      remove_entry (store, add_well (store, "after"));
      test_assert_last_unref (store);
    }
}

static void
test_newer (Fixture *fixture, gconstpointer data)
{
  JournalStore *store;
  G_GNUC_UNUSED g_autoptr (GPtrArray) none = open_well (fixture, &store);
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;

  add_well (store, "of the future");
  test_assert_last_unref (store);
  journal_fixture_execute (fixture, "PRAGMA user_version = 2");

  store = journal_store_new (fixture->path);
  g_assert_null (open_store (store, NULL, &error));
  g_assert_error (error, JOURNAL_ERROR, JOURNAL_ERROR_NEWER);
  test_assert_last_unref (store);
  g_assert_cmpuint (journal_fixture_count_asides (fixture), ==, 0);

  journal_fixture_execute (fixture, "PRAGMA user_version = 1");
  entries = open_well (fixture, &store);
  g_assert_cmpuint (entries->len, ==, 1);
  test_assert_last_unref (store);
}

/* What is in it stays, what is added is told not to be; when there is room again it goes on. */
static void
test_full (Fixture *fixture, gconstpointer data)
{
  JournalStore *store;
  G_GNUC_UNUSED g_autoptr (GPtrArray) none = open_well (fixture, &store);
  g_autofree char *body = g_strnfill (20000, 'x');
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;

  add_well (store, "before");
  test_full_disk_begin ();
  g_assert_cmpint (add (store, body, &error), ==, 0);
  test_full_disk_end ();
  g_assert_error (error, JOURNAL_ERROR, JOURNAL_ERROR_FULL);
  add_well (store, "after");
  test_assert_last_unref (store);

  entries = open_well (fixture, &store);
  g_assert_cmpuint (entries->len, ==, 2);
  g_assert_cmpstr (((JournalEntry *) entries->pdata[1])->body, ==, "after");
  test_assert_last_unref (store);
}

static void
test_no_folder (Fixture *fixture, gconstpointer data)
{
  JournalStore *store = journal_store_new ("/proc/nowhere/edits.journal");
  g_autoptr (GError) error = NULL;

  g_assert_null (open_store (store, NULL, &error));
  g_assert_error (error, JOURNAL_ERROR, JOURNAL_ERROR_FAILED);
  test_assert_last_unref (store);
}

/* Adds entry after entry and says so of each that is kept, until it is killed. */
static int
write_until_killed (const char *path)
{
  g_autoptr (JournalStore) store = journal_store_new (path);
  g_autoptr (GPtrArray) entries = open_store (store, NULL, NULL);

  for (guint i = entries->len; TRUE; i++)
    {
      g_autofree char *body = g_strdup_printf ("%u", i);
      gint64 id = add (store, body, NULL);
      char line[32];

      g_assert_cmpint (id, >, 0);
      g_snprintf (line, sizeof line, "%u\n", i);
      if (write (STDOUT_FILENO, line, strlen (line)) < 0)
        return 1;
    }
}

/* kill -9 at any instant: all that was said to be kept is there. */
static void
test_killed (Fixture *fixture, gconstpointer program)
{
  const char *const argv[] = { program, AS_WRITER, fixture->path, NULL };
  gint64 n_said = 0;

  for (guint round = 0; round < 12; round++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GSubprocess) writer =
          g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
      g_autoptr (GDataInputStream) lines = NULL;
      g_autoptr (GPtrArray) entries = NULL;
      guint n_lines = (guint) g_test_rand_int_range (1, 25);
      JournalStore *store;
      char *line;

      g_assert_no_error (error);
      lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (writer));
      for (guint i = 0; i < n_lines; i++)
        g_free (g_data_input_stream_read_line (lines, NULL, NULL, NULL));
      g_subprocess_force_exit (writer);
      n_said += n_lines;
      while ((line = g_data_input_stream_read_line (lines, NULL, NULL, NULL)) != NULL)
        {
          n_said++;
          g_free (line);
        }
      g_subprocess_wait (writer, NULL, NULL);

      entries = open_well (fixture, &store);
      /* One may have been kept without being said. */
      g_assert_cmpint (entries->len, >=, n_said);
      g_assert_cmpint (entries->len, <=, n_said + 1);
      n_said = entries->len;
      for (guint i = 0; i < entries->len; i++)
        {
          g_autofree char *body = g_strdup_printf ("%u", i);

          g_assert_cmpstr (((JournalEntry *) entries->pdata[i])->body, ==, body);
        }
      test_assert_last_unref (store);
    }
}

static void
add_test (const char *path, void (*test) (Fixture *, gconstpointer), gconstpointer data)
{
  g_test_add (path, Fixture, data, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], AS_WRITER))
    return write_until_killed (argv[2]);

  g_test_init (&argc, &argv, NULL);
  add_test ("/journal/kept", test_kept, NULL);
  add_test ("/journal/dropped-at-once", test_dropped_at_once, NULL);
  add_test ("/journal/locked", test_locked, NULL);
  add_test ("/journal/damaged", test_damaged, NULL);
  add_test ("/journal/newer", test_newer, NULL);
  add_test ("/journal/full", test_full, NULL);
  add_test ("/journal/no-folder", test_no_folder, NULL);
  add_test ("/journal/killed", test_killed, argv[0]);

  return g_test_run ();
}
