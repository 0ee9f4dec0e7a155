/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "list-fixture.h"
#include "test-wait.h"

#define TIME_OF_LISTS "20260312091801850"

typedef struct
{
  FakeSource *source;
  guint n_calls;
} Awaited;

static gboolean
has_calls (gpointer user_data)
{
  Awaited *awaited = user_data;

  return fake_source_get_n_calls (awaited->source) >= awaited->n_calls;
}

/* Details are asked for a moment later. */
static void
wait_for_call (ListFixture *fixture, guint n_calls)
{
  Awaited awaited = { fixture->source, n_calls };

  test_wait_until (has_calls, &awaited, "a question");
}

static gboolean
is_complete (ListFixture *fixture, guint position)
{
  CantoAsset *asset = catalog_slot_get_asset (list_fixture_hold (fixture, position));

  return asset != NULL && canto_asset_get_is_complete (asset);
}

static void
learn (ListFixture *fixture, const char *name, const char *time)
{
  g_autoptr (CantoAsset) asset = fake_asset_new (name, time, TRUE);

  catalog_asset_list_learn (fixture->list, asset);
}

/* Ten assets, and the details of the three that are on screen are asked for. */
static void
ask_for_three (ListFixture *fixture)
{
  list_fixture_fill (fixture, 10);
  catalog_asset_list_set_visible (fixture->list, 0, 3);
  wait_for_call (fixture, 1);
}

static void
test_of_what_is_on_screen (ListFixture *fixture, gconstpointer data)
{
  list_fixture_fill (fixture, 10);
  catalog_asset_list_set_visible (fixture->list, 2, 3);
  wait_for_call (fixture, 1);
  list_fixture_check_asked (fixture, "details 3");
  g_assert_cmpuint (catalog_asset_list_get_n_pending (fixture->list), ==, 1);
  fake_source_give_details (fixture->source, 0, NULL);
  g_assert_cmpuint (catalog_asset_list_get_n_pending (fixture->list), ==, 0);
  g_assert_false (is_complete (fixture, 1));
  g_assert_true (is_complete (fixture, 2));
  g_assert_true (is_complete (fixture, 4));
  g_assert_false (is_complete (fixture, 5));
  list_fixture_check_changes (fixture, "");

  /* Only what is missing is asked for. */
  catalog_asset_list_set_visible (fixture->list, 3, 3);
  wait_for_call (fixture, 2);
  list_fixture_check_asked (fixture, "details 3 details 1");
  g_assert_cmpstr (canto_asset_get_name (fake_source_get (fixture->source, 1)->assets->pdata[0]),
                   ==, "a5");
}

/* What flies by is not asked for. */
static void
test_only_where_it_stops (ListFixture *fixture, gconstpointer data)
{
  list_fixture_fill (fixture, 10);
  for (guint first = 0; first < 8; first++)
    catalog_asset_list_set_visible (fixture->list, first, 2);
  wait_for_call (fixture, 1);
  list_fixture_check_asked (fixture, "details 2");
  g_assert_cmpstr (canto_asset_get_name (fake_source_get (fixture->source, 0)->assets->pdata[0]),
                   ==, "a7");
}

static void
test_hundred_a_call (ListFixture *fixture, gconstpointer data)
{
  list_fixture_fill (fixture, 400);
  catalog_asset_list_set_visible (fixture->list, 0, 230);
  wait_for_call (fixture, 2);
  list_fixture_check_asked (fixture, "200+200 details 100");
  fake_source_give_details (fixture->source, 1, NULL);
  wait_for_call (fixture, 3);
  list_fixture_check_asked (fixture, "200+200 details 100 details 100");
  fake_source_give_page (fixture->source, 0, "a", 200, 400);
  fake_source_give_details (fixture->source, 2, NULL);
  wait_for_call (fixture, 4);
  list_fixture_check_asked (fixture, "200+200 details 100 details 100 details 30");
  fake_source_give_details (fixture->source, 3, NULL);
  g_assert_true (is_complete (fixture, 229));
}

/* So many are kept; who comes back to what was forgotten gets it again. */
static void
test_of_what_was_forgotten (ListFixture *fixture, gconstpointer data)
{
  ask_for_three (fixture);
  fake_source_give_details (fixture->source, 0, NULL);
  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *name = g_strdup_printf ("other%u", i);

      learn (fixture, name, TIME_OF_LISTS);
    }
  catalog_asset_list_set_visible (fixture->list, 0, 3);
  wait_for_call (fixture, 2);
  list_fixture_check_asked (fixture, "details 3 details 3");
  fake_source_give_details (fixture->source, 1, NULL);
  g_assert_true (is_complete (fixture, 0));
}

