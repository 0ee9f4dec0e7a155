/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Section 11: renditions from a master of 2048 pixels. */

#include "tenant-fixture.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <stdlib.h>
#include <string.h>

/* An asset of @width pixels by @height whose master is published or not; its address without an
 * operation. (transfer full) */
static char *
find_image (TenantFixture *fixture, int width, int height, gboolean published)
{
  g_autofree char *path = g_strdup_printf ("/search?scheme=image&limit=60&dimension=%d..%d",
                                           MAX (width, height), MAX (width, height));
  g_autoptr (GPtrArray) details = tenant_fixture_get_details (fixture, path);

  for (guint i = 0; i < details->len; i++)
    {
      JsonObject *asset = json_node_get_object (details->pdata[i]);
      const char *link = tenant_json_get_string (
          json_object_get_object_member (asset, "additional"), "MDC Image URL");
      gboolean is_published = !g_str_equal (link, UNPUBLISHED);

      if (atoi (tenant_json_get_string (asset, "width")) != width
          || atoi (tenant_json_get_string (asset, "height")) != height || is_published != published)
        continue;

      return g_strdup_printf ("%s/image/112233445566/image_%s", fixture->delivery,
                              tenant_json_get_string (asset, "id"));
    }
  g_error ("No image is %d by %d", width, height);
}

/* 11.16: a new rendition comes by way of a second path. */
static TestReply *
render (const char *image, const char *ops)
{
  g_autofree char *uri = g_strconcat (image, ops, NULL);
  g_autoptr (TestReply) first = test_http_get (uri, NULL);

  if (first->status != 302)
    return g_steal_pointer (&first);

  return test_http_get (first->location, NULL);
}

static void
assert_picture (TestReply *reply, const char *format, int width, int height)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  g_autoptr (GError) error = NULL;
  GdkPixbuf *pixbuf;
  g_autofree char *name = NULL;

  g_assert_cmpuint (reply->status, ==, 200);
  gdk_pixbuf_loader_write_bytes (loader, reply->body, &error);
  g_assert_no_error (error);
  gdk_pixbuf_loader_close (loader, &error);
  g_assert_no_error (error);
  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  name = gdk_pixbuf_format_get_name (gdk_pixbuf_loader_get_format (loader));
  g_assert_cmpstr (name, ==, format);
  g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, width);
  g_assert_cmpint (gdk_pixbuf_get_height (pixbuf), ==, height);
}

static void
test_links (TenantFixture *fixture, gconstpointer data)
{
  static const char *const fields[][2] = {
    { "MDC Image URL", "/-FJPG" },
    { "MDC Smart Cropping - Landscape Image", "/-Tlandscape-FJPG" },
    { "MDC Smart Cropping - Portrait Image", "/-Tportrait-FJPG" },
    { "MDC Smart Cropping - Square Image", "/-Tsquare-FJPG" },
  };
  g_autoptr (GPtrArray) details =
      tenant_fixture_get_details (fixture, "/search?scheme=image&limit=40");
  guint n_unpublished = 0;
  guint n_without_original = 0;

  for (guint i = 0; i < details->len; i++)
    {
      JsonObject *asset = json_node_get_object (details->pdata[i]);
      JsonObject *additional = json_object_get_object_member (asset, "additional");
      const char *id = tenant_json_get_string (asset, "id");
      gboolean published =
          !g_str_equal (tenant_json_get_string (additional, "MDC Image URL"), UNPUBLISHED);
      g_autofree char *original =
          g_strdup_printf ("%s/asset/112233445566/image_%s", fixture->delivery, id);
      const char *asset_link = tenant_json_get_string (additional, "MDC Asset URL");

      n_unpublished += !published;
      for (gsize j = 0; j < G_N_ELEMENTS (fields); j++)
        {
          g_autofree char *link = g_strdup_printf ("%s/image/112233445566/image_%s%s",
                                                   fixture->delivery, id, fields[j][1]);

          g_assert_cmpstr (tenant_json_get_string (additional, fields[j][0]), ==,
                           published ? link : UNPUBLISHED);
        }
      if (g_str_equal (asset_link, UNPUBLISHED))
        n_without_original++;
      else
        g_assert_cmpstr (asset_link, ==, original);
      g_assert_true (json_object_get_null_member (additional, "MDC Crop Editor"));
    }
  g_assert_cmpuint (n_unpublished, >, 0);
  g_assert_cmpuint (n_unpublished, <, details->len);
  g_assert_cmpuint (n_without_original, >, 0);
}

