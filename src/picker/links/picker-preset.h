/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "delivery-preset.h"

G_BEGIN_DECLS

/* The preset that was used last: what Ctrl+C copies and a drag carries. It is a habit, and so kept in
 * the key "rendition" of the settings; one that cannot be read is the default. */
#define PICKER_PRESET_KEY "rendition"

DeliveryPreset picker_preset_load (GSettings *settings);
void           picker_preset_save (GSettings *settings, const DeliveryPreset *preset);

G_END_DECLS
