/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "picker-sign-in-form.h"
#include "picker-sign-in-others.h"
#include "picker-sign-in-page.h"

#include "canto-error.h"
#include "canto-sign-in.h"
#include "test-browser.h"
#include "test-http.h"
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
  char *policy_path;
  EnginePolicy *policy;
  EngineAccountFile *file;
  CantoTokenStore *store;
  PickerSignInPage *page;
  PickerSignInForm *form;
  PickerSignInOthers *others;
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
  fixture->policy_path = g_build_filename (fixture->dir, "descant", "account.conf", NULL);
  file = g_file_new_for_path (fixture->path);
  fixture->policy = engine_policy_new ((const char *[]){ fixture->dir, NULL });
  fixture->file = engine_account_file_new (file, fixture->policy);
  fixture->store = canto_token_store_new_in_memory ();
}

static void
show_for (Fixture *fixture, guint timeout_s)
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

static void
show (Fixture *fixture)
{
  show_for (fixture, 0);
}

static void
load_file (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  engine_account_file_load_async (fixture->file, NULL, (GAsyncReadyCallback) test_keep_result,
                                  &result);
  engine_account_file_load_finish (fixture->file, test_wait_result (&result), &error);
  g_assert_no_error (error);
}

/* What an administrator says; read with the file. */
static void
lay_down (Fixture *fixture, const char *text)
{
  g_autofree char *folder = g_path_get_dirname (fixture->policy_path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_file_set_contents (fixture->policy_path, text, -1, &error);
  g_assert_no_error (error);
  load_file (fixture);
}

/* Writes an account at @tenant to the file and reads it. */
static void
take_account (Fixture *fixture,
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

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *policy_folder = NULL;

  g_clear_object (&fixture->session);
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

static gpointer
get_child (Fixture *fixture, const char *name)
{
  return test_widget_get_child (fixture->page, name);
}

static gpointer
get_field (Fixture *fixture, const char *name)
{
  return test_widget_get_child (fixture->form, name);
}

static void
type (Fixture *fixture, const char *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (get_field (fixture, row)), text);
}

static const char *
get_typed (Fixture *fixture, const char *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (get_field (fixture, row)));
}

static const char *
get_hint (Fixture *fixture, const char *hint)
{
  return gtk_label_get_text (get_field (fixture, hint));
}

static gboolean
is_marked (Fixture *fixture, const char *row)
{
  return gtk_widget_has_css_class (get_field (fixture, row), "error");
}

