/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tenant-library.h"

G_BEGIN_DECLS

#define TENANT_N_KEYWORDS 8 /* the first is "": an asset has none */
#define TENANT_N_AUTHORS  6

/**
 * TenantMadeUp:
 *
 * The made-up library: an asset is a function of its number and the seed, and never stored; folders,
 * albums, users and custom fields are few and are. Immutable.
 */
#define TENANT_TYPE_MADE_UP (tenant_made_up_get_type ())
G_DECLARE_FINAL_TYPE (TenantMadeUp, tenant_made_up, TENANT, MADE_UP, TenantLibrary)

/* @n_albums: the least number of albums; 0 is as many as have a name of their own */
TenantLibrary *tenant_made_up_new (guint64 n_assets, guint64 seed, guint n_albums);

/* (element-type TenantStem) (transfer none) */
GArray     *tenant_made_up_get_stems (TenantMadeUp *self);
/* Digits of the number in each name. */
guint       tenant_made_up_get_n_digits (TenantMadeUp *self);
const char *tenant_made_up_get_keyword (guint keyword);
const char *tenant_made_up_get_author (guint author);
/* What an asset draws from its hash: its author, and how many of its motif's tags it has. */
guint       tenant_made_up_choose_author (guint64 hash);
guint       tenant_made_up_choose_n_tags (guint64 hash);

/* What the texts of a query find here. (transfer full) */
TenantTexts *tenant_made_up_texts_new (TenantMadeUp *library, const TenantQuery *query);

G_END_DECLS
