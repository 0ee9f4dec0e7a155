/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-crop-layout.h"

#define WIDE_PX       680 /* from here on side by side */
#define PANEL_PX      340
#define WIDE_PANEL_PX 400
#define ROOMY_PX      1100
#define STAGE_SHARE   0.42 /* of the height, one below the other */

struct _PickerCropLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (PickerCropLayout, picker_crop_layout, GTK_TYPE_LAYOUT_MANAGER)

static void
measure_child (GtkWidget *child,
               GtkOrientation orientation,
               int for_size,
               int *minimum,
               int *natural)
{
  *minimum = 0;
  *natural = 0;
  if (child != NULL && gtk_widget_should_layout (child))
    gtk_widget_measure (child, orientation, for_size, minimum, natural, NULL, NULL);
}

/* The narrowest is one below the other. */
static void
picker_crop_layout_measure (GtkLayoutManager *manager,
                            GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  GtkWidget *stage = gtk_widget_get_first_child (widget);
  GtkWidget *panel = gtk_widget_get_last_child (widget);
  int stage_minimum, stage_natural, panel_minimum, panel_natural;
  gboolean is_wide = for_size >= WIDE_PX;

  measure_child (stage, orientation, -1, &stage_minimum, &stage_natural);
  measure_child (panel, orientation, -1, &panel_minimum, &panel_natural);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MAX (stage_minimum, panel_minimum);
      *natural = MAX (*minimum, stage_natural + PANEL_PX);
    }
  else
    {
      *minimum = is_wide ? MAX (stage_minimum, panel_minimum) : stage_minimum + panel_minimum;
      *natural = MAX (*minimum,
                      is_wide ? MAX (stage_natural, panel_natural) : stage_natural + panel_natural);
    }
}

static void
picker_crop_layout_allocate (GtkLayoutManager *manager,
                             GtkWidget *widget,
                             int width,
                             int height,
                             int baseline)
{
  GtkWidget *stage = gtk_widget_get_first_child (widget);
  GtkWidget *panel = gtk_widget_get_last_child (widget);
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int stage_minimum, panel_minimum, natural, panel_width, stage_height;

  if (stage == NULL || panel == stage)
    return;

  if (width >= WIDE_PX)
    {
      panel_width = width >= ROOMY_PX ? WIDE_PANEL_PX : PANEL_PX;
      gtk_widget_size_allocate (
          stage, &(GtkAllocation){ is_rtl ? panel_width : 0, 0, width - panel_width, height }, -1);
      gtk_widget_size_allocate (
          panel, &(GtkAllocation){ is_rtl ? 0 : width - panel_width, 0, panel_width, height }, -1);
      return;
    }

  measure_child (stage, GTK_ORIENTATION_VERTICAL, width, &stage_minimum, &natural);
  measure_child (panel, GTK_ORIENTATION_VERTICAL, width, &panel_minimum, &natural);
  stage_height = (int) (height * STAGE_SHARE);
  stage_height = MAX (stage_minimum, MIN (stage_height, height - panel_minimum));
  gtk_widget_size_allocate (stage, &(GtkAllocation){ 0, 0, width, stage_height }, -1);
  gtk_widget_size_allocate (
      panel, &(GtkAllocation){ 0, stage_height, width, MAX (height - stage_height, panel_minimum) },
      -1);
}

static GtkSizeRequestMode
picker_crop_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
picker_crop_layout_class_init (PickerCropLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = picker_crop_layout_get_request_mode;
  layout_class->measure = picker_crop_layout_measure;
  layout_class->allocate = picker_crop_layout_allocate;
}

static void
picker_crop_layout_init (PickerCropLayout *self)
{
}
