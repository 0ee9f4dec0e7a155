/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "engine-session.h"

G_BEGIN_DECLS

/**
 * PickerCropWindow:
 *
 * The crop and size editor: pictures with a frame over them, shapes, smart crops, size and format; beside it what the
 * delivery network makes of it, and the link as it will be. With several pictures the crop is chosen on one, and holds
 * for all by shares of their sides.
 *
 * Signals: "copy" (#DeliveryRecipe): the person wants the links; the window closes then.
 */
#define PICKER_TYPE_CROP_WINDOW (picker_crop_window_get_type ())
G_DECLARE_FINAL_TYPE (PickerCropWindow, picker_crop_window, PICKER, CROP_WINDOW, AdwWindow)

/* Begins with the preset that was used last.
 * @assets: (element-type CantoAsset): at most %ENGINE_MAX_LINKS, with details or without
 * @settings: those that keep the preset; they are not written
 * @parent: (nullable) */
GtkWidget *picker_crop_window_new (EngineSession *session,
                                   GSettings *settings,
                                   GtkWindow *parent,
                                   GPtrArray *assets);

G_END_DECLS
