/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Section 10: links, redirects, previews and originals. */

#include "tenant-fixture.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>

/* "http://127.0.0.1:17" */
static char *
get_origin (const char *uri)
{
  g_autoptr (GUri) parsed = g_uri_parse (uri, SOUP_HTTP_URI_FLAGS, NULL);

  g_assert_nonnull (parsed);

  return g_strdup_printf ("%s://%s:%d", g_uri_get_scheme (parsed), g_uri_get_host (parsed),
                          g_uri_get_port (parsed));
}

static gboolean
is_elsewhere (TenantFixture *fixture, const char *uri)
{
  g_autofree char *origin = get_origin (uri);

  return !g_str_equal (origin, fixture->base) && !g_str_equal (origin, fixture->delivery);
}

/* Follows a redirect as a client has to: without the token. */
static TestReply *
fetch (TenantFixture *fixture, const char *uri, const char *token)
{
  g_autoptr (TestReply) reply = test_http_get (uri, token);

  if (reply->status != 302)
    return g_steal_pointer (&reply);

  g_assert_nonnull (reply->location);
  g_assert_true (is_elsewhere (fixture, reply->location));

  return test_http_get (reply->location, NULL);
}

static GdkPixbuf *
decode (TestReply *reply)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (reply->body);
  g_autoptr (GError) error = NULL;
  GdkPixbuf *pixbuf = gdk_pixbuf_new_from_stream (stream, NULL, &error);

  g_assert_no_error (error);

  return pixbuf;
}

static JsonNode *
get_first (TenantFixture *fixture, const char *query)
{
  g_autofree char *path = g_strconcat ("/search?limit=1&", query, NULL);
  g_autoptr (GPtrArray) details = tenant_fixture_get_details (fixture, path);

  return tenant_fixture_get_detail (fixture, json_node_get_object (details->pdata[0]));
}

/* An asset of a scheme with a preview, and not frozen. */
static JsonNode *
get_one (TenantFixture *fixture, const char *scheme)
{
  g_autofree char *path =
      g_strdup_printf ("/search?limit=20&storageClass=standard&scheme=%s", scheme);
  g_autoptr (GPtrArray) details = tenant_fixture_get_details (fixture, path);

  for (guint i = 0; i < details->len; i++)
    {
      JsonObject *url =
          json_object_get_object_member (json_node_get_object (details->pdata[i]), "url");

      if (json_object_has_member (url, "preview"))
        return json_node_ref (details->pdata[i]);
    }
  g_error ("There is no %s with a preview", scheme);
}

static gboolean
is_frozen_original (const char *key)
{
  return g_str_equal (key, "download") || g_str_equal (key, "directUrlOriginal");
}

/* @frozen: the originals are refused and the rest is not (10.15). */
static void
check_links (TenantFixture *fixture, JsonObject *asset, gboolean frozen)
{
  JsonObject *url = json_object_get_object_member (asset, "url");
  g_autoptr (GList) keys = json_object_get_members (url);

  g_assert_nonnull (keys);
  for (GList *l = keys; l != NULL; l = l->next)
    {
      const char *key = l->data;
      const char *uri = tenant_json_get_string (url, key);
      const char *token = g_str_has_prefix (key, "direct") ? NULL : fixture->token;
      g_autoptr (TestReply) reply = fetch (fixture, uri, token);

      g_test_message ("%s %s: %u", tenant_json_get_string (asset, "name"), key, reply->status);
      g_assert_cmpuint (reply->status, ==, frozen && is_frozen_original (key) ? 409 : 200);
      g_assert_cmpuint (g_bytes_get_size (reply->body), >, 0);
    }
}

static void
check_versions (TenantFixture *fixture, JsonObject *asset)
{
  JsonArray *versions = json_object_get_array_member (asset, "versionHistory");

  for (guint i = 0; i < json_array_get_length (versions); i++)
    {
      JsonObject *version = json_array_get_object_element (versions, i);
      g_autoptr (TestReply) preview =
          fetch (fixture, tenant_json_get_string (version, "uri.preview"), fixture->token);
      g_autoptr (TestReply) download =
          test_http_get (tenant_json_get_string (version, "uri.download"), fixture->token);

      g_assert_cmpuint (preview->status, ==, 200);
      g_assert_cmpuint (download->status, ==, 302);
    }
}

