/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tenant-exchange.h"

G_BEGIN_DECLS

/* Bytes, as section 10 says. For workers. */

void tenant_binary_answer (TenantExchange *exchange); /* below /api_binary/v1; the token was checked */
void tenant_binary_answer_direct (TenantExchange *exchange); /* below /direct */
/* At the CDN; @path as it came, which is what was signed. */
void tenant_binary_answer_cdn (TenantExchange *exchange);

G_END_DECLS
