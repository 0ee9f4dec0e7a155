/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "journal-file-private.h"

#include "journal-database-private.h"

#include <glib/gi18n-lib.h>

#define SCHEMA_NUMBER 1

/* What is committed is on the disk: FULL waits for it at each commit. The lock is held as long as
 * the file is open, so that no two programs send the same. */
static const char settings[] = "PRAGMA locking_mode = EXCLUSIVE;"
                               "PRAGMA journal_mode = WAL;"
                               "PRAGMA synchronous = FULL;"
                               "BEGIN EXCLUSIVE;"
                               "COMMIT;";

static const char schema[] = "BEGIN IMMEDIATE;"
                             "CREATE TABLE entries ("
                             "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
                             "  kind TEXT NOT NULL,"
                             "  state INTEGER NOT NULL,"
                             "  made_at_s INTEGER NOT NULL,"
                             "  n_attempts INTEGER NOT NULL,"
                             "  body TEXT NOT NULL"
                             ");"
                             "PRAGMA user_version = 1;"
                             "COMMIT;";

typedef enum
{
  STATEMENT_LIST,
  STATEMENT_ADD,
  STATEMENT_CHANGE,
  STATEMENT_REMOVE,
  N_STATEMENTS,
} Statement;

static const char *const statements[N_STATEMENTS] = {
  [STATEMENT_LIST] = "SELECT id, kind, state, made_at_s, n_attempts, body FROM entries ORDER BY id",
  [STATEMENT_ADD] = ("INSERT INTO entries (kind, state, made_at_s, n_attempts, body)"
                     " VALUES (?1, ?2, ?3, ?4, ?5)"),
  [STATEMENT_CHANGE] = "UPDATE entries SET state = ?2, n_attempts = ?3, body = ?4 WHERE id = ?1",
  [STATEMENT_REMOVE] = "DELETE FROM entries WHERE id = ?1",
};

static const JournalDatabaseKind kind = {
  .settings = settings,
  .schema = schema,
  .schema_number = SCHEMA_NUMBER,
  .statements = statements,
  .n_statements = N_STATEMENTS,
  .text_full = N_ ("The disk is full, so changes that are not sent yet cannot be kept."),
  .text_locked =
      N_ ("Another Descant has the journal of this account, so changes cannot be kept here."),
  .text_damaged = N_ ("The journal of changes that are not sent yet is damaged."),
  .text_put_aside =
      N_ ("The journal of changes that were not sent yet is damaged: it is kept as “%s”."),
  .text_newer =
      N_ ("A newer Descant has written the journal of this account, so changes cannot be kept."),
  .text_failed = N_ ("Changes that are not sent yet cannot be kept: %s"),
};

struct _JournalFile
{
  JournalDatabase *database;
};

JournalFile *
journal_file_new (const char *path)
{
  JournalFile *self = g_new0 (JournalFile, 1);

  self->database = journal_database_new (path, &kind);

  return self;
}

void
journal_file_free (JournalFile *self)
{
  journal_database_free (self->database);
  g_free (self);
}

gboolean
journal_file_is_open (JournalFile *self)
{
  return journal_database_is_open (self->database);
}

/* Opening */

static int
list_entries (JournalDatabase *database, gpointer user_data)
{
  GPtrArray *entries = user_data;
  sqlite3_stmt *statement = journal_database_get (database, STATEMENT_LIST);
  int code;

  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      JournalEntry *entry = journal_entry_new ((const char *) sqlite3_column_text (statement, 1),
                                               (const char *) sqlite3_column_text (statement, 5));

      entry->id = sqlite3_column_int64 (statement, 0);
      entry->state = (JournalState) sqlite3_column_int (statement, 2);
      entry->made_at_unix_s = sqlite3_column_int64 (statement, 3);
      entry->n_attempts = (guint) sqlite3_column_int (statement, 4);
      g_ptr_array_add (entries, entry);
    }
  sqlite3_reset (statement);
  if (code != SQLITE_DONE)
    g_ptr_array_set_size (entries, 0);

  return code;
}

GPtrArray *
journal_file_open (JournalFile *self, GError **damage, GError **error)
{
  g_autoptr (GPtrArray) entries =
      g_ptr_array_new_with_free_func ((GDestroyNotify) journal_entry_free);

  if (!journal_database_open (self->database, list_entries, entries, damage, error))
    return NULL;

  return g_steal_pointer (&entries);
}

/* Writing */

gboolean
journal_file_begin (JournalFile *self, GError **error)
{
  return journal_database_begin (self->database, error);
}

gboolean
journal_file_commit (JournalFile *self, GError **error)
{
  return journal_database_commit (self->database, error);
}

void
journal_file_roll_back (JournalFile *self)
{
  journal_database_roll_back (self->database);
}

gboolean
journal_file_add (JournalFile *self, const JournalEntry *entry, gint64 *id, GError **error)
{
  sqlite3_stmt *statement = journal_database_get (self->database, STATEMENT_ADD);

  sqlite3_bind_text (statement, 1, entry->kind, -1, SQLITE_STATIC);
  sqlite3_bind_int (statement, 2, entry->state);
  sqlite3_bind_int64 (statement, 3, entry->made_at_unix_s);
  sqlite3_bind_int64 (statement, 4, entry->n_attempts);
  sqlite3_bind_text (statement, 5, entry->body, -1, SQLITE_STATIC);
  if (!journal_database_step (self->database, STATEMENT_ADD, error))
    return FALSE;

  *id = journal_database_get_last_id (self->database);

  return TRUE;
}

gboolean
journal_file_change (JournalFile *self, const JournalEntry *entry, GError **error)
{
  sqlite3_stmt *statement = journal_database_get (self->database, STATEMENT_CHANGE);

  sqlite3_bind_int64 (statement, 1, entry->id);
  sqlite3_bind_int (statement, 2, entry->state);
  sqlite3_bind_int64 (statement, 3, entry->n_attempts);
  sqlite3_bind_text (statement, 4, entry->body, -1, SQLITE_STATIC);

  return journal_database_step (self->database, STATEMENT_CHANGE, error);
}

gboolean
journal_file_remove (JournalFile *self, gint64 id, GError **error)
{
  sqlite3_bind_int64 (journal_database_get (self->database, STATEMENT_REMOVE), 1, id);

  return journal_database_step (self->database, STATEMENT_REMOVE, error);
}
