/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-tree.h"

#define N_BITS 64

struct _TenantAlbumSet
{
  guint64 first; /* 1 << number of those below 64 */
  guint n_albums;
  guint8 *bits; /* of all of them, eight a byte */
};

static void
add (TenantAlbumSet *set, guint album)
{
  set->bits[album / 8] |= (guint8) (1u << album % 8);
  if (album < N_BITS)
    set->first |= G_GUINT64_CONSTANT (1) << album;
}

static gboolean
has (TenantAlbumSet *set, guint album)
{
  return album < set->n_albums && (set->bits[album / 8] & (1u << album % 8)) != 0;
}

TenantAlbumSet *
tenant_album_set_new (TenantTree *tree, const TenantContainer *container)
{
  TenantAlbumSet *set = g_new0 (TenantAlbumSet, 1);
  g_autoptr (GArray) rest = g_array_new (FALSE, FALSE, sizeof (guint));

  set->n_albums = tenant_tree_get_n_albums (tree);
  set->bits = g_new0 (guint8, set->n_albums / 8 + 1);
  g_array_append_val (rest, container->index);
  while (rest->len > 0)
    {
      const TenantContainer *next =
          tenant_tree_get_container (tree, g_array_index (rest, guint, rest->len - 1));

      g_array_set_size (rest, rest->len - 1);
      g_array_append_vals (rest, next->children->data, next->children->len);
      if (next->is_album)
        add (set, next->album);
    }

  return set;
}

void
tenant_album_set_free (TenantAlbumSet *set)
{
  g_free (set->bits);
  g_free (set);
}

gboolean
tenant_album_set_holds (TenantAlbumSet *set, guint64 albums, guint filed, GArray *more)
{
  if ((albums & set->first) != 0 || has (set, filed))
    return TRUE;
  for (guint i = 0; more != NULL && i < more->len; i++)
    {
      if (has (set, g_array_index (more, guint, i)))
        return TRUE;
    }

  return FALSE;
}
