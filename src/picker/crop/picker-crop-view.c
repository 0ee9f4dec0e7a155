/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-crop-view-private.h"

#include <glib/gi18n.h>
#include <math.h>

#define MARGIN_PX   14 /* around the picture: room for handles on its edge */
#define MIN_PX      160
#define NATURAL_PX  480
#define HANDLE_PX   10
#define SIDE_PX     64 /* a shorter side has no handle in its middle */
#define THIRDS      3
#define LINE_PX     1.5f
#define SHADE_ALPHA 0.55f

G_DEFINE_FINAL_TYPE (PickerCropView, picker_crop_view, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_HAS_FRAME = 1,
  N_PROPS,
} PickerCropViewProperty;

static GParamSpec *props[N_PROPS];

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const GdkRGBA white = { 1, 1, 1, 1 };
static const GdkRGBA faint = { 1, 1, 1, 0.45f };
static const GdkRGBA dark = { 0, 0, 0, 0.6f };
static const GdkRGBA shade = { 0, 0, 0, SHADE_ALPHA };

/* Places */

gboolean
picker_crop_view_get_stage (PickerCropView *self, graphene_rect_t *stage, double *scale)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self)) - 2 * MARGIN_PX;
  double height = gtk_widget_get_height (GTK_WIDGET (self)) - 2 * MARGIN_PX;
  double picture_width = self->frame.picture_width_px;
  double picture_height = self->frame.picture_height_px;

  if (width <= 0 || height <= 0 || picture_width <= 0 || picture_height <= 0)
    return FALSE;

  *scale = MIN (width / picture_width, height / picture_height);
  graphene_rect_init (stage, (float) (MARGIN_PX + (width - picture_width * *scale) / 2),
                      (float) (MARGIN_PX + (height - picture_height * *scale) / 2),
                      (float) (picture_width * *scale), (float) (picture_height * *scale));

  return TRUE;
}

gboolean
picker_crop_view_get_frame_rect (PickerCropView *self, graphene_rect_t *rect)
{
  const DeliveryCrop *crop = &self->frame.crop;
  double scale;

  if (!picker_crop_view_get_stage (self, rect, &scale))
    return FALSE;

  graphene_rect_init (rect, (float) (rect->origin.x + crop->left_px * scale),
                      (float) (rect->origin.y + crop->top_px * scale),
                      (float) (crop->width_px * scale), (float) (crop->height_px * scale));

  return TRUE;
}

gboolean
picker_crop_view_get_handle_place (PickerCropView *self,
                                   DeliveryCropHandle handle,
                                   double *x,
                                   double *y)
{
  graphene_rect_t rect;

  g_return_val_if_fail (PICKER_IS_CROP_VIEW (self), FALSE);

  if (!picker_crop_view_get_frame_rect (self, &rect))
    return FALSE;

  *x = rect.origin.x
       + rect.size.width
             * ((handle & DELIVERY_CROP_LEFT)    ? 0
                : (handle & DELIVERY_CROP_RIGHT) ? 1
                                                 : 0.5);
  *y = rect.origin.y
       + rect.size.height
             * ((handle & DELIVERY_CROP_TOP)      ? 0
                : (handle & DELIVERY_CROP_BOTTOM) ? 1
                                                  : 0.5);

  return TRUE;
}

/* Drawing */

