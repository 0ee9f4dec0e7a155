/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One account after the other in one window: each has a seat with its session and its library,
 * which stay as they are while another account is on screen. */

#include "descant-config.h"

#include "picker-window-private.h"

#include "picker-account-button.h"
#include "picker-account-row.h"
#include "picker-recent-searches.h"

#define LAST "account"

/* Seats */

/* What was on screen of an account. */
typedef struct
{
  EngineSession *session;
  PickerLibrary *library;
  char *user_id; /* (nullable) */
} Seat;

static void
seat_free (Seat *seat)
{
  /* Nobody will sign in to it again: what waits for that holds it. */
  if (seat->session != NULL)
    {
      engine_session_set_waits_for_sign_in (seat->session, FALSE);
      engine_session_end (seat->session);
    }
  g_clear_object (&seat->library);
  g_clear_object (&seat->session);
  g_free (seat->user_id);
  g_free (seat);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Seat, seat_free)

void
picker_window_put_aside (PickerWindow *self)
{
  Seat *seat;

  if (self->library == NULL || self->demo != NULL || self->file == NULL
      || engine_account_file_get_name (self->file) == NULL)
    return;

  seat = g_new0 (Seat, 1);
  seat->session = g_steal_pointer (&self->session);
  seat->library = g_object_ref (self->library);
  seat->user_id = g_steal_pointer (&self->user_id);
  self->library = NULL;
  adw_bin_set_child (self->library_bin, NULL);
  g_hash_table_replace (self->seats, g_object_ref (self->file), seat);
}

/* FALSE: there is none. */
static gboolean
take_seat (PickerWindow *self, EngineAccountFile *file)
{
  g_autoptr (EngineAccountFile) key = NULL;
  g_autoptr (Seat) seat = NULL;

  if (!g_hash_table_steal_extended (self->seats, file, (gpointer *) &key, (gpointer *) &seat))
    return FALSE;

  self->session = g_steal_pointer (&seat->session);
  self->user_id = g_steal_pointer (&seat->user_id);
  self->library = seat->library;
  adw_bin_set_child (self->library_bin, GTK_WIDGET (seat->library));

  return TRUE;
}

void
picker_window_foreach_session (PickerWindow *self, GFunc function, gpointer user_data)
{
  GHashTableIter iter;
  Seat *seat;

  if (self->session != NULL)
    function (self->session, user_data);
  g_hash_table_iter_init (&iter, self->seats);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &seat))
    {
      if (seat->session != NULL)
        function (seat->session, user_data);
    }
}

void
picker_window_drop_seat (PickerWindow *self, EngineSession *session)
{
  GHashTableIter iter;
  Seat *seat;

  g_hash_table_iter_init (&iter, self->seats);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &seat))
    {
      if (seat->session == session)
        g_hash_table_iter_remove (&iter);
    }
}

/* Which account */

void
picker_window_set_file (PickerWindow *self, EngineAccountFile *file)
{
  g_autoptr (EngineAccountFile) owned =
      file != NULL ? g_object_ref (file) : engine_accounts_make_file (self->accounts);

  /* The page of the sign-in is of one account: whoever goes to another gives it up. */
  if (self->file != owned)
    {
      adw_bin_set_child (self->sign_in_bin, NULL);
      self->sign_in_page = NULL;
    }
  g_set_object (&self->file, owned);
}

EngineAccountFile *
picker_window_find_last (PickerWindow *self)
{
  g_autofree char *name = g_settings_get_string (self->settings, LAST);
  g_autoptr (EngineAccountFile) first = NULL;
  EngineAccountFile *last = NULL;

  /* That she is at already. */
  if (self->file != NULL && engine_account_file_get_name (self->file) != NULL)
    last = engine_accounts_find (self->accounts, engine_account_file_get_name (self->file));
  if (last == NULL)
    last = engine_accounts_find (self->accounts, name);
  if (last != NULL)
    return last;

  first = g_list_model_get_item (G_LIST_MODEL (self->accounts), 0);

  return first;
}

static void
go_to (PickerWindow *self, EngineAccountFile *file)
{
  picker_window_renew_cancellable (self);
  picker_window_put_aside (self);
  picker_window_leave_library (self);
  picker_window_set_file (self, file);
}

void
picker_window_show_account (PickerWindow *self, EngineAccountFile *file)
{
  g_autoptr (EngineAccountFile) owned = g_object_ref (file);

  if (owned != self->file || self->demo != NULL)
    go_to (self, owned);
  else if (self->library == NULL)
    picker_window_renew_cancellable (self);
  g_clear_object (&self->back_file);

  if (self->library != NULL || take_seat (self, owned))
    {
      picker_window_return_to_library (self);
      return;
    }

  picker_window_show_starting (self);
  picker_window_start_file (self, owned);
}

void
picker_window_begin_account (PickerWindow *self, EngineAccountFile *file)
{
  g_autoptr (EngineAccountFile) back =
      self->library != NULL && self->demo == NULL ? g_object_ref (self->file) : NULL;

  go_to (self, file);
  g_set_object (&self->back_file, back);
  picker_window_show_sign_in (self, NULL);
}

/* Who is signed in */

