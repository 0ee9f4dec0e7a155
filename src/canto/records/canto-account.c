/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "canto-account.h"

#include "canto-address-private.h"
#include "canto-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DEFAULT_CALLS_PER_MINUTE 200
#define DEFAULT_PAGE_SIZE        1000

struct _CantoAccount
{
  GObject parent_instance;

  /* Owned; nothing changes after canto_account_new(). */
  char *id;
  char *tenant_host;
  char *api_base;
  char *oauth_base;
  char *app_id;
  char *redirect_uri;
  char *root_folder;
  GTimeZone *time_zone;
  char *expiry_field;     /* (nullable) */
  char *delivery_host;    /* (nullable): in lower case */
  char *delivery_account; /* (nullable) */
  char **upload_hosts;    /* (nullable) */
  char **extra_hosts;     /* (nullable): in lower case */
  CantoOAuthFamily oauth_family;
  CantoPkce pkce;
  guint delivery_master_px;
  guint calls_per_minute;
  guint page_size;
  guint page_depth;
  guint profile; /* from 1 */
  gboolean is_loopback;
};

G_DEFINE_FINAL_TYPE (CantoAccount, canto_account, G_TYPE_OBJECT)

static void
canto_account_finalize (GObject *object)
{
  CantoAccount *self = CANTO_ACCOUNT (object);

  g_free (self->id);
  g_free (self->tenant_host);
  g_free (self->api_base);
  g_free (self->oauth_base);
  g_free (self->app_id);
  g_free (self->redirect_uri);
  g_free (self->root_folder);
  g_clear_pointer (&self->time_zone, g_time_zone_unref);
  g_free (self->expiry_field);
  g_free (self->delivery_host);
  g_free (self->delivery_account);
  g_strfreev (self->upload_hosts);
  g_strfreev (self->extra_hosts);

  G_OBJECT_CLASS (canto_account_parent_class)->finalize (object);
}

static void
canto_account_class_init (CantoAccountClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = canto_account_finalize;
}

static void
canto_account_init (CantoAccount *self)
{
}

/* 17.8 */
static gboolean
take_extra_hosts (CantoAccount *self, const char *const *hosts, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (hosts == NULL)
    return TRUE;

  for (guint i = 0; hosts[i] != NULL; i++)
    {
      g_autofree char *host = g_strstrip (g_ascii_strdown (hosts[i], -1));

      if (!canto_address_is_domain (host))
        {
          g_set_error (error, CANTO_ERROR, CANTO_ERROR_INVALID_ACCOUNT,
                       /* Translators: a domain is as canto.com */
                       _ ("“%s” is no domain."), hosts[i]);
          return FALSE;
        }
      g_strv_builder_add (builder, host);
    }
  self->extra_hosts = g_strv_builder_end (builder);

  return TRUE;
}

static gboolean
take_loopback (CantoAccount *self, const char *base, GError **error)
{
  if (!canto_address_is_loopback_base (base))
    {
      g_set_error (error, CANTO_ERROR, CANTO_ERROR_INVALID_ACCOUNT,
                   _ ("“%s” is no loopback address with a port."), base);
      return FALSE;
    }

  self->is_loopback = TRUE;
  self->api_base = g_strdup (base);
  if (g_str_has_suffix (self->api_base, "/"))
    self->api_base[strlen (self->api_base) - 1] = '\0';
  self->tenant_host = g_strdup (strstr (self->api_base, "://") + strlen ("://"));
  self->oauth_base = g_strconcat (self->api_base, "/oauth/api/oauth2/", NULL);

  return TRUE;
}

static gboolean
take_address (CantoAccount *self, const CantoAccountOptions *options, GError **error)
{
  g_autofree char *oauth_host = NULL;

  self->tenant_host = canto_address_to_host (options->address, options->region,
                                             (const char *const *) self->extra_hosts, error);
  if (self->tenant_host == NULL)
    return FALSE;

  oauth_host = canto_address_get_oauth_host (self->tenant_host);
  self->api_base = g_strconcat ("https://", self->tenant_host, NULL);
  self->oauth_base = g_strconcat ("https://", oauth_host, "/oauth/api/oauth2/", NULL);

  return TRUE;
}

/* A host has no `~`: so no two accounts have one id. */
static void
take_profile (CantoAccount *self, guint profile)
{
  self->profile = MAX (profile, 1);
  self->id = self->profile == 1 ? g_strdup (self->tenant_host)
                                : g_strdup_printf ("%s~%u", self->tenant_host, self->profile);
}

/* The browser comes back to this machine, so the address must be on it, with a port. */
static gboolean
check_redirect_uri (const char *redirect_uri, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (redirect_uri, G_URI_FLAGS_NONE, NULL);
  g_autofree char *base = NULL;

  if (uri != NULL && g_str_equal (g_uri_get_scheme (uri), "http") && g_uri_get_query (uri) == NULL
      && g_uri_get_fragment (uri) == NULL)
    base = g_uri_join (G_URI_FLAGS_NONE, g_uri_get_scheme (uri), g_uri_get_userinfo (uri),
                       g_uri_get_host (uri), g_uri_get_port (uri), "", NULL, NULL);
  if (base != NULL && canto_address_is_loopback_base (base))
    return TRUE;

  g_set_error (error, CANTO_ERROR, CANTO_ERROR_INVALID_ACCOUNT,
               _ ("“%s” is no redirect URL on this computer, as %s is."), redirect_uri,
               CANTO_ACCOUNT_DEFAULT_REDIRECT_URI);

  return FALSE;
}

