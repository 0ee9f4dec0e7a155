/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A key works at the OAuth host of its own region alone (2.7): two tenants stand for two regions,
 * and the address is of the one that does not have the key. */

#include "canto-error.h"
#include "canto-sign-in.h"

#include "browser.h"
#include "test-wait.h"

#include <string.h>

typedef struct
{
  TestTenant *asked;
  TestTenant *home; /* of the key */
  CantoAccount *account;
  CantoSignIn *sign_in;
  GAsyncResult *result;
  char *opened; /* the address for the browser */
  char *redirect_uri;
} Fixture;

static void
open_uri (Fixture *fixture, const char *uri)
{
  g_free (fixture->opened);
  fixture->opened = g_strdup (uri);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  CantoAccountOptions options = { NULL };
  g_autoptr (CantoSecret) app_secret = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *argument = NULL;

  fixture->redirect_uri = g_strdup_printf ("http://localhost:%u/callback", test_find_free_port ());
  argument = g_strconcat ("--redirect-uri=", fixture->redirect_uri, NULL);
  fixture->asked = test_tenant_start ("--assets=10", argument, NULL);
  fixture->home = test_tenant_start ("--assets=10", argument, NULL);
  options.loopback_base = test_tenant_get (fixture->asked, "base");
  options.app_id = test_tenant_get (fixture->home, "app_id");
  options.redirect_uri = fixture->redirect_uri;
  fixture->account = canto_account_new (&options, &error);
  g_assert_no_error (error);
  app_secret = canto_secret_new (test_tenant_get (fixture->home, "app_secret"));
  fixture->sign_in = canto_sign_in_new (fixture->account, app_secret);
  g_signal_connect_swapped (fixture->sign_in, "open-uri", G_CALLBACK (open_uri), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->result);
  test_assert_last_unref (fixture->sign_in);
  test_wait_threads_end ("canto-http");
  test_assert_last_unref (fixture->account);
  g_free (test_tenant_stop (fixture->asked));
  g_free (test_tenant_stop (fixture->home));
  g_free (fixture->opened);
  g_free (fixture->redirect_uri);
}

static void
fail (Fixture *fixture, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (
      canto_sign_in_run_finish (fixture->sign_in, test_wait_result (&fixture->result), &error));
  g_assert_error (error, CANTO_ERROR, code);
}

/* The page says so to the person, and never sends her back (T3): only patience ends. */
static void
test_page_knows_no_app (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TestReply) page = NULL;
  g_autofree char *text = NULL;

  canto_sign_in_set_timeout_s (fixture->sign_in, 1);
  canto_sign_in_run_async (fixture->sign_in, NULL, test_keep_result, &fixture->result);
  g_assert_nonnull (fixture->opened);
  page = browser_visit ("GET", fixture->opened, NULL, NULL);
  g_assert_cmpuint (page->status, ==, 400);
  g_assert_null (page->location);
  text = test_reply_dup_text (page);
  g_assert_nonnull (strstr (text, "No program is registered under this App ID."));
  fail (fixture, CANTO_ERROR_TIMED_OUT);
}

/* A host that looks at the key only when the code is exchanged. */
static void
test_code_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *state = NULL;
  g_autofree char *back = NULL;
  g_autoptr (TestReply) page = NULL;

  canto_sign_in_run_async (fixture->sign_in, NULL, test_keep_result, &fixture->result);
  state = browser_get_parameter (fixture->opened, "state");
  back = g_strdup_printf ("%s?code=c0de&state=%s", fixture->redirect_uri, state);
  page = browser_visit ("GET", back, NULL, NULL);
  g_assert_cmpuint (page->status, ==, 200);
  fail (fixture, CANTO_ERROR_WRONG_KEY);
}

static void
test_credentials_are_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  canto_sign_in_run_credentials_async (fixture->sign_in, NULL, NULL, NULL, test_keep_result,
                                       &fixture->result);
  g_assert_null (canto_sign_in_run_credentials_finish (
      fixture->sign_in, test_wait_result (&fixture->result), &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_WRONG_KEY);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/C7/page-knows-no-app", test_page_knows_no_app);
  ADD ("/C7/code-is-refused", test_code_is_refused);
  ADD ("/C7/credentials-are-refused", test_credentials_are_refused);

  return g_test_run ();
}
