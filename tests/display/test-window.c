/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "picker-window.h"

#include "canto-sign-in.h"
#include "picker-banner.h"
#include "picker-library.h"
#include "picker-root-bar.h"
#include "picker-sidebar.h"
#include "picker-sign-in-form.h"
#include "picker-sign-in-others.h"
#include "picker-sign-in-page.h"
#include "test-library.h"
#include "test-session.h"
#include "test-tenant.h"
#include "test-wait.h"
#include "test-widget.h"

#include <adwaita.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define DAY_S (24 * 60 * 60)

typedef struct
{
  TestTenant *tenant;
  char *dir;
  char *path;
  EngineAccountFile *file;
  CantoTokenStore *store;
  GSettings *settings;
  GtkApplication *application;
  PickerWindow *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = NULL;

  fixture->tenant = test_tenant_start ("--assets=300", NULL);
  fixture->dir = g_dir_make_tmp ("descant-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->dir, "accounts.conf", NULL);
  file = g_file_new_for_path (fixture->path);
  fixture->file = engine_account_file_new (file, NULL);
  fixture->store = canto_token_store_new_in_memory ();
  fixture->settings = test_session_new_settings ();
  fixture->application = gtk_application_new ("io.github.descant.Test", G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (fixture->application), NULL, &error);
  g_assert_no_error (error);
}

static void
make_window (Fixture *fixture)
{
  test_widget_pardon_tooltips ();
  fixture->window = PICKER_WINDOW (picker_window_new (fixture->application, fixture->settings,
                                                      fixture->file, fixture->store, NULL));
}

static void
open_window (Fixture *fixture)
{
  make_window (fixture);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->window != NULL)
    test_widget_close (GTK_WIDGET (fixture->window));
  test_assert_last_unref (fixture->file);
  test_assert_last_unref (fixture->store);
  g_settings_reset (fixture->settings, "window-width");
  g_object_unref (fixture->settings);
  g_object_unref (fixture->application);
  g_remove (fixture->path);
  g_rmdir (fixture->dir);
  g_free (fixture->path);
  g_free (fixture->dir);
  g_free (test_tenant_stop (fixture->tenant));
}

