/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>
#include <gio/gio.h>

#include "tenant-asset.h"

G_BEGIN_DECLS

/*
 * The pictures of made-up assets. All of these are a function of the asset alone, take long, and are safe
 * for any thread. Errors are G_IO_ERROR_NOT_SUPPORTED for a format that this build cannot write.
 */

typedef enum
{
  TENANT_PICTURE_JPEG,
  TENANT_PICTURE_PNG,
  TENANT_PICTURE_WEBP,
  TENANT_PICTURE_TIFF,
  TENANT_PICTURE_GIF,
  TENANT_PICTURE_JP2,
} TenantPictureFormat;

/* The size of the picture before anything is made of it: of a page or a cover where that is what shows. */
void tenant_picture_get_size (const TenantAsset *asset, guint *width_px, guint *height_px);

/* @width_px × @height_px of the picture, as large as that all of it would be @full_width_px ×
 * @full_height_px, from @left_px, @top_px on. (transfer full) */
cairo_surface_t *tenant_picture_draw (const TenantAsset *asset,
                                      double full_width_px,
                                      double full_height_px,
                                      double left_px,
                                      double top_px,
                                      int width_px,
                                      int height_px);

/* @quality: of a JPEG, 1 to 100; what is transparent is white in a JPEG, and stays so in the others */
GBytes *tenant_picture_encode (cairo_surface_t *surface, TenantPictureFormat format, int quality, GError **error);

const char *tenant_picture_get_content_type (TenantPictureFormat format);

G_END_DECLS
