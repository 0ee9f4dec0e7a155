/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-links.h"

#define CDN_LIFE_S (10 * 60)

static const char *
get_scheme_word (const TenantAsset *asset)
{
  return tenant_scheme_to_word (asset->scheme);
}

char *
tenant_links_make_binary (TenantWorld *world, const TenantAsset *asset)
{
  return g_strdup_printf ("%s/api_binary/v1/%s/%s", world->base, get_scheme_word (asset),
                          asset->id);
}

static char *
sign_direct (TenantWorld *world, const TenantAsset *asset, const char *kind)
{
  g_autofree char *text = g_strconcat ("direct ", asset->id, " ", kind, NULL);

  return tenant_keys_sign (world->keys, text);
}

char *
tenant_links_make_direct (TenantWorld *world, const TenantAsset *asset, const char *kind)
{
  g_autofree char *token = sign_direct (world, asset, kind);

  return g_strdup_printf ("%s/direct/%s/%s/%s", world->base, get_scheme_word (asset), asset->id,
                          token);
}

gboolean
tenant_links_check_direct (TenantWorld *world,
                           const TenantAsset *asset,
                           const char *kind,
                           const char *token)
{
  g_autofree char *expected = sign_direct (world, asset, kind);

  return g_str_equal (expected, token);
}

char *
tenant_links_make_cdn (TenantWorld *world, const TenantAsset *asset, const char *what)
{
  gint64 expires_s = g_get_real_time () / G_USEC_PER_SEC + CDN_LIFE_S;
  g_autofree char *path =
      g_strdup_printf ("/file/%s/%s/%s", get_scheme_word (asset), asset->id, what);
  g_autofree char *text = g_strdup_printf ("%s %" G_GINT64_FORMAT, path, expires_s);
  g_autofree char *signature = tenant_keys_sign (world->keys, text);

  return g_strdup_printf ("%s%s?Expires=%" G_GINT64_FORMAT "&Signature=%s", world->cdn_base, path,
                          expires_s, signature);
}

gboolean
tenant_links_check_cdn (TenantWorld *world,
                        const char *path,
                        const char *expires,
                        const char *signature)
{
  g_autofree char *text = g_strconcat (path, " ", expires, NULL);
  gint64 expires_s;

  return expires != NULL && signature != NULL
         && g_ascii_string_to_signed (expires, 10, 0, G_MAXINT64, &expires_s, NULL)
         && expires_s >= g_get_real_time () / G_USEC_PER_SEC
         && tenant_keys_check (world->keys, text, signature);
}

char *
tenant_links_make_delivery (TenantWorld *world, const TenantAsset *asset, const char *place)
{
  return g_strdup_printf ("%s/%s/" TENANT_MDC_ACCOUNT "/%s_%s", world->delivery_base, place,
                          get_scheme_word (asset), asset->id);
}
