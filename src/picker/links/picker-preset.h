/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "delivery-preset.h"

G_BEGIN_DECLS

/* The preset that was used last: what Ctrl+C copies and a drag carries. It is a habit, and so kept in
 * the key "preset" of the settings; one that cannot be read is the default. */
#define PICKER_PRESET_KEY "preset"

/* Whether a credit line stands with links, and how wide responsive images are shown: of all accounts. */
#define PICKER_WITH_CREDIT_KEY   "with-credit"
#define PICKER_PICTURE_SIZES_KEY "picture-sizes"

DeliveryPreset *picker_preset_load (GSettings *settings); /* (transfer full) */
void            picker_preset_save (GSettings *settings, DeliveryPreset *preset);

/* Another size or format, which is one put together in passing: it has no name. */
void picker_preset_save_recipe (GSettings *settings, DeliveryRecipe *recipe);

/* Another form, in the same way. */
void picker_preset_save_form (GSettings *settings, DeliveryForm form);

/* The first presets of the person have a key. */
#define PICKER_PRESET_N_KEYS 9

/* "Ctrl+1"; empty for one that has no key. (transfer full) */
char *picker_preset_dup_key_label (guint position);

/* Ctrl and the number of a preset activate link.copy-preset, of the keypad, too. A popover needs them of its
 * own: what is pressed there goes no further up. */
void picker_preset_add_keys (GtkWidgetClass *widget_class);

G_END_DECLS
