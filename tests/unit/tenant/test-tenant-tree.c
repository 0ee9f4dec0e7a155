/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A tree that changes, against one that is looked through the simple way. */

#include "tenant-tree.h"

#include "tenant-containers.h"

#include <string.h>

static gboolean
is_below (TenantTree *tree, const TenantContainer *container, guint index)
{
  while (container->index != index)
    {
      if (container->parent < 0)
        return FALSE;
      container = tenant_tree_get_container (tree, (guint) container->parent);
    }

  return TRUE;
}

static void
check_albums (TenantTree *tree, const TenantContainer *container)
{
  g_autoptr (TenantAlbumSet) set = tenant_album_set_new (tree, container);

  for (guint i = 0; i < tenant_tree_get_n_albums (tree); i++)
    {
      const TenantContainer *album = tenant_tree_get_album (tree, i);
      gboolean expected = !album->is_gone && is_below (tree, album, container->index);
      g_autoptr (GArray) more = g_array_new (FALSE, FALSE, sizeof (guint));

      g_array_append_val (more, i);
      g_assert_cmpint (tenant_album_set_holds (set, 0, i, NULL), ==, expected);
      g_assert_cmpint (tenant_album_set_holds (set, 0, TENANT_NO_ALBUM, more), ==, expected);
      if (i < 64)
        g_assert_cmpint (
            tenant_album_set_holds (set, G_GUINT64_CONSTANT (1) << i, TENANT_NO_ALBUM, NULL), ==,
            expected);
    }
}

static int
compare (TenantTree *tree, guint left, guint right)
{
  g_autofree char *a = g_utf8_collate_key (tenant_tree_get_container (tree, left)->name, -1);
  g_autofree char *b = g_utf8_collate_key (tenant_tree_get_container (tree, right)->name, -1);
  int order = strcmp (a, b);

  return order != 0 ? order : left < right ? -1 : 1;
}

static void
check (TenantTree *tree)
{
  guint n = tenant_tree_get_n_containers (tree);
  g_autofree guint *by_rank = g_new (guint, n);

  for (guint i = 0; i < n; i++)
    by_rank[i] = G_MAXUINT;
  for (guint i = 0; i < n; i++)
    {
      const TenantContainer *container = tenant_tree_get_container (tree, i);

      g_assert_cmpuint (container->index, ==, i);
      g_assert_cmpuint (container->rank, <, n);
      g_assert_cmpuint (by_rank[container->rank], ==, G_MAXUINT);
      by_rank[container->rank] = i;
      g_assert_true ((tenant_tree_find (tree, container->id) == container) != container->is_gone);
      if (!container->is_gone)
        {
          const TenantContainer *same = tenant_tree_find_child (
              tree, container->parent, container->is_album, container->name);

          g_assert_cmpstr (same->name, ==, container->name);
          check_albums (tree, container);
        }
    }
  for (guint i = 1; i < n; i++)
    g_assert_cmpint (compare (tree, by_rank[i - 1], by_rank[i]), <, 0);
}

/* One that is there, or none. (nullable) */
static const TenantContainer *
choose (TenantTree *tree, GRand *random)
{
  const TenantContainer *container = tenant_tree_get_container (
      tree, (guint) g_rand_int_range (random, 0, (gint32) tenant_tree_get_n_containers (tree)));

  return container->is_gone ? NULL : container;
}

static void
insert (TenantTree *tree, GRand *random, const TenantContainer *parent, guint i)
{
  g_autofree char *name = g_strdup_printf ("%c%u é", 'a' + g_rand_int_range (random, 0, 26), i);
  gboolean is_album = g_rand_boolean (random);
  guint n_albums = tenant_tree_get_n_albums (tree);
  const TenantContainer *added;
  char id[6];
  guint index;

  if (parent != NULL && parent->is_album)
    return;
  tenant_tree_choose_id (tree, g_rand_int (random), id);
  index = tenant_tree_insert (tree, parent != NULL ? (int) parent->index : TENANT_NO_CONTAINER,
                              is_album, id, name, 1, 1000 + i);
  added = tenant_tree_get_container (tree, index);
  g_assert_cmpstr (added->id, ==, id);
  g_assert_cmpstr (added->name, ==, name);
  g_assert_cmpint (added->created_ms, ==, 1000 + i);
  g_assert_cmpuint (added->album, ==, is_album ? n_albums : TENANT_NO_ALBUM);
}

static void
test_random (void)
{
  g_autoptr (TenantTree) base = tenant_containers_new (3, 90, 0, 1000000);
  g_autoptr (TenantTree) tree = tenant_tree_copy (base);
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  guint n_base = tenant_tree_get_n_containers (base);

  check (tree);
  for (guint i = 0; i < 120; i++)
    {
      const TenantContainer *container = choose (tree, random);
      guint what = (guint) g_rand_int_range (random, 0, 8);

      if (what < 4)
        insert (tree, random, container, i);
      else if (what < 7 && container != NULL)
        {
          g_autofree char *name = g_strdup_printf ("%u Renamed", i * 7 % 50);

          tenant_tree_rename (tree, container->index, name, 5000 + i);
          g_assert_cmpint (container->time_ms, ==, 5000 + i);
        }
      else if (container != NULL && container->parent >= 0)
        tenant_tree_remove (tree, container->index);
      if (i % 8 == 0)
        check (tree);
    }
  check (tree);
  g_assert_cmpuint (tenant_tree_get_n_containers (tree), >, n_base + 20);

  /* The one that it was copied from is as it was. */
  g_assert_cmpuint (tenant_tree_get_n_containers (base), ==, n_base);
  check (base);
}

static void
test_remove_all (void)
{
  g_autoptr (TenantTree) tree = tenant_containers_new (3, 300, 0, 1000000);
  GArray *roots = tenant_tree_get_roots (tree);

  while (roots->len > 0)
    tenant_tree_remove (tree, g_array_index (roots, guint, 0));
  for (guint i = 0; i < tenant_tree_get_n_containers (tree); i++)
    g_assert_true (tenant_tree_get_container (tree, i)->is_gone);
}

static void
test_ids (void)
{
  static const char *const bad[] = { "", "ABCD", "ABCDEF", "ABCDe", "ABC D", "ABCD\303" };
  g_autoptr (TenantTree) tree = tenant_tree_new ();

  tenant_tree_add (tree, TENANT_NO_CONTAINER, FALSE, "A", 5, 0);
  tenant_tree_seal (tree);
  g_assert_true (tenant_tree_is_id (tenant_tree_get_container (tree, 0)->id));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_false (tenant_tree_is_id (bad[i]));
      g_assert_null (tenant_tree_find (tree, bad[i]));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tree/random-changes", test_random);
  g_test_add_func ("/tree/remove-all", test_remove_all);
  g_test_add_func ("/tree/ids", test_ids);

  return g_test_run ();
}
