/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PickerState:
 * @PICKER_STATE_LOADING: the answer has not come
 * @PICKER_STATE_SLOW: nor has it for long
 * @PICKER_STATE_WAITING: nor will it before a pause is over that the service asked for
 * @PICKER_STATE_EMPTY: the answer is that there is nothing
 * @PICKER_STATE_ERROR: there is no answer
 */
typedef enum
{
  PICKER_STATE_LOADING,
  PICKER_STATE_SLOW,
  PICKER_STATE_WAITING,
  PICKER_STATE_EMPTY,
  PICKER_STATE_ERROR,
} PickerState;

/**
 * PickerStatePage:
 *
 * What stands in the place of assets that are not there: why, and one button for what can be done. The
 * buttons of an error activate content.retry or win.sign-in, that of a pause content.try-now.
 */
#define PICKER_TYPE_STATE_PAGE (picker_state_page_get_type ())
G_DECLARE_FINAL_TYPE (PickerStatePage, picker_state_page, PICKER, STATE_PAGE, GtkWidget)

PickerState picker_state_page_get_state (PickerStatePage *self);

void picker_state_page_show_loading (PickerStatePage *self);
void picker_state_page_show_slow (PickerStatePage *self);
void picker_state_page_show_waiting (PickerStatePage *self, guint left_s);
/* @text: plain. @label: (nullable): with a mnemonic; of a button that activates @action_name */
void picker_state_page_show_empty (PickerStatePage *self,
                                   const char *icon_name,
                                   const char *title,
                                   const char *text,
                                   const char *label,
                                   const char *action_name);
void picker_state_page_show_error (PickerStatePage *self, const GError *error);

G_END_DECLS