static const char *
get_page (Fixture *fixture)
{
  return test_widget_get_page (test_widget_get_child (fixture->window, "stack"));
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

static gpointer
get_form_child (Fixture *fixture, const char *name)
{
  return test_widget_get_child (test_widget_find (fixture->window, PICKER_TYPE_SIGN_IN_FORM), name);
}

/* What the sign-in shows. */
static const char *
get_sign_in_page (Fixture *fixture)
{
  gpointer page = test_widget_find (fixture->window, PICKER_TYPE_SIGN_IN_PAGE);

  return test_widget_get_page (test_widget_get_child (page, "stack"));
}

static gboolean
shows_assets (gpointer user_data)
{
  Fixture *fixture = user_data;
  gpointer library = test_widget_find (fixture->window, PICKER_TYPE_LIBRARY);

  return library != NULL && g_str_equal (test_library_get_page (library), "grid");
}

static void
write_account (Fixture *fixture, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (fixture->path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error);
  g_assert_no_error (error);
}

static void
write_good_account (Fixture *fixture)
{
  g_autofree char *text = g_strdup_printf ("[Account]\nloopback-base=%s\napp-id=%s\n",
                                           test_tenant_get (fixture->tenant, "base"),
                                           test_tenant_get (fixture->tenant, "app_id"));

  write_account (fixture, text);
}

static CantoAccount *
make_account (Fixture *fixture)
{
  const CantoAccountOptions options = {
    .loopback_base = test_tenant_get (fixture->tenant, "base"),
    .app_id = test_tenant_get (fixture->tenant, "app_id"),
  };
  g_autoptr (GError) error = NULL;
  CantoAccount *account = canto_account_new (&options, &error);

  g_assert_no_error (error);

  return account;
}

/* (transfer full) */
static CantoSecret *
generate_token (Fixture *fixture, CantoAccount *account)
{
  g_autoptr (CantoSecret) secret =
      canto_secret_new (test_tenant_get (fixture->tenant, "app_secret"));
  g_autoptr (CantoSignIn) sign_in = canto_sign_in_new (account, secret);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (CantoToken) token = NULL;
  g_autoptr (GError) error = NULL;

  canto_sign_in_run_credentials_async (sign_in, test_tenant_get (fixture->tenant, "user"), NULL,
                                       NULL, (GAsyncReadyCallback) test_keep_result, &result);
  token = canto_sign_in_run_credentials_finish (sign_in, test_wait_result (&result), &error);
  g_assert_no_error (error);

  return canto_secret_ref (canto_token_get_access (token));
}

static void
keep_access (Fixture *fixture, CantoAccount *account, CantoSecret *access, gint64 left_s)
{
  g_autoptr (CantoToken) token =
      canto_token_new (access, NULL, g_get_real_time () / G_USEC_PER_SEC + left_s);
  g_autoptr (GAsyncResult) saved = NULL;
  g_autoptr (GError) error = NULL;

  canto_token_store_save_async (fixture->store, account, token, NULL,
                                (GAsyncReadyCallback) test_keep_result, &saved);
  canto_token_store_save_finish (fixture->store, test_wait_result (&saved), &error);
  g_assert_no_error (error);
}

/* A token in the store, as an earlier sign-in left it.
 * @left_s: how long it is good, as the store thinks */
static void
keep_token_for (Fixture *fixture, gint64 left_s)
{
  g_autoptr (CantoAccount) account = make_account (fixture);
  g_autoptr (CantoSecret) access = generate_token (fixture, account);

  keep_access (fixture, account, access, left_s);
}

static void
keep_token (Fixture *fixture)
{
  keep_token_for (fixture, 30 * DAY_S);
}

static void
test_no_account (Fixture *fixture, gconstpointer data)
{
  open_window (fixture);
  picker_window_start_account (fixture->window);
  g_assert_cmpstr (get_page (fixture), ==, "starting");
  test_wait_until (is_at_sign_in, fixture, "the sign-in");
  g_assert_cmpstr (get_sign_in_page (fixture), ==, "welcome");
  g_assert_false (gtk_widget_get_visible (get_form_child (fixture, "error_box")));
}

static void
test_no_token (Fixture *fixture, gconstpointer data)
{
  write_good_account (fixture);
  open_window (fixture);
  picker_window_start_account (fixture->window);
  test_wait_until (is_at_sign_in, fixture, "the sign-in");
  g_assert_cmpstr (gtk_editable_get_text (get_form_child (fixture, "app_id_row")), ==,
                   test_tenant_get (fixture->tenant, "app_id"));
  g_assert_false (gtk_widget_get_visible (get_form_child (fixture, "error_box")));
}

static void
test_bad_file (Fixture *fixture, gconstpointer data)
{
  write_account (fixture, "[Account]\ntenant=acme.example.com\napp-id=x\n");
  open_window (fixture);
  picker_window_start_account (fixture->window);
  test_wait_until (is_at_sign_in, fixture, "the sign-in");
  g_assert_true (gtk_widget_get_visible (get_form_child (fixture, "error_box")));

  /* Whoever has left it for the demo and comes back does not see it again. */
  picker_window_start_demo (fixture->window);
  test_wait_until (is_at_library, fixture, "the demo");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.sign-in", NULL);
  g_assert_cmpstr (get_page (fixture), ==, "sign-in");
  g_assert_false (gtk_widget_get_visible (get_form_child (fixture, "error_box")));
}

/* The next start goes straight to the library; out is out. */
static void
test_library (Fixture *fixture, gconstpointer data)
{
  write_good_account (fixture);
  keep_token (fixture);
  open_window (fixture);
  picker_window_start_account (fixture->window);
  test_wait_until (is_at_library, fixture, "the library");
  test_wait_until (shows_assets, fixture, "the assets");
  g_assert_true (
      g_str_has_prefix (gtk_window_get_title (GTK_WINDOW (fixture->window)), "127.0.0.1:"));

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.sign-out", NULL));
  test_wait_until (is_at_sign_in, fixture, "the sign-in");
  g_assert_null (test_widget_find (fixture->window, PICKER_TYPE_LIBRARY));
  picker_window_start_account (fixture->window);
  test_wait_until (is_at_sign_in, fixture, "the sign-in once more");
}

static const char *
get_banner (Fixture *fixture)
{
  gpointer library = test_widget_find (fixture->window, PICKER_TYPE_LIBRARY);

  return picker_banner_get_text (test_widget_get_child (library, "banner"));
}

/* 3.28: a token that cannot be refreshed says when it ends, while there is time to get another. */
static void
test_end_is_near (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) end = g_date_time_add_days (now, 2);
  g_autofree char *day = g_date_time_format (end, "%-d %b %Y");

  write_good_account (fixture);
  keep_token_for (fixture, 2 * DAY_S);
  open_window (fixture);
  picker_window_start_account (fixture->window);
  test_wait_until (shows_assets, fixture, "the assets");
  g_assert_nonnull (strstr (get_banner (fixture), day));
}

