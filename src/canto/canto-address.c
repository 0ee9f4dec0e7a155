/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "canto-address-private.h"

#include "canto-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* 2.1 to 2.5; those with more labels first, for the longest match wins. */
static const char *const domains[] = {
  "ca.canto.com", "au.canto.com", "canto.com", "canto.global", "canto.de",
};

/* Names that are hosts of Canto's own, not tenants (2.9). */
static const char *const reserved[] = { "oauth", "www", "ca", "au", NULL };

static gboolean
is_label (const char *label)
{
  return *label != '\0' && strlen (label) <= 63 && *label != '-' && label[strlen (label) - 1] != '-'
         && strspn (label, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen (label);
}

/* What is before the path, in lower case; NULL if there is a port, user info or another scheme. */
static char *
strip_address (const char *address)
{
  g_autofree char *text = g_ascii_strdown (address, -1);
  const char *start = g_strstrip (text);
  const char *separator = strstr (start, "://");

  if (separator != NULL)
    {
      if (!g_str_has_prefix (start, "https://") && !g_str_has_prefix (start, "http://"))
        return NULL;
      start = separator + 3;
    }

  return g_strndup (start, strcspn (start, "/?#"));
}

static gboolean
is_known_region (const char *region)
{
  for (gsize i = 0; i < G_N_ELEMENTS (domains); i++)
    {
      if (g_str_equal (domains[i], region))
        return TRUE;
    }

  return FALSE;
}

static char *
match_domain (const char *host)
{
  for (gsize i = 0; i < G_N_ELEMENTS (domains); i++)
    {
      g_autofree char *suffix = g_strconcat (".", domains[i], NULL);
      g_autofree char *name = NULL;

      if (!g_str_has_suffix (host, suffix))
        continue;
      name = g_strndup (host, strlen (host) - strlen (suffix));
      if (is_label (name) && !g_strv_contains (reserved, name))
        return g_strdup (host);
      return NULL;
    }

  return NULL;
}

static gboolean
is_bare_name (const char *host)
{
  return is_label (host) && !g_strv_contains (reserved, host);
}

gboolean
canto_address_is_bare_name (const char *address)
{
  g_autofree char *host = strip_address (address);

  return host != NULL && is_bare_name (host);
}

char *
canto_address_to_host (const char *address, const char *region, GError **error)
{
  g_autofree char *host = address != NULL ? strip_address (address) : NULL;
  char *matched = NULL;

  if (host == NULL || *host == '\0')
    {
      g_set_error_literal (error, CANTO_ERROR, CANTO_ERROR_INVALID_ACCOUNT,
                           _ ("The address of your company's Canto is missing or no web address."));
      return NULL;
    }

  if (is_bare_name (host))
    {
      if (region != NULL && is_known_region (region))
        return g_strconcat (host, ".", region, NULL);
      g_set_error (error, CANTO_ERROR, CANTO_ERROR_INVALID_ACCOUNT,
                   _ ("“%s” needs a region: write the whole address, as %s.canto.com."), host,
                   host);
      return NULL;
    }

  matched = match_domain (host);
  if (matched == NULL)
    g_set_error (error, CANTO_ERROR, CANTO_ERROR_INVALID_ACCOUNT,
                 _ ("“%s” is no address of a Canto account. It ends in canto.com, canto.global, "
                    "canto.de, ca.canto.com or au.canto.com."),
                 host);

  return matched;
}

char *
canto_address_get_oauth_host (const char *tenant_host)
{
  const char *dot = strchr (tenant_host, '.');

  g_return_val_if_fail (dot != NULL, NULL);

  return g_strconcat ("oauth", dot, NULL);
}

gboolean
canto_address_is_loopback_base (const char *base)
{
  g_autoptr (GUri) uri = g_uri_parse (base, G_URI_FLAGS_NONE, NULL);
  const char *host;

  if (uri == NULL || g_uri_get_port (uri) <= 0 || g_uri_get_userinfo (uri) != NULL
      || g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL
      || !g_str_equal (g_uri_get_scheme (uri), "http")
      || (*g_uri_get_path (uri) != '\0' && !g_str_equal (g_uri_get_path (uri), "/")))
    return FALSE;

  host = g_uri_get_host (uri);

  return host != NULL
         && (g_str_equal (host, "127.0.0.1") || g_str_equal (host, "localhost")
             || g_str_equal (host, "::1"));
}
