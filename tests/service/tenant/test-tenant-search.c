/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sections 5 and 6. What a filter should find is worked out here from the records themselves. */

#include "tenant-fixture.h"

#include <stdio.h>
#include <string.h>

#define ALL "/search?limit=1000"

typedef gboolean (*Predicate) (JsonObject *asset);

static gint64
get_number (JsonObject *asset, const char *name)
{
  return g_ascii_strtoll (tenant_json_get_string (asset, name), NULL, 10);
}

/* @query finds exactly the assets of @all for which @holds; and some, but not all of them. */
static void
check_filter (TenantFixture *fixture, JsonArray *all, const char *query, Predicate holds)
{
  g_autofree char *path = g_strconcat ("/search?", query, NULL);
  g_autoptr (GHashTable) found = tenant_fixture_walk (fixture, path, 50);
  guint expected = 0;

  g_test_message ("%s", query);
  for (guint i = 0; i < json_array_get_length (all); i++)
    {
      JsonObject *asset = json_array_get_object_element (all, i);
      gboolean is_found = g_hash_table_contains (found, tenant_json_get_string (asset, "id"));

      g_assert_cmpint (is_found, ==, holds (asset));
      expected += holds (asset);
    }
  g_assert_cmpuint (expected, ==, g_hash_table_size (found));
  g_assert_cmpuint (expected, >, 0);
  g_assert_cmpuint (expected, <, json_array_get_length (all));
}

/* T9: what clients in production send (1.4). */
static void
test_empty_parameters (TenantFixture *fixture, gconstpointer data)
{
  g_autoptr (TestReply) bare = tenant_fixture_get (fixture, "/api/v1/search", fixture->token);
  g_autoptr (TestReply) full = tenant_fixture_get (
      fixture,
      "/api/v1/search?keyword=&scheme=&tags=&keywords=&tagsLiteral=&approval=&owner=&fileSize="
      "&created=&createdTime=&uploadedTime=&lastModified=&dimension=&resolution=&orientation="
      "&duration=&pageNumber=&storageClass=&sortBy=&sortDirection=&limit=&start=&exactMatch="
      "&operator=&searchInField=&undocumented=1",
      fixture->token);
  g_autoptr (JsonNode) bare_page = tenant_fixture_read_json (bare);
  g_autoptr (JsonNode) full_page = tenant_fixture_read_json (full);
  JsonArray *results = tenant_page_get_results (bare_page);

  g_assert_cmpuint (json_array_get_length (results), ==, 100);
  g_assert_cmpint (tenant_page_get_found (full_page), ==, TENANT_FIXTURE_ASSETS);
  g_assert_cmpint (tenant_page_get_found (bare_page), ==, TENANT_FIXTURE_ASSETS);
  for (guint i = 0; i < 100; i++)
    g_assert_cmpstr (tenant_json_get_string (tenant_page_get_asset (full_page, i), "id"), ==,
                     tenant_json_get_string (tenant_page_get_asset (bare_page, i), "id"));
}

static void
test_absent_keys (TenantFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) none =
      tenant_fixture_get_json (fixture, "/search?keyword=no%20such%20thing");
  g_autoptr (JsonNode) first = tenant_fixture_get_json (fixture, "/search");
  g_autoptr (JsonNode) later = tenant_fixture_get_json (fixture, "/search?start=100");
  g_autoptr (JsonNode) beyond = tenant_fixture_get_json (fixture, "/search?start=100000000000");
  JsonObject *object = json_node_get_object (none);

  g_assert_false (json_object_has_member (object, "results"));
  g_assert_false (json_object_has_member (object, "start"));
  g_assert_true (tenant_json_is_integer (object, "found"));
  g_assert_cmpint (tenant_page_get_found (none), ==, 0);
  g_assert_cmpstr (tenant_json_get_string (object, "matchExpr"), ==, "no such thing");

  g_assert_false (json_object_has_member (json_node_get_object (first), "start"));
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (later), "start"), ==, 100);
  g_assert_null (tenant_page_get_results (beyond));
  g_assert_cmpint (tenant_page_get_found (beyond), ==, TENANT_FIXTURE_ASSETS);
}

