/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "picker-crop-view.h"

G_BEGIN_DECLS

struct _PickerCropView
{
  GtkWidget parent_instance;

  /* Borrowed: the widget's own. */
  GtkGesture *drag;

  /* Owned. */
  GdkPaintable *paintable; /* (nullable) */

  /* State. */
  DeliveryCropFrame frame; /* no picture before it is set */
  gboolean has_frame;
  gboolean is_dragged;
  gboolean is_drawn;         /* a new one, from where it was begun */
  gboolean had_frame;        /* when the drag began, like the next two */
  DeliveryCropFrame before;
  DeliveryCropFrame start;   /* what the drag changes */
  DeliveryCropHandle handle; /* that is held */
};

/* Where the picture is in the widget, and how many of its pixels one of the original is. %FALSE before there is
 * room. */
gboolean picker_crop_view_get_stage (PickerCropView *self, graphene_rect_t *stage, double *scale);
/* Where the frame is in the widget. */
gboolean picker_crop_view_get_frame_rect (PickerCropView *self, graphene_rect_t *rect);
/* The person has made it so. */
void     picker_crop_view_take_frame (PickerCropView *self, const DeliveryCropFrame *frame);

/* picker-crop-view-hands.c */
void picker_crop_view_add_hands (PickerCropView *self);
void picker_crop_view_add_keys (GtkWidgetClass *widget_class);

G_END_DECLS
