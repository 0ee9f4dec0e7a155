/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The quick picker beside the main window: which account it searches, and how long it keeps the
 * program. */

#include "picker-quick.h"
#include "picker-quick-window.h"
#include "test-seats.h"
#include "test-wait.h"
#include "test-widget.h"

typedef struct
{
  TestSeats seats;
  PickerQuickAccount *account;
  PickerGlobalShortcut *shortcut;
  PickerQuick *quick;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  TestSeats *seats = &fixture->seats;

  test_seats_set_up (seats, data);
  seats->data_dir = g_build_filename (seats->dir, "data", NULL);
  fixture->account = picker_quick_account_new (seats->settings, seats->accounts, seats->store, NULL,
                                               NULL, seats->data_dir);
  fixture->shortcut = picker_global_shortcut_new (NULL);
  fixture->quick =
      picker_quick_new (seats->application, seats->settings, fixture->account, fixture->shortcut);
  test_widget_pardon_tooltips ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  picker_quick_end (fixture->quick);
  test_assert_last_unref (fixture->quick);
  test_assert_last_unref (fixture->account);
  test_assert_last_unref (fixture->shortcut);
  test_seats_tear_down (&fixture->seats, data);
}

static void
write_first (Fixture *fixture)
{
  test_seats_write_account (&fixture->seats, TEST_SEATS_FIRST, fixture->seats.tenants[0], "");
  test_seats_keep_token (&fixture->seats, fixture->seats.tenants[0]);
}

static gboolean
is_ready (gpointer account)
{
  return picker_quick_account_get_state (account) == PICKER_QUICK_READY;
}

static gboolean
is_signed_out (gpointer account)
{
  return picker_quick_account_get_state (account) == PICKER_QUICK_SIGNED_OUT;
}

static const char *
get_page (Fixture *fixture)
{
  return test_widget_get_page (
      test_widget_get_child (picker_quick_get_window (fixture->quick), "stack"));
}

static void
open_quick (Fixture *fixture)
{
  picker_quick_open (fixture->quick, NULL);
  test_widget_wait_frames (picker_quick_get_window (fixture->quick), 2);
}

/* It is called as in the list of accounts. */
static void
assert_name (Fixture *fixture)
{
  gpointer window = picker_quick_get_window (fixture->quick);
  g_autofree char *name = picker_quick_account_dup_name (fixture->account);

  g_assert_nonnull (name);
  g_assert_cmpstr (gtk_label_get_text (test_widget_get_child (window, "account_label")), ==, name);
}

/* No main window: the last account, with a session of its own. */
static void
test_alone (Fixture *fixture, gconstpointer data)
{
  write_first (fixture);
  picker_quick_open (fixture->quick, NULL);
  g_assert_cmpint (picker_quick_account_get_state (fixture->account), ==, PICKER_QUICK_STARTING);
  g_assert_cmpstr (get_page (fixture), ==, "starting");
  test_wait_until (is_ready, fixture->account, "the session");
  g_assert_cmpstr (get_page (fixture), ==, "empty");
  g_assert_null (picker_quick_account_get_list (fixture->account));
  assert_name (fixture);
}

static void
test_nobody (Fixture *fixture, gconstpointer data)
{
  open_quick (fixture);
  test_wait_until (is_signed_out, fixture->account, "that nobody is signed in");
  g_assert_cmpstr (get_page (fixture), ==, "signed-out");
  g_assert_null (picker_quick_account_get_error (fixture->account));
}

/* An account, but no token any more. */
static void
test_no_token (Fixture *fixture, gconstpointer data)
{
  test_seats_write_account (&fixture->seats, TEST_SEATS_FIRST, fixture->seats.tenants[0], "");
  open_quick (fixture);
  test_wait_until (is_signed_out, fixture->account, "that nobody is signed in");
  g_assert_cmpstr (get_page (fixture), ==, "signed-out");
}

static void
test_bad_file (Fixture *fixture, gconstpointer data)
{
  gpointer page;

  test_seats_write_file (&fixture->seats, TEST_SEATS_FIRST, "no account at all");
  open_quick (fixture);
  test_wait_until (is_signed_out, fixture->account, "that nobody is signed in");
  g_assert_nonnull (picker_quick_account_get_error (fixture->account));
  page = test_widget_get_child (picker_quick_get_window (fixture->quick), "closed_page");
  g_assert_cmpstr (adw_status_page_get_title (page), ==, "The Account File Cannot Be Read");
}

static gboolean
is_idle (gpointer known)
{
  return !engine_known_get_is_busy (known);
}

/* A main window: both have one session, and what it has loaded is found. */
static void
test_shared (Fixture *fixture, gconstpointer data)
{
  TestSeats *seats = &fixture->seats;
  g_autoptr (GPtrArray) hits = NULL;
  EngineSession *session;
  EngineKnown *known;

  test_seats_open_two (seats);
  picker_quick_share (fixture->quick, seats->window);
  open_quick (fixture);
  session = picker_window_get_session (seats->window);
  g_assert_nonnull (session);
  g_assert_true (picker_quick_account_get_session (fixture->account) == session);
  known = engine_session_get_known (session);
  test_wait_until (is_idle, known, "what is loaded to be made ready");
  hits = engine_known_find (known, "jpg", 5);
  g_assert_cmpuint (hits->len, ==, 5);

  /* It goes with the window to another account. */
  gtk_widget_activate_action (GTK_WIDGET (seats->window), "win.show-account", "s",
                              TEST_SEATS_SECOND);
  test_wait_until (test_seats_shows_second, seats, "the second library");
  g_assert_true (picker_quick_account_get_session (fixture->account) != session);
  g_assert_true (picker_quick_account_get_session (fixture->account)
                 == picker_window_get_session (seats->window));
}

