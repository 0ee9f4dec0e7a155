/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PickerCropLayout:
 *
 * Two children: a stage, and what belongs to it. Side by side where there is room; else one below the other. (There is
 * no AdwBreakpoint in libadwaita 1.2.)
 */
#define PICKER_TYPE_CROP_LAYOUT (picker_crop_layout_get_type ())
G_DECLARE_FINAL_TYPE (PickerCropLayout, picker_crop_layout, PICKER, CROP_LAYOUT, GtkLayoutManager)

G_END_DECLS
