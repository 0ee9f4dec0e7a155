/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Folders and albums that are made, renamed and deleted, and what is put into them. */

#include "tenant-fixture.h"

#include <string.h>

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

static gint64
count (TenantFixture *fixture, const char *format, const char *id)
{
  g_auto (GStrv) parts = g_strsplit (format, "@", -1);
  g_autofree char *path = g_strjoinv (id, parts);
  g_autoptr (JsonNode) page = tenant_fixture_get_json (fixture, path);

  return tenant_page_get_found (page);
}

/* Its id. (transfer full) */
static char *
create (TenantFixture *fixture, const char *path)
{
  g_autoptr (JsonNode) node = tenant_fixture_post_json (fixture, path, "");

  return g_strdup (tenant_json_get_string (json_node_get_object (node), "id"));
}

/* @text with the ids at its "@"s. (transfer full) */
static char *
fill (const char *text, const char *id)
{
  g_auto (GStrv) parts = g_strsplit (text, "@", -1);

  return g_strjoinv (id, parts);
}

static JsonNode *
get_info (TenantFixture *fixture, const char *kind, const char *id)
{
  g_autofree char *path = g_strdup_printf ("/info/%s/%s", kind, id);

  return tenant_fixture_get_json (fixture, path);
}

static JsonObject *
find_child (JsonArray *nodes, const char *id)
{
  for (guint i = 0; i < json_array_get_length (nodes); i++)
    {
      JsonObject *node = json_array_get_object_element (nodes, i);

      if (g_str_equal (tenant_json_get_string (node, "id"), id))
        return node;
    }

  return NULL;
}

/* 4.19, 8.6: in the tree, in its folder, by itself, and among the albums. */
static void
test_create (TenantFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) made = tenant_fixture_post_json (fixture, "/folder/New%20%2F%20%C3%A9", "");
  JsonObject *folder = json_node_get_object (made);
  const char *folder_id = tenant_json_get_string (folder, "id");
  g_autofree char *path =
      g_strdup_printf ("/album/%s/Shots?description=All%%20of%%20them", folder_id);
  g_autofree char *album_id = create (fixture, path);
  g_autofree char *id_path = g_strdup_printf ("%s/%s", folder_id, album_id);
  g_autoptr (JsonNode) tree = tenant_fixture_get_json (fixture, "/tree");
  g_autoptr (JsonNode) info = get_info (fixture, "album", album_id);
  JsonObject *in_tree =
      find_child (json_object_get_array_member (json_node_get_object (tree), "results"), folder_id);
  JsonObject *album = json_node_get_object (info);

  g_assert_cmpstr (tenant_json_get_string (folder, "name"), ==, "New / é");
  g_assert_cmpstr (tenant_json_get_string (folder, "scheme"), ==, "folder");
  g_assert_cmpint (json_object_get_int_member (folder, "size"), ==, 0);
  g_assert_cmpuint (strlen (folder_id), ==, 5);
  g_assert_cmpint (json_object_get_int_member (in_tree, "size"), ==, 1);
  g_assert_nonnull (find_child (json_object_get_array_member (in_tree, "children"), album_id));
  g_assert_cmpstr (tenant_json_get_string (album, "idPath"), ==, id_path);
  g_assert_cmpstr (tenant_json_get_string (album, "namePath"), ==, "New / é/Shots");
  g_assert_cmpstr (tenant_json_get_string (album, "description"), ==, "All of them");
  g_assert_cmpstr (tenant_json_get_string (album, "ownerName"), ==, "Ada Reed");
  g_assert_cmpint (count (fixture, "/album/@", album_id), ==, 0);
  g_assert_cmpint (count (fixture, "/folder/@", folder_id), ==, 0);
  {
    g_autoptr (GHashTable) albums = tenant_fixture_walk (fixture, "/search?scheme=album", 100);

    g_assert_true (g_hash_table_contains (albums, album_id));
    g_assert_false (g_hash_table_contains (albums, folder_id));
  }
}

