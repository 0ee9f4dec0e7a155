/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two tenants in one window. */

#include "picker-account-button.h"
#include "picker-account-row.h"
#include "picker-grid.h"
#include "picker-library.h"
#include "picker-recent-searches.h"
#include "picker-sidebar.h"
#include "picker-sign-in-form.h"
#include "picker-sign-in-others.h"
#include "picker-sign-in-page.h"
#include "test-library.h"
#include "test-seats.h"
#include "test-wait.h"
#include "test-widget.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

#define DAY_S     (24 * 60 * 60)
#define AGAIN     "accounts/zz-again.conf"
#define BAD_NAME  "<b>Ada</b> & <span size='99999'>_Reed</span>"
#define LONG_NAME "Wilhelmina Alexandrina Konstantinopolskaya-Featherstonehaugh of the Elder Branch"

/* Tests */

static gboolean
searches_zzzz (gpointer fixture)
{
  gpointer entry = test_widget_get_child (test_seats_get_library (fixture), "search_entry");

  return g_str_equal (test_seats_get_page (fixture), "library")
         && g_str_equal (gtk_editable_get_text (entry), "zzzz");
}

/* Each has its own list, search and selection, which are there when she comes back. */
static void
test_switch (TestSeats *fixture, gconstpointer data)
{
  gpointer library;
  gpointer entry;

  test_seats_open_two (fixture);
  library = test_seats_get_library (fixture);
  entry = test_widget_get_child (library, "search_entry");
  picker_grid_select_only (test_widget_find (library, PICKER_TYPE_GRID), 5);
  test_seats_open_popover (fixture);
  g_assert_true (test_seats_is_checked (fixture, 0));
  g_assert_false (test_seats_is_checked (fixture, 1));
  test_seats_close_popover (fixture);

  test_seats_choose (fixture, 1);
  test_wait_until (test_seats_shows_second, fixture, "the second library");
  g_assert_true (test_seats_get_library (fixture) != library);
  test_seats_open_popover (fixture);
  g_assert_false (test_seats_is_checked (fixture, 0));
  g_assert_true (test_seats_is_checked (fixture, 1));
  test_seats_close_popover (fixture);
  g_assert_cmpuint (
      picker_grid_get_n_selected (test_widget_find (fixture->window, PICKER_TYPE_GRID)), ==, 0);
  /* What is typed in one is not searched for in the other. */
  gtk_editable_set_text (test_widget_get_child (test_seats_get_library (fixture), "search_entry"),
                         "zzzz");

  test_seats_choose (fixture, 0);
  test_wait_until (test_seats_shows_first, fixture, "the first library again");
  g_assert_true (test_seats_get_library (fixture) == library);
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "");
  g_assert_cmpuint (picker_grid_get_n_selected (test_widget_find (library, PICKER_TYPE_GRID)), ==,
                    1);
  g_assert_true (
      gtk_widget_has_focus (entry)
      || gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)), entry));

  test_seats_choose (fixture, 1);
  test_wait_until (searches_zzzz, fixture, "the second library as it was");
}

/* The next start shows what was shown last. */
static void
test_remembered (TestSeats *fixture, gconstpointer data)
{
  test_seats_open_two (fixture);
  test_seats_choose (fixture, 1);
  test_wait_until (test_seats_shows_second, fixture, "the second library");
  test_seats_close_window (fixture);

  test_seats_open_accounts (fixture);
  test_seats_open_window (fixture);
  test_wait_until (test_seats_shows_second, fixture, "the second library at once");
}

static gboolean
first_file_has_root (gpointer fixture)
{
  g_autofree char *text = test_seats_read_file (fixture, TEST_SEATS_FIRST);

  return text != NULL && strstr (text, "root-folder=") != NULL;
}

static guint
count_searches (TestSeats *fixture, TestTenant *tenant)
{
  g_autoptr (CantoAccount) account = test_seats_make_account (tenant, 1);
  g_autoptr (GSettings) settings =
      picker_recent_searches_make_settings (fixture->settings, account);
  g_auto (GStrv) texts = g_settings_get_strv (settings, "recent-searches");

  return g_strv_length (texts);
}

