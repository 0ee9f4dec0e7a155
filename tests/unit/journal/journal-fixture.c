/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "journal-fixture.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

void
journal_fixture_set_up (JournalFixture *fixture, const char *name)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("descant-journal-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "below", name, NULL);
}

void
journal_fixture_tear_down (JournalFixture *fixture)
{
  g_autofree char *below = g_path_get_dirname (fixture->path);
  g_autoptr (GDir) dir = g_dir_open (below, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (below, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_rmdir (below);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->path);
}

guint
journal_fixture_count_asides (JournalFixture *fixture)
{
  g_autofree char *below = g_path_get_dirname (fixture->path);
  g_autoptr (GDir) dir = g_dir_open (below, 0, NULL);
  const char *name;
  guint n_asides = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    n_asides += strstr (name, ".damaged-") != NULL;

  return n_asides;
}

void
journal_fixture_spoil (JournalFixture *fixture, long offset)
{
  FILE *file = g_fopen (fixture->path, "r+");

  g_assert_cmpint (fseek (file, offset, SEEK_SET), ==, 0);
  for (guint i = 0; i < 20000; i++)
    fputs ("no database ", file);
  g_assert_cmpint (fclose (file), ==, 0);
}

void
journal_fixture_execute (JournalFixture *fixture, const char *sql)
{
  sqlite3 *database = NULL;

  g_assert_cmpint (sqlite3_open (fixture->path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (database), ==, SQLITE_OK);
}
