/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tenant-library.h"

G_BEGIN_DECLS

/**
 * tenant_renderer_render:
 * @ops: `-C1024x512,512,341-S800x400-FJPG`: section 11.4, read from left to right (11.6)
 * @content_type: (out)
 *
 * A rendition of the 2048 px master (11.9). For workers. G_IO_ERROR_INVALID_ARGUMENT is a 400 of 11.16.
 */
GBytes *tenant_renderer_render (TenantLibrary *library, const TenantAsset *asset, const char *ops, const char **content_type, GError **error);

/* Whether @ops can be rendered, without doing so. */
gboolean tenant_renderer_check (TenantLibrary *library, const TenantAsset *asset, const char *ops, GError **error);

G_END_DECLS
