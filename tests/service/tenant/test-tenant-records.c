/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Section 7: the JSON of assets, in lists, batches and details. */

#include "tenant-fixture.h"

#include <string.h>

static gboolean
is_date (const char *text)
{
  return strlen (text) == 17 && strspn (text, "0123456789") == 17;
}

static void
assert_number (JsonObject *object, const char *name)
{
  const char *text = tenant_json_get_string (object, name);

  g_assert_cmpuint (strspn (text, "0123456789"), ==, strlen (text));
  g_assert_cmpuint (strlen (text), >, 0);
}

static void
assert_string_or_null (JsonObject *object, const char *name)
{
  g_assert_true (json_object_has_member (object, name));
  g_assert_true (json_object_get_null_member (object, name)
                 || tenant_json_is_string (object, name));
}

static void
assert_strings (JsonObject *object, const char *name)
{
  JsonArray *array = json_object_get_array_member (object, name);

  for (guint i = 0; i < json_array_get_length (array); i++)
    g_assert_cmpstr (json_array_get_string_element (array, i), !=, "");
}

/* What is on some assets only: counted, so that it is on some and not on all. */
static const char *const sometimes[] = { "keyword", "copyright",   "termsAndConditions",
                                         "uid",     "displayName", "lastModified" };

static void
check_common (JsonObject *asset, guint counts[])
{
  static const char *const numbers[] = { "size", "width", "height", "dpi" };
  static const char *const texts[] = { "name", "owner", "ownerName", "approvalStatus" };
  static const char *const dates[] = { "time", "created", "lastUploaded" };

  g_assert_cmpuint (strlen (tenant_json_get_string (asset, "id")), ==, 26);
  g_assert_cmpuint (
      strspn (tenant_json_get_string (asset, "id"), "0123456789abcdefghijklmnopqrstuv"), ==, 26);
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    assert_number (asset, numbers[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_cmpstr (tenant_json_get_string (asset, texts[i]), !=, "");
  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++)
    g_assert_true (is_date (tenant_json_get_string (asset, dates[i])));
  assert_string_or_null (asset, "description");
  assert_strings (asset, "tag");
  assert_strings (asset, "smartTags");
  g_assert_true (JSON_NODE_HOLDS_OBJECT (json_object_get_member (asset, "url")));

  for (gsize i = 0; i < G_N_ELEMENTS (sometimes); i++)
    {
      if (json_object_has_member (asset, sometimes[i]))
        counts[i]++;
    }
}

static void
check_default (JsonObject *asset)
{
  static const char *const labels[] = {
    "Name",          "Size",         "Content Type", "Dimensions",    "Color",
    "GPS",           "Author",       "Copyright",    "Creation Tool", "Date uploaded",
    "Date modified", "Date Created", "Uploaded by",  "Modified by",
  };
  JsonObject *object = json_object_get_object_member (asset, "default");
  g_autofree char *dimensions =
      g_strdup_printf ("%s*%s Pixels", tenant_json_get_string (asset, "width"),
                       tenant_json_get_string (asset, "height"));

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    assert_string_or_null (object, labels[i]);
  g_assert_cmpstr (tenant_json_get_string (object, "Name"), ==,
                   tenant_json_get_string (asset, "name"));
  g_assert_cmpstr (tenant_json_get_string (object, "Size"), ==,
                   tenant_json_get_string (asset, "size"));
  g_assert_cmpstr (tenant_json_get_string (object, "Dimensions"), ==, dimensions);
  g_assert_cmpstr (tenant_json_get_string (object, "Date modified"), ==,
                   tenant_json_get_string (asset, "time"));
  g_assert_cmpstr (tenant_json_get_string (object, "Date uploaded"), ==,
                   tenant_json_get_string (asset, "lastUploaded"));
}

/* 7.23: a field that was not set is null; a choice of several is an array. */
static void
check_additional (JsonObject *asset, JsonArray *fields)
{
  JsonObject *object = json_object_get_object_member (asset, "additional");

  for (guint i = 0; i < json_array_get_length (fields); i++)
    {
      JsonObject *field = json_array_get_object_element (fields, i);
      const char *name = tenant_json_get_string (field, "name");
      JsonNode *value = json_object_get_member (object, name);

      g_assert_nonnull (value);
      if (JSON_NODE_HOLDS_NULL (value))
        continue;
      if (g_str_equal (tenant_json_get_string (field, "id"), "meta_multichoice_0"))
        assert_strings (object, name);
      else
        g_assert_cmpstr (tenant_json_get_string (object, name), !=, "");
    }
  g_assert_true (tenant_json_is_string (object, "MDC Asset URL"));
}

static void
check_versions (JsonObject *asset)
{
  JsonArray *versions = json_object_get_array_member (asset, "versionHistory");
  guint n_versions = json_array_get_length (versions);

  g_assert_cmpuint (n_versions, >=, 1);
  for (guint i = 0; i < n_versions; i++)
    {
      JsonObject *version = json_array_get_object_element (versions, i);
      gboolean is_first = g_str_equal (tenant_json_get_string (version, "no"), "1");
      gboolean is_current = json_object_get_boolean_member (version, "currentVersion");

      g_assert_true (is_date (tenant_json_get_string (version, "created")));
      g_assert_true (is_date (tenant_json_get_string (version, "time")));
      /* 7.25, in UTC. */
      g_assert_cmpint (
          g_str_equal (tenant_json_get_string (version, "created"), "19700101000000000"), ==,
          is_first);
      g_assert_cmpint (
          g_str_equal (tenant_json_get_string (version, "versionId"), "bGF0ZXN0X3ZlcnNpb25fdGFn"),
          ==, is_current);
      g_assert_cmpint (is_current, ==, i == 0);
      assert_string_or_null (version, "comment");
      g_assert_cmpstr (tenant_json_get_string (version, "ownerName"), !=, "");
      g_assert_cmpstr (tenant_json_get_string (version, "uri.preview"), !=, "");
      g_assert_cmpstr (tenant_json_get_string (version, "uri.download"), !=, "");
    }
}

static guint
check_albums (TenantFixture *fixture, JsonObject *asset)
{
  JsonArray *albums = json_object_get_array_member (asset, "relatedAlbums");

  for (guint i = 0; i < json_array_get_length (albums); i++)
    {
      JsonObject *album = json_array_get_object_element (albums, i);
      g_autofree char *detail =
          g_strdup_printf ("%s/album/%s", fixture->base, tenant_json_get_string (album, "id"));

      g_assert_cmpstr (tenant_json_get_string (album, "scheme"), ==, "album");
      g_assert_cmpstr (tenant_json_get_string (album, "size"), ==, "0");
      assert_number (album, "width");
      assert_number (album, "height");
      assert_number (album, "dpi");
      g_assert_true (g_str_has_suffix (tenant_json_get_string (album, "idPath"),
                                       tenant_json_get_string (album, "id")));
      g_assert_true (g_str_has_suffix (tenant_json_get_string (album, "namePath"),
                                       tenant_json_get_string (album, "name")));
      g_assert_cmpstr (tenant_json_get_string (album, "url.detail"), ==, detail);
    }

  return json_array_get_length (albums);
}

static void
check_full (TenantFixture *fixture, JsonObject *asset, JsonArray *fields)
{
  JsonObject *metadata = json_object_get_object_member (asset, "metadata");

  g_assert_cmpstr (tenant_json_get_string (metadata, "MIME Type"), ==,
                   tenant_json_get_string (asset, "default.Content Type"));
  check_default (asset);
  check_additional (asset, fields);
  check_versions (asset);
}

static JsonArray *
get_list (JsonNode *page)
{
  JsonArray *list = tenant_page_get_results (page);

  g_assert_nonnull (list);

  return list;
}

static void
test_lists (TenantFixture *fixture, gconstpointer data)
{
  static const char *const absent[] = { "metadata", "versionHistory", "md5" };
  g_autoptr (JsonNode) page = tenant_fixture_get_json (fixture, "/search?limit=1000");
  JsonArray *list = get_list (page);
  guint counts[G_N_ELEMENTS (sometimes)] = { 0 };

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *asset = json_array_get_object_element (list, i);

      check_common (asset, counts);
      for (gsize j = 0; j < G_N_ELEMENTS (absent); j++)
        g_assert_false (json_object_has_member (asset, absent[j]));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (sometimes); i++)
    {
      g_assert_cmpuint (counts[i], >, 0);
      g_assert_cmpuint (counts[i], <, json_array_get_length (list));
    }
}

