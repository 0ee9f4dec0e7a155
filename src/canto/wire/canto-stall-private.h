/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A request is cancelled when libsoup has nothing left to hand over, so by a source that comes after its own. From 3.4 to
 * 3.6.5 it frees twice a request that is cancelled when the head of its answer is read, but not handed over yet. */
#define CANTO_CANCEL_PRIORITY (G_PRIORITY_DEFAULT + 10)

/**
 * CantoStall:
 *
 * Ends what goes too slowly to be worth the wait: a server that sends a byte now and then never meets the
 * timeout of the socket, which is of silence. One thread only, with the thread-default main context of it.
 */
typedef struct _CantoStall CantoStall;

/* @cancellable: cancelled when less than @min_bytes came within @window_ms. Nothing is watched yet. */
CantoStall *canto_stall_new (guint window_ms, guint min_bytes, GCancellable *cancellable);
void        canto_stall_free (CantoStall *self);

/* Nothing if it has begun already. */
void canto_stall_begin (CantoStall *self);
/* From now on a whole window again. */
void canto_stall_restart (CantoStall *self);
void canto_stall_end (CantoStall *self);

void canto_stall_add (CantoStall *self, gsize n_bytes);

/* Whether it was this that cancelled. */
gboolean canto_stall_was_met (CantoStall *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantoStall, canto_stall_free)

G_END_DECLS
