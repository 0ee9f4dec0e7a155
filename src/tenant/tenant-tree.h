/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TENANT_NO_CONTAINER (-1)
#define TENANT_NO_ALBUM     G_MAXUINT

/**
 * TenantContainer:
 * @album: of an album: its number
 * @first_album, @end_album: the numbers of all albums at or below it, the end not among them
 * @rank: place in the order of names
 *
 * A folder or an album (1.8).
 */
typedef struct
{
  guint index;
  char id[6];
  gboolean is_album;
  char *name;
  int parent;       /* an index, or TENANT_NO_CONTAINER */
  GArray *children; /* (element-type guint): indices, in the order in which they were added */
  guint album;
  guint first_album;
  guint end_album;
  guint rank;
  guint owner;
  gint64 time_ms;
} TenantContainer;

/**
 * TenantTree:
 *
 * All folders and albums. Albums are numbered in the order of the tree, so that those below a folder are
 * a range, however many there are. Immutable once it is sealed.
 */
typedef struct _TenantTree TenantTree;

TenantTree *tenant_tree_new (void);
void        tenant_tree_free (TenantTree *tree);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TenantTree, tenant_tree_free)

/**
 * tenant_tree_add:
 * @parent: index of a folder, or TENANT_NO_CONTAINER; what is below a folder is added before what comes
 *   after it
 * @id_bits: what its id is made of: the same bits give the same id, unless that is taken
 *
 * Returns: its index
 */
guint tenant_tree_add (TenantTree *tree,
                       int parent,
                       gboolean is_album,
                       const char *name,
                       guint64 id_bits,
                       gint64 time_ms);
/* Nothing is added any more: works out ranges and ranks. */
void tenant_tree_seal (TenantTree *tree);

guint                  tenant_tree_get_n_containers (TenantTree *tree);
guint                  tenant_tree_get_n_albums (TenantTree *tree);
const TenantContainer *tenant_tree_get_container (TenantTree *tree, guint index);
const TenantContainer *tenant_tree_get_album (TenantTree *tree, guint album);
/* (nullable) */
const TenantContainer *tenant_tree_find (TenantTree *tree, const char *id);
/* Indices of the top level. (element-type guint) */
GArray                *tenant_tree_get_roots (TenantTree *tree);

/* @container and all that it is in, with "/" between: ids, or names. (transfer full) */
char *tenant_tree_make_path (TenantTree *tree, const TenantContainer *container, gboolean names);

/* Whether an asset is at or below @container: @albums are the bits 1 << number of those of its albums
 * that have one, @filed is the number of one more. */
gboolean tenant_container_holds (const TenantContainer *container, guint64 albums, guint filed);

G_END_DECLS
