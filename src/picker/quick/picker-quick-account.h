/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog-asset-list.h"
#include "picker-window.h"

G_BEGIN_DECLS

/**
 * PickerQuickState:
 * @PICKER_QUICK_STARTING: the account is on its way
 * @PICKER_QUICK_READY: there is a session
 * @PICKER_QUICK_SIGNED_OUT: somebody has to sign in: see picker_quick_account_get_error()
 */
typedef enum
{
  PICKER_QUICK_STARTING,
  PICKER_QUICK_READY,
  PICKER_QUICK_SIGNED_OUT,
} PickerQuickState;

/**
 * PickerQuickAccount:
 *
 * Which account the quick picker searches: that of the main window while there is one, so that both have one session;
 * else the last one, for which it makes a session of its own when somebody asks. That session is given to a main window
 * that opens later, for two of one account cannot keep their history.
 *
 * #PickerQuickAccount::changed is emitted when any of it is not the same any more. Main thread only.
 */
#define PICKER_TYPE_QUICK_ACCOUNT (picker_quick_account_get_type ())
G_DECLARE_FINAL_TYPE (PickerQuickAccount, picker_quick_account, PICKER, QUICK_ACCOUNT, GObject)

/* @cache_dir: (nullable); @data_dir: (nullable): as of the window; @presets: (nullable) */
PickerQuickAccount *picker_quick_account_new (GSettings *settings,
                                              EngineAccounts *accounts,
                                              CantoTokenStore *store,
                                              EnginePresets *presets,
                                              const char *cache_dir,
                                              const char *data_dir);

/* The main window from now on. @window: (nullable): there is none */
void picker_quick_account_follow (PickerQuickAccount *self, PickerWindow *window);
/* Signs in as the last account, unless there is a window, or a session already. */
void picker_quick_account_start (PickerQuickAccount *self);
/* Gives away the session that it has made for itself. (transfer full) (nullable): it has none */
EngineSession *picker_quick_account_steal_session (PickerQuickAccount *self);

PickerQuickState picker_quick_account_get_state (PickerQuickAccount *self);
EngineSession   *picker_quick_account_get_session (PickerQuickAccount *self); /* (transfer none) (nullable) */
/* What a person calls the account of that session. (transfer full) (nullable) */
char            *picker_quick_account_dup_name (PickerQuickAccount *self);
/* What the main window shows, and has loaded. (transfer none) (nullable) */
CatalogAssetList *picker_quick_account_get_list (PickerQuickAccount *self);
const GError     *picker_quick_account_get_error (PickerQuickAccount *self); /* (nullable) */

G_END_DECLS
