/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Links of a tenant, checked before they are handed over. */

#include "canto-error.h"
#include "fake-clock.h"
#include "session-fixture.h"
#include "test-http.h"
#include "test-wait.h"

#include <string.h>

static DeliveryRecipe *medium; /* set by main() */

static EngineLinkCheck *
check (SessionFixture *fixture, DeliveryLink *link, EngineCheckMode mode)
{
  EngineLinkChecker *checker = engine_session_get_link_checker (fixture->session);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  EngineLinkCheck *found;

  engine_link_checker_check_async (checker, link, mode, NULL, test_keep_result, &result);
  found = engine_link_checker_check_finish (checker, test_wait_result (&result), &error);
  g_assert_no_error (error);

  return found;
}

static GPtrArray *
get_images (SessionFixture *fixture, CantoApproval approval)
{
  return session_fixture_get_details (fixture, session_fixture_new_images (approval), 100);
}

static DeliveryLink *
make_link (CantoAsset *asset, DeliveryRecipe *recipe)
{
  g_autoptr (GError) error = NULL;
  DeliveryLink *link = delivery_link_new (asset, recipe, CANTO_ACCOUNT_DEFAULT_MASTER_PX, &error);

  g_assert_no_error (error);

  return link;
}

/* The link of the first of @assets that is direct, or not. */
static DeliveryLink *
find_link (GPtrArray *assets, DeliveryRecipe *recipe, gboolean direct)
{
  for (guint i = 0; i < assets->len; i++)
    {
      g_autoptr (DeliveryLink) link = make_link (assets->pdata[i], recipe);

      if (delivery_link_get_is_direct (link) == direct)
        return g_steal_pointer (&link);
    }
  g_error ("The library has no such asset.");
}

static TestReply *
follow (const char *uri)
{
  TestReply *reply = test_http_get (uri, NULL);

  while (reply->status == 302)
    {
      g_autofree char *next = g_strdup (reply->location);

      test_reply_free (reply);
      reply = test_http_get (next, NULL);
    }

  return reply;
}

/* What the check says is what a browser gets. */
static void
assert_works (SessionFixture *fixture, DeliveryLink *link)
{
  g_autoptr (EngineLinkCheck) found = check (fixture, link, ENGINE_CHECK_NOW);
  g_autoptr (TestReply) reply = follow (delivery_link_get_uri (link));

  g_assert_cmpint (found->state, ==, ENGINE_LINK_WORKS);
  g_assert_cmpuint (found->status, ==, 200);
  g_assert_cmpstr (found->content_type, ==, reply->content_type);
  g_assert_cmpuint (found->n_bytes, ==, g_bytes_get_size (reply->body));
  g_assert_cmpuint (found->n_bytes, >, 0);
}

static void
test_works (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (DeliveryRecipe) original = delivery_recipe_new_original ();
  g_autoptr (DeliveryRecipe) square = delivery_recipe_parse ("square/800/webp", NULL);
  g_autoptr (GPtrArray) images = NULL;
  g_autoptr (DeliveryLink) link = NULL;
  g_autoptr (DeliveryLink) whole = NULL;
  g_autoptr (DeliveryLink) part = NULL;
  g_autoptr (EngineLinkCheck) found = NULL;
  guint64 n_counted;

  session_fixture_sign_in (fixture);
  images = get_images (fixture, CANTO_APPROVAL_APPROVED);
  link = find_link (images, medium, FALSE);
  whole = find_link (images, original, FALSE);
  part = find_link (images, square, FALSE);
  n_counted = session_fixture_get_n_counted (fixture);
  assert_works (fixture, link);
  assert_works (fixture, whole);
  assert_works (fixture, part);
  /* 11.15 */
  g_assert_cmpuint (session_fixture_get_n_counted (fixture), ==, n_counted);
  found = check (fixture, part, ENGINE_CHECK_NOW);
  g_assert_cmpstr (found->format_name, ==, "WebP");
}

