/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-account.h"
#include "canto-error.h"

static CantoAccount *
try_address (const char *address, const char *region, GError **error)
{
  const CantoAccountOptions options = { .address = address, .region = region, .app_id = "app" };

  return canto_account_new (&options, error);
}

static void
test_one_tenant (void)
{
  static const char *const spellings[][2] = {
    { "acme", "canto.com" },
    { "ACME", "canto.com" },
    { "acme.canto.com", NULL },
    { "ACME.canto.com", NULL },
    { "Acme.Canto.COM", "canto.de" }, /* a whole address needs no region */
    { "  acme.canto.com\n", NULL },
    { "https://acme.canto.com/x", NULL },
    { "HTTPS://acme.canto.com", NULL },
    { "http://acme.canto.com/any/path?q=1#f", NULL },
    { "acme.canto.com?x", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (spellings); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CantoAccount) account = try_address (spellings[i][0], spellings[i][1], &error);

      g_test_message ("%s", spellings[i][0]);
      g_assert_no_error (error);
      g_assert_cmpstr (canto_account_get_tenant_host (account), ==, "acme.canto.com");
      g_assert_cmpstr (canto_account_get_id (account), ==, "acme.canto.com");
      g_assert_cmpstr (canto_account_get_api_base (account), ==, "https://acme.canto.com");
      g_assert_false (canto_account_get_is_loopback (account));
    }
}

/* 2.1 to 2.5: the longest domain counts, and what stands around the host does not. */
static void
test_region_from_address (void)
{
  static const char *const regions[] = { "canto.com", "canto.global", "canto.de", "ca.canto.com",
                                         "au.canto.com" };
  static const char *const formats[] = {
    "acme.%s",         "ACME.%s",           " acme.%s ",
    "https://acme.%s", "https://acme.%s/x", "http://acme.%s/a/b?c=d#e",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (regions); i++)
    {
      g_autofree char *expected = g_strconcat ("acme.", regions[i], NULL);

      for (gsize j = 0; j < G_N_ELEMENTS (formats); j++)
        {
          g_auto (GStrv) parts = g_strsplit (formats[j], "%s", 2);
          g_autofree char *address = g_strjoinv (regions[i], parts);
          g_autoptr (GError) error = NULL;
          g_autoptr (CantoAccount) account = try_address (address, NULL, &error);

          g_test_message ("%s", address);
          g_assert_no_error (error);
          g_assert_cmpstr (canto_account_get_tenant_host (account), ==, expected);
          g_assert_false (canto_account_address_needs_region (address));
        }
    }
}

