/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "canto-client.h"
#include "canto-upload-item.h"

G_BEGIN_DECLS

/**
 * CantoUploadState:
 * @CANTO_UPLOAD_WAITING: not run yet
 * @CANTO_UPLOAD_PREPARING: the file is opened and the service asked where it goes
 * @CANTO_UPLOAD_SENDING: its bytes are on their way
 * @CANTO_UPLOAD_PROCESSING: they have arrived, and are to become an asset
 * @CANTO_UPLOAD_ENDED: well or not
 */
typedef enum
{
  CANTO_UPLOAD_WAITING,
  CANTO_UPLOAD_PREPARING,
  CANTO_UPLOAD_SENDING,
  CANTO_UPLOAD_PROCESSING,
  CANTO_UPLOAD_ENDED,
} CantoUploadState;

/**
 * CantoUploadOptions:
 * @name: (nullable): what the asset is to be called, with an extension; %NULL is as the file is
 * @album_id: (nullable): where it is to be
 * @tags: (nullable): with commas between (12.4)
 * @asset: (nullable): of which it is a new version
 * @mark: (nullable): from canto_upload_item_find_newest() before; %NULL asks for it. It is what this upload is
 *   told from earlier ones of the same name by, also after a crash: see canto_client_find_upload_async()
 */
typedef struct
{
  const char *name;
  const char *album_id;
  const char *tags;
  CantoAsset *asset;
  const char *mark;
} CantoUploadOptions;

/**
 * CantoUpload:
 *
 * One file on its way to the service (section 12): streamed from the disk, posted once and never again by
 * itself, and followed until it is an asset. Two of the same name at a time cannot be told apart (12.9): who
 * has such runs them one after the other. Main thread only.
 *
 * Properties: "state" (#CantoUploadState), notified.
 */
#define CANTO_TYPE_UPLOAD (canto_upload_get_type ())
G_DECLARE_FINAL_TYPE (CantoUpload, canto_upload, CANTO, UPLOAD, GObject)

/* @options: (nullable) */
CantoUpload *canto_upload_new (CantoClient *client, GFile *file, const CantoUploadOptions *options);

GFile            *canto_upload_get_file (CantoUpload *self);
const char       *canto_upload_get_name (CantoUpload *self);
CantoUploadState  canto_upload_get_state (CantoUpload *self);
/* How much of the file was given to the network; from any thread. (transfer none) */
CantoProgress    *canto_upload_get_progress (CantoUpload *self);
/* (nullable): CantoUploadOptions.mark, or what was asked for: "" if there was none of that name. Not before the
 * state is %CANTO_UPLOAD_SENDING */
const char       *canto_upload_get_mark (CantoUpload *self);

/**
 * canto_upload_run_async:
 *
 * Does it; once. Errors are #CantoError and, of the file, #GIOErrorEnum:
 *
 * - %CANTO_ERROR_NOT_ALLOWED: the role may not upload (16.3)
 * - %CANTO_ERROR_SERVICE: the place where uploads go refused it, also with a new setting (12.6), or the service
 *   could not make an asset of it (12.8)
 * - %CANTO_ERROR_TIMED_OUT: it has arrived, and is still in work after ten minutes
 * - %CANTO_ERROR_OFFLINE: it did not arrive; only if canto_upload_get_is_unclear() it may have
 * - %CANTO_ERROR_BAD_REPLY: the service does not say how to upload; or it has been sent, and the answer says nothing
 *   that is understood, so that it may be there: see canto_upload_get_is_unclear()
 * - %CANTO_ERROR_INSECURE: it is to be sent to a place that is not known (12.7)
 * - %G_IO_ERROR_FAILED: the file was changed meanwhile
 *
 * What is cancelled while it is sent does not arrive.
 */
void canto_upload_run_async (CantoUpload *self,
                             CantoPriority priority,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
/* @scheme, @id: (out) (optional) (transfer full) (nullable): of the asset; %NULL if the service does not tell */
gboolean canto_upload_run_finish (CantoUpload *self, GAsyncResult *result, char **scheme, char **id, GError **error);

/* After an error: whether it may have arrived all the same. It must not be sent again before
 * canto_client_find_upload_async() says that it has not. */
gboolean canto_upload_get_is_unclear (CantoUpload *self);

G_END_DECLS
