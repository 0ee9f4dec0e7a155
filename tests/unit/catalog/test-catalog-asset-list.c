/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "list-fixture.h"
#include "test-wait.h"

static void
count (guint *n_notified)
{
  (*n_notified)++;
}

static guint
get_n_items (ListFixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->list));
}

static CatalogStatus
get_status (ListFixture *fixture)
{
  return catalog_asset_list_get_status (fixture->list);
}

/* Length */

static void
test_length_changes_at_the_tail (ListFixture *fixture, gconstpointer data)
{
  list_fixture_query (fixture, "a");
  list_fixture_check_asked (fixture, "0+10");
  list_fixture_check_changes (fixture, "");
  fake_source_give_page (fixture->source, 0, "a", 10, 25);
  list_fixture_check_changes (fixture, "0-0+25");

  list_fixture_query (fixture, "b");
  fake_source_give_page (fixture->source, 1, "b", 10, 12);
  list_fixture_check_changes (fixture, "12-13+0");

  list_fixture_query (fixture, "c");
  fake_source_give_page (fixture->source, 2, "c", 10, 12);
  list_fixture_check_changes (fixture, "");

  list_fixture_query (fixture, "d");
  fake_source_give_page (fixture->source, 3, "d", 10, 1000000);
  list_fixture_check_changes (fixture, "12-0+999988");

  list_fixture_query (fixture, "e");
  fake_source_give_page (fixture->source, 4, "e", 0, 0);
  list_fixture_check_changes (fixture, "0-1000000+0");
  g_assert_cmpint (get_status (fixture), ==, CATALOG_STATUS_READY);
}

/* Somebody else adds and deletes: each page says anew how many there are. */
static void
test_length_of_the_newest_page (ListFixture *fixture, gconstpointer data)
{
  list_fixture_fill (fixture, 100);
  catalog_asset_list_set_visible (fixture->list, 20, 5);
  list_fixture_check_asked (fixture, "10+10 20+10");
  fake_source_give_page (fixture->source, 0, "a", 10, 101);
  list_fixture_check_changes (fixture, "100-0+1");
  fake_source_give_page (fixture->source, 1, "a", 10, 98);
  list_fixture_check_changes (fixture, "98-3+0");
}

static void
test_more_than_a_list_bears (ListFixture *fixture, gconstpointer data)
{
  list_fixture_query (fixture, "a");
  fake_source_give_page (fixture->source, 0, "a", 10, G_GINT64_CONSTANT (1000000000000));
  g_assert_cmpuint (get_n_items (fixture), ==, G_MAXINT);
  catalog_asset_list_set_visible (fixture->list, G_MAXINT - 4, 4);
  g_assert_cmpuint (fake_source_get_n_calls (fixture->source), ==, 2);
}

static guint
get_n_found (ListFixture *fixture)
{
  return catalog_asset_list_get_n_found (fixture->list);
}

/* 6.13: found out in the middle of a list that is on screen. */
static void
test_depth_found_out (ListFixture *fixture, gconstpointer data)
{
  list_fixture_fill (fixture, 520);
  g_assert_cmpuint (get_n_found (fixture), ==, 520);
  catalog_asset_list_set_visible (fixture->list, 300, 4);
  list_fixture_check_asked (fixture, "290+10 300+10");
  fake_source_set_depth (fixture->source, 105);
  fake_source_fail (fixture->source, 1, CANTO_ERROR_TOO_DEEP);
  list_fixture_check_changes (fixture, "105-415+0");
  g_assert_cmpint (get_status (fixture), ==, CATALOG_STATUS_READY);
  g_assert_cmpuint (get_n_found (fixture), ==, 520);

  /* The rest is there as ever, to the last that is given. */
  fake_source_forget (fixture->source);
  catalog_asset_list_set_visible (fixture->list, 102, 2);
  list_fixture_check_asked (fixture, "290+10! 100+10");
  fake_source_give_page (fixture->source, 1, "a", 5, 520);
  g_assert_cmpstr (list_fixture_get_name (fixture, 104), ==, "a104");
  list_fixture_check_changes (fixture, "");
  list_fixture_check_asked (fixture, "290+10! 100+10");

  /* And known for the next list. */
  list_fixture_query (fixture, "b");
  fake_source_give_page (fixture->source, 2, "b", 10, 700);
  list_fixture_check_changes (fixture, "");
  g_assert_cmpuint (get_n_items (fixture), ==, 105);
  g_assert_cmpuint (get_n_found (fixture), ==, 700);
  list_fixture_query (fixture, "c");
  fake_source_give_page (fixture->source, 4, "c", 10, 40);
  g_assert_cmpuint (get_n_items (fixture), ==, 40);
  g_assert_cmpuint (get_n_found (fixture), ==, 40);
}

