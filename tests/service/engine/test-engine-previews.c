/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "session-fixture.h"
#include "test-wait.h"

#define N_PICTURES 60
#define SIZE_PX    240

/* Half of the limit: what goes at once, and the rest spread over the minute (13.3). */
#define BURST      15
#define RATE_PER_S ((SESSION_CALLS_PER_MINUTE / 2.0 - BURST) / 60)

typedef struct
{
  guint n_started;
  guint n_done;
  guint n_pictures;
} Loading;

static void
loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Loading *loading = user_data;
  g_autoptr (MediaPicture) picture =
      media_previews_load_finish (MEDIA_PREVIEWS (object), result, NULL);

  loading->n_done++;
  loading->n_pictures += picture != NULL;
}

static guint
start_all (SessionFixture *fixture, GPtrArray *assets, GCancellable *cancellable, Loading *loading)
{
  MediaPreviews *previews = engine_session_get_previews (fixture->session);

  for (guint i = 0; i < assets->len; i++)
    {
      g_autoptr (MediaRequest) request =
          engine_session_make_preview_request (fixture->session, assets->pdata[i], SIZE_PX);

      if (request == NULL)
        continue;
      media_previews_load_async (previews, request, cancellable, loaded, loading);
      loading->n_started++;
    }

  return loading->n_started;
}

static gboolean
is_done (gpointer user_data)
{
  Loading *loading = user_data;

  return loading->n_done == loading->n_started;
}

static GPtrArray *
list_images (SessionFixture *fixture)
{
  GPtrArray *assets = g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);
  g_autoptr (CantoPage) page = session_fixture_list (
      fixture, canto_query_with_schemes (canto_query_new (), 1u << CANTO_SCHEME_IMAGE), N_PICTURES);

  for (guint i = 0; i < canto_page_get_n_assets (page); i++)
    g_ptr_array_add (assets, canto_asset_ref (canto_page_get_asset (page, i)));

  return assets;
}

static const char *
get_first_uri (SessionFixture *fixture, CantoAsset *asset)
{
  g_autoptr (MediaRequest) request =
      engine_session_make_preview_request (fixture->session, asset, SIZE_PX);

  return request != NULL ? g_intern_string (media_request_get_uri (request, 0)) : NULL;
}

/* The signed links of a list cost nothing. */
static void
test_of_a_list (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) assets = NULL;
  Loading loading = { 0 };
  guint64 n_counted;
  guint n_started;

  session_fixture_sign_in (fixture);
  assets = list_images (fixture);
  g_assert_cmpstr (get_first_uri (fixture, assets->pdata[0]), ==,
                   canto_asset_get_link (assets->pdata[0], CANTO_LINK_PREVIEW_URI_240));
  n_counted = session_fixture_get_n_counted (fixture);
  n_started = start_all (fixture, assets, NULL, &loading);
  g_assert_cmpuint (n_started, >, N_PICTURES / 2);
  test_wait_until (is_done, &loading, "the pictures");
  g_assert_cmpuint (loading.n_pictures, ==, n_started);
  g_assert_cmpuint (session_fixture_get_n_counted (fixture), ==, n_counted);
}

/* Details have no signed links: then it is the delivery network, where it has the picture. */
static void
test_of_details (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) details = NULL;
  g_autoptr (GPtrArray) delivered = g_ptr_array_new ();
  Loading loading = { 0 };
  guint64 n_counted;

  session_fixture_sign_in (fixture);
  details = session_fixture_get_details (
      fixture, canto_query_with_schemes (canto_query_new (), 1u << CANTO_SCHEME_IMAGE), 20);
  for (guint i = 0; i < details->len; i++)
    {
      const char *uri = get_first_uri (fixture, details->pdata[i]);

      if (uri != NULL && g_str_has_prefix (uri, test_tenant_get (fixture->tenant, "delivery"))
          && g_str_has_suffix (uri, "/-S240x240-FJPG"))
        g_ptr_array_add (delivered, details->pdata[i]);
    }
  g_assert_cmpuint (delivered->len, >, 10);

  n_counted = session_fixture_get_n_counted (fixture);
  start_all (fixture, delivered, NULL, &loading);
  test_wait_until (is_done, &loading, "the pictures");
  g_assert_cmpuint (loading.n_pictures, ==, delivered->len);
  g_assert_cmpuint (session_fixture_get_n_counted (fixture), ==, n_counted);
}

