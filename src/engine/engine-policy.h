/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * EnginePolicy:
 *
 * What an administrator lays down for the accounts of this computer: a key file `descant/account.conf` in a
 * system configuration folder, as `/etc/xdg`:
 *
 *   [Account]
 *   tenant=acme.canto.de
 *   app-id=…
 *   redirect-port=28417
 *   locked=tenant;app-id
 *
 * It has the keys of #EngineAccountFile but `loopback-base`, which only a person's own file may have
 * (canto-api.md 2.11); and two lists of hosts that no other file may name: `extra-hosts`, domains that tenants are
 * below besides Canto's own (17.8), each with its OAuth host at `oauth.` and the domain, and `upload-hosts` (17.14). What it says goes before a person has said otherwise; what `locked` names, or each of
 * its keys for `locked=all`, stays as it says. The folders are searched in their order, and the first file
 * counts. With `more-accounts=false` there is one account: the person cannot add another. With `own-presets=false`
 * there are the presets that lie beside it alone (see #EnginePresets).
 *
 * Errors are #GFileError, GKeyFile and %CANTO_ERROR_INVALID_ACCOUNT; all name the file.
 */
#define ENGINE_TYPE_POLICY (engine_policy_get_type ())
G_DECLARE_FINAL_TYPE (EnginePolicy, engine_policy, ENGINE, POLICY, GObject)

/* @folders: (nullable): %NULL: those of the system */
EnginePolicy *engine_policy_new (const char *const *folders);

/* No file is no error: then nothing is laid down. */
void     engine_policy_load_async (EnginePolicy *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean engine_policy_load_finish (EnginePolicy *self, GAsyncResult *result, GError **error);

/* @key: of the account file, as "tenant" */
gboolean engine_policy_is_locked (EnginePolicy *self, const char *key);

/* Whether the person may add accounts to the one that there is. */
gboolean engine_policy_allows_more (EnginePolicy *self);

/* Whether the person may have presets beside those that are laid down. */
gboolean engine_policy_allows_own_presets (EnginePolicy *self);

/* Where it looks, in that order. (transfer none) */
const char *const *engine_policy_get_folders (EnginePolicy *self);

/* Puts what is laid down into @keys: what is locked in any case, the rest where @keys has nothing. */
void engine_policy_apply (EnginePolicy *self, GKeyFile *keys);

G_END_DECLS
