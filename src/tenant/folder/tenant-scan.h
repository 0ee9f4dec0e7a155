/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "tenant-asset.h"
#include "tenant-tree.h"

G_BEGIN_DECLS

/**
 * TenantFile:
 *
 * One file of a folder, as far as a look at the folder tells.
 */
typedef struct
{
  char *path; /* below the folder, as the file system spells it */
  char *name; /* as a person reads it */
  char *fold; /* @name in lower case */
  char id[27];
  guint64 id_order; /* tenant_asset_read_id_order() */
  guint64 hash;     /* random bits of this file alone, the same each time */
  TenantScheme scheme;
  const char *content_type; /* interned */
  guint64 size_bytes;
  gint64 modified_ms;
  gint64 created_ms;
  guint album;
  guint name_rank;
} TenantFile;

/**
 * tenant_scan_folder:
 * @tree: to add its folders and albums to; sealed at the end
 *
 * Looks through a folder. A folder with folders is a folder, one with files an album; one with both is a
 * folder with an album of the same name in it. Hidden files are left out, as are links, devices and what
 * cannot be read. Ids come from the paths below the folder, so they are the same each time.
 *
 * Returns: (element-type TenantFile) (transfer full): in the order of time; NULL if the folder cannot be
 * read
 */
GArray *tenant_scan_folder (const char *folder, TenantTree *tree, GError **error);
/* The content type of the file at @path: by @name or, if that says nothing, by what it begins with.
 * (transfer full) */
char        *tenant_scan_guess_type (const char *path, const char *name);
TenantScheme tenant_scan_choose_scheme (const char *content_type);

G_END_DECLS
