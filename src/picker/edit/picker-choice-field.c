/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-choice-field.h"

#include "picker-field-head.h"

#include <glib/gi18n.h>

struct _PickerChoiceField
{
  GtkBox parent_instance;

  /* Borrowed: children. */
  PickerFieldHead *head;
  GtkDropDown *drop_down;

  /* Owned. */
  char **values; /* that there are */
  GPtrArray
      *rows; /* (element-type utf8): what the rows stand for; NULL: several, which is no choice */

  /* State. */
  gboolean is_filling;
};

static void picker_choice_field_field_init (PickerFieldInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PickerChoiceField,
                               picker_choice_field,
                               GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (PICKER_TYPE_FIELD,
                                                      picker_choice_field_field_init))

static void
selected_changed (PickerChoiceField *self)
{
  guint selected = gtk_drop_down_get_selected (self->drop_down);
  const char *value = selected < self->rows->len ? self->rows->pdata[selected] : NULL;

  if (self->is_filling || value == NULL)
    return;

  picker_field_emit_edited (PICKER_FIELD (self), CANTO_EDIT_SET, value);
}

static void
add_row (PickerChoiceField *self, GtkStringList *list, const char *title, const char *value)
{
  gtk_string_list_append (list, title);
  g_ptr_array_add (self->rows, g_strdup (value));
}

/* @value: (nullable): NULL if there are several. One that is no choice any more is one for what has
 * it. */
static void
fill (PickerChoiceField *self, const char *value)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  gboolean is_known = value == NULL || *value == '\0'
                      || g_strv_contains ((const char *const *) self->values, value);
  guint selected = 0;

  g_ptr_array_set_size (self->rows, 0);
  if (value == NULL)
    add_row (self, list, _ ("Several values"), NULL);
  /* Translators: a field without a value */
  add_row (self, list, _ ("Not Set"), "");
  if (!is_known)
    add_row (self, list, value, value);
  for (guint i = 0; self->values[i] != NULL; i++)
    add_row (self, list, self->values[i], self->values[i]);
  for (guint i = 0; i < self->rows->len; i++)
    {
      if (g_strcmp0 (self->rows->pdata[i], value) == 0)
        selected = i;
    }

  self->is_filling = TRUE;
  gtk_drop_down_set_model (self->drop_down, G_LIST_MODEL (list));
  gtk_drop_down_set_selected (self->drop_down, selected);
  self->is_filling = FALSE;
}

static void
picker_choice_field_show_values (PickerField *field, GPtrArray *values)
{
  PickerChoiceField *self = PICKER_CHOICE_FIELD (field);
  gboolean is_mixed = !picker_field_are_same (values);
  const char *value = is_mixed ? NULL : picker_field_get_first (values);
  guint selected = gtk_drop_down_get_selected (self->drop_down);

  if (selected < self->rows->len && g_strcmp0 (self->rows->pdata[selected], value) == 0)
    return;
  fill (self, value);
}

/* A choice counts at once. */
static void
picker_choice_field_flush (PickerField *field)
{
}

static void
picker_choice_field_field_init (PickerFieldInterface *iface)
{
  iface->show_values = picker_choice_field_show_values;
  iface->flush = picker_choice_field_flush;
}

static void
picker_choice_field_finalize (GObject *object)
{
  PickerChoiceField *self = PICKER_CHOICE_FIELD (object);

  g_strfreev (self->values);
  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (picker_choice_field_parent_class)->finalize (object);
}

static void
picker_choice_field_class_init (PickerChoiceFieldClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = picker_choice_field_finalize;
}

static void
picker_choice_field_init (PickerChoiceField *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_free);
  self->drop_down = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 3);
  g_signal_connect_swapped (self->drop_down, "notify::selected", G_CALLBACK (selected_changed),
                            self);
}

GtkWidget *
picker_choice_field_new (const char *title, const char *const *values)
{
  PickerChoiceField *self = g_object_new (PICKER_TYPE_CHOICE_FIELD, NULL);
  GtkWidget *head = picker_field_head_new (title);

  self->values = g_strdupv ((char **) values);
  self->head = PICKER_FIELD_HEAD (head);
  gtk_box_append (GTK_BOX (self), head);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->drop_down));
  picker_field_head_label (self->head, GTK_WIDGET (self->drop_down));
  fill (self, "");

  return GTK_WIDGET (self);
}