/* Nobody told how many there are. */
static void
test_depth_of_unknown (ListFixture *fixture, gconstpointer data)
{
  fake_source_set_depth (fixture->source, 20);
  list_fixture_query (fixture, "a");
  fake_source_give_page (fixture->source, 0, "a", 10, CANTO_PAGE_FOUND_UNKNOWN);
  list_fixture_check_changes (fixture, "0-0+11");
  catalog_asset_list_set_visible (fixture->list, 9, 2);
  fake_source_give_page (fixture->source, 1, "a", 10, CANTO_PAGE_FOUND_UNKNOWN);
  list_fixture_check_changes (fixture, "11-0+9");
  g_assert_cmpuint (get_n_found (fixture), ==, 20);
}

/* Slots */

static void
test_slot_is_the_same_while_held (ListFixture *fixture, gconstpointer data)
{
  GListModel *model = G_LIST_MODEL (fixture->list);
  CatalogSlot *slot;
  gpointer alive;

  list_fixture_fill (fixture, 25);
  slot = g_list_model_get_item (model, 3);
  g_assert_cmpuint (catalog_slot_get_position (slot), ==, 3);
  alive = g_list_model_get_item (model, 3);
  g_assert_true (alive == slot);
  g_object_unref (slot);
  g_object_add_weak_pointer (alive, &alive);
  g_object_unref (alive);
  g_assert_null (alive);

  slot = g_list_model_get_item (model, 24);
  g_assert_nonnull (slot);
  g_object_unref (slot);
  g_assert_null (g_list_model_get_item (model, 25));
  g_assert_true (g_list_model_get_item_type (model) == CATALOG_TYPE_SLOT);
}

/* A slot outlives the list that it came from. */
static void
test_slot_outlives_the_list (ListFixture *fixture, gconstpointer data)
{
  list_fixture_fill (fixture, 25);
  list_fixture_hold (fixture, 3);
  test_assert_last_unref (g_steal_pointer (&fixture->list));
  g_assert_cmpstr (canto_asset_get_name (catalog_slot_get_asset (fixture->slots->pdata[0])), ==,
                   "a3");
}

static void
test_page_notifies_its_slots (ListFixture *fixture, gconstpointer data)
{
  guint n_near = 0, n_far = 0;

  list_fixture_fill (fixture, 100);
  g_signal_connect_swapped (list_fixture_hold (fixture, 31), "notify::asset", G_CALLBACK (count),
                            &n_near);
  g_signal_connect_swapped (list_fixture_hold (fixture, 60), "notify::asset", G_CALLBACK (count),
                            &n_far);
  catalog_asset_list_set_visible (fixture->list, 30, 10);
  fake_source_give_page (fixture->source, 1, "a", 10, 100);

  g_assert_cmpstr (list_fixture_get_name (fixture, 31), ==, "a31");
  g_assert_cmpuint (n_near, ==, 1);
  g_assert_cmpstr (list_fixture_get_name (fixture, 60), ==, "");
  g_assert_cmpuint (n_far, ==, 0);
  list_fixture_check_changes (fixture, "");
}

/* What was fetched, wherever it stands; what was looked at last first. */
static void
test_held (ListFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) held = NULL;
  GPtrArray *last, *first;

  list_fixture_fill (fixture, 100);
  catalog_asset_list_set_visible (fixture->list, 42, 4);
  fake_source_give_page (fixture->source, 0, "a", 10, 100);
  held = catalog_asset_list_dup_held (fixture->list);
  g_assert_cmpuint (held->len, ==, 2);
  last = held->pdata[0];
  first = held->pdata[1];
  g_assert_cmpstr (canto_asset_get_name (last->pdata[0]), ==, "a40");
  g_assert_cmpstr (canto_asset_get_name (first->pdata[0]), ==, "a0");

  /* It outlives the list. */
  test_assert_last_unref (g_steal_pointer (&fixture->list));
  g_assert_cmpstr (canto_asset_get_name (last->pdata[9]), ==, "a49");
}

