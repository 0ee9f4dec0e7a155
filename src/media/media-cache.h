/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MediaCache:
 *
 * Previews in a file of one folder, under names that say nothing (SHA-256). Atomically counted; every
 * function may be called on any thread, and all but one wait for the disk: call them on workers.
 */
typedef struct _MediaCache MediaCache;

MediaCache *media_cache_new (const char *folder, guint64 max_bytes);
MediaCache *media_cache_ref (MediaCache *self);
void        media_cache_unref (MediaCache *self);

/* FALSE if there is surely none of this name. The one function that does not wait for the disk: it knows what
 * there is from the first media_cache_read() on. */
gboolean media_cache_may_have (MediaCache *self, const char *name);

/* (transfer full) (nullable): and marks it as used */
GBytes *media_cache_read (MediaCache *self, const char *name);

/* Whole or not at all; then takes those away that were used longest ago, if there are too many bytes. Errors are #GFileError, as for a disk that is full. */
gboolean media_cache_write (MediaCache *self, const char *name, GBytes *bytes, GError **error);
void     media_cache_drop (MediaCache *self, const char *name);

/* Bytes that are kept now. */
guint64 media_cache_measure (MediaCache *self);
/* Takes some away at once if there are too many bytes by the new measure. */
void    media_cache_set_max_bytes (MediaCache *self, guint64 max_bytes);
/* Takes all away. */
void    media_cache_clear (MediaCache *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MediaCache, media_cache_unref)

G_END_DECLS
