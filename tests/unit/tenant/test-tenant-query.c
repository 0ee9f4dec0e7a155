/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-query.h"

#include "tenant-made-up.h"

#include <libsoup/soup.h>

/* @query: as it stands in an address */
static TenantQuery *
parse_with (const char *query, GError **error)
{
  g_autoptr (TenantLibrary) library = tenant_made_up_new (10, 1, 0);
  g_autoptr (GHashTable) parameters = soup_form_decode (query);

  return tenant_query_parse (library, parameters, TENANT_ROLE_ADMIN, error);
}

static TenantQuery *
parse (const char *query)
{
  g_autoptr (GError) error = NULL;
  TenantQuery *parsed = parse_with (query, &error);

  g_assert_no_error (error);
  g_assert_nonnull (parsed);

  return parsed;
}

static void
assert_texts (GPtrArray *texts, const char *expected)
{
  g_autofree char *joined = NULL;

  g_ptr_array_add (texts, NULL);
  joined = g_strjoinv ("|", (char **) texts->pdata);
  g_ptr_array_set_size (texts, (int) texts->len - 1);
  g_assert_cmpstr (joined, ==, expected);
}

static void
test_nothing (void)
{
  static const char *const nothing[] = { "", "keyword=&tags=&fileSize=&approval=&sortBy=",
                                         "albums=x&orderBy=y&aggsEnabled=false&end=3" };

  for (gsize i = 0; i < G_N_ELEMENTS (nothing); i++)
    {
      g_autoptr (TenantQuery) query = parse (nothing[i]);

      g_assert_true (tenant_query_is_everything (query));
      g_assert_cmpint (query->sort, ==, TENANT_SORT_TIME);
      g_assert_true (query->descending);
    }
}

/* Whatever there is to ask for makes it another query. */
static void
test_something (void)
{
  static const char *const something[] = {
    "keyword=a",
    "keyword=a&exactMatch=true",
    "scheme=image",
    "approval=approved",
    "owner=ada%40acme.example",
    "orientation=square",
    "storageClass=freeze",
    "tags=a",
    "tagsLiteral=a",
    "keywords=a",
    "meta_text_0.keyword=%22a%22",
    "fileSize=1..2",
    "dimension=1..2",
    "resolution=1..2",
    "duration=1..2",
    "pageNumber=1..2",
    "uploadedTime=1..2",
    "lastModified=1..2",
  };
  g_autoptr (TenantLibrary) library = tenant_made_up_new (10, 1, 0);
  g_autoptr (GHashTable) none = soup_form_decode ("");
  g_autoptr (TenantQuery) of_consumer =
      tenant_query_parse (library, none, TENANT_ROLE_CONSUMER, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (something); i++)
    {
      g_autoptr (TenantQuery) query = parse (something[i]);

      g_test_message ("%s", something[i]);
      g_assert_false (tenant_query_is_everything (query));
    }
  g_assert_false (tenant_query_is_everything (of_consumer));
}

static void
test_words (void)
{
  static const struct
  {
    const char *query;
    const char *words;
    gboolean any;
  } cases[] = {
    { "keyword=Harbour", "harbour", FALSE },
    { "keyword=a%20b,c;d", "a|b|c|d", FALSE },
    { "keyword=a%26b_c-d", "a|b|c|d", FALSE },
    { "keyword=-a%20b", "-a|b", FALSE },
    { "keyword=-a-b", "-a|-b", FALSE },
    { "keyword=har*%20*our", "har*|*our", FALSE },
    { "keyword=Beach%7COffice", "beach|office", TRUE },
    { "keyword=a%20b&operator=or", "a|b", TRUE },
    { "keyword=a%20b&operator=and", "a|b", FALSE },
    { "keyword=%20,%20", "", FALSE },
    { "keyword=ÄÖ", "äö", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TenantQuery) query = parse (cases[i].query);

      g_test_message ("%s", cases[i].query);
      assert_texts (query->words, cases[i].words);
      g_assert_cmpint (query->any_word, ==, cases[i].any);
      g_assert_null (query->exact);
    }
}

