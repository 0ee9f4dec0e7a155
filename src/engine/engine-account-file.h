/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "canto-account.h"
#include "canto-secret.h"
#include "canto-user.h"
#include "engine-policy.h"

G_BEGIN_DECLS

/**
 * EngineAccountFile:
 *
 * An account as it stands in a key file, `accounts.conf` in the person's configuration folder (or another, see
 * #EngineAccounts):
 *
 *   [Account]
 *   tenant=acme.canto.com
 *   app-id=…
 *   redirect-uri=http://localhost:28417/callback
 *
 * and optionally region, redirect-port (in place of redirect-uri), app-secret (else the keyring has it), oauth-family (plain, compatible, universal),
 * oauth-pkce (none, S256, plain), calls-per-minute, page-size, page-depth (how much of a list the
 * service gives), root-folder (the id of a folder: what is below it is shown and nothing else),
 * tenant-time-zone, expiry-field (the custom field that tells when the right of use ends), mdc-host and
 * mdc-account (the only delivery links that are given out), mdc-master-px (of how many pixels the delivery
 * network makes its pictures, 2048 if it is not there), and loopback-base, which only this file can set
 * (canto-api.md 2.11, section 17). The program itself writes profile (which of several users of one tenant this
 * is), user-id and user-name (who was signed in last, 9.1).
 *
 * Errors are those of GIO, #GFileError, GKeyFile, and %CANTO_ERROR_INVALID_ACCOUNT; all name the file.
 */
#define ENGINE_TYPE_ACCOUNT_FILE (engine_account_file_get_type ())
G_DECLARE_FINAL_TYPE (EngineAccountFile, engine_account_file, ENGINE, ACCOUNT_FILE, GObject)

/* @policy: (nullable): what an administrator lays down; it is loaded with the file */
EngineAccountFile *engine_account_file_new (GFile *file, EnginePolicy *policy);

/* One that the person has opened: it may not have a loopback-base (canto-api.md 2.11), and she is to be
 * asked before its account is used. */
EngineAccountFile *engine_account_file_new_foreign (GFile *file, EnginePolicy *policy);
EnginePolicy      *engine_account_file_get_policy (EngineAccountFile *self); /* (nullable) */

/* Takes the account of @other, which must have one, in place of its own; it is written when it is saved. */
void engine_account_file_adopt (EngineAccountFile *self, EngineAccountFile *other);

/* No file is no error: then there is no account. */
void     engine_account_file_load_async (EngineAccountFile *self,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean engine_account_file_load_finish (EngineAccountFile *self,
                                          GAsyncResult *result,
                                          GError **error);

CantoAccount *engine_account_file_get_account (EngineAccountFile *self);    /* (nullable) */
CantoSecret  *engine_account_file_get_app_secret (EngineAccountFile *self); /* (nullable) */

/* Whether an administrator has set @key, as "tenant", for good. */
gboolean engine_account_file_is_locked (EngineAccountFile *self, const char *key);
/* What it is called among the accounts; NULL: it is no file yet. (nullable) */
const char *engine_account_file_get_name (EngineAccountFile *self);
/* Why there is no account although there is a file. (nullable) */
const GError *engine_account_file_get_error (EngineAccountFile *self);
/* FALSE: there is nothing of the person's own, so what there is was laid down. */
gboolean engine_account_file_is_own (EngineAccountFile *self);

/* Who was signed in last: plain texts of the service's, at most 200 characters. (nullable) */
const char *engine_account_file_get_user_id (EngineAccountFile *self);
const char *engine_account_file_get_user_name (EngineAccountFile *self);
/* It is written with the account. @user: (nullable): nobody knows */
void        engine_account_file_set_user (EngineAccountFile *self, CantoUser *user);

/* What @key is, by file or policy, also without a whole account. (transfer full) (nullable) */
char *engine_account_file_dup_preset (EngineAccountFile *self, const char *key);
/* Where the browser is to come back to: of the account, or laid down, or the default. (transfer full) */
char *engine_account_file_dup_redirect_uri (EngineAccountFile *self);

/* The account of what a person has typed, with what is laid down for every account; another user of a tenant that
 * is there already has a profile of her own.
 * %CANTO_ERROR_INVALID_ACCOUNT, in words for the person. (transfer full)
 * @region: (nullable): see #CantoAccountOptions */
CantoAccount *engine_account_file_make_account (EngineAccountFile *self,
                                                const char *address,
                                                const char *region,
                                                const char *app_id,
                                                GError **error);

/* Writes @account, atomically and for the person's eyes only; other keys of the file stay. The App
 * Secret is not written: that is for the keyring. */
void     engine_account_file_save_async (EngineAccountFile *self,
                                         CantoAccount *account,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean engine_account_file_save_finish (EngineAccountFile *self,
                                          GAsyncResult *result,
                                          GError **error);

const char *engine_account_file_get_root_folder (EngineAccountFile *self); /* (nullable) */

/* Keeps which folder is shown; NULL is the whole library. Without an account in the file, as in the demo,
 * nothing is written. Finish is engine_account_file_save_finish(). */
void engine_account_file_save_root_folder_async (EngineAccountFile *self,
                                                 const char *folder_id,
                                                 GCancellable *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer user_data);

/**
 * engine_account_file_save_delivery_async:
 * @host: (nullable): mdc-host; %NULL or empty is none
 * @number: (nullable): mdc-account; the same
 * @master_px: (nullable): mdc-master-px, as it was typed; the same is the default
 *
 * Keeps what holds for links (canto-api.md 17.9): the account is another one then, see engine_session_take_delivery().
 * What an administrator has locked stays as it is. Finish is engine_account_file_save_finish(); with
 * %CANTO_ERROR_INVALID_ACCOUNT, in words for the person, nothing has changed, and with another error it holds until the
 * program ends.
 */
void engine_account_file_save_delivery_async (EngineAccountFile *self,
                                              const char *host,
                                              const char *number,
                                              const char *master_px,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data);

/* Keeps who is signed in, see engine_account_file_set_user(). Finish is engine_account_file_save_finish(). */
void engine_account_file_save_user_async (EngineAccountFile *self,
                                          CantoUser *user,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);

/* Takes the file off the disk; what an administrator lays down is what is left then. No file is no error. */
void     engine_account_file_remove_async (EngineAccountFile *self,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
gboolean engine_account_file_remove_finish (EngineAccountFile *self,
                                            GAsyncResult *result,
                                            GError **error);

G_END_DECLS
