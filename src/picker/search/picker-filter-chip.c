/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-filter-chip.h"

#include <glib/gi18n.h>

struct _PickerFilterChip
{
  GtkWidget parent_instance;

  /* Template children. */
  GtkMenuButton *button;
  GtkButton *drop_button;

  /* Owned. */
  char *title;
};

G_DEFINE_FINAL_TYPE (PickerFilterChip, picker_filter_chip, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_DROPPED,
  SIGNAL_OPENING,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
opening (GtkMenuButton *button, gpointer user_data)
{
  if (gtk_menu_button_get_popover (button) == NULL)
    g_signal_emit (user_data, signals[SIGNAL_OPENING], 0);
}

static void
drop_clicked (PickerFilterChip *self)
{
  /* The button is about to go. */
  gtk_widget_grab_focus (GTK_WIDGET (self->button));
  g_signal_emit (self, signals[SIGNAL_DROPPED], 0);
}

static void
picker_filter_chip_dispose (GObject *object)
{
  PickerFilterChip *self = PICKER_FILTER_CHIP (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->title, g_free);

  G_OBJECT_CLASS (picker_filter_chip_parent_class)->dispose (object);
}

static void
picker_filter_chip_class_init (PickerFilterChipClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = picker_filter_chip_dispose;

  signals[SIGNAL_DROPPED] = g_signal_new ("dropped", PICKER_TYPE_FILTER_CHIP, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_OPENING] = g_signal_new ("opening", PICKER_TYPE_FILTER_CHIP, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/descant/Descant/ui/picker-filter-chip.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerFilterChip, button);
  gtk_widget_class_bind_template_child (widget_class, PickerFilterChip, drop_button);
}

static void
picker_filter_chip_init (PickerFilterChip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->drop_button, "clicked", G_CALLBACK (drop_clicked), self);
}

GtkWidget *
picker_filter_chip_new (const char *title)
{
  PickerFilterChip *self = g_object_new (PICKER_TYPE_FILTER_CHIP, NULL);
  g_autofree char *drop_label = NULL;

  self->title = g_strdup (title);
  gtk_menu_button_set_create_popup_func (self->button, opening, self, NULL);
  /* Translators: what the filter is called: Type, Status… */
  drop_label = g_strdup_printf (_ ("Remove filter: %s"), title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->drop_button), drop_label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->drop_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  drop_label, -1);
  picker_filter_chip_set_value (self, NULL);

  return GTK_WIDGET (self);
}

void
picker_filter_chip_set_popover (PickerFilterChip *self, GtkWidget *popover)
{
  g_return_if_fail (PICKER_IS_FILTER_CHIP (self));

  gtk_menu_button_set_popover (self->button, popover);
}

void
picker_filter_chip_set_value (PickerFilterChip *self, const char *value)
{
  g_autofree char *label = NULL;

  g_return_if_fail (PICKER_IS_FILTER_CHIP (self));

  if (value != NULL)
    {
      /* Translators: what the filter is called, and what it is set to: "Type: Image, Video" */
      label = g_strdup_printf (_ ("%s: %s"), self->title, value);
      gtk_widget_add_css_class (GTK_WIDGET (self), "active-chip");
    }
  else
    {
      label = g_strdup (self->title);
      gtk_widget_remove_css_class (GTK_WIDGET (self), "active-chip");
    }
  gtk_menu_button_set_label (self->button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->drop_button), value != NULL);
}