/* One that is gone is not asked for again and again. */
static void
test_of_what_is_gone (ListFixture *fixture, gconstpointer data)
{
  ask_for_three (fixture);
  fake_source_give_details (fixture->source, 0, "a1");
  g_assert_true (is_complete (fixture, 0));
  g_assert_false (is_complete (fixture, 1));
  g_assert_cmpstr (list_fixture_get_name (fixture, 1), ==, "a1");

  catalog_asset_list_set_visible (fixture->list, 0, 4);
  wait_for_call (fixture, 2);
  list_fixture_check_asked (fixture, "details 3 details 1");
  g_assert_cmpstr (canto_asset_get_name (fake_source_get (fixture->source, 1)->assets->pdata[0]),
                   ==, "a3");
}

static void
test_what_left_is_cancelled (ListFixture *fixture, gconstpointer data)
{
  ask_for_three (fixture);
  catalog_asset_list_set_visible (fixture->list, 2, 3);
  list_fixture_check_asked (fixture, "details 3");
  catalog_asset_list_set_visible (fixture->list, 6, 3);
  list_fixture_check_asked (fixture, "details 3!");
  fake_source_give_details (fixture->source, 0, NULL);
  g_assert_false (is_complete (fixture, 0));

  /* They were not answered, so they are asked for when they are back. */
  catalog_asset_list_set_visible (fixture->list, 0, 3);
  wait_for_call (fixture, 2);
  list_fixture_check_asked (fixture, "details 3! details 3");
}

static void
test_query_cancels (ListFixture *fixture, gconstpointer data)
{
  list_fixture_fill (fixture, 10);
  catalog_asset_list_set_visible (fixture->list, 0, 3);
  list_fixture_hold (fixture, 0);
  wait_for_call (fixture, 1);
  list_fixture_query (fixture, "b");
  list_fixture_check_asked (fixture, "details 3! 0+10");
  fake_source_give_details (fixture->source, 0, NULL);
  g_assert_cmpstr (list_fixture_get_name (fixture, 0), ==, "a0");
  fake_source_give_page (fixture->source, 1, "b", 10, 10);
  wait_for_call (fixture, 3);
  list_fixture_check_asked (fixture, "details 3! 0+10 details 3");
  g_assert_cmpstr (canto_asset_get_name (fake_source_get (fixture->source, 2)->assets->pdata[0]),
                   ==, "b0");
}

/* A failure costs nobody anything: what came on screen meanwhile is asked for. */
static void
test_failure (ListFixture *fixture, gconstpointer data)
{
  ask_for_three (fixture);
  catalog_asset_list_set_visible (fixture->list, 2, 3);
  fake_source_fail (fixture->source, 0, CANTO_ERROR_SERVICE);
  g_assert_cmpint (catalog_asset_list_get_status (fixture->list), ==, CATALOG_STATUS_READY);
  g_assert_false (catalog_slot_get_failed (list_fixture_hold (fixture, 0)));
  wait_for_call (fixture, 2);
  list_fixture_check_asked (fixture, "details 3 details 2");
}

/* What failed and stays on screen is asked for again, but not at once. */
static void
test_failure_again (ListFixture *fixture, gconstpointer data)
{
  ask_for_three (fixture);
  fake_source_fail (fixture->source, 0, CANTO_ERROR_SERVICE);
  catalog_asset_list_set_visible (fixture->list, 0, 4);
  wait_for_call (fixture, 2);
  list_fixture_check_asked (fixture, "details 3 details 1");
  fake_source_fail (fixture->source, 1, CANTO_ERROR_SERVICE);

  fake_clock_advance (fixture->clock, 29 * G_USEC_PER_SEC);
  fake_run_pending ();
  g_assert_cmpuint (fake_clock_get_n_alarms (fixture->clock), ==, 1);
  fake_clock_advance (fixture->clock, G_USEC_PER_SEC);
  wait_for_call (fixture, 3);
  list_fixture_check_asked (fixture, "details 3 details 1 details 4");
  fake_source_give_details (fixture->source, 2, NULL);
  g_assert_true (is_complete (fixture, 0));
}

/* What comes back on screen is wanted now. */
static void
test_failure_and_back (ListFixture *fixture, gconstpointer data)
{
  ask_for_three (fixture);
  fake_source_fail (fixture->source, 0, CANTO_ERROR_SERVICE);
  catalog_asset_list_set_visible (fixture->list, 5, 3);
  catalog_asset_list_set_visible (fixture->list, 0, 3);
  wait_for_call (fixture, 2);
  list_fixture_check_asked (fixture, "details 3 details 3");
}

/* And so it is when the service is back. */
static void
test_failure_and_source_is_back (ListFixture *fixture, gconstpointer data)
{
  ask_for_three (fixture);
  fake_source_fail (fixture->source, 0, CANTO_ERROR_OFFLINE);
  catalog_source_emit_back (CATALOG_SOURCE (fixture->source));
  wait_for_call (fixture, 2);
  list_fixture_check_asked (fixture, "details 3 details 3");
}