static void
test_end_is_far (Fixture *fixture, gconstpointer data)
{
  write_good_account (fixture);
  keep_token_for (fixture, 20 * DAY_S);
  open_window (fixture);
  picker_window_start_account (fixture->window);
  test_wait_until (shows_assets, fixture, "the assets");
  g_assert_null (get_banner (fixture));
}

static gboolean
shows_signed_out (gpointer user_data)
{
  Fixture *fixture = user_data;
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
test_C9_goes_on (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CantoAccount) account = make_account (fixture);
  g_autoptr (CantoSecret) wrong = canto_secret_new ("0123456789abcdef0123456789abcdef");
  g_autoptr (CantoSecret) good = generate_token (fixture, account);
  gpointer library;
  gpointer others;

  write_good_account (fixture);
  keep_access (fixture, account, wrong, 30 * DAY_S);
  open_window (fixture);
  picker_window_start_account (fixture->window);
  test_wait_until (is_at_library, fixture, "the library");
  test_wait_until (shows_signed_out, fixture, "the refusal");
  library = test_widget_find (fixture->window, PICKER_TYPE_LIBRARY);

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.sign-in", NULL);
  others = test_widget_find (fixture->window, PICKER_TYPE_SIGN_IN_OTHERS);
  g_signal_emit_by_name (get_form_child (fixture, "others_button"), "clicked");
  gtk_editable_set_text (test_widget_get_child (others, "token_row"), canto_secret_peek (good));
  g_signal_emit_by_name (test_widget_get_child (others, "token_button"), "clicked");
  test_wait_until (is_at_library, fixture, "the library");
  test_wait_until (shows_assets, fixture, "the assets");
  g_assert_true (test_widget_find (fixture->window, PICKER_TYPE_LIBRARY) == library);
}

