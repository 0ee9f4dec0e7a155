/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tenant-exchange.h"

G_BEGIN_DECLS

/* Answers what is below /api/v1 (section 4); the token was checked. For workers. */
void tenant_api_answer (TenantExchange *exchange);

G_END_DECLS
