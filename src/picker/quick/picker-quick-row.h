/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "delivery-preset.h"
#include "engine-session.h"
#include "picker-quick-item.h"

G_BEGIN_DECLS

/**
 * PickerQuickRow:
 *
 * One asset of the quick picker: its picture, what must be known before it is used, and what Enter copies of it.
 */
#define PICKER_TYPE_QUICK_ROW (picker_quick_row_get_type ())
G_DECLARE_FINAL_TYPE (PickerQuickRow, picker_quick_row, PICKER, QUICK_ROW, GtkWidget)

GtkWidget *picker_quick_row_new (void);

/* @item: (nullable): none: the row is used for another one later */
void             picker_quick_row_set_item (PickerQuickRow *self, EngineSession *session, PickerQuickItem *item);
PickerQuickItem *picker_quick_row_get_item (PickerQuickRow *self); /* (transfer none) (nullable) */
/* What would be copied of it. */
void             picker_quick_row_set_preset (PickerQuickRow *self, DeliveryPreset *preset);
/* Pictures are fetched for what is on screen alone. */
void             picker_quick_row_set_on_screen (PickerQuickRow *self, gboolean on_screen);

/* Name, state and size in one sentence, for those who do not see the row. (transfer full) */
char *picker_quick_row_dup_description (PickerQuickItem *item);

G_END_DECLS
