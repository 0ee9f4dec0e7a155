/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "picker-sign-in-page.h"

#include "canto-error.h"
#include "test-browser.h"
#include "test-tenant.h"
#include "test-wait.h"
#include "test-widget.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  TestBrowser *browser;
  char *dir;
  char *path;
  EngineAccountFile *file;
  CantoTokenStore *store;
  PickerSignInPage *page;
  GtkWidget *window;
  EngineSession *session; /* that signed in */
  guint n_signed_in;
} Fixture;

static void
keep_session (PickerSignInPage *page, EngineSession *session, GError *error, Fixture *fixture)
{
  g_assert_no_error (error);
  fixture->n_signed_in++;
  g_set_object (&fixture->session, session);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = NULL;

  fixture->browser = test_browser_new ();
  fixture->dir = g_dir_make_tmp ("descant-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->dir, "accounts.conf", NULL);
  file = g_file_new_for_path (fixture->path);
  fixture->file = engine_account_file_new (file);
  fixture->store = canto_token_store_new_in_memory ();
}

static void
show (Fixture *fixture)
{
  GtkWidget *page = picker_sign_in_page_new (fixture->file, fixture->store, NULL);

  fixture->page = PICKER_SIGN_IN_PAGE (page);
  g_signal_connect (page, "signed-in", G_CALLBACK (keep_session), fixture);
  fixture->window = test_widget_show (page, 800, 900);
}

/* Writes the account of @tenant to the file and reads it. */
static void
take_account (Fixture *fixture, TestTenant *tenant, const char *redirect_uri, const char *secret)
{
  g_autofree char *text = g_strdup_printf (
      "[Account]\nloopback-base=%s\napp-id=%s\nredirect-uri=%s\n%s%s\n",
      test_tenant_get (tenant, "base"), test_tenant_get (tenant, "app_id"), redirect_uri,
      secret != NULL ? "app-secret=" : "", secret != NULL ? secret : "");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (fixture->path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error);
  g_assert_no_error (error);
  engine_account_file_load_async (fixture->file, NULL, (GAsyncReadyCallback) test_keep_result,
                                  &result);
  engine_account_file_load_finish (fixture->file, test_wait_result (&result), &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->session);
  test_widget_close (fixture->window);
  test_assert_last_unref (fixture->file);
  test_assert_last_unref (fixture->store);
  g_remove (fixture->path);
  g_rmdir (fixture->dir);
  g_free (fixture->path);
  g_free (fixture->dir);
  test_browser_free (fixture->browser);
}

static gpointer
get_child (Fixture *fixture, const char *name)
{
  return test_widget_get_child (fixture->page, name);
}

static void
type (Fixture *fixture, const char *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (get_child (fixture, row)), text);
}

static void
click (Fixture *fixture, const char *button)
{
  g_assert_true (gtk_widget_get_sensitive (get_child (fixture, button)));
  g_signal_emit_by_name (get_child (fixture, button), "clicked");
}

static const char *
get_page (Fixture *fixture)
{
  return test_widget_get_page (get_child (fixture, "stack"));
}

static gboolean
has_error (gpointer fixture)
{
  return gtk_widget_get_visible (get_child (fixture, "error_box"));
}

static void
test_form (Fixture *fixture, gconstpointer data)
{
  GtkWidget *button;
  GtkWidget *region;

  show (fixture);
  button = get_child (fixture, "sign_in_button");
  region = get_child (fixture, "region_row");
  g_assert_cmpstr (get_page (fixture), ==, "form");
  g_assert_false (has_error (fixture));
  g_assert_false (gtk_widget_get_sensitive (button));
  g_assert_cmpstr (adw_action_row_get_subtitle (get_child (fixture, "redirect_row")), ==,
                   "http://localhost:28417/callback");

  type (fixture, "address_row", "acme.canto.com");
  g_assert_false (gtk_widget_get_sensitive (button));
  g_assert_false (gtk_widget_get_visible (region));
  type (fixture, "app_id_row", "key");
  g_assert_true (gtk_widget_get_sensitive (button));

  /* A bare name needs a region (canto-api.md 2.9). */
  type (fixture, "address_row", "acme");
  g_assert_true (gtk_widget_get_visible (region));
  type (fixture, "address_row", "");
  g_assert_false (gtk_widget_get_visible (region));
  g_assert_false (gtk_widget_get_sensitive (button));
}

static void
test_wrong_address (Fixture *fixture, gconstpointer data)
{
  show (fixture);
  type (fixture, "address_row", "acme.example.com");
  type (fixture, "app_id_row", "key");
  click (fixture, "sign_in_button");
  g_assert_true (has_error (fixture));
  g_assert_cmpstr (gtk_label_get_text (get_child (fixture, "error_title")), ==,
                   "Check the Account");
  g_assert_cmpstr (get_page (fixture), ==, "form");
}

/* The keyring has none, and she typed none. */
static void
test_no_secret (Fixture *fixture, gconstpointer data)
{
  show (fixture);
  type (fixture, "address_row", "acme.canto.com");
  type (fixture, "app_id_row", "key");
  click (fixture, "sign_in_button");
  test_wait_until (has_error, fixture, "the error");
  g_assert_cmpstr (gtk_label_get_text (get_child (fixture, "error_title")), ==,
                   "Check the Account");
  g_assert_cmpstr (get_page (fixture), ==, "form");
}