static void
user_saved (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!engine_account_file_save_finish (ENGINE_ACCOUNT_FILE (object), result, &error))
    g_message ("Who is signed in was not kept: %s", error->message);
}

static void
got_user (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PickerWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoUser) user = canto_client_get_user_finish (CANTO_CLIENT (object), result, &error);

  if (user == NULL || self->session == NULL || self->demo != NULL
      || engine_session_get_client (self->session) != CANTO_CLIENT (object))
    return;

  engine_account_file_save_user_async (self->file, user, NULL, user_saved, NULL);
  g_free (self->user_id);
  self->user_id = g_strdup (engine_account_file_get_user_id (self->file));
  engine_session_set_user_id (self->session, self->user_id);
}

void
picker_window_account_shown (PickerWindow *self)
{
  const char *name;

  if (self->demo != NULL || self->file == NULL)
    return;

  name = engine_account_file_get_name (self->file);
  if (name != NULL && engine_accounts_find (self->accounts, name) == self->file)
    g_settings_set_string (self->settings, LAST, name);
  g_free (self->user_id);
  self->user_id = g_strdup (engine_account_file_get_user_id (self->file));
  engine_session_set_user_id (self->session, self->user_id);
  /* An earlier version did not keep it. */
  if (self->user_id == NULL && engine_account_file_is_own (self->file))
    canto_client_get_user_async (engine_session_get_client (self->session),
                                 CANTO_PRIORITY_BACKGROUND, self->cancellable, got_user,
                                 g_object_ref (self));
}

/* After a sign-in */

static void
late_kept (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* The library has a banner for that. */
  if (!engine_session_keep_finish (ENGINE_SESSION (object), result, &error))
    g_message ("The sign-in was not kept: %s", error->message);
}

static void
double_removed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!engine_accounts_remove_finish (ENGINE_ACCOUNTS (object), result, &error))
    g_message ("An account is there twice: %s", error->message);
}

static void
double_forgotten (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!engine_session_sign_out_finish (ENGINE_SESSION (object), result, &error))
    g_message ("A sign-in is kept twice: %s", error->message);
}

/* The same user of the same tenant: what there is of her stays, and goes on with the new sign-in.
 */
static void
go_on_with (PickerWindow *self, EngineAccountFile *file, EngineSession *session)
{
  g_autoptr (EngineAccountFile) again = g_object_ref (self->file);

  picker_window_leave_library (self);
  picker_window_set_file (self, file);
  g_clear_object (&self->back_file);
  if (!take_seat (self, file))
    {
      g_autoptr (EngineSession) own =
          engine_session_new (engine_account_file_get_account (file), self->store, self->cache_dir);

      engine_session_take_over (own, session);
      engine_session_set_root_folder (own, engine_account_file_get_root_folder (file));
      picker_window_show_library (self, own);
    }
  else
    {
      engine_session_take_over (self->session, session);
      picker_window_return_to_library (self);
    }

  if (!canto_token_store_get_session_only (self->store))
    engine_session_keep_async (self->session, NULL, late_kept, NULL);
  engine_session_forget_async (session, NULL, NULL, double_forgotten, NULL);
  engine_accounts_remove_async (self->accounts, again, NULL, double_removed, NULL);
}

gboolean
picker_window_keep_account (PickerWindow *self, EngineSession *session)
{
  g_autoptr (EngineAccountFile) same = NULL;
  EngineAccountFile *found;

  if (self->file == NULL)
    picker_window_set_file (self, NULL);
  found = engine_accounts_find_same (self->accounts, self->file);
  if (found != NULL)
    {
      same = g_object_ref (found);
      go_on_with (self, same, session);
      return FALSE;
    }

  engine_accounts_add (self->accounts, self->file);
  g_clear_object (&self->back_file);
  if (self->library == NULL)
    take_seat (self, self->file);

  return TRUE;
}

/* Actions */

static void
win_show_account (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PickerWindow *self = PICKER_WINDOW (widget);
  EngineAccountFile *file =
      engine_accounts_find (self->accounts, g_variant_get_string (parameter, NULL));

  if (file != NULL)
    picker_window_show_account (self, file);
}

static void
win_add_account (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PickerWindow *self = PICKER_WINDOW (widget);
  g_autoptr (EngineAccountFile) file = engine_accounts_make_file (self->accounts);

  picker_window_begin_account (self, file);
}

static void
update_actions (PickerWindow *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.add-account",
                                 engine_accounts_can_add (self->accounts));
}

GtkWidget *
picker_window_make_account_button (PickerWindow *self)
{
  return picker_account_button_new (self->accounts, self->demo == NULL ? self->file : NULL);
}

void
picker_window_install_accounts (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.show-account", "s", win_show_account);
  gtk_widget_class_install_action (widget_class, "win.add-account", NULL, win_add_account);
}

void
picker_window_make_accounts (PickerWindow *self)
{
  self->seats = g_hash_table_new_full (NULL, NULL, g_object_unref, (GDestroyNotify) seat_free);
  g_signal_connect_object (self->accounts, "items-changed", G_CALLBACK (update_actions), self,
                           G_CONNECT_SWAPPED);
  update_actions (self);
}

void
picker_window_dispose_accounts (PickerWindow *self)
{
  g_clear_pointer (&self->seats, g_hash_table_unref);
}
