/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "engine-account-keys-private.h"

#include "canto-error.h"

#include <glib/gi18n-lib.h>

static const char *const known_keys[] = {
  "tenant",           "region",       "app-id",
  "app-secret",       "redirect-uri", "redirect-port",
  "oauth-family",     "oauth-pkce",   "calls-per-minute",
  "page-size",        "page-depth",   "root-folder",
  "tenant-time-zone", "expiry-field", "loopback-base",
  "mdc-host",         "mdc-account",  "mdc-master-px",
  "extra-hosts",      "upload-hosts", NULL,
};

gboolean
engine_account_keys_is_known (const char *key)
{
  return g_strv_contains (known_keys, key);
}

static gboolean
read_number (GKeyFile *keys, const char *key, guint *number, GError **error)
{
  g_autofree char *text = g_key_file_get_string (keys, ENGINE_ACCOUNT_GROUP, key, NULL);
  guint64 value = 0;

  *number = 0;
  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT, &value, NULL))
    {
      /* Translators: a key of the account file, as "page-size", and its value */
      g_set_error (error, CANTO_ERROR, CANTO_ERROR_INVALID_ACCOUNT, _ ("%s is no whole number: %s"),
                   key, text);
      return FALSE;
    }
  *number = (guint) value;

  return TRUE;
}

static gboolean
read_word (GKeyFile *keys, const char *key, const char *const *words, guint *index, GError **error)
{
  g_autofree char *text = g_key_file_get_string (keys, ENGINE_ACCOUNT_GROUP, key, NULL);

  *index = 0;
  if (text == NULL)
    return TRUE;
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (g_ascii_strcasecmp (text, words[i]) != 0)
        continue;
      *index = i;
      return TRUE;
    }
  /* Translators: a key of the account file, as "oauth-family", and its value */
  g_set_error (error, CANTO_ERROR, CANTO_ERROR_INVALID_ACCOUNT, _ ("%s cannot be: %s"), key, text);

  return FALSE;
}

/* The whole address goes before the port alone. */
static gboolean
read_redirect_uri (GKeyFile *keys, char **redirect_uri, GError **error)
{
  guint port;

  *redirect_uri = g_key_file_get_string (keys, ENGINE_ACCOUNT_GROUP, "redirect-uri", NULL);
  if (!read_number (keys, "redirect-port", &port, error))
    return FALSE;
  if (port > G_MAXUINT16)
    {
      g_set_error (error, CANTO_ERROR, CANTO_ERROR_INVALID_ACCOUNT,
                   /* Translators: a key of the account file, and its value */
                   _ ("%s is no port: %u"), "redirect-port", port);
      return FALSE;
    }
  if (*redirect_uri == NULL && port != 0)
    *redirect_uri = g_strdup_printf ("http://localhost:%u/callback", port);

  return TRUE;
}

static gboolean
is_account (const CantoAccountOptions *options)
{
  g_autoptr (CantoAccount) account = canto_account_new (options, NULL);

  return account != NULL;
}

/* The account does not know what its values are called here: so one after the other is taken away
 * until the rest is right. */
static const char *
find_wrong_key (CantoAccountOptions options)
{
  const CantoAccountOptions hosts = { .address = "any.canto.com",
                                      .app_id = "any",
                                      .extra_hosts = options.extra_hosts };

  if (!is_account (&hosts))
    return "extra-hosts";
  options.delivery_master_px = 0;
  if (is_account (&options))
    return "mdc-master-px";
  options.delivery_account = NULL;
  if (is_account (&options))
    return "mdc-account";
  options.delivery_host = NULL;
  if (is_account (&options))
    return "mdc-host";
  options.root_folder = NULL;
  if (is_account (&options))
    return "root-folder";
  options.time_zone = NULL;
  if (is_account (&options))
    return "tenant-time-zone";
  options.redirect_uri = NULL;
  if (is_account (&options))
    return "redirect-uri";
  options.app_id = "app-id";
  if (is_account (&options))
    return "app-id";
  options.extra_hosts = NULL;
  options.region = "canto.com";
  if (is_account (&options))
    return "region";

  return options.loopback_base != NULL ? "loopback-base" : "tenant";
}

