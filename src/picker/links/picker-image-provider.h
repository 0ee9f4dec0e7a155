/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

/**
 * picker_image_provider_load_async:
 * @path: of a file with a picture
 *
 * A picture as programs take it that want no link: the bytes of the file as they are, if it is a JPEG or a PNG, and
 * whatever GDK makes of the pixels. Reading and decoding are done on a worker.
 *
 * Returns: of finish: (transfer full): with a #GdkTexture; %CANTO_ERROR_BAD_REPLY if the file is no picture that
 *   can be decoded, or too large for that, else a #GIOErrorEnum
 */
void                picker_image_provider_load_async (const char *path,
                                                      GCancellable *cancellable,
                                                      GAsyncReadyCallback callback,
                                                      gpointer user_data);
GdkContentProvider *picker_image_provider_load_finish (GAsyncResult *result, GError **error);

/* Writes what such a @provider has as @mime_type, of its bytes or of its texture. (finish: with the task's) */
void     picker_image_provider_write_async (GdkContentProvider *provider,
                                            const char *mime_type,
                                            GOutputStream *stream,
                                            int io_priority,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
gboolean picker_image_provider_write_finish (GAsyncResult *result, GError **error);

G_END_DECLS
