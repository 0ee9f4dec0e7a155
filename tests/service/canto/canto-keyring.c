/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The real keyring, in the state that with-keyring made. */

#include "canto-error.h"
#include "canto-token-store.h"
#include "test-wait.h"

#include <string.h>

typedef struct
{
  CantoAccount *account;
  CantoTokenStore *store;
} Fixture;

static CantoAccount *
make_account (const char *address, const char *app_id)
{
  const CantoAccountOptions options = { .address = address, .app_id = app_id };
  CantoAccount *account = canto_account_new (&options, NULL);

  g_assert_nonnull (account);

  return account;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->account = make_account ("acme.canto.com", data != NULL ? data : "app");
  fixture->store = canto_token_store_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_assert_last_unref (fixture->store);
  test_assert_last_unref (fixture->account);
}

static gboolean
save (Fixture *fixture, const char *access, const char *refresh, GError **error)
{
  g_autoptr (CantoSecret) access_secret = canto_secret_new (access);
  g_autoptr (CantoSecret) refresh_secret = refresh != NULL ? canto_secret_new (refresh) : NULL;
  g_autoptr (CantoToken) token = canto_token_new (access_secret, refresh_secret, 1234567890123);
  g_autoptr (GAsyncResult) result = NULL;

  canto_token_store_save_async (fixture->store, fixture->account, token, NULL, test_keep_result,
                                &result);

  return canto_token_store_save_finish (fixture->store, test_wait_result (&result), error);
}

static CantoToken *
load (Fixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  canto_token_store_load_async (fixture->store, fixture->account, NULL, test_keep_result, &result);

  return canto_token_store_load_finish (fixture->store, test_wait_result (&result), error);
}

static gboolean
save_app_secret (Fixture *fixture, const char *text, GError **error)
{
  g_autoptr (CantoSecret) secret = canto_secret_new (text);
  g_autoptr (GAsyncResult) result = NULL;

  canto_token_store_save_app_secret_async (fixture->store, fixture->account, secret, NULL,
                                           test_keep_result, &result);

  return canto_token_store_save_app_secret_finish (fixture->store, test_wait_result (&result),
                                                   error);
}

static CantoSecret *
load_app_secret (Fixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  canto_token_store_load_app_secret_async (fixture->store, fixture->account, NULL, test_keep_result,
                                           &result);

  return canto_token_store_load_app_secret_finish (fixture->store, test_wait_result (&result),
                                                   error);
}

static gboolean
clear (Fixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  canto_token_store_clear_async (fixture->store, fixture->account, NULL, test_keep_result, &result);

  return canto_token_store_clear_finish (fixture->store, test_wait_result (&result), error);
}

static void
assert_token (Fixture *fixture, const char *access, const char *refresh)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoToken) token = load (fixture, &error);
  CantoSecret *kept;

  g_assert_no_error (error);
  g_assert_nonnull (token);
  kept = canto_token_get_refresh (token);
  g_assert_cmpstr (canto_secret_peek (canto_token_get_access (token)), ==, access);
  g_assert_cmpstr (kept != NULL ? canto_secret_peek (kept) : NULL, ==, refresh);
  g_assert_cmpint (canto_token_get_expires_at_unix_s (token), ==, 1234567890123);
}

static void
assert_saved (Fixture *fixture, const char *access, const char *refresh)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (save (fixture, access, refresh, &error));
  g_assert_no_error (error);
}

/* What the first session left. */
static void
leave_token (void)
{
  Fixture fixture = { NULL, NULL };
  g_autoptr (GError) error = NULL;

  set_up (&fixture, "kept");
  assert_saved (&fixture, "kept-access", "kept-refresh");
  g_assert_true (save_app_secret (&fixture, "kept app secret", &error));
  g_assert_no_error (error);
  tear_down (&fixture, NULL);
}

static void
test_next_session (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoSecret) app_secret = load_app_secret (fixture, &error);

  g_assert_no_error (error);
  assert_token (fixture, "kept-access", "kept-refresh");
  g_assert_cmpstr (canto_secret_peek (app_secret), ==, "kept app secret");
}

