/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PickerDetailsChips:
 *
 * A title and a flow of words, each a button that leads to what has the same word.
 */
#define PICKER_TYPE_DETAILS_CHIPS (picker_details_chips_get_type ())
G_DECLARE_FINAL_TYPE (PickerDetailsChips, picker_details_chips, PICKER, DETAILS_CHIPS, GtkBox)

GtkWidget *picker_details_chips_new (const char *title);
/* Without a word it hides itself. */
void       picker_details_chips_set_words (PickerDetailsChips *self, const char *const *words);

G_END_DECLS