static void
test_all_links (TenantFixture *fixture, gconstpointer data)
{
  static const char *const schemes[] = { "image",    "video",        "audio",
                                         "document", "presentation", "other" };

  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      g_autofree char *query =
          g_strdup_printf ("/search?limit=2&storageClass=standard&scheme=%s", schemes[i]);
      g_autoptr (GPtrArray) details = tenant_fixture_get_details (fixture, query);

      for (guint j = 0; j < details->len; j++)
        check_links (fixture, json_node_get_object (details->pdata[j]), FALSE);
    }
  {
    g_autoptr (JsonNode) image = get_one (fixture, "image");

    check_versions (fixture, json_node_get_object (image));
  }
}

static void
test_frozen (TenantFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) node = get_first (fixture, "storageClass=freeze&scheme=image");
  JsonObject *asset = json_node_get_object (node);
  g_autofree char *directuri =
      g_strconcat (tenant_json_get_string (asset, "url.download"), "/directuri", NULL);
  g_autoptr (TestReply) as_text = test_http_get (directuri, fixture->token);

  check_links (fixture, asset, TRUE);
  g_assert_cmpuint (as_text->status, ==, 409);
}

/* 10.14 */
static void
test_no_preview (TenantFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) node = get_first (fixture, "scheme=other");
  JsonObject *url = json_object_get_object_member (json_node_get_object (node), "url");
  g_autofree char *path = g_strconcat (tenant_json_get_string (url, "download"), "/preview", NULL);
  g_autoptr (TestReply) reply = test_http_get (path, fixture->token);

  g_assert_false (json_object_has_member (url, "preview"));
  g_assert_false (json_object_has_member (url, "directUrlPreview"));
  g_assert_cmpuint (reply->status, ==, 404);
}

/* size and md5 are those of the bytes, and the bytes are of their type. */
static void
test_originals (TenantFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *query;
    const char *type;
    const char *magic;
    gsize at;
  } kinds[] = {
    { "scheme=image&keyword=jpg", "image/jpeg", "\xff\xd8\xff\xe0", 0 },
    { "scheme=image&keyword=png", "image/png", "\x89PNG\r\n", 0 },
    { "scheme=image&keyword=tif", "image/tiff", "II*", 0 },
    { "scheme=video", "video/webm", "\x1a\x45\xdf\xa3", 0 },
    { "scheme=audio", "audio/wav", "WAVEfmt ", 8 },
    { "scheme=document", "application/pdf", "%PDF-1.", 0 },
    { "scheme=presentation", "application/pdf", "%PDF-1.", 0 },
    { "scheme=other", "text/csv", "", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *query = g_strconcat ("storageClass=standard&", kinds[i].query, NULL);
      g_autoptr (JsonNode) node = get_first (fixture, query);
      JsonObject *asset = json_node_get_object (node);
      g_autoptr (TestReply) reply =
          fetch (fixture, tenant_json_get_string (asset, "url.download"), fixture->token);
      g_autofree char *md5 = g_compute_checksum_for_bytes (G_CHECKSUM_MD5, reply->body);
      g_autofree char *size = g_strdup_printf ("%zu", g_bytes_get_size (reply->body));
      const char *bytes = g_bytes_get_data (reply->body, NULL);

      g_test_message ("%s", tenant_json_get_string (asset, "name"));
      g_assert_cmpuint (reply->status, ==, 200);
      g_assert_cmpstr (reply->content_type, ==, kinds[i].type);
      g_assert_cmpstr (tenant_json_get_string (asset, "default.Content Type"), ==, kinds[i].type);
      g_assert_cmpstr (size, ==, tenant_json_get_string (asset, "size"));
      g_assert_cmpstr (md5, ==, tenant_json_get_string (asset, "md5"));
      g_assert_cmpmem (bytes + kinds[i].at, strlen (kinds[i].magic), kinds[i].magic,
                       strlen (kinds[i].magic));
      if (g_str_has_prefix (kinds[i].query, "scheme=image"))
        {
          g_autoptr (GdkPixbuf) pixbuf = decode (reply);
          g_autofree char *width = g_strdup_printf ("%d", gdk_pixbuf_get_width (pixbuf));
          g_autofree char *height = g_strdup_printf ("%d", gdk_pixbuf_get_height (pixbuf));

          g_assert_cmpstr (width, ==, tenant_json_get_string (asset, "width"));
          g_assert_cmpstr (height, ==, tenant_json_get_string (asset, "height"));
        }
    }
}

