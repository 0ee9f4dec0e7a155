/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>

#include "tenant-asset.h"

G_BEGIN_DECLS

/* Draws a motif over the whole of @width by @height: the same picture in every size, another one for
 * another @hash. */
void tenant_motif_draw (cairo_t *cr, TenantMotif motif, guint64 hash, double width, double height);

G_END_DECLS
