/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is changed by the calls of section 4, and seen by every other call. */

#include "tenant-fixture.h"

#include <string.h>

/* An asset of the fixture, and the paths and bodies that name it. */
typedef struct
{
  JsonNode *detail; /* as it was */
  JsonObject *asset;
  char *path; /* /image/ID */
  char *item; /* {"scheme":"image","id":"ID"} */
} Subject;

static void
subject_clear (Subject *subject)
{
  json_node_unref (subject->detail);
  g_free (subject->path);
  g_free (subject->item);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Subject, subject_clear)

static void
choose (TenantFixture *fixture, const char *search, guint i, Subject *subject)
{
  g_autoptr (JsonNode) page = tenant_fixture_get_json (fixture, search);
  JsonObject *found = tenant_page_get_asset (page, i);
  const char *scheme = tenant_json_get_string (found, "scheme");
  const char *id = tenant_json_get_string (found, "id");

  subject->detail = tenant_fixture_get_detail (fixture, found);
  subject->asset = json_node_get_object (subject->detail);
  subject->path = g_strdup_printf ("/%s/%s", scheme, id);
  subject->item = g_strdup_printf ("{\"scheme\":\"%s\",\"id\":\"%s\"}", scheme, id);
}

static JsonNode *
look (TenantFixture *fixture, const Subject *subject)
{
  return tenant_fixture_get_detail (fixture, subject->asset);
}

static gint64
count (TenantFixture *fixture, const char *search)
{
  g_autoptr (JsonNode) page = tenant_fixture_get_json (fixture, search);

  return tenant_page_get_found (page);
}

static guint
send_status (TenantFixture *fixture, const char *method, const char *path, const char *body)
{
  g_autoptr (TestReply) reply = tenant_fixture_send (fixture, method, path, fixture->token, body);

  if (reply->status >= 400)
    {
      g_autoptr (JsonNode) answer = tenant_fixture_read_json (reply);

      g_assert_cmpstr (tenant_json_get_string (json_node_get_object (answer), "message"), !=, "");
    }

  return reply->status;
}

/* 4.20, with a tag of all kinds of letters; 5.3 finds it. */
static void
test_tags (TenantFixture *fixture, gconstpointer data)
{
  g_auto (Subject) subject = { 0 };
  g_autofree char *path = NULL;
  g_autoptr (JsonNode) with = NULL;
  g_autoptr (JsonNode) without = NULL;

  choose (fixture, "/search?scheme=image", 3, &subject);
  path = g_strconcat (subject.path, "/tag/R%C3%A9sum%C3%A9%2F%3Cb%3E%20%26%25", NULL);
  tenant_fixture_change (fixture, "PUT", path, NULL, "");
  tenant_fixture_change (fixture, "PUT", path, NULL, "");
  with = look (fixture, &subject);
  g_assert_true (tenant_json_list_has (json_node_get_object (with), "tag", "Résumé/<b> &%"));
  g_assert_cmpint (count (fixture, "/search?tags=r%C3%A9sum%C3%A9%2F%3Cb%3E%20%26%25"), ==, 1);

  tenant_fixture_change (fixture, "DELETE", path, NULL, "");
  tenant_fixture_change (fixture, "DELETE", path, NULL, "");
  without = look (fixture, &subject);
  g_assert_false (tenant_json_list_has (json_node_get_object (without), "tag", "Résumé/<b> &%"));
}

