/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is changed is there at once for each way to look at it, and nothing else is. */

#include "tenant-index.h"
#include "tenant-made-up.h"
#include "tenant-overlay.h"

#include <libsoup/soup.h>
#include <string.h>

#define N_ASSETS 500
#define USER     1

typedef struct
{
  TenantLibrary *base;
  TenantOverlay *overlay;
  TenantLibrary *library; /* the same */
  TenantIndex *index;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->base = tenant_made_up_new (N_ASSETS, 3, 0);
  self->overlay = tenant_overlay_new (self->base);
  self->library = TENANT_LIBRARY (self->overlay);
  self->index = tenant_index_new (self->library);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  tenant_index_free (self->index);
  g_assert_finalize_object (self->overlay);
  g_assert_finalize_object (self->base);
}

static void
commit (TenantChange *change)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (tenant_change_commit (change, &error));
  g_assert_no_error (error);
  tenant_change_free (change);
}

static void
rename_asset (Fixture *self, guint64 number, const char *name)
{
  TenantChange *change = tenant_change_new (self->overlay, USER, 0);

  tenant_entry_rename (tenant_change_edit (change, number), name);
  commit (change);
}

static void
delete_asset (Fixture *self, guint64 number)
{
  TenantChange *change = tenant_change_new (self->overlay, USER, 0);

  tenant_change_delete (change, number);
  commit (change);
}

static TenantSelection *
pick (Fixture *self, const char *text)
{
  g_autoptr (GHashTable) parameters = soup_form_decode (text);
  g_autoptr (TenantQuery) query =
      tenant_query_parse (self->library, parameters, TENANT_ROLE_ADMIN, NULL);

  return tenant_index_select (self->index, text, query);
}

static guint64
count (Fixture *self, const char *text)
{
  g_autoptr (TenantSelection) selection = pick (self, text);

  return tenant_selection_get_found (selection);
}

static char *
dup_name (Fixture *self, guint64 number)
{
  g_auto (TenantAsset) asset = { 0 };

  tenant_library_get_asset (self->library, number, &asset);

  return g_strdup (asset.name);
}

static void
test_nothing (Fixture *self, gconstpointer data)
{
  g_assert_cmpuint (tenant_library_get_n_assets (self->library), ==, N_ASSETS);
  for (guint64 place = 0; place < N_ASSETS; place++)
    {
      TenantFacts facts;
      TenantFacts below;

      g_assert_cmpuint (tenant_library_get_number_at (self->library, place), ==, place);
      tenant_library_get_facts (self->library, place, &facts);
      tenant_library_get_facts (self->base, place, &below);
      g_assert_cmpmem (&facts, sizeof facts, &below, sizeof below);
    }
}

/* Against a list that is kept the simple way. */
static void
test_order (Fixture *self, gconstpointer data)
{
  g_autoptr (GArray) expected = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint64 number = 0; number < N_ASSETS; number++)
    g_array_append_val (expected, number);
  for (guint i = 0; i < 300; i++)
    {
      guint place = (guint) g_rand_int_range (random, 0, (gint32) expected->len);
      guint64 number = g_array_index (expected, guint64, place);
      g_autofree char *name = g_strdup_printf ("%u.jpg", i);
      gint64 last_ms = 0;

      g_array_remove_index (expected, place);
      if (i % 3 == 0)
        delete_asset (self, number);
      else
        {
          rename_asset (self, number, name);
          g_array_append_val (expected, number);
        }

      g_assert_cmpuint (tenant_library_get_n_assets (self->library), ==, expected->len);
      for (guint j = 0; j < expected->len; j++)
        {
          guint64 found = tenant_library_get_number_at (self->library, j);
          TenantFacts facts;

          g_assert_cmpuint (found, ==, g_array_index (expected, guint64, j));
          tenant_library_get_facts (self->library, found, &facts);
          g_assert_cmpuint (facts.number, ==, found);
          g_assert_cmpint (facts.modified_ms, >, last_ms);
          last_ms = facts.modified_ms;
        }
    }
}

