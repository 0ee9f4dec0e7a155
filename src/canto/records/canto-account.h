/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CantoOAuthFamily:
 *
 * Which of the spellings of section 3 the OAuth host is spoken to in (3.2 to 3.5). An app of the universal
 * family is public: it has no App Secret, and always sends a challenge.
 */
typedef enum
{
  CANTO_OAUTH_FAMILY_PLAIN,
  CANTO_OAUTH_FAMILY_COMPATIBLE,
  CANTO_OAUTH_FAMILY_UNIVERSAL,
} CantoOAuthFamily;

/* 3.23: a challenge is sent only when the account asks for one. */
typedef enum
{
  CANTO_PKCE_NONE,
  CANTO_PKCE_S256,
  CANTO_PKCE_PLAIN,
} CantoPkce;

/**
 * CantoAccountOptions:
 * @address: what the person typed: `acme`, `acme.canto.com`, `https://acme.canto.com/x` (2.9)
 * @region: (nullable): the domain for a bare name: `canto.com`, `canto.global`, `canto.de`,
 *   `ca.canto.com`, `au.canto.com`
 * @app_id: the key's App ID
 * @redirect_uri: (nullable): the registered loopback address; %NULL is
 *   %CANTO_ACCOUNT_DEFAULT_REDIRECT_URI
 * @loopback_base: (nullable): from a configuration file only: `http://127.0.0.1:PORT` of a
 *   stand-in that serves both the API and OAuth (2.11); then @address may be %NULL
 * @oauth_family: 17.1
 * @pkce: 17.2; the universal family sends a plain one where none is asked for (3.22)
 * @calls_per_minute: 17.6; 0 is 200
 * @page_size: 17.5; 0 is 1000
 * @page_depth: 17.16; how much of a list the service gives; 0: no end is known
 * @time_zone: (nullable): 17.7; an Olson name, %NULL is UTC
 * @root_folder: (nullable): the id of the folder that is shown instead of the whole library
 * @expiry_field: (nullable): 17.11; the custom field that tells when the right of use ends (7.28)
 * @delivery_host: (nullable): 17.9; the only host of the delivery network whose links are given out
 * @delivery_account: (nullable): 17.9; the same for the account there (11.4)
 * @delivery_master_px: 17.9; the longest side of the masters there (11.9); 0 is
 *   %CANTO_ACCOUNT_DEFAULT_MASTER_PX
 * @upload_hosts: (nullable): 17.14; where uploads may go to besides `*.amazonaws.com`: from an administrator
 *   alone
 * @extra_hosts: (nullable): 17.8; further domains that tenants may be below: of an administrator only
 * @profile: which of several users of one tenant this is the account of: 0 and 1 are the first
 *
 * The values of an account before they are checked.
 */
typedef struct
{
  const char *address;
  const char *region;
  const char *app_id;
  const char *redirect_uri;
  const char *loopback_base;
  CantoOAuthFamily oauth_family;
  CantoPkce pkce;
  guint calls_per_minute;
  guint page_size;
  guint page_depth;
  const char *time_zone;
  const char *expiry_field;
  const char *root_folder;
  const char *delivery_host;
  const char *delivery_account;
  guint delivery_master_px;
  const char *const *upload_hosts;
  const char *const *extra_hosts;
  guint profile;
} CantoAccountOptions;

#define CANTO_ACCOUNT_DEFAULT_REDIRECT_URI "http://localhost:28417/callback"

/* What a master may have (11.9). */
#define CANTO_ACCOUNT_DEFAULT_MASTER_PX 2048
#define CANTO_ACCOUNT_MIN_MASTER_PX     100
#define CANTO_ACCOUNT_MAX_MASTER_PX     100000

/**
 * CantoAccount:
 *
 * One customer account and the key that we use there: checked, immutable, for any thread. Its App
 * Secret is not in it: that is in the #CantoTokenStore.
 */
#define CANTO_TYPE_ACCOUNT (canto_account_get_type ())
G_DECLARE_FINAL_TYPE (CantoAccount, canto_account, CANTO, ACCOUNT, GObject)

CantoAccount *canto_account_new (const CantoAccountOptions *options, GError **error);

/* Whether @address is a bare name, so that CantoAccountOptions.region must say the rest (2.9). */
gboolean canto_account_address_needs_region (const char *address);

/* `host` in lower case, or `127.0.0.1:PORT`, and `~2` after it for a second user of the tenant: the name of
 * the account in the keyring, in the settings and on disk, so that no two share anything. For a person, see
 * canto_account_get_tenant_host(). */
const char      *canto_account_get_id (CantoAccount *self);
guint            canto_account_get_profile (CantoAccount *self); /* from 1 */
const char      *canto_account_get_tenant_host (CantoAccount *self);
const char      *canto_account_get_api_base (CantoAccount *self);   /* https://acme.canto.com */
const char      *canto_account_get_oauth_base (CantoAccount *self); /* …/oauth/api/oauth2/ */
gboolean         canto_account_get_is_loopback (CantoAccount *self);
const char      *canto_account_get_app_id (CantoAccount *self);
const char      *canto_account_get_redirect_uri (CantoAccount *self);
CantoOAuthFamily canto_account_get_oauth_family (CantoAccount *self);
gboolean         canto_account_has_app_secret (CantoAccount *self); /* FALSE for a public app */
CantoPkce        canto_account_get_pkce (CantoAccount *self);
guint            canto_account_get_calls_per_minute (CantoAccount *self);
guint            canto_account_get_page_size (CantoAccount *self);
guint            canto_account_get_page_depth (CantoAccount *self); /* or G_MAXUINT */
/* (nullable): in lower case */
const char *const *canto_account_get_extra_hosts (CantoAccount *self);
GTimeZone       *canto_account_get_time_zone (CantoAccount *self);
const char      *canto_account_get_root_folder (CantoAccount *self); /* (nullable) */
const char      *canto_account_get_delivery_host (CantoAccount *self);    /* (nullable) */
const char      *canto_account_get_delivery_account (CantoAccount *self); /* (nullable) */
guint            canto_account_get_delivery_master_px (CantoAccount *self);
const char *const *canto_account_get_upload_hosts (CantoAccount *self);   /* (nullable) */
const char      *canto_account_get_expiry_field (CantoAccount *self); /* (nullable) */

G_END_DECLS
