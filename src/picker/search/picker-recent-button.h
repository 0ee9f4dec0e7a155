/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "picker-recent-searches.h"

G_BEGIN_DECLS

/**
 * PickerRecentButton:
 *
 * A button beside the search entry that opens the recent searches. #PickerRecentButton::chosen tells
 * which one the person wants again. Without any there is no button.
 */
#define PICKER_TYPE_RECENT_BUTTON (picker_recent_button_get_type ())
G_DECLARE_FINAL_TYPE (PickerRecentButton, picker_recent_button, PICKER, RECENT_BUTTON, GtkWidget)

GtkWidget *picker_recent_button_new (PickerRecentSearches *searches);

/* Opens it, if there is something to choose. */
void picker_recent_button_open (PickerRecentButton *self);

G_END_DECLS