/* 1.7, 1.8 */
static gboolean
check_root_folder (const char *id, GError **error)
{
  gsize length = strlen (id);

  if (length >= 1 && length <= 128
      && strspn (id, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "._-") == length)
    return TRUE;

  g_set_error (error, CANTO_ERROR, CANTO_ERROR_INVALID_ACCOUNT, _ ("“%s” is no id of a folder."),
               id);

  return FALSE;
}

/* 11.4, 17.9 */
static gboolean
take_delivery (CantoAccount *self, const CantoAccountOptions *options, GError **error)
{
  const char *account = options->delivery_account;

  if (options->delivery_host != NULL)
    self->delivery_host = g_ascii_strdown (options->delivery_host, -1);
  self->delivery_account = g_strdup (account);
  self->upload_hosts = g_strdupv ((char **) options->upload_hosts);
  if (self->delivery_host != NULL
      && (*self->delivery_host == '\0'
          || self->delivery_host[strspn (self->delivery_host, G_CSET_a_2_z G_CSET_DIGITS ".-")]
                 != '\0'))
    {
      g_set_error (error, CANTO_ERROR, CANTO_ERROR_INVALID_ACCOUNT,
                   _ ("“%s” is no name of a host."), options->delivery_host);
      return FALSE;
    }
  if (account != NULL && (*account == '\0' || account[strspn (account, G_CSET_DIGITS)] != '\0'))
    {
      g_set_error (error, CANTO_ERROR, CANTO_ERROR_INVALID_ACCOUNT,
                   _ ("“%s” is no account of the delivery network: that is a number."), account);
      return FALSE;
    }
  self->delivery_master_px = options->delivery_master_px != 0 ? options->delivery_master_px
                                                              : CANTO_ACCOUNT_DEFAULT_MASTER_PX;
  if (self->delivery_master_px < CANTO_ACCOUNT_MIN_MASTER_PX
      || self->delivery_master_px > CANTO_ACCOUNT_MAX_MASTER_PX)
    {
      g_set_error (error, CANTO_ERROR, CANTO_ERROR_INVALID_ACCOUNT,
                   /* Translators: the delivery network makes its pictures of a “master image” */
                   _ ("A master image has %u to %u pixels on its longest side, not %u."),
                   CANTO_ACCOUNT_MIN_MASTER_PX, CANTO_ACCOUNT_MAX_MASTER_PX,
                   self->delivery_master_px);
      return FALSE;
    }

  return TRUE;
}

CantoAccount *
canto_account_new (const CantoAccountOptions *options, GError **error)
{
  g_autoptr (CantoAccount) self = g_object_new (CANTO_TYPE_ACCOUNT, NULL);

  g_return_val_if_fail (options != NULL, NULL);

  if (!take_extra_hosts (self, options->extra_hosts, error))
    return NULL;
  if (options->loopback_base != NULL ? !take_loopback (self, options->loopback_base, error)
                                     : !take_address (self, options, error))
    return NULL;
  take_profile (self, options->profile);

  if (options->app_id == NULL || *options->app_id == '\0')
    {
      g_set_error_literal (error, CANTO_ERROR, CANTO_ERROR_INVALID_ACCOUNT,
                           _ ("The App ID is missing."));
      return NULL;
    }
  self->app_id = g_strdup (options->app_id);

  self->redirect_uri = g_strdup (
      options->redirect_uri != NULL ? options->redirect_uri : CANTO_ACCOUNT_DEFAULT_REDIRECT_URI);
  if (!check_redirect_uri (self->redirect_uri, error))
    return NULL;

  self->time_zone = options->time_zone != NULL ? g_time_zone_new_identifier (options->time_zone)
                                               : g_time_zone_new_utc ();
  if (self->time_zone == NULL)
    {
      g_set_error (error, CANTO_ERROR, CANTO_ERROR_INVALID_ACCOUNT, _ ("“%s” is no time zone."),
                   options->time_zone);
      return NULL;
    }

  self->expiry_field = g_strdup (options->expiry_field);
  if (options->root_folder != NULL && !check_root_folder (options->root_folder, error))
    return NULL;
  self->root_folder = g_strdup (options->root_folder);

  if (!take_delivery (self, options, error))
    return NULL;

  self->oauth_family = options->oauth_family;
  self->pkce = options->pkce;
  if (self->oauth_family == CANTO_OAUTH_FAMILY_UNIVERSAL && self->pkce == CANTO_PKCE_NONE)
    self->pkce = CANTO_PKCE_PLAIN;
  self->calls_per_minute =
      options->calls_per_minute != 0 ? options->calls_per_minute : DEFAULT_CALLS_PER_MINUTE;
  self->page_size = options->page_size != 0 ? options->page_size : DEFAULT_PAGE_SIZE;
  self->page_depth = options->page_depth != 0 ? options->page_depth : G_MAXUINT;

  return g_steal_pointer (&self);
}

