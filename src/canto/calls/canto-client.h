/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "canto-account.h"
#include "canto-asset.h"
#include "canto-field.h"
#include "canto-node.h"
#include "canto-page.h"
#include "canto-maker.h"
#include "canto-progress.h"
#include "canto-query.h"
#include "canto-token-store.h"
#include "canto-user.h"

G_BEGIN_DECLS

/**
 * CantoPriority:
 * @CANTO_PRIORITY_INTERACTIVE: a person waits for it: a search, a link about to be copied
 * @CANTO_PRIORITY_DETAILS: the details of what is on screen
 * @CANTO_PRIORITY_PREVIEW: pictures that count against the limit: together never more than half of it
 * @CANTO_PRIORITY_BACKGROUND: everything else
 *
 * Who goes first when calls have to wait for the rate limit (13.3).
 */
typedef enum
{
  CANTO_PRIORITY_INTERACTIVE,
  CANTO_PRIORITY_DETAILS,
  CANTO_PRIORITY_PREVIEW,
  CANTO_PRIORITY_BACKGROUND,
} CantoPriority;

/**
 * CantoFetch:
 * @CANTO_FETCH_FREE: a CDN or delivery address: no token, no rate limit (13.6)
 * @CANTO_FETCH_COUNTED: a direct link: no token, but it counts
 * @CANTO_FETCH_SIGNED: an address on the tenant's host: token, and it counts
 *
 * How an address is fetched. A token is sent only if the address is on the account's own origin.
 */
typedef enum
{
  CANTO_FETCH_FREE,
  CANTO_FETCH_COUNTED,
  CANTO_FETCH_SIGNED,
} CantoFetch;

/**
 * CantoClient:
 *
 * The Canto service as one account sees it. All functions are called on the main thread and answer
 * there; HTTP runs on a network thread and JSON is parsed on workers. Calls wait for the rate limit
 * (13.3), are repeated as 13.4 and 13.5 say, and refresh the token when it is about to end or is
 * refused (3.18, C9). Cancelling gives %G_IO_ERROR_CANCELLED at once. A test may swap the construct-only
 * properties "clock" and "http".
 *
 * Errors are #CantoError.
 */
#define CANTO_TYPE_CLIENT (canto_client_get_type ())
G_DECLARE_FINAL_TYPE (CantoClient, canto_client, CANTO, CLIENT, GObject)

CantoClient  *canto_client_new (CantoAccount *account, CantoTokenStore *store);
CantoAccount *canto_client_get_account (CantoClient *self);

/**
 * canto_client_set_token:
 * @token: (nullable): from #CantoSignIn or #CantoTokenStore; %NULL signs out here
 * @app_secret: (nullable): without it the token cannot be refreshed
 *
 * A token that comes from a refresh is kept in the store by the client itself. When the service has
 * refused both token and refresh, #CantoClient::signed-out is emitted on the main thread.
 */
void     canto_client_set_token (CantoClient *self, CantoToken *token, CantoSecret *app_secret);
gboolean canto_client_has_token (CantoClient *self);

/* Whether calls that meet a token that the service refuses for good wait for the next
 * canto_client_set_token(), and then go on, in place of ending with %CANTO_ERROR_SIGNED_OUT. Where it is
 * switched off, and with a token that is %NULL, what waits ends so. */
void canto_client_set_waits_for_sign_in (CantoClient *self, gboolean waits);

/* The time of its clock in µs, which never goes back. */
gint64 canto_client_get_now_us (CantoClient *self);

/* 0, or the time of that clock until which calls wait because of a 429; notified ("wait-until"), also
 * when the wait is over. */
gint64 canto_client_get_wait_until_us (CantoClient *self);

/* Ends that wait, for a person who asks for it: the service may want another one. */
void   canto_client_end_wait (CantoClient *self);

/**
 * canto_client_get_online:
 *
 * %FALSE from when a call, after all its tries, could not reach the service
 * (%CANTO_ERROR_OFFLINE) until there is an answer of any kind. Meanwhile the client asks by itself,
 * every few seconds and when the network changes. Notified ("online"); lists and branches that failed
 * ask again when it comes back.
 */
gboolean canto_client_get_online (CantoClient *self);

/* While it is offline: asks at once whether that is still so. */
void     canto_client_check_online (CantoClient *self);

/* Calls that counted against the limit (13.6) since the client was made. */
guint64 canto_client_get_n_counted_calls (CantoClient *self);

/* One page of a list, of at most the account's page size. Start + received is the next start. Where the
 * service refuses pages of that size (17.5), the page is put together from smaller ones. Where it gives
 * nothing that stands so deep in the list (6.13), the page ends there, or is %CANTO_ERROR_TOO_DEEP. */
