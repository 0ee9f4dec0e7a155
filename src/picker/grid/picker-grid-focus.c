/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-grid-private.h"

/* Where the keyboard focus is. A view gives it back to the item that had it last, which need not be
 * the one that is selected: it stands there still when the selection was changed by other means. */

#define FOCUS_FRAMES 6 /* until what was scrolled to has its tile, and stands there */

/* The view's own widget around a cell is what takes the keys. */
gboolean
picker_grid_focus_cell (PickerCell *cell)
{
  GtkWidget *widget = gtk_widget_get_parent (GTK_WIDGET (cell));

  while (widget != NULL && !gtk_widget_get_focusable (widget))
    widget = gtk_widget_get_parent (widget);

  return widget != NULL && gtk_widget_grab_focus (widget);
}

static gboolean
focus_current (PickerGrid *self)
{
  PickerVisible *visible = picker_grid_get_visible (self);
  PickerCell *cell = picker_visible_find (visible, picker_selection_get_current (self->selection));

  return cell != NULL && picker_visible_is_on_screen (visible, cell)
         && picker_grid_focus_cell (cell);
}

static gboolean
has_focus (PickerGrid *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
}

/* Unless the person has gone elsewhere meanwhile. */
static gboolean
focus_due (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  PickerGrid *self = PICKER_GRID (widget);

  if (has_focus (self) && !focus_current (self) && --self->n_focus_frames > 0)
    return G_SOURCE_CONTINUE;

  self->focus_id = 0;

  return G_SOURCE_REMOVE;
}

static void
queue_focus (PickerGrid *self)
{
  self->n_focus_frames = FOCUS_FRAMES;
  if (self->focus_id == 0)
    self->focus_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), focus_due, NULL, NULL);
}

static guint
get_focused (PickerGrid *self)
{
  GtkWidget *focus = gtk_widget_get_focus_child (picker_grid_get_list_base (self));
  PickerCell *cell =
      focus != NULL ? picker_visible_find_inside (picker_grid_get_visible (self), focus) : NULL;
  CatalogSlot *slot = cell != NULL ? picker_cell_get_slot (cell) : NULL;

  return slot != NULL ? catalog_slot_get_position (slot) : GTK_INVALID_LIST_POSITION;
}

/* A view keeps the focus at its position, where another asset stands now: Enter would copy the link
 * of that one. Where one looks stays: what has gone off the screen is not run after. */
void
picker_grid_current_moved (PickerGrid *self, guint from, guint to)
{
  if (get_focused (self) == from)
    queue_focus (self);
}

void
picker_grid_enter (PickerGrid *self)
{
  GtkWidget *base;

  g_return_if_fail (PICKER_IS_GRID (self));

  if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) == 0)
    return;

  base = picker_grid_get_list_base (self);
  if (picker_selection_get_n_selected (self->selection) == 0)
    picker_grid_select_only (self, 0);
  gtk_widget_activate_action (base, "list.scroll-to-item", "u",
                              picker_selection_get_current (self->selection));
  picker_grid_focus (self);
  queue_focus (self);
}

void
picker_grid_focus (PickerGrid *self)
{
  g_return_if_fail (PICKER_IS_GRID (self));

  if (!focus_current (self))
    gtk_widget_grab_focus (picker_grid_get_list_base (self));
}
