/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "journal-database-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

struct _JournalDatabase
{
  char *path;
  const JournalDatabaseKind *kind;
  sqlite3 *database; /* (nullable): open */
  sqlite3_stmt **prepared;
};

JournalDatabase *
journal_database_new (const char *path, const JournalDatabaseKind *kind)
{
  JournalDatabase *self = g_new0 (JournalDatabase, 1);

  self->path = g_strdup (path);
  self->kind = kind;
  self->prepared = g_new0 (sqlite3_stmt *, kind->n_statements);

  return self;
}

static void
close_database (JournalDatabase *self)
{
  for (guint i = 0; i < self->kind->n_statements; i++)
    g_clear_pointer (&self->prepared[i], sqlite3_finalize);
  g_clear_pointer (&self->database, sqlite3_close);
}

void
journal_database_free (JournalDatabase *self)
{
  close_database (self);
  g_free (self->prepared);
  g_free (self->path);
  g_free (self);
}

gboolean
journal_database_is_open (JournalDatabase *self)
{
  return self->database != NULL;
}

/* Errors */

static gboolean
is_full (JournalDatabase *self, int code)
{
  int number = errno; /* SQLite itself only keeps that of some failures */

  if (self->database != NULL && sqlite3_system_errno (self->database) != 0)
    number = sqlite3_system_errno (self->database);

  return (code & 0xff) == SQLITE_FULL
         || ((code & 0xff) == SQLITE_IOERR
             && (number == ENOSPC || number == EFBIG || number == EDQUOT));
}

/* A text of the kind with @word where it has its place. */
static void
set_text_error (GError **error, JournalError code, const char *text, const char *word)
{
  const char *translated = _ (text);
  const char *place = strstr (translated, "%s");
  g_autofree char *message = NULL;

  if (place != NULL)
    message = g_strdup_printf ("%.*s%s%s", (int) (place - translated), translated, word,
                               place + strlen ("%s"));
  g_set_error_literal (error, JOURNAL_ERROR, (int) code, message != NULL ? message : translated);
}

static void
set_error (JournalDatabase *self, GError **error, int code)
{
  int kind = code & 0xff;

  if (is_full (self, code))
    set_text_error (error, JOURNAL_ERROR_FULL, self->kind->text_full, NULL);
  else if (kind == SQLITE_BUSY || kind == SQLITE_LOCKED)
    set_text_error (error, JOURNAL_ERROR_LOCKED, self->kind->text_locked, NULL);
  else if (kind == SQLITE_CORRUPT || kind == SQLITE_NOTADB)
    set_text_error (error, JOURNAL_ERROR_DAMAGED, self->kind->text_damaged, NULL);
  else
    set_text_error (error, JOURNAL_ERROR_FAILED, self->kind->text_failed, sqlite3_errstr (code));
}

/* Opening */

/* SQLite would let others read it. */
static gboolean
make_file (JournalDatabase *self, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  int fd = -1;
  int saved_errno;

  if (g_mkdir_with_parents (folder, 0700) == 0)
    fd = g_open (self->path, O_CREAT | O_RDWR | O_CLOEXEC, 0600);
  saved_errno = errno;
  if (fd >= 0)
    return g_close (fd, error);

  set_text_error (error,
                  saved_errno == ENOSPC || saved_errno == EDQUOT ? JOURNAL_ERROR_FULL
                                                                 : JOURNAL_ERROR_FAILED,
                  self->kind->text_failed, g_strerror (saved_errno));

  return FALSE;
}

/* The number or text that a pragma answers with. (transfer full) (nullable) */
static int
ask (JournalDatabase *self, const char *sql, char **answer)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (self->database, sql, -1, &statement, NULL);

  *answer = NULL;
  if (code == SQLITE_OK)
    code = sqlite3_step (statement);
  if (code == SQLITE_ROW)
    *answer = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);

  return code == SQLITE_ROW ? SQLITE_OK : code;
}

/* Part of it may be readable, but what is not would be lost without a word. */
static int
check (JournalDatabase *self)
{
  g_autofree char *answer = NULL;
  int code = ask (self, "PRAGMA quick_check (1)", &answer);

  return code == SQLITE_OK && g_strcmp0 (answer, "ok") != 0 ? SQLITE_CORRUPT : code;
}

