/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tenant-query.h"

G_BEGIN_DECLS

/**
 * TenantSelection:
 *
 * What a query finds, in order: stable, ties by id (T14). Atomically counted.
 */
typedef struct _TenantSelection TenantSelection;

guint64 tenant_selection_get_found (TenantSelection *selection);
guint64 tenant_selection_get_number (TenantSelection *selection, guint64 position);
void    tenant_selection_unref (TenantSelection *selection);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TenantSelection, tenant_selection_unref)

/**
 * TenantIndex:
 *
 * Answers queries, and keeps the last few answers, so that a later page takes no new search: four bytes
 * an asset each, and sixteen while one is being sorted. They follow the library when it changes, which takes
 * no new search either. Safe for any thread that keeps changes out while it has a selection.
 */
typedef struct _TenantIndex TenantIndex;

TenantIndex *tenant_index_new (TenantLibrary *library);
void         tenant_index_free (TenantIndex *index);

/* @key: what is the same for the same query. (transfer full) */
TenantSelection *tenant_index_select (TenantIndex *index, const char *key, TenantQuery *query);

/* Assets in an album, or what is right below a folder (8.3). */
guint tenant_index_get_container_size (TenantIndex *index, guint container);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TenantIndex, tenant_index_free)

G_END_DECLS
