/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "canto-asset.h"

G_BEGIN_DECLS

/**
 * EngineTransferState:
 * @ENGINE_TRANSFER_SAVING: it is not in the journal yet
 * @ENGINE_TRANSFER_QUEUED: others go first
 * @ENGINE_TRANSFER_SENDING: it is on its way, or about to be
 * @ENGINE_TRANSFER_PROCESSING: it has arrived, and is to become an asset
 * @ENGINE_TRANSFER_DONE: it is one
 * @ENGINE_TRANSFER_FAILED: see engine_transfer_get_error()
 * @ENGINE_TRANSFER_CANCELLED: the person did not want it any more
 */
typedef enum
{
  ENGINE_TRANSFER_SAVING,
  ENGINE_TRANSFER_QUEUED,
  ENGINE_TRANSFER_SENDING,
  ENGINE_TRANSFER_PROCESSING,
  ENGINE_TRANSFER_DONE,
  ENGINE_TRANSFER_FAILED,
  ENGINE_TRANSFER_CANCELLED,
} EngineTransferState;

/**
 * EngineTransfer:
 *
 * One file that is uploaded. What makes it unmistakable after a crash is known before its first byte is sent: see
 * engine_transfer_get_mark(). Main thread only.
 *
 * Properties: "state", "n-bytes" and "keep-error", notified.
 */
#define ENGINE_TYPE_TRANSFER (engine_transfer_get_type ())
G_DECLARE_FINAL_TYPE (EngineTransfer, engine_transfer, ENGINE, TRANSFER, GObject)

const char *engine_transfer_get_id (EngineTransfer *self); /* a UUID */
GFile      *engine_transfer_get_file (EngineTransfer *self);
const char *engine_transfer_get_name (EngineTransfer *self);
const char *engine_transfer_get_album_id (EngineTransfer *self); /* (nullable) */
/* (nullable): of which it is a new version */
CantoAsset *engine_transfer_get_version_of (EngineTransfer *self);

EngineTransferState engine_transfer_get_state (EngineTransfer *self);
/* Neither queued nor under way. */
gboolean            engine_transfer_get_is_ended (EngineTransfer *self);
guint64             engine_transfer_get_n_bytes (EngineTransfer *self);
guint64             engine_transfer_get_total_bytes (EngineTransfer *self); /* 0: not known yet */
double              engine_transfer_get_fraction (EngineTransfer *self);    /* 0 to 1 */

/* (nullable): #CantoError, #JournalError if it was not sent since it could not be kept, or #GIOErrorEnum of the
 * file: %G_IO_ERROR_WRONG_ETAG if it is not as it was before a restart */
const GError *engine_transfer_get_error (EngineTransfer *self);
/* (nullable): #JournalError: why it is on no disk, and lost with the end of the program. It is sent all the same; notified
 * ("keep-error") */
const GError *engine_transfer_get_keep_error (EngineTransfer *self);
/* After an error: it may have arrived all the same, so that trying again first asks for it. */
gboolean      engine_transfer_get_is_unclear (EngineTransfer *self);
/* That was asked, and nobody knows: who tries again now may have it twice. */
gboolean      engine_transfer_get_is_doubtful (EngineTransfer *self);
/* It has failed because the service cannot be reached, and goes on by itself when it can. */
gboolean      engine_transfer_get_is_waiting (EngineTransfer *self);

/* Once it is done: "scheme/id"; (nullable): the service did not tell */
const char *engine_transfer_get_asset_key (EngineTransfer *self);

/* What it is told from others of its name by, and when it began; %NULL and 0 until it is about to be sent: see
 * canto_client_find_upload_async(). */
const char *engine_transfer_get_mark (EngineTransfer *self);
gint64      engine_transfer_get_started_unix_s (EngineTransfer *self);

G_END_DECLS
