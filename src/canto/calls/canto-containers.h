/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "canto-client.h"

G_BEGIN_DECLS

/* Folders and albums, and what is in them. As in canto-edit.h: what answers is done. */

/**
 * canto_client_create_node_async:
 * @scheme: folder or album
 * @parent_id: (nullable): of a folder; %NULL is the top level
 * @description: (nullable)
 *
 * Makes a folder or an album (4.19). It is never made twice by a call that is repeated (13.5): after a
 * lost connection ask for the children of @parent_id whether it is there.
 */
void       canto_client_create_node_async (CantoClient *self,
                                           CantoScheme scheme,
                                           const char *parent_id,
                                           const char *name,
                                           const char *description,
                                           CantoPriority priority,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
CantoNode *canto_client_create_node_finish (CantoClient *self, GAsyncResult *result, GError **error);

/* Gives a folder or an album another name. The reference knows that this can be done, but no call for it (4.33): that
 * it is as that of assets (4.23) is a guess, which stands here alone. Where it is wrong, this ends with
 * %CANTO_ERROR_NOT_FOUND or another error, and nothing is changed. */
void     canto_client_rename_node_async (CantoClient *self,
                                         CantoNode *node,
                                         const char *name,
                                         CantoPriority priority,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean canto_client_rename_node_finish (CantoClient *self, GAsyncResult *result, GError **error);

/**
 * canto_client_delete_nodes_async:
 * @nodes: (element-type CantoNode): folders and albums
 *
 * Deletes containers (4.18); the assets in them stay. Finish gives the ids of those that are still there,
 * since the person may not delete them or for another reason, (transfer full): empty if all went well.
 */
void   canto_client_delete_nodes_async (CantoClient *self,
                                        GPtrArray *nodes,
                                        CantoPriority priority,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
char **canto_client_delete_nodes_finish (CantoClient *self, GAsyncResult *result, GError **error);

/**
 * canto_client_assign_async:
 * @album: what its path of ids leads to (C18)
 * @assets: (element-type CantoAsset): of which at most 100 go in one call
 * @is_in: %TRUE puts them in (4.16), %FALSE takes them out and leaves them where else they are (4.17)
 *
 * @n_done of finish: as of canto_client_edit_finish().
 */
void     canto_client_assign_async (CantoClient *self,
                                    CantoNode *album,
                                    GPtrArray *assets,
                                    gboolean is_in,
                                    CantoPriority priority,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean canto_client_assign_finish (CantoClient *self, GAsyncResult *result, guint *n_done, GError **error);

/**
 * CantoShare:
 * @expires_unix_s: 0 is never
 *
 * What a link that anybody can open lets them do (4.25).
 */
typedef struct
{
  gint64 expires_unix_s;
  gboolean hide_sharer;
  gboolean allow_original;
  gboolean allow_crop_and_resize;
  gboolean show_metadata;
  gboolean allow_presets;
} CantoShare;

/* Makes a link to @assets. It is made once: after a lost connection there may be one that nobody knows. */
void  canto_client_share_async (CantoClient *self,
                                GPtrArray *assets,
                                const CantoShare *share,
                                CantoPriority priority,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
char *canto_client_share_finish (CantoClient *self, GAsyncResult *result, GError **error);

G_END_DECLS