/* She does not: nothing waits for her for ever. */
static void
test_C9_goes_away (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CantoAccount) account = make_account (fixture);
  g_autoptr (CantoSecret) wrong = canto_secret_new ("0123456789abcdef0123456789abcdef");

  write_good_account (fixture);
  keep_access (fixture, account, wrong, 30 * DAY_S);
  open_window (fixture);
  picker_window_start_account (fixture->window);
  test_wait_until (shows_signed_out, fixture, "the refusal");
  picker_window_start_demo (fixture->window);
  test_wait_until (is_at_library, fixture, "the demo");
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
open_account (Fixture *fixture, const char *text, const char *part, const char *response)
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
test_C6_open_account (Fixture *fixture, gconstpointer data)
{
  static const char mailed[] = "[Account]\ntenant=acme.ca.canto.com\napp-id=key\n"
                               "app-secret=s3cret\nlocked=all\n";
  gpointer address;

  open_window (fixture);
  picker_window_start_account (fixture->window);
  test_wait_until (is_at_sign_in, fixture, "the sign-in");
  address = get_form_child (fixture, "address_row");

  open_account (fixture, mailed, "acme.ca.canto.com", "cancel");
  g_assert_cmpstr (gtk_editable_get_text (address), ==, "");
  g_assert_null (engine_account_file_get_account (fixture->file));

  open_account (fixture, mailed, "acme.ca.canto.com", "use");
  g_assert_cmpstr (get_sign_in_page (fixture), ==, "form");
  g_assert_cmpstr (gtk_editable_get_text (address), ==, "acme.ca.canto.com");
  /* Only an administrator locks, and nothing is written before she is signed in. */
  g_assert_true (gtk_widget_get_sensitive (address));
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static void
test_C6_open_bad_account (Fixture *fixture, gconstpointer data)
{
  open_window (fixture);
  picker_window_start_account (fixture->window);
  test_wait_until (is_at_sign_in, fixture, "the sign-in");
  open_account (fixture, "[Account]\nloopback-base=http://127.0.0.1:8080\napp-id=key\n",
                "loopback-base", NULL);
  open_account (fixture, "[Account]\ntenant=acme.canto.com.evil.example\napp-id=key\n", "tenant",
                NULL);
  open_account (fixture, "[Other]\n", "no account", NULL);
  open_account (fixture, "nonsense", "Mend it", NULL);
  g_assert_null (engine_account_file_get_account (fixture->file));
}

static gboolean
is_visible (gpointer widget)
{
  return gtk_widget_get_visible (widget);
}

/* A quick start shows nothing but what it leads to. */
static void
test_appears (Fixture *fixture, gconstpointer data)
{
  write_good_account (fixture);
  keep_token (fixture);
  make_window (fixture);
  picker_window_start_account (fixture->window);
  g_assert_false (is_visible (fixture->window));
  test_wait_until (is_visible, fixture->window, "the window");
  g_assert_cmpstr (get_page (fixture), ==, "library");
}

/* A slow one does not leave her without a window. */
static void
test_appears_before_page (Fixture *fixture, gconstpointer data)
{
  int fd;

  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  make_window (fixture);
  picker_window_start_account (fixture->window);
  test_wait_until (is_visible, fixture->window, "the window");
  g_assert_cmpstr (get_page (fixture), ==, "starting");

  fd = g_open (fixture->path, O_WRONLY);
  g_assert_cmpint (fd, >=, 0);
  g_close (fd, NULL);
  test_wait_until (is_at_sign_in, fixture, "the sign-in");
}

static gpointer
get_sidebar (Fixture *fixture)
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
  Fixture *fixture = user_data;
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
test_root_folder (Fixture *fixture, gconstpointer data)
{
  GtkListView *view;
  GtkWidget *bar;

  write_good_account (fixture);
  keep_token (fixture);
  open_window (fixture);
  picker_window_start_account (fixture->window);
  test_wait_until (shows_assets, fixture, "the assets");
  test_wait_until (has_tree, fixture, "the tree");
  view = test_widget_get_child (get_sidebar (fixture), "view");
  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (gtk_list_view_get_model (view)), 8);
  gtk_widget_grab_focus (get_sidebar (fixture));
  g_assert_true (gtk_widget_activate_action (get_sidebar (fixture), "folder.menu", NULL));
  g_assert_true (gtk_widget_activate_action (get_sidebar (fixture), "folder.show-only", NULL));
  test_wait_until (file_has_root, fixture, "the file");

  picker_window_start_account (fixture->window);
  test_wait_until (shows_root_bar, fixture->window, "one folder alone");
  test_wait_until (shows_assets, fixture, "its assets");
  bar = test_widget_find (fixture->window, PICKER_TYPE_ROOT_BAR);
  g_signal_emit_by_name (test_widget_get_child (bar, "button"), "clicked");
  test_wait_until (file_has_no_root, fixture, "the file without it");
}

static void
test_demo (Fixture *fixture, gconstpointer data)
{
  GtkRevealer *banner;

  open_window (fixture);
  picker_window_start_demo (fixture->window);
  g_assert_cmpstr (get_page (fixture), ==, "starting");
  test_wait_until (is_at_library, fixture, "the demo");
  test_wait_until (shows_assets, fixture, "its assets");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Demo – Descant");
  banner = test_widget_get_child (test_widget_find (fixture->window, PICKER_TYPE_LIBRARY),
                                  "demo_banner");
  g_assert_true (gtk_revealer_get_reveal_child (banner));

  /* There is nothing to sign out of. */
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.sign-out", NULL);
  test_widget_wait_frames (fixture->window, 2);
  g_assert_cmpstr (get_page (fixture), ==, "library");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.sign-in", NULL);
  g_assert_cmpstr (get_page (fixture), ==, "sign-in");
  g_assert_cmpstr (get_sign_in_page (fixture), ==, "form");
}