static void
check_label (TenantFixture *fixture, const char *scheme, const char *label, const char *pattern)
{
  g_autofree char *path = g_strdup_printf ("/search?limit=20&scheme=%s", scheme);
  g_autoptr (JsonNode) page = tenant_fixture_get_json (fixture, path);
  g_autoptr (GPtrArray) details = tenant_fixture_get_details (fixture, path);
  g_autofree char *member = g_strconcat ("default.", label, NULL);

  for (guint i = 0; i < details->len; i++)
    {
      const char *text = tenant_json_get_string (tenant_page_get_asset (page, i), member);
      JsonObject *detail = json_node_get_object (details->pdata[i]);

      g_assert_true (g_regex_match_simple (pattern, text, 0, 0));
      g_assert_cmpstr (tenant_json_get_string (detail, member), ==, text);
      if (g_str_equal (label, "Duration"))
        g_assert_true (g_regex_match_simple (
            "^[0-9]+\\.[0-9] s$", tenant_json_get_string (detail, "metadata.Duration"), 0, 0));
    }
  g_assert_cmpuint (details->len, >, 5);
}

/* What the badge of a tile says is in the list already. */
static void
test_lengths (TenantFixture *fixture, gconstpointer data)
{
  check_label (fixture, "video", "Duration", "^00:00:0[1-9]$");
  check_label (fixture, "audio", "Duration", "^00:00:[0-2][0-9]$");
  check_label (fixture, "document", "Pages", "^[1-8]$");
  check_label (fixture, "presentation", "Pages", "^[1-8]$");
}

