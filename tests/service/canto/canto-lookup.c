/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which tenant a sign-in is of (3.19). */

#include "canto-lookup.h"

#include "canto-error.h"
#include "session.h"
#include "stub-service.h"
#include "test-wait.h"

#include <string.h>

static char *
look_up (CantoAccount *account, const char *refresh, GError **error)
{
  g_autoptr (CantoSecret) secret = canto_secret_new (refresh);
  g_autoptr (CantoHttp) http = canto_http_new (account);
  g_autoptr (GAsyncResult) result = NULL;

  canto_lookup_tenant_async (account, http, secret, NULL, test_keep_result, &result);

  return canto_lookup_tenant_finish (account, test_wait_result (&result), error);
}

/* T6 and its other side. What the tenant writes into its log has no token in it: T32 looks. */
static void
test_tenant (void)
{
  g_autoptr (Session) session =
      session_new_by_browser ("--scenario=normal", CANTO_OAUTH_FAMILY_PLAIN, CANTO_PKCE_NONE);
  g_autoptr (GError) error = NULL;
  g_autofree char *host = look_up (session->account, session->first_refresh, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (host, ==, canto_account_get_tenant_host (session->account));
  g_assert_null (look_up (session->account, "0123456789abcdef0123456789abcdef", &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_NOT_FOUND);
}

static void
answer (StubService *service, SoupServerMessage *message, gpointer text)
{
  stub_answer (message, 200, "text/plain", *(char **) text);
}

/* C7: a host that is none of Canto's ends it, and is asked nothing; the token is in no message. */
static void
test_C7_foreign (void)
{
  static const char *const texts[] = {
    "",
    "evil.example",
    "acme.canto.com.evil.example",
    "acme.canto.com@evil.example",
    "127.0.0.1:1",
    "acme.canto.com/path",
    "<html>acme.canto.com",
    "oauth.canto.com",
    "acme",
  };
  const char *text = NULL;
  g_autoptr (StubService) service = stub_service_new (NULL, answer, &text);
  const CantoAccountOptions options = { .loopback_base = stub_service_get_base (service),
                                        .app_id = "app" };
  g_autoptr (CantoAccount) account = canto_account_new (&options, NULL);
  g_autofree char *own = NULL;
  g_autofree char *host = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      text = texts[i];
      g_assert_null (look_up (account, "s3cret/r?fresh", &error));
      g_assert_error (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY);
      g_assert_null (strstr (error->message, "s3cret"));
      g_clear_error (&error);
    }
  own = g_strdup_printf ("\n%s \n", canto_account_get_tenant_host (account));
  text = own;
  host = look_up (account, "s3cret/r?fresh", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (host, ==, canto_account_get_tenant_host (account));

  /* The stub unescapes it. No Authorization (3.19). */
  g_assert_cmpuint (stub_service_get_n_requests (service), ==, G_N_ELEMENTS (texts) + 1);
  g_assert_cmpstr (stub_service_get_request (service, 0)->line, ==,
                   "GET /oauth/api/oauth2/tenant/s3cret/r?fresh");
  g_assert_null (stub_service_get_request (service, 0)->authorization);
}

static void
answer_away (StubService *service, SoupServerMessage *message, gpointer away)
{
  stub_answer_redirect (message, 302, *(char **) away);
}

/* Where the secret stands in the address, nobody is followed elsewhere. */
static void
test_redirect (void)
{
  const char *text = "acme.canto.com";
  g_autoptr (StubService) elsewhere = stub_service_new (NULL, answer, &text);
  g_autofree char *away =
      g_strconcat (stub_service_get_base (elsewhere), "/oauth/api/oauth2/tenant/x", NULL);
  g_autoptr (StubService) service = stub_service_new (NULL, answer_away, &away);
  const CantoAccountOptions options = { .loopback_base = stub_service_get_base (service),
                                        .app_id = "app" };
  g_autoptr (CantoAccount) account = canto_account_new (&options, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (look_up (account, "s3cret", &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY);
  g_assert_cmpuint (stub_service_get_n_requests (elsewhere), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/3.19/tenant", test_tenant);
  g_test_add_func ("/C7/lookup-of-a-foreign-host", test_C7_foreign);
  g_test_add_func ("/3.19/redirect", test_redirect);

  return g_test_run ();
}
