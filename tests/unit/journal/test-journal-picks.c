/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The file of the links that were taken, also where the program or the disk gives up. */

#include "journal-fixture.h"
#include "journal-picks.h"
#include "test-full-disk.h"
#include "test-wait.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define AS_WRITER "--as-writer"
#define MAX_KEPT  100

typedef JournalFixture Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  journal_fixture_set_up (fixture, "picks.history");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  journal_fixture_tear_down (fixture);
}

static void
set_text (char **text, const char *value)
{
  g_free (*text);
  *text = g_strdup (value);
}

static JournalPick *
make_pick (const char *id, const char *ops, gint64 picked_at_us)
{
  JournalPick *pick = journal_pick_new ();

  set_text (&pick->scheme, "image");
  set_text (&pick->id, id);
  set_text (&pick->name, "Möwe “船”.jpg");
  set_text (&pick->ops, ops);
  set_text (&pick->form, "url");
  set_text (&pick->address, "https://cdn.example/image/1/image_a/-B400-FJPG");
  set_text (&pick->asset_time, "20260407120112300");
  set_text (&pick->version, "abc");
  pick->width_px = 6000;
  pick->height_px = 4000;
  pick->size_bytes = G_GUINT64_CONSTANT (5000000000);
  pick->picked_at_us = picked_at_us;

  return pick;
}

static GPtrArray *
open_picks (JournalPicks *picks, GError **damage, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  journal_picks_open_async (picks, test_keep_result, &result);

  return journal_picks_open_finish (test_wait_result (&result), damage, error);
}

static GPtrArray *
open_well (Fixture *fixture, JournalPicks **picks)
{
  g_autoptr (GError) damage = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *list;

  *picks = journal_picks_new (fixture->path);
  list = open_picks (*picks, &damage, &error);
  g_assert_no_error (error);
  g_assert_no_error (damage);

  return list;
}

/* @pick: (transfer full) */
static gboolean
note (JournalPicks *picks, JournalPick *pick, GError **error)
{
  g_autoptr (GPtrArray) array = g_ptr_array_new_with_free_func ((GDestroyNotify) journal_pick_free);
  g_autoptr (GAsyncResult) result = NULL;

  g_ptr_array_add (array, pick);
  journal_picks_note_async (picks, array, MAX_KEPT, test_keep_result, &result);

  return journal_picks_note_finish (test_wait_result (&result), error);
}

static void
note_well (JournalPicks *picks, const char *id, const char *ops, gint64 picked_at_us)
{
  g_autoptr (GError) error = NULL;

  note (picks, make_pick (id, ops, picked_at_us), &error);
  g_assert_no_error (error);
}

static void
clear (JournalPicks *picks)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  journal_picks_clear_async (picks, test_keep_result, &result);
  journal_picks_clear_finish (test_wait_result (&result), &error);
  g_assert_no_error (error);
}

static const JournalPick *
get_pick (GPtrArray *list, guint index)
{
  g_assert_cmpuint (index, <, list->len);

  return list->pdata[index];
}

static void
test_kept (Fixture *fixture, gconstpointer data)
{
  JournalPicks *picks;
  G_GNUC_UNUSED g_autoptr (GPtrArray) none = open_well (fixture, &picks);
  g_autoptr (GPtrArray) list = NULL;
  const JournalPick *pick;
  GStatBuf status;

  g_assert_cmpuint (none->len, ==, 0);
  /* Nothing was picked: there is no file that tells that somebody might have. */
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  note_well (picks, "a", "-B400-FJPG", 1000);
  note_well (picks, "b", "", 2000);
  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  journal_picks_free (picks);

  list = open_well (fixture, &picks);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpstr (get_pick (list, 0)->id, ==, "b");
  g_assert_cmpstr (get_pick (list, 0)->ops, ==, "");
  pick = get_pick (list, 1);
  g_assert_cmpstr (pick->scheme, ==, "image");
  g_assert_cmpstr (pick->id, ==, "a");
  g_assert_cmpstr (pick->name, ==, "Möwe “船”.jpg");
  g_assert_cmpstr (pick->ops, ==, "-B400-FJPG");
  g_assert_cmpstr (pick->form, ==, "url");
  g_assert_cmpstr (pick->address, ==, "https://cdn.example/image/1/image_a/-B400-FJPG");
  g_assert_cmpstr (pick->asset_time, ==, "20260407120112300");
  g_assert_cmpstr (pick->version, ==, "abc");
  g_assert_cmpint (pick->kind, ==, JOURNAL_PICK_COPY);
  g_assert_cmpuint (pick->width_px, ==, 6000);
  g_assert_cmpuint (pick->height_px, ==, 4000);
  g_assert_cmpuint (pick->size_bytes, ==, G_GUINT64_CONSTANT (5000000000));
  g_assert_cmpint (pick->picked_at_us, ==, 1000);
  g_assert_cmpuint (pick->n_times, ==, 1);
  journal_picks_free (picks);
}

