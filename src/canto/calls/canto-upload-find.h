/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "canto-upload-item.h"

G_BEGIN_DECLS

/**
 * CantoUploadTrace:
 * @CANTO_UPLOAD_TRACE_NONE: nothing of it is there: it did not arrive, and may be sent again
 * @CANTO_UPLOAD_TRACE_IN_WORK: something of that name is still in work: ask again
 * @CANTO_UPLOAD_TRACE_ARRIVED: it is there
 * @CANTO_UPLOAD_TRACE_FAILED: it arrived, and the service could make nothing of it
 * @CANTO_UPLOAD_TRACE_UNCLEAR: something of that name is there, but whether it is this cannot be said: ask the
 *   person
 *
 * What the service knows of an upload of which we do not know whether it arrived.
 */
typedef enum
{
  CANTO_UPLOAD_TRACE_NONE,
  CANTO_UPLOAD_TRACE_IN_WORK,
  CANTO_UPLOAD_TRACE_ARRIVED,
  CANTO_UPLOAD_TRACE_FAILED,
  CANTO_UPLOAD_TRACE_UNCLEAR,
} CantoUploadTrace;

/**
 * canto_client_find_upload_async:
 * @name: of the upload
 * @mark: its mark: nothing that is older counts
 * @started_unix_s: when it began, by our clock
 * @md5: (nullable): of the file, in hex: see canto_upload_sum_async()
 *
 * Looks for an upload by name, time and md5: among those of the last 24 hours (4.29) and, if it began so long
 * ago that they may have forgotten it, among the assets of that name. Without an md5, or where the service has none, what is found is
 * %CANTO_UPLOAD_TRACE_UNCLEAR.
 *
 * @asset of finish: (out) (optional) (nullable) (transfer full): what it has become, or may have
 */
void     canto_client_find_upload_async (CantoClient *self,
                                         const char *name,
                                         const char *mark,
                                         gint64 started_unix_s,
                                         const char *md5,
                                         CantoPriority priority,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean canto_client_find_upload_finish (CantoClient *self,
                                          GAsyncResult *result,
                                          CantoUploadTrace *trace,
                                          CantoAsset **asset,
                                          GError **error);

/* The md5 of a file, in hex, read on a worker. Errors are of #GIOErrorEnum. (of finish) (transfer full) */
void  canto_upload_sum_async (GFile *file, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
char *canto_upload_sum_finish (GAsyncResult *result, GError **error);

G_END_DECLS