/* 6.11: a folder among the results has a position and no asset; a broken item the same. */
static void
test_positions_of_what_is_left_out (ListFixture *fixture, gconstpointer data)
{
  list_fixture_query (fixture, "a");
  fake_source_give_json (fixture->source, 0,
                         "{\"found\":4,\"results\":[{\"id\":\"x0\",\"scheme\":\"image\"},"
                         "{\"id\":\"F1\",\"scheme\":\"folder\"},17,"
                         "{\"id\":\"x3\",\"scheme\":\"image\"}]}");
  g_assert_cmpuint (get_n_items (fixture), ==, 4);
  g_assert_cmpstr (list_fixture_get_name (fixture, 0), ==, "x0");
  g_assert_cmpstr (list_fixture_get_name (fixture, 1), ==, "");
  g_assert_cmpstr (list_fixture_get_name (fixture, 2), ==, "");
  g_assert_cmpstr (list_fixture_get_name (fixture, 3), ==, "x3");
  list_fixture_check_asked (fixture, "0+10");
}

/* What is asked for */

static void
test_only_near_ranges (ListFixture *fixture, gconstpointer data)
{
  list_fixture_fill (fixture, 1000);
  catalog_asset_list_set_visible (fixture->list, 500, 20);
  /* Half a screen before and after it. */
  list_fixture_check_asked (fixture, "490+10 500+10 510+10 520+10");
  g_assert_cmpuint (catalog_asset_list_get_n_pending (fixture->list), ==, 4);
  catalog_asset_list_set_visible (fixture->list, 501, 20);
  list_fixture_check_asked (fixture, "490+10 500+10 510+10 520+10 530+10");
  g_assert_cmpuint (fake_source_get (fixture->source, 4)->start, ==, 530);
}

static void
test_what_left_is_cancelled (ListFixture *fixture, gconstpointer data)
{
  list_fixture_fill (fixture, 1000);
  catalog_asset_list_set_visible (fixture->list, 500, 10);
  list_fixture_check_asked (fixture, "490+10 500+10 510+10");
  fake_source_give_page (fixture->source, 1, "a", 10, 1000);

  catalog_asset_list_set_visible (fixture->list, 520, 10);
  list_fixture_check_asked (fixture, "490+10! 500+10 510+10 520+10 530+10");
  catalog_asset_list_set_visible (fixture->list, 0, 5);
  list_fixture_check_asked (fixture, "490+10! 500+10 510+10! 520+10! 530+10!");
  g_assert_cmpuint (catalog_asset_list_get_n_pending (fixture->list), ==, 0);

  /* What came stays, what was given up is asked for anew. */
  catalog_asset_list_set_visible (fixture->list, 500, 10);
  list_fixture_check_asked (fixture, "490+10! 500+10 510+10! 520+10! 530+10! 490+10 510+10");
  g_assert_cmpstr (list_fixture_get_name (fixture, 505), ==, "a505");
}

static void
test_late_answer_of_what_left (ListFixture *fixture, gconstpointer data)
{
  guint n_notified = 0;

  list_fixture_fill (fixture, 1000);
  catalog_asset_list_set_visible (fixture->list, 500, 4);
  g_signal_connect_swapped (list_fixture_hold (fixture, 500), "notify", G_CALLBACK (count),
                            &n_notified);
  catalog_asset_list_set_visible (fixture->list, 0, 4);
  fake_source_give_page (fixture->source, 0, "late", 10, 7);
  fake_source_fail (fixture->source, 1, CANTO_ERROR_SERVICE);
  g_assert_cmpuint (n_notified, ==, 0);
  g_assert_cmpuint (get_n_items (fixture), ==, 1000);
  g_assert_cmpint (get_status (fixture), ==, CATALOG_STATUS_READY);
}

static void
test_end_of_the_list (ListFixture *fixture, gconstpointer data)
{
  list_fixture_fill (fixture, 25);
  catalog_asset_list_set_visible (fixture->list, 15, 100);
  list_fixture_check_asked (fixture, "10+10 20+10");
  fake_source_give_page (fixture->source, 1, "a", 5, 25);
  list_fixture_check_asked (fixture, "10+10 20+10");
  g_assert_cmpstr (list_fixture_get_name (fixture, 24), ==, "a24");
}

