/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "tenant-exchange.h"

G_BEGIN_DECLS

/* Where uploads are posted to: S3's part in section 12. */

/* Lets the form of @message go to the disk as it comes: to be called when its head is there. */
void tenant_bucket_receive (TenantWorld *world, SoupServerMessage *message);

/* Answers a request that tenant_bucket_receive() has got: all of its body is there. For workers; @exchange
 * has the message's reception. */
void tenant_bucket_answer (TenantExchange *exchange);

/* (nullable): of @message, which keeps it */
TenantReception *tenant_bucket_get_reception (SoupServerMessage *message);

G_END_DECLS
