/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "delivery-rendition.h"

G_BEGIN_DECLS

/**
 * DeliveryAddress:
 * @base: all before the ops, as `https://HOST/image/ACCOUNT/SCHEME_ID`, without the last slash
 * @rendition: (nullable): of an image address; an original has none
 * @file_name: (nullable): still percent-encoded
 * @query: (nullable)
 *
 * A link of the delivery network, in its parts (11.4): what was read is written the same (C22).
 */
typedef struct
{
  char *base;
  DeliveryRendition *rendition;
  char *file_name;
  char *query;
} DeliveryAddress;

/* @error: %DELIVERY_ERROR_BAD_LINK, also for the marker of 11.3 (C23) */
DeliveryAddress *delivery_address_parse (const char *uri, GError **error);
void             delivery_address_free (DeliveryAddress *self);

/* With @rendition in place of its own; NULL keeps its own. (transfer full) */
char *delivery_address_to_uri (DeliveryAddress *self, DeliveryRendition *rendition);

/* Whether @uri (nullable) may be handed over at all: one word, https, or plain http on this machine
 * (11.3), and no user in it. */
gboolean delivery_address_is_web_link (const char *uri);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeliveryAddress, delivery_address_free)

G_END_DECLS