static void
test_types (TenantFixture *fixture, gconstpointer data)
{
  static const char *const integers[] = { "limit", "found", "start" };
  static const char *const strings[] = { "width", "height", "dpi", "size" };
  g_autoptr (JsonNode) page = tenant_fixture_get_json (fixture, "/search?start=10");
  g_autoptr (GPtrArray) details = tenant_fixture_get_details (fixture, "/search?limit=5");
  JsonObject *object = json_node_get_object (page);

  for (gsize i = 0; i < G_N_ELEMENTS (integers); i++)
    g_assert_true (tenant_json_is_integer (object, integers[i]));
  g_assert_true (tenant_json_is_string (object, "sortBy"));
  g_assert_true (tenant_json_is_string (object, "sortDirection"));
  g_assert_true (tenant_json_is_string (object, "matchExpr"));
  g_assert_true (JSON_NODE_HOLDS_ARRAY (json_object_get_member (object, "facets")));

  for (gsize i = 0; i < G_N_ELEMENTS (strings); i++)
    {
      for (guint j = 0; j < 100; j++)
        g_assert_cmpint (get_number (tenant_page_get_asset (page, j), strings[i]), >=, 0);
      for (guint j = 0; j < details->len; j++)
        g_assert_true (
            tenant_json_is_string (json_node_get_object (details->pdata[j]), strings[i]));
    }
}

/* 6.12 */
static void
test_limits (TenantFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *limit;
    gint64 used;
  } cases[] = {
    { "7", 7 },   { "1000", 1000 }, { "1001", 1000 }, { "99999999999", 1000 },
    { "0", 100 }, { "-5", 100 },    { "many", 100 },  { "", 100 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/search?limit=", cases[i].limit, NULL);
      g_autoptr (JsonNode) page = tenant_fixture_get_json (fixture, path);

      g_assert_cmpint (json_object_get_int_member (json_node_get_object (page), "limit"), ==,
                       cases[i].used);
      g_assert_cmpuint (json_array_get_length (tenant_page_get_results (page)), ==,
                        MIN (cases[i].used, TENANT_FIXTURE_ASSETS));
    }
}

static gboolean
is_image_or_video (JsonObject *asset)
{
  const char *scheme = tenant_json_get_string (asset, "scheme");

  return g_str_equal (scheme, "image") || g_str_equal (scheme, "video");
}

static gboolean
is_document (JsonObject *asset)
{
  return g_str_equal (tenant_json_get_string (asset, "scheme"), "document");
}

static gboolean
has_sea_and_sky (JsonObject *asset)
{
  return tenant_json_list_has (asset, "tag", "Sea") && tenant_json_list_has (asset, "tag", "Sky");
}

static gboolean
has_sea_or_tree (JsonObject *asset)
{
  return tenant_json_list_has (asset, "tag", "Sea") || tenant_json_list_has (asset, "tag", "Tree");
}

static gboolean
has_sea (JsonObject *asset)
{
  return tenant_json_list_has (asset, "tag", "Sea");
}

static gboolean
is_untagged (JsonObject *asset)
{
  return tenant_json_list_has (asset, "tag", "Untagged");
}

static gboolean
has_keyword_web (JsonObject *asset)
{
  return json_object_has_member (asset, "keyword")
         && tenant_json_list_has (asset, "keyword", "Web");
}

static gboolean
is_pending_or_expired (JsonObject *asset)
{
  const char *status = tenant_json_get_string (asset, "approvalStatus");

  return g_str_equal (status, "Pending") || g_str_equal (status, "Expired");
}

static gboolean
is_bens (JsonObject *asset)
{
  return g_str_equal (tenant_json_get_string (asset, "owner"), "Ben Okafor(ben@acme.example)");
}