static GListModel *
get_tree (TestSeats *fixture)
{
  gpointer sidebar = test_widget_find (fixture->window, PICKER_TYPE_SIDEBAR);

  return G_LIST_MODEL (gtk_list_view_get_model (test_widget_get_child (sidebar, "view")));
}

static gboolean
has_tree (gpointer fixture)
{
  return g_list_model_get_n_items (get_tree (fixture)) > 8;
}

/* Which folder is shown, and what was searched for, is of one account alone. */
static void
test_habits (TestSeats *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;
  gpointer sidebar;
  gpointer entry;

  test_seats_open_two (fixture);
  entry = test_widget_get_child (test_seats_get_library (fixture), "search_entry");
  gtk_editable_set_text (entry, "harbour");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpuint (count_searches (fixture, fixture->tenants[0]), ==, 1);

  test_wait_until (has_tree, fixture, "the tree");
  sidebar = test_widget_find (fixture->window, PICKER_TYPE_SIDEBAR);
  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (get_tree (fixture)), 9);
  gtk_widget_grab_focus (sidebar);
  g_assert_true (gtk_widget_activate_action (sidebar, "folder.menu", NULL));
  g_assert_true (gtk_widget_activate_action (sidebar, "folder.show-only", NULL));
  test_wait_until (first_file_has_root, fixture, "the folder in the file");

  test_seats_choose (fixture, 1);
  test_wait_until (test_seats_shows_second, fixture, "the second library, whole");
  text = test_seats_read_file (fixture, TEST_SEATS_SECOND);
  g_assert_null (strstr (text, "root-folder"));
  g_assert_cmpuint (count_searches (fixture, fixture->tenants[1]), ==, 0);
}

/* Out of one is not out of the other. */
static void
test_sign_out (TestSeats *fixture, gconstpointer data)
{
  test_seats_open_two (fixture);
  test_seats_choose (fixture, 1);
  test_wait_until (test_seats_shows_second, fixture, "the second library");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.sign-out", NULL);
  test_wait_until (test_seats_is_at_sign_in, fixture, "the sign-in");
  g_assert_false (test_seats_has_token (fixture, fixture->tenants[1], 1));
  g_assert_true (test_seats_has_token (fixture, fixture->tenants[0], 1));

  /* It is still in the list, and the other one goes on from there. */
  test_seats_open_popover (fixture);
  g_assert_true (test_seats_is_checked (fixture, 1));
  test_seats_close_popover (fixture);
  test_seats_choose (fixture, 0);
  test_wait_until (test_seats_shows_first, fixture, "the first library");
  test_seats_choose (fixture, 1);
  test_wait_until (test_seats_is_at_sign_in, fixture, "the sign-in of the second");
}

static void
test_remove (TestSeats *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;

  test_seats_open_two (fixture);
  test_seats_choose (fixture, 1);
  test_wait_until (test_seats_shows_second, fixture, "the second library");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.remove-account", NULL);
  test_seats_answer ("cancel");
  g_assert_true (test_seats_has_token (fixture, fixture->tenants[1], 1));

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.remove-account", NULL);
  test_seats_answer ("leave");
  test_wait_until (test_seats_shows_first, fixture, "the first library");
  text = test_seats_read_file (fixture, TEST_SEATS_SECOND);
  g_assert_null (text);
  g_assert_false (test_seats_has_token (fixture, fixture->tenants[1], 1));
  g_assert_false (test_seats_has_app_secret (fixture, fixture->tenants[1]));
  g_assert_true (test_seats_has_app_secret (fixture, fixture->tenants[0]));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->accounts)), ==, 1);

  /* The last one leaves her where she began. */
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.remove-account", NULL);
  test_seats_answer ("leave");
  test_wait_until (test_seats_is_at_sign_in, fixture, "the sign-in");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->accounts)), ==, 0);
  g_assert_cmpstr (test_widget_get_page (test_widget_get_child (
                       test_widget_find (fixture->window, PICKER_TYPE_SIGN_IN_PAGE), "stack")),
                   ==, "welcome");
}

