/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-name-dialog.h"

#include <glib/gi18n.h>

struct _PickerNameDialog
{
  AdwMessageDialog parent_instance;

  /* Borrowed: a child. */
  GtkEntry *entry;

  /* Owned. */
  char *before; /* the name that it has */
};

G_DEFINE_FINAL_TYPE (PickerNameDialog, picker_name_dialog, ADW_TYPE_MESSAGE_DIALOG)

enum
{
  SIGNAL_NAMED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static char *
dup_name (PickerNameDialog *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
}

static void
name_changed (PickerNameDialog *self)
{
  g_autofree char *name = dup_name (self);

  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (self), "name",
                                           *name != '\0' && !g_str_equal (name, self->before));
}

static void
picker_name_dialog_response (AdwMessageDialog *dialog, const char *response)
{
  PickerNameDialog *self = PICKER_NAME_DIALOG (dialog);
  g_autofree char *name = dup_name (self);

  if (g_str_equal (response, "name"))
    g_signal_emit (self, signals[SIGNAL_NAMED], 0, name);
}

static void
picker_name_dialog_finalize (GObject *object)
{
  g_free (PICKER_NAME_DIALOG (object)->before);

  G_OBJECT_CLASS (picker_name_dialog_parent_class)->finalize (object);
}

static void
picker_name_dialog_class_init (PickerNameDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = picker_name_dialog_finalize;
  ADW_MESSAGE_DIALOG_CLASS (klass)->response = picker_name_dialog_response;

  /**
   * PickerNameDialog::named:
   * @name: what the person has typed
   */
  signals[SIGNAL_NAMED] = g_signal_new ("named", PICKER_TYPE_NAME_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
picker_name_dialog_init (PickerNameDialog *self)
{
  self->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_entry_set_activates_default (self->entry, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Name"), -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (self), GTK_WIDGET (self->entry));
}

static void
add_responses (PickerNameDialog *self, const char *action)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (self);

  adw_message_dialog_add_response (dialog, "cancel", _ ("_Cancel"));
  adw_message_dialog_add_response (dialog, "name", action);
  adw_message_dialog_set_response_appearance (dialog, "name", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "name");
  adw_message_dialog_set_close_response (dialog, "cancel");
}

GtkWidget *
picker_name_dialog_new (GtkWindow *parent,
                        const char *heading,
                        const char *body,
                        const char *name,
                        const char *action)
{
  PickerNameDialog *self =
      g_object_new (PICKER_TYPE_NAME_DIALOG, "transient-for", parent, "modal", TRUE, NULL);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (self);

  self->before = g_strdup (name != NULL ? name : "");
  adw_message_dialog_set_heading_use_markup (dialog, FALSE);
  adw_message_dialog_set_body_use_markup (dialog, FALSE);
  adw_message_dialog_set_heading (dialog, heading);
  adw_message_dialog_set_body (dialog, body != NULL ? body : "");
  add_responses (self, action);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), self->before);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (name_changed), self);
  name_changed (self);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->entry));

  return GTK_WIDGET (self);
}