static gboolean
is_portrait (JsonObject *asset)
{
  return get_number (asset, "width") < get_number (asset, "height");
}

static gboolean
is_square_or_portrait (JsonObject *asset)
{
  return get_number (asset, "height") > 0
         && get_number (asset, "width") <= get_number (asset, "height");
}

static gboolean
is_large (JsonObject *asset)
{
  return MAX (get_number (asset, "width"), get_number (asset, "height")) >= 5000;
}

static gboolean
has_300_dpi (JsonObject *asset)
{
  return get_number (asset, "dpi") == 300;
}

static void
test_lists (TenantFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *query;
    Predicate holds;
  } cases[] = {
    { "scheme=image%7Cvideo", is_image_or_video },
    { "scheme=%7Cimage%7Cvideo", is_image_or_video },
    { "scheme=document", is_document },
    { "tags=%2BSea%2BSky", has_sea_and_sky },
    { "tags=%2Bsea%2BSKY", has_sea_and_sky },
    { "tags=Sea%7CTree", has_sea_or_tree },
    { "tags=%7Csea%7Ctree", has_sea_or_tree },
    { "tags=Sea", has_sea },
    { "tagsLiteral=Sea", has_sea },
    { "tags=Untagged", is_untagged },
    { "keywords=web", has_keyword_web },
    { "keywords=%2BWeb", has_keyword_web },
    { "approval=pending%7CEXPIRED", is_pending_or_expired },
    { "owner=ben%40acme.example", is_bens },
    { "orientation=portrait", is_portrait },
    { "orientation=portrait%7Csquare", is_square_or_portrait },
    { "dimension=5000..999999", is_large },
    { "resolution=300..300", has_300_dpi },
  };
  g_autoptr (JsonNode) all = tenant_fixture_get_json (fixture, ALL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    check_filter (fixture, tenant_page_get_results (all), cases[i].query, cases[i].holds);
}

/* What is asked raw on the wire ends in the same list; and what nothing has finds nothing. */
static void
test_raw_and_none (TenantFixture *fixture, gconstpointer data)
{
  static const char *const none[] = {
    "/search?scheme=hologram", "/search?tagsLiteral=sea",     "/search?approval=maybe",
    "/search?owner=nobody",    "/search?tags=%2BSea%2BChair", "/search?scheme=%2Bimage%2Bvideo",
    "/search?keywords=Webs",
  };
  g_autoptr (JsonNode) raw = tenant_fixture_get_json (fixture, "/search?scheme=image|video");
  g_autoptr (JsonNode) encoded = tenant_fixture_get_json (fixture, "/search?scheme=image%7Cvideo");

  g_assert_cmpint (tenant_page_get_found (raw), ==, tenant_page_get_found (encoded));
  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_autoptr (JsonNode) page = tenant_fixture_get_json (fixture, none[i]);

      g_test_message ("%s", none[i]);
      g_assert_cmpint (tenant_page_get_found (page), ==, 0);
    }
}

static gint64
count (TenantFixture *fixture, const char *format, gint64 low, gint64 high)
{
  g_autofree char *path =
      g_strdup_printf ("/search?%s=%" G_GINT64_FORMAT "..%" G_GINT64_FORMAT, format, low, high);
  g_autoptr (JsonNode) page = tenant_fixture_get_json (fixture, path);

  return tenant_page_get_found (page);
}

