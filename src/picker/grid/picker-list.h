/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "engine-session.h"
#include "picker-selection.h"
#include "picker-visible.h"

G_BEGIN_DECLS

/**
 * PickerList:
 *
 * The assets of a list as rows: a small picture with the name, kind, size, dimensions, status and date.
 * Where there is no room for all, what is looked for least goes first; the name and the status stay.
 */
#define PICKER_TYPE_LIST (picker_list_get_type ())
G_DECLARE_FINAL_TYPE (PickerList, picker_list, PICKER, LIST, GtkWidget)

PickerList *picker_list_new (EngineSession *session, GSettings *settings, CatalogAssetList *list);

/* @selection: (nullable): no rows are held without */
void           picker_list_set_selection (PickerList *self, PickerSelection *selection);
GtkColumnView *picker_list_get_view (PickerList *self);      /* (transfer none) */
PickerVisible *picker_list_get_visible (PickerList *self);   /* (transfer none) */
GtkWidget     *picker_list_get_list_base (PickerList *self); /* (transfer none): the GtkListView inside */

G_END_DECLS