/* One counted call for a direct link; another for the service, if there is no other way. */
static void
test_of_an_old_tenant (SessionFixture *fixture, gconstpointer data)
{
  MediaPreviews *previews = engine_session_get_previews (fixture->session);
  g_autoptr (GPtrArray) assets = NULL;
  g_autoptr (MediaRequest) service = media_request_new ("service", SIZE_PX);
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  g_autofree char *uri = NULL;
  g_autofree char *wrong_uri = NULL;
  Loading loading = { 0 };
  guint64 n_counted;

  session_fixture_sign_in (fixture);
  assets = list_images (fixture);
  g_assert_null (canto_asset_get_link (assets->pdata[0], CANTO_LINK_PREVIEW_URI_240));
  g_ptr_array_add (one, assets->pdata[0]);
  n_counted = session_fixture_get_n_counted (fixture);
  g_assert_cmpuint (start_all (fixture, one, NULL, &loading), ==, 1);
  test_wait_until (is_done, &loading, "a picture");
  g_assert_cmpuint (loading.n_pictures, ==, 1);
  g_assert_cmpuint (session_fixture_get_n_counted (fixture), ==, n_counted + 1);

  uri = g_strdup_printf ("%s/240", canto_asset_get_link (assets->pdata[1], CANTO_LINK_PREVIEW));
  wrong_uri =
      g_strconcat (test_tenant_get (fixture->tenant, "base"), "/direct/image/x/y/m800/240", NULL);
  media_request_add_place (service, wrong_uri, CANTO_FETCH_COUNTED);
  media_request_add_place (service, uri, CANTO_FETCH_SIGNED);
  media_previews_load_async (previews, service, NULL, loaded, &loading);
  loading.n_started++;
  test_wait_until (is_done, &loading, "a picture");
  g_assert_cmpuint (loading.n_pictures, ==, 2);
  g_assert_cmpuint (session_fixture_get_n_counted (fixture), ==, n_counted + 3);
}

typedef struct
{
  SessionFixture *fixture;
  guint64 n_before;
  gint64 since_us;
  Loading loading;
} Budget;

/* However long it took, there were never more than that. */
static gboolean
keeps_the_budget (gpointer user_data)
{
  Budget *budget = user_data;
  guint64 n_counted = session_fixture_get_n_counted (budget->fixture) - budget->n_before;
  double seconds = (double) (g_get_monotonic_time () - budget->since_us) / G_USEC_PER_SEC;

  g_assert_cmpfloat ((double) n_counted, <=, BURST + RATE_PER_S * seconds + 1);

  return is_done (&budget->loading);
}

/* Pictures that count take half of the limit, however many are wanted. */
static void
test_half_of_the_limit (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) assets = NULL;
  Budget budget = { .fixture = fixture };
  guint n_started;

  session_fixture_sign_in (fixture);
  assets = list_images (fixture);
  budget.n_before = session_fixture_get_n_counted (fixture);
  budget.since_us = g_get_monotonic_time ();
  n_started = start_all (fixture, assets, NULL, &budget.loading);
  g_assert_cmpuint (n_started, >, 2 * BURST);
  test_wait_until (keeps_the_budget, &budget, "the pictures");
  g_assert_cmpuint (budget.loading.n_pictures, ==, n_started);
  g_assert_cmpuint (session_fixture_get_n_counted (fixture) - budget.n_before, ==, n_started);
}

/* Somebody who searches does not wait for the pictures that are still to come. */
static void
test_person_goes_first (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) assets = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (CantoPage) page = NULL;
  Loading loading = { 0 };
  guint n_started;

  session_fixture_sign_in (fixture);
  assets = list_images (fixture);
  n_started = start_all (fixture, assets, cancellable, &loading);
  page =
      session_fixture_list (fixture, canto_query_with_keyword (canto_query_new (), "harbour"), 10);
  g_assert_cmpuint (loading.n_done, <, n_started);

  g_cancellable_cancel (cancellable);
  test_wait_until (is_done, &loading, "the end of the pictures");
}

#define ADD(path, scenario, function)                                                              \
  g_test_add ("/engine/previews/" path, SessionFixture, scenario, session_fixture_set_up,          \
              function, session_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("of-a-list", "normal", test_of_a_list);
  ADD ("of-details", "normal", test_of_details);
  ADD ("of-an-old-tenant", "old-tenant", test_of_an_old_tenant);
  ADD ("half-of-the-limit", "old-tenant", test_half_of_the_limit);
  ADD ("person-goes-first", "old-tenant", test_person_goes_first);

  return g_test_run ();
}
