/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a journal on the disk says of an edit or an upload. What is understood is written as it was
 * meant. The first byte says of which. */

#include "fuzz.h"

#include "engine-edit-private.h"
#include "engine-transfer-private.h"

static void
check_edit (const JournalEntry *entry)
{
  g_autoptr (EngineEdit) edit = engine_edit_from_entry (entry);
  g_autoptr (EngineEdit) again = NULL;
  g_autoptr (JournalEntry) written = NULL;

  if (edit == NULL)
    return;

  written = engine_edit_to_entry (edit);
  again = engine_edit_from_entry (written);
  g_assert_nonnull (again);
  g_assert_cmpint (engine_edit_get_kind (again), ==, engine_edit_get_kind (edit));
}

static void
check_transfer (const JournalEntry *entry)
{
  g_autoptr (EngineTransfer) transfer = engine_transfer_from_entry (entry);
  g_autoptr (EngineTransfer) again = NULL;
  g_autoptr (JournalEntry) written = NULL;

  if (transfer == NULL)
    return;

  written = engine_transfer_to_entry (transfer);
  again = engine_transfer_from_entry (written);
  g_assert_nonnull (again);
  g_assert_cmpstr (engine_transfer_get_name (again), ==, engine_transfer_get_name (transfer));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *body = NULL;
  gboolean is_edit;

  if (size < 2)
    return 0;

  is_edit = (data[0] & 1) == 0;
  /* From SQLite, whose file may be damaged. */
  body = g_strndup ((const char *) data + 1, size - 1);
  for (JournalState state = JOURNAL_WAITING; state <= JOURNAL_HELD; state++)
    {
      g_autoptr (JournalEntry) entry =
          journal_entry_new (is_edit ? ENGINE_EDIT_ENTRY : ENGINE_TRANSFER_ENTRY, body);

      entry->state = state;
      if (is_edit)
        check_edit (entry);
      else
        check_transfer (entry);
    }

  return 0;
}
