/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window from its start on: accounts, tokens, what is opened, and how it ends. */

#include "picker-banner.h"
#include "picker-library.h"
#include "picker-root-bar.h"
#include "picker-sidebar.h"
#include "picker-sign-in-others.h"
#include "picker-sign-in-page.h"
#include "test-library.h"
#include "test-session.h"
#include "test-start.h"
#include "test-wait.h"
#include "test-widget.h"

#include <adwaita.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

static void
test_no_account (TestStart *fixture, gconstpointer data)
{
  test_start_open_window (fixture);
  picker_window_start_account (fixture->window);
  g_assert_cmpstr (test_start_get_page (fixture), ==, "starting");
  test_wait_until (test_start_is_at_sign_in, fixture, "the sign-in");
  g_assert_cmpstr (test_start_get_sign_in_page (fixture), ==, "welcome");
  g_assert_false (gtk_widget_get_visible (test_start_get_form_child (fixture, "error_box")));
}

static void
test_no_token (TestStart *fixture, gconstpointer data)
{
  test_start_write_good_account (fixture);
  test_start_open_window (fixture);
  picker_window_start_account (fixture->window);
  test_wait_until (test_start_is_at_sign_in, fixture, "the sign-in");
  g_assert_cmpstr (gtk_editable_get_text (test_start_get_form_child (fixture, "app_id_row")), ==,
                   test_tenant_get (fixture->tenant, "app_id"));
  g_assert_false (gtk_widget_get_visible (test_start_get_form_child (fixture, "error_box")));
}

static void
test_bad_file (TestStart *fixture, gconstpointer data)
{
  test_start_write_account (fixture, "[Account]\ntenant=acme.example.com\napp-id=x\n");
  test_start_open_window (fixture);
  picker_window_start_account (fixture->window);
  test_wait_until (test_start_is_at_sign_in, fixture, "the sign-in");
  g_assert_true (gtk_widget_get_visible (test_start_get_form_child (fixture, "error_box")));

  /* Whoever has left it for the demo and comes back does not see it again. */
  picker_window_start_demo (fixture->window);
  test_wait_until (test_start_is_at_library, fixture, "the demo");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.sign-in", NULL);
  g_assert_cmpstr (test_start_get_page (fixture), ==, "sign-in");
  g_assert_false (gtk_widget_get_visible (test_start_get_form_child (fixture, "error_box")));
}

/* The next start goes straight to the library; out is out. */
static void
test_library (TestStart *fixture, gconstpointer data)
{
  test_start_write_good_account (fixture);
  test_start_keep_token (fixture);
  test_start_open_window (fixture);
  picker_window_start_account (fixture->window);
  test_wait_until (test_start_is_at_library, fixture, "the library");
  test_wait_until (test_start_shows_assets, fixture, "the assets");
  g_assert_true (
      g_str_has_prefix (gtk_window_get_title (GTK_WINDOW (fixture->window)), "127.0.0.1:"));

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.sign-out", NULL));
  test_wait_until (test_start_is_at_sign_in, fixture, "the sign-in");
  g_assert_null (test_widget_find (fixture->window, PICKER_TYPE_LIBRARY));
  picker_window_start_account (fixture->window);
  test_wait_until (test_start_is_at_sign_in, fixture, "the sign-in once more");
}

static const char *
get_banner (TestStart *fixture)
{
  gpointer library = test_widget_find (fixture->window, PICKER_TYPE_LIBRARY);

  return picker_banner_get_text (test_widget_get_child (library, "banner"));
}

/* 3.28: a token that cannot be refreshed says when it ends, while there is time to get another. */
static void
test_end_is_near (TestStart *fixture, gconstpointer data)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) end = g_date_time_add_days (now, 2);
  g_autofree char *day = g_date_time_format (end, "%-d %b %Y");

  test_start_write_good_account (fixture);
  test_start_keep_token_for (fixture, 2 * TEST_DAY_S);
  test_start_open_window (fixture);
  picker_window_start_account (fixture->window);
  test_wait_until (test_start_shows_assets, fixture, "the assets");
  g_assert_nonnull (strstr (get_banner (fixture), day));
}

