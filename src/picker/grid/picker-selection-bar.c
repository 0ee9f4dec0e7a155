/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-selection-bar.h"

#include "picker-asset-text.h"

struct _PickerSelectionBar
{
  GtkWidget parent_instance;

  /* Template children. */
  GtkRevealer *revealer;
  GtkLabel *name;
  GtkLabel *summary;
  GtkButton *copy_button;
};

G_DEFINE_FINAL_TYPE (PickerSelectionBar, picker_selection_bar, GTK_TYPE_WIDGET)

static void
picker_selection_bar_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (picker_selection_bar_parent_class)->dispose (object);
}

static void
picker_selection_bar_class_init (PickerSelectionBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = picker_selection_bar_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/descant/Descant/ui/picker-selection-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerSelectionBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, PickerSelectionBar, name);
  gtk_widget_class_bind_template_child (widget_class, PickerSelectionBar, summary);
  gtk_widget_class_bind_template_child (widget_class, PickerSelectionBar, copy_button);
}

static void
picker_selection_bar_init (PickerSelectionBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
picker_selection_bar_set_asset (PickerSelectionBar *self, CantoAsset *asset)
{
  g_return_if_fail (PICKER_IS_SELECTION_BAR (self));

  /* The words stay while the bar slides out. */
  if (asset != NULL)
    {
      g_autofree char *summary = picker_asset_text_dup_summary (asset);

      gtk_label_set_text (self->name, canto_asset_get_name (asset));
      gtk_label_set_text (self->summary, summary);
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->summary), summary);
    }
  gtk_revealer_set_reveal_child (self->revealer, asset != NULL);
}

GtkWidget *
picker_selection_bar_get_copy_button (PickerSelectionBar *self)
{
  g_return_val_if_fail (PICKER_IS_SELECTION_BAR (self), NULL);

  return GTK_WIDGET (self->copy_button);
}
