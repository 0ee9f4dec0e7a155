/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "tenant-asset.h"

G_BEGIN_DECLS

/* A folder or an album. The top level has parent -1. */
typedef struct
{
  guint index;
  char id[6];
  gboolean is_album;
  char *name;
  int parent; /* index, or -1 */
  GArray *children; /* guint indices, in order of name */
  gint64 created_ms;
  gint64 modified_ms;
  guint owner;
} TenantContainer;

typedef enum
{
  TENANT_ROLE_ADMIN,
  TENANT_ROLE_CONTRIBUTOR,
  TENANT_ROLE_CONSUMER,
} TenantRole;

typedef struct
{
  char *mail; /* user id and sign-in name */
  char *name;
  char *password;
  TenantRole role;
} TenantUser;

typedef enum
{
  TENANT_FIELD_TEXT,
  TENANT_FIELD_DATE,
  TENANT_FIELD_CHOICE,
  TENANT_FIELD_CHOICES,
} TenantFieldKind;

typedef struct
{
  const char *id;   /* meta_text_1 (9.4) */
  const char *name; /* "Article number" */
  TenantFieldKind kind;
  const char *const *values; /* (nullable): of a choice */
} TenantField;

/**
 * TenantLibrary:
 *
 * The made-up library: assets are computed, never stored; folders, albums, users and custom fields are
 * few and are. Immutable but for its query indices, which are built under a lock on first use, with at
 * most 16 bytes an asset. Safe for any thread.
 */
#define TENANT_TYPE_LIBRARY (tenant_library_get_type ())
G_DECLARE_FINAL_TYPE (TenantLibrary, tenant_library, TENANT, LIBRARY, GObject)

TenantLibrary *tenant_library_new (guint64 n_assets, guint64 seed);
guint64        tenant_library_get_n_assets (TenantLibrary *self);

/* Fills @asset, which tenant_asset_clear() frees. */
void     tenant_library_get_asset (TenantLibrary *self, guint64 number, TenantAsset *asset);
/* FALSE if there is no such asset: an id is its number, mixed with the seed so that it looks random. */
gboolean tenant_library_find (TenantLibrary *self, TenantScheme scheme, const char *id, guint64 *number);

guint                  tenant_library_get_n_containers (TenantLibrary *self);
const TenantContainer *tenant_library_get_container (TenantLibrary *self, guint index);
const TenantContainer *tenant_library_find_container (TenantLibrary *self, const char *id);
/* Top level, in order of name. (element-type guint) (transfer none) */
GArray                *tenant_library_get_roots (TenantLibrary *self);
/* Assets in an album, or children of a folder (8.3). */
guint                  tenant_library_get_container_size (TenantLibrary *self, guint index);

guint             tenant_library_get_n_users (TenantLibrary *self);
const TenantUser *tenant_library_get_user (TenantLibrary *self, guint index);

guint              tenant_library_get_n_fields (TenantLibrary *self);
const TenantField *tenant_library_get_field (TenantLibrary *self, guint index);
/* (transfer full) (nullable): the values of a custom field of an asset; NULL for not set */
char             **tenant_library_dup_field_values (TenantLibrary *self, const TenantAsset *asset, guint field);

G_END_DECLS
