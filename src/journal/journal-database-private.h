/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

#include "journal-error.h"

G_BEGIN_DECLS

/**
 * JournalDatabaseKind:
 * @settings: SQL that is run each time the file is opened
 * @schema: SQL that makes the tables of a new file, and sets its `user_version` to @schema_number
 * @statements: (array length=n_statements): prepared as long as it is open
 *
 * What a file is for, and what a person is told when it fails. The texts are translatable, not translated;
 * @text_failed has a place for what SQLite or the system says, @text_put_aside one for the new name.
 */
typedef struct
{
  const char *settings;
  const char *schema;
  guint schema_number;
  const char *const *statements;
  guint n_statements;
  const char *text_full;
  const char *text_locked;
  const char *text_damaged;
  const char *text_put_aside;
  const char *text_newer;
  const char *text_failed;
} JournalDatabaseKind;

/*
 * An SQLite file that the person alone can read, of one thread. Errors are #JournalError.
 */
typedef struct _JournalDatabase JournalDatabase;

/* @kind: static */
JournalDatabase *journal_database_new (const char *path, const JournalDatabaseKind *kind);
void             journal_database_free (JournalDatabase *self);

/* Reads what is in it, as a part of opening: an SQLite code, %SQLITE_DONE if all went well. */
typedef int (*JournalDatabaseRead) (JournalDatabase *self, gpointer user_data);

/* One that is damaged is put aside, and a new one begun: then @damage, (out) (nullable), says so and there is no
 * error; @read is called again. */
gboolean journal_database_open (JournalDatabase *self,
                                JournalDatabaseRead read,
                                gpointer user_data,
                                GError **damage,
                                GError **error);
gboolean journal_database_is_open (JournalDatabase *self);

/* All from begin to commit are on the disk when that has returned, or none is. */
gboolean journal_database_begin (JournalDatabase *self, GError **error);
gboolean journal_database_commit (JournalDatabase *self, GError **error);
void     journal_database_roll_back (JournalDatabase *self);
gboolean journal_database_run (JournalDatabase *self, const char *sql, GError **error);

/* The prepared statement with this number, to be bound. (transfer none) */
sqlite3_stmt *journal_database_get (JournalDatabase *self, guint which);
/* Runs one that gives no rows, and takes its bindings away. */
gboolean      journal_database_step (JournalDatabase *self, guint which, GError **error);
gint64        journal_database_get_last_id (JournalDatabase *self);

G_END_DECLS
