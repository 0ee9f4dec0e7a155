/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A file in a folder that is to be made first, within one of the test's own. */
typedef struct
{
  char *folder;
  char *path;
} JournalFixture;

void journal_fixture_set_up (JournalFixture *fixture, const char *name);
void journal_fixture_tear_down (JournalFixture *fixture);

/* How many files were put aside as damaged. */
guint journal_fixture_count_asides (JournalFixture *fixture);
/* Writes over the file from @offset on. */
void  journal_fixture_spoil (JournalFixture *fixture, long offset);
/* Runs @sql on it, while nobody else has it. */
void  journal_fixture_execute (JournalFixture *fixture, const char *sql);

G_END_DECLS