/* Only the last few ranges are kept, and what is held of the others keeps what it has. */
static void
test_oldest_ranges_go (ListFixture *fixture, gconstpointer data)
{
  list_fixture_fill (fixture, 1000);
  list_fixture_hold (fixture, 3);
  for (guint first = 10; first < 600; first += 10)
    {
      catalog_asset_list_set_visible (fixture->list, first, 1);
      fake_source_give_page (fixture->source, 0, "a", 10, 1000);
      fake_source_forget (fixture->source);
    }
  g_assert_cmpstr (list_fixture_get_name (fixture, 3), ==, "a3");

  catalog_asset_list_set_visible (fixture->list, 590, 1);
  list_fixture_check_asked (fixture, "");
  catalog_asset_list_set_visible (fixture->list, 0, 1);
  list_fixture_check_asked (fixture, "0+10");
}

/* A new query */

static void
test_query_keeps_slots_until_its_answer (ListFixture *fixture, gconstpointer data)
{
  guint n_first = 0, n_later = 0, n_status = 0;

  list_fixture_fill (fixture, 25);
  catalog_asset_list_set_visible (fixture->list, 10, 10);
  fake_source_give_page (fixture->source, 0, "a", 10, 25);
  fake_source_forget (fixture->source);
  g_assert_cmpstr (list_fixture_get_name (fixture, 15), ==, "a15");
  g_signal_connect_swapped (list_fixture_hold (fixture, 0), "notify::asset", G_CALLBACK (count),
                            &n_first);
  g_signal_connect_swapped (list_fixture_hold (fixture, 15), "notify::asset", G_CALLBACK (count),
                            &n_later);
  g_signal_connect_swapped (fixture->list, "notify::status", G_CALLBACK (count), &n_status);

  list_fixture_query (fixture, "b");
  list_fixture_check_asked (fixture, "20+10! 0+10");
  g_assert_cmpint (get_status (fixture), ==, CATALOG_STATUS_LOADING);
  g_assert_cmpuint (n_status, ==, 1);
  g_assert_cmpstr (list_fixture_get_name (fixture, 0), ==, "a0");
  g_assert_cmpstr (list_fixture_get_name (fixture, 15), ==, "a15");
  g_assert_cmpuint (n_first + n_later, ==, 0);
  g_assert_cmpuint (get_n_items (fixture), ==, 25);
  /* Until it is known how long the list will be, nothing else is asked for. */
  catalog_asset_list_set_visible (fixture->list, 20, 5);
  list_fixture_check_asked (fixture, "20+10! 0+10");

  fake_source_give_page (fixture->source, 1, "b", 10, 25);
  g_assert_cmpint (get_status (fixture), ==, CATALOG_STATUS_READY);
  g_assert_cmpstr (list_fixture_get_name (fixture, 0), ==, "b0");
  g_assert_cmpstr (list_fixture_get_name (fixture, 15), ==, "");
  g_assert_cmpuint (n_first, ==, 1);
  g_assert_cmpuint (n_later, ==, 1);
  list_fixture_check_changes (fixture, "");
  list_fixture_check_asked (fixture, "20+10! 0+10 10+10 20+10");
}

static void
test_stale_answers_are_dropped (ListFixture *fixture, gconstpointer data)
{
  list_fixture_query (fixture, "a");
  list_fixture_query (fixture, "ab");
  list_fixture_query (fixture, "abc");
  list_fixture_check_asked (fixture, "0+10! 0+10! 0+10");
  g_assert_cmpstr (canto_query_get_keyword (fake_source_get (fixture->source, 2)->query), ==,
                   "abc");

  fake_source_give_page (fixture->source, 1, "ab", 10, 20);
  g_assert_cmpint (get_status (fixture), ==, CATALOG_STATUS_LOADING);
  fake_source_give_page (fixture->source, 2, "abc", 5, 5);
  fake_source_fail (fixture->source, 0, CANTO_ERROR_OFFLINE);
  g_assert_cmpint (get_status (fixture), ==, CATALOG_STATUS_READY);
  list_fixture_check_changes (fixture, "0-0+5");
  g_assert_cmpstr (list_fixture_get_name (fixture, 4), ==, "abc4");
}

static void
test_same_query_is_no_news (ListFixture *fixture, gconstpointer data)
{
  list_fixture_fill (fixture, 25);
  list_fixture_query (fixture, "a");
  list_fixture_check_asked (fixture, "");
  g_assert_cmpint (get_status (fixture), ==, CATALOG_STATUS_READY);
}

