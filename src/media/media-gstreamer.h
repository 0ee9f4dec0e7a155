/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "media-file.h"

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

/**
 * MediaFault:
 * @MEDIA_FAULT_UNKNOWN: nobody can tell
 * @MEDIA_FAULT_BROKEN: it is not what its name says, or ends too early
 * @MEDIA_FAULT_NO_DECODER: it is well, but a plugin of GStreamer is not installed
 *
 * Why a file does not play.
 */
typedef enum
{
  MEDIA_FAULT_UNKNOWN,
  MEDIA_FAULT_BROKEN,
  MEDIA_FAULT_NO_DECODER,
} MediaFault;

/**
 * media_gstreamer_diagnose_async:
 *
 * Looks at a file that did not play: GTK tells a sentence, but no reason. It is read and decoded on a worker,
 * for ten seconds at most.
 */
void media_gstreamer_diagnose_async (MediaFile *file,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/* Fails only when it is cancelled. @decoder: (out) (transfer full) (nullable): what is not installed, as
 * GStreamer calls it, like "H.265 decoder" */
gboolean media_gstreamer_diagnose_finish (GAsyncResult *result,
                                          MediaFault *fault,
                                          char **decoder,
                                          GError **error);

G_END_DECLS