/* The forms of 4.19, and what is refused. */
static void
test_create_forms (TenantFixture *fixture, gconstpointer data)
{
  g_autofree char *first = create (fixture, "/folder//Top");
  g_autofree char *album = create (fixture, "/album//Top");
  g_autofree char *below = fill ("/folder/@/Below", first);
  g_autofree char *in_album = fill ("/folder/@/Below", album);
  g_autofree char *uri = g_strconcat (fixture->base, "/api/v1/folder/Form", NULL);
  g_autoptr (TestReply) form = test_http_send (
      "POST", uri, fixture->token, SOUP_FORM_MIME_TYPE_URLENCODED, "Description=As+a+form");
  g_autoptr (JsonNode) node = tenant_fixture_read_json (form);
  g_autofree char *long_name = g_strnfill (256, 'x');
  g_autofree char *too_long = g_strconcat ("/folder/", long_name, NULL);

  g_assert_cmpstr (tenant_json_get_string (json_node_get_object (node), "description"), ==,
                   "As a form");
  g_assert_cmpuint (send_status (fixture, "POST", "/folder/Top", NULL), ==, 409);
  g_assert_cmpuint (send_status (fixture, "POST", "/album/Top", NULL), ==, 409);
  g_assert_cmpuint (send_status (fixture, "POST", below, NULL), ==, 200);
  g_assert_cmpuint (send_status (fixture, "POST", below, NULL), ==, 409);
  g_assert_cmpuint (send_status (fixture, "POST", in_album, NULL), ==, 404);
  g_assert_cmpuint (send_status (fixture, "POST", "/folder/ZZZZZ/Below", NULL), ==, 404);
  g_assert_cmpuint (send_status (fixture, "POST", too_long, NULL), ==, 400);
}

/* 4.33: as with assets. */
static void
test_rename (TenantFixture *fixture, gconstpointer data)
{
  g_autofree char *folder = create (fixture, "/folder/Old");
  g_autofree char *other = create (fixture, "/folder/Other");
  g_autofree char *album_path = fill ("/album/@/Inside", folder);
  g_autofree char *album = create (fixture, album_path);
  g_autofree char *path = fill ("/folder/@/rename", folder);
  g_autofree char *wrong = fill ("/album/@/rename", folder);
  g_autoptr (JsonNode) before = get_info (fixture, "folder", folder);
  g_autoptr (JsonNode) after = NULL;
  g_autoptr (JsonNode) below = NULL;

  g_assert_nonnull (other);
  tenant_fixture_change (fixture, "PUT", path, "{\"name\":\"New\"}", "");
  tenant_fixture_change (fixture, "PUT", path, "{\"name\":\"New\"}", "");
  after = get_info (fixture, "folder", folder);
  below = get_info (fixture, "album", album);
  g_assert_cmpstr (tenant_json_get_string (json_node_get_object (after), "name"), ==, "New");
  g_assert_cmpstr (tenant_json_get_string (json_node_get_object (below), "namePath"), ==,
                   "New/Inside");
  g_assert_cmpint (strcmp (tenant_json_get_string (json_node_get_object (after), "time"),
                           tenant_json_get_string (json_node_get_object (before), "time")),
                   >, 0);
  g_assert_cmpstr (tenant_json_get_string (json_node_get_object (after), "created"), ==,
                   tenant_json_get_string (json_node_get_object (before), "created"));
  g_assert_cmpuint (send_status (fixture, "PUT", path, "{\"name\":\"Other\"}"), ==, 409);
  g_assert_cmpuint (send_status (fixture, "PUT", path, "{\"name\":\"\"}"), ==, 400);
  g_assert_cmpuint (send_status (fixture, "PUT", path, NULL), ==, 400);
  g_assert_cmpuint (send_status (fixture, "PUT", wrong, "{\"name\":\"X\"}"), ==, 404);
}