/* Of each scheme some, by the detail call. */
static void
test_details (TenantFixture *fixture, gconstpointer data)
{
  static const char *const schemes[] = { "image",    "video",        "audio",
                                         "document", "presentation", "other" };
  g_autoptr (JsonNode) fields = tenant_fixture_get_json (fixture, "/custom/field");
  guint counts[G_N_ELEMENTS (sometimes)] = { 0 };
  guint n_albums = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      g_autofree char *path = g_strdup_printf ("/search?limit=8&scheme=%s", schemes[i]);
      g_autoptr (GPtrArray) details = tenant_fixture_get_details (fixture, path);

      for (guint j = 0; j < details->len; j++)
        {
          g_autoptr (JsonNode) detail =
              tenant_fixture_get_detail (fixture, json_node_get_object (details->pdata[j]));
          JsonObject *asset = json_node_get_object (detail);
          const char *md5 = tenant_json_get_string (asset, "md5");

          g_assert_cmpstr (tenant_json_get_string (asset, "scheme"), ==, schemes[i]);
          g_assert_cmpuint (strlen (md5), ==, 32);
          g_assert_cmpuint (strspn (md5, "0123456789abcdef"), ==, 32);
          check_common (asset, counts);
          check_full (fixture, asset, json_node_get_array (fields));
          n_albums += check_albums (fixture, asset);
        }
    }
  g_assert_cmpuint (n_albums, >, 0);
}

/* 7.24, 1.8: an album of a detail has that asset. */
static void
test_related_albums (TenantFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) details = tenant_fixture_get_details (
      fixture, "/search?limit=10&scheme=presentation&sortDirection=ascending");

  for (guint i = 0; i < details->len; i++)
    {
      JsonObject *asset = json_node_get_object (details->pdata[i]);
      JsonArray *albums = json_object_get_array_member (asset, "relatedAlbums");

      for (guint j = 0; j < json_array_get_length (albums); j++)
        {
          JsonObject *album = json_array_get_object_element (albums, j);
          g_autofree char *path =
              g_strconcat ("/album/", tenant_json_get_string (album, "id"), NULL);
          g_autoptr (GHashTable) ids = tenant_fixture_walk (fixture, path, 1000);

          g_assert_true (g_hash_table_contains (ids, tenant_json_get_string (asset, "id")));
        }
    }
}