/* The details of one query serve the next one. */
static void
test_are_kept (ListFixture *fixture, gconstpointer data)
{
  ask_for_three (fixture);
  fake_source_give_details (fixture->source, 0, NULL);
  catalog_asset_list_retry (fixture->list);
  fake_source_give_page (fixture->source, 1, "a", 10, 10);
  g_assert_true (is_complete (fixture, 0));
  catalog_asset_list_set_visible (fixture->list, 0, 4);
  wait_for_call (fixture, 3);
  list_fixture_check_asked (fixture, "details 3 0+10 details 1");
}

static void
test_learn (ListFixture *fixture, gconstpointer data)
{
  list_fixture_fill (fixture, 10);
  learn (fixture, "a3", TIME_OF_LISTS);
  g_assert_true (is_complete (fixture, 3));
  g_assert_false (is_complete (fixture, 2));
  learn (fixture, "elsewhere", TIME_OF_LISTS);

  /* Older than what the list says: somebody changed it since. */
  learn (fixture, "a4", "20260312091801849");
  g_assert_false (is_complete (fixture, 4));
  list_fixture_check_changes (fixture, "");
}

/* While the next query is on its way, the slots keep what they had, and learn. */
static void
test_learn_while_loading (ListFixture *fixture, gconstpointer data)
{
  list_fixture_fill (fixture, 10);
  list_fixture_hold (fixture, 2);
  list_fixture_hold (fixture, 3);
  list_fixture_query (fixture, "b");
  learn (fixture, "a3", TIME_OF_LISTS);
  g_assert_cmpstr (list_fixture_get_name (fixture, 2), ==, "a2");
  g_assert_true (is_complete (fixture, 3));
}

/* Details that are newer take the place of details. */
static void
test_learn_twice (ListFixture *fixture, gconstpointer data)
{
  CatalogSlot *slot;

  list_fixture_fill (fixture, 10);
  slot = list_fixture_hold (fixture, 3);
  learn (fixture, "a3", TIME_OF_LISTS);
  learn (fixture, "a3", "20260312091801851");
  g_assert_cmpstr (canto_asset_get_time (catalog_slot_get_asset (slot)), ==, "20260312091801851");
}

/* A slot that somebody holds is not emptied because its range was long ago. */
static void
test_learn_far_away (ListFixture *fixture, gconstpointer data)
{
  CatalogSlot *held;

  list_fixture_fill (fixture, 1000);
  held = list_fixture_hold (fixture, 3);
  for (guint first = 10; first < 600; first += 10)
    {
      catalog_asset_list_set_visible (fixture->list, first, 1);
      fake_source_give_page (fixture->source, 0, "a", 10, 1000);
      fake_source_forget (fixture->source);
    }
  learn (fixture, "a599", TIME_OF_LISTS);
  g_assert_nonnull (catalog_slot_get_asset (held));
  g_assert_cmpstr (canto_asset_get_name (catalog_slot_get_asset (held)), ==, "a3");
  learn (fixture, "a3", TIME_OF_LISTS);
  g_assert_true (canto_asset_get_is_complete (catalog_slot_get_asset (held)));
}

static void
test_gone_while_loading (ListFixture *fixture, gconstpointer data)
{
  ask_for_three (fixture);
  test_assert_last_unref (g_steal_pointer (&fixture->list));
  list_fixture_check_asked (fixture, "details 3!");
  fake_source_give_details (fixture->source, 0, NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) LIST_FIXTURE_ADD ("/catalog/asset-list/details/" path, function)
  ADD ("of-what-is-on-screen", test_of_what_is_on_screen);
  ADD ("only-where-it-stops", test_only_where_it_stops);
  ADD ("of-what-was-forgotten", test_of_what_was_forgotten);
  ADD ("of-what-is-gone", test_of_what_is_gone);
  ADD ("what-left-is-cancelled", test_what_left_is_cancelled);
  ADD ("query-cancels", test_query_cancels);
  ADD ("failure", test_failure);
  ADD ("failure-again", test_failure_again);
  ADD ("failure-and-back", test_failure_and_back);
  ADD ("failure-and-source-is-back", test_failure_and_source_is_back);
  ADD ("are-kept", test_are_kept);
  ADD ("learn", test_learn);
  ADD ("learn-while-loading", test_learn_while_loading);
  ADD ("learn-twice", test_learn_twice);
  ADD ("learn-far-away", test_learn_far_away);
  ADD ("gone-while-loading", test_gone_while_loading);
#undef ADD
  g_test_add ("/C17/hundred-a-call", ListFixture, GUINT_TO_POINTER (200), list_fixture_set_up,
              test_hundred_a_call, list_fixture_tear_down);

  return g_test_run ();
}