static char *
make_contents (TenantFixture *fixture, const char *search, guint n)
{
  g_autoptr (JsonNode) page = tenant_fixture_get_json (fixture, search);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      JsonObject *asset = tenant_page_get_asset (page, i);

      g_string_append_printf (text, "%s{\"scheme\":\"%s\",\"id\":\"%s\",\"displayName\":\"x\"}",
                              i > 0 ? "," : "", tenant_json_get_string (asset, "scheme"),
                              tenant_json_get_string (asset, "id"));
    }

  return g_string_free (text, FALSE);
}

/* The sizes and contents that each reader sees. */
static void
expect_size (TenantFixture *fixture, const char *folder, const char *album, gint64 size)
{
  g_autoptr (JsonNode) info = get_info (fixture, "album", album);

  g_assert_cmpint (json_object_get_int_member (json_node_get_object (info), "size"), ==, size);
  g_assert_cmpint (count (fixture, "/album/@", album), ==, size);
  g_assert_cmpint (count (fixture, "/folder/@", folder), ==, size);
  g_assert_cmpint (count (fixture, "/album/@?sortBy=name", album), ==, size);
}

/* 4.16, 4.17: ten assets, in each of the forms. */
static void
test_contents (TenantFixture *fixture, gconstpointer data)
{
  g_autofree char *folder = create (fixture, "/folder/Chosen");
  g_autofree char *album_path = fill ("/album/@/Ones", folder);
  g_autofree char *album = create (fixture, album_path);
  g_autofree char *ten = make_contents (fixture, "/search?limit=10", 10);
  g_autofree char *one = make_contents (fixture, "/search?start=20&limit=1", 1);
  g_autofree char *body =
      g_strdup_printf ("{\"albumPath\":\"%s/%s\",\"contents\":[%s]}", folder, album, ten);
  g_autofree char *single = g_strdup_printf ("{\"albumPath\":\"%s\",\"contents\":%s}", album, one);
  g_autofree char *array = g_strdup_printf ("[%s]", one);
  g_autofree char *in_path = g_strdup_printf ("/batch/album/%s/%s", folder, album);
  g_autofree char *in_part = g_strdup_printf ("/batch/album/%s%%2F%s", folder, album);
  g_autoptr (JsonNode) page = NULL;
  g_autoptr (JsonNode) detail = NULL;

  expect_size (fixture, folder, album, 0);
  tenant_fixture_change (fixture, "POST", "/batch/album", body, "");
  tenant_fixture_change (fixture, "POST", "/batch/album", body, "");
  expect_size (fixture, folder, album, 10);
  tenant_fixture_change (fixture, "POST", "/batch/album", single, "");
  expect_size (fixture, folder, album, 11);
  tenant_fixture_change (fixture, "DELETE", in_path, array, "");
  expect_size (fixture, folder, album, 10);
  tenant_fixture_change (fixture, "POST", in_part, array, "");
  expect_size (fixture, folder, album, 11);

  page = tenant_fixture_get_json (fixture, "/search?limit=1");
  detail = tenant_fixture_get_detail (fixture, tenant_page_get_asset (page, 0));
  g_assert_nonnull (find_child (
      json_object_get_array_member (json_node_get_object (detail), "relatedAlbums"), album));

  tenant_fixture_change (fixture, "DELETE", "/batch/album", body, "");
  tenant_fixture_change (fixture, "DELETE", "/batch/album", body, "");
  expect_size (fixture, folder, album, 1);
  g_assert_cmpint (count (fixture, "/search", ""), ==, TENANT_FIXTURE_ASSETS);
}

static void
expect_album_sizes (TenantFixture *fixture, GPtrArray *albums)
{
  for (guint i = 0; i < albums->len; i++)
    {
      g_autoptr (JsonNode) info = get_info (fixture, "album", albums->pdata[i]);

      g_assert_cmpint (json_object_get_int_member (json_node_get_object (info), "size"), ==, 1);
    }
}

