/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-zoom.h"

#include <math.h>

#define STEP        1.25
#define CLOSEST     8.0 /* beyond all of the picture, or its own pixels */
#define WHEEL_PX    60.0
#define SAME_FACTOR 0.001

struct _PickerZoom
{
  GtkWidget parent_instance;

  /* Borrowed: the widget's own. */
  GtkGesture *drag;

  /* Owned. */
  GdkPaintable *paintable; /* (nullable) */

  /* State. */
  gboolean is_zoomable;
  double factor;       /* 1: as large as there is room for */
  double x, y;         /* what of the picture is in the middle of the widget, from 0 to 1 */
  double pinch_factor; /* when the fingers touched */
  gboolean is_dragged;
  double drag_x, drag_y;       /* x and y when it began */
  double pointer_x, pointer_y; /* that of the mouse */
};

G_DEFINE_FINAL_TYPE (PickerZoom, picker_zoom, GTK_TYPE_WIDGET)

/* Sizes, in the toolkit's pixels */

static double
get_fit_scale (PickerZoom *self)
{
  double width = self->paintable != NULL ? gdk_paintable_get_intrinsic_width (self->paintable) : 0;
  double height =
      self->paintable != NULL ? gdk_paintable_get_intrinsic_height (self->paintable) : 0;

  if (width <= 0 || height <= 0)
    return 0;

  return MIN (gtk_widget_get_width (GTK_WIDGET (self)) / width,
              gtk_widget_get_height (GTK_WIDGET (self)) / height);
}

static gboolean
get_size (PickerZoom *self, double factor, double *width, double *height)
{
  double scale = get_fit_scale (self) * factor;

  if (scale <= 0)
    return FALSE;

  *width = gdk_paintable_get_intrinsic_width (self->paintable) * scale;
  *height = gdk_paintable_get_intrinsic_height (self->paintable) * scale;

  return TRUE;
}

/* Of one pixel of the screen for each of the picture. */
static double
get_own_factor (PickerZoom *self)
{
  double fit_scale = get_fit_scale (self);

  return fit_scale > 0 ? 1 / (fit_scale * gtk_widget_get_scale_factor (GTK_WIDGET (self))) : 1;
}

/* Nothing beside the picture is shown while a part of it is outside. */
static double
clamp_middle (double middle, double picture_px, double widget_px)
{
  double half = widget_px / 2 / picture_px;

  return picture_px <= widget_px ? 0.5 : CLAMP (middle, half, 1 - half);
}

static void
move_to (PickerZoom *self, double x, double y)
{
  double width, height;

  if (!get_size (self, self->factor, &width, &height))
    return;

  self->x = clamp_middle (x, width, gtk_widget_get_width (GTK_WIDGET (self)));
  self->y = clamp_middle (y, height, gtk_widget_get_height (GTK_WIDGET (self)));
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self),
                                   picker_zoom_get_is_cut (self) ? "grab" : NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* What is at (@at_x, @at_y) of the widget stays there. */
static void
zoom_to (PickerZoom *self, double factor, double at_x, double at_y)
{
  double own = get_own_factor (self);
  double from_middle_x = at_x - gtk_widget_get_width (GTK_WIDGET (self)) / 2.0;
  double from_middle_y = at_y - gtk_widget_get_height (GTK_WIDGET (self)) / 2.0;
  double old_width, old_height, width, height;

  factor = CLAMP (factor, MIN (1, own), MAX (1, own) * CLOSEST);
  if (!get_size (self, self->factor, &old_width, &old_height)
      || !get_size (self, factor, &width, &height))
    return;

  self->factor = factor;
  move_to (self, self->x + from_middle_x / old_width - from_middle_x / width,
           self->y + from_middle_y / old_height - from_middle_y / height);
}

static void
zoom_in_middle (PickerZoom *self, double factor)
{
  zoom_to (self, factor, gtk_widget_get_width (GTK_WIDGET (self)) / 2.0,
           gtk_widget_get_height (GTK_WIDGET (self)) / 2.0);
}

