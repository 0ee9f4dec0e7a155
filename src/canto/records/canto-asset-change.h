/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "canto-edit.h"

G_BEGIN_DECLS

/*
 * Records as they are going to be when a change of ours has reached the service, made from those that it gave:
 * those stay as they are. All returned records are (transfer full).
 */

/* One of which nothing is known but where it is (1.6), to ask for it or to write to it.
 * @name: (nullable): the id stands for it; @time: (nullable): of its last change (7.6) */
CantoAsset *canto_asset_new (const char *scheme_word, const char *id, const char *name, const char *time);

/* What @self has after @edits (4.15), one after the other. A custom field whose edit has no `field_name` is left. */
CantoAsset *canto_asset_with_edits (CantoAsset *self, const CantoEdit *edits, guint n_edits);
CantoAsset *canto_asset_with_word (CantoAsset *self, CantoWordKind kind, const char *word, gboolean is_there);
CantoAsset *canto_asset_with_name (CantoAsset *self, const char *name);
/* What @self is, with @word in the place of its status (7.8): none of those that are known. */
CantoAsset *canto_asset_with_status (CantoAsset *self, const char *word);
CantoAsset *canto_asset_with_album (CantoAsset *self, CantoNode *album, gboolean is_in);

/* What @self has of the property that @edit is about: no value if that is not set. (transfer full) */
char   **canto_asset_dup_values (CantoAsset *self, const CantoEdit *edit);
gboolean canto_asset_has_word (CantoAsset *self, CantoWordKind kind, const char *word);
gboolean canto_asset_is_in_album (CantoAsset *self, const char *album_id);

G_END_DECLS