static void
test_unpublished (TenantFixture *fixture, gconstpointer data)
{
  g_autofree char *image = find_image (fixture, 6000, 4000, FALSE);
  g_autoptr (TestReply) link = render (image, "/-FJPG");
  g_autoptr (TestReply) with_token = NULL;
  g_autofree char *uri = g_strconcat (image, "/-S100", NULL);

  with_token = test_http_get (uri, fixture->token);
  g_assert_cmpuint (link->status, ==, 404);
  g_assert_cmpuint (with_token->status, ==, 404);
}

/* 11.3: of originals that are not published, too; and the size and bytes of those that are. */
static void
test_originals (TenantFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) details =
      tenant_fixture_get_details (fixture, "/search?scheme=document&limit=40");
  guint n_published = 0;
  guint n_unpublished = 0;

  for (guint i = 0; i < details->len; i++)
    {
      JsonObject *asset = json_node_get_object (details->pdata[i]);
      JsonObject *additional = json_object_get_object_member (asset, "additional");
      gboolean published =
          !g_str_equal (tenant_json_get_string (additional, "MDC Asset URL"), UNPUBLISHED);
      g_autofree char *link =
          g_strdup_printf ("%s/asset/112233445566/document_%s", fixture->delivery,
                           tenant_json_get_string (asset, "id"));
      g_autofree char *named =
          g_strconcat (link, "/any%20name?content-disposition=attachment", NULL);
      g_autoptr (TestReply) reply = NULL;
      g_autofree char *size = NULL;

      if (published ? n_published++ > 2 : n_unpublished++ > 0)
        continue;
      reply = test_http_get (published ? named : link, NULL);
      g_assert_cmpuint (reply->status, ==, published ? 200 : 404);
      g_assert_false (json_object_has_member (additional, "MDC Image URL"));
      if (!published)
        continue;
      size = g_strdup_printf ("%zu", g_bytes_get_size (reply->body));
      g_assert_cmpstr (size, ==, tenant_json_get_string (asset, "size"));
      g_assert_cmpstr (soup_message_headers_get_one (reply->headers, "Content-Disposition"), ==,
                       "attachment");
    }
  g_assert_cmpuint (n_published, >, 0);
  g_assert_cmpuint (n_unpublished, >, 0);
}

/* 11.10, to the pixel. */
static void
test_example (TenantFixture *fixture, gconstpointer data)
{
  g_autofree char *image = find_image (fixture, 6000, 4000, TRUE);
  g_autofree char *uri = g_strconcat (image, "/-C1024x512,512,341-S800x400-FJPG", NULL);
  g_autofree char *encoded = g_strconcat (image, "/-C1024x512%2C512%2C341-S800x400-FJPG", NULL);
  g_autoptr (TestReply) first = test_http_get (uri, NULL);
  g_autoptr (TestReply) rendered = NULL;
  g_autoptr (TestReply) again = test_http_get (uri, NULL);
  g_autoptr (TestReply) in_code = test_http_get (encoded, NULL);

  /* 11.16 */
  g_assert_cmpuint (first->status, ==, 302);
  g_assert_cmpstr (first->location, !=, uri);
  rendered = test_http_get (first->location, NULL);
  assert_picture (rendered, "jpeg", 800, 400);
  g_assert_cmpstr (rendered->content_type, ==, "image/jpeg");
  assert_picture (again, "jpeg", 800, 400);
  assert_picture (in_code, "jpeg", 800, 400);
  g_assert_true (g_bytes_equal (rendered->body, again->body));
}