static void
test_download (TenantFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) node = get_one (fixture, "image");
  const char *uri = tenant_json_get_string (json_node_get_object (node), "url.download");
  g_autoptr (TestReply) without = test_http_get (uri, NULL);
  g_autoptr (TestReply) reply = test_http_get (uri, fixture->token);
  g_autofree char *forged = g_strconcat (reply->location, "x", NULL);
  g_autoptr (TestReply) with_token = test_http_get (reply->location, fixture->token);
  g_autoptr (TestReply) with_other =
      test_http_get_with (reply->location, NULL, "Authorization", "Basic eDp5");
  g_autoptr (TestReply) with_none = test_http_get (reply->location, NULL);
  g_autoptr (TestReply) forgery = test_http_get (forged, NULL);

  g_assert_cmpuint (without->status, ==, 404);
  g_assert_cmpuint (reply->status, ==, 302);
  g_assert_true (is_elsewhere (fixture, reply->location));
  g_assert_cmpuint (with_token->status, ==, 400);
  g_assert_cmpuint (with_other->status, ==, 400);
  g_assert_cmpuint (with_none->status, ==, 200);
  g_assert_cmpuint (forgery->status, ==, 403);
}

/* 10.2, 10.4: one address as text. */
static void
test_uri_texts (TenantFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) node = get_one (fixture, "image");
  JsonObject *asset = json_node_get_object (node);
  const char *download = tenant_json_get_string (asset, "url.download");
  const char *preview = tenant_json_get_string (asset, "url.preview");
  const char *const uris[][2] = {
    { download, "/directuri" },
    { preview, "URI" },
    { preview, "URI/240" },
    { preview, "URI/2000" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (uris); i++)
    {
      g_autofree char *uri = g_strconcat (uris[i][0], uris[i][1], NULL);
      g_autoptr (TestReply) reply = test_http_get (uri, fixture->token);
      g_autofree char *text = test_reply_dup_text (reply);
      g_autoptr (TestReply) bytes = NULL;

      g_assert_cmpuint (reply->status, ==, 200);
      g_assert_cmpstr (reply->content_type, ==, "text/plain");
      g_assert_true (is_elsewhere (fixture, text));
      bytes = test_http_get (text, NULL);
      g_assert_cmpuint (bytes->status, ==, 200);
      g_assert_cmpstr (bytes->content_type, ==,
                       i == 0 ? tenant_json_get_string (asset, "default.Content Type")
                              : "image/jpeg");
    }
}

static void
assert_longest_side (TestReply *reply, JsonObject *asset, int side)
{
  g_autoptr (GdkPixbuf) pixbuf = decode (reply);
  double width = g_ascii_strtod (tenant_json_get_string (asset, "width"), NULL);
  double height = g_ascii_strtod (tenant_json_get_string (asset, "height"), NULL);
  int got_width = gdk_pixbuf_get_width (pixbuf);
  int got_height = gdk_pixbuf_get_height (pixbuf);

  g_assert_cmpint (MAX (got_width, got_height), ==, MIN (side, (int) MAX (width, height)));
  g_assert_cmpfloat_with_epsilon (got_width * height, got_height * width, MAX (width, height));
}

/* 7.26: links of a list, which need no token and run out. */
static void
test_list_previews (TenantFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) page = tenant_fixture_get_json (fixture, "/search?limit=30&scheme=image");
  guint n_seen = 0;

  for (guint i = 0; i < 30; i++)
    {
      JsonObject *asset = tenant_page_get_asset (page, i);
      JsonObject *url = json_object_get_object_member (asset, "url");
      g_autoptr (TestReply) small = NULL;
      g_autoptr (TestReply) large = NULL;

      g_assert_cmpint (json_object_has_member (url, "previewURI240"), ==,
                       json_object_has_member (url, "preview"));
      if (n_seen >= 3 || !json_object_has_member (url, "preview"))
        continue;
      n_seen++;
      small = test_http_get (tenant_json_get_string (url, "previewURI240"), NULL);
      large = test_http_get (tenant_json_get_string (url, "previewURI320"), NULL);
      g_assert_nonnull (strstr (tenant_json_get_string (url, "previewURI240"), "Expires="));
      assert_longest_side (small, asset, 240);
      assert_longest_side (large, asset, 320);
    }
  g_assert_cmpuint (n_seen, ==, 3);
}

