/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-leave-dialog.h"

#include <glib/gi18n.h>

/* The texts are plain: names come from outside. */
static AdwMessageDialog *
make (GtkWindow *parent, const char *heading, const char *body, const char *label)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, NULL, NULL));

  adw_message_dialog_set_heading_use_markup (dialog, FALSE);
  adw_message_dialog_set_body_use_markup (dialog, FALSE);
  adw_message_dialog_set_heading (dialog, heading);
  adw_message_dialog_set_body (dialog, body);
  adw_message_dialog_add_response (dialog, "cancel", _ ("_Cancel"));
  adw_message_dialog_add_response (dialog, "leave", label);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");

  return dialog;
}

/* As "3 changes and 1 upload". (transfer full) */
static char *
dup_what (const EngineUnsent *unsent)
{
  g_autofree char *edits = NULL;
  g_autofree char *uploads = NULL;

  if (unsent->n_edits > 0)
    edits =
        g_strdup_printf (ngettext ("%'u change", "%'u changes", unsent->n_edits), unsent->n_edits);
  if (unsent->n_uploads > 0)
    uploads = g_strdup_printf (ngettext ("%'u upload", "%'u uploads", unsent->n_uploads),
                               unsent->n_uploads);
  if (edits != NULL && uploads != NULL)
    /* Translators: what waits to be sent: "3 changes" and "1 upload" */
    return g_strdup_printf (_ ("%s and %s"), edits, uploads);

  return g_strdup (edits != NULL ? edits : uploads != NULL ? uploads : "");
}

static guint
get_n_all (const EngineUnsent *unsent)
{
  return unsent->n_edits + unsent->n_uploads;
}

/* Both words begin a sentence. (transfer full) */
static char *
dup_not_there (const EngineUnsent *unsent)
{
  g_autofree char *what = dup_what (unsent);

  /* Translators: what waits to be sent, as "3 changes and 1 upload" */
  return g_strdup_printf (
      ngettext ("%s is not in Canto yet.", "%s are not in Canto yet.", get_n_all (unsent)), what);
}

static void
add_unkept (GString *body, const EngineUnsent *unsent)
{
  if (unsent->n_unkept == 0)
    return;

  g_string_append (body, "\n\n");
  g_string_append_printf (body,
                          ngettext ("%'u of them could not be kept on this computer, and is lost.",
                                    "%'u of them could not be kept on this computer, and are lost.",
                                    unsent->n_unkept),
                          unsent->n_unkept);
}

GtkWidget *
picker_leave_dialog_new_sign_out (GtkWindow *parent, const EngineUnsent *unsent)
{
  g_autofree char *not_there = NULL;
  g_autofree char *text = NULL;
  AdwMessageDialog *dialog;
  GString *body;

  g_return_val_if_fail (unsent != NULL, NULL);

  not_there = dup_not_there (unsent);
  body = g_string_new (not_there);
  g_string_append_c (body, ' ');
  g_string_append (body, _ ("What is not sent waits on this computer, and is sent when you sign in "
                            "to this account again."));
  if (unsent->n_uploads > 0)
    {
      g_string_append_c (body, ' ');
      g_string_append (body, _ ("Leave the files where they are until then."));
    }
  add_unkept (body, unsent);
  text = g_string_free (body, FALSE);
  dialog = make (parent, _ ("Sign Out?"), text, _ ("_Sign Out"));
  if (unsent->n_unkept > 0)
    adw_message_dialog_set_response_appearance (dialog, "leave", ADW_RESPONSE_DESTRUCTIVE);

  return GTK_WIDGET (dialog);
}

static void
check_toggled (GtkCheckButton *check, GParamSpec *pspec, AdwMessageDialog *dialog)
{
  adw_message_dialog_set_response_enabled (dialog, "leave", gtk_check_button_get_active (check));
}

static void
add_check (AdwMessageDialog *dialog, const char *label)
{
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *text = gtk_label_new (label);

  /* A label of its own: that of the button does not wrap. */
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_widget_set_margin_start (text, 6);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), text);
  gtk_widget_set_halign (check, GTK_ALIGN_CENTER);
  g_signal_connect_object (check, "notify::active", G_CALLBACK (check_toggled), dialog, 0);
  adw_message_dialog_set_extra_child (dialog, check);
  adw_message_dialog_set_response_enabled (dialog, "leave", FALSE);
}

GtkWidget *
picker_leave_dialog_new_remove (GtkWindow *parent, const char *account, const EngineUnsent *unsent)
{
  gboolean loses = unsent == NULL || engine_unsent_is_any (unsent);
  AdwMessageDialog *dialog;
  g_autofree char *text = NULL;
  GString *body;

  g_return_val_if_fail (account != NULL, NULL);

  body = g_string_new (account);
  g_string_append (body, "\n\n");
  g_string_append (body, _ ("Descant signs out, and forgets this account with its previews and "
                            "searches. Nothing is changed in Canto."));
  if (loses)
    {
      g_autofree char *not_there = unsent != NULL ? dup_not_there (unsent) : NULL;

      g_string_append (body, "\n\n");
      g_string_append (
          body, not_there != NULL
                    ? not_there
                    : _ ("It cannot be read whether changes or uploads still wait to be sent."));
      g_string_append_c (body, ' ');
      g_string_append (body, _ ("What is not sent is lost for good. To keep it, sign in to this "
                                "account and wait until all is sent."));
    }
  text = g_string_free (body, FALSE);
  dialog = make (parent, _ ("Remove This Account?"), text, _ ("_Remove"));
  adw_message_dialog_set_response_appearance (dialog, "leave", ADW_RESPONSE_DESTRUCTIVE);
  if (loses && unsent != NULL)
    {
      g_autofree char *what = dup_what (unsent);
      /* Translators: what would be lost, as "3 changes and 1 upload" */
      g_autofree char *label = g_strdup_printf (_ ("Lose %s"), what);

      add_check (dialog, label);
    }
  else if (loses)
    add_check (dialog, _ ("Lose what is not sent"));

  return GTK_WIDGET (dialog);
}

GtkWidget *
picker_leave_dialog_new_close (GtkWindow *parent, const EngineUnsent *unsent)
{
  AdwMessageDialog *dialog;
  g_autofree char *text = NULL;

  g_return_val_if_fail (unsent != NULL, NULL);

  text = g_strdup_printf (
      ngettext ("%'u change or upload is not in Canto yet, and could not be kept on this computer. "
                "If you close Descant now it is lost.",
                "%'u changes or uploads are not in Canto yet, and could not be kept on this "
                "computer. If you close Descant now they are lost.",
                unsent->n_unkept),
      unsent->n_unkept);
  dialog = make (parent, _ ("Close and Lose Changes?"), text, _ ("C_lose and Lose Them"));
  adw_message_dialog_set_response_appearance (dialog, "leave", ADW_RESPONSE_DESTRUCTIVE);

  return GTK_WIDGET (dialog);
}
