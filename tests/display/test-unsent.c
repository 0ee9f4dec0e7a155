/* SPDX-License-Identifier: GPL-3.0-or-later */

/* She signs out, removes the account, closes the window while something is not sent: she is asked,
 * and nothing is lost that she did not give up. */

#include "picker-window-private.h"

#include "picker-editor.h"
#include "picker-grid.h"
#include "picker-words-field.h"
#include "test-seats.h"
#include "test-wait.h"
#include "test-widget.h"

#include <signal.h>
#include <string.h>

static gboolean
has_no_account (gpointer user_data)
{
  TestSeats *fixture = user_data;

  return g_list_model_get_n_items (G_LIST_MODEL (fixture->accounts)) == 0;
}

static EngineEdits *
get_edits (TestSeats *fixture)
{
  return engine_session_get_edits (fixture->window->session);
}

static gboolean
has_edits (gpointer fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (get_edits (fixture))) > 0;
}

static gboolean
has_no_edits (gpointer fixture)
{
  return !has_edits (fixture);
}

static gboolean
is_kept_or_not (gpointer edit)
{
  return engine_edit_get_is_kept (edit) || engine_edit_get_keep_error (edit) != NULL;
}

/* The service does not answer while she changes something. */
static void
open_unsent (TestSeats *fixture)
{
  g_autoptr (EngineEdit) edit = NULL;

  fixture->data_dir = g_build_filename (fixture->dir, "data", NULL);
  test_seats_write_account (fixture, TEST_SEATS_FIRST, fixture->tenants[0], "");
  test_seats_keep_token (fixture, fixture->tenants[0]);
  test_seats_open_window (fixture);
  test_wait_until (test_seats_shows_first, fixture, "the first library");
  test_wait_until (test_seats_first_has_user, fixture, "the user of the account");
  g_assert_cmpint (kill (test_tenant_get_pid (fixture->tenants[0]), SIGSTOP), ==, 0);
  edit = engine_edits_create_node (get_edits (fixture), CANTO_SCHEME_FOLDER, NULL, "Unsent", NULL);
  test_wait_until (is_kept_or_not, edit, "the journal");
}

static void
wake (TestSeats *fixture)
{
  g_assert_cmpint (kill (test_tenant_get_pid (fixture->tenants[0]), SIGCONT), ==, 0);
}

static void
assert_says (const char *text)
{
  test_wait_until (test_seats_has_dialog, NULL, "the question");
  g_assert_nonnull (strstr (adw_message_dialog_get_body (test_seats_find_dialog ()), text));
}

static void
sign_out (TestSeats *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.sign-out", NULL);
  assert_says ("1 change is not in Canto yet.");
  test_seats_answer ("leave");
  test_wait_until (test_seats_is_at_sign_in, fixture, "the sign-in");
}

/* She is asked before she signs out, and finds it all when she is back. */
static void
test_unsent_sign_out (TestSeats *fixture, gconstpointer data)
{
  open_unsent (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.sign-out", NULL);
  test_seats_answer ("cancel");
  g_assert_true (test_seats_is_at_library (fixture));
  g_assert_true (test_seats_has_token (fixture, fixture->tenants[0], 1));

  sign_out (fixture);
  g_assert_false (test_seats_has_token (fixture, fixture->tenants[0], 1));
  wake (fixture);
  test_seats_sign_in_by_token (fixture, fixture->tenants[0]);
  test_wait_until (test_seats_is_at_library, fixture, "the library");
  test_wait_until (has_edits, fixture, "what was not sent");
  test_wait_until (has_no_edits, fixture, "that it is sent");
}

/* The last step is hers: Remove does nothing before she has said that she knows. */
static void
confirm_loss (void)
{
  AdwMessageDialog *dialog;

  assert_says ("1 change is not in Canto yet. What is not sent is lost for good.");
  dialog = test_seats_find_dialog ();
  g_assert_false (adw_message_dialog_get_response_enabled (dialog, "leave"));
  g_assert_cmpstr (adw_message_dialog_get_default_response (dialog), ==, "cancel");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (adw_message_dialog_get_extra_child (dialog)),
                               TRUE);
  g_assert_true (adw_message_dialog_get_response_enabled (dialog, "leave"));
  test_seats_answer ("leave");
}

