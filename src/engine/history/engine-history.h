/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "engine-pick.h"

G_BEGIN_DECLS

/* How many picks are remembered: of more the oldest go. */
#define ENGINE_MAX_PICKS 10000

/**
 * EngineHistory:
 *
 * The links that the person has taken from an account: a #GListModel of #EnginePick, the last first. The same once
 * more moves up. It is kept on the disk if engine_history_keep() says where, else as long as the session.
 *
 * Signals: "not-kept" (GError): what is remembered here is not on the disk, or was damaged there; once for each
 * reason. Errors are #JournalError. Main thread only.
 */
#define ENGINE_TYPE_HISTORY (engine_history_get_type ())
G_DECLARE_FINAL_TYPE (EngineHistory, engine_history, ENGINE, HISTORY, GObject)

EngineHistory *engine_history_new (void);

/* See engine_pick_new(): of what is read from now on. */
void engine_history_set_master_px (EngineHistory *self, guint master_px);

/* Reads the file at @path, which need not be there, and keeps what is noted in it. */
void     engine_history_keep (EngineHistory *self, const char *path);
/* FALSE until what is on the disk has been read, if something is to be: "is-ready". */
gboolean engine_history_get_is_ready (EngineHistory *self);

/* Whether what is taken is remembered: "is-on", TRUE at first. What was remembered before stays. */
gboolean engine_history_get_is_on (EngineHistory *self);
void     engine_history_set_is_on (EngineHistory *self, gboolean is_on);

/* @picks: (element-type EnginePick): in the order in which they are to be shown; nothing while it is off */
void engine_history_note (EngineHistory *self, GPtrArray *picks);

/* Forgets all of it, here and on the disk. Here it is forgotten even if the disk refuses. */
void     engine_history_clear_async (EngineHistory *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean engine_history_clear_finish (EngineHistory *self, GAsyncResult *result, GError **error);

/* The same for an account that goes: the file is taken off the disk, and from now on nothing is kept. The end of the
 * program waits for it. */
void engine_history_remove (EngineHistory *self);

/* Waits for what is still to be written, some milliseconds, and keeps nothing from now on: somebody may hold this
 * longer than the session. */
void engine_history_end (EngineHistory *self);

G_END_DECLS
