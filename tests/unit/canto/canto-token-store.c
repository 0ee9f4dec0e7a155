/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-error.h"
#include "canto-token-store.h"
#include "test-wait.h"

static CantoAccount *
make_account (const char *address, const char *app_id)
{
  const CantoAccountOptions options = { .address = address, .app_id = app_id };
  CantoAccount *account = canto_account_new (&options, NULL);

  g_assert_nonnull (account);

  return account;
}

static void
save (CantoTokenStore *store, CantoAccount *account, const char *access, const char *refresh)
{
  g_autoptr (CantoSecret) access_secret = canto_secret_new (access);
  g_autoptr (CantoSecret) refresh_secret = refresh != NULL ? canto_secret_new (refresh) : NULL;
  g_autoptr (CantoToken) token = canto_token_new (access_secret, refresh_secret, 1234);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  canto_token_store_save_async (store, account, token, NULL, test_keep_result, &result);
  g_assert_true (canto_token_store_save_finish (store, test_wait_result (&result), &error));
  g_assert_no_error (error);
}

static CantoToken *
load (CantoTokenStore *store, CantoAccount *account)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CantoToken *token;

  canto_token_store_load_async (store, account, NULL, test_keep_result, &result);
  token = canto_token_store_load_finish (store, test_wait_result (&result), &error);
  g_assert_no_error (error);

  return token;
}

static void
test_in_memory (void)
{
  g_autoptr (CantoAccount) acme = make_account ("acme.canto.com", "app");
  g_autoptr (CantoAccount) other_key = make_account ("acme.canto.com", "app2");
  g_autoptr (CantoAccount) other_tenant = make_account ("acme.canto.de", "app");
  CantoTokenStore *store = canto_token_store_new_in_memory ();
  g_autoptr (CantoToken) token = NULL;
  g_autoptr (CantoToken) none = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (load (store, acme));
  save (store, acme, "a0", NULL);
  save (store, acme, "a1", "r1");
  token = load (store, acme);
  g_assert_cmpstr (canto_secret_peek (canto_token_get_access (token)), ==, "a1");
  g_assert_cmpstr (canto_secret_peek (canto_token_get_refresh (token)), ==, "r1");
  g_assert_cmpint (canto_token_get_expires_at_unix_s (token), ==, 1234);
  g_assert_null (load (store, other_key));
  g_assert_null (load (store, other_tenant));

  canto_token_store_clear_async (store, acme, NULL, test_keep_result, &result);
  g_assert_true (canto_token_store_clear_finish (store, test_wait_result (&result), &error));
  g_assert_no_error (error);
  none = load (store, acme);
  g_assert_null (none);
  g_clear_object (&result);
  test_assert_last_unref (store);
}

static void
test_cancelled (void)
{
  g_autoptr (CantoAccount) acme = make_account ("acme.canto.com", "app");
  g_autoptr (CantoTokenStore) store = canto_token_store_new_in_memory ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  save (store, acme, "a1", NULL);
  g_cancellable_cancel (cancellable);
  canto_token_store_load_async (store, acme, cancellable, test_keep_result, &result);
  g_assert_null (canto_token_store_load_finish (store, test_wait_result (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_secret (void)
{
  g_autoptr (CantoSecret) one = canto_secret_new ("token-1");
  g_autoptr (CantoSecret) same = canto_secret_new_length ("token-1 and more", 7);
  g_autoptr (CantoSecret) longer = canto_secret_new ("token-12");
  g_autoptr (CantoSecret) other = canto_secret_new ("Token-1");
  g_autoptr (CantoSecret) empty = canto_secret_new ("");

  g_assert_true (canto_secret_equal (one, same));
  g_assert_false (canto_secret_equal (one, longer));
  g_assert_false (canto_secret_equal (one, other));
  g_assert_false (canto_secret_equal (one, empty));
  g_assert_cmpstr (canto_secret_peek (same), ==, "token-1");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/token-store/in-memory", test_in_memory);
  g_test_add_func ("/token-store/cancelled", test_cancelled);
  g_test_add_func ("/token-store/secret", test_secret);

  return g_test_run ();
}