/* What is left out lies in the shade. */
static void
draw_shade (GtkSnapshot *snapshot, const graphene_rect_t *stage, const graphene_rect_t *rect)
{
  float right = rect->origin.x + rect->size.width;
  float bottom = rect->origin.y + rect->size.height;
  float stage_right = stage->origin.x + stage->size.width;
  float stage_bottom = stage->origin.y + stage->size.height;
  const graphene_rect_t parts[] = {
    GRAPHENE_RECT_INIT (stage->origin.x, stage->origin.y, stage->size.width,
                        rect->origin.y - stage->origin.y),
    GRAPHENE_RECT_INIT (stage->origin.x, bottom, stage->size.width, stage_bottom - bottom),
    GRAPHENE_RECT_INIT (stage->origin.x, rect->origin.y, rect->origin.x - stage->origin.x,
                        rect->size.height),
    GRAPHENE_RECT_INIT (right, rect->origin.y, stage_right - right, rect->size.height),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    gtk_snapshot_append_color (snapshot, &shade, &parts[i]);
}

static void
draw_thirds (GtkSnapshot *snapshot, const graphene_rect_t *rect)
{
  for (int i = 1; i < THIRDS; i++)
    {
      float x = rect->origin.x + rect->size.width * (float) i / THIRDS;
      float y = rect->origin.y + rect->size.height * (float) i / THIRDS;

      gtk_snapshot_append_color (snapshot, &faint,
                                 &GRAPHENE_RECT_INIT (x, rect->origin.y, 1, rect->size.height));
      gtk_snapshot_append_color (snapshot, &faint,
                                 &GRAPHENE_RECT_INIT (rect->origin.x, y, rect->size.width, 1));
    }
}

static void
draw_box (GtkSnapshot *snapshot, const graphene_rect_t *rect, float width, const GdkRGBA *color)
{
  const float widths[] = { width, width, width, width };
  const GdkRGBA colors[] = { *color, *color, *color, *color };
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, rect, 0);
  gtk_snapshot_append_border (snapshot, &outline, widths, colors);
}

static void
draw_handle (PickerCropView *self, GtkSnapshot *snapshot, DeliveryCropHandle handle)
{
  graphene_rect_t rect;
  double x = 0;
  double y = 0;

  picker_crop_view_get_handle_place (self, handle, &x, &y);
  rect = GRAPHENE_RECT_INIT ((float) x - HANDLE_PX / 2.0f, (float) y - HANDLE_PX / 2.0f, HANDLE_PX,
                             HANDLE_PX);
  gtk_snapshot_append_color (snapshot, &white, &rect);
  draw_box (snapshot, &rect, 1, &dark);
}

static void
draw_handles (PickerCropView *self, GtkSnapshot *snapshot, const graphene_rect_t *rect)
{
  draw_handle (self, snapshot, DELIVERY_CROP_LEFT | DELIVERY_CROP_TOP);
  draw_handle (self, snapshot, DELIVERY_CROP_RIGHT | DELIVERY_CROP_TOP);
  draw_handle (self, snapshot, DELIVERY_CROP_LEFT | DELIVERY_CROP_BOTTOM);
  draw_handle (self, snapshot, DELIVERY_CROP_RIGHT | DELIVERY_CROP_BOTTOM);
  if (rect->size.height >= SIDE_PX)
    {
      draw_handle (self, snapshot, DELIVERY_CROP_LEFT);
      draw_handle (self, snapshot, DELIVERY_CROP_RIGHT);
    }
  if (rect->size.width >= SIDE_PX)
    {
      draw_handle (self, snapshot, DELIVERY_CROP_TOP);
      draw_handle (self, snapshot, DELIVERY_CROP_BOTTOM);
    }
}

static void
draw_frame (PickerCropView *self, GtkSnapshot *snapshot, const graphene_rect_t *stage)
{
  graphene_rect_t rect, outer;

  picker_crop_view_get_frame_rect (self, &rect);
  draw_shade (snapshot, stage, &rect);
  if (self->is_dragged || gtk_widget_has_visible_focus (GTK_WIDGET (self)))
    draw_thirds (snapshot, &rect);
  /* Seen on what is bright and on what is dark. */
  graphene_rect_inset_r (&rect, -1, -1, &outer);
  draw_box (snapshot, &outer, 1, &dark);
  draw_box (snapshot, &rect, LINE_PX, &white);
  draw_handles (self, snapshot, &rect);
}

static void
picker_crop_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  PickerCropView *self = PICKER_CROP_VIEW (widget);
  graphene_rect_t stage;
  double scale;

  if (!picker_crop_view_get_stage (self, &stage, &scale))
    return;

  if (self->paintable != NULL)
    {
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &stage.origin);
      gdk_paintable_snapshot (self->paintable, snapshot, stage.size.width, stage.size.height);
      gtk_snapshot_restore (snapshot);
    }
  else
    gtk_snapshot_append_color (snapshot, &shade, &stage);
  if (self->has_frame)
    draw_frame (self, snapshot, &stage);
}

