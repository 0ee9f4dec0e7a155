/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "canto-containers.h"
#include "canto-edit.h"

G_BEGIN_DECLS

/**
 * EngineEditKind:
 * @ENGINE_EDIT_METADATA: fields of one or many assets (4.15)
 * @ENGINE_EDIT_TAG: a tag of one or many, put or taken away (4.20)
 * @ENGINE_EDIT_KEYWORD: the same of a keyword (4.21)
 * @ENGINE_EDIT_RENAME: of one asset (4.23)
 * @ENGINE_EDIT_COMMENT: on a version of one asset (4.24)
 * @ENGINE_EDIT_ASSIGN: assets into an album (4.16)
 * @ENGINE_EDIT_UNASSIGN: assets out of an album (4.17)
 * @ENGINE_EDIT_DELETE_ASSETS: for good (4.14)
 * @ENGINE_EDIT_CREATE_FOLDER: 4.19
 * @ENGINE_EDIT_CREATE_ALBUM: 4.19
 * @ENGINE_EDIT_DELETE_NODE: a folder or an album; the assets stay (4.18)
 * @ENGINE_EDIT_CREATE_KEYWORD: a word of the vocabulary (4.22)
 * @ENGINE_EDIT_RENAME_NODE: of a folder or an album, by a call that may be there (4.33)
 *
 * The numbers are those of the journal. No call to move a folder or an album is known (4.33).
 */
typedef enum
{
  ENGINE_EDIT_METADATA,
  ENGINE_EDIT_TAG,
  ENGINE_EDIT_KEYWORD,
  ENGINE_EDIT_RENAME,
  ENGINE_EDIT_COMMENT,
  ENGINE_EDIT_ASSIGN,
  ENGINE_EDIT_UNASSIGN,
  ENGINE_EDIT_DELETE_ASSETS,
  ENGINE_EDIT_CREATE_FOLDER,
  ENGINE_EDIT_CREATE_ALBUM,
  ENGINE_EDIT_DELETE_NODE,
  ENGINE_EDIT_CREATE_KEYWORD,
  ENGINE_EDIT_RENAME_NODE,
  ENGINE_N_EDIT_KINDS,
} EngineEditKind;

/**
 * EngineEditState:
 * @ENGINE_EDIT_SAVING: not on the disk yet: a crash would lose it
 * @ENGINE_EDIT_WAITING: in the journal, not sent yet
 * @ENGINE_EDIT_SENDING: on its way
 * @ENGINE_EDIT_SAVED: the service has it
 * @ENGINE_EDIT_REFUSED: the service does not want it: see engine_edit_get_error(). Shown no more; stays in the
 *   list until it is discarded, or tried again
 * @ENGINE_EDIT_CONFLICT: somebody else has changed the same: see engine_edit_get_theirs(). What they did is shown.
 *   To discard keeps theirs, to try again overwrites it
 * @ENGINE_EDIT_UNKNOWN: it may have been done before the connection or the program broke, and the service does not
 *   tell: the person says by engine_edits_answer()
 * @ENGINE_EDIT_WITHDRAWN: the person has, before it was sent, or after it was refused
 */
typedef enum
{
  ENGINE_EDIT_SAVING,
  ENGINE_EDIT_WAITING,
  ENGINE_EDIT_SENDING,
  ENGINE_EDIT_SAVED,
  ENGINE_EDIT_REFUSED,
  ENGINE_EDIT_CONFLICT,
  ENGINE_EDIT_UNKNOWN,
  ENGINE_EDIT_WITHDRAWN,
} EngineEditState;

#define ENGINE_TYPE_EDIT_STATE (engine_edit_state_get_type ())
GType engine_edit_state_get_type (void) G_GNUC_CONST;

/**
 * EngineEdit:
 *
 * One change that a person has made. Made by #EngineEdits; its "state" is notified. Main thread only.
 */
#define ENGINE_TYPE_EDIT (engine_edit_get_type ())
G_DECLARE_FINAL_TYPE (EngineEdit, engine_edit, ENGINE, EDIT, GObject)

EngineEditKind  engine_edit_get_kind (EngineEdit *self);
EngineEditState engine_edit_get_state (EngineEdit *self);

/* (nullable): why it was refused, or is not sent yet (as %CANTO_ERROR_OFFLINE); notified ("error") */
const GError *engine_edit_get_error (EngineEdit *self);

/* FALSE while it is in no journal, since that could not be written: then a crash loses it. Notified ("is-kept") */
gboolean engine_edit_get_is_kept (EngineEdit *self);

/* (nullable): #JournalError: why it is on no disk. It is sent all the same; notified ("keep-error") */
const GError *engine_edit_get_keep_error (EngineEdit *self);

/* The assets that it is about, as they were shown before; after a restart with nothing but address and name.
 * (element-type CantoAsset) (transfer none): empty for folders and albums */
GPtrArray *engine_edit_get_assets (EngineEdit *self);

/* (nullable): the album of assign and unassign, the folder or album that is made, deleted or renamed (as it was
 * before). One that was made here has an id of ours until the service has given it one: see engine_edits_is_new_id(). */
CantoNode *engine_edit_get_node (EngineEdit *self);

/* What is changed. (array length=n_edits) (transfer none): of metadata; else %NULL */
const CantoEdit *engine_edit_get_changes (EngineEdit *self, guint *n_edits);

/* (nullable): the tag, keyword, new name, comment, or the name of what is made */
const char *engine_edit_get_text (EngineEdit *self);
gboolean    engine_edit_get_is_there (EngineEdit *self); /* of tag and keyword: put, not taken away */

/* Of a conflict: what the service has now, (element-type CantoAsset) in the order of the assets, %NULL for those
 * that nobody else has changed. Who did it and when are in the record: canto_asset_get_editor(),
 * canto_asset_get_time(); what, by canto_asset_dup_values() of each change. (nullable) (transfer none) */
GPtrArray *engine_edit_get_theirs (EngineEdit *self);

/* Of a conflict about a comment: the one that the version has now, empty if none. (nullable) (transfer none) */
const char *engine_edit_get_their_comment (EngineEdit *self);

/* Of a conflict about the name of a folder or an album: what the service has now. (nullable) (transfer none) */
CantoNode *engine_edit_get_their_node (EngineEdit *self);

/* Seconds since 1970 when the person made it. */
gint64 engine_edit_get_made_at_unix_s (EngineEdit *self);

G_END_DECLS
