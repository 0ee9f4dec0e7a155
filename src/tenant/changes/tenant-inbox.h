/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tenant-exchange.h"

G_BEGIN_DECLS

/* What came in, and is to be an asset, or a version of one (12.4). */
typedef struct
{
  char *id;    /* of its note */
  char *path;  /* (nullable): of its file, until that is the overlay's */
  char *name;
  char *tags;     /* with commas */
  char *album_id; /* (nullable), as all below */
  char *scheme;
  char *asset_id;
  guint user;
  gint64 time_ms;
  guint n_asked; /* how often its status was given out while it waited */
} TenantParcel;

/* The file goes with it. */
void tenant_parcel_free (TenantParcel *parcel);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TenantParcel, tenant_parcel_free)

/**
 * TenantInbox:
 *
 * Makes assets of what came in: at once or, as a scenario wants it, when its status was asked for often enough,
 * or never. Safe for any thread that does not hold the lock.
 */
TenantInbox *tenant_inbox_new (TenantWorld *world);
void         tenant_inbox_free (TenantInbox *inbox);

/* Whether this is the first time that @setting is taken. */
gboolean tenant_inbox_take_setting (TenantInbox *inbox, const char *setting);
/* Whether the setting that is given out now is over (scenario "upload-expired"). */
gboolean tenant_inbox_is_next_setting_over (TenantInbox *inbox);

/* Its status is to be seen from now on. FALSE if that cannot be kept. @parcel: (transfer full) */
gboolean tenant_inbox_take (TenantInbox *inbox, TenantParcel *parcel, GError **error);

/* Nothing becomes an asset any more, nor is at it: waits for that. What libraries use to read a file would be
 * gone under it when the program ends. The lock is not held. */
void     tenant_inbox_stop (TenantInbox *inbox);

/* Somebody is about to ask for the status of all. */
void     tenant_inbox_ask (TenantInbox *inbox);

G_END_DECLS
