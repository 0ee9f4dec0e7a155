/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-error.h"
#include "catalog-asset-list.h"
#include "media-cache.h"
#include "session-fixture.h"
#include "test-wait.h"

#include <glib/gstdio.h>
#include <string.h>

#define BATCH   150
#define PICTURE "a picture"

static DeliveryRecipe *medium; /* set by main() */

static void
count (guint *n_notified)
{
  (*n_notified)++;
}

static gboolean
restore (SessionFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_restored;

  engine_session_restore_async (fixture->session, NULL, test_keep_result, &result);
  is_restored =
      engine_session_restore_finish (fixture->session, test_wait_result (&result), &error);
  g_assert_no_error (error);

  return is_restored;
}

static void
sign_out_session (EngineSession *session)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  engine_session_sign_out_async (session, NULL, test_keep_result, &result);
  g_assert_true (engine_session_sign_out_finish (session, test_wait_result (&result), &error));
  g_assert_no_error (error);
}

static void
sign_out (SessionFixture *fixture)
{
  sign_out_session (fixture->session);
}

static CantoUser *
get_user (SessionFixture *fixture, GError **error)
{
  CantoClient *client = engine_session_get_client (fixture->session);
  g_autoptr (GAsyncResult) result = NULL;

  canto_client_get_user_async (client, CANTO_PRIORITY_INTERACTIVE, NULL, test_keep_result, &result);

  return canto_client_get_user_finish (client, test_wait_result (&result), error);
}

/* The token */

static void
test_nothing_to_restore (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (CantoUser) user = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (restore (fixture));
  g_assert_false (engine_session_get_signed_in (fixture->session));
  user = get_user (fixture, &error);
  g_assert_null (user);
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_SIGNED_OUT);
}

static void
test_restore (SessionFixture *fixture, gconstpointer data)
{
  guint n_notified = 0;
  g_autoptr (CantoUser) user = NULL;
  g_autoptr (GError) error = NULL;

  g_signal_connect_swapped (fixture->session, "notify::signed-in", G_CALLBACK (count), &n_notified);
  session_fixture_sign_in (fixture);
  g_assert_true (engine_session_get_signed_in (fixture->session));
  g_assert_cmpuint (n_notified, ==, 1);
  user = get_user (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (canto_user_get_email (user), ==, test_tenant_get (fixture->tenant, "user"));
  g_assert_cmpuint (fixture->n_signed_out, ==, 0);
}

static void
test_sign_out (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (CantoUser) user = NULL;
  g_autoptr (GError) error = NULL;

  session_fixture_sign_in (fixture);
  sign_out (fixture);
  g_assert_false (engine_session_get_signed_in (fixture->session));
  user = get_user (fixture, &error);
  g_assert_null (user);
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_SIGNED_OUT);
  /* Nor has the store it any more. */
  g_assert_false (restore (fixture));
  /* She wanted it so: nothing tells her to sign in again. */
  g_assert_cmpuint (fixture->n_signed_out, ==, 0);
}