static void
test_direct_sizes (TenantFixture *fixture, gconstpointer data)
{
  static const int sizes[] = { 100, 240, 320, 500, 640, 800, 2000 };
  static const char *const bad[] = { "0", "150", "801", "2001", "-1", "800px", "" };
  g_autoptr (JsonNode) node = get_one (fixture, "image");
  JsonObject *asset = json_node_get_object (node);
  const char *link = tenant_json_get_string (asset, "url.directUrlPreview");
  g_autofree char *stem = g_strndup (link, strlen (link) - strlen ("800"));

  g_assert_true (g_str_has_suffix (link, "/m800/800"));
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *uri = g_strdup_printf ("%s%d", stem, sizes[i]);
      g_autoptr (TestReply) reply = fetch (fixture, uri, NULL);

      g_assert_cmpuint (reply->status, ==, 200);
      g_assert_cmpstr (reply->content_type, ==, "image/jpeg");
      assert_longest_side (reply, asset, sizes[i]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *uri = g_strconcat (stem, bad[i], NULL);
      g_autoptr (TestReply) reply = test_http_get (uri, NULL);

      g_assert_cmpuint (reply->status, ==, *bad[i] != '\0' ? 400 : 404);
    }
}

/* 1.9: the tokens of original and preview differ, and neither is the other's or another asset's. */
static void
test_direct_tokens (TenantFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) node = get_one (fixture, "image");
  JsonObject *asset = json_node_get_object (node);
  g_auto (GStrv) preview =
      g_strsplit (tenant_json_get_string (asset, "url.directUrlPreview"), "/", -1);
  g_auto (GStrv) original =
      g_strsplit (tenant_json_get_string (asset, "url.directUrlOriginal"), "/", -1);
  g_autofree char *place = g_strdup_printf ("%s/direct/image/%s", fixture->base, preview[5]);
  g_autofree char *swapped = g_strdup_printf ("%s/%s/m800/800", place, original[6]);
  g_autofree char *swapped_back = g_strdup_printf ("%s/%s/original", place, preview[6]);
  g_autofree char *wrong =
      g_strdup_printf ("%s/%.26s%c/m800/800", place, preview[6], preview[6][26] == 'A' ? 'B' : 'A');
  g_autofree char *bare = g_strdup_printf ("%s/%s/original", place, original[6]);
  const char *bad[] = { swapped, swapped_back, wrong };
  g_autoptr (TestReply) good = test_http_get (bare, NULL);

  g_assert_cmpuint (strlen (preview[6]), ==, 27);
  g_assert_cmpstr (preview[6], !=, original[6]);
  g_assert_cmpuint (good->status, ==, 302);
  g_assert_cmpstr (soup_message_headers_get_one (good->headers, "Access-Control-Allow-Origin"), ==,
                   "*");
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (TestReply) reply = test_http_get (bad[i], NULL);
      g_autoptr (TestReply) with_token = test_http_get (bad[i], fixture->token);

      g_assert_cmpuint (reply->status, ==, 404);
      g_assert_cmpuint (with_token->status, ==, 404);
    }
}

/* 7.27: form-encoded, a space as "+". */
static void
test_original_query (TenantFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) details = tenant_fixture_get_details (fixture, "/search?limit=40");

  for (guint i = 0; i < details->len; i++)
    {
      JsonObject *asset = json_node_get_object (details->pdata[i]);
      const char *link = tenant_json_get_string (asset, "url.directUrlOriginal");
      g_autoptr (GHashTable) query = soup_form_decode (strchr (link, '?') + 1);

      g_assert_true (g_str_is_ascii (link));
      g_assert_null (strchr (link, ' '));
      g_assert_cmpstr (g_hash_table_lookup (query, "name"), ==,
                       tenant_json_get_string (asset, "name"));
      g_assert_cmpstr (g_hash_table_lookup (query, "content-type"), ==,
                       tenant_json_get_string (asset, "default.Content Type"));
    }
}

