/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Other ways to sign in: without a redirect, and with a token that is pasted. */

#include "canto-sign-in.h"
#include "test-sign-in.h"
#include "test-wait.h"
#include "test-widget.h"

#include <adwaita.h>
#include <string.h>

static gpointer
get_other (TestSignIn *fixture, const char *name)
{
  return test_widget_get_child (fixture->others, name);
}

static gboolean
is_at_others (gpointer fixture)
{
  return g_str_equal (test_sign_in_get_page (fixture), "others");
}

static void
sign_in_without_redirect (TestSignIn *fixture, TestTenant *tenant)
{
  test_wait_until (test_sign_in_has_browser_shown, fixture, "the browser");
  g_assert_nonnull (strstr (test_browser_get_uri (fixture->browser), "worker_id="));
  g_assert_cmpstr (test_sign_in_get_page (fixture), ==, "waiting");
  g_assert_true (test_sign_in_says (fixture, "Then come back here and choose Continue."));
  test_browser_sign_in (fixture->browser, test_tenant_get (tenant, "user"),
                        test_tenant_get (tenant, "password"));
  test_sign_in_click (fixture, "go_on_button");
  test_wait_until (test_sign_in_has_signed_in, fixture, "the sign-in");
  g_assert_true (engine_session_get_signed_in (fixture->session));
}

static void
test_C5_port_taken_other_way (TestSignIn *fixture, gconstpointer data)
{
  guint port;
  TestTenant *tenant = test_sign_in_start_tenant (fixture, TRUE, &port);
  g_autoptr (GSocketListener) other = g_socket_listener_new ();

  g_assert_true (g_socket_listener_add_inet_port (other, (guint16) port, NULL, NULL));
  test_sign_in_show (fixture);
  test_sign_in_submit (fixture);
  test_wait_until (test_sign_in_has_failed, fixture, "the failure");
  test_sign_in_click (fixture, "failed_other_way_button");
  sign_in_without_redirect (fixture, tenant);
  g_free (test_tenant_stop (tenant));
}

/* The page of the browser refuses the redirect URL, so that nothing ever comes back. */
static void
test_redirect_refused (TestSignIn *fixture, gconstpointer data)
{
  guint port;
  TestTenant *tenant = test_sign_in_start_tenant (fixture, TRUE, &port);

  test_sign_in_show (fixture);
  test_sign_in_submit (fixture);
  test_wait_until (test_sign_in_has_browser_shown, fixture, "the browser");
  g_assert_false (gtk_widget_get_mapped (test_sign_in_get_child (fixture, "go_on_button")));
  test_browser_forget (fixture->browser);
  test_sign_in_click (fixture, "other_way_button");
  g_assert_false (gtk_widget_get_mapped (test_sign_in_get_child (fixture, "other_way_button")));
  sign_in_without_redirect (fixture, tenant);
  g_assert_cmpuint (fixture->n_signed_in, ==, 1);
  g_free (test_tenant_stop (tenant));
}

static void
test_no_callback (TestSignIn *fixture, gconstpointer data)
{
  TestTenant *tenant = test_sign_in_start_tenant (fixture, TRUE, NULL);

  test_sign_in_show_for (fixture, 1);
  test_sign_in_submit (fixture);
  test_wait_until (test_sign_in_has_failed, fixture, "the end of patience");
  test_browser_forget (fixture->browser);
  test_sign_in_click (fixture, "failed_other_way_button");
  sign_in_without_redirect (fixture, tenant);
  g_free (test_tenant_stop (tenant));
}

/* Continue before she is done: it goes on waiting. */
static void
test_too_early (TestSignIn *fixture, gconstpointer data)
{
  TestTenant *tenant = test_sign_in_start_tenant (fixture, TRUE, NULL);

  test_sign_in_show (fixture);
  test_sign_in_click (fixture, "back_button");
  test_sign_in_click (fixture, "begin_button");
  test_sign_in_press (test_sign_in_get_field (fixture, "others_button"));
  g_assert_cmpstr (test_sign_in_get_page (fixture), ==, "others");
  adw_action_row_activate (get_other (fixture, "handshake_row"));
  test_wait_until (test_sign_in_has_browser_shown, fixture, "the browser");
  test_sign_in_click (fixture, "go_on_button");
  g_assert_true (test_sign_in_says (fixture, "the browser still waits for you"));
  test_widget_wait_frames (fixture->window, 3);
  g_assert_cmpstr (test_sign_in_get_page (fixture), ==, "waiting");
  test_sign_in_click (fixture, "cancel_button");
  g_assert_cmpstr (test_sign_in_get_page (fixture), ==, "form");
  g_assert_cmpuint (fixture->n_signed_in, ==, 0);
  g_free (test_tenant_stop (tenant));
}

