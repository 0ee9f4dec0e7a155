/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tenant-exchange.h"

G_BEGIN_DECLS

/* The web page behind a link that was shared: share / token. For workers; takes the lock by itself. */
void tenant_shares_answer (TenantExchange *exchange);

G_END_DECLS
