/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-tree.h"

#include "tenant-random-private.h"

#include <stdlib.h>
#include <string.h>

#define ID_LETTERS 36
#define N_IDS      (36u * 36 * 36 * 36 * 36)
#define N_BITS     64

struct _TenantTree
{
  GArray *containers;  /* of TenantContainer */
  GHashTable *indices; /* number of an id → index + 1 */
  GArray *albums;      /* indices, by number of album */
  GArray *roots;
};

typedef struct
{
  char *key;
  guint index;
} NameEntry;

static void
clear_container (gpointer data)
{
  TenantContainer *container = data;

  g_clear_pointer (&container->children, g_array_unref);
  g_clear_pointer (&container->name, g_free);
}

TenantTree *
tenant_tree_new (void)
{
  TenantTree *tree = g_new0 (TenantTree, 1);

  tree->containers = g_array_new (FALSE, TRUE, sizeof (TenantContainer));
  g_array_set_clear_func (tree->containers, clear_container);
  tree->indices = g_hash_table_new (NULL, NULL);
  tree->albums = g_array_new (FALSE, FALSE, sizeof (guint));
  tree->roots = g_array_new (FALSE, FALSE, sizeof (guint));

  return tree;
}

void
tenant_tree_free (TenantTree *tree)
{
  g_array_unref (tree->containers);
  g_hash_table_unref (tree->indices);
  g_array_unref (tree->albums);
  g_array_unref (tree->roots);
  g_free (tree);
}

static TenantContainer *
get (TenantTree *tree, guint index)
{
  return &g_array_index (tree->containers, TenantContainer, index);
}

static void
write_id (guint number, char id[6])
{
  for (int i = 4; i >= 0; i--)
    {
      id[i] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"[number % ID_LETTERS];
      number /= ID_LETTERS;
    }
  id[5] = '\0';
}

guint
tenant_tree_add (TenantTree *tree,
                 int parent,
                 gboolean is_album,
                 const char *name,
                 guint64 id_bits,
                 gint64 time_ms)
{
  TenantContainer container = {
    .index = tree->containers->len,
    .is_album = is_album,
    .name = g_strdup (name),
    .parent = parent,
    .children = g_array_new (FALSE, FALSE, sizeof (guint)),
    .album = is_album ? tree->albums->len : TENANT_NO_ALBUM,
    .owner = tree->containers->len % 2,
    .time_ms = time_ms,
  };
  guint id = (guint) (tenant_mix (id_bits) % N_IDS);

  while (g_hash_table_contains (tree->indices, GUINT_TO_POINTER (id)))
    id = (id + 1) % N_IDS;
  g_hash_table_insert (tree->indices, GUINT_TO_POINTER (id),
                       GUINT_TO_POINTER (container.index + 1));
  write_id (id, container.id);
  if (is_album)
    g_array_append_val (tree->albums, container.index);
  g_array_append_val (parent >= 0 ? get (tree, (guint) parent)->children : tree->roots,
                      container.index);
  g_array_append_val (tree->containers, container);

  return container.index;
}

static int
compare_names (const void *a, const void *b)
{
  const NameEntry *left = a;
  const NameEntry *right = b;
  int order = strcmp (left->key, right->key);

  return order != 0 ? order : left->index < right->index ? -1 : 1;
}

/* Once: collating two names takes longer than all else about sorting a branch. */
static void
rank_names (TenantTree *tree)
{
  guint n = tree->containers->len;
  g_autofree NameEntry *entries = g_new (NameEntry, n + 1);

  for (guint i = 0; i < n; i++)
    {
      entries[i].key = g_utf8_collate_key (get (tree, i)->name, -1);
      entries[i].index = i;
    }
  qsort (entries, n, sizeof *entries, compare_names);
  for (guint i = 0; i < n; i++)
    {
      get (tree, entries[i].index)->rank = i;
      g_free (entries[i].key);
    }
}

void
tenant_tree_seal (TenantTree *tree)
{
  /* From the end: what is below a folder comes after it. */
  for (int i = (int) tree->containers->len - 1; i >= 0; i--)
    {
      TenantContainer *container = get (tree, (guint) i);
      TenantContainer *parent;

      if (container->is_album)
        {
          container->first_album = container->album;
          container->end_album = container->album + 1;
        }
      if (container->parent < 0 || container->first_album == container->end_album)
        continue;
      parent = get (tree, (guint) container->parent);
      if (parent->first_album == parent->end_album)
        parent->end_album = container->end_album;
      parent->first_album = container->first_album;
    }
  rank_names (tree);
}

guint
tenant_tree_get_n_containers (TenantTree *tree)
{
  return tree->containers->len;
}

guint
tenant_tree_get_n_albums (TenantTree *tree)
{
  return tree->albums->len;
}

const TenantContainer *
tenant_tree_get_container (TenantTree *tree, guint index)
{
  return get (tree, index);
}

const TenantContainer *
tenant_tree_get_album (TenantTree *tree, guint album)
{
  return get (tree, g_array_index (tree->albums, guint, album));
}

const TenantContainer *
tenant_tree_find (TenantTree *tree, const char *id)
{
  guint number = 0;
  guint found;

  if (strlen (id) != 5)
    return NULL;
  for (guint i = 0; i < 5; i++)
    {
      if (!g_ascii_isupper (id[i]) && !g_ascii_isdigit (id[i]))
        return NULL;
      number =
          number * ID_LETTERS + (guint) (g_ascii_isdigit (id[i]) ? 26 + id[i] - '0' : id[i] - 'A');
    }
  found = GPOINTER_TO_UINT (g_hash_table_lookup (tree->indices, GUINT_TO_POINTER (number)));

  return found > 0 ? get (tree, found - 1) : NULL;
}

GArray *
tenant_tree_get_roots (TenantTree *tree)
{
  return tree->roots;
}

char *
tenant_tree_make_path (TenantTree *tree, const TenantContainer *container, gboolean names)
{
  GString *path = g_string_new (names ? container->name : container->id);

  while (container->parent >= 0)
    {
      container = get (tree, (guint) container->parent);
      g_string_prepend_c (path, '/');
      g_string_prepend (path, names ? container->name : container->id);
    }

  return g_string_free (path, FALSE);
}

/* 1 << number for the numbers below @end that have a bit */
static guint64
get_bits_below (guint end)
{
  return end >= N_BITS ? G_MAXUINT64 : (G_GUINT64_CONSTANT (1) << end) - 1;
}

gboolean
tenant_container_holds (const TenantContainer *container, guint64 albums, guint filed)
{
  guint64 bits = get_bits_below (container->end_album) & ~get_bits_below (container->first_album);

  return (albums & bits) != 0 || (filed >= container->first_album && filed < container->end_album);
}
