/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tenant-exchange.h"
#include "tenant-node.h"


G_BEGIN_DECLS

#define TENANT_MAX_BATCH 100

/* What stands in the body of a request. */

/* (nullable) (transfer full): NULL if it is no JSON */
JsonNode  *tenant_body_read (TenantExchange *exchange);

/* The items of @node, which is an array or just one (4.16), if there are at most 100 and each is {id, scheme};
 * else 400 is answered. @node: (nullable). (nullable) (element-type JsonNode) (transfer container) */
GPtrArray *tenant_body_get_items (TenantExchange *exchange, JsonNode *node);
/* The asset of an item (tenant_exchange_find_asset()). */
gboolean   tenant_body_find_asset (TenantExchange *exchange, JsonNode *item, TenantAsset *asset);

/* 400 with a message. */
void tenant_body_refuse (TenantExchange *exchange, const char *message);

G_END_DECLS
