/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-links.h"

#include "tenant-made-up.h"

#include <string.h>

typedef struct
{
  TenantWorld world;
  TenantAsset asset;
  TenantAsset other;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->world.base = g_strdup ("http://127.0.0.1:1");
  fixture->world.cdn_base = g_strdup ("http://127.0.0.1:2");
  fixture->world.delivery_base = g_strdup ("http://127.0.0.1:3");
  fixture->world.keys = tenant_keys_new ();
  fixture->world.library = tenant_made_up_new (10, 1, 0);
  tenant_library_get_asset (fixture->world.library, 0, &fixture->asset);
  tenant_library_get_asset (fixture->world.library, 1, &fixture->other);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  tenant_asset_clear (&fixture->asset);
  tenant_asset_clear (&fixture->other);
  g_object_unref (fixture->world.library);
  tenant_keys_free (fixture->world.keys);
  g_free (fixture->world.base);
  g_free (fixture->world.cdn_base);
  g_free (fixture->world.delivery_base);
}

static void
test_direct (Fixture *fixture, gconstpointer data)
{
  g_autofree char *preview = tenant_links_make_direct (&fixture->world, &fixture->asset, "preview");
  const char *token = strrchr (preview, '/') + 1;
  g_autofree char *expected =
      g_strdup_printf ("http://127.0.0.1:1/direct/%s/%s/%s",
                       tenant_scheme_to_word (fixture->asset.scheme), fixture->asset.id, token);

  g_assert_cmpstr (preview, ==, expected);
  g_assert_true (tenant_links_check_direct (&fixture->world, &fixture->asset, "preview", token));
  g_assert_false (tenant_links_check_direct (&fixture->world, &fixture->asset, "original", token));
  g_assert_false (tenant_links_check_direct (&fixture->world, &fixture->other, "preview", token));
  g_assert_false (tenant_links_check_direct (&fixture->world, &fixture->asset, "preview", ""));
}

static char *
sign (Fixture *fixture, const char *path, const char *expires)
{
  g_autofree char *text = g_strconcat (path, " ", expires, NULL);

  return tenant_keys_sign (fixture->world.keys, text);
}

/* 10.13: the links of the CDN run out, and are good for one path. */
static void
test_cdn (Fixture *fixture, gconstpointer data)
{
  TenantWorld *world = &fixture->world;
  g_autofree char *link = tenant_links_make_cdn (world, &fixture->asset, "original");
  g_autoptr (GUri) uri = g_uri_parse (link, G_URI_FLAGS_NONE, NULL);
  g_autoptr (GHashTable) query =
      g_uri_parse_params (g_uri_get_query (uri), -1, "&", G_URI_PARAMS_NONE, NULL);
  const char *path = g_uri_get_path (uri);
  const char *expires = g_hash_table_lookup (query, "Expires");
  const char *signature = g_hash_table_lookup (query, "Signature");
  g_autofree char *past = sign (fixture, path, "1000000000");
  g_autofree char *later = g_strconcat (expires, "0", NULL);
  g_autofree char *no_number = sign (fixture, path, "never");

  g_assert_true (g_str_has_prefix (link, "http://127.0.0.1:2/file/"));
  g_assert_cmpint (g_ascii_strtoll (expires, NULL, 10), >, g_get_real_time () / G_USEC_PER_SEC);
  g_assert_true (tenant_links_check_cdn (world, path, expires, signature));
  g_assert_false (tenant_links_check_cdn (world, path, "1000000000", past));
  g_assert_false (tenant_links_check_cdn (world, path, later, signature));
  g_assert_false (tenant_links_check_cdn (world, path, "never", no_number));
  g_assert_false (tenant_links_check_cdn (world, "/file/image/x/original", expires, signature));
  g_assert_false (tenant_links_check_cdn (world, path, expires, NULL));
  g_assert_false (tenant_links_check_cdn (world, path, NULL, signature));
}

static void
test_others (Fixture *fixture, gconstpointer data)
{
  const char *scheme = tenant_scheme_to_word (fixture->asset.scheme);
  g_autofree char *binary = tenant_links_make_binary (&fixture->world, &fixture->asset);
  g_autofree char *delivery =
      tenant_links_make_delivery (&fixture->world, &fixture->asset, "asset");
  g_autofree char *expected_binary =
      g_strdup_printf ("http://127.0.0.1:1/api_binary/v1/%s/%s", scheme, fixture->asset.id);
  g_autofree char *expected_delivery =
      g_strdup_printf ("http://127.0.0.1:3/asset/112233445566/%s_%s", scheme, fixture->asset.id);

  g_assert_cmpstr (binary, ==, expected_binary);
  g_assert_cmpstr (delivery, ==, expected_delivery);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/links/1.9/direct", Fixture, NULL, set_up, test_direct, tear_down);
  g_test_add ("/links/10.13/cdn", Fixture, NULL, set_up, test_cdn, tear_down);
  g_test_add ("/links/others", Fixture, NULL, set_up, test_others, tear_down);

  return g_test_run ();
}
