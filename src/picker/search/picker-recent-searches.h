/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "canto-account.h"

G_BEGIN_DECLS

#define PICKER_MAX_RECENT_SEARCHES 20

/**
 * PickerRecentSearches:
 *
 * What was searched for in an account, the last first: a #GListModel of #GtkStringObject.
 */
#define PICKER_TYPE_RECENT_SEARCHES (picker_recent_searches_get_type ())
G_DECLARE_FINAL_TYPE (PickerRecentSearches, picker_recent_searches, PICKER, RECENT_SEARCHES, GObject)

/* @settings: (nullable): io.github.descant.Descant.Account, of the account; without them nothing is
 * kept beyond this object's life, as in the demo */
PickerRecentSearches *picker_recent_searches_new (GSettings *settings);

/* Those settings, in the backend of @settings. (transfer full) */
GSettings *picker_recent_searches_make_settings (GSettings *settings, CantoAccount *account);

/* Puts @text first, once. Of words that grow while they are typed ("har", "harbour") it keeps all:
 * so call it when a search was of use. */
void picker_recent_searches_add (PickerRecentSearches *self, const char *text);
void picker_recent_searches_remove (PickerRecentSearches *self, const char *text);
void picker_recent_searches_clear (PickerRecentSearches *self);
/* What there is now, and back to what there was: for undoing. (transfer full) */
char **picker_recent_searches_dup (PickerRecentSearches *self);
void   picker_recent_searches_restore (PickerRecentSearches *self, const char *const *texts);

G_END_DECLS
