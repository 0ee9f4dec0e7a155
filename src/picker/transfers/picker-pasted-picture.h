/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A picture of the clipboard, as a PNG file in a folder of its own, named after the time: made on a worker. It is for
 * engine_transfers_add_own(), which removes both. Errors are of #GIOErrorEnum.
 *
 * @data_dir: (nullable): where it outlives the program; without it is a temporary one
 * Returns: (of finish) (transfer full) */
void   picker_pasted_picture_save_async (GdkTexture *texture,
                                         const char *data_dir,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
GFile *picker_pasted_picture_save_finish (GAsyncResult *result, GError **error);

G_END_DECLS
