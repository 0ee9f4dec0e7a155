/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "picker-filter-text.h"

#include "canto-parse.h"

#include <string.h>

typedef struct
{
  PickerFilters *filters;
  guint n_changes;
} Fixture;

static void
count_change (gpointer fixture)
{
  ((Fixture *) fixture)->n_changes++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->filters = picker_filters_new ();
  g_signal_connect_swapped (fixture->filters, "changed", G_CALLBACK (count_change), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->filters);
}

static CantoQuery *
apply_to (Fixture *fixture, CantoQuery *query, const char *now, const char *zone)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (now, NULL);
  g_autoptr (GTimeZone) time_zone = g_time_zone_new_identifier (zone);

  return picker_filters_apply (fixture->filters, query, time, time_zone);
}

static CantoQuery *
apply (Fixture *fixture)
{
  return apply_to (fixture, canto_query_new (), "2026-03-10T12:00:00Z", "UTC");
}

static void
assert_value (Fixture *fixture, PickerFilter filter, const char *expected)
{
  g_autofree char *value = picker_filter_text_dup_value (fixture->filters, filter);

  g_assert_cmpstr (value, ==, expected);
}

static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CantoQuery) query = apply (fixture);
  g_autoptr (CantoQuery) plain = canto_query_new ();

  g_assert_true (canto_query_equal (query, plain));
  g_assert_false (picker_filters_get_any_active (fixture->filters));
  picker_filters_clear (fixture->filters);
  picker_filters_drop (fixture->filters, PICKER_FILTER_TAG);
  g_assert_cmpuint (fixture->n_changes, ==, 0);
}

static void
test_schemes (Fixture *fixture, gconstpointer data)
{
  const guint mask = 1u << CANTO_SCHEME_IMAGE | 1u << CANTO_SCHEME_VIDEO;
  g_autoptr (CantoQuery) query = NULL;
  g_autoptr (CantoQuery) in_place = NULL;

  picker_filters_set_mask (fixture->filters, PICKER_FILTER_SCHEME, mask);
  picker_filters_set_mask (fixture->filters, PICKER_FILTER_SCHEME, mask);
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  query = apply (fixture);
  g_assert_cmpuint (canto_query_get_schemes (query), ==, mask);
  assert_value (fixture, PICKER_FILTER_SCHEME, "Image, Video");

  /* The place "Audio" has said it already. */
  in_place =
      apply_to (fixture, canto_query_with_schemes (canto_query_new (), 1u << CANTO_SCHEME_AUDIO),
                "2026-03-10T12:00:00Z", "UTC");
  g_assert_cmpuint (canto_query_get_schemes (in_place), ==, 1u << CANTO_SCHEME_AUDIO);

  picker_filters_set_mask (fixture->filters, PICKER_FILTER_SCHEME, mask | 1u << CANTO_SCHEME_OTHER);
  assert_value (fixture, PICKER_FILTER_SCHEME, "Image, Video + 1");
}

static void
test_approved_only (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CantoQuery) query = NULL;

  g_assert_false (picker_filters_get_approved_only (fixture->filters));
  picker_filters_set_approved_only (fixture->filters, TRUE);
  picker_filters_set_approved_only (fixture->filters, TRUE);
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  query = apply (fixture);
  g_assert_cmpuint (canto_query_get_approvals (query), ==, 1u << CANTO_APPROVAL_APPROVED);

  picker_filters_set_mask (fixture->filters, PICKER_FILTER_APPROVAL,
                           1u << CANTO_APPROVAL_APPROVED | 1u << CANTO_APPROVAL_PENDING);
  g_assert_false (picker_filters_get_approved_only (fixture->filters));
  picker_filters_set_approved_only (fixture->filters, FALSE);
  g_assert_true (picker_filters_get_active (fixture->filters, PICKER_FILTER_APPROVAL));
}

static void
test_expired_stands_alone (Fixture *fixture, gconstpointer data)
{
  const guint expired = 1u << CANTO_APPROVAL_EXPIRED;
  const guint pending = 1u << CANTO_APPROVAL_PENDING;

  picker_filters_set_mask (fixture->filters, PICKER_FILTER_APPROVAL, pending);
  picker_filters_set_mask (fixture->filters, PICKER_FILTER_APPROVAL, pending | expired);
  g_assert_cmpuint (picker_filters_get_mask (fixture->filters, PICKER_FILTER_APPROVAL), ==,
                    expired);
  picker_filters_set_mask (fixture->filters, PICKER_FILTER_APPROVAL, pending | expired);
  g_assert_cmpuint (picker_filters_get_mask (fixture->filters, PICKER_FILTER_APPROVAL), ==,
                    pending);
}