/* 4.21, 4.22 */
static void
test_keywords (TenantFixture *fixture, gconstpointer data)
{
  g_auto (Subject) subject = { 0 };
  g_autofree char *path = NULL;
  g_autoptr (JsonNode) with = NULL;
  const char *keyword = "{\"name\":\"Regatta\",\"description\":\"Boats\"}";

  tenant_fixture_change (fixture, "POST", "/keyword", keyword, "success");
  g_assert_cmpuint (send_status (fixture, "POST", "/keyword", keyword), ==, 409);
  g_assert_cmpuint (send_status (fixture, "POST", "/keyword", "{\"name\":\"A\"}"), ==, 400);

  choose (fixture, "/search?scheme=image", 4, &subject);
  path = g_strconcat (subject.path, "/keyword/Regatta", NULL);
  tenant_fixture_change (fixture, "PUT", path, NULL, "");
  tenant_fixture_change (fixture, "PUT", path, NULL, "");
  with = look (fixture, &subject);
  g_assert_true (tenant_json_list_has (json_node_get_object (with), "keyword", "Regatta"));
  g_assert_cmpint (count (fixture, "/search?keywords=regatta"), ==, 1);
  tenant_fixture_change (fixture, "DELETE", path, NULL, "");
  g_assert_cmpint (count (fixture, "/search?keywords=regatta"), ==, 0);
}

/* 4.23: in lists, in their order, in the text search, and the bytes are still the same. */
static void
test_rename (TenantFixture *fixture, gconstpointer data)
{
  g_auto (Subject) subject = { 0 };
  g_autofree char *path = NULL;
  g_autoptr (JsonNode) detail = NULL;
  g_autoptr (JsonNode) first = NULL;
  g_autoptr (JsonNode) newest = NULL;
  JsonObject *asset;

  choose (fixture, "/search?scheme=image", 7, &subject);
  path = g_strconcat (subject.path, "/rename", NULL);
  tenant_fixture_change (fixture, "PUT", path, "{\"name\":\"\\uff01 Quokka.jpg\"}", "");
  detail = look (fixture, &subject);
  asset = json_node_get_object (detail);
  g_assert_cmpstr (tenant_json_get_string (asset, "name"), ==, "！ Quokka.jpg");
  g_assert_cmpstr (tenant_json_get_string (asset, "default.Name"), ==, "！ Quokka.jpg");
  g_assert_cmpstr (tenant_json_get_string (asset, "md5"), ==,
                   tenant_json_get_string (subject.asset, "md5"));
  g_assert_cmpint (count (fixture, "/search?keyword=quokka"), ==, 1);

  first = tenant_fixture_get_json (fixture, "/search?sortBy=name&sortDirection=descending");
  g_assert_cmpstr (tenant_json_get_string (tenant_page_get_asset (first, 0), "name"), ==,
                   "！ Quokka.jpg");
  newest = tenant_fixture_get_json (fixture, "/search");
  g_assert_cmpstr (tenant_json_get_string (tenant_page_get_asset (newest, 0), "name"), ==,
                   "！ Quokka.jpg");
  g_assert_cmpint (tenant_page_get_found (newest), ==, TENANT_FIXTURE_ASSETS);

  g_assert_cmpuint (send_status (fixture, "PUT", path, "{\"name\":\"\"}"), ==, 400);
  g_assert_cmpuint (send_status (fixture, "PUT", path, "{}"), ==, 400);
  g_assert_cmpuint (send_status (fixture, "PUT", path, NULL), ==, 400);
}

/* 7.6: `time` grows with each edit, and says who it was; an edit that edits nothing is none. */
static void
test_time (TenantFixture *fixture, gconstpointer data)
{
  g_autofree char *contributor = tenant_fixture_ask_token (fixture->tenant, "contributor");
  g_auto (Subject) subject = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *time = NULL;

  choose (fixture, "/search?scheme=image", 20, &subject);
  time = g_strdup (tenant_json_get_string (subject.asset, "time"));
  path = g_strconcat (subject.path, "/tag/Once", NULL);
  for (guint i = 0; i < 4; i++)
    {
      const char *method = i < 2 ? "PUT" : "DELETE";
      gboolean edits = i % 2 == 0;
      g_autoptr (TestReply) reply = tenant_fixture_send (fixture, method, path, contributor, NULL);
      g_autoptr (JsonNode) detail = look (fixture, &subject);
      JsonObject *asset = json_node_get_object (detail);
      const char *now = tenant_json_get_string (asset, "time");

      g_assert_cmpuint (reply->status, ==, 200);
      g_assert_cmpint (strcmp (now, time) > 0, ==, edits);
      g_assert_cmpstr (tenant_json_get_string (asset, "default.Date modified"), ==, now);
      g_assert_cmpstr (tenant_json_get_string (asset, "lastUploaded"), ==,
                       tenant_json_get_string (subject.asset, "lastUploaded"));
      g_free (time);
      time = g_strdup (now);
    }
}

