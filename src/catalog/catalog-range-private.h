/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "canto-page.h"

G_BEGIN_DECLS

typedef enum
{
  CATALOG_RANGE_LOADING,
  CATALOG_RANGE_LOADED,
  CATALOG_RANGE_FAILED,
} CatalogRangeState;

/*
 * A run of positions that is asked for as a whole. A service that gives less at a time than it was
 * asked for (canto-api.md 17.5) fills it in several pages.
 */
typedef struct
{
  guint start;
  guint length;
  CatalogRangeState state;
  gboolean was_offline; /* that is why it failed */
  guint n_received;
  GPtrArray *assets; /* (element-type CantoAsset): by position; NULL where none stands */
  GCancellable *cancellable;
  guint64 last_used;
} CatalogRange;

CatalogRange *catalog_range_new (guint start, guint length);
void          catalog_range_free (CatalogRange *range);
CantoAsset   *catalog_range_get (CatalogRange *range, guint position); /* (transfer none) (nullable) */

/* Whether @page has anything that neither @range nor @before, the range before it, has: a service that
 * repeats itself has come to its end (canto-api.md 6.9, C12). @before: (nullable) */
gboolean      catalog_range_has_news (CatalogRange *range, CatalogRange *before, CantoPage *page);

/* Takes what @page has for the range; %TRUE if there is more to ask for, given @found in all. */
gboolean      catalog_range_add_page (CatalogRange *range, CantoPage *page, gint64 found);
/* Where the asset of @key stands. */
gboolean catalog_range_find (CatalogRange *self, const char *key, guint *position);

G_END_DECLS
