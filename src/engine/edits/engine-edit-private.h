/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "canto-client.h"
#include "engine-edit.h"
#include "journal-entry.h"

G_BEGIN_DECLS

struct _EngineEdit
{
  GObject parent_instance;

  /* Owned: what it is. */
  EngineEditKind kind;
  GPtrArray *assets;  /* (element-type CantoAsset): as they were before */
  CantoNode *node;    /* (nullable) */
  char *parent_id;    /* (nullable): of the node */
  GArray *changes;    /* of CantoEdit; (nullable) */
  char *text;         /* (nullable) */
  char *description;  /* (nullable): of what is made */
  char *version_id;   /* (nullable): that is commented */
  char *old_comment;  /* (nullable): that it had; empty for none, NULL if nobody knows */
  gboolean is_there;
  gint64 made_at_unix_s;

  /* Owned: how it is. */
  EngineEditState state;
  GError *error;
  GError *keep_error; /* (nullable) */
  char *user_id;      /* (nullable): whose it is */
  GPtrArray *theirs; /* (nullable) */
  CantoNode *their_node; /* (nullable) */
  GPtrArray *parts;  /* (nullable) (element-type EngineEdit): of its assets, that the person is asked about */
  char **had;        /* (nullable): ids of folders or albums of its name that there were before it was sent */
  gint64 id;         /* in the journal; 0: in none */
  gboolean is_kept;
  gboolean is_being_kept;
  gboolean is_given_up; /* cannot be kept: it is sent as it is */
  gboolean is_restored; /* of an earlier run: its assets are bare */
  gboolean is_asked_first; /* it was sent, and nobody knows what became of it */
  gboolean overwrites; /* the person has seen what somebody else did */
  gboolean is_undone;  /* to be undone when it has arrived */
  guint n_attempts;
  gint64 not_before_us; /* by the client's clock */
};

EngineEdit *engine_edit_new (EngineEditKind kind);
void        engine_edit_add_assets (EngineEdit *self, GPtrArray *assets);
void        engine_edit_add_changes (EngineEdit *self, const CantoEdit *changes, guint n_changes);
/* Takes those of its assets away that somebody else has changed: @theirs, (element-type CantoAsset), has what they
 * did, by their index. The edit of these alone, in conflict. (transfer full) */
EngineEdit *engine_edit_split (EngineEdit *self, GPtrArray *theirs);
/* What an undo would put back is what somebody else did. */
void        engine_edit_begin_with_theirs (EngineEdit *self);
void        engine_edit_set_state (EngineEdit *self, EngineEditState state);
void        engine_edit_set_error (EngineEdit *self, const GError *error); /* (nullable) */
void        engine_edit_set_is_kept (EngineEdit *self, gboolean is_kept);
void        engine_edit_set_keep_error (EngineEdit *self, const GError *error); /* (nullable) */
void        engine_edit_set_node (EngineEdit *self, CantoNode *node);

CantoWordKind engine_edit_get_word_kind (EngineEdit *self);
gboolean      engine_edit_makes_node (EngineEdit *self);
/* FALSE: doing it twice would do it twice (13.5). */
gboolean      engine_edit_is_repeatable (EngineEdit *self);
/* Whether it shows: it is not over, and not to be taken back. */
gboolean      engine_edit_is_shown (EngineEdit *self);

/* engine-edit-apply.c: what it does */

/* @asset with the edit in it. (transfer full) */
CantoAsset *engine_edit_apply (EngineEdit *self, CantoAsset *asset);
/* Whether @theirs has what the edit wants already. */
gboolean    engine_edit_is_done_in (EngineEdit *self, CantoAsset *theirs);
/* What its version has as comment: empty for none. (nullable): not known (transfer none) */
const char *engine_edit_find_comment (EngineEdit *self, CantoAsset *asset);
/* Whether what the edit would overwrite is not what the person saw in @before. */
gboolean    engine_edit_overwrites_news (EngineEdit *self, CantoAsset *before, CantoAsset *theirs);
/* The edits that put back what was before. (transfer full) (element-type EngineEdit) */
GPtrArray  *engine_edit_invert (EngineEdit *self);

/* engine-edit-record.c: as an entry of the journal */

#define ENGINE_EDIT_ENTRY "edit"

JournalEntry *engine_edit_to_entry (EngineEdit *self);                  /* (transfer full) */
EngineEdit   *engine_edit_from_entry (const JournalEntry *entry); /* (transfer full) (nullable): it is none */

/* engine-edit-write.c: the call of the client for it
 * @assets: those that it still has to be done to */
void     engine_edit_write_async (EngineEdit *self,
                                  CantoClient *client,
                                  GPtrArray *assets,
                                  CantoPriority priority,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* @made: (out) (transfer full) (nullable): the new folder or album */
gboolean engine_edit_write_finish (EngineEdit *self, GAsyncResult *result, CantoNode **made, GError **error);

G_END_DECLS
