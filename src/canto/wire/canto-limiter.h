/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "canto-client.h"
#include "canto-clock.h"

G_BEGIN_DECLS

/**
 * CantoLimiter:
 *
 * Lets calls go at the rate that the account has (canto-api.md 13.3): the first 30 at once, the rest
 * spread evenly, never more than the budget in a minute; those of a better priority first, and
 * previews at half the rate at most. Main thread only.
 */
#define CANTO_TYPE_LIMITER (canto_limiter_get_type ())
G_DECLARE_FINAL_TYPE (CantoLimiter, canto_limiter, CANTO, LIMITER, GObject)

CantoLimiter *canto_limiter_new (guint calls_per_minute, CantoClock *clock);

/* Finishes when the call may go; when cancelled, at once with %G_IO_ERROR_CANCELLED. */
void     canto_limiter_wait_async (CantoLimiter *self,
                                   CantoPriority priority,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean canto_limiter_wait_finish (CantoLimiter *self, GAsyncResult *result, GError **error);

/* The service said 429: nobody goes before @until_us of the clock. "released" is emitted then, whether
 * anybody waits or not. */
void   canto_limiter_hold (CantoLimiter *self, gint64 until_us);
void   canto_limiter_end_hold (CantoLimiter *self);
gint64 canto_limiter_get_held_until_us (CantoLimiter *self); /* 0 if not held */

guint64 canto_limiter_get_n_calls (CantoLimiter *self);

G_END_DECLS
