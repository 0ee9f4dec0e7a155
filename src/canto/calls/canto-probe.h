/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "canto-client.h"

G_BEGIN_DECLS

/**
 * CantoProbe:
 * @status: of the answer, after all redirects
 * @content_type: (nullable): in lower case, without parameters
 * @n_bytes: of what is there; 0: the answer does not tell
 * @is_own: it came from the account's own origin, to which all of its web pages belong
 *
 * What is at the end of a link, without the bytes of it.
 */
typedef struct
{
  guint status;
  char *content_type;
  guint64 n_bytes;
  gboolean is_own;
} CantoProbe;

void canto_probe_free (CantoProbe *self);

/**
 * canto_client_probe_async:
 * @uri: as for canto_client_fetch_async()
 * @how: not signed: what a link leads to is what it leads everybody to
 *
 * Asks by HEAD, and where that is refused (403, as by what is signed for GET alone, 405, 501) or tells no
 * length, by GET for the first byte. An answer of any status is a success, after two tries at most.
 * Errors: %CANTO_ERROR_OFFLINE, %CANTO_ERROR_INSECURE, %CANTO_ERROR_BAD_REPLY (redirects without end).
 */
void        canto_client_probe_async (CantoClient *self,
                                      const char *uri,
                                      CantoFetch how,
                                      CantoPriority priority,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
CantoProbe *canto_client_probe_finish (CantoClient *self, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantoProbe, canto_probe_free)

G_END_DECLS
