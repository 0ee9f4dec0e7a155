/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "canto-progress.h"

G_BEGIN_DECLS

/**
 * CantoUploadBody:
 *
 * What is posted: a head, the bytes of a file, a tail. The file is read on workers, a little ahead of who reads
 * this. A file that is not any more what it was when it was opened ends it with %G_IO_ERROR_FAILED before the
 * tail, so that nobody takes what was sent for whole. Any one thread at a time.
 */
#define CANTO_TYPE_UPLOAD_BODY (canto_upload_body_get_type ())
G_DECLARE_FINAL_TYPE (CantoUploadBody, canto_upload_body, CANTO, UPLOAD_BODY, GInputStream)

/**
 * canto_upload_body_open:
 * @progress: (nullable): told how much of the file is on its way, from the thread that reads
 *
 * Opens @file; for workers. Errors are of #GIOErrorEnum; a folder is %G_IO_ERROR_IS_DIRECTORY.
 */
CantoUploadBody *canto_upload_body_open (GFile *file, CantoProgress *progress, GCancellable *cancellable, GError **error);

/* To be called before it is read. */
void    canto_upload_body_set_frame (CantoUploadBody *self, GBytes *head, GBytes *tail);

guint64 canto_upload_body_get_file_bytes (CantoUploadBody *self);
/* Of all three together. */
guint64 canto_upload_body_get_n_bytes (CantoUploadBody *self);

/* What the file refused; NULL if it is not the file's fault. (transfer none) (nullable) */
const GError *canto_upload_body_get_error (CantoUploadBody *self);
/* Whether all of it was read: before that nobody can have taken it for whole. */
gboolean      canto_upload_body_get_is_read (CantoUploadBody *self);

G_END_DECLS
