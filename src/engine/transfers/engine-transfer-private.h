/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "canto-upload.h"
#include "engine-transfer.h"
#include "journal-entry.h"

G_BEGIN_DECLS

struct _EngineTransfer
{
  GObject parent_instance;

  /* Owned. */
  char *id;
  GFile *file;
  char *name;
  char *album_id;            /* (nullable) */
  CantoAsset *version_of;    /* (nullable) */
  char *mark;                /* (nullable) */
  CantoUpload *upload;       /* (nullable): while it is under way */
  GCancellable *cancellable; /* (nullable): the same */
  GError *error;             /* (nullable) */
  char *asset_key;           /* (nullable) */
  char *md5;                 /* (nullable): of what was sent, in hex */
  char *user_id;             /* (nullable): whose it is */
  GError *keep_error;        /* (nullable) */

  /* State. */
  EngineTransferState state;
  guint64 n_bytes;
  guint64 total_bytes;
  gint64 started_unix_s;
  gboolean is_unclear;
  gboolean is_doubtful;
  gboolean is_sent;       /* or about to be, and not ended */
  gboolean is_restored;   /* of an earlier run, and not looked at since */
  gboolean is_paused;     /* cancelled by a sign-out: queued again when it has stopped */
  gboolean owns_file;     /* and the folder that it is in */
  gboolean is_being_kept; /* in the journal */
  gboolean is_given_up;   /* cannot be kept */
  gint64 entry_id;        /* in the journal; 0: in none */
  gint64 made_at_unix_s;
  guint64 file_bytes; /* as it was when it was asked for, if there is an @entry_id */
  gint64 file_time_us;
};

/* @album_id, @version_of: (nullable) */
EngineTransfer *engine_transfer_new (GFile *file, const char *album_id, CantoAsset *version_of);

void engine_transfer_set_state (EngineTransfer *self, EngineTransferState state);
/* Takes up how far its upload is. */
void engine_transfer_update_progress (EngineTransfer *self);
/* @error: (transfer full) */
void engine_transfer_fail (EngineTransfer *self, GError *error);
/* @error: (nullable) */
void engine_transfer_set_keep_error (EngineTransfer *self, const GError *error);
gboolean engine_transfer_is_under_way (EngineTransfer *self);
/* What it owns of the disk goes, on a worker. */
void engine_transfer_remove_file (EngineTransfer *self);

/* Size and time of the file, read on a worker: into the transfer by finish. @is_changed: (out) (optional) */
void     engine_transfer_look_async (EngineTransfer *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean engine_transfer_look_finish (EngineTransfer *self, GAsyncResult *result, gboolean *is_changed, GError **error);

/* engine-transfer-record.c: as an entry of the journal */

#define ENGINE_TRANSFER_ENTRY "upload"

JournalEntry   *engine_transfer_to_entry (EngineTransfer *self);          /* (transfer full) */
EngineTransfer *engine_transfer_from_entry (const JournalEntry *entry); /* (transfer full) (nullable): it is none */

G_END_DECLS
