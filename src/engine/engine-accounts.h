/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "canto-user.h"
#include "engine-account-file.h"
#include "engine-policy.h"

G_BEGIN_DECLS

/**
 * EngineAccounts:
 *
 * All accounts of the person: a #GListModel of #EngineAccountFile, each of a file of its own in her configuration
 * folder, so that none is lost with another:
 *
 *   FOLDER/accounts.conf              the first
 *   FOLDER/accounts/HOST.conf         each further one, called after its address
 *
 * One that an administrator lays down whole is the first without a file. A file that cannot be read is in the
 * list, too, with its error. No two accounts have the same canto_account_get_id(): where what is locked makes two
 * files one account, the later is left out, and its file stays.
 *
 * Two users of one tenant are two accounts. The same user is one, however often she is added: see
 * engine_accounts_find_same(). Main thread only.
 */
#define ENGINE_TYPE_ACCOUNTS (engine_accounts_get_type ())
G_DECLARE_FINAL_TYPE (EngineAccounts, engine_accounts, ENGINE, ACCOUNTS, GObject)

/* @policy: (nullable) */
EngineAccounts *engine_accounts_new (GFile *folder, EnginePolicy *policy);
EnginePolicy   *engine_accounts_get_policy (EngineAccounts *self); /* (nullable) */

/* Reads the files anew; those that are in the list already stay the same objects. What is wrong with one of them is
 * engine_account_file_get_error(). Finish fails if the folder cannot be listed (GIO), or %G_IO_ERROR_CANCELLED. */
void     engine_accounts_load_async (EngineAccounts *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean engine_accounts_load_finish (EngineAccounts *self,
                                      GAsyncResult *result,
                                      GError **error);

/* (transfer none) (nullable): of engine_account_file_get_name() */
EngineAccountFile *engine_accounts_find (EngineAccounts *self, const char *name);
/* Of the same tenant and key. (transfer none) (nullable) */
EngineAccountFile *engine_accounts_find_account (EngineAccounts *self, CantoAccount *account);
/* Another account than @file of the same tenant, key and user. (transfer none) (nullable) */
EngineAccountFile *engine_accounts_find_same (EngineAccounts *self, EngineAccountFile *file);

/* Whether an administrator allows more than there are (`more-accounts=false` in the policy forbids it). */
gboolean engine_accounts_can_add (EngineAccounts *self);

/* For an account that is to be made, with what is laid down; not yet in the list. Until it is added and saved, there
 * is no file. (transfer full) */
EngineAccountFile *engine_accounts_make_file (EngineAccounts *self);
/* Once its account is sure; nothing is done if it is in the list. */
void engine_accounts_add (EngineAccounts *self, EngineAccountFile *file);

/* Takes @file off the disk and out of the list, unless it is laid down whole. Errors are #GFileError. */
void     engine_accounts_remove_async (EngineAccounts *self,
                                       EngineAccountFile *file,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean engine_accounts_remove_finish (EngineAccounts *self,
                                        GAsyncResult *result,
                                        GError **error);

G_END_DECLS