static void
test_source_changed (ListFixture *fixture, gconstpointer data)
{
  catalog_source_emit_changed (CATALOG_SOURCE (fixture->source));
  list_fixture_check_asked (fixture, "");
  list_fixture_fill (fixture, 25);
  list_fixture_hold (fixture, 0);
  catalog_source_emit_changed (CATALOG_SOURCE (fixture->source));
  list_fixture_check_asked (fixture, "0+10");
  g_assert_cmpstr (list_fixture_get_name (fixture, 0), ==, "a0");
}

/* Failures */

static void
test_query_fails (ListFixture *fixture, gconstpointer data)
{
  guint n_status = 0;

  list_fixture_fill (fixture, 25);
  list_fixture_query (fixture, "b");
  g_signal_connect_swapped (fixture->list, "notify::status", G_CALLBACK (count), &n_status);
  fake_source_fail (fixture->source, 0, CANTO_ERROR_OFFLINE);
  g_assert_cmpint (get_status (fixture), ==, CATALOG_STATUS_FAILED);
  g_assert_error (catalog_asset_list_get_error (fixture->list), CANTO_ERROR, CANTO_ERROR_OFFLINE);
  g_assert_cmpuint (n_status, ==, 1);
  list_fixture_check_changes (fixture, "0-25+0");

  catalog_asset_list_retry (fixture->list);
  g_assert_cmpint (get_status (fixture), ==, CATALOG_STATUS_LOADING);
  g_assert_null (catalog_asset_list_get_error (fixture->list));
  fake_source_give_page (fixture->source, 1, "b", 10, 11);
  g_assert_cmpint (get_status (fixture), ==, CATALOG_STATUS_READY);
  list_fixture_check_changes (fixture, "0-0+11");
  g_assert_cmpstr (list_fixture_get_name (fixture, 9), ==, "b9");
}

/* Only what failed for being offline asks again. */
static void
test_source_is_back (ListFixture *fixture, gconstpointer data)
{
  list_fixture_query (fixture, "a");
  fake_source_fail (fixture->source, 0, CANTO_ERROR_OFFLINE);
  fake_source_forget (fixture->source);
  catalog_source_emit_back (CATALOG_SOURCE (fixture->source));
  list_fixture_check_asked (fixture, "0+10");
  g_assert_cmpint (get_status (fixture), ==, CATALOG_STATUS_LOADING);

  fake_source_fail (fixture->source, 0, CANTO_ERROR_NOT_ALLOWED);
  fake_source_forget (fixture->source);
  catalog_source_emit_back (CATALOG_SOURCE (fixture->source));
  list_fixture_check_asked (fixture, "");
  g_assert_cmpint (get_status (fixture), ==, CATALOG_STATUS_FAILED);
}

static void
test_source_is_back_for_ranges (ListFixture *fixture, gconstpointer data)
{
  CatalogSlot *offline;
  CatalogSlot *refused;

  list_fixture_fill (fixture, 100);
  catalog_asset_list_set_visible (fixture->list, 50, 20);
  offline = list_fixture_hold (fixture, 50);
  refused = list_fixture_hold (fixture, 60);
  list_fixture_check_asked (fixture, "40+10 50+10 60+10 70+10");
  fake_source_fail (fixture->source, 1, CANTO_ERROR_OFFLINE);
  fake_source_fail (fixture->source, 2, CANTO_ERROR_NOT_ALLOWED);
  fake_source_forget (fixture->source);
  g_assert_true (catalog_slot_get_failed (offline));

  catalog_source_emit_back (CATALOG_SOURCE (fixture->source));
  list_fixture_check_asked (fixture, "40+10 70+10 50+10");
  g_assert_false (catalog_slot_get_failed (offline));
  g_assert_true (catalog_slot_get_failed (refused));
  fake_source_give_page (fixture->source, 2, "a", 10, 100);
  g_assert_cmpstr (list_fixture_get_name (fixture, 50), ==, "a50");
}