static int
set_up_database (JournalDatabase *self, gboolean *is_newer)
{
  g_autofree char *number = NULL;
  int code = sqlite3_open_v2 (self->path, &self->database,
                              SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);

  *is_newer = FALSE;
  if (code == SQLITE_OK)
    code = sqlite3_exec (self->database, self->kind->settings, NULL, NULL, NULL);
  if (code == SQLITE_OK)
    code = ask (self, "PRAGMA user_version", &number);
  if (code == SQLITE_OK && g_ascii_strtoll (number, NULL, 10) > self->kind->schema_number)
    *is_newer = TRUE;
  if (code != SQLITE_OK || *is_newer)
    return code;

  code = check (self);
  if (code == SQLITE_OK && g_str_equal (number, "0"))
    code = sqlite3_exec (self->database, self->kind->schema, NULL, NULL, NULL);
  for (guint i = 0; i < self->kind->n_statements && code == SQLITE_OK; i++)
    code = sqlite3_prepare_v3 (self->database, self->kind->statements[i], -1,
                               SQLITE_PREPARE_PERSISTENT, &self->prepared[i], NULL);

  /* A table that is not there, or has other columns. */
  return code == SQLITE_ERROR ? SQLITE_CORRUPT : code;
}

/* Opens it as it is. */
static gboolean
open_once (JournalDatabase *self, JournalDatabaseRead read, gpointer user_data, GError **error)
{
  gboolean is_newer = FALSE;
  int code;

  if (!make_file (self, error))
    return FALSE;

  errno = 0;
  code = set_up_database (self, &is_newer);
  if (code == SQLITE_OK && !is_newer)
    code = read (self, user_data);
  if (code == SQLITE_DONE)
    return TRUE;

  if (is_newer)
    set_text_error (error, JOURNAL_ERROR_NEWER, self->kind->text_newer, NULL);
  else
    set_error (self, error, code);
  close_database (self);

  return FALSE;
}

/* Whatever can still be read in it can be read by whoever knows how. */
static gboolean
put_aside (JournalDatabase *self, GError **damage)
{
  static const char *const ends[] = { "", "-wal", "-shm" };
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%d-%H%M%S-%f");
  g_autofree char *aside = g_strdup_printf ("%s.damaged-%s", self->path, stamp);

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *from = g_strconcat (self->path, ends[i], NULL);
      g_autofree char *to = g_strconcat (aside, ends[i], NULL);

      if (g_rename (from, to) != 0 && errno != ENOENT)
        return FALSE;
    }
  g_clear_error (damage);
  set_text_error (damage, JOURNAL_ERROR_DAMAGED, self->kind->text_put_aside, aside);

  return TRUE;
}

gboolean
journal_database_open (JournalDatabase *self,
                       JournalDatabaseRead read,
                       gpointer user_data,
                       GError **damage,
                       GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (open_once (self, read, user_data, &problem))
    return TRUE;

  if (g_error_matches (problem, JOURNAL_ERROR, JOURNAL_ERROR_DAMAGED) && put_aside (self, &problem))
    {
      if (!open_once (self, read, user_data, error))
        return FALSE;
      g_propagate_error (damage, g_steal_pointer (&problem));
      return TRUE;
    }

  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}

/* Writing */

gboolean
journal_database_run (JournalDatabase *self, const char *sql, GError **error)
{
  int code;

  errno = 0;
  code = sqlite3_exec (self->database, sql, NULL, NULL, NULL);
  if (code == SQLITE_OK)
    return TRUE;

  set_error (self, error, sqlite3_extended_errcode (self->database));

  return FALSE;
}

gboolean
journal_database_begin (JournalDatabase *self, GError **error)
{
  return journal_database_run (self, "BEGIN IMMEDIATE", error);
}

gboolean
journal_database_commit (JournalDatabase *self, GError **error)
{
  return journal_database_run (self, "COMMIT", error);
}

void
journal_database_roll_back (JournalDatabase *self)
{
  sqlite3_exec (self->database, "ROLLBACK", NULL, NULL, NULL);
}

sqlite3_stmt *
journal_database_get (JournalDatabase *self, guint which)
{
  return self->prepared[which];
}

gboolean
journal_database_step (JournalDatabase *self, guint which, GError **error)
{
  int code;

  errno = 0;
  code = sqlite3_step (self->prepared[which]);
  if (code != SQLITE_DONE)
    set_error (self, error, sqlite3_extended_errcode (self->database));
  sqlite3_reset (self->prepared[which]);
  sqlite3_clear_bindings (self->prepared[which]);

  return code == SQLITE_DONE;
}

gint64
journal_database_get_last_id (JournalDatabase *self)
{
  return sqlite3_last_insert_rowid (self->database);
}