static void
toggle_at (PickerZoom *self, double x, double y)
{
  double own = get_own_factor (self);

  zoom_to (self, fabs (self->factor - own) < SAME_FACTOR ? 1 : own, x, y);
}

/* Hands */

static void
pressed (PickerZoom *self, int n_press, double x, double y)
{
  if (self->is_zoomable && n_press == 2)
    toggle_at (self, x, y);
}

static void
pinch_begun (PickerZoom *self)
{
  self->pinch_factor = self->factor;
}

static void
pinched (PickerZoom *self, double scale, GtkGesture *pinch)
{
  double x, y;

  if (self->is_zoomable && gtk_gesture_get_bounding_box_center (pinch, &x, &y))
    zoom_to (self, self->pinch_factor * scale, x, y);
}

/* What is all there is dragged away instead: see the viewer. */
static void
drag_begun (PickerZoom *self, double x, double y)
{
  gboolean is_cut = self->is_zoomable && picker_zoom_get_is_cut (self);

  self->is_dragged = is_cut;
  if (is_cut)
    gtk_gesture_set_state (self->drag, GTK_EVENT_SEQUENCE_CLAIMED);
  self->drag_x = self->x;
  self->drag_y = self->y;
}

static void
dragged (PickerZoom *self, double x, double y)
{
  double width, height;

  if (self->is_dragged && get_size (self, self->factor, &width, &height))
    move_to (self, self->drag_x - x / width, self->drag_y - y / height);
}

static gboolean
scrolled (PickerZoom *self, double dx, double dy, GtkEventController *wheel)
{
  gboolean is_wheel = gtk_event_controller_scroll_get_unit (GTK_EVENT_CONTROLLER_SCROLL (wheel))
                      == GDK_SCROLL_UNIT_WHEEL;
  double unit_px = is_wheel ? WHEEL_PX : 1;
  double width, height;

  if (!self->is_zoomable || !get_size (self, self->factor, &width, &height))
    return GDK_EVENT_PROPAGATE;

  if ((gtk_event_controller_get_current_event_state (wheel) & GDK_CONTROL_MASK) != 0)
    zoom_to (self, self->factor * pow (STEP, -dy * unit_px / WHEEL_PX), self->pointer_x,
             self->pointer_y);
  else if (picker_zoom_get_is_cut (self))
    move_to (self, self->x + dx * unit_px / width, self->y + dy * unit_px / height);
  else
    return GDK_EVENT_PROPAGATE;

  return GDK_EVENT_STOP;
}

/* An event of a wheel does not say where it is. */
static void
pointer_moved (PickerZoom *self, double x, double y)
{
  self->pointer_x = x;
  self->pointer_y = y;
}

static void
add_controllers (PickerZoom *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();
  GtkEventController *wheel =
      gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);

  self->drag = gtk_gesture_drag_new ();
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed), self);
  g_signal_connect_swapped (pinch, "begin", G_CALLBACK (pinch_begun), self);
  g_signal_connect_swapped (pinch, "scale-changed", G_CALLBACK (pinched), self);
  g_signal_connect_swapped (wheel, "scroll", G_CALLBACK (scrolled), self);
  g_signal_connect_swapped (self->drag, "drag-begin", G_CALLBACK (drag_begun), self);
  g_signal_connect_swapped (self->drag, "drag-update", G_CALLBACK (dragged), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (pinch));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (self->drag));
  /* A drag of what is cut must not end a double click. */
  gtk_gesture_group (self->drag, click);
  gtk_widget_add_controller (GTK_WIDGET (self), wheel);
  g_signal_connect_swapped (motion, "enter", G_CALLBACK (pointer_moved), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (pointer_moved), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}

/* Widget */