static void
test_end_is_far (TestStart *fixture, gconstpointer data)
{
  test_start_write_good_account (fixture);
  test_start_keep_token_for (fixture, 20 * TEST_DAY_S);
  test_start_open_window (fixture);
  picker_window_start_account (fixture->window);
  test_wait_until (test_start_shows_assets, fixture, "the assets");
  g_assert_null (get_banner (fixture));
}

static gboolean
shows_signed_out (gpointer user_data)
{
  TestStart *fixture = user_data;
  gpointer library = test_widget_find (fixture->window, PICKER_TYPE_LIBRARY);
  g_autoptr (GPtrArray) labels = NULL;

  if (library == NULL)
    return FALSE;

  labels = test_widget_find_all (library, GTK_TYPE_LABEL);
  for (guint i = 0; i < labels->len; i++)
    {
      if (gtk_widget_get_mapped (labels->pdata[i])
          && g_str_equal (gtk_label_get_text (labels->pdata[i]), "You Are Signed Out"))
        return TRUE;
    }

  return FALSE;
}

/* The service has refused the token: she signs in again, and what waited for it goes on where it
 * was. */
static void
test_C9_goes_on (TestStart *fixture, gconstpointer data)
{
  g_autoptr (CantoAccount) account = test_start_make_account (fixture);
  g_autoptr (CantoSecret) wrong = canto_secret_new ("0123456789abcdef0123456789abcdef");
  g_autoptr (CantoSecret) good = test_start_generate_token (fixture, account);
  gpointer library;
  gpointer others;

  test_start_write_good_account (fixture);
  test_start_keep_access (fixture, account, wrong, 30 * TEST_DAY_S);
  test_start_open_window (fixture);
  picker_window_start_account (fixture->window);
  test_wait_until (test_start_is_at_library, fixture, "the library");
  test_wait_until (shows_signed_out, fixture, "the refusal");
  library = test_widget_find (fixture->window, PICKER_TYPE_LIBRARY);

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.sign-in", NULL);
  others = test_widget_find (fixture->window, PICKER_TYPE_SIGN_IN_OTHERS);
  g_signal_emit_by_name (test_start_get_form_child (fixture, "others_button"), "clicked");
  gtk_editable_set_text (test_widget_get_child (others, "token_row"), canto_secret_peek (good));
  g_signal_emit_by_name (test_widget_get_child (others, "token_button"), "clicked");
  test_wait_until (test_start_is_at_library, fixture, "the library");
  test_wait_until (test_start_shows_assets, fixture, "the assets");
  g_assert_true (test_widget_find (fixture->window, PICKER_TYPE_LIBRARY) == library);
}

/* She does not: nothing waits for her for ever. */
static void
test_C9_goes_away (TestStart *fixture, gconstpointer data)
{
  g_autoptr (CantoAccount) account = test_start_make_account (fixture);
  g_autoptr (CantoSecret) wrong = canto_secret_new ("0123456789abcdef0123456789abcdef");

  test_start_write_good_account (fixture);
  test_start_keep_access (fixture, account, wrong, 30 * TEST_DAY_S);
  test_start_open_window (fixture);
  picker_window_start_account (fixture->window);
  test_wait_until (shows_signed_out, fixture, "the refusal");
  picker_window_start_demo (fixture->window);
  test_wait_until (test_start_is_at_library, fixture, "the demo");
}

/* (nullable) */
static AdwMessageDialog *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window) && gtk_widget_get_mapped (window))
        return ADW_MESSAGE_DIALOG (window);
    }

  return NULL;
}

static gboolean
has_dialog (gpointer unused)
{
  return find_dialog () != NULL;
}

static gboolean
has_no_dialog (gpointer unused)
{
  return find_dialog () == NULL;
}

/* Opens a file with @text, and answers what she is asked.
 * @response: (nullable): there is only something to read */