/* One asset in more albums than anybody's: each of them knows, and it knows each. */
static void
test_many_albums (TenantFixture *fixture, gconstpointer data)
{
  g_autofree char *one = make_contents (fixture, "/search?limit=1&scheme=image", 1);
  g_autofree char *folder = create (fixture, "/folder/Many");
  g_autoptr (GPtrArray) albums = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (JsonNode) page = NULL;
  g_autoptr (JsonNode) detail = NULL;

  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *path = g_strdup_printf ("/album/%s/Number%u", folder, i);
      char *album = create (fixture, path);
      g_autofree char *body =
          g_strdup_printf ("{\"albumPath\":\"%s\",\"contents\":[%s]}", album, one);

      g_ptr_array_add (albums, album);
      tenant_fixture_change (fixture, "POST", "/batch/album", body, "");
      expect_album_sizes (fixture, albums);
    }
  page = tenant_fixture_get_json (fixture, "/search?limit=1");
  detail = tenant_fixture_get_detail (fixture, tenant_page_get_asset (page, 0));
  for (guint i = 0; i < albums->len; i++)
    {
      g_assert_cmpint (count (fixture, "/album/@", albums->pdata[i]), ==, 1);
      g_assert_nonnull (
          find_child (json_object_get_array_member (json_node_get_object (detail), "relatedAlbums"),
                      albums->pdata[i]));
    }
  g_assert_cmpint (count (fixture, "/folder/@", folder), ==, 1);
}

static void
test_bad_contents (TenantFixture *fixture, gconstpointer data)
{
  g_autofree char *album = create (fixture, "/album/Bad");
  g_autofree char *folder = create (fixture, "/folder/Bad");
  g_autofree char *one = make_contents (fixture, "/search?limit=1", 1);
  g_autofree char *gone = g_strdup_printf (
      "{\"albumPath\":\"%s\",\"contents\":[%s,{\"scheme\":\"image\",\"id\":\"none\"}]}", album,
      one);
  g_autofree char *no_album = g_strdup_printf ("{\"albumPath\":\"ZZZZZ\",\"contents\":[%s]}", one);
  g_autofree char *wrong_path =
      g_strdup_printf ("{\"albumPath\":\"%s/%s\",\"contents\":[%s]}", folder, album, one);
  g_autofree char *a_folder =
      g_strdup_printf ("{\"albumPath\":\"%s\",\"contents\":[%s]}", folder, one);
  g_autofree char *no_contents = g_strdup_printf ("{\"albumPath\":\"%s\"}", album);
  g_autofree char *no_path = g_strdup_printf ("{\"contents\":[%s]}", one);

  g_assert_cmpuint (send_status (fixture, "POST", "/batch/album", gone), ==, 404);
  g_assert_cmpuint (send_status (fixture, "POST", "/batch/album", no_album), ==, 404);
  g_assert_cmpuint (send_status (fixture, "POST", "/batch/album", wrong_path), ==, 404);
  g_assert_cmpuint (send_status (fixture, "POST", "/batch/album", a_folder), ==, 404);
  g_assert_cmpuint (send_status (fixture, "POST", "/batch/album", no_contents), ==, 400);
  g_assert_cmpuint (send_status (fixture, "POST", "/batch/album", no_path), ==, 400);
  g_assert_cmpuint (send_status (fixture, "POST", "/batch/album", "{"), ==, 400);
  g_assert_cmpint (count (fixture, "/album/@", album), ==, 0);
}

static JsonNode *
delete_containers (TenantFixture *fixture, const char *body)
{
  g_autoptr (TestReply) reply =
      tenant_fixture_send (fixture, "DELETE", "/batch/folder", fixture->token, body);

  g_assert_cmpuint (reply->status, ==, 200);

  return tenant_fixture_read_json (reply);
}

