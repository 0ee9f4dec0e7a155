/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-field.h"

G_DEFINE_INTERFACE (PickerField, picker_field, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_EDITED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
picker_field_default_init (PickerFieldInterface *iface)
{
  /**
   * PickerField::edited:
   * @action: #CantoEditAction
   * @value: the empty text clears
   */
  signals[SIGNAL_EDITED] = g_signal_new ("edited", PICKER_TYPE_FIELD, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_STRING);
}

void
picker_field_show_values (PickerField *self, GPtrArray *values)
{
  g_return_if_fail (PICKER_IS_FIELD (self));
  g_return_if_fail (values != NULL && values->len > 0);

  PICKER_FIELD_GET_IFACE (self)->show_values (self, values);
}

void
picker_field_flush (PickerField *self)
{
  g_return_if_fail (PICKER_IS_FIELD (self));

  PICKER_FIELD_GET_IFACE (self)->flush (self);
}

void
picker_field_reset (PickerField *self)
{
  g_return_if_fail (PICKER_IS_FIELD (self));

  if (PICKER_FIELD_GET_IFACE (self)->reset != NULL)
    PICKER_FIELD_GET_IFACE (self)->reset (self);
}

void
picker_field_emit_edited (PickerField *self, CantoEditAction action, const char *value)
{
  g_return_if_fail (PICKER_IS_FIELD (self));
  g_return_if_fail (value != NULL);

  g_signal_emit (self, signals[SIGNAL_EDITED], 0, (int) action, value);
}

gboolean
picker_field_are_same (GPtrArray *values)
{
  for (guint i = 1; i < values->len; i++)
    {
      if (!g_strv_equal (values->pdata[0], values->pdata[i]))
        return FALSE;
    }

  return TRUE;
}

const char *
picker_field_get_first (GPtrArray *values)
{
  const char *const *first = values->pdata[0];

  return first[0] != NULL ? first[0] : "";
}

static void
set_can_undo (GtkWidget *inner, gboolean can)
{
  gtk_widget_action_set_enabled (inner, "text.undo", can);
  gtk_widget_action_set_enabled (inner, "text.redo", can);
}

static void
text_changed (GtkWidget *inner)
{
  set_can_undo (inner, TRUE);
}

/* GTK 4.8 empties the history of an entry, but still offers what was in it until something is typed
 * and does not survive being asked for it. */
void
picker_field_set_entry_text (GtkEntry *entry, const char *text)
{
  GtkEditable *inner = gtk_editable_get_delegate (GTK_EDITABLE (entry));

  g_signal_handlers_disconnect_by_func (inner, text_changed, NULL);
  gtk_editable_set_enable_undo (inner, FALSE);
  gtk_editable_set_text (inner, text);
  gtk_editable_set_enable_undo (inner, TRUE);
  set_can_undo (GTK_WIDGET (inner), FALSE);
  g_signal_connect (inner, "changed", G_CALLBACK (text_changed), NULL);
}