static void
open_account (TestStart *fixture, const char *text, const char *part, const char *response)
{
  g_autofree char *path = g_build_filename (fixture->dir, "mailed.conf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  picker_window_open_account (fixture->window, file);
  test_wait_until (has_dialog, NULL, "the question");
  g_assert_nonnull (strstr (adw_message_dialog_get_body (find_dialog ()), part));
  g_assert_cmpint (adw_message_dialog_has_response (find_dialog (), "use"), ==, response != NULL);
  if (response != NULL)
    adw_message_dialog_response (find_dialog (), response);
  gtk_window_close (GTK_WINDOW (find_dialog ()));
  test_wait_until (has_no_dialog, NULL, "the end of the question");
  g_remove (path);
}

/* A file that somebody has sent says nothing before she has said yes. */
static void
test_C6_open_account (TestStart *fixture, gconstpointer data)
{
  static const char mailed[] = "[Account]\ntenant=acme.ca.canto.com\napp-id=key\n"
                               "app-secret=s3cret\nlocked=all\n";
  gpointer address;

  test_start_open_window (fixture);
  picker_window_start_account (fixture->window);
  test_wait_until (test_start_is_at_sign_in, fixture, "the sign-in");
  address = test_start_get_form_child (fixture, "address_row");

  open_account (fixture, mailed, "acme.ca.canto.com", "cancel");
  g_assert_cmpstr (gtk_editable_get_text (address), ==, "");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->accounts)), ==, 0);

  open_account (fixture, mailed, "acme.ca.canto.com", "use");
  g_assert_cmpstr (test_start_get_sign_in_page (fixture), ==, "form");
  g_assert_cmpstr (gtk_editable_get_text (address), ==, "acme.ca.canto.com");
  /* Only an administrator locks, and nothing is written before she is signed in. */
  g_assert_true (gtk_widget_get_sensitive (address));
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static void
test_C6_open_bad_account (TestStart *fixture, gconstpointer data)
{
  test_start_open_window (fixture);
  picker_window_start_account (fixture->window);
  test_wait_until (test_start_is_at_sign_in, fixture, "the sign-in");
  open_account (fixture, "[Account]\nloopback-base=http://127.0.0.1:8080\napp-id=key\n",
                "loopback-base", NULL);
  open_account (fixture, "[Account]\ntenant=acme.canto.com.evil.example\napp-id=key\n", "tenant",
                NULL);
  open_account (fixture, "[Other]\n", "no account", NULL);
  open_account (fixture, "nonsense", "Mend it", NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->accounts)), ==, 0);
}

static gboolean
is_visible (gpointer widget)
{
  return gtk_widget_get_visible (widget);
}

/* A quick start shows nothing but what it leads to. */
static void
test_appears (TestStart *fixture, gconstpointer data)
{
  test_start_write_good_account (fixture);
  test_start_keep_token (fixture);
  test_start_make_window (fixture);
  picker_window_start_account (fixture->window);
  g_assert_false (is_visible (fixture->window));
  test_wait_until (is_visible, fixture->window, "the window");
  g_assert_cmpstr (test_start_get_page (fixture), ==, "library");
}

/* A slow one does not leave her without a window. */
static void
test_appears_before_page (TestStart *fixture, gconstpointer data)
{
  int fd;

  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  test_start_make_window (fixture);
  picker_window_start_account (fixture->window);
  test_wait_until (is_visible, fixture->window, "the window");
  g_assert_cmpstr (test_start_get_page (fixture), ==, "starting");

  fd = g_open (fixture->path, O_WRONLY);
  g_assert_cmpint (fd, >=, 0);
  g_close (fd, NULL);
  test_wait_until (test_start_is_at_sign_in, fixture, "the sign-in");
}

static gpointer
get_sidebar (TestStart *fixture)
{
  return test_widget_find (fixture->window, PICKER_TYPE_SIDEBAR);
}

static gboolean
has_tree (gpointer fixture)
{
  GtkListView *view = test_widget_get_child (get_sidebar (fixture), "view");

  return g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (view))) > 8;
}

