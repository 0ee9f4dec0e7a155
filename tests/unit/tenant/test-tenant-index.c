/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-index.h"

#include "tenant-containers.h"
#include "tenant-made-up.h"

#include <libsoup/soup.h>
#include <malloc.h>
#include <string.h>

static TenantSelection *
pick (TenantIndex *index, TenantLibrary *library, const char *text)
{
  g_autoptr (GHashTable) parameters = soup_form_decode (text);
  g_autoptr (TenantQuery) query = tenant_query_parse (library, parameters, TENANT_ROLE_ADMIN, NULL);

  return tenant_index_select (index, text, query);
}

static int
compare_by_size (TenantLibrary *library, guint64 left, guint64 right)
{
  TenantFacts a;
  TenantFacts b;

  tenant_library_get_facts (library, left, &a);
  tenant_library_get_facts (library, right, &b);

  return a.size_bytes < b.size_bytes ? -1 : a.size_bytes > b.size_bytes;
}

static int
compare_by_owner (TenantLibrary *library, guint64 left, guint64 right)
{
  TenantFacts a;
  TenantFacts b;

  tenant_library_get_facts (library, left, &a);
  tenant_library_get_facts (library, right, &b);

  return a.owner < b.owner ? -1 : a.owner > b.owner;
}

static int
compare_by_name (TenantLibrary *library, guint64 left, guint64 right)
{
  g_auto (TenantAsset) a = { 0 };
  g_auto (TenantAsset) b = { 0 };
  g_autofree char *a_name = NULL;
  g_autofree char *b_name = NULL;

  tenant_library_get_asset (library, left, &a);
  tenant_library_get_asset (library, right, &b);
  a_name = g_utf8_strdown (a.name, -1);
  b_name = g_utf8_strdown (b.name, -1);

  return strcmp (a_name, b_name);
}

static int
compare_by_time (TenantLibrary *library, guint64 left, guint64 right)
{
  return left < right ? -1 : left > right;
}

static void
check_order (TenantLibrary *library,
             TenantIndex *index,
             const char *sort,
             int (*compare) (TenantLibrary *, guint64, guint64))
{
  g_autofree char *up_query = g_strdup_printf ("sortBy=%s&sortDirection=ascending", sort);
  g_autofree char *down_query = g_strdup_printf ("sortBy=%s", sort);
  g_autoptr (TenantSelection) up = pick (index, library, up_query);
  g_autoptr (TenantSelection) down = pick (index, library, down_query);
  guint64 n = tenant_selection_get_found (up);

  g_assert_cmpuint (n, ==, tenant_library_get_n_assets (library));
  g_assert_cmpuint (tenant_selection_get_found (down), ==, n);
  for (guint64 i = 0; i < n; i++)
    g_assert_cmpuint (tenant_selection_get_number (up, i), ==,
                      tenant_selection_get_number (down, n - 1 - i));
  for (guint64 i = 1; i < n; i++)
    {
      guint64 left = tenant_selection_get_number (up, i - 1);
      guint64 right = tenant_selection_get_number (up, i);
      int order = compare (library, left, right);

      g_assert_cmpint (order, <=, 0);
      if (order == 0)
        g_assert_cmpuint (tenant_library_get_id_order (library, left), <,
                          tenant_library_get_id_order (library, right));
    }
}

static void
test_orders (void)
{
  g_autoptr (TenantLibrary) library = tenant_made_up_new (5000, 9, 0);
  g_autoptr (TenantIndex) index = tenant_index_new (library);

  check_order (library, index, "time", compare_by_time);
  check_order (library, index, "size", compare_by_size);
  check_order (library, index, "owner", compare_by_owner);
  check_order (library, index, "name", compare_by_name);
}

/* A filter keeps the order and each asset once. */
static void
test_filter (void)
{
  g_autoptr (TenantLibrary) library = tenant_made_up_new (5000, 9, 0);
  g_autoptr (TenantIndex) index = tenant_index_new (library);
  g_autoptr (TenantSelection) images = pick (index, library, "scheme=image");
  g_autoptr (TenantSelection) others =
      pick (index, library, "scheme=video|audio|document|presentation|other");
  guint64 last = G_MAXUINT64;

  g_assert_cmpuint (tenant_selection_get_found (images) + tenant_selection_get_found (others), ==,
                    5000);
  for (guint64 i = 0; i < tenant_selection_get_found (images); i++)
    {
      guint64 number = tenant_selection_get_number (images, i);
      TenantFacts facts;

      tenant_library_get_facts (library, number, &facts);
      g_assert_cmpint (facts.scheme, ==, TENANT_SCHEME_IMAGE);
      g_assert_cmpuint (number, <, last);
      last = number;
    }
}

/* Nothing to sort is sorted as well. */
static void
test_nothing (void)
{
  g_autoptr (TenantLibrary) library = tenant_made_up_new (100, 9, 0);
  g_autoptr (TenantIndex) index = tenant_index_new (library);
  g_autoptr (TenantSelection) none = pick (index, library, "sortBy=name&pageNumber=90..99");

  g_assert_cmpuint (tenant_selection_get_found (none), ==, 0);
}

