/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sign-in without a redirect, and by client credentials (3.14, 3.20, 3.21, 3.27). */

#include "canto-error.h"
#include "canto-sign-in.h"

#include "browser.h"
#include "fake-clock.h"
#include "stub-service.h"
#include "test-wait.h"

#include <string.h>

#define TOKEN_REPLY "{\"accessToken\":\"a1\",\"expiresIn\":\"2592000\",\"refreshToken\":\"r1\"}"
#define SSOCODE     "GET /oauth/api/oauth2/ssocode"
#define TOKEN       "POST /oauth/api/oauth2/token"

typedef struct
{
  guint status;
  const char *type;
  const char *body;
} Answer;

static const Answer no_such = { 404, "text/plain", "Not yet." };
static const Answer worker = { 200, "text/plain", "w0rker-1\n" };
static const Answer code = { 200, "text/plain", "c0de.good~1" };

/* The service is what the test says; the clock stands still unless it runs. */
typedef struct
{
  StubService *service;
  CantoAccount *account;
  CantoSignIn *sign_in;
  FakeClock *clock;
  GCancellable *cancellable;
  GAsyncResult *result;
  char *opened; /* (nullable) */
  guint n_opened;

  Answer for_worker;
  const Answer *for_code; /* one after the other; the last again and again */
  guint n_for_code;
  gboolean is_mute; /* ssocode is never answered */
} Fixture;

static void
answer (StubService *service, SoupServerMessage *message, gpointer user_data)
{
  Fixture *fixture = user_data;
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));
  guint n_asked = stub_service_count (service, SSOCODE);
  Answer now = { 200, "application/json", TOKEN_REPLY };

  if (g_str_has_suffix (path, "/ssowid"))
    now = fixture->for_worker;
  else if (g_str_has_suffix (path, "/ssocode") && fixture->is_mute)
    soup_server_message_pause (message);
  else if (g_str_has_suffix (path, "/ssocode"))
    now = fixture->for_code[MIN (n_asked, fixture->n_for_code) - 1];
  stub_answer (message, now.status, now.type, now.body);
  if (now.status == 302)
    stub_answer_header (message, "Location", "/elsewhere");
}

static void
open_uri (Fixture *fixture, const char *uri)
{
  g_free (fixture->opened);
  fixture->opened = g_strdup (uri);
  fixture->n_opened++;
}

static void
make_sign_in (Fixture *fixture, const CantoAccountOptions *options, const char *secret)
{
  g_autoptr (CantoSecret) app_secret = secret != NULL ? canto_secret_new (secret) : NULL;
  g_autoptr (GError) error = NULL;

  fixture->account = canto_account_new (options, &error);
  g_assert_no_error (error);
  fixture->sign_in = canto_sign_in_new (fixture->account, app_secret);
  canto_sign_in_set_clock (fixture->sign_in, CANTO_CLOCK (fixture->clock));
  g_signal_connect_swapped (fixture->sign_in, "open-uri", G_CALLBACK (open_uri), fixture);
}

static void
set_up_empty (Fixture *fixture, gconstpointer data)
{
  fixture->clock = fake_clock_new ();
  fixture->cancellable = g_cancellable_new ();
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  CantoAccountOptions options = { .app_id = "the app" };

  set_up_empty (fixture, data);
  fixture->service = stub_service_new (NULL, answer, fixture);
  fixture->for_worker = worker;
  fixture->for_code = &code;
  fixture->n_for_code = 1;
  options.loopback_base = stub_service_get_base (fixture->service);
  make_sign_in (fixture, &options, "the-app-secret");
}

static void
clear_sign_in (Fixture *fixture)
{
  g_clear_object (&fixture->result);
  test_assert_last_unref (fixture->sign_in);
  test_wait_threads_end ("canto-http");
  test_assert_last_unref (fixture->account);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  clear_sign_in (fixture);
  test_assert_last_unref (fixture->clock);
  g_object_unref (fixture->cancellable);
  g_clear_pointer (&fixture->service, stub_service_free);
  g_free (fixture->opened);
}

