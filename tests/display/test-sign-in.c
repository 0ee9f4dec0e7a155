/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "test-sign-in.h"

#include "test-http.h"
#include "test-wait.h"
#include "test-widget.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

static void
keep_session (PickerSignInPage *page, EngineSession *session, GError *error, TestSignIn *fixture)
{
  g_assert_no_error (error);
  fixture->n_signed_in++;
  g_set_object (&fixture->session, session);
}

void
test_sign_in_set_up (TestSignIn *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = NULL;

  fixture->browser = test_browser_new ();
  fixture->dir = g_dir_make_tmp ("descant-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->dir, "accounts.conf", NULL);
  fixture->policy_path = g_build_filename (fixture->dir, "descant", "account.conf", NULL);
  file = g_file_new_for_path (fixture->path);
  fixture->policy = engine_policy_new ((const char *[]){ fixture->dir, NULL });
  fixture->file = engine_account_file_new (file, fixture->policy);
  fixture->store = canto_token_store_new_in_memory ();
}

void
test_sign_in_show_for (TestSignIn *fixture, guint timeout_s)
{
  GtkWidget *page = picker_sign_in_page_new (fixture->file, fixture->store, NULL, timeout_s);

  fixture->page = PICKER_SIGN_IN_PAGE (page);
  fixture->form = test_widget_find (page, PICKER_TYPE_SIGN_IN_FORM);
  fixture->others = test_widget_find (page, PICKER_TYPE_SIGN_IN_OTHERS);
  g_signal_connect (page, "signed-in", G_CALLBACK (keep_session), fixture);
  fixture->window = test_widget_show (page, 800, 900);
  picker_sign_in_page_take_account (fixture->page);
  picker_sign_in_page_begin (fixture->page, NULL, FALSE);
}

void
test_sign_in_show (TestSignIn *fixture)
{
  test_sign_in_show_for (fixture, 0);
}

static void
load_file (TestSignIn *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  engine_account_file_load_async (fixture->file, NULL, (GAsyncReadyCallback) test_keep_result,
                                  &result);
  engine_account_file_load_finish (fixture->file, test_wait_result (&result), &error);
  g_assert_no_error (error);
}

/* What an administrator says; read with the file. */
void
test_sign_in_lay_down (TestSignIn *fixture, const char *text)
{
  g_autofree char *folder = g_path_get_dirname (fixture->policy_path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_file_set_contents (fixture->policy_path, text, -1, &error);
  g_assert_no_error (error);
  load_file (fixture);
}

/* Writes an account at @tenant to the file and reads it. */
void
test_sign_in_take_account (TestSignIn *fixture,
                           TestTenant *tenant,
                           const char *app_id,
                           const char *redirect_uri,
                           const char *secret)
{
  g_autofree char *text =
      g_strdup_printf ("[Account]\nloopback-base=%s\napp-id=%s\nredirect-uri=%s\n%s%s\n",
                       test_tenant_get (tenant, "base"), app_id, redirect_uri,
                       secret != NULL ? "app-secret=" : "", secret != NULL ? secret : "");
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (fixture->path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error);
  g_assert_no_error (error);
  load_file (fixture);
}

void
test_sign_in_tear_down (TestSignIn *fixture, gconstpointer data)
{
  g_autofree char *policy_folder = NULL;

  g_clear_object (&fixture->session);
  /* A link that was opened just now: in the next turn GTK 4.18 asks its window for its name, and
   * crashes if it has gone. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  test_widget_close (fixture->window);
  test_assert_last_unref (fixture->file);
  test_assert_last_unref (fixture->policy);
  test_assert_last_unref (fixture->store);
  g_remove (fixture->path);
  g_remove (fixture->policy_path);
  policy_folder = g_path_get_dirname (fixture->policy_path);
  g_rmdir (policy_folder);
  g_rmdir (fixture->dir);
  g_free (fixture->policy_path);
  g_free (fixture->path);
  g_free (fixture->dir);
  test_browser_free (fixture->browser);
}

gpointer
test_sign_in_get_child (TestSignIn *fixture, const char *name)
{
  return test_widget_get_child (fixture->page, name);
}

gpointer
test_sign_in_get_field (TestSignIn *fixture, const char *name)
{
  return test_widget_get_child (fixture->form, name);
}

void
test_sign_in_type (TestSignIn *fixture, const char *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (test_sign_in_get_field (fixture, row)), text);
}

const char *
test_sign_in_get_typed (TestSignIn *fixture, const char *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (test_sign_in_get_field (fixture, row)));
}

const char *
test_sign_in_get_hint (TestSignIn *fixture, const char *hint)
{
  return gtk_label_get_text (test_sign_in_get_field (fixture, hint));
}

gboolean
test_sign_in_is_marked (TestSignIn *fixture, const char *row)
{
  return gtk_widget_has_css_class (test_sign_in_get_field (fixture, row), "error");
}

void
test_sign_in_press (gpointer button)
{
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

void
test_sign_in_submit (TestSignIn *fixture)
{
  test_sign_in_press (test_sign_in_get_field (fixture, "sign_in_button"));
}

void
test_sign_in_click (TestSignIn *fixture, const char *button)
{
  g_assert_true (gtk_widget_get_mapped (test_sign_in_get_child (fixture, button)));
  test_sign_in_press (test_sign_in_get_child (fixture, button));
}

const char *
test_sign_in_get_page (TestSignIn *fixture)
{
  return test_widget_get_page (test_sign_in_get_child (fixture, "stack"));
}

gboolean
test_sign_in_has_failed (gpointer fixture)
{
  return g_str_equal (test_sign_in_get_page (fixture), "failed");
}

gboolean
test_sign_in_is_at_form (gpointer fixture)
{
  return g_str_equal (test_sign_in_get_page (fixture), "form");
}

const char *
test_sign_in_get_failure (TestSignIn *fixture)
{
  return adw_status_page_get_title (test_sign_in_get_child (fixture, "failed_page"));
}

void
test_sign_in_assert_clipboard (TestSignIn *fixture, const char *expected)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->page));
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *text = NULL;

  gdk_clipboard_read_text_async (clipboard, NULL, (GAsyncReadyCallback) test_keep_result, &result);
  text = gdk_clipboard_read_text_finish (clipboard, test_wait_result (&result), NULL);
  g_assert_cmpstr (text, ==, expected);
}

gboolean
test_sign_in_has_browser_shown (gpointer fixture)
{
  if (test_sign_in_has_failed (fixture))
    g_error ("%s", test_sign_in_get_failure (fixture));

  return test_browser_get_uri (((TestSignIn *) fixture)->browser) != NULL;
}

gboolean
test_sign_in_has_signed_in (gpointer fixture)
{
  return ((TestSignIn *) fixture)->n_signed_in > 0;
}

/* A tenant whose key has a redirect URL on a free port, and its account in the file. */
TestTenant *
test_sign_in_start_scenario (TestSignIn *fixture,
                             const char *scenario,
                             gboolean with_secret,
                             guint *port)
{
  guint free_port = test_find_free_port ();
  g_autofree char *redirect_uri = g_strdup_printf ("http://localhost:%u/callback", free_port);
  g_autofree char *argument = g_strdup_printf ("--redirect-uri=%s", redirect_uri);
  g_autofree char *scenario_argument = g_strconcat ("--scenario=", scenario, NULL);
  TestTenant *tenant = test_tenant_start (argument, scenario_argument, NULL);

  test_sign_in_take_account (fixture, tenant, test_tenant_get (tenant, "app_id"), redirect_uri,
                             with_secret ? test_tenant_get (tenant, "app_secret") : NULL);
  if (port != NULL)
    *port = free_port;

  return tenant;
}

TestTenant *
test_sign_in_start_tenant (TestSignIn *fixture, gboolean with_secret, guint *port)
{
  return test_sign_in_start_scenario (fixture, "normal", with_secret, port);
}

/* Whether a label that is seen has @part in it. */
gboolean
test_sign_in_says (TestSignIn *fixture, const char *part)
{
  g_autoptr (GPtrArray) labels = test_widget_find_all (fixture->page, GTK_TYPE_LABEL);

  for (guint i = 0; i < labels->len; i++)
    {
      if (gtk_widget_get_mapped (labels->pdata[i])
          && strstr (gtk_label_get_text (labels->pdata[i]), part) != NULL)
        return TRUE;
    }

  return FALSE;
}
