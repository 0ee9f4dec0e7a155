/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "engine-recheck-item.h"

G_BEGIN_DECLS

/**
 * PickerRecheckRow:
 *
 * What has become of a link: the asset, which link it was, and what that means.
 */
#define PICKER_TYPE_RECHECK_ROW (picker_recheck_row_get_type ())
G_DECLARE_FINAL_TYPE (PickerRecheckRow, picker_recheck_row, PICKER, RECHECK_ROW, GtkWidget)

GtkWidget *picker_recheck_row_new (void);
void       picker_recheck_row_set_item (PickerRecheckRow *self, EngineRecheckItem *item);

G_END_DECLS