/* The same once more is the same pick, and comes first; in another rendition it is another one. */
static void
test_same_again (Fixture *fixture, gconstpointer data)
{
  JournalPicks *picks;
  G_GNUC_UNUSED g_autoptr (GPtrArray) none = open_well (fixture, &picks);
  g_autoptr (GPtrArray) list = NULL;
  JournalPick *again = make_pick ("a", "-B400-FJPG", 4000);

  note_well (picks, "a", "-B400-FJPG", 1000);
  note_well (picks, "a", "-B800-FJPG", 2000);
  note_well (picks, "b", "-B400-FJPG", 3000);
  set_text (&again->name, "renamed.jpg");
  again->kind = JOURNAL_PICK_DRAG;
  g_assert_true (note (picks, again, NULL));
  journal_picks_free (picks);

  list = open_well (fixture, &picks);
  g_assert_cmpuint (list->len, ==, 3);
  g_assert_cmpstr (get_pick (list, 0)->name, ==, "renamed.jpg");
  g_assert_cmpint (get_pick (list, 0)->kind, ==, JOURNAL_PICK_DRAG);
  g_assert_cmpuint (get_pick (list, 0)->n_times, ==, 2);
  g_assert_cmpstr (get_pick (list, 1)->id, ==, "b");
  g_assert_cmpstr (get_pick (list, 2)->ops, ==, "-B800-FJPG");
  journal_picks_free (picks);
}

static void
test_bounded (Fixture *fixture, gconstpointer data)
{
  JournalPicks *picks;
  G_GNUC_UNUSED g_autoptr (GPtrArray) none = open_well (fixture, &picks);
  g_autoptr (GPtrArray) list = NULL;

  for (guint i = 0; i < MAX_KEPT + 5; i++)
    {
      g_autofree char *id = g_strdup_printf ("id%u", i);

      note_well (picks, id, "", 1000 + i);
    }
  journal_picks_free (picks);

  list = open_well (fixture, &picks);
  g_assert_cmpuint (list->len, ==, MAX_KEPT);
  g_assert_cmpstr (get_pick (list, 0)->id, ==, "id104");
  g_assert_cmpstr (get_pick (list, MAX_KEPT - 1)->id, ==, "id5");
  journal_picks_free (picks);
}

static gboolean
has_bytes (const char *path, const char *text)
{
  g_autofree char *contents = NULL;
  gsize length, n_text = strlen (text);

  if (!g_file_get_contents (path, &contents, &length, NULL))
    return FALSE;
  for (gsize i = 0; i + n_text <= length; i++)
    {
      if (memcmp (contents + i, text, n_text) == 0)
        return TRUE;
    }

  return FALSE;
}