static void
begin (Fixture *fixture)
{
  g_clear_object (&fixture->result);
  g_clear_pointer (&fixture->opened, g_free);
  canto_sign_in_run_handshake_async (fixture->sign_in, fixture->cancellable, test_keep_result,
                                     &fixture->result);
}

static CantoToken *
end (Fixture *fixture, GError **error)
{
  return canto_sign_in_run_handshake_finish (fixture->sign_in, test_wait_result (&fixture->result),
                                             error);
}

static void
end_well (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoToken) token = end (fixture, &error);

  g_assert_no_error (error);
  g_assert_nonnull (canto_token_get_refresh (token));
}

static void
end_badly (Fixture *fixture, GQuark domain, int wanted)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (end (fixture, &error));
  g_assert_error (error, domain, wanted);
  g_assert_null (strstr (error->message, "w0rker-1"));
}

static gboolean
has_opened (gpointer fixture)
{
  return ((Fixture *) fixture)->opened != NULL;
}

/* @n: how often the code has been asked for, all in all */
static void
wait_until_asked (Fixture *fixture, guint n)
{
  while (stub_service_count (fixture->service, SSOCODE) < n)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (stub_service_count (fixture->service, SSOCODE), ==, n);
}

static guint
count_alarms (Fixture *fixture)
{
  return fake_clock_get_n_alarms (fixture->clock);
}

static void
wait_for_pause (Fixture *fixture, guint n_alarms)
{
  while (count_alarms (fixture) < n_alarms)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (fixture->result);
}

/* With the tenant: each family and challenge. */
static void
test_with_tenant (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    CantoOAuthFamily family;
    CantoPkce pkce;
  } ways[] = { { CANTO_OAUTH_FAMILY_PLAIN, CANTO_PKCE_NONE },
               { CANTO_OAUTH_FAMILY_COMPATIBLE, CANTO_PKCE_S256 },
               { CANTO_OAUTH_FAMILY_UNIVERSAL, CANTO_PKCE_NONE } };
  TestTenant *tenant = test_tenant_start ("--assets=10", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      const CantoAccountOptions options = { .loopback_base = test_tenant_get (tenant, "base"),
                                            .app_id = test_tenant_get (tenant, "app_id"),
                                            .redirect_uri = "http://localhost:1/not-registered",
                                            .oauth_family = ways[i].family,
                                            .pkce = ways[i].pkce };
      g_autofree char *back = NULL;

      if (i > 0)
        clear_sign_in (fixture);
      make_sign_in (fixture, &options,
                    ways[i].family == CANTO_OAUTH_FAMILY_UNIVERSAL
                        ? NULL
                        : test_tenant_get (tenant, "app_secret"));
      begin (fixture);
      test_wait_until (has_opened, fixture, "the address for the browser");
      back = browser_decide (tenant, fixture->opened, "allow");
      g_assert_null (back);
      canto_sign_in_go_on (fixture->sign_in);
      end_well (fixture);
    }
  g_free (test_tenant_stop (tenant));
}

/* What is no code means "not yet", whatever it is (3.21). */
static void
test_not_yet (Fixture *fixture, gconstpointer data)
{
  static const Answer answers[] = {
    { 404, "text/plain", "Not yet." },
    { 200, "text/plain", "" },
    { 200, "text/plain", "short" },
    { 200, "text/plain", "not one word" },
    { 200, "text/html", "<!DOCTYPE html><html></html>" },
    { 200, "application/json", "{\"code\":\"c0de.good~1\"}" },
    { 202, "text/plain", "c0de.good~1" },
    { 302, "text/plain", "c0de.good~1" },
    { 401, "text/plain", "" },
    { 429, "text/plain", "" },
    { 500, "text/plain", "" },
    { 200, "text/plain", "c0de.good~1\r\n" },
  };
  StubRequest *exchange;

  fixture->for_code = answers;
  fixture->n_for_code = G_N_ELEMENTS (answers);
  fake_clock_set_runs (fixture->clock, TRUE);
  begin (fixture);
  end_well (fixture);
  g_assert_cmpuint (fixture->n_opened, ==, 1);
  g_assert_cmpuint (stub_service_count (fixture->service, SSOCODE), ==, G_N_ELEMENTS (answers));
  g_assert_cmpuint (stub_service_count (fixture->service, SSOCODE "?worker_id=w0rker-1"), ==,
                    G_N_ELEMENTS (answers));
  g_assert_cmpuint (stub_service_count (fixture->service, "GET /elsewhere"), ==, 0);
  for (guint i = 0; i < count_alarms (fixture); i++)
    g_assert_cmpint (fake_clock_get_delay_us (fixture->clock, i), ==, 5 * G_USEC_PER_SEC);

  /* C4: only the exchange has the code. */
  exchange = stub_service_get_request (fixture->service,
                                       stub_service_get_n_requests (fixture->service) - 1);
  g_assert_cmpstr (exchange->line, ==, TOKEN);
  g_assert_nonnull (strstr (exchange->body, "code=c0de.good~1&"));
  g_assert_nonnull (strstr (exchange->body, "%2Foauth%2Floading.html"));
  g_assert_null (exchange->authorization);
}

