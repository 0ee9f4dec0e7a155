/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * picker_drag_icon_set:
 * @paintable: (nullable): the picture; without one it is @icon_name
 * @label: written on it: what is carried, see picker_drag_as_dup_label()
 *
 * What the hand carries.
 */
void picker_drag_icon_set (GdkDrag *drag, GdkPaintable *paintable, const char *icon_name, const char *label);

G_END_DECLS
