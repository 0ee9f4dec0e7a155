/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "media-pixels.h"

#include <errno.h>
#include <malloc.h>
#include <sys/mman.h>

#define N_HEAPS         2
#define GRAIN_BYTES     (16 * 1024) /* sizes are rounded up to these: more of them fit again */
#define MAX_SPARE       4           /* grains that are left over in one that is used again */
#define MAX_KEPT        32
#define MAX_KEPT_GRAINS 64 /* what is larger, 1 MB, goes at once */

struct _MediaPixels
{
  guint8 *data;
  gsize n_bytes;
  gsize n_grains;
};

G_LOCK_DEFINE_STATIC (kept);
static MediaPixels *kept[MAX_KEPT]; /* guarded by the lock; the oldest first */
static guint n_kept;

static MediaPixels *
find_kept (gsize n_grains)
{
  MediaPixels *found = NULL;

  G_LOCK (kept);
  for (guint i = n_kept; i > 0 && found == NULL; i--)
    {
      MediaPixels *candidate = kept[i - 1];

      if (candidate->n_grains < n_grains || candidate->n_grains > n_grains + MAX_SPARE)
        continue;

      found = candidate;
      n_kept--;
      for (guint j = i - 1; j < n_kept; j++)
        kept[j] = kept[j + 1];
    }
  G_UNLOCK (kept);

  return found;
}

static void
unmap (MediaPixels *self)
{
  munmap (self->data, self->n_grains * GRAIN_BYTES);
  g_free (self);
}

MediaPixels *
media_pixels_new (gsize n_bytes)
{
  gsize n_grains = MAX (1, (n_bytes + GRAIN_BYTES - 1) / GRAIN_BYTES);
  MediaPixels *self = find_kept (n_grains);

  if (self == NULL)
    {
      self = g_new0 (MediaPixels, 1);
      self->n_grains = n_grains;
      self->data = mmap (NULL, n_grains * GRAIN_BYTES, PROT_READ | PROT_WRITE,
                         MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
      if (self->data == MAP_FAILED)
        g_error ("No memory for a picture of %" G_GSIZE_FORMAT " bytes: %s", n_bytes,
                 g_strerror (errno));
    }
  self->n_bytes = n_bytes;

  return self;
}

void
media_pixels_free (MediaPixels *self)
{
  MediaPixels *goes = self->n_grains > MAX_KEPT_GRAINS ? self : NULL;

  if (goes == NULL)
    {
      G_LOCK (kept);
      if (n_kept == MAX_KEPT)
        {
          goes = kept[0];
          n_kept--;
          for (guint i = 0; i < n_kept; i++)
            kept[i] = kept[i + 1];
        }
      kept[n_kept++] = self;
      G_UNLOCK (kept);
    }
  if (goes != NULL)
    unmap (goes);
}

guint8 *
media_pixels_get_data (MediaPixels *self)
{
  return self->data;
}

GBytes *
media_pixels_free_to_bytes (MediaPixels *self)
{
  return g_bytes_new_with_free_func (self->data, self->n_bytes, (GDestroyNotify) media_pixels_free,
                                     self);
}

void
media_pixels_share_heaps (void)
{
#ifdef M_ARENA_MAX
  mallopt (M_ARENA_MAX, N_HEAPS);
#endif
}
