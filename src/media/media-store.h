/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MEDIA_STORE_KEY_BYTES 32

/**
 * MediaStore:
 *
 * Bytes by key in one SQLite file of a folder: to make a file for each preview costs twenty times as
 * much. It is opened when it is first used, and made then if need be. A file that is damaged goes, with
 * all that is in it: everything here can be fetched again.
 *
 * One thread at a time. Errors are #GFileError, as for a disk that is full.
 */
typedef struct _MediaStore MediaStore;

typedef struct
{
  guint8 bytes[MEDIA_STORE_KEY_BYTES];
} MediaStoreKey;

typedef void (*MediaStoreKeyFunc) (const MediaStoreKey *key, gpointer user_data);

MediaStore *media_store_new (const char *folder);
void        media_store_free (MediaStore *self);

void media_store_foreach (MediaStore *self, MediaStoreKeyFunc func, gpointer user_data);

/* (transfer full) (nullable): and notes that it was used, to the hour */
GBytes  *media_store_read (MediaStore *self, const MediaStoreKey *key);
gboolean media_store_write (MediaStore *self, const MediaStoreKey *key, GBytes *bytes, GError **error);
void     media_store_drop (MediaStore *self, const MediaStoreKey *key);

/* Bytes of all that is kept. */
guint64 media_store_measure (MediaStore *self);
/* Drops what was used longest ago until no more than @max_bytes are kept, and gives their room back. */
void    media_store_prune (MediaStore *self, guint64 max_bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MediaStore, media_store_free)

G_END_DECLS
