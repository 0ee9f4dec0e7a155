/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "journal-error.h"
#include "journal-pick.h"

G_BEGIN_DECLS

/*
 * The file of the picks: SQLite, of one thread at a time. It is opened by whatever needs it. Errors are
 * #JournalError.
 */
typedef struct _JournalPickFile JournalPickFile;

JournalPickFile *journal_pick_file_new (const char *path);
void             journal_pick_file_free (JournalPickFile *self);

/* Returns what is in it, the last pick first; nothing, and no file is made, if there is none. (transfer full)
 * (nullable) (element-type JournalPick)
 * @damage: (out) (nullable): why it is a new one, if it is; then there is no error */
GPtrArray *journal_pick_file_list (JournalPickFile *self, GError **damage, GError **error);

/* All of @picks, or none; of what is in it then, the last @max_kept stay. */
gboolean journal_pick_file_note (JournalPickFile *self, GPtrArray *picks, guint max_kept, GError **error);

/* Nothing can be read in it any more, nor in what was put aside as damaged. */
gboolean journal_pick_file_clear (JournalPickFile *self, GError **error);
/* The same, and it is not there any more. */
gboolean journal_pick_file_remove (JournalPickFile *self, GError **error);

G_END_DECLS
