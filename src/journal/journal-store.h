/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "journal-entry.h"
#include "journal-error.h"

G_BEGIN_DECLS

/**
 * JournalStore:
 *
 * What is not sent yet, in a file that outlives the program: an SQLite database with a write-ahead log, of one
 * account, that one process at a time has.
 *
 * All that is asked of it is done in the order in which it was asked for, by one thread of its own; what waits
 * together is written together. When a function has answered, what it wrote is on the disk: it is there after
 * kill -9, and after a power cut if the disk keeps its promises. The last reference waits for what is still to be
 * written, some milliseconds: what a person did must not be lost to the end of the program.
 *
 * Called, and answers, on the main thread. Errors are #JournalError.
 */
#define JOURNAL_TYPE_STORE (journal_store_get_type ())
G_DECLARE_FINAL_TYPE (JournalStore, journal_store, JOURNAL, STORE, GObject)

/* @path: of the file; its folder is made. (transfer full) */
JournalStore *journal_store_new (const char *path);

/* Reads it, before anything else is asked for. One that is damaged is put aside, and @damage of finish, (out)
 * (nullable), says so; then it is empty and good, and there is no error. Cancelling only stops to wait.
 * Returns of finish: (transfer full) (nullable) (element-type JournalEntry): oldest first */
void       journal_store_open_async (JournalStore *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
GPtrArray *journal_store_open_finish (JournalStore *self, GAsyncResult *result, GError **damage, GError **error);

/* @entry: copied. Returns of finish: its id; 0 with @error */
void   journal_store_add_async (JournalStore *self,
                                const JournalEntry *entry,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gint64 journal_store_add_finish (JournalStore *self, GAsyncResult *result, GError **error);

/* State, attempts and body of the one with its id. */
void     journal_store_change_async (JournalStore *self,
                                     const JournalEntry *entry,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean journal_store_change_finish (JournalStore *self, GAsyncResult *result, GError **error);

/* One that is not there is no error. */
void     journal_store_remove_async (JournalStore *self,
                                     gint64 id,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean journal_store_remove_finish (JournalStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
