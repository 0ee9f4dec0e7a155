/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-query.h"

#include <string.h>

#define ALL_SCHEMES "scheme=image%7Cvideo%7Caudio%7Cdocument%7Cpresentation%7Cother"
#define ORDER       "&sortBy=time&sortDirection=descending&limit=100&start=0"

static void
assert_path (CantoQuery *query, const char *expected)
{
  g_autofree char *path = canto_query_to_path (query, 0, 100);

  g_assert_cmpstr (path, ==, expected);
}

static void
test_no_empty_parameter (void)
{
  g_autoptr (CantoQuery) query = canto_query_new ();
  g_autoptr (CantoQuery) cleared =
      canto_query_with_keyword (canto_query_with_keyword (canto_query_new (), "x"), "");

  assert_path (query, "/api/v1/search?" ALL_SCHEMES ORDER);
  assert_path (cleared, "/api/v1/search?" ALL_SCHEMES ORDER);
}

static void
test_keyword_is_encoded (void)
{
  static const char *const keywords[][2] = {
    { "a|b", "a%7Cb" },
    { "+a+b", "%2Ba%2Bb" },
    { "\"exact words\"", "%22exact%20words%22" },
    { "a b", "a%20b" },
    { "a&limit=1#x", "a%26limit%3D1%23x" },
    { "100%", "100%25" },
    { "../../user?x", "..%2F..%2Fuser%3Fx" },
    { "Grüße", "Gr%C3%BC%C3%9Fe" },
    { "港🌊", "%E6%B8%AF%F0%9F%8C%8A" },
    { "-boat*", "-boat%2A" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keywords); i++)
    {
      g_autoptr (CantoQuery) query = canto_query_with_keyword (canto_query_new (), keywords[i][0]);
      g_autofree char *expected =
          g_strconcat ("/api/v1/search?keyword=", keywords[i][1], "&" ALL_SCHEMES ORDER, NULL);

      assert_path (query, expected);
      g_assert_cmpstr (canto_query_get_keyword (query), ==, keywords[i][0]);
    }
}

static void
test_masks (void)
{
  g_autoptr (CantoQuery) two = canto_query_with_schemes (
      canto_query_new (), 1u << CANTO_SCHEME_IMAGE | 1u << CANTO_SCHEME_VIDEO);
  g_autoptr (CantoQuery) approved = canto_query_with_approvals (
      canto_query_with_schemes (canto_query_new (), 1u << CANTO_SCHEME_AUDIO),
      1u << CANTO_APPROVAL_APPROVED | 1u << CANTO_APPROVAL_PENDING);
  g_autoptr (CantoQuery) odd = canto_query_with_approvals (
      canto_query_with_schemes (canto_query_new (), 1u << CANTO_SCHEME_OTHER),
      1u << CANTO_APPROVAL_UNKNOWN | 1u << CANTO_APPROVAL_OTHER);

  assert_path (two, "/api/v1/search?scheme=image%7Cvideo" ORDER);
  assert_path (approved, "/api/v1/search?scheme=audio&approval=approved%7Cpending" ORDER);
  /* Words that the service does not know are not asked for. */
  assert_path (odd, "/api/v1/search?scheme=other" ORDER);
}

static void
assert_filter (CantoQuery *query, const char *expected)
{
  g_autoptr (CantoQuery) owned = query;
  g_autofree char *path = g_strconcat ("/api/v1/search?" ALL_SCHEMES, expected, ORDER, NULL);

  assert_path (owned, path);
}

static void
test_orientations (void)
{
  assert_filter (canto_query_with_orientations (canto_query_new (), 0), "");
  assert_filter (canto_query_with_orientations (canto_query_new (), 1u << CANTO_ORIENTATION_SQUARE),
                 "&orientation=square");
  assert_filter (
      canto_query_with_orientations (canto_query_new (), 1u << CANTO_ORIENTATION_LANDSCAPE
                                                             | 1u << CANTO_ORIENTATION_PORTRAIT),
      "&orientation=landscape%7Cportrait");
}

static void
test_last_modified (void)
{
  assert_filter (canto_query_with_last_modified (canto_query_new (), 1767225600, 1798761599),
                 "&lastModified=1767225600..1798761599");
  assert_filter (canto_query_with_last_modified (canto_query_new (), 0, 86399),
                 "&lastModified=0..86399");
  assert_filter (canto_query_with_last_modified (
                     canto_query_with_last_modified (canto_query_new (), 1, 2), 0, 0),
                 "");
}

static void
test_items (void)
{
  static const char *const one[] = { "Sea & \"sky\"", NULL };
  static const char *const two[] = { "Harbour", "Grüße", NULL };
  static const char *const none[] = { NULL };

  assert_filter (canto_query_with_tags (canto_query_new (), one), "&tags=Sea%20%26%20%22sky%22");
  assert_filter (canto_query_with_tags (canto_query_new (), two),
                 "&tags=%2BHarbour%2BGr%C3%BC%C3%9Fe");
  assert_filter (canto_query_with_keywords (canto_query_new (), two),
                 "&keywords=%2BHarbour%2BGr%C3%BC%C3%9Fe");
  assert_filter (canto_query_with_keywords (canto_query_new (), none), "");
  assert_filter (canto_query_with_tags (canto_query_with_tags (canto_query_new (), two), NULL), "");

  g_assert_true (canto_query_is_item ("a-b c"));
  g_assert_false (canto_query_is_item ("a|b"));
  g_assert_false (canto_query_is_item ("R+D"));
  g_assert_false (canto_query_is_item (""));
}