/* @data: she has signed out before */
static void
test_unsent_remove (TestSeats *fixture, gconstpointer data)
{
  g_autoptr (CantoAccount) account = test_seats_make_account (fixture->tenants[0], 1);
  g_autofree char *folder = NULL;

  open_unsent (fixture);
  folder = g_build_filename (fixture->data_dir, canto_account_get_id (account), NULL);
  g_assert_true (g_file_test (folder, G_FILE_TEST_EXISTS));
  if (data != NULL)
    sign_out (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.remove-account", NULL);
  confirm_loss ();
  test_wait_until (has_no_account, fixture, "the end of the account");
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  wake (fixture);
}

/* What could not be kept is lost with the window: so she is asked. */
static void
test_unkept_close (TestSeats *fixture, gconstpointer data)
{
  test_seats_write_file (fixture, "data", "no folder");
  open_unsent (fixture);
  gtk_window_close (GTK_WINDOW (fixture->window));
  assert_says ("could not be kept on this computer");
  test_seats_answer ("cancel");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->window)));
  wake (fixture);
  test_wait_until (has_no_edits, fixture, "that it is sent");
}

static gboolean
has_editor (gpointer user_data)
{
  TestSeats *fixture = user_data;
  gpointer editor = test_widget_find (fixture->window, PICKER_TYPE_EDITOR);

  return editor != NULL
         && g_str_equal (test_widget_get_page (test_widget_get_child (editor, "stack")), "fields");
}

/* What she has typed and not said to be done is not lost with the window: the next start has it. */
static void
test_typed_close (TestSeats *fixture, gconstpointer data)
{
  gpointer field;

  fixture->data_dir = g_build_filename (fixture->dir, "data", NULL);
  test_seats_write_account (fixture, TEST_SEATS_FIRST, fixture->tenants[0], "");
  test_seats_keep_token (fixture, fixture->tenants[0]);
  test_seats_open_window (fixture);
  test_wait_until (test_seats_shows_first, fixture, "the first library");
  test_wait_until (test_seats_first_has_user, fixture, "the user of the account");
  picker_grid_select_only (test_widget_find (test_seats_get_library (fixture), PICKER_TYPE_GRID),
                           0);
  gtk_widget_activate_action (test_seats_get_library (fixture), "assets.edit", NULL);
  test_wait_until (has_editor, fixture, "the editor");
  g_assert_cmpint (kill (test_tenant_get_pid (fixture->tenants[0]), SIGSTOP), ==, 0);
  field = test_widget_find (fixture->window, PICKER_TYPE_WORDS_FIELD);
  gtk_editable_set_text (test_widget_find (field, GTK_TYPE_ENTRY), "Half typed");
  gtk_window_close (GTK_WINDOW (fixture->window));
  test_assert_last_unref (fixture->accounts);
  fixture->window = NULL;
  wake (fixture);

  test_seats_open_accounts (fixture);
  g_assert_cmpint (kill (test_tenant_get_pid (fixture->tenants[0]), SIGSTOP), ==, 0);
  test_seats_open_window (fixture);
  test_wait_until (test_seats_is_at_library, fixture, "the library");
  test_wait_until (has_edits, fixture, "what was typed");
  wake (fixture);
  test_wait_until (has_no_edits, fixture, "that it is sent");
}

#define ADD(path, data, test)                                                                      \
  g_test_add ("/unsent/" path, TestSeats, data, test_seats_set_up, test, test_seats_tear_down)

int
main (int argc, char *argv[])
{
  test_widget_init (&argc, &argv);
  /* No portal, no keyring of the person who runs the tests. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus", TRUE);

  ADD ("sign-out", NULL, test_unsent_sign_out);
  ADD ("remove", NULL, test_unsent_remove);
  ADD ("remove-signed-out", "signed out", test_unsent_remove);
  ADD ("close", NULL, test_unkept_close);
  ADD ("typed", NULL, test_typed_close);

  return g_test_run ();
}