static void
press (gpointer button)
{
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static void
submit (Fixture *fixture)
{
  press (get_field (fixture, "sign_in_button"));
}

static void
click (Fixture *fixture, const char *button)
{
  g_assert_true (gtk_widget_get_mapped (get_child (fixture, button)));
  press (get_child (fixture, button));
}

static const char *
get_page (Fixture *fixture)
{
  return test_widget_get_page (get_child (fixture, "stack"));
}

static gboolean
has_failed (gpointer fixture)
{
  return g_str_equal (get_page (fixture), "failed");
}

static gboolean
is_at_form (gpointer fixture)
{
  return g_str_equal (get_page (fixture), "form");
}

static const char *
get_failure (Fixture *fixture)
{
  return adw_status_page_get_title (get_child (fixture, "failed_page"));
}

/* The form */

static void
test_welcome (Fixture *fixture, gconstpointer data)
{
  show (fixture);
  g_assert_cmpstr (get_page (fixture), ==, "welcome");
  g_assert_false (gtk_widget_get_visible (get_child (fixture, "back_button")));
  click (fixture, "begin_button");
  g_assert_cmpstr (get_page (fixture), ==, "form");

  /* Nothing typed is lost on the way back. */
  type (fixture, "address_row", "acme.canto.com");
  type (fixture, "app_secret_row", "s3cret");
  click (fixture, "back_button");
  g_assert_cmpstr (get_page (fixture), ==, "welcome");
  click (fixture, "begin_button");
  g_assert_cmpstr (get_typed (fixture, "address_row"), ==, "acme.canto.com");
  g_assert_cmpstr (get_typed (fixture, "app_secret_row"), ==, "s3cret");
}

static void
test_form (Fixture *fixture, gconstpointer data)
{
  GtkWidget *button;
  GtkWidget *region;

  show (fixture);
  button = get_field (fixture, "sign_in_button");
  region = get_field (fixture, "region_box");
  g_assert_false (gtk_widget_get_visible (get_field (fixture, "error_box")));
  g_assert_false (gtk_widget_get_sensitive (button));
  g_assert_cmpstr (adw_action_row_get_subtitle (get_field (fixture, "redirect_row")), ==,
                   "http://localhost:28417/callback");
  g_assert_nonnull (strstr (get_hint (fixture, "app_id_hint"), "API Keys"));

  type (fixture, "address_row", "acme.canto.com");
  g_assert_false (gtk_widget_get_sensitive (button));
  g_assert_false (gtk_widget_get_visible (region));
  type (fixture, "app_id_row", "key");
  g_assert_true (gtk_widget_get_sensitive (button));

  type (fixture, "address_row", "");
  g_assert_false (gtk_widget_get_visible (region));
  g_assert_false (gtk_widget_get_sensitive (button));
}

static gboolean
has_region (gpointer fixture)
{
  return gtk_widget_get_visible (get_field (fixture, "region_box"));
}

/* A bare name needs a region (canto-api.md 2.9). Every address begins as one, so she is asked when
 * the hands rest. */
static void
test_C6_bare_name (Fixture *fixture, gconstpointer data)
{
  static const char *const bare[] = { "acme", " Acme ", "https://acme" };

  show (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (bare); i++)
    {
      type (fixture, "address_row", bare[i]);
      g_assert_false (has_region (fixture));
      test_wait_until (has_region, fixture, "the region");
      g_assert_false (is_marked (fixture, "address_row"));
      type (fixture, "address_row", "acme.canto.de");
      g_assert_false (has_region (fixture));
    }
}

/* Enter comes before the hands rest: she is asked first, and goes on with what she chooses. */
static void
test_C6_bare_name_at_once (Fixture *fixture, gconstpointer data)
{
  GtkWidget *region;
  GtkWidget *focus;

  show (fixture);
  click (fixture, "begin_button");
  region = get_field (fixture, "region_row");
  type (fixture, "address_row", "acme");
  type (fixture, "app_id_row", "key");
  submit (fixture);
  g_assert_cmpstr (get_page (fixture), ==, "form");
  g_assert_true (has_region (fixture));
  focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  g_assert_true (focus == region || gtk_widget_is_ancestor (focus, region));
  adw_combo_row_set_selected (ADW_COMBO_ROW (region), 3);
  submit (fixture);
  g_assert_cmpstr (get_page (fixture), ==, "waiting");
}

static gboolean
is_address_marked (gpointer fixture)
{
  return is_marked (fixture, "address_row");
}

/* What is wrong is told when the hands rest, and gone as soon as it is right. */
static void
test_while_typing (Fixture *fixture, gconstpointer data)
{
  show (fixture);
  type (fixture, "address_row", "acme.exam");
  g_assert_false (is_marked (fixture, "address_row"));
  test_wait_until (is_address_marked, fixture, "the problem at the field");
  g_assert_nonnull (strstr (get_hint (fixture, "address_hint"), "“acme.exam” is no address"));
  type (fixture, "address_row", "acme.canto.de");
  g_assert_false (is_marked (fixture, "address_row"));
  g_assert_null (strstr (get_hint (fixture, "address_hint"), "is no address"));
}

static void
test_C6_wrong_address (Fixture *fixture, gconstpointer data)
{
  show (fixture);
  click (fixture, "begin_button");
  type (fixture, "address_row", "acme.canto.com.evil.example");
  type (fixture, "app_id_row", "key");
  type (fixture, "app_secret_row", "s3cret");
  submit (fixture);
  g_assert_cmpstr (get_page (fixture), ==, "form");
  g_assert_true (is_marked (fixture, "address_row"));
  g_assert_cmpstr (get_typed (fixture, "app_secret_row"), ==, "s3cret");
}

/* The keyring has none, and she typed none. */
static void
test_no_secret (Fixture *fixture, gconstpointer data)
{
  show (fixture);
  type (fixture, "address_row", "acme.canto.com");
  type (fixture, "app_id_row", "key");
  submit (fixture);
  test_wait_until (is_at_form, fixture, "the form");
  g_assert_true (is_marked (fixture, "app_secret_row"));
  type (fixture, "app_secret_row", "s");
  g_assert_false (is_marked (fixture, "app_secret_row"));
}

/* A key works at the OAuth host of its own region alone (canto-api.md 2.7). */
static void
test_C7_wrong_region (Fixture *fixture, gconstpointer data)
{
  AdwComboRow *region;

  show (fixture);
  click (fixture, "begin_button");
  region = get_field (fixture, "region_row");
  type (fixture, "address_row", "acme.ca.canto.com");
  g_assert_false (gtk_widget_get_visible (get_field (fixture, "region_box")));
  picker_sign_in_form_refuse_key (fixture->form);
  g_assert_true (is_marked (fixture, "app_secret_row"));
  g_assert_true (gtk_widget_get_visible (get_field (fixture, "region_box")));
  g_assert_cmpuint (adw_combo_row_get_selected (region), ==, 3);
  g_assert_cmpstr (get_typed (fixture, "address_row"), ==, "acme.ca.canto.com");

  adw_combo_row_set_selected (region, 2);
  g_assert_cmpstr (get_typed (fixture, "address_row"), ==, "acme.canto.de");
  g_assert_true (gtk_widget_get_visible (get_field (fixture, "region_box")));
}

/* What an administrator lays down is there already, and what he locks cannot be changed. */
static void
test_policy_locked (Fixture *fixture, gconstpointer data)
{
  static const char *const rows[] = { "address_row", "app_id_row", "app_secret_row" };
  static const char *const hints[] = { "address_hint", "app_id_hint", "app_secret_hint" };

  lay_down (fixture, "[Account]\ntenant=acme.canto.de\napp-id=key\napp-secret=s3cret\n"
                     "redirect-port=4711\nlocked=all\n");
  show (fixture);
  g_assert_cmpstr (get_page (fixture), ==, "form");
  g_assert_cmpstr (get_typed (fixture, "address_row"), ==, "acme.canto.de");
  g_assert_cmpstr (get_typed (fixture, "app_id_row"), ==, "key");
  g_assert_cmpstr (adw_action_row_get_subtitle (get_field (fixture, "redirect_row")), ==,
                   "http://localhost:4711/callback");
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_false (gtk_widget_get_sensitive (get_field (fixture, rows[i])));
      g_assert_cmpstr (get_hint (fixture, hints[i]), ==, "Your administrator has set this.");
    }
  /* C4: a secret that nobody typed is not in the form either. */
  g_assert_cmpstr (get_typed (fixture, "app_secret_row"), ==, "");
  submit (fixture);
  g_assert_cmpstr (get_page (fixture), ==, "waiting");
}