static void
test_range_fails (ListFixture *fixture, gconstpointer data)
{
  CatalogSlot *slot;

  list_fixture_fill (fixture, 100);
  catalog_asset_list_set_visible (fixture->list, 50, 1);
  slot = list_fixture_hold (fixture, 50);
  fake_source_fail (fixture->source, 0, CANTO_ERROR_SERVICE);
  fake_source_forget (fixture->source);
  g_assert_true (catalog_slot_get_failed (slot));
  g_assert_null (catalog_slot_get_asset (slot));
  g_assert_true (catalog_slot_get_failed (list_fixture_hold (fixture, 59)));
  g_assert_false (catalog_slot_get_failed (list_fixture_hold (fixture, 60)));
  g_assert_cmpint (get_status (fixture), ==, CATALOG_STATUS_READY);

  /* It is not asked for again and again, but when it comes back. */
  catalog_asset_list_set_visible (fixture->list, 51, 1);
  list_fixture_check_asked (fixture, "");
  catalog_asset_list_set_visible (fixture->list, 0, 1);
  catalog_asset_list_set_visible (fixture->list, 50, 1);
  list_fixture_check_asked (fixture, "50+10");
  fake_source_give_page (fixture->source, 0, "a", 10, 100);
  g_assert_false (catalog_slot_get_failed (slot));
  g_assert_cmpstr (canto_asset_get_name (catalog_slot_get_asset (slot)), ==, "a50");
}

static void
test_range_fails_and_retry (ListFixture *fixture, gconstpointer data)
{
  list_fixture_fill (fixture, 100);
  catalog_asset_list_set_visible (fixture->list, 50, 1);
  fake_source_fail (fixture->source, 0, CANTO_ERROR_SERVICE);
  catalog_asset_list_retry (fixture->list);
  fake_source_give_page (fixture->source, 1, "a", 10, 100);
  list_fixture_check_asked (fixture, "50+10! 0+10 50+10");
  fake_source_give_page (fixture->source, 2, "a", 10, 100);
  g_assert_cmpstr (list_fixture_get_name (fixture, 50), ==, "a50");
  g_assert_false (catalog_slot_get_failed (list_fixture_hold (fixture, 50)));
}

/* A source that has its own mind */

static void
test_gives_less_than_asked (ListFixture *fixture, gconstpointer data)
{
  list_fixture_query (fixture, "a");
  fake_source_give_page (fixture->source, 0, "a", 4, 100);
  g_assert_cmpuint (get_n_items (fixture), ==, 100);
  g_assert_cmpstr (list_fixture_get_name (fixture, 3), ==, "a3");
  g_assert_cmpstr (list_fixture_get_name (fixture, 4), ==, "");
  list_fixture_check_asked (fixture, "0+10 4+6");
  fake_source_give_page (fixture->source, 1, "a", 4, 100);
  g_assert_cmpstr (list_fixture_get_name (fixture, 7), ==, "a7");
  fake_source_give_page (fixture->source, 2, "a", 2, 100);
  g_assert_cmpstr (list_fixture_get_name (fixture, 9), ==, "a9");
  list_fixture_check_asked (fixture, "0+10 4+6 8+2");
}

static void
test_gives_nothing_before_found (ListFixture *fixture, gconstpointer data)
{
  list_fixture_query (fixture, "a");
  fake_source_give_page (fixture->source, 0, "a", 4, 100);
  fake_source_give_page (fixture->source, 1, "a", 0, 100);
  list_fixture_check_asked (fixture, "0+10 4+6");
  g_assert_cmpuint (catalog_asset_list_get_n_pending (fixture->list), ==, 0);
}

static void
test_second_page_fails (ListFixture *fixture, gconstpointer data)
{
  list_fixture_query (fixture, "a");
  fake_source_give_page (fixture->source, 0, "a", 4, 100);
  fake_source_fail (fixture->source, 1, CANTO_ERROR_SERVICE);
  g_assert_cmpint (get_status (fixture), ==, CATALOG_STATUS_READY);
  g_assert_cmpstr (list_fixture_get_name (fixture, 3), ==, "a3");
  g_assert_false (catalog_slot_get_failed (list_fixture_hold (fixture, 3)));
  g_assert_true (catalog_slot_get_failed (list_fixture_hold (fixture, 4)));
}

static void
test_gives_more_than_asked (ListFixture *fixture, gconstpointer data)
{
  list_fixture_query (fixture, "a");
  fake_source_give_page (fixture->source, 0, "a", 15, CANTO_PAGE_FOUND_UNKNOWN);
  g_assert_cmpuint (get_n_items (fixture), >, 15);
  g_assert_cmpstr (list_fixture_get_name (fixture, 9), ==, "a9");
  g_assert_cmpstr (list_fixture_get_name (fixture, 10), ==, "");
  catalog_asset_list_set_visible (fixture->list, 9, 4);
  list_fixture_check_asked (fixture, "0+10 10+10");
}

