/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is remembered of the links that were taken. */

#include "canto-account.h"
#include "engine-history.h"
#include "engine-words.h"
#include "journal-error.h"
#include "test-full-disk.h"
#include "test-wait.h"

#include <glib/gstdio.h>

typedef struct
{
  char *folder;
  char *path;
  EngineHistory *history;
  guint n_not_kept;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("descant-history-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "picks.history", NULL);
  fixture->history = engine_history_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  test_assert_last_unref (fixture->history);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static gboolean
is_ready (gpointer history)
{
  return engine_history_get_is_ready (history);
}

static void
keep (Fixture *fixture)
{
  engine_history_keep (fixture->history, fixture->path);
  test_wait_until (is_ready, fixture->history, "the history to be read");
}

/* Another start of the program. */
static void
restart (Fixture *fixture)
{
  test_assert_last_unref (fixture->history);
  fixture->history = engine_history_new ();
  keep (fixture);
}

static EnginePick *
make_pick_of_form (const char *id, const char *ops, const char *form, gint64 picked_at_us)
{
  JournalPick *record = journal_pick_new ();

  g_free (record->scheme);
  record->scheme = g_strdup ("image");
  g_free (record->id);
  record->id = g_strdup (id);
  g_free (record->name);
  record->name = g_strconcat ("Harbour ", id, ".jpg", NULL);
  g_free (record->ops);
  record->ops = g_strdup (ops);
  g_free (record->form);
  record->form = g_strdup (form);
  record->width_px = 6000;
  record->height_px = 4000;
  record->picked_at_us = picked_at_us;

  return engine_pick_new (record, CANTO_ACCOUNT_DEFAULT_MASTER_PX);
}

static EnginePick *
make_pick (const char *id, const char *ops, gint64 picked_at_us)
{
  return make_pick_of_form (id, ops, "url", picked_at_us);
}

static void
note (Fixture *fixture, const char *id, const char *ops, gint64 picked_at_us)
{
  g_autoptr (GPtrArray) picks = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (picks, make_pick (id, ops, picked_at_us));
  engine_history_note (fixture->history, picks);
}

/* The ids, the last first: "c b a". (transfer full) */
static char *
dup_ids (Fixture *fixture)
{
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fixture->history)); i++)
    {
      g_autoptr (EnginePick) pick = g_list_model_get_item (G_LIST_MODEL (fixture->history), i);

      g_string_append_printf (ids, i > 0 ? " %s" : "%s", engine_pick_get_record (pick)->id);
    }

  return g_string_free (ids, FALSE);
}

static void
assert_ids (Fixture *fixture, const char *expected)
{
  g_autofree char *ids = dup_ids (fixture);

  g_assert_cmpstr (ids, ==, expected);
}

/* A model that goes by items-changed alone. */
static void
follow (GListModel *model, guint position, guint n_removed, guint n_added, GListStore *copy)
{
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_added; i++)
    g_ptr_array_add (added, g_list_model_get_item (model, position + i));
  g_list_store_splice (copy, position, n_removed, added->pdata, n_added);
}

static void
test_moves_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GListStore) copy = g_list_store_new (ENGINE_TYPE_PICK);
  g_autoptr (EnginePick) first = NULL;

  g_signal_connect (fixture->history, "items-changed", G_CALLBACK (follow), copy);
  note (fixture, "a", "-B400-FJPG", 1000);
  note (fixture, "b", "", 2000);
  note (fixture, "a", "", 3000);
  assert_ids (fixture, "a b a");
  note (fixture, "b", "", 4000);
  assert_ids (fixture, "b a a");

  first = g_list_model_get_item (G_LIST_MODEL (fixture->history), 0);
  g_assert_cmpuint (engine_pick_get_record (first)->n_times, ==, 2);
  g_assert_cmpint (engine_pick_get_record (first)->picked_at_us, ==, 4000);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (copy)), ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (EnginePick) one = g_list_model_get_item (G_LIST_MODEL (fixture->history), i);
      g_autoptr (EnginePick) other = g_list_model_get_item (G_LIST_MODEL (copy), i);

      g_assert_true (one == other);
    }
  g_signal_handlers_disconnect_by_data (fixture->history, copy);
}

static void
test_kept (Fixture *fixture, gconstpointer data)
{
  keep (fixture);
  note (fixture, "a", "", 1000);
  note (fixture, "b", "", 2000);
  note (fixture, "a", "", 3000);
  restart (fixture);
  assert_ids (fixture, "a b");
}

/* The program ends while something is still to be written, and somebody still holds the history. */
static void
test_end (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      if (i == 0)
        keep (fixture);
      note (fixture, id, "", 1000 + i);
    }
  engine_history_end (fixture->history);
  note (fixture, "late", "", 5000);

  restart (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->history)), ==, 50);
}

/* What is taken before the file has been read comes before what is in it. */
static void
test_while_reading (Fixture *fixture, gconstpointer data)
{
  keep (fixture);
  note (fixture, "a", "", 1000);
  note (fixture, "b", "", 2000);
  test_assert_last_unref (fixture->history);

  fixture->history = engine_history_new ();
  engine_history_keep (fixture->history, fixture->path);
  note (fixture, "a", "", 3000);
  test_wait_until (is_ready, fixture->history, "the history to be read");
  assert_ids (fixture, "a b");
  restart (fixture);
  assert_ids (fixture, "a b");
}

