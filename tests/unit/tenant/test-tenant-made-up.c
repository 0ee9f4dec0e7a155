/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-made-up.h"

#include "tenant-stems.h"

#include <string.h>

static void
assert_same (const TenantAsset *left, const TenantAsset *right)
{
  g_assert_cmpstr (left->id, ==, right->id);
  g_assert_cmpstr (left->name, ==, right->name);
  g_assert_cmpstr (left->description, ==, right->description);
  g_assert_cmpstr (left->copyright, ==, right->copyright);
  g_assert_cmpstr (left->terms, ==, right->terms);
  g_assert_cmpuint (left->size_bytes, ==, right->size_bytes);
  g_assert_cmpint (left->modified_ms, ==, right->modified_ms);
  g_assert_cmpuint (left->albums, ==, right->albums);
  g_assert_cmpint (left->approval, ==, right->approval);
  g_assert_true (
      g_strv_equal ((const char *const *) left->tags, (const char *const *) right->tags));
}

/* Nothing but number and seed decides, neither the library object nor what was asked before. */
static void
test_function (void)
{
  g_autoptr (TenantLibrary) one = tenant_made_up_new (1000, 7, 0);
  g_autoptr (TenantLibrary) same = tenant_made_up_new (1000, 7, 0);
  g_autoptr (TenantLibrary) other = tenant_made_up_new (1000, 8, 0);
  guint n_alike = 0;

  for (guint64 number = 0; number < 1000; number++)
    {
      g_auto (TenantAsset) left = { 0 };
      g_auto (TenantAsset) right = { 0 };
      g_auto (TenantAsset) of_other = { 0 };

      tenant_library_get_asset (one, number, &left);
      tenant_library_get_asset (same, 999 - number, &right);
      tenant_asset_clear (&right);
      tenant_library_get_asset (same, number, &right);
      tenant_library_get_asset (other, number, &of_other);
      assert_same (&left, &right);
      g_assert_cmpstr (left.id, !=, of_other.id);
      n_alike += g_str_equal (left.name, of_other.name);
    }
  g_assert_cmpuint (n_alike, <, 100);
}

/* Facts and asset are of one piece: filters look at the former, people see the latter. */
static void
test_facts (void)
{
  g_autoptr (TenantLibrary) library = tenant_made_up_new (2000, 3, 0);

  for (guint64 number = 0; number < 2000; number++)
    {
      g_auto (TenantAsset) asset = { 0 };
      TenantFacts facts;

      tenant_library_get_facts (library, number, &facts);
      tenant_library_get_asset (library, number, &asset);
      g_assert_cmpuint (facts.size_bytes, ==, asset.size_bytes);
      g_assert_cmpuint (facts.albums, ==, asset.albums);
      g_assert_cmpint (facts.scheme, ==, asset.scheme);
      g_assert_cmpint (facts.approval, ==, asset.approval);
      g_assert_cmpint (facts.modified_ms, ==, asset.modified_ms);
      g_assert_cmpstr (tenant_made_up_get_author (tenant_made_up_choose_author (facts.hash)), ==,
                       asset.author);
      g_assert_cmpuint (MAX (1, tenant_made_up_choose_n_tags (facts.hash)), ==,
                        g_strv_length (asset.tags));
      if (facts.keyword > 0)
        g_assert_cmpstr (asset.keywords[0], ==, tenant_made_up_get_keyword (facts.keyword));
      else
        g_assert_null (asset.keywords[0]);
    }
}

static void
check_number (TenantLibrary *library, guint64 number)
{
  g_auto (TenantAsset) asset = { 0 };
  guint64 found = G_MAXUINT64;

  tenant_library_get_asset (library, number, &asset);
  g_assert_cmpuint (strlen (asset.id), ==, 26);
  g_assert_cmpuint (strspn (asset.id, "0123456789abcdefghijklmnopqrstuv"), ==, 26);
  g_assert_true (tenant_library_find (library, asset.scheme, asset.id, &found));
  g_assert_cmpuint (found, ==, number);
  g_assert_false (
      tenant_library_find (library, (asset.scheme + 1) % TENANT_N_SCHEMES, asset.id, &found));
}

/* An id is found again, however many assets there are; and the last one is there. */
static void
test_ids (void)
{
  static const guint64 sizes[] = { 1, 2, 9999, 10000, 10001, 999999, 1000000 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (TenantLibrary) library = tenant_made_up_new (sizes[i], 11 + i, 0);

      for (guint64 number = 0; number < sizes[i]; number += 1 + sizes[i] / 997)
        check_number (library, number);
      check_number (library, sizes[i] - 1);
    }
}

