/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The sign-in in the browser: how it goes, and what is said when it does not. */

#include "test-http.h"
#include "test-sign-in.h"
#include "test-wait.h"
#include "test-widget.h"

#include <adwaita.h>
#include <string.h>

static void
test_cancel (TestSignIn *fixture, gconstpointer data)
{
  guint port;
  TestTenant *tenant = test_sign_in_start_tenant (fixture, TRUE, &port);
  g_autofree char *redirect_uri = g_strdup_printf ("http://localhost:%u/callback", port);

  test_sign_in_show (fixture);
  g_assert_cmpstr (test_sign_in_get_page (fixture), ==, "form");
  g_assert_cmpstr (test_sign_in_get_typed (fixture, "app_id_row"), ==,
                   test_tenant_get (tenant, "app_id"));
  g_assert_cmpstr (adw_action_row_get_subtitle (test_sign_in_get_field (fixture, "redirect_row")),
                   ==, redirect_uri);
  /* Twice: the port is free again. */
  for (guint i = 0; i < 2; i++)
    {
      test_browser_forget (fixture->browser);
      test_sign_in_submit (fixture);
      g_assert_cmpstr (test_sign_in_get_page (fixture), ==, "waiting");
      g_assert_false (gtk_widget_get_visible (test_sign_in_get_child (fixture, "back_button")));
      test_wait_until (test_sign_in_has_browser_shown, fixture, "the browser");
      g_assert_true (
          gtk_widget_get_sensitive (test_sign_in_get_child (fixture, "open_again_button")));
      test_sign_in_click (fixture, "cancel_button");
      g_assert_cmpstr (test_sign_in_get_page (fixture), ==, "form");
      test_widget_wait_frames (fixture->window, 3);
    }
  g_assert_cmpuint (fixture->n_signed_in, ==, 0);
  g_free (test_tenant_stop (tenant));
}

static void
test_sign_in (TestSignIn *fixture, gconstpointer data)
{
  TestTenant *tenant = test_sign_in_start_tenant (fixture, FALSE, NULL);

  test_sign_in_show (fixture);
  test_sign_in_type (fixture, "app_secret_row", test_tenant_get (tenant, "app_secret"));
  test_sign_in_submit (fixture);
  test_wait_until (test_sign_in_has_browser_shown, fixture, "the browser");
  test_browser_forget (fixture->browser);
  test_sign_in_click (fixture, "open_again_button");
  test_wait_until (test_sign_in_has_browser_shown, fixture, "the browser once more");
  test_browser_sign_in (fixture->browser, test_tenant_get (tenant, "user"),
                        test_tenant_get (tenant, "password"));
  test_wait_until (test_sign_in_has_signed_in, fixture, "the sign-in");
  g_assert_cmpuint (fixture->n_signed_in, ==, 1);
  g_assert_true (engine_session_get_signed_in (fixture->session));
  g_assert_true (engine_session_get_is_kept (fixture->session));
  /* The secret is not left in the form. */
  g_assert_cmpstr (test_sign_in_get_typed (fixture, "app_secret_row"), ==, "");
  g_assert_cmpstr (test_sign_in_get_page (fixture), ==, "form");
  g_free (test_tenant_stop (tenant));
}

/* What is copied for another browser tells no secret. */
static void
test_C4_copy_address (TestSignIn *fixture, gconstpointer data)
{
  TestTenant *tenant = test_sign_in_start_tenant (fixture, TRUE, NULL);
  const char *uri;

  test_sign_in_show (fixture);
  test_sign_in_submit (fixture);
  test_wait_until (test_sign_in_has_browser_shown, fixture, "the browser");
  uri = test_browser_get_uri (fixture->browser);
  test_sign_in_click (fixture, "copy_address_button");
  test_sign_in_assert_clipboard (fixture, uri);
  g_assert_null (strstr (uri, test_tenant_get (tenant, "app_secret")));
  g_assert_nonnull (strstr (uri, "state="));
  g_free (test_tenant_stop (tenant));
}

