/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A tenant whose library is a folder of files: the same protocol, and real bytes. */

#include "tenant-fixture.h"
#include "test-pictures.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  TestPictures *pictures;
  char *before; /* what the folder looked like */
  TenantFixture tenant;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *option = NULL;

  self->pictures = test_pictures_new ();
  self->before = test_pictures_describe (self->pictures);
  option = g_strconcat ("--pictures=", self->pictures->path, NULL);
  self->tenant.tenant = test_tenant_start ("--calls-per-minute=0", option, NULL);
  self->tenant.base = test_tenant_get (self->tenant.tenant, "base");
  self->tenant.delivery = test_tenant_get (self->tenant.tenant, "delivery");
  self->tenant.token = tenant_fixture_ask_token (self->tenant.tenant, "admin");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autofree char *printed = test_tenant_stop (self->tenant.tenant);

  /* Whatever was in the folder: it may say what it cannot read, and nothing else. */
  if (!g_str_has_prefix (printed, "descant-tenant: "))
    g_assert_cmpstr (printed, ==, "");
  g_free (self->tenant.token);
  g_free (self->before);
  test_pictures_free (self->pictures);
}

/* The detail of the asset of a name. (transfer full) */
static JsonNode *
get_detail (Fixture *self, const char *name)
{
  g_autoptr (JsonNode) page = tenant_fixture_get_json (&self->tenant, "/search?limit=1000");
  JsonArray *results = tenant_page_get_results (page);

  for (guint i = 0; i < json_array_get_length (results); i++)
    {
      JsonObject *asset = tenant_page_get_asset (page, i);

      if (g_str_equal (tenant_json_get_string (asset, "name"), name))
        return tenant_fixture_get_detail (&self->tenant, asset);
    }
  g_error ("There is no asset “%s”", name);
}

/* GET of an address, through one redirect at most; without a token there. */
static TestReply *
get_file (Fixture *self, const char *uri)
{
  g_autoptr (TestReply) reply =
      test_http_get (uri, g_str_has_prefix (uri, self->tenant.base) ? self->tenant.token : NULL);

  return reply->location != NULL ? test_http_get (reply->location, NULL) : g_steal_pointer (&reply);
}

static GdkPixbuf *
decode (GBytes *bytes)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  g_autoptr (GError) error = NULL;

  gdk_pixbuf_loader_write_bytes (loader, bytes, &error);
  g_assert_no_error (error);
  gdk_pixbuf_loader_close (loader, &error);
  g_assert_no_error (error);

  return g_object_ref (gdk_pixbuf_loader_get_pixbuf (loader));
}

static void
check_size (Fixture *self, const char *uri, int width, int height)
{
  g_autoptr (TestReply) reply = get_file (self, uri);
  g_autoptr (GdkPixbuf) pixbuf = NULL;

  g_test_message ("%s", uri);
  g_assert_cmpuint (reply->status, ==, 200);
  pixbuf = decode (reply->body);
  g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, width);
  g_assert_cmpint (gdk_pixbuf_get_height (pixbuf), ==, height);
}

/* All that a list names is there, each asset once; the originals are the bytes of the files. */
static void
test_originals (Fixture *self, gconstpointer data)
{
  g_autoptr (GHashTable) ids = tenant_fixture_walk (&self->tenant, "/search?sortBy=name", 3);
  g_autoptr (JsonNode) page = tenant_fixture_get_json (&self->tenant, "/search?limit=1000");

  g_assert_cmpuint (g_hash_table_size (ids), ==, self->pictures->n_files);
  for (guint i = 0; i < self->pictures->n_files; i++)
    {
      g_autoptr (JsonNode) detail =
          tenant_fixture_get_detail (&self->tenant, tenant_page_get_asset (page, i));
      JsonObject *asset = json_node_get_object (detail);
      g_autoptr (TestReply) reply =
          get_file (self, tenant_json_get_string (asset, "url.directUrlOriginal"));
      g_autofree char *size = g_strdup_printf ("%" G_GSIZE_FORMAT, g_bytes_get_size (reply->body));
      g_autofree char *md5 = g_compute_checksum_for_bytes (G_CHECKSUM_MD5, reply->body);

      g_test_message ("%s", tenant_json_get_string (asset, "name"));
      g_assert_cmpuint (reply->status, ==, 200);
      g_assert_cmpstr (reply->content_type, ==,
                       tenant_json_get_string (asset, "default.Content Type"));
      g_assert_cmpstr (size, ==, tenant_json_get_string (asset, "size"));
      g_assert_cmpstr (md5, ==, tenant_json_get_string (asset, "md5"));
      g_assert_cmpuint (
          json_array_get_length (json_object_get_array_member (asset, "relatedAlbums")), ==, 1);
    }
}

