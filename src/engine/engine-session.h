/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "canto-client.h"
#include "catalog-source.h"
#include "delivery-link.h"
#include "delivery-preset.h"
#include "engine-file-places.h"
#include "engine-link-result.h"
#include "media-file.h"
#include "media-previews.h"

G_BEGIN_DECLS

/* How many links are made at once. */
#define ENGINE_MAX_LINKS 500

/**
 * EngineSession:
 *
 * One account in use: its client, its tokens, what lists and tiles get their contents from, and what
 * the person has agreed to. Main thread only.
 *
 * Errors are #CantoError, #DeliveryError and %G_IO_ERROR_CANCELLED.
 */
#define ENGINE_TYPE_SESSION (engine_session_get_type ())
G_DECLARE_FINAL_TYPE (EngineSession, engine_session, ENGINE, SESSION, GObject)

/* @cache_dir: (nullable): where previews are kept; a folder of the account's own is made in it */
EngineSession *engine_session_new (CantoAccount *account,
                                   CantoTokenStore *store,
                                   const char *cache_dir);

CantoAccount  *engine_session_get_account (EngineSession *self);
CantoClient   *engine_session_get_client (EngineSession *self);
CatalogSource *engine_session_get_source (EngineSession *self);
MediaPreviews *engine_session_get_previews (EngineSession *self);
gboolean       engine_session_get_signed_in (EngineSession *self); /* "signed-in" */

/* The folder that is shown instead of the whole library: that of the account at first. "root-folder";
 * (nullable) */
const char *engine_session_get_root_folder (EngineSession *self);
void        engine_session_set_root_folder (EngineSession *self, const char *folder_id);

/* Takes up the token that the store has. %FALSE without an error: there is none, so sign in. */
void     engine_session_restore_async (EngineSession *self,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean engine_session_restore_finish (EngineSession *self,
                                        GAsyncResult *result,
                                        GError **error);

/* The ways of canto-api.md 3.26 to 3.29, but for a pasted token. */
typedef enum
{
  ENGINE_SIGN_IN_REDIRECT,    /* the browser comes back to this computer */
  ENGINE_SIGN_IN_HANDSHAKE,   /* it does not: Canto is asked whether she is done */
  ENGINE_SIGN_IN_CREDENTIALS, /* nobody is asked: for servers */
} EngineSignInWay;

/**
 * engine_session_sign_in_async:
 * @app_secret: (nullable): %NULL is the one in the store; a public app has none
 *
 * Signs in; through the browser #EngineSession::open-uri tells which address to show. If the keyring
 * then refuses, the sign-in holds for this session and #EngineSession::not-kept says why.
 */
void     engine_session_sign_in_async (EngineSession *self,
                                       EngineSignInWay way,
                                       CantoSecret *app_secret,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean engine_session_sign_in_finish (EngineSession *self,
                                        GAsyncResult *result,
                                        GError **error);

/* By client credentials (3.14). Finish is engine_session_sign_in_finish().
 * @user_id: (nullable): the e-mail of the person to act as
 * @scope: (nullable): `admin`, `contributor` or `consumer` */
void engine_session_sign_in_as_async (EngineSession *self,
                                      CantoSecret *app_secret,
                                      const char *user_id,
                                      const char *scope,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);

/* With a token that the person has pasted (3.28): it is tried first. %CANTO_ERROR_SIGNED_OUT if Canto does
 * not take it, %CANTO_ERROR_INVALID_ACCOUNT if it cannot be one. Finish is engine_session_sign_in_finish(). */
void engine_session_sign_in_with_token_async (EngineSession *self,
                                              CantoSecret *token,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data);

/* She says that she is done in the browser: of %ENGINE_SIGN_IN_HANDSHAKE. */
void engine_session_go_on (EngineSession *self);

/* When the sign-in ends for good, because its token cannot be refreshed (3.28); (nullable): it goes on by
 * itself, or there is none. (transfer full) */
GDateTime *engine_session_dup_end (EngineSession *self);

/* For a person who is asked to sign in again: calls that a refused token has met wait for it, see
 * canto_client_set_waits_for_sign_in(). */
void engine_session_set_waits_for_sign_in (EngineSession *self, gboolean waits);

/* Goes on with the sign-in of @other, so that nothing of what is shown need be made anew.
 * %FALSE: it is of another account. */
gboolean engine_session_take_over (EngineSession *self, EngineSession *other);

/* Seconds that the person has in the browser; 0 is CantoSignIn's own. */
void engine_session_set_sign_in_timeout_s (EngineSession *self, guint timeout_s);

/* FALSE after a sign-in that the keyring does not have ("is-kept"). */
gboolean engine_session_get_is_kept (EngineSession *self);

/* Once more for the keyring, after a sign-in that it does not have. */
void     engine_session_keep_async (EngineSession *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean engine_session_keep_finish (EngineSession *self, GAsyncResult *result, GError **error);

/* Forgets the token here and in the store, and takes the account's previews off the disk. Here it is
 * forgotten even if the store fails. */
void     engine_session_sign_out_async (EngineSession *self,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean engine_session_sign_out_finish (EngineSession *self,
                                         GAsyncResult *result,
                                         GError **error);

/* What to ask the previews for, to show @asset @size_px large: the places of a picture, those that
 * cost nothing first. (transfer full) (nullable): NULL if it has no preview */
MediaRequest *engine_session_make_preview_request (EngineSession *self,
                                                   CantoAsset *asset,
                                                   guint size_px);

/* Whether there is a file of @asset for @use: what is known of it so far says so. */
gboolean engine_session_has_file (EngineSession *self, CantoAsset *asset, EngineFileUse use);

/* Fetches it, see media_file_fetch_async(). If there is none, that is %CANTO_ERROR_NOT_FOUND.
 * @progress: (nullable) */
void       engine_session_fetch_file_async (EngineSession *self,
                                            CantoAsset *asset,
                                            EngineFileUse use,
                                            CantoProgress *progress,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
MediaFile *engine_session_fetch_file_finish (EngineSession *self,
                                             GAsyncResult *result,
                                             GError **error);

/* What the person must agree to before a link of @asset by @preset is used, without what she has agreed
 * to already. */
DeliveryConcerns engine_session_get_concerns (EngineSession *self,
                                              CantoAsset *asset,
                                              const DeliveryPreset *preset);
/* She has: until the program ends. */
void             engine_session_accept_concerns (EngineSession *self,
                                                 CantoAsset *asset,
                                                 const DeliveryPreset *preset);

/* The page of @asset for people (7.26 `detail`), if it is on the account's own host: nobody is sent
 * elsewhere. (transfer full) (nullable) */
char *engine_session_dup_web_uri (EngineSession *self, CantoAsset *asset);

/**
 * engine_session_make_links_async:
 * @assets: (element-type CantoAsset): at most %ENGINE_MAX_LINKS, with details or without
 * @preset: what is made of pictures; everything else is linked as it is
 *
 * Links that can be copied and dragged. Details that are missing are fetched, a hundred a call (4.13).
 * Finish has one result for each of @assets, in their order; it fails as a whole only if nobody could
 * be asked.
 */
void       engine_session_make_links_async (EngineSession *self,
                                            GPtrArray *assets,
                                            const DeliveryPreset *preset,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
/* Returns: (transfer container) (element-type EngineLinkResult) */
GPtrArray *engine_session_make_links_finish (EngineSession *self,
                                             GAsyncResult *result,
                                             GError **error);

G_END_DECLS
