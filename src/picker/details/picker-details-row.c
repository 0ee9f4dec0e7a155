/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-details-row.h"

#include <glib/gi18n.h>

#define LONG_CHARS 240
#define CUT_LINES  4

struct _PickerDetailsRow
{
  GtkWidget parent_instance;

  /* Template children. */
  GtkLabel *title;
  GtkLabel *value;
  GtkButton *copy_button;
  GtkToggleButton *more_button;
};

G_DEFINE_FINAL_TYPE (PickerDetailsRow, picker_details_row, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_COPIED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
copy_clicked (PickerDetailsRow *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          gtk_label_get_text (self->value));
  g_signal_emit (self, signals[SIGNAL_COPIED], 0);
}

static void
more_toggled (PickerDetailsRow *self)
{
  gboolean is_open = gtk_toggle_button_get_active (self->more_button);

  gtk_label_set_lines (self->value, is_open ? -1 : CUT_LINES);
  gtk_label_set_ellipsize (self->value, is_open ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
  gtk_button_set_label (GTK_BUTTON (self->more_button),
                        is_open ? _ ("Show Less") : _ ("Show More"));
}

static void
picker_details_row_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (picker_details_row_parent_class)->dispose (object);
}

static void
picker_details_row_class_init (PickerDetailsRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = picker_details_row_dispose;

  /**
   * PickerDetailsRow::copied:
   *
   * The text is on the clipboard.
   */
  signals[SIGNAL_COPIED] = g_signal_new ("copied", PICKER_TYPE_DETAILS_ROW, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/descant/Descant/ui/picker-details-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerDetailsRow, title);
  gtk_widget_class_bind_template_child (widget_class, PickerDetailsRow, value);
  gtk_widget_class_bind_template_child (widget_class, PickerDetailsRow, copy_button);
  gtk_widget_class_bind_template_child (widget_class, PickerDetailsRow, more_button);
}

static void
picker_details_row_init (PickerDetailsRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->copy_button, "clicked", G_CALLBACK (copy_clicked), self);
  g_signal_connect_swapped (self->more_button, "toggled", G_CALLBACK (more_toggled), self);
}

GtkWidget *
picker_details_row_new (const char *title)
{
  PickerDetailsRow *self = g_object_new (PICKER_TYPE_DETAILS_ROW, NULL);
  /* Translators: %s is what is copied, as "Name" or "Copyright" */
  g_autofree char *copy = g_strdup_printf (_ ("Copy: %s"), title);

  gtk_label_set_text (self->title, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->copy_button), copy);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->copy_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  copy, -1);

  return GTK_WIDGET (self);
}

void
picker_details_row_set_value (PickerDetailsRow *self, const char *value)
{
  g_return_if_fail (PICKER_IS_DETAILS_ROW (self));

  if (g_strcmp0 (value, gtk_label_get_text (self->value)) != 0)
    {
      gboolean is_long = value != NULL && g_utf8_strlen (value, -1) > LONG_CHARS;

      gtk_label_set_text (self->value, value != NULL ? value : "");
      gtk_toggle_button_set_active (self->more_button, !is_long);
      gtk_widget_set_visible (GTK_WIDGET (self->more_button), is_long);
      more_toggled (self);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), value != NULL);
}

const char *
picker_details_row_get_value (PickerDetailsRow *self)
{
  g_return_val_if_fail (PICKER_IS_DETAILS_ROW (self), NULL);

  return gtk_label_get_text (self->value);
}

GtkWidget *
picker_details_row_get_label (PickerDetailsRow *self)
{
  g_return_val_if_fail (PICKER_IS_DETAILS_ROW (self), NULL);

  return GTK_WIDGET (self->value);
}
