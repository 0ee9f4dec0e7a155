/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "picker-sign-in-form.h"
#include "picker-sign-in-others.h"
#include "picker-sign-in-page.h"
#include "test-browser.h"
#include "test-tenant.h"

G_BEGIN_DECLS

/* The page of the sign-in in a window, with a file of accounts, a policy and a browser of the test's own. */
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
} TestSignIn;

/* As GTestFixtureFunc. */
void test_sign_in_set_up (TestSignIn *fixture, gconstpointer data);

/* Shows the page, with the account of the file. @timeout_s: how long it waits for the browser; 0 is as usual */
void test_sign_in_show_for (TestSignIn *fixture, guint timeout_s);
void test_sign_in_show (TestSignIn *fixture);

/* What an administrator says; read with the file. Before it is shown. */
void test_sign_in_lay_down (TestSignIn *fixture, const char *text);

/* Writes an account at @tenant to the file and reads it. Before it is shown. @secret: (nullable) */
void test_sign_in_take_account (TestSignIn *fixture,
                                TestTenant *tenant,
                                const char *app_id,
                                const char *redirect_uri,
                                const char *secret);
void test_sign_in_tear_down (TestSignIn *fixture, gconstpointer data);

/* Template children: of the page, of its form. (transfer none) */
gpointer test_sign_in_get_child (TestSignIn *fixture, const char *name);
gpointer test_sign_in_get_field (TestSignIn *fixture, const char *name);
void test_sign_in_type (TestSignIn *fixture, const char *row, const char *text);
const char *test_sign_in_get_typed (TestSignIn *fixture, const char *row);
const char *test_sign_in_get_hint (TestSignIn *fixture, const char *hint);
gboolean test_sign_in_is_marked (TestSignIn *fixture, const char *row);

/* A button, as a click does; it must be sensitive. */
void test_sign_in_press (gpointer button);
void test_sign_in_submit (TestSignIn *fixture);

/* One of the page, which must be seen. */
void test_sign_in_click (TestSignIn *fixture, const char *button);
const char *test_sign_in_get_page (TestSignIn *fixture);
gboolean test_sign_in_has_failed (gpointer fixture);
gboolean test_sign_in_is_at_form (gpointer fixture);
const char *test_sign_in_get_failure (TestSignIn *fixture);
void test_sign_in_assert_clipboard (TestSignIn *fixture, const char *expected);

/* For test_wait_until(): @fixture. */
gboolean test_sign_in_has_browser_shown (gpointer fixture);
gboolean test_sign_in_has_signed_in (gpointer fixture);

/* A tenant whose key has a redirect URL on a free port, and its account in the file. @port: (out) (nullable) */
TestTenant *test_sign_in_start_scenario (TestSignIn *fixture,
                                         const char *scenario,
                                         gboolean with_secret,
                                         guint *port);
TestTenant *test_sign_in_start_tenant (TestSignIn *fixture, gboolean with_secret, guint *port);

/* Whether a label that is seen has @part in it. */
gboolean test_sign_in_says (TestSignIn *fixture, const char *part);

G_END_DECLS
