/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-checks-field.h"

#include "picker-field-head.h"

struct _PickerChecksField
{
  GtkBox parent_instance;

  /* Borrowed: children. */
  PickerFieldHead *head;
  GtkBox *box; /* of GtkCheckButton, each for one value */

  /* State. */
  gboolean is_filling;
};

static void picker_checks_field_field_init (PickerFieldInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PickerChecksField,
                               picker_checks_field,
                               GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (PICKER_TYPE_FIELD,
                                                      picker_checks_field_field_init))

static const char *
get_value (GtkCheckButton *button)
{
  return g_object_get_data (G_OBJECT (button), "value");
}

static void
button_toggled (PickerChecksField *self, GtkCheckButton *button)
{
  if (self->is_filling)
    return;

  gtk_check_button_set_inconsistent (button, FALSE);
  picker_field_emit_edited (PICKER_FIELD (self),
                            gtk_check_button_get_active (button) ? CANTO_EDIT_ADD
                                                                 : CANTO_EDIT_REMOVE,
                            get_value (button));
}

static void
clear (PickerChecksField *self)
{
  gtk_widget_child_focus (GTK_WIDGET (self->box), GTK_DIR_TAB_FORWARD);
  picker_field_emit_edited (PICKER_FIELD (self), CANTO_EDIT_SET, "");
}

static GtkCheckButton *
add_button (PickerChecksField *self, const char *value)
{
  GtkWidget *button = gtk_check_button_new_with_label (value);

  g_object_set_data_full (G_OBJECT (button), "value", g_strdup (value), g_free);
  g_signal_connect_object (button, "toggled", G_CALLBACK (button_toggled), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->box, button);

  return GTK_CHECK_BUTTON (button);
}

static GtkCheckButton *
find_button (PickerChecksField *self, const char *value)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->box)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (g_str_equal (get_value (GTK_CHECK_BUTTON (child)), value))
        return GTK_CHECK_BUTTON (child);
    }

  return NULL;
}

/* A value that is no choice any more can still be taken away. */
static void
add_unknown (PickerChecksField *self, GPtrArray *values)
{
  for (guint i = 0; i < values->len; i++)
    {
      const char *const *own = values->pdata[i];

      for (guint j = 0; own[j] != NULL; j++)
        {
          if (find_button (self, own[j]) == NULL)
            add_button (self, own[j]);
        }
    }
}

static void
show_button (GtkCheckButton *button, GPtrArray *values)
{
  guint n_having = 0;

  for (guint i = 0; i < values->len; i++)
    n_having += g_strv_contains (values->pdata[i], get_value (button)) ? 1 : 0;
  gtk_check_button_set_active (button, n_having == values->len);
  gtk_check_button_set_inconsistent (button, n_having > 0 && n_having < values->len);
}

static void
picker_checks_field_show_values (PickerField *field, GPtrArray *values)
{
  PickerChecksField *self = PICKER_CHECKS_FIELD (field);

  self->is_filling = TRUE;
  picker_field_head_set_is_mixed (self->head, !picker_field_are_same (values));
  add_unknown (self, values);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->box)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    show_button (GTK_CHECK_BUTTON (child), values);
  self->is_filling = FALSE;
}

/* A check counts at once. */
static void
picker_checks_field_flush (PickerField *field)
{
}

static void
picker_checks_field_field_init (PickerFieldInterface *iface)
{
  iface->show_values = picker_checks_field_show_values;
  iface->flush = picker_checks_field_flush;
}

static void
picker_checks_field_class_init (PickerChecksFieldClass *klass)
{
}

static void
picker_checks_field_init (PickerChecksField *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 3);
}

GtkWidget *
picker_checks_field_new (const char *title, const char *const *values)
{
  PickerChecksField *self = g_object_new (PICKER_TYPE_CHECKS_FIELD, NULL);
  GtkWidget *head = picker_field_head_new (title);

  self->head = PICKER_FIELD_HEAD (head);
  gtk_box_append (GTK_BOX (self), head);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->box));
  picker_field_head_label (self->head, GTK_WIDGET (self->box));
  picker_field_head_set_can_clear (self->head, TRUE);
  g_signal_connect_object (head, "clear", G_CALLBACK (clear), self, G_CONNECT_SWAPPED);
  for (guint i = 0; values[i] != NULL; i++)
    add_button (self, values[i]);

  return GTK_WIDGET (self);
}
