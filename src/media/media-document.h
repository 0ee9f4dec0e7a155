/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "media-file.h"
#include "media-picture.h"

G_BEGIN_DECLS

/* The most that is fetched of one document. */
#define MEDIA_DOCUMENT_MAX_BYTES (128 * 1024 * 1024)

/**
 * MediaDocument:
 *
 * The pages of a PDF. Each is drawn by a program of its own, descant-pages, which has a limit of memory and of
 * time: what is broken, or made to fill the memory, ends that program alone; and cancelling ends it at once.
 *
 * Errors: %G_IO_ERROR_INVALID_DATA (no PDF, broken, or of a size that is not shown),
 * %G_IO_ERROR_NOT_FOUND (there is no such page; how many there are is known then),
 * %G_IO_ERROR_PERMISSION_DENIED (locked with a password), %G_IO_ERROR_TIMED_OUT (it took more memory or time
 * than there is), %G_IO_ERROR_NOT_SUPPORTED (this build, or this installation, has no descant-pages).
 */
#define MEDIA_TYPE_DOCUMENT (media_document_get_type ())
G_DECLARE_FINAL_TYPE (MediaDocument, media_document, MEDIA, DOCUMENT, GObject)

/* Whether this build can turn pages at all. */
gboolean media_document_is_supported (void);

/* @program: (nullable): descant-pages; NULL is $DESCANT_PAGES or the installed one */
MediaDocument *media_document_new (MediaFile *file, const char *program);

/* 0 until a page has been drawn. */
guint media_document_get_n_pages (MediaDocument *self);

/**
 * media_document_draw_async:
 * @page: from 0
 * @size_px: of the longer side; at most 4096
 */
void          media_document_draw_async (MediaDocument *self,
                                         guint page,
                                         guint size_px,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
MediaPicture *media_document_draw_finish (MediaDocument *self, GAsyncResult *result, GError **error);

G_END_DECLS
