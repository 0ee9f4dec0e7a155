/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PickerBanner:
 *
 * One line above what it is about, with one button, as long as it is true (AdwBanner is newer than the
 * floor).
 */
#define PICKER_TYPE_BANNER (picker_banner_get_type ())
G_DECLARE_FINAL_TYPE (PickerBanner, picker_banner, PICKER, BANNER, GtkWidget)

/* @text: plain. @label: (nullable): with a mnemonic; of a button that activates @action_name */
void picker_banner_show (PickerBanner *self,
                         const char *text,
                         const char *label,
                         const char *action_name);
void picker_banner_hide (PickerBanner *self);

/* What it says. (nullable): NULL while it says nothing */
const char *picker_banner_get_text (PickerBanner *self);

G_END_DECLS
