/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-template-editor.h"

#include "delivery-placeholder.h"
#include "delivery-presets.h"
#include "delivery-template.h"
#include "picker-template-help.h"

#include <glib/gi18n.h>

struct _PickerTemplateEditor
{
  GtkWidget parent_instance;

  /* Template children. */
  GtkWidget *content;
  GtkMenuButton *help_button;
  GtkTextView *view;
  GtkLabel *problem;

  /* Borrowed: a child made in code. */
  PickerTemplateHelp *help;

  /* Owned. */
  char **fields; /* (nullable): not known */
};

G_DEFINE_FINAL_TYPE (PickerTemplateEditor, picker_template_editor, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

char *
picker_template_editor_dup_text (PickerTemplateEditor *self)
{
  GtkTextIter start, end;

  g_return_val_if_fail (PICKER_IS_TEMPLATE_EDITOR (self), NULL);

  gtk_text_buffer_get_bounds (gtk_text_view_get_buffer (self->view), &start, &end);

  return gtk_text_buffer_get_text (gtk_text_view_get_buffer (self->view), &start, &end, FALSE);
}

void
picker_template_editor_set_text (PickerTemplateEditor *self, const char *text)
{
  g_return_if_fail (PICKER_IS_TEMPLATE_EDITOR (self));

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), text != NULL ? text : "", -1);
}

/* (transfer full) (nullable): why it cannot be written */
static char *
dup_fault (const char *text)
{
  g_autoptr (GError) error = NULL;

  if (*text == '\0')
    return g_strdup (_ ("Write what is to be copied, with placeholders for the asset."));
  if (g_utf8_strlen (text, -1) > DELIVERY_MAX_TEMPLATE_CHARS)
    return g_strdup_printf (_ ("A template has at most %d characters."),
                            DELIVERY_MAX_TEMPLATE_CHARS);

  return delivery_template_check (text, &error) ? NULL : g_strdup (error->message);
}

gboolean
picker_template_editor_is_right (PickerTemplateEditor *self)
{
  g_autofree char *text = picker_template_editor_dup_text (self);
  g_autofree char *fault = dup_fault (text);

  return fault == NULL;
}

/* What may be right all the same: another account may have such a field. (transfer full) (nullable)
 */
static char *
dup_doubt (PickerTemplateEditor *self, const char *text)
{
  g_auto (GStrv) unknown =
      delivery_placeholder_list_unknown (text, (const char *const *) self->fields);
  g_autofree char *words = NULL;

  if (self->fields == NULL || *unknown == NULL)
    return NULL;
  words = g_strjoinv ("}, {", unknown);

  /* Translators: one or more placeholders, as {colour} */
  return g_strdup_printf (_ ("Your account has no such field: {%s}. It stays empty."), words);
}

static void
show_problem (PickerTemplateEditor *self)
{
  g_autofree char *text = picker_template_editor_dup_text (self);
  g_autofree char *fault = dup_fault (text);
  g_autofree char *doubt = fault == NULL ? dup_doubt (self, text) : NULL;

  gtk_label_set_text (self->problem, fault != NULL ? fault : doubt != NULL ? doubt : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), fault != NULL || doubt != NULL);
  gtk_widget_remove_css_class (GTK_WIDGET (self->problem), "error");
  gtk_widget_remove_css_class (GTK_WIDGET (self->problem), "warning");
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), fault != NULL ? "error" : "warning");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  gtk_label_get_text (self->problem), -1);
}

static void
changed (PickerTemplateEditor *self)
{
  show_problem (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* In the place of what is selected. */
static void
placeholder_chosen (PickerTemplateEditor *self, const char *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
  gtk_text_buffer_insert_at_cursor (buffer, text, -1);
  gtk_text_buffer_end_user_action (buffer);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

void
picker_template_editor_set_fields (PickerTemplateEditor *self, const char *const *fields)
{
  g_return_if_fail (PICKER_IS_TEMPLATE_EDITOR (self));

  g_strfreev (self->fields);
  self->fields = g_strdupv ((char **) fields);
  picker_template_help_set_fields (self->help, fields);
  show_problem (self);
}

/* GObject */

static gboolean
picker_template_editor_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PICKER_TEMPLATE_EDITOR (widget)->view));
}

static void
picker_template_editor_dispose (GObject *object)
{
  g_clear_pointer (&PICKER_TEMPLATE_EDITOR (object)->content, gtk_widget_unparent);

  G_OBJECT_CLASS (picker_template_editor_parent_class)->dispose (object);
}

static void
picker_template_editor_finalize (GObject *object)
{
  g_strfreev (PICKER_TEMPLATE_EDITOR (object)->fields);

  G_OBJECT_CLASS (picker_template_editor_parent_class)->finalize (object);
}

static void
picker_template_editor_class_init (PickerTemplateEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = picker_template_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = picker_template_editor_finalize;
  widget_class->grab_focus = picker_template_editor_grab_focus;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", PICKER_TYPE_TEMPLATE_EDITOR, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/descant/Descant/ui/picker-template-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerTemplateEditor, content);
  gtk_widget_class_bind_template_child (widget_class, PickerTemplateEditor, help_button);
  gtk_widget_class_bind_template_child (widget_class, PickerTemplateEditor, view);
  gtk_widget_class_bind_template_child (widget_class, PickerTemplateEditor, problem);
}

static void
picker_template_editor_init (PickerTemplateEditor *self)
{
  GtkWidget *help = picker_template_help_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->help = PICKER_TEMPLATE_HELP (help);
  g_signal_connect_swapped (help, "chosen", G_CALLBACK (placeholder_chosen), self);
  gtk_menu_button_set_popover (self->help_button, help);
  g_signal_connect_object (gtk_text_view_get_buffer (self->view), "changed", G_CALLBACK (changed),
                           self, G_CONNECT_SWAPPED);
  show_problem (self);
}
