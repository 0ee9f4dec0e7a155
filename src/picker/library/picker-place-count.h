/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PickerPlaceCount:
 *
 * How many assets there are. Where they cannot all be had (canto-api.md 6.13), it says so and what to do
 * about it; its button activates sort.reverse.
 */
#define PICKER_TYPE_PLACE_COUNT (picker_place_count_get_type ())
G_DECLARE_FINAL_TYPE (PickerPlaceCount, picker_place_count, PICKER, PLACE_COUNT, GtkWidget)

/* @n_assets: that are listed, of @n_found */
void picker_place_count_show (PickerPlaceCount *self, guint n_assets, guint n_found);
void picker_place_count_clear (PickerPlaceCount *self);

/* What it says: may be empty. */
const char *picker_place_count_get_text (PickerPlaceCount *self);

G_END_DECLS
