/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-grid-private.h"

#include <graphene.h>

/* What clicks do that is not for the view itself, and the menu. */

static void
pop_up_menu_at (PickerGrid *self, double x, double y)
{
  const GdkRectangle place = { (int) x, (int) y, 1, 1 };

  gtk_popover_set_pointing_to (GTK_POPOVER (self->context_menu), &place);
  gtk_popover_popup (GTK_POPOVER (self->context_menu));
}

/* The cell of the tile or row there. (nullable) */
static PickerCell *
pick_cell (PickerGrid *self, double x, double y)
{
  GtkWidget *base = picker_grid_get_list_base (self);
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  /* On the header of the list there is none. */
  if (widget == NULL || !gtk_widget_is_ancestor (widget, base))
    return NULL;

  /* Up to the widget of the view around a cell: its margins belong to it. */
  while (widget != base)
    {
      PickerCell *cell = picker_visible_find_inside (picker_grid_get_visible (self), widget);

      if (cell != NULL)
        return cell;
      widget = gtk_widget_get_parent (widget);
    }

  return NULL;
}

/* When the button is let go: a menu that comes before takes the release away from the tile, which
 * would look pressed for ever. */
static void
secondary_released (PickerGrid *self, int n_press, double x, double y, GtkGestureClick *gesture)
{
  PickerCell *cell = pick_cell (self, x, y);
  guint position;

  if (cell == NULL)
    return;

  position = catalog_slot_get_position (picker_cell_get_slot (cell));
  if (!gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), position))
    picker_grid_select_only (self, position);
  picker_grid_focus_cell (cell);
  picker_grid_update_retry (self, cell);
  pop_up_menu_at (self, x, y);
}

/* A click between the tiles, or below them, is for nothing: GTK does that only when a band was
 * drawn. */
static void
primary_released (PickerGrid *self, int n_press, double x, double y, GtkGestureClick *gesture)
{
  GdkModifierType state =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  if ((state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) == 0
      && gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT)
             == picker_grid_get_list_base (self))
    gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
}

static PickerCell *
find_current_cell (PickerGrid *self)
{
  return picker_visible_find (picker_grid_get_visible (self),
                              picker_selection_get_current (self->selection));
}

static void
menu_popup (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PickerGrid *self = PICKER_GRID (widget);
  PickerCell *cell = find_current_cell (self);
  graphene_rect_t bounds;

  if (cell == NULL || !gtk_widget_compute_bounds (GTK_WIDGET (cell), widget, &bounds))
    return;

  picker_grid_update_retry (self, cell);
  pop_up_menu_at (self, bounds.origin.x + bounds.size.width / 2,
                  bounds.origin.y + bounds.size.height / 2);
}

void
picker_grid_install_clicks (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "menu.popup", NULL, menu_popup);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "menu.popup",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "menu.popup", NULL);
  /* Here alone: elsewhere in the window the same key takes away a letter, or an album. The menu
   * names the last one. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Delete, 0, "assets.delete", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "assets.delete", NULL);
}

/* Where a drag can begin no rubber band may: the release goes to where something is dropped, and
 * the view would wait for it with the band for ever. */
static void
primary_pressed (PickerGrid *self, int n_press, double x, double y)
{
  PickerCell *cell = pick_cell (self, x, y);
  gboolean can_drag = FALSE;
  double inner_x, inner_y;

  if (cell != NULL
      && gtk_widget_translate_coordinates (GTK_WIDGET (self), GTK_WIDGET (cell), x, y, &inner_x,
                                           &inner_y))
    can_drag = picker_cell_contains (cell, inner_x, inner_y);
  picker_grid_set_rubberband (self, !can_drag);
}

/* Before the views hear of it. */
static void
add_press (PickerGrid *self)
{
  GtkGesture *gesture = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (gesture), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (gesture, "pressed", G_CALLBACK (primary_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (gesture));
}

static void
add_click (PickerGrid *self, guint button, GCallback released)
{
  GtkGesture *gesture = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), button);
  g_signal_connect_swapped (gesture, "released", released, self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (gesture));
}

void
picker_grid_add_clicks (PickerGrid *self)
{
  add_press (self);
  add_click (self, GDK_BUTTON_PRIMARY, G_CALLBACK (primary_released));
  add_click (self, GDK_BUTTON_SECONDARY, G_CALLBACK (secondary_released));
  g_signal_connect_swapped (self->context_menu, "closed", G_CALLBACK (picker_grid_focus), self);
}