/* 4.24 */
static void
test_comments (TenantFixture *fixture, gconstpointer data)
{
  g_auto (Subject) subject = { 0 };
  g_autofree char *good = NULL;
  g_autofree char *bad = NULL;
  g_autoptr (JsonNode) detail = NULL;
  JsonObject *version;

  choose (fixture, "/search?scheme=image", 8, &subject);
  good = g_strdup_printf ("{\"scheme\":\"image\",\"id\":\"%s\",\"versionId\":"
                          "\"bGF0ZXN0X3ZlcnNpb25fdGFn\",\"comment\":\"Brighter sky\"}",
                          tenant_json_get_string (subject.asset, "id"));
  bad = g_strdup_printf ("{\"scheme\":\"image\",\"id\":\"%s\",\"versionId\":\"none\","
                         "\"comment\":\"Brighter sky\"}",
                         tenant_json_get_string (subject.asset, "id"));
  tenant_fixture_change (fixture, "POST", "/version/comment", good, "success");
  detail = look (fixture, &subject);
  version = json_array_get_object_element (
      json_object_get_array_member (json_node_get_object (detail), "versionHistory"), 0);
  g_assert_cmpstr (tenant_json_get_string (version, "comment"), ==, "Brighter sky");
  g_assert_cmpint (count (fixture, "/search?searchInField=comment&keyword=brighter"), ==, 1);
  g_assert_cmpuint (send_status (fixture, "POST", "/version/comment", bad), ==, 404);
  g_assert_cmpuint (send_status (fixture, "POST", "/version/comment", subject.item), ==, 400);
}

static char *
make_edit (const Subject *left, const Subject *right, const char *properties)
{
  return g_strdup_printf ("{\"contents\":[%s,%s],\"properties\":[%s]}", left->item, right->item,
                          properties);
}

