/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is unusual about a tenant. */
typedef enum
{
  TENANT_SCENARIO_NORMAL,
  TENANT_SCENARIO_OLD_TENANT,           /* no delivery network, no previewURI in lists (7.26) */
  TENANT_SCENARIO_EMPTY,                /* no asset at all */
  TENANT_SCENARIO_RESULTS_NULL,         /* "results": null where nothing matches (6.1) */
  TENANT_SCENARIO_RESULTS_EMPTY,        /* "results": [] */
  TENANT_SCENARIO_NUMBERS,              /* numbers of assets are numbers (1.13) */
  TENANT_SCENARIO_WRONG_TYPES,          /* one asset of each page has fields of wrong types (14.8) */
  TENANT_SCENARIO_RATE_SECONDS,         /* Retry-After in seconds (13.8) */
  TENANT_SCENARIO_RATE_DATE,            /* Retry-After as a date */
  TENANT_SCENARIO_RATE_NONE,            /* no Retry-After */
  TENANT_SCENARIO_ROTATING_REFRESH,     /* a refresh token works once (3.18) */
  TENANT_SCENARIO_EXPIRED_TOKEN,        /* an access token works for ten calls (14.2) */
  TENANT_SCENARIO_HTML,                 /* HTML with status 200 (14.7) */
  TENANT_SCENARIO_BROKEN_JSON,          /* answers that end too early (14.8) */
  TENANT_SCENARIO_CYCLE_TREE,           /* a folder below itself (C19) */
  TENANT_SCENARIO_CONTAINERS_IN_SEARCH, /* albums among the assets (6.11) */
  TENANT_SCENARIO_RATE_LIMITED,         /* shuts for some seconds, again and again (13.8) */
  TENANT_SCENARIO_SLOW,                 /* each answer takes three seconds */
  TENANT_SCENARIO_FLAKY,                /* each third answer is none, 500, 502 or cut short */
  TENANT_SCENARIO_OFFLINE,              /* gone after ten calls */
  TENANT_SCENARIO_DEEP_PAGING,          /* 400 beyond 10,000 (6.13) */
  TENANT_SCENARIO_DEEP_PAGING_EMPTY,    /* an empty page there */
  TENANT_SCENARIO_HUGE_JSON,            /* pages of 40 MB (14.11) */
  TENANT_SCENARIO_TOO_HUGE_JSON,        /* pages of 70 MB */
  TENANT_SCENARIO_NO_HANDSHAKE,         /* no ssowid, so that a redirect is a must (3.21) */
  TENANT_SCENARIO_EMPTY_SSOCODE,        /* ssocode is 200 with nothing while it waits (3.21) */
  TENANT_SCENARIO_NO_CREDENTIALS,       /* the key has no client credentials mode (3.15) */
  TENANT_SCENARIO_PICTURE_BOMB,         /* small previews that claim to be huge */
  TENANT_SCENARIO_DELIVERY_GONE,        /* the delivery network has nothing of what is published */
  TENANT_SCENARIO_DELIVERY_SIGN_IN,     /* it answers with a page to sign in */
  TENANT_SCENARIO_DELIVERY_NO_HEAD,     /* it knows no HEAD */
  TENANT_SCENARIO_DELIVERY_AWAY,        /* nobody answers there */
  TENANT_SCENARIO_DELIVERY_MIXED,       /* a fault of its own for each eighth asset */
  TENANT_SCENARIO_UPLOAD_SLOW,          /* "Initial" until it was asked for twice (12.8) */
  TENANT_SCENARIO_UPLOAD_STUCK,         /* "Initial" for ever */
  TENANT_SCENARIO_UPLOAD_ERROR,         /* "Error" */
  TENANT_SCENARIO_UPLOAD_EXPIRED,       /* each second setting, from the first on (12.6) */
  TENANT_N_SCENARIOS,
} TenantScenario;

/* Which fields an upload setting has (12.1). */
typedef enum
{
  TENANT_UPLOAD_FORM_A,
  TENANT_UPLOAD_FORM_B, /* signature version 4 */
} TenantUploadForm;

typedef struct
{
  guint port; /* 0: any that is free */
  guint64 n_assets;
  guint n_albums; /* at least so many; 0: those that have names of their own */
  guint64 seed;
  TenantScenario scenario;
  TenantUploadForm upload_form;
  guint latency_ms;
  guint calls_per_minute; /* 0: no limit */
  const char *redirect_uri;
  const char *pictures; /* (nullable): a folder that is the library, in place of a made-up one */
  const char *state;    /* (nullable): a file that keeps what is changed */
} TenantOptions;

gboolean    tenant_scenario_from_word (const char *word, TenantScenario *scenario);
/* A line for each, as for --help. (transfer full) */
char       *tenant_scenario_describe_all (void);

G_END_DECLS