static void
test_policy_region (Fixture *fixture, gconstpointer data)
{
  AdwComboRow *region;

  lay_down (fixture, "[Account]\nregion=ca.canto.com\nlocked=region\n");
  show (fixture);
  click (fixture, "begin_button");
  region = get_field (fixture, "region_row");
  g_assert_true (gtk_widget_get_sensitive (get_field (fixture, "address_row")));
  type (fixture, "address_row", "acme.canto.de");
  type (fixture, "app_id_row", "key");
  submit (fixture);
  g_assert_cmpstr (get_page (fixture), ==, "form");
  g_assert_nonnull (strstr (get_hint (fixture, "address_hint"), "ends in ca.canto.com"));

  /* It need not be asked for. */
  type (fixture, "address_row", "acme");
  g_assert_cmpuint (adw_combo_row_get_selected (region), ==, 3);
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (region)));
  type (fixture, "app_secret_row", "s3cret");
  submit (fixture);
  g_assert_cmpstr (get_page (fixture), ==, "waiting");
}

/* A public app has no secret that could be asked for (canto-api.md 3.4). */
static void
test_policy_public_app (Fixture *fixture, gconstpointer data)
{
  lay_down (fixture, "[Account]\ntenant=acme.canto.de\napp-id=key\noauth-family=universal\n");
  show (fixture);
  g_assert_false (gtk_widget_get_visible (get_field (fixture, "app_secret_box")));
  submit (fixture);
  g_assert_cmpstr (get_page (fixture), ==, "waiting");
}

/* Only a proposal: she may say otherwise. */
static void
test_policy_preset (Fixture *fixture, gconstpointer data)
{
  lay_down (fixture, "[Account]\nregion=canto.global\napp-id=key\n");
  show (fixture);
  g_assert_cmpstr (get_page (fixture), ==, "welcome");
  click (fixture, "begin_button");
  g_assert_cmpstr (get_typed (fixture, "address_row"), ==, "");
  g_assert_cmpstr (get_typed (fixture, "app_id_row"), ==, "key");
  g_assert_true (gtk_widget_get_sensitive (get_field (fixture, "app_id_row")));
  type (fixture, "address_row", "acme");
  test_wait_until (has_region, fixture, "the region");
  g_assert_cmpuint (adw_combo_row_get_selected (get_field (fixture, "region_row")), ==, 1);
  g_assert_true (gtk_widget_get_sensitive (get_field (fixture, "region_row")));
}

