/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "canto-asset.h"
#include "delivery-form.h"
#include "journal-pick.h"

G_BEGIN_DECLS

/**
 * EnginePick:
 *
 * A link that the person has taken: which asset in which rendition, in what form, and when. Immutable. What it holds
 * can be written to the disk: no address that opens a file for whoever has it (canto-api.md 1.9, 10.13).
 */
#define ENGINE_TYPE_PICK (engine_pick_get_type ())
G_DECLARE_FINAL_TYPE (EnginePick, engine_pick, ENGINE, PICK, GObject)

/* @record: (transfer full)
 * @master_px: longest side of the masters of the account (11.9), to tell how large a rendition is */
EnginePick *engine_pick_new (JournalPick *record, guint master_px);
EnginePick *engine_pick_new_for_link (DeliveryLink *link,
                                      DeliveryForm form,
                                      JournalPickKind kind,
                                      gint64 picked_at_us);

const JournalPick *engine_pick_get_record (EnginePick *self);
/* Of the asset: "scheme/id" (1.6). */
const char        *engine_pick_get_key (EnginePick *self);
/* Of the pick: asset, rendition and form. */
const char        *engine_pick_get_identity (EnginePick *self);
gboolean           engine_pick_get_is_direct (EnginePick *self);

/* What is known of the asset by now: to ask for it, and to show it while the service cannot be reached.
 * (transfer full) */
CantoAsset        *engine_pick_make_asset (EnginePick *self);
/* (transfer full) (nullable): NULL for the original, and where it cannot be read any more */
DeliveryRendition *engine_pick_make_rendition (EnginePick *self);
guint              engine_pick_get_master_px (EnginePick *self);
/* "1200 × 800 JPEG", "Original", "500 × 333 JPEG, direct link". (transfer full) */
char              *engine_pick_dup_rendition_title (EnginePick *self);
/* The same with the form in which it was written, if that is not the address alone: "1200 × 800 JPEG, Markdown".
 * (transfer full) */
char              *engine_pick_dup_title (EnginePick *self);
/* Local time. (transfer full) */
GDateTime         *engine_pick_dup_time (EnginePick *self);

/* Whether each of @words, which engine_words_split() made, is part of something that is known of it. */
gboolean engine_pick_matches (EnginePick *self, const char *const *words);
/* Makes what a search needs, some microseconds of work: on a worker, before anybody else has the pick. */
void     engine_pick_prepare (EnginePick *self);

/* What tells the file of @asset from what it was before (7.7); empty if nothing does. (transfer none) */
const char *engine_pick_get_version_of (CantoAsset *asset);
/* What is kept of where @link leads: see #JournalPick. (transfer full) */
char       *engine_pick_dup_address_of (DeliveryLink *link);
/* Of an address that is not to be kept. (transfer full) */
char       *engine_pick_dup_digest_of (const char *uri);

G_END_DECLS
