/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How a frame is taken hold of: with the pointer or a finger, and with keys. */

#include "picker-crop-view-private.h"

#include <math.h>

#define GRAB_PX     12 /* how far from a side or corner it is still held */
#define FINGER_PX   28
#define STEPS       100 /* of a key, along a side of the picture */
#define MIN_DRAG_PX 4   /* of the screen: less is a click */

/* The pointer */

static double
get_grab_px (GtkEventController *controller)
{
  GdkDevice *device = gtk_event_controller_get_current_event_device (controller);

  return device != NULL && gdk_device_get_source (device) == GDK_SOURCE_TOUCHSCREEN ? FINGER_PX
                                                                                    : GRAB_PX;
}

/* Of two sides that are both near, that which is nearer. */
static DeliveryCropHandle
find_side (double at,
           double start,
           double size,
           double grab_px,
           DeliveryCropHandle start_side,
           DeliveryCropHandle end_side)
{
  double to_start = fabs (at - start);
  double to_end = fabs (at - start - size);

  if (MIN (to_start, to_end) > grab_px)
    return DELIVERY_CROP_INSIDE;

  return to_start < to_end ? start_side : end_side;
}

/* What of the frame is at a place; %FALSE: nothing. */
static gboolean
find_handle (PickerCropView *self, double x, double y, double grab_px, DeliveryCropHandle *handle)
{
  graphene_rect_t rect, around;

  if (!self->has_frame || !picker_crop_view_get_frame_rect (self, &rect))
    return FALSE;

  graphene_rect_inset_r (&rect, (float) -grab_px, (float) -grab_px, &around);
  if (!graphene_rect_contains_point (&around, &GRAPHENE_POINT_INIT ((float) x, (float) y)))
    return FALSE;

  *handle = find_side (x, rect.origin.x, rect.size.width, MIN (grab_px, rect.size.width / 2),
                       DELIVERY_CROP_LEFT, DELIVERY_CROP_RIGHT)
            | find_side (y, rect.origin.y, rect.size.height, MIN (grab_px, rect.size.height / 2),
                         DELIVERY_CROP_TOP, DELIVERY_CROP_BOTTOM);

  return TRUE;
}

static const char *
get_cursor_name (DeliveryCropHandle handle)
{
  switch ((guint) handle)
    {
    case DELIVERY_CROP_LEFT:
    case DELIVERY_CROP_RIGHT:
      return "ew-resize";
    case DELIVERY_CROP_TOP:
    case DELIVERY_CROP_BOTTOM:
      return "ns-resize";
    case DELIVERY_CROP_LEFT | DELIVERY_CROP_TOP:
    case DELIVERY_CROP_RIGHT | DELIVERY_CROP_BOTTOM:
      return "nwse-resize";
    case DELIVERY_CROP_RIGHT | DELIVERY_CROP_TOP:
    case DELIVERY_CROP_LEFT | DELIVERY_CROP_BOTTOM:
      return "nesw-resize";
    case DELIVERY_CROP_INSIDE:
    default:
      return "move";
    }
}

/* A whole frame cannot be moved: another one is drawn instead. */
static gboolean
draws_at (PickerCropView *self, double x, double y, double grab_px, DeliveryCropHandle *handle)
{
  return !find_handle (self, x, y, grab_px, handle)
         || (*handle == DELIVERY_CROP_INSIDE && delivery_crop_frame_is_whole (&self->frame));
}

static void
pointer_moved (PickerCropView *self, double x, double y, GtkEventController *motion)
{
  DeliveryCropHandle handle;

  if (!self->is_dragged)
    gtk_widget_set_cursor_from_name (GTK_WIDGET (self),
                                     draws_at (self, x, y, get_grab_px (motion), &handle)
                                         ? "crosshair"
                                         : get_cursor_name (handle));
}

/* One pixel of the picture, where the pointer is; %FALSE: that is outside. */
static gboolean
begin_new (PickerCropView *self, double x, double y)
{
  graphene_rect_t stage;
  double scale;

  if (!picker_crop_view_get_stage (self, &stage, &scale)
      || !graphene_rect_contains_point (&stage, &GRAPHENE_POINT_INIT ((float) x, (float) y)))
    return FALSE;

  self->start.crop.left_px =
      MIN ((guint) ((x - stage.origin.x) / scale), self->frame.picture_width_px - 1);
  self->start.crop.top_px =
      MIN ((guint) ((y - stage.origin.y) / scale), self->frame.picture_height_px - 1);
  self->start.crop.width_px = 1;
  self->start.crop.height_px = 1;

  return TRUE;
}