static void
test_direct_works (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) images = NULL;
  g_autoptr (DeliveryLink) link = NULL;
  guint64 n_counted;

  session_fixture_sign_in (fixture);
  images = get_images (fixture, CANTO_APPROVAL_APPROVED);
  link = find_link (images, medium, TRUE);
  n_counted = session_fixture_get_n_counted (fixture);
  assert_works (fixture, link);
  g_assert_cmpuint (session_fixture_get_n_counted (fixture), ==, n_counted + 1);
}

static void
test_without_head (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) images = NULL;
  g_autoptr (DeliveryLink) link = NULL;

  session_fixture_sign_in (fixture);
  images = get_images (fixture, CANTO_APPROVAL_APPROVED);
  link = find_link (images, medium, FALSE);
  assert_works (fixture, link);
}

static void
assert_state (SessionFixture *fixture, CantoApproval approval, EngineLinkState state)
{
  g_autoptr (GPtrArray) images = get_images (fixture, approval);
  g_autoptr (DeliveryLink) link = find_link (images, medium, FALSE);
  g_autoptr (EngineLinkCheck) found = check (fixture, link, ENGINE_CHECK_NOW);

  g_assert_cmpint (found->state, ==, state);
  g_assert_cmpuint (found->n_bytes, ==, 0);
}

/* 404 by itself says little: the details of the asset say more. */
static void
test_gone (SessionFixture *fixture, gconstpointer data)
{
  session_fixture_sign_in (fixture);
  assert_state (fixture, CANTO_APPROVAL_APPROVED, ENGINE_LINK_NOT_FOUND);
  assert_state (fixture, CANTO_APPROVAL_EXPIRED, ENGINE_LINK_EXPIRED);
  assert_state (fixture, CANTO_APPROVAL_RESTRICTED, ENGINE_LINK_WITHDRAWN);
  assert_state (fixture, CANTO_APPROVAL_PENDING, ENGINE_LINK_WITHDRAWN);
}

static void
test_deleted (SessionFixture *fixture, gconstpointer data)
{
  CantoClient *client = engine_session_get_client (fixture->session);
  g_autoptr (GPtrArray) images = NULL;
  g_autoptr (GPtrArray) deleted = g_ptr_array_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (DeliveryLink) link = NULL;
  g_autoptr (EngineLinkCheck) found = NULL;
  g_autoptr (GError) error = NULL;

  session_fixture_sign_in_as (fixture, "admin");
  images = get_images (fixture, CANTO_APPROVAL_APPROVED);
  link = find_link (images, medium, FALSE);
  g_ptr_array_add (deleted, delivery_link_get_asset (link));
  canto_client_delete_assets_async (client, deleted, CANTO_PRIORITY_INTERACTIVE, NULL,
                                    test_keep_result, &result);
  g_assert_true (
      canto_client_delete_assets_finish (client, test_wait_result (&result), NULL, &error));
  g_assert_no_error (error);
  found = check (fixture, link, ENGINE_CHECK_NOW);
  g_assert_cmpint (found->state, ==, ENGINE_LINK_GONE);
}

static void
test_sign_in_page (SessionFixture *fixture, gconstpointer data)
{
  session_fixture_sign_in (fixture);
  assert_state (fixture, CANTO_APPROVAL_APPROVED, ENGINE_LINK_SIGN_IN_PAGE);
}

static void
test_away (SessionFixture *fixture, gconstpointer data)
{
  EngineLinkChecker *checker = engine_session_get_link_checker (fixture->session);
  g_autoptr (GPtrArray) images = NULL;
  g_autoptr (DeliveryLink) link = NULL;
  g_autoptr (EngineLinkCheck) found = NULL;

  session_fixture_sign_in (fixture);
  images = get_images (fixture, CANTO_APPROVAL_APPROVED);
  link = find_link (images, medium, FALSE);
  found = check (fixture, link, ENGINE_CHECK_NOW);
  g_assert_cmpint (found->state, ==, ENGINE_LINK_UNREACHABLE);
  g_assert_error (found->error, CANTO_ERROR, CANTO_ERROR_OFFLINE);
  /* The service is there all the same, and the next time everything may be well. */
  g_assert_true (canto_client_get_online (engine_session_get_client (fixture->session)));
  g_assert_null (engine_link_checker_peek (checker, link));
}