static void
test_ranges (TenantFixture *fixture, gconstpointer data)
{
  static const char *const broken[] = {
    "fileSize=10..1", "fileSize=10",  "fileSize=..5",      "fileSize=1..",
    "fileSize=a..b",  "duration=9..", "lastModified=2..1", "fileSize=1..2..3",
  };
  g_autoptr (JsonNode) page = tenant_fixture_get_json (fixture, "/search?limit=1");
  gint64 size = get_number (tenant_page_get_asset (page, 0), "size");

  g_assert_cmpint (count (fixture, "fileSize", size, size), >=, 1);
  g_assert_cmpint (count (fixture, "fileSize", size, size + 1), >=, 1);
  g_assert_cmpint (count (fixture, "fileSize", size - 1, size), >=, 1);
  g_assert_cmpint (count (fixture, "fileSize", 0, G_MAXINT64), ==, TENANT_FIXTURE_ASSETS);
  g_assert_cmpint (count (fixture, "fileSize", 0, size - 1)
                       + count (fixture, "fileSize", size, size)
                       + count (fixture, "fileSize", size + 1, G_MAXINT64),
                   ==, TENANT_FIXTURE_ASSETS);
  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autofree char *path = g_strconcat ("/search?", broken[i], NULL);

      g_test_message ("%s", broken[i]);
      g_assert_cmpuint (tenant_fixture_get_status (fixture, path), ==, 400);
    }
}

/* 5.8, 5.23: seconds or milliseconds, both ends included. */
static void
test_times (TenantFixture *fixture, gconstpointer data)
{
  static const char *const names[][2] = { { "lastModified", "time" },
                                          { "uploadedTime", "lastUploaded" } };
  g_autoptr (JsonNode) page = tenant_fixture_get_json (fixture, "/search?limit=1&start=50");

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *text = tenant_json_get_string (tenant_page_get_asset (page, 0), names[i][1]);
      int part[6];
      g_autoptr (GDateTime) moment = NULL;
      gint64 second;

      g_assert_cmpint (sscanf (text, "%4d%2d%2d%2d%2d%2d", &part[0], &part[1], &part[2], &part[3],
                               &part[4], &part[5]),
                       ==, 6);
      moment = g_date_time_new_utc (part[0], part[1], part[2], part[3], part[4], part[5]);
      second = g_date_time_to_unix (moment);
      g_assert_cmpint (count (fixture, names[i][0], second, second), >=, 1);
      g_assert_cmpint (count (fixture, names[i][0], second * 1000, second * 1000 + 999), ==,
                       count (fixture, names[i][0], second, second));
      g_assert_cmpint (count (fixture, names[i][0], 0, second - 1)
                           + count (fixture, names[i][0], second, second)
                           + count (fixture, names[i][0], second + 1, 99999999999),
                       ==, TENANT_FIXTURE_ASSETS);
    }
}

/* (transfer full) */
static JsonArray *
get_all_details (TenantFixture *fixture)
{
  JsonArray *all = json_array_new ();

  for (guint start = 0; start < TENANT_FIXTURE_ASSETS; start += 100)
    {
      g_autofree char *path = g_strdup_printf ("/search?start=%u", start);
      g_autoptr (GPtrArray) details = tenant_fixture_get_details (fixture, path);

      for (guint i = 0; i < details->len; i++)
        json_array_add_element (all, json_node_ref (details->pdata[i]));
    }
  g_assert_cmpuint (json_array_get_length (all), ==, TENANT_FIXTURE_ASSETS);

  return all;
}

static JsonNode *
get_field (JsonObject *asset, const char *name)
{
  JsonNode *field =
      json_object_get_member (json_object_get_object_member (asset, "additional"), name);

  g_assert_nonnull (field);

  return field;
}

static gboolean
is_for_web (JsonObject *asset)
{
  return JSON_NODE_HOLDS_ARRAY (get_field (asset, "Channels"))
         && tenant_json_list_has (json_object_get_object_member (asset, "additional"), "Channels",
                                  "Web");
}

static gboolean
is_for_no_channel (JsonObject *asset)
{
  return JSON_NODE_HOLDS_NULL (get_field (asset, "Channels"));
}

static gboolean
is_for_web_without_rights (JsonObject *asset)
{
  return is_for_web (asset) && JSON_NODE_HOLDS_NULL (get_field (asset, "Usage rights"));
}

static gboolean
is_editorial (JsonObject *asset)
{
  return g_strcmp0 (json_node_get_string (get_field (asset, "Usage rights")), "Editorial only")
         == 0;
}

