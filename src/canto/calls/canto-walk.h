/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "canto-client.h"

G_BEGIN_DECLS

/**
 * CantoWalk:
 *
 * All assets that a query finds, from the one that was changed the longest ago on, while others come, change and
 * go. Pages are no snapshots (6.9): what goes moves the rest up, past a walk that goes on by numbers. So each page
 * begins some rows before the end of the last one, and has to have something of it; where it has not, the walk
 * steps back until it meets what it has seen. What is added or changed meanwhile stands at the end in this order,
 * and comes yet. Thus no asset is lost that is there all the time.
 *
 * Some pages are asked for ahead. Where the service gives no more of a list (6.13), the walk goes on with those
 * that were changed since the last of it.
 *
 * It keeps what it has seen: about a hundred bytes for each asset. Main thread only.
 */
#define CANTO_TYPE_WALK (canto_walk_get_type ())
G_DECLARE_FINAL_TYPE (CantoWalk, canto_walk, CANTO, WALK, GObject)

/* @query: its order does not count */
CantoWalk *canto_walk_new (CantoClient *client, CantoQuery *query, CantoPriority priority);

/**
 * canto_walk_next_async:
 *
 * What comes next: one call at a time. An asset that is changed meanwhile may come again, as it has become. After an
 * error (#CantoError) or when it was cancelled, the next call goes on where this one began. %CANTO_ERROR_TOO_DEEP:
 * more assets were changed at the same moment than the service gives of one list.
 *
 * Returns of finish: (transfer container) (element-type CantoAsset): nothing in it is the end
 */
void       canto_walk_next_async (CantoWalk *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
GPtrArray *canto_walk_next_finish (CantoWalk *self, GAsyncResult *result, GError **error);

/* How often it had to step back. */
guint canto_walk_get_n_steps_back (CantoWalk *self);

G_END_DECLS
