/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "canto-address-private.h"

#include "canto-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* 2.1 to 2.5 */
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
is_known_region (const char *region, const char *const *extra_domains)
{
  if (extra_domains != NULL && g_strv_contains (extra_domains, region))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (domains); i++)
    {
      if (g_str_equal (domains[i], region))
        return TRUE;
    }

  return FALSE;
}

static const char *
choose_longer (const char *domain, const char *other, const char *host)
{
  g_autofree char *suffix = g_strconcat (".", other, NULL);

  if (!g_str_has_suffix (host, suffix) || (domain != NULL && strlen (domain) >= strlen (other)))
    return domain;

  return other;
}

/* The longest of them that @host ends in; exactly one label must be before it (2.9). */
static char *
match_domain (const char *host, const char *const *extra_domains)
{
  const char *domain = NULL;
  g_autofree char *name = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (domains); i++)
    domain = choose_longer (domain, domains[i], host);
  for (gsize i = 0; extra_domains != NULL && extra_domains[i] != NULL; i++)
    domain = choose_longer (domain, extra_domains[i], host);
  if (domain == NULL)
    return NULL;

  name = g_strndup (host, strlen (host) - strlen (domain) - 1);

  return is_label (name) && !g_strv_contains (reserved, name) ? g_strdup (host) : NULL;
}

gboolean
canto_address_is_domain (const char *domain)
{
  g_auto (GStrv) labels = g_strsplit (domain, ".", -1);
  guint n_labels = g_strv_length (labels);

  for (guint i = 0; i < n_labels; i++)
    {
      if (!is_label (labels[i]))
        return FALSE;
    }

  return n_labels >= 2 && !g_hostname_is_ip_address (domain)
         && !g_ascii_isdigit (*labels[n_labels - 1]);
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
canto_address_to_host (const char *address,
                       const char *region,
                       const char *const *extra_domains,
                       GError **error)
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
      if (region != NULL && is_known_region (region, extra_domains))
        return g_strconcat (host, ".", region, NULL);
      g_set_error (error, CANTO_ERROR, CANTO_ERROR_INVALID_ACCOUNT,
                   _ ("“%s” needs a region: write the whole address, as %s.canto.com."), host,
                   host);
      return NULL;
    }

  matched = match_domain (host, extra_domains);
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
      || (!g_str_equal (g_uri_get_scheme (uri), "http")
          && !g_str_equal (g_uri_get_scheme (uri), "https"))
      || (*g_uri_get_path (uri) != '\0' && !g_str_equal (g_uri_get_path (uri), "/")))
    return FALSE;

  host = g_uri_get_host (uri);

  return host != NULL
         && (g_str_equal (host, "127.0.0.1") || g_str_equal (host, "localhost")
             || g_str_equal (host, "::1"));
}