/* What is not committed is not seen; what is, by all. */
static void
test_commit (Fixture *self, gconstpointer data)
{
  TenantChange *change = tenant_change_new (self->overlay, USER, 0);
  TenantEntry *entry = tenant_change_edit (change, 40);
  g_autofree char *old_name = dup_name (self, 40);
  g_auto (TenantAsset) asset = { 0 };
  TenantFacts before;
  guint64 number;

  tenant_library_get_facts (self->library, 40, &before);
  g_assert_true (tenant_change_edit (change, 40) == entry);
  tenant_entry_rename (entry, "Xylophone.jpg");
  tenant_entry_add_tag (entry, "Zither");
  tenant_entry_set_text (entry, TENANT_ENTRY_DESCRIPTION, "A quokka");
  g_assert_cmpuint (count (self, "keyword=xylophone"), ==, 0);
  g_assert_cmpuint (tenant_library_get_number_at (self->library, N_ASSETS - 1), ==, N_ASSETS - 1);
  {
    g_autofree char *name = dup_name (self, 40);

    g_assert_cmpstr (name, ==, old_name);
  }

  commit (change);
  g_assert_cmpuint (count (self, "keyword=xylophone"), ==, 1);
  g_assert_cmpuint (count (self, "keyword=zither"), ==, 1);
  g_assert_cmpuint (count (self, "tags=zither"), ==, 1);
  g_assert_cmpuint (count (self, "tagsLiteral=zither"), ==, 0);
  g_assert_cmpuint (count (self, "keyword=quokka&searchInField=description"), ==, 1);
  g_assert_cmpuint (count (self, "keyword=quokka&searchInField=tags"), ==, 0);
  tenant_library_get_asset (self->library, 40, &asset);
  g_assert_cmpstr (asset.name, ==, "Xylophone.jpg");
  g_assert_cmpuint (asset.editor, ==, USER);
  g_assert_cmpint (asset.modified_ms, >, before.modified_ms);
  g_assert_cmpint (asset.uploaded_ms, ==, before.uploaded_ms);
  g_assert_true (tenant_library_find (self->library, asset.scheme, asset.id, &number));
  g_assert_cmpuint (number, ==, 40);
}

static void
test_dropped (Fixture *self, gconstpointer data)
{
  TenantChange *change = tenant_change_new (self->overlay, USER, 0);

  tenant_entry_rename (tenant_change_edit (change, 3), "Never.jpg");
  tenant_change_delete (change, 4);
  tenant_change_free (change);
  test_nothing (self, data);
}

/* Nothing is set: the asset is not the last changed. */
static void
test_same (Fixture *self, gconstpointer data)
{
  TenantChange *change = tenant_change_new (self->overlay, USER, 0);
  TenantEntry *entry = tenant_change_edit (change, 11);
  g_auto (TenantAsset) asset = { 0 };

  tenant_library_get_asset (self->library, 11, &asset);
  tenant_entry_rename (entry, asset.name);
  tenant_entry_set_text (entry, TENANT_ENTRY_DESCRIPTION, asset.description);
  tenant_entry_add_tag (entry, asset.tags[0]);
  tenant_entry_remove_tag (entry, "not one of its tags");
  tenant_entry_remove_keyword (entry, "not one of its keywords");
  commit (change);
  test_nothing (self, data);
}

