/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "media-cache.h"

#include "media-store.h"

#include <string.h>

struct _MediaCache
{
  GMutex mutex; /* guards what follows, and is held while the disk is waited for */
  MediaStore *store;
  guint64 max_bytes;
  gboolean is_measured;
  guint64 n_bytes; /* at most: what is written anew counts twice until it is measured again */

  GMutex marks_mutex; /* guards what follows, and is never held for long */
  GHashTable *marks;  /* (nullable): of what there is; NULL until it was listed */
};

MediaCache *
media_cache_new (const char *folder, guint64 max_bytes)
{
  MediaCache *self = g_atomic_rc_box_new0 (MediaCache);

  self->store = media_store_new (folder);
  self->max_bytes = max_bytes;
  g_mutex_init (&self->mutex);
  g_mutex_init (&self->marks_mutex);

  return self;
}

MediaCache *
media_cache_ref (MediaCache *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
cache_clear (gpointer data)
{
  MediaCache *self = data;

  g_clear_pointer (&self->marks, g_hash_table_unref);
  g_mutex_clear (&self->marks_mutex);
  g_clear_pointer (&self->store, media_store_free);
  g_mutex_clear (&self->mutex);
}

void
media_cache_unref (MediaCache *self)
{
  g_atomic_rc_box_release_full (self, cache_clear);
}

static void
make_key (const char *name, MediaStoreKey *key)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize length = sizeof key->bytes;

  g_checksum_update (checksum, (const guchar *) name, -1);
  g_checksum_get_digest (checksum, key->bytes, &length);
}

/* All keys would be megabytes: their first bytes are enough. */
static gpointer
make_mark (const MediaStoreKey *key)
{
  gsize mark;

  memcpy (&mark, key->bytes, sizeof mark);

  return GSIZE_TO_POINTER (mark);
}

static void
list_key (const MediaStoreKey *key, gpointer marks)
{
  g_hash_table_add (marks, make_mark (key));
}

/* With the mutex held, so that nothing is written meanwhile. */
static void
list_once (MediaCache *self)
{
  g_autoptr (GHashTable) marks = NULL;
  gboolean is_listed;

  g_mutex_lock (&self->marks_mutex);
  is_listed = self->marks != NULL;
  g_mutex_unlock (&self->marks_mutex);
  if (is_listed)
    return;

  marks = g_hash_table_new (NULL, NULL);
  media_store_foreach (self->store, list_key, marks);
  g_mutex_lock (&self->marks_mutex);
  self->marks = g_steal_pointer (&marks);
  g_mutex_unlock (&self->marks_mutex);
}

static void
add_mark (MediaCache *self, const MediaStoreKey *key)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->marks_mutex);

  if (self->marks != NULL)
    g_hash_table_add (self->marks, make_mark (key));
}

gboolean
media_cache_may_have (MediaCache *self, const char *name)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->marks_mutex);
  MediaStoreKey key;

  if (self->marks == NULL)
    return TRUE;

  make_key (name, &key);

  return g_hash_table_contains (self->marks, make_mark (&key));
}

GBytes *
media_cache_read (MediaCache *self, const char *name)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = NULL;
  MediaStoreKey key;

  make_key (name, &key);
  locker = g_mutex_locker_new (&self->mutex);
  list_once (self);

  return media_store_read (self->store, &key);
}

/* Down to nine tenths of the room, if there is too much: not at each write. */
static void
measure_and_prune (MediaCache *self)
{
  self->n_bytes = media_store_measure (self->store);
  self->is_measured = TRUE;
  if (self->n_bytes <= self->max_bytes)
    return;

  media_store_prune (self->store, self->max_bytes / 10 * 9);
  self->n_bytes = media_store_measure (self->store);
}

gboolean
media_cache_write (MediaCache *self, const char *name, GBytes *bytes, GError **error)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = NULL;
  MediaStoreKey key;

  make_key (name, &key);
  locker = g_mutex_locker_new (&self->mutex);
  if (!media_store_write (self->store, &key, bytes, error))
    return FALSE;

  add_mark (self, &key);
  self->n_bytes += g_bytes_get_size (bytes);
  if (!self->is_measured || self->n_bytes > self->max_bytes)
    measure_and_prune (self);

  return TRUE;
}

void
media_cache_drop (MediaCache *self, const char *name)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = NULL;
  MediaStoreKey key;

  make_key (name, &key);
  locker = g_mutex_locker_new (&self->mutex);
  media_store_drop (self->store, &key);
}

guint64
media_cache_measure (MediaCache *self)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);

  measure_and_prune (self);

  return self->n_bytes;
}

void
media_cache_set_max_bytes (MediaCache *self, guint64 max_bytes)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);

  self->max_bytes = max_bytes;
  measure_and_prune (self);
}

void
media_cache_clear (MediaCache *self)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);

  media_store_prune (self->store, 0);
  measure_and_prune (self);
}
