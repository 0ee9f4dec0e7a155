/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "engine-session.h"

G_BEGIN_DECLS

/**
 * PickerSmartCrops:
 *
 * The smart crops of a picture (11.4), side by side as the delivery network makes them, to be chosen from.
 *
 * Signals: "chosen" (name): the person wants this one.
 */
#define PICKER_TYPE_SMART_CROPS (picker_smart_crops_get_type ())
G_DECLARE_FINAL_TYPE (PickerSmartCrops, picker_smart_crops, PICKER, SMART_CROPS, GtkWidget)

GtkWidget *picker_smart_crops_new (EngineSession *session);

/* @asset: (nullable): with its details */
void picker_smart_crops_set_asset (PickerSmartCrops *self, CantoAsset *asset);

/* Shows which one is used. @name: (nullable): none; one that is not here yet is added */
void picker_smart_crops_set_used (PickerSmartCrops *self, const char *name);

G_END_DECLS