/* Many */

/* Each fault is found, and none of it by asking the service. */
static void
test_many (SessionFixture *fixture, gconstpointer data)
{
  EngineLinkChecker *checker = engine_session_get_link_checker (fixture->session);
  g_autoptr (GPtrArray) images = NULL;
  GAsyncResult *results[100] = { NULL };
  guint n_found[ENGINE_N_LINK_STATES] = { 0 };
  guint64 n_counted;

  session_fixture_sign_in (fixture);
  images = get_images (fixture, CANTO_APPROVAL_APPROVED);
  g_assert_cmpuint (images->len, ==, G_N_ELEMENTS (results));
  n_counted = session_fixture_get_n_counted (fixture);
  for (guint i = 0; i < images->len; i++)
    {
      g_autoptr (DeliveryLink) link = make_link (images->pdata[i], medium);

      if (!delivery_link_get_is_direct (link))
        engine_link_checker_check_async (checker, link, ENGINE_CHECK_MANY, NULL, test_keep_result,
                                         &results[i]);
      else
        results[i] = NULL;
    }
  for (guint i = 0; i < images->len; i++)
    {
      g_autoptr (DeliveryLink) link = make_link (images->pdata[i], medium);
      g_autoptr (EngineLinkCheck) found = NULL;
      g_autoptr (GError) error = NULL;

      if (delivery_link_get_is_direct (link))
        continue;
      found = engine_link_checker_check_finish (checker, test_wait_result (&results[i]), &error);
      g_assert_no_error (error);
      n_found[found->state]++;
      g_clear_object (&results[i]);
    }
  g_assert_cmpuint (session_fixture_get_n_counted (fixture), ==, n_counted);
  g_assert_cmpuint (n_found[ENGINE_LINK_WORKS], >, 0);
  g_assert_cmpuint (n_found[ENGINE_LINK_NOT_FOUND], >, 0);
  g_assert_cmpuint (n_found[ENGINE_LINK_WITHDRAWN], >, 0);
  g_assert_cmpuint (n_found[ENGINE_LINK_REFUSED], >, 0);
  g_assert_cmpuint (n_found[ENGINE_LINK_SIGN_IN_PAGE], >, 0);
  g_assert_cmpuint (n_found[ENGINE_LINK_OTHER_CONTENT], >, 0);
  g_assert_cmpuint (n_found[ENGINE_LINK_TROUBLE], >, 0);
}

/* Once for all who ask */

static void
ask (SessionFixture *fixture,
     const char *uri,
     EngineCheckMode mode,
     GCancellable *cancellable,
     GAsyncResult **result)
{
  engine_link_checker_check_uri_async (engine_session_get_link_checker (fixture->session), uri,
                                       ENGINE_LINK_TO_PICTURE, FALSE, mode, cancellable,
                                       test_keep_result, result);
}