static void
test_unknown_ids (void)
{
  g_autoptr (TenantLibrary) small = tenant_made_up_new (10, 1, 0);
  g_autoptr (TenantLibrary) large = tenant_made_up_new (20, 1, 0);
  static const char *const bad[] = { "",
                                     "x",
                                     "00000000000000000000000000",
                                     "vvvvvvvvvvvvvvvvvvvvvvvvvv",
                                     "00000000000000000000000000000",
                                     "ÄÖÜÄÖÜÄÖÜÄÖÜ12" };
  guint64 number;

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      for (guint scheme = 0; scheme < TENANT_N_SCHEMES; scheme++)
        g_assert_false (tenant_library_find (small, (TenantScheme) scheme, bad[i], &number));
    }
  for (guint64 i = 10; i < 20; i++)
    {
      g_auto (TenantAsset) asset = { 0 };

      tenant_library_get_asset (large, i, &asset);
      g_assert_true (tenant_library_find (large, asset.scheme, asset.id, &number));
      g_assert_false (tenant_library_find (small, asset.scheme, asset.id, &number));
      /* One id, one spelling. */
      for (guint j = 0; j < 26; j++)
        asset.id[j] = g_ascii_toupper (asset.id[j]);
      g_assert_false (tenant_library_find (large, asset.scheme, asset.id, &number));
    }
}

/* The order of time is the order of numbers, and ids are in the order that sorting takes them for.
 */
static void
test_orders (void)
{
  static const guint64 sizes[] = { 3, 5000, 1000000 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (TenantLibrary) library = tenant_made_up_new (sizes[i], 2, 0);
      gint64 last_ms = G_MININT64;

      for (guint64 number = 0; number < MIN (sizes[i], 5000); number++)
        {
          g_auto (TenantAsset) asset = { 0 };
          g_auto (TenantAsset) next = { 0 };

          tenant_library_get_asset (library, number, &asset);
          tenant_library_get_asset (library, (number + 1) % sizes[i], &next);
          g_assert_cmpint (asset.modified_ms, >, last_ms);
          g_assert_cmpint (asset.uploaded_ms, <=, asset.modified_ms);
          last_ms = asset.modified_ms;
          g_assert_cmpint (strcmp (asset.id, next.id) < 0, ==,
                           tenant_library_get_id_order (library, number)
                               < tenant_library_get_id_order (library, (number + 1) % sizes[i]));
        }
    }
}

typedef struct
{
  guint schemes[TENANT_N_SCHEMES];
  guint formats[TENANT_N_FORMATS];
  guint approvals[TENANT_N_APPROVALS];
  guint masters, unpublished_masters, unpublished_originals, frozen, without_preview;
  guint two_versions, very_long, untagged, in_no_album, in_two_albums, article_numbers, rights;
  GHashTable *scripts;
} Counts;

static void
count_scripts (GHashTable *scripts, const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    g_hash_table_add (scripts, GINT_TO_POINTER (g_unichar_get_script (g_utf8_get_char (text))));
}

static gboolean
has_value (TenantLibrary *library, const TenantAsset *asset, const char *field)
{
  TenantFacts facts;

  tenant_library_get_facts (library, asset->number, &facts);
  for (guint i = 0; i < tenant_library_get_n_fields (library); i++)
    {
      g_auto (GStrv) values = tenant_library_dup_field_values (library, &facts, i);

      if (g_str_equal (tenant_library_get_field (library, i)->name, field))
        return values != NULL;
    }
  g_error ("There is no field “%s”", field);
}

static void
count (TenantLibrary *library, const TenantAsset *asset, Counts *counts)
{
  guint n_albums = 0;

  for (guint64 albums = asset->albums; albums != 0; albums &= albums - 1)
    n_albums++;
  counts->schemes[asset->scheme]++;
  counts->formats[asset->format]++;
  counts->approvals[asset->approval]++;
  counts->masters += asset->master_published;
  counts->unpublished_masters += asset->scheme == TENANT_SCHEME_IMAGE && !asset->master_published;
  counts->unpublished_originals += !asset->original_published;
  counts->frozen += asset->frozen;
  counts->without_preview += asset->scheme == TENANT_SCHEME_IMAGE && !asset->has_preview;
  counts->two_versions += asset->n_versions == 2;
  counts->very_long += strlen (asset->name) > 150;
  counts->untagged += g_str_equal (asset->tags[0], TENANT_UNTAGGED);
  counts->in_no_album += n_albums == 0;
  counts->in_two_albums += n_albums >= 2;
  counts->article_numbers += has_value (library, asset, "Article number");
  counts->rights += has_value (library, asset, "Usage rights");
  count_scripts (counts->scripts, asset->name);
  g_assert_true (g_utf8_validate (asset->name, -1, NULL));
}