static void
test_copy_redirect (Fixture *fixture, gconstpointer data)
{
  GdkClipboard *clipboard;
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *text = NULL;

  show (fixture);
  clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->page));
  click (fixture, "copy_redirect_button");
  gdk_clipboard_read_text_async (clipboard, NULL, (GAsyncReadyCallback) test_keep_result, &result);
  text = gdk_clipboard_read_text_finish (clipboard, test_wait_result (&result), NULL);
  g_assert_cmpstr (text, ==, "http://localhost:28417/callback");
}

static gboolean
has_browser_shown (gpointer fixture)
{
  if (has_error (fixture))
    g_error ("%s", gtk_label_get_text (get_child (fixture, "error_text")));

  return test_browser_get_uri (((Fixture *) fixture)->browser) != NULL;
}

static gboolean
has_signed_in (gpointer fixture)
{
  return ((Fixture *) fixture)->n_signed_in > 0;
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autofree char *redirect_uri =
      g_strdup_printf ("http://localhost:%u/callback", test_find_free_port ());
  g_autofree char *argument = g_strdup_printf ("--redirect-uri=%s", redirect_uri);
  TestTenant *tenant = test_tenant_start (argument, NULL);

  take_account (fixture, tenant, redirect_uri, test_tenant_get (tenant, "app_secret"));
  show (fixture);
  g_assert_cmpstr (gtk_editable_get_text (get_child (fixture, "app_id_row")), ==,
                   test_tenant_get (tenant, "app_id"));
  g_assert_cmpstr (adw_action_row_get_subtitle (get_child (fixture, "redirect_row")), ==,
                   redirect_uri);
  /* Twice: the port is free again. */
  for (guint i = 0; i < 2; i++)
    {
      test_browser_forget (fixture->browser);
      click (fixture, "sign_in_button");
      g_assert_cmpstr (get_page (fixture), ==, "waiting");
      test_wait_until (has_browser_shown, fixture, "the browser");
      g_assert_true (gtk_widget_get_sensitive (get_child (fixture, "open_again_button")));
      click (fixture, "cancel_button");
      g_assert_cmpstr (get_page (fixture), ==, "form");
      test_widget_wait_frames (fixture->window, 3);
    }
  g_assert_false (has_error (fixture));
  g_assert_cmpuint (fixture->n_signed_in, ==, 0);
  g_free (test_tenant_stop (tenant));
}

static void
test_sign_in (Fixture *fixture, gconstpointer data)
{
  g_autofree char *redirect_uri =
      g_strdup_printf ("http://localhost:%u/callback", test_find_free_port ());
  g_autofree char *argument = g_strdup_printf ("--redirect-uri=%s", redirect_uri);
  TestTenant *tenant = test_tenant_start (argument, NULL);

  take_account (fixture, tenant, redirect_uri, NULL);
  show (fixture);
  type (fixture, "app_secret_row", test_tenant_get (tenant, "app_secret"));
  click (fixture, "sign_in_button");
  test_wait_until (has_browser_shown, fixture, "the browser");
  test_browser_forget (fixture->browser);
  click (fixture, "open_again_button");
  test_wait_until (has_browser_shown, fixture, "the browser once more");
  test_browser_sign_in (fixture->browser, test_tenant_get (tenant, "user"),
                        test_tenant_get (tenant, "password"));
  test_wait_until (has_signed_in, fixture, "the sign-in");
  g_assert_cmpuint (fixture->n_signed_in, ==, 1);
  g_assert_true (engine_session_get_signed_in (fixture->session));
  /* The secret is not left in the form. */
  g_assert_cmpstr (gtk_editable_get_text (get_child (fixture, "app_secret_row")), ==, "");
  g_assert_cmpstr (get_page (fixture), ==, "form");
  g_free (test_tenant_stop (tenant));
}

static void
test_denied (Fixture *fixture, gconstpointer data)
{
  g_autofree char *redirect_uri =
      g_strdup_printf ("http://localhost:%u/callback", test_find_free_port ());
  g_autofree char *argument = g_strdup_printf ("--redirect-uri=%s", redirect_uri);
  TestTenant *tenant = test_tenant_start (argument, NULL);

  take_account (fixture, tenant, redirect_uri, test_tenant_get (tenant, "app_secret"));
  show (fixture);
  click (fixture, "sign_in_button");
  test_wait_until (has_browser_shown, fixture, "the browser");
  test_browser_deny (fixture->browser, test_tenant_get (tenant, "user"),
                     test_tenant_get (tenant, "password"));
  test_wait_until (has_error, fixture, "the error");
  g_assert_cmpstr (gtk_label_get_text (get_child (fixture, "error_title")), ==,
                   "Sign-In Was Refused");
  g_assert_cmpuint (fixture->n_signed_in, ==, 0);
  g_free (test_tenant_stop (tenant));
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  test_widget_init (&argc, &argv);

  ADD ("/sign-in-page/form", test_form);
  ADD ("/sign-in-page/wrong-address", test_wrong_address);
  ADD ("/sign-in-page/no-secret", test_no_secret);
  ADD ("/sign-in-page/copy-redirect", test_copy_redirect);
  ADD ("/sign-in-page/cancel", test_cancel);
  ADD ("/sign-in-page/sign-in", test_sign_in);
  ADD ("/sign-in-page/denied", test_denied);

  return g_test_run ();
}