static void
assert_period (Fixture *fixture,
               const char *now,
               const char *zone,
               const char *from,
               const char *to)
{
  g_autoptr (CantoQuery) query = apply_to (fixture, canto_query_new (), now, zone);
  g_autoptr (GDateTime) first = g_date_time_new_from_iso8601 (from, NULL);
  g_autoptr (GDateTime) last = g_date_time_new_from_iso8601 (to, NULL);

  g_assert_cmpint (canto_query_get_modified_from_s (query), ==, g_date_time_to_unix (first));
  g_assert_cmpint (canto_query_get_modified_to_s (query), ==, g_date_time_to_unix (last));
}

static void
test_periods (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    PickerPeriod period;
    const char *from;
  } periods[] = {
    { PICKER_PERIOD_TODAY, "2026-03-10T00:00:00Z" },
    { PICKER_PERIOD_LAST_7_DAYS, "2026-03-04T00:00:00Z" },
    { PICKER_PERIOD_LAST_30_DAYS, "2026-02-09T00:00:00Z" },
    { PICKER_PERIOD_THIS_YEAR, "2026-01-01T00:00:00Z" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (periods); i++)
    {
      picker_filters_set_period (fixture->filters, periods[i].period);
      /* At whatever time of the day it is asked. */
      assert_period (fixture, "2026-03-10T00:00:00Z", "UTC", periods[i].from,
                     "2026-03-10T23:59:59Z");
      assert_period (fixture, "2026-03-10T23:59:59Z", "UTC", periods[i].from,
                     "2026-03-10T23:59:59Z");
    }
  g_assert_cmpuint (fixture->n_changes, ==, G_N_ELEMENTS (periods));
}

/* The days are those of the tenant (1.12); one has 23 hours. */
static void
test_zone (Fixture *fixture, gconstpointer data)
{
  picker_filters_set_period (fixture->filters, PICKER_PERIOD_TODAY);
  assert_period (fixture, "2026-03-28T23:30:00Z", "Europe/Berlin", "2026-03-28T23:00:00Z",
                 "2026-03-29T21:59:59Z");
  assert_period (fixture, "2026-03-10T01:00:00Z", "America/New_York", "2026-03-09T04:00:00Z",
                 "2026-03-10T03:59:59Z");
}

static void
test_range (Fixture *fixture, gconstpointer data)
{
  GDate first, last;

  g_date_clear (&first, 1);
  g_date_clear (&last, 1);
  g_date_set_dmy (&first, 27, G_DATE_FEBRUARY, 2024);
  g_date_set_dmy (&last, 29, G_DATE_FEBRUARY, 2024);
  picker_filters_set_range (fixture->filters, &last, &first);
  assert_period (fixture, "2026-03-10T12:00:00Z", "UTC", "2024-02-27T00:00:00Z",
                 "2024-02-29T23:59:59Z");
  assert_value (fixture, PICKER_FILTER_PERIOD, "27 Feb 2024 – 29 Feb 2024");
  picker_filters_set_range (fixture->filters, &last, &last);
  assert_value (fixture, PICKER_FILTER_PERIOD, "29 Feb 2024");

  g_date_set_year (&first, 1901);
  g_date_set_dmy (&last, 1, G_DATE_JANUARY, 1902);
  picker_filters_set_range (fixture->filters, &first, &last);
  {
    g_autoptr (CantoQuery) query = apply (fixture);

    /* Still a range, in which nothing lies. */
    g_assert_cmpint (canto_query_get_modified_from_s (query), ==, 0);
    g_assert_cmpint (canto_query_get_modified_to_s (query), ==, 1);
  }
}

static void
test_words (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CantoQuery) query = NULL;

  g_assert_true (picker_filters_add_word (fixture->filters, PICKER_FILTER_TAG, " Harbour "));
  g_assert_true (picker_filters_add_word (fixture->filters, PICKER_FILTER_TAG, "Harbour"));
  g_assert_true (picker_filters_add_word (fixture->filters, PICKER_FILTER_TAG, "Sea"));
  g_assert_false (picker_filters_add_word (fixture->filters, PICKER_FILTER_TAG, "R+D"));
  g_assert_false (picker_filters_add_word (fixture->filters, PICKER_FILTER_KEYWORD, "a|b"));
  g_assert_false (picker_filters_add_word (fixture->filters, PICKER_FILTER_KEYWORD, "  "));
  g_assert_cmpuint (fixture->n_changes, ==, 2);
  assert_value (fixture, PICKER_FILTER_TAG, "Harbour, Sea");
  query = apply (fixture);
  g_assert_cmpuint (g_strv_length ((char **) canto_query_get_tags (query)), ==, 2);
  g_assert_null (canto_query_get_keywords (query));

  picker_filters_remove_word (fixture->filters, PICKER_FILTER_TAG, "Harbour");
  picker_filters_remove_word (fixture->filters, PICKER_FILTER_TAG, "Forest");
  assert_value (fixture, PICKER_FILTER_TAG, "Sea");
  g_assert_cmpuint (fixture->n_changes, ==, 3);
  picker_filters_remove_word (fixture->filters, PICKER_FILTER_TAG, "Sea");
  g_assert_false (picker_filters_get_active (fixture->filters, PICKER_FILTER_TAG));
}

