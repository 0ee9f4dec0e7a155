/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-typed-field.h"

#include "picker-field-head.h"

typedef struct
{
  /* Borrowed: children. */
  PickerFieldHead *head;
  GtkWidget *control;

  /* Owned. */
  char *shown; /* what the assets have; empty if several */
} PickerTypedFieldPrivate;

static void picker_typed_field_field_init (PickerFieldInterface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (PickerTypedField,
                                  picker_typed_field,
                                  GTK_TYPE_BOX,
                                  G_ADD_PRIVATE (PickerTypedField)
                                      G_IMPLEMENT_INTERFACE (PICKER_TYPE_FIELD,
                                                             picker_typed_field_field_init))

static PickerTypedFieldPrivate *
get_private (PickerTypedField *self)
{
  return picker_typed_field_get_instance_private (self);
}

static void
set_text (PickerTypedField *self, const char *text)
{
  PICKER_TYPED_FIELD_GET_CLASS (self)->set_text (self, text);
}

static gboolean
is_touched (PickerTypedField *self)
{
  g_autofree char *text = PICKER_TYPED_FIELD_GET_CLASS (self)->dup_text (self);

  return !g_str_equal (text, get_private (self)->shown);
}

/* (nullable): NULL if it can be a value */
static const char *
find_problem (PickerTypedField *self, const char *text)
{
  PickerTypedFieldClass *klass = PICKER_TYPED_FIELD_GET_CLASS (self);

  return klass->find_problem != NULL ? klass->find_problem (self, text) : NULL;
}

static void
set_shown (PickerTypedField *self, const char *text)
{
  PickerTypedFieldPrivate *private = get_private (self);

  g_free (private->shown);
  private->shown = g_strdup (text);
}

/* What counts */

static void
edit (PickerTypedField *self, const char *text)
{
  set_shown (self, text);
  set_text (self, text);
  picker_field_head_set_is_mixed (get_private (self)->head, FALSE);
  picker_field_emit_edited (PICKER_FIELD (self), CANTO_EDIT_SET, text);
}

void
picker_typed_field_commit (PickerTypedField *self)
{
  PickerTypedFieldPrivate *private = get_private (self);
  g_autofree char *text = NULL;
  const char *problem;

  g_return_if_fail (PICKER_IS_TYPED_FIELD (self));

  text = g_strstrip (PICKER_TYPED_FIELD_GET_CLASS (self)->dup_text (self));
  problem = find_problem (self, text);
  if (!is_touched (self))
    return;
  if (g_str_equal (text, private->shown))
    {
      set_text (self, private->shown);
      return;
    }

  picker_field_head_set_problem (private->head, problem);
  if (problem == NULL)
    edit (self, text);
}

static void
revert (PickerTypedField *self)
{
  PickerTypedFieldPrivate *private = get_private (self);

  picker_field_head_set_problem (private->head, NULL);
  if (is_touched (self))
    set_text (self, private->shown);
}

/* All have another value, and are to have none. */
static void
clear (PickerTypedField *self)
{
  /* The button goes, and with it what has the focus. */
  gtk_widget_grab_focus (get_private (self)->control);
  picker_field_head_set_problem (get_private (self)->head, NULL);
  edit (self, "");
}

static gboolean
key_pressed (PickerTypedField *self, guint keyval, guint keycode, GdkModifierType state)
{
  gboolean is_enter = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter;

  if (is_enter && (state & GDK_CONTROL_MASK) != 0)
    picker_typed_field_commit (self);
  else if (keyval == GDK_KEY_Escape && is_touched (self))
    revert (self);
  else
    return GDK_EVENT_PROPAGATE;

  return GDK_EVENT_STOP;
}

/* PickerField */

static void
picker_typed_field_show_values (PickerField *field, GPtrArray *values)
{
  PickerTypedField *self = PICKER_TYPED_FIELD (field);
  gboolean is_mixed = !picker_field_are_same (values);
  const char *text = is_mixed ? "" : picker_field_get_first (values);
  gboolean keeps = is_touched (self);

  picker_field_head_set_is_mixed (get_private (self)->head, is_mixed);
  if (g_str_equal (text, get_private (self)->shown))
    return;
  set_shown (self, text);
  if (!keeps)
    set_text (self, text);
}

static void
picker_typed_field_flush (PickerField *field)
{
  picker_typed_field_commit (PICKER_TYPED_FIELD (field));
}

static void
picker_typed_field_reset (PickerField *field)
{
  revert (PICKER_TYPED_FIELD (field));
}

static void
picker_typed_field_field_init (PickerFieldInterface *iface)
{
  iface->reset = picker_typed_field_reset;
  iface->show_values = picker_typed_field_show_values;
  iface->flush = picker_typed_field_flush;
}

/* GObject */

static void
picker_typed_field_finalize (GObject *object)
{
  g_free (get_private (PICKER_TYPED_FIELD (object))->shown);

  G_OBJECT_CLASS (picker_typed_field_parent_class)->finalize (object);
}

static void
picker_typed_field_class_init (PickerTypedFieldClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = picker_typed_field_finalize;
}

static void
picker_typed_field_init (PickerTypedField *self)
{
  get_private (self)->shown = g_strdup ("");
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 3);
}

static void
watch (PickerTypedField *self, GtkWidget *control)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_swapped (focus, "leave", G_CALLBACK (picker_typed_field_commit), self);
  gtk_widget_add_controller (control, focus);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (control, keys);
}

void
picker_typed_field_set_up (PickerTypedField *self,
                           const char *title,
                           GtkWidget *control,
                           GtkWidget *box,
                           gboolean can_clear)
{
  PickerTypedFieldPrivate *private = get_private (self);
  GtkWidget *head = picker_field_head_new (title);

  g_return_if_fail (PICKER_IS_TYPED_FIELD (self));
  g_return_if_fail (GTK_IS_WIDGET (control));

  private->head = PICKER_FIELD_HEAD (head);
  private->control = control;
  picker_field_head_set_can_clear (private->head, can_clear);
  picker_field_head_label (private->head, control);
  g_signal_connect_object (head, "clear", G_CALLBACK (clear), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), head);
  gtk_box_append (GTK_BOX (self), box);
  watch (self, control);
}