CantoAccount *
engine_account_keys_read (GKeyFile *keys, gboolean names_key, GError **error)
{
  static const char *const families[] = { "plain", "compatible", "universal", NULL };
  static const char *const pkces[] = { "none", "S256", "plain", NULL };
  g_autofree char *tenant = g_key_file_get_string (keys, ENGINE_ACCOUNT_GROUP, "tenant", NULL);
  g_autofree char *region = g_key_file_get_string (keys, ENGINE_ACCOUNT_GROUP, "region", NULL);
  g_autofree char *app_id = g_key_file_get_string (keys, ENGINE_ACCOUNT_GROUP, "app-id", NULL);
  g_autofree char *redirect_uri = NULL;
  g_autofree char *loopback_base =
      g_key_file_get_string (keys, ENGINE_ACCOUNT_GROUP, "loopback-base", NULL);
  g_autofree char *time_zone =
      g_key_file_get_string (keys, ENGINE_ACCOUNT_GROUP, "tenant-time-zone", NULL);
  g_autofree char *expiry_field =
      g_key_file_get_string (keys, ENGINE_ACCOUNT_GROUP, "expiry-field", NULL);
  g_autofree char *mdc_host = g_key_file_get_string (keys, ENGINE_ACCOUNT_GROUP, "mdc-host", NULL);
  g_autofree char *mdc_account =
      g_key_file_get_string (keys, ENGINE_ACCOUNT_GROUP, "mdc-account", NULL);
  g_autofree char *root_folder =
      g_key_file_get_string (keys, ENGINE_ACCOUNT_GROUP, "root-folder", NULL);
  g_auto (GStrv) extra_hosts =
      g_key_file_get_string_list (keys, ENGINE_ACCOUNT_GROUP, "extra-hosts", NULL, NULL);
  g_auto (GStrv) upload_hosts =
      g_key_file_get_string_list (keys, ENGINE_ACCOUNT_GROUP, "upload-hosts", NULL, NULL);
  CantoAccountOptions options = { 0 };
  CantoAccount *account;
  guint family, pkce;

  if (!read_redirect_uri (keys, &redirect_uri, error)
      || !read_word (keys, "oauth-family", families, &family, error)
      || !read_word (keys, "oauth-pkce", pkces, &pkce, error)
      || !read_number (keys, "calls-per-minute", &options.calls_per_minute, error)
      || !read_number (keys, "page-size", &options.page_size, error)
      || !read_number (keys, "page-depth", &options.page_depth, error)
      || !read_number (keys, "mdc-master-px", &options.delivery_master_px, error)
      || !read_number (keys, "profile", &options.profile, error))
    return NULL;

  options.address = tenant;
  options.region = region;
  options.app_id = app_id;
  options.redirect_uri = redirect_uri;
  options.loopback_base = loopback_base;
  options.oauth_family = (CantoOAuthFamily) family;
  options.pkce = (CantoPkce) pkce;
  options.time_zone = time_zone;
  options.root_folder = root_folder;
  options.expiry_field = expiry_field;
  options.delivery_host = mdc_host;
  options.delivery_account = mdc_account;
  options.extra_hosts = (const char *const *) extra_hosts;
  options.upload_hosts = (const char *const *) upload_hosts;

  account = canto_account_new (&options, error);
  if (account == NULL && names_key)
    g_prefix_error (error, "%s: ", find_wrong_key (options));

  return account;
}

static void
fill_in (GKeyFile *keys, const char *key, const char *value)
{
  if (!g_key_file_has_key (keys, ENGINE_ACCOUNT_GROUP, key, NULL))
    g_key_file_set_string (keys, ENGINE_ACCOUNT_GROUP, key, value);
}

GKeyFile *
engine_account_keys_copy (GKeyFile *keys)
{
  GKeyFile *copy = g_key_file_new ();
  g_auto (GStrv) names = g_key_file_get_keys (keys, ENGINE_ACCOUNT_GROUP, NULL, NULL);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *value = g_key_file_get_value (keys, ENGINE_ACCOUNT_GROUP, names[i], NULL);

      g_key_file_set_value (copy, ENGINE_ACCOUNT_GROUP, names[i], value);
    }

  return copy;
}

void
engine_account_keys_drop_hosts (GKeyFile *keys)
{
  g_key_file_remove_key (keys, ENGINE_ACCOUNT_GROUP, "extra-hosts", NULL);
  g_key_file_remove_key (keys, ENGINE_ACCOUNT_GROUP, "upload-hosts", NULL);
}

CantoAccount *
engine_account_keys_complete (GKeyFile *keys, GError **error)
{
  g_autoptr (GKeyFile) whole = engine_account_keys_copy (keys);

  /* A region without a name is one, and a name without a region, too. */
  fill_in (whole, "tenant", "any");
  fill_in (whole, "region", "canto.com");
  fill_in (whole, "app-id", "any");

  return engine_account_keys_read (whole, TRUE, error);
}