static GtkWidget *
find_button (Fixture *fixture, const char *action_name)
{
  g_autoptr (GPtrArray) buttons = test_widget_find_all (fixture->window, GTK_TYPE_BUTTON);

  for (guint i = 0; i < buttons->len; i++)
    {
      const char *name = gtk_actionable_get_action_name (buttons->pdata[i]);

      if (g_strcmp0 (name, action_name) == 0 && gtk_widget_get_mapped (buttons->pdata[i]))
        return buttons->pdata[i];
    }

  return NULL;
}

/* The first minute: the welcome, one click, and the demo. */
static void
test_welcome_to_demo (Fixture *fixture, gconstpointer data)
{
  open_window (fixture);
  picker_window_start_account (fixture->window);
  test_wait_until (is_at_sign_in, fixture, "the welcome");
  g_signal_emit_by_name (find_button (fixture, "win.try-demo"), "clicked");
  test_wait_until (is_at_library, fixture, "the demo");
  test_wait_until (shows_assets, fixture, "its assets");
}

/* Whoever only looks at the form has not left the demo. */
static void
test_back_to_demo (Fixture *fixture, gconstpointer data)
{
  gpointer library;
  gpointer page;

  open_window (fixture);
  picker_window_start_demo (fixture->window);
  test_wait_until (is_at_library, fixture, "the demo");
  test_wait_until (shows_assets, fixture, "its assets");
  library = test_widget_find (fixture->window, PICKER_TYPE_LIBRARY);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.sign-in", NULL);
  g_assert_cmpstr (get_page (fixture), ==, "sign-in");
  page = test_widget_find (fixture->window, PICKER_TYPE_SIGN_IN_PAGE);
  g_signal_emit_by_name (test_widget_get_child (page, "back_button"), "clicked");
  g_assert_cmpstr (get_page (fixture), ==, "library");
  g_assert_true (library == test_widget_find (fixture->window, PICKER_TYPE_LIBRARY));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Demo – Descant");
  g_assert_true (shows_assets (fixture));
}

/* The demo of a folder says of which; one that is not there is told on the page that she comes to.
 */
static void
test_pictures (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_dir_make_tmp ("descant-pictures-XXXXXX", NULL);
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GFile) folder = g_file_new_for_path (path);
  g_autoptr (GFile) nowhere = g_file_new_for_path ("/nowhere/pictures");
  gpointer library;
  const char *text;

  open_window (fixture);
  picker_window_start_pictures (fixture->window, nowhere);
  test_wait_until (is_at_sign_in, fixture, "the sign-in");
  g_assert_true (gtk_widget_get_visible (get_form_child (fixture, "error_box")));
  text = gtk_label_get_label (get_form_child (fixture, "error_text"));
  g_assert_nonnull (strstr (text, "/nowhere/pictures"));

  picker_window_start_pictures (fixture->window, folder);
  test_wait_until (is_at_library, fixture, "the demo");
  library = test_widget_find (fixture->window, PICKER_TYPE_LIBRARY);
  text = gtk_label_get_label (test_widget_get_child (library, "demo_label"));
  g_assert_nonnull (strstr (text, name));
  g_rmdir (path);
}

/* The second start is the one that counts. */
static void
test_start_twice (Fixture *fixture, gconstpointer data)
{
  open_window (fixture);
  picker_window_start_demo (fixture->window);
  picker_window_start_account (fixture->window);
  test_wait_until (is_at_sign_in, fixture, "the sign-in");
  test_widget_wait_frames (fixture->window, 5);
  g_assert_cmpstr (get_page (fixture), ==, "sign-in");
}

/* The browser comes back while the demo is shown: then her own library is, and says so. */
static void
test_sign_in_during_demo (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EngineSession) session = test_session_new (fixture->tenant, 0);
  GtkRevealer *banner;

  open_window (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.sign-in", NULL);
  picker_window_start_demo (fixture->window);
  test_wait_until (is_at_library, fixture, "the demo");
  g_signal_emit_by_name (test_widget_find (fixture->window, PICKER_TYPE_SIGN_IN_PAGE), "signed-in",
                         session, NULL);
  test_wait_until (shows_assets, fixture, "the assets");
  g_assert_true (
      g_str_has_prefix (gtk_window_get_title (GTK_WINDOW (fixture->window)), "127.0.0.1:"));
  banner = test_widget_get_child (test_widget_find (fixture->window, PICKER_TYPE_LIBRARY),
                                  "demo_banner");
  g_assert_false (gtk_revealer_get_reveal_child (banner));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.sign-out", NULL));
  test_wait_until (is_at_sign_in, fixture, "the sign-in");
}

