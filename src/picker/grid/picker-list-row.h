/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "picker-cell.h"
#include "picker-list-column.h"

G_BEGIN_DECLS

/**
 * PickerListRow:
 *
 * A row of the list: a small picture, the name, and what else there is room for.
 */
#define PICKER_TYPE_LIST_ROW (picker_list_row_get_type ())
G_DECLARE_FINAL_TYPE (PickerListRow, picker_list_row, PICKER, LIST_ROW, PickerCell)

GtkWidget *picker_list_row_new (EngineSession *session);

/* What it shows. (nullable): NULL where there is nothing to say or no room, and off screen */
const char *picker_list_row_get_words (PickerListRow *self, PickerListColumn column);
/* What is said where the pointer rests: what cannot be read whole there. (nullable) */
const char *picker_list_row_get_tooltip (PickerListRow *self, int x);

G_END_DECLS
