/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tenant-exchange.h"

G_BEGIN_DECLS

#define TENANT_MDC_ACCOUNT "112233445566"

/* The addresses of an asset. All are (transfer full). */

/* {base}/api_binary/v1/{scheme}/{id} */
char *tenant_links_make_binary (TenantWorld *world, const TenantAsset *asset);
/* {base}/direct/{scheme}/{id}/{token}; @kind is "original" or "preview" (1.9) */
char *tenant_links_make_direct (TenantWorld *world, const TenantAsset *asset, const char *kind);
gboolean tenant_links_check_direct (TenantWorld *world, const TenantAsset *asset, const char *kind, const char *token);
/* A signed address at the CDN that ends after some minutes; @what: "original", "preview-240", "HighJPG"…, or that of a version behind its id and "/" */
char *tenant_links_make_cdn (TenantWorld *world, const TenantAsset *asset, const char *what);
gboolean tenant_links_check_cdn (TenantWorld *world, const char *path, const char *expires, const char *signature);
/* {delivery}/{place}/{account}/{scheme}_{id}; @place is "image" or "asset" (11.4) */
char *tenant_links_make_delivery (TenantWorld *world, const TenantAsset *asset, const char *place);

G_END_DECLS