/* All of what the latest toast says. */
static gboolean
has_toast (gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GPtrArray) labels =
      test_widget_find_all (get_child (fixture, "toasts"), GTK_TYPE_LABEL);

  for (guint i = 0; i < labels->len; i++)
    {
      if (g_str_equal (gtk_label_get_text (labels->pdata[i]), "Copied"))
        return TRUE;
    }

  return FALSE;
}

static void
assert_clipboard (Fixture *fixture, const char *expected)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->page));
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *text = NULL;

  gdk_clipboard_read_text_async (clipboard, NULL, (GAsyncReadyCallback) test_keep_result, &result);
  text = gdk_clipboard_read_text_finish (clipboard, test_wait_result (&result), NULL);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_copy_redirect (Fixture *fixture, gconstpointer data)
{
  show (fixture);
  press (get_field (fixture, "copy_redirect_button"));
  assert_clipboard (fixture, "http://localhost:28417/callback");
  test_wait_until (has_toast, fixture, "the toast");
}

/* The browser */

static gboolean
has_browser_shown (gpointer fixture)
{
  if (has_failed (fixture))
    g_error ("%s", get_failure (fixture));

  return test_browser_get_uri (((Fixture *) fixture)->browser) != NULL;
}

static gboolean
has_signed_in (gpointer fixture)
{
  return ((Fixture *) fixture)->n_signed_in > 0;
}

/* A tenant whose key has a redirect URL on a free port, and its account in the file. */
static TestTenant *
start_scenario (Fixture *fixture, const char *scenario, gboolean with_secret, guint *port)
{
  guint free_port = test_find_free_port ();
  g_autofree char *redirect_uri = g_strdup_printf ("http://localhost:%u/callback", free_port);
  g_autofree char *argument = g_strdup_printf ("--redirect-uri=%s", redirect_uri);
  g_autofree char *scenario_argument = g_strconcat ("--scenario=", scenario, NULL);
  TestTenant *tenant = test_tenant_start (argument, scenario_argument, NULL);

  take_account (fixture, tenant, test_tenant_get (tenant, "app_id"), redirect_uri,
                with_secret ? test_tenant_get (tenant, "app_secret") : NULL);
  if (port != NULL)
    *port = free_port;

  return tenant;
}

static TestTenant *
start_tenant (Fixture *fixture, gboolean with_secret, guint *port)
{
  return start_scenario (fixture, "normal", with_secret, port);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  guint port;
  TestTenant *tenant = start_tenant (fixture, TRUE, &port);
  g_autofree char *redirect_uri = g_strdup_printf ("http://localhost:%u/callback", port);

  show (fixture);
  g_assert_cmpstr (get_page (fixture), ==, "form");
  g_assert_cmpstr (get_typed (fixture, "app_id_row"), ==, test_tenant_get (tenant, "app_id"));
  g_assert_cmpstr (adw_action_row_get_subtitle (get_field (fixture, "redirect_row")), ==,
                   redirect_uri);
  /* Twice: the port is free again. */
  for (guint i = 0; i < 2; i++)
    {
      test_browser_forget (fixture->browser);
      submit (fixture);
      g_assert_cmpstr (get_page (fixture), ==, "waiting");
      g_assert_false (gtk_widget_get_visible (get_child (fixture, "back_button")));
      test_wait_until (has_browser_shown, fixture, "the browser");
      g_assert_true (gtk_widget_get_sensitive (get_child (fixture, "open_again_button")));
      click (fixture, "cancel_button");
      g_assert_cmpstr (get_page (fixture), ==, "form");
      test_widget_wait_frames (fixture->window, 3);
    }
  g_assert_cmpuint (fixture->n_signed_in, ==, 0);
  g_free (test_tenant_stop (tenant));
}

static void
test_sign_in (Fixture *fixture, gconstpointer data)
{
  TestTenant *tenant = start_tenant (fixture, FALSE, NULL);

  show (fixture);
  type (fixture, "app_secret_row", test_tenant_get (tenant, "app_secret"));
  submit (fixture);
  test_wait_until (has_browser_shown, fixture, "the browser");
  test_browser_forget (fixture->browser);
  click (fixture, "open_again_button");
  test_wait_until (has_browser_shown, fixture, "the browser once more");
  test_browser_sign_in (fixture->browser, test_tenant_get (tenant, "user"),
                        test_tenant_get (tenant, "password"));
  test_wait_until (has_signed_in, fixture, "the sign-in");
  g_assert_cmpuint (fixture->n_signed_in, ==, 1);
  g_assert_true (engine_session_get_signed_in (fixture->session));
  g_assert_true (engine_session_get_is_kept (fixture->session));
  /* The secret is not left in the form. */
  g_assert_cmpstr (get_typed (fixture, "app_secret_row"), ==, "");
  g_assert_cmpstr (get_page (fixture), ==, "form");
  g_free (test_tenant_stop (tenant));
}

