/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-containers.h"

#include "tenant-random-private.h"

#include <string.h>

#define MOTIF(name)  (1u << TENANT_MOTIF_##name)
#define SCHEME(name) (1u << TENANT_SCHEME_##name)
#define ALL_SCHEMES  ((1u << TENANT_N_SCHEMES) - 1)
#define ALL_MOTIFS   ((1u << TENANT_N_MOTIFS) - 1)
#define PRODUCTS                                                                                   \
  (MOTIF (PRODUCT_CHAIR) | MOTIF (PRODUCT_LAMP) | MOTIF (PRODUCT_CUP) | MOTIF (PRODUCT_SHOE))

/* One line of the tree: how deep, its name; of an album, which assets, and one in how many of them.
 */
typedef struct
{
  guint depth;
  const char *name;
  guint schemes; /* 0: a folder */
  guint motifs;
  guint one_in;
} Line;

static const Line lines[] = {
  { 0, "Brand", 0, 0, 0 },
  { 1, "Logos / wordmarks", SCHEME (IMAGE), MOTIF (ABSTRACT), 3 },
  { 1, "Backgrounds & textures", SCHEME (IMAGE), MOTIF (ABSTRACT), 2 },
  { 1, "Sound", SCHEME (AUDIO), ALL_MOTIFS, 1 },
  { 1, "Templates", SCHEME (PRESENTATION) | SCHEME (DOCUMENT), ALL_MOTIFS, 4 },
  { 0, "Campaigns", 0, 0, 0 },
  { 1, "2025", 0, 0, 0 },
  { 2, "Spring 🌷", ALL_SCHEMES, MOTIF (FLOWERS) | MOTIF (FIELD), 3 },
  { 2, "Winter ❄️", ALL_SCHEMES, MOTIF (MOUNTAINS), 3 },
  { 2, "Never published", 0, 0, 0 },
  { 1, "2026", 0, 0, 0 },
  { 2, "Back to the city", ALL_SCHEMES, MOTIF (CITY), 3 },
  { 2, "Summer ☀️ / beach", SCHEME (IMAGE) | SCHEME (VIDEO), MOTIF (BEACH), 2 },
  { 2, "Trade fair", 0, 0, 0 },
  { 3, "Stand", 0, 0, 0 },
  { 4, "Photos", SCHEME (IMAGE), MOTIF (CITY) | MOTIF (PORTRAIT), 6 },
  { 4, "Films", SCHEME (VIDEO), ALL_MOTIFS, 4 },
  { 3, "Speakers", SCHEME (IMAGE), MOTIF (PORTRAIT), 3 },
  { 0, "Events", 0, 0, 0 },
  { 1, "Summer party", SCHEME (IMAGE), MOTIF (PORTRAIT) | MOTIF (FLOWERS), 5 },
  { 1, "Открытие офиса", SCHEME (IMAGE), MOTIF (CITY) | MOTIF (PORTRAIT), 8 },
  { 1, "東京オフィス", SCHEME (IMAGE), MOTIF (CITY), 5 },
  { 0, "People", 0, 0, 0 },
  { 1, "Management", SCHEME (IMAGE), MOTIF (PORTRAIT), 4 },
  { 1, "Team", SCHEME (IMAGE), MOTIF (PORTRAIT), 2 },
  { 0, "Press", 0, 0, 0 },
  { 1, "Press photos", SCHEME (IMAGE), MOTIF (CITY) | MOTIF (HARBOUR), 6 },
  { 1, "Press releases", SCHEME (DOCUMENT), ALL_MOTIFS, 3 },
  { 0, "Products", 0, 0, 0 },
  { 1, "Data sheets", SCHEME (DOCUMENT), ALL_MOTIFS, 2 },
  { 1, "Furniture", 0, 0, 0 },
  { 2, "Chairs", SCHEME (IMAGE), MOTIF (PRODUCT_CHAIR), 1 },
  { 2, "Lamps", SCHEME (IMAGE), MOTIF (PRODUCT_LAMP), 1 },
  { 1, "Footwear", SCHEME (IMAGE), MOTIF (PRODUCT_SHOE), 1 },
  { 1, "New in the shop", SCHEME (IMAGE), PRODUCTS, 9 },
  { 1, "Tableware", SCHEME (IMAGE), MOTIF (PRODUCT_CUP), 1 },
  { 0, "Sales", 0, 0, 0 },
  { 1, "Decks", SCHEME (PRESENTATION), ALL_MOTIFS, 1 },
  { 1, "Price lists", SCHEME (DOCUMENT) | SCHEME (OTHER), ALL_MOTIFS, 3 },
  { 0, "Travel", 0, 0, 0 },
  { 1,
    "A name that is much too long for any sidebar because somebody wrote the whole brief of the "
    "agency into it, and nobody dared to shorten it",
    SCHEME (IMAGE), MOTIF (NIGHT_SKY), 4 },
  { 1, "Beaches", SCHEME (IMAGE) | SCHEME (VIDEO), MOTIF (BEACH), 1 },
  { 1, "Forests", SCHEME (IMAGE) | SCHEME (VIDEO), MOTIF (FOREST), 1 },
  { 1, "Harbours", SCHEME (IMAGE) | SCHEME (VIDEO), MOTIF (HARBOUR), 1 },
  { 1, "Mountains", SCHEME (IMAGE) | SCHEME (VIDEO), MOTIF (MOUNTAINS), 1 },
  { 1, "Night", SCHEME (IMAGE) | SCHEME (VIDEO), MOTIF (NIGHT_SKY), 1 },
  { 0, "Wedding \"A & B\" <private>", SCHEME (IMAGE), MOTIF (FLOWERS), 10 },
  { 0, "Empty album", SCHEME (IMAGE), 0, 1 },
};