/* 4.18: a folder of the library goes with all that is in it; the assets stay. */
static void
test_delete (TenantFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) tree = tenant_fixture_get_json (fixture, "/tree");
  JsonArray *roots = json_object_get_array_member (json_node_get_object (tree), "results");
  JsonObject *folder = json_array_get_object_element (roots, 0);
  const char *id = tenant_json_get_string (folder, "id");
  JsonObject *child =
      json_array_get_object_element (json_object_get_array_member (folder, "children"), 0);
  g_autofree char *child_path =
      g_strdup_printf ("/info/%s/%s", tenant_json_get_string (child, "scheme"),
                       tenant_json_get_string (child, "id"));
  g_autofree char *body = g_strdup_printf ("[{\"id\":\"%s\",\"scheme\":\"folder\"}]", id);
  g_autofree char *path = fill ("/folder/@", id);
  g_autoptr (JsonNode) done = NULL;
  g_autoptr (JsonNode) again = NULL;
  g_autoptr (JsonNode) after = NULL;
  g_autoptr (GPtrArray) details = NULL;

  g_assert_cmpuint (tenant_fixture_get_status (fixture, child_path), ==, 200);
  done = delete_containers (fixture, body);
  g_assert_cmpstr (tenant_json_get_string (json_node_get_object (done), "status"), ==, "success");
  g_assert_cmpuint (json_array_get_length (
                        json_object_get_array_member (json_node_get_object (done), "deleteFail")),
                    ==, 0);
  again = delete_containers (fixture, body);
  g_assert_cmpstr (tenant_json_get_string (json_node_get_object (again), "status"), !=, "success");
  g_assert_true (tenant_json_list_has (json_node_get_object (again), "deleteFail", id));

  g_assert_cmpuint (tenant_fixture_get_status (fixture, path), ==, 404);
  g_assert_cmpuint (tenant_fixture_get_status (fixture, child_path), ==, 404);
  after = tenant_fixture_get_json (fixture, "/tree");
  g_assert_null (
      find_child (json_object_get_array_member (json_node_get_object (after), "results"), id));
  g_assert_cmpint (count (fixture, "/search", ""), ==, TENANT_FIXTURE_ASSETS);
  details = tenant_fixture_get_details (fixture, "/search?limit=100");
  for (guint i = 0; i < details->len; i++)
    {
      JsonArray *albums =
          json_object_get_array_member (json_node_get_object (details->pdata[i]), "relatedAlbums");

      for (guint j = 0; j < json_array_get_length (albums); j++)
        g_assert_false (g_str_has_prefix (
            tenant_json_get_string (json_array_get_object_element (albums, j), "idPath"), id));
    }
}

/* 16.3 */
static void
test_consumer (TenantFixture *fixture, gconstpointer data)
{
  static const char *const calls[][2] = {
    { "POST", "/folder/New" },         { "POST", "/album/ZZZZZ/New" },
    { "PUT", "/folder/ZZZZZ/rename" }, { "DELETE", "/batch/folder" },
    { "POST", "/batch/album" },        { "DELETE", "/batch/album/ZZZZZ" },
  };
  g_autofree char *consumer = tenant_fixture_ask_token (fixture->tenant, "consumer");

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autoptr (TestReply) refused =
          tenant_fixture_send (fixture, calls[i][0], calls[i][1], consumer, "[]");

      g_assert_cmpuint (refused->status, ==, 403);
      json_node_unref (tenant_fixture_read_json (refused));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test)                                                                            \
  g_test_add (path, TenantFixture, NULL, tenant_fixture_set_up, test, tenant_fixture_tear_down)
  ADD ("/4.19/create", test_create);
  ADD ("/4.19/forms", test_create_forms);
  ADD ("/4.33/rename", test_rename);
  ADD ("/4.16/contents", test_contents);
  ADD ("/4.16/many-albums", test_many_albums);
  ADD ("/4.16/bad-contents", test_bad_contents);
  ADD ("/4.18/delete", test_delete);
  ADD ("/16.3/consumer-changes-no-tree", test_consumer);
#undef ADD

  return g_test_run ();
}