/* What is copied for another browser tells no secret. */
static void
test_C4_copy_address (Fixture *fixture, gconstpointer data)
{
  TestTenant *tenant = start_tenant (fixture, TRUE, NULL);
  const char *uri;

  show (fixture);
  submit (fixture);
  test_wait_until (has_browser_shown, fixture, "the browser");
  uri = test_browser_get_uri (fixture->browser);
  click (fixture, "copy_address_button");
  assert_clipboard (fixture, uri);
  g_assert_null (strstr (uri, test_tenant_get (tenant, "app_secret")));
  g_assert_nonnull (strstr (uri, "state="));
  g_free (test_tenant_stop (tenant));
}

static void
test_denied (Fixture *fixture, gconstpointer data)
{
  TestTenant *tenant = start_tenant (fixture, TRUE, NULL);

  show (fixture);
  submit (fixture);
  test_wait_until (has_browser_shown, fixture, "the browser");
  test_browser_deny (fixture->browser, test_tenant_get (tenant, "user"),
                     test_tenant_get (tenant, "password"));
  test_wait_until (has_failed, fixture, "the refusal");
  g_assert_cmpstr (get_failure (fixture), ==, "Sign-In Was Refused");
  g_assert_cmpuint (fixture->n_signed_in, ==, 0);

  test_browser_forget (fixture->browser);
  click (fixture, "retry_button");
  g_assert_cmpstr (get_page (fixture), ==, "waiting");
  test_wait_until (has_browser_shown, fixture, "the browser again");
  test_browser_sign_in (fixture->browser, test_tenant_get (tenant, "user"),
                        test_tenant_get (tenant, "password"));
  test_wait_until (has_signed_in, fixture, "the sign-in");
  g_free (test_tenant_stop (tenant));
}

/* The login page never answers. */
static void
test_C2_timed_out (Fixture *fixture, gconstpointer data)
{
  TestTenant *tenant = start_tenant (fixture, TRUE, NULL);

  show_for (fixture, 1);
  submit (fixture);
  test_wait_until (has_failed, fixture, "the end of patience");
  g_assert_cmpstr (get_failure (fixture), ==, "Sign-In Took Too Long");
  click (fixture, "change_button");
  g_assert_cmpstr (get_page (fixture), ==, "form");
  g_assert_cmpstr (get_typed (fixture, "app_id_row"), ==, test_tenant_get (tenant, "app_id"));
  g_free (test_tenant_stop (tenant));
}

static void
test_wrong_secret (Fixture *fixture, gconstpointer data)
{
  TestTenant *tenant = start_tenant (fixture, FALSE, NULL);

  show (fixture);
  type (fixture, "app_secret_row", "wrong");
  submit (fixture);
  test_wait_until (has_browser_shown, fixture, "the browser");
  test_browser_sign_in (fixture->browser, test_tenant_get (tenant, "user"),
                        test_tenant_get (tenant, "password"));
  test_wait_until (is_at_form, fixture, "the form");
  g_assert_true (is_marked (fixture, "app_secret_row"));
  g_assert_nonnull (strstr (get_hint (fixture, "app_secret_hint"), "does not accept"));
  g_assert_cmpstr (get_typed (fixture, "app_secret_row"), ==, "wrong");
  g_assert_cmpuint (fixture->n_signed_in, ==, 0);
  g_free (test_tenant_stop (tenant));
}

/* Two tenants stand for two regions, and the address is of the one that does not have the key
 * (canto-api.md 2.7). */
typedef struct
{
  TestTenant *asked;
  TestTenant *home; /* of the key */
} Regions;

static Regions
start_regions (Fixture *fixture)
{
  g_autofree char *redirect_uri =
      g_strdup_printf ("http://localhost:%u/callback", test_find_free_port ());
  g_autofree char *argument = g_strconcat ("--redirect-uri=", redirect_uri, NULL);
  Regions regions = { test_tenant_start ("--assets=10", argument, NULL),
                      test_tenant_start ("--assets=10", argument, NULL) };

  take_account (fixture, regions.asked, test_tenant_get (regions.home, "app_id"), redirect_uri,
                test_tenant_get (regions.home, "app_secret"));

  return regions;
}

static void
stop_regions (Regions *regions)
{
  g_free (test_tenant_stop (regions->asked));
  g_free (test_tenant_stop (regions->home));
}

/* Whether a label that is seen has @part in it. */
static gboolean
says (Fixture *fixture, const char *part)
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

