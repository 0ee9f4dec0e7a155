/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An account file that she opens: anybody may have sent it, so she is asked. */

#include "descant-config.h"

#include "picker-window-private.h"

#include "picker-error.h"

#include <glib/gi18n.h>

static GtkWidget *
make_dialog (PickerWindow *self, const char *heading, const char *body)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), heading, NULL);

  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), body);

  return dialog;
}

/* Over its window, which may still wait for what it is to show. */
static void
show_dialog (PickerWindow *self, GtkWidget *dialog)
{
  gtk_window_present (GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
show_refusal (PickerWindow *self, const GError *error)
{
  g_autofree char *text = picker_error_dup_text (error);
  GtkWidget *dialog = make_dialog (self, picker_error_get_title (error), text);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  show_dialog (self, dialog);
}

/* The account with that key, if she has it, or a new one. (transfer full) */
static EngineAccountFile *
dup_file_for (PickerWindow *self, EngineAccountFile *opened)
{
  EngineAccountFile *known =
      engine_accounts_find_account (self->accounts, engine_account_file_get_account (opened));

  return known != NULL ? g_object_ref (known) : engine_accounts_make_file (self->accounts);
}

/* The library on screen is of another account. */
static void
answered (PickerWindow *self, const char *response)
{
  g_autoptr (EngineAccountFile) opened = g_steal_pointer (&self->opened_file);
  g_autoptr (EngineAccountFile) file = NULL;

  if (opened == NULL || !g_str_equal (response, "use"))
    return;

  file = dup_file_for (self, opened);
  engine_account_file_adopt (file, opened);
  picker_window_begin_account (self, file);
  picker_sign_in_page_take_account (self->sign_in_page);
}

static void
ask (PickerWindow *self, EngineAccountFile *opened)
{
  CantoAccount *account = engine_account_file_get_account (opened);
  g_autofree char *body =
      /* Translators: the address of a company's Canto, and an App ID */
      g_strdup_printf (_ ("You will sign in to %s with the key %s. Go on only if that is your "
                          "company's Canto and you know who made the file."),
                       canto_account_get_tenant_host (account), canto_account_get_app_id (account));
  GtkWidget *dialog = make_dialog (self, _ ("Use This Account?"), body);

  g_set_object (&self->opened_file, opened);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "use",
                                    _ ("_Use"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered), self, G_CONNECT_SWAPPED);
  show_dialog (self, dialog);
}

static gboolean
may_use (PickerWindow *self, EngineAccountFile *opened)
{
  CantoAccount *account = engine_account_file_get_account (opened);

  return engine_accounts_can_add (self->accounts) || account == NULL
         || engine_accounts_find_account (self->accounts, account) != NULL;
}

static void
show_limit (PickerWindow *self)
{
  GtkWidget *dialog =
      make_dialog (self, _ ("No Other Account"), _ ("Your administrator allows one account."));

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  show_dialog (self, dialog);
}

static void
opened_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  EngineAccountFile *opened = ENGINE_ACCOUNT_FILE (object);
  g_autoptr (PickerWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_loaded = engine_account_file_load_finish (opened, result, &error);

  /* The window was closed meanwhile. */
  if (self->accounts == NULL)
    return;

  if (!is_loaded)
    show_refusal (self, error);
  else if (!may_use (self, opened))
    show_limit (self);
  else if (engine_account_file_get_account (opened) != NULL)
    ask (self, opened);
}

void
picker_window_open_account (PickerWindow *self, GFile *file)
{
  g_autoptr (EngineAccountFile) opened = NULL;

  g_return_if_fail (PICKER_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  opened = engine_account_file_new_foreign (file, engine_accounts_get_policy (self->accounts));
  engine_account_file_load_async (opened, NULL, opened_loaded, g_object_ref (self));
}
