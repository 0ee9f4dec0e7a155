/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-grid-private.h"

#define LAYOUT_FRAMES 2 /* until what is shown has been laid out */

static gboolean
shows_list (PickerGrid *self)
{
  return g_str_equal (gtk_stack_get_visible_child_name (self->stack), "list");
}

PickerVisible *
picker_grid_get_visible (PickerGrid *self)
{
  return shows_list (self) ? picker_list_get_visible (self->list_view) : self->visible;
}

GtkWidget *
picker_grid_get_list_base (PickerGrid *self)
{
  return shows_list (self) ? GTK_WIDGET (picker_list_get_view (self->list_view))
                           : GTK_WIDGET (self->view);
}

void
picker_grid_set_rubberband (PickerGrid *self, gboolean enable)
{
  if (shows_list (self))
    gtk_list_view_set_enable_rubberband (picker_list_get_view (self->list_view), enable);
  else
    gtk_grid_view_set_enable_rubberband (self->view, enable);
}

static void
sort_asked (PickerGrid *self, const char *sort, gboolean descending)
{
  g_signal_emit_by_name (self, "sort-asked", sort, descending);
}

static void
cell_added (PickerGrid *self, PickerCell *cell)
{
  picker_grid_add_drag_source (self, cell);
  picker_cell_set_picked (cell, self->picked);
}

static void
add_list (PickerGrid *self)
{
  self->list_view = picker_list_new (self->session, self->settings, self->list);
  picker_list_follow_picked (self->list_view, self->picked);
  g_signal_connect_object (picker_list_get_view (self->list_view), "activate",
                           G_CALLBACK (picker_grid_activate), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list_view, "cell-added", G_CALLBACK (cell_added), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list_view, "sort-asked", G_CALLBACK (sort_asked), self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (self->list_bin, GTK_WIDGET (self->list_view));
}

guint
picker_grid_get_looked_at (PickerGrid *self)
{
  PickerVisible *visible = picker_grid_get_visible (self);
  guint current = picker_selection_get_current (self->selection);
  PickerCell *cell = picker_visible_find (visible, current);

  return cell != NULL && picker_visible_is_on_screen (visible, cell)
             ? current
             : picker_visible_get_first (visible);
}

/* A view does not know where anything stands before it was laid out: what it is told is lost. */
static gboolean
place_due (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  PickerGrid *self = PICKER_GRID (widget);

  if (--self->n_place_frames > 0)
    return G_SOURCE_CONTINUE;

  self->place_id = 0;
  if (self->place < g_list_model_get_n_items (G_LIST_MODEL (self->list)))
    gtk_widget_activate_action (picker_grid_get_list_base (self), "list.scroll-to-item", "u",
                                self->place);

  return G_SOURCE_REMOVE;
}

void
picker_grid_queue_place (PickerGrid *self, guint position)
{
  self->place = position;
  self->n_place_frames = LAYOUT_FRAMES;
  if (self->place_id == 0)
    self->place_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), place_due, NULL, NULL);
}

/* Whether the view has a cell at @position or beyond, and none right there. */
static gboolean
is_beyond (PickerGrid *self, guint position)
{
  PickerVisible *visible = picker_grid_get_visible (self);
  GtkWidget *focus = gtk_widget_get_focus_child (picker_grid_get_list_base (self));
  PickerCell *cell = focus != NULL ? picker_visible_find_inside (visible, focus) : NULL;
  CatalogSlot *slot = cell != NULL ? picker_cell_get_slot (cell) : NULL;
  guint first = picker_visible_get_first (visible);
  guint current = picker_selection_get_current (self->selection);

  return (first != GTK_INVALID_LIST_POSITION && first >= position)
         || (current != GTK_INVALID_LIST_POSITION && current >= position)
         || (slot != NULL && catalog_slot_get_position (slot) >= position);
}

/* GTK 4.8 takes what goes away from the first cells that it knows at or before there, and would go
 * on to show what stood at the end: so it is made to know that very place. Where one looked then is
 * nothing any more: one looks at the end. */
static void
list_shrinks (PickerGrid *self, guint n_items)
{
  guint first = picker_visible_get_first (picker_grid_get_visible (self));

  if (n_items == 0 || !is_beyond (self, n_items))
    return;

  gtk_widget_activate_action (picker_grid_get_list_base (self), "list.scroll-to-item", "u",
                              n_items);
  picker_grid_queue_place (self, MIN (first, n_items - 1));
}

void
picker_grid_connect_views (PickerGrid *self)
{
  g_signal_connect_object (self->list, "shrinks", G_CALLBACK (list_shrinks), self,
                           G_CONNECT_SWAPPED);
}

/* Only what is shown has the model: the other one would bind its cells, too. */
void
picker_grid_update_view (PickerGrid *self)
{
  g_autofree char *name = g_settings_get_string (self->settings, "view");
  gboolean is_list = g_str_equal (name, "list");
  gboolean has_focus = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;
  guint position = picker_grid_get_looked_at (self);

  if (is_list && self->list_view == NULL)
    add_list (self);
  gtk_stack_set_visible_child_name (self->stack, is_list ? "list" : "grid");
  gtk_grid_view_set_model (self->view, is_list ? NULL : GTK_SELECTION_MODEL (self->selection));
  if (self->list_view != NULL)
    picker_list_set_selection (self->list_view, is_list ? self->selection : NULL);
  if (position < g_list_model_get_n_items (G_LIST_MODEL (self->list)))
    picker_grid_queue_place (self, position);
  if (has_focus)
    gtk_widget_grab_focus (picker_grid_get_list_base (self));
}