/* Canto's page does not know the app, and never sends her back: what to look at is said while she
 * waits, and afterwards. */
static void
test_C7_page_knows_no_app (Fixture *fixture, gconstpointer data)
{
  Regions regions = start_regions (fixture);
  g_autoptr (TestReply) page = NULL;

  show_for (fixture, 2);
  submit (fixture);
  test_wait_until (has_browser_shown, fixture, "the browser");
  page = test_http_get (test_browser_get_uri (fixture->browser), NULL);
  g_assert_cmpuint (page->status, ==, 400);
  g_assert_true (says (fixture, "Cancel, and check the address, its region and the App ID."));

  test_wait_until (has_failed, fixture, "the end of patience");
  g_assert_cmpstr (get_failure (fixture), ==, "Sign-In Took Too Long");
  g_assert_true (says (fixture, "check the address, its region and the App ID first"));
  click (fixture, "change_button");
  g_assert_cmpstr (get_page (fixture), ==, "form");
  g_assert_cmpstr (get_typed (fixture, "app_id_row"), ==, test_tenant_get (regions.home, "app_id"));
  g_assert_cmpuint (fixture->n_signed_in, ==, 0);
  stop_regions (&regions);
}

/* The key is looked at only when the code is exchanged. */
static void
test_C7_code_is_refused (Fixture *fixture, gconstpointer data)
{
  Regions regions = start_regions (fixture);

  show (fixture);
  submit (fixture);
  test_wait_until (has_browser_shown, fixture, "the browser");
  test_browser_come_back (fixture->browser, "abcdefgh");
  test_wait_until (is_at_form, fixture, "the form");
  g_assert_true (is_marked (fixture, "app_secret_row"));
  g_assert_true (says (fixture, "Canto does not accept this App Secret for this App ID"));
  g_assert_cmpuint (fixture->n_signed_in, ==, 0);
  stop_regions (&regions);
}

static void
test_C5_port_taken (Fixture *fixture, gconstpointer data)
{
  guint port;
  TestTenant *tenant = start_tenant (fixture, TRUE, &port);
  g_autoptr (GSocketListener) other = g_socket_listener_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *number = g_strdup_printf ("%u", port);
  const char *text;

  g_socket_listener_add_inet_port (other, (guint16) port, NULL, &error);
  g_assert_no_error (error);
  show (fixture);
  submit (fixture);
  test_wait_until (has_failed, fixture, "the failure");
  g_assert_cmpstr (get_failure (fixture), ==, "The Browser Cannot Come Back");
  text = adw_status_page_get_description (get_child (fixture, "failed_page"));
  g_assert_nonnull (strstr (text, number));
  g_assert_null (test_browser_get_uri (fixture->browser));

  g_socket_listener_close (other);
  click (fixture, "retry_button");
  test_wait_until (has_browser_shown, fixture, "the browser");
  g_free (test_tenant_stop (tenant));
}

/* Other ways */

static gpointer
get_other (Fixture *fixture, const char *name)
{
  return test_widget_get_child (fixture->others, name);
}

static gboolean
is_at_others (gpointer fixture)
{
  return g_str_equal (get_page (fixture), "others");
}

static void
sign_in_without_redirect (Fixture *fixture, TestTenant *tenant)
{
  test_wait_until (has_browser_shown, fixture, "the browser");
  g_assert_nonnull (strstr (test_browser_get_uri (fixture->browser), "worker_id="));
  g_assert_cmpstr (get_page (fixture), ==, "waiting");
  g_assert_true (says (fixture, "Then come back here and choose Continue."));
  test_browser_sign_in (fixture->browser, test_tenant_get (tenant, "user"),
                        test_tenant_get (tenant, "password"));
  click (fixture, "go_on_button");
  test_wait_until (has_signed_in, fixture, "the sign-in");
  g_assert_true (engine_session_get_signed_in (fixture->session));
}

static void
test_C5_port_taken_other_way (Fixture *fixture, gconstpointer data)
{
  guint port;
  TestTenant *tenant = start_tenant (fixture, TRUE, &port);
  g_autoptr (GSocketListener) other = g_socket_listener_new ();

  g_assert_true (g_socket_listener_add_inet_port (other, (guint16) port, NULL, NULL));
  show (fixture);
  submit (fixture);
  test_wait_until (has_failed, fixture, "the failure");
  click (fixture, "failed_other_way_button");
  sign_in_without_redirect (fixture, tenant);
  g_free (test_tenant_stop (tenant));
}