/* Both get the answer to one question; and one who goes away takes it from nobody. */
static void
test_once (SessionFixture *fixture, gconstpointer data)
{
  EngineLinkChecker *checker = engine_session_get_link_checker (fixture->session);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GPtrArray) images = NULL;
  g_autoptr (DeliveryLink) link = NULL;
  g_autoptr (GAsyncResult) gone = NULL;
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (EngineLinkCheck) a = NULL;
  g_autoptr (EngineLinkCheck) b = NULL;
  g_autoptr (EngineLinkCheck) again = NULL;
  g_autoptr (GError) error = NULL;

  session_fixture_sign_in (fixture);
  images = get_images (fixture, CANTO_APPROVAL_APPROVED);
  link = find_link (images, medium, FALSE);
  g_assert_null (engine_link_checker_peek (checker, link));
  engine_link_checker_check_async (checker, link, ENGINE_CHECK_MANY, cancellable, test_keep_result,
                                   &gone);
  engine_link_checker_check_async (checker, link, ENGINE_CHECK_NOW, NULL, test_keep_result, &first);
  engine_link_checker_check_async (checker, link, ENGINE_CHECK_NOW, NULL, test_keep_result,
                                   &second);
  g_cancellable_cancel (cancellable);
  g_assert_null (engine_link_checker_check_finish (checker, test_wait_result (&gone), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  a = engine_link_checker_check_finish (checker, test_wait_result (&first), &error);
  g_assert_no_error (error);
  b = engine_link_checker_check_finish (checker, test_wait_result (&second), &error);
  g_assert_no_error (error);
  g_assert_true (a == b);
  g_assert_true (engine_link_checker_peek (checker, link) == a);
  again = check (fixture, link, ENGINE_CHECK_AGAIN);
  g_assert_true (again != a);
  g_assert_true (engine_link_checker_peek (checker, link) == again);
}

/* With a clock that the test sets: what works holds for five minutes, what does not for half of
 * one. */
static void
use_clock (SessionFixture *fixture, FakeClock *clock)
{
  test_assert_last_unref (fixture->session);
  fixture->session = g_object_new (ENGINE_TYPE_SESSION, "account", fixture->account, "store",
                                   fixture->store, "clock", clock, NULL);
}

static void
test_memory (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (FakeClock) clock = fake_clock_new ();
  g_autoptr (GPtrArray) images = NULL;
  g_autoptr (DeliveryLink) link = NULL;
  g_autoptr (EngineLinkCheck) found = NULL;
  EngineLinkChecker *checker;

  use_clock (fixture, clock);
  checker = engine_session_get_link_checker (fixture->session);
  session_fixture_sign_in (fixture);
  images = get_images (fixture, CANTO_APPROVAL_APPROVED);
  link = find_link (images, medium, FALSE);
  found = check (fixture, link, ENGINE_CHECK_NOW);
  fake_clock_advance (clock, 4 * 60 * G_USEC_PER_SEC);
  g_assert_true (engine_link_checker_peek (checker, link) == found);
  fake_clock_advance (clock, 2 * 60 * G_USEC_PER_SEC);
  g_assert_null (engine_link_checker_peek (checker, link));
}

static void
test_memory_of_failure (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (FakeClock) clock = fake_clock_new ();
  g_autoptr (GPtrArray) images = NULL;
  g_autoptr (DeliveryLink) link = NULL;
  g_autoptr (EngineLinkCheck) found = NULL;
  EngineLinkChecker *checker;

  use_clock (fixture, clock);
  checker = engine_session_get_link_checker (fixture->session);
  session_fixture_sign_in (fixture);
  images = get_images (fixture, CANTO_APPROVAL_APPROVED);
  link = find_link (images, medium, FALSE);
  found = check (fixture, link, ENGINE_CHECK_NOW);
  g_assert_cmpint (found->state, ==, ENGINE_LINK_NOT_FOUND);
  fake_clock_advance (clock, 20 * G_USEC_PER_SEC);
  g_assert_true (engine_link_checker_peek (checker, link) == found);
  fake_clock_advance (clock, 20 * G_USEC_PER_SEC);
  g_assert_null (engine_link_checker_peek (checker, link));
}

/* A server that takes connections and says nothing. */
typedef struct
{
  GSocketService *service;
  GPtrArray *connections;
  char *uri;
} Silence;

static gboolean
keep_connection (Silence *silence, GSocketConnection *connection)
{
  g_ptr_array_add (silence->connections, g_object_ref (connection));

  return FALSE;
}

static Silence *
silence_new (void)
{
  Silence *silence = g_new0 (Silence, 1);
  g_autoptr (GError) error = NULL;
  guint port;

  silence->connections = g_ptr_array_new_with_free_func (g_object_unref);
  silence->service = g_socket_service_new ();
  port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (silence->service), NULL, &error);
  g_assert_no_error (error);
  silence->uri = g_strdup_printf ("http://127.0.0.1:%u/", port);
  g_signal_connect_swapped (silence->service, "incoming", G_CALLBACK (keep_connection), silence);

  return silence;
}

static void
silence_free (Silence *silence)
{
  g_socket_service_stop (silence->service);
  g_socket_listener_close (G_SOCKET_LISTENER (silence->service));
  g_object_unref (silence->service);
  g_ptr_array_unref (silence->connections);
  g_free (silence->uri);
  g_free (silence);
}