static void
test_save_and_clear (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoSecret) app_secret = NULL;

  g_assert_null (load (fixture, &error));
  g_assert_no_error (error);
  assert_saved (fixture, "a1", "r1");
  assert_saved (fixture, "a2", NULL);
  assert_token (fixture, "a2", NULL);
  g_assert_true (save_app_secret (fixture, "ünïcode \"secret\"", &error));
  g_assert_no_error (error);

  /* Signing out forgets the token, and not the App Secret. */
  g_assert_true (clear (fixture, &error));
  g_assert_no_error (error);
  g_assert_null (load (fixture, &error));
  g_assert_no_error (error);
  app_secret = load_app_secret (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (canto_secret_peek (app_secret), ==, "ünïcode \"secret\"");

  /* Nothing to forget is no error. */
  g_assert_true (clear (fixture, &error));
  g_assert_no_error (error);
}

static void
test_accounts_apart (Fixture *fixture, gconstpointer data)
{
  Fixture other_key = { make_account ("acme.canto.com", "other"), g_object_ref (fixture->store) };
  Fixture other_tenant = { make_account ("acme.canto.de", "apart"), g_object_ref (fixture->store) };
  g_autoptr (GError) error = NULL;

  assert_saved (fixture, "a1", "r1");
  g_assert_null (load (&other_key, &error));
  g_assert_no_error (error);
  assert_saved (&other_tenant, "a9", NULL);
  g_assert_true (clear (&other_tenant, &error));
  assert_token (fixture, "a1", "r1");

  g_object_unref (other_key.account);
  g_object_unref (other_key.store);
  g_object_unref (other_tenant.account);
  g_object_unref (other_tenant.store);
}

/* Two users of one tenant, and one who removes her account: nothing of the other's goes. */
static void
test_users_apart (Fixture *fixture, gconstpointer data)
{
  const CantoAccountOptions options = {
    .address = "acme.canto.com",
    .app_id = "users",
    .profile = 2,
  };
  Fixture second = { canto_account_new (&options, NULL), g_object_ref (fixture->store) };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (CantoSecret) secret = NULL;
  g_autoptr (GError) error = NULL;

  assert_saved (fixture, "a1", "r1");
  assert_saved (&second, "a2", "r2");
  g_assert_true (save_app_secret (fixture, "secret 1", &error));
  g_assert_true (save_app_secret (&second, "secret 2", &error));
  assert_token (fixture, "a1", "r1");
  assert_token (&second, "a2", "r2");

  g_assert_true (clear (&second, &error));
  canto_token_store_clear_app_secret_async (second.store, second.account, NULL, test_keep_result,
                                            &result);
  g_assert_true (
      canto_token_store_clear_app_secret_finish (second.store, test_wait_result (&result), &error));
  g_assert_no_error (error);
  g_assert_null (load (&second, &error));
  g_assert_null (load_app_secret (&second, &error));
  g_assert_no_error (error);
  assert_token (fixture, "a1", "r1");
  secret = load_app_secret (fixture, &error);
  g_assert_cmpstr (canto_secret_peek (secret), ==, "secret 1");

  g_object_unref (second.account);
  g_object_unref (second.store);
}

static void
test_cannot_save (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (save (fixture, "a1-s3cret", "r1-s3cret", &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_KEYRING);
  g_assert_null (strstr (error->message, "s3cret"));
  g_clear_error (&error);
  g_assert_false (save_app_secret (fixture, "s3cret", &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_KEYRING);
}

static void
test_cannot_load (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (load (fixture, &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_KEYRING);
  g_clear_error (&error);
  g_assert_null (load_app_secret (fixture, &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_KEYRING);
  g_clear_error (&error);
  g_assert_false (clear (fixture, &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_KEYRING);
}

static void
add (const char *path, const char *app_id, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, app_id, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  const char *state = g_getenv ("DESCANT_TEST_KEYRING");

  g_test_init (&argc, &argv, NULL);

  if (g_strcmp0 (state, "first") == 0)
    {
      leave_token ();
      return 0;
    }
  if (g_strcmp0 (state, "unlocked") == 0)
    {
      add ("/keyring/next-session", "kept", test_next_session);
      add ("/keyring/save-and-clear", "app", test_save_and_clear);
      add ("/keyring/accounts-apart", "apart", test_accounts_apart);
      add ("/keyring/users-apart", "users", test_users_apart);
    }
  else
    add ("/keyring/cannot-save", "app", test_cannot_save);
  if (g_strcmp0 (state, "none") == 0)
    add ("/keyring/cannot-load", "app", test_cannot_load);

  return g_test_run ();
}
