/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "canto-client.h"

G_BEGIN_DECLS

/* 12.8; a word that we do not know is in work. */
typedef enum
{
  CANTO_UPLOAD_STATUS_IN_WORK,
  CANTO_UPLOAD_STATUS_DONE,
  CANTO_UPLOAD_STATUS_ERROR,
} CantoUploadStatus;

/**
 * CantoUploadItem:
 * @time: when the service got it: 17 digits (1.11); compare as texts
 * @scheme: (nullable): of the asset, once it is known
 * @id: (nullable): the same
 *
 * One upload as the service tells of it. There is nothing but the name to know it by (12.9).
 */
typedef struct
{
  char *name;
  char *time;
  CantoUploadStatus status;
  char *scheme;
  char *id;
} CantoUploadItem;

#define CANTO_UPLOAD_MAX_HOURS 24 /* 4.29 */

/**
 * canto_client_list_uploads_async:
 * @hours: how far to look back, at most 24
 *
 * The uploads of the signed-in person (4.29).
 *
 * Returns: (of finish) (transfer container) (element-type CantoUploadItem)
 */
void       canto_client_list_uploads_async (CantoClient *self,
                                            guint hours,
                                            CantoPriority priority,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
GPtrArray *canto_client_list_uploads_finish (CantoClient *self, GAsyncResult *result, GError **error);

/* The newest of that name that came after @mark; NULL if none did. @mark: (nullable). (transfer none) (nullable) */
CantoUploadItem *canto_upload_item_find_newest (GPtrArray *items, const char *name, const char *mark);

G_END_DECLS
