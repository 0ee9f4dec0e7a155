/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tenant-asset.h"

G_BEGIN_DECLS

/**
 * TenantStem:
 * @text: what a name begins with, up to its number: `harbour-dawn-`
 * @fold: @text in lower case, for sorting and searching
 * @rank: place in the order of @fold
 *
 * What the names of many assets have in common. With their numbers in equal width, the order of names is
 * the order of rank and then number: nothing need be spelled out to sort a million of them.
 */
typedef struct
{
  char *text;
  char *fold;
  char *description; /* (nullable) */
  TenantMotif motif;
  guint rank;
} TenantStem;

/* (element-type TenantStem): grouped by motif. (transfer full) */
GArray *tenant_stems_new (void);
/* The stems of a motif are @first to @first + @n - 1. */
void tenant_stems_find_motif (GArray *stems, TenantMotif motif, guint *first, guint *n);

/* Four words of a motif, NULL at the end. */
const char *const *tenant_stems_get_tags (TenantMotif motif);

/* Motifs that go with a scheme: their number, and one of them. */
guint       tenant_stems_get_n_motifs (TenantScheme scheme);
TenantMotif tenant_stems_get_motif (TenantScheme scheme, guint i);

G_END_DECLS