static void
test_off (Fixture *fixture, gconstpointer data)
{
  engine_history_set_is_on (fixture->history, FALSE);
  keep (fixture);
  note (fixture, "a", "", 1000);
  assert_ids (fixture, "");
  restart (fixture);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));

  /* What was remembered before stays. */
  note (fixture, "b", "", 2000);
  engine_history_set_is_on (fixture->history, FALSE);
  note (fixture, "c", "", 3000);
  assert_ids (fixture, "b");
  restart (fixture);
  assert_ids (fixture, "b");
}

static void
clear (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  engine_history_clear_async (fixture->history, test_keep_result, &result);
  engine_history_clear_finish (fixture->history, test_wait_result (&result), &error);
  g_assert_no_error (error);
}

static void
test_cleared (Fixture *fixture, gconstpointer data)
{
  keep (fixture);
  note (fixture, "a", "", 1000);
  clear (fixture);
  assert_ids (fixture, "");
  restart (fixture);
  assert_ids (fixture, "");

  /* Also what has not been read yet. */
  note (fixture, "b", "", 2000);
  test_assert_last_unref (fixture->history);
  fixture->history = engine_history_new ();
  engine_history_keep (fixture->history, fixture->path);
  clear (fixture);
  test_wait_until (is_ready, fixture->history, "the history to be read");
  assert_ids (fixture, "");
}

static void
test_removed (Fixture *fixture, gconstpointer data)
{
  keep (fixture);
  note (fixture, "a", "", 1000);
  engine_history_remove (fixture->history);
  note (fixture, "b", "", 2000);
  assert_ids (fixture, "");
  /* The last reference waits for the disk. */
  test_assert_last_unref (fixture->history);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  fixture->history = engine_history_new ();
}

static void
count_not_kept (Fixture *fixture, const GError *error)
{
  g_assert_true (error->domain == JOURNAL_ERROR);
  fixture->n_not_kept++;
}

static gboolean
is_told (gpointer fixture)
{
  return ((Fixture *) fixture)->n_not_kept > 0;
}

/* A disk that is full is told once, and what was taken is remembered here all the same. */
static void
test_not_kept (Fixture *fixture, gconstpointer data)
{
  g_signal_connect_swapped (fixture->history, "not-kept", G_CALLBACK (count_not_kept), fixture);
  keep (fixture);
  test_full_disk_begin ();
  note (fixture, "a", "", 1000);
  test_wait_until (is_told, fixture, "word of the disk");
  note (fixture, "b", "", 2000);
  clear (fixture);
  test_full_disk_end ();
  g_assert_cmpuint (fixture->n_not_kept, ==, 1);
  g_signal_handlers_disconnect_by_data (fixture->history, fixture);
}

static void
assert_matches (EnginePick *pick, const char *text, gboolean expected)
{
  g_auto (GStrv) words = engine_words_split (text);

  g_test_message ("“%s”", text);
  g_assert_true (engine_pick_matches (pick, (const char *const *) words) == expected);
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EnginePick) pick = make_pick ("k9p346", "-B1200-FWEBP", 1775563272000000);

  assert_matches (pick, "", TRUE);
  assert_matches (pick, "  ", TRUE);
  assert_matches (pick, "HARB", TRUE);
  assert_matches (pick, "jpg harbour", TRUE);
  assert_matches (pick, "harbour cow", FALSE);
  assert_matches (pick, "webp", TRUE);
  assert_matches (pick, "1200", TRUE);
  assert_matches (pick, "800", TRUE); /* 1200 × 800 */
  assert_matches (pick, "image", TRUE);
  assert_matches (pick, "k9p", TRUE);
  assert_matches (pick, "2026-04", TRUE);
  assert_matches (pick, "png", FALSE);
}

static void
test_titles (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *ops;
    const char *title;
  } cases[] = {
    { "", "Original" },
    { "-B1200-FJPG", "1200 × 800 JPEG" },
    { "-Tlandscape-FPNG", "PNG, cropped" },
    { "rubbish", "rubbish" },
  };
  static const struct
  {
    const char *form;
    const char *title;
  } forms[] = {
    { "url", "1200 × 800 JPEG" },
    { "markdown", "1200 × 800 JPEG, Markdown" },
    { "of a later version", "1200 × 800 JPEG" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EnginePick) pick = make_pick ("a", cases[i].ops, 1000);
      g_autofree char *title = engine_pick_dup_rendition_title (pick);

      g_assert_cmpstr (title, ==, cases[i].title);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr (EnginePick) pick = make_pick_of_form ("a", "-B1200-FJPG", forms[i].form, 1000);
      g_autofree char *title = engine_pick_dup_title (pick);

      g_assert_cmpstr (title, ==, forms[i].title);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/engine/history/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("moves-up", test_moves_up);
  ADD ("kept", test_kept);
  ADD ("end", test_end);
  ADD ("while-reading", test_while_reading);
  ADD ("off", test_off);
  ADD ("cleared", test_cleared);
  ADD ("removed", test_removed);
  ADD ("not-kept", test_not_kept);
  ADD ("search", test_search);
  ADD ("titles", test_titles);
#undef ADD

  return g_test_run ();
}