/* 4.15: two assets, several properties, at once. */
static void
test_batch (TenantFixture *fixture, gconstpointer data)
{
  g_auto (Subject) left = { 0 };
  g_auto (Subject) right = { 0 };
  const Subject *const subjects[] = { &left, &right };
  g_autofree char *body = NULL;
  g_autofree char *less = NULL;

  choose (fixture, "/search?scheme=image", 1, &left);
  choose (fixture, "/search?scheme=document", 1, &right);
  body = make_edit (
      &left, &right,
      "{\"propertyId\":\"description\",\"propertyValue\":\"Quokkas\"},"
      "{\"propertyId\":\"copyright\",\"propertyValue\":\"© Q\",\"action\":\"set\"},"
      "{\"propertyId\":\"termsAndConditions\",\"propertyValue\":\"Ask\"},"
      "{\"propertyId\":\"meta_multichoice_0\",\"propertyValue\":[\"Web\"],\"customField\":true},"
      "{\"propertyId\":\"meta_multichoice_0\",\"propertyValue\":\"Social\",\"action\":\"add\","
      "\"customField\":true},"
      "{\"propertyId\":\"meta_rating_0\",\"propertyValue\":\"4\",\"customField\":true}");
  less =
      make_edit (&left, &right,
                 "{\"propertyId\":\"meta_multichoice_0\",\"propertyValue\":\"Web\",\"action\":"
                 "\"remove\",\"customField\":true},"
                 "{\"propertyId\":\"copyright\",\"propertyValue\":null},"
                 "{\"propertyId\":\"meta_rating_0\",\"propertyValue\":\"\",\"customField\":true}");

  tenant_fixture_change (fixture, "PUT", "/batch/edit", body, "success");
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (JsonNode) detail = look (fixture, subjects[i]);
      JsonObject *asset = json_node_get_object (detail);
      JsonObject *additional = json_object_get_object_member (asset, "additional");

      g_assert_cmpstr (tenant_json_get_string (asset, "description"), ==, "Quokkas");
      g_assert_cmpstr (tenant_json_get_string (asset, "copyright"), ==, "© Q");
      g_assert_cmpstr (tenant_json_get_string (asset, "default.Copyright"), ==, "© Q");
      g_assert_cmpstr (tenant_json_get_string (asset, "termsAndConditions"), ==, "Ask");
      g_assert_true (tenant_json_list_has (additional, "Channels", "Web"));
      g_assert_true (tenant_json_list_has (additional, "Channels", "Social"));
      g_assert_cmpstr (tenant_json_get_string (additional, "Rating"), ==, "4");
    }
  g_assert_cmpint (count (fixture, "/search?keyword=quokkas&meta_rating_0.keyword=%224%22"), ==, 2);

  tenant_fixture_change (fixture, "PUT", "/batch/edit", less, "success");
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (JsonNode) detail = look (fixture, subjects[i]);
      JsonObject *asset = json_node_get_object (detail);
      JsonObject *additional = json_object_get_object_member (asset, "additional");

      g_assert_false (json_object_has_member (asset, "copyright"));
      g_assert_false (tenant_json_list_has (additional, "Channels", "Web"));
      g_assert_true (tenant_json_list_has (additional, "Channels", "Social"));
      g_assert_true (json_object_get_null_member (additional, "Rating"));
    }
}

/* 14.5; and where anything is wrong nothing is changed. */
static void
test_bad_batch (TenantFixture *fixture, gconstpointer data)
{
  static const char *const bad[] = {
    "{\"propertyId\":\"colour\",\"propertyValue\":\"x\"}",
    "{\"propertyId\":\"meta_text_0\",\"propertyValue\":\"x\"}",
    "{\"propertyId\":\"description\",\"propertyValue\":\"x\",\"customField\":true}",
    "{\"propertyId\":\"description\",\"propertyValue\":7}",
    "{\"propertyId\":\"description\",\"propertyValue\":\"x\",\"action\":\"turn\"}",
    "{\"propertyId\":\"name\",\"propertyValue\":\"\"}",
    "{\"propertyId\":\"name\",\"propertyValue\":\"x\",\"action\":\"remove\"}",
    "{\"propertyId\":\"meta_rating_0\",\"propertyValue\":\"6\",\"customField\":true}",
    "{\"propertyId\":\"meta_date_0\",\"propertyValue\":\"2026-02-30\",\"customField\":true}",
    "{\"propertyId\":\"meta_number_0\",\"propertyValue\":\"12x\",\"customField\":true}",
    "{\"propertyId\":\"meta_text_0\",\"propertyValue\":[\"a\",\"b\"],\"customField\":true}",
    "7",
  };
  g_auto (Subject) left = { 0 };
  g_auto (Subject) right = { 0 };
  g_autoptr (JsonNode) after = NULL;
  g_autofree char *gone = NULL;

  choose (fixture, "/search", 0, &left);
  choose (fixture, "/search", 1, &right);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *properties = g_strconcat (
          "{\"propertyId\":\"description\",\"propertyValue\":\"changed\"},", bad[i], NULL);
      g_autofree char *body = make_edit (&left, &right, properties);

      g_test_message ("%s", bad[i]);
      g_assert_cmpuint (send_status (fixture, "PUT", "/batch/edit", body), ==, 400);
    }
  gone =
      g_strdup_printf ("{\"contents\":[%s,{\"scheme\":\"image\",\"id\":\"none\"}],\"properties\":"
                       "[{\"propertyId\":\"description\",\"propertyValue\":\"changed\"}]}",
                       left.item);
  g_assert_cmpuint (send_status (fixture, "PUT", "/batch/edit", gone), ==, 404);
  after = look (fixture, &left);
  g_assert_cmpstr (tenant_json_get_string (json_node_get_object (after), "time"), ==,
                   tenant_json_get_string (left.asset, "time"));
}

