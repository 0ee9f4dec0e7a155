/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-grid-private.h"

#include "picker-tile.h"

#include <math.h>

/* GSettings tile-size is one of these: how wide a column is at least. Two of the second, or one of
 * the last, have room in a window of 360 pixels. */
static const int sizes[] = { 120, 160, 200, 260, 320 };

#define PADDING_PX    12 /* style.css: of the view, on both sides */
#define MORE_COLUMNS  0
#define SCROLL_A_STEP 1.0

static guint
find_step (double size)
{
  guint nearest = 0;

  for (guint i = 1; i < G_N_ELEMENTS (sizes); i++)
    {
      if (fabs (sizes[i] - size) < fabs (sizes[nearest] - size))
        nearest = i;
    }

  return nearest;
}

/* The view keeps bound, for each column that it may have, thirty rows: more than there is room for
 * cost time and memory for nothing. */
static void
update_columns (PickerGrid *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self->scroller));
  int columns = (width - PADDING_PX) / self->tile_size + MORE_COLUMNS;

  if (width <= 0)
    return;

  gtk_grid_view_set_max_columns (self->view, (guint) MAX (columns, 1));
  /* A key that came before it has moved the selection, and GTK 4.8 forgets now where to. */
  if (!self->has_columns && picker_selection_get_n_selected (self->selection) > 0)
    picker_grid_queue_place (self, picker_selection_get_current (self->selection));
  self->has_columns = TRUE;
}

static gboolean
columns_due (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  PickerGrid *self = PICKER_GRID (widget);

  self->columns_id = 0;
  update_columns (self);

  return G_SOURCE_REMOVE;
}

/* The width is told in the middle of a layout. */
static void
width_changed (PickerGrid *self)
{
  if (self->columns_id == 0)
    self->columns_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), columns_due, NULL, NULL);
}

static void
resize_tile (gpointer tile, gpointer size_px)
{
  picker_tile_set_size_px (tile, GPOINTER_TO_UINT (size_px));
}

static void
size_changed (PickerGrid *self)
{
  int size = sizes[find_step (g_settings_get_int (self->settings, "tile-size"))];
  guint looked_at = picker_grid_get_looked_at (self);

  if (self->tile_size == size)
    return;

  self->tile_size = size;
  picker_visible_foreach (self->visible, resize_tile, GINT_TO_POINTER (self->tile_size));
  update_columns (self);
  /* What was looked at is looked at further. */
  if (looked_at < g_list_model_get_n_items (G_LIST_MODEL (self->list)))
    gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", looked_at);
}

static void
set_step (PickerGrid *self, int step)
{
  step = CLAMP (step, 0, (int) G_N_ELEMENTS (sizes) - 1);
  if (sizes[step] != self->tile_size)
    g_settings_set_int (self->settings, "tile-size", sizes[step]);
}

static void
zoom (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PickerGrid *self = PICKER_GRID (widget);
  int step = (int) find_step (self->tile_size);

  if (g_str_equal (action_name, "zoom.reset"))
    g_settings_reset (self->settings, "tile-size");
  else
    set_step (self, g_str_equal (action_name, "zoom.in") ? step + 1 : step - 1);
}

static void
pinch_begun (PickerGrid *self)
{
  self->pinch_size = self->tile_size;
}

static void
pinched (PickerGrid *self, double scale)
{
  set_step (self, (int) find_step (self->pinch_size * scale));
}

static gboolean
scrolled (PickerGrid *self, double dx, double dy, GtkEventController *controller)
{
  int step = (int) find_step (self->tile_size);

  if ((gtk_event_controller_get_current_event_state (controller) & GDK_CONTROL_MASK) == 0)
    return GDK_EVENT_PROPAGATE;

  self->scrolled += dy;
  if (fabs (self->scrolled) >= SCROLL_A_STEP)
    {
      set_step (self, self->scrolled < 0 ? step + 1 : step - 1);
      self->scrolled = 0;
    }

  return GDK_EVENT_STOP;
}

static void
add_shortcut (GtkEventController *shortcuts, guint keyval, const char *action)
{
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (shortcuts),
      gtk_shortcut_new (gtk_keyval_trigger_new (keyval, GDK_CONTROL_MASK),
                        gtk_named_action_new (action)));
}

/* From anywhere in the window. */
static void
add_shortcuts (PickerGrid *self)
{
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (shortcuts),
                                     GTK_SHORTCUT_SCOPE_GLOBAL);
  add_shortcut (shortcuts, GDK_KEY_plus, "zoom.in");
  add_shortcut (shortcuts, GDK_KEY_equal, "zoom.in");
  add_shortcut (shortcuts, GDK_KEY_KP_Add, "zoom.in");
  add_shortcut (shortcuts, GDK_KEY_minus, "zoom.out");
  add_shortcut (shortcuts, GDK_KEY_KP_Subtract, "zoom.out");
  add_shortcut (shortcuts, GDK_KEY_0, "zoom.reset");
  add_shortcut (shortcuts, GDK_KEY_KP_0, "zoom.reset");
  gtk_widget_add_controller (GTK_WIDGET (self), shortcuts);
}

static void
add_gestures (PickerGrid *self)
{
  GtkGesture *pinch = gtk_gesture_zoom_new ();
  GtkEventController *wheel =
      gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);

  g_signal_connect_swapped (pinch, "begin", G_CALLBACK (pinch_begun), self);
  g_signal_connect_swapped (pinch, "scale-changed", G_CALLBACK (pinched), self);
  gtk_widget_add_controller (GTK_WIDGET (self->scroller), GTK_EVENT_CONTROLLER (pinch));
  /* Before the scrolled window itself. */
  gtk_event_controller_set_propagation_phase (wheel, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (wheel, "scroll", G_CALLBACK (scrolled), self);
  gtk_widget_add_controller (GTK_WIDGET (self->scroller), wheel);
}

void
picker_grid_install_zoom (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "zoom.in", NULL, zoom);
  gtk_widget_class_install_action (widget_class, "zoom.out", NULL, zoom);
  gtk_widget_class_install_action (widget_class, "zoom.reset", NULL, zoom);
}

void
picker_grid_add_zoom (PickerGrid *self)
{
  int width = g_settings_get_int (self->settings, "window-width");

  self->tile_size = sizes[find_step (g_settings_get_int (self->settings, "tile-size"))];
  /* A guess, until there is a width. */
  gtk_grid_view_set_max_columns (self->view,
                                 (guint) MAX (1, width / self->tile_size + MORE_COLUMNS));
  g_signal_connect_object (self->settings, "changed::tile-size", G_CALLBACK (size_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->scroller),
                           "notify::page-size", G_CALLBACK (width_changed), self,
                           G_CONNECT_SWAPPED);
  add_shortcuts (self);
  add_gestures (self);
}
