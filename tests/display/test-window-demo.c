/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window with the demo, and between the demo and an account of one's own. */

#include "picker-library.h"
#include "picker-sign-in-page.h"
#include "test-session.h"
#include "test-start.h"
#include "test-wait.h"
#include "test-widget.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

/* Whether the main menu offers @action. */
static gboolean
is_in_menu (TestStart *fixture, const char *action)
{
  g_autoptr (GPtrArray) buttons = test_widget_find_all (
      test_widget_find (fixture->window, PICKER_TYPE_LIBRARY), GTK_TYPE_MENU_BUTTON);

  for (guint i = 0; i < buttons->len; i++)
    {
      GMenuModel *menu = gtk_menu_button_get_menu_model (buttons->pdata[i]);
      g_autoptr (GMenuModel) first = NULL;

      if (!gtk_menu_button_get_primary (buttons->pdata[i]))
        continue;
      first = g_menu_model_get_item_link (menu, 0, G_MENU_LINK_SECTION);
      for (int j = 0; j < g_menu_model_get_n_items (first); j++)
        {
          g_autofree char *name = NULL;

          g_menu_model_get_item_attribute (first, j, G_MENU_ATTRIBUTE_ACTION, "s", &name);
          if (g_strcmp0 (name, action) == 0)
            return TRUE;
        }
    }

  return FALSE;
}

static void
test_demo (TestStart *fixture, gconstpointer data)
{
  GtkRevealer *banner;
  g_autofree char *name = NULL;

  test_start_open_window (fixture);
  picker_window_start_demo (fixture->window);
  g_assert_cmpstr (test_start_get_page (fixture), ==, "starting");
  test_wait_until (test_start_is_at_library, fixture, "the demo");
  test_wait_until (test_start_shows_assets, fixture, "its assets");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Demo – Descant");
  banner = test_widget_get_child (test_widget_find (fixture->window, PICKER_TYPE_LIBRARY),
                                  "demo_banner");
  g_assert_true (gtk_revealer_get_reveal_child (banner));
  g_assert_true (is_in_menu (fixture, "app.quick"));
  /* Nobody calls it by its address, which is of this computer. */
  name = picker_window_dup_account_name (fixture->window);
  g_assert_cmpstr (name, ==, "Demo");

  /* There is nothing to sign out of. */
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.sign-out", NULL);
  test_widget_wait_frames (fixture->window, 2);
  g_assert_cmpstr (test_start_get_page (fixture), ==, "library");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.sign-in", NULL);
  g_assert_cmpstr (test_start_get_page (fixture), ==, "sign-in");
  g_assert_cmpstr (test_start_get_sign_in_page (fixture), ==, "form");
}

static GtkWidget *
find_button (TestStart *fixture, const char *action_name)
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
test_welcome_to_demo (TestStart *fixture, gconstpointer data)
{
  test_start_open_window (fixture);
  picker_window_start_account (fixture->window);
  test_wait_until (test_start_is_at_sign_in, fixture, "the welcome");
  g_signal_emit_by_name (find_button (fixture, "win.try-demo"), "clicked");
  test_wait_until (test_start_is_at_library, fixture, "the demo");
  test_wait_until (test_start_shows_assets, fixture, "its assets");
}

/* Whoever only looks at the form has not left the demo. */
static void
test_back_to_demo (TestStart *fixture, gconstpointer data)
{
  gpointer library;
  gpointer page;

  test_start_open_window (fixture);
  picker_window_start_demo (fixture->window);
  test_wait_until (test_start_is_at_library, fixture, "the demo");
  test_wait_until (test_start_shows_assets, fixture, "its assets");
  library = test_widget_find (fixture->window, PICKER_TYPE_LIBRARY);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.sign-in", NULL);
  g_assert_cmpstr (test_start_get_page (fixture), ==, "sign-in");
  page = test_widget_find (fixture->window, PICKER_TYPE_SIGN_IN_PAGE);
  g_signal_emit_by_name (test_widget_get_child (page, "back_button"), "clicked");
  g_assert_cmpstr (test_start_get_page (fixture), ==, "library");
  g_assert_true (library == test_widget_find (fixture->window, PICKER_TYPE_LIBRARY));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Demo – Descant");
  g_assert_true (test_start_shows_assets (fixture));
}