static gboolean
has_three_stars (JsonObject *asset)
{
  return g_strcmp0 (json_node_get_string (get_field (asset, "Rating")), "3") == 0;
}

static gboolean
is_green (JsonObject *asset)
{
  return g_strcmp0 (json_node_get_string (get_field (asset, "Label")), "Green") == 0;
}

static gboolean
is_of_2024 (JsonObject *asset)
{
  return g_strcmp0 (json_node_get_string (get_field (asset, "Model year")), "2024") == 0;
}

static gboolean
has_no_page (JsonObject *asset)
{
  return JSON_NODE_HOLDS_NULL (get_field (asset, "Product page"));
}

static void
test_custom_fields (TenantFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *query;
    Predicate holds;
  } cases[] = {
    { "meta_multichoice_0.keyword=%22Web%22", is_for_web },
    { "meta_multichoice_0.keyword=\"Web\"", is_for_web },
    { "meta_multichoice_0.keyword=%22__null__%22", is_for_no_channel },
    { "meta_multichoice_0.keyword=%22_null_%22", is_for_no_channel },
    { "meta_multichoice_0.keyword=%22Web%22&meta_choice_0.keyword=%22__null__%22",
      is_for_web_without_rights },
    { "meta_choice_0.keyword=%22Editorial%20only%22", is_editorial },
    { "meta_rating_0.keyword=%223%22", has_three_stars },
    { "meta_label_0.keyword=%22Green%22", is_green },
    { "meta_number_0.keyword=%222024%22", is_of_2024 },
    { "meta_url_0.keyword=%22__null__%22", has_no_page },
  };
  g_autoptr (JsonArray) details = get_all_details (fixture);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    check_filter (fixture, details, cases[i].query, cases[i].holds);
}

/* Words: those of a name that the library surely has, however one writes them (5.13, 5.14, 5.24).
 */
static void
test_keyword (TenantFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) page = tenant_fixture_get_json (fixture, "/search?keyword=harbour&limit=1");
  const char *name = tenant_json_get_string (tenant_page_get_asset (page, 0), "name");
  g_autofree char *whole = g_uri_escape_string (name, NULL, FALSE);
  g_autofree char *upper = g_utf8_strup (whole, -1);
  const struct
  {
    const char *format;
    const char *value;
  } cases[] = {
    { "keyword=%s", whole },
    { "keyword=%s", upper },
    { "keyword=%s&searchInField=filename", whole },
    { "keyword=%s&exactMatch=true", whole },
    { "keyword=%s&exactMatch=true", upper },
    { "keyword=%s&exactMatch=true&searchInField=filename", whole },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) parts = g_strsplit (cases[i].format, "%s", 2);
      g_autofree char *path = g_strconcat ("/search?", parts[0], cases[i].value, parts[1], NULL);
      g_autoptr (JsonNode) found = tenant_fixture_get_json (fixture, path);

      g_test_message ("%s", path);
      g_assert_cmpint (tenant_page_get_found (found), ==, 1);
      g_assert_cmpstr (tenant_json_get_string (tenant_page_get_asset (found, 0), "name"), ==, name);
    }
}

static gint64
count_keyword (TenantFixture *fixture, const char *query)
{
  g_autofree char *path = g_strconcat ("/search?keyword=", query, NULL);
  g_autoptr (JsonNode) page = tenant_fixture_get_json (fixture, path);

  return tenant_page_get_found (page);
}