/* What is cleared cannot be read in any file. */
static void
test_cleared (Fixture *fixture, gconstpointer data)
{
  JournalPicks *picks;
  G_GNUC_UNUSED g_autoptr (GPtrArray) none = open_well (fixture, &picks);
  g_autofree char *wal = g_strconcat (fixture->path, "-wal", NULL);
  g_autofree char *aside = g_strconcat (fixture->path, ".damaged-20260101-000000-0", NULL);
  g_autoptr (GPtrArray) list = NULL;

  clear (picks);
  note_well (picks, "secretid", "", 1000);
  g_assert_true (has_bytes (wal, "secretid") || has_bytes (fixture->path, "secretid"));
  g_assert_true (g_file_set_contents (aside, "secretid", -1, NULL));
  clear (picks);
  g_assert_false (has_bytes (wal, "secretid"));
  g_assert_false (has_bytes (fixture->path, "secretid"));
  g_assert_false (g_file_test (aside, G_FILE_TEST_EXISTS));
  note_well (picks, "after", "", 2000);
  journal_picks_free (picks);

  list = open_well (fixture, &picks);
  g_assert_cmpuint (list->len, ==, 1);
  journal_picks_free (picks);
}

static void
test_removed (Fixture *fixture, gconstpointer data)
{
  JournalPicks *picks;
  G_GNUC_UNUSED g_autoptr (GPtrArray) none = open_well (fixture, &picks);
  g_autofree char *below = g_path_get_dirname (fixture->path);
  g_autofree char *other = g_build_filename (below, "edits.journal", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;

  note_well (picks, "a", "", 1000);
  g_assert_true (g_file_set_contents (other, "of somebody else", -1, NULL));
  journal_picks_remove_async (picks, test_keep_result, &result);
  g_assert_true (journal_picks_remove_finish (test_wait_result (&result), &error));
  g_assert_no_error (error);
  journal_picks_free (picks);

  dir = g_dir_open (below, 0, NULL);
  g_assert_cmpstr (g_dir_read_name (dir), ==, "edits.journal");
  g_assert_null (g_dir_read_name (dir));
}

/* Whatever is wrong with it: it is put aside, told, and there is a new one. */
static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  static const long offsets[] = { 0, 100, 4096 };

  for (guint i = 0; i < G_N_ELEMENTS (offsets); i++)
    {
      JournalPicks *picks;
      G_GNUC_UNUSED g_autoptr (GPtrArray) before = open_well (fixture, &picks);
      g_autoptr (GPtrArray) list = NULL;
      g_autoptr (GError) damage = NULL;
      g_autoptr (GError) error = NULL;

      note_well (picks, "spoilt", "", 1000);
      journal_picks_free (picks);
      journal_fixture_spoil (fixture, offsets[i]);

      picks = journal_picks_new (fixture->path);
      list = open_picks (picks, &damage, &error);
      g_assert_no_error (error);
      g_assert_error (damage, JOURNAL_ERROR, JOURNAL_ERROR_DAMAGED);
      g_assert_cmpuint (list->len, ==, 0);
      g_assert_cmpuint (journal_fixture_count_asides (fixture), ==, i + 1);
      note_well (picks, "after", "", 2000);
      journal_picks_free (picks);
    }
}

static void
test_newer (Fixture *fixture, gconstpointer data)
{
  JournalPicks *picks;
  G_GNUC_UNUSED g_autoptr (GPtrArray) none = open_well (fixture, &picks);
  g_autoptr (GError) error = NULL;

  note_well (picks, "of the future", "", 1000);
  journal_picks_free (picks);
  journal_fixture_execute (fixture, "PRAGMA user_version = 2");

  picks = journal_picks_new (fixture->path);
  g_assert_null (open_picks (picks, NULL, &error));
  g_assert_error (error, JOURNAL_ERROR, JOURNAL_ERROR_NEWER);
  g_clear_error (&error);
  g_assert_false (note (picks, make_pick ("a", "", 2000), &error));
  g_assert_error (error, JOURNAL_ERROR, JOURNAL_ERROR_NEWER);
  journal_picks_free (picks);
  g_assert_cmpuint (journal_fixture_count_asides (fixture), ==, 0);
}

