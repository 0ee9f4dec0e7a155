/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The real keyring is locked and asks for its password, in the window of its own prompter; the hand
 * that answers comes from outside, by xdotool. */

#include "picker-window.h"

#include "picker-library.h"
#include "picker-sign-in-form.h"
#include "test-session.h"
#include "test-wait.h"
#include "test-widget.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

/* Nobody listens there. */
#define BASE     "http://127.0.0.1:1"
#define APP_ID   "kept"
#define PASSWORD "test" /* that with-keyring gave it */

typedef struct
{
  char *dir;
  char *path;
  EngineAccounts *accounts;
  CantoTokenStore *store;
  GSettings *settings;
  PickerWindow *window;
} Fixture;

/* What the first session leaves, as long as the keyring is open. */
static void
leave_token (void)
{
  CantoAccountOptions options = { .loopback_base = BASE, .app_id = APP_ID };
  g_autoptr (CantoTokenStore) store = canto_token_store_new ();
  g_autoptr (CantoSecret) access = canto_secret_new ("access");
  g_autoptr (CantoToken) token = canto_token_new (access, NULL, 4102444800);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoAccount) account = canto_account_new (&options, &error);

  g_assert_no_error (error);
  canto_token_store_save_async (store, account, token, NULL, test_keep_result, &result);
  canto_token_store_save_finish (store, test_wait_result (&result), &error);
  g_assert_no_error (error);
}

/* @data: the application */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) folder = NULL;

  fixture->dir = g_dir_make_tmp ("descant-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->dir, "accounts.conf", NULL);
  g_file_set_contents_full (fixture->path, "[Account]\nloopback-base=" BASE "\napp-id=" APP_ID "\n",
                            -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error);
  g_assert_no_error (error);
  folder = g_file_new_for_path (fixture->dir);
  fixture->accounts = engine_accounts_new (folder, NULL);
  fixture->store = canto_token_store_new ();
  fixture->settings = test_session_new_settings ();
  test_widget_pardon_tooltips ();
  fixture->window = PICKER_WINDOW (picker_window_new ((GtkApplication *) data, fixture->settings,
                                                      fixture->accounts, fixture->store, NULL));
  gtk_window_present (GTK_WINDOW (fixture->window));
  picker_window_start_account (fixture->window);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_widget_close (GTK_WIDGET (fixture->window));
  test_assert_last_unref (fixture->accounts);
  test_assert_last_unref (fixture->store);
  g_object_unref (fixture->settings);
  g_remove (fixture->path);
  g_rmdir (fixture->dir);
  g_free (fixture->path);
  g_free (fixture->dir);
}

/* The prompter's window */

/* What xdotool says. (transfer full) */
static char *
run_hand (const char *const *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_newv (
      arguments, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error);
  char *text = NULL;

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &text, NULL, &error);
  g_assert_no_error (error);

  return g_strchomp (text);
}

/* That is open and has the keyboard. */
static gboolean
is_asked (gpointer user_data)
{
  const char *const search[] = { "xdotool", "search",       "--onlyvisible",
                                 "--class", "gcr-prompter", NULL };
  const char *const get_focus[] = { "xdotool", "getwindowfocus", NULL };
  g_autofree char *prompts = run_hand (search);
  g_autofree char *focus = run_hand (get_focus);

  return *focus != '\0' && strstr (prompts, focus) != NULL;
}

static gboolean
look_again (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* Another program's window wakes nobody here. */
static void
wait_asked (void)
{
  guint poll = g_timeout_add (50, look_again, NULL);

  test_wait_until (is_asked, NULL, "the question of the keyring");
  g_source_remove (poll);
}

static void
press (const char *key)
{
  const char *const arguments[] = { "xdotool", "key", "--clearmodifiers", key, NULL };

  g_free (run_hand (arguments));
}

static void
type (const char *text)
{
  const char *const arguments[] = { "xdotool", "type", text, NULL };

  g_free (run_hand (arguments));
}

/* The window */

static const char *
get_page (Fixture *fixture)
{
  return test_widget_get_page (test_widget_get_child (fixture->window, "stack"));
}

static gboolean
is_at_keyring (gpointer fixture)
{
  return g_str_equal (get_page (fixture), "keyring");
}

static gboolean
is_at_sign_in (gpointer fixture)
{
  return g_str_equal (get_page (fixture), "sign-in");
}

static gboolean
is_at_library (gpointer fixture)
{
  return g_str_equal (get_page (fixture), "library");
}

static gboolean
says_what_it_waits_for (gpointer fixture)
{
  return gtk_widget_get_mapped (
      test_widget_get_child (((Fixture *) fixture)->window, "starting_label"));
}

static void
click (Fixture *fixture, const char *button)
{
  GtkWidget *widget = test_widget_get_child (fixture->window, button);

  g_assert_true (gtk_widget_get_mapped (widget));
  g_signal_emit_by_name (widget, "clicked");
}

/* Whoever closes the question can go on without the keyring, for this session. */
static void
test_dismissed (Fixture *fixture, gconstpointer data)
{
  const char *text;
  gpointer form;

  wait_asked ();
  test_wait_until (says_what_it_waits_for, fixture, "that the window waits for the keyring");
  g_assert_cmpstr (get_page (fixture), ==, "starting");
  press ("Escape");
  test_wait_until (is_at_keyring, fixture, "the page of the keyring");
  text = adw_status_page_get_description (test_widget_get_child (fixture->window, "keyring_page"));
  g_assert_nonnull (strstr (text, "Unlock it, or set one up, and try again"));
  g_assert_nonnull (strstr (text, "The keyring is locked."));

  click (fixture, "session_only_button");
  test_wait_until (is_at_sign_in, fixture, "the sign-in");
  g_assert_true (canto_token_store_get_session_only (fixture->store));
  form = test_widget_find (fixture->window, PICKER_TYPE_SIGN_IN_FORM);
  g_assert_cmpstr (gtk_editable_get_text (test_widget_get_child (form, "app_id_row")), ==, APP_ID);
  g_assert_false (gtk_widget_get_visible (test_widget_get_child (form, "error_box")));
}

/* Whoever closed it by mistake tries again, and the token is there. */
static void
test_unlocked_later (Fixture *fixture, gconstpointer data)
{
  wait_asked ();
  press ("Escape");
  test_wait_until (is_at_keyring, fixture, "the page of the keyring");
  click (fixture, "start_again_button");
  g_assert_cmpstr (get_page (fixture), ==, "starting");
  wait_asked ();
  type (PASSWORD);
  press ("Return");
  test_wait_until (is_at_library, fixture, "the library");
}

#define ADD(path, test) g_test_add (path, Fixture, application, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_autoptr (GtkApplication) application = NULL;
  g_autoptr (GError) error = NULL;

  if (g_strcmp0 (g_getenv ("DESCANT_TEST_KEYRING"), "first") == 0)
    {
      leave_token ();
      return 0;
    }

  test_widget_init (&argc, &argv);
  application = gtk_application_new ("io.github.descant.Test", G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);

  ADD ("/keyring/dismissed", test_dismissed);
  ADD ("/keyring/unlocked-later", test_unlocked_later);

  return g_test_run ();
}