static void
test_operations (TenantFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *ops;
    const char *format;
    int width;
    int height;
  } cases[] = {
    { "/-FJPG", "jpeg", 2048, 1365 },
    { "/-S4000", "jpeg", 2048, 1365 }, /* 11.8: never enlarged */
    { "/-S400", "jpeg", 400, 267 },
    { "/-S1200x800-FPNG", "png", 1200, 800 },
    { "/-S300x900", "jpeg", 300, 200 },
    { "/-B800-FJPG", "jpeg", 800, 533 },
    { "/-C100x50,0,0", "jpeg", 100, 50 },
    { "/-C2048x1365,0,0-FPNG", "png", 2048, 1365 },
    { "/-C1x1,2047,1364", "jpeg", 1, 1 },
    /* 11.6: from left to right, crop numbers mean pixels of the picture then. */
    { "/-S1024-C512x300,512,300", "jpeg", 512, 300 },
    { "/-C1000x500,0,0-S500", "jpeg", 500, 250 },
    { "/-C1000x500,0,0-S2000", "jpeg", 1000, 500 },
    { "/-Tsquare-S300", "jpeg", 300, 300 },
    { "/-FJPG-Tlandscape-S640", "jpeg", 640, 360 },
    /* 11.7: the last one wins. */
    { "/-FJPG-FPNG-B200", "png", 200, 133 },
    { "/-FPNG-FJPG-B200", "jpeg", 200, 133 },
    { "/-S400-FJPG/harbour%20dawn.jpg", "jpeg", 400, 267 },
  };
  g_autofree char *image = find_image (fixture, 6000, 4000, TRUE);
  g_auto (GStrv) parts = g_strsplit (image, "/image/", 2);
  g_autofree char *old = g_strconcat (parts[0], "/rendition/", parts[1], NULL);
  g_autoptr (TestReply) by_old_path = render (old, "/-S120");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TestReply) reply = render (image, cases[i].ops);

      g_test_message ("%s", cases[i].ops);
      assert_picture (reply, cases[i].format, cases[i].width, cases[i].height);
    }
  assert_picture (by_old_path, "jpeg", 120, 80); /* 11.5 */
}

/* 11.9: a source that is smaller than the master stays as it is. */
static void
test_small_source (TenantFixture *fixture, gconstpointer data)
{
  g_autofree char *image = find_image (fixture, 800, 600, TRUE);
  g_autoptr (TestReply) reply = render (image, "/-S2000-FJPG");

  assert_picture (reply, "jpeg", 800, 600);
}

/* What a crop shows is that part of the whole: the same colours in the same places. */
static void
test_crop_place (TenantFixture *fixture, gconstpointer data)
{
  g_autofree char *image = find_image (fixture, 6000, 4000, TRUE);
  g_autoptr (TestReply) whole_reply = render (image, "/-FPNG");
  g_autoptr (TestReply) part_reply = render (image, "/-C400x300,1000,700-FPNG");
  g_autoptr (GInputStream) whole_stream = g_memory_input_stream_new_from_bytes (whole_reply->body);
  g_autoptr (GInputStream) part_stream = g_memory_input_stream_new_from_bytes (part_reply->body);
  g_autoptr (GdkPixbuf) whole = gdk_pixbuf_new_from_stream (whole_stream, NULL, NULL);
  g_autoptr (GdkPixbuf) part = gdk_pixbuf_new_from_stream (part_stream, NULL, NULL);
  guint n_channels = (guint) gdk_pixbuf_get_n_channels (whole);
  guint n_different = 0;

  g_assert_cmpuint ((guint) gdk_pixbuf_get_n_channels (part), ==, n_channels);
  for (int y = 0; y < 300; y++)
    {
      const guchar *left = gdk_pixbuf_read_pixels (part) + y * gdk_pixbuf_get_rowstride (part);
      const guchar *right = gdk_pixbuf_read_pixels (whole)
                            + (y + 700) * gdk_pixbuf_get_rowstride (whole) + 1000 * n_channels;

      for (guint x = 0; x < 400 * n_channels; x++)
        n_different += ABS (left[x] - right[x]) > 2;
    }
  /* Edges may be drawn a little otherwise. */
  g_assert_cmpuint (n_different, <, 400 * 300 * n_channels / 100);
}

