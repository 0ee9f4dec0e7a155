/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "engine-session.h"

G_BEGIN_DECLS

/**
 * PickerDetailsPanel:
 *
 * All that is known of the selected asset, below a larger picture of it. What a list did not say is
 * asked for, once the selection has rested for a moment.
 *
 * Its closing button activates the action details.toggle of whoever holds the panel.
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

G_END_DECLS
