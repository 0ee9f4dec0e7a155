/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Signing out, removing an account, closing: she is asked where something is not sent yet. */

#include "descant-config.h"

#include "picker-window-private.h"

#include "engine-unsent.h"
#include "picker-account-row.h"
#include "picker-error.h"
#include "picker-form-options.h"
#include "picker-leave-dialog.h"
#include "picker-recent-searches.h"

#include <glib/gi18n.h>

/* What the keyring has not answered: the program stays until it has, or the token would be there at
 * the next start. */
typedef struct
{
  PickerWindow *window;
  EngineAccountFile *file; /* (nullable) */
  GApplication *application;
} Leaving;

static Leaving *
leaving_new (PickerWindow *self)
{
  Leaving *leaving = g_new0 (Leaving, 1);

  leaving->window = g_object_ref (self);
  leaving->file = self->file != NULL ? g_object_ref (self->file) : NULL;
  leaving->application = G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
  g_object_ref (leaving->application);
  g_application_hold (leaving->application);

  return leaving;
}

static void
leaving_free (Leaving *leaving)
{
  g_application_release (leaving->application);
  g_object_unref (leaving->application);
  g_clear_object (&leaving->file);
  g_object_unref (leaving->window);
  g_free (leaving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Leaving, leaving_free)

/* What she has typed counts, as if she had gone on. */
static void
flush (PickerWindow *self)
{
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  if (self->library != NULL)
    picker_library_flush_edits (self->library);
}

/* Whether she still sees what she was asked about. */
static void
remember (GtkWidget *dialog, gpointer object)
{
  g_object_set_data_full (G_OBJECT (dialog), "about", g_object_ref (object), g_object_unref);
}

static gboolean
is_about (GtkWidget *dialog, gpointer object)
{
  return g_object_get_data (G_OBJECT (dialog), "about") == object;
}

static void
ask (PickerWindow *self, GtkWidget *dialog, GCallback answered)
{
  g_signal_connect_object (dialog, "response", answered, self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Signing out */

static void
signed_out (GObject *object, GAsyncResult *result, gpointer user_data)
{
  EngineSession *session = ENGINE_SESSION (object);
  g_autoptr (Leaving) leaving = user_data;
  PickerWindow *self = leaving->window;
  g_autoptr (GError) error = NULL;

  engine_session_sign_out_finish (session, result, &error);
  /* Otherwise the window was closed meanwhile, or shows something else. */
  if (self->session == session)
    picker_window_show_sign_in (self, error);
  else
    picker_window_drop_seat (self, session);
}

static void
sign_out (PickerWindow *self)
{
  engine_session_sign_out_async (self->session, NULL, signed_out, leaving_new (self));
}

static void
sign_out_answered (PickerWindow *self, const char *response, GtkWidget *dialog)
{
  if (g_str_equal (response, "leave") && is_about (dialog, self->session))
    sign_out (self);
}

static void
win_sign_out (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PickerWindow *self = PICKER_WINDOW (widget);
  EngineUnsent unsent;
  GtkWidget *dialog;

  if (self->session == NULL || self->demo != NULL)
    return;

  flush (self);
  unsent = engine_unsent_count (self->session);
  if (!engine_unsent_is_any (&unsent))
    {
      sign_out (self);
      return;
    }

  dialog = picker_leave_dialog_new_sign_out (GTK_WINDOW (self), &unsent);
  remember (dialog, self->session);
  ask (self, dialog, G_CALLBACK (sign_out_answered));
}

/* Removing */

static void
show_problem (PickerWindow *self, const GError *error)
{
  g_autofree char *text = picker_error_dup_text (error);
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_WINDOW (self), picker_error_get_title (error), NULL);

  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), text);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
removed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Leaving) leaving = user_data;
  PickerWindow *self = leaving->window;
  g_autoptr (GError) error = NULL;
  gboolean is_removed = engine_accounts_remove_finish (ENGINE_ACCOUNTS (object), result, &error);
  EngineAccountFile *next;

  /* The window was closed meanwhile. */
  if (self->accounts == NULL)
    return;

  g_hash_table_remove (self->seats, leaving->file);
  if (self->file == leaving->file)
    {
      picker_window_renew_cancellable (self);
      picker_window_leave_library (self);
      g_clear_object (&self->file);
      g_clear_object (&self->back_file);
      adw_bin_set_child (self->sign_in_bin, NULL);
      self->sign_in_page = NULL;
      next = picker_window_find_last (self);
      if (next != NULL)
        picker_window_show_account (self, next);
      else
        picker_window_show_sign_in (self, NULL);
    }
  if (!is_removed)
    show_problem (self, error);
}