static void
test_bad_operations (TenantFixture *fixture, gconstpointer data)
{
  static const char *const bad[] = {
    "",
    "/",
    "/-",
    "/x",
    "/S400",
    "/-S",
    "/-S0",
    "/-Sx400",
    "/-S400x",
    "/-S400px",
    "/-S%20400",
    "/-S+400",
    "/-S400x%20300",
    "/-B",
    "/-B0",
    "/-C100x100",
    "/-C0x10,0,0",
    "/-C2049x10,0,0",
    "/-C10x1366,0,0",
    "/-C100x100,1949,0",
    "/-C100x100,0,1266",
    "/-S100-C200x10,0,0", /* outside of the picture at that point */
    "/-Tround",
    "/-FBMP",
    "/-Fjpg",
    "/-Q80",
    "/--S400",
    "/-S400-FJPG/a/b",
  };
  g_autofree char *image = find_image (fixture, 6000, 4000, TRUE);
  g_auto (GStrv) parts = g_strsplit (image, "/image/112233445566/", 2);
  const char *unknown[] = { "/image/112233445566/image_0/-S1", "/image/112233445566/video_0/-S1",
                            "/image/000000000000/x/-S1", "/other/112233445566/x/-S1", "/" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (TestReply) reply = render (image, bad[i]);

      g_test_message ("%s", bad[i]);
      g_assert_cmpuint (reply->status, ==, 400);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (unknown); i++)
    {
      g_autoptr (TestReply) reply = render (parts[0], unknown[i]);

      g_assert_cmpuint (reply->status, ==, 404);
    }
}

/* What HEAD says of a file is what GET brings. */
static void
test_head (TenantFixture *fixture, gconstpointer data)
{
  g_autofree char *image = find_image (fixture, 800, 600, TRUE);
  g_autoptr (TestReply) rendered = render (image, "/-S200");
  g_autofree char *uri = g_strconcat (image, "/-S200", NULL);
  g_autoptr (TestReply) head = test_http_send ("HEAD", uri, NULL, NULL, NULL);
  g_autofree char *size = g_strdup_printf ("%zu", g_bytes_get_size (rendered->body));

  g_assert_cmpuint (head->status, ==, 200);
  g_assert_cmpstr (head->content_type, ==, "image/jpeg");
  g_assert_cmpstr (soup_message_headers_get_one (head->headers, "Content-Length"), ==, size);
  g_assert_cmpuint (g_bytes_get_size (head->body), ==, 0);
}

static void
test_head_of_original (TenantFixture *fixture, gconstpointer data)
{
  g_autofree char *image = find_image (fixture, 800, 600, TRUE);
  g_auto (GStrv) parts = g_strsplit (image, "/image/", 2);
  g_autofree char *uri = g_strconcat (parts[0], "/asset/", parts[1], NULL);
  g_autoptr (TestReply) head = test_http_send ("HEAD", uri, NULL, NULL, NULL);
  g_autoptr (TestReply) got = test_http_get (uri, NULL);
  g_autoptr (TestReply) first = test_http_get_with (uri, NULL, "Range", "bytes=0-0");
  g_autofree char *size = g_strdup_printf ("%zu", g_bytes_get_size (got->body));
  g_autofree char *range = g_strconcat ("bytes 0-0/", size, NULL);

  g_assert_cmpuint (head->status, ==, 200);
  g_assert_cmpstr (head->content_type, ==, "image/jpeg");
  g_assert_cmpstr (soup_message_headers_get_one (head->headers, "Content-Length"), ==, size);
  g_assert_cmpuint (first->status, ==, 206);
  g_assert_cmpstr (soup_message_headers_get_one (first->headers, "Content-Range"), ==, range);
  g_assert_cmpuint (g_bytes_get_size (first->body), ==, 1);
}