static void
test_keyword_operators (TenantFixture *fixture, gconstpointer data)
{
  gint64 harbour = count_keyword (fixture, "harbour");
  gint64 forest = count_keyword (fixture, "forest");
  gint64 both = count_keyword (fixture, "harbour%20forest");

  g_assert_cmpint (harbour, >, 0);
  g_assert_cmpint (forest, >, 0);
  g_assert_cmpint (both, ==, 0); /* no motif has both */
  g_assert_cmpint (count_keyword (fixture, "harbour%20forest&operator=or"), ==, harbour + forest);
  g_assert_cmpint (count_keyword (fixture, "Harbour%7CForest"), ==, harbour + forest);
  g_assert_cmpint (count_keyword (fixture, "harbour,forest;x&operator=or"), >=, harbour + forest);
  g_assert_cmpint (count_keyword (fixture, "-harbour"), ==, TENANT_FIXTURE_ASSETS - harbour);
  g_assert_cmpint (count_keyword (fixture, "harb*"), >=, harbour);
  g_assert_cmpint (count_keyword (fixture, "*arbour"), >=, harbour);
  g_assert_cmpint (count_keyword (fixture, "arbour"), ==, 0);
  g_assert_cmpint (count_keyword (fixture, "harbour%7Cforest&searchInField=tags"), ==,
                   count_keyword (fixture, "harbour&searchInField=tags")
                       + count_keyword (fixture, "forest&searchInField=tags"));
}

static gboolean
is_pdf (JsonObject *asset)
{
  return g_str_has_suffix (tenant_json_get_string (asset, "name"), ".pdf");
}

/* 7.11, 5.26: the tags that a machine made count as well. */
static gboolean
has_smart_tag_boat (JsonObject *asset)
{
  return tenant_json_list_has (asset, "smartTags", "Boat");
}

static void
test_keyword_fields (TenantFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) all = tenant_fixture_get_json (fixture, ALL);
  JsonArray *results = tenant_page_get_results (all);

  check_filter (fixture, results, "keyword=pdf", is_pdf);
  check_filter (fixture, results, "keyword=pdf&searchInField=filename", is_pdf);
  check_filter (fixture, results, "keyword=boat&exactMatch=true", has_smart_tag_boat);
  check_filter (fixture, results, "keyword=sea&exactMatch=true&searchInField=tags", has_sea);
}

/* 14.5: no UTF-8 is a bad parameter. */
static void
test_bad_text (TenantFixture *fixture, gconstpointer data)
{
  static const char *const paths[] = { "/search?keyword=%FF", "/search?keyword=a%E2",
                                       "/image?tags=%C3", "/search?%FF=1" };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    g_assert_cmpuint (tenant_fixture_get_status (fixture, paths[i]), ==, 400);
}

static int
compare_by (JsonObject *left, JsonObject *right, const char *sort)
{
  if (g_str_equal (sort, "size"))
    {
      gint64 difference = get_number (left, "size") - get_number (right, "size");

      return difference < 0 ? -1 : difference > 0;
    }
  else
    {
      g_autofree char *a = g_utf8_strdown (tenant_json_get_string (left, sort), -1);
      g_autofree char *b = g_utf8_strdown (tenant_json_get_string (right, sort), -1);

      return strcmp (a, b);
    }
}

static void
check_sort (TenantFixture *fixture, const char *sort, gboolean ascending)
{
  g_autofree char *path =
      g_strdup_printf ("%s&sortBy=%s%s", ALL, sort, ascending ? "&sortDirection=ascending" : "");
  g_autoptr (JsonNode) page = tenant_fixture_get_json (fixture, path);
  JsonObject *object = json_node_get_object (page);

  g_assert_cmpstr (tenant_json_get_string (object, "sortBy"), ==, sort);
  g_assert_cmpstr (tenant_json_get_string (object, "sortDirection"), ==,
                   ascending ? "ascending" : "descending");
  for (guint i = 1; i < TENANT_FIXTURE_ASSETS; i++)
    {
      JsonObject *left = tenant_page_get_asset (page, ascending ? i - 1 : i);
      JsonObject *right = tenant_page_get_asset (page, ascending ? i : i - 1);
      int order = compare_by (left, right, sort);

      g_assert_cmpint (order, <=, 0);
      if (order == 0)
        g_assert_cmpstr (tenant_json_get_string (left, "id"), <,
                         tenant_json_get_string (right, "id"));
    }
}

