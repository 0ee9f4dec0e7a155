/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tenant-exchange.h"
#include "tenant-writer.h"

G_BEGIN_DECLS

/* The JSON of assets, folders, albums and users, as section 7 to 9 show it. */

typedef enum
{
  TENANT_RECORD_LIST,   /* without additional, metadata, md5, versions, and default of an image (6.10) */
  TENANT_RECORD_BATCH,  /* all but md5: an original takes too long to make for each of a hundred */
  TENANT_RECORD_DETAIL, /* all, md5 among it */
} TenantRecordKind;

void tenant_records_write_asset (TenantWriter *writer, TenantWorld *world, const TenantAsset *asset, TenantRecordKind kind);

/* Works the md5 of an asset out, if that was not done before: then writing it takes no time. Without the lock. */
void tenant_records_sum (TenantWorld *world, const TenantAsset *asset);

typedef struct
{
  gboolean by_name; /* or by time */
  gboolean descending;
} TenantTreeOrder;

/* A node (8.1). @children: (nullable): with its children, all levels, in this order; @text_size: "size" as
 * a string (4.3) */
void tenant_records_write_container (TenantWriter *writer, TenantWorld *world, const TenantContainer *container, const TenantTreeOrder *children, gboolean text_size);

/* The indices of @containers in another order. (element-type guint) (transfer full) */
GArray *tenant_records_sort_containers (TenantWorld *world, GArray *containers, const TenantTreeOrder *order);

G_END_DECLS
