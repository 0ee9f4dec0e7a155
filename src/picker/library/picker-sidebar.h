/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "canto-query.h"
#include "engine-session.h"

G_BEGIN_DECLS

/**
 * PickerSidebar:
 *
 * Where to look: all assets, a scheme, a folder or an album:
 *
 *   GtkListView
 *     GtkSingleSelection
 *       GtkTreeListModel          opens folders, whose children are fetched then
 *         GtkFlattenListModel
 *           GListStore            of PickerPlace: what is always there
 *           CatalogBranch         the top of the tree
 *
 * Folders and albums are made and deleted here, and assets dropped on albums: #PickerSidebar::made and
 * #PickerSidebar::dropped tell of it.
 */
#define PICKER_TYPE_SIDEBAR (picker_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (PickerSidebar, picker_sidebar, PICKER, SIDEBAR, GtkWidget)

GtkWidget  *picker_sidebar_new (EngineSession *session);

/* What switches between accounts: a header bar that fits 360 px has no room for it. */
void picker_sidebar_set_account_button (PickerSidebar *self, GtkWidget *button);

/* Goes to what was picked. */
void picker_sidebar_choose_history (PickerSidebar *self);

/* Goes to an album that need not be in the tree yet. */
void picker_sidebar_choose_album (PickerSidebar *self, const char *id);

/* The chosen place as a query without a keyword. (transfer full) */
CantoQuery *picker_sidebar_dup_query (PickerSidebar *self);
/* All that can be seen here. (transfer full) */
CantoQuery *picker_sidebar_dup_query_everywhere (PickerSidebar *self);
gboolean    picker_sidebar_get_in_container (PickerSidebar *self); /* a folder or an album is chosen */
gboolean    picker_sidebar_get_in_history (PickerSidebar *self);
CantoNode  *picker_sidebar_get_album (PickerSidebar *self); /* (nullable) (transfer none): that is chosen */
const char *picker_sidebar_get_title (PickerSidebar *self); /* of the chosen place */

G_END_DECLS