static void
picker_crop_view_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  *minimum = MIN_PX;
  *natural = NATURAL_PX;
}

static void
picker_crop_view_state_flags_changed (GtkWidget *widget, GtkStateFlags before)
{
  GTK_WIDGET_CLASS (picker_crop_view_parent_class)->state_flags_changed (widget, before);
  gtk_widget_queue_draw (widget);
}

/* Words */

static void
tell_frame (PickerCropView *self)
{
  const DeliveryCrop *crop = &self->frame.crop;
  g_autofree char *text = NULL;

  if (!self->has_frame || delivery_crop_frame_is_whole (&self->frame))
    text = g_strdup (_ ("All of the picture"));
  else
    text = g_strdup_printf (
        /* Translators: what a screen reader says of a crop: its width and height, where it begins,
           and how large all of the picture is */
        _ ("%u by %u pixels, %u from the left and %u from the top, of %u by %u"), crop->width_px,
        crop->height_px, crop->left_px, crop->top_px, self->frame.picture_width_px,
        self->frame.picture_height_px);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
}

static void
show_frame (PickerCropView *self)
{
  tell_frame (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
picker_crop_view_take_frame (PickerCropView *self, const DeliveryCropFrame *frame)
{
  if (self->has_frame && delivery_crop_frame_equal (&self->frame, frame))
    return;

  self->frame = *frame;
  picker_crop_view_set_has_frame (self, TRUE);
  show_frame (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* GObject */

static void
picker_crop_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((PickerCropViewProperty) prop_id)
    {
    case PROP_HAS_FRAME:
      g_value_set_boolean (value, PICKER_CROP_VIEW (object)->has_frame);
      break;

    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
picker_crop_view_dispose (GObject *object)
{
  g_clear_object (&PICKER_CROP_VIEW (object)->paintable);

  G_OBJECT_CLASS (picker_crop_view_parent_class)->dispose (object);
}

static void
picker_crop_view_class_init (PickerCropViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = picker_crop_view_dispose;
  object_class->get_property = picker_crop_view_get_property;
  widget_class->snapshot = picker_crop_view_snapshot;
  widget_class->measure = picker_crop_view_measure;
  widget_class->state_flags_changed = picker_crop_view_state_flags_changed;

  props[PROP_HAS_FRAME] = g_param_spec_boolean ("has-frame", NULL, NULL, FALSE,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * PickerCropView::changed:
   *
   * The person has changed the frame.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", PICKER_TYPE_CROP_VIEW, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "cropview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  picker_crop_view_add_keys (widget_class);
}

static void
picker_crop_view_init (PickerCropView *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Crop"),
                                  -1);
  picker_crop_view_add_hands (self);
}

GtkWidget *
picker_crop_view_new (void)
{
  return g_object_new (PICKER_TYPE_CROP_VIEW, NULL);
}

void
picker_crop_view_set_paintable (PickerCropView *self, GdkPaintable *paintable)
{
  g_return_if_fail (PICKER_IS_CROP_VIEW (self));

  g_set_object (&self->paintable, paintable);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
picker_crop_view_set_frame (PickerCropView *self, const DeliveryCropFrame *frame)
{
  g_return_if_fail (PICKER_IS_CROP_VIEW (self));

  /* What is held is of the frame before. */
  if (self->is_dragged)
    gtk_gesture_set_state (self->drag, GTK_EVENT_SEQUENCE_DENIED);
  self->is_dragged = FALSE;
  self->frame = *frame;
  show_frame (self);
}

const DeliveryCropFrame *
picker_crop_view_get_frame (PickerCropView *self)
{
  g_return_val_if_fail (PICKER_IS_CROP_VIEW (self), NULL);

  return &self->frame;
}

void
picker_crop_view_set_has_frame (PickerCropView *self, gboolean has_frame)
{
  g_return_if_fail (PICKER_IS_CROP_VIEW (self));

  if (self->has_frame == has_frame)
    return;

  self->has_frame = has_frame;
  show_frame (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_HAS_FRAME]);
}

gboolean
picker_crop_view_get_has_frame (PickerCropView *self)
{
  g_return_val_if_fail (PICKER_IS_CROP_VIEW (self), FALSE);

  return self->has_frame;
}
