/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * JournalError:
 * @JOURNAL_ERROR_DAMAGED: the file cannot be read. It was put aside under another name, and a new one begun
 * @JOURNAL_ERROR_LOCKED: another process, or another session of this one, has it
 * @JOURNAL_ERROR_NEWER: a newer version of the program has written it: it is left alone
 * @JOURNAL_ERROR_FULL: the disk, or what the person may use of it, is full
 * @JOURNAL_ERROR_FAILED: anything else that the disk refuses
 *
 * Why something is not in the journal. The messages are for people.
 */
typedef enum
{
  JOURNAL_ERROR_DAMAGED,
  JOURNAL_ERROR_LOCKED,
  JOURNAL_ERROR_NEWER,
  JOURNAL_ERROR_FULL,
  JOURNAL_ERROR_FAILED,
} JournalError;

#define JOURNAL_ERROR (journal_error_quark ())
GQuark journal_error_quark (void);

G_END_DECLS