static gboolean
has_four (gpointer user_data)
{
  return ((Silence *) user_data)->connections->len >= 4;
}

/* A network that says nothing holds nobody up for long. */
static void
test_silence (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (FakeClock) clock = fake_clock_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (EngineLinkCheck) found = NULL;
  g_autoptr (GError) error = NULL;
  Silence *silence = silence_new ();

  use_clock (fixture, clock);
  ask (fixture, silence->uri, ENGINE_CHECK_NOW, NULL, &result);
  fake_clock_advance (clock, 21 * G_USEC_PER_SEC);
  found = engine_link_checker_check_finish (engine_session_get_link_checker (fixture->session),
                                            test_wait_result (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpint (found->state, ==, ENGINE_LINK_UNREACHABLE);
  g_assert_error (found->error, CANTO_ERROR, CANTO_ERROR_TIMED_OUT);
  silence_free (silence);
}

/* Only a few are on their way at a time, and one that a person waits for goes before the others. */
static void
test_order (SessionFixture *fixture, gconstpointer data)
{
  enum
  {
    MANY = 12
  };
  Silence *silence = silence_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *many[MANY] = { NULL };
  g_autoptr (GPtrArray) images = NULL;
  g_autoptr (DeliveryLink) link = NULL;
  g_autoptr (GAsyncResult) now = NULL;
  g_autoptr (EngineLinkCheck) found = NULL;
  g_autoptr (GError) error = NULL;
  EngineLinkChecker *checker = engine_session_get_link_checker (fixture->session);

  session_fixture_sign_in (fixture);
  images = get_images (fixture, CANTO_APPROVAL_APPROVED);
  link = find_link (images, medium, FALSE);
  for (guint i = 0; i < MANY; i++)
    {
      g_autofree char *uri = g_strdup_printf ("%s%u", silence->uri, i);

      ask (fixture, uri, ENGINE_CHECK_MANY, cancellable, &many[i]);
    }
  engine_link_checker_check_async (checker, link, ENGINE_CHECK_NOW, NULL, test_keep_result, &now);
  test_wait_until (has_four, silence, "as many connections as there may be");
  found = engine_link_checker_check_finish (checker, test_wait_result (&now), &error);
  g_assert_no_error (error);
  g_assert_cmpint (found->state, ==, ENGINE_LINK_WORKS);
  for (guint i = 0; i < MANY; i++)
    g_assert_null (many[i]);
  g_assert_cmpuint (silence->connections->len, ==, 4);
  g_cancellable_cancel (cancellable);
  for (guint i = 0; i < MANY; i++)
    {
      g_assert_null (
          engine_link_checker_check_finish (checker, test_wait_result (&many[i]), &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_clear_error (&error);
      g_clear_object (&many[i]);
    }
  silence_free (silence);
}

#define ADD_FOR(path, scenario, function)                                                          \
  g_test_add (path, SessionFixture, scenario, session_fixture_set_up, function,                    \
              session_fixture_tear_down)
#define ADD(path, function) ADD_FOR (path, NULL, function)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  medium = delivery_recipe_parse ("1200/jpg", NULL);

  ADD ("/engine/link-checker/works", test_works);
  ADD ("/engine/link-checker/direct-works", test_direct_works);
  ADD_FOR ("/engine/link-checker/without-head", "delivery-no-head", test_without_head);
  ADD_FOR ("/engine/link-checker/gone", "delivery-gone", test_gone);
  ADD ("/engine/link-checker/deleted", test_deleted);
  ADD_FOR ("/engine/link-checker/sign-in-page", "delivery-sign-in", test_sign_in_page);
  ADD_FOR ("/engine/link-checker/away", "delivery-away", test_away);
  ADD_FOR ("/engine/link-checker/many", "delivery-mixed", test_many);
  ADD ("/engine/link-checker/once", test_once);
  ADD ("/engine/link-checker/memory", test_memory);
  ADD_FOR ("/engine/link-checker/memory-of-failure", "delivery-gone", test_memory_of_failure);
  ADD ("/engine/link-checker/silence", test_silence);
  ADD ("/engine/link-checker/order", test_order);

  return g_test_run ();
}