/* What is in it stays, what is added is told not to be; when there is room again it goes on. */
static void
test_full (Fixture *fixture, gconstpointer data)
{
  JournalPicks *picks;
  G_GNUC_UNUSED g_autoptr (GPtrArray) none = open_well (fixture, &picks);
  JournalPick *large = make_pick ("large", "", 2000);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;

  note_well (picks, "before", "", 1000);
  g_free (large->name);
  large->name = g_strnfill (20000, 'x');
  test_full_disk_begin ();
  g_assert_false (note (picks, large, &error));
  test_full_disk_end ();
  g_assert_error (error, JOURNAL_ERROR, JOURNAL_ERROR_FULL);
  note_well (picks, "after", "", 3000);
  journal_picks_free (picks);

  list = open_well (fixture, &picks);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpstr (get_pick (list, 0)->id, ==, "after");
  journal_picks_free (picks);
}

static void
test_no_folder (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JournalPicks) picks = journal_picks_new ("/proc/nowhere/picks.history");
  g_autoptr (GPtrArray) list = open_picks (picks, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (list->len, ==, 0);
  g_assert_false (note (picks, make_pick ("a", "", 1000), &error));
  g_assert_error (error, JOURNAL_ERROR, JOURNAL_ERROR_FAILED);
}

/* Notes pick after pick and says so of each that is kept, until it is killed. */
static int
write_until_killed (const char *path)
{
  g_autoptr (JournalPicks) picks = journal_picks_new (path);
  g_autoptr (GPtrArray) list = open_picks (picks, NULL, NULL);
  guint first = list->len > 0 ? (guint) strtoul (get_pick (list, 0)->id, NULL, 10) + 1 : 0;

  for (guint i = first; TRUE; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);
      char line[32];

      g_assert_true (note (picks, make_pick (id, "", 1000 + i), NULL));
      g_snprintf (line, sizeof line, "%u\n", i);
      if (write (STDOUT_FILENO, line, strlen (line)) < 0)
        return 1;
    }
}

/* kill -9 at any instant: the last that was said to be kept is there. */
static void
test_killed (Fixture *fixture, gconstpointer program)
{
  const char *const argv[] = { program, AS_WRITER, fixture->path, NULL };

  for (guint round = 0; round < 8; round++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GSubprocess) writer =
          g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
      g_autoptr (GDataInputStream) lines = NULL;
      g_autoptr (GPtrArray) list = NULL;
      g_autofree char *last = NULL;
      guint n_lines = (guint) g_test_rand_int_range (1, 12);
      JournalPicks *picks;
      char *line;

      g_assert_no_error (error);
      lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (writer));
      for (guint i = 0; i < n_lines; i++)
        {
          g_free (last);
          last = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
        }
      g_subprocess_force_exit (writer);
      while ((line = g_data_input_stream_read_line (lines, NULL, NULL, NULL)) != NULL)
        {
          g_free (last);
          last = line;
        }
      g_subprocess_wait (writer, NULL, NULL);

      list = open_well (fixture, &picks);
      g_assert_nonnull (last);
      /* One may have been kept without being said. */
      g_assert_cmpuint (strtoul (get_pick (list, 0)->id, NULL, 10), >=, strtoul (last, NULL, 10));
      g_assert_cmpuint (strtoul (get_pick (list, 0)->id, NULL, 10), <=,
                        strtoul (last, NULL, 10) + 1);
      journal_picks_free (picks);
    }
}

int
main (int argc, char *argv[])
{
  if (argc == 3 && g_str_equal (argv[1], AS_WRITER))
    return write_until_killed (argv[2]);

  g_test_init (&argc, &argv, NULL);
#define ADD(name, func, data)                                                                      \
  g_test_add ("/journal/picks/" name, Fixture, data, set_up, func, tear_down)
  ADD ("kept", test_kept, NULL);
  ADD ("same-again", test_same_again, NULL);
  ADD ("bounded", test_bounded, NULL);
  ADD ("cleared", test_cleared, NULL);
  ADD ("removed", test_removed, NULL);
  ADD ("damaged", test_damaged, NULL);
  ADD ("newer", test_newer, NULL);
  ADD ("full", test_full, NULL);
  ADD ("no-folder", test_no_folder, NULL);
  ADD ("killed", test_killed, argv[0]);
#undef ADD

  return g_test_run ();
}
