/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "journal-error.h"
#include "journal-pick.h"

G_BEGIN_DECLS

/**
 * JournalPicks:
 *
 * The links that the person has taken, in a file of the account that outlives the program: an SQLite database with a
 * write-ahead log. There is no file before there is a pick.
 *
 * All that is asked of it is done in the order in which it was asked for, on a worker. When a function has answered,
 * what it wrote is there after kill -9. Freeing it waits for what is still to be written, some milliseconds.
 *
 * Called, and answers, on the main thread; the object of each answer is %NULL. Errors are #JournalError.
 */
typedef struct _JournalPicks JournalPicks;

/* @path: of the file; its folder is made */
JournalPicks *journal_picks_new (const char *path);
void          journal_picks_free (JournalPicks *self);

/* Reads it, before anything else is asked for. One that is damaged is put aside, and @damage of finish, (out)
 * (nullable), says so; then it is empty and good, and there is no error.
 * Returns of finish: (transfer full) (nullable) (element-type JournalPick): the last first */
void       journal_picks_open_async (JournalPicks *self, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *journal_picks_open_finish (GAsyncResult *result, GError **damage, GError **error);

/* Keeps all of @picks, or none; what is there already has @n_times added. Of all, the last @max_kept stay.
 * @picks: (element-type JournalPick): not changed from now on */
void     journal_picks_note_async (JournalPicks *self,
                                   GPtrArray *picks,
                                   guint max_kept,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean journal_picks_note_finish (GAsyncResult *result, GError **error);

/* Takes all of it off the disk, also what was put aside. */
void     journal_picks_clear_async (JournalPicks *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean journal_picks_clear_finish (GAsyncResult *result, GError **error);

/* The same, with the file: the account is not to be here any more. */
void     journal_picks_remove_async (JournalPicks *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean journal_picks_remove_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JournalPicks, journal_picks_free)

G_END_DECLS
