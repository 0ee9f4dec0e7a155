/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "catalog-asset-list.h"
#include "engine-session.h"

G_BEGIN_DECLS

/**
 * PickerDetailsPanel:
 *
 * All that is known of the selected asset, below a larger picture of it. What a list did not say is
 * asked for, once the selection has rested for a moment.
 *
 * Its closing button activates the action details.toggle of whoever holds the panel, and those that edit
 * assets.edit, for it knows one asset alone. #PickerDetailsPanel::made tells of each edit.
 */
#define PICKER_TYPE_DETAILS_PANEL (picker_details_panel_get_type ())
G_DECLARE_FINAL_TYPE (PickerDetailsPanel, picker_details_panel, PICKER, DETAILS_PANEL, GtkWidget)

GtkWidget *picker_details_panel_new (EngineSession *session);

/* @asset: (nullable): the only one, or the last of @n_selected
 * @summary: (nullable): what is known of several */
void picker_details_panel_set_selection (PickerDetailsPanel *self,
                                         CantoAsset *asset,
                                         guint n_selected,
                                         const char *summary);

/* Where suggestions of tags and keywords come from. */
void picker_details_panel_set_list (PickerDetailsPanel *self, CatalogAssetList *list);

/* Opens the editor for @assets, which are what is selected. (element-type CantoAsset) */
void picker_details_panel_edit (PickerDetailsPanel *self, GPtrArray *assets);
/* What is typed in the editor counts now. */
void picker_details_panel_flush (PickerDetailsPanel *self);

G_END_DECLS
