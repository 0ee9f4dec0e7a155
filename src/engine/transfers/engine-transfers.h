/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "canto-client.h"
#include "canto-clock.h"
#include "engine-transfer.h"

G_BEGIN_DECLS

/**
 * EngineTransfers:
 *
 * The uploads of a session, in the order in which they were asked for: a GListModel of #EngineTransfer. Two are
 * under way at a time, and never two of the same name, which the service could not tell apart (12.9). Those that
 * have failed because the service could not be reached, and surely did not arrive, go on by themselves when it is
 * back. Main thread only.
 *
 * With a journal (engine_session_keep_edits()) each is kept on the disk from before it shows as queued until it is
 * done, cancelled or taken off the list. What an earlier run has left is at the beginning of the list. Of one that
 * may have been sent then the service is asked first, three times, by name, time and md5: it is done if it has
 * arrived, sent if it has not, and where that cannot be said it has failed as doubtful, for the person to say. One
 * that was not sent is sent, if its file is as it was.
 *
 * Properties, notified: "n-active" (queued or under way), "is-refused" (the service does not let this person
 * upload, 16.3), "fraction" (of all that are active or done since nothing was).
 *
 * Signals: "uploaded" (#EngineTransfer), when one is done.
 */
#define ENGINE_TYPE_TRANSFERS (engine_transfers_get_type ())
G_DECLARE_FINAL_TYPE (EngineTransfers, engine_transfers, ENGINE, TRANSFERS, GObject)

/* @clock: (nullable): the real one */
EngineTransfers *engine_transfers_new (CantoClient *client, CantoClock *clock);

/* @album_id: (nullable): where it is to be; @version_of: (nullable): the asset of which it is a new version. An
 * album's folder is not looked into: folders fail. (transfer none) */
EngineTransfer *engine_transfers_add (EngineTransfers *self, GFile *file, const char *album_id, CantoAsset *version_of);
/* The same of a file that is there to be uploaded alone, in a folder of its own: both are removed when it is done or
 * not wanted any more. */
EngineTransfer *engine_transfers_add_own (EngineTransfers *self, GFile *file, const char *album_id);

/* One that is not ended. What was sent already cannot be taken back: the service may still make an asset of it. */
void engine_transfers_cancel (EngineTransfers *self, EngineTransfer *transfer);
void engine_transfers_cancel_all (EngineTransfers *self);

/* One that has failed or was cancelled, or that could not be kept. If it may have arrived it is looked for first, and only sent if it is not
 * there; if nobody knows it fails again, as doubtful, and the next try sends it. */
void engine_transfers_retry (EngineTransfers *self, EngineTransfer *transfer);
/* One that has failed and may have arrived: the person has seen that it is there. */
void engine_transfers_settle (EngineTransfers *self, EngineTransfer *transfer);

/* Somebody has signed in: if that @is_new, and not what an earlier run has left, she may have another role, and it is
 * tried anew. Or she has signed out: what is on its way stops, and all wait for the next sign-in, which asks first about
 * what may have arrived. */
void engine_transfers_set_signed_in (EngineTransfers *self, gboolean is_signed_in, gboolean is_new);

/* Takes those off the list that are ended. */
void engine_transfers_clear (EngineTransfers *self);
void engine_transfers_remove (EngineTransfers *self, EngineTransfer *transfer);

guint    engine_transfers_get_n_active (EngineTransfers *self);
guint    engine_transfers_get_n_failed (EngineTransfers *self);
/* Those among the failed that go on by themselves when the service can be reached. */
guint    engine_transfers_get_n_waiting (EngineTransfers *self);
gboolean engine_transfers_get_is_refused (EngineTransfers *self);
double   engine_transfers_get_fraction (EngineTransfers *self);

G_END_DECLS
