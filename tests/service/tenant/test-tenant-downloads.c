/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Advanced downloads (10.7), and the addresses of many at once (4.30). */

#include "tenant-fixture.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>

/* An image of 6000 × 4000 pixels whose original is at hand. (transfer full) */
static char *
choose_id (TenantFixture *fixture)
{
  g_autoptr (JsonNode) page =
      tenant_fixture_get_json (fixture, "/search?scheme=image&dimension=6000..6000"
                                        "&orientation=landscape&storageClass=standard");

  return g_strdup (tenant_json_get_string (tenant_page_get_asset (page, 0), "id"));
}

static TestReply *
ask (TenantFixture *fixture, const char *id, const char *rest)
{
  g_autofree char *path = g_strdup_printf ("/api_binary/v1/advance/image/%s/%s", id, rest);

  return tenant_fixture_get (fixture, path, fixture->token);
}

/* The picture behind a download, by the redirect and by its address as text. */
static void
expect_picture (TenantFixture *fixture,
                const char *id,
                const char *parameters,
                const char *content_type,
                int width_px,
                int height_px)
{
  g_autofree char *path = g_strconcat ("download?", parameters, NULL);
  g_autofree char *text_path = g_strconcat ("download/directuri?", parameters, NULL);
  g_autoptr (TestReply) redirect = ask (fixture, id, path);
  g_autoptr (TestReply) text = ask (fixture, id, text_path);
  g_autofree char *uri = test_reply_dup_text (text);
  g_autoptr (TestReply) first = NULL;
  g_autoptr (TestReply) second = NULL;
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  g_autoptr (GError) error = NULL;
  GdkPixbuf *pixbuf;

  g_assert_cmpuint (redirect->status, ==, 302);
  g_assert_cmpuint (text->status, ==, 200);
  g_assert_cmpstr (text->content_type, ==, "text/plain");
  first = test_http_get (redirect->location, NULL);
  second = test_http_get (uri, NULL);
  g_assert_cmpuint (first->status, ==, 200);
  g_assert_cmpstr (first->content_type, ==, content_type);
  g_assert_true (g_bytes_equal (first->body, second->body));
  g_assert_true (gdk_pixbuf_loader_write_bytes (loader, first->body, &error));
  g_assert_true (gdk_pixbuf_loader_close (loader, &error));
  g_assert_no_error (error);
  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, width_px);
  g_assert_cmpint (gdk_pixbuf_get_height (pixbuf), ==, height_px);
}

static void
test_advanced (TenantFixture *fixture, gconstpointer data)
{
  g_autofree char *id = choose_id (fixture);

  expect_picture (fixture, id, "type=jpg&dpi=72&resize=600x600&proportion=true", "image/jpeg", 600,
                  400);
  expect_picture (fixture, id, "type=png&resize=300x300&proportion=false", "image/png", 300, 300);
  expect_picture (fixture, id, "type=&resize=90x600", "image/jpeg", 90, 60);
#ifdef HAVE_VIPS
  expect_picture (fixture, id, "type=tif&resize=60x60", "image/tiff", 60, 40);
#endif
}

static void
test_bad (TenantFixture *fixture, gconstpointer data)
{
  static const char *const bad[] = { "type=exe",    "resize=0x5", "resize=9999x1", "resize=5",
                                     "resize=-1x1", "dpi=zero",   "dpi=0",         "resize=5x5x5" };
  g_autofree char *id = choose_id (fixture);
  g_autoptr (TestReply) other = ask (fixture, id, "upload?type=jpg");
  g_autoptr (TestReply) more = ask (fixture, id, "download/other?type=jpg");
  g_autoptr (TestReply) gone = ask (fixture, "none", "download?type=jpg");

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *path = g_strconcat ("download?", bad[i], NULL);
      g_autoptr (TestReply) reply = ask (fixture, id, path);

      g_test_message ("%s", bad[i]);
      g_assert_cmpuint (reply->status, ==, 400);
    }
  g_assert_cmpuint (other->status, ==, 404);
  g_assert_cmpuint (more->status, ==, 404);
  g_assert_cmpuint (gone->status, ==, 404);
}

