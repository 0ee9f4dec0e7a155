/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the window begins with: an account or the demo, and when it appears. */

#include "descant-config.h"

#include "picker-window-private.h"

#include "canto-error.h"

#define KEYRING_WAIT_S 2   /* until she is told what the window waits for */
#define PATIENCE_MS    250 /* until a window with nothing in it is better than none */

/* Appearing: a start takes a moment as a rule, and then the first frame is what it leads to. */

static void
appear (PickerWindow *self)
{
  g_clear_handle_id (&self->patience_timeout_id, g_source_remove);
  gtk_window_present (GTK_WINDOW (self));
}

static gboolean
patience_ended (gpointer user_data)
{
  PickerWindow *self = user_data;

  self->patience_timeout_id = 0;
  appear (self);

  return G_SOURCE_REMOVE;
}

static void
wait_for_page (PickerWindow *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self)) || self->patience_timeout_id != 0)
    return;

  self->patience_timeout_id = g_timeout_add (PATIENCE_MS, patience_ended, self);
  /* What takes longest of it, while others are asked. */
  gtk_widget_realize (GTK_WIDGET (self));
}

/* Nobody has read the page of a start: only what she has looked at fades. */
void
picker_window_show_page (PickerWindow *self, const char *name)
{
  const char *before = gtk_stack_get_visible_child_name (self->stack);

  gtk_stack_set_visible_child_full (self->stack, name,
                                    g_strcmp0 (before, "starting") == 0
                                        ? GTK_STACK_TRANSITION_TYPE_NONE
                                        : gtk_stack_get_transition_type (self->stack));
  if (self->patience_timeout_id != 0)
    appear (self);
}

/* Starting */

void
picker_window_renew_cancellable (PickerWindow *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
}

static gboolean
keyring_takes_long (gpointer user_data)
{
  PickerWindow *self = user_data;

  self->keyring_timeout_id = 0;
  gtk_widget_set_visible (self->starting_label, TRUE);

  return G_SOURCE_REMOVE;
}

void
picker_window_show_starting (PickerWindow *self)
{
  g_clear_handle_id (&self->keyring_timeout_id, g_source_remove);
  gtk_widget_set_visible (self->starting_label, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "starting");
  wait_for_page (self);
}

static void
session_restored (GObject *object, GAsyncResult *result, gpointer user_data)
{
  EngineSession *session = ENGINE_SESSION (object);
  g_autoptr (PickerWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_restored = engine_session_restore_finish (session, result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_clear_handle_id (&self->keyring_timeout_id, g_source_remove);
  if (is_restored)
    picker_window_show_library (self, session);
  else if (g_error_matches (error, CANTO_ERROR, CANTO_ERROR_KEYRING))
    picker_window_show_keyring (self, error);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    picker_window_show_sign_in (self, error);
}

static void
accounts_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  EngineAccounts *accounts = ENGINE_ACCOUNTS (object);
  g_autoptr (PickerWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_loaded = engine_accounts_load_finish (accounts, result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (!is_loaded)
    picker_window_show_sign_in (self, error);
  else
    picker_window_start_file (self, picker_window_find_last (self));
}

/* For the button of the accounts, and for the way out of the demo. */
static void
accounts_known (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!engine_accounts_load_finish (ENGINE_ACCOUNTS (object), result, &error)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("No account is known: %s", error->message);
}

void
picker_window_start_file (PickerWindow *self, EngineAccountFile *file)
{
  g_autoptr (EngineSession) session = NULL;
  CantoAccount *account;

  picker_window_set_file (self, file);
  account = engine_account_file_get_account (self->file);
  if (self->sign_in_page != NULL)
    picker_sign_in_page_take_account (self->sign_in_page);
  if (account == NULL)
    {
      picker_window_show_sign_in (self, engine_account_file_get_error (self->file));
      return;
    }

  session = picker_window_take_ready_session (self, self->file);
  if (session != NULL)
    {
      picker_window_show_library (self, session);
      return;
    }

  session = engine_session_new (account, self->store, self->cache_dir);
  /* She may have chosen another since the file was read. */
  engine_session_set_root_folder (session, engine_account_file_get_root_folder (self->file));
  self->keyring_timeout_id = g_timeout_add_seconds (KEYRING_WAIT_S, keyring_takes_long, self);
  engine_session_restore_async (session, self->cancellable, session_restored, g_object_ref (self));
}

static void
demo_started (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PickerWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EngineSession) session =
      engine_demo_start_finish (ENGINE_DEMO (object), result, &error);

  if (session != NULL)
    picker_window_show_library (self, session);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    picker_window_show_sign_in (self, error);
}

void
picker_window_start_account (PickerWindow *self)
{
  g_return_if_fail (PICKER_IS_WINDOW (self));

  picker_window_renew_cancellable (self);
  picker_window_leave_library (self);
  picker_window_show_starting (self);
  engine_accounts_load_async (self->accounts, self->cancellable, accounts_loaded,
                              g_object_ref (self));
}

/* @pictures: (nullable) */
static void
start_demo (PickerWindow *self, GFile *pictures)
{
  picker_window_renew_cancellable (self);
  picker_window_put_aside (self);
  picker_window_leave_library (self);
  picker_window_show_starting (self);
  if (self->file == NULL)
    engine_accounts_load_async (self->accounts, self->cancellable, accounts_known, NULL);
  self->demo = engine_demo_new (NULL, pictures);
  engine_demo_start_async (self->demo, self->cancellable, demo_started, g_object_ref (self));
}

void
picker_window_start_demo (PickerWindow *self)
{
  g_return_if_fail (PICKER_IS_WINDOW (self));

  start_demo (self, NULL);
}

void
picker_window_start_pictures (PickerWindow *self, GFile *folder)
{
  g_return_if_fail (PICKER_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (folder));

  start_demo (self, folder);
}