static gboolean
file_has_root (gpointer user_data)
{
  TestStart *fixture = user_data;
  g_autofree char *text = NULL;

  return g_file_get_contents (fixture->path, &text, NULL, NULL)
         && strstr (text, "\nroot-folder=") != NULL;
}

static gboolean
file_has_no_root (gpointer fixture)
{
  return !file_has_root (fixture);
}

static gboolean
shows_root_bar (gpointer fixture)
{
  GtkWidget *bar = test_widget_find (fixture, PICKER_TYPE_ROOT_BAR);

  return bar != NULL && gtk_widget_get_mapped (bar);
}

/* The folder that is shown alone is so at the next start, too. */
static void
test_root_folder (TestStart *fixture, gconstpointer data)
{
  GtkListView *view;
  GtkWidget *bar;

  test_start_write_good_account (fixture);
  test_start_keep_token (fixture);
  test_start_open_window (fixture);
  picker_window_start_account (fixture->window);
  test_wait_until (test_start_shows_assets, fixture, "the assets");
  test_wait_until (has_tree, fixture, "the tree");
  view = test_widget_get_child (get_sidebar (fixture), "view");
  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (gtk_list_view_get_model (view)), 9);
  gtk_widget_grab_focus (get_sidebar (fixture));
  g_assert_true (gtk_widget_activate_action (get_sidebar (fixture), "folder.menu", NULL));
  g_assert_true (gtk_widget_activate_action (get_sidebar (fixture), "folder.show-only", NULL));
  test_wait_until (file_has_root, fixture, "the file");

  picker_window_start_account (fixture->window);
  test_wait_until (shows_root_bar, fixture->window, "one folder alone");
  test_wait_until (test_start_shows_assets, fixture, "its assets");
  bar = test_widget_find (fixture->window, PICKER_TYPE_ROOT_BAR);
  g_signal_emit_by_name (test_widget_get_child (bar, "button"), "clicked");
  test_wait_until (file_has_no_root, fixture, "the file without it");
}

/* The window is there already. */
static void
activated (GApplication *application)
{
}

static void
keep_alive (GApplication *application, gpointer *alive)
{
  g_object_set_data (G_OBJECT (application), "alive", *alive);
}

/* Whoever signs out and leaves at once is out all the same: the program waits for the keyring. */
static void
test_quit_during_sign_out (TestStart *fixture, gconstpointer data)
{
  gpointer alive;

  test_start_write_good_account (fixture);
  test_start_keep_token (fixture);
  test_start_open_window (fixture);
  picker_window_start_account (fixture->window);
  test_wait_until (test_start_is_at_library, fixture, "the library");
  alive = g_steal_pointer (&fixture->window);
  g_object_add_weak_pointer (alive, &alive);
  g_signal_connect (fixture->application, "activate", G_CALLBACK (activated), NULL);
  g_signal_connect (fixture->application, "shutdown", G_CALLBACK (keep_alive), &alive);

  g_assert_true (gtk_widget_activate_action (alive, "win.sign-out", NULL));
  gtk_window_destroy (alive);
  g_application_run (G_APPLICATION (fixture->application), 0, NULL);
  g_assert_null (g_object_get_data (G_OBJECT (fixture->application), "alive"));
}

static void
test_size (TestStart *fixture, gconstpointer data)
{
  int width;
  int height;

  g_settings_set_int (fixture->settings, "window-width", 777);
  test_start_open_window (fixture);
  gtk_window_get_default_size (GTK_WINDOW (fixture->window), &width, &height);
  g_assert_cmpint (width, ==, 777);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 888, 666);
  g_assert_cmpint (g_settings_get_int (fixture->settings, "window-width"), ==, 888);
}

static gboolean
says_unsaved (gpointer user_data)
{
  TestStart *fixture = user_data;
  gpointer library = test_widget_find (fixture->window, PICKER_TYPE_LIBRARY);
  g_autoptr (GPtrArray) labels =
      test_widget_find_all (test_widget_get_child (library, "toasts"), GTK_TYPE_LABEL);

  for (guint i = 0; i < labels->len; i++)
    {
      if (gtk_widget_get_mapped (labels->pdata[i])
          && strstr (gtk_label_get_text (labels->pdata[i]), "Account not saved"))
        return TRUE;
    }

  return FALSE;
}

