/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "canto-asset.h"
#include "canto-direct-link.h"
#include "canto-field.h"
#include "canto-node.h"
#include "canto-page.h"
#include "canto-user.h"
#include "canto-version.h"

G_BEGIN_DECLS

/* The records from inside: filled by the parser, unchanged after. */

struct _CantoAsset
{
  char *id;
  CantoScheme scheme;
  char *scheme_word;
  char *key;
  char *name;
  char *description;
  guint width_px;
  guint height_px;
  guint dpi;
  guint64 size_bytes;
  char *owner_name;
  char *editor;
  char *time;
  char *created;
  char *last_uploaded;
  CantoApproval approval;
  char *approval_word;
  char **tags;
  char **keywords;
  char **smart_tags;
  char *md5;
  char *copyright;
  char *terms;
  char *content_type;
  char *duration;
  char *file_date;
  guint pages;
  char *links[CANTO_N_LINKS];
  char **field_names;
  GHashTable *fields; /* (nullable): name → GStrv */
  char **album_ids;
  char **album_id_paths;
  char **album_paths;
  GPtrArray *versions; /* (nullable) (element-type CantoVersion) */
  gboolean is_complete;
  gint64 read_at_us;
};

struct _CantoDirectLink
{
  char *key; /* scheme/id */
  char *original_uri;
  char *preview_uri;
  char *name;
  guint64 size_bytes;
};

struct _CantoField
{
  char *id;
  char *name;
  char **values;
};

struct _CantoNode
{
  char *id;
  CantoScheme scheme;
  char *name;
  char *id_path;
  char *name_path;
  guint size;
  GPtrArray *children;
};

struct _CantoVersion
{
  char *id;
  char *number;
  char *owner_name;
  char *time;
  char *comment;
  char *preview_uri;
  char *download_uri;
  gboolean is_current;
};

struct _CantoPage
{
  guint start;
  guint n_received;
  gint64 found;
  GPtrArray *assets;
  GArray *positions; /* (element-type guint) */
  guint n_joined; /* further calls that it was put together from */
};

struct _CantoUser
{
  char *id;
  char *email;
  char *name;
  char *account_name;
  char **permissions;
};

CantoAsset   *canto_asset_alloc (void);
CantoDirectLink *canto_direct_link_alloc (void);
CantoField   *canto_field_alloc (void);
CantoNode    *canto_node_alloc (void);
CantoPage    *canto_page_alloc (void);
CantoUser    *canto_user_alloc (void);
CantoVersion *canto_version_alloc (void);

/* One page of two that follow each other. (transfer full) */
CantoPage *canto_page_join (CantoPage *first, CantoPage *second);

G_END_DECLS
