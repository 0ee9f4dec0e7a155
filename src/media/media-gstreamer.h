/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * media_gstreamer_prepare_async:
 *
 * Starts GStreamer on a worker, if there is one: the first time after its plugins changed, it looks at all of
 * them, which takes seconds, and GTK would do it on the main thread. Fails only when it is cancelled: without
 * GStreamer, GTK tells so when it is asked to play.
 */
void     media_gstreamer_prepare_async (GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean media_gstreamer_prepare_finish (GAsyncResult *result, GError **error);

G_END_DECLS
