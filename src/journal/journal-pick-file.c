/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "journal-pick-file-private.h"

#include "journal-database-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define SCHEMA_NUMBER 1

/* A pick that a power cut takes is no harm, so that no copy waits for the disk; the end of the
 * program takes none. What is deleted is overwritten: a history that is cleared is gone. */
static const char settings[] = "PRAGMA busy_timeout = 5000;"
                               "PRAGMA journal_mode = WAL;"
                               "PRAGMA synchronous = NORMAL;"
                               "PRAGMA secure_delete = ON;";

static const char schema[] = "BEGIN IMMEDIATE;"
                             "CREATE TABLE picks ("
                             "  id INTEGER PRIMARY KEY,"
                             "  scheme TEXT NOT NULL,"
                             "  asset TEXT NOT NULL,"
                             "  ops TEXT NOT NULL,"
                             "  form TEXT NOT NULL,"
                             "  name TEXT NOT NULL,"
                             "  kind INTEGER NOT NULL,"
                             "  address TEXT NOT NULL,"
                             "  asset_time TEXT NOT NULL,"
                             "  version TEXT NOT NULL,"
                             "  width_px INTEGER NOT NULL,"
                             "  height_px INTEGER NOT NULL,"
                             "  size_bytes INTEGER NOT NULL,"
                             "  picked_at_us INTEGER NOT NULL,"
                             "  n_times INTEGER NOT NULL,"
                             "  UNIQUE (scheme, asset, ops, form)"
                             ");"
                             "CREATE INDEX picks_by_time ON picks (picked_at_us);"
                             "PRAGMA user_version = 1;"
                             "COMMIT;";

typedef enum
{
  STATEMENT_LIST,
  STATEMENT_NOTE,
  STATEMENT_TRIM,
  STATEMENT_CLEAR,
  N_STATEMENTS,
} Statement;

static const char *const statements[N_STATEMENTS] = {
  [STATEMENT_LIST] = ("SELECT scheme, asset, ops, form, name, address, asset_time, version, kind,"
                      " width_px, height_px, size_bytes, picked_at_us, n_times FROM picks"
                      " ORDER BY picked_at_us DESC, id DESC"),
  [STATEMENT_NOTE] = ("INSERT INTO picks (scheme, asset, ops, form, name, address, asset_time,"
                      " version, kind, width_px, height_px, size_bytes, picked_at_us, n_times)"
                      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)"
                      " ON CONFLICT (scheme, asset, ops, form) DO UPDATE SET name = ?5,"
                      " address = ?6, asset_time = ?7, version = ?8, kind = ?9, width_px = ?10,"
                      " height_px = ?11, size_bytes = ?12, picked_at_us = ?13,"
                      " n_times = n_times + ?14"),
  [STATEMENT_TRIM] = ("DELETE FROM picks WHERE id IN (SELECT id FROM picks"
                      " ORDER BY picked_at_us DESC, id DESC LIMIT -1 OFFSET ?1)"),
  [STATEMENT_CLEAR] = "DELETE FROM picks",
};

static const JournalDatabaseKind kind = {
  .settings = settings,
  .schema = schema,
  .schema_number = SCHEMA_NUMBER,
  .statements = statements,
  .n_statements = N_STATEMENTS,
  .text_full = N_ ("The disk is full, so what you copy cannot be remembered."),
  .text_locked = N_ ("Another program has the history of what you copied."),
  .text_damaged = N_ ("The history of what you copied is damaged."),
  .text_put_aside = N_ ("The history of what you copied was damaged, and begins anew. What was in "
                        "it is kept as “%s”."),
  .text_newer =
      N_ ("A newer Descant has written the history of what you copied, so this one cannot "
          "use it."),
  .text_failed = N_ ("What you copy cannot be remembered: %s"),
};

struct _JournalPickFile
{
  char *path;
  JournalDatabase *database;
};

JournalPickFile *
journal_pick_file_new (const char *path)
{
  JournalPickFile *self = g_new0 (JournalPickFile, 1);

  self->path = g_strdup (path);
  self->database = journal_database_new (path, &kind);

  return self;
}

void
journal_pick_file_free (JournalPickFile *self)
{
  journal_database_free (self->database);
  g_free (self->path);
  g_free (self);
}

/* Reading */

static char *
dup_column (sqlite3_stmt *statement, int column)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);

  /* Somebody else may have written it. */
  return text != NULL ? g_utf8_make_valid (text, -1) : g_strdup ("");
}

static guint
get_number (sqlite3_stmt *statement, int column)
{
  return (guint) CLAMP (sqlite3_column_int64 (statement, column), 0, G_MAXINT);
}

static JournalPick *
read_pick (sqlite3_stmt *statement)
{
  JournalPick *pick = g_new0 (JournalPick, 1);

  pick->scheme = dup_column (statement, 0);
  pick->id = dup_column (statement, 1);
  pick->ops = dup_column (statement, 2);
  pick->form = dup_column (statement, 3);
  pick->name = dup_column (statement, 4);
  pick->address = dup_column (statement, 5);
  pick->asset_time = dup_column (statement, 6);
  pick->version = dup_column (statement, 7);
  pick->kind = sqlite3_column_int (statement, 8) == JOURNAL_PICK_DRAG ? JOURNAL_PICK_DRAG
                                                                      : JOURNAL_PICK_COPY;
  pick->width_px = get_number (statement, 9);
  pick->height_px = get_number (statement, 10);
  pick->size_bytes = (guint64) MAX (sqlite3_column_int64 (statement, 11), 0);
  pick->picked_at_us = sqlite3_column_int64 (statement, 12);
  pick->n_times = MAX (get_number (statement, 13), 1);

  return pick;
}

