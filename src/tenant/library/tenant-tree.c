/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-tree.h"

#include "tenant-random-private.h"

#include <stdlib.h>
#include <string.h>

#define ID_LETTERS 36
#define N_IDS      (36u * 36 * 36 * 36 * 36)

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
  g_clear_pointer (&container->description, g_free);
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

/* FALSE if it is none: five of 36 signs. */
static gboolean
read_id (const char *id, guint *number)
{
  *number = 0;
  for (guint i = 0; i < 5; i++)
    {
      if (!g_ascii_isupper (id[i]) && !g_ascii_isdigit (id[i]))
        return FALSE;
      *number =
          *number * ID_LETTERS + (guint) (g_ascii_isdigit (id[i]) ? 26 + id[i] - '0' : id[i] - 'A');
    }

  return id[5] == '\0';
}

static GArray *
get_children (TenantTree *tree, int parent)
{
  return parent >= 0 ? get (tree, (guint) parent)->children : tree->roots;
}

static guint
append (TenantTree *tree, TenantContainer *container, guint id)
{
  container->index = tree->containers->len;
  container->children = g_array_new (FALSE, FALSE, sizeof (guint));
  container->album = container->is_album ? tree->albums->len : TENANT_NO_ALBUM;
  write_id (id, container->id);
  g_hash_table_insert (tree->indices, GUINT_TO_POINTER (id),
                       GUINT_TO_POINTER (container->index + 1));
  if (container->is_album)
    g_array_append_val (tree->albums, container->index);
  g_array_append_val (get_children (tree, container->parent), container->index);
  g_array_append_val (tree->containers, *container);

  return container->index;
}

static guint
choose_id (TenantTree *tree, guint64 id_bits)
{
  guint id = (guint) (tenant_mix (id_bits) % N_IDS);

  while (g_hash_table_contains (tree->indices, GUINT_TO_POINTER (id)))
    id = (id + 1) % N_IDS;

  return id;
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
    .is_album = is_album,
    .name = g_strdup (name),
    .parent = parent,
    .owner = tree->containers->len % 2,
    .created_ms = time_ms,
    .time_ms = time_ms,
  };

  return append (tree, &container, choose_id (tree, id_bits));
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

gboolean
tenant_tree_is_id (const char *id)
{
  guint number;

  return read_id (id, &number);
}

const TenantContainer *
tenant_tree_find (TenantTree *tree, const char *id)
{
  guint number;
  guint found;

  if (!read_id (id, &number))
    return NULL;
  found = GPOINTER_TO_UINT (g_hash_table_lookup (tree->indices, GUINT_TO_POINTER (number)));

  return found > 0 ? get (tree, found - 1) : NULL;
}

const TenantContainer *
tenant_tree_find_child (TenantTree *tree, int parent, gboolean is_album, const char *name)
{
  GArray *children = get_children (tree, parent);

  for (guint i = 0; i < children->len; i++)
    {
      const TenantContainer *child = get (tree, g_array_index (children, guint, i));

      if (child->is_album == is_album && g_str_equal (child->name, name))
        return child;
    }

  return NULL;
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

/* Changes */

TenantTree *
tenant_tree_copy (TenantTree *tree)
{
  TenantTree *copy = tenant_tree_new ();
  GHashTableIter iter;
  gpointer id;
  gpointer index;

  g_array_append_vals (copy->albums, tree->albums->data, tree->albums->len);
  g_array_append_vals (copy->roots, tree->roots->data, tree->roots->len);
  for (guint i = 0; i < tree->containers->len; i++)
    {
      TenantContainer container = *get (tree, i);

      container.name = g_strdup (container.name);
      container.description = g_strdup (container.description);
      container.children = g_array_copy (container.children);
      g_array_append_val (copy->containers, container);
    }
  g_hash_table_iter_init (&iter, tree->indices);
  while (g_hash_table_iter_next (&iter, &id, &index))
    g_hash_table_insert (copy->indices, id, index);

  return copy;
}

/* Gives a container its rank by its name, among all others: those behind it make room. Only few
 * names are looked at, for comparing two of them takes long. */
static void
rank_name (TenantTree *tree, guint index)
{
  guint n = tree->containers->len;
  g_autofree guint *by_rank = g_new (guint, n);
  g_autofree char *key = g_utf8_collate_key (get (tree, index)->name, -1);
  guint low = 0;
  guint high = n - 1;

  for (guint i = 0; i < n; i++)
    {
      const TenantContainer *other = get (tree, i);

      /* As if it had been the last. */
      if (i != index)
        by_rank[other->rank - (other->rank > get (tree, index)->rank)] = i;
    }
  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      g_autofree char *other = g_utf8_collate_key (get (tree, by_rank[middle])->name, -1);
      int order = strcmp (other, key);

      if (order < 0 || (order == 0 && by_rank[middle] < index))
        low = middle + 1;
      else
        high = middle;
    }
  for (guint i = 0; i + 1 < n; i++)
    get (tree, by_rank[i])->rank = i + (i >= low);
  get (tree, index)->rank = low;
}

guint
tenant_tree_insert (TenantTree *tree,
                    int parent,
                    gboolean is_album,
                    const char *id,
                    const char *name,
                    guint owner,
                    gint64 time_ms)
{
  TenantContainer container = {
    .is_album = is_album,
    .name = g_strdup (name),
    .parent = parent,
    .rank = tree->containers->len,
    .owner = owner,
    .created_ms = time_ms,
    .time_ms = time_ms,
  };
  guint number = 0;
  guint index;

  read_id (id, &number);
  index = append (tree, &container, number);
  rank_name (tree, index);

  return index;
}

void
tenant_tree_describe (TenantTree *tree, guint index, const char *description)
{
  TenantContainer *container = get (tree, index);

  g_free (container->description);
  container->description = g_strdup (description);
}

void
tenant_tree_rename (TenantTree *tree, guint index, const char *name, gint64 time_ms)
{
  TenantContainer *container = get (tree, index);

  g_free (container->name);
  container->name = g_strdup (name);
  container->time_ms = time_ms;
  rank_name (tree, index);
}

static void
remove_from (GArray *indices, guint index)
{
  for (guint i = 0; i < indices->len; i++)
    {
      if (g_array_index (indices, guint, i) == index)
        {
          g_array_remove_index (indices, i);
          return;
        }
    }
}

void
tenant_tree_remove (TenantTree *tree, guint index)
{
  g_autoptr (GArray) rest = g_array_new (FALSE, FALSE, sizeof (guint));

  remove_from (get_children (tree, get (tree, index)->parent), index);
  g_array_append_val (rest, index);
  while (rest->len > 0)
    {
      TenantContainer *container = get (tree, g_array_index (rest, guint, rest->len - 1));
      guint number = 0;

      g_array_set_size (rest, rest->len - 1);
      g_array_append_vals (rest, container->children->data, container->children->len);
      g_array_set_size (container->children, 0);
      container->is_gone = TRUE;
      read_id (container->id, &number);
      g_hash_table_remove (tree->indices, GUINT_TO_POINTER (number));
    }
}

void
tenant_tree_choose_id (TenantTree *tree, guint64 id_bits, char id[6])
{
  write_id (choose_id (tree, id_bits), id);
}
