/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "test-folder.h"
#include "test-seats.h"

#include "canto-sign-in.h"
#include "picker-account-button.h"
#include "picker-grid.h"
#include "picker-library.h"
#include "picker-sign-in-others.h"
#include "test-library.h"
#include "test-session.h"
#include "test-wait.h"
#include "test-widget.h"

#include <string.h>

#define N_FIRST  300
#define N_SECOND 40

void
test_seats_open_accounts (TestSeats *fixture)
{
  g_autoptr (GFile) folder = g_file_new_for_path (fixture->dir);

  fixture->accounts = engine_accounts_new (folder, fixture->policy);
}

void
test_seats_set_up (TestSeats *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->tenants[0] = test_tenant_start ("--assets=300", NULL);
  fixture->tenants[1] = test_tenant_start ("--assets=40", "--seed=7", NULL);
  fixture->dir = g_dir_make_tmp ("descant-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->policy = engine_policy_new ((const char *const[]){ fixture->dir, NULL });
  test_seats_open_accounts (fixture);
  fixture->store = canto_token_store_new_in_memory ();
  fixture->settings = test_session_new_settings ();
  fixture->application = gtk_application_new ("io.github.descant.Test", G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (fixture->application), NULL, &error);
  g_assert_no_error (error);
}

void
test_seats_close_window (TestSeats *fixture)
{
  if (fixture->window != NULL)
    test_widget_close (GTK_WIDGET (g_steal_pointer (&fixture->window)));
  test_assert_last_unref (fixture->accounts);
}

void
test_seats_tear_down (TestSeats *fixture, gconstpointer data)
{
  test_seats_close_window (fixture);
  test_assert_last_unref (fixture->policy);
  test_assert_last_unref (fixture->store);
  g_object_unref (fixture->settings);
  g_object_unref (fixture->application);
  test_folder_remove (fixture->dir);
  g_free (fixture->dir);
  g_free (fixture->data_dir);
  for (guint i = 0; i < 2; i++)
    g_free (test_tenant_stop (fixture->tenants[i]));
}

/* What an earlier sign-in has left */

void
test_seats_write_file (TestSeats *fixture, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->dir, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (parent, 0700);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

char *
test_seats_read_file (TestSeats *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->dir, name, NULL);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);

  return text;
}

/* @more: further lines */
void
test_seats_write_account (TestSeats *fixture,
                          const char *name,
                          TestTenant *tenant,
                          const char *more)
{
  g_autofree char *text =
      g_strdup_printf ("[Account]\nloopback-base=%s\napp-id=%s\n%s",
                       test_tenant_get (tenant, "base"), test_tenant_get (tenant, "app_id"), more);

  test_seats_write_file (fixture, name, text);
}

CantoAccount *
test_seats_make_account (TestTenant *tenant, guint profile)
{
  const CantoAccountOptions options = {
    .loopback_base = test_tenant_get (tenant, "base"),
    .app_id = test_tenant_get (tenant, "app_id"),
    .profile = profile,
  };
  g_autoptr (GError) error = NULL;
  CantoAccount *account = canto_account_new (&options, &error);

  g_assert_no_error (error);

  return account;
}

/* (transfer full) */
static CantoToken *
generate_token (TestTenant *tenant)
{
  g_autoptr (CantoAccount) account = test_seats_make_account (tenant, 1);
  g_autoptr (CantoSecret) secret = canto_secret_new (test_tenant_get (tenant, "app_secret"));
  g_autoptr (CantoSignIn) sign_in = canto_sign_in_new (account, secret);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CantoToken *token;

  canto_sign_in_run_credentials_async (sign_in, test_tenant_get (tenant, "user"), NULL, NULL,
                                       (GAsyncReadyCallback) test_keep_result, &result);
  token = canto_sign_in_run_credentials_finish (sign_in, test_wait_result (&result), &error);
  g_assert_no_error (error);

  return token;
}

void
test_seats_keep_token (TestSeats *fixture, TestTenant *tenant)
{
  g_autoptr (CantoAccount) account = test_seats_make_account (tenant, 1);
  g_autoptr (CantoToken) token = generate_token (tenant);
  g_autoptr (CantoSecret) secret = canto_secret_new (test_tenant_get (tenant, "app_secret"));
  g_autoptr (GAsyncResult) saved = NULL;
  g_autoptr (GAsyncResult) secret_saved = NULL;
  g_autoptr (GError) error = NULL;

  canto_token_store_save_async (fixture->store, account, token, NULL,
                                (GAsyncReadyCallback) test_keep_result, &saved);
  canto_token_store_save_finish (fixture->store, test_wait_result (&saved), &error);
  g_assert_no_error (error);
  canto_token_store_save_app_secret_async (fixture->store, account, secret, NULL,
                                           (GAsyncReadyCallback) test_keep_result, &secret_saved);
  canto_token_store_save_app_secret_finish (fixture->store, test_wait_result (&secret_saved),
                                            &error);
  g_assert_no_error (error);
}

gboolean
test_seats_has_token (TestSeats *fixture, TestTenant *tenant, guint profile)
{
  g_autoptr (CantoAccount) account = test_seats_make_account (tenant, profile);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (CantoToken) token = NULL;

  canto_token_store_load_async (fixture->store, account, NULL,
                                (GAsyncReadyCallback) test_keep_result, &result);
  token = canto_token_store_load_finish (fixture->store, test_wait_result (&result), NULL);

  return token != NULL;
}