/* C11: an absent `found` does not stop paging; the first page that brings nothing does. */
static void
test_unknown_length (ListFixture *fixture, gconstpointer data)
{
  list_fixture_query (fixture, "a");
  fake_source_give_page (fixture->source, 0, "a", 10, CANTO_PAGE_FOUND_UNKNOWN);
  g_assert_cmpuint (get_n_items (fixture), ==, 11);
  catalog_asset_list_set_visible (fixture->list, 5, 6);
  list_fixture_check_asked (fixture, "0+10 10+10");
  fake_source_give_page (fixture->source, 1, "a", 10, CANTO_PAGE_FOUND_UNKNOWN);
  g_assert_cmpuint (get_n_items (fixture), ==, 21);

  catalog_asset_list_set_visible (fixture->list, 15, 6);
  list_fixture_check_asked (fixture, "0+10 10+10 20+10");
  fake_source_give_page (fixture->source, 2, "a", 3, CANTO_PAGE_FOUND_UNKNOWN);
  list_fixture_check_asked (fixture, "0+10 10+10 20+10 23+7");
  fake_source_give_page (fixture->source, 3, "a", 0, CANTO_PAGE_FOUND_UNKNOWN);
  g_assert_cmpuint (get_n_items (fixture), ==, 23);
  g_assert_cmpuint (catalog_asset_list_get_n_pending (fixture->list), ==, 0);
}

/* The guess that there is one more was wrong. */
static void
test_unknown_length_that_is_full (ListFixture *fixture, gconstpointer data)
{
  list_fixture_query (fixture, "a");
  fake_source_give_page (fixture->source, 0, "a", 10, CANTO_PAGE_FOUND_UNKNOWN);
  catalog_asset_list_set_visible (fixture->list, 5, 6);
  fake_source_give_page (fixture->source, 1, "a", 0, CANTO_PAGE_FOUND_UNKNOWN);
  g_assert_cmpuint (get_n_items (fixture), ==, 10);
}

/* C12: a service that gives the same page again and again has no more. */
static void
test_page_without_news (ListFixture *fixture, gconstpointer data)
{
  list_fixture_query (fixture, "a");
  fake_source_give_page (fixture->source, 0, "a", 10, CANTO_PAGE_FOUND_UNKNOWN);
  catalog_asset_list_set_visible (fixture->list, 5, 6);
  fake_source_give_json (fixture->source, 1,
                         "{\"results\": [{\"id\": \"a3\", \"scheme\": \"image\"},"
                         " {\"id\": \"a4\", \"scheme\": \"image\"}]}");
  g_assert_cmpuint (get_n_items (fixture), ==, 10);
  g_assert_cmpuint (catalog_asset_list_get_n_pending (fixture->list), ==, 0);
}

static void
test_unknown_length_of_nothing (ListFixture *fixture, gconstpointer data)
{
  list_fixture_query (fixture, "a");
  fake_source_give_page (fixture->source, 0, "a", 0, CANTO_PAGE_FOUND_UNKNOWN);
  g_assert_cmpuint (get_n_items (fixture), ==, 0);
  g_assert_cmpint (get_status (fixture), ==, CATALOG_STATUS_READY);
}

/* The list's end */

static void
test_gone_while_loading (ListFixture *fixture, gconstpointer data)
{
  list_fixture_fill (fixture, 100);
  catalog_asset_list_set_visible (fixture->list, 50, 1);
  test_assert_last_unref (g_steal_pointer (&fixture->list));
  list_fixture_check_asked (fixture, "50+10!");
  fake_source_give_page (fixture->source, 0, "a", 10, 100);
}

/* Handlers that ask for something else while an answer is taken in. */

static void
query_once (ListFixture *fixture)
{
  list_fixture_query (fixture, "from a handler");
}

static void
test_query_from_a_handler (ListFixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "items-changed", "notify::n-items", "notify::status" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gulong handler;

      list_fixture_fill (fixture, 100);
      list_fixture_query (fixture, "b");
      handler =
          g_signal_connect_swapped (fixture->list, names[i], G_CALLBACK (query_once), fixture);
      fake_source_give_page (fixture->source, 0, "b", 3, 20);
      g_signal_handler_disconnect (fixture->list, handler);

      g_test_message ("%s", names[i]);
      g_assert_cmpint (get_status (fixture), ==, CATALOG_STATUS_LOADING);
      g_assert_cmpuint (catalog_asset_list_get_n_pending (fixture->list), ==, 1);
      fake_source_give_page (fixture->source, fake_source_get_n_calls (fixture->source) - 1, "h", 5,
                             5);
      g_assert_cmpint (get_status (fixture), ==, CATALOG_STATUS_READY);
      g_assert_cmpuint (get_n_items (fixture), ==, 5);
      fake_source_close (fixture->source);
      fake_source_forget (fixture->source);
    }
}