static void
test_denied (TestSignIn *fixture, gconstpointer data)
{
  TestTenant *tenant = test_sign_in_start_tenant (fixture, TRUE, NULL);

  test_sign_in_show (fixture);
  test_sign_in_submit (fixture);
  test_wait_until (test_sign_in_has_browser_shown, fixture, "the browser");
  test_browser_deny (fixture->browser, test_tenant_get (tenant, "user"),
                     test_tenant_get (tenant, "password"));
  test_wait_until (test_sign_in_has_failed, fixture, "the refusal");
  g_assert_cmpstr (test_sign_in_get_failure (fixture), ==, "Sign-In Was Refused");
  g_assert_cmpuint (fixture->n_signed_in, ==, 0);

  test_browser_forget (fixture->browser);
  test_sign_in_click (fixture, "retry_button");
  g_assert_cmpstr (test_sign_in_get_page (fixture), ==, "waiting");
  test_wait_until (test_sign_in_has_browser_shown, fixture, "the browser again");
  test_browser_sign_in (fixture->browser, test_tenant_get (tenant, "user"),
                        test_tenant_get (tenant, "password"));
  test_wait_until (test_sign_in_has_signed_in, fixture, "the sign-in");
  g_free (test_tenant_stop (tenant));
}

/* The login page never answers. */
static void
test_C2_timed_out (TestSignIn *fixture, gconstpointer data)
{
  TestTenant *tenant = test_sign_in_start_tenant (fixture, TRUE, NULL);

  test_sign_in_show_for (fixture, 1);
  test_sign_in_submit (fixture);
  test_wait_until (test_sign_in_has_failed, fixture, "the end of patience");
  g_assert_cmpstr (test_sign_in_get_failure (fixture), ==, "Sign-In Took Too Long");
  test_sign_in_click (fixture, "change_button");
  g_assert_cmpstr (test_sign_in_get_page (fixture), ==, "form");
  g_assert_cmpstr (test_sign_in_get_typed (fixture, "app_id_row"), ==,
                   test_tenant_get (tenant, "app_id"));
  g_free (test_tenant_stop (tenant));
}

