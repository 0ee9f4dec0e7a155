/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "delivery-preset.h"

G_BEGIN_DECLS

/**
 * PickerPresetVerb:
 * @PICKER_PRESET_MOVE: to another place, which the signal names
 *
 * What a person wants of a preset in the list.
 */
typedef enum
{
  PICKER_PRESET_EDIT,
  PICKER_PRESET_DUPLICATE,
  PICKER_PRESET_REMOVE,
  PICKER_PRESET_MOVE,
} PickerPresetVerb;

/**
 * PickerPresetListRow:
 *
 * A preset in the preferences: its name, what it makes, in which form, and its key. It is dragged to another place of
 * the list, or moved there by Alt and the arrows. PickerPresetListRow::asked says what the person wants.
 */
#define PICKER_TYPE_PRESET_LIST_ROW (picker_preset_list_row_get_type ())
G_DECLARE_FINAL_TYPE (PickerPresetListRow, picker_preset_list_row, PICKER, PRESET_LIST_ROW, AdwActionRow)

/* @position: among all presets, of which the last is @last
 * @is_locked: the administrator's, which can be duplicated at most
 * @can_edit: whether the person may have presets of her own */
GtkWidget *picker_preset_list_row_new (DeliveryPreset *preset,
                                       guint position,
                                       guint last,
                                       gboolean is_locked,
                                       gboolean can_edit);
guint      picker_preset_list_row_get_position (PickerPresetListRow *self);

G_END_DECLS
