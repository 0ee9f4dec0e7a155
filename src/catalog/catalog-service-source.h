/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "canto-client.h"
#include "catalog-source.h"

G_BEGIN_DECLS

/**
 * CatalogServiceSource:
 *
 * A #CatalogSource that asks the service for everything.
 */
#define CATALOG_TYPE_SERVICE_SOURCE (catalog_service_source_get_type ())
G_DECLARE_FINAL_TYPE (CatalogServiceSource, catalog_service_source, CATALOG, SERVICE_SOURCE, GObject)

CatalogServiceSource *catalog_service_source_new (CantoClient *client);

/* What was changed here; before anybody lists. */
void catalog_service_source_set_overlay (CatalogServiceSource *self, CatalogOverlay *overlay);

G_END_DECLS
