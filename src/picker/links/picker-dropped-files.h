/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gdk/gdk.h>

#include "engine-session.h"

G_BEGIN_DECLS

/**
 * PickerDroppedFiles:
 *
 * The files of one drag: they are fetched when a target first asks for one, once, and given as an address list
 * (of this computer, or through the portal where the target is in a sandbox) or, of one picture, as that.
 */
#define PICKER_TYPE_DROPPED_FILES (picker_dropped_files_get_type ())
G_DECLARE_FINAL_TYPE (PickerDroppedFiles, picker_dropped_files, PICKER, DROPPED_FILES, GObject)

PickerDroppedFiles *picker_dropped_files_new (EngineSession *session);

/* What they can be given as. @with_picture: whether it is one picture. (transfer full) */
GdkContentFormats *picker_dropped_files_make_formats (gboolean with_picture);

/**
 * picker_dropped_files_write_async:
 * @links: (element-type DeliveryLink): of all files; those of the first call count
 *
 * Writes the files as @mime_type, once they are here. What cannot be had is left out. Errors: of the first file, if
 * no file can be had; %G_IO_ERROR_CANCELLED after picker_dropped_files_stop()
 */
void     picker_dropped_files_write_async (PickerDroppedFiles *self,
                                           GPtrArray *links,
                                           const char *mime_type,
                                           GOutputStream *stream,
                                           int io_priority,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
gboolean picker_dropped_files_write_finish (PickerDroppedFiles *self,
                                            GAsyncResult *result,
                                            GError **error);

/* Why a file is left out: the first such error. (transfer none) (nullable) */
const GError *picker_dropped_files_get_error (PickerDroppedFiles *self);

/* The drag has gone: what is not here yet is not fetched any more. */
void picker_dropped_files_stop (PickerDroppedFiles *self);

G_END_DECLS
