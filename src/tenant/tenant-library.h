/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "tenant-asset.h"
#include "tenant-containers.h"

G_BEGIN_DECLS

#define TENANT_N_KEYWORDS 8 /* the first is "": an asset has none */
#define TENANT_N_AUTHORS  6
#define TENANT_UNTAGGED   "Untagged" /* 7.9 */

typedef enum
{
  TENANT_ROLE_ADMIN,
  TENANT_ROLE_CONTRIBUTOR,
  TENANT_ROLE_CONSUMER,
} TenantRole;

typedef struct
{
  const char *mail; /* user id and sign-in name */
  const char *name;
  TenantRole role;
} TenantUser;

typedef struct
{
  const char *id;                /* meta_text_1 (9.4) */
  const char *name;              /* "Article number" */
  const char *const *values;     /* (nullable): of a choice */
} TenantField;

/* What every query needs of an asset, without any text. */
typedef struct
{
  guint64 number;
  guint64 hash;
  guint64 albums;
  guint filed;
  guint64 size_bytes;
  gint64 modified_ms;
  TenantScheme scheme;
  TenantFormat format;
  TenantMotif motif;
  TenantApproval approval;
  guint stem;
  guint width_px;
  guint height_px;
  guint duration_ms;
  guint pages;
  guint owner;
  guint keyword;
  gboolean frozen;
} TenantFacts;

/**
 * TenantLibrary:
 *
 * The made-up library: an asset is a function of its number and the seed, and never stored; folders,
 * albums, users and custom fields are few and are. Immutable, so safe for any thread.
 */
#define TENANT_TYPE_LIBRARY (tenant_library_get_type ())
G_DECLARE_FINAL_TYPE (TenantLibrary, tenant_library, TENANT, LIBRARY, GObject)

/* @n_albums: the least number of albums; 0 is as many as have a name of their own */
TenantLibrary *tenant_library_new (guint64 n_assets, guint64 seed, guint n_albums);
guint64        tenant_library_get_n_assets (TenantLibrary *self);

/* Later numbers were changed later: the order of time is the order of numbers. */
void tenant_library_get_facts (TenantLibrary *self, guint64 number, TenantFacts *facts);
/* Fills @asset, which tenant_asset_clear() frees. */
void tenant_library_get_asset (TenantLibrary *self, guint64 number, TenantAsset *asset);
/* The order of ids, as numbers: the first half of an id in another form. */
guint64 tenant_library_get_id_order (TenantLibrary *self, guint64 number);
/* FALSE if there is no such asset: an id is its number, mixed with the seed. */
gboolean tenant_library_find (TenantLibrary *self, TenantScheme scheme, const char *id, guint64 *number);

/* (element-type TenantStem) (transfer none) */
GArray     *tenant_library_get_stems (TenantLibrary *self);
/* Digits of the number in each name. */
guint       tenant_library_get_n_digits (TenantLibrary *self);
const char *tenant_library_get_keyword (guint keyword);
const char *tenant_library_get_author (guint author);
/* What an asset draws from its hash: its author, and how many of its motif's tags it has. */
guint       tenant_library_choose_author (guint64 hash);
guint       tenant_library_choose_n_tags (guint64 hash);

/* (transfer none) */
TenantTree *tenant_library_get_tree (TenantLibrary *self);

guint             tenant_library_get_n_users (TenantLibrary *self);
const TenantUser *tenant_library_get_user (TenantLibrary *self, guint index);

guint              tenant_library_get_n_fields (TenantLibrary *self);
const TenantField *tenant_library_get_field (TenantLibrary *self, guint index);
/* (transfer full) (nullable): the values of a custom field of an asset; NULL for not set. Reads no more
 * of @asset than its hash, motif, stem and approval. */
char             **tenant_library_dup_field_values (TenantLibrary *self, const TenantAsset *asset, guint field);

G_END_DECLS