static void
test_field (void)
{
  assert_filter (canto_query_with_field (canto_query_new (), "meta_multichoice_0", "Web"),
                 "&meta_multichoice_0.keyword=%22Web%22");
  assert_filter (canto_query_with_field (canto_query_new (), "meta_text_1", NULL),
                 "&meta_text_1.keyword=%22__null__%22");
  assert_filter (canto_query_with_field (canto_query_new (), "a&b", "x|y+z"),
                 "&a%26b.keyword=%22x%7Cy%2Bz%22");
  assert_filter (canto_query_with_field (
                     canto_query_with_field (canto_query_new (), "meta_text_1", "x"), NULL, NULL),
                 "");
}

static void
test_containers (void)
{
  g_autoptr (CantoQuery) album =
      canto_query_with_container (canto_query_new (), CANTO_SCHEME_ALBUM, "VDGAJ");
  g_autoptr (CantoQuery) folder =
      canto_query_with_container (canto_query_new (), CANTO_SCHEME_FOLDER, "G4ZDM");
  g_autoptr (CantoQuery) hostile =
      canto_query_with_container (canto_query_new (), CANTO_SCHEME_ALBUM, "../user?a=b|c");
  g_autoptr (CantoQuery) none =
      canto_query_with_container (canto_query_ref (album), CANTO_SCHEME_UNKNOWN, NULL);

  assert_path (album, "/api/v1/album/VDGAJ?" ALL_SCHEMES ORDER);
  assert_path (folder, "/api/v1/folder/G4ZDM?" ALL_SCHEMES ORDER);
  assert_path (hostile, "/api/v1/album/..%2Fuser%3Fa%3Db%7Cc?" ALL_SCHEMES ORDER);
  assert_path (none, "/api/v1/search?" ALL_SCHEMES ORDER);
}

static void
test_sort_and_page (void)
{
  static const struct
  {
    CantoSort sort;
    const char *word;
  } sorts[] = { { CANTO_SORT_TIME, "time" },
                { CANTO_SORT_NAME, "name" },
                { CANTO_SORT_SCHEME, "scheme" },
                { CANTO_SORT_OWNER, "owner" },
                { CANTO_SORT_SIZE, "size" } };

  for (gsize i = 0; i < G_N_ELEMENTS (sorts); i++)
    {
      g_autoptr (CantoQuery) query =
          canto_query_with_sort (canto_query_new (), sorts[i].sort, FALSE);
      g_autofree char *path = canto_query_to_path (query, 4000000000u, 1000);
      g_autofree char *end = g_strdup_printf (
          "&sortBy=%s&sortDirection=ascending&limit=1000&start=4000000000", sorts[i].word);

      g_assert_true (g_str_has_suffix (path, end));
    }
}

static void
test_immutable_and_equal (void)
{
  g_autoptr (CantoQuery) first = canto_query_with_keyword (canto_query_new (), "x");
  g_autoptr (CantoQuery) second = canto_query_with_keyword (canto_query_ref (first), "y");
  g_autoptr (CantoQuery) third = canto_query_with_keyword (canto_query_ref (second), "x");
  g_autoptr (CantoQuery) sorted =
      canto_query_with_sort (canto_query_ref (first), CANTO_SORT_TIME, FALSE);
  g_autoptr (CantoQuery) inside =
      canto_query_with_container (canto_query_ref (first), CANTO_SCHEME_ALBUM, "VDGAJ");

  g_assert_cmpstr (canto_query_get_keyword (first), ==, "x");
  g_assert_false (canto_query_equal (first, second));
  g_assert_true (canto_query_equal (first, third));
  g_assert_false (canto_query_equal (first, sorted));
  g_assert_false (canto_query_equal (first, inside));
}

static void
test_ranges (void)
{
  assert_filter (
      canto_query_with_range (canto_query_new (), CANTO_RANGE_FILE_SIZE_BYTES, 0, G_MAXUINT64),
      "&fileSize=0..18446744073709551615");
  assert_filter (
      canto_query_with_range (canto_query_with_range (canto_query_new (), CANTO_RANGE_PAGES, 2, 2),
                              CANTO_RANGE_DURATION_S, 1, 60),
      "&duration=1..60&pageNumber=2..2");
  assert_filter (canto_query_with_range (
                     canto_query_with_range (canto_query_new (), CANTO_RANGE_DIMENSION_PX, 1, 2),
                     CANTO_RANGE_DIMENSION_PX, 0, 0),
                 "");
}

