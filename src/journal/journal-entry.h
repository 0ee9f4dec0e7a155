/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * JournalState:
 * @JOURNAL_WAITING: not sent
 * @JOURNAL_SENT: may have been sent, and must not be a second time before somebody has looked
 * @JOURNAL_HELD: the person has to say something first
 *
 * The numbers are those of the file.
 */
typedef enum
{
  JOURNAL_WAITING = 0,
  JOURNAL_SENT = 1,
  JOURNAL_HELD = 2,
} JournalState;

/**
 * JournalEntry:
 * @id: 0 before it is in the journal; never used twice
 * @kind: what reads @body, as "edit"
 * @body: whatever that understands, as text
 *
 * Something that is not to be lost. Plain data: not shared between threads while it is changed.
 */
typedef struct
{
  gint64 id;
  char *kind;
  JournalState state;
  gint64 made_at_unix_s;
  guint n_attempts;
  char *body;
} JournalEntry;

JournalEntry *journal_entry_new (const char *kind, const char *body);
JournalEntry *journal_entry_copy (const JournalEntry *self);
void          journal_entry_free (JournalEntry *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JournalEntry, journal_entry_free)

G_END_DECLS
