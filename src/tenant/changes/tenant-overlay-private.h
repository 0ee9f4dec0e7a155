/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tenant-darkroom.h"
#include "tenant-overlay.h"
#include "tenant-state.h"

G_BEGIN_DECLS

struct _TenantOverlay
{
  TenantLibrary parent_instance;

  /* Owned. */
  TenantLibrary *base;
  GHashTable *entries;  /* number → TenantEntry: whatever is not as below */
  GPtrArray *order;     /* (element-type TenantEntry): those that are there, the last changed last; borrowed */
  GArray *gone;         /* (element-type guint64): numbers below that stand here, or nowhere; sorted */
  GHashTable *keywords; /* name → description, of those that were added */
  GHashTable *shares;   /* token → JsonNode */
  GHashTable *notes;    /* id → JsonNode, of uploads */
  TenantTree *tree;     /* (nullable): NULL as long as it is that below */
  TenantState *state;   /* (nullable) */

  GHashTable *added;    /* id → number, of assets that are not below */
  TenantDarkroom *darkroom; /* for pictures among what came from outside */
  GMutex folder_mutex;
  char *folder; /* (nullable): where that is kept; it is set once, under the mutex */

  guint64 n_base;
  guint64 next_number; /* of the next asset to be added */
  gint64 last_ms; /* nothing was changed later */
};

/* (nullable) (transfer none) */
TenantEntry *tenant_overlay_get_entry (TenantOverlay *self, guint64 number);
/* Puts @entry in the place of what was known of its asset: it is the last changed. @entry: (transfer full) */
void         tenant_overlay_install (TenantOverlay *self, TenantEntry *entry);

/* The tree, to be changed. (transfer none) */
TenantTree  *tenant_overlay_edit_tree (TenantOverlay *self);

/* The file of an upload that the state names; NULL if that is no name of one. (transfer full) (nullable) */
char *tenant_overlay_make_file_path (TenantOverlay *self, const char *name);
/* Removes all files but those of these names. */
void  tenant_overlay_remove_files (TenantOverlay *self, GHashTable *but);

/* What an asset is called in the state. (transfer full) */
char *tenant_overlay_make_key (const TenantAsset *asset);

G_END_DECLS
