/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "canto-client.h"
#include "media-request.h"

G_BEGIN_DECLS

/**
 * MediaFile:
 *
 * The bytes of an asset, in a file that has no name: it is gone when nobody holds it any more, and with
 * the program in any case, and no other user can open it. Atomically counted, for any thread.
 */
typedef struct _MediaFile MediaFile;

#define MEDIA_TYPE_FILE (media_file_get_type ())

GType      media_file_get_type (void) G_GNUC_CONST;
/* @fd: (transfer full) */
MediaFile *media_file_new_take (int fd);
MediaFile *media_file_ref (MediaFile *self);
void       media_file_unref (MediaFile *self);

/* (transfer none): read with pread() alone, its position is everybody's. */
int   media_file_get_fd (MediaFile *self);
/* A name by which this program, and no other, can open it while it holds the file. (transfer full) */
char *media_file_dup_path (MediaFile *self);

/**
 * media_file_give_name:
 * @path: where nothing is yet, in the same file system or another
 *
 * For who hands the file on: from now on it has this name, and stays when nobody holds it. For a worker thread.
 *
 * Returns: %FALSE with a #GIOErrorEnum
 */
gboolean media_file_give_name (MediaFile *self, const char *path, GError **error);

/**
 * media_file_fetch_async:
 * @request: the places where it can be had; the next one is asked when one fails
 * @folder: (nullable): where there is room for it; NULL is the one for temporary files
 * @progress: (nullable)
 *
 * Errors are those of canto_client_fetch_to_fd_async(), of the last place. A place that is too large, or a
 * disk that is full, ends it.
 */
void       media_file_fetch_async (CantoClient *client,
                                   MediaRequest *request,
                                   const char *folder,
                                   gsize max_bytes,
                                   CantoProgress *progress,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
MediaFile *media_file_fetch_finish (CantoClient *client, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MediaFile, media_file_unref)

G_END_DECLS