static void
test_play (TenantFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) node = get_one (fixture, "video");
  JsonObject *asset = json_node_get_object (node);
  const char *play = tenant_json_get_string (asset, "url.directUrlPreviewPlay");
  const char *preview = tenant_json_get_string (asset, "url.directUrlPreview");
  gsize n_common = strlen (play) - strlen ("play");
  g_autoptr (TestReply) whole = test_http_get (play, NULL);
  g_autoptr (TestReply) part = test_http_get_with (play, NULL, "Range", "bytes=100-299");
  g_autoptr (TestReply) tail = test_http_get_with (play, NULL, "Range", "bytes=-50");
  g_autoptr (TestReply) beyond = test_http_get_with (play, NULL, "Range", "bytes=999999999-");
  g_autoptr (JsonNode) image = get_one (fixture, "image");
  const char *bytes = g_bytes_get_data (whole->body, NULL);
  gsize size = g_bytes_get_size (whole->body);
  g_autofree char *range = g_strdup_printf ("bytes 100-299/%zu", size);

  g_assert_true (g_str_has_suffix (play, "/play"));
  g_assert_cmpint (strncmp (play, preview, n_common), ==, 0);
  g_assert_cmpuint (whole->status, ==, 200);
  g_assert_cmpstr (whole->content_type, ==, "video/webm");
  g_assert_cmpuint (part->status, ==, 206);
  g_assert_cmpstr (soup_message_headers_get_one (part->headers, "Content-Range"), ==, range);
  g_assert_cmpmem (g_bytes_get_data (part->body, NULL), g_bytes_get_size (part->body), bytes + 100,
                   200);
  g_assert_cmpuint (tail->status, ==, 206);
  g_assert_cmpmem (g_bytes_get_data (tail->body, NULL), g_bytes_get_size (tail->body),
                   bytes + size - 50, 50);
  g_assert_cmpuint (beyond->status, ==, 416);
  g_assert_false (json_object_has_member (
      json_object_get_object_member (json_node_get_object (image), "url"), "directUrlPreviewPlay"));
}

/* 10.3, 10.7, 10.16 */
static void
test_more_paths (TenantFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) node = get_one (fixture, "image");
  JsonObject *asset = json_node_get_object (node);
  const char *id = tenant_json_get_string (asset, "id");
  const char *download = tenant_json_get_string (asset, "url.download");
  const struct
  {
    const char *path;
    guint status;
  } cases[] = {
    { "/preview/240", 302 },  { "/preview/400", 302 }, { "/preview/0", 400 },
    { "/preview/many", 400 }, { "/download", 302 },    { "/nothing", 404 },
    { "/HighJPG", 302 },      { "/preview/1/2", 404 },
  };
  g_autofree char *advance = g_strdup_printf (
      "%s/api_binary/v1/advance/image/%s/download?type=jpg&dpi=72", fixture->base, id);
  g_autofree char *advance_uri = g_strdup_printf (
      "%s/api_binary/v1/advance/image/%s/download/directuri?type=jpg", fixture->base, id);
  g_autoptr (TestReply) converted = test_http_get (advance, fixture->token);
  g_autoptr (TestReply) as_text = test_http_get (advance_uri, fixture->token);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *uri = g_strconcat (download, cases[i].path, NULL);
      g_autoptr (TestReply) reply = test_http_get (uri, fixture->token);

      g_test_message ("%s", cases[i].path);
      g_assert_cmpuint (reply->status, ==, cases[i].status);
    }
  g_assert_cmpuint (converted->status, ==, 302);
  g_assert_cmpuint (as_text->status, ==, 200);
  g_assert_cmpstr (as_text->content_type, ==, "text/plain");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test)                                                                            \
  g_test_add (path, TenantFixture, NULL, tenant_fixture_set_up, test, tenant_fixture_tear_down)
  ADD ("/T20/every-link-resolves", test_all_links);
  ADD ("/T20/frozen-original-is-409", test_frozen);
  ADD ("/T20/no-preview-no-link", test_no_preview);
  ADD ("/T20/size-and-md5-are-true", test_originals);
  ADD ("/T21/other-origin-refuses-authorization", test_download);
  ADD ("/T21/addresses-as-text", test_uri_texts);
  ADD ("/T22/seven-sizes", test_direct_sizes);
  ADD ("/T22/wrong-token-is-404", test_direct_tokens);
  ADD ("/T23/play-honours-range", test_play);
  ADD ("/7.26/previews-of-lists", test_list_previews);
  ADD ("/7.27/query-of-the-original", test_original_query);
  ADD ("/10.7/more-paths", test_more_paths);
#undef ADD

  return g_test_run ();
}