static void
scroll (ListFixture *fixture)
{
  catalog_asset_list_set_visible (fixture->list, 40, 5);
}

static void
test_scroll_from_a_handler (ListFixture *fixture, gconstpointer data)
{
  list_fixture_fill (fixture, 100);
  catalog_asset_list_set_visible (fixture->list, 92, 2);
  g_signal_connect_swapped (fixture->list, "items-changed", G_CALLBACK (scroll), fixture);
  fake_source_give_page (fixture->source, 0, "a", 3, 95);
  g_assert_cmpuint (get_n_items (fixture), ==, 95);
  list_fixture_check_asked (fixture, "90+10! 93+7! 30+10 40+10");
}

static void
test_failure_and_query_from_a_handler (ListFixture *fixture, gconstpointer data)
{
  gulong handler;

  list_fixture_fill (fixture, 100);
  list_fixture_query (fixture, "b");
  handler =
      g_signal_connect_swapped (fixture->list, "items-changed", G_CALLBACK (query_once), fixture);
  fake_source_fail (fixture->source, 0, CANTO_ERROR_SERVICE);
  g_signal_handler_disconnect (fixture->list, handler);
  g_assert_cmpint (get_status (fixture), ==, CATALOG_STATUS_LOADING);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) LIST_FIXTURE_ADD ("/catalog/asset-list/" path, function)
  ADD ("length-changes-at-the-tail", test_length_changes_at_the_tail);
  ADD ("length-of-the-newest-page", test_length_of_the_newest_page);
  ADD ("more-than-a-list-bears", test_more_than_a_list_bears);
  ADD ("depth-found-out", test_depth_found_out);
  ADD ("depth-of-unknown-length", test_depth_of_unknown);
  ADD ("slot-is-the-same-while-held", test_slot_is_the_same_while_held);
  ADD ("slot-outlives-the-list", test_slot_outlives_the_list);
  ADD ("page-notifies-its-slots", test_page_notifies_its_slots);
  ADD ("held", test_held);
  ADD ("positions-of-what-is-left-out", test_positions_of_what_is_left_out);
  ADD ("only-near-ranges", test_only_near_ranges);
  ADD ("what-left-is-cancelled", test_what_left_is_cancelled);
  ADD ("late-answer-of-what-left", test_late_answer_of_what_left);
  ADD ("end-of-the-list", test_end_of_the_list);
  ADD ("oldest-ranges-go", test_oldest_ranges_go);
  ADD ("query-keeps-slots-until-its-answer", test_query_keeps_slots_until_its_answer);
  ADD ("stale-answers-are-dropped", test_stale_answers_are_dropped);
  ADD ("same-query-is-no-news", test_same_query_is_no_news);
  ADD ("source-changed", test_source_changed);
  ADD ("query-fails", test_query_fails);
  ADD ("range-fails", test_range_fails);
  ADD ("range-fails-and-retry", test_range_fails_and_retry);
  ADD ("gives-less-than-asked", test_gives_less_than_asked);
  ADD ("gives-nothing-before-found", test_gives_nothing_before_found);
  ADD ("source-is-back", test_source_is_back);
  ADD ("source-is-back-for-ranges", test_source_is_back_for_ranges);
  ADD ("second-page-fails", test_second_page_fails);
  ADD ("gives-more-than-asked", test_gives_more_than_asked);
  ADD ("gone-while-loading", test_gone_while_loading);
  ADD ("query-from-a-handler", test_query_from_a_handler);
  ADD ("scroll-from-a-handler", test_scroll_from_a_handler);
  ADD ("failure-and-query-from-a-handler", test_failure_and_query_from_a_handler);
#undef ADD
  LIST_FIXTURE_ADD ("/C11/unknown-length", test_unknown_length);
  LIST_FIXTURE_ADD ("/C11/unknown-length-that-is-full", test_unknown_length_that_is_full);
  LIST_FIXTURE_ADD ("/C11/unknown-length-of-nothing", test_unknown_length_of_nothing);
  LIST_FIXTURE_ADD ("/C12/page-without-news", test_page_without_news);

  return g_test_run ();
}