/* The next page of a query takes no new search; an old answer is dropped for a new one. */
static void
test_kept (void)
{
  g_autoptr (TenantLibrary) library = tenant_made_up_new (1000, 9, 0);
  g_autoptr (TenantIndex) index = tenant_index_new (library);
  g_autoptr (TenantSelection) first = pick (index, library, "scheme=image");
  g_autoptr (TenantSelection) again = pick (index, library, "scheme=image");
  g_autoptr (TenantSelection) second = pick (index, library, "scheme=video");
  g_autoptr (TenantSelection) still = pick (index, library, "scheme=image");
  g_autoptr (TenantSelection) third = pick (index, library, "scheme=audio");
  g_autoptr (TenantSelection) last_used = pick (index, library, "scheme=image");
  g_autoptr (TenantSelection) new_second = pick (index, library, "scheme=video");

  g_assert_true (again == first);
  g_assert_true (still == first);
  g_assert_true (last_used == first);
  g_assert_true (new_second != second);
  g_assert_cmpuint (tenant_selection_get_found (third), >, 0);
  g_assert_cmpuint (tenant_selection_get_found (new_second), ==,
                    tenant_selection_get_found (second));
}

/* However many queries there were: at most 16 bytes an asset are kept. */
static void
test_bytes (void)
{
  static const char *const queries[] = { "sortBy=name", "sortBy=size",   "sortBy=owner",
                                         "keyword=*",   "sortBy=scheme", "scheme=image" };
  const guint64 n_assets = 200000;
  g_autoptr (TenantLibrary) library = tenant_made_up_new (n_assets, 9, 0);
  g_autoptr (TenantIndex) index = tenant_index_new (library);
  struct mallinfo2 before = mallinfo2 ();
  struct mallinfo2 after;

  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (TenantSelection) selection = pick (index, library, queries[i]);

      g_assert_cmpuint (tenant_selection_get_found (selection), >, n_assets / 2);
    }
  after = mallinfo2 ();
  g_assert_cmpuint (after.uordblks + after.hblkhd, <=,
                    before.uordblks + before.hblkhd + 16 * n_assets);
}

/* @data: how many albums */
static void
test_album_sizes (gconstpointer data)
{
  g_autoptr (TenantLibrary) library = tenant_made_up_new (3000, 9, GPOINTER_TO_UINT (data));
  g_autoptr (TenantIndex) index = tenant_index_new (library);
  TenantTree *tree = tenant_library_get_tree (library);
  guint n_filled = 0;

  for (guint i = 0; i < tenant_tree_get_n_containers (tree); i++)
    {
      const TenantContainer *container = tenant_tree_get_container (tree, i);
      guint expected = 0;

      if (!container->is_album)
        {
          g_assert_cmpuint (tenant_index_get_container_size (index, i), ==,
                            container->children->len);
          continue;
        }
      for (guint64 number = 0; number < 3000; number++)
        {
          TenantFacts facts;

          tenant_library_get_facts (library, number, &facts);
          expected += facts.filed == container->album
                      || (container->album < TENANT_MAX_DRAWN_ALBUMS
                          && ((facts.albums >> container->album) & 1) != 0);
        }
      g_assert_cmpuint (tenant_index_get_container_size (index, i), ==, expected);
      n_filled += expected > 0;
    }
  g_assert_cmpuint (n_filled, >, 20);
}

typedef struct
{
  TenantLibrary *library;
  TenantIndex *index;
} Shared;

static gpointer
ask_often (gpointer data)
{
  Shared *shared = data;

  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *query =
          g_strdup_printf ("scheme=%s&sortBy=size", tenant_scheme_to_word ((TenantScheme) (i % 3)));
      g_autoptr (TenantSelection) selection = pick (shared->index, shared->library, query);

      for (guint64 j = 0; j < tenant_selection_get_found (selection); j++)
        {
          TenantFacts facts;

          tenant_library_get_facts (shared->library, tenant_selection_get_number (selection, j),
                                    &facts);
          g_assert_cmpint (facts.scheme, ==, i % 3);
        }
    }

  return NULL;
}

static void
test_threads (void)
{
  g_autoptr (TenantLibrary) library = tenant_made_up_new (1000, 9, 0);
  g_autoptr (TenantIndex) index = tenant_index_new (library);
  Shared shared = { library, index };
  GThread *threads[4];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("ask", ask_often, &shared);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/index/orders", test_orders);
  g_test_add_func ("/index/filter", test_filter);
  g_test_add_func ("/index/nothing", test_nothing);
  g_test_add_func ("/index/kept", test_kept);
  g_test_add_func ("/index/sixteen-bytes-an-asset", test_bytes);
  g_test_add_data_func ("/index/album-sizes", GUINT_TO_POINTER (0), test_album_sizes);
  g_test_add_data_func ("/index/8.3/album-sizes-of-many", GUINT_TO_POINTER (300), test_album_sizes);
  g_test_add_func ("/index/threads", test_threads);

  return g_test_run ();
}
