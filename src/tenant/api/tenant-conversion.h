/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tenant-library.h"
#include "tenant-picture.h"

G_BEGIN_DECLS

/**
 * TenantConversion:
 * @max_width_px, @max_height_px: 0 is as wide, or as high, as it is
 * @stretches: it becomes just so large, and else fits in; either way it is never enlarged
 *
 * What is to be made of the picture of an asset.
 */
typedef struct
{
  TenantPictureFormat format;
  guint max_width_px;
  guint max_height_px;
  gboolean stretches;
  int quality;
} TenantConversion;

/* From the parameters of an advanced download (10.7); FALSE if one of them is none. */
gboolean tenant_conversion_read (TenantConversion *conversion, GHashTable *parameters);
/* As one word, and back; FALSE if it is none. (transfer full) */
char    *tenant_conversion_to_word (const TenantConversion *conversion);
gboolean tenant_conversion_from_word (TenantConversion *conversion, const char *word);

/* (transfer full) (nullable): NULL if there is no picture, or no way to write it */
GBytes *tenant_conversion_make (const TenantConversion *conversion, TenantLibrary *library, const TenantAsset *asset);

G_END_DECLS
