/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-date.h"

static void
assert_date (const char *text, GTimeZone *zone, const char *expected)
{
  g_autoptr (GDateTime) date = canto_date_parse (text, zone);
  g_autoptr (GDateTime) utc = NULL;
  g_autofree char *iso = NULL;

  g_test_message ("%s", text);
  g_assert_nonnull (date);
  utc = g_date_time_to_utc (date);
  iso = g_date_time_format (utc, "%Y-%m-%dT%H:%M:%S");
  g_assert_cmpstr (iso, ==, expected);
}

static void
test_seventeen_digits (void)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GTimeZone) berlin = g_time_zone_new_identifier ("Europe/Berlin");
  g_autoptr (GDateTime) date = canto_date_parse ("20260312091801850", utc);

  g_assert_nonnull (berlin);
  assert_date ("20260312091801850", utc, "2026-03-12T09:18:01");
  assert_date ("20260312091801850", berlin, "2026-03-12T08:18:01");
  assert_date ("20260712091801000", berlin, "2026-07-12T07:18:01");
  assert_date ("19700101010000000", berlin, "1970-01-01T00:00:00");
  assert_date ("20240229235959999", utc, "2024-02-29T23:59:59");
  g_assert_cmpint (g_date_time_get_microsecond (date) / 1000, ==, 850);
}

static void
test_file_form (void)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  assert_date ("2026-02-18 06:11:09", utc, "2026-02-18T06:11:09");
  assert_date ("2026:02:18 06:11:09", utc, "2026-02-18T06:11:09");
}

static void
test_garbage_is_unknown (void)
{
  static const char *const texts[] = {
    NULL,
    "",
    "0",
    "2026",
    "2026031209180185",
    "202603120918018500",
    "2026031209180185x",
    "20261312091801850",
    "20260230091801850",
    "20260312241801850",
    "20260312096001850",
    "00000000000000000",
    "99999999999999999",
    "2026-02-18T06:11:09",
    "2026-02:18 06:11:09",
    "2026-xx-18 06:11:09",
    "2026-02-30 06:11:09",
    "0000:00:00 00:00:00",
    "-026-02-18 06:11:09",
    "yesterday, at dawn.",
    "２０２６０",
  };
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_test_message ("%s", texts[i] != NULL ? texts[i] : "(none)");
      g_assert_null (canto_date_parse (texts[i], utc));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/C28/seventeen-digits", test_seventeen_digits);
  g_test_add_func ("/C28/file-form", test_file_form);
  g_test_add_func ("/C28/garbage-is-unknown", test_garbage_is_unknown);

  return g_test_run ();
}