static int
list_picks (JournalDatabase *database, gpointer user_data)
{
  GPtrArray *picks = user_data; /* (nullable) */
  sqlite3_stmt *statement = journal_database_get (database, STATEMENT_LIST);
  int code = SQLITE_DONE;

  if (picks == NULL)
    return code;

  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    g_ptr_array_add (picks, read_pick (statement));
  sqlite3_reset (statement);
  if (code != SQLITE_DONE)
    g_ptr_array_set_size (picks, 0);

  return code;
}

GPtrArray *
journal_pick_file_list (JournalPickFile *self, GError **damage, GError **error)
{
  g_autoptr (GPtrArray) picks = g_ptr_array_new_with_free_func ((GDestroyNotify) journal_pick_free);

  if (journal_database_is_open (self->database))
    list_picks (self->database, picks);
  else if (g_file_test (self->path, G_FILE_TEST_EXISTS)
           && !journal_database_open (self->database, list_picks, picks, damage, error))
    return NULL;

  return g_steal_pointer (&picks);
}

/* Writing */

static gboolean
ensure_open (JournalPickFile *self, GError **error)
{
  g_autoptr (GError) damage = NULL;

  if (journal_database_is_open (self->database))
    return TRUE;
  if (!journal_database_open (self->database, list_picks, NULL, &damage, error))
    return FALSE;
  if (damage != NULL)
    g_message ("%s", damage->message);

  return TRUE;
}

static gboolean
note (JournalPickFile *self, const JournalPick *pick, GError **error)
{
  sqlite3_stmt *statement = journal_database_get (self->database, STATEMENT_NOTE);
  const char *const texts[] = { pick->scheme, pick->id,      pick->ops,        pick->form,
                                pick->name,   pick->address, pick->asset_time, pick->version };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    sqlite3_bind_text (statement, (int) i + 1, texts[i], -1, SQLITE_STATIC);
  sqlite3_bind_int (statement, 9, pick->kind);
  sqlite3_bind_int64 (statement, 10, pick->width_px);
  sqlite3_bind_int64 (statement, 11, pick->height_px);
  sqlite3_bind_int64 (statement, 12, (gint64) pick->size_bytes);
  sqlite3_bind_int64 (statement, 13, pick->picked_at_us);
  sqlite3_bind_int64 (statement, 14, pick->n_times);

  return journal_database_step (self->database, STATEMENT_NOTE, error);
}

static gboolean
note_all (JournalPickFile *self, GPtrArray *picks, guint max_kept, GError **error)
{
  for (guint i = 0; i < picks->len; i++)
    {
      if (!note (self, picks->pdata[i], error))
        return FALSE;
    }
  sqlite3_bind_int64 (journal_database_get (self->database, STATEMENT_TRIM), 1, max_kept);

  return journal_database_step (self->database, STATEMENT_TRIM, error);
}

gboolean
journal_pick_file_note (JournalPickFile *self, GPtrArray *picks, guint max_kept, GError **error)
{
  if (!ensure_open (self, error) || !journal_database_begin (self->database, error))
    return FALSE;
  if (note_all (self, picks, max_kept, error) && journal_database_commit (self->database, error))
    return TRUE;

  journal_database_roll_back (self->database);

  return FALSE;
}

/* Forgetting */

static gboolean
unlink_one (const char *path, GError **error)
{
  int saved_errno;

  if (g_unlink (path) == 0 || errno == ENOENT)
    return TRUE;

  saved_errno = errno;
  g_set_error (error, JOURNAL_ERROR, JOURNAL_ERROR_FAILED,
               _ ("The history of what you copied cannot be taken off the disk: %s"),
               g_strerror (saved_errno));

  return FALSE;
}

/* All files that begin as it does and go on with @middle. */
static gboolean
unlink_files (JournalPickFile *self, const char *middle, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *base = g_path_get_basename (self->path);
  g_autofree char *start = g_strconcat (base, middle, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  gboolean is_done = TRUE;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_prefix (name, start))
        is_done = unlink_one (path, is_done ? error : NULL) && is_done;
    }

  return is_done;
}

gboolean
journal_pick_file_remove (JournalPickFile *self, GError **error)
{
  journal_database_free (self->database);
  self->database = journal_database_new (self->path, &kind);

  /* "picks.history", "…-wal", "…-shm" and "….damaged-…" */
  return unlink_files (self, "", error);
}

/* One that cannot be emptied has to go. */
gboolean
journal_pick_file_clear (JournalPickFile *self, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (!g_file_test (self->path, G_FILE_TEST_EXISTS))
    return unlink_files (self, ".damaged-", error);
  if (!ensure_open (self, &problem)
      || !journal_database_step (self->database, STATEMENT_CLEAR, &problem)
      || !journal_database_run (self->database, "PRAGMA wal_checkpoint (TRUNCATE)", &problem))
    {
      g_message ("The history cannot be cleared, and goes: %s", problem->message);
      return journal_pick_file_remove (self, error);
    }

  return unlink_files (self, ".damaged-", error);
}
