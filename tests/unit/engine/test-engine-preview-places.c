/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-parse.h"
#include "engine-preview-places.h"

#include <string.h>

#define CDN      "https://cdn.example/signed"
#define DELIVERY "https://d1.cloudfront.net/image/112233445566/image_k9"
#define DIRECT   "https://acme.canto.com/direct/image/k9/token/m800"
#define SERVICE  "https://acme.canto.com/api_binary/v1/image/k9/preview"

static CantoAsset *
make_asset (const char *time, const char *urls, const char *fields)
{
  g_autofree char *json =
      g_strdup_printf ("{\"id\":\"k9\",\"scheme\":\"image\",%s\"url\":{%s},\"additional\":{%s}}",
                       time, urls, fields);
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr (GError) error = NULL;
  CantoAsset *asset = canto_parse_asset (bytes, &error);

  g_assert_no_error (error);

  return asset;
}

#define TIME      "\"time\":\"20260312091801850\","
#define LIST_URLS "\"previewURI240\":\"" CDN "/240\",\"previewURI320\":\"" CDN "/320\""
#define OWN_URLS  "\"directUrlPreview\":\"" DIRECT "/800\",\"preview\":\"" SERVICE "\""
#define FIELDS    "\"MDC Image URL\":\"" DELIVERY "/-FJPG\""

/* "how uri" for each place, in their order. */
static char *
describe (MediaRequest *request)
{
  static const char *const words[] = { "free", "counted", "signed" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < media_request_get_n_places (request); i++)
    g_string_append_printf (text, "%s%s %s", i > 0 ? "\n" : "",
                            words[media_request_get_how (request, i)],
                            media_request_get_uri (request, i));

  return g_string_free (text, FALSE);
}

static void
check_places (const char *urls, const char *fields, guint size_px, const char *expected)
{
  g_autoptr (CantoAsset) asset = make_asset (TIME, urls, fields);
  g_autoptr (MediaRequest) request = engine_preview_places_new (asset, size_px);
  g_autofree char *places = describe (request);

  g_assert_cmpstr (places, ==, expected);
  g_assert_cmpuint (media_request_get_size_px (request), ==, size_px);
  g_assert_cmpstr (media_request_get_key (request), ==, "image/k9@20260312091801850");
}

static void
test_order (void)
{
  check_places (LIST_URLS "," OWN_URLS, FIELDS, 240,
                "free " CDN "/240\nfree " DELIVERY "/-S240x240-FJPG\ncounted " DIRECT
                "/240\nsigned " SERVICE "/240");
}

/* Neither signed links in lists nor a delivery network. */
static void
test_old_tenant (void)
{
  check_places (OWN_URLS, "\"Credit\":null", 240, "counted " DIRECT "/240\nsigned " SERVICE "/240");
}

static void
test_not_published (void)
{
  check_places (OWN_URLS, "\"MDC Image URL\":\"Rendition-is-not-published-to-MDC\"", 240,
                "counted " DIRECT "/240\nsigned " SERVICE "/240");
}

/* C20, and 10.3 for the service: the nearest size that is not smaller. */
static void
test_sizes (void)
{
  check_places (LIST_URLS "," OWN_URLS, "", 180,
                "free " CDN "/240\ncounted " DIRECT "/240\nsigned " SERVICE "/240");
  check_places (LIST_URLS "," OWN_URLS, "", 241,
                "free " CDN "/320\ncounted " DIRECT "/320\nsigned " SERVICE "/400");
  check_places (LIST_URLS "," OWN_URLS, "", 480,
                "free " CDN "/320\ncounted " DIRECT "/500\nsigned " SERVICE "/800");
  /* The list's is too small for these: it is the last resort. */
  check_places (LIST_URLS "," OWN_URLS, "", 640,
                "counted " DIRECT "/640\nsigned " SERVICE "/800\nfree " CDN "/320");
  check_places (OWN_URLS, "", 4000, "counted " DIRECT "/2000\nsigned " SERVICE "/800");
}

static void
test_only_one_of_the_list (void)
{
  check_places ("\"previewURI240\":\"" CDN "/240\"", "", 320, "free " CDN "/240");
  check_places ("\"previewURI320\":\"" CDN "/320\",\"previewURI240\":null", "", 100,
                "free " CDN "/320");
}

/* 10.14: the icon of the scheme stands for it. */
static void
test_no_place (void)
{
  g_autoptr (CantoAsset) asset =
      make_asset (TIME, "\"download\":\"https://acme.canto.com/api_binary/v1/image/k9\"", "");

  g_assert_null (engine_preview_places_new (asset, 240));
}

/* A new version is another picture, and no address is ever the name of one (10.13). */
static void
test_key (void)
{
  g_autoptr (CantoAsset) timeless = make_asset ("", OWN_URLS, "");
  g_autoptr (CantoAsset) changed = make_asset ("\"time\":\"20260312091801851\",", OWN_URLS, "");
  g_autoptr (MediaRequest) first = engine_preview_places_new (timeless, 240);
  g_autoptr (MediaRequest) second = engine_preview_places_new (changed, 240);

  g_assert_cmpstr (media_request_get_key (first), ==, "image/k9@");
  g_assert_cmpstr (media_request_get_key (second), ==, "image/k9@20260312091801851");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/C20/preview-sizes", test_sizes);
  g_test_add_func ("/C23/not-published", test_not_published);
  g_test_add_func ("/engine/preview-places/order", test_order);
  g_test_add_func ("/engine/preview-places/old-tenant", test_old_tenant);
  g_test_add_func ("/engine/preview-places/only-one-of-the-list", test_only_one_of_the_list);
  g_test_add_func ("/engine/preview-places/no-place", test_no_place);
  g_test_add_func ("/engine/preview-places/key", test_key);

  return g_test_run ();
}
