/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-form-row.h"

#include "picker-preset.h"

#include <glib/gi18n.h>

struct _PickerFormRow
{
  GtkWidget parent_instance;

  /* Template children. */
  GtkWidget *content;
  GtkDropDown *form_drop_down;
  GtkWidget *credit_check;

  /* Owned. */
  GSettings *settings;

  /* State. */
  gboolean is_showing; /* what is set now was not chosen by the person */
  gboolean has_template;
};

G_DEFINE_FINAL_TYPE (PickerFormRow, picker_form_row, GTK_TYPE_WIDGET)

G_STATIC_ASSERT (DELIVERY_FORM_TEMPLATE + 1 == DELIVERY_N_FORMS);

GListModel *
picker_form_row_make_model (gboolean with_template)
{
  GtkStringList *titles = gtk_string_list_new (NULL);

  for (guint form = 0; form < DELIVERY_N_FORMS; form++)
    {
      if (with_template || form != DELIVERY_FORM_TEMPLATE)
        gtk_string_list_append (titles, delivery_form_get_title ((DeliveryForm) form));
    }

  return G_LIST_MODEL (titles);
}

/* A template is offered where there is one. */
static void
set_has_template (PickerFormRow *self, gboolean has_template)
{
  g_autoptr (GListModel) model = NULL;

  if (self->has_template == has_template && gtk_drop_down_get_model (self->form_drop_down) != NULL)
    return;

  self->has_template = has_template;
  model = picker_form_row_make_model (has_template);
  gtk_drop_down_set_model (self->form_drop_down, model);
}

static void
show (PickerFormRow *self)
{
  g_autoptr (DeliveryPreset) preset = picker_preset_load (self->settings);
  DeliveryForm form = delivery_preset_get_form (preset);

  self->is_showing = TRUE;
  set_has_template (self, delivery_preset_get_template_text (preset) != NULL);
  gtk_drop_down_set_selected (self->form_drop_down, form);
  gtk_widget_set_visible (self->credit_check, delivery_form_takes_credit (form));
  self->is_showing = FALSE;
}

static void
form_chosen (PickerFormRow *self)
{
  guint form = gtk_drop_down_get_selected (self->form_drop_down);

  if (!self->is_showing && form < DELIVERY_N_FORMS)
    picker_preset_save_form (self->settings, (DeliveryForm) form);
}

static void
picker_form_row_dispose (GObject *object)
{
  PickerFormRow *self = PICKER_FORM_ROW (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (picker_form_row_parent_class)->dispose (object);
}

static void
picker_form_row_class_init (PickerFormRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = picker_form_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/descant/Descant/ui/picker-form-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerFormRow, content);
  gtk_widget_class_bind_template_child (widget_class, PickerFormRow, form_drop_down);
  gtk_widget_class_bind_template_child (widget_class, PickerFormRow, credit_check);
}

static void
picker_form_row_init (PickerFormRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* What has the focus is the button inside of it, which GTK gives no name. */
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->form_drop_down))),
      GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("How the link is written"), -1);
}

GtkWidget *
picker_form_row_new (GSettings *settings)
{
  PickerFormRow *self;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (PICKER_TYPE_FORM_ROW, NULL);
  self->settings = g_object_ref (settings);
  show (self);
  g_settings_bind (settings, PICKER_WITH_CREDIT_KEY, self->credit_check, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_swapped (self->form_drop_down, "notify::selected", G_CALLBACK (form_chosen),
                            self);
  g_signal_connect_object (settings, "changed::" PICKER_PRESET_KEY, G_CALLBACK (show), self,
                           G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
