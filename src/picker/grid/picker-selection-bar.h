/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "canto-asset.h"

G_BEGIN_DECLS

/**
 * PickerSelectionBar:
 *
 * What is selected, what must be known of it, and the button that copies its link (link.copy).
 */
#define PICKER_TYPE_SELECTION_BAR (picker_selection_bar_get_type ())
G_DECLARE_FINAL_TYPE (PickerSelectionBar, picker_selection_bar, PICKER, SELECTION_BAR, GtkWidget)

/* @asset: (nullable): hides the bar */
void       picker_selection_bar_set_asset (PickerSelectionBar *self, CantoAsset *asset);
GtkWidget *picker_selection_bar_get_copy_button (PickerSelectionBar *self); /* (transfer none) */

G_END_DECLS