/* Bodies that are no JSON, or are made to harm who reads them; 101 items. */
static void
test_bad_bodies (TenantFixture *fixture, gconstpointer data)
{
  static const char *const calls[][2] = { { "PUT", "/batch/edit" },
                                          { "POST", "/keyword" },
                                          { "POST", "/version/comment" },
                                          { "DELETE", "/batch/content" } };
  g_autofree char *deep = g_strnfill (1000000, '[');
  GString *many = g_string_new ("[");

  for (guint i = 0; i < 101; i++)
    g_string_append (many, i > 0 ? ",{\"scheme\":\"image\",\"id\":\"x\"}"
                                 : "{\"scheme\":\"image\",\"id\":\"x\"}");
  g_string_append_c (many, ']');
  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      const char *const bodies[] = { "", "{", "null", "[7]", "\"\\ud800\"", deep, many->str };

      for (gsize j = 0; j < G_N_ELEMENTS (bodies); j++)
        g_assert_cmpuint (send_status (fixture, calls[i][0], calls[i][1], bodies[j]), ==, 400);
    }
  g_string_free (many, TRUE);
}

/* 4.14, 7.29: deleted assets are nowhere; a repeated request is well (13.5). */
static void
test_delete (TenantFixture *fixture, gconstpointer data)
{
  g_auto (Subject) subject = { 0 };
  g_autofree char *body = NULL;
  g_autofree char *binary = NULL;
  g_autoptr (TestReply) bytes = NULL;
  g_autoptr (JsonNode) batch = NULL;
  g_autoptr (GHashTable) left = NULL;

  choose (fixture, "/search?scheme=image", 5, &subject);
  body = g_strdup_printf ("[%s]", subject.item);
  tenant_fixture_change (fixture, "DELETE", "/batch/content", body, "");
  tenant_fixture_change (fixture, "DELETE", "/batch/content", body, "");
  g_assert_cmpuint (tenant_fixture_get_status (fixture, subject.path), ==, 404);
  batch = tenant_fixture_post_json (fixture, "/batch/content", body);
  g_assert_cmpuint (json_array_get_length (
                        json_object_get_array_member (json_node_get_object (batch), "docResult")),
                    ==, 0);
  left = tenant_fixture_walk (fixture, "/search", 100);
  g_assert_cmpuint (g_hash_table_size (left), ==, TENANT_FIXTURE_ASSETS - 1);
  g_assert_false (g_hash_table_contains (left, tenant_json_get_string (subject.asset, "id")));
  binary = g_strconcat ("/api_binary/v1", subject.path, NULL);
  bytes = tenant_fixture_get (fixture, binary, fixture->token);
  g_assert_cmpuint (bytes->status, ==, 404);
}

