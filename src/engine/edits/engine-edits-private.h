/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "engine-edit-private.h"
#include "engine-edits.h"
#include "engine-journal-private.h"
#include "engine-refusals-private.h"

G_BEGIN_DECLS

/* A folder or album that was made here. */
typedef struct
{
  char *parent_id; /* (nullable) */
  CantoNode *node;
} EngineMadeNode;

struct _EngineEdits
{
  GObject parent_instance;

  /* Owned. */
  CantoClient *client;
  GCancellable *cancellable; /* of all calls: until the end */
  GPtrArray *edits;          /* (element-type EngineEdit): the list */
  GPtrArray *settling;       /* (element-type EngineEdit): that the service has, and is still to be asked about */
  GHashTable *by_key;        /* key of an asset, or id of a folder or album → GPtrArray of EngineEdit that show in it, in their order */
  GHashTable *fresh;         /* key → CantoAsset as it was read before a write or after it */
  GHashTable *own_times;     /* key → "time" after our last write */
  GHashTable *gone;          /* keys of assets that were deleted */
  GPtrArray *made;           /* (element-type EngineMadeNode): the service has them */
  GHashTable *gone_nodes;    /* ids of folders and albums that were deleted */
  GHashTable *coming;        /* (nullable): id of an album → how many more it is going to have; NULL: to be counted */
  GHashTable *came;          /* id of an album → how many more it has since its size was read */
  GPtrArray *arrived;        /* (element-type EngineEdit): that moved assets, and lists are still to be asked again */
  GHashTable *learning;      /* id of what the service is being asked for → whether it is to be asked again */
  GHashTable *names;         /* id of a folder or album → what the service has called it since it was read */
  EngineEdit *current;       /* (nullable): that is being sent */
  GError *journal_error;     /* (nullable) */
  EngineRefusals *refusals;  /* kinds that were refused to the person who is signed in */
  EngineJournal *journal;    /* (nullable): nothing is kept */

  /* State. */
  gboolean is_asking;   /* about those that settle */
  gboolean is_stale;    /* what lists find has changed */
  gboolean is_stopped;
  guint n_hiding;       /* edits that leave assets out of lists */
  guint n_moving;       /* edits that change what is in albums */
  guint retry_id;
};

/* engine-edits.c: the list */

EngineEdits *engine_edits_new (CantoClient *client);
/* Keeps them there from now on, and takes up what is in it: once, before it is opened and anything is changed. */
void engine_edits_set_journal (EngineEdits *self, EngineJournal *journal);
/* What is not sent is not to be: the end, and nothing of it is written any more. */
void engine_edits_drop_journal (EngineEdits *self);
/* The end: what is on its way is given up. */
void engine_edits_stop (EngineEdits *self);
/* The person has signed in, perhaps as somebody else; or, unless @is_new, her sign-in was taken up again. */
void engine_edits_signed_in (EngineEdits *self, gboolean is_new);

/* (nullable) */
void engine_edits_set_journal_error (EngineEdits *self, const GError *error);
void engine_edits_tell_journal_error (EngineEdits *self);
/* @n_added of an earlier run have come to the beginning of the list. */
void engine_edits_tell_added (EngineEdits *self, guint n_added);

/* Takes @edit in, shows it, and sees that it is kept and sent. @edit: (transfer full). Returns: (transfer full) */
EngineEdit *engine_edits_take (EngineEdits *self, EngineEdit *edit);
/* Takes @part of @edit in, right after it: a later edit of the same assets comes after both. */
void engine_edits_take_part (EngineEdits *self, EngineEdit *edit, EngineEdit *part);
/* It is over, as @state says. */
void engine_edits_end (EngineEdits *self, EngineEdit *edit, EngineEditState state);
/* Its state changes, and with it perhaps what is shown. */
void engine_edits_set_state (EngineEdits *self, EngineEdit *edit, EngineEditState state);
void engine_edits_refuse (EngineEdits *self, EngineEdit *edit, const GError *error);

/* engine-edits-send.c: the service */

