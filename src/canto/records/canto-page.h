/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "canto-asset.h"

G_BEGIN_DECLS

#define CANTO_TYPE_PAGE (canto_page_get_type ())

#define CANTO_PAGE_FOUND_UNKNOWN (-1)

/**
 * CantoPage:
 *
 * One page of a list (section 6): immutable, atomically counted. Containers among the results are
 * left out of the assets but counted as received (6.8, 6.11).
 */
typedef struct _CantoPage CantoPage;

GType       canto_page_get_type (void) G_GNUC_CONST;
/* One that is put together here. @assets: (element-type CantoAsset): from @start on, of @found */
CantoPage  *canto_page_new (guint start, gint64 found, GPtrArray *assets);
CantoPage  *canto_page_ref (CantoPage *self);
void        canto_page_unref (CantoPage *self);
guint       canto_page_get_start (CantoPage *self);
guint       canto_page_get_n_received (CantoPage *self); /* the next page starts at start + this */
gint64      canto_page_get_found (CantoPage *self);      /* or CANTO_PAGE_FOUND_UNKNOWN */
guint       canto_page_get_n_assets (CantoPage *self);
CantoAsset *canto_page_get_asset (CantoPage *self, guint index); /* (transfer none) */

/* Where in the list the asset at @index stands: start + its place among all results. */
guint canto_page_get_position (CantoPage *self, guint index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantoPage, canto_page_unref)

G_END_DECLS