static void
drag_begun (PickerCropView *self, double x, double y, GtkGesture *drag)
{
  double grab_px = get_grab_px (GTK_EVENT_CONTROLLER (drag));

  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->had_frame = self->has_frame;
  self->before = self->frame;
  self->start = self->frame;
  self->is_drawn = draws_at (self, x, y, grab_px, &self->handle);
  if (self->is_drawn && !begin_new (self, x, y))
    {
      gtk_gesture_set_state (drag, GTK_EVENT_SEQUENCE_DENIED);
      return;
    }

  gtk_gesture_set_state (drag, GTK_EVENT_SEQUENCE_CLAIMED);
  self->is_dragged = TRUE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
dragged (PickerCropView *self, double dx, double dy)
{
  DeliveryCropFrame frame = self->start;
  graphene_rect_t stage;
  double scale;

  if (!self->is_dragged || !picker_crop_view_get_stage (self, &stage, &scale))
    return;

  if (self->is_drawn)
    {
      /* A click draws nothing. */
      if (MAX (fabs (dx), fabs (dy)) < MIN_DRAG_PX)
        return;
      self->handle = (dx < 0 ? DELIVERY_CROP_LEFT : DELIVERY_CROP_RIGHT)
                     | (dy < 0 ? DELIVERY_CROP_TOP : DELIVERY_CROP_BOTTOM);
    }
  delivery_crop_frame_drag (&frame, self->handle, (int) round (dx / scale),
                            (int) round (dy / scale));
  picker_crop_view_take_frame (self, &frame);
}

static gboolean
is_too_small (const DeliveryCropFrame *frame)
{
  return MAX (frame->crop.width_px, frame->crop.height_px) < DELIVERY_CROP_MIN_PX
         && !delivery_crop_frame_is_whole (frame);
}

static void
drag_ended (PickerCropView *self)
{
  if (!self->is_dragged)
    return;

  self->is_dragged = FALSE;
  if (self->is_drawn && is_too_small (&self->frame))
    {
      picker_crop_view_take_frame (self, &self->before);
      picker_crop_view_set_has_frame (self, self->had_frame);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* As it was before, if something takes the pointer away. */
static void
drag_cancelled (PickerCropView *self)
{
  if (!self->is_dragged)
    return;

  self->is_dragged = FALSE;
  picker_crop_view_take_frame (self, &self->before);
  picker_crop_view_set_has_frame (self, self->had_frame);
}

void
picker_crop_view_add_hands (PickerCropView *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->drag = gtk_gesture_drag_new ();
  g_signal_connect_swapped (self->drag, "drag-begin", G_CALLBACK (drag_begun), self);
  g_signal_connect_swapped (self->drag, "drag-update", G_CALLBACK (dragged), self);
  g_signal_connect_swapped (self->drag, "drag-end", G_CALLBACK (drag_ended), self);
  g_signal_connect_swapped (self->drag, "cancel", G_CALLBACK (drag_cancelled), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (self->drag));
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (pointer_moved), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}

/* Keys */

/* How many pixels a key is, along a side of the picture. */
static int
get_step_px (guint side_px, gboolean is_fine)
{
  return is_fine ? 1 : (int) MAX (1, (side_px + STEPS / 2) / STEPS);
}

/* Where there was no frame, the first key shows it. */
static gboolean
key_pressed (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  PickerCropView *self = PICKER_CROP_VIEW (widget);
  DeliveryCropFrame frame = self->frame;
  int dx, dy;
  gboolean resizes, is_fine;

  g_variant_get (arguments, "(iibb)", &dx, &dy, &resizes, &is_fine);
  if (frame.picture_width_px == 0 || self->is_dragged)
    return GDK_EVENT_PROPAGATE;

  dx *= get_step_px (frame.picture_width_px, is_fine);
  dy *= get_step_px (frame.picture_height_px, is_fine);
  if (resizes)
    delivery_crop_frame_grow (&frame, dx, dy);
  else
    delivery_crop_frame_drag (&frame, DELIVERY_CROP_INSIDE, dx, dy);
  picker_crop_view_take_frame (self, &frame);

  return GDK_EVENT_STOP;
}

static void
add_key (GtkWidgetClass *widget_class, guint keyval, guint keypad_keyval, int dx, int dy)
{
  for (guint i = 0; i < 4; i++)
    {
      gboolean resizes = (i & 1) != 0;
      gboolean is_fine = (i & 2) != 0;
      GdkModifierType mask = (resizes ? GDK_SHIFT_MASK : 0) | (is_fine ? GDK_CONTROL_MASK : 0);

      gtk_widget_class_add_binding (widget_class, keyval, mask, key_pressed, "(iibb)", dx, dy,
                                    resizes, is_fine);
      gtk_widget_class_add_binding (widget_class, keypad_keyval, mask, key_pressed, "(iibb)", dx,
                                    dy, resizes, is_fine);
    }
}

void
picker_crop_view_add_keys (GtkWidgetClass *widget_class)
{
  add_key (widget_class, GDK_KEY_Left, GDK_KEY_KP_Left, -1, 0);
  add_key (widget_class, GDK_KEY_Right, GDK_KEY_KP_Right, 1, 0);
  add_key (widget_class, GDK_KEY_Up, GDK_KEY_KP_Up, 0, -1);
  add_key (widget_class, GDK_KEY_Down, GDK_KEY_KP_Down, 0, 1);
}
