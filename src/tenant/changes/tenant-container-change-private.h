/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tenant-overlay-private.h"

G_BEGIN_DECLS

typedef enum
{
  TENANT_CONTAINER_ADD,
  TENANT_CONTAINER_RENAME,
  TENANT_CONTAINER_REMOVE,
} TenantContainerAction;

/* What is to become of one folder or album. */
typedef struct
{
  TenantContainerAction action;
  char id[6];
  int parent; /* these five: of one to be added */
  gboolean is_album;
  char *description; /* (nullable) */
  guint owner;
  char *name; /* or a new one */
  gint64 time_ms;
} TenantContainerChange;

void tenant_container_change_free (TenantContainerChange *change);

/* Into the state, and into the tree; of one that is no more there, nothing. */
gboolean tenant_container_change_save (const TenantContainerChange *change, TenantOverlay *overlay, GError **error);
void     tenant_container_change_apply (const TenantContainerChange *change, TenantOverlay *overlay);
/* Out of the state, in the order in which they were saved: a #TenantStateFunc of an overlay. */
gboolean tenant_container_change_read (const char *key, JsonNode *body, gpointer overlay);

G_END_DECLS