/* 7.9: "Untagged" is there as long as there is no tag. */
static void
test_untagged (Fixture *self, gconstpointer data)
{
  g_autoptr (TenantSelection) untagged = pick (self, "tags=Untagged");
  guint64 number = tenant_selection_get_number (untagged, 0);
  guint64 n_untagged = tenant_selection_get_found (untagged);
  TenantChange *change = tenant_change_new (self->overlay, USER, 0);

  g_assert_cmpuint (n_untagged, >, 1);
  tenant_entry_add_tag (tenant_change_edit (change, number), "First");
  commit (change);
  g_assert_cmpuint (count (self, "tags=Untagged"), ==, n_untagged - 1);
  g_assert_cmpuint (count (self, "tags=first"), ==, 1);

  change = tenant_change_new (self->overlay, USER, 0);
  tenant_entry_remove_tag (tenant_change_edit (change, number), "First");
  tenant_entry_remove_tag (tenant_change_edit (change, number), TENANT_UNTAGGED);
  commit (change);
  g_assert_cmpuint (count (self, "tags=Untagged"), ==, n_untagged);
  g_assert_cmpuint (count (self, "tags=first"), ==, 0);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Renamed assets stand where their names belong, in either direction. */
static void
test_names (Fixture *self, gconstpointer data)
{
  static const char *const names[] = { "aaa.jpg", "zzzz.jpg",    "Harbour.jpg",
                                       "M",       "harbour.jpg", "Ähre.png" };
  g_autoptr (GPtrArray) sorted = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (TenantSelection) up = NULL;
  g_autoptr (TenantSelection) down = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    rename_asset (self, 17 * i, names[i]);
  for (guint64 number = 0; number < N_ASSETS; number++)
    {
      g_autofree char *name = dup_name (self, number);

      g_ptr_array_add (sorted, g_utf8_strdown (name, -1));
    }
  g_ptr_array_sort (sorted, compare_names);

  up = pick (self, "sortBy=name&sortDirection=ascending");
  down = pick (self, "sortBy=name");
  g_assert_cmpuint (tenant_selection_get_found (up), ==, N_ASSETS);
  for (guint i = 0; i < N_ASSETS; i++)
    {
      g_autofree char *name = dup_name (self, tenant_selection_get_number (up, i));
      g_autofree char *lower = g_utf8_strdown (name, -1);

      g_assert_cmpstr (lower, ==, sorted->pdata[i]);
      g_assert_cmpuint (tenant_selection_get_number (down, N_ASSETS - 1 - i), ==,
                        tenant_selection_get_number (up, i));
    }
}

/* Sizes of albums, asked for before, follow. */
static void
test_sizes (Fixture *self, gconstpointer data)
{
  TenantTree *tree = tenant_library_get_tree (self->library);
  const TenantContainer *album = NULL;
  g_autoptr (TenantAlbumSet) set = NULL;
  guint size = 0;

  for (guint i = 0; i < tenant_tree_get_n_albums (tree) && size == 0; i++)
    {
      album = tenant_tree_get_album (tree, i);
      size = tenant_index_get_container_size (self->index, album->index);
    }
  set = tenant_album_set_new (tree, album);
  for (guint64 number = 0; number < N_ASSETS; number++)
    {
      TenantFacts facts;

      tenant_library_get_facts (self->library, number, &facts);
      if (!tenant_album_set_holds (set, facts.albums, facts.filed, facts.more_albums))
        continue;
      rename_asset (self, number, "still there");
      g_assert_cmpuint (tenant_index_get_container_size (self->index, album->index), ==, size);
      delete_asset (self, number);
      g_assert_cmpuint (tenant_index_get_container_size (self->index, album->index), ==, --size);
    }
  g_assert_cmpuint (size, ==, 0);
}

/* What was found before a change, of each kind of query and order, is what is found by a new search
 * after it. */
static void
check_kept (Fixture *self, const char *query)
{
  g_autoptr (TenantSelection) kept = pick (self, query);
  g_autoptr (TenantIndex) other = tenant_index_new (self->library);
  Fixture fresh = { .library = self->library, .index = other };
  g_autoptr (TenantSelection) expected = pick (&fresh, query);

  g_assert_cmpuint (tenant_selection_get_found (kept), ==, tenant_selection_get_found (expected));
  for (guint64 i = 0; i < tenant_selection_get_found (kept); i++)
    g_assert_cmpuint (tenant_selection_get_number (kept, i), ==,
                      tenant_selection_get_number (expected, i));
}

static void
change_one (Fixture *self, GRand *random, guint i)
{
  guint64 place =
      (guint64) g_rand_int_range (random, 0, (gint32) tenant_library_get_n_assets (self->library));
  guint64 number = tenant_library_get_number_at (self->library, place);
  g_autofree char *name = g_strdup_printf ("%c%u.jpg", 'a' + i % 26, i);
  TenantChange *change = tenant_change_new (self->overlay, USER, 0);

  switch (g_rand_int_range (random, 0, 4))
    {
    case 0:
      tenant_entry_rename (tenant_change_edit (change, number), name);
      break;
    case 1:
      tenant_entry_add_tag (tenant_change_edit (change, number), "Sea");
      break;
    case 2:
      tenant_entry_remove_tag (tenant_change_edit (change, number), "Sea");
      tenant_entry_add_album (tenant_change_edit (change, number), i % 30);
      break;
    default:
      tenant_change_delete (change, number);
    }
  commit (change);
}

static void
test_kept (Fixture *self, gconstpointer data)
{
  static const char *const pairs[][2] = {
    { "", "sortBy=name" },
    { "tags=sea", "tags=sea&sortBy=name&sortDirection=ascending" },
    { "sortBy=size", "keyword=jpg&sortBy=owner" },
    { "scheme=image&sortBy=scheme", "keyword=-sea&sortBy=name" },
  };
  g_autoptr (GRand) random = g_rand_new_with_seed (5);

  for (guint i = 0; i < 160; i++)
    {
      const char *const *queries = pairs[i / 40];

      check_kept (self, queries[0]);
      check_kept (self, queries[1]);
      change_one (self, random, i);
    }
}

static void
test_deleted (Fixture *self, gconstpointer data)
{
  g_auto (TenantAsset) asset = { 0 };
  guint64 number;

  tenant_library_get_asset (self->library, 9, &asset);
  g_assert_cmpuint (count (self, ""), ==, N_ASSETS);
  delete_asset (self, 9);
  g_assert_false (tenant_library_find (self->library, asset.scheme, asset.id, &number));
  g_assert_cmpuint (count (self, ""), ==, N_ASSETS - 1);
  g_assert_cmpuint (count (self, "sortBy=size"), ==, N_ASSETS - 1);
}

/* A renamed asset is made of the same bytes. */
static void
test_bytes (Fixture *self, gconstpointer data)
{
  g_auto (TenantAsset) before = { 0 };
  g_auto (TenantAsset) after = { 0 };
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;

  tenant_library_get_asset (self->library, 21, &before);
  first = tenant_library_make_original (self->library, &before, NULL);
  rename_asset (self, 21, "Another.name");
  tenant_library_get_asset (self->library, 21, &after);
  second = tenant_library_make_original (self->library, &after, NULL);
  g_assert_true (g_bytes_equal (first, second));
}

static void
test_fields (Fixture *self, gconstpointer data)
{
  static const char *const values[] = { "Blue", NULL };
  TenantChange *change = tenant_change_new (self->overlay, USER, 0);
  guint64 n_blue = count (self, "meta_label_0.keyword=\"Blue\"");
  guint64 n_unset = count (self, "meta_label_0.keyword=\"__null__\"");
  g_autoptr (TenantSelection) unset = pick (self, "meta_label_0.keyword=\"__null__\"");
  guint64 number = tenant_selection_get_number (unset, 0);
  guint label = 0;

  while (!g_str_equal (tenant_library_get_field (self->library, label)->id, "meta_label_0"))
    label++;
  tenant_entry_set_field (tenant_change_edit (change, number), label, g_strdupv ((char **) values));
  commit (change);
  g_assert_cmpuint (count (self, "meta_label_0.keyword=\"Blue\""), ==, n_blue + 1);
  g_assert_cmpuint (count (self, "meta_label_0.keyword=\"__null__\""), ==, n_unset - 1);

  change = tenant_change_new (self->overlay, USER, 0);
  tenant_entry_set_field (tenant_change_edit (change, number), label, NULL);
  commit (change);
  g_assert_cmpuint (count (self, "meta_label_0.keyword=\"__null__\""), ==, n_unset);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test) g_test_add ("/overlay/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("nothing-changed", test_nothing);
  ADD ("order-of-time", test_order);
  ADD ("commit", test_commit);
  ADD ("dropped", test_dropped);
  ADD ("set-as-it-is", test_same);
  ADD ("7.9/untagged", test_untagged);
  ADD ("order-of-names", test_names);
  ADD ("album-sizes", test_sizes);
  ADD ("kept-selections", test_kept);
  ADD ("deleted", test_deleted);
  ADD ("same-bytes", test_bytes);
  ADD ("custom-fields", test_fields);
#undef ADD

  return g_test_run ();
}
