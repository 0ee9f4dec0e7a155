/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How much of a file engine_file_name_new() wants to see. */
#define ENGINE_FILE_NAME_HEAD_BYTES 32

/**
 * engine_file_name_new:
 * @name: of an asset, as the service says it: anything at all
 * @head: (array length=n_bytes): how the file begins
 *
 * A name for a file: no folder, nothing that a file system, a terminal or an eye trips over (control characters,
 * those that turn the direction of writing, a leading dot), at most 200 bytes, never empty. A picture has the suffix
 * of what it is, which need not be that of the original.
 *
 * Returns: (transfer full)
 */
char *engine_file_name_new (const char *name, const void *head, gsize n_bytes);

/* Whether what begins so is a page of the web: what comes in place of a picture when somebody asks for a sign-in. */
gboolean engine_file_name_is_page (const void *head, gsize n_bytes);
/* Whether it is a picture of one of the formats that the delivery network makes (11.4). */
gboolean engine_file_name_is_picture (const void *head, gsize n_bytes);

G_END_DECLS
