/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-recent-button.h"

#include <glib/gi18n.h>

struct _PickerRecentButton
{
  GtkWidget parent_instance;

  /* Template children. */
  GtkMenuButton *button;
  GtkPopover *popover;
  GtkListBox *list_box;
  GtkButton *clear_button;

  /* Owned. */
  PickerRecentSearches *searches;
};

G_DEFINE_FINAL_TYPE (PickerRecentButton, picker_recent_button, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
remove_clicked (PickerRecentButton *self, GtkWidget *button)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW);
  g_autoptr (GtkStringObject) item = g_list_model_get_item (
      G_LIST_MODEL (self->searches), (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)));

  /* The button is about to go. */
  gtk_widget_grab_focus (GTK_WIDGET (self->clear_button));
  picker_recent_searches_remove (self->searches, gtk_string_object_get_string (item));
}

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  const char *text = gtk_string_object_get_string (item);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");
  /* Translators: something that was searched for */
  g_autofree char *remove = g_strdup_printf (_ ("Forget “%s”"), text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, remove);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, remove,
                                  -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_clicked), user_data,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), button);

  return box;
}

static void
row_activated (PickerRecentButton *self, GtkListBoxRow *row)
{
  g_autoptr (GtkStringObject) item = g_list_model_get_item (
      G_LIST_MODEL (self->searches), (guint) gtk_list_box_row_get_index (row));

  gtk_popover_popdown (self->popover);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, gtk_string_object_get_string (item));
}

static void
clear_clicked (PickerRecentButton *self)
{
  gtk_popover_popdown (self->popover);
  gtk_widget_activate_action (GTK_WIDGET (self), "recent-searches.clear", NULL);
}

static void
update_visible (PickerRecentButton *self)
{
  gboolean has_searches = g_list_model_get_n_items (G_LIST_MODEL (self->searches)) > 0;

  if (!has_searches)
    gtk_popover_popdown (self->popover);
  gtk_widget_set_visible (GTK_WIDGET (self), has_searches);
}

static void
picker_recent_button_dispose (GObject *object)
{
  PickerRecentButton *self = PICKER_RECENT_BUTTON (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->searches);

  G_OBJECT_CLASS (picker_recent_button_parent_class)->dispose (object);
}

static void
picker_recent_button_class_init (PickerRecentButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = picker_recent_button_dispose;

  /**
   * PickerRecentButton::chosen:
   * @text: what to search for again
   */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", PICKER_TYPE_RECENT_BUTTON, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/descant/Descant/ui/picker-recent-button.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerRecentButton, button);
  gtk_widget_class_bind_template_child (widget_class, PickerRecentButton, popover);
  gtk_widget_class_bind_template_child (widget_class, PickerRecentButton, list_box);
  gtk_widget_class_bind_template_child (widget_class, PickerRecentButton, clear_button);
}

static void
picker_recent_button_init (PickerRecentButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->list_box, "row-activated", G_CALLBACK (row_activated), self);
  g_signal_connect_swapped (self->clear_button, "clicked", G_CALLBACK (clear_clicked), self);
}

GtkWidget *
picker_recent_button_new (PickerRecentSearches *searches)
{
  PickerRecentButton *self = g_object_new (PICKER_TYPE_RECENT_BUTTON, NULL);

  self->searches = g_object_ref (searches);
  gtk_list_box_bind_model (self->list_box, G_LIST_MODEL (searches), make_row, self, NULL);
  g_signal_connect_object (searches, "items-changed", G_CALLBACK (update_visible), self,
                           G_CONNECT_SWAPPED);
  update_visible (self);

  return GTK_WIDGET (self);
}

void
picker_recent_button_open (PickerRecentButton *self)
{
  g_return_if_fail (PICKER_IS_RECENT_BUTTON (self));

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;

  gtk_menu_button_popup (self->button);
  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list_box, 0)));
}
