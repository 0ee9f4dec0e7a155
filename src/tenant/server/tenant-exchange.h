/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "tenant-index.h"
#include "tenant-keys.h"
#include "tenant-lock.h"
#include "tenant-options.h"
#include "tenant-overlay.h"
#include "tenant-tokens.h"
#include "tenant-writer.h"

G_BEGIN_DECLS

typedef struct _TenantInbox TenantInbox;
typedef struct _TenantReception TenantReception;

/* What all answers are made from: nothing of it changes while the program runs, but for what the
 * library holds. */
typedef struct
{
  TenantOptions options;
  TenantLock lock; /* over what the library holds */
  TenantOverlay *overlay;
  TenantLibrary *library; /* the same */
  TenantIndex *index;
  TenantKeys *keys;
  TenantInbox *inbox; /* what was uploaded */
  char *base;          /* http://127.0.0.1:PORT, of the API */
  char *cdn_base;      /* another port */
  char *delivery_base; /* and another */
  char *upload_base;   /* and another */
  char *app_id;
  char *app_secret;
  const char *password;
  GMutex md5_mutex;
  GHashTable *md5s; /* number → md5: an original takes long to make; under the mutex */
} TenantWorld;

/**
 * TenantExchange:
 *
 * One request and its answer, apart from any HTTP library: what answers it runs on a worker.
 */
typedef struct
{
  TenantWorld *world; /* borrowed */

  /* The request. */
  char *method;          /* "GET" of a HEAD, too */
  gboolean is_head;
  char **path;           /* its parts, each decoded */
  GHashTable *parameters; /* name → value, of the query */
  GBytes *request_body;
  TenantReception *reception; /* (nullable): a body that went to the disk; borrowed */
  TenantIdentity identity;

  /* The answer. */
  guint status;
  const char *content_type;
  GBytes *body;      /* (nullable) */
  int file;          /* what to send in place of a body, or -1 */
  char *location;    /* (nullable) */
  char *disposition; /* (nullable) */
} TenantExchange;

typedef void (*TenantAnswerFunc) (TenantExchange *exchange);

TenantExchange *tenant_exchange_new (TenantWorld *world);
void            tenant_exchange_free (TenantExchange *exchange);

/* @body: (transfer full) */
void tenant_exchange_answer (TenantExchange *exchange, guint status, const char *content_type, GBytes *body);
void tenant_exchange_answer_text (TenantExchange *exchange, guint status, const char *content_type, const char *text);
void tenant_exchange_redirect (TenantExchange *exchange, const char *location);
/* 200 with the original of @asset; 404 if its file is gone. */
void tenant_exchange_answer_original (TenantExchange *exchange, const TenantAsset *asset);
/* {"error": @word, "message": @message} (14.9) */
void tenant_exchange_fail (TenantExchange *exchange, guint status, const char *word, const char *message);

/* How many parts the path has, and whether part @i is @word. */
guint       tenant_exchange_get_depth (TenantExchange *exchange);
gboolean    tenant_exchange_part_is (TenantExchange *exchange, guint i, const char *word);
/* NULL for absent and for empty (1.4). */
const char *tenant_exchange_get_parameter (TenantExchange *exchange, const char *name);

/* 200 with an empty text, or with a word (4.31). */
void tenant_exchange_answer_done (TenantExchange *exchange, const char *word);
void tenant_exchange_not_found (TenantExchange *exchange);

/* A writer as the scenario wants it, and its text as the answer. @writer: (transfer full) */
TenantWriter *tenant_exchange_new_writer (TenantExchange *exchange);
void          tenant_exchange_answer_json (TenantExchange *exchange, TenantWriter *writer);

/* The asset of (scheme, id), if it is there and the identity may see it (16.3). The lock is held. */
gboolean tenant_exchange_find_asset (TenantExchange *exchange, const char *scheme, const char *id, TenantAsset *asset);
/* One version of it (tenant_library_get_version()); @version is an id (10.6). The lock is not held. */
gboolean tenant_exchange_read_version (TenantExchange *exchange, const char *scheme, const char *id, const char *version, TenantAsset *asset);
/* The same as the first for who does not hold the lock. */
gboolean tenant_exchange_read_asset (TenantExchange *exchange, const char *scheme, const char *id, TenantAsset *asset);

G_END_DECLS
