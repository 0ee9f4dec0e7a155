/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tenant-exchange.h"

G_BEGIN_DECLS

/**
 * TenantDelivery:
 *
 * The delivery network (section 11). It remembers which renditions were asked for: a new one is a
 * redirect to where it is rendered (11.16). Safe for any thread.
 */
typedef struct _TenantDelivery TenantDelivery;

TenantDelivery *tenant_delivery_new (void);
void            tenant_delivery_free (TenantDelivery *delivery);
void            tenant_delivery_answer (TenantDelivery *delivery, TenantExchange *exchange);

G_END_DECLS
