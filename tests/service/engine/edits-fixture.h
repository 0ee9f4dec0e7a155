/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog-asset-list.h"
#include "session-fixture.h"

G_BEGIN_DECLS

/* Whether the edit has come to an end that needs nobody any more, or somebody. */
void edits_fixture_wait_state (EngineEdit *edit, EngineEditState state);
/* Until the service has all, and nothing of it is shown as an edit any more. */
void edits_fixture_wait_idle (SessionFixture *fixture);

/* What the service says, asked behind the back of the edits. */
CantoAsset *edits_fixture_look (SessionFixture *fixture, CantoAsset *asset);
GPtrArray  *edits_fixture_look_in (SessionFixture *fixture, const char *folder_id); /* of CantoNode */

/* What somebody else does. */
void edits_fixture_describe_as_other (SessionFixture *fixture, CantoAsset *asset, const char *description);

/* Assets with details. (transfer full) (element-type CantoAsset) */
GPtrArray *edits_fixture_get_assets (SessionFixture *fixture, guint n_assets);

/* A list of all assets, whose first page is there. */
CatalogAssetList *edits_fixture_list (SessionFixture *fixture, CantoQuery *query);

/* The child of that name. (transfer full) (nullable) */
CantoNode *edits_fixture_find_child (SessionFixture *fixture, const char *folder_id, const char *name, guint *n_found);

/* @asset gets @text as its description. (transfer full) */
EngineEdit *edits_fixture_describe (EngineEdits *edits, CantoAsset *asset, const char *text);

/* For test_wait_until(): the journal of @edits is read. */
gboolean edits_fixture_is_restored (gpointer edits);

G_END_DECLS
