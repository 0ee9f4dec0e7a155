/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "media-picture.h"

G_BEGIN_DECLS

/**
 * MediaMemory:
 *
 * The pictures that were shown last, up to a number of bytes. For one thread.
 */
typedef struct _MediaMemory MediaMemory;

MediaMemory  *media_memory_new (gsize max_bytes);
void          media_memory_free (MediaMemory *self);
MediaPicture *media_memory_lookup (MediaMemory *self, const char *name); /* (transfer none) */
void          media_memory_insert (MediaMemory *self, const char *name, MediaPicture *picture);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MediaMemory, media_memory_free)

G_END_DECLS
