/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TENANT_NO_CONTAINER (-1)
#define TENANT_NO_ALBUM     G_MAXUINT

/**
 * TenantContainer:
 * @album: of an album: its number
 * @rank: place in the order of names
 * @is_gone: it was removed, and only its index and its number are still taken
 *
 * A folder or an album (1.8).
 */
typedef struct
{
  guint index;
  char id[6];
  gboolean is_album;
  gboolean is_gone;
  char *name;
  char *description; /* (nullable) */
  int parent;       /* an index, or TENANT_NO_CONTAINER */
  GArray *children; /* (element-type guint): indices, in the order in which they were added */
  guint album;
  guint rank;
  guint owner;
  gint64 created_ms;
  gint64 time_ms; /* of the last change */
} TenantContainer;

/**
 * TenantTree:
 *
 * All folders and albums. What once was given an index or, of albums, a number keeps it.
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
/* Works out the ranks, of all that were added so far. */
void tenant_tree_seal (TenantTree *tree);

/* A tree of its own with the same in it. */
TenantTree *tenant_tree_copy (TenantTree *tree);

/* What changes a tree that is sealed, one container at a time. */

/* @id: one that no other has. Returns: its index */
guint tenant_tree_insert (TenantTree *tree, int parent, gboolean is_album, const char *id, const char *name, guint owner, gint64 time_ms);
/* @description: (nullable) */
void  tenant_tree_describe (TenantTree *tree, guint index, const char *description);
void  tenant_tree_rename (TenantTree *tree, guint index, const char *name, gint64 time_ms);
/* With all that is below it. */
void  tenant_tree_remove (TenantTree *tree, guint index);
/* An id that no container has: @id_bits as with tenant_tree_add() */
void  tenant_tree_choose_id (TenantTree *tree, guint64 id_bits, char id[6]);

guint                  tenant_tree_get_n_containers (TenantTree *tree);
guint                  tenant_tree_get_n_albums (TenantTree *tree);
const TenantContainer *tenant_tree_get_container (TenantTree *tree, guint index);
const TenantContainer *tenant_tree_get_album (TenantTree *tree, guint album);
/* Whether @id can be that of a container. */
gboolean               tenant_tree_is_id (const char *id);
/* (nullable) */
const TenantContainer *tenant_tree_find (TenantTree *tree, const char *id);
/* (nullable): what has this name right in @parent, which is an index or TENANT_NO_CONTAINER */
const TenantContainer *tenant_tree_find_child (TenantTree *tree, int parent, gboolean is_album, const char *name);
/* Indices of the top level. (element-type guint) */
GArray                *tenant_tree_get_roots (TenantTree *tree);

/* @container and all that it is in, with "/" between: ids, or names. (transfer full) */
char *tenant_tree_make_path (TenantTree *tree, const TenantContainer *container, gboolean names);

/**
 * TenantAlbumSet:
 *
 * All albums at or below a container, to be asked often.
 */
typedef struct _TenantAlbumSet TenantAlbumSet;

TenantAlbumSet *tenant_album_set_new (TenantTree *tree, const TenantContainer *container);
void            tenant_album_set_free (TenantAlbumSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TenantAlbumSet, tenant_album_set_free)

/* Whether one of an asset's albums is among them: @albums are the bits 1 << number of those that have one,
 * @filed is the number of one more, @more (nullable) (element-type guint) those of all others. */
gboolean tenant_album_set_holds (TenantAlbumSet *set, guint64 albums, guint filed, GArray *more);

G_END_DECLS
