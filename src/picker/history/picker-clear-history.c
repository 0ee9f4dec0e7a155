/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-clear-history.h"

#include "picker-error.h"

#include <glib/gi18n.h>

/* The window may be closed while the disk works. */
typedef struct
{
  GtkWindow *parent; /* (nullable): weak */
} Clearing;

static void
history_cleared (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autofree Clearing *clearing = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  GtkWidget *dialog;

  if (!engine_history_clear_finish (ENGINE_HISTORY (object), result, &error)
      && clearing->parent != NULL)
    {
      text = picker_error_dup_text (error);
      dialog =
          adw_message_dialog_new (clearing->parent, _ ("The History Is Still on the Disk"), NULL);
      adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), text);
      adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
      gtk_window_present (GTK_WINDOW (dialog));
    }
  g_clear_weak_pointer (&clearing->parent);
}

static void
clear_answered (AdwMessageDialog *dialog, const char *response, EngineHistory *history)
{
  Clearing *clearing;

  if (!g_str_equal (response, "clear"))
    return;

  clearing = g_new0 (Clearing, 1);
  g_set_weak_pointer (&clearing->parent, gtk_window_get_transient_for (GTK_WINDOW (dialog)));
  engine_history_clear_async (history, history_cleared, clearing);
}

void
picker_clear_history_ask (GtkWindow *parent, EngineHistory *history)
{
  AdwMessageDialog *dialog;

  g_return_if_fail (ENGINE_IS_HISTORY (history));

  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (
      parent, _ ("Clear the History?"),
      _ ("All that you copied and dragged from this account is forgotten on this computer, and "
         "cannot be checked any more. The links themselves go on to work.")));
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "clear", _ ("C_lear"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "clear", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (clear_answered), history, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