void       canto_client_list_async (CantoClient *self,
                                    CantoQuery *query,
                                    guint start,
                                    guint limit,
                                    CantoPriority priority,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
CantoPage *canto_client_list_finish (CantoClient *self, GAsyncResult *result, GError **error);

/* How much of a list can be had (17.16): what the account says, until the service refuses to go beyond
 * 10,000. %G_MAXUINT: no end is known. */
guint canto_client_get_list_depth (CantoClient *self);

/* One level of the tree below @folder_id, or the top level for NULL (4.9, 4.10, 8.2); never the folder
 * itself (8.5).
 * Returns: (transfer container) (element-type CantoNode) */
void       canto_client_get_tree_async (CantoClient *self,
                                        const char *folder_id,
                                        CantoPriority priority,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
GPtrArray *canto_client_get_tree_finish (CantoClient *self, GAsyncResult *result, GError **error);

/* The same with all levels below (8.2), each in the nodes' children: long for a large library. */
void       canto_client_get_whole_tree_async (CantoClient *self,
                                              const char *folder_id,
                                              CantoPriority priority,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data);
GPtrArray *canto_client_get_whole_tree_finish (CantoClient *self, GAsyncResult *result, GError **error);

/* One folder or album (4.11). */
void       canto_client_get_node_async (CantoClient *self,
                                        CantoScheme scheme,
                                        const char *id,
                                        CantoPriority priority,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
CantoNode *canto_client_get_node_finish (CantoClient *self, GAsyncResult *result, GError **error);

/* All details of one asset (4.5). */
void        canto_client_get_asset_async (CantoClient *self,
                                          CantoScheme scheme,
                                          const char *id,
                                          CantoPriority priority,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
CantoAsset *canto_client_get_asset_finish (CantoClient *self, GAsyncResult *result, GError **error);

/* All details of many assets (4.13): cut at 100, matched by (scheme, id) and given in the order asked;
 * what the service left out is NULL in the array.
 * @assets: (element-type CantoAsset): those to ask for
 * Returns: (transfer container) (element-type CantoAsset) */
void       canto_client_get_assets_async (CantoClient *self,
                                          GPtrArray *assets,
                                          CantoPriority priority,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
GPtrArray *canto_client_get_assets_finish (CantoClient *self, GAsyncResult *result, GError **error);

/* The person (4.27); also the check that the token works (9.2). */
void       canto_client_get_user_async (CantoClient *self,
                                        CantoPriority priority,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
CantoUser *canto_client_get_user_finish (CantoClient *self, GAsyncResult *result, GError **error);

/* The custom fields of the account (4.26), in the order of the service.
 * Returns: (transfer container) (element-type CantoField) */
void       canto_client_get_fields_async (CantoClient *self,
                                          CantoPriority priority,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
GPtrArray *canto_client_get_fields_finish (CantoClient *self, GAsyncResult *result, GError **error);

/**
 * canto_client_fetch_async:
 * @uri: an absolute address; https, or http on a loopback account's loopback
 * @max_bytes: more than this is %CANTO_ERROR_BAD_REPLY
 *
 * Bytes, following redirects by the rule of 10.12 (C8). @content_type of finish is (out) (optional)
 * (transfer full), without parameters.
 */
void    canto_client_fetch_async (CantoClient *self,
                                  const char *uri,
                                  CantoFetch how,
                                  gsize max_bytes,
                                  CantoPriority priority,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
GBytes *canto_client_fetch_finish (CantoClient *self,
                                   GAsyncResult *result,
                                   char **content_type,
                                   GError **error);

/**
 * CantoPauseFunc:
 *
 * Called when a fetch begins to wait before it is tried again (13.4, 13.5), and when it goes on; not when it
 * ends while it waits. @user_data: that of the callback
 */
typedef void (*CantoPauseFunc) (gboolean is_paused, gpointer user_data);

/**
 * canto_client_fetch_and_make_async:
 * @maker: what is made of the bytes, on a worker
 * @pause_func: (nullable): for who has others to fetch meanwhile
 *
 * As canto_client_fetch_async(), but the result is what @maker made of the bytes, or its error.
 */
void     canto_client_fetch_and_make_async (CantoClient *self,
                                            const char *uri,
                                            CantoFetch how,
                                            gsize max_bytes,
                                            CantoPriority priority,
                                            CantoMaker *maker,
                                            CantoPauseFunc pause_func,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
gpointer canto_client_fetch_and_make_finish (CantoClient *self, GAsyncResult *result, GError **error);

/**
 * canto_client_fetch_to_fd_async:
 * @fd: a file open for writing: what is in it goes, and its position moves. Stays the caller's
 * @progress: (nullable): told how much has come
 *
 * As canto_client_fetch_async(), for what is too large for memory. Only the bytes of a success are
 * written, on workers. More than @max_bytes is %G_IO_ERROR_MESSAGE_TOO_LARGE, a full disk
 * %G_IO_ERROR_NO_SPACE, and anything else that the file refuses another #GIOErrorEnum. When it fails, a part may be in the file. @content_type, @n_bytes of finish: (out) (optional)
 */
void     canto_client_fetch_to_fd_async (CantoClient *self,
                                         const char *uri,
                                         CantoFetch how,
                                         int fd,
                                         gsize max_bytes,
                                         CantoProgress *progress,
                                         CantoPriority priority,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean canto_client_fetch_to_fd_finish (CantoClient *self,
                                          GAsyncResult *result,
                                          char **content_type,
                                          guint64 *n_bytes,
                                          GError **error);

G_END_DECLS