static void
test_C5_handshake_refused (TestSignIn *fixture, gconstpointer data)
{
  TestTenant *tenant = test_sign_in_start_scenario (fixture, "no-handshake", TRUE, NULL);

  test_sign_in_show (fixture);
  test_sign_in_submit (fixture);
  test_wait_until (test_sign_in_has_browser_shown, fixture, "the browser");
  test_sign_in_click (fixture, "other_way_button");
  test_wait_until (test_sign_in_has_failed, fixture, "the refusal");
  g_assert_true (test_sign_in_says (fixture, "offers no sign-in without a redirect"));
  test_sign_in_click (fixture, "failed_other_way_button");
  g_assert_cmpstr (test_sign_in_get_page (fixture), ==, "others");
  test_sign_in_click (fixture, "back_button");
  g_assert_cmpstr (test_sign_in_get_page (fixture), ==, "form");
  g_free (test_tenant_stop (tenant));
}

/* What *Generate* would show. (transfer full) */
static char *
generate_token (TestSignIn *fixture, TestTenant *tenant)
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
paste_token (TestSignIn *fixture, const char *token)
{
  gtk_editable_set_text (GTK_EDITABLE (get_other (fixture, "token_row")), token);
  test_sign_in_press (get_other (fixture, "token_button"));
}

static void
test_paste_token (TestSignIn *fixture, gconstpointer data)
{
  TestTenant *tenant = test_sign_in_start_tenant (fixture, FALSE, NULL);
  g_autofree char *token = generate_token (fixture, tenant);
  g_autoptr (GDateTime) until = NULL;

  test_sign_in_show (fixture);
  test_sign_in_press (test_sign_in_get_field (fixture, "others_button"));
  g_assert_false (gtk_widget_get_sensitive (get_other (fixture, "token_button")));

  paste_token (fixture, "not a token");
  test_wait_until (is_at_others, fixture, "the page");
  g_assert_true (test_sign_in_says (fixture, "This is no token"));
  paste_token (fixture, "0123456789abcdef0123456789abcdef");
  g_assert_cmpstr (test_sign_in_get_page (fixture), ==, "waiting");
  g_assert_true (test_sign_in_says (fixture, "Trying the Token"));
  g_assert_false (gtk_widget_get_mapped (test_sign_in_get_child (fixture, "open_again_button")));
  test_wait_until (is_at_others, fixture, "the page");
  g_assert_true (test_sign_in_says (fixture, "Canto does not accept this token."));
  g_assert_true (gtk_widget_has_css_class (get_other (fixture, "token_row"), "error"));

  paste_token (fixture, token);
  test_wait_until (test_sign_in_has_signed_in, fixture, "the sign-in");
  until = engine_session_dup_end (fixture->session);
  g_assert_nonnull (until);
  g_assert_null (test_browser_get_uri (fixture->browser));
  /* C4 */
  g_assert_cmpstr (gtk_editable_get_text (get_other (fixture, "token_row")), ==, "");
  g_assert_false (test_sign_in_says (fixture, token));
  g_free (test_tenant_stop (tenant));
}

/* The account is needed in each way; what was pasted stays meanwhile. */
static void
test_others_need_account (TestSignIn *fixture, gconstpointer data)
{
  test_sign_in_show (fixture);
  test_sign_in_click (fixture, "begin_button");
  test_sign_in_press (test_sign_in_get_field (fixture, "others_button"));
  paste_token (fixture, "t0ken");
  g_assert_cmpstr (test_sign_in_get_page (fixture), ==, "form");
  g_assert_true (test_sign_in_is_marked (fixture, "address_row"));
  g_assert_true (test_sign_in_is_marked (fixture, "app_id_row"));
  g_assert_cmpstr (gtk_editable_get_text (get_other (fixture, "token_row")), ==, "t0ken");
}

#define ADD(path, test)                                                                            \
  g_test_add (path, TestSignIn, NULL, test_sign_in_set_up, test, test_sign_in_tear_down)

int
main (int argc, char **argv)
{
  test_widget_init (&argc, &argv);

  ADD ("/sign-in-ways/C5/port-taken-other-way", test_C5_port_taken_other_way);
  ADD ("/sign-in-ways/3.27/redirect-refused", test_redirect_refused);
  ADD ("/sign-in-ways/3.27/no-callback", test_no_callback);
  ADD ("/sign-in-ways/3.27/too-early", test_too_early);
  ADD ("/sign-in-ways/C5/handshake-refused", test_C5_handshake_refused);
  ADD ("/sign-in-ways/3.28/paste-token", test_paste_token);
  ADD ("/sign-in-ways/3.28/needs-account", test_others_need_account);

  return g_test_run ();
}
