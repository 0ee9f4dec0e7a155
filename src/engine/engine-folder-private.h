/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The folder that the file @path is in, for the person alone, with those above it; for a worker. Errors are #GFileError. */
gboolean engine_folder_make_parent (const char *path, GError **error);

/* What is below @path, and itself, on a worker; nothing is followed out of it. What cannot be removed stays: errors are
 * #GIOErrorEnum, of the first that could not. One that is not there is none. */
void     engine_folder_remove_async (const char *path, GAsyncReadyCallback callback, gpointer user_data);
gboolean engine_folder_remove_finish (GAsyncResult *result, GError **error);

/* Those folders right below @path that no file of @kept, (element-type utf8) paths, is in, and that are older than @age_s
 * seconds: whoever makes one now has not told of it yet. On a worker. None is while something lies beside @path the
 * name of which begins with @unless. */
void engine_folder_sweep_async (const char *path,
                                GHashTable *kept,
                                const char *unless,
                                guint age_s,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* How many there were. */
guint engine_folder_sweep_finish (GAsyncResult *result);

G_END_DECLS
