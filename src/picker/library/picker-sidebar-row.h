/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "catalog-branch.h"
#include "engine-edits.h"

G_BEGIN_DECLS

/**
 * PickerSidebarRow:
 *
 * A row of the sidebar: a place, a heading, a folder or an album. It is recycled.
 */
#define PICKER_TYPE_SIDEBAR_ROW (picker_sidebar_row_get_type ())
G_DECLARE_FINAL_TYPE (PickerSidebarRow, picker_sidebar_row, PICKER, SIDEBAR_ROW, GtkWidget)

/* @edits: (nullable): what may have been done to folders and albums */
GtkWidget *picker_sidebar_row_new (EngineEdits *edits);

/* @row: (nullable): whose item is a #PickerPlace or a #CatalogBranch */
void picker_sidebar_row_set_row (PickerSidebarRow *self, GtkTreeListRow *row);

/* (nullable): of a folder or an album, or the root for a heading */
CatalogBranch *picker_sidebar_row_get_branch (PickerSidebarRow *self);

G_END_DECLS
