/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "canto-client.h"
#include "catalog-source.h"
#include "delivery-link.h"
#include "delivery-recipe.h"
#include "engine-edits.h"
#include "engine-file-places.h"
#include "engine-history.h"
#include "engine-known.h"
#include "engine-link-checker.h"
#include "engine-link-result.h"
#include "engine-presets.h"
#include "engine-rendition.h"
#include "engine-transfers.h"
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

/* Keeps what is changed and uploaded in a file of the account below @data_dir until the service has it, and goes on
 * with what an earlier run has left there: one session at a time can. Without it what is not sent ends with the session. */
void engine_session_keep_edits (EngineSession *self, const char *data_dir);
/* Who is signed in; (nullable): not known. What she leaves there is taken up for her alone. Before
 * engine_session_keep_edits(), if it is known by then. */
void engine_session_set_user_id (EngineSession *self, const char *user_id);
/* The folder of the account in it, which need not be there; (nullable): nothing is kept */
const char *engine_session_get_data_dir (EngineSession *self);

/* Nothing more is sent: another session of the account may keep what is not, while somebody still holds this one. */
void engine_session_end (EngineSession *self);

CantoAccount  *engine_session_get_account (EngineSession *self);
CantoClient   *engine_session_get_client (EngineSession *self);
CatalogSource *engine_session_get_source (EngineSession *self);
EngineEdits   *engine_session_get_edits (EngineSession *self); /* the overlay of the source */
MediaPreviews *engine_session_get_previews (EngineSession *self);
/* What says whether a link works, before it is handed over. (transfer none) */
EngineLinkChecker *engine_session_get_link_checker (EngineSession *self);
/* Its uploads; lists ask again when one is done. (transfer none) */
EngineTransfers *engine_session_get_transfers (EngineSession *self);
gboolean       engine_session_get_signed_in (EngineSession *self); /* "signed-in" */

/* The links that were taken from the account, kept where the edits are. (transfer none) both */
EngineHistory *engine_session_get_history (EngineSession *self);
CatalogSource *engine_session_get_history_source (EngineSession *self);
/* What can be found of the account without the service. (transfer none) */
EngineKnown   *engine_session_get_known (EngineSession *self);
/* Remembers that @links, (element-type DeliveryLink), were taken in @form. */
void           engine_session_note_picks (EngineSession *self,
                                          GPtrArray *links,
                                          DeliveryForm form,
                                          JournalPickKind kind);

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

/* Goes on with the sign-in of @other, so that nothing of what is shown need be made anew. If the keyring has that
 * under another profile (see CantoAccountOptions), it is not kept here before engine_session_keep_async().
 * %FALSE: it is of another tenant or key. */
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

/* The same, and forgets the App Secret, too, and what is not sent: the account is not to be here any more. Finish is
 * engine_session_sign_out_finish().
 *
 * @data_dir: (nullable): as of engine_session_keep_edits(), which need not have been called; %NULL: nothing is there */
