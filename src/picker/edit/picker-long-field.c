/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-long-field.h"

#define MIN_HEIGHT_PX 60
#define MAX_HEIGHT_PX 200

struct _PickerLongField
{
  PickerTypedField parent_instance;

  /* Borrowed: a child. */
  GtkTextView *view;
};

G_DEFINE_FINAL_TYPE (PickerLongField, picker_long_field, PICKER_TYPE_TYPED_FIELD)

static char *
picker_long_field_dup_text (PickerTypedField *field)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (PICKER_LONG_FIELD (field)->view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
picker_long_field_set_text (PickerTypedField *field, const char *text)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (PICKER_LONG_FIELD (field)->view), text, -1);
}

static void
picker_long_field_class_init (PickerLongFieldClass *klass)
{
  PickerTypedFieldClass *field_class = PICKER_TYPED_FIELD_CLASS (klass);

  field_class->dup_text = picker_long_field_dup_text;
  field_class->set_text = picker_long_field_set_text;
}

static void
picker_long_field_init (PickerLongField *self)
{
  self->view = GTK_TEXT_VIEW (gtk_text_view_new ());
  gtk_text_view_set_wrap_mode (self->view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (self->view, FALSE);
}

GtkWidget *
picker_long_field_new (const char *title)
{
  PickerLongField *self = g_object_new (PICKER_TYPE_LONG_FIELD, NULL);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_widget_add_css_class (scrolled, "text-box");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), MIN_HEIGHT_PX);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), MAX_HEIGHT_PX);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->view));
  picker_typed_field_set_up (PICKER_TYPED_FIELD (self), title, GTK_WIDGET (self->view), scrolled,
                             TRUE);

  return GTK_WIDGET (self);
}
