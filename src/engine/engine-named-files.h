/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "media-file.h"

G_BEGIN_DECLS

/* How long a file stays for the program that it was given to. */
#define ENGINE_NAMED_FILES_MAX_AGE_S (24 * 60 * 60)

/*
 * Files that are given to other programs, which want them by name: each in a folder of its own below @folder, which
 * no other user can look into. For a worker thread. Errors are #GIOErrorEnum.
 */

/* Gives @file a name there that engine_file_name_new() makes of @name. (transfer full) */
char *engine_named_files_add (const char *folder, const char *name, MediaFile *file, GError **error);

/* Deletes what is older than @max_age_s; what is not ours to delete stays. */
void engine_named_files_sweep (const char *folder, guint max_age_s);

G_END_DECLS