void engine_session_forget_async (EngineSession *self,
                                  const char *data_dir,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

/* What to ask the previews for, to show @asset @size_px large: the places of a picture, those that
 * cost nothing first. (transfer full) (nullable): NULL if it has no preview */
MediaRequest *engine_session_make_preview_request (EngineSession *self,
                                                   CantoAsset *asset,
                                                   guint size_px);

/* The same of one version of it (10.6). (transfer full) (nullable) */
MediaRequest *engine_session_make_version_request (EngineSession *self,
                                                   CantoAsset *asset,
                                                   CantoVersion *version,
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

/* The largest file that is given to another program. */
#define ENGINE_MAX_SAVED_BYTES ((gsize) 16 * 1024 * 1024 * 1024)

/**
 * engine_session_save_link_async:
 * @link: that the person may use, see engine_session_get_concerns()
 * @progress: (nullable)
 *
 * Fetches what @link leads to into a file for another program: below the cache, named after the asset, for this user
 * alone, and deleted after a day. What was fetched when it is cancelled is gone at once.
 *
 * Returns: of finish: (transfer full) the path. A web page in place of a picture is %CANTO_ERROR_BAD_REPLY; else
 *   errors are those of media_file_fetch_async()
 */
void  engine_session_save_link_async (EngineSession *self,
                                      DeliveryLink *link,
                                      CantoProgress *progress,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
char *engine_session_save_link_finish (EngineSession *self, GAsyncResult *result, GError **error);

/**
 * engine_session_fetch_rendition_async:
 * @link: to a picture
 * @stand_in: (nullable): to the same in a format that every computer can show; asked for only if this one cannot show
 *   what @link leads to
 *
 * What is at the end of @link, to be looked at: all of its pixels, and how much the file is.
 *
 * Returns: of finish: (transfer full); what is no picture is %CANTO_ERROR_BAD_REPLY
 */
void             engine_session_fetch_rendition_async (EngineSession *self,
                                                       DeliveryLink *link,
                                                       DeliveryLink *stand_in,
                                                       GCancellable *cancellable,
                                                       GAsyncReadyCallback callback,
                                                       gpointer user_data);
EngineRendition *engine_session_fetch_rendition_finish (EngineSession *self,
                                                        GAsyncResult *result,
                                                        GError **error);

/* What the person must agree to before a link of @asset by @recipe is used, without what she has agreed
 * to already. */
DeliveryConcerns engine_session_get_concerns (EngineSession *self,
                                              CantoAsset *asset,
                                              DeliveryRecipe *recipe);
/* She has: until the program ends. */
void             engine_session_accept_concerns (EngineSession *self,
                                                 CantoAsset *asset,
                                                 DeliveryRecipe *recipe);

/* The page of @asset for people (7.26 `detail`), if it is on the account's own host: nobody is sent
 * elsewhere. (transfer full) (nullable) */
char *engine_session_dup_web_uri (EngineSession *self, CantoAsset *asset);

/* The address of the file of @version, if it is on the account's own host. It wants a token (10.6), so that only
 * programs that are signed in can open it: of what is not current no other link is known. (transfer full)
 * (nullable) */
char *engine_session_dup_version_uri (EngineSession *self, CantoVersion *version);

/**
 * engine_session_make_links_async:
 * @assets: (element-type CantoAsset): at most %ENGINE_MAX_LINKS, with details or without
 * @recipe: what is made of pictures; everything else is linked as it is
 *
 * Links that can be copied and dragged. Details that are missing are fetched, a hundred a call (4.13).
 * Finish has one result for each of @assets, in their order; it fails as a whole only if nobody could
 * be asked.
 */
void       engine_session_make_links_async (EngineSession *self,
                                            GPtrArray *assets,
                                            DeliveryRecipe *recipe,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
/* Returns: (transfer container) (element-type EngineLinkResult) */
GPtrArray *engine_session_make_links_finish (EngineSession *self,
                                             GAsyncResult *result,
                                             GError **error);

/* The link of @asset, which has its details, as it is known now: to show what there is. Who hands it over asks
 * engine_session_make_links_async(). (transfer full) (nullable): NULL with #DeliveryError */
DeliveryLink *engine_session_make_link (EngineSession *self,
                                        CantoAsset *asset,
                                        DeliveryRecipe *recipe,
                                        GError **error);

/* From now on links are made with the delivery settings of @account (17.9): those of its own account at first. Nothing
 * else of it counts. */
void  engine_session_take_delivery (EngineSession *self, CantoAccount *account);
/* The account with those that hold now. (transfer none) */
CantoAccount *engine_session_get_link_account (EngineSession *self);
/* The longest side of the masters of the account (11.9). */
guint engine_session_get_master_px (EngineSession *self);

/* What the person hands over, see #EnginePresets: in memory alone, and the defaults, unless somebody brings those that
 * all sessions share. (transfer none) */
EnginePresets *engine_session_get_presets (EngineSession *self);
void           engine_session_set_presets (EngineSession *self, EnginePresets *presets);

/* How links of this account are written; the template is that of the preset. */
void engine_session_set_form_options (EngineSession *self, const DeliveryFormOptions *options);

/* @links in the form of @preset, as text and as HTML. @links: (element-type DeliveryLink): at least one. (transfer full);
 * the HTML is (nullable): of a form that is to arrive as it is written, there is none */
char *engine_session_write_links (EngineSession *self, DeliveryPreset *preset, GPtrArray *links);
char *engine_session_write_links_html (EngineSession *self, DeliveryPreset *preset, GPtrArray *links);

G_END_DECLS
