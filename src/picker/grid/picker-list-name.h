/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "engine-session.h"
#include "picker-cell.h"

G_BEGIN_DECLS

/**
 * PickerListName:
 *
 * The first cell of a row: a small picture and the name.
 */
#define PICKER_TYPE_LIST_NAME (picker_list_name_get_type ())
G_DECLARE_FINAL_TYPE (PickerListName, picker_list_name, PICKER, LIST_NAME, GtkWidget)

GtkWidget *picker_list_name_new (EngineSession *session);
void       picker_list_name_set_slot (PickerListName *self, CatalogSlot *slot); /* (nullable) */

G_END_DECLS