/* Where HEAD is not known, the first byte tells as much. */
static void
test_no_head (TenantFixture *fixture, gconstpointer data)
{
  g_autofree char *image = find_image (fixture, 800, 600, TRUE);
  g_autoptr (TestReply) rendered = render (image, "/-S200");
  g_autofree char *uri = g_strconcat (image, "/-S200", NULL);
  g_autoptr (TestReply) head = test_http_send ("HEAD", uri, NULL, NULL, NULL);
  g_autoptr (TestReply) first = test_http_get_with (uri, NULL, "Range", "bytes=0-0");
  g_autofree char *range = g_strdup_printf ("bytes 0-0/%zu", g_bytes_get_size (rendered->body));

  g_assert_cmpuint (head->status, ==, 405);
  g_assert_cmpuint (first->status, ==, 206);
  g_assert_cmpstr (soup_message_headers_get_one (first->headers, "Content-Range"), ==, range);
}

static void
test_gone (TenantFixture *fixture, gconstpointer data)
{
  g_autofree char *image = find_image (fixture, 800, 600, TRUE);
  g_autoptr (TestReply) reply = render (image, "/-S200");

  g_assert_cmpuint (reply->status, ==, 404);
}

static void
test_sign_in_page (TenantFixture *fixture, gconstpointer data)
{
  g_autofree char *image = find_image (fixture, 800, 600, TRUE);
  g_autoptr (TestReply) reply = render (image, "/-S200");

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpstr (reply->content_type, ==, "text/html");
}

/* Each fault is there, and so are assets without one. */
static void
test_mixed (TenantFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) details =
      tenant_fixture_get_details (fixture, "/search?scheme=image&limit=100");
  g_autoptr (GHashTable) statuses = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < details->len; i++)
    {
      JsonObject *asset = json_node_get_object (details->pdata[i]);
      const char *link = tenant_json_get_string (
          json_object_get_object_member (asset, "additional"), "MDC Image URL");
      g_autoptr (TestReply) reply = NULL;

      if (g_str_equal (link, UNPUBLISHED))
        continue;
      reply = test_http_send ("HEAD", link, NULL, NULL, NULL);
      g_hash_table_add (statuses, GUINT_TO_POINTER (reply->status));
    }
  for (guint i = 0; i < 7; i++)
    {
      static const guint expected[] = { 200, 302, 403, 404, 405, 410, 503 };

      g_assert_true (g_hash_table_contains (statuses, GUINT_TO_POINTER (expected[i])));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test)                                                                            \
  g_test_add (path, TenantFixture, NULL, tenant_fixture_set_up, test, tenant_fixture_tear_down)
  ADD ("/11.2/links", test_links);
  ADD ("/T24/unpublished-image-is-404", test_unpublished);
  ADD ("/T24/originals", test_originals);
  ADD ("/T25/example", test_example);
  ADD ("/T25/operations", test_operations);
  ADD ("/T25/small-source", test_small_source);
  ADD ("/T25/crop-is-where-it-says", test_crop_place);
  ADD ("/T25/bad-operations-are-400", test_bad_operations);
  ADD ("/T25/head", test_head);
  ADD ("/T25/head-of-original", test_head_of_original);
#undef ADD
#define ADD(path, scenario, test)                                                                  \
  g_test_add (path, TenantFixture, scenario, tenant_fixture_set_up, test, tenant_fixture_tear_down)
  ADD ("/tenant/delivery/no-head", "delivery-no-head", test_no_head);
  ADD ("/tenant/delivery/gone", "delivery-gone", test_gone);
  ADD ("/tenant/delivery/sign-in-page", "delivery-sign-in", test_sign_in_page);
  ADD ("/tenant/delivery/mixed", "delivery-mixed", test_mixed);
#undef ADD

  return g_test_run ();
}