static void
forgotten (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Leaving) leaving = user_data;
  EngineAccounts *accounts = leaving->window->accounts;
  EngineAccountFile *file = leaving->file;
  g_autoptr (GError) error = NULL;

  /* A keyring that is not there has nothing of the account that could be forgotten. */
  if (!engine_session_sign_out_finish (ENGINE_SESSION (object), result, &error))
    g_message ("The keyring did not forget the account: %s", error->message);
  if (accounts != NULL)
    engine_accounts_remove_async (accounts, file, NULL, removed, g_steal_pointer (&leaving));
}

static void
remove_account (PickerWindow *self)
{
  CantoAccount *account = engine_account_file_get_account (self->file);
  g_autoptr (EngineSession) session = NULL;
  g_autoptr (GSettings) account_settings = NULL;

  if (account == NULL)
    {
      engine_accounts_remove_async (self->accounts, self->file, NULL, removed, leaving_new (self));
      return;
    }

  account_settings = picker_recent_searches_make_settings (self->settings, account);
  g_settings_reset (account_settings, "recent-searches");
  g_settings_reset (account_settings, PICKER_ALT_FIELD_KEY);
  g_settings_reset (account_settings, PICKER_CREDIT_FIELD_KEY);
  session = self->session != NULL && self->demo == NULL
                ? g_object_ref (self->session)
                : engine_session_new (account, self->store, self->cache_dir);
  engine_session_forget_async (session, self->data_dir, NULL, forgotten, leaving_new (self));
}

static void
removal_answered (PickerWindow *self, const char *response, GtkWidget *dialog)
{
  if (g_str_equal (response, "leave") && is_about (dialog, self->file))
    remove_account (self);
}

/* @unsent: (nullable): not known */
static void
ask_before_removal (PickerWindow *self, const EngineUnsent *unsent)
{
  g_autofree char *address = NULL;
  g_autofree char *name = picker_account_dup_name (self->file, &address);
  g_autofree char *text =
      address != NULL ? g_strdup_printf ("%s, %s", name, address) : g_strdup (name);
  GtkWidget *dialog = picker_leave_dialog_new_remove (GTK_WINDOW (self), text, unsent);

  remember (dialog, self->file);
  ask (self, dialog, G_CALLBACK (removal_answered));
}

/* She may be elsewhere by now. */
static void
unsent_read (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Leaving) leaving = user_data;
  PickerWindow *self = leaving->window;
  g_autoptr (GError) error = NULL;
  EngineUnsent unsent;
  gboolean is_known = engine_unsent_read_finish (result, &unsent, &error);

  if (!is_known)
    g_message ("What is not sent is not known: %s", error->message);
  if (self->accounts != NULL && self->file == leaving->file && self->session == NULL)
    ask_before_removal (self, is_known ? &unsent : NULL);
}

static void
win_remove_account (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PickerWindow *self = PICKER_WINDOW (widget);
  CantoAccount *account;
  EngineUnsent unsent = { 0 };

  if (self->file == NULL || self->demo != NULL || !engine_account_file_is_own (self->file))
    return;

  account = engine_account_file_get_account (self->file);
  if (self->session != NULL)
    {
      flush (self);
      unsent = engine_unsent_count (self->session);
      ask_before_removal (self, &unsent);
    }
  else if (account != NULL && self->data_dir != NULL)
    engine_unsent_read_async (self->data_dir, account, NULL, unsent_read, leaving_new (self));
  else
    ask_before_removal (self, &unsent);
}

/* Closing */

static void
add_unsent (gpointer session, gpointer user_data)
{
  EngineUnsent *all = user_data;
  EngineUnsent unsent = engine_unsent_count (session);

  all->n_edits += unsent.n_edits;
  all->n_uploads += unsent.n_uploads;
  all->n_unkept += unsent.n_unkept;
}

static void
close_answered (PickerWindow *self, const char *response)
{
  if (g_str_equal (response, "leave"))
    gtk_window_destroy (GTK_WINDOW (self));
}

/* The demo keeps nothing, and says so. */
static gboolean
picker_window_close_request (GtkWindow *window)
{
  PickerWindow *self = PICKER_WINDOW (window);
  EngineUnsent unsent = { 0 };

  flush (self);
  if (self->demo == NULL && self->data_dir != NULL)
    picker_window_foreach_session (self, add_unsent, &unsent);
  if (unsent.n_unkept == 0)
    return GTK_WINDOW_CLASS (g_type_class_peek_parent (GTK_WINDOW_GET_CLASS (window)))
        ->close_request (window);

  ask (self, picker_leave_dialog_new_close (window, &unsent), G_CALLBACK (close_answered));

  return TRUE;
}

void
picker_window_install_leave (GtkWidgetClass *widget_class)
{
  GTK_WINDOW_CLASS (widget_class)->close_request = picker_window_close_request;
  gtk_widget_class_install_action (widget_class, "win.sign-out", NULL, win_sign_out);
  gtk_widget_class_install_action (widget_class, "win.remove-account", NULL, win_remove_account);
}