static void
test_wrong_secret (TestSignIn *fixture, gconstpointer data)
{
  TestTenant *tenant = test_sign_in_start_tenant (fixture, FALSE, NULL);

  test_sign_in_show (fixture);
  test_sign_in_type (fixture, "app_secret_row", "wrong");
  test_sign_in_submit (fixture);
  test_wait_until (test_sign_in_has_browser_shown, fixture, "the browser");
  test_browser_sign_in (fixture->browser, test_tenant_get (tenant, "user"),
                        test_tenant_get (tenant, "password"));
  test_wait_until (test_sign_in_is_at_form, fixture, "the form");
  g_assert_true (test_sign_in_is_marked (fixture, "app_secret_row"));
  g_assert_nonnull (strstr (test_sign_in_get_hint (fixture, "app_secret_hint"), "does not accept"));
  g_assert_cmpstr (test_sign_in_get_typed (fixture, "app_secret_row"), ==, "wrong");
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
start_regions (TestSignIn *fixture)
{
  g_autofree char *redirect_uri =
      g_strdup_printf ("http://localhost:%u/callback", test_find_free_port ());
  g_autofree char *argument = g_strconcat ("--redirect-uri=", redirect_uri, NULL);
  Regions regions = { test_tenant_start ("--assets=10", argument, NULL),
                      test_tenant_start ("--assets=10", argument, NULL) };

  test_sign_in_take_account (fixture, regions.asked, test_tenant_get (regions.home, "app_id"),
                             redirect_uri, test_tenant_get (regions.home, "app_secret"));

  return regions;
}

static void
stop_regions (Regions *regions)
{
  g_free (test_tenant_stop (regions->asked));
  g_free (test_tenant_stop (regions->home));
}

/* Canto's page does not know the app, and never sends her back: what to look at is said while she
 * waits, and afterwards. */
static void
test_C7_page_knows_no_app (TestSignIn *fixture, gconstpointer data)
{
  Regions regions = start_regions (fixture);
  g_autoptr (TestReply) page = NULL;

  test_sign_in_show_for (fixture, 2);
  test_sign_in_submit (fixture);
  test_wait_until (test_sign_in_has_browser_shown, fixture, "the browser");
  page = test_http_get (test_browser_get_uri (fixture->browser), NULL);
  g_assert_cmpuint (page->status, ==, 400);
  g_assert_true (
      test_sign_in_says (fixture, "Cancel, and check the address, its region and the App ID."));

  test_wait_until (test_sign_in_has_failed, fixture, "the end of patience");
  g_assert_cmpstr (test_sign_in_get_failure (fixture), ==, "Sign-In Took Too Long");
  g_assert_true (test_sign_in_says (fixture, "check the address, its region and the App ID first"));
  test_sign_in_click (fixture, "change_button");
  g_assert_cmpstr (test_sign_in_get_page (fixture), ==, "form");
  g_assert_cmpstr (test_sign_in_get_typed (fixture, "app_id_row"), ==,
                   test_tenant_get (regions.home, "app_id"));
  g_assert_cmpuint (fixture->n_signed_in, ==, 0);
  stop_regions (&regions);
}

/* The key is looked at only when the code is exchanged. */
static void
test_C7_code_is_refused (TestSignIn *fixture, gconstpointer data)
{
  Regions regions = start_regions (fixture);

  test_sign_in_show (fixture);
  test_sign_in_submit (fixture);
  test_wait_until (test_sign_in_has_browser_shown, fixture, "the browser");
  test_browser_come_back (fixture->browser, "abcdefgh");
  test_wait_until (test_sign_in_is_at_form, fixture, "the form");
  g_assert_true (test_sign_in_is_marked (fixture, "app_secret_row"));
  g_assert_true (
      test_sign_in_says (fixture, "Canto does not accept this App Secret for this App ID"));
  g_assert_cmpuint (fixture->n_signed_in, ==, 0);
  stop_regions (&regions);
}

static void
test_C5_port_taken (TestSignIn *fixture, gconstpointer data)
{
  guint port;
  TestTenant *tenant = test_sign_in_start_tenant (fixture, TRUE, &port);
  g_autoptr (GSocketListener) other = g_socket_listener_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *number = g_strdup_printf ("%u", port);
  const char *text;

  g_socket_listener_add_inet_port (other, (guint16) port, NULL, &error);
  g_assert_no_error (error);
  test_sign_in_show (fixture);
  test_sign_in_submit (fixture);
  test_wait_until (test_sign_in_has_failed, fixture, "the failure");
  g_assert_cmpstr (test_sign_in_get_failure (fixture), ==, "The Browser Cannot Come Back");
  text = adw_status_page_get_description (test_sign_in_get_child (fixture, "failed_page"));
  g_assert_nonnull (strstr (text, number));
  g_assert_null (test_browser_get_uri (fixture->browser));

  g_socket_listener_close (other);
  test_sign_in_click (fixture, "retry_button");
  test_wait_until (test_sign_in_has_browser_shown, fixture, "the browser");
  g_free (test_tenant_stop (tenant));
}

static void
test_no_network (TestSignIn *fixture, gconstpointer data)
{
  TestTenant *tenant = test_sign_in_start_tenant (fixture, TRUE, NULL);

  test_sign_in_show (fixture);
  test_sign_in_submit (fixture);
  test_wait_until (test_sign_in_has_browser_shown, fixture, "the browser");
  g_free (test_tenant_stop (tenant));
  test_browser_come_back (fixture->browser, "abcdefgh");
  test_wait_until (test_sign_in_has_failed, fixture, "the failure");
  g_assert_cmpstr (test_sign_in_get_failure (fixture), ==, "Canto Cannot Be Reached");
  g_assert_true (gtk_widget_get_mapped (test_sign_in_get_child (fixture, "retry_button")));
}

#define ADD(path, test)                                                                            \
  g_test_add (path, TestSignIn, NULL, test_sign_in_set_up, test, test_sign_in_tear_down)

int
main (int argc, char **argv)
{
  test_widget_init (&argc, &argv);

  ADD ("/sign-in-page/C7/page-knows-no-app", test_C7_page_knows_no_app);
  ADD ("/sign-in-page/C7/code-is-refused", test_C7_code_is_refused);
  ADD ("/sign-in-page/cancel", test_cancel);
  ADD ("/sign-in-page/sign-in", test_sign_in);
  ADD ("/sign-in-page/C4/copy-address", test_C4_copy_address);
  ADD ("/sign-in-page/denied", test_denied);
  ADD ("/sign-in-page/C2/timed-out", test_C2_timed_out);
  ADD ("/sign-in-page/wrong-secret", test_wrong_secret);
  ADD ("/sign-in-page/C5/port-taken", test_C5_port_taken);
  ADD ("/sign-in-page/no-network", test_no_network);

  return g_test_run ();
}
