/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-place-count.h"

#include <glib/gi18n.h>

struct _PickerPlaceCount
{
  GtkWidget parent_instance;

  /* Template children. */
  GtkLabel *label;
  GtkMenuButton *button;
  GtkLabel *text;
};

G_DEFINE_FINAL_TYPE (PickerPlaceCount, picker_place_count, GTK_TYPE_WIDGET)

static void
picker_place_count_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (picker_place_count_parent_class)->dispose (object);
}

/* Done with it, whatever it did. */
static void
close_popover (PickerPlaceCount *self)
{
  gtk_menu_button_popdown (self->button);
}

static void
picker_place_count_class_init (PickerPlaceCountClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = picker_place_count_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/descant/Descant/ui/picker-place-count.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerPlaceCount, label);
  gtk_widget_class_bind_template_child (widget_class, PickerPlaceCount, button);
  gtk_widget_class_bind_template_child (widget_class, PickerPlaceCount, text);
  gtk_widget_class_bind_template_child_full (widget_class, "reverse_button", FALSE, 0);
  gtk_widget_class_bind_template_callback (widget_class, close_popover);
}

static void
picker_place_count_init (PickerPlaceCount *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_first (PickerPlaceCount *self, guint n_assets, guint n_found)
{
  /* Translators: of a long list, as "First 10,000 of 52,000" */
  g_autofree char *count = g_strdup_printf (_ ("First %'u of %'u"), n_assets, n_found);
  g_autofree char *text = g_strdup_printf (
      ngettext ("Canto gives the first asset of a list only. To find the others, search, filter or "
                "choose an album; or sort the other way to see the last.",
                "Canto gives the first %'u assets of a list only. To find the others, search, "
                "filter or choose an album; or sort the other way to see the last.",
                n_assets),
      n_assets);

  gtk_label_set_text (self->label, count);
  /* In a narrow window there is not room for all of it. */
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->label), count);
  gtk_label_set_text (self->text, text);
}

void
picker_place_count_show (PickerPlaceCount *self, guint n_assets, guint n_found)
{
  g_return_if_fail (PICKER_IS_PLACE_COUNT (self));

  if (n_found > n_assets)
    show_first (self, n_assets, n_found);
  else
    {
      g_autofree char *count =
          g_strdup_printf (ngettext ("%'u asset", "%'u assets", n_assets), n_assets);

      gtk_label_set_text (self->label, count);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->button), n_found > n_assets);
}

void
picker_place_count_clear (PickerPlaceCount *self)
{
  g_return_if_fail (PICKER_IS_PLACE_COUNT (self));

  gtk_label_set_text (self->label, "");
  gtk_widget_set_visible (GTK_WIDGET (self->button), FALSE);
}

const char *
picker_place_count_get_text (PickerPlaceCount *self)
{
  g_return_val_if_fail (PICKER_IS_PLACE_COUNT (self), NULL);

  return gtk_label_get_text (self->label);
}