/* 10.3, 10.8, 10.14 */
static void
test_previews (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) svg = get_detail (self, "logo.svg");
  g_autoptr (JsonNode) dock = get_detail (self, "dock.jpg");
  g_autoptr (JsonNode) broken = get_detail (self, "broken.jpg");
  JsonObject *urls = json_object_get_object_member (json_node_get_object (broken), "url");
  gboolean is_turned = self->pictures->has_texts;

  check_size (self, tenant_json_get_string (json_node_get_object (svg), "url.directUrlPreview"),
              200, 100);
  check_size (self, tenant_json_get_string (json_node_get_object (svg), "url.HighJPG"), 200, 100);
  check_size (self, tenant_json_get_string (json_node_get_object (dock), "url.directUrlPreview"),
              is_turned ? 40 : 60, is_turned ? 60 : 40);
  g_assert_false (json_object_has_member (urls, "preview"));
  g_assert_false (json_object_has_member (urls, "directUrlPreview"));
  g_assert_false (json_object_has_member (urls, "HighJPG"));
#ifdef HAVE_VIPS
  {
    g_autoptr (JsonNode) pdf = get_detail (self, "three.pdf");

    g_assert_cmpstr (tenant_json_get_string (json_node_get_object (pdf), "default.Pages"), ==, "3");
    check_size (self, tenant_json_get_string (json_node_get_object (pdf), "url.directUrlPreview"),
                600, 800);
  }
#endif
}

/* 11.4: operations on the real picture, which lets its background show through where the format
 * can. */
static void
test_renditions (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) chair = get_detail (self, "chair.png");
  g_autoptr (JsonNode) broken = get_detail (self, "broken.jpg");
  const char *image =
      tenant_json_get_string (json_node_get_object (chair), "additional.MDC Image URL");
  g_autofree char *base = g_strndup (image, strrchr (image, '/') - image);
  g_autofree char *small = g_strconcat (base, "/-B40-FPNG", NULL);
  g_autofree char *square = g_strconcat (base, "/-Tsquare-FJPG", NULL);
  g_autofree char *crop = g_strconcat (base, "/-C40x20,40,0-S20-FJPG", NULL);
  g_autofree char *too_far = g_strconcat (base, "/-C81x20,0,0", NULL);
  g_autoptr (TestReply) png = NULL;
  g_autoptr (TestReply) refused = NULL;
  g_autoptr (GdkPixbuf) pixbuf = NULL;

  check_size (self, image, 80, 50);
  check_size (self, square, 50, 50);
  check_size (self, crop, 20, 10);
  check_size (self, small, 40, 25);
  png = get_file (self, small);
  pixbuf = decode (png->body);
  g_assert_true (gdk_pixbuf_get_has_alpha (pixbuf));
  refused = get_file (self, too_far);
  g_assert_cmpuint (refused->status, ==, 400);
  g_assert_cmpstr (
      tenant_json_get_string (json_node_get_object (broken), "additional.MDC Image URL"), ==,
      UNPUBLISHED);
}

static void
check_range (const char *uri,
             const char *range,
             const guint8 *expected,
             gsize length,
             const char *content_range)
{
  g_autoptr (TestReply) reply = test_http_get_with (uri, NULL, "Range", range);

  g_test_message ("%s", range);
  g_assert_cmpuint (reply->status, ==, content_range != NULL ? 206 : 200);
  g_assert_cmpstr (soup_message_headers_get_one (reply->headers, "Content-Range"), ==,
                   content_range);
  g_assert_cmpmem (g_bytes_get_data (reply->body, NULL), g_bytes_get_size (reply->body), expected,
                   length);
}

/* T23: a player asks for parts. */
static void
test_ranges (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) wav = get_detail (self, "tone.wav");
  g_autofree char *path = g_build_filename (self->pictures->path, "Papers/tone.wav", NULL);
  g_autoptr (TestReply) first = test_http_get (
      tenant_json_get_string (json_node_get_object (wav), "url.directUrlOriginal"), NULL);
  g_autofree char *bytes = NULL;
  gsize length;
  const guint8 *all;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_cmpuint (length, ==, 12044);
  all = (const guint8 *) bytes;
  check_range (first->location, "bytes=0-9", all, 10, "bytes 0-9/12044");
  check_range (first->location, "bytes=12000-", all + 12000, 44, "bytes 12000-12043/12044");
  check_range (first->location, "bytes=-4", all + 12040, 4, "bytes 12040-12043/12044");
  check_range (first->location, "bytes=44-99999", all + 44, 12000, "bytes 44-12043/12044");
  check_range (first->location, "lines=1-2", all, length, NULL);
  g_assert_cmpstr (tenant_json_get_string (json_node_get_object (wav), "default.Duration"), ==,
                   "00:00:01");
}

