/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "delivery-crop-frame.h"

G_BEGIN_DECLS

/**
 * PickerCropView:
 *
 * A picture with a frame over it, which a person moves and resizes: by its sides and corners, by drawing another one
 * where there is none, or with keys. The arrows move it by a hundredth of the picture, with Shift they make it wider,
 * narrower, higher and lower; with Ctrl, too, by a pixel of the original.
 *
 * Signals: "changed": the person did so.
 */
#define PICKER_TYPE_CROP_VIEW (picker_crop_view_get_type ())
G_DECLARE_FINAL_TYPE (PickerCropView, picker_crop_view, PICKER, CROP_VIEW, GtkWidget)

GtkWidget *picker_crop_view_new (void);

/* The picture that lies below, stretched to the shape of the frame's picture. (nullable) */
void picker_crop_view_set_paintable (PickerCropView *self, GdkPaintable *paintable);

/* Whose picture may be of another size than the last one. */
void                     picker_crop_view_set_frame (PickerCropView *self, const DeliveryCropFrame *frame);
const DeliveryCropFrame *picker_crop_view_get_frame (PickerCropView *self);

/* Without it all of the picture is seen; what the person does to it shows it again. "has-frame" */
void     picker_crop_view_set_has_frame (PickerCropView *self, gboolean has_frame);
gboolean picker_crop_view_get_has_frame (PickerCropView *self);

/* Where @handle is, in pixels of the widget, or the middle of the frame. %FALSE before there is room. */
gboolean picker_crop_view_get_handle_place (PickerCropView *self,
                                            DeliveryCropHandle handle,
                                            double *x,
                                            double *y);

G_END_DECLS