static void
test_address (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autofree char *app = NULL;
  g_autofree char *state = NULL;
  g_autofree char *expected = g_strconcat (stub_service_get_base (fixture->service),
                                           "/oauth/api/oauth2/compatible/authorize?", NULL);

  begin (fixture);
  test_wait_until (has_opened, fixture, "the address for the browser");
  id = browser_get_parameter (fixture->opened, "worker_id");
  app = browser_get_parameter (fixture->opened, "app_id");
  state = browser_get_parameter (fixture->opened, "state");
  g_assert_true (g_str_has_prefix (fixture->opened, expected));
  g_assert_cmpstr (id, ==, "w0rker-1");
  g_assert_cmpstr (app, ==, "the app");
  g_assert_cmpuint (strlen (state), ==, 22);
  g_assert_null (strstr (fixture->opened, "the-app-secret"));
  canto_sign_in_go_on (fixture->sign_in);
  end_well (fixture);
}

static void
test_five_minutes (Fixture *fixture, gconstpointer data)
{
  fixture->for_code = &no_such;
  fake_clock_set_runs (fixture->clock, TRUE);
  begin (fixture);
  end_badly (fixture, CANTO_ERROR, CANTO_ERROR_TIMED_OUT);
  g_assert_cmpuint (stub_service_count (fixture->service, SSOCODE), ==, 60);
  g_assert_cmpuint (stub_service_count (fixture->service, TOKEN), ==, 0);

  /* It can be run again. */
  fixture->for_code = &code;
  begin (fixture);
  end_well (fixture);
}