/* A file larger than what is sent at once comes whole. */
static void
test_large (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->pictures->path, "Papers/tone.wav", NULL);
  g_autofree char *bytes = g_malloc (3 * 1000 * 1000);
  g_autoptr (JsonNode) wav = get_detail (self, "tone.wav");
  g_autoptr (TestReply) reply = NULL;

  for (gsize i = 0; i < 3 * 1000 * 1000; i++)
    bytes[i] = (char) (i * 7 / 5);
  g_assert_true (g_file_set_contents (path, bytes, 3 * 1000 * 1000, NULL));
  reply = get_file (self, tenant_json_get_string (json_node_get_object (wav), "url.download"));
  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpmem (g_bytes_get_data (reply->body, NULL), g_bytes_get_size (reply->body), bytes,
                   3 * 1000 * 1000);
}

/* The tenant goes on: it sends what there is now. */
static void
check_goes_on (const char *uri)
{
  g_autoptr (TestReply) reply = test_http_get (uri, NULL);

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpuint (g_bytes_get_size (reply->body), ==, 1000);
}

/* A request for the file at @uri, of which only the start has been read. (transfer full) */
static GSocketConnection *
begin_download (const char *uri)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GUri) parsed = g_uri_parse (uri, G_URI_FLAGS_ENCODED, NULL);
  g_autoptr (GError) error = NULL;
  GSocketConnection *connection = g_socket_client_connect_to_host (
      client, g_uri_get_host (parsed), (guint16) g_uri_get_port (parsed), NULL, &error);
  g_autofree char *request = g_strdup_printf ("GET %s?%s HTTP/1.1\r\nHost: localhost\r\n\r\n",
                                              g_uri_get_path (parsed), g_uri_get_query (parsed));
  char start[16];

  g_assert_no_error (error);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), request,
                             strlen (request), NULL, NULL, &error);
  g_assert_no_error (error);
  g_input_stream_read_all (g_io_stream_get_input_stream (G_IO_STREAM (connection)), start,
                           sizeof start, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (start, 12, "HTTP/1.1 200", 12);

  return connection;
}

/* How many more bytes come before the other side ends. */
static gsize
count_rest (GSocketConnection *connection)
{
  GInputStream *stream = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  gsize n_bytes = 0;
  gssize n_read;
  char bytes[65536];

  while ((n_read = g_input_stream_read (stream, bytes, sizeof bytes, NULL, NULL)) > 0)
    n_bytes += (gsize) n_read;

  return n_bytes;
}

/* A file that gets shorter on its way: the connection ends, so that nobody takes it for whole. */
static void
test_shortened (Fixture *self, gconstpointer data)
{
  const gsize length = 100 * 1000 * 1000; /* far more than two sockets hold */
  g_autofree char *path = g_build_filename (self->pictures->path, "Papers/tone.wav", NULL);
  g_autoptr (JsonNode) wav = get_detail (self, "tone.wav");
  g_autoptr (TestReply) first = test_http_get (
      tenant_json_get_string (json_node_get_object (wav), "url.directUrlOriginal"), NULL);
  g_autoptr (GSocketConnection) connection = NULL;

  g_assert_cmpint (truncate (path, (off_t) length), ==, 0);
  connection = begin_download (first->location);
  g_assert_cmpint (truncate (path, 1000), ==, 0);
  g_assert_cmpuint (count_rest (connection), <, length);
  check_goes_on (first->location);
}

/* Files that go, while the library still names them, are not found; the rest goes on. */
static void
test_gone (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) tif = get_detail (self, "lamp.tif");
  g_autoptr (JsonNode) svg = get_detail (self, "logo.svg");
  g_autofree char *tif_path =
      g_build_filename (self->pictures->path, "Products/Lamps/lamp.tif", NULL);
  g_autoptr (TestReply) original = NULL;
  g_autoptr (TestReply) preview = NULL;

  g_assert_cmpint (g_remove (tif_path), ==, 0);
  original =
      get_file (self, tenant_json_get_string (json_node_get_object (tif), "url.directUrlOriginal"));
  preview =
      get_file (self, tenant_json_get_string (json_node_get_object (tif), "url.directUrlPreview"));
  g_assert_cmpuint (original->status, ==, 404);
  g_assert_cmpuint (preview->status, ==, 404);
  check_size (self, tenant_json_get_string (json_node_get_object (svg), "url.directUrlPreview"),
              200, 100);
}

/* Who only looks leaves no trace. */
static void
test_nothing_written (Fixture *self, gconstpointer data)
{
  g_autofree char *after = NULL;

  test_originals (self, NULL);
  test_previews (self, NULL);
  test_renditions (self, NULL);
  after = test_pictures_describe (self->pictures);
  g_assert_cmpstr (after, ==, self->before);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/pictures/T20/originals", test_originals);
  ADD ("/pictures/T22/previews", test_previews);
  ADD ("/pictures/T25/renditions", test_renditions);
  ADD ("/pictures/T23/ranges", test_ranges);
  ADD ("/pictures/large-file", test_large);
  ADD ("/pictures/file-gets-shorter", test_shortened);
  ADD ("/pictures/file-is-gone", test_gone);
  ADD ("/pictures/nothing-is-written", test_nothing_written);
#undef ADD

  return g_test_run ();
}