static void
test_exact (void)
{
  g_autoptr (TenantQuery) query = parse ("keyword=Big%20-Boat&exactMatch=true");
  g_autoptr (TenantQuery) other = parse ("keyword=Boat&exactMatch=false&searchInField=tags");

  g_assert_cmpstr (query->exact, ==, "big -boat");
  g_assert_cmpuint (query->words->len, ==, 0);
  g_assert_null (other->exact);
  g_assert_cmpstr (other->search_field, ==, "tags");
}

/* 5.20 */
static void
test_terms (void)
{
  static const struct
  {
    const char *query;
    const char *all;
    const char *any;
  } cases[] = {
    { "tags=a", "", "a" },
    { "tags=a%7Cb", "", "a|b" },
    { "tags=%7Ca%7Cb", "", "a|b" },
    { "tags=%2Ba%2Bb", "a|b", "" },
    { "tags=a%2Bb%7Cc", "b", "a|c" },
    { "tags=%2Ba%7Cb", "a", "b" },
    { "tags=%7C%7C", "", "" },
    { "tags=%2B", "", "" },
    { "tags=two%20words", "", "two words" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TenantQuery) query = parse (cases[i].query);

      g_test_message ("%s", cases[i].query);
      assert_texts (query->tags.all, cases[i].all);
      assert_texts (query->tags.any, cases[i].any);
      g_assert_false (query->tags_literal);
    }
}

static void
test_literal (void)
{
  g_autoptr (TenantQuery) query = parse ("tagsLiteral=Sea&tags=sky&keywords=Web%7CPrint");

  assert_texts (query->tags.any, "Sea");
  g_assert_true (query->tags_literal);
  assert_texts (query->keywords.any, "Web|Print");
}

static void
test_bits (void)
{
  const guint image = 1u << TENANT_SCHEME_IMAGE;
  const guint video = 1u << TENANT_SCHEME_VIDEO;
  const struct
  {
    const char *query;
    guint bits; /* 0 here: none of the known ones, but not all */
  } cases[] = {
    { "scheme=image", image },
    { "scheme=IMAGE%7CVideo", image | video },
    { "scheme=image%7Chologram", image },
    { "scheme=hologram", 0 },
    { "scheme=%2Bimage", image },
    { "scheme=%2Bimage%2Bimage", image },
    { "scheme=%2Bimage%2Bvideo", 0 },
  };
  g_autoptr (TenantQuery) expired = parse ("approval=Expired");
  g_autoptr (TenantQuery) frozen = parse ("storageClass=freeze");
  g_autoptr (TenantQuery) square = parse ("orientation=square%7Cportrait");
  g_autoptr (TenantQuery) ben = parse ("owner=ben%40acme.example");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TenantQuery) query = parse (cases[i].query);

      g_test_message ("%s", cases[i].query);
      g_assert_cmpuint (query->schemes, !=, 0);
      g_assert_cmpuint (query->schemes & 0xff, ==, cases[i].bits);
    }
  g_assert_cmpuint (expired->approvals, ==, 1u << TENANT_APPROVAL_EXPIRED);
  g_assert_cmpuint (frozen->storage, ==, 2);
  g_assert_cmpuint (square->orientations, ==,
                    1u << TENANT_ORIENTATION_SQUARE | 1u << TENANT_ORIENTATION_PORTRAIT);
  g_assert_cmpuint (ben->owners, ==, 2);
}

static void
test_ranges (void)
{
  g_autoptr (TenantQuery) query =
      parse ("fileSize=1..10&uploadedTime=1700000000..1700000001"
             "&lastModified=1700000000500..1700000000900&duration=0..0");

  g_assert_true (query->size_bytes.is_set);
  g_assert_cmpint (query->size_bytes.low, ==, 1);
  g_assert_cmpint (query->size_bytes.high, ==, 10);
  /* A second has a thousand milliseconds; both ends are included (5.23). */
  g_assert_cmpint (query->uploaded_ms.low, ==, 1700000000000);
  g_assert_cmpint (query->uploaded_ms.high, ==, 1700000001999);
  g_assert_cmpint (query->modified_ms.low, ==, 1700000000500);
  g_assert_cmpint (query->modified_ms.high, ==, 1700000000900);
  g_assert_true (query->duration_s.is_set);
  g_assert_false (query->pages.is_set);
}

