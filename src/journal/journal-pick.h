/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * JournalPickKind:
 * @JOURNAL_PICK_COPY: to the clipboard
 * @JOURNAL_PICK_DRAG: by a drag that was dropped
 *
 * The numbers are those of the file.
 */
typedef enum
{
  JOURNAL_PICK_COPY = 0,
  JOURNAL_PICK_DRAG = 1,
} JournalPickKind;

/**
 * JournalPick:
 * @scheme, @id: of the asset (canto-api.md 1.6)
 * @name: of the asset then
 * @ops: of the rendition that was handed over (11.5), "-B1200-FJPG"; empty for the original
 * @form: a word, as "url"
 * @address: where the link led, of the delivery network; of a direct link, whose address opens the file for whoever
 *   has it (1.9), "sha256:" and its digest
 * @asset_time: of the last change of the asset then (7.6); empty if unknown
 * @version: what its file was then, to be compared alone; empty if unknown
 * @size_bytes: of the original then, as @width_px and @height_px are its size; 0 if unknown
 * @picked_at_us: UTC, for the last time
 * @n_times: how often, at least 1
 *
 * A link that the person has taken. Asset, ops and form tell one pick from another: the same once more is the same
 * pick. No text is %NULL. Plain data: not shared between threads while it is changed.
 */
typedef struct
{
  char *scheme;
  char *id;
  char *name;
  char *ops;
  char *form;
  JournalPickKind kind;
  char *address;
  char *asset_time;
  char *version;
  guint width_px;
  guint height_px;
  guint64 size_bytes;
  gint64 picked_at_us;
  guint n_times;
} JournalPick;

JournalPick *journal_pick_new (void); /* with empty texts */
JournalPick *journal_pick_copy (const JournalPick *self);
void         journal_pick_free (JournalPick *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JournalPick, journal_pick_free)

G_END_DECLS
