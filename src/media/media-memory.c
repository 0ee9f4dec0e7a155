/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "media-memory.h"

struct _MediaMemory
{
  GHashTable *entries; /* name → Entry, which owns the name */
  GQueue order;        /* of Entry, the last used first */
  gsize n_bytes;
  gsize max_bytes;
};

typedef struct
{
  GList link; /* in order; its data is the entry */
  char *name;
  MediaPicture *picture;
} Entry;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->name);
  media_picture_unref (entry->picture);
  g_free (entry);
}

MediaMemory *
media_memory_new (gsize max_bytes)
{
  MediaMemory *self = g_new0 (MediaMemory, 1);

  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, entry_free);
  self->max_bytes = max_bytes;
  g_queue_init (&self->order);

  return self;
}

void
media_memory_free (MediaMemory *self)
{
  g_hash_table_unref (self->entries);
  g_free (self);
}

static gsize
count_bytes (MediaPicture *picture)
{
  return g_bytes_get_size (media_picture_get_pixels (picture));
}

static void
drop (MediaMemory *self, Entry *entry)
{
  self->n_bytes -= count_bytes (entry->picture);
  g_queue_unlink (&self->order, &entry->link);
  g_hash_table_remove (self->entries, entry->name);
}

MediaPicture *
media_memory_lookup (MediaMemory *self, const char *name)
{
  Entry *entry = g_hash_table_lookup (self->entries, name);

  if (entry == NULL)
    return NULL;

  g_queue_unlink (&self->order, &entry->link);
  g_queue_push_head_link (&self->order, &entry->link);

  return entry->picture;
}

void
media_memory_insert (MediaMemory *self, const char *name, MediaPicture *picture)
{
  Entry *entry = g_hash_table_lookup (self->entries, name);

  if (entry != NULL)
    drop (self, entry);

  entry = g_new0 (Entry, 1);
  entry->link.data = entry;
  entry->name = g_strdup (name);
  entry->picture = media_picture_ref (picture);
  g_hash_table_insert (self->entries, entry->name, entry);
  g_queue_push_head_link (&self->order, &entry->link);
  self->n_bytes += count_bytes (picture);

  while (self->n_bytes > self->max_bytes && self->order.length > 1)
    drop (self, g_queue_peek_tail (&self->order));
}