/* The clock stands still: nothing but the person makes it ask. */
static void
test_continue (Fixture *fixture, gconstpointer data)
{
  const Answer answers[] = { no_such, code };

  fixture->for_code = answers;
  fixture->n_for_code = G_N_ELEMENTS (answers);
  canto_sign_in_go_on (fixture->sign_in); /* nothing to go on with */
  begin (fixture);
  canto_sign_in_go_on (fixture->sign_in); /* not yet */
  wait_for_pause (fixture, 1);
  g_assert_cmpuint (stub_service_count (fixture->service, SSOCODE), ==, 0);

  /* Impatience asks once. */
  for (guint i = 0; i < 3; i++)
    canto_sign_in_go_on (fixture->sign_in);
  wait_for_pause (fixture, 2);
  g_assert_cmpuint (stub_service_count (fixture->service, SSOCODE), ==, 1);
  canto_sign_in_go_on (fixture->sign_in);
  end_well (fixture);
  g_assert_cmpuint (stub_service_count (fixture->service, SSOCODE), ==, 2);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  /* Between two times. */
  begin (fixture);
  wait_for_pause (fixture, 1);
  g_cancellable_cancel (fixture->cancellable);
  end_badly (fixture, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  /* Before it begins. */
  begin (fixture);
  end_badly (fixture, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (fixture->opened);

  /* While it asks. */
  g_cancellable_reset (fixture->cancellable);
  fixture->is_mute = TRUE;
  begin (fixture);
  test_wait_until (has_opened, fixture, "the address for the browser");
  canto_sign_in_go_on (fixture->sign_in);
  wait_until_asked (fixture, 1);
  g_cancellable_cancel (fixture->cancellable);
  end_badly (fixture, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    Answer answer;
    CantoError wanted;
  } cases[] = {
    { { 404, "application/json", "{\"error\":\"not_found\"}" }, CANTO_ERROR_DENIED },
    { { 403, "text/plain", "no" }, CANTO_ERROR_DENIED },
    { { 302, "text/plain", "w0rker-1" }, CANTO_ERROR_DENIED },
    { { 200, "text/html", "<html>w0rker-1</html>" }, CANTO_ERROR_DENIED },
    { { 200, "text/plain", "" }, CANTO_ERROR_DENIED },
    { { 503, "text/plain", "" }, CANTO_ERROR_SERVICE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      fixture->for_worker = cases[i].answer;
      begin (fixture);
      end_badly (fixture, CANTO_ERROR, (int) cases[i].wanted);
      g_assert_cmpuint (fixture->n_opened, ==, 0);
    }
  g_assert_cmpuint (stub_service_count (fixture->service, SSOCODE), ==, 0);
}

static void
test_gone (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->service, stub_service_free);
  begin (fixture);
  end_badly (fixture, CANTO_ERROR, CANTO_ERROR_OFFLINE);
}

/* Client credentials: who is acted as, and how far (3.14, 3.15). */
static void
test_credentials (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *user_id;
    const char *scope;
    const char *expected; /* (nullable): what the request does not have */
    const char *absent;
  } cases[] = {
    { NULL, NULL, "grant_type=client_credentials", "user_id" },
    { "ada@acme.example", NULL, "&user_id=ada%40acme.example", "scope" },
    { NULL, "consumer", "&scope=consumer", "user_id" },
    { "ada@acme.example", "admin", "&user_id=ada%40acme.example&scope=admin", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CantoToken) token = NULL;
      const char *body;

      g_clear_object (&fixture->result);
      canto_sign_in_run_credentials_async (fixture->sign_in, cases[i].user_id, cases[i].scope, NULL,
                                           test_keep_result, &fixture->result);
      token = canto_sign_in_run_credentials_finish (fixture->sign_in,
                                                    test_wait_result (&fixture->result), &error);
      g_assert_no_error (error);
      g_assert_nonnull (token);
      body = stub_service_get_request (fixture->service, i)->body;
      g_assert_nonnull (strstr (body, cases[i].expected));
      g_assert_nonnull (strstr (body, "&app_secret=the-app-secret"));
      if (cases[i].absent != NULL)
        g_assert_null (strstr (body, cases[i].absent));
    }
  g_assert_cmpuint (fixture->n_opened, ==, 0);
}

static void
test_no_credentials (Fixture *fixture, gconstpointer data)
{
  TestTenant *tenant = test_tenant_start ("--assets=10", "--scenario=no-credentials", NULL);
  const CantoAccountOptions options = { .loopback_base = test_tenant_get (tenant, "base"),
                                        .app_id = test_tenant_get (tenant, "app_id") };
  g_autoptr (GError) error = NULL;

  make_sign_in (fixture, &options, test_tenant_get (tenant, "app_secret"));
  canto_sign_in_run_credentials_async (fixture->sign_in, NULL, NULL, NULL, test_keep_result,
                                       &fixture->result);
  g_assert_null (canto_sign_in_run_credentials_finish (
      fixture->sign_in, test_wait_result (&fixture->result), &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_WRONG_KEY);
  g_free (test_tenant_stop (tenant));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, set_up, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/3.20/with-the-tenant", set_up_empty, test_with_tenant);
  ADD ("/3.20/address", set_up, test_address);
  ADD ("/3.21/not-yet", set_up, test_not_yet);
  ADD ("/3.21/five-minutes", set_up, test_five_minutes);
  ADD ("/3.21/continue", set_up, test_continue);
  ADD ("/3.21/cancel", set_up, test_cancel);
  ADD ("/C5/handshake-refused", set_up, test_refused);
  ADD ("/C5/offline", set_up, test_gone);
  ADD ("/3.14/credentials", set_up, test_credentials);
  ADD ("/3.15/no-credentials", set_up_empty, test_no_credentials);
#undef ADD

  return g_test_run ();
}