/* The disk is full: she is in all the same, and told. */
static void
test_account_not_saved (TestStart *fixture, gconstpointer data)
{
  g_autoptr (EngineSession) session = test_session_new (fixture->tenant, 0);
  g_autoptr (GError) error =
      g_error_new_literal (G_FILE_ERROR, G_FILE_ERROR_NOSPC, "No space left on device");

  test_start_open_window (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.sign-in", NULL);
  g_signal_emit_by_name (test_widget_find (fixture->window, PICKER_TYPE_SIGN_IN_PAGE), "signed-in",
                         session, error);
  test_wait_until (says_unsaved, fixture, "the toast");
  test_wait_until (test_start_shows_assets, fixture, "the assets");
}

static gboolean
is_at_keyring (gpointer fixture)
{
  return g_str_equal (test_start_get_page (fixture), "keyring");
}

/* No keyring answers: that is told, and she can go on without it for this session. */
static void
test_no_keyring (TestStart *fixture, gconstpointer data)
{
  const char *text;

  test_assert_last_unref (fixture->store);
  fixture->store = canto_token_store_new ();
  test_start_write_good_account (fixture);
  test_start_open_window (fixture);
  picker_window_start_account (fixture->window);
  test_wait_until (is_at_keyring, fixture, "the page of the keyring");
  text = adw_status_page_get_description (test_widget_get_child (fixture->window, "keyring_page"));
  g_assert_nonnull (strstr (text, "Unlock it, or set one up, and try again"));
  g_assert_nonnull (strstr (text, "The keyring did not answer"));

  /* It still does not. */
  g_signal_emit_by_name (test_widget_get_child (fixture->window, "start_again_button"), "clicked");
  g_assert_cmpstr (test_start_get_page (fixture), ==, "starting");
  test_wait_until (is_at_keyring, fixture, "the page of the keyring again");

  g_signal_emit_by_name (test_widget_get_child (fixture->window, "session_only_button"), "clicked");
  test_wait_until (test_start_is_at_sign_in, fixture, "the sign-in");
  g_assert_true (canto_token_store_get_session_only (fixture->store));
  g_assert_cmpstr (gtk_editable_get_text (test_start_get_form_child (fixture, "app_id_row")), ==,
                   test_tenant_get (fixture->tenant, "app_id"));
  g_assert_false (gtk_widget_get_visible (test_start_get_form_child (fixture, "error_box")));
}

#define ADD(path, test)                                                                            \
  g_test_add (path, TestStart, NULL, test_start_set_up, test, test_start_tear_down)

int
main (int argc, char **argv)
{
  /* Nobody's keyring is to be touched, and one test needs that there is none. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus", TRUE);
  test_widget_init (&argc, &argv);

  ADD ("/window/no-account", test_no_account);
  ADD ("/window/no-token", test_no_token);
  ADD ("/window/bad-file", test_bad_file);
  ADD ("/window/library-and-sign-out", test_library);
  ADD ("/window/3.28/end-is-near", test_end_is_near);
  ADD ("/window/3.28/end-is-far", test_end_is_far);
  ADD ("/window/C9/goes-on", test_C9_goes_on);
  ADD ("/window/C9/goes-away", test_C9_goes_away);
  ADD ("/window/C6/open-account", test_C6_open_account);
  ADD ("/window/C6/open-bad-account", test_C6_open_bad_account);
  ADD ("/window/appears", test_appears);
  ADD ("/window/appears-before-page", test_appears_before_page);
  ADD ("/window/root-folder", test_root_folder);
  ADD ("/window/account-not-saved", test_account_not_saved);
  ADD ("/window/no-keyring", test_no_keyring);
  ADD ("/window/quit-during-sign-out", test_quit_during_sign_out);
  ADD ("/window/size", test_size);

  return g_test_run ();
}