static void
test_sort (TenantFixture *fixture, gconstpointer data)
{
  static const char *const sorts[] = { "time", "name", "scheme", "owner", "size" };
  g_autoptr (JsonNode) by_default = tenant_fixture_get_json (fixture, ALL);
  g_autoptr (JsonNode) unknown = tenant_fixture_get_json (fixture, ALL "&sortBy=beauty");

  for (gsize i = 0; i < G_N_ELEMENTS (sorts); i++)
    {
      check_sort (fixture, sorts[i], FALSE);
      check_sort (fixture, sorts[i], TRUE);
    }
  g_assert_cmpstr (tenant_json_get_string (json_node_get_object (unknown), "sortBy"), ==, "time");
  for (guint i = 0; i < TENANT_FIXTURE_ASSETS; i++)
    g_assert_cmpstr (tenant_json_get_string (tenant_page_get_asset (unknown, i), "id"), ==,
                     tenant_json_get_string (tenant_page_get_asset (by_default, i), "id"));
}

static void
test_paging (void)
{
  static const char *const paths[] = { "/search", "/search?sortBy=scheme", "/search?sortBy=owner",
                                       "/search?sortBy=size&sortDirection=ascending" };
  TenantFixture fixture = { 0 };
  g_autofree char *printed = NULL;

  fixture.tenant = test_tenant_start ("--calls-per-minute=0", "--assets=1000", NULL);
  fixture.base = test_tenant_get (fixture.tenant, "base");
  fixture.token = tenant_fixture_ask_token (fixture.tenant, "admin");
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GHashTable) ids = tenant_fixture_walk (&fixture, paths[i], 70);

      g_assert_cmpuint (g_hash_table_size (ids), ==, 1000);
    }

  printed = test_tenant_stop (fixture.tenant);
  g_free (fixture.token);
}

/* 4.4: a scheme's own list is a search for it; "end" is ignored. */
static void
test_scheme_list (TenantFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) list =
      tenant_fixture_get_json (fixture, "/video?limit=1000&end=3&scheme=audio");
  g_autoptr (JsonNode) search =
      tenant_fixture_get_json (fixture, "/search?limit=1000&scheme=video");
  JsonArray *results = tenant_page_get_results (list);

  g_assert_cmpint (tenant_page_get_found (list), ==, tenant_page_get_found (search));
  g_assert_cmpint (json_array_get_length (results), ==, tenant_page_get_found (list));
  for (guint i = 0; i < json_array_get_length (results); i++)
    g_assert_cmpstr (tenant_json_get_string (tenant_page_get_asset (list, i), "scheme"), ==,
                     "video");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test)                                                                            \
  g_test_add (path, TenantFixture, NULL, tenant_fixture_set_up, test, tenant_fixture_tear_down)
  ADD ("/T9/empty-parameters-are-absent", test_empty_parameters);
  ADD ("/T10/no-match-has-no-results", test_absent_keys);
  ADD ("/T11/integers-in-pages-strings-in-assets", test_types);
  ADD ("/T12/lists", test_lists);
  ADD ("/T12/raw-lists-and-no-match", test_raw_and_none);
  ADD ("/T12/ranges", test_ranges);
  ADD ("/T12/time-ranges", test_times);
  ADD ("/T13/custom-fields", test_custom_fields);
  ADD ("/T14/sorts-are-stable", test_sort);
  g_test_add_func ("/T14/paging-gives-each-once", test_paging);
  ADD ("/5.14/whole-name", test_keyword);
  ADD ("/5.24/operators-of-the-keyword", test_keyword_operators);
  ADD ("/5.26/fields-of-the-keyword", test_keyword_fields);
  ADD ("/6.12/limit", test_limits);
  ADD ("/14.5/no-utf8-is-400", test_bad_text);
  ADD ("/4.4/list-of-a-scheme", test_scheme_list);
#undef ADD

  return g_test_run ();
}
