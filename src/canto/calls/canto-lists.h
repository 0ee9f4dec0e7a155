/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "canto-client.h"

G_BEGIN_DECLS

/* Lists that no #CantoQuery asks for. */

/**
 * canto_client_list_albums_async:
 * @start: how many to leave out
 * @limit: how many to give; at most the account's page size
 *
 * One page of all albums, wherever they are (4.3), with their paths and sizes. Of finish, @n_received is (out)
 * (optional): the next page starts at start + this, and 0 is the end (6.8); @found is (out) (optional): how many
 * there are, or %CANTO_PAGE_FOUND_UNKNOWN.
 *
 * Returns of finish: (transfer container) (element-type CantoNode)
 */
void       canto_client_list_albums_async (CantoClient *self,
                                           guint start,
                                           guint limit,
                                           CantoPriority priority,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
GPtrArray *canto_client_list_albums_finish (CantoClient *self,
                                            GAsyncResult *result,
                                            guint *n_received,
                                            gint64 *found,
                                            GError **error);

/**
 * canto_client_get_collection_async:
 * @id: of a collection of the person's own
 *
 * What is in it (4.12). That call has an order and no pages: of a long one the service gives what it likes, and
 * canto_page_get_found() tells. There is no call for which collections there are (4.33). %CANTO_ERROR_NOT_FOUND: it is
 * not there, or somebody else's.
 */
void       canto_client_get_collection_async (CantoClient *self,
                                              const char *id,
                                              CantoSort sort,
                                              gboolean is_descending,
                                              CantoPriority priority,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data);
CantoPage *canto_client_get_collection_finish (CantoClient *self,
                                               GAsyncResult *result,
                                               GError **error);

G_END_DECLS