/* Whoever only looks at the form of another account has not left hers. */
static void
test_add_and_back (TestSeats *fixture, gconstpointer data)
{
  gpointer library;
  gpointer page;
  gpointer form;

  test_seats_open_two (fixture);
  library = test_seats_get_library (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.add-account", NULL);
  g_assert_cmpstr (test_seats_get_page (fixture), ==, "sign-in");
  page = test_widget_find (fixture->window, PICKER_TYPE_SIGN_IN_PAGE);
  form = test_widget_find (page, PICKER_TYPE_SIGN_IN_FORM);
  g_assert_cmpstr (test_widget_get_page (test_widget_get_child (page, "stack")), ==, "form");
  g_assert_cmpstr (gtk_editable_get_text (test_widget_get_child (form, "address_row")), ==, "");
  g_signal_emit_by_name (test_widget_get_child (page, "back_button"), "clicked");
  test_wait_until (test_seats_shows_first, fixture, "the first library");
  g_assert_true (test_seats_get_library (fixture) == library);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->accounts)), ==, 2);
}

/* Who is signed in is known after a sign-in, and says which account it is. */
static void
test_user (TestSeats *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;

  test_seats_write_account (fixture, TEST_SEATS_FIRST, fixture->tenants[0], "");
  test_seats_open_window (fixture);
  test_wait_until (test_seats_is_at_sign_in, fixture, "the sign-in");
  test_seats_sign_in_by_token (fixture, fixture->tenants[0]);
  test_wait_until (test_seats_shows_first, fixture, "the library");
  text = test_seats_read_file (fixture, TEST_SEATS_FIRST);
  g_assert_nonnull (strstr (text, "user-name="));
  g_assert_nonnull (strstr (text, "user-id="));
  test_seats_open_popover (fixture);
  g_assert_cmpstr (
      gtk_label_get_text (test_widget_get_child (test_seats_get_row (fixture, 0), "name_label")),
      ==,
      engine_account_file_get_user_name (
          picker_account_row_get_file (test_seats_get_row (fixture, 0))));
}

static gboolean
has_one_account (gpointer user_data)
{
  TestSeats *fixture = user_data;

  return g_list_model_get_n_items (G_LIST_MODEL (fixture->accounts)) == 1;
}

/* Added once more, the same user has one account, which goes on as it was. */
static void
test_same_user (TestSeats *fixture, gconstpointer data)
{
  gpointer library;

  test_seats_write_account (fixture, TEST_SEATS_FIRST, fixture->tenants[0], "");
  test_seats_write_account (fixture, AGAIN, fixture->tenants[0], "profile=2\n");
  test_seats_keep_token (fixture, fixture->tenants[0]);
  test_seats_open_window (fixture);
  test_wait_until (test_seats_shows_first, fixture, "the library");
  library = test_seats_get_library (fixture);
  /* The file is of an earlier version, which did not keep it. */
  test_wait_until (test_seats_first_has_user, fixture, "the user of the first account");

  test_seats_choose (fixture, 1);
  test_wait_until (test_seats_is_at_sign_in, fixture, "the sign-in of the second");
  test_seats_sign_in_by_token (fixture, fixture->tenants[0]);
  test_wait_until (has_one_account, fixture, "one account again");
  test_wait_until (test_seats_shows_first, fixture, "the library");
  g_assert_true (test_seats_get_library (fixture) == library);
  g_assert_true (test_seats_has_token (fixture, fixture->tenants[0], 1));
  g_assert_false (test_seats_has_token (fixture, fixture->tenants[0], 2));
  {
    g_autofree char *text = test_seats_read_file (fixture, AGAIN);

    g_assert_null (text);
  }
}

/* A name is text, whatever it looks like. */
static void
test_names (TestSeats *fixture, gconstpointer data)
{
  GtkLabel *label;

  test_seats_write_account (fixture, TEST_SEATS_FIRST, fixture->tenants[0],
                            "user-id=a\nuser-name=" BAD_NAME "\n");
  test_seats_write_account (fixture, TEST_SEATS_SECOND, fixture->tenants[1],
                            "user-id=b\nuser-name=" LONG_NAME "\n");
  test_seats_keep_token (fixture, fixture->tenants[0]);
  test_seats_keep_token (fixture, fixture->tenants[1]);
  test_seats_open_window (fixture);
  test_wait_until (test_seats_shows_first, fixture, "the first library");
  test_seats_open_popover (fixture);
  label = test_widget_get_child (test_seats_get_row (fixture, 0), "name_label");
  g_assert_cmpstr (gtk_label_get_text (label), ==, BAD_NAME);
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (
                                test_widget_get_child (test_seats_get_button (fixture), "button")),
                            BAD_NAME));
  /* A long one does not make the list wide. */
  g_assert_cmpint (
      gtk_widget_get_width (test_widget_get_child (test_seats_get_button (fixture), "list")), <,
      360);
  test_seats_close_popover (fixture);

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.remove-account", NULL);
  test_wait_until (test_seats_has_dialog, NULL, "the question");
  g_assert_true (
      g_str_has_prefix (adw_message_dialog_get_body (test_seats_find_dialog ()), BAD_NAME));
  g_assert_false (adw_message_dialog_get_body_use_markup (test_seats_find_dialog ()));
  test_seats_answer ("cancel");
}