gboolean
test_seats_has_app_secret (TestSeats *fixture, TestTenant *tenant)
{
  g_autoptr (CantoAccount) account = test_seats_make_account (tenant, 1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (CantoSecret) secret = NULL;

  canto_token_store_load_app_secret_async (fixture->store, account, NULL,
                                           (GAsyncReadyCallback) test_keep_result, &result);
  secret =
      canto_token_store_load_app_secret_finish (fixture->store, test_wait_result (&result), NULL);

  return secret != NULL;
}

/* The window */

void
test_seats_open_window (TestSeats *fixture)
{
  test_widget_pardon_tooltips ();
  fixture->window = PICKER_WINDOW (picker_window_new (fixture->application, fixture->settings,
                                                      fixture->accounts, fixture->store, NULL));
  if (fixture->data_dir != NULL)
    picker_window_keep_edits (fixture->window, fixture->data_dir);
  picker_window_start_account (fixture->window);
}

const char *
test_seats_get_page (TestSeats *fixture)
{
  return test_widget_get_page (test_widget_get_child (fixture->window, "stack"));
}

gboolean
test_seats_is_at_sign_in (gpointer fixture)
{
  return g_str_equal (test_seats_get_page (fixture), "sign-in");
}

gboolean
test_seats_is_at_library (gpointer fixture)
{
  return g_str_equal (test_seats_get_page (fixture), "library");
}

gpointer
test_seats_get_library (TestSeats *fixture)
{
  return test_widget_find (fixture->window, PICKER_TYPE_LIBRARY);
}

static GListModel *
get_list (TestSeats *fixture)
{
  return G_LIST_MODEL (
      picker_grid_get_list (test_widget_find (test_seats_get_library (fixture), PICKER_TYPE_GRID)));
}

gboolean
test_seats_shows (TestSeats *fixture, guint n_assets)
{
  return g_str_equal (test_seats_get_page (fixture), "library")
         && test_seats_get_library (fixture) != NULL
         && g_str_equal (test_library_get_page (test_seats_get_library (fixture)), "grid")
         && g_list_model_get_n_items (get_list (fixture)) == n_assets;
}

gboolean
test_seats_shows_first (gpointer fixture)
{
  return test_seats_shows (fixture, N_FIRST);
}

gboolean
test_seats_shows_second (gpointer fixture)
{
  return test_seats_shows (fixture, N_SECOND);
}

void
test_seats_open_two (TestSeats *fixture)
{
  test_seats_write_account (fixture, TEST_SEATS_FIRST, fixture->tenants[0], "");
  test_seats_write_account (fixture, TEST_SEATS_SECOND, fixture->tenants[1], "");
  test_seats_keep_token (fixture, fixture->tenants[0]);
  test_seats_keep_token (fixture, fixture->tenants[1]);
  test_seats_open_window (fixture);
  test_wait_until (test_seats_shows_first, fixture, "the first library");
}

/* The button of what is on screen. */
gpointer
test_seats_get_button (TestSeats *fixture)
{
  GtkWidget *stack = test_widget_get_child (fixture->window, "stack");

  return test_widget_find (gtk_stack_get_visible_child (GTK_STACK (stack)),
                           PICKER_TYPE_ACCOUNT_BUTTON);
}

void
test_seats_open_popover (TestSeats *fixture)
{
  gtk_menu_button_popup (test_widget_get_child (test_seats_get_button (fixture), "button"));
  test_widget_wait_frames (fixture->window, 2);
}

void
test_seats_close_popover (TestSeats *fixture)
{
  gtk_popover_popdown (test_widget_get_child (test_seats_get_button (fixture), "popover"));
  test_widget_wait_frames (fixture->window, 2);
}

PickerAccountRow *
test_seats_get_row (TestSeats *fixture, guint i)
{
  GtkListBox *list = test_widget_get_child (test_seats_get_button (fixture), "list");

  return PICKER_ACCOUNT_ROW (gtk_list_box_get_row_at_index (list, (int) i));
}

gboolean
test_seats_is_checked (TestSeats *fixture, guint i)
{
  return gtk_widget_get_opacity (test_widget_get_child (test_seats_get_row (fixture, i), "check"))
         > 0.5;
}

/* As a click or Enter on the row does. */
void
test_seats_choose (TestSeats *fixture, guint i)
{
  test_seats_open_popover (fixture);
  g_signal_emit_by_name (test_seats_get_row (fixture, i), "activate");
}

/* (nullable) */
AdwMessageDialog *
test_seats_find_dialog (void)
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

gboolean
test_seats_has_dialog (gpointer unused)
{
  return test_seats_find_dialog () != NULL;
}

void
test_seats_answer (const char *response)
{
  test_wait_until (test_seats_has_dialog, NULL, "the question");
  adw_message_dialog_response (test_seats_find_dialog (), response);
  gtk_window_close (GTK_WINDOW (test_seats_find_dialog ()));
}

void
test_seats_sign_in_by_token (TestSeats *fixture, TestTenant *tenant)
{
  g_autoptr (CantoToken) token = generate_token (tenant);
  gpointer others = test_widget_find (fixture->window, PICKER_TYPE_SIGN_IN_OTHERS);

  gtk_editable_set_text (test_widget_get_child (others, "token_row"),
                         canto_secret_peek (canto_token_get_access (token)));
  g_signal_emit_by_name (test_widget_get_child (others, "token_button"), "clicked");
}

gboolean
test_seats_first_has_user (gpointer fixture)
{
  g_autofree char *text = test_seats_read_file (fixture, TEST_SEATS_FIRST);

  return text != NULL && strstr (text, "user-id=") != NULL;
}
