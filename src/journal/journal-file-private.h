/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "journal-entry.h"
#include "journal-error.h"

G_BEGIN_DECLS

/*
 * The file itself: SQLite, of the worker's thread alone. Errors are #JournalError.
 */
typedef struct _JournalFile JournalFile;

JournalFile *journal_file_new (const char *path);
void         journal_file_free (JournalFile *self);

/* Returns what is in it, oldest first. (transfer full) (nullable) (element-type JournalEntry)
 * @damage: (out) (nullable): why it is a new one, if it is; then there is no error */
GPtrArray *journal_file_open (JournalFile *self, GError **damage, GError **error);
gboolean   journal_file_is_open (JournalFile *self);

/* All from begin to commit are on the disk when that has returned, or none is. */
gboolean journal_file_begin (JournalFile *self, GError **error);
gboolean journal_file_commit (JournalFile *self, GError **error);
void     journal_file_roll_back (JournalFile *self);

gboolean journal_file_add (JournalFile *self, const JournalEntry *entry, gint64 *id, GError **error);
gboolean journal_file_change (JournalFile *self, const JournalEntry *entry, GError **error);
gboolean journal_file_remove (JournalFile *self, gint64 id, GError **error);

G_END_DECLS
