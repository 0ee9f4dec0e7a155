/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "canto-account.h"
#include "canto-secret.h"
#include "canto-token.h"

G_BEGIN_DECLS

/**
 * CantoTokenStore:
 *
 * Where tokens and App Secrets lie between two starts: the system keyring, through libsecret's
 * password API; or, made with canto_token_store_new_in_memory(), nowhere.
 *
 * Errors are %CANTO_ERROR_KEYRING and %G_IO_ERROR_CANCELLED. Nothing found is %NULL without error; what
 * is there but stays locked is an error.
 */
#define CANTO_TYPE_TOKEN_STORE (canto_token_store_get_type ())
G_DECLARE_FINAL_TYPE (CantoTokenStore, canto_token_store, CANTO, TOKEN_STORE, GObject)

CantoTokenStore *canto_token_store_new (void);
CantoTokenStore *canto_token_store_new_in_memory (void);

/* TRUE: keeps the keyring out of it, and all in memory, until it is FALSE again: then what was in memory
 * is forgotten. For a person whose keyring cannot be used. */
void     canto_token_store_set_session_only (CantoTokenStore *self, gboolean session_only);
gboolean canto_token_store_get_session_only (CantoTokenStore *self);

void        canto_token_store_load_async (CantoTokenStore *self,
                                          CantoAccount *account,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
CantoToken *canto_token_store_load_finish (CantoTokenStore *self,
                                           GAsyncResult *result,
                                           GError **error);

void     canto_token_store_save_async (CantoTokenStore *self,
                                       CantoAccount *account,
                                       CantoToken *token,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean canto_token_store_save_finish (CantoTokenStore *self,
                                        GAsyncResult *result,
                                        GError **error);

/* Forgets the token; the App Secret stays, so that the next sign-in does not ask for it. */
void     canto_token_store_clear_async (CantoTokenStore *self,
                                        CantoAccount *account,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean canto_token_store_clear_finish (CantoTokenStore *self,
                                         GAsyncResult *result,
                                         GError **error);

/* Forgets the App Secret, too: of an account that is not to be here any more. */
void     canto_token_store_clear_app_secret_async (CantoTokenStore *self,
                                                   CantoAccount *account,
                                                   GCancellable *cancellable,
                                                   GAsyncReadyCallback callback,
                                                   gpointer user_data);
gboolean canto_token_store_clear_app_secret_finish (CantoTokenStore *self,
                                                    GAsyncResult *result,
                                                    GError **error);

void         canto_token_store_load_app_secret_async (CantoTokenStore *self,
                                                      CantoAccount *account,
                                                      GCancellable *cancellable,
                                                      GAsyncReadyCallback callback,
                                                      gpointer user_data);
CantoSecret *canto_token_store_load_app_secret_finish (CantoTokenStore *self,
                                                       GAsyncResult *result,
                                                       GError **error);

void     canto_token_store_save_app_secret_async (CantoTokenStore *self,
                                                  CantoAccount *account,
                                                  CantoSecret *app_secret,
                                                  GCancellable *cancellable,
                                                  GAsyncReadyCallback callback,
                                                  gpointer user_data);
gboolean canto_token_store_save_app_secret_finish (CantoTokenStore *self,
                                                   GAsyncResult *result,
                                                   GError **error);

G_END_DECLS