static void
test_direct_uris (TenantFixture *fixture, gconstpointer data)
{
  g_autofree char *id = choose_id (fixture);
  g_autofree char *uri = g_strconcat (fixture->base, "/api_binary/v1/batch/directuri", NULL);
  g_autofree char *body = g_strdup_printf (
      "[{\"id\":\"%s\",\"scheme\":\"image\"},{\"id\":\"none\",\"scheme\":\"image\"}]", id);
  g_autoptr (TestReply) reply =
      test_http_send ("POST", uri, fixture->token, "application/json", body);
  g_autoptr (TestReply) bad =
      test_http_send ("POST", uri, fixture->token, "application/json", "{\"id\":\"x\"}");
  g_autoptr (TestReply) wrong = test_http_get (uri, fixture->token);
  g_autoptr (JsonNode) node = tenant_fixture_read_json (reply);
  JsonArray *items = json_node_get_array (node);
  JsonObject *item = json_array_get_object_element (items, 0);
  g_autoptr (TestReply) original = test_http_get (tenant_json_get_string (item, "directUri"), NULL);

  g_assert_cmpuint (json_array_get_length (items), ==, 1);
  g_assert_cmpstr (tenant_json_get_string (item, "id"), ==, id);
  g_assert_cmpstr (tenant_json_get_string (item, "displayName"), !=, "");
  g_assert_cmpuint (original->status, ==, 200);
  g_assert_cmpuint (g_bytes_get_size (original->body), ==,
                    g_ascii_strtoull (tenant_json_get_string (item, "size"), NULL, 10));
  g_assert_cmpuint (bad->status, ==, 400);
  g_assert_cmpuint (wrong->status, ==, 404);
}

/* 10.6: each version that the history names, as file and as preview; and none that it does not. */
static void
test_versions (TenantFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) details =
      tenant_fixture_get_details (fixture, "/search?scheme=image&storageClass=standard&limit=40");
  guint n_older = 0;

  for (guint i = 0; i < details->len; i++)
    {
      JsonObject *asset = json_node_get_object (details->pdata[i]);
      JsonArray *versions = json_object_get_array_member (asset, "versionHistory");
      g_autofree char *unknown =
          g_strconcat (tenant_json_get_string (asset, "url.download"), "/dmVyc2lvbl8x0", NULL);
      g_autoptr (TestReply) none = test_http_get (unknown, fixture->token);

      g_assert_cmpuint (none->status, ==, 404);
      if (json_array_get_length (versions) < 2
          || !json_object_has_member (json_object_get_object_member (asset, "url"), "preview"))
        continue;
      n_older++;
      for (guint j = 0; j < json_array_get_length (versions); j++)
        {
          JsonObject *version = json_array_get_object_element (versions, j);
          g_autoptr (TestReply) file =
              test_http_get (tenant_json_get_string (version, "uri.download"), fixture->token);
          g_autoptr (TestReply) preview =
              test_http_get (tenant_json_get_string (version, "uri.preview"), fixture->token);
          g_autoptr (TestReply) picture = NULL;

          g_assert_cmpuint (file->status, ==, 302);
          g_assert_cmpuint (preview->status, ==, 302);
          picture = test_http_get (preview->location, NULL);
          g_assert_cmpuint (picture->status, ==, 200);
          g_assert_cmpstr (picture->content_type, ==, "image/jpeg");
        }
    }
  g_assert_cmpuint (n_older, >, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test)                                                                            \
  g_test_add (path, TenantFixture, NULL, tenant_fixture_set_up, test, tenant_fixture_tear_down)
  ADD ("/10.7/advanced", test_advanced);
  ADD ("/10.7/bad", test_bad);
  ADD ("/4.30/addresses-of-many", test_direct_uris);
  ADD ("/10.6/versions", test_versions);
#undef ADD

  return g_test_run ();
}