static void
test_rest (void)
{
  static const char *const tags[] = { "Sea", "Boat", NULL };
  static const char *const owners[] = { "ada@acme.example", "b", NULL };

  assert_filter (canto_query_with_literal_tags (canto_query_new (), tags),
                 "&tagsLiteral=%2BSea%2BBoat");
  assert_filter (canto_query_with_owners (canto_query_new (), owners),
                 "&owner=ada%40acme.example%7Cb");
  assert_filter (
      canto_query_with_owners (canto_query_with_owners (canto_query_new (), owners), NULL), "");
  assert_filter (canto_query_with_storage (canto_query_new (), CANTO_STORAGE_FREEZE),
                 "&storageClass=freeze");
  assert_filter (canto_query_with_place (canto_query_new (), CANTO_PLACE_AUTHOR),
                 "&searchInField=author");
  assert_filter (canto_query_with_any_word (canto_query_new (), TRUE), "&operator=or");
  assert_filter (canto_query_with_exact_match (canto_query_new (), TRUE), "&exactMatch=true");
  assert_filter (
      canto_query_with_exact_match (canto_query_with_exact_match (canto_query_new (), TRUE), FALSE),
      "");
}

/* 5.21 */
static void
test_more_fields (void)
{
  assert_filter (canto_query_with_more_field (
                     canto_query_with_more_field (
                         canto_query_with_field (canto_query_new (), "f", "a b"), "g&", "\"x"),
                     "h", NULL),
                 "&f.keyword=%22a%20b%22&g%26.keyword=%22%22x%22&h.keyword=%22__null__%22");
}

/* Each filter makes another query, and the same filter the same one. */
static void
test_filters_are_compared (void)
{
  static const char *const items[] = { "Harbour", NULL };
  g_autoptr (GPtrArray) queries =
      g_ptr_array_new_with_free_func ((GDestroyNotify) canto_query_unref);

  for (guint round = 0; round < 2; round++)
    {
      g_ptr_array_add (queries, canto_query_new ());
      g_ptr_array_add (queries, canto_query_with_schemes (canto_query_new (), 2));
      g_ptr_array_add (queries, canto_query_with_approvals (canto_query_new (), 2));
      g_ptr_array_add (queries, canto_query_with_orientations (canto_query_new (), 2));
      g_ptr_array_add (queries, canto_query_with_last_modified (canto_query_new (), 0, 9));
      g_ptr_array_add (queries, canto_query_with_last_modified (canto_query_new (), 1, 9));
      g_ptr_array_add (queries, canto_query_with_tags (canto_query_new (), items));
      g_ptr_array_add (queries, canto_query_with_keywords (canto_query_new (), items));
      g_ptr_array_add (queries, canto_query_with_field (canto_query_new (), "f", NULL));
      g_ptr_array_add (queries, canto_query_with_field (canto_query_new (), "f", "v"));
      g_ptr_array_add (queries, canto_query_with_field (canto_query_new (), "g", "v"));
      g_ptr_array_add (queries, canto_query_with_more_field (canto_query_new (), "g", "v"));
      for (guint range = 0; range < CANTO_N_RANGES; range++)
        g_ptr_array_add (queries, canto_query_with_range (canto_query_new (), range, 1, 2));
      g_ptr_array_add (queries, canto_query_with_literal_tags (canto_query_new (), items));
      g_ptr_array_add (queries, canto_query_with_owners (canto_query_new (), items));
      g_ptr_array_add (queries, canto_query_with_storage (canto_query_new (), 1));
      g_ptr_array_add (queries, canto_query_with_place (canto_query_new (), 1));
      g_ptr_array_add (queries, canto_query_with_place (canto_query_new (), 2));
      g_ptr_array_add (queries, canto_query_with_any_word (canto_query_new (), TRUE));
      g_ptr_array_add (queries, canto_query_with_exact_match (canto_query_new (), TRUE));
    }

  for (guint i = 0; i < queries->len / 2; i++)
    {
      for (guint j = 0; j < queries->len; j++)
        g_assert_true (canto_query_equal (queries->pdata[i], queries->pdata[j])
                       == (i == j % (queries->len / 2)));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/C13/no-empty-parameter", test_no_empty_parameter);
  g_test_add_func ("/C13/keyword-is-encoded", test_keyword_is_encoded);
  g_test_add_func ("/C13/masks", test_masks);
  g_test_add_func ("/C13/orientations", test_orientations);
  g_test_add_func ("/C13/last-modified", test_last_modified);
  g_test_add_func ("/C13/tags-and-keywords", test_items);
  g_test_add_func ("/C13/custom-field", test_field);
  g_test_add_func ("/C13/ranges", test_ranges);
  g_test_add_func ("/C13/rest", test_rest);
  g_test_add_func ("/C13/more-fields", test_more_fields);
  g_test_add_func ("/query/filters-are-compared", test_filters_are_compared);
  g_test_add_func ("/C13/containers", test_containers);
  g_test_add_func ("/query/sort-and-page", test_sort_and_page);
  g_test_add_func ("/query/immutable-and-equal", test_immutable_and_equal);

  return g_test_run ();
}