/* The keyring may take its time: what was begun meanwhile stays. */
static void
test_demo_during_sign_out (Fixture *fixture, gconstpointer data)
{
  write_good_account (fixture);
  keep_token (fixture);
  open_window (fixture);
  picker_window_start_account (fixture->window);
  test_wait_until (is_at_library, fixture, "the library");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.sign-out", NULL));
  picker_window_start_demo (fixture->window);
  test_wait_until (is_at_library, fixture, "the demo");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Demo – Descant");
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
test_quit_during_sign_out (Fixture *fixture, gconstpointer data)
{
  gpointer alive;

  write_good_account (fixture);
  keep_token (fixture);
  open_window (fixture);
  picker_window_start_account (fixture->window);
  test_wait_until (is_at_library, fixture, "the library");
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
test_size (Fixture *fixture, gconstpointer data)
{
  int width;
  int height;

  g_settings_set_int (fixture->settings, "window-width", 777);
  open_window (fixture);
  gtk_window_get_default_size (GTK_WINDOW (fixture->window), &width, &height);
  g_assert_cmpint (width, ==, 777);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 888, 666);
  g_assert_cmpint (g_settings_get_int (fixture->settings, "window-width"), ==, 888);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

static gboolean
says_unsaved (gpointer user_data)
{
  Fixture *fixture = user_data;
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
test_account_not_saved (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EngineSession) session = test_session_new (fixture->tenant, 0);
  g_autoptr (GError) error =
      g_error_new_literal (G_FILE_ERROR, G_FILE_ERROR_NOSPC, "No space left on device");

  open_window (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.sign-in", NULL);
  g_signal_emit_by_name (test_widget_find (fixture->window, PICKER_TYPE_SIGN_IN_PAGE), "signed-in",
                         session, error);
  test_wait_until (says_unsaved, fixture, "the toast");
  test_wait_until (shows_assets, fixture, "the assets");
}

static gboolean
is_at_keyring (gpointer fixture)
{
  return g_str_equal (get_page (fixture), "keyring");
}

/* No keyring answers: that is told, and she can go on without it for this session. */
static void
test_no_keyring (Fixture *fixture, gconstpointer data)
{
  const char *text;

  test_assert_last_unref (fixture->store);
  fixture->store = canto_token_store_new ();
  write_good_account (fixture);
  open_window (fixture);
  picker_window_start_account (fixture->window);
  test_wait_until (is_at_keyring, fixture, "the page of the keyring");
  text = adw_status_page_get_description (test_widget_get_child (fixture->window, "keyring_page"));
  g_assert_nonnull (strstr (text, "Unlock it, or set one up, and try again"));
  g_assert_nonnull (strstr (text, "The keyring did not answer"));

  /* It still does not. */
  g_signal_emit_by_name (test_widget_get_child (fixture->window, "start_again_button"), "clicked");
  g_assert_cmpstr (get_page (fixture), ==, "starting");
  test_wait_until (is_at_keyring, fixture, "the page of the keyring again");

  g_signal_emit_by_name (test_widget_get_child (fixture->window, "session_only_button"), "clicked");
  test_wait_until (is_at_sign_in, fixture, "the sign-in");
  g_assert_true (canto_token_store_get_session_only (fixture->store));
  g_assert_cmpstr (gtk_editable_get_text (get_form_child (fixture, "app_id_row")), ==,
                   test_tenant_get (fixture->tenant, "app_id"));
  g_assert_false (gtk_widget_get_visible (get_form_child (fixture, "error_box")));
}

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
  ADD ("/window/demo", test_demo);
  ADD ("/window/demo-of-a-folder", test_pictures);
  ADD ("/window/welcome-to-demo", test_welcome_to_demo);
  ADD ("/window/back-to-demo", test_back_to_demo);
  ADD ("/window/start-twice", test_start_twice);
  ADD ("/window/sign-in-during-demo", test_sign_in_during_demo);
  ADD ("/window/demo-during-sign-out", test_demo_during_sign_out);
  ADD ("/window/quit-during-sign-out", test_quit_during_sign_out);
  ADD ("/window/size", test_size);

  return g_test_run ();
}
