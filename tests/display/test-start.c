/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "test-start.h"

#include "canto-sign-in.h"
#include "picker-library.h"
#include "picker-sign-in-form.h"
#include "picker-sign-in-page.h"
#include "test-library.h"
#include "test-session.h"
#include "test-wait.h"
#include "test-widget.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

void
test_start_set_up (TestStart *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) folder = NULL;

  fixture->tenant = test_tenant_start ("--assets=300", NULL);
  fixture->dir = g_dir_make_tmp ("descant-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->dir, "accounts.conf", NULL);
  folder = g_file_new_for_path (fixture->dir);
  fixture->accounts = engine_accounts_new (folder, NULL);
  fixture->store = canto_token_store_new_in_memory ();
  fixture->settings = test_session_new_settings ();
  fixture->application = gtk_application_new ("io.github.descant.Test", G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (fixture->application), NULL, &error);
  g_assert_no_error (error);
}

void
test_start_make_window (TestStart *fixture)
{
  test_widget_pardon_tooltips ();
  fixture->window = PICKER_WINDOW (picker_window_new (fixture->application, fixture->settings,
                                                      fixture->accounts, fixture->store, NULL));
}

void
test_start_open_window (TestStart *fixture)
{
  test_start_make_window (fixture);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

void
test_start_tear_down (TestStart *fixture, gconstpointer data)
{
  if (fixture->window != NULL)
    test_widget_close (GTK_WIDGET (fixture->window));
  test_assert_last_unref (fixture->accounts);
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

const char *
test_start_get_page (TestStart *fixture)
{
  return test_widget_get_page (test_widget_get_child (fixture->window, "stack"));
}

gboolean
test_start_is_at_sign_in (gpointer fixture)
{
  return g_str_equal (test_start_get_page (fixture), "sign-in");
}

gboolean
test_start_is_at_library (gpointer fixture)
{
  return g_str_equal (test_start_get_page (fixture), "library");
}

gpointer
test_start_get_form_child (TestStart *fixture, const char *name)
{
  return test_widget_get_child (test_widget_find (fixture->window, PICKER_TYPE_SIGN_IN_FORM), name);
}

/* What the sign-in shows. */
const char *
test_start_get_sign_in_page (TestStart *fixture)
{
  gpointer page = test_widget_find (fixture->window, PICKER_TYPE_SIGN_IN_PAGE);

  return test_widget_get_page (test_widget_get_child (page, "stack"));
}

gboolean
test_start_shows_assets (gpointer user_data)
{
  TestStart *fixture = user_data;
  gpointer library = test_widget_find (fixture->window, PICKER_TYPE_LIBRARY);

  return library != NULL && g_str_equal (test_library_get_page (library), "grid");
}

void
test_start_write_account (TestStart *fixture, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (fixture->path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error);
  g_assert_no_error (error);
}

void
test_start_write_good_account (TestStart *fixture)
{
  g_autofree char *text = g_strdup_printf ("[Account]\nloopback-base=%s\napp-id=%s\n",
                                           test_tenant_get (fixture->tenant, "base"),
                                           test_tenant_get (fixture->tenant, "app_id"));

  test_start_write_account (fixture, text);
}

CantoAccount *
test_start_make_account (TestStart *fixture)
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
CantoSecret *
test_start_generate_token (TestStart *fixture, CantoAccount *account)
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

void
test_start_keep_access (TestStart *fixture,
                        CantoAccount *account,
                        CantoSecret *access,
                        gint64 left_s)
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
void
test_start_keep_token_for (TestStart *fixture, gint64 left_s)
{
  g_autoptr (CantoAccount) account = test_start_make_account (fixture);
  g_autoptr (CantoSecret) access = test_start_generate_token (fixture, account);

  test_start_keep_access (fixture, account, access, left_s);
}

void
test_start_keep_token (TestStart *fixture)
{
  test_start_keep_token_for (fixture, 30 * TEST_DAY_S);
}
