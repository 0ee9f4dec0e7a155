/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "engine-session.h"
#include "picker-picked.h"
#include "picker-selection.h"
#include "picker-visible.h"

G_BEGIN_DECLS

/**
 * PickerList:
 *
 * The assets of a list as rows, below a header: a small picture with the name, kind, size, dimensions,
 * status and date; see #PickerListColumn.
 *
 * It is no GtkColumnView: that one of GTK 4.8 has six widgets with a child each in a row, and binds
 * and lays out two hundred rows at each jump.
 */
#define PICKER_TYPE_LIST (picker_list_get_type ())
G_DECLARE_FINAL_TYPE (PickerList, picker_list, PICKER, LIST, GtkWidget)

PickerList *picker_list_new (EngineSession *session, GSettings *settings, CatalogAssetList *list);
/* The title of the dates says whether they are those of picks. */
void picker_list_follow_picked (PickerList *self, PickerPicked *picked);

/* @selection: (nullable): no rows are held without */
void           picker_list_set_selection (PickerList *self, PickerSelection *selection);
GtkListView   *picker_list_get_view (PickerList *self);    /* (transfer none) */
PickerVisible *picker_list_get_visible (PickerList *self); /* (transfer none) */

G_END_DECLS