/* A date of 17 digits wherever one stands in a detail. */
static void
test_dates (TenantFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) details = tenant_fixture_get_details (fixture, "/search?limit=20");
  gboolean has_two_versions = FALSE;

  for (guint i = 0; i < details->len; i++)
    {
      JsonObject *asset = json_node_get_object (details->pdata[i]);
      JsonArray *versions = json_object_get_array_member (asset, "versionHistory");

      check_versions (asset);
      has_two_versions = has_two_versions || json_array_get_length (versions) > 1;
      g_assert_cmpstr (tenant_json_get_string (asset, "lastUploaded"), <=,
                       tenant_json_get_string (asset, "time"));
      g_assert_cmpstr (tenant_json_get_string (asset, "created"), <=,
                       tenant_json_get_string (asset, "lastUploaded"));
      g_assert_true (is_date (tenant_json_get_string (asset, "default.Date modified")));
    }
  g_assert_true (has_two_versions);
}

/* All assets of all kinds, as a batch: same keys and values as the detail, but for the md5. */
static void
test_batch (TenantFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) page = tenant_fixture_get_json (fixture, "/search?limit=100");
  g_autoptr (JsonNode) fields = tenant_fixture_get_json (fixture, "/custom/field");
  g_autoptr (JsonNode) answer = NULL;
  GString *body = g_string_new ("[");
  guint counts[G_N_ELEMENTS (sometimes)] = { 0 };
  JsonArray *found;

  for (guint i = 0; i < 100; i++)
    {
      JsonObject *asset = tenant_page_get_asset (page, i);

      g_string_append_printf (body, "%s{\"scheme\":\"%s\",\"id\":\"%s\"}", i > 0 ? "," : "",
                              tenant_json_get_string (asset, "scheme"),
                              tenant_json_get_string (asset, "id"));
    }
  g_string_append_c (body, ']');
  answer = tenant_fixture_post_json (fixture, "/batch/content", body->str);
  g_string_free (body, TRUE);
  found = json_object_get_array_member (json_node_get_object (answer), "docResult");
  g_assert_cmpuint (json_array_get_length (found), ==, 100);
  for (guint i = 0; i < 100; i++)
    {
      JsonObject *asset = json_array_get_object_element (found, i);

      check_common (asset, counts);
      check_full (fixture, asset, json_node_get_array (fields));
    }
  g_assert_cmpuint (json_array_get_length (
                        json_object_get_array_member (json_node_get_object (answer), "failed")),
                    ==, 0);
}

static void
test_failed (TenantFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) page = tenant_fixture_get_json (fixture, "/search?limit=1&scheme=image");
  const char *id = tenant_json_get_string (tenant_page_get_asset (page, 0), "id");
  g_autofree char *body = g_strdup_printf ("[{\"id\":\"moe95b9ee0vbgi09qnk83tpppp\","
                                           "\"scheme\":\"image\"},{\"id\":\"%s\","
                                           "\"scheme\":\"image\"},{\"id\":\"%s\","
                                           "\"scheme\":\"video\"}]",
                                           id, id);
  g_autoptr (JsonNode) answer = tenant_fixture_post_json (fixture, "/batch/content", body);
  JsonObject *object = json_node_get_object (answer);
  JsonArray *found = json_object_get_array_member (object, "docResult");
  JsonArray *failed = json_object_get_array_member (object, "failed");

  g_assert_cmpuint (json_array_get_length (found), ==, 1);
  g_assert_cmpstr (tenant_json_get_string (json_array_get_object_element (found, 0), "id"), ==, id);
  g_assert_cmpuint (json_array_get_length (failed), ==, 2);
  g_assert_cmpstr (tenant_json_get_string (json_array_get_object_element (failed, 0), "id"), ==,
                   "moe95b9ee0vbgi09qnk83tpppp");
  /* 1.6: never by id alone. */
  g_assert_cmpstr (tenant_json_get_string (json_array_get_object_element (failed, 1), "scheme"), ==,
                   "video");
}

