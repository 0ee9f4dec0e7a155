/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "catalog-branch.h"
#include "picker-folder-list.h"
#include "picker-sidebar.h"

G_BEGIN_DECLS

struct _PickerSidebar
{
  GtkWidget parent_instance;

  /* Template children. */
  AdwBin *root_bin;
  AdwBin *account_bin;
  GtkSearchEntry *filter_entry;
  GtkStack *stack;
  GtkListView *view;
  PickerFolderList *folder_list;
  GtkPopoverMenu *context_menu;

  /* Owned. */
  EngineSession *session;
  CatalogBranch *root;
  GtkSingleSelection *selection;
  GObject *place;                  /* that was chosen: PickerPlace or CatalogBranch */
  CatalogBranch *menu_branch;      /* (nullable): whose menu is open */
  char *told_id;                   /* (nullable): of the chosen folder or album, as it was told last */
  char *told_name;                 /* (nullable) */
  GCancellable *album_cancellable; /* (nullable): of the album that was asked for last */

  /* State. */
  gboolean by_pointer; /* the last thing done here */
  guint menu_id;       /* non-0 while the menu has just closed */
};

/* What a menu or a key is for: the branch whose menu is open, or else the chosen one. (nullable): %NULL for a place
 * that is no folder and no album */
CatalogBranch *picker_sidebar_get_branch (PickerSidebar *self);
/* To a folder or an album, which is shown in the tree as soon as what it is in is there. */
void           picker_sidebar_go_to_node (PickerSidebar *self, CantoNode *node);
gboolean       picker_sidebar_is_in_tree (PickerSidebar *self); /* the chosen place */
/* To all assets, as what was shown is gone. */
void           picker_sidebar_choose_all (PickerSidebar *self);
/* What the chosen place finds has another address now. */
void           picker_sidebar_emit_chosen (PickerSidebar *self);

/* picker-sidebar-edit.c: folders and albums are made, deleted and filled here; the actions folder.new-folder,
 * folder.new-album, folder.rename, folder.delete and, for the top, folder.new-top-folder, folder.new-top-album */
void picker_sidebar_install_edit (GtkWidgetClass *widget_class);
void picker_sidebar_connect_edits (PickerSidebar *self);
/* @branch: (nullable): whose menu opens, or which is chosen */
void picker_sidebar_update_edit (PickerSidebar *self, CatalogBranch *branch);
/* @row: a #PickerSidebarRow, on which assets can be dropped */
void picker_sidebar_watch_row (PickerSidebar *self, GtkWidget *row);

G_END_DECLS