static gboolean
has_history (gpointer session)
{
  return engine_history_get_is_ready (engine_session_get_history (session));
}

/* The session that it has made goes on in the window that is opened then. */
static void
test_handed_over (Fixture *fixture, gconstpointer data)
{
  TestSeats *seats = &fixture->seats;
  EngineSession *session;

  write_first (fixture);
  open_quick (fixture);
  test_wait_until (is_ready, fixture->account, "the session");
  session = picker_quick_account_get_session (fixture->account);
  test_wait_until (has_history, session, "the history");

  seats->window = PICKER_WINDOW (
      picker_window_new (seats->application, seats->settings, seats->accounts, seats->store, NULL));
  picker_window_keep_edits (seats->window, seats->data_dir);
  picker_quick_share (fixture->quick, seats->window);
  picker_window_start_account (seats->window);
  test_wait_until (test_seats_shows_first, seats, "the library");
  g_assert_true (picker_window_get_session (seats->window) == session);
  g_assert_true (picker_quick_account_get_session (fixture->account) == session);
  g_assert_true (engine_session_get_signed_in (session));
}

/* Of another account than the window starts with: it is over. */
static void
test_not_wanted (Fixture *fixture, gconstpointer data)
{
  TestSeats *seats = &fixture->seats;
  EngineSession *session;

  write_first (fixture);
  open_quick (fixture);
  test_wait_until (is_ready, fixture->account, "the session");
  session = g_object_ref (picker_quick_account_get_session (fixture->account));

  test_seats_write_account (seats, TEST_SEATS_SECOND, seats->tenants[1], "");
  test_seats_keep_token (seats, seats->tenants[1]);
  g_settings_set_string (seats->settings, "account", TEST_SEATS_SECOND);
  seats->window = PICKER_WINDOW (
      picker_window_new (seats->application, seats->settings, seats->accounts, seats->store, NULL));
  picker_window_keep_edits (seats->window, seats->data_dir);
  picker_quick_share (fixture->quick, seats->window);
  picker_window_start_account (seats->window);
  test_wait_until (test_seats_shows_second, seats, "the second library");
  g_assert_true (picker_window_get_session (seats->window) != session);
  test_assert_last_unref (session);
}

/* The main window is closed while the quick picker is open: it goes on with a session of its own.
 */
static void
test_renewed (Fixture *fixture, gconstpointer data)
{
  TestSeats *seats = &fixture->seats;

  write_first (fixture);
  test_seats_open_window (seats);
  picker_quick_share (fixture->quick, seats->window);
  test_wait_until (test_seats_shows_first, seats, "the library");
  open_quick (fixture);
  test_widget_close (GTK_WIDGET (g_steal_pointer (&seats->window)));
  test_wait_until (is_ready, fixture->account, "a session of its own");
  g_assert_cmpstr (get_page (fixture), ==, "empty");
}

/* The program */

static void
open_and_close (GApplication *application, Fixture *fixture)
{
  picker_quick_open (fixture->quick, NULL);
  gtk_window_close (GTK_WINDOW (picker_quick_get_window (fixture->quick)));
}

/* Without a key it ends some time after the window was closed. */
static void
test_lingers (Fixture *fixture, gconstpointer data)
{
  GApplication *application = G_APPLICATION (fixture->seats.application);

  picker_quick_set_linger_s (fixture->quick, 1);
  g_signal_connect (application, "activate", G_CALLBACK (open_and_close), fixture);
  g_assert_cmpint (g_application_run (application, 0, NULL), ==, 0);
  g_assert_false (gtk_widget_get_visible (picker_quick_get_window (fixture->quick)));
}

static void
open_and_end (GApplication *application, Fixture *fixture)
{
  picker_quick_open (fixture->quick, NULL);
  picker_quick_end (fixture->quick);
}

/* Quitting does not wait for that. */
static void
test_ends (Fixture *fixture, gconstpointer data)
{
  GApplication *application = G_APPLICATION (fixture->seats.application);

  g_signal_connect (application, "activate", G_CALLBACK (open_and_end), fixture);
  g_assert_cmpint (g_application_run (application, 0, NULL), ==, 0);
}

int
main (int argc, char **argv)
{
  test_widget_init (&argc, &argv);

  g_test_add ("/quick-account/alone", Fixture, NULL, set_up, test_alone, tear_down);
  g_test_add ("/quick-account/nobody", Fixture, NULL, set_up, test_nobody, tear_down);
  g_test_add ("/quick-account/no-token", Fixture, NULL, set_up, test_no_token, tear_down);
  g_test_add ("/quick-account/bad-file", Fixture, NULL, set_up, test_bad_file, tear_down);
  g_test_add ("/quick-account/shared", Fixture, NULL, set_up, test_shared, tear_down);
  g_test_add ("/quick-account/handed-over", Fixture, NULL, set_up, test_handed_over, tear_down);
  g_test_add ("/quick-account/not-wanted", Fixture, NULL, set_up, test_not_wanted, tear_down);
  g_test_add ("/quick-account/renewed", Fixture, NULL, set_up, test_renewed, tear_down);
  g_test_add ("/quick-account/lingers", Fixture, NULL, set_up, test_lingers, tear_down);
  g_test_add ("/quick-account/ends", Fixture, NULL, set_up, test_ends, tear_down);

  return g_test_run ();
}
