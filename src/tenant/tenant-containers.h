/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tenant-asset.h"

G_BEGIN_DECLS

#define TENANT_MAX_ALBUMS 64

/**
 * TenantContainer:
 * @album: of an album: its number, and 1 << number its bit in the albums of an asset
 * @albums: bits of all albums at or below it
 *
 * A folder or an album (1.8). The top level has parent -1.
 */
typedef struct
{
  guint index;
  char id[6];
  gboolean is_album;
  const char *name;
  int parent;
  GArray *children; /* (element-type guint): indices, in order of name */
  guint album;
  guint64 albums;
  guint owner;
} TenantContainer;

/* (element-type TenantContainer): the made-up tree. (transfer full) */
GArray *tenant_containers_new (guint64 seed);
/* Indices of the top level, in order of name. (transfer full) */
GArray *tenant_containers_list_roots (GArray *containers);

/* The bits of the albums that an asset is in: what goes with its motif and scheme. */
guint64 tenant_containers_choose_albums (TenantScheme scheme, TenantMotif motif, guint64 hash);

G_END_DECLS
