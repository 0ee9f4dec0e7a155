/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-banner.h"

struct _PickerBanner
{
  GtkWidget parent_instance;

  /* Template children. */
  GtkRevealer *revealer;
  GtkLabel *label;
  GtkButton *button;
};

G_DEFINE_FINAL_TYPE (PickerBanner, picker_banner, GTK_TYPE_WIDGET)

static void
picker_banner_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (picker_banner_parent_class)->dispose (object);
}

static void
picker_banner_class_init (PickerBannerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = picker_banner_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/descant/Descant/ui/picker-banner.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerBanner, revealer);
  gtk_widget_class_bind_template_child (widget_class, PickerBanner, label);
  gtk_widget_class_bind_template_child (widget_class, PickerBanner, button);
}

static void
picker_banner_init (PickerBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
picker_banner_show (PickerBanner *self,
                    const char *text,
                    const char *label,
                    const char *action_name)
{
  g_return_if_fail (PICKER_IS_BANNER (self));
  g_return_if_fail (text != NULL);

  gtk_label_set_text (self->label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->button), label != NULL);
  if (label != NULL)
    {
      gtk_button_set_label (self->button, label);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), action_name);
    }
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
}

/* The words stay while it slides out. */
void
picker_banner_hide (PickerBanner *self)
{
  g_return_if_fail (PICKER_IS_BANNER (self));

  gtk_revealer_set_reveal_child (self->revealer, FALSE);
}

const char *
picker_banner_get_text (PickerBanner *self)
{
  g_return_val_if_fail (PICKER_IS_BANNER (self), NULL);

  return gtk_revealer_get_reveal_child (self->revealer) ? gtk_label_get_text (self->label) : NULL;
}
