/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "canto-client.h"
#include "canto-direct-link.h"

G_BEGIN_DECLS

/* Addresses of bytes (section 10). What answers with an address gives only one that may be fetched: https, or plain http
 * on the loopback of a loopback account (2.11); anything else is %CANTO_ERROR_BAD_REPLY. They are fetched with
 * %CANTO_FETCH_FREE, for they lead elsewhere and need no token (10.12). */

/**
 * canto_client_get_direct_links_async:
 * @assets: (element-type CantoAsset)
 *
 * Where the bytes of many assets lie (4.30), a hundred a call; this call is undocumented, so be ready to do without.
 * In the order asked; %NULL for what is not there.
 *
 * Returns of finish: (transfer container) (element-type CantoDirectLink)
 */
void       canto_client_get_direct_links_async (CantoClient *self,
                                                GPtrArray *assets,
                                                CantoPriority priority,
                                                GCancellable *cancellable,
                                                GAsyncReadyCallback callback,
                                                gpointer user_data);
GPtrArray *canto_client_get_direct_links_finish (CantoClient *self,
                                                 GAsyncResult *result,
                                                 GError **error);

/**
 * canto_client_get_address_async:
 * @uri: on the account's own origin, of a kind that answers with an address: `…/directuri`, `…/previewURI/2000`
 *   (10.2, 10.4), or one of canto_conversion_make_uri()
 *
 * Asks for it. %CANTO_ERROR_NOT_AVAILABLE for a file in cold storage (10.15).
 */
void  canto_client_get_address_async (CantoClient *self,
                                      const char *uri,
                                      CantoPriority priority,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
char *canto_client_get_address_finish (CantoClient *self, GAsyncResult *result, GError **error);

/**
 * CantoConversion:
 * @type: (nullable): what it becomes, as `jpg`; %NULL: as the service likes
 * @dpi: 0: as the service likes
 * @max_width_px, @max_height_px: both, or 0 for the size that it has
 * @stretches: it becomes just so large, and does not keep its ratio
 *
 * An advanced download (10.7): the service makes another file of a picture.
 */
typedef struct
{
  const char *type;
  guint dpi;
  guint max_width_px;
  guint max_height_px;
  gboolean stretches;
} CantoConversion;

/* The address of the file (for %CANTO_FETCH_SIGNED), or the one that answers with its address (10.7). (transfer full)
 * @as_address: for canto_client_get_address_async() */
char *canto_conversion_make_uri (const CantoConversion *self,
                                 CantoAccount *account,
                                 CantoAsset *asset,
                                 gboolean as_address);

G_END_DECLS