static void
test_long_words (Fixture *fixture, gconstpointer data)
{
  picker_filters_add_word (fixture->filters, PICKER_FILTER_KEYWORD,
                           "Grüße aus dem schönen Hafen von Genua");
  assert_value (fixture, PICKER_FILTER_KEYWORD, "Grüße aus dem schönen H…");
}

static void
test_field (Fixture *fixture, gconstpointer data)
{
  static const char json[] = "[{\"id\":\"f1\",\"name\":\"Channels\",\"values\":[\"Web\"]}]";
  g_autoptr (GBytes) bytes = g_bytes_new_static (json, strlen (json));
  g_autoptr (GPtrArray) fields = canto_parse_fields (bytes, NULL);
  g_autoptr (CantoQuery) set = NULL;
  g_autoptr (CantoQuery) not_set = NULL;

  picker_filters_set_field (fixture->filters, fields->pdata[0], "Web");
  picker_filters_set_field (fixture->filters, fields->pdata[0], "Web");
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  assert_value (fixture, PICKER_FILTER_FIELD, "Channels = Web");
  set = apply (fixture);
  g_assert_cmpstr (canto_query_get_field_id (set), ==, "f1");
  g_assert_cmpstr (canto_query_get_field_value (set), ==, "Web");

  picker_filters_set_field (fixture->filters, fields->pdata[0], NULL);
  assert_value (fixture, PICKER_FILTER_FIELD, "Channels = Not Set");
  not_set = apply (fixture);
  g_assert_cmpstr (canto_query_get_field_id (not_set), ==, "f1");
  g_assert_null (canto_query_get_field_value (not_set));
}

static void
test_clear (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CantoQuery) query = NULL;
  g_autoptr (CantoQuery) plain = canto_query_new ();

  picker_filters_set_approved_only (fixture->filters, TRUE);
  picker_filters_set_mask (fixture->filters, PICKER_FILTER_ORIENTATION,
                           1u << CANTO_ORIENTATION_SQUARE);
  picker_filters_set_period (fixture->filters, PICKER_PERIOD_TODAY);
  picker_filters_add_word (fixture->filters, PICKER_FILTER_TAG, "Sea");
  fixture->n_changes = 0;
  picker_filters_drop (fixture->filters, PICKER_FILTER_ORIENTATION);
  g_assert_false (picker_filters_get_active (fixture->filters, PICKER_FILTER_ORIENTATION));
  g_assert_true (picker_filters_get_approved_only (fixture->filters));
  picker_filters_clear (fixture->filters);
  g_assert_cmpuint (fixture->n_changes, ==, 2);
  query = apply (fixture);
  g_assert_true (canto_query_equal (query, plain));
}

/* Clearing can be undone: what was there is there again, once, and what comes after is not mixed
 * in. */
static void
test_restore (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CantoQuery) before = NULL;
  g_autoptr (CantoQuery) after = NULL;
  g_autoptr (PickerFilters) copy = NULL;

  picker_filters_set_approved_only (fixture->filters, TRUE);
  picker_filters_set_period (fixture->filters, PICKER_PERIOD_TODAY);
  picker_filters_add_word (fixture->filters, PICKER_FILTER_TAG, "Sea");
  picker_filters_add_word (fixture->filters, PICKER_FILTER_KEYWORD, "boat");
  before = apply (fixture);
  copy = picker_filters_copy (fixture->filters);
  picker_filters_clear (fixture->filters);
  picker_filters_add_word (fixture->filters, PICKER_FILTER_TAG, "Land");
  fixture->n_changes = 0;
  picker_filters_restore (fixture->filters, copy);
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  after = apply (fixture);
  g_assert_true (canto_query_equal (before, after));
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/filters/nothing", test_nothing);
  ADD ("/filters/schemes", test_schemes);
  ADD ("/filters/approved-only", test_approved_only);
  ADD ("/filters/5.5/expired-stands-alone", test_expired_stands_alone);
  ADD ("/filters/periods", test_periods);
  ADD ("/filters/1.12/zone", test_zone);
  ADD ("/filters/range", test_range);
  ADD ("/filters/words", test_words);
  ADD ("/filters/long-words", test_long_words);
  ADD ("/filters/field", test_field);
  ADD ("/filters/clear", test_clear);
  ADD ("/filters/restore", test_restore);

  return g_test_run ();
}
