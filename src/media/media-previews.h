/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "canto-client.h"
#include "media-picture.h"
#include "media-request.h"

G_BEGIN_DECLS

/**
 * MediaPreviews:
 *
 * Small pictures for tiles: from memory, from a cache on disk, or from the network, in this order.
 * Requests for the same picture share one fetch; the newest request goes first; a cancelled one that
 * nobody else waits for leaves the queue, and its fetch is cancelled. At most a few fetches run at a
 * time. Decoding (libjpeg-turbo with scaling, gdk-pixbuf for the rest) and disk are on workers.
 *
 * A place that fails is passed over for the next one; the error is that of the last place. Bytes that
 * are no picture, or a picture too large to decode (16,384 px a side, 100 megapixels, 25 if it is no JPEG), are
 * %CANTO_ERROR_BAD_REPLY. A broken cache file is dropped and fetched anew. What cannot be kept on the
 * disk is shown all the same: #MediaPreviews::not-kept says so, once.
 */
#define MEDIA_TYPE_PREVIEWS (media_previews_get_type ())
G_DECLARE_FINAL_TYPE (MediaPreviews, media_previews, MEDIA, PREVIEWS, GObject)

/* @cache_dir: (nullable): a folder of this account's; NULL keeps nothing on disk
 * @max_cache_bytes: old files go when there is more than this */
MediaPreviews *media_previews_new (CantoClient *client, const char *cache_dir, guint64 max_cache_bytes);

/* (transfer full) (nullable): what is in memory already, without waiting */
MediaPicture *media_previews_lookup (MediaPreviews *self, MediaRequest *request);

void          media_previews_load_async (MediaPreviews *self,
                                         MediaRequest *request,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
MediaPicture *media_previews_load_finish (MediaPreviews *self, GAsyncResult *result, GError **error);

/* Less room than is taken up drops what was used longest ago. Does not wait for the disk. */
void media_previews_set_max_cache_bytes (MediaPreviews *self, guint64 max_cache_bytes);

/* Bytes on the disk. @n_bytes of finish: (out) */
void     media_previews_measure_cache_async (MediaPreviews *self,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);
gboolean media_previews_measure_cache_finish (MediaPreviews *self,
                                              GAsyncResult *result,
                                              guint64 *n_bytes,
                                              GError **error);

/* Takes all files off the disk; what is in memory stays. */
void     media_previews_clear_cache_async (MediaPreviews *self,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
gboolean media_previews_clear_cache_finish (MediaPreviews *self,
                                            GAsyncResult *result,
                                            GError **error);

/* Fetches under way and waiting; for tests. */
guint media_previews_get_n_pending (MediaPreviews *self);

G_END_DECLS
