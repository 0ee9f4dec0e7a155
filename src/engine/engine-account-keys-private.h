/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "canto-account.h"

G_BEGIN_DECLS

/* The keys of an account, as the account file and the policy have them. */
#define ENGINE_ACCOUNT_GROUP "Account"

gboolean engine_account_keys_is_known (const char *key);

/* Of the group alone. (transfer full) */
GKeyFile *engine_account_keys_copy (GKeyFile *keys);

/* What an administrator alone may set: which further hosts sign-ins and uploads go to (12.7, 17.8, 17.14). */
void engine_account_keys_drop_hosts (GKeyFile *keys);

/* The account, or %CANTO_ERROR_INVALID_ACCOUNT. (transfer full)
 * @names_key: whether the message begins with the key that is wrong */
CantoAccount *engine_account_keys_read (GKeyFile *keys, gboolean names_key, GError **error);

/* The same with something made up for an address and an App ID that are missing: to see whether the keys
 * that are there may stand in an account, and what follows from them. (transfer full) */
CantoAccount *engine_account_keys_complete (GKeyFile *keys, GError **error);

G_END_DECLS
