/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-containers.h"

#include "tenant-random-private.h"

#define MOTIF(name)  (1u << TENANT_MOTIF_##name)
#define SCHEME(name) (1u << TENANT_SCHEME_##name)
#define ALL_SCHEMES  ((1u << TENANT_N_SCHEMES) - 1)
#define ALL_MOTIFS   ((1u << TENANT_N_MOTIFS) - 1)
#define PRODUCTS                                                                                   \
  (MOTIF (PRODUCT_CHAIR) | MOTIF (PRODUCT_LAMP) | MOTIF (PRODUCT_CUP) | MOTIF (PRODUCT_SHOE))
#define MAX_STEP_MS (G_GINT64_CONSTANT (3) * 24 * 3600 * 1000)

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

#define N_SPLIT 20 /* containers in each of the even folders */
#define N_CHAIN 40 /* how deep the deep folders are */

/* Makes a tree; what is the same for all of it. */
typedef struct
{
  TenantTree *tree;
  guint64 seed;
  gint64 first_ms;
  gint64 step_ms;
} Planter;

static int
add (Planter *planter, int parent, gboolean is_album, const char *name)
{
  guint index = tenant_tree_get_n_containers (planter->tree);

  return (int) tenant_tree_add (planter->tree, parent, is_album, name,
                                planter->seed ^ (index * G_GUINT64_CONSTANT (0x51ed270b0a1f3c11)),
                                planter->first_ms + index * planter->step_ms);
}

static int G_GNUC_PRINTF (4, 5)
    add_named (Planter *planter, int parent, gboolean is_album, const char *format, ...)
{
  g_autofree char *name = NULL;
  va_list arguments;

  va_start (arguments, format);
  name = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  return add (planter, parent, is_album, name);
}

static void
add_lines (Planter *planter)
{
  int last_of_depth[8];

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    last_of_depth[lines[i].depth] =
        add (planter, lines[i].depth > 0 ? last_of_depth[lines[i].depth - 1] : TENANT_NO_CONTAINER,
             lines[i].schemes != 0, lines[i].name);
  g_assert (tenant_tree_get_n_albums (planter->tree) <= TENANT_MAX_DRAWN_ALBUMS);
}

/* One folder with all of them. */
static void
add_wide (Planter *planter, guint n_albums)
{
  int top = add (planter, TENANT_NO_CONTAINER, FALSE, "Clients");

  for (guint i = 0; i < n_albums; i++)
    add_named (planter, top, TRUE, "Client %05u", i + 1);
}

/* Folders in folders, one album in each, down N_CHAIN levels. */
static void
add_deep (Planter *planter, guint n_albums)
{
  int top = add (planter, TENANT_NO_CONTAINER, FALSE, "Old server");
  int parent = top;

  for (guint i = 0; i < n_albums; i++)
    {
      guint depth = i % N_CHAIN;

      parent = depth == 0 ? add_named (planter, top, FALSE, "Share %03u", i / N_CHAIN + 1)
                          : add_named (planter, parent, FALSE, "Level %02u", depth);
      add_named (planter, parent, TRUE, "Files %05u", i + 1);
    }
}

/* As people file: years, months, shoots. */
static void
add_even (Planter *planter, guint n_albums)
{
  int top = add (planter, TENANT_NO_CONTAINER, FALSE, "Shoots");
  int year = top;
  int series = top;

  for (guint i = 0; i < n_albums; i++)
    {
      if (i % (N_SPLIT * N_SPLIT) == 0)
        year = add_named (planter, top, FALSE, "Studio %03u", i / (N_SPLIT * N_SPLIT) + 1);
      if (i % N_SPLIT == 0)
        series = add_named (planter, year, FALSE, "Series %02u", i / N_SPLIT % N_SPLIT + 1);
      add_named (planter, series, TRUE, "Shoot %05u", i + 1);
    }
}

TenantTree *
tenant_containers_new (guint64 seed, guint n_albums, gint64 first_ms, gint64 span_ms)
{
  guint most = (guint) G_N_ELEMENTS (lines) + 3 * n_albums;
  Planter planter = {
    .tree = tenant_tree_new (),
    .seed = seed,
    .first_ms = first_ms,
    .step_ms = MIN (MAX_STEP_MS, span_ms / most),
  };
  guint n_lines;

  add_lines (&planter);
  n_lines = tenant_tree_get_n_albums (planter.tree);
  if (n_albums > n_lines)
    {
      guint n_more = n_albums - n_lines;

      add_wide (&planter, n_more / 3);
      add_deep (&planter, n_more / 3);
      add_even (&planter, n_more - 2 * (n_more / 3));
    }
  tenant_tree_seal (planter.tree);

  return planter.tree;
}

guint
tenant_containers_choose_filed (TenantTree *tree, guint64 hash)
{
  guint n_drawn = 0;
  guint n_filed;

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    n_drawn += lines[i].schemes != 0;
  n_filed = tenant_tree_get_n_albums (tree) - n_drawn;

  return n_filed > 0 ? n_drawn + (guint) (tenant_mix (hash) % n_filed) : TENANT_NO_ALBUM;
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
