/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The sources that a wait is made of, besides the alarm of a #CantoClock. All of them belong to the thread that made
 * them. */

/* Calls @func in the thread-default main context when @cancellable is cancelled.
 * @cancellable: (nullable)
 * Returns: (transfer full) (nullable): %NULL if nothing can be cancelled */
GSource *canto_source_watch_cancellable (GCancellable *cancellable,
                                         GCancellableSourceFunc func,
                                         gpointer user_data);

/* Takes *@source back and forgets it, if there is one. */
void canto_source_clear (GSource **source);

G_END_DECLS