/* The demo of a folder says of which; one that is not there is told on the page that she comes to.
 */
static void
test_pictures (TestStart *fixture, gconstpointer data)
{
  g_autofree char *path = g_dir_make_tmp ("descant-pictures-XXXXXX", NULL);
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GFile) folder = g_file_new_for_path (path);
  g_autoptr (GFile) nowhere = g_file_new_for_path ("/nowhere/pictures");
  gpointer library;
  const char *text;

  test_start_open_window (fixture);
  picker_window_start_pictures (fixture->window, nowhere);
  test_wait_until (test_start_is_at_sign_in, fixture, "the sign-in");
  g_assert_true (gtk_widget_get_visible (test_start_get_form_child (fixture, "error_box")));
  text = gtk_label_get_label (test_start_get_form_child (fixture, "error_text"));
  g_assert_nonnull (strstr (text, "/nowhere/pictures"));

  picker_window_start_pictures (fixture->window, folder);
  test_wait_until (test_start_is_at_library, fixture, "the demo");
  library = test_widget_find (fixture->window, PICKER_TYPE_LIBRARY);
  text = gtk_label_get_label (test_widget_get_child (library, "demo_label"));
  g_assert_nonnull (strstr (text, name));
  g_rmdir (path);
}

/* The second start is the one that counts. */
static void
test_start_twice (TestStart *fixture, gconstpointer data)
{
  test_start_open_window (fixture);
  picker_window_start_demo (fixture->window);
  picker_window_start_account (fixture->window);
  test_wait_until (test_start_is_at_sign_in, fixture, "the sign-in");
  test_widget_wait_frames (fixture->window, 5);
  g_assert_cmpstr (test_start_get_page (fixture), ==, "sign-in");
}

/* The browser comes back while the demo is shown: then her own library is, and says so. */
static void
test_sign_in_during_demo (TestStart *fixture, gconstpointer data)
{
  g_autoptr (EngineSession) session = test_session_new (fixture->tenant, 0);
  GtkRevealer *banner;

  test_start_open_window (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.sign-in", NULL);
  picker_window_start_demo (fixture->window);
  test_wait_until (test_start_is_at_library, fixture, "the demo");
  g_signal_emit_by_name (test_widget_find (fixture->window, PICKER_TYPE_SIGN_IN_PAGE), "signed-in",
                         session, NULL);
  test_wait_until (test_start_shows_assets, fixture, "the assets");
  g_assert_true (
      g_str_has_prefix (gtk_window_get_title (GTK_WINDOW (fixture->window)), "127.0.0.1:"));
  banner = test_widget_get_child (test_widget_find (fixture->window, PICKER_TYPE_LIBRARY),
                                  "demo_banner");
  g_assert_false (gtk_revealer_get_reveal_child (banner));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.sign-out", NULL));
  test_wait_until (test_start_is_at_sign_in, fixture, "the sign-in");
}

/* The keyring may take its time: what was begun meanwhile stays. */
static void
test_demo_during_sign_out (TestStart *fixture, gconstpointer data)
{
  test_start_write_good_account (fixture);
  test_start_keep_token (fixture);
  test_start_open_window (fixture);
  picker_window_start_account (fixture->window);
  test_wait_until (test_start_is_at_library, fixture, "the library");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.sign-out", NULL));
  picker_window_start_demo (fixture->window);
  test_wait_until (test_start_is_at_library, fixture, "the demo");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Demo – Descant");
}

#define ADD(path, test)                                                                            \
  g_test_add (path, TestStart, NULL, test_start_set_up, test, test_start_tear_down)

int
main (int argc, char **argv)
{
  /* Nobody's keyring is to be touched, and one test needs that there is none. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus", TRUE);
  test_widget_init (&argc, &argv);

  ADD ("/window-demo/demo", test_demo);
  ADD ("/window-demo/demo-of-a-folder", test_pictures);
  ADD ("/window-demo/welcome-to-demo", test_welcome_to_demo);
  ADD ("/window-demo/back-to-demo", test_back_to_demo);
  ADD ("/window-demo/start-twice", test_start_twice);
  ADD ("/window-demo/sign-in-during-demo", test_sign_in_during_demo);
  ADD ("/window-demo/demo-during-sign-out", test_demo_during_sign_out);

  return g_test_run ();
}
