/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "canto-upload.h"
#include "session.h"

G_BEGIN_DECLS

/* A file of @n_bytes that no other one is like, below the temporary folder; NULL when it is removed. */
char *upload_make_file (const char *name, gsize n_bytes);
/* One that takes no room, however large. */
char *upload_make_sparse_file (const char *name, gsize n_bytes);
void  upload_remove_file (char *path);

/* Runs it and waits. @key: (out) (optional) (transfer full): "scheme/id" */
gboolean upload_run (CantoUpload *upload, char **key, GError **error);
/* The same for a file with the options given. */
gboolean upload_file (Session *session, const char *path, const CantoUploadOptions *options, char **key, GError **error);

/* Waits until some of it is on its way. */
void upload_wait_started (CantoUpload *upload);

/* What the service knows. (element-type CantoUploadItem) (transfer container) */
GPtrArray *upload_list (Session *session);

G_END_DECLS