/* Sends what may be sent, if nothing is on its way. */
void engine_edits_go_on (EngineEdits *self);
/* The service has @edit. @made: (nullable): the folder or album */
void engine_edits_arrived (EngineEdits *self, EngineEdit *edit, CantoNode *made);
/* Sends @edit, about a folder or an album that was looked at. */
void engine_edits_write_node (EngineEdits *self, EngineEdit *edit);
/* It cannot be read, for now: nothing was written, so there is nothing to refuse. */
void engine_edits_not_read (EngineEdits *self, EngineEdit *edit, GError *error);
void engine_edits_fail_not_found (EngineEdits *self, EngineEdit *edit, const char *message);
/* What somebody else did is shown, and the person is asked. */
void engine_edits_hold (EngineEdits *self, EngineEdit *edit);
/* It has not, for now or for good. */
void engine_edits_failed (EngineEdits *self, EngineEdit *edit, const GError *error);

/* engine-edits-ask.c: what became of those that were sent when the connection or the program broke */
void engine_edits_ask (EngineEdits *self, EngineEdit *edit);
/* Writes down which folders or albums of its name there are. Goes on with @then. */
typedef void (*EngineEditsThen) (EngineEdits *self, EngineEdit *edit);
void engine_edits_look_before (EngineEdits *self, EngineEdit *edit, EngineEditsThen then);

/* engine-edits-settle.c: what the service says of the assets that were written */
void engine_edits_settle (EngineEdits *self);

/* engine-edits-overlay.c: what is shown */
void engine_edits_init_overlay (gpointer iface);
void engine_edits_index (EngineEdits *self, EngineEdit *edit);
void engine_edits_reindex (EngineEdits *self); /* all of the list, in its order */
void engine_edits_unindex (EngineEdits *self, EngineEdit *edit);
/* Shows, or takes back, the folder or album of @edit. */
void engine_edits_show_node (EngineEdits *self, EngineEdit *edit, gboolean is_shown);
/* The one that was made has its place in all other edits. */
void engine_edits_replace_node (EngineEdits *self, EngineEdit *edit, CantoNode *made);

/* Keeps there from now on what the role may not do. */
void engine_edits_keep_refusals (EngineEdits *self, const char *path);

/* engine-edits-albums.c: what is in them */
/* As many as are in it, with what is going to be. (transfer full) */
CantoNode *engine_edits_show_size (EngineEdits *self, CantoNode *node);
/* @edit is shown or no more: @n is 1 or -1. */
void engine_edits_index_moves (EngineEdits *self, EngineEdit *edit, int n);
void engine_edits_tell_sizes (EngineEdits *self, EngineEdit *edit);
/* Shows @settled no more, of which the service tells the sizes then. */
void engine_edits_settle_sizes (EngineEdits *self, GPtrArray *settled);
/* Assets that the service does not find by @query yet. (transfer full) (nullable) (element-type CantoAsset) */
GPtrArray *engine_edits_find_added (EngineEdits *self, CantoQuery *query);
/* Lists show what @settled has added until they ask again. */
void engine_edits_keep_arrived (EngineEdits *self, GPtrArray *settled);

/* engine-edits-nodes.c: names of folders and albums */
/* Looks what the service calls the folder or album of @edit, and renames it then. */
void engine_edits_look_at_node (EngineEdits *self, EngineEdit *edit);
/* The service has the new name of @edit. */
void engine_edits_keep_name (EngineEdits *self, EngineEdit *edit);
/* The new name of @edit is never going to be there: what was made of it begins with the one before. */
void engine_edits_forget_name (EngineEdits *self, EngineEdit *edit);
/* Asks the service for a folder or an album, which is shown as it says then. */
void engine_edits_learn_node (EngineEdits *self, CantoScheme scheme, const char *id);
/* As it is to be shown. (transfer full) */
CantoNode *engine_edits_show_name (EngineEdits *self, CantoNode *node);

/* engine-edits-journal.c: the disk */

/* That of @journal: see there. (nullable) */
void engine_edits_journal_opened (EngineEdits *self, GPtrArray *entries, const GError *damage, const GError *error);
/* An upload could not be written there, or can be again. @error: (nullable) */
void engine_edits_journal_written (EngineEdits *self, const GError *error);
/* Keeps @edit, and sends it then. */
void engine_edits_keep (EngineEdits *self, EngineEdit *edit);
/* What is known of @edit has changed. @then: (nullable): goes on when it is on the disk */
void engine_edits_keep_change (EngineEdits *self, EngineEdit *edit, EngineEditsThen then);
/* The same when @part was taken out of @edit, which is kept first: so nothing is lost between the two. */
void engine_edits_keep_part (EngineEdits *self, EngineEdit *edit, EngineEdit *part, EngineEditsThen then);
void engine_edits_forget (EngineEdits *self, EngineEdit *edit);

G_END_DECLS