/* 16.3: a consumer changes nothing, whatever there is; without a token nobody does. */
static void
test_consumer (TenantFixture *fixture, gconstpointer data)
{
  g_autofree char *consumer = tenant_fixture_ask_token (fixture->tenant, "consumer");
  g_auto (Subject) subject = { 0 };
  g_autoptr (JsonNode) after = NULL;
  const char *const calls[][2] = {
    { "PUT", "%s/tag/A" },        { "DELETE", "%s/tag/A" },       { "PUT", "%s/keyword/A" },
    { "DELETE", "%s/keyword/A" }, { "PUT", "%s/rename" },         { "POST", "/keyword" },
    { "PUT", "/batch/edit" },     { "POST", "/version/comment" }, { "DELETE", "/batch/content" },
  };

  choose (fixture, "/search?approval=approved", 0, &subject);
  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_auto (GStrv) parts = g_strsplit (calls[i][1], "%s", 2);
      g_autofree char *path =
          parts[1] != NULL ? g_strconcat (subject.path, parts[1], NULL) : g_strdup (parts[0]);
      g_autoptr (TestReply) refused =
          tenant_fixture_send (fixture, calls[i][0], path, consumer, "{\"name\":\"B\"}");
      g_autoptr (TestReply) unknown =
          tenant_fixture_send (fixture, calls[i][0], path, NULL, "{\"name\":\"B\"}");
      g_autoptr (JsonNode) answer = tenant_fixture_read_json (refused);

      g_assert_cmpuint (refused->status, ==, 403);
      g_assert_cmpstr (tenant_json_get_string (json_node_get_object (answer), "error"), ==,
                       "forbidden");
      g_assert_cmpuint (unknown->status, ==, 404);
    }
  after = look (fixture, &subject);
  g_assert_cmpstr (tenant_json_get_string (json_node_get_object (after), "time"), ==,
                   tenant_json_get_string (subject.asset, "time"));
}

/* 14.4 */
static void
test_unknown (TenantFixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (send_status (fixture, "PUT", "/image/none/tag/A", NULL), ==, 404);
  g_assert_cmpuint (send_status (fixture, "DELETE", "/image/none/keyword/A", NULL), ==, 404);
  g_assert_cmpuint (send_status (fixture, "PUT", "/image/none/rename", "{\"name\":\"B\"}"), ==,
                    404);
  g_assert_cmpuint (send_status (fixture, "PUT", "/picture/none/tag/A", NULL), ==, 404);
}

static gpointer
tag_many (gpointer data)
{
  TenantFixture *fixture = data;
  g_autoptr (JsonNode) page = tenant_fixture_get_json (fixture, "/search?scheme=image&limit=20");

  for (guint i = 0; i < 20; i++)
    {
      JsonObject *asset = tenant_page_get_asset (page, i);
      g_autofree char *path =
          g_strdup_printf ("/image/%s/tag/Many", tenant_json_get_string (asset, "id"));

      tenant_fixture_change (fixture, "PUT", path, NULL, "");
    }

  return NULL;
}

/* Each walk over the assets while others change them: what is there throughout is found by a page
 * that is asked for at once, and no page is torn. */
static void
test_threads (TenantFixture *fixture, gconstpointer data)
{
  GThread *threads[3];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("tag", tag_many, fixture);
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (JsonNode) page =
          tenant_fixture_get_json (fixture, "/search?limit=" G_STRINGIFY (TENANT_FIXTURE_ASSETS));
      g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
      JsonArray *results = tenant_page_get_results (page);

      for (guint j = 0; j < json_array_get_length (results); j++)
        g_hash_table_add (ids, (gpointer) tenant_json_get_string (
                                   json_array_get_object_element (results, j), "id"));
      g_assert_cmpuint (g_hash_table_size (ids), ==, TENANT_FIXTURE_ASSETS);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpint (count (fixture, "/search?tags=many"), >=, 20);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test)                                                                            \
  g_test_add (path, TenantFixture, NULL, tenant_fixture_set_up, test, tenant_fixture_tear_down)
  ADD ("/T28/tags", test_tags);
  ADD ("/T28/keywords", test_keywords);
  ADD ("/T28/rename", test_rename);
  ADD ("/T28/comments", test_comments);
  ADD ("/T28/batch-edit", test_batch);
  ADD ("/T28/batch-edit-all-or-nothing", test_bad_batch);
  ADD ("/7.6/time-grows", test_time);
  ADD ("/14.5/bad-bodies", test_bad_bodies);
  ADD ("/4.14/delete", test_delete);
  ADD ("/16.3/consumer-changes-nothing", test_consumer);
  ADD ("/14.4/unknown-assets", test_unknown);
  ADD ("/edits/while-others-read", test_threads);
#undef ADD

  return g_test_run ();
}