/* Whether a file of @dir has @text in it; all of them go. */
static gboolean
find_and_delete (const char *dir, const char *text)
{
  g_autoptr (GDir) files = g_dir_open (dir, 0, NULL);
  gboolean found = FALSE;
  const char *name;

  while ((name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *path = g_build_filename (dir, name, NULL);
      g_autofree char *contents = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
      found |= memmem (contents, length, text, strlen (text)) != NULL;
      g_unlink (path);
    }

  return found;
}

static void
write_preview (const char *dir, GError **error)
{
  g_autoptr (MediaCache) cache = media_cache_new (dir, 1000);
  g_autoptr (GBytes) bytes = g_bytes_new_static (PICTURE, strlen (PICTURE));

  media_cache_write (cache, "name", bytes, error);
}

/* Who signs out leaves no picture of the company's behind. */
static void
test_sign_out_clears_previews (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *cache_dir = g_dir_make_tmp ("descant-session-XXXXXX", &error);
  g_autofree char *account_dir =
      g_build_filename (cache_dir, canto_account_get_id (fixture->account), NULL);
  g_autofree char *previews_dir = g_build_filename (account_dir, "previews", NULL);
  EngineSession *session;

  g_assert_no_error (error);
  write_preview (previews_dir, &error);
  g_assert_no_error (error);
  g_assert_true (find_and_delete (previews_dir, PICTURE));

  write_preview (previews_dir, &error);
  g_assert_no_error (error);
  session = engine_session_new (fixture->account, fixture->store, cache_dir);
  sign_out_session (session);
  g_assert_false (find_and_delete (previews_dir, PICTURE));

  test_assert_last_unref (session);
  g_assert_cmpint (g_rmdir (previews_dir), ==, 0);
  g_assert_cmpint (g_rmdir (account_dir), ==, 0);
  g_assert_cmpint (g_rmdir (cache_dir), ==, 0);
}

static void
test_refused_token (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (CantoSecret) access = canto_secret_new ("nobody-gave-this-out");
  g_autoptr (CantoToken) token =
      canto_token_new (access, NULL, g_get_real_time () / G_USEC_PER_SEC + 3600);
  g_autoptr (GAsyncResult) saved = NULL;
  g_autoptr (CantoUser) user = NULL;
  g_autoptr (GError) error = NULL;
  guint n_notified = 0;

  canto_token_store_save_async (fixture->store, fixture->account, token, NULL, test_keep_result,
                                &saved);
  g_assert_true (canto_token_store_save_finish (fixture->store, test_wait_result (&saved), NULL));
  g_assert_true (restore (fixture));

  g_signal_connect_swapped (fixture->session, "notify::signed-in", G_CALLBACK (count), &n_notified);
  user = get_user (fixture, &error);
  g_assert_null (user);
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_SIGNED_OUT);
  g_assert_cmpuint (fixture->n_signed_out, ==, 1);
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_false (engine_session_get_signed_in (fixture->session));

  /* After a new sign-in it goes on. */
  session_fixture_sign_in (fixture);
  g_clear_error (&error);
  user = get_user (fixture, &error);
  g_assert_no_error (error);
  g_assert_nonnull (user);
  g_assert_cmpuint (fixture->n_signed_out, ==, 1);
}

/* Several accounts */

/* Another user's account at the same tenant. (transfer full) */
static EngineSession *
new_second_session (SessionFixture *fixture)
{
  const CantoAccountOptions options = {
    .loopback_base = canto_account_get_api_base (fixture->account),
    .app_id = canto_account_get_app_id (fixture->account),
    .profile = 2,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoAccount) account = canto_account_new (&options, &error);

  g_assert_no_error (error);

  return engine_session_new (account, fixture->store, NULL);
}

static gboolean
restore_session (EngineSession *session)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_restored;

  engine_session_restore_async (session, NULL, test_keep_result, &result);
  is_restored = engine_session_restore_finish (session, test_wait_result (&result), &error);
  g_assert_no_error (error);

  return is_restored;
}

static void
sign_in_second (SessionFixture *fixture, EngineSession *session)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  engine_session_sign_in_as_async (session, fixture->app_secret, NULL, "consumer", NULL,
                                   test_keep_result, &result);
  g_assert_true (engine_session_sign_in_finish (session, test_wait_result (&result), &error));
  g_assert_no_error (error);
}

static CantoSecret *
load_app_secret (SessionFixture *fixture, EngineSession *session)
{
  g_autoptr (GAsyncResult) result = NULL;

  canto_token_store_load_app_secret_async (fixture->store, engine_session_get_account (session),
                                           NULL, test_keep_result, &result);

  return canto_token_store_load_app_secret_finish (fixture->store, test_wait_result (&result),
                                                   NULL);
}

/* Out of one of two accounts of the same tenant is not out of the other, and neither has the
 * other's token. */