/* One file that is broken says so, and hinders nobody. */
static void
test_broken (TestSeats *fixture, gconstpointer data)
{
  gpointer form;

  test_seats_write_account (fixture, TEST_SEATS_FIRST, fixture->tenants[0], "");
  test_seats_write_file (fixture, TEST_SEATS_SECOND, "nonsense");
  test_seats_keep_token (fixture, fixture->tenants[0]);
  test_seats_open_window (fixture);
  test_wait_until (test_seats_shows_first, fixture, "the first library");
  test_seats_choose (fixture, 1);
  test_wait_until (test_seats_is_at_sign_in, fixture, "the sign-in");
  form = test_widget_find (fixture->window, PICKER_TYPE_SIGN_IN_FORM);
  g_assert_true (gtk_widget_get_visible (test_widget_get_child (form, "error_box")));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.remove-account", NULL);
  test_seats_answer ("leave");
  test_wait_until (test_seats_shows_first, fixture, "the first library again");
}

/* The administrator has said that there is one. */
static void
test_one_account (TestSeats *fixture, gconstpointer data)
{
  gpointer button;

  test_seats_write_file (fixture, "descant/account.conf", "[Account]\nmore-accounts=false\n");
  test_seats_write_account (fixture, TEST_SEATS_FIRST, fixture->tenants[0], "");
  test_seats_keep_token (fixture, fixture->tenants[0]);
  test_seats_open_window (fixture);
  test_wait_until (test_seats_shows_first, fixture, "the library");
  test_seats_open_popover (fixture);
  button = test_seats_get_button (fixture);
  g_assert_false (gtk_widget_get_sensitive (test_widget_get_child (button, "add_button")));
  g_assert_true (gtk_widget_get_visible (test_widget_get_child (button, "add_hint")));
}

/* From the demo to an account of hers, and without a question: she is signed in there. */
static void
test_demo (TestSeats *fixture, gconstpointer data)
{
  test_seats_open_two (fixture);
  test_seats_choose (fixture, 1);
  test_wait_until (test_seats_shows_second, fixture, "the second library");
  picker_window_start_demo (fixture->window);
  test_wait_until (test_seats_is_at_library, fixture, "the demo");
  test_seats_open_popover (fixture);
  g_assert_false (test_seats_is_checked (fixture, 0));
  g_assert_false (test_seats_is_checked (fixture, 1));
  test_seats_close_popover (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.sign-in", NULL);
  test_wait_until (test_seats_shows_second, fixture, "the library that was there before");
}

#define ADD(path, test)                                                                            \
  g_test_add (path, TestSeats, NULL, test_seats_set_up, test, test_seats_tear_down)

int
main (int argc, char **argv)
{
  /* Nobody's keyring is to be touched. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus", TRUE);
  test_widget_init (&argc, &argv);

  ADD ("/accounts/switch", test_switch);
  ADD ("/accounts/remembered", test_remembered);
  ADD ("/accounts/habits", test_habits);
  ADD ("/accounts/sign-out", test_sign_out);
  ADD ("/accounts/remove", test_remove);
  ADD ("/accounts/add-and-back", test_add_and_back);
  ADD ("/accounts/user", test_user);
  ADD ("/accounts/same-user", test_same_user);
  ADD ("/accounts/names", test_names);
  ADD ("/accounts/broken", test_broken);
  ADD ("/accounts/one-account", test_one_account);
  ADD ("/accounts/demo", test_demo);

  return g_test_run ();
}
