/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "canto-client.h"
#include "engine-edit.h"

G_BEGIN_DECLS

/**
 * EngineEdits:
 *
 * What a person has changed and the service does not have yet: a #GListModel of #EngineEdit, oldest first, of all
 * that are not over. Each is shown at once: EngineEdits is the #CatalogOverlay of the session's source, so lists,
 * slots and the tree have it without being told. A record that comes from elsewhere is shown by
 * catalog_overlay_show_asset().
 *
 *   PickerLibrary…                        what a person sees and does
 *     EngineEdits    (CatalogOverlay)     what she has changed
 *       JournalStore                      the same, on the disk
 *       CantoClient                       the service
 *
 * An edit is sent when it is in the journal and the service can be reached; edits of one asset, folder or album in
 * the order in which they were made. One that may be sent again without harm (13.5) is, after trouble or a crash.
 * One that may not (a new folder, album or keyword, a comment) is not: the service is asked whether it has it, and
 * where that does not tell, the person.
 *
 * Just before an edit is sent, the assets are read (4.13). Where somebody else has changed one since ("time", 7.6),
 * and what they have set is what this would overwrite, it becomes a conflict; of an edit of many assets these alone
 * do, as an edit of their own that comes into the list. What remains is a race: the service
 * has no write that depends on what is there, so a change that somebody else makes between that reading, at most
 * five seconds before, and the writing is overwritten unseen.
 *
 * Signals:
 * "refused" (edit, error): the service does not want it; what was shown is as it was before
 * "saved" (edit): the service has it
 * "allowed-changed": engine_edits_may() answers otherwise than before
 *
 * Properties: "n-items"; "journal-error": why new edits are not kept on the disk, see
 * engine_edits_get_journal_error().
 *
 * Main thread only; nothing here waits.
 */
#define ENGINE_TYPE_EDITS (engine_edits_get_type ())
G_DECLARE_FINAL_TYPE (EngineEdits, engine_edits, ENGINE, EDITS, GObject)

/* The functions that change something return the edit, (transfer full): who wants to offer an undo keeps it. */

/* @assets: (element-type CantoAsset): as they are shown */
EngineEdit *engine_edits_change (EngineEdits *self, GPtrArray *assets, const CantoEdit *edits, guint n_edits);
EngineEdit *engine_edits_put_word (EngineEdits *self,
                                   GPtrArray *assets,
                                   CantoWordKind kind,
                                   const char *word,
                                   gboolean is_there);
EngineEdit *engine_edits_rename (EngineEdits *self, CantoAsset *asset, const char *name);
/* @version_id: as canto_version_get_id() */
EngineEdit *engine_edits_comment (EngineEdits *self, CantoAsset *asset, const char *version_id, const char *comment);
/* @album: also one that was made here a moment ago */
EngineEdit *engine_edits_assign (EngineEdits *self, CantoNode *album, GPtrArray *assets, gboolean is_in);
EngineEdit *engine_edits_delete_assets (EngineEdits *self, GPtrArray *assets);
/* @parent: (nullable): a folder, also one that was made here a moment ago; %NULL is the top. Its node:
 * engine_edit_get_node() */
EngineEdit *engine_edits_create_node (EngineEdits *self,
                                      CantoScheme scheme,
                                      CantoNode *parent,
                                      const char *name,
                                      const char *description);
/* @parent_id: (nullable): of what it is in */
EngineEdit *engine_edits_delete_node (EngineEdits *self, CantoNode *node, const char *parent_id);
/* @node: as it is shown, also one that was made here a moment ago */
EngineEdit *engine_edits_rename_node (EngineEdits *self, CantoNode *node, const char *name);
EngineEdit *engine_edits_create_keyword (EngineEdits *self, const char *name, const char *description);

/* Whether engine_edits_undo() can do anything about @edit: not for a deletion or a comment that is sent. */
gboolean engine_edits_can_undo (EngineEdits *self, EngineEdit *edit);
/* One that is not sent is withdrawn; of one that is sent, the opposite is made, which may be several edits; of one
 * that is on its way, when it has arrived. */
void engine_edits_undo (EngineEdits *self, EngineEdit *edit);

/* One that was refused, is in conflict (theirs is overwritten), or waits for its next try: is sent now. */
void engine_edits_retry (EngineEdits *self, EngineEdit *edit);
/* One that was refused, is in conflict (theirs stays) or unknown, or is not sent: is forgotten. */
void engine_edits_discard (EngineEdits *self, EngineEdit *edit);
/* What the person says about one that is unknown. @is_done: it is there; else it is sent again */
void engine_edits_answer (EngineEdits *self, EngineEdit *edit, gboolean is_done);

/* FALSE when the service has refused an edit of this kind to the signed-in person (14.3): it is not offered again
 * until she signs in anew, also by the next run of the program. */
gboolean engine_edits_may (EngineEdits *self, EngineEditKind kind);

/* Whether @id is of a folder or an album that was made here and is not known to the service: nothing can be listed
 * in it yet. */
gboolean engine_edits_is_new_id (const char *id);

/* (nullable): the journal is damaged and was put aside, locked by another instance of the program, of a newer
 * version, or the disk is full: #JournalError. Editing goes on, but what engine_edit_get_is_kept() denies is lost if
 * the program ends before it is sent. */
const GError *engine_edits_get_journal_error (EngineEdits *self);
/* The person has seen that, and perhaps mended it: what is on no disk, also of the uploads, is tried once more. */
void          engine_edits_keep_again (EngineEdits *self);

/* FALSE while the journal is still to be read: what an earlier run has left is not in the list yet. */
gboolean engine_edits_is_restored (EngineEdits *self);

/* The first edit that is not over of the folder or album of that id itself: it was made, renamed or deleted here. What
 * is put into an album is none of these. (nullable) (transfer none) */
EngineEdit *engine_edits_find_of_node (EngineEdits *self, const char *id);

/* Edits that neither wait for the person nor are over. */
guint engine_edits_get_n_unsent (EngineEdits *self);

/* FALSE while the service is still to be asked what it has made of those that were sent: until then the records
 * that are shown are ours. */
gboolean engine_edits_is_settled (EngineEdits *self);

G_END_DECLS