/* The default library has some of everything that a picker must cope with. */
static void
test_variety (void)
{
  static const GUnicodeScript scripts[] = {
    G_UNICODE_SCRIPT_LATIN,  G_UNICODE_SCRIPT_GREEK,    G_UNICODE_SCRIPT_CYRILLIC,
    G_UNICODE_SCRIPT_HAN,    G_UNICODE_SCRIPT_HANGUL,   G_UNICODE_SCRIPT_ARABIC,
    G_UNICODE_SCRIPT_HEBREW, G_UNICODE_SCRIPT_KATAKANA, G_UNICODE_SCRIPT_DEVANAGARI,
  };
  g_autoptr (TenantLibrary) library = tenant_made_up_new (4000, 1, 0);
  Counts counts = { .scripts = g_hash_table_new (NULL, NULL) };
  const guint *some[] = { &counts.masters,
                          &counts.unpublished_masters,
                          &counts.unpublished_originals,
                          &counts.frozen,
                          &counts.without_preview,
                          &counts.two_versions,
                          &counts.very_long,
                          &counts.untagged,
                          &counts.in_no_album,
                          &counts.in_two_albums,
                          &counts.article_numbers,
                          &counts.rights };

  for (guint64 number = 0; number < 4000; number++)
    {
      g_auto (TenantAsset) asset = { 0 };

      tenant_library_get_asset (library, number, &asset);
      count (library, &asset, &counts);
    }
  for (guint i = 0; i < TENANT_N_SCHEMES; i++)
    g_assert_cmpuint (counts.schemes[i], >, 50);
  for (guint i = 0; i < TENANT_N_FORMATS; i++)
    g_assert_cmpuint (counts.formats[i], >, 50);
  for (guint i = 0; i < TENANT_N_APPROVALS; i++)
    g_assert_cmpuint (counts.approvals[i], >, 50);
  for (gsize i = 0; i < G_N_ELEMENTS (some); i++)
    {
      g_assert_cmpuint (*some[i], >, 0);
      g_assert_cmpuint (*some[i], <, 4000);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (scripts); i++)
    g_assert_true (g_hash_table_contains (counts.scripts, GINT_TO_POINTER (scripts[i])));
  g_hash_table_unref (counts.scripts);
}

/* Folders in folders, albums; ids unique; names with "/" and emoji. */
static void
test_containers (void)
{
  g_autoptr (TenantLibrary) library = tenant_made_up_new (10, 1, 0);
  TenantTree *tree = tenant_library_get_tree (library);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean has_slash = FALSE;
  gboolean has_emoji = FALSE;
  gboolean has_empty_folder = FALSE;

  for (guint i = 0; i < tenant_tree_get_n_containers (tree); i++)
    {
      const TenantContainer *container = tenant_tree_get_container (tree, i);

      g_assert_true (g_hash_table_add (ids, (gpointer) container->id));
      g_assert_true (tenant_tree_find (tree, container->id) == container);
      g_assert_cmpint (container->parent, <, (int) i);
      if (container->parent >= 0)
        {
          const TenantContainer *parent =
              tenant_tree_get_container (tree, (guint) container->parent);

          g_assert_false (parent->is_album);
        }
      has_slash = has_slash || strchr (container->name, '/') != NULL;
      has_emoji = has_emoji || strstr (container->name, "🌷") != NULL;
      has_empty_folder =
          has_empty_folder || (!container->is_album && container->children->len == 0);
    }
  g_assert_true (has_slash);
  g_assert_true (has_emoji);
  g_assert_true (has_empty_folder);
  g_assert_null (tenant_tree_find (tree, "00000"));
}

/* The order of stems and then numbers is the order of whole names, which sorting relies on. */
static void
test_name_order (void)
{
  g_autoptr (TenantLibrary) library = tenant_made_up_new (20000, 4, 0);
  GArray *stems = tenant_made_up_get_stems (TENANT_MADE_UP (library));

  for (guint i = 0; i < stems->len; i++)
    {
      for (guint j = 0; j < stems->len; j++)
        {
          const TenantStem *left = &g_array_index (stems, TenantStem, i);
          const TenantStem *right = &g_array_index (stems, TenantStem, j);
          g_autofree char *left_name = g_strdup_printf ("%s19999", left->fold);
          g_autofree char *right_name = g_strdup_printf ("%s00000", right->fold);

          if (i != j)
            g_assert_cmpint (left->rank < right->rank, ==, strcmp (left_name, right_name) < 0);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/made-up/function-of-number-and-seed", test_function);
  g_test_add_func ("/made-up/facts-agree-with-asset", test_facts);
  g_test_add_func ("/made-up/1.7/ids-are-found-again", test_ids);
  g_test_add_func ("/made-up/1.7/unknown-ids", test_unknown_ids);
  g_test_add_func ("/made-up/orders", test_orders);
  g_test_add_func ("/made-up/variety", test_variety);
  g_test_add_func ("/made-up/1.8/containers", test_containers);
  g_test_add_func ("/made-up/name-order", test_name_order);

  return g_test_run ();
}
