/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-grid-private.h"

/* A tile's button is for the pointer alone: these are for the keys. */

static void
retry_cell (gpointer cell, gpointer user_data)
{
  picker_cell_retry (cell);
}

/* All that is on screen; what is not is asked for when it comes there. */
static void
pictures_retry (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PickerGrid *self = PICKER_GRID (widget);

  catalog_asset_list_retry (self->list);
  picker_visible_foreach (picker_grid_get_visible (self), retry_cell, NULL);
}

static void
picture_retry (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PickerGrid *self = PICKER_GRID (widget);
  PickerCell *cell = picker_visible_find (picker_grid_get_visible (self),
                                          picker_selection_get_current (self->selection));

  if (cell != NULL)
    picker_cell_retry (cell);
}

void
picker_grid_install_retry (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "picture.retry", NULL, picture_retry);
  gtk_widget_class_install_action (widget_class, "pictures.retry", NULL, pictures_retry);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "pictures.retry", NULL);
}

void
picker_grid_update_retry (PickerGrid *self, PickerCell *cell)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "picture.retry", picker_cell_has_failed (cell));
}
