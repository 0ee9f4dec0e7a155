/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "canto-account.h"
#include "journal-store.h"

G_BEGIN_DECLS

/**
 * EngineJournal:
 *
 * The journal of a session, which its edits and its uploads share: each knows its own entries by their kind. It is
 * opened when one of them asks for it, and again if that failed: what was locked or full may be free by then.
 *
 * Signals: "opened" (#GPtrArray of #JournalEntry, nullable; @damage, nullable; @error, nullable): it is, with what
 * an earlier run has left in it; or, without entries, it is not. "written" (@error, nullable): something could not be
 * written; or it could, for the first time after that. Errors are #JournalError.
 *
 * One account can be used by several people, one after the other: an entry names its own, and is read by nobody else.
 *
 * Main thread only.
 */
#define ENGINE_TYPE_JOURNAL (engine_journal_get_type ())
G_DECLARE_FINAL_TYPE (EngineJournal, engine_journal, ENGINE, JOURNAL, GObject)

/* @path: of its file */
EngineJournal *engine_journal_new (const char *path);

/* Where the files of @account lie. (transfer full) */
char *engine_journal_dup_folder (const char *data_dir, CantoAccount *account);
/* Of such a folder. (transfer full) */
char *engine_journal_dup_path (const char *folder);

/* Who is signed in, as far as that is known. (nullable) */
void        engine_journal_set_user_id (EngineJournal *self, const char *user_id);
const char *engine_journal_get_user_id (EngineJournal *self);
/* Whether an entry of @user_id, (nullable), is for who is signed in. */
gboolean    engine_journal_is_for (EngineJournal *self, const char *user_id);

/* Opens it, unless it is open or about to be. */
void     engine_journal_open (EngineJournal *self);
gboolean engine_journal_get_is_open (EngineJournal *self);
gboolean engine_journal_get_is_opening (EngineJournal *self);

/* What became of something that was written to its store. @error: (nullable) */
void engine_journal_tell_written (EngineJournal *self, const GError *error);

/* (transfer none) */
JournalStore *engine_journal_get_store (EngineJournal *self);

G_END_DECLS
