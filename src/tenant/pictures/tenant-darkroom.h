/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tenant-library.h"

G_BEGIN_DECLS

/**
 * TenantDarkroom:
 *
 * Draws pictures that are files. A picture is read as small as its format can give it (a JPEG in eighths,
 * a page or an SVG in any size), and the last ones are kept, up to a bound of bytes: several renditions of
 * one picture are asked for one after another. Safe for any thread; for workers, for it may take seconds.
 */
typedef struct _TenantDarkroom TenantDarkroom;

/* @max_bytes: how much of pictures that are read already is kept */
TenantDarkroom *tenant_darkroom_new (gsize max_bytes);
void            tenant_darkroom_free (TenantDarkroom *darkroom);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TenantDarkroom, tenant_darkroom_free)

/**
 * tenant_darkroom_draw:
 * @number: what tells this picture from all others
 * @is_drawing: the file is a page or a drawing, which has no size of its own
 *
 * A part of the picture in @path. Where the picture is transparent, so is the surface.
 * (transfer full)
 */
cairo_surface_t *tenant_darkroom_draw (TenantDarkroom *darkroom,
                                       guint64 number,
                                       const char *path,
                                       gboolean is_drawing,
                                       const TenantView *view,
                                       GError **error);

/* Both for an asset whose original is a file: the size of its picture, and a part of it. */
void             tenant_darkroom_get_picture_size (const TenantAsset *asset, guint *width_px, guint *height_px);
cairo_surface_t *tenant_darkroom_draw_asset (TenantDarkroom *darkroom,
                                             guint64 number,
                                             const char *path,
                                             const TenantAsset *asset,
                                             const TenantView *view,
                                             GError **error);

/* How many bytes are kept now. */
gsize tenant_darkroom_get_bytes (TenantDarkroom *darkroom);

/* (transfer full) (nullable): what this build and its libraries cannot read, as a sentence for people */
char *tenant_darkroom_describe_gaps (void);

G_END_DECLS
