/* SPDX-License-Identifier: GPL-3.0-or-later */

/* When the right to use an asset has ended: by the field that the account names (7.28, 17.11). */

#include "engine-expiry.h"

#include "canto-parse.h"
#include "engine-session.h"

#include <string.h>

static CantoAccount *
make_account (const char *expiry_field)
{
  const CantoAccountOptions options = { .address = "acme.canto.com",
                                        .app_id = "app",
                                        .expiry_field = expiry_field };
  g_autoptr (GError) error = NULL;
  CantoAccount *account = canto_account_new (&options, &error);

  g_assert_no_error (error);

  return account;
}

/* @value: JSON */
static CantoAsset *
make_asset (const char *value)
{
  g_autofree char *json =
      g_strdup_printf ("{\"scheme\":\"image\",\"id\":\"i1\",\"approvalStatus\":\"Approved\","
                       "\"metadata\":{\"a\":\"b\"},\"additional\":{\"Usage until\":%s}}",
                       value);
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr (GError) error = NULL;
  CantoAsset *asset = canto_parse_asset (bytes, &error);

  g_assert_no_error (error);

  return asset;
}

/* Of the day that is so many days from now. */
static CantoAsset *
make_asset_until (int n_days)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = g_date_time_add_days (now, n_days);
  g_autofree char *value = g_date_time_format (then, "\"%Y%m%d000000000\"");

  return make_asset (value);
}

static void
test_days (void)
{
  g_autoptr (CantoAccount) account = make_account ("Usage until");
  g_autoptr (CantoAccount) without = make_account (NULL);
  g_autoptr (CantoAccount) other = make_account ("No such field");
  g_autoptr (CantoAsset) past = make_asset_until (-2);
  g_autoptr (CantoAsset) next = make_asset_until (2);

  g_assert_true (engine_expiry_is_over (past, account));
  g_assert_false (engine_expiry_is_over (next, account));
  g_assert_false (engine_expiry_is_over (past, without));
  g_assert_false (engine_expiry_is_over (past, other));
}

static void
test_no_date (void)
{
  static const char *const values[] = { "null", "\"\"", "\"for ever\"", "[]" };
  g_autoptr (CantoAccount) account = make_account ("Usage until");

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (CantoAsset) asset = make_asset (values[i]);

      g_assert_false (engine_expiry_is_over (asset, account));
    }
}

/* 16.2: an approved asset whose right of use is over is asked about like an expired one, once. */
static void
test_concern (void)
{
  g_autoptr (DeliveryRecipe) recipe = delivery_recipe_parse ("1200/jpg", NULL);
  g_autoptr (CantoAccount) account = make_account ("Usage until");
  g_autoptr (CantoTokenStore) store = canto_token_store_new_in_memory ();
  g_autoptr (EngineSession) session = engine_session_new (account, store, NULL);
  g_autoptr (CantoAsset) past = make_asset_until (-2);
  g_autoptr (CantoAsset) next = make_asset_until (2);

  g_assert_cmpint (engine_session_get_concerns (session, next, recipe), ==, DELIVERY_CONCERN_NONE);
  g_assert_cmpint (engine_session_get_concerns (session, past, recipe), ==,
                   DELIVERY_CONCERN_EXPIRED);
  engine_session_accept_concerns (session, past, recipe);
  g_assert_cmpint (engine_session_get_concerns (session, past, recipe), ==, DELIVERY_CONCERN_NONE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/7.28/expiry-days", test_days);
  g_test_add_func ("/C28/expiry-no-date", test_no_date);
  g_test_add_func ("/16.2/expiry-concern", test_concern);

  return g_test_run ();
}