/* The page of the browser refuses the redirect URL, so that nothing ever comes back. */
static void
test_redirect_refused (Fixture *fixture, gconstpointer data)
{
  guint port;
  TestTenant *tenant = start_tenant (fixture, TRUE, &port);

  show (fixture);
  submit (fixture);
  test_wait_until (has_browser_shown, fixture, "the browser");
  g_assert_false (gtk_widget_get_mapped (get_child (fixture, "go_on_button")));
  test_browser_forget (fixture->browser);
  click (fixture, "other_way_button");
  g_assert_false (gtk_widget_get_mapped (get_child (fixture, "other_way_button")));
  sign_in_without_redirect (fixture, tenant);
  g_assert_cmpuint (fixture->n_signed_in, ==, 1);
  g_free (test_tenant_stop (tenant));
}

static void
test_no_callback (Fixture *fixture, gconstpointer data)
{
  TestTenant *tenant = start_tenant (fixture, TRUE, NULL);

  show_for (fixture, 1);
  submit (fixture);
  test_wait_until (has_failed, fixture, "the end of patience");
  test_browser_forget (fixture->browser);
  click (fixture, "failed_other_way_button");
  sign_in_without_redirect (fixture, tenant);
  g_free (test_tenant_stop (tenant));
}

/* Continue before she is done: it goes on waiting. */
static void
test_too_early (Fixture *fixture, gconstpointer data)
{
  TestTenant *tenant = start_tenant (fixture, TRUE, NULL);

  show (fixture);
  click (fixture, "back_button");
  click (fixture, "begin_button");
  press (get_field (fixture, "others_button"));
  g_assert_cmpstr (get_page (fixture), ==, "others");
  adw_action_row_activate (get_other (fixture, "handshake_row"));
  test_wait_until (has_browser_shown, fixture, "the browser");
  click (fixture, "go_on_button");
  g_assert_true (says (fixture, "the browser still waits for you"));
  test_widget_wait_frames (fixture->window, 3);
  g_assert_cmpstr (get_page (fixture), ==, "waiting");
  click (fixture, "cancel_button");
  g_assert_cmpstr (get_page (fixture), ==, "form");
  g_assert_cmpuint (fixture->n_signed_in, ==, 0);
  g_free (test_tenant_stop (tenant));
}

static void
test_C5_handshake_refused (Fixture *fixture, gconstpointer data)
{
  TestTenant *tenant = start_scenario (fixture, "no-handshake", TRUE, NULL);

  show (fixture);
  submit (fixture);
  test_wait_until (has_browser_shown, fixture, "the browser");
  click (fixture, "other_way_button");
  test_wait_until (has_failed, fixture, "the refusal");
  g_assert_true (says (fixture, "offers no sign-in without a redirect"));
  click (fixture, "failed_other_way_button");
  g_assert_cmpstr (get_page (fixture), ==, "others");
  click (fixture, "back_button");
  g_assert_cmpstr (get_page (fixture), ==, "form");
  g_free (test_tenant_stop (tenant));
}

/* What *Generate* would show. (transfer full) */
static char *
generate_token (Fixture *fixture, TestTenant *tenant)
{
  g_autoptr (CantoSecret) app_secret = canto_secret_new (test_tenant_get (tenant, "app_secret"));
  g_autoptr (CantoSignIn) sign_in =
      canto_sign_in_new (engine_account_file_get_account (fixture->file), app_secret);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (CantoToken) token = NULL;
  g_autoptr (GError) error = NULL;

  canto_sign_in_run_credentials_async (sign_in, NULL, NULL, NULL,
                                       (GAsyncReadyCallback) test_keep_result, &result);
  token = canto_sign_in_run_credentials_finish (sign_in, test_wait_result (&result), &error);
  g_assert_no_error (error);

  return g_strdup (canto_secret_peek (canto_token_get_access (token)));
}

static void
paste_token (Fixture *fixture, const char *token)
{
  gtk_editable_set_text (GTK_EDITABLE (get_other (fixture, "token_row")), token);
  press (get_other (fixture, "token_button"));
}

