/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "canto-client.h"

G_BEGIN_DECLS

/**
 * CantoEditAction:
 * @CANTO_EDIT_SET: the value replaces what is there
 * @CANTO_EDIT_ADD: the value is one more
 * @CANTO_EDIT_REMOVE: the value goes
 *
 * What an edit does. The words that stand for them are a guess (4.15).
 */
typedef enum
{
  CANTO_EDIT_SET,
  CANTO_EDIT_ADD,
  CANTO_EDIT_REMOVE,
} CantoEditAction;

/**
 * CantoEdit:
 * @property_id: the id of a custom field (9.4), else `name`, `description`, `copyright` or
 *   `termsAndConditions` (4.15)
 * @value: the empty text clears
 * @is_custom_field: which of the two @property_id is
 * @field_name: (nullable): the name that assets have the custom field by (9.4); the service is not told
 *
 * One change of the metadata of an asset.
 */
typedef struct
{
  const char *property_id;
  const char *value;
  CantoEditAction action;
  gboolean is_custom_field;
  const char *field_name;
} CantoEdit;

/* All of these answer when the service has done it. A call that was lost on its way, or met a service in
 * trouble, is made again only where that does no harm (13.5); errors are #CantoError. A role that may not
 * do it gets %CANTO_ERROR_NOT_ALLOWED (14.3). */

/**
 * canto_client_edit_async:
 * @assets: (element-type CantoAsset): of which at most 100 go in one call (13.7), in their order
 * @edits: done to each of them
 *
 * Changes the metadata of many assets (4.15). @n_done of finish: (out) (optional): how many of @assets
 * are changed, from the first on, also if it fails: what comes after them is as it was, but the hundred
 * that failed may be changed or not if the connection was lost.
 */
void     canto_client_edit_async (CantoClient *self,
                                  GPtrArray *assets,
                                  const CantoEdit *edits,
                                  guint n_edits,
                                  CantoPriority priority,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean canto_client_edit_finish (CantoClient *self, GAsyncResult *result, guint *n_done, GError **error);

/**
 * CantoWordKind:
 * @CANTO_WORD_TAG: 4.20
 * @CANTO_WORD_KEYWORD: 4.21
 */
typedef enum
{
  CANTO_WORD_TAG,
  CANTO_WORD_KEYWORD,
} CantoWordKind;

/* Gives @asset a tag or keyword, or takes it away. Doing so twice is no error. */
void     canto_client_put_word_async (CantoClient *self,
                                      CantoAsset *asset,
                                      CantoWordKind kind,
                                      const char *word,
                                      gboolean is_there,
                                      CantoPriority priority,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean canto_client_put_word_finish (CantoClient *self, GAsyncResult *result, GError **error);

/* Adds a keyword to the vocabulary of the account (4.22). */
void     canto_client_create_keyword_async (CantoClient *self,
                                            const char *name,
                                            const char *description,
                                            CantoPriority priority,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
gboolean canto_client_create_keyword_finish (CantoClient *self, GAsyncResult *result, GError **error);

/* Gives @asset another name (4.23). */
void     canto_client_rename_async (CantoClient *self,
                                    CantoAsset *asset,
                                    const char *name,
                                    CantoPriority priority,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean canto_client_rename_finish (CantoClient *self, GAsyncResult *result, GError **error);

/* Deletes many assets for good (4.14). @n_done: as of canto_client_edit_finish() */
void     canto_client_delete_assets_async (CantoClient *self,
                                           GPtrArray *assets,
                                           CantoPriority priority,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
gboolean canto_client_delete_assets_finish (CantoClient *self,
                                            GAsyncResult *result,
                                            guint *n_done,
                                            GError **error);

/* Says something of a version of @asset (4.24). @version_id: as 7.25 gives it */
void     canto_client_comment_async (CantoClient *self,
                                     CantoAsset *asset,
                                     const char *version_id,
                                     const char *comment,
                                     CantoPriority priority,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean canto_client_comment_finish (CantoClient *self, GAsyncResult *result, GError **error);

G_END_DECLS
