/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "catalog-branch.h"

G_BEGIN_DECLS

/**
 * PickerFolderList:
 *
 * The folders and albums whose names hold what is typed above the tree, with the paths to them:
 *
 *   GtkListView
 *     GtkSingleSelection
 *       GtkTreeListModel        opens nothing: the rows are those of the tree
 *         GListStore            of CatalogBranch: the best few of what CatalogFolderIndex finds
 */
#define PICKER_TYPE_FOLDER_LIST (picker_folder_list_get_type ())
G_DECLARE_FINAL_TYPE (PickerFolderList, picker_folder_list, PICKER, FOLDER_LIST, GtkWidget)

GtkWidget *picker_folder_list_new (void);

/* Where to look. @folder_id: (nullable): below this folder alone */
void picker_folder_list_set_root (PickerFolderList *self, CatalogSource *source, const char *folder_id);
/* Only folders, or only albums; before the root. Then the empty text finds all of them. */
void picker_folder_list_set_scheme (PickerFolderList *self, CantoScheme scheme);
void picker_folder_list_find (PickerFolderList *self, const char *text);

CatalogBranch *picker_folder_list_get_selected (PickerFolderList *self); /* (nullable) */
void           picker_folder_list_unselect (PickerFolderList *self);
/* Selects the first one, and gives it the focus. */
void picker_folder_list_enter (PickerFolderList *self);

G_END_DECLS