static void
picker_zoom_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  PickerZoom *self = PICKER_ZOOM (widget);
  int widget_width = gtk_widget_get_width (widget);
  int widget_height = gtk_widget_get_height (widget);
  double width, height;

  if (!get_size (self, self->factor, &width, &height))
    return;

  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, widget_width, widget_height));
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((float) (widget_width / 2.0 - self->x * width),
                                                (float) (widget_height / 2.0 - self->y * height)));
  gdk_paintable_snapshot (self->paintable, snapshot, width, height);
  gtk_snapshot_pop (snapshot);
}

static void
picker_zoom_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  PickerZoom *self = PICKER_ZOOM (widget);

  move_to (self, self->x, self->y);
}

static void
picker_zoom_dispose (GObject *object)
{
  g_clear_object (&PICKER_ZOOM (object)->paintable);

  G_OBJECT_CLASS (picker_zoom_parent_class)->dispose (object);
}

static void
picker_zoom_class_init (PickerZoomClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = picker_zoom_dispose;
  widget_class->snapshot = picker_zoom_snapshot;
  widget_class->size_allocate = picker_zoom_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
picker_zoom_init (PickerZoom *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  self->factor = 1;
  self->x = 0.5;
  self->y = 0.5;
  add_controllers (self);
}

static double
get_shape (GdkPaintable *paintable)
{
  return paintable != NULL ? gdk_paintable_get_intrinsic_aspect_ratio (paintable) : 0;
}

void
picker_zoom_set_paintable (PickerZoom *self, GdkPaintable *paintable)
{
  double shape, old_shape;

  g_return_if_fail (PICKER_IS_ZOOM (self));

  shape = get_shape (paintable);
  old_shape = get_shape (self->paintable);
  g_set_object (&self->paintable, paintable);
  /* A sharper one of the same picture is a pixel off now and then. */
  if (fabs (shape - old_shape) > 0.02 * old_shape)
    picker_zoom_fit (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

GdkPaintable *
picker_zoom_get_paintable (PickerZoom *self)
{
  g_return_val_if_fail (PICKER_IS_ZOOM (self), NULL);

  return self->paintable;
}

void
picker_zoom_set_is_zoomable (PickerZoom *self, gboolean is_zoomable)
{
  g_return_if_fail (PICKER_IS_ZOOM (self));

  self->is_zoomable = is_zoomable;
}

double
picker_zoom_get_factor (PickerZoom *self)
{
  g_return_val_if_fail (PICKER_IS_ZOOM (self), 1);

  return self->factor;
}

gboolean
picker_zoom_get_is_cut (PickerZoom *self)
{
  g_return_val_if_fail (PICKER_IS_ZOOM (self), FALSE);

  return self->factor > 1 + SAME_FACTOR;
}

void
picker_zoom_get_middle (PickerZoom *self, double *x, double *y)
{
  g_return_if_fail (PICKER_IS_ZOOM (self));

  *x = self->x;
  *y = self->y;
}

void
picker_zoom_step (PickerZoom *self, int n_steps)
{
  g_return_if_fail (PICKER_IS_ZOOM (self));

  zoom_in_middle (self, self->factor * pow (STEP, n_steps));
}

void
picker_zoom_fit (PickerZoom *self)
{
  g_return_if_fail (PICKER_IS_ZOOM (self));

  self->factor = 1;
  move_to (self, 0.5, 0.5);
}

void
picker_zoom_toggle (PickerZoom *self)
{
  g_return_if_fail (PICKER_IS_ZOOM (self));

  toggle_at (self, gtk_widget_get_width (GTK_WIDGET (self)) / 2.0,
             gtk_widget_get_height (GTK_WIDGET (self)) / 2.0);
}

void
picker_zoom_pan (PickerZoom *self, double x_parts, double y_parts)
{
  double width, height;

  g_return_if_fail (PICKER_IS_ZOOM (self));

  if (get_size (self, self->factor, &width, &height))
    move_to (self, self->x + x_parts * gtk_widget_get_width (GTK_WIDGET (self)) / width,
             self->y + y_parts * gtk_widget_get_height (GTK_WIDGET (self)) / height);
}
