/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "canto-asset.h"
#include "canto-direct-link.h"
#include "canto-field.h"
#include "canto-node.h"
#include "canto-page.h"
#include "canto-user.h"

G_BEGIN_DECLS

/*
 * JSON to records. All of these run on a worker, accept every spelling of canto-api.md sections 6 to
 * 9, drop what is broken piece by piece (14.8), and fail with CANTO_ERROR_BAD_REPLY when the whole
 * cannot be read: not JSON (14.7), not the right kind of value, or nested deeper than 1,000 (8.5).
 */
CantoPage  *canto_parse_page (GBytes *json, guint start, GError **error);
/* Here and in a batch an asset without metadata is complete all the same: there is no more to ask for. */
CantoAsset *canto_parse_asset (GBytes *json, GError **error);
/* (element-type CantoAsset): the docResult of 4.34, nulls left out, in the order of the reply */
GPtrArray  *canto_parse_batch (GBytes *json, GError **error);
/* (element-type CantoNode): the results of section 8.
 * @below_id: (nullable): the folder that they are in, which is not among them (8.5) */
GPtrArray  *canto_parse_tree (GBytes *json, const char *below_id, GError **error);
CantoNode  *canto_parse_node (GBytes *json, GError **error);
/* (element-type CantoNode): the results of 4.3; what is no album is left out, but counted as received.
 * @found: or CANTO_PAGE_FOUND_UNKNOWN */
GPtrArray  *canto_parse_albums (GBytes *json, guint *n_received, gint64 *found, GError **error);
/* (element-type CantoDirectLink): the array of 4.30; it alone is no object */
GPtrArray  *canto_parse_direct_links (GBytes *json, GError **error);
/* (element-type CantoField): the array of 9.4; it alone is no object */
GPtrArray  *canto_parse_fields (GBytes *json, GError **error);
CantoUser  *canto_parse_user (GBytes *json, GError **error);

G_END_DECLS
