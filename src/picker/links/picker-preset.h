/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "delivery-preset.h"

G_BEGIN_DECLS

/* The preset that was used last: what Ctrl+C copies and a drag carries. It is a habit, and so kept in
 * the key "rendition" of the settings; one that cannot be read is the default. */
#define PICKER_PRESET_KEY "rendition"

DeliveryPreset picker_preset_load (GSettings *settings);
void           picker_preset_save (GSettings *settings, const DeliveryPreset *preset);

/* Ctrl and the number of a size activate link.copy-size, of the keypad, too. A popover needs them of its
 * own: what is pressed there goes no further up. */
void picker_preset_add_keys (GtkWidgetClass *widget_class);

G_END_DECLS