static void
test_two_users (SessionFixture *fixture, gconstpointer data)
{
  EngineSession *second = new_second_session (fixture);

  session_fixture_sign_in (fixture);
  g_assert_false (restore_session (second));
  sign_in_second (fixture, second);
  sign_out (fixture);
  g_assert_false (restore (fixture));
  g_assert_true (restore_session (second));
  test_assert_last_unref (second);

  second = new_second_session (fixture);
  g_assert_true (restore_session (second));
  g_assert_true (engine_session_get_signed_in (second));
  test_assert_last_unref (second);
}

/* An account that is not to be here any more leaves neither token nor App Secret, and takes nobody
 * else's. */
static void
test_forget (SessionFixture *fixture, gconstpointer data)
{
  EngineSession *second = new_second_session (fixture);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoSecret) kept = NULL;

  session_fixture_sign_in (fixture);
  sign_in_second (fixture, second);
  kept = load_app_secret (fixture, second);
  g_assert_nonnull (kept);
  engine_session_forget_async (second, NULL, NULL, test_keep_result, &result);
  g_assert_true (engine_session_sign_out_finish (second, test_wait_result (&result), &error));
  g_assert_no_error (error);
  g_clear_object (&result);
  g_assert_null (load_app_secret (fixture, second));
  g_assert_false (restore_session (second));
  g_assert_true (restore (fixture));
  test_assert_last_unref (second);
}

/* The same user once more: the account that was there goes on with the new sign-in, and keeps it
 * under its own name. */
static void
test_take_over_profile (SessionFixture *fixture, gconstpointer data)
{
  EngineSession *second = new_second_session (fixture);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) kept = NULL;
  g_autoptr (CantoUser) user = NULL;
  g_autoptr (GError) error = NULL;

  sign_in_second (fixture, second);
  g_assert_true (engine_session_take_over (fixture->session, second));
  g_assert_false (engine_session_get_is_kept (fixture->session));
  engine_session_keep_async (fixture->session, NULL, test_keep_result, &kept);
  g_assert_true (engine_session_keep_finish (fixture->session, test_wait_result (&kept), &error));
  g_assert_true (engine_session_get_is_kept (fixture->session));
  engine_session_forget_async (second, NULL, NULL, test_keep_result, &result);
  g_assert_true (engine_session_sign_out_finish (second, test_wait_result (&result), &error));
  g_clear_object (&result);
  test_assert_last_unref (second);

  user = get_user (fixture, &error);
  g_assert_no_error (error);
  g_assert_true (restore (fixture));
}

/* Lists */

static void
test_list (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (CantoPage) page = NULL;

  session_fixture_sign_in (fixture);
  page = session_fixture_list (fixture, canto_query_new (), 50);
  g_assert_cmpint (canto_page_get_found (page), ==, 2000);
  g_assert_cmpuint (canto_page_get_n_received (page), ==, 50);
  g_assert_cmpuint (canto_page_get_n_assets (page), ==, 50);
  g_assert_false (canto_asset_get_is_complete (canto_page_get_asset (page, 0)));
}

static void
test_hundred_details_a_call (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) details = NULL;

  session_fixture_sign_in (fixture);
  details = session_fixture_get_details (fixture, canto_query_new (), BATCH);
  g_assert_cmpuint (details->len, ==, BATCH);
  for (guint i = 0; i < details->len; i++)
    g_assert_true (canto_asset_get_is_complete (details->pdata[i]));
  g_assert_cmpuint (session_fixture_get_n_counted (fixture), ==, 1 + 2);
}

static gboolean
shows_details (gpointer user_data)
{
  g_autoptr (CatalogSlot) slot = g_list_model_get_item (user_data, 1204);
  CantoAsset *asset = slot != NULL ? catalog_slot_get_asset (slot) : NULL;

  return asset != NULL && canto_asset_get_is_complete (asset);
}

/* What the window does: a query, a jump far down, and details of what is there. */
static void
test_list_model (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (CatalogAssetList) list =
      catalog_asset_list_new (engine_session_get_source (fixture->session));
  g_autoptr (CantoQuery) query = canto_query_new ();

  session_fixture_sign_in (fixture);
  catalog_asset_list_set_query (list, query);
  catalog_asset_list_set_visible (list, 1200, 12);
  test_wait_until (shows_details, list, "the details of what is on screen");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 2000);
  g_assert_cmpuint (catalog_asset_list_get_n_pending (list), ==, 0);
  /* The first page, that of the screen, its neighbour at most, and one call for details. */
  g_assert_cmpuint (session_fixture_get_n_counted (fixture), <=, 4);
}