/* 17.8: an administrator's further domains; the rest stays as it is. */
static void
test_extra_hosts (void)
{
  static const char *const extra[] = { "cantoflight.com", " Dam.Example ", "eu.canto.com", NULL };
  static const struct
  {
    const char *address;
    const char *region;
    const char *host; /* (nullable): refused */
    const char *oauth_base;
  } cases[] = {
    { "acme.cantoflight.com", NULL, "acme.cantoflight.com",
      "https://oauth.cantoflight.com/oauth/api/oauth2/" },
    { "https://ACME.dam.example/x", NULL, "acme.dam.example",
      "https://oauth.dam.example/oauth/api/oauth2/" },
    { "acme", "dam.example", "acme.dam.example", "https://oauth.dam.example/oauth/api/oauth2/" },
    { "acme.eu.canto.com", NULL, "acme.eu.canto.com",
      "https://oauth.eu.canto.com/oauth/api/oauth2/" },
    { "acme.canto.de", NULL, "acme.canto.de", "https://oauth.canto.de/oauth/api/oauth2/" },
    { "dam.example", NULL, NULL, NULL },
    { "a.b.dam.example", NULL, NULL, NULL },
    { "oauth.dam.example", NULL, NULL, NULL },
    { "acme.evildam.example", NULL, NULL, NULL },
    { "acme.dam.example.evil.example", NULL, NULL, NULL },
    { "acme.flightbycanto.com", NULL, NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const CantoAccountOptions options = { .address = cases[i].address,
                                            .region = cases[i].region,
                                            .app_id = "app",
                                            .extra_hosts = extra };
      g_autoptr (GError) error = NULL;
      g_autoptr (CantoAccount) account = canto_account_new (&options, &error);

      g_test_message ("%s", cases[i].address);
      if (cases[i].host == NULL)
        {
          g_assert_error (error, CANTO_ERROR, CANTO_ERROR_INVALID_ACCOUNT);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpstr (canto_account_get_tenant_host (account), ==, cases[i].host);
      g_assert_cmpstr (canto_account_get_oauth_base (account), ==, cases[i].oauth_base);
    }
}

static void
test_bad_extra_hosts (void)
{
  static const char *const bad[] = {
    "",
    "com",
    "127.0.0.1",
    "10.1",
    "*.example",
    "dam.example:443",
    "a..b",
    "-dam.example",
    ".example",
    "user@example.com",
    "https://dam.example",
    "[::1]",
    "ä.example",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      const char *const extra[] = { "good.example", bad[i], NULL };
      const CantoAccountOptions options = { .address = "acme.canto.com",
                                            .app_id = "app",
                                            .extra_hosts = extra };
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", bad[i]);
      g_assert_null (canto_account_new (&options, &error));
      g_assert_error (error, CANTO_ERROR, CANTO_ERROR_INVALID_ACCOUNT);
    }
}

/* Two users of one tenant share its hosts, and nothing that goes by the id. */
static void
test_profile (void)
{
  const CantoAccountOptions options = { .address = "acme.canto.com",
                                        .app_id = "app",
                                        .profile = 2 };
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoAccount) account = canto_account_new (&options, &error);
  g_autoptr (CantoAccount) first = try_address ("acme.canto.com", NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (canto_account_get_id (account), ==, "acme.canto.com~2");
  g_assert_cmpuint (canto_account_get_profile (account), ==, 2);
  g_assert_cmpuint (canto_account_get_profile (first), ==, 1);
  g_assert_cmpstr (canto_account_get_tenant_host (account), ==, "acme.canto.com");
  g_assert_cmpstr (canto_account_get_api_base (account), ==, canto_account_get_api_base (first));
  g_assert_cmpstr (canto_account_get_oauth_base (account), ==,
                   canto_account_get_oauth_base (first));
}

static void
test_needs_region (void)
{
  static const char *const bare[] = { "acme", " ACME ", "a", "acme-2", "https://acme", "acme/x" };
  static const char *const other[] = { "",      "acme.",   "acme.c",    "acme.canto.com", "oauth",
                                       "www",   "ca",      "-acme",     "acme:443",       "me@acme",
                                       "ac me", "ftp://a", "127.0.0.1", "[::1]" };

  for (gsize i = 0; i < G_N_ELEMENTS (bare); i++)
    g_assert_true (canto_account_address_needs_region (bare[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (other); i++)
    g_assert_false (canto_account_address_needs_region (other[i]));
}

static void
test_refused (void)
{
  static const char *const addresses[] = {
    "",
    "   ",
    "acme.canto.com.evil.example",
    "acme.canto.com.evil.canto.example",
    "user@acme.canto.com",
    "https://user:password@acme.canto.com/",
    "https://acme.canto.com@evil.example/",
    "https://evil.example/acme.canto.com",
    "https://evil.example\\.canto.com",
    "acme.canto.com:443",
    "https://acme.canto.com:8443/",
    "ftp://acme.canto.com",
    "javascript://acme.canto.com",
    "a.b.canto.com",
    "canto.com",
    ".canto.com",
    "acmecanto.com",
    "oauth.canto.com",
    "www.canto.com",
    "ca.canto.com",
    "au.canto.com",
    "oauth.ca.canto.com",
    "acme.canto.com.au",
    "acme.cantoflight.com",
    "-acme.canto.com",
    "acme-.canto.com",
    "ac_me.canto.com",
    "ac me.canto.com",
    "äcme.canto.com",
    "acme.canto.com.",
    "127.0.0.1",
    "127.0.0.1:8080",
    "http://127.0.0.1:8080",
    "http://localhost:8080",
    "http://[::1]:8080",
    "10.1.2.3",
    "[2001:db8::1]",
    "2130706433.canto.com.evil.example",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CantoAccount) account = try_address (addresses[i], "canto.com", &error);

      g_test_message ("%s", addresses[i]);
      g_assert_error (error, CANTO_ERROR, CANTO_ERROR_INVALID_ACCOUNT);
      g_assert_null (account);
    }
}

static void
test_bare_name_needs_region (void)
{
  static const char *const regions[] = { NULL, "", "evil.example", ".canto.com", "com" };
  static const char *const reserved[] = { "oauth", "www", "ca", "AU" };

  for (gsize i = 0; i < G_N_ELEMENTS (regions); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CantoAccount) account = try_address ("acme", regions[i], &error);

      g_assert_error (error, CANTO_ERROR, CANTO_ERROR_INVALID_ACCOUNT);
      g_assert_null (account);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (reserved); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CantoAccount) account = try_address (reserved[i], "canto.com", &error);

      g_assert_error (error, CANTO_ERROR, CANTO_ERROR_INVALID_ACCOUNT);
      g_assert_null (account);
    }
}

static void
test_oauth_hosts (void)
{
  static const char *const regions[][2] = {
    { "canto.com", "https://oauth.canto.com/oauth/api/oauth2/" },
    { "canto.global", "https://oauth.canto.global/oauth/api/oauth2/" },
    { "canto.de", "https://oauth.canto.de/oauth/api/oauth2/" },
    { "ca.canto.com", "https://oauth.ca.canto.com/oauth/api/oauth2/" },
    { "au.canto.com", "https://oauth.au.canto.com/oauth/api/oauth2/" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (regions); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *whole = g_strconcat ("Acme.", regions[i][0], NULL);
      g_autoptr (CantoAccount) by_name = try_address ("acme", regions[i][0], &error);
      g_autoptr (CantoAccount) by_address = NULL;

      g_assert_no_error (error);
      by_address = try_address (whole, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (canto_account_get_oauth_base (by_name), ==, regions[i][1]);
      g_assert_cmpstr (canto_account_get_oauth_base (by_address), ==, regions[i][1]);
    }
}

static void
test_loopback_base (void)
{
  static const char *const good[][2] = {
    { "http://127.0.0.1:8080", "http://127.0.0.1:8080" },
    { "http://127.0.0.1:8080/", "http://127.0.0.1:8080" },
    { "http://localhost:1", "http://localhost:1" },
    { "http://[::1]:8080", "http://[::1]:8080" },
    { "https://127.0.0.1:8080", "https://127.0.0.1:8080" },
  };
  static const char *const bad[] = {
    "",
    "127.0.0.1:8080",
    "http://127.0.0.1",
    "http://127.0.0.1:0",
    "https://127.0.0.1",
    "https://evil.example:8080",
    "http://user@127.0.0.1:8080",
    "http://127.0.0.1:8080/path",
    "http://127.0.0.1:8080?query",
    "http://127.0.0.1:8080#fragment",
    "http://127.0.0.1.evil.example:8080",
    "http://evil.example:8080",
    "http://acme.canto.com:80",
    "http://127.0.0.1@evil.example:80",
    "http://0.0.0.0:8080",
    "http://10.0.0.1:8080",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      const CantoAccountOptions options = { .loopback_base = good[i][0], .app_id = "app" };
      g_autofree char *oauth = g_strconcat (good[i][1], "/oauth/api/oauth2/", NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (CantoAccount) account = canto_account_new (&options, &error);

      g_assert_no_error (error);
      g_assert_true (canto_account_get_is_loopback (account));
      g_assert_cmpstr (canto_account_get_api_base (account), ==, good[i][1]);
      g_assert_cmpstr (canto_account_get_oauth_base (account), ==, oauth);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      const CantoAccountOptions options = { .loopback_base = bad[i], .app_id = "app" };
      g_autoptr (GError) error = NULL;
      g_autoptr (CantoAccount) account = canto_account_new (&options, &error);

      g_test_message ("%s", bad[i]);
      g_assert_error (error, CANTO_ERROR, CANTO_ERROR_INVALID_ACCOUNT);
      g_assert_null (account);
    }
}

static void
test_redirect_uri (void)
{
  static const char *const good[] = {
    "http://localhost:28417/callback",  "http://localhost:8080",
    "http://127.0.0.1:8080/",           "http://[::1]:8080/a/b",
    CANTO_ACCOUNT_DEFAULT_REDIRECT_URI,
  };
  static const char *const bad[] = {
    "https://localhost:28417/callback",
    "http://localhost/callback",
    "http://evil.example:8080/callback",
    "http://localhost:8080/callback?x=1",
    "http://localhost:8080/callback#x",
    "http://user@localhost:8080/callback",
    "myapp://callback",
    "callback",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      const CantoAccountOptions options = { .address = "acme.canto.com",
                                            .app_id = "app",
                                            .redirect_uri = good[i] };
      g_autoptr (GError) error = NULL;
      g_autoptr (CantoAccount) account = canto_account_new (&options, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (canto_account_get_redirect_uri (account), ==, good[i]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      const CantoAccountOptions options = { .address = "acme.canto.com",
                                            .app_id = "app",
                                            .redirect_uri = bad[i] };
      g_autoptr (GError) error = NULL;
      g_autoptr (CantoAccount) account = canto_account_new (&options, &error);

      g_test_message ("%s", bad[i]);
      g_assert_error (error, CANTO_ERROR, CANTO_ERROR_INVALID_ACCOUNT);
      g_assert_null (account);
    }
}

static void
test_defaults (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoAccount) account = try_address ("acme.canto.com", NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (canto_account_get_calls_per_minute (account), ==, 200);
  g_assert_cmpuint (canto_account_get_page_size (account), ==, 1000);
  g_assert_cmpint (canto_account_get_oauth_family (account), ==, CANTO_OAUTH_FAMILY_PLAIN);
  g_assert_cmpint (canto_account_get_pkce (account), ==, CANTO_PKCE_NONE);
  g_assert_cmpstr (canto_account_get_redirect_uri (account), ==,
                   CANTO_ACCOUNT_DEFAULT_REDIRECT_URI);
  g_assert_cmpstr (g_time_zone_get_identifier (canto_account_get_time_zone (account)), ==, "UTC");
}

static void
test_missing_values (void)
{
  const CantoAccountOptions no_app = { .address = "acme.canto.com" };
  const CantoAccountOptions empty_app = { .address = "acme.canto.com", .app_id = "" };
  const CantoAccountOptions bad_zone = { .address = "acme.canto.com",
                                         .app_id = "app",
                                         .time_zone = "Nowhere/Atlantis" };
  const CantoAccountOptions no_address = { .app_id = "app" };
  const CantoAccountOptions *const all[] = { &no_app, &empty_app, &bad_zone, &no_address };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CantoAccount) account = canto_account_new (all[i], &error);

      g_assert_error (error, CANTO_ERROR, CANTO_ERROR_INVALID_ACCOUNT);
      g_assert_null (account);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/C6/one-tenant", test_one_tenant);
  g_test_add_func ("/C6/region-from-address", test_region_from_address);
  g_test_add_func ("/C6/needs-region", test_needs_region);
  g_test_add_func ("/17.8/extra-hosts", test_extra_hosts);
  g_test_add_func ("/17.8/bad-extra-hosts", test_bad_extra_hosts);
  g_test_add_func ("/account/profile", test_profile);
  g_test_add_func ("/C6/refused", test_refused);
  g_test_add_func ("/C6/bare-name-needs-region", test_bare_name_needs_region);
  g_test_add_func ("/C6/loopback-base-from-configuration", test_loopback_base);
  g_test_add_func ("/C7/oauth-hosts", test_oauth_hosts);
  g_test_add_func ("/account/redirect-uri", test_redirect_uri);
  g_test_add_func ("/account/defaults", test_defaults);
  g_test_add_func ("/account/missing-values", test_missing_values);

  return g_test_run ();
}