gboolean
canto_account_address_needs_region (const char *address)
{
  g_return_val_if_fail (address != NULL, FALSE);

  return canto_address_is_bare_name (address);
}

const char *
canto_account_get_id (CantoAccount *self)
{
  g_return_val_if_fail (CANTO_IS_ACCOUNT (self), NULL);

  return self->id;
}

guint
canto_account_get_profile (CantoAccount *self)
{
  g_return_val_if_fail (CANTO_IS_ACCOUNT (self), 1);

  return self->profile;
}

const char *
canto_account_get_tenant_host (CantoAccount *self)
{
  g_return_val_if_fail (CANTO_IS_ACCOUNT (self), NULL);

  return self->tenant_host;
}

const char *
canto_account_get_api_base (CantoAccount *self)
{
  g_return_val_if_fail (CANTO_IS_ACCOUNT (self), NULL);

  return self->api_base;
}

const char *
canto_account_get_oauth_base (CantoAccount *self)
{
  g_return_val_if_fail (CANTO_IS_ACCOUNT (self), NULL);

  return self->oauth_base;
}

gboolean
canto_account_get_is_loopback (CantoAccount *self)
{
  g_return_val_if_fail (CANTO_IS_ACCOUNT (self), FALSE);

  return self->is_loopback;
}

const char *
canto_account_get_app_id (CantoAccount *self)
{
  g_return_val_if_fail (CANTO_IS_ACCOUNT (self), NULL);

  return self->app_id;
}

const char *
canto_account_get_redirect_uri (CantoAccount *self)
{
  g_return_val_if_fail (CANTO_IS_ACCOUNT (self), NULL);

  return self->redirect_uri;
}

CantoOAuthFamily
canto_account_get_oauth_family (CantoAccount *self)
{
  g_return_val_if_fail (CANTO_IS_ACCOUNT (self), CANTO_OAUTH_FAMILY_PLAIN);

  return self->oauth_family;
}

gboolean
canto_account_has_app_secret (CantoAccount *self)
{
  g_return_val_if_fail (CANTO_IS_ACCOUNT (self), TRUE);

  return self->oauth_family != CANTO_OAUTH_FAMILY_UNIVERSAL;
}

CantoPkce
canto_account_get_pkce (CantoAccount *self)
{
  g_return_val_if_fail (CANTO_IS_ACCOUNT (self), CANTO_PKCE_NONE);

  return self->pkce;
}

guint
canto_account_get_calls_per_minute (CantoAccount *self)
{
  g_return_val_if_fail (CANTO_IS_ACCOUNT (self), DEFAULT_CALLS_PER_MINUTE);

  return self->calls_per_minute;
}

guint
canto_account_get_page_size (CantoAccount *self)
{
  g_return_val_if_fail (CANTO_IS_ACCOUNT (self), DEFAULT_PAGE_SIZE);

  return self->page_size;
}

guint
canto_account_get_page_depth (CantoAccount *self)
{
  g_return_val_if_fail (CANTO_IS_ACCOUNT (self), G_MAXUINT);

  return self->page_depth;
}

const char *
canto_account_get_root_folder (CantoAccount *self)
{
  g_return_val_if_fail (CANTO_IS_ACCOUNT (self), NULL);

  return self->root_folder;
}

const char *const *
canto_account_get_extra_hosts (CantoAccount *self)
{
  g_return_val_if_fail (CANTO_IS_ACCOUNT (self), NULL);

  return (const char *const *) self->extra_hosts;
}

GTimeZone *
canto_account_get_time_zone (CantoAccount *self)
{
  g_return_val_if_fail (CANTO_IS_ACCOUNT (self), NULL);

  return self->time_zone;
}

const char *
canto_account_get_delivery_host (CantoAccount *self)
{
  g_return_val_if_fail (CANTO_IS_ACCOUNT (self), NULL);

  return self->delivery_host;
}

const char *
canto_account_get_delivery_account (CantoAccount *self)
{
  g_return_val_if_fail (CANTO_IS_ACCOUNT (self), NULL);

  return self->delivery_account;
}

guint
canto_account_get_delivery_master_px (CantoAccount *self)
{
  g_return_val_if_fail (CANTO_IS_ACCOUNT (self), CANTO_ACCOUNT_DEFAULT_MASTER_PX);

  return self->delivery_master_px;
}

const char *const *
canto_account_get_upload_hosts (CantoAccount *self)
{
  g_return_val_if_fail (CANTO_IS_ACCOUNT (self), NULL);

  return (const char *const *) self->upload_hosts;
}

const char *
canto_account_get_expiry_field (CantoAccount *self)
{
  g_return_val_if_fail (CANTO_IS_ACCOUNT (self), NULL);

  return self->expiry_field;
}