static guint
post_batch (TenantFixture *fixture, const char *body)
{
  g_autofree char *uri = g_strconcat (fixture->base, "/api/v1/batch/content", NULL);
  g_autoptr (TestReply) reply =
      test_http_send ("POST", uri, fixture->token, "application/json", body);

  /* Good or bad, the answer is JSON. */
  json_node_unref (tenant_fixture_read_json (reply));

  return reply->status;
}

static void
test_bad_batches (TenantFixture *fixture, gconstpointer data)
{
  static const char *const bad[] = {
    NULL,
    "",
    "{}",
    "[",
    "[1]",
    "[{}]",
    "[{\"id\":\"a\"}]",
    "[{\"id\":1,\"scheme\":\"image\"}]",
    "[[\"image\",\"k9p346n3d25rq4f5r37e3p3e28\"]]",
    "null",
    "\"id\"",
  };
  GString *body = g_string_new ("[");

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_cmpuint (post_batch (fixture, bad[i]), ==, 400);

  for (guint i = 0; i < 100; i++)
    g_string_append_printf (body, "%s{\"id\":\"x%u\",\"scheme\":\"image\"}", i > 0 ? "," : "", i);
  g_string_append_c (body, ']');
  g_assert_cmpuint (post_batch (fixture, body->str), ==, 200);
  g_string_truncate (body, body->len - 1);
  g_string_append (body, ",{\"id\":\"x\",\"scheme\":\"image\"}]");
  g_assert_cmpuint (post_batch (fixture, body->str), ==, 400);
  g_string_free (body, TRUE);
  g_assert_cmpuint (post_batch (fixture, "[]"), ==, 200);
}

/* Statuses of every kind, names in other scripts. */
static void
test_variety (TenantFixture *fixture, gconstpointer data)
{
  static const char *const statuses[] = { "Approved", "Pending", "Restricted", "Expired",
                                          "In review" };
  g_autoptr (JsonNode) page = tenant_fixture_get_json (fixture, "/search?limit=1000");
  JsonArray *list = get_list (page);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean has_script = FALSE;

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *asset = json_array_get_object_element (list, i);
      const char *name = tenant_json_get_string (asset, "name");

      g_hash_table_add (seen, (gpointer) tenant_json_get_string (asset, "approvalStatus"));
      has_script = has_script || !g_str_is_ascii (name);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    g_assert_true (g_hash_table_contains (seen, statuses[i]));
  g_assert_true (has_script);
}

/* 1.6: an id with another scheme is nothing, nor is an id with a letter changed. */
static void
test_unknown_ids (TenantFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) page = tenant_fixture_get_json (fixture, "/search?limit=1&scheme=video");
  g_autofree char *id = g_strdup (tenant_json_get_string (tenant_page_get_asset (page, 0), "id"));
  g_autofree char *good = g_strconcat ("/video/", id, NULL);
  g_autofree char *other = g_strconcat ("/image/", id, NULL);
  g_autofree char *changed = NULL;

  g_assert_cmpuint (tenant_fixture_get_status (fixture, good), ==, 200);
  g_assert_cmpuint (tenant_fixture_get_status (fixture, other), ==, 404);
  for (guint i = 0; i < 26; i++)
    {
      char before = id[i];

      id[i] = before == '0' ? '1' : '0';
      g_free (changed);
      changed = g_strconcat ("/video/", id, NULL);
      g_assert_cmpuint (tenant_fixture_get_status (fixture, changed), ==, 404);
      id[i] = before;
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test)                                                                            \
  g_test_add (path, TenantFixture, NULL, tenant_fixture_set_up, test, tenant_fixture_tear_down)
  ADD ("/T17/lists-lack-metadata", test_lists);
  ADD ("/T17/details-have-every-key", test_details);
  ADD ("/T17/albums-of-a-detail-have-it", test_related_albums);
  ADD ("/7.21/lengths-and-pages", test_lengths);
  ADD ("/T18/dates", test_dates);
  ADD ("/T19/batch-is-full", test_batch);
  ADD ("/T19/missing-are-in-failed", test_failed);
  ADD ("/T19/bad-bodies-are-400", test_bad_batches);
  ADD ("/7.8/statuses-and-names-of-every-kind", test_variety);
  ADD ("/1.6/scheme-and-id-together", test_unknown_ids);
#undef ADD

  return g_test_run ();
}
