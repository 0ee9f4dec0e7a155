/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PickerZoom:
 *
 * A picture, as large as there is room for, that a person may look at closer: with Ctrl and the wheel, two fingers, or
 * a double click, which leads to its own pixels and back. What is larger than the widget is moved by dragging and
 * scrolling.
 */
#define PICKER_TYPE_ZOOM (picker_zoom_get_type ())
G_DECLARE_FINAL_TYPE (PickerZoom, picker_zoom, PICKER, ZOOM, GtkWidget)

/* @paintable: (nullable): one of another shape begins as large as there is room for */
void picker_zoom_set_paintable (PickerZoom *self, GdkPaintable *paintable);
GdkPaintable *picker_zoom_get_paintable (PickerZoom *self); /* (transfer none) (nullable) */

/* Whether a person may; FALSE at first. */
void picker_zoom_set_is_zoomable (PickerZoom *self, gboolean is_zoomable);

/* How much larger than there is room for: 1 for all of the picture. */
double   picker_zoom_get_factor (PickerZoom *self);
/* Whether a part of the picture is outside. */
gboolean picker_zoom_get_is_cut (PickerZoom *self);

/* What of the picture is in the middle of the widget, from 0 to 1. */
void     picker_zoom_get_middle (PickerZoom *self, double *x, double *y);

/* Closer, or further if below 0. */
void picker_zoom_step (PickerZoom *self, int n_steps);
/* All of the picture, as large as there is room for. */
void picker_zoom_fit (PickerZoom *self);
/* To the picture's own pixels, or back. */
void picker_zoom_toggle (PickerZoom *self);
/* Moves what is seen by parts of the widget's size. */
void picker_zoom_pan (PickerZoom *self, double x_parts, double y_parts);

G_END_DECLS