static void
make_id (char id[6], guint index, guint64 seed)
{
  static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  /* The last two letters are the index, so that no two ids are equal. */
  guint64 state = seed ^ (index * G_GUINT64_CONSTANT (0x51ed270b0a1f3c11));

  for (guint i = 0; i < 3; i++)
    id[i] = alphabet[tenant_random_below (&state, 36)];
  id[3] = alphabet[index / 36];
  id[4] = alphabet[index % 36];
  id[5] = '\0';
}

static void
clear_container (gpointer data)
{
  g_clear_pointer (&((TenantContainer *) data)->children, g_array_unref);
}

GArray *
tenant_containers_new (guint64 seed)
{
  GArray *containers = g_array_new (FALSE, TRUE, sizeof (TenantContainer));
  int last_of_depth[8];
  guint n_albums = 0;

  g_array_set_clear_func (containers, clear_container);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      TenantContainer container = {
        .index = i,
        .is_album = lines[i].schemes != 0,
        .name = lines[i].name,
        .parent = lines[i].depth > 0 ? last_of_depth[lines[i].depth - 1] : -1,
        .children = g_array_new (FALSE, FALSE, sizeof (guint)),
        .owner = i % 2,
      };

      make_id (container.id, i, seed);
      last_of_depth[lines[i].depth] = (int) i;
      if (container.is_album)
        container.album = n_albums++;
      g_array_append_val (containers, container);
      if (container.parent >= 0)
        g_array_append_val (g_array_index (containers, TenantContainer, container.parent).children,
                            i);
    }
  g_assert (n_albums <= TENANT_MAX_ALBUMS);

  /* From the end: what is below a folder comes after it. */
  for (int i = (int) containers->len - 1; i >= 0; i--)
    {
      TenantContainer *container = &g_array_index (containers, TenantContainer, i);

      if (container->is_album)
        container->albums |= G_GUINT64_CONSTANT (1) << container->album;
      if (container->parent >= 0)
        g_array_index (containers, TenantContainer, container->parent).albums |= container->albums;
    }

  return containers;
}

GArray *
tenant_containers_list_roots (GArray *containers)
{
  GArray *roots = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < containers->len; i++)
    {
      if (g_array_index (containers, TenantContainer, i).parent < 0)
        g_array_append_val (roots, i);
    }

  return roots;
}

guint64
tenant_containers_choose_albums (TenantScheme scheme, TenantMotif motif, guint64 hash)
{
  guint64 albums = 0;
  guint album = 0;

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      if (lines[i].schemes == 0)
        continue;
      /* Another number for each album, or the same assets would be in all of them. */
      if ((lines[i].schemes & (1u << scheme)) != 0 && (lines[i].motifs & (1u << motif)) != 0
          && ((hash >> (album % 48)) & 0xffff) % lines[i].one_in == 0)
        albums |= G_GUINT64_CONSTANT (1) << album;
      album++;
    }

  return albums;
}
