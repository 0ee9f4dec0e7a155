/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "journal-entry.h"

JournalEntry *
journal_entry_new (const char *kind, const char *body)
{
  JournalEntry *self = g_new0 (JournalEntry, 1);

  self->kind = g_strdup (kind);
  self->body = g_strdup (body);

  return self;
}

JournalEntry *
journal_entry_copy (const JournalEntry *self)
{
  JournalEntry *copy = g_new0 (JournalEntry, 1);

  *copy = *self;
  copy->kind = g_strdup (self->kind);
  copy->body = g_strdup (self->body);

  return copy;
}

void
journal_entry_free (JournalEntry *self)
{
  g_free (self->kind);
  g_free (self->body);
  g_free (self);
}