static void
test_paste_token (Fixture *fixture, gconstpointer data)
{
  TestTenant *tenant = start_tenant (fixture, FALSE, NULL);
  g_autofree char *token = generate_token (fixture, tenant);
  g_autoptr (GDateTime) until = NULL;

  show (fixture);
  press (get_field (fixture, "others_button"));
  g_assert_false (gtk_widget_get_sensitive (get_other (fixture, "token_button")));

  paste_token (fixture, "not a token");
  test_wait_until (is_at_others, fixture, "the page");
  g_assert_true (says (fixture, "This is no token"));
  paste_token (fixture, "0123456789abcdef0123456789abcdef");
  g_assert_cmpstr (get_page (fixture), ==, "waiting");
  g_assert_true (says (fixture, "Trying the Token"));
  g_assert_false (gtk_widget_get_mapped (get_child (fixture, "open_again_button")));
  test_wait_until (is_at_others, fixture, "the page");
  g_assert_true (says (fixture, "Canto does not accept this token."));
  g_assert_true (gtk_widget_has_css_class (get_other (fixture, "token_row"), "error"));

  paste_token (fixture, token);
  test_wait_until (has_signed_in, fixture, "the sign-in");
  until = engine_session_dup_end (fixture->session);
  g_assert_nonnull (until);
  g_assert_null (test_browser_get_uri (fixture->browser));
  /* C4 */
  g_assert_cmpstr (gtk_editable_get_text (get_other (fixture, "token_row")), ==, "");
  g_assert_false (says (fixture, token));
  g_free (test_tenant_stop (tenant));
}

/* The account is needed in each way; what was pasted stays meanwhile. */
static void
test_others_need_account (Fixture *fixture, gconstpointer data)
{
  show (fixture);
  click (fixture, "begin_button");
  press (get_field (fixture, "others_button"));
  paste_token (fixture, "t0ken");
  g_assert_cmpstr (get_page (fixture), ==, "form");
  g_assert_true (is_marked (fixture, "address_row"));
  g_assert_true (is_marked (fixture, "app_id_row"));
  g_assert_cmpstr (gtk_editable_get_text (get_other (fixture, "token_row")), ==, "t0ken");
}

static void
test_no_network (Fixture *fixture, gconstpointer data)
{
  TestTenant *tenant = start_tenant (fixture, TRUE, NULL);

  show (fixture);
  submit (fixture);
  test_wait_until (has_browser_shown, fixture, "the browser");
  g_free (test_tenant_stop (tenant));
  test_browser_come_back (fixture->browser, "abcdefgh");
  test_wait_until (has_failed, fixture, "the failure");
  g_assert_cmpstr (get_failure (fixture), ==, "Canto Cannot Be Reached");
  g_assert_true (gtk_widget_get_mapped (get_child (fixture, "retry_button")));
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  test_widget_init (&argc, &argv);

  ADD ("/sign-in-page/welcome", test_welcome);
  ADD ("/sign-in-page/form", test_form);
  ADD ("/sign-in-page/while-typing", test_while_typing);
  ADD ("/sign-in-page/C6/bare-name", test_C6_bare_name);
  ADD ("/sign-in-page/C6/bare-name-at-once", test_C6_bare_name_at_once);
  ADD ("/sign-in-page/C6/wrong-address", test_C6_wrong_address);
  ADD ("/sign-in-page/C7/wrong-region", test_C7_wrong_region);
  ADD ("/sign-in-page/C7/page-knows-no-app", test_C7_page_knows_no_app);
  ADD ("/sign-in-page/C7/code-is-refused", test_C7_code_is_refused);
  ADD ("/sign-in-page/policy/locked", test_policy_locked);
  ADD ("/sign-in-page/policy/region", test_policy_region);
  ADD ("/sign-in-page/policy/public-app", test_policy_public_app);
  ADD ("/sign-in-page/policy/preset", test_policy_preset);
  ADD ("/sign-in-page/no-secret", test_no_secret);
  ADD ("/sign-in-page/copy-redirect", test_copy_redirect);
  ADD ("/sign-in-page/cancel", test_cancel);
  ADD ("/sign-in-page/sign-in", test_sign_in);
  ADD ("/sign-in-page/C4/copy-address", test_C4_copy_address);
  ADD ("/sign-in-page/denied", test_denied);
  ADD ("/sign-in-page/C2/timed-out", test_C2_timed_out);
  ADD ("/sign-in-page/wrong-secret", test_wrong_secret);
  ADD ("/sign-in-page/C5/port-taken", test_C5_port_taken);
  ADD ("/sign-in-page/C5/port-taken-other-way", test_C5_port_taken_other_way);
  ADD ("/sign-in-page/3.27/redirect-refused", test_redirect_refused);
  ADD ("/sign-in-page/3.27/no-callback", test_no_callback);
  ADD ("/sign-in-page/3.27/too-early", test_too_early);
  ADD ("/sign-in-page/C5/handshake-refused", test_C5_handshake_refused);
  ADD ("/sign-in-page/3.28/paste-token", test_paste_token);
  ADD ("/sign-in-page/3.28/needs-account", test_others_need_account);
  ADD ("/sign-in-page/no-network", test_no_network);

  return g_test_run ();
}