static void
test_bad_ranges (void)
{
  static const char *const bad[] = { "2..1",    "1",     "1..",   "..1",
                                     "..",      "a..b",  "1...2", "-1..1",
                                     "1..2..3", " 1..2", "1..2 ", "1..99999999999999999999" };
  static const char *const names[] = { "fileSize",   "dimension",    "resolution",  "duration",
                                       "pageNumber", "uploadedTime", "lastModified" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      for (gsize j = 0; j < G_N_ELEMENTS (names); j++)
        {
          g_autofree char *query = g_strconcat (names[j], "=", bad[i], NULL);
          g_autoptr (GError) error = NULL;
          g_autoptr (TenantQuery) parsed = parse_with (query, &error);

          g_assert_null (parsed);
          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
        }
    }
}

/* 5.15, 5.21 */
static void
test_fields (void)
{
  static const struct
  {
    const char *query;
    const char *value; /* NULL: not set */
  } cases[] = {
    { "meta_multichoice_0.keyword=%22Web%22", "Web" },
    { "meta_multichoice_0.keyword=\"Web\"", "Web" },
    { "meta_multichoice_0.keyword=Web", "Web" },
    { "meta_multichoice_0.keyword=%22__null__%22", NULL },
    { "meta_multichoice_0.keyword=%22_null_%22", NULL },
    { "meta_multichoice_0.keyword=__null__", NULL },
    { "meta_multichoice_0.keyword=%22", "\"" },
    { "meta_multichoice_0.keyword=%22%22", "" },
  };
  g_autoptr (TenantQuery) two =
      parse ("meta_text_0.keyword=%22a%22&meta_choice_0.keyword=%22b%22&meta_none_9.keyword=c");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TenantQuery) query = parse (cases[i].query);

      g_test_message ("%s", cases[i].query);
      g_assert_cmpuint (query->field_filters->len, ==, 1);
      g_assert_cmpstr (g_array_index (query->field_filters, TenantFieldFilter, 0).value, ==,
                       cases[i].value);
    }
  g_assert_cmpuint (two->field_filters->len, ==, 2);
}

static void
test_sort (void)
{
  static const struct
  {
    const char *query;
    TenantSort sort;
    gboolean descending;
  } cases[] = {
    { "sortBy=name", TENANT_SORT_NAME, TRUE },
    { "sortBy=scheme&sortDirection=ascending", TENANT_SORT_SCHEME, FALSE },
    { "sortBy=owner&sortDirection=descending", TENANT_SORT_OWNER, TRUE },
    { "sortBy=size&sortDirection=sideways", TENANT_SORT_SIZE, TRUE },
    { "sortBy=beauty&sortDirection=ascending", TENANT_SORT_TIME, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TenantQuery) query = parse (cases[i].query);

      g_assert_cmpint (query->sort, ==, cases[i].sort);
      g_assert_cmpint (query->descending, ==, cases[i].descending);
    }
  g_assert_cmpstr (tenant_sort_to_word (TENANT_SORT_SIZE), ==, "size");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/query/nothing-is-everything", test_nothing);
  g_test_add_func ("/query/something-is-not", test_something);
  g_test_add_func ("/query/5.24/words", test_words);
  g_test_add_func ("/query/5.14/exact", test_exact);
  g_test_add_func ("/query/5.20/terms", test_terms);
  g_test_add_func ("/query/5.4/literal", test_literal);
  g_test_add_func ("/query/bits", test_bits);
  g_test_add_func ("/query/5.23/ranges", test_ranges);
  g_test_add_func ("/query/5.23/bad-ranges", test_bad_ranges);
  g_test_add_func ("/query/5.15/fields", test_fields);
  g_test_add_func ("/query/5.16/sort", test_sort);

  return g_test_run ();
}