/* What the person must know */

static void
test_concerns (SessionFixture *fixture, gconstpointer data)
{
  static const struct
  {
    CantoApproval approval;
    DeliveryConcerns concern;
  } cases[] = {
    { CANTO_APPROVAL_EXPIRED, DELIVERY_CONCERN_EXPIRED },
    { CANTO_APPROVAL_RESTRICTED, DELIVERY_CONCERN_RESTRICTED },
    { CANTO_APPROVAL_PENDING, DELIVERY_CONCERN_PENDING },
  };

  session_fixture_sign_in (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CantoPage) page =
          session_fixture_list (fixture, session_fixture_new_images (cases[i].approval), 2);
      CantoAsset *asset = canto_page_get_asset (page, 0);
      CantoAsset *other = canto_page_get_asset (page, 1);

      g_assert_cmpint (engine_session_get_concerns (fixture->session, asset, medium), ==,
                       cases[i].concern);
      engine_session_accept_concerns (fixture->session, asset, medium);
      g_assert_cmpint (engine_session_get_concerns (fixture->session, asset, medium), ==,
                       DELIVERY_CONCERN_NONE);
      /* One asset is not another. */
      g_assert_cmpint (engine_session_get_concerns (fixture->session, other, medium), ==,
                       cases[i].concern);
    }
}

/* She agreed to what she was told; what comes to light with the details is news. */
static void
test_concerns_that_come_later (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (CantoPage) page = NULL;
  g_autoptr (GPtrArray) details = NULL;
  CantoAsset *unpublished;

  session_fixture_sign_in (fixture);
  page = session_fixture_list (fixture, session_fixture_new_images (CANTO_APPROVAL_EXPIRED), 200);
  details = session_fixture_get_details (fixture,
                                         session_fixture_new_images (CANTO_APPROVAL_EXPIRED), 200);
  unpublished = session_fixture_find_asset (
      details, medium, DELIVERY_CONCERN_EXPIRED | DELIVERY_CONCERN_NOT_PUBLISHED);
  for (guint i = 0; i < canto_page_get_n_assets (page); i++)
    engine_session_accept_concerns (fixture->session, canto_page_get_asset (page, i), medium);

  g_assert_cmpint (engine_session_get_concerns (fixture->session, unpublished, medium), ==,
                   DELIVERY_CONCERN_NOT_PUBLISHED);
  engine_session_accept_concerns (fixture->session, unpublished, medium);
  g_assert_cmpint (engine_session_get_concerns (fixture->session, unpublished, medium), ==,
                   DELIVERY_CONCERN_NONE);
}

#define ADD(path, function)                                                                        \
  g_test_add (path, SessionFixture, NULL, session_fixture_set_up, function,                        \
              session_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  medium = delivery_recipe_parse ("1200/jpg", NULL);

  ADD ("/engine/session/nothing-to-restore", test_nothing_to_restore);
  ADD ("/engine/session/restore", test_restore);
  ADD ("/engine/session/sign-out", test_sign_out);
  ADD ("/engine/session/sign-out-clears-previews", test_sign_out_clears_previews);
  ADD ("/engine/session/two-users", test_two_users);
  ADD ("/engine/session/forget", test_forget);
  ADD ("/engine/session/take-over-profile", test_take_over_profile);
  ADD ("/C9/refused-token-signs-out", test_refused_token);
  ADD ("/engine/session/list", test_list);
  ADD ("/C17/hundred-details-a-call", test_hundred_details_a_call);
  ADD ("/engine/session/list-model", test_list_model);
  ADD ("/engine/session/concerns", test_concerns);
  ADD ("/engine/session/concerns-that-come-later", test_concerns_that_come_later);

  return g_test_run ();
}
