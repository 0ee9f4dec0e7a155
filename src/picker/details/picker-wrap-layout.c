/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-wrap-layout.h"

struct _PickerWrapLayout
{
  GtkLayoutManager parent_instance;

  int spacing_px;
};

G_DEFINE_FINAL_TYPE (PickerWrapLayout, picker_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

/* Places the children in lines of @width, or only measures. Returns the height of all lines. */
static int
flow (PickerWrapLayout *self, GtkWidget *widget, int width, gboolean allocate)
{
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x = 0;
  int y = 0;
  int line_height = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkRequisition size;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_get_preferred_size (child, NULL, &size);
      size.width = MIN (size.width, width);
      if (x > 0 && x + size.width > width)
        {
          x = 0;
          y += line_height + self->spacing_px;
          line_height = 0;
        }
      if (allocate)
        gtk_widget_size_allocate (
            child,
            &(GtkAllocation){ is_rtl ? width - x - size.width : x, y, size.width, size.height },
            -1);
      x += size.width + self->spacing_px;
      line_height = MAX (line_height, size.height);
    }

  return y + line_height;
}

static GtkSizeRequestMode
picker_wrap_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* One under the other at least, all in a line at best. */
static void
measure_width (PickerWrapLayout *self, GtkWidget *widget, int *minimum, int *natural)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural,
                          NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural += child_natural + (*natural > 0 ? self->spacing_px : 0);
    }
}

static void
picker_wrap_layout_measure (GtkLayoutManager *manager,
                            GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  PickerWrapLayout *self = PICKER_WRAP_LAYOUT (manager);
  int minimum_width = 0;
  int natural_width = 0;

  measure_width (self, widget, &minimum_width, &natural_width);
  *minimum = minimum_width;
  *natural = natural_width;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;

  *minimum = flow (self, widget, for_size >= 0 ? for_size : natural_width, FALSE);
  *natural = *minimum;
}

static void
picker_wrap_layout_allocate (GtkLayoutManager *manager,
                             GtkWidget *widget,
                             int width,
                             int height,
                             int baseline)
{
  flow (PICKER_WRAP_LAYOUT (manager), widget, width, TRUE);
}

static void
picker_wrap_layout_class_init (PickerWrapLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = picker_wrap_layout_get_request_mode;
  layout_class->measure = picker_wrap_layout_measure;
  layout_class->allocate = picker_wrap_layout_allocate;
}

static void
picker_wrap_layout_init (PickerWrapLayout *self)
{
}

GtkLayoutManager *
picker_wrap_layout_new (int spacing_px)
{
  PickerWrapLayout *self = g_object_new (PICKER_TYPE_WRAP_LAYOUT, NULL);

  self->spacing_px = spacing_px;

  return GTK_LAYOUT_MANAGER (self);
}
